//! A record and its text → TEI P5 after Parla-CLARIN's recommendations: one document, for corpora of minutes.
//!
//! The characters of `body` are those of the stored text, every one and in order; what is not of the text, such as
//! counted votes, stands in `back`.
//! A clause has the id by which JSON names it too: "c-2623" in the file named by the document's id.

mod back;
mod body;
mod header;
mod paragraphs;

use std::ops::Range;

use super::xml;
use crate::record::StoredText;
use crate::record::v1::Record;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="sv""#;

/// The document; of `hidden`, ranges of the text, the words given are shown instead.
pub fn tei(record: &Record, text: &StoredText, hidden: &[(Range<usize>, &str)]) -> String {
    let mut out = format!("{HEAD} xml:id=\"d-{}\">\n", xml::attribute(&record.id));
    header::write(record, &mut out);
    out.push_str("<text>\n<body>");
    body::write(record, text, hidden, &mut out);
    out.push_str("</body>\n");
    back::write(record, &mut out);
    out.push_str("</text>\n</TEI>\n");
    out
}

/// The word that a value of a closed vocabulary has in the record.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The id of an action's category: "action.lägga-till-handlingarna".
fn action_id(action: &str) -> String {
    let is_letter = |letter: char| if letter.is_alphanumeric() { letter } else { '-' };
    format!("action.{}", action.chars().map(is_letter).collect::<String>())
}

#[cfg(test)]
mod tests;
