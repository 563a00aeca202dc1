//! Rows added up against a total, column by column.

use crate::model::{Check, CheckKind, Row};
use crate::swedish::numbers::is_nil;

/// A head of more bytes tells nothing of its column.
const LONGEST_HEAD: usize = 1_000;

/// Rows tried as the terms of a total.
#[derive(Debug, Clone)]
pub(super) struct Trial {
    /// The rows that were added.
    pub(super) terms: Vec<usize>,
    /// One for each column that can be told.
    pub(super) checks: Vec<Check>,
    /// How many of them hold.
    pub(super) n_held: usize,
}

impl Trial {
    /// True when every sum is nearer to what is printed than half of it: a slip, not another thing counted.
    pub(super) fn is_near(&self) -> bool {
        let near = |check: &Check| {
            (check.sum - check.printed).abs() < 0.5 * check.printed.abs().max(check.sum.abs())
        };
        !self.checks.is_empty() && self.checks.iter().all(near)
    }
}

/// What is asked of a table's cells again and again while totals are tried.
pub(super) struct Ledger {
    /// Row by row, column by column.
    cells: Vec<Vec<Told>>,
    /// Columns that point to notes.
    notes: Vec<bool>,
    /// Columns of shares.
    shares: Vec<bool>,
}

struct Told {
    number: Option<f64>,
    decimals: usize,
    is_unreadable: bool,
    is_share: bool,
}

impl Ledger {
    pub(super) fn new(columns: &[String], rows: &[Row]) -> Self {
        let told = |row: &Row, column: usize| Told {
            number: row.numbers[column],
            decimals: decimals(&row.cells[column]),
            is_unreadable: is_unreadable(row, column),
            is_share: row.cells[column].contains('%'),
        };
        let cells =
            rows.iter().map(|row| (0..row.numbers.len()).map(|column| told(row, column)).collect());
        let heads = || {
            let short = |head: &String| {
                if head.len() <= LONGEST_HEAD { head.clone() } else { String::new() }
            };
            columns.iter().map(short)
        };
        Self {
            cells: cells.collect(),
            notes: heads().map(|head| is_note(&head)).collect(),
            shares: heads().map(|head| head.contains('%')).collect(),
        }
    }

    /// How many of `rows`, from the first on, may come to row `total`: two or more, in the first column that tells.
    ///
    /// The others cannot, which a running sum shows at once.
    pub(super) fn likely(&self, total: usize, rows: impl Iterator<Item = usize>) -> Vec<usize> {
        let is = |marks: &[bool], column: usize| marks.get(column).copied().unwrap_or_default();
        let tells = |&column: &usize| {
            let cell = &self.cells[total][column];
            let is_share = cell.is_share || is(&self.shares, column);
            cell.number.is_some() && !is_share && !is(&self.notes, column)
        };
        let column = (1..self.cells[total].len()).find(tells);
        let column = column.and_then(|column| Some((column, self.cells[total][column].number?)));
        let (mut sum, mut decimals, mut n_values, mut is_known) = (0.0, usize::MAX, 0, true);
        let mut likely = Vec::new();
        for (n_before, row) in rows.enumerate() {
            if let Some((column, printed)) = column {
                let term = &self.cells[row][column];
                is_known &= !term.is_unreadable;
                decimals = decimals.min(term.decimals).min(self.cells[total][column].decimals);
                sum += term.number.unwrap_or_default();
                n_values += usize::from(term.number.is_some());
                // Twice what rounding to the coarsest of the places may do.
                let scale = 10f64.powi(decimals as i32);
                let slack = 2.0 * (1 + n_values / 8) as f64 / scale + 1e-6;
                if is_known && n_values > 0 && (sum - printed).abs() > slack {
                    continue;
                }
            }
            if n_before > 0 {
                likely.push(n_before + 1);
            }
        }
        likely
    }

