//! *Jämför*: what a search finds, counted by two things across each other: as numbers, shares, or per million words.

mod crossed;
mod picture;
mod sheet;
mod table;

use maud::{Markup, html};

pub(in crate::web) use crossed::Crossed;
use crossed::{MOST_COLUMNS, MOST_ROWS};
pub(in crate::web) use picture::picture;
pub(in crate::web) use sheet::sheet;

use super::hits::refuse_personal;
use crate::index::Facet;
use crate::web::asked::{Asked, address};
use crate::web::frame::{self, Head};
use crate::web::parts::copier;
use crate::web::terms::{facet as facet_name, term};
use crate::web::visit::{Fault, Page, Visit};
use crate::web::words::{fill, words};

words! {
    title: "Jämför", "Compare";
    lead: "Räkna det en sökning hittar: vem beslutar vad, när, och hur det gick.", "Count what a search finds: who decides what, when, and what became of it.";
    query: "Sökning", "Search";
    all: "alla beslutade att-satser", "all decided clauses";
    rows: "Rader", "Rows";
    columns: "Kolumner", "Columns";
    number: "Tal", "Numbers";
    count: "antal", "counts";
    share: "andel av raden", "shares of the row";
    rate: "per miljon ord", "per million words";
    show: "Visa", "Show";
    nothing: "Sökningen hittar ingenting att räkna.", "The search finds nothing to count.";
    total: "{} träffar", "{} hits";
    several: "En att-sats med flera åtgärder räknas under var och en av dem.", "A clause with several actions is counted under each of them.";
    lumped: "De {} rader och {} kolumner som har flest träffar visas; resten står som övriga.", "The {} rows and {} columns with the most hits are shown; the rest stand as others.";
    same_name: "Organ med samma namn i olika organisationer räknas ihop; avgränsa till en organisation för att skilja dem.", "Bodies of the same name in different organizations are counted together; narrow down to one organization to tell them apart.";
    rate_says: "Per miljon ord i de texter som har radens och kolumnens värden, där texter har sådana värden.", "For each million words of the texts that have the values of the row and the column, where texts have such values.";
    csv: "Hämta som CSV", "Take as CSV";
    others: "övriga", "others";
    chart: "Diagram", "Chart";
    svg: "Hämta bilden (SVG)", "Take the picture (SVG)";
    link: "Kopiera länk", "Copy link";
    hits: "Visa träffarna", "Show the hits";
    alt: "Diagram över träffarna; talen står i tabellen.", "Chart of the hits; the numbers stand in the table.";
    filters: "Avgränsningar", "Filters";
}

/// What rows may be, and columns; the first of each when nothing else is asked.
const ROWS: [Facet; 6] =
    [Facet::Organization, Facet::Body, Facet::Kind, Facet::Action, Facet::Outcome, Facet::Status];
const COLUMNS: [Facet; 5] =
    [Facet::Year, Facet::Action, Facet::Outcome, Facet::Status, Facet::Kind];

/// What the numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tell {
    Count,
    Share,
    Rate,
}

/// What a comparison is of.
struct Comparison {
    asked: Asked,
    row: Facet,
    column: Facet,
    tell: Tell,
}

impl Comparison {
    fn of(visit: &Visit) -> Self {
        let mut asked = Asked::of(&visit.pairs).counted();
        // Decided clauses, where nothing is asked for.
        if asked.is_empty() {
            asked.status = "decision".to_owned();
        }
        let named = |name: &str, of: &[Facet]| {
            of.iter().copied().find(|facet| facet.name() == visit.value(name))
        };
        let row = named("rad", &ROWS).unwrap_or(Facet::Organization);
        let column = named("kolumn", &COLUMNS).filter(|column| *column != row);
        let tell = match visit.value("tal") {
            "andel" => Tell::Share,
            "miljon" => Tell::Rate,
            _ => Tell::Count,
        };
        Self { asked, row, column: column.unwrap_or(Facet::Year), tell }
    }

    /// The pairs of its address, in their one order.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.asked.pairs();
        pairs.push(("rad", self.row.name().to_owned()));
        pairs.push(("kolumn", self.column.name().to_owned()));
        match self.tell {
            Tell::Count => {}
            Tell::Share => pairs.push(("tal", "andel".to_owned())),
            Tell::Rate => pairs.push(("tal", "miljon".to_owned())),
        }
        pairs
    }

    fn crossed(&self, visit: &Visit) -> Result<std::sync::Arc<Crossed>, Fault> {
        refuse_personal(visit, &self.asked)?;
        Ok(visit.holdings.crossed(&self.asked, self.row, self.column)?)
    }
}

