//! One account of one organization: a picture, each figure with its proof, and the tables they come from.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{Words as Shared, kinds, marks, path, shown, waiting};
use crate::survey::budget::{Account, Chosen, Printed, unit};
use crate::web::asked::address;
use crate::web::overview::{Budget, Overview};
use crate::web::parts::{capital, pager};
use crate::web::visit::Visit;
use crate::web::words::{fill, words};

words! {
    caption: "År för år, {}", "Year by year, {}";
    year: "År", "Year";
    kind: "Slag", "Kind";
    value: "Värde", "Value";
    proof: "Bevis", "Proof";
    place: "Står på", "Stands on";
    page: "s. {}", "p. {}";
    others: "Andra belopp", "Other amounts";
    other: "{} andra", "{} others";
    none: "inga", "none";
    tables: "Tabellerna de kommer ur", "Tables they come from";
    untitled: "tabell utan rubrik", "table without a title";
    figures: "{} siffror", "{} figures";
    one_figure: "1 siffra", "1 figure";
    left_out: "{} siffror utan år och {} utan känd enhet i kronor visas inte.", "{} figures without a year and {} without a known unit of kronor are not shown.";
    several: "Där samma år och slag är tryckt med olika belopp visas det bäst bevisade, i andra hand det största, som är helheten där andra är delar.", "Where the same year and kind is printed with different amounts the best proven is shown, and next the largest, which is the whole where others are parts.";
    alt: "Stapeldiagram över kontot år för år; talen står i tabellen under.", "Columns of the account by year; the numbers stand in the table below.";
    chart: "Diagram", "Chart";
    save: "Hämta bilden (SVG)", "Take the picture (SVG)";
}

/// Figures on a page.
const PER_PAGE: usize = 60;

/// Tables that are listed.
const MOST_TABLES: usize = 60;

/// The address of the table that a figure stands in.
pub(super) fn place(visit: &Visit, printed: &Printed) -> String {
    let start = printed.table.start;
    format!("{}?plats=t-{start}#t-{start}", visit.document(&printed.table.id))
}

/// An amount in the unit of the table, to the last krona where it is so small.
pub(super) fn amount(visit: &Visit, sek: i64, factor: f64) -> String {
    let decimals = match factor {
        f if f > 1e5 => 1,
        f if f > 1.0 && sek % 1_000 != 0 => 1,
        _ => 0,
    };
    visit.lang.decimal(sek as f64 / factor, decimals)
}

pub(super) fn page(
    visit: &Visit,
    overview: &Overview,
    of: &Budget,
    account: &str,
    known: &Account,
    shared: &Shared,
) -> Markup {
    let words = Words::of(visit.lang);
    let chosen = known.chosen();
    let (unit, factor) = unit(&chosen);
    let n_pages = chosen.len().div_ceil(PER_PAGE);
    let page = visit.value("sida").parse::<usize>().unwrap_or(1).clamp(1, n_pages.max(1));
    let pairs = [("organisation", visit.value("organisation")), ("konto", account)];
    let caption = fill(words.caption, &[unit.to_owned()]);
    let number = |n: u32| visit.lang.number(n);
    html! {
        div.wide {
            (path(visit, Some(of), shared))
            h1 { (capital(account)) " " span.quiet { (shown(of, shared)) } }
            (waiting(visit, overview))
            @if !chosen.is_empty() { (figure(visit, &pairs, words)) }
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table.numbers.list {
                    caption { (caption) }
                    thead { tr {
                        th scope="col" { (words.year) } th.text scope="col" { (words.kind) } th scope="col" { (words.value) }
                        th.text scope="col" { (words.proof) } th.text scope="col" { (words.place) } th.text scope="col" { (words.others) }
                    } }
                    tbody {
                        @for ((year, kind), (value, printed)) in chosen.iter().rev().skip((page - 1) * PER_PAGE).take(PER_PAGE) {
                            tr {
                                th scope="row" { (year) }
                                td.text { (kinds(shared)[*kind]) }
                                td { (amount(visit, *value, factor)) }
                                td.text { (marks::mark(visit.lang, printed.proof)) }
                                td.text { a href=(place(visit, printed)) { (fill(words.page, &[number(printed.page)])) } }
                                td.text { (others(visit, known, (*year, *kind), *value, factor, words)) }
                            }
                        }
                    }
                }
            }
            (pager(visit, page, n_pages, |page| {
                let page = page.to_string();
                let [one, other] = pairs;
                visit.to_with("/budget", &[one, other, ("sida", page.as_str())])
            }))
            ul.remarks {
                @if known.n_several() > 0 { li { (words.several) } }
                @if known.undated + known.unitless > 0 { li { (fill(words.left_out, &[number(known.undated), number(known.unitless)])) } }
            }
            (tables(visit, &chosen, words))
        }
    }
}

fn figure(visit: &Visit, pairs: &[(&str, &str)], words: &Words) -> Markup {
    let address = visit.to(&format!("/budget.svg{}", address(pairs)));
    html! {
        figure.plot {
            div.scroll tabindex="0" role="region" aria-label=(words.chart) {
                picture {
                    source media="(prefers-color-scheme: dark)" srcset=(format!("{address}&grund=mork"));
                    img src=(address) alt=(words.alt) width="960" height="460" loading="lazy";
                }
            }
            figcaption { a href=(address) download="budget.svg" { (words.save) } }
        }
    }
}

/// The other amounts that are printed for the same year and kind.
fn others(
    visit: &Visit,
    known: &Account,
    at: (i32, usize),
    shown: i64,
    factor: f64,
    words: &Words,
) -> Markup {
    /// Amounts that are told one by one.
    const MOST: usize = 12;
    let values = known.values.get(&at);
    let all: Vec<(i64, &Printed)> = values
        .into_iter()
        .flatten()
        .filter(|(value, _)| **value != shown)
        .map(|(value, printed)| (*value, printed))
        .collect();
    html! {
        @if all.is_empty() { span.quiet { (words.none) } } @else {
            details {
                summary { (fill(words.other, &[visit.lang.number(all.len() as u64)])) }
                ul.plain-list {
                    @for (value, printed) in all.iter().take(MOST) {
                        li { a href=(place(visit, printed)) { (amount(visit, *value, factor)) } " " (marks::shape(visit.lang, printed.proof)) }
                    }
                }
            }
        }
    }
}

fn tables(visit: &Visit, chosen: &Chosen<'_>, words: &Words) -> Markup {
    let mut tables: BTreeMap<(&str, u64), (&Printed, usize)> = BTreeMap::new();
    for (_, printed) in chosen.values() {
        tables.entry((&printed.table.id, printed.table.start)).or_insert((printed, 0)).1 += 1;
    }
    html! {
        section aria-labelledby="tabeller" {
            h2 #tabeller { (words.tables) }
            ul {
                @for (printed, n) in tables.values().take(MOST_TABLES) {
                    li {
                        a href=(place(visit, printed)) { (printed.table.title.as_deref().unwrap_or(words.untitled)) }
                        " " span.quiet {
                            (fill(words.page, &[visit.lang.number(printed.table.page)])) " · "
                            @if *n == 1 { (words.one_figure) } @else { (fill(words.figures, &[visit.lang.number(*n as u64)])) }
                        }
                    }
                }
            }
        }
    }
}
