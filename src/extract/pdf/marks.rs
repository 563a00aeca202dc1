//! Marked content: ids, artifacts, replacement text, hidden layers.

use super::content::Token;
use lopdf::Object;

use super::document::Document;

/// No more levels are kept; deeper ones are only counted.
const DEEPEST: usize = 1_000;

/// What marked content says of the text within.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its id in the structure tree.
    pub(super) id: Option<u32>,
    /// A running head, a page number.
    pub(super) artifact: bool,
    /// Belongs to a layer that is switched off.
    pub(super) hidden: bool,
    /// Replacement text holds within.
    replaced: bool,
}

/// The marks that are open.
#[derive(Debug, Default)]
pub(super) struct Marks {
    stack: Vec<Mark>,
    deeper: usize,
    /// Replacement text that no glyph has taken yet.
    waiting: Option<String>,
}

/// The properties that matter, of `BDC`.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Properties {
    /// `/MCID`
    pub(super) id: Option<u32>,
    /// `/ActualText`
    pub(super) actual: Option<String>,
    /// A layer that is switched off.
    pub(super) hidden: bool,
}

impl Properties {
    /// Of a dictionary written in the content.
    pub(super) fn of_tokens(tokens: &[Token<'_>], scratch: &[u8]) -> Self {
        let mut properties = Self::default();
        for pair in tokens.windows(2) {
            match pair {
                [Token::Name(b"MCID"), Token::Number(id)] => properties.id = Some(*id as u32),
                [Token::Name(b"ActualText"), Token::Text(range)] => {
                    properties.actual = Some(text_string(&scratch[range.clone()]));
                }
                _ => {}
            }
        }
        properties
    }

    /// Of a dictionary among the resources.
    pub(super) fn of_object(doc: &Document, object: &Object) -> Self {
        let Some(dict) = super::objects::as_dict(object) else { return Self::default() };
        let actual =
            super::objects::get(doc, dict, b"ActualText").and_then(|text| text.as_str().ok());
        Self {
            id: super::objects::number(doc, dict, b"MCID").map(|id| id as u32),
            actual: actual.map(text_string),
            hidden: false,
        }
    }
}

impl Marks {
    /// What holds now.
    pub(super) fn current(&self) -> Mark {
        self.stack.last().copied().unwrap_or_default()
    }

    /// `BMC`, `BDC`
    pub(super) fn open(&mut self, tag: &[u8], properties: Properties) {
        if self.stack.len() >= DEEPEST {
            self.deeper += 1;
            return;
        }
        let outer = self.current();
        let mut mark = Mark {
            id: properties.id.or(outer.id),
            artifact: outer.artifact || tag == b"Artifact",
            hidden: outer.hidden || properties.hidden,
            replaced: outer.replaced,
        };
        // Words with spaces cannot be told apart by place, and a soft hyphen is a hyphen where it is drawn: there
        // the glyphs say it better.
        let replaces = |text: &String| {
            let text = text.trim_matches('\u{ad}');
            let is_known = !text.contains(['\u{fffd}', '\u{8}']);
            is_known
                && !text.is_empty()
                && (text.trim().is_empty() || !text.trim().contains(char::is_whitespace))
        };
        if let Some(text) = properties.actual.filter(replaces)
            && !outer.replaced
        {
            self.waiting = Some(text);
            mark.replaced = true;
        }
        self.stack.push(mark);
    }

    /// `EMC`
    pub(super) fn close(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        self.stack.pop();
        if !self.current().replaced {
            self.waiting = None;
        }
    }

    /// The letters to read instead of a glyph's own: the whole text for the first glyph, nothing for the others;
    /// `None` when nothing is replaced.
    pub(super) fn replacement(&mut self) -> Option<String> {
        self.current().replaced.then(|| self.waiting.take().unwrap_or_default())
    }

    /// How many marks are open, to come back to.
    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Closes what a form left open.
    pub(super) fn close_to(&mut self, depth: usize) {
        self.stack.truncate(depth);
        self.deeper = 0;
    }
}

/// A text string of PDF: UTF-16 or UTF-8 with a mark, else one byte a letter.
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]]));
            char::decode_utf16(units).filter_map(Result::ok).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actual(text: &str) -> Properties {
        Properties { actual: Some(text.to_owned()), ..Properties::default() }
    }

    #[test]
    fn replacement_goes_to_the_first_glyph() {
        let mut marks = Marks::default();
        assert_eq!(marks.replacement(), None);
        marks.open(b"Span", actual("å"));
        assert_eq!(marks.replacement().as_deref(), Some("å"));
        assert_eq!(marks.replacement().as_deref(), Some(""));
        marks.close();
        assert_eq!(marks.replacement(), None);
    }

    #[test]
    fn glyphs_say_soft_hyphens_and_sentences_better() {
        for text in ["\u{ad}", "", "hela meningen", "\u{fffd}"] {
            let mut marks = Marks::default();
            marks.open(b"Span", actual(text));
            assert_eq!(marks.replacement(), None);
        }
    }

    #[test]
    fn inner_marks_inherit() {
        let mut marks = Marks::default();
        marks.open(b"Artifact", Properties { id: Some(4), ..Properties::default() });
        marks.open(b"Span", Properties::default());
        assert_eq!((marks.current().id, marks.current().artifact), (Some(4), true));
        marks.close();
        marks.close();
        marks.close();
        assert_eq!(marks.current(), Mark::default());
    }

    #[test]
    fn reads_text_strings() {
        assert_eq!(text_string(b"\xfe\xff\0\xe5"), "å");
        assert_eq!(text_string(b"\xe4"), "ä");
    }
}