    /// The sum of `terms` in each column that can be told.
    fn sums(&self, total: usize, terms: &[(usize, f64)]) -> impl Iterator<Item = Sum> {
        let is = |marks: &[bool], column: usize| marks.get(column).copied().unwrap_or_default();
        (1..self.cells[total].len()).filter_map(move |column| {
            let cell = &self.cells[total][column];
            let printed = cell.number.filter(|_| !is(&self.notes, column))?;
            let (mut n_values, mut sum, mut tells) = (0, 0.0, printed != 0.0);
            let mut decimals = cell.decimals;
            for (row, sign) in terms {
                let term = &self.cells[*row][column];
                if term.is_unreadable {
                    return None;
                }
                decimals = decimals.max(term.decimals);
                if let Some(number) = term.number {
                    n_values += 1;
                    sum += number * sign;
                    tells |= number != 0.0;
                }
            }
            if n_values == 0 {
                return None;
            }
            let scale = 10f64.powi(decimals as i32);
            let sum = (sum * scale).round() / scale;
            let rounding = slack(n_values, printed, scale);
            let holds = (sum - printed).abs() <= rounding + 1e-9;
            let is_share = is(&self.shares, column) || cell.is_share;
            (holds || !is_share).then_some(Sum { column, sum, printed, rounding, holds, tells })
        })
    }
}

/// One column added up.
struct Sum {
    column: usize,
    sum: f64,
    printed: f64,
    rounding: f64,
    holds: bool,
    /// False when all is nought.
    tells: bool,
}

/// How many columns hold, and how many can be told, when `terms` (rows with their signs) are added up.
pub(super) fn n_held(ledger: &Ledger, total: usize, terms: &[(usize, f64)]) -> (usize, usize) {
    ledger
        .sums(total, terms)
        .fold((0, 0), |(n_held, n), sum| (n_held + usize::from(sum.holds), n + 1))
}

/// Adds up `terms` in every column where row `total` has a number.
pub(super) fn try_terms(ledger: &Ledger, total: usize, terms: &[(usize, f64)]) -> Trial {
    let rows: Vec<usize> = terms.iter().map(|(row, _)| *row).collect();
    let check = |sum: Sum| Check {
        kind: CheckKind::Sum,
        row: total,
        column: sum.column,
        terms: rows.clone(),
        minus: terms.iter().map(|(_, sign)| *sign < 0.0).collect(),
        sum: sum.sum,
        printed: sum.printed,
        rounding: sum.rounding,
        holds: sum.holds,
        suspect: None,
    };
    let checks: Vec<Check> = ledger.sums(total, terms).map(check).collect();
    let n_held = checks.iter().filter(|check| check.holds).count();
    Trial { terms: rows, checks, n_held }
}

/// Adds up `terms` as [`try_terms`] does; `None` unless so much holds that it cannot be chance.
pub(super) fn proven(ledger: &Ledger, total: usize, terms: &[(usize, f64)]) -> Option<Trial> {
    let (mut n_telling, mut is_large) = (0, false);
    for sum in ledger.sums(total, terms) {
        if !sum.holds {
            return None;
        }
        n_telling += usize::from(sum.tells);
        is_large |= sum.printed.abs() >= 100.0;
    }
    let is_proven =
        n_telling >= 2 && terms.len() >= 2 || n_telling == 1 && terms.len() >= 3 && is_large;
    is_proven.then(|| try_terms(ledger, total, terms))
}

/// What rounding may do: one in the last printed place, and one more for every eight terms.
fn slack(n_terms: usize, printed: f64, scale: f64) -> f64 {
    let is_count = scale <= 1.0 && printed.abs() < 50.0;
    if is_count { 0.0 } else { (1 + n_terms / 8) as f64 / scale }
}

/// Digits behind the decimal comma.
pub(super) fn decimals(cell: &str) -> usize {
    let digits = cell.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let Some((_, behind)) = digits.rsplit_once(',').or_else(|| digits.rsplit_once('.')) else {
        return 0;
    };
    let is_decimal = behind.chars().all(|letter| letter.is_ascii_digit())
        && (digits.contains(',') || behind.len() < 3);
    if is_decimal { behind.len().min(6) } else { 0 }
}

/// True for a cell that says something, but no number, or that its number is not known.
pub(super) fn is_unreadable(row: &Row, column: usize) -> bool {
    let cell = row.cells[column].trim();
    row.numbers[column].is_none() && !cell.is_empty() && (!is_nil(cell) || cell.starts_with('?'))
}

pub(super) fn is_note(head: &str) -> bool {
    let head = head.trim_end_matches('.').to_lowercase();
    matches!(head.as_str(), "not" | "noter" | "nr" | "sid" | "sida" | "bilaga")
}
