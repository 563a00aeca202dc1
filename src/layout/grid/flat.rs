//! A table of numbers on one line → its rows, told by counting.
//!
//! Where a converter joined the lines of a table, labels touch their numbers and columns are shifted:
//! `Hyra      10     20 Arvoden inkl 5      6 PO Drift      15     26`. Every row has as many numbers as there are
//! columns; only where that holds throughout the line are its rows read so.

use std::ops::Range;

use super::columns::{Piece, piece, pieces};
use super::heads::{MAX_HEAD, header_cells, is_year, over, years};
use super::items::{Item, items};
use super::starts::{Printed, Start, begins_label, starts};
use crate::model::Line;
use crate::swedish::labels::breaks_off;
use crate::swedish::numbers::cell_number;

/// Numbers that the rows must have together.
const MIN_NUMBERS: usize = 6;
/// Rows that there must be of one number each.
const MIN_ROWS: usize = 3;
/// Numbers that a row may have.
const MAX_NUMBERS: usize = 39;
/// Bytes that the words between two rows may have.
const MAX_WORDS: usize = 200;
/// Rows that a line may have.
const MAX_ROWS: usize = 200;
/// Numbers in each row that tell by their count alone.
const MANY: usize = 4;

/// A row: its bytes, and its pieces as they stood before it was run together with others.
pub(super) type Row = (Range<usize>, Vec<Piece>);

