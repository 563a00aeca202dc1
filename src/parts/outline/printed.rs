//! A [`Text`] whose pages stand on one line each → the lines that were printed, as far as the words tell them.
//!
//! A web page that shows a paper's text, or a careless conversion, loses the breaks: "Byberga kommun
//! Sammanträdesprotokoll 1 (4) Direktionen 2025-03-06 Plats och tid Brandstationen, kl. 9 Beslutande …".
//! A break is set back where a label, a heading, a paragraph, a point of a list or a sentence certainly begins.

mod labels;
mod lists;
mod openers;
mod running;

use std::ops::Range;
use std::sync::LazyLock;

use super::cut;
use crate::model::{Line, LineRole, Text};
use crate::parts::organ;
use crate::swedish::Pattern;

/// A line longer than this is a page, or a whole paper.
const PAGE: usize = 600;
/// A line longer than this was not printed as one.
const PRINTED: usize = 110;
/// Of a paper's letters, those that stand in pages without breaks, where it lost them.
const MOST: f64 = 0.75;
/// The head of a paper ends here at the latest.
const HEAD: usize = 1_500;

/// A text with its lines set back.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The text; its spans are those of the one it was made of.
    pub text: Text,
    /// Where the first of its pages ends, an index into [`Text::lines`].
    pub first_page: usize,
}

/// `text` with a line for each printed one, where whole pages stand on one line; `None` where they do not.
pub fn printed(text: &Text) -> Option<Printed> {
    if !is_flattened(text) {
        return None;
    }
    let running = running::repeated(&text.lines);
    let mut printed = Text { lines: Vec::new(), ..text.clone() };
    let mut firsts = Vec::with_capacity(text.lines.len() + 1);
    let mut first_page = 0;
    for (line, running) in text.lines.iter().zip(running) {
        firsts.push(printed.lines.len());
        if !is_lost(line) {
            printed.lines.push(line.clone());
            continue;
        }
        let mut apart = breaks(&line.text, first_page == 0);
        apart.extend(running.iter().flat_map(|range| [range.start, range.end]));
        push(line, apart, &running, &mut printed.lines);
        first_page = if first_page == 0 { printed.lines.len() } else { first_page };
    }
    firsts.push(printed.lines.len());
    for grid in &mut printed.grids {
        grid.lines = firsts[grid.lines.start]..firsts[grid.lines.end];
        grid.rows.iter_mut().for_each(|row| row.line = firsts[row.line]);
    }
    Some(Printed { text: printed, first_page })
}

fn is_lost(line: &Line) -> bool {
    line.is_body() && line.grid.is_none() && line.text.len() > PRINTED && !line.text.contains('\t')
}

/// True when most of what is to be read stands in lines as long as pages.
fn is_flattened(text: &Text) -> bool {
    let is_told = |line: &&Line| line.role != LineRole::Noise;
    let length = |lines: &mut dyn Iterator<Item = &Line>| -> usize {
        lines.map(|line| line.text.len()).sum()
    };
    let long =
        length(&mut text.lines.iter().filter(|line| is_lost(line) && line.text.len() > PAGE));
    long > 0 && long as f64 >= MOST * length(&mut text.lines.iter().filter(is_told)) as f64
}

/// Pushes the pieces of `line`, cut at its sentences, and `apart` from each other where the paper goes on with
/// something else; `running` are the heads and feet of its pages.
fn push(line: &Line, mut apart: Vec<usize>, running: &[Range<usize>], lines: &mut Vec<Line>) {
    apart.sort_unstable();
    let mut cuts = sentences(&line.text);
    cuts.extend(&apart);
    cuts.push(line.text.len());
    cuts.sort_unstable();
    cuts.dedup();
    let mut start = 0;
    let mut ends_clause = false;
    for (at, &end) in cuts.iter().enumerate().filter(|(_, end)| **end > 0) {
        let slice = line.text[start..end].trim();
        let next = cuts.get(at + 1).map_or("", |&next| &line.text[end..next]);
        let is_apart = apart.binary_search(&end).is_ok();
        if slice.is_empty() || is_marker(slice) || !is_apart && specifies(slice, next) {
            continue;
        }
        for (from, to) in untitled(&line.text, start, end) {
            let mut piece = line.piece(from..to);
            piece.inner = false;
            if start > 0 && (ends_clause || apart.binary_search(&start).is_ok()) {
                piece.gap = 1;
            }
            if running.iter().any(|range| range.contains(&start)) || labels::is_foot(&piece.text) {
                piece.role = LineRole::Furniture;
            }
            ends_clause = is_clause(&piece.text) && piece.text.ends_with('.');
            lines.push(piece);
        }
        start = end;
    }
}

