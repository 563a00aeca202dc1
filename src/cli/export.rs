//! `attsats export`: an archive → files that other programs open, in the order of the documents' ids.

mod corpora;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::args::{Export, Format};
use super::{End, clock, term};
use crate::archive::{Archive, TOOL};
use crate::bag::{self, Made};
use crate::export::{Database, Dialect, Form, csvw, rows};
use crate::survey::{Selection, Table, Wanted};

pub(super) fn run(args: &Export, out: &mut (dyn Write + Send)) -> anyhow::Result<End> {
    let is_csv = args.dialect().is_some();
    anyhow::ensure!(!args.csvw || is_csv, "--csvw describes a CSV, which this format is not");
    let archive = Archive::open(&args.archive)?;
    let source = Selection {
        archive: &archive,
        mask: args.mask || args.public,
        wanted: args.query.as_deref().map(|query| Wanted::of(&args.archive, query)).transpose()?,
    };
    match (args.format, &args.output) {
        (Format::Bagit, _) => return package(&archive, args),
        (Format::Sqlite, Some(path)) => {
            anyhow::ensure!(args.table.is_none(), "a database holds all tables");
            whole(path, |beside| database(&source, beside))?;
        }
        (Format::Tei, Some(path)) => {
            anyhow::ensure!(args.table.is_none(), "TEI holds whole minutes, not a table");
            let n_files = corpora::tei(&source, path)?;
            term::tell(&format!("wrote {n_files} protokoll"));
            return Ok(End::lacking_if(n_files == 0));
        }
        (Format::Tei, None) => anyhow::bail!("--output names the folder of the files"),
        (Format::Sqlite, None) => anyhow::bail!("--output names the file of a database"),
        (_, None) => export(&source, args, out)?,
        (_, Some(path)) => {
            whole(path, |beside| {
                let mut file = BufWriter::new(File::create(beside)?);
                export(&source, args, &mut file)?;
                Ok(file.into_inner()?.sync_all()?)
            })?;
            if let (true, Some(dialect)) = (args.csvw, args.dialect()) {
                describe(path, args.table.unwrap_or(Table::Documents), dialect)?;
            }
        }
    }
    Ok(End::Done)
}

/// Writes beside the place, and puts it there when it is whole.
pub(super) fn whole(
    path: &Path,
    write: impl FnOnce(&Path) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = match std::fs::remove_file(&beside) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => write(&beside),
    };
    let placed = written.and_then(|()| Ok(std::fs::rename(&beside, path)?));
    placed
        .inspect_err(|_| {
            // What is there is of no use to anyone.
            let _ = std::fs::remove_file(&beside);
        })
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Tells what the columns of a CSV are, in a file beside it.
fn describe(path: &Path, table: Table, dialect: Dialect) -> anyhow::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let metadata = csvw(&name, table.columns(), dialect);
    let mut beside = path.as_os_str().to_owned();
    beside.push("-metadata.json");
    whole(Path::new(&beside), |beside| {
        Ok(std::fs::write(beside, serde_json::to_string_pretty(&metadata)? + "\n")?)
    })
}

/// Every table, and the clauses to be searched.
fn database(source: &Selection<'_>, path: &Path) -> anyhow::Result<()> {
    let mut database = Database::create(path)?;
    for table in Table::ALL {
        database.table(table.name(), table.columns(), |each| {
            source.rows::<anyhow::Error>(table, each)
        })?;
    }
    database.full_text("clauses", "text")?;
    Ok(database.end()?)
}

/// Makes a package; tells which sources are not in it.
fn package(archive: &Archive, args: &Export) -> anyhow::Result<End> {
    anyhow::ensure!(
        !args.mask && !args.public,
        "a package holds the sources as they are; they cannot be masked"
    );
    anyhow::ensure!(args.table.is_none(), "a package holds whole documents, not a table");
    anyhow::ensure!(
        args.query.is_none(),
        "a package holds the whole archive, not what a query finds"
    );
    let Some(place) = &args.output else { anyhow::bail!("--output names the folder of a package") };
    let made = Made { tool: TOOL, time: &clock::now() };
    let told = bag::write(archive, place, made)?;
    for (id, reason) in &told.without_source {
        term::tell(&format!("document {id}: without its source: {reason}"));
    }
    term::tell(&format!("packed {} documents", told.documents));
    Ok(End::lacking_if(!told.without_source.is_empty()))
}

fn export(
    source: &Selection<'_>,
    args: &Export,
    out: &mut (dyn Write + Send),
) -> anyhow::Result<()> {
    let form = match args.format {
        Format::Jsonl if args.table.is_none() => return records(source, out),
        Format::Jsonl => Form::Jsonl,
        Format::Popolo => {
            anyhow::ensure!(args.table.is_none(), "Popolo holds all its lists, not a table");
            return corpora::popolo(source, out);
        }
        Format::Parquet => Form::Parquet,
        _ => Form::Csv(args.dialect().unwrap_or(Dialect::Plain)),
    };
    let table = args.table.unwrap_or(Table::Documents);
    let mut rows = rows(form, table.columns(), out)?;
    source.rows(table, &mut |row| Ok::<(), anyhow::Error>(rows.row(row)?))?;
    Ok(rows.end()?)
}

/// Whole records, one a line.
fn records(source: &Selection<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    for holding in source.holdings() {
        if source.mask {
            serde_json::to_writer(&mut *out, &source.record(holding)?)?;
            writeln!(out)?;
        } else {
            writeln!(out, "{}", source.archive.record_line(holding)?)?;
        }
    }
    Ok(())
}

impl Export {
    /// How CSV is to be written, where it is.
    fn dialect(&self) -> Option<Dialect> {
        match self.format {
            Format::Csv if self.spreadsheet => Some(Dialect::Disarmed),
            Format::Csv => Some(Dialect::Plain),
            Format::ExcelSv => Some(Dialect::ExcelSv),
            _ => None,
        }
    }
}
