//! A unit of a paper → [`Hit`]: what was found, in its context, with its place, its address and its citation.

use std::fmt::Write;
use std::ops::Range;

use serde::Serialize;

use super::UnitKind;
use super::kwic::{Kwic, find, kwic, whole};
use super::needle::Needle;
use super::paper::Paper;
use super::unit::Shown;
use super::write::word_of;
use crate::record::StoredText;
use crate::record::v1::{Kind, Outcome, Status};
use crate::swedish::sentence;
use crate::swedish::tokens::{Token, tokens};

/// How much is looked at of what stands around a clause, in bytes.
const AROUND: usize = 2_000;

/// How much of what stands around a match is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Context {
    /// A line.
    #[default]
    Line,
    /// So many words to each side.
    Words(usize),
    /// The sentence.
    Sentence,
    /// Of a clause with its formula, an agenda item or a table: all of it; of a text: the sentence.
    Unit,
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The document.
    pub id: String,
    /// Where the hit is found again: the document, "#", the unit's letter and its first byte.
    pub address: String,
    /// What was found.
    pub unit: UnitKind,
    /// What sort of paper it stands in.
    pub kind: Kind,
    /// The municipality or association.
    pub organization: Option<String>,
    /// *Organ*.
    pub body: Option<String>,
    /// When the body met, or the date of issue; ISO 8601.
    pub date: Option<String>,
    /// The paper's title.
    pub title: Option<String>,
    /// Number of the agenda item.
    pub agenda_item: Option<String>,
    /// Title of the agenda item.
    pub heading: Option<String>,
    /// *Diarienummer*.
    pub dnr: Option<String>,
    /// Of a clause.
    pub status: Option<Status>,
    /// Of a clause: what became of the matter.
    pub outcome: Option<Outcome>,
    /// Of a clause: canonical verbs.
    pub actions: Vec<String>,
    /// Of a clause: the words that open its decision.
    pub formula: Option<String>,
    /// Of a clause, an agenda item or a table: its text.
    pub text: Option<String>,
    /// The match in its context.
    pub kwic: Kwic,
    /// How many matches the unit holds.
    pub matches: usize,
    /// The file's name.
    pub file: String,
    /// Where the unit stands; of a text: where the match stands.
    pub span: Place,
    /// As a source is named in a footnote.
    pub citation: String,
    /// The greater the better; to be compared within one search only.
    pub score: f64,
}

/// A place in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Page, from 1.
    pub page: u32,
    /// Line of the extracted text, from 1.
    pub line: u32,
    /// First byte of the extracted text.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

pub(super) fn shown_hit(
    paper: &Paper,
    shown: &Shown,
    needles: &[Needle],
    context: Context,
    score: f64,
) -> Hit {
    let searched = shown.searched(&paper.text);
    let tokens = searched_tokens(paper, shown, &searched);
    let (matched, matches) = find(&tokens, needles);
    let bytes = match &matched {
        Some(words) => tokens[words.start].range.start..tokens[words.end - 1].range.end,
        None => 0..0,
    };
    let mut span = Place { page: shown.page, line: shown.line, start: shown.start, end: shown.end };
    if shown.unit == UnitKind::Text && matched.is_some() {
        let breaks = searched[..bytes.start].bytes().filter(|&byte| byte == b'\n').count();
        let start = shown.start + bytes.start as u64;
        let page = paper.text.page_starts.partition_point(|&page| page as u64 <= start).max(1);
        span = Place {
            page: page as u32,
            line: shown.line + breaks as u32,
            start,
            end: shown.start + bytes.end as u64,
        };
    }
    let mut hit = Hit {
        id: paper.text.id.clone(),
        address: String::new(),
        unit: shown.unit,
        kind: shown.kind,
        organization: shown.organization.clone(),
        body: shown.body.clone(),
        date: shown.date.clone(),
        title: shown.title.clone(),
        agenda_item: shown.item.clone(),
        heading: shown.heading.clone(),
        dnr: shown.dnr.clone(),
        status: shown.status,
        outcome: shown.outcome,
        actions: shown.actions.clone(),
        formula: shown.formula.as_ref().map(|(formula, _)| formula.clone()),
        text: shown.text.clone(),
        kwic: in_context(&paper.text, shown, &searched, bytes, context),
        matches,
        file: paper.file.clone(),
        span,
        citation: String::new(),
        score,
    };
    hit.address = format!("{}#{}-{}", hit.id, letter(hit.unit), hit.span.start);
    hit.citation = citation(&hit);
    hit
}

