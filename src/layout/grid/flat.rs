//! A table of numbers on one line → its rows, told by counting.
//!
//! Where a converter joined the lines of a table, labels touch their numbers and columns are shifted:
//! `Hyra      10     20 Arvoden inkl 5      6 PO Drift      15     26`. Every row has as many numbers as there are
//! columns; only where that holds throughout the line are its rows read so.

use std::ops::Range;

use super::columns::{Piece, piece};
use super::items::{Item, items};
use crate::model::Line;
use crate::swedish::labels::breaks_off;
use crate::swedish::numbers::cell_number;

/// Numbers that the rows must have together.
const MIN_NUMBERS: usize = 6;
/// Numbers that a row may have.
const MAX_NUMBERS: usize = 39;
/// Bytes that the words between two rows may have.
const MAX_WORDS: usize = 200;
/// Words that the first label may begin with.
const MAX_LABELS: usize = 40;
/// Bytes that the head over the labels may have.
const MAX_HEAD: usize = 90;

/// A row: its bytes, and its pieces as they stood before it was run together with others.
pub(super) type Row = (Range<usize>, Vec<Piece>);

/// A label, its numbers, and the rest of the label that stands behind them.
struct Entry {
    label: Range<usize>,
    numbers: Vec<Range<usize>>,
    rest: Range<usize>,
}

/// The rows of `line`; `None` where their numbers cannot be counted with certainty.
pub(super) fn rows(line: &Line) -> Option<Vec<Row>> {
    let text = line.text.as_str();
    if line.gap == 0 && line.indent > 0 || text.contains('\t') {
        return None;
    }
    let items = items(text)?;
    let runs = runs(&items);
    let is_years = |run: &Range<usize>| items[run.clone()].iter().all(|item| is_year(text, item));
    let first = runs.iter().position(|run| !is_years(run))?;
    let (header, runs) = (&items[..runs[first].start], &runs[first..]);
    let width = runs[0].len();
    let is_even = runs.iter().all(|run| run.len() == width && are_apart(&items[run.clone()]));
    if !is_even
        || !(2..=MAX_NUMBERS).contains(&width)
        || runs.len() < 2
        || runs.len() * width < MIN_NUMBERS
    {
        return None;
    }
    let years = years(text, header, width);
    let mut entries = entries(text, &items, runs, years.last().map(|year| year.end))?;
    entries[0].label.start = first_label(text, &entries, !years.is_empty())?;
    if !touching_are_values(text, &items, runs) {
        return None;
    }
    Some(set(line, &entries, header_cells(text, entries[0].label.start, years, width)))
}

/// The runs of numbers, as ranges of `items`.
fn runs(items: &[Item]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in items.iter().enumerate().filter(|(_, item)| item.is_number) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// True when the numbers of a run stand two blanks apart or more.
fn are_apart(run: &[Item]) -> bool {
    run.iter().skip(1).all(|item| item.blanks >= 2)
}

fn is_year(text: &str, item: &Item) -> bool {
    let words = &text[item.range.clone()];
    item.is_number && words.len() == 4 && (words.starts_with("19") || words.starts_with("20"))
}

/// The years that head the columns: as many as there are, in one run or in order.
fn years(text: &str, header: &[Item], width: usize) -> Vec<Range<usize>> {
    let years: Vec<&Item> = header.iter().filter(|item| is_year(text, item)).collect();
    let values = || years.iter().map(|item| &text[item.range.clone()]);
    let in_order = values().is_sorted() || values().rev().is_sorted();
    let is_run = header.iter().rev().take_while(|item| !item.is_number).count() + width
        <= header.len()
        && header
            .iter()
            .rev()
            .skip_while(|item| !item.is_number)
            .take(width)
            .all(|item| item.is_number);
    if years.len() != width || !(in_order || is_run) {
        return Vec::new();
    }
    years.into_iter().map(|item| item.range.clone()).collect()
}

/// The rows' labels and numbers; the first label begins where the header may.
fn entries(
    text: &str,
    items: &[Item],
    runs: &[Range<usize>],
    header_end: Option<usize>,
) -> Option<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    for (number, run) in runs.iter().enumerate() {
        let numbers: Vec<Range<usize>> =
            items[run.clone()].iter().map(|item| item.range.clone()).collect();
        let (begin, end) = (numbers.first()?.start, numbers.last()?.end);
        let before = match entries.last() {
            None => header_end.unwrap_or(0),
            Some(last) => last.numbers.last()?.end,
        };
        let words = trimmed(text, before..begin);
        let label = match entries.last_mut() {
            None => words,
            Some(last) => {
                let cut = words.start + rest_len(text, last, &text[words.clone()], true);
                last.rest = trimmed(text, words.start..cut);
                trimmed(text, cut..words.end)
            }
        };
        let is_label = text[label.clone()].starts_with(|first: char| first.is_alphabetic());
        if number > 0 && (!is_label || !is_words(&text[before..begin])) || label.is_empty() {
            return None;
        }
        entries.push(Entry { label, numbers, rest: end..end });
    }
    let last = entries.last_mut()?;
    let words = trimmed(text, last.rest.end..text.len());
    let len = rest_len(text, last, &text[words.clone()], false);
    last.rest = trimmed(text, words.start..words.start + len);
    Some(entries)
}

