//! The running text, cut into stretches of about a page, and the seams between pages.

use std::ops::Range;

use super::finer::{covering, within};
use super::{Unit, UnitKind, base};
use crate::record::StoredText;
use crate::record::v1::{Record, Span};
use crate::swedish::tokens::{Token, tokens};

/// A stretch longer than this, in bytes, ends at the next line.
const LONG: usize = 4_000;

/// A stretch longer than this ends at the next blank line.
const ENOUGH: usize = 2_000;

/// A line longer than this is cut at a space.
const LONGEST: usize = 16_000;

/// How many words of each side stand in a seam: the longest phrase that is found across a page break.
const SEAM_WORDS: usize = 24;

/// Adds the stretches and the seams behind the finer units, each of which is told which it stands in.
pub(super) fn add_stretches(record: &Record, text: &StoredText, units: &mut Vec<Unit>) {
    let n_finer = units.len();
    let covered = covered(record);
    let lines = Lines::new(&text.content);
    let mut texts: Vec<Unit> = Vec::new();
    let mut seams: Vec<Unit> = Vec::new();
    let mut rights: Vec<usize> = Vec::new();
    let mut runs_on = false;
    for piece in pieces(text) {
        let tokens = body_tokens(text, piece.range.clone());
        if tokens.is_empty() {
            continue;
        }
        let mut unit = stretch(record, text, &piece.range, tokens, &lines);
        unit.covered = runs(&unit.tokens, &covered);
        if let Some(before) = texts.last().filter(|_| runs_on) {
            let mut seam = seam(record, text, &before.tokens, &unit.tokens, &lines);
            seam.covered.extend(runs(&seam.tokens, &covered));
            seams.push(seam);
            rights.push(texts.len());
        }
        texts.push(unit);
        runs_on = piece.soft;
    }
    for unit in units.iter_mut() {
        tell_parents(unit, &texts, n_finer);
        tell_parents(unit, &seams, n_finer + texts.len());
    }
    for (nth, right) in rights.into_iter().enumerate() {
        let place = n_finer + texts.len() + nth;
        texts[right - 1].parents.push(place);
        texts[right].parents.push(place);
    }
    units.append(&mut texts);
    units.append(&mut seams);
}

/// A stretch of the text, and whether a sentence may run on from it into the next.
struct Piece {
    range: Range<usize>,
    soft: bool,
}

/// Cuts at every page, and within long pages at blank lines.
fn pieces(text: &StoredText) -> Vec<Piece> {
    let content = text.content.as_str();
    let mut starts: Vec<usize> =
        text.page_starts.iter().map(|&start| content.floor_char_boundary(start)).collect();
    starts.push(0);
    starts.push(content.len());
    starts.sort_unstable();
    starts.dedup();
    let mut pieces = Vec::new();
    for page in starts.windows(2) {
        cut_page(content, page[0]..page[1], &mut pieces);
    }
    pieces
}

fn cut_page(content: &str, page: Range<usize>, pieces: &mut Vec<Piece>) {
    let mut start = page.start;
    let mut at = page.start;
    for line in content[page.clone()].split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        let length = at - start;
        if (is_blank && length > ENOUGH) || length > LONG {
            pieces.push(Piece { range: start..at, soft: !is_blank });
            start = at;
        }
        let mut line_start = at;
        while at + line.len() - line_start > LONGEST && line_start < at + line.len() {
            let limit = content.floor_char_boundary(line_start + LONGEST);
            let cut =
                content[line_start..limit].rfind(' ').map_or(limit, |space| line_start + space + 1);
            pieces.push(Piece { range: start..cut, soft: true });
            start = cut;
            line_start = cut;
        }
        at += line.len();
    }
    if start < page.end {
        pieces.push(Piece { range: start..page.end, soft: true });
    }
}

/// The tokens of `range` that are not set aside, with their places in the whole content.
fn body_tokens(text: &StoredText, range: Range<usize>) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = range.start;
    let first = text.aside.partition_point(|&(_, end)| end <= range.start);
    let aside = text.aside[first..].iter().take_while(|&&(start, _)| start < range.end);
    let ends = aside.copied().chain(std::iter::once((range.end, range.end)));
    for (start, end) in ends {
        if let Some(part) = text.content.get(at..start.max(at).min(range.end)) {
            found.extend(tokens(part).into_iter().map(|token| shifted(token, at)));
        }
        at = end.max(at);
    }
    found
}

