//! [`Record`]s and texts → the same without personal data, for those who are to see no more than they need.
//!
//! What is hidden is replaced by a marker of its kind, `[personnummer]`.
//! Places (spans) go on to point into the unmasked text.
//! The archive and its index keep what the papers hold; masking is done where something is shown.
//!
//! Names are kept or hidden by the role of who bears them (`names.rs`): the elected and officials are public,
//! private persons are not. A name is hidden only where a rule tells with certainty that the person is private.

mod names;
mod numbers;

use std::borrow::Cow;
use std::ops::Range;

use serde_json::Value;

use crate::record::StoredText;
use crate::record::v1::Record;
use crate::swedish::Pattern;

/// What is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hidden {
    /// *Personnummer*.
    PersonalNumber,
    /// *Samordningsnummer*: the same, with 60 added to the day.
    CoordinationNumber,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// The name of a private person.
    Name,
}

impl Hidden {
    /// What stands in its place.
    pub fn marker(self) -> &'static str {
        match self {
            Self::PersonalNumber => "[personnummer]",
            Self::CoordinationNumber => "[samordningsnummer]",
            Self::Phone => "[telefon]",
            Self::Email => "[e-post]",
            Self::Name => "[namn]",
        }
    }
}

/// A stretch of a text that is to be hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    range: Range<usize>,
    what: Hidden,
}

/// Hides the personal data of one document.
#[derive(Debug, Clone, Default)]
pub struct Masker {
    /// The names of private persons, wherever they stand.
    private: Vec<Pattern>,
    /// All that is hidden in the document's text, to know it by a part.
    values: Vec<(String, Hidden)>,
    /// True when nothing is to be hidden.
    is_open: bool,
}

/// Fewer letters than this of a value that is cut off tell nothing.
const MIN_PART: usize = 2;

impl Masker {
    /// Hides nothing.
    pub fn open() -> Self {
        Self { is_open: true, ..Self::default() }
    }

    /// Learns from a document, and from its text where that is at hand, whose names are private.
    pub fn of(record: &Record, text: Option<&StoredText>) -> Self {
        let names = names::private(record, text.map(|text| text.content.as_str()));
        let mut masker = Self {
            private: names.iter().filter_map(|name| names::anywhere(name)).collect(),
            values: Vec::new(),
            is_open: false,
        };
        if let Some(text) = text {
            let found = masker.found(&text.content).into_iter();
            let value = |found: Found| (folded(&text.content[found.range]), found.what);
            masker.values = found.map(value).collect();
            masker.values.sort();
            masker.values.dedup();
        }
        masker
    }

    /// What is to be hidden in `text`, in order and apart from each other.
    fn found(&self, text: &str) -> Vec<Found> {
        if self.is_open {
            return Vec::new();
        }
        let mut all = numbers::find(text);
        for name in &self.private {
            all.extend(
                name.find_iter(text).map(|hit| Found { range: hit.range(), what: Hidden::Name }),
            );
        }
        // Of two that begin together the longer is taken.
        all.sort_by_key(|found| {
            (found.range.start, std::cmp::Reverse(found.range.end), found.what)
        });
        let mut end = 0;
        all.retain(|found| {
            let is_free = found.range.start >= end;
            if is_free {
                end = found.range.end;
            }
            is_free
        });
        all
    }

    /// What is to be hidden in `text`, in order and apart from each other, and what stands in its place.
    pub fn hidden(&self, text: &str) -> Vec<(Range<usize>, &'static str)> {
        let found = self.found(text).into_iter();
        found.map(|found| (found.range, found.what.marker())).collect()
    }

    /// `text` without personal data.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let found = self.found(text);
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        Cow::Owned(replaced(text, 0, &found))
    }

    /// The parts of one excerpt without personal data, also where a part or the excerpt's end cuts it.
    pub fn excerpt<const N: usize>(&self, parts: [&str; N]) -> [String; N] {
        let whole = parts.concat();
        let mut found = self.found(&whole);
        found.extend(self.cut(&whole));
        found.sort_by_key(|found| found.range.start);
        let mut start = 0;
        parts.map(|part| {
            let here = start..start + part.len();
            start = here.end;
            replaced(part, here.start, &found)
        })
    }

    /// What the ends of an excerpt cut through.
    fn cut(&self, whole: &str) -> Vec<Found> {
        let is_margin = |letter: char| letter == '…' || letter.is_whitespace();
        let body = whole.trim_matches(is_margin);
        let from = whole.len() - whole.trim_start_matches(is_margin).len();
        let to = from + body.len();
        let mut found: Vec<Found> = Vec::new();
        for (value, what) in &self.values {
            let ends = value.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
            let tail = ends.clone().map(|at| &value[at..]).find(|tail| body.starts_with(tail));
            if let Some(tail) = tail.filter(|tail| tail.chars().count() >= MIN_PART) {
                found.push(Found { range: from..from + tail.len(), what: *what });
            }
            let head = ends.rev().map(|at| &value[..at]).find(|head| body.ends_with(head));
            if let Some(head) = head.filter(|head| head.chars().count() >= MIN_PART) {
                found.push(Found { range: to - head.len()..to, what: *what });
            }
        }
        found
    }

    /// `record` without personal data.
    pub fn record(&self, record: &Record) -> Record {
        let masked = serde_json::to_value(record).and_then(|mut value| {
            self.value(&mut value);
            serde_json::from_value::<Record>(value)
        });
        // A record is plain data: it is read back as it was written.
        let mut masked = masked.unwrap_or_else(|_| record.clone());
        for (table, before) in masked.tables.iter_mut().zip(&record.tables) {
            let mut hidden: Vec<(usize, usize)> = Vec::new();
            for (at, (row, before)) in table.rows.iter_mut().zip(&before.rows).enumerate() {
                let cells = row.cells.iter().zip(&before.cells).zip(&mut row.numbers).enumerate();
                for (column, (_, number)) in cells.filter(|(_, ((cell, old), _))| cell != old) {
                    *number = None;
                    hidden.push((at, column));
                }
            }
            table.checks.retain(|check| !hidden.contains(&(check.row, check.column)));
        }
        masked
    }

    /// All strings of `value` without personal data.
    pub fn value(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Cow::Owned(masked) = self.text(text) {
                    *text = masked;
                }
            }
            Value::Array(values) => values.iter_mut().for_each(|value| self.value(value)),
            Value::Object(fields) => fields.values_mut().for_each(|value| self.value(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

/// `text`, which begins at `start` of what `found` points into, with markers.
fn replaced(text: &str, start: usize, found: &[Found]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for Found { range, what } in found {
        let (from, to) = (range.start.max(start), range.end.min(start + text.len()));
        if from >= to || to - start <= at {
            continue;
        }
        if let Some(before) = text.get(at..from - start) {
            masked.push_str(before);
        }
        // What goes over two parts is named in the first.
        if range.start >= start {
            masked.push_str(what.marker());
        }
        at = to - start;
    }
    masked.push_str(text.get(at..).unwrap_or_default());
    masked
}

/// On one line.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
