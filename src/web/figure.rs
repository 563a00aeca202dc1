//! Counts by year → the picture of a timeline.

use std::collections::BTreeMap;

use super::asked::Measure;
use super::terms::term;
use super::told::Told;
use super::words::{Lang, fill, words};
use crate::plot::{Columns, Drawing, Picture, Series};

words! {
    title: "Träffar per år", "Hits by year";
    hits: "Antal träffar", "Hits";
    rate: "Träffar per miljon ord", "Hits per million words";
    year: "År", "Year";
    other: "löpande text och annat", "running text and other";
    note: "Källa: {}. Sökning: {}.", "Source: {}. Search: {}.";
    undated: "{} träffar utan år visas inte.", "{} hits without a year are not shown.";
}

/// A year far from all others is a misread one: more empty columns than this are not drawn.
const LONGEST_GAP: i32 = 60;

/// What each year has: hits, words, hits for each million words.
pub(super) struct Year {
    pub(super) year: i32,
    pub(super) hits: u64,
    pub(super) words: Option<u64>,
    pub(super) rate: Option<f64>,
}

/// The years of a search, and how many hits have none.
pub(super) fn years(told: &Told) -> (Vec<Year>, u64) {
    let mut undated = 0;
    let mut years = Vec::new();
    for count in &told.years {
        match count.value.as_ref().and_then(|year| year.parse().ok()) {
            Some(year) if count.hits > 0 => years.push(Year {
                year,
                hits: count.hits,
                words: count.words,
                rate: count.per_million(),
            }),
            Some(_) => {}
            None => undated += count.hits,
        }
    }
    years.sort_by_key(|year| year.year);
    (years, undated)
}

/// The timeline of a search.
pub(super) fn timeline(
    lang: Lang,
    told: &Told,
    measure: Measure,
    source: &str,
    asked: &str,
) -> Picture {
    let words = Words::of(lang);
    let (years, undated) = years(told);
    let places = places(&years);
    let series = match measure {
        Measure::PerMillion => {
            let rates: BTreeMap<i32, Option<f64>> =
                years.iter().map(|year| (year.year, year.rate)).collect();
            let values = places.iter().map(|place| rates.get(place).copied().flatten()).collect();
            vec![Series { name: words.rate.to_owned(), values }]
        }
        Measure::Absolute => by_status(lang, told, &places, words),
    };
    let measured = match measure {
        Measure::PerMillion => words.rate,
        Measure::Absolute => words.hits,
    };
    let asked = if asked.is_empty() { "–" } else { asked };
    let mut notes = vec![fill(words.note, &[source.to_owned(), asked.to_owned()])];
    if undated > 0 {
        notes.push(fill(words.undated, &[lang.number(undated)]));
    }
    let columns = Columns {
        measure: measured.to_owned(),
        along: words.year.to_owned(),
        places: places.iter().map(ToString::to_string).collect(),
        series,
        stacked: true,
    };
    Picture { title: words.title.to_owned(), notes, drawing: Drawing::Columns(columns) }
}

/// From the first year to the last; without the empty ones where years lie far apart.
fn places(years: &[Year]) -> Vec<i32> {
    let mut places: Vec<i32> = Vec::new();
    for year in years {
        if let Some(&last) = places.last()
            && year.year - last <= LONGEST_GAP
        {
            places.extend(last + 1..year.year);
        }
        places.push(year.year);
    }
    places
}

fn by_status(lang: Lang, told: &Told, places: &[i32], words: &Words) -> Vec<Series> {
    let mut by_status: BTreeMap<Option<&str>, BTreeMap<i32, f64>> = BTreeMap::new();
    for (values, count) in &told.by_status {
        let [Some(year), status] = values.as_slice() else { continue };
        let Ok(year) = year.parse() else { continue };
        *by_status.entry(status.as_deref()).or_default().entry(year).or_default() += *count as f64;
    }
    let order = ["decision", "proposal", "noted", "delegated", "reported"]
        .map(Some)
        .into_iter()
        .chain([None]);
    order
        .filter_map(|status| {
            let counts = by_status.get(&status)?;
            let values = places.iter().map(|place| counts.get(place).copied()).collect();
            let name = status.map_or(words.other, |status| term(lang, status)).to_owned();
            Some(Series { name, values })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_between_are_drawn_and_misread_ones_make_no_desert() {
        let year = |year| Year { year, hits: 1, words: None, rate: None };
        assert_eq!(places(&[year(2012), year(2014)]), [2012, 2013, 2014]);
        assert_eq!(places(&[year(201), year(2014)]), [201, 2014]);
        assert!(places(&[]).is_empty());
    }
}
