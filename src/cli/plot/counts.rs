//! Clauses or documents, counted by year or by organisation.

use std::collections::BTreeMap;

use super::super::args::{Counted, Plot};
use super::{Days, Found, capital, counted, date, folded, measure, year};
use crate::plot::{self, Bar, Bars, Drawing, Picture, Tally, by_year};
use crate::record::v1::{Record, Status};

/// The sorts of documents that have a colour of their own.
const SORTS: usize = 5;
/// The others.
const OTHERS: &str = "övriga sorter";

/// What is counted of each document: for each series, how much.
#[derive(Debug, Default)]
struct Counts {
    n_documents: f64,
    total: f64,
    undated: f64,
    days: Days,
}

impl Counts {
    fn add(&mut self, record: &Record, n: f64) {
        self.n_documents += 1.0;
        self.total += n;
        self.days.add(date(record));
        if year(record).is_none() {
            self.undated += n;
        }
    }

    /// "261 att-satser ur 40 dokument, 1971-02-22–2025-05-22."
    fn told(&self, count: Counted) -> String {
        let of = match count {
            Counted::Clauses => {
                format!(" ur {}", counted(Counted::Documents, self.n_documents))
            }
            Counted::Documents => String::new(),
        };
        format!("{}{of}{}.", capital(&counted(count, self.total)), self.days.told())
    }
}

/// How much of each series a document has.
fn of_document(found: &Found<'_>, record: &Record, count: Counted) -> Vec<(String, f64)> {
    match count {
        Counted::Documents => vec![(sort(record), 1.0)],
        Counted::Clauses => {
            let clauses = record.decisions.iter().flat_map(|decision| &decision.clauses);
            let here = clauses.filter(|clause| found.has_clause(record, clause.span.start));
            here.map(|clause| (status(clause.status).to_owned(), 1.0)).collect()
        }
    }
}

fn sort(record: &Record) -> String {
    let word = serde_json::to_value(record.kind).unwrap_or_default();
    word.as_str().unwrap_or_default().to_owned()
}

const STATUSES: [&str; 5] = ["beslut", "förslag", "noterat", "delegerat", "refererat"];

fn status(status: Status) -> &'static str {
    match status {
        Status::Decision => STATUSES[0],
        Status::Proposal => STATUSES[1],
        Status::Noted => STATUSES[2],
        Status::Delegated => STATUSES[3],
        Status::Reported => STATUSES[4],
    }
}

pub(super) fn timeline(found: &Found<'_>, args: &Plot) -> anyhow::Result<Picture> {
    let mut counts = Counts::default();
    let mut years: BTreeMap<i32, BTreeMap<String, f64>> = BTreeMap::new();
    found.try_each(&mut |record| {
        let told = of_document(found, record, args.count);
        if told.is_empty() {
            return Ok(());
        }
        counts.add(record, told.iter().map(|(_, n)| n).sum());
        if let Some(year) = year(record) {
            let series = years.entry(year).or_default();
            told.into_iter().for_each(|(name, n)| *series.entry(name).or_default() += n);
        }
        Ok(())
    })?;
    let series = series(&years, args.count);
    let mut tally = Tally { series, counts: BTreeMap::new(), of: None };
    for (year, told) in &years {
        let of = |name: &String| told.get(name).copied().unwrap_or(0.0);
        let mut row: Vec<f64> = tally.series.iter().map(of).collect();
        if tally.series.last().is_some_and(|name| name == OTHERS) {
            let known: f64 = row.iter().sum();
            row.pop();
            row.push(told.values().sum::<f64>() - known);
        }
        tally.counts.insert(*year, row);
    }
    let mut notes = vec![counts.told(args.count)];
    if counts.undated > 0.0 {
        notes.push(format!("{} utan datum visas inte.", counted(args.count, counts.undated)));
    }
    if args.per.is_some() {
        let mut of: BTreeMap<i32, f64> = BTreeMap::new();
        found.try_each_size(&mut |record, n_words| {
            if let Some(year) = year(record) {
                *of.entry(year).or_default() += n_words;
            }
        })?;
        notes.push(per(of.values().sum(), "alla arkivets dokument från samma år"));
        tally.of = Some(of);
    }
    let measure = measure(args);
    let columns = by_year(&tally, &measure);
    let title = format!("{measure} per {}", columns.along.to_lowercase());
    Ok(Picture {
        title: title.replace("ord per år", "ord, år för år"),
        notes,
        drawing: Drawing::Columns(columns),
    })
}

/// The series that there are: statuses in their order, sorts by how many.
fn series(years: &BTreeMap<i32, BTreeMap<String, f64>>, count: Counted) -> Vec<String> {
    let mut totals: BTreeMap<&str, f64> = BTreeMap::new();
    for (name, n) in years.values().flatten() {
        *totals.entry(name).or_default() += n;
    }
    if count == Counted::Clauses {
        let there = STATUSES.into_iter().filter(|name| totals.contains_key(name));
        return there.map(str::to_owned).collect();
    }
    let mut sorts: Vec<(&str, f64)> = totals.into_iter().collect();
    sorts.sort_by(|one, other| other.1.total_cmp(&one.1));
    let has_others = sorts.len() > SORTS + 1;
    let own = sorts.into_iter().take(if has_others { SORTS } else { SORTS + 1 });
    let own = own.map(|(name, _)| name.to_owned());
    own.chain(has_others.then(|| OTHERS.to_owned())).collect()
}

