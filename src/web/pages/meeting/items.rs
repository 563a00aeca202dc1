//! The agenda of a meeting with what was decided, how it was voted, and who reserved themselves.

use maud::{Markup, html};

use crate::record::v1::{
    AgendaItem, Choice, Clause, Decision, Kind, Meeting, Record, Reservation, Vote,
};
use crate::web::parts::{capital, outcome, pager, status};
use crate::web::site::Paper;
use crate::web::terms::{term, word};
use crate::web::visit::Visit;
use crate::web::words::{fill, words};

words! {
    agenda: "Ärenden och beslut", "Agenda and decisions";
    of: "Ärenden och beslut: {}", "Agenda and decisions: {}";
    nothing: "Inga ärenden kunde läsas ur handlingen.", "No agenda items could be read from the paper.";
    other: "Beslut utanför dagordningen", "Decisions outside the agenda";
    vote: "Omröstning", "Vote";
    result: "{} ja, {} nej", "{} yes, {} no";
    abstain: "{} avstår", "{} abstain";
    name: "Namn", "Name";
    party: "Parti", "Party";
    choice: "Röst", "Vote cast";
    yes: "ja", "yes";
    no: "nej", "no";
    absent: "avstår", "abstains";
    named: "Så röstade de ({})", "How they voted ({})";
    reserved: "Reservation", "Reservation";
    proposition: "Propositionsordning", "What was voted on";
    to_other: "till {}", "to {}";
    matter: "Ärende {}", "Matter {}";
    page: "s. {}", "p. {}";
}

/// Items on a page.
const PER_PAGE: usize = 40;

/// An item of the agenda, and the decisions of it.
struct Item<'a> {
    item: Option<&'a AgendaItem>,
    decisions: Vec<&'a Decision>,
}

pub(super) fn items(
    visit: &Visit,
    paper: &Paper,
    meeting: &Meeting,
    is_one_of_several: bool,
) -> Markup {
    let words = Words::of(visit.lang);
    let record = &paper.record;
    let all = grouped(record, meeting);
    let n_pages = all.len().div_ceil(PER_PAGE);
    let page = visit.value("sida").parse::<usize>().unwrap_or(1).clamp(1, n_pages.max(1));
    let id = format!("arenden-{}", record.id.get(..8).unwrap_or_default());
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) {
                @if is_one_of_several { (fill(words.of, std::slice::from_ref(&record.source.name))) } @else { (words.agenda) }
            }
            @if all.is_empty() { p.quiet { (words.nothing) } }
            ol.items {
                @for item in all.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE) { (self::item(visit, record, item, words)) }
            }
            (pager(visit, page, n_pages, |page| {
                let mut pairs: Vec<(&str, String)> = ["organisation", "organ", "datum"].map(|name| (name, visit.value(name).to_owned())).to_vec();
                pairs.push(("sida", page.to_string()));
                visit.to_with("/mote", &pairs)
            }))
        }
    }
}

/// The items of this meeting, each with its decisions; what belongs to none of them stands last.
fn grouped<'a>(record: &'a Record, meeting: &Meeting) -> Vec<Item<'a>> {
    let is_here = |number: &Option<String>| {
        let held = meeting.paragraphs.as_ref().filter(|_| record.meetings.len() > 1);
        let number = number.as_deref().and_then(|number| number.parse::<u32>().ok());
        match (held, number) {
            (Some(held), Some(number)) => (held.first..=held.last).contains(&number),
            _ => true,
        }
    };
    let mut items: Vec<Item<'a>> = record
        .agenda
        .iter()
        .filter(|item| is_here(&item.number))
        .map(|item| Item { item: Some(item), decisions: Vec::new() })
        .collect();
    let mut others = Vec::new();
    for decision in record.decisions.iter().filter(|of| is_here(&of.agenda_item)) {
        let start = decision.span.start;
        let is_of = |item: &Item<'_>| {
            let number = item.item.and_then(|item| item.number.as_ref());
            number.is_some() && number == decision.agenda_item.as_ref()
        };
        // Of several with the same number the last that begins before it.
        let before = |item: &Item<'_>| item.item.is_some_and(|item| item.span.start <= start);
        let at = items.iter().rposition(|item| is_of(item) && before(item));
        let at = at.or_else(|| items.iter().position(is_of));
        match at.and_then(|at| items.get_mut(at)) {
            Some(item) => item.decisions.push(decision),
            None => others.push(decision),
        }
    }
    if !others.is_empty() {
        items.push(Item { item: None, decisions: others });
    }
    items
}

fn item(visit: &Visit, record: &Record, item: &Item<'_>, words: &Words) -> Markup {
    let mark = if record.kind == Kind::Protokoll { "§ " } else { "" };
    html! {
        li.item {
            h3 {
                @match item.item {
                    Some(of) => {
                        @if let Some(number) = &of.number { span.number { (mark) (number) } " " }
                        a href=(place(visit, record, 'a', of.span.start)) { (of.title) }
                    }
                    None => (words.other),
                }
            }
            @if let Some(dnr) = item.item.and_then(|of| of.dnr.as_ref()) {
                p.dnr { a href=(visit.to_with("/arende", &[("dnr", dnr)])) { (fill(words.matter, std::slice::from_ref(dnr))) } }
            }
            @for decision in &item.decisions { (self::decision(visit, record, decision, words)) }
        }
    }
}

/// The address of a place of the document.
fn place(visit: &Visit, record: &Record, letter: char, start: u64) -> String {
    format!("{}?plats={letter}-{start}#{letter}-{start}", visit.document(&record.id))
}

