//! [`Grid`](crate::model::Grid)s → [`Table`]s.
//!
//! A grid's rows are read as entries, entries are cut into sheets (a header and what stands under it),
//! and a sheet that holds columns of numbers is a table.

mod rows;

mod header;

mod sheet;

mod unit;

mod check;

mod sum;

mod across;

mod doubles;

mod suspect;

mod period;

mod account;

mod tie;

mod words;

mod chart;

mod paged;

mod join;

use crate::model::{Check, CheckKind, GridOrigin, Note, NoteCode, Row, RowRole, Table, Text};
use sheet::Sheet;
use words::Words;

/// A table of more columns is not read: on paper there is none.
const MAX_COLUMNS: usize = 40;

/// The numeric tables of `text`.
///
/// Grids of text (minutes, plans, rosters) give none; a sum that does not hold gives a note.
pub fn tables(text: &Text, notes: &mut Vec<Note>) -> Vec<Table> {
    let mut tables = Vec::new();
    let words = Words::new(text);
    for grid in &text.grids {
        // Rows, with broken labels made whole.
        let entries = rows::entries(text, grid, &words);

        // Each header and what stands under it.
        for sheet in sheet::sheets(entries) {
            let Some(table) = table(text, grid.lines.start, sheet, notes) else { continue };
            if grid.origin == GridOrigin::Crowded {
                let message = "the cells of this table stand a blank or a line apart; \
                               which number stands in which column was told by how many columns there are";
                notes.push(Note::at(NoteCode::CellsInferred, message, table.span));
            }
            tables.push(table);
        }
    }

    // What the tables do not say themselves.
    unit::infer(text, &mut tables);

    // What they say of each other.
    tie::tie(&mut tables, notes);
    tables
}

/// The table that `sheet` is; `None` when it holds no columns of numbers.
fn table(text: &Text, first_line: usize, sheet: Sheet, notes: &mut Vec<Note>) -> Option<Table> {
    let numeric = sheet.numeric_columns()?;
    if sheet.width() > MAX_COLUMNS {
        let message = format!("a table of {} columns was not read", sheet.width());
        notes.push(Note::at(NoteCode::LimitReached, message, sheet.body.first()?.span));
        return None;
    }
    let above = header::above(text, sheet.line.unwrap_or(first_line));
    let (mut columns, inside) = header::columns(&sheet);
    let (title, unit) = header::title_and_unit(&mut columns, inside, above, &sheet);
    let mut rows: Vec<Row> = sheet
        .body
        .into_iter()
        .map(|entry| Row {
            role: rows::role(&entry),
            numbers: entry
                .numbers
                .iter()
                .enumerate()
                .map(|(column, number)| number.filter(|_| numeric.contains(&column)))
                .collect(),
            mended: Vec::new(),
            account: account::account(entry.label()),
            level: 0,
            cells: entry.cells,
            places: entry.places,
            span: entry.span,
        })
        .collect();
    while rows.last().is_some_and(|row| row.role == RowRole::Section) {
        rows.pop();
    }
    let first = sheet.span.unwrap_or(rows.first()?.span);
    let span = first.to(rows.last()?.span);
    let periods: Vec<_> = columns.iter().map(|head| period::period(head)).collect();
    let is_whole = !sheet.header.is_empty();
    if rows.len() > check::MAX_ROWS {
        let message = format!("a table of {} rows: its sums were not tried", rows.len());
        notes.push(Note::at(NoteCode::LimitReached, message, span));
    }
    doubles::mend(&columns, &periods, &mut rows, &numeric, is_whole, notes);
    let mut checks = check::checks(&columns, &mut rows, is_whole);
    checks.extend(across::checks(&columns, &periods, &rows, &checks));
    suspect::point(&columns, &rows, &mut checks, notes);
    set_levels(&mut rows, &checks);
    let (unit_inferred, ties) = (false, Vec::new());
    Some(Table { title, unit, unit_inferred, columns, periods, rows, checks, ties, span })
}

/// How many totals each row goes into, one within the other.
fn set_levels(rows: &mut [Row], checks: &[Check]) {
    let mut total: Vec<Option<usize>> = vec![None; rows.len()];
    for check in checks.iter().filter(|check| check.kind == CheckKind::Sum) {
        for &term in &check.terms {
            total[term].get_or_insert(check.row);
        }
    }
    for idx in 0..rows.len() {
        let above = std::iter::successors(total[idx], |&row| total[row]);
        // A total cannot go into itself.
        rows[idx].level = above.take(rows.len()).count();
    }
}

#[cfg(test)]
mod tests;
