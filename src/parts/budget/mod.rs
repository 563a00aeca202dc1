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

use crate::model::{Note, Row, RowRole, Table, Text};
use sheet::Sheet;

/// The numeric tables of `text`.
///
/// Grids of text (minutes, plans, rosters) give none; a sum that does not hold gives a note.
pub fn tables(text: &Text, notes: &mut Vec<Note>) -> Vec<Table> {
    let mut tables = Vec::new();
    for grid in &text.grids {
        // Rows, with broken labels made whole.
        let entries = rows::entries(text, grid);

        // Each header and what stands under it.
        for sheet in sheet::sheets(entries) {
            tables.extend(table(text, grid.lines.start, sheet, notes));
        }
    }

    // What the tables do not say themselves.
    unit::infer(text, &mut tables);
    tables
}

/// The table that `sheet` is; `None` when it holds no columns of numbers.
fn table(text: &Text, first_line: usize, sheet: Sheet, notes: &mut Vec<Note>) -> Option<Table> {
    let numeric = sheet.numeric_columns()?;
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
            cells: entry.cells,
            span: entry.span,
        })
        .collect();
    while rows.last().is_some_and(|row| row.role == RowRole::Section) {
        rows.pop();
    }
    let checks = check::checks(&columns, &mut rows, !sheet.header.is_empty(), notes);
    let first = sheet.span.unwrap_or(rows.first()?.span);
    let span = first.to(rows.last()?.span);
    Some(Table { title, unit, unit_inferred: false, columns, rows, checks, span })
}

#[cfg(test)]
mod tests;
