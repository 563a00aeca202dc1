//! Words one blank apart → the cells of a row, told by how many columns there are.
//!
//! `2 – 1 329,0 – 1 385,4` is a note and two numbers where there are two columns and one of notes. What can be read
//! in two ways that are as likely is not read.

use std::cmp::Ordering;
use std::ops::Range;

use crate::swedish::numbers::cell_number;

/// Words that a row's cells may have.
const MAX_WORDS: usize = 60;
/// The numbers of a row tell more by their likeness when they are no fewer than this.
const FEW: usize = 3;
/// Ways to read a row that are looked at.
const MAX_WAYS: usize = 400;

/// A word of a row behind its label, with the blanks before it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// Bytes of the line.
    pub(super) range: Range<usize>,
    pub(super) blanks: usize,
}

/// What the rows around a row show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shape {
    /// Columns of numbers.
    pub(super) columns: usize,
    /// True when a column of notes stands before them.
    pub(super) has_notes: bool,
    /// True when a sign may stand one blank before its number; else a lone dash is a cell.
    pub(super) spaced_signs: bool,
    /// True when most numbers have decimals.
    pub(super) has_decimals: bool,
    /// True when an empty cell leaves a blank.
    pub(super) shows_empty: bool,
    /// True for a row that begins with a blank.
    pub(super) is_indented: bool,
}

/// Where the values behind a label begin, and they: the longest end of `text` that is made of digits and signs.
pub(super) fn tail(text: &str) -> (usize, Vec<Word>) {
    let mut words: Vec<Word> = Vec::new();
    let (mut at, mut end) = (0, 0);
    for word in text.split(' ') {
        if !word.is_empty() {
            words.push(Word { range: at..at + word.len(), blanks: at - end });
            end = at + word.len();
        }
        at += word.len() + 1;
    }
    let n_tail = words.iter().rev().take_while(|word| is_value(&text[word.range.clone()])).count();
    let tail = words.split_off(words.len() - n_tail);
    let label = words.last().map_or(0, |last| last.range.end);
    (label, tail)
}

/// "1", "–1", "270,6", "12%", "-", "16A", "3,".
fn is_value(word: &str) -> bool {
    let digits = word.trim_start_matches(is_sign).trim_end_matches(['%', ')', ',']);
    let digits = digits.strip_suffix(|last: char| last.is_ascii_uppercase()).unwrap_or(digits);
    word.len() <= 16
        && (digits.is_empty() && !word.is_empty() && word.chars().all(is_sign)
            || digits.starts_with(|first: char| first.is_ascii_digit())
                && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')))
}

pub(super) fn is_sign(letter: char) -> bool {
    matches!(letter, '-' | '–' | '−' | '+' | '(')
}

/// The cells of the row: its note, if there are notes, and its numbers; `None` where it is not certain.
///
/// `last_note` is the number of the note before.
pub(super) fn cells(
    text: &str,
    words: &[Word],
    shape: Shape,
    last_note: u32,
) -> Option<Vec<Range<usize>>> {
    if words.is_empty() || words.len() > MAX_WORDS {
        return None;
    }
    let mut ways = Vec::new();
    let mut search = Search { text, words, shape, ways: &mut ways };
    search.go(0, Vec::new());
    if ways.len() >= MAX_WAYS {
        return None;
    }
    // Cells at the end are empty only where the words do not fill them all.
    let n_filled =
        |way: &Vec<Range<usize>>| way.iter().filter(|cell| cell.start < text.len()).count();
    let most = ways.iter().map(n_filled).max()?;
    let are_short =
        |way: &Vec<Range<usize>>| !way.iter().any(|cell| text[cell.clone()].contains(' '));
    if ways.iter().any(|way| n_filled(way) < most)
        && !shape.has_decimals
        && ways.iter().any(are_short)
    {
        return None;
    }
    ways.retain(|way| n_filled(way) == most);
    let note = |way: &Vec<Range<usize>>| -> Option<u32> {
        let cell = text.get(way.first().filter(|_| shape.has_notes)?.clone())?;
        cell.split([',', ' ']).next()?.trim_end_matches(char::is_alphabetic).parse().ok()
    };
    let spread = |way: &Vec<Range<usize>>| spread(text, &way[usize::from(shape.has_notes)..]);
    let least_of = |ways: &[Vec<Range<usize>>]| ways.iter().map(spread).min();
    let next = |way: &Vec<Range<usize>>| note(way) == Some(last_note + 1);
    let (noted, bare): (Vec<_>, Vec<_>) = ways.into_iter().partition(|way| note(way).is_some());
    let mut ways = match (least_of(&noted), least_of(&bare)) {
        (Some(with), Some(without)) => {
            // Notes are counted down the table, and the numbers of a row are alike.
            let follows = noted.iter().any(next);
            match with.cmp(&without) {
                Ordering::Less if follows || shape.columns >= FEW => noted,
                Ordering::Equal if follows => noted,
                Ordering::Greater if !follows && shape.columns >= FEW => bare,
                _ => return None,
            }
        }
        (Some(_), None) => noted,
        _ => bare,
    };
    let least = least_of(&ways)?;
    let n_ways = ways.len();
    ways.retain(|way| spread(way) == least);
    let is_told = n_ways == 1
        || shape.columns >= FEW
        || ways.iter().all(|way| are_like(text, &way[usize::from(shape.has_notes)..]));
    match ways.as_slice() {
        [_] if !is_told => None,
        [_] if least <= 1 || shape.has_decimals => ways.pop(),
        _ => None,
    }
}

/// True when no number of a row is ten times another.
fn are_like(text: &str, cells: &[Range<usize>]) -> bool {
    let numbers = cells.iter().filter_map(|cell| cell_number(&text[cell.clone()])).map(f64::abs);
    let (least, most) =
        numbers.fold((f64::MAX, 0.0_f64), |(least, most), n| (least.min(n), most.max(n)));
    most < 10.0 * least
}

/// How far the numbers of a row are apart in groups of digits; nought and nothing fit everywhere.
fn spread(text: &str, cells: &[Range<usize>]) -> usize {
    let says = cells
        .iter()
        .map(|cell| &text[cell.clone()])
        .filter(|cell| cell.bytes().any(|byte| (b'1'..=b'9').contains(&byte)));
    let groups = says.map(|cell| {
        cell.trim_start_matches(|sign| is_sign(sign) || sign == ' ').split(' ').count()
    });
    let (least, most) =
        groups.fold((usize::MAX, 0), |(least, most), n| (least.min(n), most.max(n)));
    most.saturating_sub(least)
}

/// The ways in which words are cells.
struct Search<'a> {
    text: &'a str,
    words: &'a [Word],
    shape: Shape,
    ways: &'a mut Vec<Vec<Range<usize>>>,
}

