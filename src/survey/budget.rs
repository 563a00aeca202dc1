//! The accounts of budgets and annual reports by year, as the tables of documents tell them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::plot::{Columns, Series};
use crate::record::RowKind;
use crate::record::v1::Record;

/// What a column of a budget may be of, in the order of a legend; the last where its head does not tell.
pub const KINDS: [&str; 6] = ["bokslut", "utfall", "prognos", "budget", "plan", ""];

/// How well a value is proven, the best first.
pub const PROOFS: [&str; 4] = ["proven", "mended", "unproven", "failed"];

/// A table that figures stand in.
#[derive(Debug, PartialEq, Eq)]
pub struct TableAt {
    /// The document.
    pub id: String,
    /// Its first byte in the document's text.
    pub start: u64,
    /// Its page, from 1.
    pub page: u32,
    /// The title over it.
    pub title: Option<String>,
}

/// A number of an account.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The account's name in the vocabulary of the record.
    pub account: String,
    /// The year that the head of its column tells.
    pub year: Option<i32>,
    /// The place in [`KINDS`].
    pub kind: usize,
    /// In whole kronor; `None` where the unit is not of kronor.
    pub sek: Option<i64>,
    /// The place in [`PROOFS`].
    pub proof: usize,
    /// Its page, from 1.
    pub page: u32,
    /// Its table.
    pub table: Arc<TableAt>,
}

/// The numbers of a record that belong to accounts.
pub fn figures(record: &Record) -> Vec<Figure> {
    let has_accounts = record.tables.iter().flat_map(|table| &table.rows);
    if !has_accounts.into_iter().any(|row| row.account.is_some()) {
        return Vec::new();
    }
    let tables: Vec<Arc<TableAt>> = record
        .tables
        .iter()
        .map(|table| {
            let title = table.title.clone();
            let (start, page) = (table.span.start, table.span.page);
            Arc::new(TableAt { id: record.id.clone(), start, page, title })
        })
        .collect();
    let columns = RowKind::Cells.columns();
    let at = |name: &str| columns.iter().position(|column| column.name == name);
    let figure = |row: Vec<String>| {
        let cell = |name: &str| at(name).and_then(|at| row.get(at)).map_or("", String::as_str);
        let kind = KINDS.iter().position(|kind| *kind == cell("kind"))?;
        if cell("account").is_empty() || cell("number").is_empty() {
            return None;
        }
        let table = cell("table").parse::<usize>().ok()?.checked_sub(1)?;
        Some(Figure {
            account: cell("account").to_owned(),
            year: cell("year").parse().ok(),
            kind,
            sek: cell("sek").parse::<f64>().ok().map(|sek| sek as i64),
            proof: PROOFS.iter().position(|proof| *proof == cell("proof")).unwrap_or(2),
            page: cell("page").parse().unwrap_or(1),
            table: Arc::clone(tables.get(table)?),
        })
    };
    RowKind::Cells.rows(record).into_iter().filter_map(figure).collect()
}

/// An amount of an account, a year and a kind, and where it is printed.
#[derive(Debug, Clone)]
pub struct Printed {
    /// Its best proof, a place in [`PROOFS`].
    pub proof: usize,
    /// How often it is printed.
    pub count: u32,
    /// Where it is proven best.
    pub table: Arc<TableAt>,
    /// On which page of the document.
    pub page: u32,
}

/// The account of one organization.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// The names of those who print it, and in how many documents each.
    pub names: BTreeMap<String, u32>,
    /// In how many documents it is printed.
    pub n_documents: u32,
    /// For each year and kind: each amount printed.
    pub values: BTreeMap<(i32, usize), BTreeMap<i64, Printed>>,
    /// Values without a year.
    pub undated: u32,
    /// Values that count no kronor that are known.
    pub unitless: u32,
}

/// The amounts that are shown, by year and place in [`KINDS`].
pub type Chosen<'a> = BTreeMap<(i32, usize), (i64, &'a Printed)>;

impl Account {
    /// Takes what `record` tells of the account that is called so.
    pub fn add(&mut self, record: &Record, account: &str) {
        let figures = figures(record);
        let figures: Vec<&Figure> =
            figures.iter().filter(|figure| figure.account == account).collect();
        self.add_figures(&figures, record.organization.as_deref());
    }

    /// Takes figures of one document of the organization called so.
    pub fn add_figures(&mut self, figures: &[&Figure], organization: Option<&str>) {
        let mut is_here = false;
        for figure in figures {
            is_here |= self.put(figure);
        }
        if is_here {
            self.n_documents += 1;
            *self.names.entry(organization.unwrap_or_default().to_owned()).or_default() += 1;
        }
    }

    /// True where the figure has a year and counts kronor.
    fn put(&mut self, figure: &Figure) -> bool {
        let (year, sek) = match (figure.year, figure.sek) {
            (_, None) => {
                self.unitless += 1;
                return false;
            }
            (None, _) => {
                self.undated += 1;
                return false;
            }
            (Some(year), Some(sek)) => (year, sek),
        };
        let told = self.values.entry((year, figure.kind)).or_default();
        let printed = || Printed {
            proof: figure.proof,
            count: 0,
            table: Arc::clone(&figure.table),
            page: figure.page,
        };
        let told = told.entry(sek).or_insert_with(printed);
        if figure.proof < told.proof {
            *told = Printed { count: told.count, ..printed() };
        }
        told.count += 1;
        true
    }

    /// The organization's name as most documents print it.
    pub fn name(&self) -> &str {
        let often = self.names.iter().rev().max_by_key(|(_, count)| **count);
        often.map_or("", |(name, _)| name.as_str())
    }

