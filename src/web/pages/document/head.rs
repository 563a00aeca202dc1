//! What the paper is, and what can be done with it.

use maud::{Markup, html};

use crate::web::parts::{capital, copier, day};
use crate::web::site::Paper;
use crate::web::terms::{term, word};
use crate::web::visit::Visit;
use crate::web::words::{fill, words};

words! {
    organization: "Organisation", "Organization";
    body: "Organ", "Body";
    date: "Datum", "Date";
    number: "Diarienummer", "Registry number";
    pages: "Sidor", "Pages";
    unknown: "framgår inte", "not told";
    cite: "Kopiera källhänvisning", "Copy citation";
    link: "Kopiera länk", "Copy link";
    original: "Originalet", "The original";
    record: "Posten (JSON)", "The record (JSON)";
    meeting: "Mötet", "The meeting";
    partial: "Allt i dokumentet kunde inte läsas. Under Ursprung står vad som saknas.", "Not all of the document could be read. What is missing is told under Origin.";
    poor: "Texten på {} sidor är osäker eller oläslig.", "The text of {} pages is uncertain or unreadable.";
}

pub(super) fn head(visit: &Visit, paper: &Paper, title: &str) -> Markup {
    let words = Words::of(visit.lang);
    let record = &paper.record;
    let named = super::named(paper);
    let known = |value: Option<&str>| value.map_or(words.unknown, |value| value).to_owned();
    let is_partial =
        visit.holdings.archive.get(&record.id).is_some_and(|held| held.entry.lacks().is_some());
    let n_poor = record
        .source
        .text_quality
        .iter()
        .flatten()
        .filter(|level| matches!(word(level).as_str(), "suspect" | "bad"))
        .count();
    let api = format!("/api/v1/documents/{}", record.id);
    let heading = record.title.clone().unwrap_or_else(|| title.to_owned());
    let facts: [(&str, Option<&str>); 4] = [
        (words.organization, named.organization),
        (words.body, named.body),
        (words.date, named.date),
        (words.number, record.dnr.as_deref()),
    ];
    html! {
        header.about {
            p.kind { (capital(term(visit.lang, &word(&record.kind)))) }
            h1 lang="sv" { (capital(&calm(&heading))) }
            dl.facts {
                @for (name, value) in facts {
                    @if value.is_some() || name != words.number {
                        div {
                            dt { (name) }
                            dd.quiet[value.is_none()] {
                                @if name == words.number {
                                    a href=(visit.to_with("/arende", &[("dnr", known(value))])) { (known(value)) }
                                } @else if name == words.date && value.is_some() { (day(&known(value))) } @else { (known(value)) }
                            }
                        }
                    }
                }
                @if let Some(pages) = record.source.pages { div { dt { (words.pages) } dd { (visit.lang.number(pages)) } } }
            }
            @if is_partial { p.note { (words.partial) } }
            @if n_poor > 0 { p.note { (fill(words.poor, &[visit.lang.number(n_poor as u64)])) } }
            p.buttons {
                @if !visit.holdings.mask { a.button href=(format!("{api}/original")) { (words.original) } }
                a.button href=(api) { (words.record) }
                @if let (Some(organization), Some(body), Some(date)) = (named.organization, named.body, named.date) {
                    @if !record.meetings.is_empty() {
                        a.button href=(visit.to_with("/mote", &[("organisation", organization), ("organ", body), ("datum", date)])) { (words.meeting) }
                    }
                }
                (copier(words.cite, &citation(paper, title)))
                (copier(words.link, &visit.document(&record.id)))
            }
        }
    }
}

/// A heading that is printed in capitals alone, in small letters.
fn calm(heading: &str) -> String {
    if heading.chars().any(char::is_lowercase) {
        heading.to_owned()
    } else {
        heading.to_lowercase()
    }
}

/// "Protokoll · Exempelförbundet · Direktionen · 2014-05-01 (protokoll.pdf, sha256 1a2b3c4d)"
fn citation(paper: &Paper, title: &str) -> String {
    let record = &paper.record;
    format!("{title} ({}, sha256 {})", record.source.name, record.id.get(..8).unwrap_or(&record.id))
}
