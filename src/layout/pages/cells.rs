//! Rows → lines with tabs: where words stand under each other far apart, there are columns.

mod beside;
mod extent;
mod gutters;
mod heads;
mod justified;
mod labels;
mod segments;
mod wrapped;

use self::gutters::{Gutters, Part};
use self::segments::{Segment, segments};
pub(super) use self::wrapped::{heads_numbers, stacked_numbers};
use super::Printed;
use super::rows::{Item, Row};
use crate::model::Page;

/// Appends the lines of one block.
pub(super) fn lines(page: &Page, block: Vec<Item>, lines: &mut Vec<Printed>) {
    let mut rows: Vec<Row> = Vec::new();
    for item in block {
        match item {
            Item::Row(row) => rows.push(row),
            Item::Table(table, _) => {
                lines_of_rows(page, &rows, lines);
                rows.clear();
                lines.extend(table);
            }
        }
    }
    lines_of_rows(page, &rows, lines);
}

/// True when some row has gaps as wide as between cells.
pub(super) fn are_cells(page: &Page, rows: &[Row]) -> bool {
    rows.iter().any(|row| segments(page, row).len() > 1)
}

/// Appends the lines of `rows`, with tabs between cells.
pub(super) fn lines_of_rows(page: &Page, rows: &[Row], lines: &mut Vec<Printed>) {
    let mut cut: Vec<Vec<Segment>> = rows.iter().map(|row| segments(page, row)).collect();
    justified::join(page, rows, &mut cut);
    let (mut at, mut loose) = (0, 0);
    while at < rows.len() {
        let end = extent::end(page, rows, &cut, at);
        let gutters = Gutters::new(page, &rows[at..end]);
        if end - at >= 2 && gutters.columns() > 1 {
            if let Some((left, right)) = beside::sides(page, &rows[at..end], &gutters) {
                lines_of_rows(page, &left, lines);
                lines_of_rows(page, &right, lines);
            } else {
                let heads = heads::count(page, rows, at, loose, &gutters);
                lines.truncate(lines.len() - heads);
                table(page, &rows[at - heads..end], &gutters, lines);
            }
            (at, loose) = (end, 0);
        } else {
            let cells =
                cut[at].iter().map(|segment| rows[at].words[segment.words.clone()].to_vec());
            lines.push(printed(&rows[at], cells.collect()));
            at += 1;
            loose += 1;
        }
    }
}

/// The lines of `rows` when white parts them into more than `least` columns.
pub(super) fn table_of_more(page: &Page, rows: &[Row], least: usize) -> Option<Vec<Printed>> {
    let gutters = Gutters::new(page, rows);
    if rows.len() < 3 || gutters.columns() <= least {
        return None;
    }
    let mut lines = Vec::new();
    table(page, rows, &gutters, &mut lines);
    Some(lines)
}

/// Appends the rows of a table, each with a cell for every column.
fn table(page: &Page, rows: &[Row], gutters: &Gutters, lines: &mut Vec<Printed>) {
    let columns = gutters.columns();
    let parts: Vec<Vec<Part>> = rows.iter().map(|row| gutters.parts(page, row)).collect();
    let groups = wrapped::groups(page, rows, &parts, columns);
    let groups = groups.unwrap_or_else(|| (0..rows.len()).map(|at| at..at + 1).collect());
    for group in groups {
        let mut cells = vec![Vec::new(); columns];
        for part in parts[group.clone()].iter().flatten() {
            cells[part.column].extend_from_slice(&part.words);
        }
        let (baseline, last_baseline) = (rows[group.start].baseline, rows[group.end - 1].baseline);
        lines.push(Printed { cells, baseline, last_baseline });
    }
}

fn printed(row: &Row, cells: Vec<Vec<u32>>) -> Printed {
    Printed { cells, baseline: row.baseline, last_baseline: row.baseline }
}
