//! A record as a person would note it down: short enough that a difference can be read.

use std::fmt::Write;

use attsats::record::v1::{
    Attendance, Clause, Decision, Meeting, Record, Row, RowRole, Segment, Table,
};
use serde::Serialize;

/// What `record` says.
pub(super) fn of(record: &Record) -> String {
    let mut text = String::new();
    let out = &mut text;
    head(out, record);
    for meeting in &record.meetings {
        self::meeting(out, meeting);
    }
    if record.segments.len() > 1 {
        line(out, "\nSEGMENTS");
        record.segments.iter().for_each(|part| segment(out, part));
    }
    if !record.agenda.is_empty() {
        line(out, "\nAGENDA");
    }
    for item in &record.agenda {
        let number = item.number.as_deref().unwrap_or("–");
        let dnr = item.dnr.as_ref().map(|dnr| format!("  [{dnr}]")).unwrap_or_default();
        line(out, &format!("{number:>5}  {}{dnr}", item.title));
    }
    if !record.decisions.is_empty() {
        line(out, "\nDECISIONS");
    }
    record.decisions.iter().for_each(|part| decision(out, part));
    record.tables.iter().for_each(|part| table(out, part));
    if !record.notes.is_empty() {
        line(out, "\nNOTES");
    }
    for note in &record.notes {
        let place = note.span.as_ref().map(|span| format!("line {}: ", span.line));
        line(out, &format!("{place}{}: {}", note.code, note.message, place = or_empty(place)));
    }
    text
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{}", text.trim_end()).expect("writing to a string cannot fail");
}

fn or_empty(text: Option<String>) -> String {
    text.unwrap_or_default()
}

fn or_dash(text: Option<&str>) -> &str {
    text.unwrap_or("–")
}

/// The word that a value of a closed vocabulary has in the record.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => format!("{other:?}"),
    }
}

fn head(out: &mut String, record: &Record) {
    let Record { title, organization, body, date, .. } = record;
    line(out, &format!("{}: {}", word(&record.kind), or_dash(title.as_deref())));
    let names = [organization, body, date].map(|name| or_dash(name.as_deref()));
    line(out, &names.join(" / "));
    line(out, &format!("because of {:?}", record.basis));
}

fn meeting(out: &mut String, meeting: &Meeting) {
    let names = [&meeting.organization, &meeting.body, &meeting.date];
    let names = names.map(|name| or_dash(name.as_deref())).join(" / ");
    let inferred = if meeting.date_inferred { " (inferred)" } else { "" };
    line(out, &format!("\nMEETING {names}{inferred}"));
    let times = [&meeting.start, &meeting.end].map(|time| or_dash(time.as_deref())).join("–");
    line(out, &format!("  {times} in {}", or_dash(meeting.place.as_deref())));
    let (chair, secretary) = (meeting.chair.as_deref(), meeting.secretary.as_deref());
    let adjusters = meeting.adjusters.join(", ");
    line(
        out,
        &format!(
            "  chair {}, secretary {}, adjusters {adjusters}",
            or_dash(chair),
            or_dash(secretary)
        ),
    );
    for Attendance { name, party, role, present, .. } in &meeting.attendance {
        let sign = if *present { '+' } else { '-' };
        let party = or_empty(party.as_ref().map(|party| format!(" ({party})")));
        let role = or_empty(role.as_ref().map(|role| format!(", {role}")));
        line(out, &format!("  {sign} {name}{party}{role}"));
    }
}

fn segment(out: &mut String, segment: &Segment) {
    let item = or_empty(segment.agenda_item.as_ref().map(|item| format!(" (item {item})")));
    let (kind, title) = (word(&segment.kind), or_dash(segment.title.as_deref()));
    line(out, &format!("  line {}: {kind}{item}: {title}", segment.span.line));
}

fn decision(out: &mut String, decision: &Decision) {
    let item = or_empty(decision.agenda_item.as_ref().map(|item| format!("[{item}] ")));
    let body = or_dash(decision.body.as_deref());
    let to = or_empty(decision.addressee.as_ref().map(|addressee| format!(" → {addressee}")));
    let chain = match decision.chain.as_slice() {
        [] => String::new(),
        chain => format!(" through {}", chain.join(" > ")),
    };
    let outcome = or_empty(decision.outcome.map(|outcome| format!(": {}", word(&outcome))));
    line(out, &format!("{item}{body}{to}{chain}{outcome}"));
    if let Some(formula) = &decision.formula {
        let text = formula.text.split_whitespace().collect::<Vec<_>>().join(" ");
        line(out, &format!("    “{text}” = {}", formula.normalized));
    }
    decision.clauses.iter().for_each(|part| clause(out, part));
    for vote in &decision.votes {
        let abstain = vote.abstain.map_or_else(|| "–".to_owned(), |abstain| abstain.to_string());
        let n_named = vote.named.len();
        line(
            out,
            &format!(
                "    vote {} yes, {} no, {abstain} abstain, {n_named} named",
                vote.yes, vote.no
            ),
        );
    }
    for reservation in &decision.reservations {
        let (names, parties) = (reservation.names.join(", "), reservation.parties.join(", "));
        line(out, &format!("    reservation {names} ({parties})"));
    }
}

fn clause(out: &mut String, clause: &Clause) {
    let (status, surface) = (word(&clause.status), word(&clause.surface_status));
    let surface = if surface == status { String::new() } else { format!(" (says {surface})") };
    line(out, &format!("  - {status}{surface}: {}", clause.text));
    let amounts = clause.amounts.iter().map(|amount| {
        format!("{} = {}", amount.text, amount.sek.map_or("?".to_owned(), |sek| sek.to_string()))
    });
    let dates = clause.dates.iter().map(|date| format!("{} = {}", date.text, date.date));
    let found: Vec<String> = clause.actions.iter().cloned().chain(amounts).chain(dates).collect();
    line(out, &format!("      {} | {}", clause.rule, found.join(" · ")));
}

fn table(out: &mut String, table: &Table) {
    let unit = table.unit.as_deref().map_or("no unit", |unit| unit);
    let inferred = if table.unit_inferred { ", inferred" } else { "" };
    line(out, &format!("\nTABLE {} ({unit}{inferred})", or_dash(table.title.as_deref())));
    line(out, &format!("          {}", table.columns.join(" | ")));
    for Row { role, cells, numbers, .. } in &table.rows {
        let role = match role {
            RowRole::Body => "",
            other => &word(other),
        };
        let cell =
            |(idx, cell): (usize, &String)| self::cell(cell, numbers.get(idx).copied().flatten());
        let cells: Vec<String> = cells.iter().enumerate().map(cell).collect();
        line(out, &format!("{role:>8}  {}", cells.join(" | ")));
    }
    let n_held = table.checks.iter().filter(|check| check.holds).count();
    line(out, &format!("          {n_held} of {} sums hold", table.checks.len()));
}

/// A cell as printed, and what it says where that is not plain.
fn cell(printed: &str, number: Option<f64>) -> String {
    let bare: String = printed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let plain = bare.replace(['−', '–'], "-").replace(',', ".").parse::<f64>().ok();
    match number {
        number if number == plain => printed.to_owned(),
        Some(number) => format!("{printed} = {number}"),
        None => format!("{printed} = no number"),
    }
}
