//! Entries → sheets: a header, and the rows that stand under it.

use std::sync::LazyLock;

use regex::Regex;

use super::chart::is_chart;
use super::header::is_title;
use super::rows::{Entry, role};
use crate::model::{RowRole, Span};
use crate::swedish::numbers::is_nil;

/// Bytes that a label of several sentences may have.
const MAX_LABEL: usize = 160;

/// A header and the rows under it.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    /// Labels over the header.
    pub(super) titles: Vec<Entry>,
    /// The header's lines.
    pub(super) header: Vec<Entry>,
    /// The rows.
    pub(super) body: Vec<Entry>,
    /// True when a row of the body has numbers.
    has_data: bool,
    /// Where the header stands.
    pub(super) span: Option<Span>,
    /// The first line, when the sheet does not begin where its grid does.
    pub(super) line: Option<usize>,
}

/// The sheets of a grid's entries.
pub(super) fn sheets(entries: Vec<Entry>) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut sheet = Sheet::default();
    let has_numbers: Vec<bool> = entries.iter().map(Entry::has_numbers).collect();
    for (idx, entry) in entries.into_iter().enumerate() {
        let has_data = sheet.has_data;
        let again = has_data
            && entry.values().next().is_some()
            && sheet.header.iter().any(|line| line.cells == entry.cells);
        if again && goes_on(&mut sheet.body, entry.page) {
            // The same header on the next page.
            continue;
        }
        // Numbers come before another row of words fills the columns.
        let leads_to_numbers = || has_numbers[idx + 1..].iter().take(12).any(|has| *has);
        if is_header(&entry, &sheet) && leads_to_numbers() {
            if has_data {
                let next = next_sheet(&mut sheet, &entry);
                sheets.push(std::mem::replace(&mut sheet, next));
            } else {
                lift(&mut sheet);
            }
            sheet.header.push(entry);
        } else {
            sheet.has_data |= has_numbers[idx];
            sheet.body.push(entry);
        }
    }
    sheets.push(sheet);
    sheets.iter_mut().for_each(finish);
    sheets
}

/// True when a header that comes again on `page` after `body` heads the same table; the page's head is taken out.
///
/// Labels before it begin another table, unless they are what the page before has at its head or over the table, or
/// stand on the page before as rows.
fn goes_on(body: &mut Vec<Entry>, page: u32) -> bool {
    let n_labels = body.iter().rev().take_while(|entry| entry.is_label_only()).count();
    let (rows, labels) = body.split_at(body.len() - n_labels);
    let n_rows = labels.iter().take_while(|label| label.page < page).count();
    let (sections, heads) = labels.split_at(n_rows);
    let is_closed = rows.last().is_some_and(|last| role(last) == RowRole::Total);
    let begins_another = match sections.last() {
        Some(_) => is_closed && sections.iter().any(|section| is_title(section.label())),
        None => is_closed && !heads.iter().all(|label| label.is_running_head),
    };
    if begins_another || !heads.iter().all(|label| label.heads_again) {
        return false;
    }
    body.truncate(body.len() - heads.len());
    true
}

/// The sheet that begins at `header`; labels right over it are its own.
fn next_sheet(sheet: &mut Sheet, header: &Entry) -> Sheet {
    let mut titles = Vec::new();
    while sheet.body.last().is_some_and(Entry::is_label_only) {
        titles.extend(sheet.body.pop());
    }
    titles.reverse();
    let line = titles.first().unwrap_or(header).line;
    Sheet { titles, line: Some(line), ..Sheet::default() }
}

/// Labels that stand before another header line are part of the header.
fn lift(sheet: &mut Sheet) {
    let labels = std::mem::take(&mut sheet.body);
    if sheet.header.is_empty() {
        sheet.titles.extend(labels);
    } else {
        sheet.header.extend(labels);
    }
}

/// Settles the header's span, and takes the rest of a broken header label out of the body.
fn finish(sheet: &mut Sheet) {
    if !sheet.header.is_empty() {
        let n_rest = sheet.body.iter().take_while(|entry| entry.is_rest_of_label()).count();
        let taken = if sheet.titles.is_empty() { 0 } else { n_rest };
        sheet.header.extend(sheet.body.drain(..taken));
    }
    let mut entries = sheet.titles.iter().chain(&sheet.header).map(|entry| entry.span);
    sheet.span = entries.next().map(|first| entries.fold(first, Span::to));
}

/// True for a line of a header: beside the label there are words or periods, and no value.
fn is_header(entry: &Entry, sheet: &Sheet) -> bool {
    let n_values = entry.values().count();
    if n_values == 0 || entry.values().all(is_nil) {
        return false;
    }
    let is_word =
        |cell: &str| !is_nil(cell) && crate::swedish::numbers::cell_number(cell).is_none();
    let has_data = sheet.has_data;
    if entry.values().all(is_word) {
        // Inside the body, a row of words is a header only where it heads every column.
        let width = entry.cells.len() - 1;
        let are_days = entry.label().is_empty() && n_values >= 2 && entry.values().all(is_period);
        return !has_data || n_values >= 2 && n_values * 2 > width || n_values == width || are_days;
    }
    let periods = entry.values().all(|cell| is_word(cell) || is_period(cell));
    let covered = sheet.header.iter().any(|line| line.values().count() >= n_values);
    let heads_anew = entry.gap > 0 || sheet.body.last().is_some_and(Entry::is_label_only);
    // Under heads of words, years are the last line of the header.
    let years =
        !has_data && sheet.body.is_empty() && n_values >= 2 && entry.values().all(is_period);
    periods
        && (years
            || entry.label().is_empty()
            || !has_data && !covered
            || has_data && covered && heads_anew)
}

