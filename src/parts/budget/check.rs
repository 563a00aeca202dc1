//! Totals → [`Check`]s: which rows add up to them.

use super::sum::{Ledger, Trial, n_held, proven, try_terms};
use crate::model::{Check, Row, RowRole};

/// Rows that one search may look at.
pub(super) const MAX_ROWS: usize = 400;
/// Rows that a row before them may add up.
const MAX_PARTS: usize = 12;

/// The arithmetic of a table; a total that only its sum gives away gets its role here.
///
/// `is_whole` tells that the table's first row is surely known: a header stands over it.
pub(super) fn checks(columns: &[String], rows: &mut [Row], is_whole: bool) -> Vec<Check> {
    if rows.len() > MAX_ROWS {
        return Vec::new();
    }
    let mut search = Search {
        ledger: Ledger::new(columns, rows),
        is_whole,
        open: Vec::new(),
        block: 0,
        parts: Vec::new(),
        checks: Vec::new(),
    };
    let mut idx = 0;
    while idx < rows.len() {
        let has_values = rows[idx].numbers.iter().any(Option::is_some);
        idx = match rows[idx].role {
            RowRole::Section => search.section(idx),
            RowRole::Total if has_values => search.total(rows, idx),
            RowRole::Body if has_values && !is_of_which(&rows[idx]) => search.body(rows, idx),
            _ => idx + 1,
        };
    }
    search.checks
}

/// "därav", "varav": a part of the row above, no term of its own.
fn is_of_which(row: &Row) -> bool {
    let label = row.cells.first().map_or(String::new(), |label| label.to_lowercase());
    let word = label.trim_start_matches(|letter: char| !letter.is_alphabetic());
    word.starts_with("därav") || word.starts_with("varav")
}

/// A walk down a table.
struct Search {
    ledger: Ledger,
    is_whole: bool,
    /// Rows that no total has taken yet.
    open: Vec<usize>,
    /// Where in `open` the rows since the last total or section begin.
    block: usize,
    /// Rows that were taken for the parts of an open row above them, with that row.
    parts: Vec<(usize, Vec<usize>)>,
    checks: Vec<Check>,
}

impl Search {
    fn section(&mut self, idx: usize) -> usize {
        self.block = self.open.len();
        idx + 1
    }

    /// A row that no word calls a total; the sum may.
    fn body(&mut self, rows: &mut [Row], idx: usize) -> usize {
        if let Some(next) = self.parts_below(rows, idx) {
            return next;
        }
        let block = &self.open[self.block..];
        let nearest = block.iter().rev().take(MAX_PARTS * 4).copied();
        let proven = self.ledger.likely(idx, nearest).into_iter().rev().find_map(|n| {
            let terms = signed(&block[block.len() - n..]);
            proven(&self.ledger, idx, &terms)
        });
        match proven {
            Some(trial) => {
                rows[idx].role = RowRole::Total;
                self.take(trial, idx);
            }
            None => self.open.push(idx),
        }
        idx + 1
    }

    /// A row whose parts stand under it: "Anläggningstillgångar 866 / Maskiner 354 / Värdepapper 512".
    fn parts_below(&mut self, rows: &[Row], idx: usize) -> Option<usize> {
        let is_part =
            |row: &Row| row.role == RowRole::Body && row.numbers.iter().any(Option::is_some);
        let n_parts = rows[idx + 1..].iter().take(MAX_PARTS).take_while(|row| is_part(row)).count();
        let below = idx + 1..=idx + n_parts;
        let trial = self.ledger.likely(idx, below).into_iter().find_map(|n| {
            let terms: Vec<(usize, f64)> = (idx + 1..=idx + n).map(|row| (row, 1.0)).collect();
            proven(&self.ledger, idx, &terms)
        })?;
        let next = idx + 1 + trial.terms.len();
        self.checks.extend(trial.checks);
        self.open.push(idx);
        self.parts.push((idx, trial.terms));
        Some(next)
    }

    /// A row that calls itself a total.
    fn total(&mut self, rows: &[Row], idx: usize) -> usize {
        if let Some(trial) = self.best(rows, idx).filter(|trial| self.may_tell(trial)) {
            self.take(trial, idx);
            return idx + 1;
        }
        if let Some(next) = self.parts_below(rows, idx) {
            return next;
        }
        self.open.push(idx);
        self.block = self.open.len();
        idx + 1
    }