/// "2." or "•" alone: its words stand behind it.
fn is_marker(slice: &str) -> bool {
    let is_mark = |letter: char| letter.is_ascii_digit() || ".)•–-".contains(letter);
    slice.len() <= 4 && slice.ends_with(['.', ')', '•', '-', '–']) && slice.chars().all(is_mark)
}

/// "1. Nämnden får i uppdrag att göra en studie. Studien ska vara klar i juni.": the second sentence is of the first.
fn specifies(slice: &str, next: &str) -> bool {
    let next = next.trim_start();
    let bare = without_marker(slice);
    let is_point = bare.len() < slice.len() || is_clause(slice);
    is_point
        && (next.contains(" ska ") || next.contains(" skall "))
        && organ::organ_at_start(next).is_none()
}

/// The pieces of a paragraph that has no title: "§ 2." and "Att jämte ordföranden justera utsågos Bo Al."
fn untitled(text: &str, start: usize, end: usize) -> Vec<(usize, usize)> {
    static NUMBER: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"^\s*§ ?\d{1,4}\.").expect("a constant pattern"));
    let slice = &text[start..end];
    match NUMBER.find(slice).filter(|_| slice.trim_end().ends_with('.')) {
        Some(found) if found.len() < slice.trim_end().len() => {
            vec![(start, start + found.end()), (start + found.end(), end)]
        }
        _ => vec![(start, end)],
    }
}

fn without_marker(text: &str) -> &str {
    text.trim_start_matches(|letter: char| letter.is_ascii_digit() || "-–•.) ".contains(letter))
}

/// "att godkänna …", "2. Att godkänna …".
fn is_clause(text: &str) -> bool {
    let bare = without_marker(text);
    ["att ", "Att ", "dels att ", "samt att "].iter().any(|opener| bare.starts_with(opener))
}

/// Where something else begins in a page without breaks.
fn breaks(text: &str, is_first: bool) -> Vec<usize> {
    let mut breaks = cut::cuts_in(text);
    let head = if is_first { head_length(text, &breaks) } else { 0 };
    labels::labels(text, head, &mut breaks);
    lists::lists(text, &mut breaks);
    openers::openers(text, &mut breaks);
    breaks
}

/// Where the first paragraph or list begins.
fn head_length(text: &str, breaks: &[usize]) -> usize {
    let opens = |at: &&usize| {
        text[**at..].starts_with('§')
            || text[**at..].starts_with("1. ")
            || text[**at..].starts_with("1 ")
    };
    let first = breaks.iter().filter(opens).min().copied();
    text.floor_char_boundary(first.unwrap_or(text.len()).min(HEAD))
}

/// Where the sentences behind the first begin.
fn sentences(text: &str) -> Vec<usize> {
    let mut begins = Vec::new();
    for (stop, _) in text.match_indices(". ") {
        let word = text[..stop].rsplit(' ').next().unwrap_or_default();
        let rest = text[stop + 2..].trim_start();
        let opens =
            rest.starts_with(|letter: char| letter.is_uppercase() || "§•–-\"”".contains(letter));
        if opens && ends_sentence(word) {
            begins.push(text.len() - rest.len());
        }
    }
    begins
}

/// Words that end with a full stop and end no sentence before a capital letter.
const SHORT: [&str; 31] = [
    "aug", "joh", "alfr", "fredr", "gust", "wilh", "chr", "kl", "nr", "kap", "ca", "bl.a", "m.m",
    "dnr", "ordf", "v.ordf", "tjg", "ers", "f.d", "t.f", "s.k", "resp", "tel", "forts", "org",
    "jfr", "dvs", "t.ex", "fr.o.m", "t.o.m", "st",
];

fn ends_sentence(word: &str) -> bool {
    let word = word.trim_matches(['(', ')', '"', '”']);
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    // "1. Val av justerare" is a point of a list, "den 1. mars" a day.
    let is_number = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    !word.is_empty() && !is_initial && !is_number && !SHORT.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests;
