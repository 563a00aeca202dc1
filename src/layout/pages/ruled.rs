//! Ruling lines → tables: each row of a full grid becomes one line.

mod grid;
mod merge;

use std::collections::HashMap;

use self::grid::Grid;
use super::Printed;
use super::rows::{Item, Row, rows};
use crate::model::{Note, NoteCode, Page, Rect};

/// A row whose cells have more lines than this is no row of a table but a layout of texts.
const MOST_LINES: usize = 8;

/// A title over a whole row has no more lines.
const MOST_TITLE_LINES: usize = 3;

/// The tables that ruling lines draw, and the words that stand outside them.
pub(super) fn tables(page: &Page, words: Vec<u32>, notes: &mut Vec<Note>) -> (Vec<Item>, Vec<u32>) {
    let (grids, too_large) = grid::grids(&merge::merged(&page.rulings));
    if too_large > 0 {
        let message = format!("{too_large} tables of more than {} cells", grid::MOST_CELLS);
        notes.push(Note::on_page(NoteCode::LimitReached, message, page.number));
    }
    if grids.is_empty() {
        return (Vec::new(), words);
    }
    let mut within: Vec<Vec<u32>> = vec![Vec::new(); grids.len()];
    let mut outside = Vec::new();
    for index in words {
        let rect = page.words[index as usize].rect;
        let (x, y) = ((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0);
        match grids.iter().position(|grid| grid.holds(x, y)) {
            Some(at) => within[at].push(index),
            None => outside.push(index),
        }
    }
    let mut tables = Vec::new();
    for (grid, words) in grids.iter().zip(within) {
        if words.is_empty() {
            continue;
        }
        let lines = lines(page, grid, &words);
        tables.push(Item::Table(lines, grid.rect));
    }
    (tables, outside)
}

/// The words of one cell.
type Cell = Vec<u32>;

fn lines(page: &Page, grid: &Grid, words: &[u32]) -> Vec<Printed> {
    let (n_rows, n_columns) = grid.size();
    let mut cells: Vec<Vec<Cell>> = vec![vec![Cell::new(); n_columns]; n_rows];
    for &index in words {
        let rect: Rect = page.words[index as usize].rect;
        let (row, column) = grid.cell((rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0);
        cells[row][column].push(index);
    }
    // A column without a word is drawn by a doubled line.
    let used: Vec<usize> =
        (0..n_columns).filter(|&column| cells.iter().any(|row| !row[column].is_empty())).collect();
    let mut lines = Vec::new();
    for row in &cells {
        let cells: Vec<Vec<Row>> = used.iter().map(|&column| rows(page, &row[column])).collect();
        row_lines(page, &cells, &mut lines);
    }
    lines
}

/// The lines of one row between rulings.
fn row_lines(page: &Page, cells: &[Vec<Row>], lines: &mut Vec<Printed>) {
    let most = cells.iter().map(Vec::len).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let mut filled = cells.iter().filter(|rows| !rows.is_empty());
    if let (Some(only), None) = (filled.next(), filled.next())
        && (most > MOST_TITLE_LINES || super::cells::are_cells(page, only))
    {
        // One cell over the whole width is a part of the page, with its own order.
        return super::cells::lines_of_rows(page, only, lines);
    }
    if most > 1 && holds_rows(page, cells) {
        return lines.extend(printed_rows(page, cells));
    }
    if most > MOST_LINES {
        for row in cells.iter().flatten() {
            lines.push(Printed {
                cells: vec![row.words.clone()],
                baseline: row.baseline,
                last_baseline: row.baseline,
            });
        }
        return;
    }
    let baselines = || cells.iter().flatten().map(|row| row.baseline);
    lines.push(Printed {
        cells: cells
            .iter()
            .map(|rows| rows.iter().flat_map(|row| row.words.clone()).collect())
            .collect(),
        baseline: baselines().fold(f32::MAX, f32::min),
        last_baseline: baselines().fold(f32::MIN, f32::max),
    });
}

/// True when several rows stand between two rulings: numbers stand under each other in a column after the first, or
/// under something else in several.
pub(super) fn holds_rows(page: &Page, cells: &[Vec<Row>]) -> bool {
    let mut lines: Vec<Vec<&[u32]>> = Vec::with_capacity(cells.len());
    for rows in cells {
        lines.push(rows.iter().map(|row| row.words.as_slice()).collect());
    }
    let cells = lines;
    let stacks = |lines: &Vec<&[u32]>| {
        let numbers = super::cells::stacked_numbers(page, lines);
        numbers > 1 && numbers * 10 >= lines.len() * 7
    };
    cells.iter().skip(1).any(stacks) || super::cells::heads_numbers(page, &cells)
}

/// The rows inside one row between rulings, cut at the lines, or at the white where that tells more columns.
fn printed_rows(page: &Page, cells: &[Vec<Row>]) -> Vec<Printed> {
    let column = |(column, rows): (usize, &Vec<Row>)| -> Vec<(u32, usize)> {
        rows.iter().flat_map(|row| row.words.iter().map(move |&word| (word, column))).collect()
    };
    let columns: HashMap<u32, usize> = cells.iter().enumerate().flat_map(column).collect();
    let words: Vec<u32> = cells.iter().flatten().flat_map(|row| row.words.clone()).collect();
    let rows = rows(page, &words);
    if let Some(lines) = super::cells::table_of_more(page, &rows, cells.len()) {
        return lines;
    }
    let line = |row: Row| {
        let mut line = vec![Cell::new(); cells.len()];
        for &word in &row.words {
            line[columns.get(&word).copied().unwrap_or(0)].push(word);
        }
        Printed { cells: line, baseline: row.baseline, last_baseline: row.baseline }
    };
    rows.into_iter().map(line).collect()
}
