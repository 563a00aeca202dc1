//! Lines → [`DocumentKind`], with the signs that were seen.

use std::ops::Range;
use std::sync::LazyLock;

use super::SORTS;
use super::sort::{Sign, Sort, Zone};
use crate::model::{DocumentKind, Line, LineRole, Text};
use crate::parts::columns;
use crate::swedish::{Pattern, PatternSet};

/// The sort of paper that `lines` are (indices into [`Text::lines`]), and the signs as printed; `None` when nothing
/// convinces.
pub fn kind(text: &Text, lines: Range<usize>) -> Option<(DocumentKind, Vec<String>)> {
    let lines: Vec<&Line> = text.lines[lines].iter().filter(|line| is_told(line)).collect();
    let seen = seen(&lines);
    let mut scores: Vec<(i32, DocumentKind, Vec<String>)> =
        SORTS.iter().enumerate().map(|(at, sort)| score(at, sort, &seen)).collect();
    let fallback = scores.pop();
    scores.sort_by_key(|(score, ..)| -score);
    let best = scores.into_iter().next().filter(|(score, ..)| *score >= CONVINCES);
    best.or(fallback.filter(|(score, ..)| *score >= CONVINCES))
        .map(|(_, kind, basis)| (kind, basis))
}

/// The least weight that convinces.
const CONVINCES: i32 = 6;
/// Lines of the zone in which the title stands.
const TITLE_LINES: usize = 10;
/// Lines of the first zone.
const HEAD_LINES: usize = 30;
/// Lines of the first zone in which a sign has its full weight.
const TOP_LINES: usize = 10;
/// Lines that are looked at for the other signs.
const MOST_LINES: usize = 1_000;
/// Bytes of a line that are looked at; a whole page may stand on one line.
const MOST_BYTES: usize = 400;
/// Lines that make "often".
const OFTEN: usize = 3;
/// A longer basis is cut.
const BASIS_BYTES: usize = 80;

fn is_told(line: &Line) -> bool {
    line.role != LineRole::Noise
}

/// Every sign of every sort, in order.
struct Signs {
    /// All of them, for the head of a paper.
    all: PatternSet,
    /// Those that count further down, and their indices.
    anywhere: (PatternSet, Vec<usize>),
    each: Vec<Pattern>,
    /// For each sort, the index of its first sign.
    starts: Vec<usize>,
    signs: Vec<&'static Sign>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let mut starts = Vec::new();
    let mut signs: Vec<&'static Sign> = Vec::new();
    for sort in SORTS {
        starts.push(signs.len());
        signs.extend(sort.signs);
    }
    let is_anywhere = |at: &usize| !matches!(signs[*at].zone, Zone::Title | Zone::Head);
    let anywhere: Vec<usize> = (0..signs.len()).filter(is_anywhere).collect();
    let set = |chosen: &mut dyn Iterator<Item = &'static str>| {
        PatternSet::new(chosen).expect("the patterns are tested")
    };
    Signs {
        all: set(&mut signs.iter().map(|sign| sign.pattern)),
        anywhere: (set(&mut anywhere.iter().map(|&at| signs[at].pattern)), anywhere),
        each: signs
            .iter()
            .map(|sign| Pattern::new(sign.pattern).expect("the patterns are tested"))
            .collect(),
        starts,
        signs,
    }
});

/// The signs that may stand in line `at`.
fn candidates(read: &str, at: usize) -> Vec<usize> {
    if at < HEAD_LINES {
        return SIGNS.all.candidates(read);
    }
    let (set, indices) = &SIGNS.anywhere;
    set.candidates(read).into_iter().map(|at| indices[at]).collect()
}

/// Where a sign was first seen, and on how many lines.
#[derive(Debug, Clone, Default)]
struct Seen {
    n_lines: usize,
    first_line: usize,
    last_line: usize,
    printed: String,
}

fn seen(lines: &[&Line]) -> Vec<Seen> {
    let mut seen = vec![Seen::default(); SIGNS.signs.len()];
    for (at, line) in lines.iter().take(MOST_LINES).enumerate() {
        let read = &line.text[..line.text.floor_char_boundary(MOST_BYTES)];
        look(read, at, &mut seen);
        // A head often stands in columns: "BYBERGA KOMMUN     PROTOKOLL     1 (4)".
        let in_columns = at < HEAD_LINES && (read.contains("  ") || read.contains('\t'));
        if in_columns {
            columns::pieces(read).for_each(|piece| look(piece, at, &mut seen));
        }
    }
    seen
}

fn look(read: &str, at: usize, seen: &mut [Seen]) {
    let signs = &*SIGNS;
    for sign_at in candidates(read, at) {
        let (end, enough) = match signs.signs[sign_at].zone {
            Zone::Title => (TITLE_LINES, 1),
            Zone::Head => (HEAD_LINES, 1),
            Zone::Anywhere | Zone::Absent => (usize::MAX, 1),
            Zone::Often => (usize::MAX, OFTEN),
        };
        let is_within = at < end;
        let sign = &mut seen[sign_at];
        let is_settled = sign.n_lines >= enough || (sign.n_lines > 0 && sign.last_line == at);
        if !is_within || is_settled {
            continue;
        }
        let Some(found) = signs.each[sign_at].find(read) else { continue };
        if sign.n_lines == 0 {
            sign.first_line = at;
            sign.printed = printed(found.as_str());
        }
        sign.last_line = at;
        sign.n_lines += 1;
    }
}

fn printed(found: &str) -> String {
    let found = found.trim();
    found[..found.floor_char_boundary(BASIS_BYTES)].to_owned()
}

fn score(at: usize, sort: &Sort, seen: &[Seen]) -> (i32, DocumentKind, Vec<String>) {
    let start = SIGNS.starts[at];
    let mut score = 0;
    let mut basis = Vec::new();
    for (sign, seen) in sort.signs.iter().zip(&seen[start..]) {
        let weight = match sign.zone {
            Zone::Absent => i32::from(seen.n_lines == 0) * sign.weight,
            Zone::Often => i32::from(seen.n_lines >= OFTEN) * sign.weight,
            Zone::Head if seen.first_line >= TOP_LINES => {
                i32::from(seen.n_lines > 0) * (sign.weight + 1) / 2
            }
            Zone::Head | Zone::Title | Zone::Anywhere => i32::from(seen.n_lines > 0) * sign.weight,
        };
        score += weight;
        if weight > 0 && seen.n_lines > 0 && !basis.contains(&seen.printed) {
            basis.push(seen.printed.clone());
        }
    }
    // An absence alone says nothing.
    let speaks = !basis.is_empty();
    (if speaks { score } else { 0 }, sort.kind, basis)
}
