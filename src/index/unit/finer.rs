//! Clauses, agenda items and tables.

use super::{Unit, UnitKind, base};
use crate::record::v1::{AgendaItem, Clause, Decision, Record, Segment, Span, Table};

pub(super) fn units(record: &Record) -> Vec<Unit> {
    let mut units = Vec::new();
    for decision in &record.decisions {
        for clause in &decision.clauses {
            units.push(clause_unit(record, decision, clause));
        }
    }
    for item in &record.agenda {
        units.push(agenda_unit(record, item));
    }
    for table in &record.tables {
        units.push(table_unit(record, table));
    }
    units
}

fn clause_unit(record: &Record, decision: &Decision, clause: &Clause) -> Unit {
    let mut unit = base(record, UnitKind::Clause);
    place(&mut unit, &clause.span);
    let segment = decision.segment.and_then(|idx| record.segments.get(idx));
    within(&mut unit, segment);
    if let Some(number) = &decision.agenda_item {
        unit.shown.item = Some(number.clone());
    }
    let of_decision = [&decision.body, &decision.addressee];
    unit.bodies.extend(of_decision.into_iter().flatten().cloned());
    unit.bodies.extend(decision.chain.iter().cloned());
    if let Some(body) = &decision.body {
        unit.shown.body = Some(body.clone());
    }
    heading(&mut unit, record);
    unit.shown.status = Some(clause.status);
    unit.shown.actions = clause.actions.clone();
    unit.shown.outcome = decision.outcome;
    unit.shown.text = Some(clause.text.clone());
    let formula = decision.formula.as_ref();
    unit.shown.formula = formula.map(|formula| (formula.text.clone(), formula.span.start));
    unit.formula_meant = decision.formula.as_ref().map(|formula| formula.normalized.clone());
    unit.amounts = clause.amounts.iter().filter_map(|amount| amount.sek).collect();
    let first = decision.formula.as_ref().map_or(&clause.span, |formula| &formula.span);
    unit.places.push((first.start, first.end));
    unit
}

fn agenda_unit(record: &Record, item: &AgendaItem) -> Unit {
    let mut unit = base(record, UnitKind::Agenda);
    place(&mut unit, &item.span);
    within(&mut unit, covering(record, &item.span));
    unit.shown.item = item.number.clone();
    unit.shown.heading = Some(item.title.clone());
    unit.shown.dnr = item.dnr.clone();
    unit.shown.text = Some(match &item.dnr {
        Some(dnr) if !item.title.contains(dnr.as_str()) => format!("{} {dnr}", item.title),
        _ => item.title.clone(),
    });
    unit
}

fn table_unit(record: &Record, table: &Table) -> Unit {
    let mut unit = base(record, UnitKind::Table);
    place(&mut unit, &table.span);
    within(&mut unit, covering(record, &table.span));
    heading(&mut unit, record);
    let mut lines: Vec<String> = table.title.iter().cloned().collect();
    lines.push(table.columns.join(" | "));
    lines.extend(table.rows.iter().map(|row| row.cells.join(" | ")));
    unit.shown.text = Some(lines.join("\n"));
    unit
}

fn place(unit: &mut Unit, span: &Span) {
    unit.shown.page = span.page;
    unit.shown.line = span.line;
    unit.shown.start = span.start;
    unit.shown.end = span.end;
    unit.places.push((span.start, span.end));
}

/// Takes over what the segment says of what stands in it.
pub(super) fn within(unit: &mut Unit, segment: Option<&Segment>) {
    let Some(segment) = segment else { return };
    if !unit.kinds.contains(&segment.kind) {
        unit.kinds.push(segment.kind);
    }
    unit.shown.kind = segment.kind;
    unit.shown.item = segment.agenda_item.clone();
    unit.shown.title = segment.title.clone().or_else(|| unit.shown.title.take());
}

/// The segment that holds the start of `span`.
pub(super) fn covering<'a>(record: &'a Record, span: &Span) -> Option<&'a Segment> {
    let holds =
        |segment: &&Segment| segment.span.start <= span.start && span.start < segment.span.end;
    record.segments.iter().rfind(holds)
}

/// The title and the dnr of the unit's agenda item.
fn heading(unit: &mut Unit, record: &Record) {
    let Some(number) = &unit.shown.item else { return };
    let item = record.agenda.iter().find(|item| item.number.as_ref() == Some(number));
    if let Some(item) = item {
        unit.shown.heading = Some(item.title.clone());
        unit.shown.dnr = item.dnr.clone();
    }
}
