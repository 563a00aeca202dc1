//! [`Text`] → [`Part`]s: the papers that one file holds, and the agenda item each belongs to.
//!
//! A kallelse is a container: the letter with its agenda, then for each item an officer's report and annexes. A part
//! begins at "Ärende 10", at a letterhead that names another sort of paper, at a line that repeats an agenda title, or
//! behind a proposal's last clause.

mod boundary;
mod likeness;

use std::ops::Range;

use super::classify;
use crate::model::{AgendaItem, DocumentKind, Segment, Span, Text};
use crate::parts::dnr;
use boundary::{Boundary, Opening};

/// One paper in a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    /// What it is.
    pub(super) kind: DocumentKind,
    /// Its title.
    pub(super) title: Option<String>,
    /// Number of the agenda item it belongs to.
    pub(super) agenda_item: Option<String>,
    /// Indices into [`Text::lines`].
    pub(super) lines: Range<usize>,
}

impl Part {
    /// The part as the document tells it.
    pub(super) fn segment(&self, text: &Text) -> Option<Segment> {
        let lines = &text.lines[self.lines.clone()];
        let span = Span::new(lines.first()?.span.start..lines.last()?.span.end);
        Some(Segment {
            kind: self.kind,
            title: self.title.clone(),
            agenda_item: self.agenda_item.clone(),
            dnr: is_of_one_matter(self.kind).then(|| dnr::own(text, self.lines.clone())).flatten(),
            span,
        })
    }
}

/// Kinds of papers that are about one matter.
pub(super) fn is_of_one_matter(kind: DocumentKind) -> bool {
    use DocumentKind as K;
    matches!(
        kind,
        K::Tjansteskrivelse
            | K::Protokollsutdrag
            | K::Yttrande
            | K::Ansokan
            | K::Avtal
            | K::Bilaga
            | K::Revisionsrapport
            | K::Interpellation
            | K::Valarende
            | K::Ovrigt
    )
}

/// Kinds whose files hold other papers.
fn is_container(kind: DocumentKind) -> bool {
    use DocumentKind as K;
    matches!(
        kind,
        K::Kallelse
            | K::Foredragningslista
            | K::Tjansteskrivelse
            | K::Protokoll
            | K::Protokollsutdrag
            | K::Valarende
            | K::Interpellation
            | K::Yttrande
            | K::Okand
            | K::Ovrigt
    )
}

/// The parts of a paper of sort `kind`; of `owner`; `first_agenda` reads the agenda of the first part.
pub(super) fn parts(
    text: &Text,
    kind: DocumentKind,
    owner: Option<&str>,
    first_agenda: impl FnOnce(Range<usize>) -> Vec<AgendaItem>,
) -> Vec<Part> {
    let all = 0..text.lines.len();
    let whole = Part { kind, title: None, agenda_item: None, lines: all.clone() };
    if !is_container(kind) || all.is_empty() {
        return vec![whole];
    }
    let has_list = matches!(kind, DocumentKind::Kallelse | DocumentKind::Foredragningslista);
    let agenda = if has_list { first_agenda(all) } else { Vec::new() };
    let boundaries = boundary::boundaries(text, kind, owner, &agenda);
    if boundaries.is_empty() {
        return vec![whole];
    }
    let mut parts = Vec::new();
    let first = Part { lines: 0..boundaries[0].line, ..whole };
    if first.lines.clone().any(|line| text.lines[line].is_body()) {
        parts.push(first);
    }
    for (at, boundary) in boundaries.iter().enumerate() {
        let end = boundaries.get(at + 1).map_or(text.lines.len(), |next| next.line);
        parts.push(part(text, boundary, end, parts.is_empty().then_some(kind)));
    }
    likeness::link(text, &mut parts, &boundaries, owner, &agenda);
    parts
}

/// The part that begins at `boundary`; `own` is its kind when it is the file's first.
fn part(text: &Text, boundary: &Boundary, end: usize, own: Option<DocumentKind>) -> Part {
    let lines = boundary.line..end;
    let kind = match (own, boundary.opening) {
        (Some(kind), _) => kind,
        (None, Opening::Sort(kind)) => kind,
        (None, _) => classify::kind(text, lines.clone())
            .map_or(DocumentKind::Tjansteskrivelse, |(kind, _)| kind),
    };
    Part {
        kind: as_part(kind),
        title: boundary.title.clone(),
        agenda_item: boundary.number.clone(),
        lines,
    }
}

/// What a paper is inside another: a bare report has no letterhead to tell it by.
fn as_part(kind: DocumentKind) -> DocumentKind {
    match kind {
        DocumentKind::Kallelse
        | DocumentKind::Foredragningslista
        | DocumentKind::Okand
        | DocumentKind::Ovrigt => DocumentKind::Tjansteskrivelse,
        kind => kind,
    }
}
