//! [`Tag`]: what a tagged PDF says of a stretch of a page's text.

/// What the structure tree says of one stretch of marked content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// Its marked-content id on the page, see [`super::Word::mark`].
    pub mark: u32,
    /// Its place in the order of the tree, document-wide.
    pub order: u32,
    /// The paragraph, heading or other block it belongs to, document-wide.
    pub block: u32,
    /// What the block is.
    pub role: TagRole,
    /// The cell it stands in.
    pub cell: Option<TagCell>,
}

/// What a tagged block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TagRole {
    /// `P`, and whatever is none of the others.
    #[default]
    Paragraph,
    /// `H1` to `H6`; `H` by how deep it stands.
    Heading(u8),
    /// `LI`, `LBody`
    ListItem,
    /// `Lbl`: a bullet, a number.
    Label,
    /// `Note`, `FENote`
    Note,
    /// `Caption`
    Caption,
    /// `Figure`, `Formula`, `Form`
    Figure,
    /// `Artifact`: what belongs to the page, not to the text.
    Artifact,
}

/// A cell of a tagged table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TagCell {
    /// The table, document-wide, from 0.
    pub table: u32,
    /// The row, from 0.
    pub row: u32,
    /// The first column, from 0.
    pub column: u32,
    /// `TH`
    pub head: bool,
}