/// A label with what stands over it, its numbers, and the rest of the label that stands behind them.
struct Entry {
    over: Range<usize>,
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
        || !(1..=MAX_NUMBERS).contains(&width)
        || !(2..=MAX_ROWS).contains(&runs.len())
        || runs.len() * width < if width == 1 { MIN_ROWS } else { MIN_NUMBERS }
    {
        return None;
    }
    let years = years(text, header, width);
    let printed = printed(text, &items, runs, years.last().map(|year| year.end))?;
    let starts = starts(text, &printed, !years.is_empty())?;
    let header = header_cells(text, starts[0].at, &years, width);
    let stands = starts.iter().filter(|start| start.votes > 0).count();
    let is_form = printed.iter().filter(|row| text[row.words.clone()].ends_with(':')).count() * 2
        > runs.len();
    let is_proven = match width {
        // "Ägare: Hamnen Kostnad: 5".
        1 if is_form => false,
        // One number a row tells nothing by its count.
        1 => stands == runs.len(),
        _ => width >= MANY || !header.is_empty() || stands * 4 > runs.len() * 3,
    };
    if !is_proven || !touching_are_values(text, &items, runs) {
        return None;
    }
    let before = match years.last() {
        Some(year) => year.end,
        None if header.is_empty() => 0,
        None => starts[0].at,
    };
    let head = over(text, before..starts[0].at);
    Some(set(line, head, &entries(text, printed, &starts), header))
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

/// The words and numbers of each row; the first words begin where the header's years end.
fn printed(
    text: &str,
    items: &[Item],
    runs: &[Range<usize>],
    header_end: Option<usize>,
) -> Option<Vec<Printed>> {
    let mut rows: Vec<Printed> = Vec::new();
    for run in runs {
        let numbers: Vec<Range<usize>> =
            items[run.clone()].iter().map(|item| item.range.clone()).collect();
        let begin = match rows.last() {
            None => header_end.unwrap_or(0),
            Some(last) => last.numbers.last()?.end,
        };
        let words = trimmed(text, begin..numbers.first()?.start);
        let printed = &text[words.clone()];
        // Words that stand apart are a column of their own.
        if !rows.is_empty() && (!is_words(printed) || printed.contains("  ")) || words.is_empty() {
            return None;
        }
        rows.push(Printed { words, numbers });
    }
    Some(rows)
}

/// True for words that may stand between two rows, not for a sentence.
fn is_words(words: &str) -> bool {
    words.len() <= MAX_WORDS && !words.contains(". ")
}

/// The rows, each with its label, what stands over it, and the rest of the label.
fn entries(text: &str, printed: Vec<Printed>, starts: &[Start]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (Printed { words, numbers }, start) in printed.into_iter().zip(starts) {
        let mut over = start.at..start.at;
        if let Some(last) = entries.last_mut() {
            let cut = words.start + rest_len(text, last, &text[words.start..start.at]);
            last.rest = trimmed(text, words.start..cut);
            over = trimmed(text, cut..start.at);
        }
        let end = numbers.last().map_or(words.end, |number| number.end);
        entries.push(Entry { over, label: start.at..words.end, numbers, rest: end..end });
    }
    if let Some(last) = entries.last_mut() {
        let words = trimmed(text, last.rest.end..text.len());
        let behind = &text[words.clone()];
        let len = rest_len(text, last, behind);
        // Prose follows.
        if len < behind.len() || len <= MAX_HEAD && !behind.contains(". ") {
            last.rest = trimmed(text, words.start..words.start + len);
        }
    }
    entries
}

/// Bytes of `words` that end the label of `last`: those before a capital, if it did not break off.
fn rest_len(text: &str, last: &Entry, words: &str) -> usize {
    if breaks_off(&text[last.label.clone()]) {
        // "Bidrag från", "Norrhamns båtklubb": a name may follow.
        return words.len();
    }
    let mut len = 0;
    for word in words.split_inclusive(' ') {
        if begins_label(word) {
            break;
        }
        len += word.len();
    }
    len
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

/// The rows, with the numbers of each set where those of the row that reaches furthest stand.
fn set(
    line: &Line,
    head: Option<Range<usize>>,
    entries: &[Entry],
    header: Vec<Range<usize>>,
) -> Vec<Row> {
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
    if let Some(head) = head {
        // Its columns are told from its own first word, as those of a row.
        let from = columns(text, 0..head.start) + line.indent as i32;
        let shifted =
            |piece: Piece| Piece { start: piece.start - from, end: piece.end - from, ..piece };
        rows.push((head.clone(), pieces(line, head).into_iter().map(shifted).collect()));
    }
    let lone = |words: &Range<usize>| {
        Some(words)
            .filter(|words| !words.is_empty())
            .and_then(|words| row(std::slice::from_ref(words)))
    };
    for entry in entries {
        rows.extend(lone(&entry.over));
        let cells: Vec<_> = [&entry.label].into_iter().chain(&entry.numbers).cloned().collect();
        rows.extend(row(&cells));
        rows.extend(lone(&entry.rest));
    }
    rows
}

/// Typewriter columns that `range` takes.
fn columns(text: &str, range: Range<usize>) -> i32 {
    text[range].chars().count() as i32
}

/// `range` without the blanks at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
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
    fn numbers_that_stand_alike_show_where_a_label_begins() {
        check(
            "Hamnar Norra hamnen    120    130 Södra hamnen    110    115 Bryggor Gamla bryggan    40     45 Bidrag från     30     35 Norrhamns Båtklubb Summa           300    325",
            &[
                "Hamnar",
                "Norra hamnen|120|130",
                "Södra hamnen|110|115",
                "Bryggor",
                "Gamla bryggan|40|45",
                "Bidrag från|30|35",
                "Norrhamns Båtklubb",
                "Summa|300|325",
            ],
        );
    }

    #[test]
    fn two_numbers_a_row_need_more_evidence() {
        // The numbers stand now here, now there, and no header counts them.
        check("Hyra   10   20 Elavgift    5   6 Drift      15   26", &[]);
        // A column of words beside the labels.
        check("Vakt   B   10   20 Skeppare   D   12   30 Lots   E   14   40", &[]);
    }

    #[test]
    fn one_number_a_row_must_stand_under_the_others() {
        check(
            "Hyra och el      213 000 Löner             13 000 Summa            226 000",
            &["Hyra och el|213 000", "Löner|13 000", "Summa|226 000"],
        );
        check("Kostnad:    5 Bidrag:     6 Priset:     7", &[]);
        check("Hyra och el     213 000 Löner             13 000 Summa            226 000", &[]);
    }

    #[test]
    fn a_heading_of_as_many_words_heads_no_columns() {
        check(
            "Båt och Brygga Hyra     10   20 El       12   30 Vatten    4   40",
            &["Båt och Brygga", "Hyra|10|20", "El|12|30", "Vatten|4|40"],
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
