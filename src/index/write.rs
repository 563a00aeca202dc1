//! [`Record`] and [`StoredText`] → the index.

use std::sync::LazyLock;

use tantivy::schema::Field;
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::parts::{SHORTEST_COMPOUND, backwards};
use super::schema::{Fields, schema};
use super::stem::stem;
use super::unit::{Unit, order_of, units};
use super::words::joined;
use super::{ANALYSER, Error, Index, broken};
use crate::record::StoredText;
use crate::record::v1::Record;
use crate::swedish::tokens::{Token, fold_all, tokens};

/// How much is held in memory before it goes to disk.
const MEMORY_BYTES: usize = 200 << 20;

/// A document, taken apart and ready to be put into an index.
#[derive(Debug)]
pub struct Prepared {
    id: String,
    units: Vec<TantivyDocument>,
}

/// Takes a document apart: most of the work of indexing it, on whatever thread.
pub fn prepare(record: &Record, text: &StoredText) -> Prepared {
    static FIELDS: LazyLock<Fields> = LazyLock::new(|| schema().1);
    let units = units(record, text).iter().map(|unit| document(&FIELDS, unit)).collect();
    Prepared { id: record.id.clone(), units }
}

/// Adds documents to an index. Nothing is found before [`commit`](Self::commit).
pub struct Writer {
    index: Index,
    inner: IndexWriter,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("index", &self.index).finish_non_exhaustive()
    }
}

impl Writer {
    /// A writer to `index`.
    ///
    /// # Errors
    ///
    /// When another process writes to it.
    pub fn new(index: Index) -> Result<Self, Error> {
        let inner = index
            .inner
            .writer_with_num_threads(1, MEMORY_BYTES)
            .map_err(|error| broken(&index.path, &error))?;
        Ok(Self { index, inner })
    }

    /// Puts a document in, in place of what the index holds of it.
    ///
    /// # Errors
    ///
    /// When the index cannot be written.
    pub fn put(&mut self, prepared: Prepared) -> Result<(), Error> {
        let doc = self.index.fields.doc;
        self.inner.delete_term(Term::from_field_text(doc, &prepared.id));
        for unit in prepared.units {
            self.inner.add_document(unit).map_err(|error| broken(&self.index.path, &error))?;
        }
        Ok(())
    }

    /// Makes durable and visible what was put in, and notes `watermark` with it.
    ///
    /// # Errors
    ///
    /// When the index cannot be written.
    pub fn commit(&mut self, watermark: u64) -> Result<(), Error> {
        let committed = self.inner.prepare_commit().and_then(|mut prepared| {
            prepared.set_payload(&format!("{watermark} {ANALYSER}"));
            prepared.commit()
        });
        committed.map(|_| ()).map_err(|error| broken(&self.index.path, &error))
    }

    /// Waits for the work in the background.
    ///
    /// # Errors
    ///
    /// When it failed.
    pub fn finish(self) -> Result<(), Error> {
        let path = self.index.path;
        self.inner.wait_merging_threads().map_err(|error| broken(&path, &error))
    }
}

fn document(fields: &Fields, unit: &Unit) -> TantivyDocument {
    let shown = &unit.shown;
    let mut document = TantivyDocument::default();
    document.add_text(fields.doc, &shown.doc);
    document.add_text(fields.unit, if unit.seam { "seam" } else { shown.unit.as_str() });

    add_words(&mut document, fields.exact, fields.stem, unit.tokens.iter().enumerate());
    add_ends(&mut document, fields.ends, &unit.tokens);
    if let Some(rest) = &unit.rest {
        let rest = rest.iter().map(|(position, token)| (*position, token));
        add_words(&mut document, fields.rest, fields.rest_stem, rest);
    }

    add_names(&mut document, fields.organization, shown.organization.iter());
    add_names(&mut document, fields.body, unit.bodies.iter());
    add_names(&mut document, fields.action, shown.actions.iter());
    add_names(&mut document, fields.item, shown.item.iter());
    for kind in &unit.kinds {
        document.add_text(fields.kind, word_of(kind));
    }
    if let Some(status) = &shown.status {
        document.add_text(fields.status, word_of(status));
    }
    if let Some(quality) = &unit.quality {
        document.add_text(fields.quality, word_of(quality));
    }
    for (field, text) in [(fields.dnr, shown.dnr.as_ref()), (fields.file, Some(&shown.file))] {
        let tokens = text.map(|text| tokens(text)).unwrap_or_default();
        document
            .add_text(field, joined(tokens.iter().map(|token| token.word.as_str()).enumerate()));
    }
    let meant = unit.formula_meant.as_deref().map(tokens).unwrap_or_default();
    let printed = shown.formula.as_deref().map(tokens).unwrap_or_default();
    // A phrase does not go from the one into the other.
    let behind = meant.len() + 100;
    let words = meant.iter().enumerate();
    let words = words.chain(printed.iter().enumerate().map(|(at, token)| (at + behind, token)));
    let words = words.map(|(at, token)| (at, token.word.as_str()));
    document.add_text(fields.formula, joined(words));
    for &amount in &unit.amounts {
        document.add_i64(fields.amount, amount);
    }
    if let Some(year) = unit.year {
        document.add_u64(fields.year, year);
    }

    document.add_u64(fields.key, unit.key);
    for &parent in &unit.parents {
        document.add_u64(fields.parent, parent);
    }
    document.add_u64(fields.order, order_of(&shown.doc));
    document.add_u64(fields.start, shown.start);
    document.add_u64(fields.rank, shown.unit as u64);
    document.add_text(fields.hit, serde_json::to_string(shown).expect("plain data"));
    document
}

fn add_words<'a>(
    document: &mut TantivyDocument,
    exact: Field,
    stems: Field,
    tokens: impl Iterator<Item = (usize, &'a Token)> + Clone,
) {
    let words = tokens.clone().map(|(position, token)| (position, token.word.as_str()));
    document.add_text(exact, joined(words));
    let stemmed = tokens.map(|(position, token)| (position, stem(&token.word)));
    document.add_text(stems, joined(stemmed));
}

/// The dictionary of how words end.
fn add_ends(document: &mut TantivyDocument, field: Field, tokens: &[Token]) {
    let is_long = |token: &&Token| token.word.len() >= SHORTEST_COMPOUND;
    let ends = tokens.iter().filter(is_long).filter_map(|token| backwards(&stem(&token.word)));
    let mut ends: Vec<String> = ends.collect();
    ends.sort_unstable();
    ends.dedup();
    document.add_text(field, ends.join(" "));
}

fn add_names<'a>(
    document: &mut TantivyDocument,
    field: Field,
    names: impl Iterator<Item = &'a String>,
) {
    let mut folded: Vec<String> = names.map(|name| fold_all(name)).collect();
    folded.sort();
    folded.dedup();
    for name in folded.into_iter().filter(|name| !name.is_empty()) {
        document.add_text(field, name);
    }
}

/// The word that a value of a closed vocabulary has in the record.
pub(super) fn word_of(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