fn decision(visit: &Visit, record: &Record, decision: &Decision, words: &Words) -> Markup {
    html! {
        div.decision {
            @if decision.formula.is_some() || decision.outcome.is_some() {
                p.what {
                    @if let Some(formula) = &decision.formula { span.formula lang="sv" { (formula.text) } }
                    @if let Some(addressee) = &decision.addressee { span.quiet { (fill(words.to_other, std::slice::from_ref(addressee))) } }
                    @if let Some(known) = decision.outcome { (outcome(visit.lang, known)) }
                }
            }
            @if !decision.clauses.is_empty() {
                ul.clauses { @for clause in &decision.clauses { (self::clause(visit, record, clause, words)) } }
            }
            @for vote in &decision.votes { (self::vote(visit, vote, words)) }
            @for reservation in &decision.reservations { (self::reservation(reservation, words)) }
        }
    }
}

fn clause(visit: &Visit, record: &Record, clause: &Clause, words: &Words) -> Markup {
    html! {
        li {
            (status(visit.lang, clause.status)) " "
            span.clause lang="sv" { (clause.text) } " "
            a.to-page href=(place(visit, record, 'c', clause.span.start)) { (fill(words.page, &[visit.lang.number(clause.span.page)])) }
        }
    }
}

fn vote(visit: &Visit, vote: &Vote, words: &Words) -> Markup {
    let number = |n: u32| visit.lang.number(n);
    let result = fill(words.result, &[number(vote.yes), number(vote.no)]);
    html! {
        div.vote {
            p {
                strong { (words.vote) } " " (result)
                @if let Some(n) = vote.abstain { ", " (fill(words.abstain, &[number(n)])) }
            }
            @if let Some(proposition) = &vote.proposition { p.quiet { (words.proposition) ": " span lang="sv" { (proposition) } } }
            @if !vote.named.is_empty() {
                details {
                    summary { (fill(words.named, &[number(vote.named.len() as u32)])) }
                    div.scroll tabindex="0" role="region" aria-label=(words.vote) {
                        table {
                            caption { (words.vote) ": " (result) }
                            thead { tr { th scope="col" { (words.name) } th scope="col" { (words.party) } th scope="col" { (words.choice) } } }
                            tbody {
                                @for ballot in &vote.named {
                                    @let (tone, shape, says) = match ballot.vote {
                                        Choice::Ja => ("is-yes", "✓", words.yes),
                                        Choice::Nej => ("is-no", "✕", words.no),
                                        Choice::Avstar => ("is-later", "–", words.absent),
                                    };
                                    tr {
                                        th scope="row" { (ballot.name) }
                                        td { (ballot.party.as_deref().unwrap_or_default()) }
                                        td.(tone) { span.shape aria-hidden="true" { (shape) } " " (says) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn reservation(reservation: &Reservation, words: &Words) -> Markup {
    let names = reservation.names.join(", ");
    let parties = reservation.parties.join(", ");
    let who = match (names.is_empty(), parties.is_empty()) {
        (false, false) => format!("{names} ({parties})"),
        _ => names + &parties,
    };
    html! {
        p.reservation {
            span.status-mark.is-no { span.shape aria-hidden="true" { "⚑" } " " (words.reserved) }
            " " (who)
        }
    }
}

/// "Protokoll": what sort of paper.
pub(super) fn kind(visit: &Visit, record: &Record) -> String {
    capital(term(visit.lang, &word(&record.kind)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::samples::paper;
    use crate::record::v1::{Paragraphs, Span};

    fn item(number: &str, start: u64) -> AgendaItem {
        let span = Span { page: 1, line: 1, start, end: start, boxes: Vec::new() };
        AgendaItem {
            number: Some(number.to_owned()),
            title: format!("Punkt {number}"),
            dnr: None,
            span,
        }
    }

    fn meeting(first: u32, last: u32) -> Meeting {
        Meeting {
            organization: None,
            body: None,
            date: None,
            date_inferred: false,
            start: None,
            end: None,
            place: None,
            chair: None,
            secretary: None,
            adjusters: Vec::new(),
            attendance: Vec::new(),
            paragraphs: Some(Paragraphs { first, last, printed: None }),
            adjournments: Vec::new(),
            span: Span::default(),
        }
    }

    #[test]
    fn decisions_stand_under_their_items() {
        let (mut record, _) = paper(
            "Nämnden beslutar\natt anta planen\nNämnden beslutar\natt avslå\nNämnden beslutar\natt lägga\n",
        );
        record.agenda = vec![item("1", 0), item("2", 30), item("1", 1_000)];
        record.decisions[0].agenda_item = Some("1".to_owned());
        record.decisions[1].agenda_item = Some("2".to_owned());
        let numbers =
            |items: &[Item<'_>]| items.iter().map(|item| item.decisions.len()).collect::<Vec<_>>();
        let one = meeting(1, 2);
        // The decision of no item stands last; of two items with one number, the one that begins before it.
        assert_eq!(numbers(&grouped(&record, &one)), [1, 1, 0, 1]);
        // Of minutes of two meetings only the paragraphs of this one.
        record.meetings = vec![meeting(1, 1), meeting(2, 2)];
        let here = grouped(&record, &record.meetings[1]);
        assert_eq!(here[0].item.and_then(|item| item.number.as_deref()), Some("2"));
        assert_eq!(numbers(&here), [1, 1]);
    }
}
