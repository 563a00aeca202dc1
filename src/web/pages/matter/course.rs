//! The places of a matter in order of time.

use std::sync::Arc;

use maud::{Markup, html};

use crate::index::{Hit, UnitKind};
use crate::record::v1::{Clause, Decision, Kind};
use crate::web::parts::{capital, day, outcome, status};
use crate::web::site::Paper;
use crate::web::terms::{term, word};
use crate::web::visit::Visit;
use crate::web::words::words;

words! {
    title: "Ärendets gång", "The course of the matter";
    no_date: "utan datum", "no date";
    page: "s.", "p.";
}

/// What stands at one item of one document.
struct Stop<'a> {
    first: &'a Hit,
    hits: Vec<&'a Hit>,
}

/// What comes of one day comes in the order in which a matter is dealt with: called to, reported on, decided.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Protokoll => 2,
        Kind::Protokollsutdrag | Kind::Anslagsbevis => 3,
        Kind::Kallelse | Kind::Foredragningslista | Kind::Kungorelse => 0,
        _ => 1,
    }
}

/// Hits of one item of one document that follow on each other stand together; those without a date last.
fn stops(hits: &[Hit]) -> Vec<Stop<'_>> {
    let mut stops: Vec<Stop<'_>> = Vec::new();
    for hit in hits {
        match stops.last_mut() {
            Some(stop) if stop.first.id == hit.id && stop.first.agenda_item == hit.agenda_item => {
                stop.hits.push(hit);
            }
            _ => stops.push(Stop { first: hit, hits: vec![hit] }),
        }
    }
    stops.sort_by_key(|stop| {
        let date = stop.first.date.as_deref();
        (date.is_none(), date, rank(stop.first.kind))
    });
    stops
}

/// What was decided or proposed in the item of a stop that only its title told of.
fn untold<'a>(papers: &'a [Arc<Paper>], stop: &Stop<'_>) -> Vec<(&'a Decision, &'a Clause)> {
    /// Clauses that are told; the document has them all.
    const MOST: usize = 8;
    let is_told = stop.hits.iter().any(|hit| hit.unit == UnitKind::Clause);
    let Some(number) = stop.first.agenda_item.as_ref().filter(|_| !is_told) else {
        return Vec::new();
    };
    let paper = papers.iter().find(|paper| paper.record.id == stop.first.id);
    let decisions = paper.into_iter().flat_map(|paper| &paper.record.decisions);
    let own = decisions.filter(|decision| decision.agenda_item.as_ref() == Some(number));
    let clauses =
        own.flat_map(|decision| decision.clauses.iter().map(move |clause| (decision, clause)));
    clauses.take(MOST).collect()
}

pub(super) fn course(visit: &Visit, hits: &[Hit], papers: &[Arc<Paper>]) -> Markup {
    let words = Words::of(visit.lang);
    html! {
        section aria-labelledby="gang" {
            h2 #gang { (words.title) }
            ol.course {
                @for stop in stops(hits) { (self::stop(visit, &stop, papers, words)) }
            }
        }
    }
}

/// The address of what was found.
fn place(visit: &Visit, hit: &Hit) -> String {
    let place = hit.address.split_once('#').map_or("", |(_, place)| place);
    format!("{}?plats={place}#{place}", visit.document(&hit.id))
}

fn stop(visit: &Visit, stop: &Stop<'_>, papers: &[Arc<Paper>], words: &Words) -> Markup {
    let hit = stop.first;
    let names: Vec<&str> =
        [&hit.body, &hit.organization].into_iter().flatten().map(String::as_str).collect();
    html! {
        li {
            p.when { @match &hit.date { Some(date) => (day(date)), None => (words.no_date) } }
            h3 {
                a href=(place(visit, hit)) {
                    @if let Some(number) = &hit.agenda_item { "§ " (number) " " }
                    (hit.heading.as_deref().or(hit.title.as_deref()).unwrap_or(&hit.file))
                }
            }
            p.quiet {
                (capital(term(visit.lang, &word(&hit.kind))))
                @if !names.is_empty() { " · " (names.join(" · ")) }
            }
            ul.clauses {
                @for hit in stop.hits.iter().filter(|hit| hit.unit != UnitKind::Agenda || stop.hits.len() == 1 && hit.heading.is_none()) {
                    li {
                        @if let Some(known) = hit.status { (status(visit.lang, known)) " " }
                        @if let Some(known) = hit.outcome { (outcome(visit.lang, known)) " " }
                        span.clause lang="sv" {
                            @match (&hit.text, hit.unit) {
                                (Some(text), UnitKind::Clause | UnitKind::Agenda) => (text),
                                _ => { (hit.kwic.left) @if !hit.kwic.matched.is_empty() { mark { (hit.kwic.matched) } } (hit.kwic.right) },
                            }
                        }
                        " " a.to-page href=(place(visit, hit)) { (words.page) " " (visit.lang.number(hit.span.page)) }
                    }
                }
                @for (decision, clause) in untold(papers, stop) {
                    li {
                        (status(visit.lang, clause.status)) " "
                        @if let Some(known) = decision.outcome { (outcome(visit.lang, known)) " " }
                        span.clause lang="sv" { (clause.text) } " "
                        a.to-page href=(format!("{}?plats=c-{start}#c-{start}", visit.document(&hit.id), start = clause.span.start)) {
                            (words.page) " " (visit.lang.number(clause.span.page))
                        }
                    }
                }
            }
        }
    }
}
