//! `attsats export`: an archive → JSON Lines or CSV, in the order of the documents' ids.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;

use super::End;
use super::args::{Export, Format, Table};
use crate::archive::Archive;
use crate::record::RowKind;

pub(super) fn run(args: &Export, out: &mut dyn Write) -> anyhow::Result<End> {
    let archive = Archive::open(&args.archive)?;
    match &args.output {
        None => export(&archive, args, out)?,
        Some(path) => to_file(path, |file| export(&archive, args, file))
            .with_context(|| format!("cannot write {}", path.display()))?,
    }
    Ok(End::Done)
}

/// Writes beside the place, and puts it there when it is whole.
fn to_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let mut file = BufWriter::new(File::create(&beside)?);
    let written = write(&mut file).and_then(|()| Ok(file.into_inner()?.sync_all()?));
    if let Err(error) = written {
        // What is there is of no use to anyone.
        let _ = std::fs::remove_file(&beside);
        return Err(error);
    }
    Ok(std::fs::rename(&beside, path)?)
}

fn export(archive: &Archive, args: &Export, out: &mut dyn Write) -> anyhow::Result<()> {
    match (args.format, args.table) {
        (Format::Jsonl, None) => {
            for holding in archive.holdings() {
                writeln!(out, "{}", archive.record_line(holding)?)?;
            }
            Ok(())
        }
        (Format::Jsonl, Some(table)) => rows_as_json(archive, row_kind(table), out),
        (Format::Csv, table) => {
            let rows = row_kind(table.unwrap_or(Table::Documents));
            rows_as_csv(archive, rows, args.spreadsheet, out)
        }
    }
}

fn row_kind(table: Table) -> RowKind {
    match table {
        Table::Documents => RowKind::Documents,
        Table::Agenda => RowKind::Agenda,
        Table::Clauses => RowKind::Clauses,
        Table::Cells => RowKind::Cells,
        Table::Notes => RowKind::Notes,
    }
}

fn rows_as_json(archive: &Archive, kind: RowKind, out: &mut dyn Write) -> anyhow::Result<()> {
    for holding in archive.holdings() {
        for row in kind.rows(&archive.record(holding)?) {
            let value = |(name, cell): (&&str, String)| {
                let told = if kind.is_number(name) { number(&cell) } else { cell.into() };
                ((*name).to_owned(), told)
            };
            let object: serde_json::Map<String, serde_json::Value> =
                kind.columns().iter().zip(row).map(value).collect();
            serde_json::to_writer(&mut *out, &object)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// A whole number where it is one; null where there is none.
fn number(cell: &str) -> serde_json::Value {
    match (cell.parse::<i64>(), cell.parse::<f64>()) {
        (Ok(whole), _) => whole.into(),
        (_, Ok(number)) => number.into(),
        _ => serde_json::Value::Null,
    }
}

fn rows_as_csv(
    archive: &Archive,
    kind: RowKind,
    spreadsheet: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut *out);
    writer.write_record(kind.columns())?;
    for holding in archive.holdings() {
        for row in kind.rows(&archive.record(holding)?) {
            let row = row.into_iter().map(|cell| if spreadsheet { disarmed(cell) } else { cell });
            writer.write_record(row)?;
        }
    }
    Ok(writer.flush()?)
}

/// A spreadsheet takes a cell that begins so for a formula.
fn disarmed(cell: String) -> String {
    let is_number = cell.parse::<f64>().is_ok();
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        assert_eq!(disarmed("=HYPERLINK(1)".to_owned()), "'=HYPERLINK(1)");
        assert_eq!(disarmed("- att anta".to_owned()), "'- att anta");
        assert_eq!(disarmed("-12.5".to_owned()), "-12.5");
    }
}
