//! A query → the documents and clauses that are taken out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Error, Table};
use crate::archive::Archive;
use crate::index::{Answer, Request, UnitKind};

/// What a query found: documents, and where their clauses begin.
#[derive(Debug)]
pub struct Wanted(BTreeMap<String, BTreeSet<u64>>);

impl Wanted {
    /// Of the archive in `archive`.
    ///
    /// # Errors
    ///
    /// When the query is refused or the index is damaged.
    pub fn of(archive: &Path, query: &str) -> Result<Self, Error> {
        let request = Request { query: query.to_owned(), ..Request::default() };
        let index = Archive::index(archive)?;
        Self::of_answer(&mut index.answer(&request)?)
    }

    /// Of everything that was found.
    ///
    /// # Errors
    ///
    /// When the index is damaged.
    pub fn of_answer(answer: &mut Answer<'_>) -> Result<Self, Error> {
        let mut wanted: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
        for at in 0..answer.total() {
            let hit = answer.hit(at)?;
            let clauses = wanted.entry(hit.id).or_default();
            if hit.unit == UnitKind::Clause {
                clauses.insert(hit.span.start);
            }
        }
        Ok(Self(wanted))
    }

    /// True where the document was found.
    pub fn has_document(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// True where the clause that begins at `start` was found.
    pub fn has_clause(&self, id: &str, start: u64) -> bool {
        self.0.get(id).is_some_and(|clauses| clauses.contains(&start))
    }

    pub(super) fn has_row(&self, table: Table, row: &[String]) -> bool {
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
