//! The fields of the index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema,
    TextFieldIndexing, TextOptions,
};

use super::words;

/// Fast fields that the collector reads by name.
pub(super) const KEY: &str = "key";
pub(super) const PARENT: &str = "parent";
pub(super) const ORDER: &str = "order";
pub(super) const START: &str = "start";
pub(super) const RANK: &str = "rank";

/// The fields, resolved.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The document's id; the key for replacing.
    pub(super) doc: Field,
    /// The unit's kind, and "seam" for the text over a page break.
    pub(super) unit: Field,
    /// The words as they stand, with positions.
    pub(super) exact: Field,
    /// The words' stems.
    pub(super) stem: Field,
    /// The stems of long words, backwards: a dictionary of how words end.
    pub(super) ends: Field,
    /// Of a text: the words that stand in no finer unit.
    pub(super) rest: Field,
    /// Their stems.
    pub(super) rest_stem: Field,
    /// Folded names, whole.
    pub(super) organization: Field,
    pub(super) body: Field,
    pub(super) action: Field,
    /// Closed vocabularies.
    pub(super) kind: Field,
    pub(super) status: Field,
    pub(super) quality: Field,
    /// Folded number of the agenda item.
    pub(super) item: Field,
    /// Words with positions.
    pub(super) dnr: Field,
    pub(super) file: Field,
    pub(super) year: Field,
    /// Whole kronor, of clauses.
    pub(super) amount: Field,
    /// The formula meant, and behind it the one printed.
    pub(super) formula: Field,
    /// The unit's own key, of texts.
    pub(super) key: Field,
    /// The keys of the texts that the unit stands in.
    pub(super) parent: Field,
    /// Settles the order of equals: the document, the place, the kind.
    pub(super) order: Field,
    pub(super) start: Field,
    pub(super) rank: Field,
    /// What a hit shows, JSON.
    pub(super) hit: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let with = |option| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer(words::NAME).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let positions = with(IndexRecordOption::WithFreqsAndPositions);
    let freqs = with(IndexRecordOption::WithFreqs);
    let fast = || NumericOptions::from(FAST);
    let mut builder = Schema::builder();
    let fields = Fields {
        doc: builder.add_text_field("doc", STRING),
        unit: builder.add_text_field("unit", STRING),
        exact: builder.add_text_field("exact", positions.clone()),
        stem: builder.add_text_field("stem", freqs.clone()),
        ends: builder.add_text_field("ends", with(IndexRecordOption::Basic)),
        rest: builder.add_text_field("rest", positions.clone()),
        rest_stem: builder.add_text_field("rest_stem", freqs),
        organization: builder.add_text_field("organization", STRING),
        body: builder.add_text_field("body", STRING),
        action: builder.add_text_field("action", STRING),
        kind: builder.add_text_field("kind", STRING),
        status: builder.add_text_field("status", STRING),
        quality: builder.add_text_field("quality", STRING),
        item: builder.add_text_field("item", STRING),
        dnr: builder.add_text_field("dnr", positions.clone()),
        file: builder.add_text_field("file", positions.clone()),
        formula: builder.add_text_field("formula", positions),
        amount: builder.add_i64_field("amount", INDEXED),
        year: builder.add_u64_field("year", INDEXED | FAST),
        key: builder.add_u64_field(KEY, fast()),
        parent: builder.add_u64_field(PARENT, fast()),
        order: builder.add_u64_field(ORDER, fast()),
        start: builder.add_u64_field(START, fast()),
        rank: builder.add_u64_field(RANK, fast()),
        hit: builder.add_text_field("hit", STORED),
    };
    (builder.build(), fields)
}
