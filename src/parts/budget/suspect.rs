//! Failing [`Check`]s → the one cell that would explain each, and a note.

use super::sum::decimals;
use crate::model::{Check, CheckKind, Note, NoteCode, Row, Suspect};

/// Names the one cell that explains a failing check, and notes the failure.
pub(super) fn point(columns: &[String], rows: &[Row], checks: &mut [Check], notes: &mut Vec<Note>) {
    let suspects: Vec<Option<Suspect>> =
        checks.iter().map(|check| suspect(rows, check, checks)).collect();
    for (check, suspect) in checks.iter_mut().zip(suspects) {
        check.suspect = suspect;
        if !check.holds {
            notes.push(Note::at(
                NoteCode::SumFails,
                told(columns, rows, check),
                rows[check.row].span,
            ));
        }
    }
}

/// The only cell of a failing check that needs no more than a slip of the pen to make it hold.
fn suspect(rows: &[Row], check: &Check, all: &[Check]) -> Option<Suspect> {
    if check.holds || check.kind == CheckKind::Share {
        return None;
    }
    let off = check.printed - check.sum;
    let of_terms = check.terms.iter().zip(&check.minus).map(|(&term, &minus)| {
        let (row, column) = place(check, term);
        let printed = rows[row].numbers[column];
        let number = printed.map(|printed| if minus { printed - off } else { printed + off });
        (row, column, number)
    });
    let of_total = (check.row, check.column, Some(check.sum));
    let candidates = of_terms.chain([of_total]).filter_map(|(row, column, number)| {
        let (printed, number) = (rows[row].numbers[column]?, number?);
        let slip = slip(printed, number, decimals(&rows[row].cells[column]))?;
        // What another sum bears out is not misread.
        let is_borne_out = all
            .iter()
            .any(|other| other.holds && other.printed != 0.0 && takes(other, row, column));
        let n_failing =
            all.iter().filter(|other| !other.holds && takes(other, row, column)).count();
        (!is_borne_out).then_some((slip, n_failing, Suspect { row, column, number }))
    });
    let candidates: Vec<(Slip, usize, Suspect)> = candidates.collect();
    let most = candidates.iter().map(|(_, n, _)| *n).max()?;
    for wanted in [Slip::Sign, Slip::Digit] {
        let mut fits = candidates.iter().filter(|(slip, n, _)| *slip == wanted && *n == most);
        match (fits.next(), fits.next()) {
            (Some((_, _, suspect)), None) => return Some(*suspect),
            (None, _) => {}
            (Some(_), Some(_)) => return None,
        }
    }
    None
}

/// Row and column of a term.
fn place(check: &Check, term: usize) -> (usize, usize) {
    if check.kind == CheckKind::Sum { (term, check.column) } else { (check.row, term) }
}

/// True when the cell is the total or a term of `check`.
fn takes(check: &Check, row: usize, column: usize) -> bool {
    (check.row, check.column) == (row, column)
        || check.terms.iter().any(|&term| place(check, term) == (row, column))
}

/// How one number becomes another.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Slip {
    /// The sign is lost, or too much.
    Sign,
    /// One digit is another, is missing or is too much, or two have changed places.
    Digit,
}

fn slip(printed: f64, meant: f64, n_decimals: usize) -> Option<Slip> {
    let scale = 10f64.powi(n_decimals as i32);
    let whole = |number: f64| (number.abs() * scale).round();
    let is_exact = (meant.abs() * scale - whole(meant)).abs() < 1e-4;
    if !is_exact || printed == 0.0 || meant == 0.0 {
        return None;
    }
    let (one, other) = (format!("{}", whole(printed)), format!("{}", whole(meant)));
    if (printed < 0.0) != (meant < 0.0) {
        return (one == other).then_some(Slip::Sign);
    }
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let differs: Vec<usize> = (0..short.len()).filter(|&at| short[at] != long[at]).collect();
    let is_slip = match long.len() - short.len() {
        0 => match differs.as_slice() {
            [_] => true,
            &[first, second] => {
                second == first + 1 && short[first] == long[second] && short[second] == long[first]
            }
            _ => false,
        },
        1 => {
            let at = differs.first().copied().unwrap_or(short.len());
            short.len() >= 2 && short[at..] == long[at + 1..]
        }
        _ => false,
    };
    is_slip.then_some(Slip::Digit)
}

/// What fails, where, and what would explain it.
fn told(columns: &[String], rows: &[Row], check: &Check) -> String {
    let label = |row: usize| shown(rows[row].cells.first());
    let column = |column: usize| shown(columns.get(column));
    let n = check.terms.len();
    let come_to = match check.kind {
        CheckKind::Sum => format!("{n} rows add up to"),
        CheckKind::Across => format!("{n} columns add up to"),
        CheckKind::Difference => {
            let names: Vec<String> = check.terms.iter().map(|&term| column(term)).collect();
            format!("{} is", names.join(" less "))
        }
        CheckKind::Share => "the share is".to_owned(),
    };
    let (row, head) = (label(check.row), column(check.column));
    let told = format!("{row}, {head}: {come_to} {}, printed is {}", check.sum, check.printed);
    match check.suspect {
        Some(Suspect { row, column: at, number }) => {
            format!("{told}; {number} in {}, {} would explain it", label(row), column(at))
        }
        None => told,
    }
}

/// The beginning of a cell, as a message has room for.
pub(super) fn shown(cell: Option<&String>) -> String {
    cell.map_or(String::new(), |cell| cell.chars().take(80).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen() {
        assert_eq!(slip(2618.0, -2618.0, 0), Some(Slip::Sign));
        assert_eq!(slip(1234.0, 1284.0, 0), Some(Slip::Digit));
        assert_eq!(slip(1234.0, 1324.0, 0), Some(Slip::Digit));
        assert_eq!(slip(123.0, 1234.0, 0), Some(Slip::Digit));
        assert_eq!(slip(12.5, 12.6, 1), Some(Slip::Digit));
        assert_eq!(slip(1234.0, 1385.0, 0), None);
        assert_eq!(slip(5.0, 7800.0, 0), None);
        assert_eq!(slip(100.0, 100.5, 0), None);
    }
}
