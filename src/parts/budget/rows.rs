//! [`GridRow`]s → entries: broken labels made whole, numbers read.

use super::join::join;
use super::paged::{heads_again, is_running_head};
use super::words::Words;
use crate::model::{Grid, GridCell, GridOrigin, GridRow, RowRole, Span, Text};
use crate::swedish::labels::breaks_off;
use crate::swedish::numbers::{cell_number, is_nil};

/// A cell of more bytes does not go on in the next row.
const MOST_BYTES: usize = 1_000;

/// One row as a table has it, cells folded to one line each.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The cells as printed.
    pub(super) cells: Vec<String>,
    /// Where each cell was printed, in parts; empty for a text file.
    pub(super) places: Vec<Vec<Span>>,
    /// What the cells say; the first cell is a label.
    pub(super) numbers: Vec<Option<f64>>,
    /// Where it stands.
    pub(super) span: Span,
    /// Its first line, an index into [`Text::lines`].
    pub(super) line: usize,
    /// Its last line.
    last_line: usize,
    /// The page it stands on.
    pub(super) page: u32,
    /// Blank lines before it.
    pub(super) gap: u32,
    /// True when nothing of the row but a label was printed, not even empty cells.
    bare: bool,
    /// True for a label at the head of a page that the page before has too.
    pub(super) heads_again: bool,
    /// True for a label that heads every page.
    pub(super) is_running_head: bool,
}

impl Entry {
    /// The first cell.
    pub(super) fn label(&self) -> &str {
        self.cells.first().map_or("", String::as_str)
    }

