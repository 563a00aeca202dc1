//! `attsats coverage`: which meetings and paragraphs of each body are there, and which are missing.

use std::collections::HashMap;
use std::io::Write;

use super::End;
use super::args::{Coverage, TableFormat};
use super::term::{clean_name, tell};
use crate::archive::{Archive, Status};
use crate::export::{Dialect, Form, rows};
use crate::study::coverage::{self, COLUMNS, Coverer, printed};

pub(super) fn run(args: &Coverage, out: &mut (dyn Write + Send)) -> anyhow::Result<End> {
    let archive = Archive::open(&args.archive)?;
    let ledger = archive.ledger()?;
    let mut imported: HashMap<&str, &str> = HashMap::new();
    for line in ledger.lines() {
        if let (Some(id), Some(time)) = (line.sha256.as_deref(), line.time.as_deref()) {
            let last = imported.entry(id).or_insert(time);
            *last = time.max(last);
        }
    }
    let mut coverer = Coverer::default();
    for holding in archive.holdings() {
        let id = holding.entry.id.as_str();
        let partial = holding.entry.status() == Status::Partial;
        coverer.add(&archive.record(holding)?, partial, imported.get(id).copied());
    }
    let holds = |name: &Option<String>, wanted: &Option<String>| {
        let name = name.as_deref().unwrap_or_default().to_lowercase();
        wanted.as_ref().is_none_or(|wanted| name.contains(&wanted.to_lowercase()))
    };
    let mut covered = coverer.coverage();
    covered.retain(|of| holds(&of.organization, &args.organization) && holds(&of.body, &args.body));
    match args.format {
        TableFormat::Text => text(&covered, out)?,
        format => {
            let form =
                if format == TableFormat::Csv { Form::Csv(Dialect::Plain) } else { Form::Jsonl };
            let mut rows = rows(form, COLUMNS, out)?;
            for of in &covered {
                rows.row(of.row())?;
            }
            rows.end()?;
        }
    }
    out.flush()?;
    let lacking = ledger.lines().filter(|line| line.status == Status::Failed).count();
    let partial = ledger.lines().filter(|line| line.status == Status::Partial).count();
    let missing = covered.iter().filter(|of| !of.missing.is_empty()).count();
    tell(&format!(
        "{} bodies and years, {missing} of them with paragraphs missing; {lacking} files could not be read and {partial} \
         only in part (attsats report tells which)",
        covered.len()
    ));
    Ok(End::lacking_if(covered.is_empty()))
}

fn text(covered: &[coverage::Coverage], out: &mut dyn Write) -> std::io::Result<()> {
    let unknown = || "–".to_owned();
    let head = [
        "organization",
        "body",
        "year",
        "meetings",
        "from",
        "to",
        "§§",
        "missing §§",
        "partial",
        "imported",
    ];
    let mut lines = vec![head.map(str::to_owned).to_vec()];
    lines.extend(covered.iter().map(|of| {
        let day = |date: Option<&String>| date.cloned().unwrap_or_else(unknown);
        let imported = of.imported.as_deref().and_then(|time| time.get(..10));
        vec![
            of.organization.clone().unwrap_or_else(unknown),
            of.body.clone().unwrap_or_else(unknown),
            of.year.map_or_else(unknown, |year| year.to_string()),
            of.dates.len().to_string(),
            day(of.dates.first()),
            day(of.dates.last()),
            printed(&of.held),
            printed(&of.missing),
            if of.partial == 0 { String::new() } else { of.partial.to_string() },
            imported.unwrap_or("–").to_owned(),
        ]
    }));
    table(&lines, 3, out)
}

/// Lines in columns as wide as their widest cell; the first stand to the left, the others to the right.
pub(super) fn table(
    lines: &[Vec<String>],
    n_left: usize,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let n_columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..n_columns).map(width).collect();
    for line in lines {
        let cells = line.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| {
            let cell = clean_name(cell);
            if column < n_left { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}
