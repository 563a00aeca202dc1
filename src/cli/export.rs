//! `attsats export`: an archive → JSON Lines or CSV, in the order of the documents' ids.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;

use super::args::{Export, Format, Table};
use super::{End, clock, mask, term};
use crate::archive::{Archive, TOOL};
use crate::bag::{self, Made};
use crate::record::RowKind;

pub(super) fn run(args: &Export, out: &mut dyn Write) -> anyhow::Result<End> {
    let archive = Archive::open(&args.archive)?;
    if args.format == Format::Bagit {
        return package(&archive, args);
    }
    match &args.output {
        None => export(&archive, args, out)?,
        Some(path) => to_file(path, |file| export(&archive, args, file))
            .with_context(|| format!("cannot write {}", path.display()))?,
    }
    Ok(End::Done)
}

/// Makes a package; tells which sources are not in it.
fn package(archive: &Archive, args: &Export) -> anyhow::Result<End> {
    anyhow::ensure!(
        !args.mask && !args.public,
        "a package holds the sources as they are; they cannot be masked"
    );
    anyhow::ensure!(args.table.is_none(), "a package holds whole documents, not a table");
    let Some(place) = &args.output else { anyhow::bail!("--output names the folder of a package") };
    let made = Made { tool: TOOL, time: &clock::now() };
    let told = bag::write(archive, place, made)?;
    for (id, reason) in &told.without_source {
        term::tell(&format!("document {id}: without its source: {reason}"));
    }
    term::tell(&format!("packed {} documents", told.documents));
    Ok(End::lacking_if(!told.without_source.is_empty()))
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
    let mask = args.mask || args.public;
    if (args.format, args.table) == (Format::Jsonl, None) {
        for holding in archive.holdings() {
            if mask {
                serde_json::to_writer(&mut *out, &mask::record(archive, holding, mask)?)?;
                writeln!(out)?;
            } else {
                writeln!(out, "{}", archive.record_line(holding)?)?;
            }
        }
        return Ok(());
    }
    let table = args.table.unwrap_or(Table::Documents);
    match args.format {
        Format::Jsonl => rows_as_json(archive, table, mask, out),
        Format::Csv | Format::Bagit => rows_as_csv(archive, table, (mask, args.spreadsheet), out),
    }
}

impl Table {
    /// What the rows of each document are; `None` where they are of the whole archive.
    fn row_kind(self) -> Option<RowKind> {
        match self {
            Self::Documents => Some(RowKind::Documents),
            Self::Agenda => Some(RowKind::Agenda),
            Self::Clauses => Some(RowKind::Clauses),
            Self::Cells => Some(RowKind::Cells),
            Self::Notes => Some(RowKind::Notes),
            Self::Links => None,
        }
    }

    fn columns(self) -> &'static [&'static str] {
        self.row_kind().map_or(crate::link::COLUMNS, RowKind::columns)
    }

    fn is_number(self, column: &str) -> bool {
        self.row_kind().is_some_and(|kind| kind.is_number(column))
    }

    /// Gives each row of the archive to `each`.
    fn rows(
        self,
        archive: &Archive,
        mask: bool,
        each: &mut dyn FnMut(Vec<String>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let Some(kind) = self.row_kind() else {
            let linker = super::link::linker(archive, mask)?;
            return linker.try_each(crate::link::DAYS, |link| {
                crate::link::rows(&link).into_iter().try_for_each(&mut *each)
            });
        };
        for holding in archive.holdings() {
            kind.rows(&mask::record(archive, holding, mask)?)
                .into_iter()
                .try_for_each(&mut *each)?;
        }
        Ok(())
    }
}

fn rows_as_json(
    archive: &Archive,
    table: Table,
    mask: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    table.rows(archive, mask, &mut |row| {
        let value = |(name, cell): (&&str, String)| {
            let told = if table.is_number(name) { number(&cell) } else { cell.into() };
            ((*name).to_owned(), told)
        };
        let object: serde_json::Map<String, serde_json::Value> =
            table.columns().iter().zip(row).map(value).collect();
        serde_json::to_writer(&mut *out, &object)?;
        Ok(writeln!(out)?)
    })
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
    table: Table,
    (mask, spreadsheet): (bool, bool),
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut *out);
    writer.write_record(table.columns())?;
    table.rows(archive, mask, &mut |row| {
        let row = row.into_iter().map(|cell| if spreadsheet { disarmed(cell) } else { cell });
        Ok(writer.write_record(row)?)
    })?;
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
