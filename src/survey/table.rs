//! The tables of an archive, and the rows that are taken out of them.

use super::{Error, Wanted, mask};
use crate::archive::{Archive, Holding};
use crate::link::Linker;
use crate::record::v1::Record;
use crate::record::{Column, RowKind};

/// What a row is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// One row a document.
    Documents,
    /// One row a meeting.
    Meetings,
    /// One row an agenda item.
    Agenda,
    /// One row a decision.
    Decisions,
    /// One row a decision clause.
    Clauses,
    /// One row a counted vote.
    Votes,
    /// One row a person's vote.
    Ballots,
    /// One row a name of a roster.
    Attendance,
    /// One row a cell of a table.
    Cells,
    /// One row a note.
    Notes,
    /// One row a proposed clause at each meeting that had it.
    Links,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 11] = [
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

    /// Its name.
    pub fn name(self) -> &'static str {
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

    /// Its columns.
    pub fn columns(self) -> &'static [Column] {
        self.row_kind().map_or(crate::link::COLUMNS, RowKind::columns)
    }
}

impl std::str::FromStr for Table {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|table| table.name() == name)
            .ok_or_else(|| format!("a table is {}", Self::ALL.map(Self::name).join(", ")))
    }
}

/// What is taken out of an archive.
#[derive(Debug)]
pub struct Selection<'a> {
    /// The archive.
    pub archive: &'a Archive,
    /// Whether personal data are hidden.
    pub mask: bool,
    /// All of it, or what a query found.
    pub wanted: Option<Wanted>,
}

impl Selection<'_> {
    /// The documents.
    pub fn holdings(&self) -> impl Iterator<Item = &Holding> {
        let is_wanted = |held: &&Holding| {
            self.wanted.as_ref().is_none_or(|wanted| wanted.has_document(&held.entry.id))
        };
        self.archive.holdings().filter(is_wanted)
    }

    /// A document of them, as it is to be shown.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn record(&self, holding: &Holding) -> Result<Record, Error> {
        mask::record(self.archive, holding, self.mask)
    }

    /// Gives each row of a table to `each`.
    ///
    /// # Errors
    ///
    /// The first that `each` gives, and when a document cannot be read.
    pub fn rows<E: From<Error>>(
        &self,
        table: Table,
        each: &mut dyn FnMut(Vec<String>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut give = |row: Vec<String>| match &self.wanted {
            Some(wanted) if !wanted.has_row(table, &row) => Ok(()),
            _ => each(row),
        };
        let Some(kind) = table.row_kind() else {
            let linker = linker(self.archive, self.mask)?;
            return linker.try_each(crate::link::DAYS, |link| {
                crate::link::rows(&link).into_iter().try_for_each(&mut give)
            });
        };
        for holding in self.holdings() {
            let record = self.record(holding)?;
            kind.rows(&record).into_iter().try_for_each(&mut give)?;
        }
        Ok(())
    }
}

/// What a whole archive proposes and decides.
///
/// # Errors
///
/// When a document cannot be read.
pub fn linker(archive: &Archive, mask: bool) -> Result<Linker, Error> {
    let mut linker = Linker::default();
    for holding in archive.holdings() {
        linker.add(&mask::record(archive, holding, mask)?);
    }
    Ok(linker)
}
