//! Lines whose cells stand one blank apart, as text of web pages has them → [`Grid`]s.

use std::ops::Range;

use super::crowded::{Shape, Word, cells, is_sign, tail};
use super::is_free;
use super::over::{Over, header, is_date};
use crate::model::{Grid, GridCell, GridOrigin, GridRow, Line};

/// Rows of numbers that there must be.
const MIN_ROWS: usize = 3;
/// Columns of numbers that there may be.
const MAX_COLUMNS: usize = 14;
/// Lines without numbers that may stand between two rows.
const MAX_BETWEEN: usize = 3;
/// Blank lines that may stand between two rows.
const MAX_GAP: u32 = 3;
/// Blanks between a label and its first cell, where two cells are empty.
const MAX_BLANKS: usize = 5;
/// Letters that a label may have.
const MAX_LABEL: usize = 110;

/// The cells of a row; `None` where they are not certain.
type ReadCells = Option<Vec<Range<usize>>>;

/// The grids among `lines`.
pub(super) fn grids(lines: &[Line]) -> Vec<Grid> {
    let mut grids = Vec::new();
    let (mut at, mut free) = (0, 0);
    while at < lines.len() {
        let Some(run) = run(lines, at) else {
            at += 1;
            continue;
        };
        let (start, end) = (run.start, run.end);
        let found = grid(lines, free, run);
        // "Kvartal 3 2031" over a header looks like a row.
        let stands_alone = lines.get(start + 1).is_some_and(|next| row_tail(next).is_none());
        at = if found.is_none() && stands_alone { start + 1 } else { end };
        free = if found.is_some() { end } else { free };
        grids.extend(found);
    }
    grids
}

/// The cells behind the label of a line, when there may be two or more.
fn row_tail(line: &Line) -> Option<(usize, Vec<Word>)> {
    if !is_free(line) || line.text.contains(['\t', '|', '\n']) {
        return None;
    }
    let (mut label, mut words) = tail(&line.text);
    if let Some(year) =
        words.first().filter(|first| label == 0 && is_date(&line.text[first.range.clone()]))
    {
        // Years down the side are labels.
        label = year.range.end;
        words.remove(0);
    }
    let says = |word: &&Word| {
        line.text[word.range.clone()].contains(|letter: char| letter.is_ascii_digit())
    };
    let n_numbers = words.iter().filter(says).count();
    // Cells that stand under each other are parted by more.
    let is_wide = |word: &&Word| word.blanks > 1;
    let n_wide = words.iter().skip(1).filter(is_wide).count();
    if words.first()?.blanks > MAX_BLANKS || n_wide * 3 > words.len() {
        return None;
    }
    let is_label = label <= MAX_LABEL && !line.text[..label].ends_with(['.', ':', '§']);
    (words.len() >= 2 && n_numbers >= 2 && is_label).then_some((label, words))
}

/// The lines that may be rows, and labels between them, from the row `start` on.
fn run(lines: &[Line], start: usize) -> Option<Range<usize>> {
    row_tail(&lines[start]).filter(|_| !is_head(&lines[start]))?;
    let (mut end, mut between) = (start + 1, 0);
    for (idx, line) in lines.iter().enumerate().skip(start + 1) {
        if !is_free(line) || line.gap > MAX_GAP || is_head(line) {
            break;
        }
        if row_tail(line).is_some() {
            (end, between) = (idx + 1, 0);
            continue;
        }
        between += 1;
        let is_label =
            line.text.chars().count() <= MAX_LABEL && !line.text.ends_with(['.', ';', ':']);
        if between > MAX_BETWEEN || !is_label {
            break;
        }
    }
    Some(start..end)
}

/// True for a line of heads: its last word is a year or a day, or all its words are.
fn is_head(line: &Line) -> bool {
    let mut words = line.text.split(' ').filter(|word| !word.is_empty());
    words.next_back().is_some_and(is_date)
        && words.all(|word| is_date(word) || !word.contains(|letter: char| letter.is_ascii_digit()))
}

