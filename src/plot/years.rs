//! What is counted by year → columns: a year each, or a decade or century where there are too many.

use std::collections::BTreeMap;

use super::{Columns, Series};

/// Counts of several series by year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    /// The names of the series.
    pub series: Vec<String>,
    /// For each year, the count of each series.
    pub counts: BTreeMap<i32, Vec<f64>>,
    /// For each year, of how many these are; counts are then told per million.
    pub of: Option<BTreeMap<i32, f64>>,
}

/// The most columns that one can tell apart.
const MOST: i32 = 120;

/// Columns of `tally`, of what `measure` says; years in between are there with nothing.
pub fn by_year(tally: &Tally, measure: &str) -> Columns {
    let first = tally.counts.keys().next().copied().unwrap_or(0);
    let last = tally.counts.keys().next_back().copied().unwrap_or(0);
    let step = [1, 10, 100].into_iter().find(|step| (last - first) / step < MOST).unwrap_or(1_000);
    let (from, to) = (first.div_euclid(step), last.div_euclid(step));
    let mut places = Vec::new();
    let mut series: Vec<Series> =
        tally.series.iter().map(|name| Series { name: name.clone(), values: Vec::new() }).collect();
    let is_empty = tally.counts.is_empty();
    for bin in (from..=to).filter(|_| !is_empty) {
        let years = bin * step..(bin + 1) * step;
        places.push(if step == 1 {
            bin.to_string()
        } else {
            format!("{}–{}", years.start, years.end - 1)
        });
        let of = tally.of.as_ref().map(|of| of.range(years.clone()).map(|(_, of)| of).sum::<f64>());
        for (at, series) in series.iter_mut().enumerate() {
            let mut counts = tally.counts.range(years.clone()).peekable();
            let is_there = counts.peek().is_some();
            let count: f64 = counts.filter_map(|(_, counts)| counts.get(at)).sum();
            let value = match of {
                Some(of) if of > 0.0 => Some(count / of * 1e6),
                Some(_) => None,
                None => Some(count),
            };
            series.values.push(value.filter(|_| is_there));
        }
    }
    let along = match step {
        1 => "År",
        10 => "Årtionde",
        100 => "Århundrade",
        _ => "Årtusende",
    };
    Columns { measure: measure.to_owned(), along: along.to_owned(), places, series, stacked: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(counts: &[(i32, f64)], of: Option<&[(i32, f64)]>) -> Tally {
        Tally {
            series: vec!["beslut".to_owned()],
            counts: counts.iter().map(|(year, count)| (*year, vec![*count])).collect(),
            of: of.map(|of| of.iter().copied().collect()),
        }
    }

    #[test]
    fn years_in_between_have_their_place() {
        let columns = by_year(&tally(&[(2011, 3.0), (2013, 1.0)], None), "Antal");
        assert_eq!(columns.places, ["2011", "2012", "2013"]);
        assert_eq!(columns.series[0].values, [Some(3.0), None, Some(1.0)]);
        assert_eq!(columns.along, "År");
        assert!(by_year(&Tally::default(), "Antal").places.is_empty());
    }

    #[test]
    fn many_years_are_told_by_decades() {
        let columns = by_year(&tally(&[(1863, 3.0), (1869, 1.0), (2024, 2.0)], None), "Antal");
        assert_eq!(columns.places.len(), 17);
        assert_eq!((columns.places[0].as_str(), columns.along.as_str()), ("1860–1869", "Årtionde"));
        assert_eq!(columns.series[0].values[0], Some(4.0));
    }

    #[test]
    fn counts_per_million() {
        let of = [(2011, 500_000.0), (2012, 0.0)];
        let columns = by_year(&tally(&[(2011, 3.0), (2012, 1.0)], Some(&of)), "Antal");
        assert_eq!(columns.series[0].values, [Some(6.0), None]);
    }
}