pub(in crate::web) fn page(visit: &Visit) -> Result<Page, Fault> {
    let words = Words::of(visit.lang);
    let of = Comparison::of(visit);
    let crossed = of.crossed(visit)?;
    let content = html! {
        div.wide {
            h1 { (words.title) }
            p.lead { (words.lead) }
            (form(visit, &of, words))
            (filters(visit, &of, words))
            @if crossed.total() == 0 { p { (words.nothing) } } @else {
                p {
                    (fill(words.total, &[visit.lang.number(crossed.total())]))
                    " · " a href=(visit.to(&format!("/sok{}", of.asked.address()))) { (words.hits) }
                }
                (figure(visit, &of, words))
                (table::table(visit, &of, &crossed))
                (notes(visit, &of, &crossed, words))
                (take(visit, &of, words))
            }
        }
    };
    let head = Head { query: of.asked.query.clone(), ..Head::new(words.title, "/jamfor") };
    Ok(Page::ok(frame::page(visit, &head, content)))
}

fn form(visit: &Visit, of: &Comparison, words: &Words) -> Markup {
    let select = |name: &str, label: &str, facets: &[Facet], chosen: Facet| {
        html! {
            p {
                label for=(name) { (label) }
                select id=(name) name=(name) {
                    @for facet in facets {
                        option value=(facet.name()) selected[*facet == chosen] { (facet_name(visit.lang, *facet)) }
                    }
                }
            }
        }
    };
    let numbers = [
        ("antal", words.count, Tell::Count),
        ("andel", words.share, Tell::Share),
        ("miljon", words.rate, Tell::Rate),
    ];
    html! {
        form.compare action=(visit.to("/jamfor")) data-submit {
            @for (name, value) in of.asked.filters() { input type="hidden" name=(name) value=(value); }
            div.fields {
                p { label for="fraga" { (words.query) } input #fraga name="q" type="search" value=(of.asked.query) maxlength="1024" placeholder=(words.all) autocomplete="off" spellcheck="false"; }
                (select("rad", words.rows, &ROWS, of.row))
                (select("kolumn", words.columns, &COLUMNS, of.column))
                p {
                    label for="tal" { (words.number) }
                    select #tal name="tal" {
                        @for (value, says, tell) in numbers { option value=(value) selected[tell == of.tell] { (says) } }
                    }
                }
            }
            button type="submit" { (words.show) }
        }
    }
}

/// The filters of the search, each with a way to be rid of it.
fn filters(visit: &Visit, of: &Comparison, words: &Words) -> Markup {
    let filters = of.asked.filters();
    let without = |name: &str| {
        let asked = of.asked.with(name, "");
        let other = Comparison { asked, row: of.row, column: of.column, tell: of.tell };
        visit.to(&format!("/jamfor{}", address(&other.pairs())))
    };
    html! {
        @if !filters.is_empty() {
            ul.chips aria-label=(words.filters) {
                @for (name, value) in &filters {
                    li { a href=(without(name)) { (term(visit.lang, value)) span aria-hidden="true" { " ×" } } }
                }
            }
        }
    }
}

fn notes(visit: &Visit, of: &Comparison, crossed: &Crossed, words: &Words) -> Markup {
    let is_of = |facet| of.row == facet || of.column == facet;
    html! {
        ul.remarks {
            @if crossed.is_lumped() {
                li { (fill(words.lumped, &[visit.lang.number(MOST_ROWS as u64), visit.lang.number(MOST_COLUMNS as u64)])) }
            }
            @if is_of(Facet::Action) { li { (words.several) } }
            @if is_of(Facet::Body) && of.asked.organization.is_empty() { li { (words.same_name) } }
            @if of.tell == Tell::Rate { li { (words.rate_says) } }
        }
    }
}

