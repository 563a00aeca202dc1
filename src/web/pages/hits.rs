//! *Träffar*: what a query finds, grouped by document, with its counts and its years.

mod facets;
mod list;
mod timeline;

use maud::{Markup, html};

pub(in crate::web) use facets::chips;

use crate::web::asked::{Asked, PER_PAGE, View};
use crate::web::frame::{self, Head};
use crate::web::parts::{copier, pager};
use crate::web::told::Told;
use crate::web::visit::{Fault, Page, Visit};
use crate::web::words::{fill, words};

words! {
    title: "Träffar", "Hits";
    all: "Alla handlingar", "All papers";
    hit: "träff", "hit";
    hits: "träffar", "hits";
    in_documents: "i {} dokument", "in {} documents";
    nothing: "Inga träffar", "No hits";
    nothing_says: "Ingenting i arkivet svarar mot hela frågan. Pröva med färre ord eller färre avgränsningar, ta bort citattecken, eller sök på ordets början med en asterisk: avgift*.", "Nothing in the archive answers to all of the query. Try fewer words or fewer filters, remove the quotation marks, or search for how a word begins: avgift*.";
    nothing_lacking: "{} filer i arkivet kunde inte läsas, {} bara i delar; det sökta kan stå där.", "{} files of the archive could not be read, {} only in part; what you look for may stand there.";
    sort: "Ordning", "Order";
    relevance: "bäst först", "best first";
    newest: "nyast först", "newest first";
    oldest: "äldst först", "oldest first";
    organization: "organisation", "organization";
    left: "ordet före (1V)", "the word before (1L)";
    right: "ordet efter (1H)", "the word after (1R)";
    view: "Visning", "View";
    kwic: "rad", "line";
    excerpt: "hel att-sats", "whole clause";
    apply: "Visa", "Show";
    download: "Ladda ned alla {}", "Download all {}";
    link: "Kopiera länk", "Copy link";
    feed: "Följ frågan (Atom)", "Follow the query (Atom)";
    compare: "Jämför organisationer", "Compare organizations";
    lacking: "{} filer i arkivet kunde inte läsas, {} bara i delar.", "{} files of the archive could not be read, {} only in part.";
    sheet: "Excel (svensk CSV)", "Excel (Swedish CSV)";
}

/// The orders that can be chosen.
fn orders(words: &'static Words) -> [(&'static str, &'static str); 6] {
    [
        ("", words.relevance),
        ("newest", words.newest),
        ("oldest", words.oldest),
        ("organization", words.organization),
        ("1L", words.left),
        ("1R", words.right),
    ]
}

pub(in crate::web) fn page(visit: &Visit) -> Result<Page, Fault> {
    let words = Words::of(visit.lang);
    let asked = Asked::of(&visit.pairs);
    if asked.is_empty() {
        return super::start::page(visit);
    }
    refuse_personal(visit, &asked)?;
    let (told, shown) = visit.holdings.found(&asked, PER_PAGE)?;
    let name = if asked.query.is_empty() { words.all.to_owned() } else { asked.query.clone() };
    let content = html! {
        div.wide.results {
            div.results-head {
                h1 tabindex="-1" #traffar {
                    @if told.total == 0 { (words.nothing) } @else {
                        (visit.lang.number(told.total as u64)) " " (if told.total == 1 { words.hit } else { words.hits })
                        " " span.quiet { (fill(words.in_documents, &[visit.lang.number(told.documents as u64)])) }
                    }
                }
                (chips(visit, &asked))
            }
            aside.facets aria-label=(visit.lang.of("Avgränsa", "Narrow down")) { (facets::facets(visit, &asked, &told)) }
            div.list {
                @if told.total == 0 { (nothing(visit, &asked, words)) } @else {
                    (timeline::timeline(visit, &asked, &told))
                    (controls(visit, &asked, words))
                    (list::list(visit, &asked, &shown.hits))
                    (pages(visit, &asked, &told))
                    (take_out(visit, &asked, &told, words))
                }
            }
        }
    };
    let head = Head {
        query: asked.query.clone(),
        feed: Some(visit.to(&format!("/sok.atom{}", asked.counted().address()))),
        ..Head::new(format!("{name} – {}", words.title), "/sok")
    };
    Ok(Page::ok(frame::page(visit, &head, content)))
}

