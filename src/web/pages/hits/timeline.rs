//! The years of a search: a picture, and its numbers below it.

use maud::{Markup, html};

use crate::web::asked::{Asked, Measure};
use crate::web::figure;
use crate::web::told::Told;
use crate::web::visit::Visit;
use crate::web::words::words;

words! {
    title: "Tidslinje", "Timeline";
    absolute: "antal", "hits";
    rate: "per miljon ord", "per million words";
    table: "Visa som tabell", "Show as a table";
    year: "År", "Year";
    hits: "Träffar", "Hits";
    words: "Ord i texterna", "Words of the texts";
    per_million: "Per miljon ord", "Per million words";
    save: "Hämta bilden (SVG)", "Take the picture (SVG)";
    alt: "Stapeldiagram över träffar per år; talen står i tabellen under.", "Columns of hits by year; the numbers stand in the table below.";
}

pub(super) fn timeline(visit: &Visit, asked: &Asked, told: &Told) -> Markup {
    let words = Words::of(visit.lang);
    let (years, undated) = figure::years(told);
    if years.len() < 2 {
        return html! {};
    }
    let measured = |measure| Asked { measure, page: 1, ..asked.clone() };
    let picture = |ground: &str| {
        let counted = Asked { measure: asked.measure, ..asked.counted() };
        let mut address = visit.to(&format!("/tidslinje.svg{}", counted.address()));
        if !ground.is_empty() {
            address.push(if address.contains('?') { '&' } else { '?' });
            address.push_str(ground);
        }
        address
    };
    let choice = |measure: Measure, says: &str| {
        html! {
            a href=(visit.to(&format!("/sok{}", measured(measure).address())))
                aria-current=[(asked.measure == measure).then_some("true")] rel="nofollow" { (says) }
        }
    };
    html! {
        section.timeline aria-labelledby="tid" {
            div.line {
                h2 #tid { (words.title) }
                p.choice { (choice(Measure::Absolute, words.absolute)) (choice(Measure::PerMillion, words.rate)) }
            }
            picture {
                source media="(prefers-color-scheme: dark)" srcset=(picture("grund=mork"));
                img src=(picture("")) alt=(words.alt) width="960" height="420" loading="lazy";
            }
            details {
                summary { (words.table) }
                div.scroll tabindex="0" role="region" aria-label=(words.title) {
                    table.numbers {
                        thead { tr { th scope="col" { (words.year) } th scope="col" { (words.hits) } th scope="col" { (words.words) } th scope="col" { (words.per_million) } } }
                        tbody {
                            @for year in &years {
                                tr {
                                    th scope="row" { a href=(visit.to(&format!("/sok{}", asked.with("fran", &year.year.to_string()).with("till", &year.year.to_string()).address()))) rel="nofollow" { (year.year) } }
                                    td { (visit.lang.number(year.hits)) }
                                    td { @if let Some(words) = year.words { (visit.lang.number(words)) } }
                                    td { @if let Some(rate) = year.rate { (visit.lang.decimal(rate, 1)) } }
                                }
                            }
                            @if undated > 0 {
                                tr { th scope="row" { "–" } td { (visit.lang.number(undated)) } td {} td {} }
                            }
                        }
                    }
                }
                p { a href=(picture("")) download="tidslinje.svg" { (words.save) } }
            }
        }
    }
}
