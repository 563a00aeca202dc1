//! Hits counted by two facets across each other, no larger than can be shown.

use std::collections::{BTreeMap, HashMap};

use crate::index::{Facet, Index, Request};
use crate::mask::Masker;
use crate::swedish::tokens::fold_all;
use crate::web::Error;
use crate::web::asked::Asked;
use crate::web::told::request;

/// Rows that are shown; the rest stand together.
pub(super) const MOST_ROWS: usize = 60;

/// Columns that are shown; the rest stand together.
pub(super) const MOST_COLUMNS: usize = 40;

/// A cross table. Rows and columns have the most hits first, years stand in order, and the rest last.
#[derive(Debug)]
pub(in crate::web) struct Crossed {
    rows: Vec<Option<String>>,
    columns: Vec<Option<String>>,
    /// True where the last row, or column, is of all that have less.
    has_rest_row: bool,
    has_rest_column: bool,
    counts: Vec<Vec<u64>>,
    /// The words of the texts of each cell, row and column.
    words: Vec<Vec<u64>>,
    row_words: Vec<u64>,
    column_words: Vec<u64>,
    all_words: u64,
    /// Each hit once, though it may stand in several cells.
    total: u64,
}

/// What is told of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// How many hits.
    Count,
    /// In hundredths of all hits.
    OfAll,
    /// For each million words.
    Rate,
}

type Pairs = BTreeMap<Vec<Option<String>>, u64>;

/// The query of a comparison; clauses, where no words are looked for.
pub(super) fn query(asked: &Asked) -> String {
    match (asked.query.is_empty(), asked.unit.is_empty()) {
        (true, true) => "enhet:clause".to_owned(),
        (true, false) => format!("enhet:{}", asked.unit),
        (false, _) => asked.query.clone(),
    }
}

impl Crossed {
    /// Names without what `masker` hides.
    pub(in crate::web) fn of(
        index: &Index,
        asked: &Asked,
        (row, column): (Facet, Facet),
        masker: &Masker,
    ) -> Result<Self, Error> {
        let request = Request { limit: 0, query: query(asked), ..request(asked)? };
        let answer = index.answer(&request)?;
        let mut names = Names { shown: HashMap::new(), masker };
        let crossed = names.merged(answer.cross(&[row, column])?, [row, column]);
        // Texts have some facets alone; of the others each cell is of all words.
        let facets: Vec<Facet> =
            [row, column].into_iter().filter(|facet| facet.is_of_text()).collect();
        let words = answer.words(&facets)?;
        let mut words_of = Pairs::new();
        for (values, n) in words {
            let mut values = values.into_iter();
            let mut of =
                |facet: Facet| if facet.is_of_text() { values.next().flatten() } else { None };
            *words_of.entry(vec![of(row), of(column)]).or_default() += n;
        }
        let words_of = names.merged(words_of, [row, column]);
        Ok(Self::new(&crossed, &words_of, (row, column), answer.total() as u64))
    }

    fn new(crossed: &Pairs, words: &Pairs, (row, column): (Facet, Facet), total: u64) -> Self {
        let (rows, has_rest_row) = values(crossed, 0, row, MOST_ROWS);
        let (columns, has_rest_column) = values(crossed, 1, column, MOST_COLUMNS);
        let mut made = Self {
            counts: vec![vec![0; columns.len()]; rows.len()],
            words: vec![vec![0; columns.len()]; rows.len()],
            row_words: vec![0; rows.len()],
            column_words: vec![0; columns.len()],
            all_words: words.values().sum(),
            has_rest_row,
            has_rest_column,
            total,
            rows,
            columns,
        };
        let places = |values: &[Option<String>],
                      has_rest: bool|
         -> HashMap<Option<String>, usize> {
            let n_own = values.len() - usize::from(has_rest);
            values.iter().take(n_own).cloned().enumerate().map(|(at, value)| (value, at)).collect()
        };
        let (of_rows, of_columns) =
            (places(&made.rows, has_rest_row), places(&made.columns, has_rest_column));
        let place = |of: &HashMap<Option<String>, usize>,
                     value: &Option<String>,
                     has_rest: bool,
                     n: usize| {
            of.get(value).copied().or_else(|| has_rest.then(|| n.saturating_sub(1)))
        };
        let (n_rows, n_columns) = (made.rows.len(), made.columns.len());
        for (values, n) in crossed {
            let [one, other] = values.as_slice() else { continue };
            let at = place(&of_rows, one, has_rest_row, n_rows);
            let to = place(&of_columns, other, has_rest_column, n_columns);
            if let (Some(at), Some(to)) = (at, to) {
                made.counts[at][to] += n;
            }
        }
        for (values, n) in words {
            let [one, other] = values.as_slice() else { continue };
            // What texts do not tell is of every row, or every column.
            let all = |facet: Facet, at: Option<usize>, n: usize| match at {
                _ if !facet.is_of_text() => (0..n).collect(),
                Some(at) => vec![at],
                None => Vec::new(),
            };
            let at = all(row, place(&of_rows, one, has_rest_row, n_rows), n_rows);
            let to = all(column, place(&of_columns, other, has_rest_column, n_columns), n_columns);
            at.iter().for_each(|at| made.row_words[*at] += n);
            to.iter().for_each(|to| made.column_words[*to] += n);
            for at in at {
                to.iter().for_each(|to| made.words[at][*to] += n);
            }
        }
        made
    }

