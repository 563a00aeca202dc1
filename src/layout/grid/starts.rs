//! Where the labels of rows that were run together begin, told by where their numbers stand.
//!
//! Each row was laid on the same columns: from the label's first letter to a number there are as many columns
//! in every row, be the numbers set to the left or to the right.

use std::ops::Range;

use crate::swedish::labels::breaks_off;

/// Rows before and after a row that are asked.
const WINDOW: usize = 6;
/// Words that a label may begin with.
const MAX_STARTS: usize = 12;

/// What was printed before the numbers of a row, since those of the row before, and its numbers.
pub(super) struct Printed {
    pub(super) words: Range<usize>,
    pub(super) numbers: Vec<Range<usize>>,
}

/// Where a label begins, and how many numbers of other rows stand where its own do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Start {
    pub(super) at: usize,
    pub(super) votes: usize,
}

/// Where a label may begin, and the columns from there to the edges of its numbers.
struct Candidate {
    at: usize,
    edges: Vec<(i32, i32)>,
}

/// Where the label of each of `rows` begins; `None` where one cannot be told.
///
/// Before the first may stand a header, unless `is_headed`: then the words follow upon it.
pub(super) fn starts(text: &str, rows: &[Printed], is_headed: bool) -> Option<Vec<Start>> {
    let mut candidates: Vec<Vec<Candidate>> =
        rows.iter().map(|row| candidates(text, row)).collect();
    for (pair, candidates) in rows.windows(2).zip(&mut candidates[1..]) {
        // The first word goes on with the label before: "Arvoden inkl | PO".
        let [first, _, ..] = candidates.as_slice() else { continue };
        if first.at == pair[1].words.start && breaks_off(&text[pair[0].words.clone()]) {
            candidates.remove(0);
        }
    }
    (0..rows.len()).map(|at| start(text, &rows[at], &candidates, at, is_headed)).collect()
}

/// Where the label of row number `row` begins: where most numbers of the others agree, else with its first word.
fn start(
    text: &str,
    printed: &Printed,
    candidates: &[Vec<Candidate>],
    row: usize,
    is_headed: bool,
) -> Option<Start> {
    let window = row.saturating_sub(WINDOW)..(row + WINDOW + 1).min(candidates.len());
    let votes = |candidate: &Candidate| -> usize {
        let others = window.clone().filter(|&other| other != row);
        let agreed = others.map(|other| {
            candidates[other].iter().map(|there| agree(&candidate.edges, &there.edges)).max()
        });
        agreed.flatten().sum()
    };
    let starts: Vec<Start> = candidates[row]
        .iter()
        .map(|candidate| Start { at: candidate.at, votes: votes(candidate) })
        .collect();
    let best = starts.iter().map(|start| start.votes).max()?;
    let is_first = |start: &&Start| start.votes == best;
    let found = starts.iter().find(is_first).copied()?;
    let is_alone = starts.iter().filter(is_first).count() == 1;
    let is_told = row > 0 || is_headed || is_alone;
    let is_label = is_label(&text[found.at..printed.words.end]);
    (is_told && is_label).then_some(found)
}

/// The numbers of two rows that stand where the other's do, by their left edges or by their right ones.
fn agree(here: &[(i32, i32)], there: &[(i32, i32)]) -> usize {
    let is_under =
        |(here, there): &(&(i32, i32), &(i32, i32))| here.0 == there.0 || here.1 == there.1;
    here.iter().zip(there).filter(is_under).count()
}

/// The words of `row` with which its label may begin: those with a capital, or the first when none has.
fn candidates(text: &str, row: &Printed) -> Vec<Candidate> {
    let words = &text[row.words.clone()];
    // A header stands apart from the first label.
    let from = words.rfind("  ").map_or(0, |at| at + 2);
    let blanks = words[from..].match_indices(' ').map(|(at, _)| from + at + 1);
    let all = || std::iter::once(from).chain(blanks.clone());
    let mut starts: Vec<usize> = all().filter(|at| begins_label(&words[*at..])).collect();
    if starts.is_empty() {
        starts.push(from);
    }
    starts.drain(..starts.len().saturating_sub(MAX_STARTS));
    let candidate = |at: usize| {
        let at = row.words.start + at;
        let columns = |end: usize| text[at..end].chars().count() as i32;
        let edges = row.numbers.iter().map(|number| (columns(number.start), columns(number.end)));
        Candidate { at, edges: edges.collect() }
    };
    starts.into_iter().map(candidate).collect()
}

/// True for words, with or without a mark before them: "Hyra", "- Hyra", "+/- Avgifter".
fn is_label(words: &str) -> bool {
    let mark = words.split(' ').next().unwrap_or_default();
    let is_mark = !mark.is_empty() && mark.chars().all(|letter| "-–+/=•".contains(letter));
    let label = if is_mark { words[mark.len()..].trim_start() } else { words };
    label.starts_with(char::is_alphabetic)
}

/// True for words that begin a label rather than go on with one.
pub(super) fn begins_label(words: &str) -> bool {
    words.starts_with(|first: char| first.is_uppercase() || "-–+=•".contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The labels of rows of two numbers each, and their votes.
    #[track_caller]
    fn check(text: &str, is_headed: bool, expected: Option<&[(&str, usize)]>) {
        let mut rows = Vec::new();
        let mut begin = 0;
        for (at, _) in text.match_indices('#') {
            let numbers: Vec<Range<usize>> = [at - 8..at - 5, at - 3..at].into_iter().collect();
            let words = &text[begin..at - 8];
            let end = begin + words.trim_end().len();
            rows.push(Printed { words: begin..end, numbers });
            begin = at + 2;
        }
        let told = starts(text, &rows, is_headed).map(|starts| {
            let label =
                |(start, row): (&Start, &Printed)| (&text[start.at..row.words.end], start.votes);
            starts.iter().zip(&rows).map(label).collect::<Vec<_>>()
        });
        assert_eq!(told.as_deref(), expected, "{text}");
    }

    #[test]
    fn the_others_tell_where_a_label_begins() {
        check(
            "Hamn Hyra   120  130# El     120  130# Vatten Ljus   120  130# ",
            false,
            Some(&[("Hyra", 4), ("El", 4), ("Ljus", 4)]),
        );
    }

    #[test]
    fn nothing_tells_where_the_first_label_begins() {
        let rows = "Norra Hamnen   120  130# El   120  130# Ljus    120  130# ";
        check(rows, false, None);
        check(rows, true, Some(&[("Norra Hamnen", 0), ("El", 0), ("Ljus", 0)]));
    }

    #[test]
    fn a_label_that_breaks_off_takes_the_next_word() {
        check(
            "Löner inkl   120  130# PO Hyra   120  130# ",
            false,
            Some(&[("Löner inkl", 0), ("Hyra", 0)]),
        );
    }

    #[test]
    fn a_label_begins_with_a_letter() {
        check("Hyra   120  130# (av el)   120  130# ", false, None);
        check("Hyra   120  130# – El   120  130# ", false, Some(&[("Hyra", 2), ("– El", 2)]));
        check("Hyra   120  130# -/+ El   120  130# ", false, Some(&[("Hyra", 0), ("-/+ El", 0)]));
    }
}
