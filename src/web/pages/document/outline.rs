//! The way through the paper: its items, and below each what is decided there.

use maud::{Markup, html};

use super::pieces::Pieces;
use crate::record::v1::{Decision, Record};
use crate::web::parts::{outcome, status};
use crate::web::site::Paper;
use crate::web::visit::Visit;
use crate::web::words::{fill, words};

words! {
    title: "Innehåll", "Contents";
    other: "Övriga beslut och förslag", "Other decisions and proposals";
    nothing: "Dokumentet har varken ärenden eller beslut.", "The document has neither items nor decisions.";
    votes: "{} ja, {} nej", "{} yes, {} no";
    reservation: "reservation", "reservation";
}

/// Letters of a clause that are shown here.
const LETTERS: usize = 110;

pub(super) fn outline(visit: &Visit, paper: &Paper, pieces: &Pieces) -> Markup {
    let words = Words::of(visit.lang);
    let record = &paper.record;
    let items: Vec<_> =
        record.agenda.iter().map(|item| (item, of_item(record, item.number.as_deref()))).collect();
    let numbers: Vec<&str> =
        record.agenda.iter().filter_map(|item| item.number.as_deref()).collect();
    let is_elsewhere = |decision: &&Decision| {
        decision.agenda_item.as_deref().is_none_or(|number| !numbers.contains(&number))
            && !decision.clauses.is_empty()
    };
    let others: Vec<&Decision> = record.decisions.iter().filter(is_elsewhere).collect();
    let to = |letter: char, start: u64| place(visit, paper, pieces, letter, start);
    html! {
        nav.outline aria-labelledby="innehallsrubrik" {
            details open {
                summary { span #innehallsrubrik { (words.title) } }
                @if items.is_empty() && others.is_empty() { p.quiet { (words.nothing) } }
                @if !items.is_empty() {
                    ol {
                        @for (item, decisions) in &items {
                            li {
                                a href=(to('a', item.span.start)) lang="sv" {
                                    @if let Some(number) = &item.number { span.number { (number) } " " }
                                    (item.title)
                                }
                                (clauses(visit, decisions, &to, words))
                            }
                        }
                    }
                }
                @if !others.is_empty() {
                    p.quiet { (words.other) }
                    (clauses(visit, &others, &to, words))
                }
            }
        }
    }
}

/// The decisions of an item; each under the first item of its number.
fn of_item<'a>(record: &'a Record, number: Option<&str>) -> Vec<&'a Decision> {
    let Some(number) = number else { return Vec::new() };
    let is_of = |decision: &&Decision| decision.agenda_item.as_deref() == Some(number);
    record.decisions.iter().filter(is_of).collect()
}

fn clauses(
    visit: &Visit,
    decisions: &[&Decision],
    to: &dyn Fn(char, u64) -> String,
    words: &Words,
) -> Markup {
    if decisions.iter().all(|decision| decision.clauses.is_empty()) {
        return html! {};
    }
    html! {
        ul {
            @for decision in decisions {
                @for clause in &decision.clauses {
                    li {
                        (status(visit.lang, clause.status))
                        " " a href=(to('c', clause.span.start)) lang="sv" { (short(&clause.text)) }
                    }
                }
                @if decision.outcome.is_some() || !decision.votes.is_empty() || !decision.reservations.is_empty() {
                    li.quiet {
                        @if let Some(known) = decision.outcome { (outcome(visit.lang, known)) " " }
                        @for vote in &decision.votes {
                            (fill(words.votes, &[vote.yes.to_string(), vote.no.to_string()])) " "
                        }
                        @if !decision.reservations.is_empty() { (words.reservation) }
                    }
                }
            }
        }
    }
}

/// The address of a place: in this document, in the piece that holds it.
pub(super) fn place(
    visit: &Visit,
    paper: &Paper,
    pieces: &Pieces,
    letter: char,
    start: u64,
) -> String {
    let place = format!("{letter}-{start}");
    if pieces.len() < 2 {
        return format!("#{place}");
    }
    format!("{}?plats={place}#{place}", visit.document(&paper.record.id))
}

/// The beginning of a clause, cut between words.
fn short(text: &str) -> String {
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LETTERS).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}
