//! Columns → [`Check`]s along the rows: totals of columns, differences and shares.

use super::check::MAX_ROWS;
use super::sum::{decimals, is_note, is_unreadable};
use crate::model::{Check, CheckKind, ColumnKind, Period, Row};

/// A table of more columns is not searched for what its columns make.
const MAX_COLUMNS: usize = 40;
/// Shares that one table may be searched for.
const MAX_SHARES: usize = 6;
/// Rows that must bear a claim out before it is taken for one.
const FEWEST: usize = 3;

/// The arithmetic between the columns; `sums` are the checks between the rows.
pub(super) fn checks(
    columns: &[String],
    periods: &[Period],
    rows: &[Row],
    sums: &[Check],
) -> Vec<Check> {
    let mut checks = Vec::new();
    if columns.len() > MAX_COLUMNS || rows.len() > MAX_ROWS {
        return checks;
    }
    let counted = |column: usize| {
        !is_note(&columns[column])
            && periods[column].kind != Some(ColumnKind::Not)
            && rows.iter().any(|row| row.numbers[column].is_some())
    };
    let numeric: Vec<usize> = (1..columns.len()).filter(|&column| counted(column)).collect();
    let shares: Vec<usize> = numeric
        .iter()
        .copied()
        .filter(|&column| is_share(columns, periods, rows, column))
        .collect();
    let money: Vec<usize> =
        numeric.iter().copied().filter(|column| !shares.contains(column)).collect();
    for &column in &money {
        let head = columns[column].to_lowercase();
        let others: Vec<usize> = money.iter().copied().filter(|&other| other != column).collect();
        let found = if is_total(&head) {
            total(rows, column, &money)
        } else if is_difference(&head, periods[column]) {
            difference(rows, column, &others)
        } else {
            None
        };
        checks.extend(found.into_iter().flatten());
    }
    for &column in shares.iter().take(MAX_SHARES) {
        checks.extend(share(rows, sums, column, &money).into_iter().flatten());
    }
    checks
}

fn is_total(head: &str) -> bool {
    ["totalt", "total", "summa", "sum", "tot"].iter().any(|word| {
        head.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    })
}

fn is_difference(head: &str, period: Period) -> bool {
    period.kind == Some(ColumnKind::Avvikelse)
        || ["netto", "över-/under", "över/under", "resultat", "återstår", "kvar"]
            .iter()
            .any(|word| head.starts_with(word))
}

/// True for a column of hundredths.
fn is_share(columns: &[String], periods: &[Period], rows: &[Row], column: usize) -> bool {
    let marked = rows.iter().filter(|row| row.cells[column].contains('%')).count();
    let filled = rows.iter().filter(|row| row.numbers[column].is_some()).count();
    columns[column].contains('%')
        || columns[column].to_lowercase().contains("procent")
        || periods[column].kind == Some(ColumnKind::Andel)
        || marked * 2 > filled
}

/// What one column claims of others, row by row.
#[derive(Debug, Default)]
struct Claim {
    checks: Vec<Check>,
    held: usize,
    /// Rows where it holds and is not all noughts.
    telling: usize,
}

impl Claim {
    fn add(&mut self, check: Check, tells: bool) {
        self.held += usize::from(check.holds);
        self.telling += usize::from(check.holds && tells);
        self.checks.push(check);
    }

    /// True when so many rows bear it out that it cannot be chance.
    fn is_borne_out(&self) -> bool {
        let all = self.held == self.checks.len();
        self.telling >= FEWEST && self.held * 4 >= self.checks.len() * 3
            || self.telling == FEWEST - 1 && all
    }
}

/// The best of `claims` that is borne out: the one that most rows tell, the first among equals.
fn best(claims: impl Iterator<Item = Claim>) -> Option<Vec<Check>> {
    let borne_out = claims.filter(Claim::is_borne_out);
    let best = borne_out.reduce(|best, next| {
        if (next.held, next.telling) > (best.held, best.telling) { next } else { best }
    });
    best.map(|claim| claim.checks)
}

/// "Totalt" over the columns before it, or those behind it.
fn total(rows: &[Row], column: usize, money: &[usize]) -> Option<Vec<Check>> {
    let at = money.iter().position(|&own| own == column)?;
    let before = (0..at.saturating_sub(1)).map(|first| &money[first..at]);
    let behind = (at + 3..=money.len()).rev().map(|end| &money[at + 1..end]);
    best(before.chain(behind).map(|terms| {
        let mut claim = Claim::default();
        for (idx, row) in rows.iter().enumerate() {
            let Some((check, tells)) = added(row, idx, column, terms) else { continue };
            claim.add(check, tells);
        }
        claim
    }))
}

fn added(row: &Row, idx: usize, column: usize, terms: &[usize]) -> Option<(Check, bool)> {
    let printed = row.numbers[column]?;
    let values: Vec<f64> = terms.iter().filter_map(|&term| row.numbers[term]).collect();
    let is_readable = !terms.iter().any(|&term| is_unreadable(row, term));
    if values.is_empty() || !is_readable || is_mixed(row, terms, column) {
        return None;
    }
    let scale = scale(row, terms, column);
    let sum = rounded(values.iter().sum(), scale);
    let rounding = (1 + values.len() / 8) as f64 / scale;
    let minus = vec![false; terms.len()];
    let check = claimed(CheckKind::Across, (idx, column), (terms, minus), (sum, printed), rounding);
    Some((check, printed != 0.0))
}