impl Search<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &self.text[word.range.clone()])
    }

    /// Takes the cells from word `at` on, behind `cells`.
    fn go(&mut self, at: usize, mut cells: Vec<Range<usize>>) {
        if self.ways.len() >= MAX_WAYS {
            return;
        }
        let total = self.shape.columns + usize::from(self.shape.has_notes);
        let Some(word) = self.words.get(at) else {
            // Cells at the end may be empty where a blank cell was seen before them.
            let shows_empty = cells.iter().any(Range::is_empty);
            if cells.len() == total || shows_empty && cells.len() < total {
                cells.resize(total, self.text.len()..self.text.len());
                self.ways.push(cells);
            }
            return;
        };
        if cells.len() >= total {
            return;
        }
        // An empty cell has a blank of its own between those that part cells.
        let start = word.range.start;
        let n_empty =
            if word.blanks >= 3 && word.blanks % 2 == 1 { (word.blanks - 1) / 2 } else { 0 };
        let is_first = at == 0;
        if is_first && n_empty == 0 && self.shape.has_notes {
            let mut without = cells.clone();
            without.push(start..start);
            if self.shape.is_indented {
                return self.take(at, without);
            }
            if !self.shape.shows_empty {
                // A note may be left out with no trace.
                self.take(at, without);
            }
            return self.take_note(at, cells);
        }
        cells.extend(std::iter::repeat_n(start..start, n_empty));
        if cells.len() < total {
            self.take(at, cells);
        }
    }

    /// Takes a note, "2", "16A" or "2, 3, 17", from the first words.
    fn take_note(&mut self, at: usize, mut cells: Vec<Range<usize>>) {
        let mut end = at;
        while self.word(end).ends_with(',') {
            end += 1;
        }
        let is_note = |word: &str| {
            word.trim_end_matches(',').split(',').all(|note| {
                let digits = note.trim_end_matches(char::is_alphabetic);
                let is_short = (1..=2).contains(&digits.len()) && digits != "0";
                is_short && digits.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        if (at..=end).all(|at| is_note(self.word(at))) {
            cells.push(self.words[at].range.start..self.words[end].range.end);
            self.go(end + 1, cells);
        }
    }

    /// Takes a number or a dash, in every way.
    fn take(&mut self, at: usize, cells: Vec<Range<usize>>) {
        let close = |at: usize| self.words.get(at).is_some_and(|word| word.blanks == 1);
        let is_lone_sign = self.word(at).chars().all(is_sign);
        let signs = usize::from(is_lone_sign && self.shape.spaced_signs);
        if is_lone_sign && signs == 0 {
            let mut cells = cells;
            cells.push(self.words[at].range.clone());
            return self.go(at + 1, cells);
        }
        if signs == 1 && !close(at + 1) {
            return;
        }
        let mut ends = Vec::new();
        let mut end = at + signs;
        let first = self.word(end).trim_start_matches(is_sign);
        if !is_number(first) {
            return;
        }
        ends.push(end);
        let may_go_on = (1..=3).contains(&first.len())
            && first.bytes().all(|byte| byte.is_ascii_digit())
            && first != "0";
        while may_go_on && close(end + 1) && is_group(self.word(end + 1)) {
            end += 1;
            ends.push(end);
            if self.word(end).len() > 3 {
                break;
            }
        }
        for end in ends {
            let last = self.word(end);
            if self.shape.has_decimals && !last.contains(',') && !matches!(last, "0" | "-0") {
                continue;
            }
            // What goes on with a nought is a group of the number before.
            let next = self.word(end + 1);
            if next.starts_with('0') && next.len() == 3 && is_group(next) && close(end + 1) {
                continue;
            }
            let mut cells = cells.clone();
            cells.push(self.words[at].range.start..self.words[end].range.end);
            self.go(end + 1, cells);
        }
    }
}

/// "270,6", "12", "1998", "4%".
fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches(['%', ')']);
    let whole = digits.split(',').next().unwrap_or_default();
    !whole.is_empty()
        && whole.bytes().all(|byte| byte.is_ascii_digit())
        && (whole == "0" || !whole.starts_with('0'))
        && digits.matches(',').count() <= 1
        && !digits.ends_with(',')
}

/// "465", "600,5", "600%".
fn is_group(word: &str) -> bool {
    let whole = word.trim_end_matches(['%', ')']).split(',').next().unwrap_or_default();
    whole.len() == 3 && whole.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Shape = Shape {
        columns: 0,
        has_notes: false,
        spaced_signs: false,
        has_decimals: false,
        shows_empty: false,
        is_indented: false,
    };
    const MONEY: Shape =
        Shape { columns: 2, has_notes: true, spaced_signs: true, has_decimals: true, ..PLAIN };
    const WHOLE: Shape =
        Shape { columns: 2, has_notes: false, spaced_signs: true, has_decimals: false, ..PLAIN };

    #[track_caller]
    fn check(text: &str, shape: Shape, last_note: u32, expected: Option<&[&str]>) {
        let (_, words) = tail(text);
        let told = cells(text, &words, shape, last_note);
        let told: Option<Vec<&str>> =
            told.as_ref().map(|cells| cells.iter().map(|cell| &text[cell.clone()]).collect());
        assert_eq!(told.as_deref(), expected, "{text}");
    }

    #[test]
    fn columns_tell_where_numbers_end() {
        check("Kostnader 2 – 1 329,0 – 1 385,4", MONEY, 1, Some(&["2", "– 1 329,0", "– 1 385,4"]));
        check("Intäkter 1 270,6 279,0", MONEY, 0, Some(&["1", "270,6", "279,0"]));
        check("Avskrivningar   – 27,8 – 31,3", MONEY, 2, Some(&["", "– 27,8", "– 31,3"]));
        check("Summa 1 042,8 1 091,4", MONEY, 3, Some(&["", "1 042,8", "1 091,4"]));
        check("Fordringar 16A 5,2 6,1", MONEY, 15, Some(&["16A", "5,2", "6,1"]));
        check(
            "Mark 12 1 709 632 1 605 454",
            Shape { has_notes: true, ..WHOLE },
            11,
            Some(&["12", "1 709 632", "1 605 454"]),
        );
        check("Resultat 107 046 96 770", WHOLE, 0, Some(&["107 046", "96 770"]));
        check("Resultat – 83 – 108", WHOLE, 0, Some(&["– 83", "– 108"]));
        check("Resultat 36 - ", Shape { spaced_signs: false, ..WHOLE }, 0, Some(&["36", "-"]));
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        check("Summa 12 345 678 901", WHOLE, 0, None);
        check("Summa 12 345", Shape { columns: 3, ..WHOLE }, 0, None);
        check("Intäkter 7 270,6 279,0", MONEY, 7, None);
        check("Telefon 033 430 10 00", WHOLE, 0, None);
    }
}
