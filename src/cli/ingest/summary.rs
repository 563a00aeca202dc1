//! What an ingest did, told to a person.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use crate::archive::{Archive, Entry};
use crate::cli::term::clean_name;
use crate::ingest::Place;

/// More quarantined files than this are counted and not listed; the ledger has them all.
const MAX_LISTED: usize = 50;

/// What one run did.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub(super) n_read: usize,
    /// Files that were there already.
    pub(super) kept: usize,
    pub(super) quarantined: Vec<(String, String)>,
    skipped: BTreeMap<String, usize>,
    kinds: BTreeMap<String, usize>,
    agenda: usize,
    clauses: usize,
    tables: usize,
    notes: BTreeMap<String, usize>,
    /// Documents that an older version of the reader read.
    pub(super) n_outdated: usize,
}

impl Summary {
    pub(super) fn read(&mut self, entry: &Entry) {
        self.n_read += 1;
        let kind = serde_json::to_value(entry.kind).unwrap_or_default();
        *self.kinds.entry(kind.as_str().unwrap_or("okänd").to_owned()).or_default() += 1;
        self.agenda += entry.agenda;
        self.clauses += entry.clauses;
        self.tables += entry.tables;
        for (code, count) in &entry.notes {
            *self.notes.entry(code.clone()).or_default() += count;
        }
    }

    pub(super) fn quarantine(&mut self, place: &Place, reason: &str) {
        self.quarantined.push((clean_name(&place.to_string()), reason.to_owned()));
    }

    pub(super) fn skip(&mut self, reason: &str) {
        *self.skipped.entry(reason.to_owned()).or_default() += 1;
    }

    /// The whole, as lines.
    pub(super) fn told(&self, archive: &Archive, took: Duration) -> String {
        let mut text = format!("read {} documents", self.n_read);
        if self.kept > 0 {
            write!(text, ", kept {} that were there", self.kept).expect("writing to a string");
        }
        let seconds = took.as_secs_f64();
        writeln!(text, " in {seconds:.1} s").expect("writing to a string");
        if self.n_read > 0 {
            line(&mut text, "kinds", &listed(&self.kinds));
            line(&mut text, "agenda items", &self.agenda.to_string());
            line(&mut text, "decision clauses", &self.clauses.to_string());
            line(&mut text, "tables", &self.tables.to_string());
        }
        if !self.notes.is_empty() {
            line(&mut text, "warnings", &listed(&self.notes));
        }
        if !self.skipped.is_empty() {
            line(&mut text, "skipped", &listed(&self.skipped));
        }
        if !self.quarantined.is_empty() {
            line(&mut text, "quarantined", &self.quarantined.len().to_string());
        }
        for (path, reason) in self.quarantined.iter().take(MAX_LISTED) {
            writeln!(text, "    {path}: {reason}").expect("writing to a string");
        }
        if let Some(more) = self.quarantined.len().checked_sub(MAX_LISTED).filter(|&more| more > 0)
        {
            writeln!(text, "    and {more} more: attsats report").expect("writing to a string");
        }
        if self.n_outdated > 0 {
            let n = self.n_outdated;
            line(&mut text, "older readings", &format!("{n} (--reread reads them again)"));
        }
        line(&mut text, "archive", &format!("{} documents", archive.holdings().len()));
        text.truncate(text.trim_end().len());
        text
    }
}

fn line(text: &mut String, name: &str, value: &str) {
    writeln!(text, "  {name:<17} {value}").expect("writing to a string");
}

/// "protokoll 12, kallelse 3": the most first.
fn listed(counts: &BTreeMap<String, usize>) -> String {
    let mut counts: Vec<(&String, &usize)> = counts.iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let counts: Vec<String> =
        counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    counts.join(", ")
}
