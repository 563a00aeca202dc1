//! Which meetings and paragraphs of each body are there, year by year, and which paragraphs are missing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::record::v1::{Kind, Paragraphs, Record};
use crate::record::{Column, columns};
use crate::swedish::order;
use crate::swedish::tokens::fold_all;

/// The columns of [`Coverage::row`].
pub const COLUMNS: &[Column] = columns!(
    "organization" Text, "body" Text, "year" Integer, "meetings" Integer, "first_date" Date, "last_date" Date,
    "paragraphs" Integer, "held" Text, "missing" Text, "missing_count" Integer, "partial_documents" Integer,
    "imported" Text,
);

/// More missing paragraphs in a row than this are a misread number, and no gap.
const LONGEST_GAP: u32 = 500;

/// What is there of one body in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The municipality or association.
    pub organization: Option<String>,
    /// *Organ*.
    pub body: Option<String>,
    /// `None` for minutes without a date.
    pub year: Option<u32>,
    /// The days of the meetings whose minutes are there.
    pub dates: BTreeSet<String>,
    /// How many minutes are there.
    pub minutes: usize,
    /// The paragraphs that are there.
    pub held: Vec<RangeInclusive<u32>>,
    /// The paragraphs between them that are not, and before them where each year begins with § 1.
    pub missing: Vec<RangeInclusive<u32>>,
    /// Minutes that were read only in part.
    pub partial: usize,
    /// When the last of them was imported, UTC (RFC 3339).
    pub imported: Option<String>,
}

/// A meeting whose minutes are there.
#[derive(Debug, Clone, Copy)]
pub struct Met<'a> {
    /// The document.
    pub id: &'a str,
    /// The municipality or association.
    pub organization: Option<&'a String>,
    /// *Organ*.
    pub body: Option<&'a String>,
    /// ISO 8601.
    pub date: Option<&'a String>,
    /// The paragraphs of the minutes.
    pub paragraphs: Option<&'a Paragraphs>,
    /// True when not all of the minutes was read.
    pub partial: bool,
    /// When they were imported, UTC (RFC 3339).
    pub imported: Option<&'a str>,
}

/// Takes minutes one by one, and tells what they cover.
#[derive(Debug, Default)]
pub struct Coverer {
    bodies: BTreeMap<(String, String), Body>,
}

#[derive(Debug, Default)]
struct Body {
    organization: Option<String>,
    body: Option<String>,
    years: BTreeMap<Option<u32>, Year>,
}

#[derive(Debug, Default)]
struct Year {
    dates: BTreeSet<String>,
    minutes: BTreeSet<String>,
    paragraphs: BTreeSet<u32>,
    partial: usize,
    imported: Option<String>,
}

impl Coverer {
    /// Takes a record, when it is of minutes; `partial` when not all of it was read, `imported` when that was.
    pub fn add(&mut self, record: &Record, partial: bool, imported: Option<&str>) {
        if record.kind != Kind::Protokoll {
            return;
        }
        for meeting in &record.meetings {
            let met = Met {
                id: &record.id,
                organization: meeting.organization.as_ref().or(record.organization.as_ref()),
                body: meeting.body.as_ref().or(record.body.as_ref()),
                date: meeting.date.as_ref().or(record.date.as_ref()),
                paragraphs: meeting.paragraphs.as_ref(),
                partial,
                imported,
            };
            self.add_meeting(&met);
        }
    }

    /// Takes a meeting whose minutes are there.
    pub fn add_meeting(&mut self, met: &Met<'_>) {
        let key = |name: Option<&String>| fold_all(name.map_or("", String::as_str));
        let of_body = self.bodies.entry((key(met.organization), key(met.body))).or_default();
        of_body.organization = of_body.organization.take().or_else(|| met.organization.cloned());
        of_body.body = of_body.body.take().or_else(|| met.body.cloned());
        let year = met.date.and_then(|date| date.get(..4)?.parse().ok());
        let year = of_body.years.entry(year).or_default();
        year.dates.extend(met.date.cloned());
        year.minutes.insert(met.id.to_owned());
        year.partial += usize::from(met.partial);
        if let Some(held) = met.paragraphs.filter(|held| held.first <= held.last) {
            let last = held.last.min(held.first.saturating_add(LONGEST_GAP));
            year.paragraphs.extend(held.first..=last);
        }
        year.imported = year.imported.take().max(met.imported.map(str::to_owned));
    }