/// "2017", "201007", "2010012", "1101-1107", "År 2011".
pub(super) fn is_period(cell: &str) -> bool {
    static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:år )?(?:(?:19|20)\d\d(?:\d{2,4})?|(?:19|20)?\d\d ?[-–/] ?(?:19|20)?\d\d|(?:19|20)\d\d-\d\d(?:-\d\d)?|\d{4}[-–]\d{4})$")
            .expect("the pattern is well formed")
    });
    PERIOD.is_match(cell)
}

/// True for sentences, which name no row.
fn is_prose(label: &str) -> bool {
    label.len() > MAX_LABEL && label.contains(". ")
}

/// How many numbers stand in an entry's label, when they are more than a label has: "30–64 12 295 12 857 kr 10 936".
fn n_glued_to(entry: &Entry) -> usize {
    let is_digits = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let n_groups = entry.label().split(' ').filter(is_digits).count();
    if n_groups >= 4 { n_groups / 2 } else { 0 }
}

/// Digits and other words in one cell: cells that could not be parted.
fn is_glued(cell: &str) -> bool {
    let n_words = cell.split(' ').count();
    n_words >= 6
        || n_words >= 2 && cell.contains(|letter: char| letter.is_ascii_digit()) && !is_period(cell)
}

impl Sheet {
    /// How many columns there are.
    pub(super) fn width(&self) -> usize {
        self.body.first().map_or(0, |entry| entry.cells.len())
    }

    /// The columns of numbers; `None` when the sheet is no numeric table.
    pub(super) fn numeric_columns(&self) -> Option<Vec<usize>> {
        let width = self.body.first()?.cells.len();
        let mut numeric = Vec::new();
        let mut n_filled = 0;
        let mut proof = 0;
        let (mut n_glued, mut n_cells) = (self.body.iter().map(n_glued_to).sum::<usize>(), 0);
        for column in 1..width {
            let cells =
                || self.body.iter().map(move |entry| (&entry.cells[column], entry.numbers[column]));
            let n_numbers = cells().filter(|(_, number)| number.is_some()).count();
            let n_words = cells()
                .filter(|(cell, number)| !cell.is_empty() && number.is_none() && !is_nil(cell))
                .count();
            n_filled += usize::from(n_numbers + n_words > 0);
            // A column of words may tell of numbers; it must not begin with them.
            let is_words = n_numbers == 0 && !self.header.is_empty();
            let begins =
                |cell: &str| !is_words || cell.starts_with(|first: char| first.is_ascii_digit());
            n_glued += cells()
                .filter(|(cell, number)| number.is_none() && is_glued(cell) && begins(cell))
                .count();
            n_cells += n_numbers;
            if n_numbers == 0 || n_numbers < n_words {
                continue;
            }
            numeric.push(column);
            if !self.is_reference(column) {
                proof = proof.max(n_numbers);
            }
        }
        if n_glued * 8 > n_cells {
            return None;
        }
        let n_proper = numeric.iter().filter(|&&column| !self.is_reference(column)).count();
        let is_numeric =
            proof >= 2 && n_proper * 2 >= n_filled.saturating_sub(numeric.len() - n_proper);
        let is_table =
            is_numeric && self.has_labels() && !self.is_contents() && !is_chart(&self.body);
        is_table.then_some(numeric)
    }

    /// True for a column that counts or points instead of measuring: notes, seats, pages, years.
    fn is_reference(&self, column: usize) -> bool {
        let is_year =
            |entry: &Entry| entry.numbers[column].is_none() || is_period(&entry.cells[column]);
        if self.body.iter().all(is_year) {
            return true;
        }
        self.header.iter().any(|line| {
            let word = line.cells[column].to_lowercase();
            let word = word.trim_end_matches(['.', ':']);
            matches!(
                word,
                "not"
                    | "noter"
                    | "nr"
                    | "nummer"
                    | "plats"
                    | "sida"
                    | "sid"
                    | "tid"
                    | "kl"
                    | "klockan"
                    | "datum"
                    | "vecka"
                    | "bilaga"
                    | "§"
                    | "paragraf"
                    | "ärende"
                    | "dnr"
                    | "diarienummer"
                    | "ärendenr"
                    | "postnr"
            )
        })
    }

    fn has_labels(&self) -> bool {
        let n_rows = self.body.iter().filter(|entry| entry.has_numbers()).count();
        let n_labels = self
            .body
            .iter()
            .filter(|entry| entry.has_numbers() && !entry.label().is_empty())
            .filter(|entry| !is_prose(entry.label()))
            .count();
        n_labels * 2 >= n_rows
    }

    /// A table of contents: one column without a header, page numbers that only rise.
    fn is_contents(&self) -> bool {
        let numbers: Vec<f64> =
            self.body.iter().flat_map(|entry| entry.numbers.iter().flatten().copied()).collect();
        let whole =
            numbers.iter().all(|number| number.fract() == 0.0 && (1.0..2000.0).contains(number));
        // Two small numbers are pages as well.
        let enough = if numbers.iter().all(|number| *number < 100.0) { 2 } else { 3 };
        let rises = numbers.is_sorted() && numbers.len() >= enough;
        let one_column = self.body.iter().all(|entry| entry.numbers.iter().flatten().count() <= 1);
        self.header.is_empty() && whole && rises && one_column
    }
}