fn figure(visit: &Visit, of: &Comparison, words: &Words) -> Markup {
    let address = visit.to(&format!("/jamfor.svg{}", address(&of.pairs())));
    html! {
        figure.plot {
            div.scroll tabindex="0" role="region" aria-label=(words.chart) {
                picture {
                    source media="(prefers-color-scheme: dark)" srcset=(format!("{address}&grund=mork"));
                    img src=(address) alt=(words.alt) width="960" height="420" loading="lazy";
                }
            }
        }
    }
}

fn take(visit: &Visit, of: &Comparison, words: &Words) -> Markup {
    html! {
        p.buttons {
            a.button href=(visit.to(&format!("/jamfor.csv{}", address(&of.pairs())))) download="jamfor.csv" { (words.csv) }
            a.button href=(visit.to(&format!("/jamfor.svg{}", address(&of.pairs())))) download="jamfor.svg" { (words.svg) }
            (copier(words.link, &visit.to(&format!("/jamfor{}", address(&of.pairs())))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::Drawing;
    use crate::web::samples::{html, site};
    use crate::web::words::Lang;

    #[test]
    fn a_cross_table_in_both_languages() {
        let swedish = html(page, Lang::Sv, "/jamfor");
        assert!(swedish.contains("<h1>Jämför</h1>") && swedish.contains("<caption>"), "{swedish}");
        assert!(
            swedish.contains("Ytterholms kommun") && swedish.contains("/jamfor.svg?"),
            "{swedish}"
        );
        let english = html(page, Lang::En, "/en/jamfor?rad=status&kolumn=kind&tal=andel&q=att");
        assert!(english.contains("decision") && english.contains("minutes"), "{english}");
        assert!(english.contains("selected>shares of the row"), "{english}");
    }

    #[test]
    fn each_number_is_a_search_that_finds_as_many() {
        let shown = html(page, Lang::Sv, "/jamfor?status=decision&rad=body&kolumn=year");
        let mut n_checked = 0;
        for cell in shown.split("<td class=\"heat-").skip(1) {
            let cell = cell.split("</td>").next().unwrap_or_default();
            let cell = cell.split("</td>").next().unwrap_or_default();
            let Some((_, rest)) = cell.split_once("href=\"/sok?") else { continue };
            let (query, rest) = rest.split_once('"').expect("an attribute");
            let number = rest
                .split_once('>')
                .and_then(|(_, rest)| rest.split_once('<'))
                .expect("a number")
                .0;
            let pairs = crate::web::asked::pairs(Some(&query.replace("&amp;", "&")));
            let asked = Asked::of(&pairs);
            let mut request = asked.request().expect("our own");
            request.query = crossed::query(&asked);
            let found = site()
                .holdings()
                .here()
                .expect("it stands here")
                .answer(&request)
                .expect("a good query")
                .total();
            assert_eq!(found.to_string(), number, "{query}");
            n_checked += 1;
        }
        assert!(n_checked > 5, "{shown}");
    }

    #[test]
    fn what_cannot_be_crossed_is_crossed_by_year() {
        let shown = html(page, Lang::Sv, "/jamfor?rad=status&kolumn=status");
        assert!(shown.contains("<option value=\"year\" selected>"), "{shown}");
    }

    #[test]
    fn the_picture_has_the_numbers_of_the_table() {
        let query = Some("status=decision&rad=organization&kolumn=year");
        let visit = Visit::new(site(), Lang::Sv, "/jamfor.svg", query, Vec::new());
        let picture = picture(&visit).expect("there is something to draw");
        let Drawing::Columns(columns) = &picture.drawing else { panic!("columns") };
        let drawn: f64 = columns.series.iter().flat_map(|of| &of.values).flatten().sum();
        let crossed = site()
            .holdings()
            .crossed(
                &Asked { status: "decision".to_owned(), page: 1, ..Asked::default() },
                Facet::Organization,
                Facet::Year,
            )
            .expect("good");
        let undated: u64 = (0..crossed.rows().len())
            .map(|row| {
                crossed
                    .columns()
                    .iter()
                    .enumerate()
                    .filter(|(_, year)| year.is_none())
                    .map(|(at, _)| crossed.count(row, at))
                    .sum::<u64>()
            })
            .sum();
        assert_eq!(drawn as u64 + undated, crossed.total());
        let wide =
            Visit::new(site(), Lang::En, "/jamfor.svg", Some("rad=status&tal=miljon"), Vec::new());
        assert!(super::picture(&wide).is_ok());
    }
}