/// True for words that may stand between two rows, not for a sentence.
fn is_words(words: &str) -> bool {
    words.len() <= MAX_WORDS && !words.contains(". ")
}

/// Bytes of `words` that end the label of `last`; what is left begins the next, when one follows.
fn rest_len(text: &str, last: &Entry, words: &str, is_followed: bool) -> usize {
    let mut len = 0;
    for (number, word) in words.split_inclusive(' ').enumerate() {
        let leads_on = number == 0 && breaks_off(&text[last.label.clone()]);
        let begins =
            word.starts_with(|first: char| first.is_uppercase() || "-–+=•".contains(first));
        if begins && !leads_on {
            return len;
        }
        len += word.len();
    }
    // Lower case throughout: a label, when numbers follow.
    if is_followed || words.len() > MAX_HEAD || words.contains(". ") { 0 } else { words.len() }
}

/// Where the first row's label begins in what stands before its numbers.
fn first_label(text: &str, entries: &[Entry], is_headed: bool) -> Option<usize> {
    let Entry { label, numbers, .. } = &entries[0];
    let words = &text[label.clone()];
    let piece = label.start + words.rfind("  ").map_or(0, |at| at + 2);
    let starts = || {
        text[piece..label.end].split(' ').scan(piece, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, word))
        })
    };
    let named: Vec<usize> = starts()
        .filter(|(_, word)| word.starts_with(char::is_uppercase))
        .map(|(start, _)| start)
        .collect();
    match named.as_slice() {
        [] => return Some(piece),
        [one] => return Some(*one),
        [one, ..] if is_headed => return Some(*one),
        named if named.len() > MAX_LABELS => return None,
        _ => {}
    }
    // The label whose numbers stand where those of the other rows do.
    let offset = |start: usize, number: &Range<usize>| {
        (columns(text, start..number.start), columns(text, start..number.end))
    };
    let agree = |start: usize| {
        let here = offset(start, &numbers[0]);
        let others = entries[1..].iter().map(|row| offset(row.label.start, &row.numbers[0]));
        others.filter(|there| there.0 == here.0 || there.1 == here.1).count()
    };
    let best = named.iter().copied().max_by_key(|start| agree(*start))?;
    let is_alone = named.iter().filter(|start| agree(**start) == agree(best)).count() == 1;
    (is_alone && agree(best) > 0).then_some(best)
}

/// True unless a number that touches its label may belong to it: "Program 5".
///
/// A broken number, one with a sign, and one of several groups are values; a whole one is when the column's sum proves it.
fn touching_are_values(text: &str, items: &[Item], runs: &[Range<usize>]) -> bool {
    let first = |run: &Range<usize>| &items[run.start];
    let is_plain = |item: &Item| {
        item.blanks < 2 && text[item.range.clone()].bytes().all(|byte| byte.is_ascii_digit())
    };
    if !runs.iter().any(|run| is_plain(first(run))) {
        return true;
    }
    let values: Vec<f64> =
        runs.iter().filter_map(|run| cell_number(&text[first(run).range.clone()])).collect();
    let Some((total, terms)) = values.split_last() else { return false };
    terms.len() >= 2 && *total != 0.0 && (terms.iter().sum::<f64>() - total).abs() < 1e-6
}

/// The header's cells: what heads the labels, then the columns' heads; empty where they cannot be told.
fn header_cells(
    text: &str,
    end: usize,
    years: Vec<Range<usize>>,
    width: usize,
) -> Vec<Range<usize>> {
    let end = years.first().map_or(end, |year| year.start);
    let prose = text[..end].rfind(". ").map_or(0, |at| at + 2);
    let head = trimmed(text, prose..end);
    let words = &text[head.clone()];
    let pieces = cut_at(words, head.start, |before, _| before.ends_with("  "));
    let short = |label: Option<&Range<usize>>| {
        label.filter(|label| label.len() <= MAX_HEAD).cloned().unwrap_or(head.start..head.start)
    };
    if !years.is_empty() {
        return [short(pieces.first())].into_iter().chain(years).collect();
    }
    let named = cut_at(words, head.start, |before, rest| {
        before.ends_with(' ') && rest.starts_with(char::is_uppercase)
    });
    for cells in [&pieces, &named] {
        if cells.len() == width + 1 && words.starts_with(char::is_uppercase) {
            return cells.clone();
        }
    }
    Vec::new()
}

/// The parts of `words`, which stand at byte `start`, cut where `begins` says so.
fn cut_at(words: &str, start: usize, begins: impl Fn(&str, &str) -> bool) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, letter) in words.char_indices() {
        let (before, rest) = words.split_at(at);
        if at > from && letter != ' ' && begins(before, rest) {
            parts.push(start + from..start + before.trim_end().len());
            from = at;
        }
    }
    if from < words.len() {
        parts.push(start + from..start + words.len());
    }
    parts
}

