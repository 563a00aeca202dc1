//! `attsats show`: one document for a person.

use std::io::Write;

use super::End;
use super::args::Show;
use super::term::clean_name;
use crate::archive::{Archive, Line};
use crate::mask::Masker;
use crate::record::v1::{Decision, Meeting, Record, Table};
use crate::study::place::{self, Found};
use crate::survey;

pub(super) fn run(args: &Show, out: &mut dyn Write) -> anyhow::Result<End> {
    let archive = Archive::open(&args.archive)?;
    let (id, place) = match args.id.split_once('#') {
        Some((id, place)) => (id, Some(place)),
        None => (args.id.as_str(), None),
    };
    let holding = archive.find(id)?;
    #[cfg(feature = "ocr")]
    if let (Some(file), Some(page)) = (&args.picture, args.page) {
        super::picture::write(&archive, holding, page, args.dpi, file)?;
        return Ok(End::Done);
    }
    let masker = survey::masker(&archive, holding, args.mask)?.unwrap_or_else(Masker::open);
    if let Some(place) = place {
        let (record, text) = (archive.record(holding)?, archive.text(holding)?);
        let found = place::find(&record, &text, place);
        let found =
            found.ok_or_else(|| anyhow::anyhow!("nothing stands at {place} of this document"))?;
        let shown = masked(found, &masker);
        if args.json {
            writeln!(out, "{}", serde_json::to_string(&shown)?)?;
        } else {
            tell(&shown, out)?;
        }
        return Ok(End::Done);
    }
    if args.json && args.mask {
        serde_json::to_writer(&mut *out, &masker.record(&archive.record(holding)?))?;
        writeln!(out)?;
    } else if args.json {
        writeln!(out, "{}", archive.record_line(holding)?)?;
    } else if args.text {
        out.write_all(masker.text(&archive.text(holding)?.content).as_bytes())?;
    } else {
        let ledger = archive.ledger()?;
        let is_here = |line: &&Line| line.sha256.as_deref() == Some(holding.entry.id.as_str());
        let here = ledger.lines().filter(is_here);
        let locations: Vec<String> =
            here.map(|line| masker.text(&line.path).into_owned()).collect();
        page(&masker.record(&archive.record(holding)?), &locations, out)?;
    }
    Ok(End::Done)
}

fn masked(found: Found, masker: &Masker) -> Found {
    let hidden = |text: String| masker.text(&text).into_owned();
    Found { text: hidden(found.text), formula: found.formula.map(hidden), ..found }
}

/// What stands at an address.
fn tell(found: &Found, out: &mut dyn Write) -> std::io::Result<()> {
    let parts = [
        found.organization.clone(),
        found.body.clone(),
        found.date.clone(),
        found.agenda_item.as_ref().map(|number| format!("§ {number}")),
        found.status.as_ref().map(word),
        found.outcome.as_ref().map(word),
    ];
    let head: Vec<String> = parts.into_iter().flatten().collect();
    writeln!(out, "{}", clean_name(&head.join(" · ")))?;
    writeln!(out, "page {}, line {}", found.span.page, found.span.line)?;
    for line in found.formula.iter().chain([&found.text]).flat_map(|part| part.lines()) {
        writeln!(out, "  {}", clean_name(line))?;
    }
    Ok(())
}

fn page(record: &Record, locations: &[String], out: &mut dyn Write) -> std::io::Result<()> {
    header(record, locations, out)?;
    for meeting in &record.meetings {
        self::meeting(meeting, out)?;
    }
    if !record.agenda.is_empty() {
        writeln!(out, "\nAgenda")?;
    }
    for item in &record.agenda {
        let number = item.number.as_deref().unwrap_or("–");
        let dnr = item.dnr.as_ref().map(|dnr| format!("  ({dnr})")).unwrap_or_default();
        writeln!(out, "  {number:>5}  {}", clean_name(&format!("{}{dnr}", item.title)))?;
    }
    if !record.decisions.is_empty() {
        writeln!(out, "\nDecisions")?;
    }
    for decision in &record.decisions {
        self::decision(decision, out)?;
    }
    for table in &record.tables {
        self::table(table, out)?;
    }
    if !record.notes.is_empty() {
        writeln!(out, "\nNotes")?;
    }
    for note in &record.notes {
        let page = note.span.as_ref().map(|span| format!(", page {}", span.page));
        let page = page.unwrap_or_default();
        writeln!(out, "  {}{page}: {}", note.code, clean_name(&note.message))?;
    }
    Ok(())
}

