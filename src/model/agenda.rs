//! [`AgendaItem`]: one entry of a meeting's list.

use super::Span;

/// *Ärende*: one item of an agenda, or one paragraph of a protokoll.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "ärende")]
pub struct AgendaItem {
    /// The number as printed, without "§" and full stop: "5", "45", "43/05". `None` when there is none.
    pub number: Option<String>,
    /// The title, line breaks folded.
    pub title: String,
    /// *Diarienummer*, verbatim.
    pub dnr: Option<String>,
    /// Where the entry stands.
    pub span: Span,
}
