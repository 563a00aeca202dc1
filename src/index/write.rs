//! [`Record`] and [`StoredText`] → the index.

use std::sync::LazyLock;

use tantivy::indexer::UserOperation;
use tantivy::schema::Field;
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::paper::Paper;
use super::parts::backwards;
use super::schema::{Fields, schema};
use super::stem::with_stem;
use super::unit::{Shown, Unit, UnitKind, order_of, units};
use super::words::{Joined, joined};
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
    pub(super) units: Vec<TantivyDocument>,
}

/// Takes a document apart: most of the work of indexing it, on whatever thread.
pub fn prepare(record: &Record, text: &StoredText) -> Prepared {
    static FIELDS: LazyLock<Fields> = LazyLock::new(|| schema().1);
    let units = units(record, text);
    let of_unit = |(nth, unit)| document(&FIELDS, record, nth, unit);
    let mut documents: Vec<TantivyDocument> = units.iter().enumerate().map(of_unit).collect();
    let first = &mut documents[0];
    add_ends(first, FIELDS.ends, units.iter().flat_map(|unit| &unit.tokens));
    first.add_u64(FIELDS.order, order_of(&record.id));
    let shown: Vec<Shown> = units.into_iter().map(|unit| unit.shown).collect();
    let paper = Paper::new(text.clone(), record.source.name.clone(), &shown);
    first.add_bytes(FIELDS.paper, &paper.pack());
    Prepared { id: record.id.clone(), units: documents }
}

/// Adds documents to an index. Nothing is found before [`commit`](Self::commit).
pub struct Writer {
    pub(super) index: Index,
    pub(super) inner: IndexWriter,
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
        let earlier = Term::from_field_text(self.index.fields.doc, &prepared.id);
        let mut operations = vec![UserOperation::Delete(earlier)];
        operations.extend(prepared.units.into_iter().map(UserOperation::Add));
        // All at once, so that the units of a paper stand in a row.
        let put = self.inner.run(operations);
        put.map(|_| ()).map_err(|error| broken(&self.index.path, &error))
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

fn document(fields: &Fields, record: &Record, nth: usize, unit: &Unit) -> TantivyDocument {
    let shown = &unit.shown;
    let mut document = TantivyDocument::default();
    document.add_text(fields.doc, &record.id);
    document.add_text(fields.unit, if unit.seam { "seam" } else { shown.unit.as_str() });
    add_words(&mut document, fields, &unit.tokens);

    add_names(&mut document, fields.organization, shown.organization.iter());
    add_names(&mut document, fields.body, unit.bodies.iter());
    add_names(&mut document, fields.action, shown.actions.iter());
    add_names(&mut document, fields.item, shown.item.iter());
    let shown_names = [
        (fields.shown_organization, shown.organization.as_slice()),
        (fields.shown_body, shown.body.as_slice()),
        (fields.shown_action, shown.actions.as_slice()),
    ];
    for (field, names) in shown_names {
        names.iter().for_each(|name| document.add_text(field, name));
    }
    for kind in &unit.kinds {
        document.add_text(fields.kind, word_of(kind));
    }
    let closed = [
        (fields.status, shown.status.as_ref().map(word_of)),
        (fields.outcome, shown.outcome.as_ref().map(word_of)),
        (fields.quality, unit.quality.as_ref().map(word_of)),
    ];
    for (field, word) in closed {
        word.iter().for_each(|word| document.add_text(field, word));
    }
    add_phrase(&mut document, fields.dnr, shown.dnr.as_deref().unwrap_or_default());
    add_phrase(&mut document, fields.file, &record.source.name);
    add_formula(&mut document, fields.formula, unit);
    unit.amounts.iter().for_each(|&amount| document.add_i64(fields.amount, amount));
    unit.day.iter().for_each(|&day| document.add_u64(fields.day, day));

    document.add_u64(fields.nth, nth as u64);
    unit.parents.iter().for_each(|&parent| document.add_u64(fields.parent, parent as u64));
    unit.covered.iter().for_each(|&run| document.add_u64(fields.covered, packed(run)));
    if shown.unit == UnitKind::Text && !unit.seam {
        document.add_u64(fields.words, unit.tokens.len() as u64);
    }
    document
}

/// A stretch has fewer words than this.
const WORDS_BITS: u32 = 16;

fn packed((start, end): (u32, u32)) -> u64 {
    u64::from(start) << WORDS_BITS | u64::from(end)
}

/// What [`packed`] packed.
pub(super) fn unpacked(run: u64) -> (u32, u32) {
    ((run >> WORDS_BITS) as u32, (run & ((1 << WORDS_BITS) - 1)) as u32)
}

fn add_words(document: &mut TantivyDocument, fields: &Fields, tokens: &[Token]) {
    let n_bytes = tokens.iter().map(|token| token.word.len() + 1).sum();
    let mut words = Joined::with_capacity(n_bytes);
    let mut stems = Joined::with_capacity(n_bytes);
    for (at, Token { word, .. }) in tokens.iter().enumerate() {
        words.add(at, word);
        with_stem(word, |stem| {
            if stem != word {
                stems.add(at, stem);
            }
        });
    }
    document.add_text(fields.exact, words.text);
    document.add_text(fields.stem, stems.text);
}

/// The dictionary of how words end.
fn add_ends<'a>(
    document: &mut TantivyDocument,
    field: Field,
    tokens: impl Iterator<Item = &'a Token>,
) {
    let mut words: Vec<&str> = tokens.map(|token| token.word.as_str()).collect();
    words.sort_unstable();
    words.dedup();
    let mut ends: Vec<String> =
        words.iter().filter_map(|word| with_stem(word, backwards)).collect();
    ends.sort_unstable();
    ends.dedup();
    document.add_text(field, ends.join(" "));
}

fn add_phrase(document: &mut TantivyDocument, field: Field, text: &str) {
    let tokens = tokens(text);
    document.add_text(field, joined(tokens.iter().map(|token| token.word.as_str()).enumerate()));
}

fn add_formula(document: &mut TantivyDocument, field: Field, unit: &Unit) {
    let meant = unit.formula_meant.as_deref().map(tokens).unwrap_or_default();
    let printed = unit.shown.formula.as_ref().map(|(text, _)| tokens(text)).unwrap_or_default();
    // A phrase does not go from the one into the other.
    let behind = meant.len() + 100;
    let words = meant.iter().enumerate();
    let words = words.chain(printed.iter().enumerate().map(|(at, token)| (at + behind, token)));
    document.add_text(field, joined(words.map(|(at, token)| (at, token.word.as_str()))));
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
