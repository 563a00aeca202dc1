//! `attsats export`: an archive → files that other programs open, in the order of the documents' ids.

mod corpora;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::args::{Export, Format, Table};
use super::{End, clock, mask, term};
use crate::archive::{Archive, Holding, TOOL};
use crate::bag::{self, Made};
use crate::export::{Database, Dialect, Form, csvw, rows};
use crate::index::{Request, UnitKind};
use crate::record::{Column, RowKind};

pub(super) fn run(args: &Export, out: &mut (dyn Write + Send)) -> anyhow::Result<End> {
    let is_csv = args.dialect().is_some();
    anyhow::ensure!(!args.csvw || is_csv, "--csvw describes a CSV, which this format is not");
    let archive = Archive::open(&args.archive)?;
    let source = Source {
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
            let n_files = source.tei(path)?;
            term::tell(&format!("wrote {n_files} protokoll"));
            return Ok(End::lacking_if(n_files == 0));
        }
        (Format::Tei, None) => anyhow::bail!("--output names the folder of the files"),
        (Format::Sqlite, None) => anyhow::bail!("--output names the file of a database"),
        (_, None) => source.export(args, out)?,
        (_, Some(path)) => {
            whole(path, |beside| {
                let mut file = BufWriter::new(File::create(beside)?);
                source.export(args, &mut file)?;
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
fn database(source: &Source<'_>, path: &Path) -> anyhow::Result<()> {
    let mut database = Database::create(path)?;
    for table in Table::ALL {
        database.table(table.name(), table.columns(), |each| source.rows(table, each))?;
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

/// What is taken out.
struct Source<'a> {
    archive: &'a Archive,
    mask: bool,
    wanted: Option<Wanted>,
}

/// What a query found: documents, and where their clauses begin.
pub(super) struct Wanted(BTreeMap<String, BTreeSet<u64>>);

impl Wanted {
    pub(super) fn of(archive: &Path, query: &str) -> anyhow::Result<Self> {
        let request = Request { query: query.to_owned(), ..Request::default() };
        let mut wanted: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
        let index = Archive::index(archive)?;
        let mut answer = index.answer(&request)?;
        for at in 0..answer.total() {
            let hit = answer.hit(at)?;
            let clauses = wanted.entry(hit.id).or_default();
            if hit.unit == UnitKind::Clause {
                clauses.insert(hit.span.start);
            }
        }
        Ok(Self(wanted))
    }

    pub(super) fn has_document(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// True where the clause that begins at `start` was found.
    pub(super) fn has_clause(&self, id: &str, start: u64) -> bool {
        self.0.get(id).is_some_and(|clauses| clauses.contains(&start))
    }

    fn has_row(&self, table: Table, row: &[String]) -> bool {
        let cell = |name: &str| {
            let at = table.columns().iter().position(|column| column.name == name)?;
            row.get(at)
        };
        let clauses = cell("id").and_then(|id| self.0.get(id));
        match table {
            Table::Clauses => {
                let start = cell("start").and_then(|start| start.parse().ok());
                start.is_some_and(|start| clauses.is_some_and(|clauses| clauses.contains(&start)))
            }
            Table::Links => cell("proposal_id").is_some_and(|id| self.0.contains_key(id)),
            _ => clauses.is_some(),
        }
    }
}

impl Source<'_> {
    fn holdings(&self) -> impl Iterator<Item = &Holding> {
        let is_wanted = |held: &&Holding| {
            self.wanted.as_ref().is_none_or(|wanted| wanted.0.contains_key(&held.entry.id))
        };
        self.archive.holdings().filter(is_wanted)
    }

    fn export(&self, args: &Export, out: &mut (dyn Write + Send)) -> anyhow::Result<()> {
        let form = match args.format {
            Format::Jsonl if args.table.is_none() => return self.records(out),
            Format::Jsonl => Form::Jsonl,
            Format::Popolo => {
                anyhow::ensure!(args.table.is_none(), "Popolo holds all its lists, not a table");
                return self.popolo(out);
            }
            Format::Parquet => Form::Parquet,
            _ => Form::Csv(args.dialect().unwrap_or(Dialect::Plain)),
        };
        let table = args.table.unwrap_or(Table::Documents);
        let mut rows = rows(form, table.columns(), out)?;
        self.rows(table, &mut |row| Ok::<(), anyhow::Error>(rows.row(row)?))?;
        Ok(rows.end()?)
    }

    /// Whole records, one a line.
    fn records(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        for holding in self.holdings() {
            if self.mask {
                let record = mask::record(self.archive, holding, self.mask)?;
                serde_json::to_writer(&mut *out, &record)?;
                writeln!(out)?;
            } else {
                writeln!(out, "{}", self.archive.record_line(holding)?)?;
            }
        }
        Ok(())
    }

    /// Gives each row of a table to `each`.
    fn rows(
        &self,
        table: Table,
        each: &mut dyn FnMut(Vec<String>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let mut give = |row: Vec<String>| match &self.wanted {
            Some(wanted) if !wanted.has_row(table, &row) => Ok(()),
            _ => each(row),
        };
        let Some(kind) = table.row_kind() else {
            let linker = super::link::linker(self.archive, self.mask)?;
            return linker.try_each(crate::link::DAYS, |link| {
                crate::link::rows(&link).into_iter().try_for_each(&mut give)
            });
        };
        for holding in self.holdings() {
            let record = mask::record(self.archive, holding, self.mask)?;
            kind.rows(&record).into_iter().try_for_each(&mut give)?;
        }
        Ok(())
    }
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

impl Table {
    const ALL: [Self; 11] = [
        Self::Documents,
        Self::Meetings,
        Self::Agenda,
        Self::Decisions,
        Self::Clauses,
        Self::Votes,
        Self::Ballots,
        Self::Attendance,
        Self::Cells,
        Self::Notes,
        Self::Links,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Meetings => "meetings",
            Self::Agenda => "agenda",
            Self::Decisions => "decisions",
            Self::Clauses => "clauses",
            Self::Votes => "votes",
            Self::Ballots => "ballots",
            Self::Attendance => "attendance",
            Self::Cells => "cells",
            Self::Notes => "notes",
            Self::Links => "links",
        }
    }

    /// What the rows of each document are; `None` where they are of the whole archive.
    fn row_kind(self) -> Option<RowKind> {
        Some(match self {
            Self::Documents => RowKind::Documents,
            Self::Meetings => RowKind::Meetings,
            Self::Agenda => RowKind::Agenda,
            Self::Decisions => RowKind::Decisions,
            Self::Clauses => RowKind::Clauses,
            Self::Votes => RowKind::Votes,
            Self::Ballots => RowKind::Ballots,
            Self::Attendance => RowKind::Attendance,
            Self::Cells => RowKind::Cells,
            Self::Notes => RowKind::Notes,
            Self::Links => return None,
        })
    }

    fn columns(self) -> &'static [Column] {
        self.row_kind().map_or(crate::link::COLUMNS, RowKind::columns)
    }
}
