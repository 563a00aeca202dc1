//! The fields of the index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing,
    TextOptions,
};

use super::words;

/// Fast fields that are read by name.
pub(super) const NTH: &str = "nth";
pub(super) const PARENT: &str = "parent";
pub(super) const COVERED: &str = "covered";
pub(super) const ORDER: &str = "order";
pub(super) const DAY: &str = "day";
pub(super) const WORDS: &str = "words";

/// The fields, resolved.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The document's id; the key for replacing.
    pub(super) doc: Field,
    /// The unit's kind, and "seam" for the text over a page break.
    pub(super) unit: Field,
    /// The words as they stand, with positions.
    pub(super) exact: Field,
    /// The stems of the words that are not their own stems, at the words' positions.
    pub(super) stem: Field,
    /// Of a paper's first unit: the stems of the paper's long words, backwards; a dictionary of how words end.
    pub(super) ends: Field,
    /// Folded names, whole.
    pub(super) organization: Field,
    pub(super) body: Field,
    pub(super) action: Field,
    /// Closed vocabularies.
    pub(super) kind: Field,
    pub(super) status: Field,
    pub(super) outcome: Field,
    pub(super) quality: Field,
    /// Folded number of the agenda item.
    pub(super) item: Field,
    /// Words with positions.
    pub(super) dnr: Field,
    pub(super) file: Field,
    /// Year, month and day as one number: 20140501.
    pub(super) day: Field,
    /// Whole kronor, of clauses.
    pub(super) amount: Field,
    /// The formula meant, and behind it the one printed.
    pub(super) formula: Field,
    /// Names as they are shown and counted.
    pub(super) shown_organization: Field,
    pub(super) shown_body: Field,
    pub(super) shown_action: Field,
    /// The number of the unit among those of its paper, which stand in a row.
    pub(super) nth: Field,
    /// The numbers of the texts that the unit stands in.
    pub(super) parent: Field,
    /// Of a text: the words that stand in finer units, first and end as one number.
    pub(super) covered: Field,
    /// Of a paper's first unit: settles the order of equals.
    pub(super) order: Field,
    /// Of a text: how many words it has.
    pub(super) words: Field,
    /// Of a paper's first unit: what is shown of the paper.
    pub(super) paper: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let with =
        |option| TextFieldIndexing::default().set_tokenizer(words::NAME).set_index_option(option);
    let text = |indexing| TextOptions::default().set_indexing_options(indexing);
    let scored = text(with(IndexRecordOption::WithFreqsAndPositions));
    let positions = text(with(IndexRecordOption::WithFreqsAndPositions).set_fieldnorms(false));
    // Whole values, which nothing is scored by.
    let whole = text(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false),
    );
    let counted = whole.clone() | FAST;
    let fast = || NumericOptions::from(FAST);
    let mut builder = Schema::builder();
    let fields = Fields {
        doc: builder.add_text_field("doc", whole.clone()),
        unit: builder.add_text_field("unit", counted.clone()),
        exact: builder.add_text_field("exact", scored),
        stem: builder.add_text_field("stem", positions.clone()),
        ends: builder
            .add_text_field("ends", text(with(IndexRecordOption::Basic).set_fieldnorms(false))),
        organization: builder.add_text_field("organization", whole.clone()),
        body: builder.add_text_field("body", whole.clone()),
        action: builder.add_text_field("action", whole.clone()),
        kind: builder.add_text_field("kind", counted.clone()),
        status: builder.add_text_field("status", counted.clone()),
        outcome: builder.add_text_field("outcome", counted.clone()),
        quality: builder.add_text_field("quality", counted.clone()),
        item: builder.add_text_field("item", whole.clone()),
        dnr: builder.add_text_field("dnr", positions.clone()),
        file: builder.add_text_field("file", positions.clone()),
        formula: builder.add_text_field("formula", positions),
        amount: builder.add_i64_field("amount", INDEXED),
        day: builder.add_u64_field(DAY, fast()),
        shown_organization: builder.add_text_field("shown_organization", FAST),
        shown_body: builder.add_text_field("shown_body", FAST),
        shown_action: builder.add_text_field("shown_action", FAST),
        nth: builder.add_u64_field(NTH, fast()),
        parent: builder.add_u64_field(PARENT, fast()),
        covered: builder.add_u64_field(COVERED, fast()),
        order: builder.add_u64_field(ORDER, fast()),
        words: builder.add_u64_field(WORDS, fast()),
        paper: builder.add_bytes_field("paper", STORED),
    };
    (builder.build(), fields)
}