    /// Body by body, year by year.
    pub fn coverage(self) -> Vec<Coverage> {
        let mut bodies: Vec<Body> = self.bodies.into_values().collect();
        let name = |name: &Option<String>| order::key(name.as_deref().unwrap_or_default());
        bodies.sort_by_key(|body| (name(&body.organization), name(&body.body)));
        bodies.into_iter().flat_map(Body::coverage).collect()
    }
}

impl Body {
    fn coverage(self) -> Vec<Coverage> {
        let mut all = Vec::new();
        let mut last_before: Option<u32> = None;
        for (number, year) in self.years {
            let held = runs(&year.paragraphs);
            // Numbers that go on from the year before do not begin with 1.
            let before = match (held.first(), last_before) {
                (Some(first), Some(last)) if *first.start() > last => last,
                _ => 0,
            };
            let before = if number.is_some() { before } else { u32::MAX };
            last_before = held.last().map(|last| *last.end()).filter(|_| number.is_some());
            all.push(Coverage {
                organization: self.organization.clone(),
                body: self.body.clone(),
                year: number,
                dates: year.dates,
                minutes: year.minutes.len(),
                missing: gaps(&held, before),
                held,
                partial: year.partial,
                imported: year.imported,
            });
        }
        all
    }
}

/// Numbers in a row as ranges.
fn runs(numbers: &BTreeSet<u32>) -> Vec<RangeInclusive<u32>> {
    let mut runs: Vec<RangeInclusive<u32>> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some(run) if *run.end() + 1 == number => *run = *run.start()..=number,
            _ => runs.push(number..=number),
        }
    }
    runs
}

/// What stands between ranges, and between `before` and the first of them.
fn gaps(held: &[RangeInclusive<u32>], before: u32) -> Vec<RangeInclusive<u32>> {
    let starts = held.iter().map(|run| *run.start());
    let ends = std::iter::once(before).chain(held.iter().map(|run| *run.end()));
    let between = ends.zip(starts).filter(|(end, start)| *end < start - 1);
    let gaps = between.map(|(end, start)| end + 1..=start - 1);
    gaps.filter(|gap| gap.end() - gap.start() < LONGEST_GAP).collect()
}

/// "1-28, 30"
pub fn printed(ranges: &[RangeInclusive<u32>]) -> String {
    let printed = ranges.iter().map(|range| match (range.start(), range.end()) {
        (start, end) if start == end => start.to_string(),
        (start, end) => format!("{start}-{end}"),
    });
    printed.collect::<Vec<_>>().join(", ")
}

impl Coverage {
    /// One row.
    pub fn row(&self) -> Vec<String> {
        let count = |ranges: &[RangeInclusive<u32>]| {
            ranges.iter().map(|range| range.end() - range.start() + 1).sum::<u32>().to_string()
        };
        vec![
            self.organization.clone().unwrap_or_default(),
            self.body.clone().unwrap_or_default(),
            self.year.map(|year| year.to_string()).unwrap_or_default(),
            self.dates.len().to_string(),
            self.dates.first().cloned().unwrap_or_default(),
            self.dates.last().cloned().unwrap_or_default(),
            count(&self.held),
            printed(&self.held),
            printed(&self.missing),
            count(&self.missing),
            self.partial.to_string(),
            self.imported.clone().unwrap_or_default(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(years: &[(u32, &[RangeInclusive<u32>])]) -> Vec<String> {
        let mut body = Body::default();
        for (year, held) in years {
            let paragraphs = held.iter().cloned().flatten().collect();
            body.years.insert(Some(*year), Year { paragraphs, ..Year::default() });
        }
        body.coverage().iter().map(|coverage| printed(&coverage.missing)).collect()
    }

    #[test]
    fn gaps_between_and_before() {
        assert_eq!(missing(&[(2014, &[1..=10, 14..=20])]), ["11-13"]);
        assert_eq!(missing(&[(2014, &[5..=10])]), ["1-4"]);
        assert_eq!(missing(&[(2014, &[1..=10, 11..=20])]), [""]);
        assert_eq!(missing(&[(2014, &[])]), [""]);
    }

    #[test]
    fn numbers_that_go_on_from_year_to_year() {
        assert_eq!(missing(&[(2013, &[1..=80]), (2014, &[81..=90, 95..=99])]), ["", "91-94"]);
        assert_eq!(missing(&[(2013, &[1..=80]), (2014, &[1..=9])]), ["", ""]);
    }

    #[test]
    fn a_number_misread_is_no_gap() {
        assert_eq!(missing(&[(2014, &[1..=10, 2_014..=2_014])]), [""]);
    }
}
