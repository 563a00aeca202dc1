//! What an index holds → flat JSON objects that other engines can hold, and back.

use serde_json::{Map, Value as Json, json};
use tantivy::TantivyDocument;
use tantivy::schema::{FieldType, Schema, Value};

use super::super::facet::{self, Facet};
use super::super::schema::{NTH, PARENT, schema};
use super::super::unit::order_of;
use super::super::write::Prepared;
use super::super::{Error, Index, broken, piece_layout, words};
use super::learned::Statistics;

/// One object. Its field `entry` says what it is:
///
/// - `unit`: a unit, with the fields of our own index;
/// - `paper`: a part of what is shown of a paper, in `data`;
/// - `term`: a word of one of the [`LISTS`], the heads of the word, and in how many units it stands;
/// - `total`: how many words the texts have that have the value `term` of the facet `list`.
pub type Entry = Map<String, Json>;

/// How a field is to be indexed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Whole values, compared letter by letter.
    Whole,
    /// Words with a space between them, at their positions.
    Words,
    /// Whole numbers, 64 bits with a sign.
    Number,
    /// Not indexed, given back as it is.
    Kept,
}

/// A field of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Its name.
    pub name: String,
    /// How it is to be indexed.
    pub kind: FieldKind,
    /// True when it holds a list of values, be it of one.
    pub many: bool,
}

/// The lists of words of which entries are made, by the names of the fields they are of.
pub const LISTS: [&str; 6] = ["exact", "stem", "ends", "organization", "body", "action"];

/// Fields that are not sent: a dictionary, which the lists of words hold; what follows from the document's id; and what
/// is sent in parts.
const HERE: [&str; 3] = ["ends", "order", "paper"];

/// Fields of the entries beside those of our own index.
const OWN: [(&str, FieldKind); 9] = [
    ("entry", FieldKind::Whole),
    ("seq", FieldKind::Number),
    ("list", FieldKind::Whole),
    ("term", FieldKind::Whole),
    ("heads", FieldKind::Words),
    ("count", FieldKind::Number),
    ("part", FieldKind::Number),
    ("parts", FieldKind::Number),
    ("data", FieldKind::Kept),
];

/// A head has up to so many letters: what a longer word begins with is found by the first of them.
pub(super) const HEAD: usize = 16;

/// A head has no fewer letters.
const SHORTEST_HEAD: usize = 2;

/// Bytes of a part of a paper, before it is written in letters.
const PART_BYTES: usize = 256 << 10;

/// Raised when the same document gives other entries.
const ENTRIES_VERSION: u32 = 1;

/// Names how entries are made; what was made another way is not understood.
pub fn layout() -> String {
    format!("{} entries/{ENTRIES_VERSION}", piece_layout())
}

/// The fields of entries, of the schema of our own index.
pub fn shape() -> Vec<Shape> {
    let (schema, _) = schema();
    let of_index = schema.fields().map(|(_, entry)| Shape {
        name: entry.name().to_owned(),
        kind: kind(entry.field_type()),
        many: kind(entry.field_type()) != FieldKind::Words,
    });
    let sent = of_index.filter(|shape| !HERE.contains(&shape.name.as_str()));
    let own = OWN.map(|(name, kind)| Shape { name: name.to_owned(), kind, many: false });
    own.into_iter().chain(sent).collect()
}

fn kind(field: &FieldType) -> FieldKind {
    match field {
        FieldType::Str(options) => {
            let tokenizer = options.get_indexing_options().map(|options| options.tokenizer());
            if tokenizer == Some(words::NAME) { FieldKind::Words } else { FieldKind::Whole }
        }
        FieldType::Bytes(_) => FieldKind::Kept,
        _ => FieldKind::Number,
    }
}

impl Prepared {
    /// The document as entries: what is shown of it, in parts that `letters` writes as letters, and its units in their
    /// order.
    pub fn entries(&self, letters: &dyn Fn(&[u8]) -> String) -> Vec<Entry> {
        let (schema, fields) = schema();
        let mut entries = Vec::with_capacity(self.units.len() + 1);
        let doc = self.units.iter().find_map(|unit| unit.get_first(fields.doc)?.as_str());
        let paper = self.units.iter().find_map(|unit| unit.get_first(fields.paper)?.as_bytes());
        let parts: Vec<&[u8]> = paper.unwrap_or_default().chunks(PART_BYTES).collect();
        for (part, bytes) in parts.iter().enumerate() {
            entries.push(object(json!({
                "entry": "paper", "doc": [doc], "part": part, "parts": parts.len(), "data": letters(bytes),
            })));
        }
        entries.extend(self.units.iter().map(|unit| of_unit(unit, &schema)));
        entries
    }
}

fn object(json: Json) -> Entry {
    match json {
        Json::Object(entry) => entry,
        _ => Entry::new(),
    }
}

fn of_unit(unit: &TantivyDocument, schema: &Schema) -> Entry {
    let mut entry = object(json!({ "entry": "unit" }));
    for (field, value) in unit.field_values() {
        let field = schema.get_field_entry(field);
        if HERE.contains(&field.name()) {
            continue;
        }
        let number = || value.as_u64().map(Json::from).or_else(|| value.as_i64().map(Json::from));
        let Some(value) = value.as_str().map(Json::from).or_else(number) else { continue };
        if kind(field.field_type()) == FieldKind::Words {
            entry.insert(field.name().to_owned(), value);
        } else {
            let values = entry.entry(field.name()).or_insert_with(|| Json::Array(Vec::new()));
            values.as_array_mut().into_iter().for_each(|values| values.push(value.clone()));
        }
    }
    entry
}