/// Where personal data are hidden, a search must not tell who is there.
pub(in crate::web) fn refuse_personal(visit: &Visit, asked: &Asked) -> Result<(), Fault> {
    let is_personal = || {
        let masker = crate::mask::Masker::default();
        let unquoted = asked.query.replace(['"', '”', '“'], " ");
        masker.text(&unquoted) != unquoted.as_str()
    };
    if visit.site.settings.mask && is_personal() { Err(Fault::Personal) } else { Ok(()) }
}

fn nothing(visit: &Visit, asked: &Asked, words: &Words) -> Markup {
    html! {
        p { (words.nothing_says) }
        @if let Some(lacking) = visit.site.lacking() {
            p.quiet {
                (fill(words.nothing_lacking, &[visit.lang.number(lacking.failed as u64), visit.lang.number(lacking.partial as u64)]))
            }
        }
        p {
            @if !asked.filters().is_empty() && !asked.query.is_empty() {
                a href=(visit.to_with("/sok", &[("q", asked.query.as_str())])) {
                    (visit.lang.of("Sök utan avgränsningar", "Search without filters"))
                } " · "
            }
            a href=(visit.to("/hjalp")) { (visit.lang.of("Så söker man", "How to search")) }
        }
    }
}

/// Order and view; a form, so that it works without a script.
fn controls(visit: &Visit, asked: &Asked, words: &'static Words) -> Markup {
    let kept = Asked { sort: String::new(), view: View::Kwic, page: 1, ..asked.clone() };
    html! {
        form.controls action=(visit.to("/sok")) data-submit {
            @for (name, value) in kept.pairs() { input type="hidden" name=(name) value=(value); }
            label {
                (words.sort) " "
                select name="sort" {
                    @for (value, says) in orders(words) {
                        option value=(value) selected[asked.sort == value] { (says) }
                    }
                }
            }
            label {
                (words.view) " "
                select name="visa" {
                    option value="" selected[asked.view == View::Kwic] { (words.kwic) }
                    option value="utdrag" selected[asked.view == View::Excerpt] { (words.excerpt) }
                }
            }
            button type="submit" { (words.apply) }
        }
    }
}

fn pages(visit: &Visit, asked: &Asked, told: &Told) -> Markup {
    let shown = told.total.min(10_000);
    pager(visit, asked.page as usize, shown.div_ceil(PER_PAGE), |page| {
        let other = Asked { page: page as u32, ..asked.clone() };
        visit.to(&format!("/sok{}", other.address()))
    })
}

fn take_out(visit: &Visit, asked: &Asked, told: &Told, words: &Words) -> Markup {
    let counted = asked.counted();
    let file = |suffix: &str| format!("/api/v1/hits.{suffix}{}", counted.address());
    html! {
        section.take-out aria-labelledby="ladda" {
            h2 #ladda { (fill(words.download, &[visit.lang.number(told.total as u64)])) }
            p.buttons {
                a.button href=(file("csv")) download { "CSV" }
                a.button href=(file("excel.csv")) download { (words.sheet) }
                a.button href=(file("jsonl")) download { "JSON Lines" }
                a.button href=(file("parquet")) download { "Parquet" }
            }
            p {
                (copier(words.link, &visit.to(&format!("/sok{}", asked.address()))))
                " " a href=(visit.to(&format!("/sok.atom{}", counted.address()))) { (words.feed) }
                @if visit.site.has_archive() {
                    " · " a href=(visit.to(&format!("/jamfor{}", counted.address()))) { (words.compare) }
                }
            }
            @if let Some(lacking) = visit.site.lacking() {
                p.quiet {
                    (fill(words.lacking, &[visit.lang.number(lacking.failed as u64), visit.lang.number(lacking.partial as u64)]))
                    " " a href=(visit.to("/import")) { (visit.lang.of("Se importen", "See the import")) }
                }
            }
        }
    }
}
