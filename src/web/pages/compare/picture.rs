//! The picture of a comparison: columns by year, or bars.

use super::crossed::{Crossed, Scale};
use super::{Comparison, Tell};
use crate::index::Facet;
use crate::plot::{Bar, Bars, Columns, Drawing, Picture, Series};
use crate::web::terms::{facet as facet_name, term};
use crate::web::visit::{Fault, Visit};
use crate::web::words::{fill, words};

words! {
    others: "övriga", "others";
    unknown: "okänt", "unknown";
    picture: "{} efter {}", "{} by {}";
    source: "Källa: {}. Sökning: {}.", "Source: {}. Search: {}.";
    measure_count: "Antal träffar", "Hits";
    measure_share: "Andel av alla träffar, procent", "Share of all hits, per cent";
    measure_rate: "Träffar per miljon ord", "Hits per million words";
}

/// Series that are told apart in a picture; the rest stand together.
const MOST_SERIES: usize = 6;

/// Bars of a picture.
const MOST_BARS: usize = 25;

pub(in crate::web) fn picture(visit: &Visit) -> Result<Picture, Fault> {
    let words = Words::of(visit.lang);
    let of = Comparison::of(visit);
    let crossed = of.crossed(visit)?;
    let named = |facet, value: &Option<String>| match value {
        Some(value) if facet != Facet::Year => term(visit.lang, value).to_owned(),
        Some(value) => value.clone(),
        None => words.unknown.to_owned(),
    };
    let by = facet_name(visit.lang, of.row).to_lowercase();
    let measure = match of.tell {
        Tell::Count => words.measure_count,
        Tell::Share => words.measure_share,
        Tell::Rate => words.measure_rate,
    };
    let drawing = if of.column == Facet::Year && of.tell == Tell::Count {
        by_year(&crossed, measure, facet_name(visit.lang, Facet::Year), words, &|value| {
            named(of.row, value)
        })
    } else {
        let scale = match of.tell {
            Tell::Count => Scale::Count,
            Tell::Share => Scale::OfAll,
            Tell::Rate => Scale::Rate,
        };
        let bars = crossed.rows().iter().enumerate().filter_map(|(at, value)| {
            let name = if crossed.is_rest_row(at) {
                words.others.to_owned()
            } else {
                named(of.row, value)
            };
            let is_rest = value.is_none();
            Some(Bar { name, value: crossed.of_row(at, scale)?, is_rest })
        });
        Drawing::Bars(Bars { measure: measure.to_owned(), bars: bars.take(MOST_BARS).collect() })
    };
    let asked = if of.asked.query.is_empty() { "–".to_owned() } else { of.asked.query.clone() };
    Ok(Picture {
        title: fill(words.picture, &[measure.to_owned(), by]),
        notes: vec![fill(words.source, &[visit.site.name(), asked])],
        drawing,
    })
}

/// Columns by year, of the rows that have the most, on each other.
fn by_year(
    crossed: &Crossed,
    measure: &str,
    along: &str,
    words: &Words,
    named: &dyn Fn(&Option<String>) -> String,
) -> Drawing {
    let places: Vec<(usize, String)> = crossed
        .columns()
        .iter()
        .enumerate()
        .filter_map(|(at, year)| Some((at, year.clone()?)))
        .collect();
    let values = |rows: &mut dyn Iterator<Item = usize>| -> Vec<Option<f64>> {
        let rows: Vec<usize> = rows.collect();
        let sum = |column: usize| rows.iter().map(|row| crossed.count(*row, column)).sum::<u64>();
        places.iter().map(|(at, _)| Some(sum(*at)).filter(|n| *n > 0).map(|n| n as f64)).collect()
    };
    let n_own =
        crossed.rows().iter().enumerate().filter(|(at, _)| !crossed.is_rest_row(*at)).count();
    let n_shown = if n_own > MOST_SERIES + 1 { MOST_SERIES } else { n_own };
    let mut series: Vec<Series> = (0..n_shown)
        .map(|row| Series {
            name: named(&crossed.rows()[row]),
            values: values(&mut std::iter::once(row)),
        })
        .collect();
    if n_shown < crossed.rows().len() {
        let values = values(&mut (n_shown..crossed.rows().len()));
        series.push(Series { name: words.others.to_owned(), values });
    }
    Drawing::Columns(Columns {
        measure: measure.to_owned(),
        along: along.to_owned(),
        places: places.into_iter().map(|(_, year)| year).collect(),
        series,
        stacked: true,
    })
}