    /// A sum that fails tells nothing where rows before the first may be missing.
    fn may_tell(&self, trial: &Trial) -> bool {
        self.is_whole || trial.n_held == trial.checks.len() || !trial.terms.contains(&0)
    }

    /// The rows that most likely make the total `idx`.
    fn best(&mut self, rows: &[Row], idx: usize) -> Option<Trial> {
        let best = self.best_of_open(rows, idx);
        if self.parts.is_empty()
            || best.as_ref().is_some_and(|trial| trial.n_held == trial.checks.len())
        {
            return best;
        }
        // A row may by chance be the sum of the rows under it: try them as rows of their own.
        let kept = (self.open.clone(), self.block);
        let from = self.open.get(self.block).copied().unwrap_or(idx);
        for (parent, parts) in &self.parts {
            if let Some(at) = self.open.iter().position(|row| row == parent) {
                self.open.splice(at + 1..at + 1, parts.iter().copied());
            }
        }
        self.block = self.open.iter().position(|row| *row >= from).unwrap_or(self.open.len());
        match self.best_of_open(rows, idx).filter(|trial| trial.n_held == trial.checks.len()) {
            Some(trial) => {
                let parents: Vec<usize> = self.parts.drain(..).map(|(parent, _)| parent).collect();
                self.checks.retain(|check| !parents.contains(&check.row));
                Some(trial)
            }
            None => {
                (self.open, self.block) = kept;
                best
            }
        }
    }

    /// The rows among the open ones that most likely make the total `idx`.
    fn best_of_open(&self, rows: &[Row], idx: usize) -> Option<Trial> {
        let n_open = self.open.len();
        let n_block = n_open - self.block;
        let near =
            [n_block, n_open].into_iter().chain(2..=n_open.min(MAX_PARTS * 4)).filter(|n| *n >= 2);
        let suffixes = near.map(|n| signed(&self.open[n_open - n..]));
        let minus = (n_open >= 2)
            .then(|| vec![(self.open[n_open - 2], 1.0), (self.open[n_open - 1], -1.0)]);
        let mut best: Option<(usize, Vec<(usize, f64)>)> = None;
        for terms in suffixes.chain(minus) {
            let (n_held, n_told) = n_held(&self.ledger, idx, &terms);
            if n_held > 0 && n_held == n_told {
                return Some(try_terms(&self.ledger, idx, &terms));
            }
            if best.as_ref().is_none_or(|(most, _)| n_held > *most) {
                best = Some((n_held, terms));
            }
        }
        let best = best.map(|(_, terms)| try_terms(&self.ledger, idx, &terms));
        // Nothing holds throughout: what holds in most columns, or the rows right above a word for sum.
        let says_sum = is_sum_word(&rows[idx]);
        let is_likely = |trial: &Trial| {
            let failed = trial.checks.len() - trial.n_held;
            trial.n_held > failed && trial.n_held >= 2
                || says_sum && trial.n_held == failed && trial.n_held > 0
        };
        best.filter(is_likely).or_else(|| {
            let terms = (says_sum && n_block >= 2).then(|| signed(&self.open[self.block..]))?;
            Some(try_terms(&self.ledger, idx, &terms)).filter(Trial::is_near)
        })
    }

    /// Records `trial`; its terms are used up and the total stands for them.
    fn take(&mut self, trial: Trial, idx: usize) {
        let n_left =
            self.open.iter().position(|row| trial.terms.contains(row)).unwrap_or(self.open.len());
        self.checks.extend(trial.checks);
        self.open.truncate(n_left);
        self.open.push(idx);
        self.block = self.open.len();
    }
}

fn signed(rows: &[usize]) -> Vec<(usize, f64)> {
    rows.iter().map(|&row| (row, 1.0)).collect()
}

/// "Summa", "Totalt": a row that must be a sum, where a result may be a difference of rows elsewhere.
fn is_sum_word(row: &Row) -> bool {
    let label = row.cells.first().map_or(String::new(), |label| label.to_lowercase());
    ["summa", "total", "s:a", "delsumma"].iter().any(|word| label.starts_with(word))
}
