//! Names of structure types → what they are; a file's own names through its `/RoleMap`.

use lopdf::Dictionary;

use super::super::document::Document;
use super::super::objects;
use crate::model::TagRole;

/// Names that stand for names.
const LONGEST_CHAIN: usize = 16;

/// What an element is to what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A part of the block around it.
    Within,
    /// Holds blocks.
    Section,
    /// A heading whose level is how deep it stands.
    Heading,
    /// `Table`
    Table,
    /// `TR`
    Row,
    /// `TD`, `TH`
    Cell { head: bool },
    /// A block.
    Role(TagRole),
}

/// The names of one file.
#[derive(Debug)]
pub(super) struct Roles<'a> {
    doc: &'a Document<'a>,
    map: Option<&'a Dictionary>,
}

impl<'a> Roles<'a> {
    /// The names that `root`, the root of the structure tree, explains.
    pub(super) fn new(doc: &'a Document<'a>, root: &'a Dictionary) -> Self {
        Self { doc, map: objects::dict(doc, root, b"RoleMap") }
    }

    /// What an element of this name is.
    pub(super) fn kind(&self, name: &[u8]) -> Kind {
        let mut name = name;
        for _ in 0..LONGEST_CHAIN {
            if let Some(kind) = standard(name) {
                return kind;
            }
            match self.map.and_then(|map| objects::name(self.doc, map, name)) {
                Some(other) => name = other,
                None => break,
            }
        }
        Kind::Role(TagRole::Paragraph)
    }
}

fn standard(name: &[u8]) -> Option<Kind> {
    let role = match name {
        b"Span" | b"Link" | b"Reference" | b"Em" | b"Strong" | b"Sub" | b"Annot" | b"NonStruct"
        | b"Private" | b"Ruby" | b"RB" | b"RT" | b"RP" | b"Warichu" | b"WT" | b"WP" | b"Quote"
        | b"BibEntry" | b"Code" | b"THead" | b"TBody" | b"TFoot" => return Some(Kind::Within),
        b"Sect" | b"Art" => return Some(Kind::Section),
        b"H" => return Some(Kind::Heading),
        b"Table" => return Some(Kind::Table),
        b"TR" => return Some(Kind::Row),
        b"TD" => return Some(Kind::Cell { head: false }),
        b"TH" => return Some(Kind::Cell { head: true }),
        [b'H', level @ b'1'..=b'6'] => TagRole::Heading(level - b'0'),
        b"LI" | b"LBody" => TagRole::ListItem,
        b"Lbl" => TagRole::Label,
        b"Note" | b"FENote" => TagRole::Note,
        b"Caption" => TagRole::Caption,
        b"Figure" | b"Formula" | b"Form" => TagRole::Figure,
        b"Artifact" => TagRole::Artifact,
        b"P" | b"Document" | b"Part" | b"Div" | b"BlockQuote" | b"TOC" | b"TOCI" | b"Index"
        | b"L" | b"Title" | b"Aside" => TagRole::Paragraph,
        _ => return None,
    };
    Some(Kind::Role(role))
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[track_caller]
    fn check(name: &[u8], expected: Kind) {
        let doc = Document::new();
        let root = dictionary! {
            "RoleMap" => dictionary! {
                "Rubrik 2" => "H2",
                "Brödtext" => "Normal",
                "Normal" => "P",
                "Runt" => "Tillbaka",
                "Tillbaka" => "Runt",
            },
        };
        assert_eq!(Roles::new(&doc, &root).kind(name), expected);
    }

    #[test]
    fn own_names_stand_for_standard_ones() {
        check(b"H3", Kind::Role(TagRole::Heading(3)));
        check(b"Rubrik 2", Kind::Role(TagRole::Heading(2)));
        check("Brödtext".as_bytes(), Kind::Role(TagRole::Paragraph));
        check(b"TH", Kind::Cell { head: true });
        check(b"Span", Kind::Within);
    }

    #[test]
    fn names_that_explain_nothing_are_paragraphs() {
        check(b"Runt", Kind::Role(TagRole::Paragraph));
        check(b"H7", Kind::Role(TagRole::Paragraph));
    }
}