/// The letter of a unit in addresses.
fn letter(unit: UnitKind) -> char {
    match unit {
        UnitKind::Clause => 'c',
        UnitKind::Agenda => 'a',
        UnitKind::Table => 't',
        UnitKind::Text => 'x',
    }
}

/// "Exempelförbundet, Direktionen, protokoll 2011-10-06, § 10, s. 3 (protokoll.pdf, sha256 1a2b3c4d)"
fn citation(hit: &Hit) -> String {
    let mut cited = String::new();
    for name in [&hit.organization, &hit.body].into_iter().flatten() {
        // Writing to a string cannot fail.
        let _ = write!(cited, "{name}, ");
    }
    cited.push_str(&word_of(&hit.kind));
    cited.extend(hit.date.iter().flat_map(|date| [" ", date.as_str()]));
    cited.extend(hit.agenda_item.iter().flat_map(|number| [", § ", number.as_str()]));
    let hash = hit.id.get(..8).unwrap_or(&hit.id);
    let _ = write!(cited, ", s. {} ({}, sha256 {hash})", hit.span.page, hit.file);
    cited
}

/// The tokens as they were indexed: without what is set aside.
fn searched_tokens(paper: &Paper, shown: &Shown, searched: &str) -> Vec<Token> {
    let mut tokens = tokens(searched);
    if shown.text.is_none() {
        let aside = &paper.text.aside;
        let is_aside = |token: &Token| {
            let (from, to) =
                (token.range.start + shown.start as usize, token.range.end + shown.start as usize);
            let at = aside.partition_point(|&(_, end)| end <= from);
            aside.get(at).is_some_and(|&(start, _)| start < to)
        };
        tokens.retain(|token| !is_aside(token));
    }
    tokens
}

/// The bytes of the match in the text searched → the match and what stands around it.
fn in_context(
    text: &StoredText,
    shown: &Shown,
    searched: &str,
    bytes: Range<usize>,
    context: Context,
) -> Kwic {
    let content = text.content.as_str();
    if context == Context::Unit && shown.unit != UnitKind::Text {
        return whole(searched, 0..searched.len(), bytes);
    }
    // A clause is shown in its text, and a stretch with what stands before and after it.
    let (before, after) = match (shown.unit, &shown.formula) {
        (UnitKind::Clause, Some((_, start))) => (tail(content, *start), head(content, shown.end)),
        (UnitKind::Clause | UnitKind::Text, _) => {
            (tail(content, shown.start), head(content, shown.end))
        }
        _ => ("", ""),
    };
    let gap = if shown.unit == UnitKind::Clause { " " } else { "" };
    let around = format!("{before}{gap}{searched}{gap}{after}");
    let by = before.len() + gap.len();
    let matched = bytes.start + by..bytes.end + by;
    match context {
        Context::Line => kwic(&around, matched),
        Context::Words(count) => {
            let words = tokens(&around);
            let first = words.partition_point(|word| word.range.end <= matched.start);
            let last = words.partition_point(|word| word.range.start < matched.end);
            let start = words
                .get(first.saturating_sub(count))
                .map_or(matched.start, |word| word.range.start);
            let end = (last + count)
                .min(words.len())
                .checked_sub(1)
                .map_or(matched.end, |at| words[at].range.end);
            whole(&around, start.min(matched.start)..end.max(matched.end), matched)
        }
        Context::Sentence | Context::Unit => {
            whole(&around, sentence::around(&around, matched.clone()), matched)
        }
    }
}

fn tail(content: &str, end: u64) -> &str {
    let end = content.floor_char_boundary(end as usize);
    let start = content.ceil_char_boundary(end.saturating_sub(AROUND));
    content.get(start..end).unwrap_or_default()
}

fn head(content: &str, start: u64) -> &str {
    let start = content.ceil_char_boundary(start as usize);
    let end = content.floor_char_boundary(start.saturating_add(AROUND));
    content.get(start..end).unwrap_or_default()
}