    /// The cells beside the label that are not empty.
    pub(super) fn values(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().skip(1).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// True for a label with nothing beside it.
    pub(super) fn is_label_only(&self) -> bool {
        !self.label().is_empty() && self.values().next().is_none()
    }

    /// True for a label that goes on from another.
    pub(super) fn is_rest_of_label(&self) -> bool {
        let words = self.label().trim_start_matches(['-', '–', '(', ' ']);
        self.is_label_only() && words.starts_with(char::is_lowercase)
    }

    /// True when a cell beside the label says a number.
    pub(super) fn has_numbers(&self) -> bool {
        self.numbers.iter().any(Option::is_some)
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }

    /// Goes on where `next` stands, the last line of which is `last_line`.
    fn takes_in(&mut self, next: &Self, last_line: usize) {
        self.span = self.span.to(next.span);
        self.last_line = last_line;
        for (place, more) in self.places.iter_mut().zip(&next.places) {
            place.extend(more);
        }
    }
}

/// The entries of `grid`.
pub(super) fn entries(text: &Text, grid: &Grid, words: &Words) -> Vec<Entry> {
    let widest = widest_label(text, grid);
    let mut entries: Vec<Entry> = Vec::new();
    let width = grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let parts =
        grid.rows.iter().flat_map(|row| printed_rows(row).unwrap_or_else(|| vec![row.clone()]));
    for row in parts {
        let mut next = entry(text, &row, grid.origin);
        next.cells.resize(width, String::new());
        next.numbers.resize(width, None);
        if !next.places.is_empty() {
            next.places.resize(width, Vec::new());
        }
        if entries.last().is_some_and(|last: &Entry| last.last_line == row.line) {
            next.gap = 0;
        }
        if next.is_blank() {
            continue;
        }
        let Some(last) = entries.last_mut() else {
            entries.push(next);
            continue;
        };
        if continues_label(last, &next, widest) {
            if last.last_line == row.line && words.is_cut(last.label(), next.label()) {
                last.cells[0].push_str(next.label());
            } else {
                join(&mut last.cells[0], next.label());
            }
            last.takes_in(&next, row.line);
        } else if takes_values(last, &next) {
            let label = std::mem::take(&mut last.cells[0]);
            let place = last.places.first().cloned();
            let span = last.span.to(next.span);
            *last = Entry { span, line: last.line, gap: last.gap, bare: false, ..next };
            last.cells[0] = label;
            if let (Some(cell), Some(place)) = (last.places.first_mut(), place) {
                *cell = place;
            }
        } else if continues_cells(last, &next) {
            for (cell, more) in last.cells.iter_mut().zip(&next.cells) {
                join(cell, more);
            }
            last.takes_in(&next, row.line);
        } else {
            entries.push(next);
        }
    }
    entries
}

/// The rows that stand in one row of cells, line by line, where only the outer frame was drawn.
fn printed_rows(row: &GridRow) -> Option<Vec<GridRow>> {
    let n_lines = |cell: &GridCell| cell.text().split('\n').count();
    let n_rows = row.cells.iter().map(n_lines).max().filter(|n| (2..=200).contains(n))?;
    let even = row.cells.iter().all(|cell| cell.text().is_empty() || n_lines(cell) == n_rows);
    let says = |part: &str| cell_number(part).is_some() || is_nil(part) || part.trim().is_empty();
    let of_numbers = |cell: &GridCell| {
        let parts = || cell.text().split('\n');
        parts().all(says) && parts().any(|part| cell_number(part).is_some())
    };
    if !even || !row.cells.iter().skip(1).any(of_numbers) {
        return None;
    }
    let cell = |cell: &GridCell, number: usize| {
        let start = cell.text().split('\n').take(number).map(|part| part.len() + 1).sum::<usize>();
        let part = cell.text().split('\n').nth(number).unwrap_or_default();
        let start = start.min(cell.text().len());
        GridCell { line: cell.line.piece(start..start + part.len()) }
    };
    let nth = |number| GridRow {
        line: row.line,
        cells: row.cells.iter().map(|whole| cell(whole, number)).collect(),
    };
    Some((0..n_rows).map(nth).collect())
}

/// What a cell says; nothing when it holds several numbers on lines of their own.
fn number(cell: &str, folded: &str) -> Option<f64> {
    if !cell.contains('\n') {
        return cell_number(folded);
    }
    let n_numbers = cell.split('\n').filter(|part| cell_number(part).is_some()).count();
    if n_numbers > 1 { None } else { cell_number(folded) }
}

/// Parts numbers that stood so close that the sign of the next went to the cell before: "189 302-1" and "926 271".
///
/// Both must be numbers then, and one of them of several groups: "2024-2025" is a range.
fn part_signs(cells: &mut [String]) {
    for at in 1..cells.len().saturating_sub(1) {
        let cell = &cells[at];
        if cell_number(cell).is_some()
            || !cell.starts_with(|first: char| "-−–0123456789".contains(first))
        {
            continue;
        }
        let Some(sign) = cell.rfind(['-', '−', '–']).filter(|sign| *sign > 0) else { continue };
        let (before, after) = cell.split_at(sign);
        let next = &cells[at + 1];
        let goes_on =
            next.get(..3).is_some_and(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
        let whole = match next.is_empty() {
            true => after.to_owned(),
            false if goes_on => format!("{after} {next}"),
            false => continue,
        };
        let is_grouped = |number: &str| number.contains([' ', ',']);
        let ends_in_digit = before.ends_with(|last: char| last.is_ascii_digit());
        let are_numbers = cell_number(before).is_some() && cell_number(&whole).is_some();
        let tells = if next.is_empty() {
            is_grouped(before) && is_grouped(&whole)
        } else {
            is_grouped(&whole)
        };
        if ends_in_digit && are_numbers && tells {
            (cells[at], cells[at + 1]) = (before.to_owned(), whole);
        }
    }
}

fn entry(text: &Text, row: &GridRow, origin: GridOrigin) -> Entry {
    let mut cells: Vec<String> = row.cells.iter().map(|cell| folded(cell.text())).collect();
    part_signs(&mut cells);
    let numbers = row.cells.iter().zip(&cells).enumerate().map(|(column, (cell, folded))| {
        if column == 0 { None } else { number(cell.text(), folded) }
    });
    let places = if text.placed.is_empty() { Vec::new() } else { places(row, &cells) };
    let mut filled = row.cells.iter().filter(|cell| !cell.text().is_empty());
    let line = &text.lines[row.line];
    let first = filled.next().map_or(line.span, |cell| cell.line.span);
    let span = filled.fold(first, |span, cell| span.to(cell.line.span));
    let numbers = numbers.collect();
    let only_label = cells.iter().skip(1).all(String::is_empty);
    let bare = match origin {
        GridOrigin::Pipes => false,
        GridOrigin::Tabs => only_label && !line.text.contains('\t'),
        GridOrigin::Aligned | GridOrigin::Crowded | GridOrigin::Ruled => only_label,
    };
    let heads_again = only_label && heads_again(text, row.line);
    let is_running_head = heads_again && is_running_head(text, row.line);
    Entry {
        cells,
        places,
        numbers,
        span,
        line: row.line,
        last_line: row.line,
        page: line.page,
        gap: line.gap,
        bare,
        heads_again,
        is_running_head,
    }
}

/// Where each of `cells` was printed; a number parted from the one before it stands where that does.
fn places(row: &GridRow, cells: &[String]) -> Vec<Vec<Span>> {
    let mut before = None;
    let place = |(cell, printed): (&GridCell, &String)| {
        let own = (!cell.text().is_empty()).then_some(cell.line.span);
        let place = own.or(before).filter(|_| !printed.is_empty());
        before = own;
        place.into_iter().collect()
    };
    row.cells.iter().zip(cells).map(place).collect()
}

/// True when `next` is the rest of `last`'s label.
fn continues_label(last: &Entry, next: &Entry, widest: usize) -> bool {
    let close = next.gap == 0 && next.bare && !next.label().is_empty();
    let whole = last.label().is_empty() || next.label().ends_with(':');
    let is_short = last.label().len() <= MOST_BYTES;
    let fills = || {
        last.has_numbers()
            && !is_total(last.label())
            && last.label().chars().count().saturating_add(2) >= widest.max(30)
            && next.label().chars().any(char::is_lowercase)
            && next.label().split(' ').count() <= 3
    };
    let goes_on = || starts_inside(next.label()) || breaks_off(last.label()) || fills();
    close && !whole && is_short && goes_on()
}

/// Letters of the widest label that is set in columns; labels set otherwise are not broken for width.
fn widest_label(text: &Text, grid: &Grid) -> usize {
    let is_set = |row: &&GridRow| text.lines[row.line].text.contains("  ");
    let labels = grid.rows.iter().filter(is_set).filter_map(|row| row.cells.first());
    let widest = labels.map(|cell| cell.text().chars().count()).max();
    widest.filter(|_| grid.origin == GridOrigin::Aligned).unwrap_or(usize::MAX - 2)
}

/// True when `last` is a label whose numbers stand on the line under it.
fn takes_values(last: &Entry, next: &Entry) -> bool {
    let beside = next.label().is_empty() && next.values().any(|cell| cell_number(cell).is_some());
    next.gap == 0 && last.bare && last.is_label_only() && beside
}

/// True when `next` is the rest of a text that stands in a cell beside `last`'s label.
fn continues_cells(last: &Entry, next: &Entry) -> bool {
    let is_text = |cell: &str| cell_number(cell).is_none() && !is_nil(cell);
    let fits = |(cell, more): (&String, &String)| {
        let is_short = cell.len() <= MOST_BYTES;
        more.is_empty()
            || is_short && !cell.is_empty() && is_text(cell) && is_text(more) && starts_inside(more)
    };
    next.gap == 0
        && next.label().is_empty()
        && last.has_numbers()
        && last.cells.iter().zip(&next.cells).all(fits)
}

/// True for words that go on from the line before.
fn starts_inside(label: &str) -> bool {
    label.starts_with(|first: char| first.is_lowercase() || first == '(')
}

/// The lines of a cell on one line.
fn folded(cell: &str) -> String {
    let mut whole = String::new();
    for part in cell.split('\n') {
        join(&mut whole, part.trim());
    }
    if !whole.contains("  ") {
        return whole;
    }
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What an entry is for, by its words.
pub(super) fn role(entry: &Entry) -> RowRole {
    if entry.is_label_only() {
        return RowRole::Section;
    }
    if is_total(entry.label()) && entry.has_numbers() { RowRole::Total } else { RowRole::Body }
}

/// True for the label of a sum.
pub(super) fn is_total(label: &str) -> bool {
    let label = label.trim_start_matches(['-', '–', '=', ' ', '*']).to_lowercase();
    let first = label.split([' ', ':', ',']).next().unwrap_or_default();
    let sums = ["summa", "totalt", "totalsumma", "delsumma", "slutsumma", "sum", "netto"];
    let leads = sums.contains(&first) || label.starts_with("s:a") || label == "total";
    // "Totala intäkter" is a sum, "Total sjukfrånvaro" is not.
    let nouns = [
        "intäkt",
        "kostnad",
        "tillgång",
        "skuld",
        "utgift",
        "inkomst",
        "investering",
        "budget",
        "summa",
        "belopp",
        "anslag",
    ];
    let all_in = matches!(first, "total" | "totala")
        && label
            .split([' ', ','])
            .skip(1)
            .any(|word| nouns.iter().any(|noun| word.starts_with(noun)));
    let results = [
        "resultat",
        "årets resultat",
        "periodens resultat",
        "verksamhetens resultat",
        "nettoresultat",
        "beräknat över",
        "beräknat under",
        "överskott",
        "underskott",
        "över-",
        "över/under",
        "verksamhetens nettokostnad",
        "nettokostnad",
        "nettobudget",
        "nettodriftskostnad",
        "periodens kassaflöde",
        "årets kassaflöde",
        "balansomslutning",
        "summerat",
    ];
    (leads || all_in || results.iter().any(|word| label.starts_with(word))) && !label.contains('%')
}
