//! Rows → lines with tabs: where words stand under each other far apart, there are columns.

mod align;
mod segments;

use self::align::Columns;
use self::segments::{Segment, segments};
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

fn lines_of_rows(page: &Page, rows: &[Row], lines: &mut Vec<Printed>) {
    let cut: Vec<Vec<Segment>> = rows.iter().map(|row| segments(page, row)).collect();
    let mut at = 0;
    while at < rows.len() {
        let end = table_end(rows, &cut, at);
        if end - at >= 2 {
            let columns = Columns::new(&cut[at..end]);
            for row in at..end {
                lines.push(printed(&rows[row], columns.cells(page, &rows[row], &cut[row])));
            }
            at = end;
        } else {
            let cells =
                cut[at].iter().map(|segment| rows[at].words[segment.words.clone()].to_vec());
            lines.push(printed(&rows[at], cells.collect()));
            at += 1;
        }
    }
}

fn printed(row: &Row, cells: Vec<Vec<u32>>) -> Printed {
    Printed { cells, baseline: row.baseline, last_baseline: row.baseline }
}

/// One past the last row of the table that begins at `start`; `start` itself when none does.
fn table_end(rows: &[Row], cut: &[Vec<Segment>], start: usize) -> usize {
    if cut[start].len() < 2 {
        return start;
    }
    let (mut end, mut last) = (start + 1, start);
    for at in start + 1..rows.len() {
        let pitch = rows[at].baseline - rows[at - 1].baseline;
        let size = rows[at].size.max(rows[at - 1].size);
        if pitch > 3.5 * size || pitch < 0.0 {
            break;
        }
        if cut[at].len() >= 2 {
            if !shares_an_edge(&cut[last], &cut[at], size) {
                break;
            }
            (end, last) = (at + 1, at);
            continue;
        }
        let width = rows[last].rect.x1 - rows[last].rect.x0;
        let is_heading = rows[at].rect.width() < 0.6 * width && at - last <= 2;
        if !is_heading {
            break;
        }
    }
    end
}

/// True when a cell after the first stands under one above: left edges, right edges, or most of their width.
fn shares_an_edge(above: &[Segment], below: &[Segment], size: f32) -> bool {
    below.iter().skip(1).any(|segment| {
        above.iter().skip(1).any(|other| {
            (segment.x0 - other.x0).abs() < 0.4 * size
                || (segment.x1 - other.x1).abs() < 0.4 * size
                || segment.x0.max(other.x0) < segment.x1.min(other.x1)
        })
    })
}
