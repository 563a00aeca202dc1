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
    /// How many of them hold and are not all noughts.
    n_telling: usize,
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

/// True when so much holds that it cannot be chance.
fn is_proven(trial: &Trial, n_terms: usize) -> bool {
    let all = trial.n_held == trial.checks.len();
    let large = trial.checks.iter().any(|check| check.printed.abs() >= 100.0);
    all && (trial.n_telling >= 2 && n_terms >= 2 || trial.n_telling == 1 && n_terms >= 3 && large)
}

/// Adds up `terms` (rows with their signs) in every column where row `total` has a number.
pub(super) fn try_terms(
    columns: &[String],
    rows: &[Row],
    total: usize,
    terms: &[(usize, f64)],
) -> Trial {
    trial(columns, rows, total, terms, false)
}

/// Adds up `terms` as [`try_terms`] does; `None` when that proves no total, which most often one column tells.
pub(super) fn proven(
    columns: &[String],
    rows: &[Row],
    total: usize,
    terms: &[(usize, f64)],
) -> Option<Trial> {
    Some(trial(columns, rows, total, terms, true)).filter(|trial| is_proven(trial, terms.len()))
}

fn trial(
    columns: &[String],
    rows: &[Row],
    total: usize,
    terms: &[(usize, f64)],
    ends_at_failure: bool,
) -> Trial {
    let mut trial = Trial {
        terms: terms.iter().map(|(row, _)| *row).collect(),
        checks: Vec::new(),
        n_held: 0,
        n_telling: 0,
    };
    for column in 1..rows[total].numbers.len() {
        let head = columns.get(column).filter(|head| head.len() <= LONGEST_HEAD);
        let head = head.map_or("", String::as_str);
        let Some(printed) = rows[total].numbers[column].filter(|_| !is_note(head)) else {
            continue;
        };
        let unreadable = terms.iter().any(|(row, _)| is_unreadable(&rows[*row], column));
        let values: Vec<f64> = terms
            .iter()
            .filter_map(|(row, sign)| rows[*row].numbers[column].map(|number| number * sign))
            .collect();
        if unreadable || values.is_empty() {
            continue;
        }
        let decimals = terms
            .iter()
            .map(|(row, _)| *row)
            .chain([total])
            .map(|row| decimals(&rows[row].cells[column]));
        let decimals = decimals.max().unwrap_or(0);
        let scale = 10f64.powi(decimals as i32);
        let sum = (values.iter().sum::<f64>() * scale).round() / scale;
        let rounding = slack(values.len(), printed, scale);
        let holds = (sum - printed).abs() <= rounding + 1e-9;
        let is_share = head.contains('%') || rows[total].cells[column].contains('%');
        if is_share && !holds {
            continue;
        }
        trial.n_held += usize::from(holds);
        let tells = printed != 0.0 || values.iter().any(|value| *value != 0.0);
        trial.n_telling += usize::from(holds && tells);
        trial.checks.push(Check {
            kind: CheckKind::Sum,
            row: total,
            column,
            terms: trial.terms.clone(),
            minus: terms.iter().map(|(_, sign)| *sign < 0.0).collect(),
            sum,
            printed,
            rounding,
            holds,
            suspect: None,
        });
        if ends_at_failure && !holds {
            break;
        }
    }
    trial
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