    /// Of each year and kind the amount that is shown.
    pub fn chosen(&self) -> Chosen<'_> {
        self.values.iter().filter_map(|(at, values)| Some((*at, best(values)?))).collect()
    }

    /// How many years and kinds are printed with several amounts.
    pub fn n_several(&self) -> usize {
        self.values.values().filter(|values| values.len() > 1).count()
    }
}

/// Of several values the best proven; of these the largest, which is the whole where others are of its parts.
fn best(values: &BTreeMap<i64, Printed>) -> Option<(i64, &Printed)> {
    let rank = |(value, printed): &(&i64, &Printed)| {
        (std::cmp::Reverse(printed.proof), value.unsigned_abs(), printed.count)
    };
    values.iter().max_by_key(rank).map(|(value, printed)| (*value, printed))
}

/// The unit that such amounts are told in, and how many kronor it is.
pub fn unit(chosen: &Chosen<'_>) -> (&'static str, f64) {
    match chosen.values().map(|(value, _)| value.unsigned_abs()).max().unwrap_or(0) {
        10_000_000.. => ("mnkr", 1e6),
        10_000.. => ("tkr", 1e3),
        _ => ("kr", 1.0),
    }
}

/// The years from the first to the last.
pub fn years(chosen: &Chosen<'_>) -> Vec<i32> {
    /// A year misread as 201 or 20244 must not make thousands of empty places.
    const MOST: i32 = 200;
    let first = chosen.keys().map(|(year, _)| *year).min().unwrap_or(0);
    let last = chosen.keys().map(|(year, _)| *year).max().unwrap_or(-1);
    if last.saturating_sub(first) < MOST {
        return (first..=last).collect();
    }
    let mut years: Vec<i32> = chosen.keys().map(|(year, _)| *year).collect();
    years.dedup();
    years
}

/// Columns by year, a series for each kind; `kinds` are their names, in the order of [`KINDS`].
pub fn columns(chosen: &Chosen<'_>, account: &str, along: &str, kinds: [&str; 6]) -> Columns {
    let (unit, factor) = unit(chosen);
    let years = years(chosen);
    let there = (0..KINDS.len()).filter(|kind| chosen.keys().any(|(_, told)| told == kind));
    let series = there.map(|kind| {
        let value = |year: &i32| chosen.get(&(*year, kind)).map(|(sek, _)| *sek as f64 / factor);
        Series { name: kinds[kind].to_owned(), values: years.iter().map(value).collect() }
    });
    Columns {
        measure: format!("{account}, {unit}"),
        along: along.to_owned(),
        series: series.collect(),
        places: years.iter().map(ToString::to_string).collect(),
        stacked: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(proof: usize, count: u32) -> Printed {
        let table = TableAt { id: "a".to_owned(), start: 0, page: 1, title: None };
        Printed { proof, count, table: Arc::new(table), page: 1 }
    }

    #[test]
    fn of_several_values_the_best_proven_is_shown() {
        let best_of = |told: &[(i64, usize, u32)]| {
            let values = told.iter().map(|(value, proof, count)| (*value, printed(*proof, *count)));
            best(&values.collect()).map(|(value, printed)| (value, printed.proof))
        };
        assert_eq!(best_of(&[(100, 0, 1), (200, 2, 9)]), Some((100, 0)));
        assert_eq!(best_of(&[(100, 0, 3), (200, 0, 1)]), Some((200, 0)), "parts and the whole");
        assert_eq!(best_of(&[(-300, 2, 1), (200, 2, 1)]), Some((-300, 2)));
        assert_eq!(best_of(&[(100, 3, 9), (50, 2, 1)]), Some((50, 2)), "not the failed one");
        assert_eq!(best_of(&[]), None);
    }

    #[test]
    fn the_unit_is_as_large_as_the_sums() {
        let mut of = Account::default();
        for (year, kind, value) in [(2022, 0, -4_500_000), (2024, 3, 12_000_000)] {
            of.values.insert((year, kind), [(value, printed(0, 1))].into_iter().collect());
        }
        let columns = columns(&of.chosen(), "Resultat", "År", KINDS);
        assert_eq!(columns.measure, "Resultat, mnkr");
        assert_eq!(columns.places, ["2022", "2023", "2024"]);
        assert_eq!(columns.series[0].values, [Some(-4.5), None, None]);
        assert_eq!(columns.series[1].name, "budget");
        assert!(years(&Account::default().chosen()).is_empty());
    }

    #[test]
    fn a_misread_year_makes_no_desert() {
        let mut of = Account::default();
        for year in [201, 2024] {
            of.values.insert((year, 0), [(1, printed(0, 1))].into_iter().collect());
        }
        assert_eq!(years(&of.chosen()), [201, 2024]);
    }

    #[test]
    fn the_place_of_the_best_proof_is_kept() {
        let figure = |proof, page| Figure {
            account: "lön".to_owned(),
            year: Some(2024),
            kind: 0,
            sek: Some(5),
            proof,
            page,
            table: printed(0, 0).table,
        };
        let mut of = Account::default();
        let (first, better) = (figure(2, 1), figure(0, 7));
        let odd = Figure { year: None, ..figure(0, 1) };
        let foreign = Figure { sek: None, ..figure(0, 1) };
        of.add_figures(&[&first, &better, &odd, &foreign], Some("A"));
        let (_, told) = of.chosen()[&(2024, 0)];
        assert_eq!((told.page, told.proof, told.count), (7, 0, 2));
        assert_eq!((of.undated, of.unitless, of.n_documents, of.name()), (1, 1, 1, "A"));
    }
}