    /// Every combination of values that is shown, with how many hits it has.
    pub(super) fn combinations(&self) -> impl Iterator<Item = (usize, usize, u64)> {
        let rows = self.counts.iter().enumerate();
        rows.flat_map(|(row, counts)| {
            counts.iter().enumerate().map(move |(column, n)| (row, column, *n))
        })
    }

    pub(super) fn rows(&self) -> &[Option<String>] {
        &self.rows
    }

    pub(super) fn columns(&self) -> &[Option<String>] {
        &self.columns
    }

    pub(super) fn is_rest_row(&self, at: usize) -> bool {
        self.has_rest_row && at + 1 == self.rows.len()
    }

    pub(super) fn is_rest_column(&self, at: usize) -> bool {
        self.has_rest_column && at + 1 == self.columns.len()
    }

    pub(super) fn is_lumped(&self) -> bool {
        self.has_rest_row || self.has_rest_column
    }

    pub(super) fn total(&self) -> u64 {
        self.total
    }

    pub(super) fn count(&self, row: usize, column: usize) -> u64 {
        self.counts[row][column]
    }

    pub(super) fn row_sum(&self, row: usize) -> u64 {
        self.counts[row].iter().sum()
    }

    pub(super) fn column_sum(&self, column: usize) -> u64 {
        self.counts.iter().map(|row| row[column]).sum()
    }

    /// The sum of all cells, in which a hit with two values stands twice.
    pub(super) fn sum(&self) -> u64 {
        (0..self.rows.len()).map(|row| self.row_sum(row)).sum()
    }

    /// Hits for each million words: of a cell, a row, a column, or all.
    pub(super) fn rate(&self, row: Option<usize>, column: Option<usize>) -> Option<f64> {
        let (hits, words) = match (row, column) {
            (Some(row), Some(column)) => (self.count(row, column), self.words[row][column]),
            (Some(row), None) => (self.row_sum(row), self.row_words[row]),
            (None, Some(column)) => (self.column_sum(column), self.column_words[column]),
            (None, None) => (self.sum(), self.all_words),
        };
        (words > 0).then(|| hits as f64 * 1e6 / words as f64)
    }

    /// What a bar of the row is as long as.
    pub(super) fn of_row(&self, row: usize, scale: Scale) -> Option<f64> {
        let sum = self.row_sum(row) as f64;
        match scale {
            Scale::Count => Some(sum),
            Scale::OfAll => Some(sum * 100.0 / self.sum().max(1) as f64),
            Scale::Rate => self.rate(Some(row), None),
        }
    }
}

/// Names of organizations and bodies that differ in no letter but large and small: a search for one finds both.
struct Names<'a> {
    shown: HashMap<String, String>,
    masker: &'a Masker,
}

impl Names<'_> {
    /// The same with one name for each; that which most have.
    fn merged(&mut self, crossed: Pairs, facets: [Facet; 2]) -> Pairs {
        let mut often: BTreeMap<&str, u64> = BTreeMap::new();
        for (values, n) in &crossed {
            for (value, facet) in values.iter().zip(facets) {
                if let Some(name) = value.as_deref().filter(|_| is_name(facet)) {
                    *often.entry(name).or_default() += n;
                }
            }
        }
        let mut often: Vec<(&str, u64)> = often.into_iter().collect();
        often.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
        for (name, _) in often {
            let shown = || self.masker.text(name).into_owned();
            self.shown.entry(fold_all(name)).or_insert_with(shown);
        }
        let shown = |(value, facet): (Option<String>, Facet)| {
            let known = value
                .as_deref()
                .filter(|_| is_name(facet))
                .and_then(|name| self.shown.get(&fold_all(name)));
            known.cloned().or(value)
        };
        let mut merged = Pairs::new();
        for (values, n) in crossed {
            *merged.entry(values.into_iter().zip(facets).map(shown).collect()).or_default() += n;
        }
        merged
    }
}

fn is_name(facet: Facet) -> bool {
    matches!(facet, Facet::Organization | Facet::Body)
}