/// The grid of the lines `run` and the header over them.
fn grid(lines: &[Line], free: usize, run: Range<usize>) -> Option<Grid> {
    let rows: Vec<(usize, usize, Vec<Word>)> = run
        .clone()
        .filter_map(|idx| row_tail(&lines[idx]).map(|(label, words)| (idx, label, words)))
        .collect();
    if rows.len() < MIN_ROWS {
        return None;
    }
    let printed = |row: &(usize, usize, Vec<Word>)| -> Vec<String> {
        row.2.iter().map(|word| lines[row.0].text[word.range.clone()].to_owned()).collect()
    };
    let words: Vec<Vec<String>> = rows.iter().map(printed).collect();
    let n_words = words.iter().map(Vec::len).sum::<usize>();
    let n_decimals = words.iter().flatten().filter(|word| has_decimals(word)).count();
    let spaced_signs =
        !words.iter().flatten().any(|word| word.chars().count() > 1 && word.starts_with(is_sign));
    let has_decimals = n_decimals * 3 > n_words;
    let shows_empty =
        rows.iter().any(|row| row.1 > 0 && row.2.first().is_some_and(|word| word.blanks == 3));
    let read = |columns: usize| -> Option<(Over, Vec<ReadCells>)> {
        let over = header(lines, free, run.start, columns)?;
        let has_notes = over.notes.is_some();
        let shape = Shape {
            columns,
            has_notes,
            spaced_signs,
            has_decimals,
            shows_empty,
            is_indented: false,
        };
        let mut last_note = 0;
        let told = rows.iter().map(|(idx, _, words)| {
            let text = &lines[*idx].text;
            let is_indented = words[0].range.start == 0 && lines[*idx].indent > 0;
            let cells = cells(text, words, Shape { is_indented, ..shape }, last_note)?;
            let note = cells.first().filter(|_| shape.has_notes).map(|cell| &text[cell.clone()]);
            let digits = note.unwrap_or_default().split([',', ' ']).next().unwrap_or_default();
            last_note = digits.trim_end_matches(char::is_alphabetic).parse().unwrap_or(last_note);
            Some(cells)
        });
        let told: Vec<_> = told.collect();
        let n_read = told.iter().flatten().count();
        (n_read >= MIN_ROWS && n_read * 4 >= rows.len() * 3).then_some((over, told))
    };
    let readings = (2..=MAX_COLUMNS).filter_map(read);
    let (over, told) = readings.max_by_key(|(over, told)| {
        (over.is_dated(lines), told.iter().flatten().count(), over.notes.is_some())
    })?;
    let first = over.corner.iter().chain(&over.notes).chain(over.columns.iter().flatten());
    let first = first.map(|place| place.0).min().unwrap_or(run.start);
    let width = 1 + over.columns.len() + usize::from(over.notes.is_some());
    let mut grid_rows = head_rows(lines, &over, width);
    let mut read = rows.iter().zip(told).peekable();
    for (idx, line) in lines.iter().enumerate().take(run.end).skip(over.end) {
        let Some((_, told)) = read.next_if(|(row, _)| row.0 == idx) else {
            grid_rows.push(row(line, idx, 0..line.text.len(), Vec::new(), width));
            continue;
        };
        let Some(cells) = told else { continue };
        let label = cells.iter().find(|cell| !cell.is_empty()).map_or(0, |cell| cell.start);
        grid_rows.push(row(line, idx, 0..label, cells, width));
    }
    Some(Grid { origin: GridOrigin::Crowded, lines: first..run.end, rows: grid_rows })
}

/// "270,6", "–1,5".
fn has_decimals(word: &str) -> bool {
    word.trim_end_matches(['%', ')']).split_once(',').is_some_and(|(_, decimals)| {
        (1..=2).contains(&decimals.len()) && decimals.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn row(
    line: &Line,
    idx: usize,
    label: Range<usize>,
    cells: Vec<Range<usize>>,
    width: usize,
) -> GridRow {
    let end = line.text.len();
    let piece = |range: Range<usize>| GridCell { line: line.piece(range) };
    let mut cells: Vec<GridCell> = std::iter::once(label).chain(cells).map(piece).collect();
    cells.resize_with(width, || piece(end..end));
    GridRow { line: idx, cells }
}

/// The header as rows: the parts of a head that stand on lines of their own stand under each other.
fn head_rows(lines: &[Line], over: &Over, width: usize) -> Vec<GridRow> {
    let notes: Vec<Vec<(usize, Range<usize>)>> =
        over.notes.iter().map(|place| vec![place.clone()]).collect();
    let heads: Vec<Vec<(usize, Range<usize>)>> = std::iter::once(&over.corner)
        .chain(&notes)
        .chain(&over.columns)
        .map(|words| parts(words))
        .collect();
    let depth = heads.iter().map(Vec::len).max().unwrap_or(0);
    let mut rows = Vec::new();
    for level in 0..depth {
        let parts: Vec<Option<&(usize, Range<usize>)>> =
            heads.iter().map(|parts| parts.get(level)).collect();
        let Some(idx) = parts.iter().flatten().map(|part| part.0).min() else { continue };
        let end = lines[idx].text.len();
        let cell = |part: Option<&(usize, Range<usize>)>| match part {
            Some((idx, range)) => GridCell { line: lines[*idx].piece(range.clone()) },
            None => GridCell { line: lines[idx].piece(end..end) },
        };
        let mut cells: Vec<GridCell> = parts.into_iter().map(cell).collect();
        cells.resize_with(width, || cell(None));
        rows.push(GridRow { line: idx, cells });
    }
    rows
}

/// The words of a head, those of one line together.
fn parts(words: &[(usize, Range<usize>)]) -> Vec<(usize, Range<usize>)> {
    let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
    for (line, range) in words {
        match parts.last_mut() {
            Some(last) if last.0 == *line => last.1.end = range.end,
            _ => parts.push((*line, range.clone())),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn rows_of_a_web_page_are_rows() {
        check(
            "Resultatbudget\n\nmnkr Not Bokslut\n2030\nBudget\n2031\n \nIntäkter\n1 270,6 279,0\nvarav bidrag   0,1 0,0\nKostnader 2 – 1 329,0 – 1 385,4\nAvskrivningar   – 27,8 – 31,3\n\nText som följer här.",
            &[
                "mnkr|Not|Bokslut|Budget/||2030|2031/Intäkter|||/|1|270,6|279,0/varav bidrag||0,1|0,0/Kostnader|2|– 1 329,0|– 1 385,4/Avskrivningar||– 27,8|– 31,3",
            ],
        );
    }

    #[test]
    fn prose_and_lists_are_none() {
        check(
            "Bokslut 2030 Budget 2031\nVi ökar från 12 14 procent.\nVi minskar 13 15 gånger.\nVi slutar 1 2 dagar.",
            &[],
        );
        check("Paragrafer 12 13\nBeslut 14 15\nNamn 16 17\n", &[]);
        check(
            "Telefon 2031 2030\nHamnkontoret 0303 73 00 00\nKassan 0303 73 00 01\nBryggan 0303 73 00 02",
            &[],
        );
    }
}