fn shifted(mut token: Token, by: usize) -> Token {
    token.range = token.range.start + by..token.range.end + by;
    token
}

fn stretch(
    record: &Record,
    text: &StoredText,
    range: &Range<usize>,
    tokens: Vec<Token>,
    lines: &Lines,
) -> Unit {
    let mut unit = base(record, UnitKind::Text);
    let span = span_of(text, range, lines);
    within(&mut unit, covering(record, &span));
    unit.shown.page = span.page;
    unit.shown.line = span.line;
    unit.shown.start = span.start;
    unit.shown.end = span.end;
    unit.tokens = tokens;
    unit
}

/// The last words of a stretch and the first of the next. Each side stands in its stretch.
fn seam(
    record: &Record,
    text: &StoredText,
    before: &[Token],
    after: &[Token],
    lines: &Lines,
) -> Unit {
    let before = &before[before.len().saturating_sub(SEAM_WORDS)..];
    let after = &after[..after.len().min(SEAM_WORDS)];
    let tokens: Vec<Token> = before.iter().chain(after).cloned().collect();
    let start = tokens.first().map_or(0, |token| token.range.start);
    let end = tokens.last().map_or(start, |token| token.range.end);
    let (turn, all) = (before.len() as u32, tokens.len() as u32);
    let mut unit = stretch(record, text, &(start..end), tokens, lines);
    unit.seam = true;
    unit.covered = vec![(0, turn), (turn, all)];
    unit
}

/// The bytes that formulas, clauses, agenda items and tables stand on, in order.
fn covered(record: &Record) -> Vec<(u64, u64)> {
    let mut covered: Vec<(u64, u64)> = Vec::new();
    for decision in record.decisions.iter().filter(|decision| !decision.clauses.is_empty()) {
        covered
            .extend(decision.formula.iter().map(|formula| (formula.span.start, formula.span.end)));
        covered.extend(decision.clauses.iter().map(|clause| (clause.span.start, clause.span.end)));
    }
    covered.extend(record.agenda.iter().map(|item| (item.span.start, item.span.end)));
    covered.extend(record.tables.iter().map(|table| (table.span.start, table.span.end)));
    covered.sort_unstable();
    covered
}

/// The tokens that stand in finer units. What stands in two in a row, as a formula and its clause do, is one run.
fn runs(tokens: &[Token], covered: &[(u64, u64)]) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &(start, end) in covered {
        let first = tokens.partition_point(|token| token.range.end as u64 <= start);
        let last = tokens.partition_point(|token| (token.range.start as u64) < end);
        if first >= last {
            continue;
        }
        let (first, last) = (first as u32, last as u32);
        match runs.last_mut() {
            Some(run) if run.1 >= first => run.1 = run.1.max(last),
            _ => runs.push((first, last)),
        }
    }
    runs
}

/// A finer unit stands in every stretch that it or its formula touches; `before` units stand before the stretches.
fn tell_parents(unit: &mut Unit, stretches: &[Unit], before: usize) {
    for &(start, end) in &unit.places {
        let first = stretches.partition_point(|stretch| stretch.shown.end <= start);
        let touched = stretches[first..].iter().take_while(|stretch| stretch.shown.start < end);
        unit.parents.extend((before + first..).zip(touched).map(|(place, _)| place));
    }
    unit.parents.sort_unstable();
    unit.parents.dedup();
}

fn page_of(text: &StoredText, at: usize) -> u32 {
    text.page_starts.partition_point(|&start| start <= at).max(1) as u32
}

fn span_of(text: &StoredText, range: &Range<usize>, lines: &Lines) -> Span {
    Span {
        page: page_of(text, range.start),
        line: lines.number(range.start),
        start: range.start as u64,
        end: range.end as u64,
        boxes: Vec::new(),
    }
}

/// Where the lines of a text start.
struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    fn new(content: &str) -> Self {
        let breaks = content.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        Self { starts: std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect() }
    }

    fn number(&self, at: usize) -> u32 {
        self.starts.partition_point(|&start| start <= at) as u32
    }
}