/// "Avvikelse": one of `others` less another, for costs and revenues perhaps the other way round.
fn difference(rows: &[Row], column: usize, others: &[usize]) -> Option<Vec<Check>> {
    let pairs = others.iter().flat_map(|&one| others.iter().map(move |&other| (one, other)));
    best(pairs.filter(|(one, other)| one < other).map(|pair| less(rows, column, pair)))
}

fn less(rows: &[Row], column: usize, (one, other): (usize, usize)) -> Claim {
    let check = |idx: usize, terms: [usize; 2]| -> Option<(Check, bool)> {
        let row = &rows[idx];
        let (a, b) = (row.numbers[terms[0]]?, row.numbers[terms[1]]?);
        let printed = row.numbers[column].filter(|_| !is_mixed(row, &terms, column))?;
        let scale = scale(row, &terms, column);
        let sum = rounded(a - b, scale);
        let minus = vec![false, true];
        let told = claimed(
            CheckKind::Difference,
            (idx, column),
            (&terms, minus),
            (sum, printed),
            1.0 / scale,
        );
        Some((told, printed != 0.0 && (a != 0.0 && b != 0.0)))
    };
    let ways = [[one, other], [other, one]];
    let held = |way: [usize; 2]| {
        let held =
            (0..rows.len()).filter(|&idx| check(idx, way).is_some_and(|(check, _)| check.holds));
        held.count()
    };
    let first = usize::from(held(ways[1]) > held(ways[0]));
    let mut claim = Claim::default();
    for idx in 0..rows.len() {
        let Some((usual, tells)) = check(idx, ways[first]) else { continue };
        let turned = check(idx, ways[1 - first]).filter(|(check, _)| check.holds && !usual.holds);
        match turned {
            Some((check, tells)) => claim.add(check, tells),
            None => claim.add(usual, tells),
        }
    }
    claim
}

/// Hundredths: of the column's total, of another column, or of what another column was.
fn share(rows: &[Row], sums: &[Check], column: usize, money: &[usize]) -> Option<Vec<Check>> {
    let of_total = money.iter().map(|&of| share_of_total(rows, sums, column, of));
    let pairs = money.iter().flat_map(|&one| money.iter().map(move |&other| (one, other)));
    let pairs = pairs.filter(|(one, other)| one != other);
    let ratios = pairs.flat_map(|pair| [false, true].map(|grown| ratio(rows, column, pair, grown)));
    best(of_total.chain(ratios).filter(|claim| claim.telling >= FEWEST))
}

fn share_of_total(rows: &[Row], sums: &[Check], column: usize, of: usize) -> Claim {
    let mut claim = Claim::default();
    for sum in sums.iter().filter(|sum| sum.column == of && sum.holds && sum.printed != 0.0) {
        for &idx in &sum.terms {
            let (Some(value), Some(printed)) = (rows[idx].numbers[of], rows[idx].numbers[column])
            else {
                continue;
            };
            let whole = sum.printed;
            let slack = share_slack(&rows[idx], column, whole, decimals(&rows[idx].cells[of]));
            let share = (100.0 * value / whole * 1000.0).round() / 1000.0;
            let terms = (&[of][..], vec![false]);
            let check = claimed(CheckKind::Share, (idx, column), terms, (share, printed), slack);
            claim.add(check, printed != 0.0);
        }
    }
    claim
}

fn ratio(rows: &[Row], column: usize, (one, other): (usize, usize), grown: bool) -> Claim {
    let mut claim = Claim::default();
    for (idx, row) in rows.iter().enumerate() {
        let (Some(a), Some(b), Some(printed)) =
            (row.numbers[one], row.numbers[other], row.numbers[column])
        else {
            continue;
        };
        if b == 0.0 || row.cells[one].contains('%') || row.cells[other].contains('%') {
            continue;
        }
        let share = 100.0 * if grown { (a - b) / b.abs() } else { a / b };
        let share = (share * 1000.0).round() / 1000.0;
        let slack = share_slack(row, column, b, decimals(&row.cells[other]));
        let terms = [one, other];
        let minus = vec![false, grown];
        let told = (&terms[..], minus);
        let check = claimed(CheckKind::Share, (idx, column), told, (share, printed), slack);
        claim.add(check, printed != 0.0 && a != b);
    }
    claim
}

/// What rounding of the share and of what it is a share of may do.
fn share_slack(row: &Row, column: usize, whole: f64, n_decimals: usize) -> f64 {
    let own = 10f64.powi(-(decimals(row.cells[column].trim_end_matches(['%', ' '])) as i32));
    0.51 * own + 100.0 * 10f64.powi(-(n_decimals as i32)) / whole.abs()
}

fn claimed(
    kind: CheckKind,
    (row, column): (usize, usize),
    (terms, minus): (&[usize], Vec<bool>),
    (sum, printed): (f64, f64),
    rounding: f64,
) -> Check {
    let holds = (sum - printed).abs() <= rounding + 1e-9;
    let terms = terms.to_vec();
    Check { kind, row, column, terms, minus, sum, printed, rounding, holds, suspect: None }
}

/// True when one of the cells is in hundredths and the others are not.
fn is_mixed(row: &Row, terms: &[usize], column: usize) -> bool {
    let is_share = |column: usize| row.cells[column].contains('%');
    terms.iter().any(|&term| is_share(term) != is_share(column))
}

/// How many parts of a unit the cells print.
fn scale(row: &Row, terms: &[usize], column: usize) -> f64 {
    let n = terms.iter().chain([&column]).map(|&column| decimals(&row.cells[column])).max();
    10f64.powi(n.unwrap_or(0) as i32)
}

fn rounded(value: f64, scale: f64) -> f64 {
    (value * scale).round() / scale
}