/// The rows, with the numbers of each set where those of the row that reaches furthest stand.
fn set(line: &Line, entries: &[Entry], header: Vec<Range<usize>>) -> Vec<Row> {
    let text = &line.text;
    let ends = |entry: &Entry| -> Vec<i32> {
        entry.numbers.iter().map(|number| columns(text, entry.label.start..number.end)).collect()
    };
    let model = entries.iter().map(ends).max_by_key(|ends| ends.last().copied());
    let model = model.unwrap_or_default();
    let starts = |entry: &Entry| columns(text, entry.label.start..entry.numbers[0].start);
    let left = entries.iter().map(starts).min().unwrap_or(1).max(3);
    let label = |range: &Range<usize>| {
        let end = columns(text, range.clone()).min(left - 2);
        piece(text, range.clone(), 0, end)
    };
    let value = |(range, end): (&Range<usize>, &i32)| {
        piece(text, range.clone(), end - columns(text, range.clone()), *end)
    };
    let row = |cells: &[Range<usize>]| -> Option<Row> {
        let (first, last) = (cells.first()?, cells.last()?);
        let labels = cells[..1].iter().filter(|range| !range.is_empty()).map(label);
        let pieces = labels.chain(cells[1..].iter().zip(&model).map(value));
        Some((first.start..last.end, pieces.collect()))
    };
    let mut rows: Vec<Row> = Some(header)
        .filter(|cells| cells.len() > 1)
        .iter()
        .filter_map(|cells| row(cells))
        .collect();
    for entry in entries {
        let cells: Vec<_> = [&entry.label].into_iter().chain(&entry.numbers).cloned().collect();
        rows.extend(row(&cells));
        rows.extend(
            Some(&entry.rest)
                .filter(|rest| !rest.is_empty())
                .and_then(|rest| row(std::slice::from_ref(rest))),
        );
    }
    rows
}

/// Typewriter columns that `range` takes.
fn columns(text: &str, range: Range<usize>) -> i32 {
    text[range].chars().count() as i32
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    /// The pieces of each row, parted by `|`; nothing where the line is no table.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let line = Line::new(text.to_owned(), Span::new(0..text.len()), None);
        let tell = |(_, pieces): Row| {
            let cells = pieces.into_iter().map(|piece| &text[piece.range]);
            cells.collect::<Vec<_>>().join("|")
        };
        let told: Vec<String> = rows(&line).unwrap_or_default().into_iter().map(tell).collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn years_and_rows_run_together() {
        check(
            "Belopp i tkr   Plan 2031    Plan 2032   2033 Bryggor      1,5     2,5      3,0 Arvoden inkl -4,0    -4,5    -5 FO Hamnavgift -7,1   -7,2   -7,3 er",
            &[
                "Belopp i tkr|2031|2032|2033",
                "Bryggor|1,5|2,5|3,0",
                "Arvoden inkl|-4,0|-4,5|-5",
                "FO",
                "Hamnavgift|-7,1|-7,2|-7,3",
                "er",
            ],
        );
    }

    #[test]
    fn labels_go_on_behind_their_numbers() {
        check(
            "Mått    Utfall    Utfall perioden   helår 2031     2032 Andel båtar i    141     1 170 hamn (%) * Antal bojar     22     97 procent av ringarna Antal kajer    7    8",
            &[
                "Mått|2031|2032",
                "Andel båtar i|141|1 170",
                "hamn (%) *",
                "Antal bojar|22|97",
                "procent av ringarna",
                "Antal kajer|7|8",
            ],
        );
    }

    #[test]
    fn heads_of_words_are_counted_too() {
        check(
            "Förening    Platser    Stöd Grund Norrbåt     12        5 400     300 Söderseglarna 9        4 100    300 Summa       21       9 500    600",
            &[
                "Förening|Platser|Stöd|Grund",
                "Norrbåt|12|5 400|300",
                "Söderseglarna|9|4 100|300",
                "Summa|21|9 500|600",
            ],
        );
    }

    #[test]
    fn what_cannot_be_counted_stays() {
        // The sum does not prove that 9 is no part of the label.
        check("Stöd    12   5 400 Söderbåt 9   4 100 Summa    30   9 500", &[]);
        // A row with a number less, and one with two that touch.
        check("Hyra   10   20   30 El   5   6 Drift   15   26   30", &[]);
        check("Hyra   10   20   30 El   -5 -6   7 Drift   15   26   30", &[]);
        // A dash that may be a sign or a mark of the next label.
        check("Hyra   10   20   30 El - 5   6   7 Drift   15   26   30", &[]);
        check("Mötet öppnas   18.00   19 juni. Nästa   5   6 dagar.", &[]);
        check("Löner   1 200   1 300", &[]);
        check("2031   2032   2033", &[]);
    }
}
