//! *Sök*: the box, what the archive holds, and queries to begin with.

use maud::html;

use crate::index::Facet;
use crate::web::asked::Asked;
use crate::web::frame::{self, Head};
use crate::web::terms::term;
use crate::web::visit::{Fault, Page, Visit};
use crate::web::words::{fill, words};

words! {
    title: "Sök", "Search";
    headline: "Vad beslutade de?", "What did they decide?";
    lead: "Sök bland beslut, förslag och tabeller i kommuners och kommunalförbunds handlingar, att-sats för att-sats, med exakt plats i originalet.", "Search the decisions, proposals and tables of Swedish municipalities and their associations, clause by clause, each with its exact place in the original.";
    label: "Sökord, ”ordagrann fras” eller fält", "Words, “an exact phrase” or fields";
    search: "Sök", "Search";
    narrow: "Avgränsa", "Narrow down";
    organization: "Organisation", "Organization";
    body: "Organ", "Body";
    kind: "Dokumenttyp", "Kind of paper";
    status: "Status", "Status";
    from: "Från år", "From year";
    to: "Till år", "To year";
    any: "alla", "any";
    holds: "Arkivet", "The archive";
    documents: "dokument", "documents";
    clauses: "att-satser", "clauses";
    years: "år", "years";
    organizations: "organisationer", "organizations";
    examples: "Pröva", "Try";
    help: "Hjälp med frågespråket", "Help with the query language";
    lacking: "{} filer kunde inte läsas, {} bara i delar.", "{} files could not be read, {} only in part.";
    see: "Se importen", "See the import";
}

/// Queries to begin with, each with what it shows.
const EXAMPLES: [(&str, &str, &str); 6] = [
    ("\"föreslås besluta\"", "ordagrann fras", "an exact phrase"),
    ("status:beslut åtgärd:avslå", "beslut om avslag", "decisions to refuse"),
    (
        "upphandling* typ:protokoll",
        "ordets början, bara i protokoll",
        "how words begin, in minutes only",
    ),
    ("formel:\"föreslås besluta\"", "formeln i alla former", "the formula in each of its forms"),
    ("belopp:>1mkr", "att-satser om mer än en miljon", "clauses of more than a million"),
    ("utfall:återremiss", "ärenden som gick tillbaka", "matters that were sent back"),
];

pub(in crate::web) fn page(visit: &Visit) -> Result<Page, Fault> {
    let words = Words::of(visit.lang);
    let lang = visit.lang;
    // Of an index elsewhere every clause would have to be fetched.
    let told = match visit.site.has_archive() {
        true => {
            Some(visit.holdings.told(&Asked { unit: "clause".to_owned(), ..Asked::default() })?)
        }
        false => None,
    };
    let values = |facet: Facet| {
        let facets = told.as_ref().map(|told| told.facets.as_slice()).unwrap_or_default();
        let counts = facets.iter().find(|(known, _)| *known == facet);
        counts.map(|(_, counts)| counts.as_slice()).unwrap_or_default()
    };
    let years = told.as_ref().map(|told| told.years.as_slice()).unwrap_or_default();
    let years: Vec<&str> = years.iter().filter_map(|count| count.value.as_deref()).collect();
    let n_documents = visit.holdings.documents();
    let n_organizations =
        values(Facet::Organization).iter().filter(|count| count.value.is_some()).count();
    let lacking = visit.site.lacking();
    let content = html! {
        section.hero {
            div.narrow {
                h1 { (words.headline) }
                p.lead { (words.lead) }
                form.search role="search" action=(visit.to("/sok")) {
                    label for="q" { (words.label) }
                    div.row {
                        input #q type="search" name="q" maxlength="1024" autocomplete="off" spellcheck="false";
                        button type="submit" { (words.search) }
                    }
                    details {
                        summary { (words.narrow) }
                        div.fields {
                            (select("organisation", words.organization, words.any, values(Facet::Organization).iter().filter_map(|count| count.value.clone().map(|value| (value.clone(), value, count.hits))).take(500).collect(), lang))
                            (select("typ", words.kind, words.any, values(Facet::Kind).iter().filter_map(|count| count.value.clone().map(|value| (term(lang, &value).to_owned(), value, count.hits))).collect(), lang))
                            (select("status", words.status, words.any, values(Facet::Status).iter().filter_map(|count| count.value.clone().map(|value| (term(lang, &value).to_owned(), value, count.hits))).collect(), lang))
                            p { label for="organ" { (words.body) } input #organ name="organ" maxlength="200" autocomplete="off"; }
                            p { label for="fran" { (words.from) } input #fran name="fran" inputmode="numeric" pattern="[0-9]{4}" maxlength="4" autocomplete="off"; }
                            p { label for="till" { (words.to) } input #till name="till" inputmode="numeric" pattern="[0-9]{4}" maxlength="4" autocomplete="off"; }
                        }
                    }
                }
                p.quiet { a href=(visit.to("/hjalp")) { (words.help) } }
            }
        }
        div.narrow {
            section aria-labelledby="prova" {
                h2 #prova { (words.examples) }
                ul.examples {
                    @for (query, sv, en) in EXAMPLES {
                        li {
                            a href=(visit.to_with("/sok", &[("q", query)])) { code { (query) } }
                            " " span.quiet { (lang.of(sv, en)) }
                        }
                    }
                }
            }
            section aria-labelledby="arkivet" {
                h2 #arkivet { (words.holds) }
                dl.figures {
                    div { dt { (words.documents) } dd { (lang.number(n_documents as u64)) } }
                    @if let Some(told) = &told {
                        div { dt { (words.clauses) } dd { (lang.number(told.total as u64)) } }
                        div { dt { (words.organizations) } dd { (lang.number(n_organizations as u64)) } }
                    }
                    @if let (Some(first), Some(last)) = (years.first(), years.last()) {
                        div { dt { (words.years) } dd { (first) "–" (last) } }
                    }
                }
                @if let Some(lacking) = lacking {
                    p.quiet {
                        (fill(words.lacking, &[lang.number(lacking.failed as u64), lang.number(lacking.partial as u64)]))
                        " " a href=(visit.to("/import")) { (words.see) }
                    }
                }
            }
        }
    };
    let head = Head { has_box: false, ..Head::new(words.title, "/sok") };
    Ok(Page::ok(frame::page(visit, &head, content)))
}

/// A choice of one of `values`: what is read, what is sent, how many there are.
fn select(
    name: &str,
    label: &str,
    any: &str,
    values: Vec<(String, String, u64)>,
    lang: crate::web::words::Lang,
) -> maud::Markup {
    html! {
        p {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                option value="" { (any) }
                @for (says, value, hits) in values {
                    option value=(value) { (says) " (" (lang.number(hits)) ")" }
                }
            }
        }
    }
}
