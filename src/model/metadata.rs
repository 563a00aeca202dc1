//! [`Metadata`]: what a file says of itself beside its text.

/// What a PDF says of itself; nothing of it is proven.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// The title that the producer wrote.
    pub title: Option<String>,
    /// The program that the text was written with.
    pub creator: Option<String>,
    /// The program that made the PDF.
    pub producer: Option<String>,
    /// When it was made, ISO 8601.
    pub created: Option<String>,
    /// When it was changed, ISO 8601.
    pub modified: Option<String>,
    /// The level of PDF/A that it claims: "PDF/A-2b".
    pub conformance: Option<String>,
    /// What each page is called; empty where they are only counted.
    pub page_labels: Vec<String>,
    /// Its table of contents, in order.
    pub outline: Vec<OutlineItem>,
}

/// One line of a PDF's table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineItem {
    /// Its title.
    pub title: String,
    /// 1 for the outermost.
    pub level: u32,
    /// The page that it leads to, from 1.
    pub page: Option<u32>,
}