/// A unit as our own index holds it, from its entry, but for its place among others.
pub(super) fn unit_of(entry: &Entry, schema: &Schema) -> TantivyDocument {
    let mut unit = TantivyDocument::default();
    for (field, of_index) in schema.fields() {
        if [NTH, PARENT].contains(&of_index.name()) {
            continue;
        }
        let values = match entry.get(of_index.name()) {
            Some(Json::Array(values)) => values.as_slice(),
            Some(value) => std::slice::from_ref(value),
            None => continue,
        };
        for value in values {
            match of_index.field_type() {
                FieldType::Str(_) => {
                    value.as_str().iter().for_each(|word| unit.add_text(field, word))
                }
                FieldType::U64(_) => value.as_u64().iter().for_each(|&n| unit.add_u64(field, n)),
                FieldType::I64(_) => value.as_i64().iter().for_each(|&n| unit.add_i64(field, n)),
                _ => {}
            }
        }
    }
    unit
}

/// The document that an entry is of, and its place among all.
pub(super) fn doc_of(entry: &Entry) -> Option<(&str, u64)> {
    let doc = entry.get("doc")?;
    let id = doc.as_str().or_else(|| doc.as_array()?.first()?.as_str())?;
    Some((id, order_of(id)))
}

/// The first number of a field.
pub(super) fn number_of(entry: &Entry, field: &str) -> Option<u64> {
    let value = entry.get(field)?;
    value.as_u64().or_else(|| value.as_array()?.first()?.as_u64())
}

/// The first word of a field.
pub(super) fn word_of<'a>(entry: &'a Entry, field: &str) -> Option<&'a str> {
    let value = entry.get(field)?;
    value.as_str().or_else(|| value.as_array()?.first()?.as_str())
}

/// What a word of a list is found by: its first letters, as many as two and more; of a name its words.
fn heads(list: &str, word: &str) -> String {
    if matches!(list, "organization" | "body" | "action") {
        return word.to_owned();
    }
    let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let heads: Vec<&str> =
        ends.take(HEAD).skip(SHORTEST_HEAD - 1).map(|end| &word[..end]).collect();
    heads.join(" ")
}

/// What a word that begins with `prefix` has among its heads.
pub(super) fn head(prefix: &str) -> String {
    prefix.chars().take(HEAD).collect()
}

impl Index {
    /// What is known of the words: an entry for each word of each of the [`LISTS`], in order, and for each total.
    ///
    /// # Errors
    ///
    /// When the index is damaged, or `each` fails.
    pub fn known<E: From<Error>>(
        &self,
        each: &mut dyn FnMut(Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        let searcher = self.searcher()?;
        for list in LISTS {
            let terms = |each: &mut dyn FnMut(&str, u64) -> Result<(), E>| {
                self.terms_of::<E>(&searcher, list, each)
            };
            terms(&mut |term, count| {
                each(object(json!({
                    "entry": "term", "list": list, "term": term, "heads": heads(list, term), "count": count,
                })))
            })?;
        }
        for facet in Facet::ALL.into_iter().filter(|facet| facet.is_of_text()) {
            let totals =
                facet::words(facet, &searcher).map_err(|error| broken(&self.path, &error))?;
            for (value, count) in totals {
                let mut entry =
                    object(json!({ "entry": "total", "list": facet.name(), "count": count }));
                value.map(|value| entry.insert("term".to_owned(), Json::from(value)));
                each(entry)?;
            }
        }
        Ok(())
    }

    /// The words of a list in order, and in how many units each stands.
    fn terms_of<E: From<Error>>(
        &self,
        searcher: &tantivy::Searcher,
        list: &str,
        each: &mut dyn FnMut(&str, u64) -> Result<(), E>,
    ) -> Result<(), E> {
        let broken = |error: tantivy::TantivyError| broken(&self.path, &error);
        let field = schema().0.get_field(list).map_err(broken)?;
        let inverted =
            searcher.segment_readers().iter().map(|segment| segment.inverted_index(field));
        let inverted: Vec<_> = inverted.collect::<tantivy::Result<_>>().map_err(broken)?;
        let mut streams = Vec::with_capacity(inverted.len());
        for of_segment in &inverted {
            let mut stream = of_segment.terms().stream().map_err(|error| broken(error.into()))?;
            let has_more = stream.advance();
            streams.push((stream, has_more));
        }
        loop {
            let alive = streams.iter().filter(|(_, has_more)| *has_more);
            let Some(least) = alive.map(|(stream, _)| stream.key()).min() else { return Ok(()) };
            let least = least.to_vec();
            let mut count = 0;
            for (stream, has_more) in &mut streams {
                if *has_more && stream.key() == least {
                    count += u64::from(stream.value().doc_freq);
                    *has_more = stream.advance();
                }
            }
            if let Ok(word) = std::str::from_utf8(&least) {
                each(word, count)?;
            }
        }
    }

    /// What the scores of all its units are worked out by.
    ///
    /// # Errors
    ///
    /// When the index is damaged.
    pub fn statistics(&self) -> Result<Statistics, Error> {
        Statistics::of(&self.searcher()?, &self.fields).map_err(|error| broken(&self.path, &error))
    }
}
