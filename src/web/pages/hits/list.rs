//! The hits of a page, those of one document together.

use maud::{Markup, html};

use crate::index::{Hit, UnitKind};
use crate::web::asked::{Asked, View};
use crate::web::parts::{Named, capital, copier, outcome, status};
use crate::web::terms::{term, word};
use crate::web::visit::Visit;
use crate::web::words::{fill, words};

words! {
    cite: "Kopiera källhänvisning", "Copy citation";
    link: "Kopiera länk", "Copy link";
    page: "s. {}", "p. {}";
    more: "{} träffar här", "{} matches here";
    no_title: "utan rubrik", "without a title";
}

pub(super) fn list(visit: &Visit, asked: &Asked, hits: &[Hit]) -> Markup {
    let mut documents: Vec<(&Hit, Vec<&Hit>)> = Vec::new();
    for hit in hits {
        // Where the order is that of the words, a document's hits are not to be torn from it.
        let is_by_words = !asked.sort.is_empty()
            && !["newest", "oldest", "organization"].contains(&asked.sort.as_str());
        let known = match documents.last_mut() {
            Some((first, _)) if is_by_words && first.id != hit.id => None,
            _ => documents.iter_mut().rev().find(|(first, _)| first.id == hit.id),
        };
        match known {
            Some((_, of)) => of.push(hit),
            None => documents.push((hit, vec![hit])),
        }
    }
    html! {
        ol.documents {
            @for (first, hits) in &documents {
                li {
                    article {
                        (head(visit, first))
                        ol.hits { @for hit in hits { (self::hit(visit, asked, hit)) } }
                    }
                }
            }
        }
    }
}

fn head(visit: &Visit, hit: &Hit) -> Markup {
    let named = Named::of_hit(hit);
    html! {
        h2 {
            @if visit.site.has_archive() { a href=(visit.document(&hit.id)) { (named.line(visit.lang)) } }
            @else { (named.line(visit.lang)) }
        }
    }
}

/// The address of what was found.
fn place(visit: &Visit, hit: &Hit) -> String {
    let place = hit.address.split_once('#').map_or("", |(_, place)| place);
    format!("{}?plats={place}#{place}", visit.document(&hit.id))
}

fn hit(visit: &Visit, asked: &Asked, hit: &Hit) -> Markup {
    let words = Words::of(visit.lang);
    let place = place(visit, hit);
    let page = fill(words.page, &[visit.lang.number(hit.span.page)]);
    html! {
        li.hit.{"of-" (word(&hit.unit))} {
            p.what {
                @if let Some(known) = hit.status { (status(visit.lang, known)) } @else {
                    span.status-mark.is-text { (term(visit.lang, hit.unit.as_str())) }
                }
                @if let Some(known) = hit.outcome { (outcome(visit.lang, known)) }
                @if visit.site.has_archive() { a.to href=(place) data-hit { (title(hit, words)) } }
                @else { span.to { (title(hit, words)) } }
                span.quiet { (page) }
            }
            p.kwic.(if asked.view == View::Excerpt { "is-whole" } else { "is-line" }) lang="sv" {
                span.left { (hit.kwic.left) }
                @if !hit.kwic.matched.is_empty() { mark { (hit.kwic.matched) } }
                span.right { (hit.kwic.right) }
            }
            p.tools {
                @if hit.matches > 1 { span.quiet { (fill(words.more, &[visit.lang.number(hit.matches as u64)])) } }
                @for action in &hit.actions {
                    a.action href=(visit.to(&format!("/sok{}", asked.with("atgard", action).address()))) rel="nofollow" { (action) }
                }
                (copier(words.cite, &hit.citation))
                @if visit.site.has_archive() { (copier(words.link, &place)) }
            }
        }
    }
}

/// "§ 10 Ansökan", or what the document is called.
fn title(hit: &Hit, words: &Words) -> String {
    let number = hit.agenda_item.as_ref().map(|number| format!("§ {number}"));
    let heading = hit.heading.clone();
    let parts: Vec<String> = number.into_iter().chain(heading).collect();
    if !parts.is_empty() {
        return parts.join(" ");
    }
    let own = hit.title.as_ref().filter(|_| hit.unit != UnitKind::Table);
    own.map_or_else(|| words.no_title.to_owned(), |title| capital(title))
}
