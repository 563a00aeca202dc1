//! What stands over rows that were run together on one line: years, the heads of columns, a heading.

use std::ops::Range;

use super::columns::{Cells, Piece};
use super::flat::trimmed;
use super::items::Item;

/// Bytes that the head over the labels may have.
pub(super) const MAX_HEAD: usize = 90;

/// True for a year alone: "2031".
pub(super) fn is_year(text: &str, item: &Item) -> bool {
    let words = &text[item.range.clone()];
    item.is_number && words.len() == 4 && (words.starts_with("19") || words.starts_with("20"))
}

/// The cells of a header line with years that lost its indent or a gap; `placed` where it did not.
///
/// Where two heads stand in one cell, or a year over the labels, and there are as many heads as columns, they are
/// set in order: "Kostnader   Utfall 2030   Utfall 2031 Budget 2031".
pub(super) fn dated(text: &str, pieces: &[Piece], placed: Cells) -> Cells {
    let heads = |range: &Range<usize>| {
        cut_at(&text[range.clone()], range.start, |before, rest| {
            before.ends_with(' ')
                && ends_in_date(before.trim_end())
                && rest.starts_with(char::is_uppercase)
        })
    };
    let over_labels = placed.first().and_then(Option::as_ref);
    let is_shifted = over_labels.is_some_and(|cell| ends_in_date(&text[cell.clone()]))
        || placed.iter().flatten().any(|cell| heads(cell).len() > 1);
    if !is_shifted {
        return placed;
    }
    let mut cells: Vec<Range<usize>> =
        pieces.iter().flat_map(|piece| heads(&piece.range)).collect();
    if let Some(first) = cells.first().cloned() {
        // A day heads a column by itself: "Fordringar 2031-12-31".
        let day = text[first.clone()].rfind(' ').map_or(first.start, |at| first.start + at + 1);
        let before = text[first.start..day].trim_end();
        let goes_on = before.is_empty() || before.ends_with(['-', '–']);
        if !goes_on && is_day(&text[day..first.end]) {
            cells.splice(0..1, [first.start..first.start + before.len(), day..first.end]);
        }
    }
    let are_dated = || cells.iter().all(|cell| ends_in_date(&text[cell.clone()]));
    let missing = match placed.len().checked_sub(cells.len()) {
        Some(0) => None,
        Some(1) if are_dated() => Some(None),
        _ => return placed,
    };
    missing.into_iter().chain(cells.into_iter().map(Some)).collect()
}

/// True for words that end in a year or a day: "Utfall 2031", "2031-12-31".
fn ends_in_date(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    let is_year = last.len() == 4
        && (last.starts_with("19") || last.starts_with("20"))
        && last.bytes().all(|byte| byte.is_ascii_digit());
    is_year || is_day(last)
}

/// True for "2031-12-31".
fn is_day(word: &str) -> bool {
    let parts: Vec<usize> = word.split('-').map(str::len).collect();
    parts == [4, 2, 2] && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// The years that head the columns: as many as there are, in one run or in order.
pub(super) fn years(text: &str, header: &[Item], width: usize) -> Vec<Range<usize>> {
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

/// The words over the first label that the bytes `within` hold; `None` for prose.
pub(super) fn over(text: &str, within: Range<usize>) -> Option<Range<usize>> {
    let prose = text[within.clone()].rfind(". ").map_or(within.start, |at| within.start + at + 2);
    let words = trimmed(text, prose..within.end);
    let is_short = words.len() <= MAX_HEAD || text[words.clone()].contains("  ");
    (is_short && !words.is_empty()).then_some(words)
}

/// The header's cells: what heads the labels, then the columns' heads; empty where they cannot be told.
pub(super) fn header_cells(
    text: &str,
    end: usize,
    years: &[Range<usize>],
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
        return [short(pieces.first())].into_iter().chain(years.iter().cloned()).collect();
    }
    let named = cut_at(words, head.start, |before, rest| {
        before.ends_with(' ') && rest.starts_with(char::is_uppercase)
    });
    // Columns stand apart, if only some of them; the words of a heading do not.
    if pieces.len() < 2 {
        return Vec::new();
    }
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

#[cfg(test)]
mod tests {
    use super::super::columns::pieces;
    use super::*;
    use crate::model::{Line, Span};

    /// `text` as a header over `width` columns, its pieces placed from the left.
    #[track_caller]
    fn check(text: &str, width: usize, expected: &[&str]) {
        let line = Line::new(text.to_owned(), Span::new(0..text.len()), None);
        let pieces = pieces(&line, 0..text.len());
        let mut placed: Cells = pieces.iter().map(|piece| Some(piece.range.clone())).collect();
        placed.resize(width, None);
        let cells = dated(text, &pieces, placed);
        let told: Vec<&str> =
            cells.into_iter().map(|cell| cell.map_or("", |cell| &text[cell])).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn years_head_the_columns_in_order() {
        check("2031-12-31    2030-12-31", 3, &["", "2031-12-31", "2030-12-31"]);
        check(
            "Fordringar 2031-12-31    2030-12-31",
            3,
            &["Fordringar", "2031-12-31", "2030-12-31"],
        );
        check(
            "2031-01-01 - 2031-12-31    2030-01-01 - 2030-12-31",
            3,
            &["", "2031-01-01 - 2031-12-31", "2030-01-01 - 2030-12-31"],
        );
        check(
            "Kostnader   Utfall 2030   Utfall 2031 Budget 2031",
            4,
            &["Kostnader", "Utfall 2030", "Utfall 2031", "Budget 2031"],
        );
    }

    #[test]
    fn heads_in_their_places_stay() {
        check("Kostnader   2030   2031", 3, &["Kostnader", "2030", "2031"]);
        check("Kostnader   Not   2031", 4, &["Kostnader", "Not", "2031", ""]);
        check("2030   2031", 4, &["2030", "2031", "", ""]);
    }
}
