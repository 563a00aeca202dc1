//! What a PDF says of itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model;

/// What a PDF says of itself; nothing of it is proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OutlineItem {
    /// Its title.
    pub title: String,
    /// 1 for the outermost.
    pub level: u32,
    /// The page that it leads to, from 1.
    pub page: Option<u32>,
}

impl Metadata {
    pub(super) fn of_model(metadata: &model::Metadata) -> Self {
        let model::Metadata {
            title,
            creator,
            producer,
            created,
            modified,
            conformance,
            page_labels,
            outline,
        } = metadata.clone();
        let item = |model::OutlineItem { title, level, page }| OutlineItem { title, level, page };
        Self {
            title,
            creator,
            producer,
            created,
            modified,
            conformance,
            page_labels,
            outline: outline.into_iter().map(item).collect(),
        }
    }
}