/// The values that stand beside or above, and whether the last is of all the others.
fn values(crossed: &Pairs, nth: usize, facet: Facet, most: usize) -> (Vec<Option<String>>, bool) {
    let mut sums: BTreeMap<&Option<String>, u64> = BTreeMap::new();
    for (values, n) in crossed {
        if let Some(value) = values.get(nth) {
            *sums.entry(value).or_default() += n;
        }
    }
    let mut all: Vec<(&Option<String>, u64)> = sums.into_iter().collect();
    all.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
    let has_rest = all.len() > most;
    all.truncate(if has_rest { most - 1 } else { most });
    if facet == Facet::Year {
        all.sort_by_key(|(value, _)| (value.is_none(), value.as_ref()));
    } else {
        all.sort_by_key(|(value, _)| value.is_none());
    }
    let mut values: Vec<Option<String>> = all.into_iter().map(|(value, _)| value.clone()).collect();
    if has_rest {
        values.push(None);
    }
    (values, has_rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(told: &[(&str, &str, u64)]) -> Pairs {
        let value = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        told.iter().map(|(one, other, n)| (vec![value(one), value(other)], *n)).collect()
    }

    #[test]
    fn rows_by_hits_and_years_in_order() {
        let hits = pairs(&[("A", "2015", 2), ("A", "2014", 1), ("B", "2014", 9), ("B", "", 1)]);
        let made = Crossed::new(&hits, &Pairs::new(), (Facet::Organization, Facet::Year), 13);
        let names = |values: &[Option<String>]| {
            values.iter().map(|value| value.clone().unwrap_or_default()).collect::<Vec<_>>()
        };
        assert_eq!(names(made.rows()), ["B", "A"]);
        assert_eq!(names(made.columns()), ["2014", "2015", ""]);
        assert_eq!(
            (made.count(0, 0), made.row_sum(1), made.column_sum(0), made.sum()),
            (9, 3, 10, 13)
        );
        assert!(!made.is_lumped());
        assert_eq!(made.of_row(0, Scale::OfAll), Some(1_000.0 / 13.0));
    }

    #[test]
    fn names_that_differ_in_large_letters_are_one() {
        let hits = pairs(&[
            ("Göteborgs Stad", "avslå", 5),
            ("Göteborgs stad", "avslå", 2),
            ("Göteborg", "Avslå", 1),
        ]);
        let facets = [Facet::Organization, Facet::Action];
        let masker = Masker::open();
        let mut names = Names { shown: HashMap::new(), masker: &masker };
        let merged = names.merged(hits, facets);
        assert_eq!(merged, pairs(&[("Göteborgs Stad", "avslå", 7), ("Göteborg", "Avslå", 1)]));
        // Words are of the same names, whichever is the commoner among them.
        let words = names.merged(pairs(&[("Göteborgs stad", "", 9)]), facets);
        assert_eq!(words, pairs(&[("Göteborgs Stad", "", 9)]));
    }

    #[test]
    fn what_is_too_much_is_lumped_and_nothing_is_lost() {
        let mut hits = Pairs::new();
        for row in 0..100_u64 {
            for column in 0..50 {
                hits.insert(
                    vec![Some(format!("r{row}")), Some(format!("{}", 1900 + column))],
                    row + 1,
                );
            }
        }
        let made = Crossed::new(&hits, &Pairs::new(), (Facet::Body, Facet::Year), 1);
        assert_eq!((made.rows().len(), made.columns().len()), (MOST_ROWS, MOST_COLUMNS));
        assert!(made.is_rest_row(59) && made.is_rest_column(39) && !made.is_rest_row(58));
        assert_eq!(made.rows()[0].as_deref(), Some("r99"));
        assert_eq!(made.sum(), hits.values().sum::<u64>());
    }

    #[test]
    fn words_of_what_texts_do_not_tell_are_those_of_all() {
        let hits = pairs(&[("decision", "2014", 4), ("proposal", "2015", 1)]);
        // Texts have no status.
        let words = pairs(&[("", "2014", 2_000_000), ("", "2015", 500_000)]);
        let made = Crossed::new(&hits, &words, (Facet::Status, Facet::Year), 5);
        assert_eq!(made.rate(Some(0), Some(0)), Some(2.0));
        assert_eq!(made.rate(Some(1), Some(1)), Some(2.0));
        assert_eq!(made.rate(Some(1), Some(0)), Some(0.0));
        assert_eq!(made.rate(Some(0), None), Some(4.0 / 2.5));
        assert_eq!(made.rate(None, Some(1)), Some(2.0));
        assert_eq!(made.rate(None, None), Some(2.0));
        let none = Crossed::new(&hits, &Pairs::new(), (Facet::Status, Facet::Year), 5);
        assert_eq!(none.rate(Some(0), Some(0)), None);
    }
}