fn header(record: &Record, locations: &[String], out: &mut dyn Write) -> std::io::Result<()> {
    let title = record.title.as_deref().unwrap_or(&record.source.name);
    writeln!(out, "{}", clean_name(title))?;
    let pages = record.source.pages.map(|pages| format!("{pages} pages, ")).unwrap_or_default();
    let mut lines = vec![
        ("kind", word(&record.kind)),
        ("organization", record.organization.clone().unwrap_or_default()),
        ("body", record.body.clone().unwrap_or_default()),
        ("date", record.date.clone().unwrap_or_default()),
        ("source", format!("{pages}{} bytes, {}", record.source.bytes, record.source.media_type)),
        ("id", record.id.clone()),
    ];
    lines.extend(locations.iter().map(|path| ("file", path.clone())));
    for (name, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "  {name:<13} {}", clean_name(value))?;
    }
    Ok(())
}

fn meeting(meeting: &Meeting, out: &mut dyn Write) -> std::io::Result<()> {
    let times: Vec<&str> =
        [&meeting.start, &meeting.end].into_iter().flatten().map(String::as_str).collect();
    let parts = [
        meeting.body.clone(),
        meeting.date.clone(),
        (!times.is_empty()).then(|| times.join("–")),
        meeting.place.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    writeln!(out, "\nMeeting  {}", clean_name(&parts.join(", ")))?;
    let n_present = meeting.attendance.iter().filter(|person| person.present).count();
    if n_present > 0 {
        writeln!(out, "  {n_present} present")?;
    }
    Ok(())
}

fn decision(decision: &Decision, out: &mut dyn Write) -> std::io::Result<()> {
    let item = decision.agenda_item.as_ref().map(|number| format!("§ {number}"));
    let outcome = decision.outcome.as_ref().map(word);
    let formula = decision.formula.as_ref().map(|formula| formula.text.clone());
    let body = if formula.is_none() { decision.body.clone() } else { None };
    let parts: Vec<String> = [item, body, formula, outcome].into_iter().flatten().collect();
    writeln!(out, "  {} (page {})", clean_name(&parts.join(" · ")), decision.span.page)?;
    for clause in &decision.clauses {
        writeln!(out, "    {:<9} {}", word(&clause.status), clean_name(&clause.text))?;
    }
    for vote in &decision.votes {
        writeln!(out, "    votes     {} yes, {} no", vote.yes, vote.no)?;
    }
    Ok(())
}

/// Columns as wide as their widest cell, within reason.
fn table(table: &Table, out: &mut dyn Write) -> std::io::Result<()> {
    let title = table.title.as_deref().unwrap_or("(no title)");
    let unit = table.unit.as_ref().map(|unit| format!(", {unit}")).unwrap_or_default();
    writeln!(out, "\nTable  {} (page {})", clean_name(&format!("{title}{unit}")), table.span.page)?;
    let mut rows: Vec<&Vec<String>> = vec![&table.columns];
    rows.extend(table.rows.iter().map(|row| &row.cells));
    let n_columns = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let width = |column: usize| {
        let lengths =
            rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        lengths.max().unwrap_or(0).min(48)
    };
    let widths: Vec<usize> = (0..n_columns).map(width).collect();
    for row in rows {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| {
            let cell = clean_name(cell);
            if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        writeln!(out, "  {}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}

fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
