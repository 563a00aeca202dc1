//! The cross table.

use maud::{Markup, html};

use super::crossed::Crossed;
use super::{Comparison, Tell};
use crate::index::Facet;
use crate::web::asked::{Asked, filter_of};
use crate::web::terms::{facet as facet_name, term};
use crate::web::visit::Visit;
use crate::web::words::{fill, words};

words! {
    caption: "{} och {}", "{} and {}";
    all: "alla", "all";
    others: "övriga", "others";
    unknown: "okänt", "unknown";
    counts: "antal träffar", "hits";
    shares: "andel av raden, procent", "share of the row, per cent";
    rates: "träffar per miljon ord", "hits per million words";
}

/// Shades from the fewest to the most.
const SHADES: f64 = 5.0;

pub(super) fn table(visit: &Visit, of: &Comparison, crossed: &Crossed) -> Markup {
    let words = Words::of(visit.lang);
    let name = |facet| facet_name(visit.lang, facet);
    let caption = fill(words.caption, &[name(of.row).to_owned(), name(of.column).to_lowercase()]);
    let told = match of.tell {
        Tell::Count => words.counts,
        Tell::Share => words.shares,
        Tell::Rate => words.rates,
    };
    let n_columns = crossed.columns().len();
    let highest = highest(of, crossed);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.numbers.cross {
                caption { (caption) ": " (told) }
                thead {
                    tr {
                        th scope="col" { (name(of.row)) }
                        @for (at, value) in crossed.columns().iter().enumerate() {
                            th scope="col" { (head(visit, of, crossed.is_rest_column(at), of.column, value, words)) }
                        }
                        th scope="col" { (words.all) }
                    }
                }
                tbody {
                    @for (row, value) in crossed.rows().iter().enumerate() {
                        tr {
                            th scope="row" { (head(visit, of, crossed.is_rest_row(row), of.row, value, words)) }
                            @for column in 0..n_columns {
                                td.{ "heat-" (shade(number(of, crossed, row, column), highest)) } { (cell(visit, of, crossed, row, column)) }
                            }
                            td.sum { (sum(visit, of, crossed, Some(row), None)) }
                        }
                    }
                    tr.is-total {
                        th scope="row" { (words.all) }
                        @for column in 0..n_columns { td { (sum(visit, of, crossed, None, Some(column))) } }
                        td { (sum(visit, of, crossed, None, None)) }
                    }
                }
            }
        }
    }
}

/// The search for one value of a facet more.
fn narrowed(asked: &Asked, facet: Facet, value: &str) -> Asked {
    let narrowed = asked.with(filter_of(facet), value);
    if facet == Facet::Year { narrowed.with("till", value) } else { narrowed }
}

/// The search as it is sent to; what is counted without words are clauses.
fn to_hits(visit: &Visit, asked: &Asked) -> String {
    let is_bare = asked.query.is_empty() && asked.unit.is_empty();
    let asked = if is_bare { asked.with("enhet", "clause") } else { asked.clone() };
    visit.to(&format!("/sok{}", asked.address()))
}

fn head(
    visit: &Visit,
    of: &Comparison,
    is_rest: bool,
    facet: Facet,
    value: &Option<String>,
    words: &Words,
) -> Markup {
    html! {
        @match value {
            _ if is_rest => span.quiet { (words.others) },
            None => span.quiet { (words.unknown) },
            Some(value) => a href=(to_hits(visit, &narrowed(&of.asked, facet, value))) rel="nofollow" {
                @if facet == Facet::Year { (value) } @else { (term(visit.lang, value)) }
            },
        }
    }
}

/// What the cell says, as a number.
fn number(of: &Comparison, crossed: &Crossed, row: usize, column: usize) -> Option<f64> {
    match of.tell {
        Tell::Count => Some(crossed.count(row, column) as f64),
        Tell::Share => share(crossed.count(row, column), crossed.row_sum(row)),
        Tell::Rate => crossed.rate(Some(row), Some(column)),
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 * 100.0 / whole as f64)
}

fn highest(of: &Comparison, crossed: &Crossed) -> f64 {
    let cells = (0..crossed.rows().len())
        .flat_map(|row| (0..crossed.columns().len()).map(move |column| (row, column)));
    cells.filter_map(|(row, column)| number(of, crossed, row, column)).fold(0.0, f64::max)
}

/// 0 where there is nothing, else from 1 to 5; by the root, so that few are told from none.
fn shade(number: Option<f64>, highest: f64) -> u32 {
    match number {
        Some(number) if number > 0.0 && highest > 0.0 => {
            ((number / highest).sqrt() * SHADES).ceil().clamp(1.0, SHADES) as u32
        }
        _ => 0,
    }
}

fn shown(visit: &Visit, of: &Comparison, n: u64, number: Option<f64>) -> String {
    match (of.tell, number) {
        (Tell::Count, _) => visit.lang.number(n),
        (_, Some(number)) => visit.lang.decimal(number, 1),
        (_, None) => "–".to_owned(),
    }
}

fn cell(visit: &Visit, of: &Comparison, crossed: &Crossed, row: usize, column: usize) -> Markup {
    let n = crossed.count(row, column);
    let told = shown(visit, of, n, number(of, crossed, row, column));
    let values = (&crossed.rows()[row], &crossed.columns()[column]);
    let is_own = !crossed.is_rest_row(row) && !crossed.is_rest_column(column);
    html! {
        @match values {
            _ if n == 0 => span.quiet { "0" },
            (Some(one), Some(other)) if is_own => {
                @let asked = narrowed(&narrowed(&of.asked, of.row, one), of.column, other);
                a href=(to_hits(visit, &asked)) rel="nofollow" { (told) }
            }
            _ => (told),
        }
    }
}

fn sum(
    visit: &Visit,
    of: &Comparison,
    crossed: &Crossed,
    row: Option<usize>,
    column: Option<usize>,
) -> String {
    let n = match (row, column) {
        (Some(row), _) => crossed.row_sum(row),
        (None, Some(column)) => crossed.column_sum(column),
        (None, None) => crossed.sum(),
    };
    let number = match of.tell {
        Tell::Count => None,
        Tell::Share if row.is_some() => share(n, n),
        Tell::Share => share(n, crossed.sum()),
        Tell::Rate => crossed.rate(row, column),
    };
    shown(visit, of, n, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_told_from_none_and_the_most_is_darkest() {
        assert_eq!(shade(Some(0.0), 100.0), 0);
        assert_eq!(shade(None, 100.0), 0);
        assert_eq!(shade(Some(1.0), 100.0), 1);
        assert_eq!(shade(Some(36.0), 100.0), 3);
        assert_eq!(shade(Some(100.0), 100.0), 5);
        assert_eq!(shade(Some(1.0), 0.0), 0);
    }

    #[test]
    fn a_year_is_from_and_to() {
        let asked = narrowed(&Asked::default(), Facet::Year, "2014");
        assert_eq!((asked.from.as_str(), asked.to.as_str()), ("2014", "2014"));
        let asked = narrowed(&asked, Facet::Action, "avslå");
        assert_eq!(asked.action, "avslå");
    }
}
