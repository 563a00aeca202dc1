//! Cells whose noughts and ones were read as letters → numbers, where the sums prove them.

use super::{across, check};
use crate::model::{Check, Note, NoteCode, Period, Row};
use crate::swedish::numbers::cell_number;

/// Cells of one table that may be tried.
const MAX_CELLS: usize = 12;

/// Reads "1O5" as 105 where a sum holds with it and none fails; the row says which of its cells were read so.
pub(super) fn mend(
    columns: &[String],
    periods: &[Period],
    rows: &mut [Row],
    numeric: &[usize],
    is_whole: bool,
    notes: &mut Vec<Note>,
) {
    let mut tried = Vec::new();
    for (idx, row) in rows.iter().enumerate() {
        for &column in numeric.iter().filter(|&&column| row.numbers[column].is_none()) {
            tried.extend(double(&row.cells[column]).map(|number| (idx, column, number)));
        }
    }
    if tried.is_empty() || tried.len() > MAX_CELLS {
        return;
    }
    let mut read = rows.to_vec();
    for &(row, column, number) in &tried {
        read[row].numbers[column] = Some(number);
    }
    let mut checks = check::checks(columns, &mut read, is_whole);
    checks.extend(across::checks(columns, periods, &read, &checks));
    for (row, column, number) in tried {
        let mut taking = checks.iter().filter(|check| takes(check, row, column)).peekable();
        if taking.peek().is_some() && taking.all(|check| check.holds) {
            rows[row].numbers[column] = Some(number);
            rows[row].mended.push(column);
            let printed = &rows[row].cells[column];
            let message = format!("{printed:?} is read as {number}, as its sum proves");
            notes.push(Note::at(NoteCode::ReadBySum, message, rows[row].span));
        }
    }
}

fn takes(check: &Check, row: usize, column: usize) -> bool {
    use crate::model::CheckKind;
    let is_term = match check.kind {
        CheckKind::Sum => check.column == column && check.terms.contains(&row),
        _ => check.row == row && check.terms.contains(&column),
    };
    is_term || (check.row, check.column) == (row, column)
}

/// The number of a cell of digits and their doubles.
fn double(cell: &str) -> Option<f64> {
    let is_double = |letter: char| matches!(letter, 'O' | 'o' | 'l' | 'I');
    let has_digit = cell.contains(|letter: char| letter.is_ascii_digit());
    if !has_digit
        || !cell.contains(is_double)
        || cell.chars().filter(|&letter| is_double(letter)).count() > 3
    {
        return None;
    }
    let read: String = cell
        .chars()
        .map(|letter| match letter {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            letter => letter,
        })
        .collect();
    cell_number(&read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_are_digits_only_beside_digits() {
        assert_eq!(double("1O5"), Some(105.0));
        assert_eq!(double("-l 2OO"), Some(-1200.0));
        assert_eq!(double("Il"), None);
        assert_eq!(double("10 kl"), None);
        assert_eq!(double("105"), None);
    }
}