/// What is counted of one organisation, and how its name is printed.
#[derive(Debug, Default)]
struct Of {
    n: f64,
    words: f64,
    names: BTreeMap<String, u32>,
}

impl Of {
    fn name(&self) -> String {
        let often = self.names.iter().rev().max_by_key(|(_, count)| **count);
        often.map(|(name, _)| name.clone()).unwrap_or_default()
    }

    fn value(&self, is_per: bool) -> Option<f64> {
        match is_per {
            false => Some(self.n),
            true => (self.words > 0.0).then(|| self.n / self.words * 1e6),
        }
    }
}

pub(super) fn organisations(found: &Found<'_>, args: &Plot) -> anyhow::Result<Picture> {
    let mut counts = Counts::default();
    let mut all: BTreeMap<Option<String>, Of> = BTreeMap::new();
    found.try_each(&mut |record| {
        let told = of_document(found, record, args.count);
        if told.is_empty() {
            return Ok(());
        }
        let n = told.iter().map(|(_, n)| n).sum();
        counts.add(record, n);
        let of = all.entry(record.organization.as_deref().map(folded)).or_default();
        of.n += n;
        let name = record.organization.clone().unwrap_or_default();
        *of.names.entry(name).or_default() += 1;
        Ok(())
    })?;
    let mut notes = vec![counts.told(args.count)];
    if counts.undated > 0.0 {
        let undated = counted(args.count, counts.undated);
        notes.push(format!("{undated} av dem saknar datum och är räknade."));
    }
    if args.per.is_some() {
        found.try_each_size(&mut |record, n_words| {
            if let Some(of) = all.get_mut(&record.organization.as_deref().map(folded)) {
                of.words += n_words;
            }
        })?;
        let n_words = all.values().map(|of| of.words).sum();
        notes.push(per(n_words, "alla arkivets dokument från samma organisation"));
    }
    let bars = bars(all, usize::from(args.top), args.per.is_some());
    let measure = measure(args);
    let title = format!("{measure} efter organisation");
    Ok(Picture { title, notes, drawing: Drawing::Bars(Bars { measure, bars }) })
}

/// The most first; then the others together, and what is of none that is known.
fn bars(mut all: BTreeMap<Option<String>, Of>, top: usize, is_per: bool) -> Vec<Bar> {
    let unknown = all.remove(&None);
    let mut known: Vec<(f64, Of)> =
        all.into_values().map(|of| (of.value(is_per).unwrap_or(0.0), of)).collect();
    known.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let others = if known.len() > top { known.split_off(top) } else { Vec::new() };
    let mut bars: Vec<Bar> = known
        .into_iter()
        .map(|(value, of)| Bar { name: of.name(), value, is_rest: false })
        .collect();
    if !others.is_empty() {
        let name = format!("övriga ({} organisationer)", others.len());
        let mut sum = Of::default();
        for (_, of) in others {
            sum.n += of.n;
            sum.words += of.words;
        }
        bars.push(Bar { name, value: sum.value(is_per).unwrap_or(0.0), is_rest: true });
    }
    if let Some(value) = unknown.and_then(|of| of.value(is_per)) {
        bars.push(Bar { name: "organisation framgår inte".to_owned(), value, is_rest: true });
    }
    bars
}

fn per(n_words: f64, of: &str) -> String {
    format!("Per miljon ord i {of}; sammanlagt {} ord.", plot::number(n_words, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, n: f64, words: f64) -> (Option<String>, Of) {
        let names = [(name.to_owned(), 1)].into_iter().collect();
        ((!name.is_empty()).then(|| folded(name)), Of { n, words, names })
    }

    #[test]
    fn the_most_first_and_the_others_together() {
        let all =
            || [of("Bro", 3.0, 10.0), of("Ask", 7.0, 70.0), of("", 2.0, 10.0), of("Ek", 1.0, 1.0)];
        let told = |top, is_per| {
            let bars = bars(all().into_iter().collect(), top, is_per);
            bars.into_iter().map(|bar| (bar.name, bar.value)).collect::<Vec<_>>()
        };
        let rows = |rows: &[(&str, f64)]| {
            rows.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect::<Vec<_>>()
        };
        let none = "organisation framgår inte";
        assert_eq!(told(9, false), rows(&[("Ask", 7.0), ("Bro", 3.0), ("Ek", 1.0), (none, 2.0)]));
        assert_eq!(
            told(1, false),
            rows(&[("Ask", 7.0), ("övriga (2 organisationer)", 4.0), (none, 2.0)])
        );
        assert_eq!(told(1, true)[0], ("Ek".to_owned(), 1e6));
    }

    #[test]
    fn sorts_beyond_the_first_are_lumped() {
        let year = |n: usize| (0..n).map(|at| (format!("sort {at}"), (n - at) as f64)).collect();
        let names = |n| series(&[(2020, year(n))].into_iter().collect(), Counted::Documents);
        assert_eq!(names(6).len(), 6);
        assert!(names(6).iter().all(|name| name != OTHERS));
        assert_eq!(names(9).last().map(String::as_str), Some(OTHERS));
        assert_eq!(names(9)[0], "sort 0");
    }
}
