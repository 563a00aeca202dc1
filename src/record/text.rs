//! [`Text`](model::Text) → [`StoredText`]: what an index needs of the text, so that it never needs the source again.

use serde::{Deserialize, Serialize};

use crate::model::{self, LineRole};

/// The extracted text of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredText {
    /// SHA-256 of the source's bytes, as in the record.
    pub id: String,
    /// All the text; the spans of the record are bytes of it.
    pub content: String,
    /// Byte where each page starts.
    pub page_starts: Vec<usize>,
    /// Byte ranges that are not to be read as running text: heads, feet, page numbers, leftovers of a scrape.
    pub aside: Vec<(usize, usize)>,
}

/// What is stored of `text`, the text of document `id`.
pub fn stored_text(id: &str, text: &model::Text) -> StoredText {
    let set_aside = |role| matches!(role, LineRole::Furniture | LineRole::Noise);
    let mut aside: Vec<(usize, usize)> = Vec::new();
    for line in text.lines.iter().filter(|line| set_aside(line.role)) {
        let (start, end) = (line.span.start, line.span.end);
        match aside.last_mut() {
            Some(last) if last.1 >= start && last.0 <= start => last.1 = last.1.max(end),
            _ => aside.push((start, end)),
        }
    }
    aside.sort_unstable();
    StoredText {
        id: id.to_owned(),
        content: text.content.clone(),
        page_starts: text.page_starts.clone(),
        aside,
    }
}
