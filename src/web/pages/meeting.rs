//! *Möte*: one meeting of a body: its papers, who was there, what was decided and how it was voted.

mod items;
mod roster;

use std::sync::Arc;

use maud::{Markup, html};

use super::meetings::in_address;
use super::waiting::waiting;
use crate::record::v1::Meeting;
use crate::web::frame::{self, Head};
use crate::web::overview::{Body, Held, Organization};
use crate::web::parts::{capital, day};
use crate::web::site::Paper;
use crate::web::terms::{term, word};
use crate::web::visit::{Fault, Page, Visit};
use crate::web::words::words;

words! {
    title: "Möte", "Meeting";
    meetings: "Möten", "Meetings";
    path: "Var du är", "Where you are";
    no_name: "utan namn", "without a name";
    no_date: "utan datum", "without a date";
    facts: "Uppgifter", "Facts";
    time: "Tid", "Time";
    place: "Plats", "Place";
    chair: "Ordförande", "Chair";
    secretary: "Sekreterare", "Secretary";
    adjusters: "Justerare", "Adjusters";
    paragraphs: "Paragrafer", "Paragraphs";
    adjourned: "Ajournering", "Adjournment";
    inferred: "årtalet är inte tryckt", "the year is not printed";
    documents: "Handlingar", "Papers";
    partial: "läst i delar", "read in part";
    no_minutes: "Arkivet har inget protokoll från mötet. Det som visas är vad kallelsen föreslår.", "The archive has no minutes of the meeting. What is shown is what the summons proposes.";
    no_call: "Arkivet har ingen kallelse till mötet.", "The archive has no summons to the meeting.";
    before: "Förra mötet", "Previous meeting";
    after: "Nästa möte", "Next meeting";
    beside: "Andra möten", "Other meetings";
}

/// Papers of a meeting that are read for its page; the others are linked to.
const MOST_READ: usize = 3;

/// Papers that are linked to.
const MOST_LISTED: usize = 100;

pub(in crate::web) fn page(visit: &Visit) -> Result<Page, Fault> {
    let words = Words::of(visit.lang);
    let overview = visit.site.overview.now();
    let date = Some(visit.value("datum")).filter(|date| !matches!(*date, "" | "–"));
    let of = overview.bodies.organization(visit.value("organisation"));
    let body = of.and_then(|of| of.body(visit.value("organ")));
    let papers = body.and_then(|body| body.meetings.get(&date.map(str::to_owned)));
    let (Some(of), Some(body), Some(papers)) = (of, body, papers) else {
        if overview.is_whole() {
            return Err(Fault::NotFound);
        }
        let content = html! { div.narrow { h1 { (words.title) } (waiting(visit, &overview)) } };
        return Ok(Page::ok(frame::page(visit, &Head::new(words.title, "/moten"), content)));
    };
    let told = told(visit, papers)?;
    let has_minutes = papers.iter().any(Held::is_minutes);
    let content = html! {
        div.wide {
            (path(visit, of, body, words))
            h1 {
                (name(&body.name, words)) " "
                @match date { Some(date) => (day(date)), None => (words.no_date) }
                " " span.quiet { (name(&of.name, words)) }
            }
            (waiting(visit, &overview))
            @if !has_minutes { p.note { (words.no_minutes) } }
            div.meeting {
                div.about {
                    @if let Some((_, meeting)) = told.first() { (facts(meeting, words)) }
                    (documents(visit, papers, words))
                }
                div.course {
                    @for (paper, meeting) in &told {
                        (items::items(visit, paper, meeting, told.len() > 1))
                    }
                    @if let Some((paper, meeting)) = told.first() { (roster::roster(visit, paper, meeting)) }
                }
            }
            (beside(visit, of, body, date, words))
        }
    };
    let title = format!("{} {}", name(&body.name, words), date.unwrap_or(words.no_date));
    let head = Head::new(format!("{title} – {}", name(&of.name, words)), "/moten");
    Ok(Page::ok(frame::page(visit, &head, content)))
}

/// The papers that tell of the meeting, the minutes or else what calls to it, each with what it says of the meeting.
fn told(visit: &Visit, papers: &[Held]) -> Result<Vec<(Arc<Paper>, Meeting)>, Fault> {
    let minutes: Vec<&Held> = papers.iter().filter(|held| held.is_minutes()).collect();
    let calls: Vec<&Held> = papers.iter().filter(|held| held.is_call()).collect();
    let first = if minutes.is_empty() { calls } else { minutes };
    let first = if first.is_empty() { papers.iter().collect() } else { first };
    let mut told = Vec::new();
    for held in first.into_iter().take(MOST_READ) {
        let Some(holding) = visit.holdings.archive.get(&held.summary.id) else { continue };
        let paper = visit.holdings.shown(holding)?;
        if let Some(meeting) = paper.record.meetings.get(held.nth).cloned() {
            told.push((paper, meeting));
        }
    }
    Ok(told)
}

fn name<'a>(name: &'a Option<String>, words: &'a Words) -> &'a str {
    name.as_deref().filter(|name| !name.is_empty()).unwrap_or(words.no_name)
}

fn path(visit: &Visit, of: &Organization, body: &Body, words: &Words) -> Markup {
    let organization = ("organisation", in_address(&of.name));
    html! {
        nav.crumbs aria-label=(words.path) {
            a href=(visit.to("/moten")) { (words.meetings) }
            span aria-hidden="true" { "›" }
            a href=(visit.to_with("/moten", &[organization])) { (name(&of.name, words)) }
            span aria-hidden="true" { "›" }
            a href=(visit.to_with("/moten", &[organization, ("organ", in_address(&body.name))])) { (name(&body.name, words)) }
        }
    }
}

fn facts(meeting: &Meeting, words: &Words) -> Markup {
    let time = match (&meeting.start, &meeting.end) {
        (Some(start), Some(end)) => format!("{start}–{end}"),
        (Some(start), None) => start.clone(),
        (None, Some(end)) => format!("–{end}"),
        (None, None) => String::new(),
    };
    let paragraphs =
        meeting.paragraphs.as_ref().map(|held| format!("§§ {}–{}", held.first, held.last));
    let adjourned: Vec<String> = meeting
        .adjournments
        .iter()
        .map(|pause| format!("{}–{}", pause.start, pause.end.as_deref().unwrap_or_default()))
        .collect();
    let rows = [
        (words.time, time),
        (words.place, meeting.place.clone().unwrap_or_default()),
        (words.chair, meeting.chair.clone().unwrap_or_default()),
        (words.secretary, meeting.secretary.clone().unwrap_or_default()),
        (words.adjusters, meeting.adjusters.join(", ")),
        (words.paragraphs, paragraphs.unwrap_or_default()),
        (words.adjourned, adjourned.join(", ")),
    ];
    let is_empty = rows.iter().all(|(_, value)| value.is_empty());
    html! {
        @if !is_empty {
            section aria-labelledby="uppgifter" {
                h2 #uppgifter { (words.facts) }
                dl.particulars {
                    @for (label, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
                        div { dt { (label) } dd { (value) } }
                    }
                }
                @if meeting.date_inferred { p.quiet { (capital(words.inferred)) } }
            }
        }
    }
}

fn documents(visit: &Visit, papers: &[Held], words: &Words) -> Markup {
    // Minutes may tell of the same meeting twice.
    let mut shown: Vec<&Held> = papers.iter().collect();
    shown.sort_by_key(|held| (!held.is_minutes(), !held.is_call()));
    shown.dedup_by(|one, other| one.summary.id == other.summary.id);
    html! {
        section aria-labelledby="handlingar" {
            h2 #handlingar { (words.documents) }
            ul.papers {
                @for held in shown.iter().take(MOST_LISTED) {
                    li {
                        a href=(visit.document(&held.summary.id)) { (capital(term(visit.lang, &word(&held.summary.kind)))) }
                        " " span.quiet { (held.summary.title.as_deref().unwrap_or(&held.summary.file)) }
                        @if held.summary.is_partial { " " span.gap-mark { (words.partial) } }
                    }
                }
            }
            @if !papers.iter().any(Held::is_call) { p.quiet { (words.no_call) } }
        }
    }
}

fn beside(
    visit: &Visit,
    of: &Organization,
    body: &Body,
    date: Option<&str>,
    words: &Words,
) -> Markup {
    let (before, after) = date.map_or((None, None), |date| body.beside(date));
    let to = |date: &str| {
        let pairs = [
            ("organisation", in_address(&of.name)),
            ("organ", in_address(&body.name)),
            ("datum", date),
        ];
        visit.to_with("/mote", &pairs)
    };
    html! {
        @if before.is_some() || after.is_some() {
            nav.pager aria-label=(words.beside) {
                @if let Some(date) = before { a rel="prev" href=(to(date)) { (words.before) " " (date) } }
                @if let Some(date) = after { a rel="next" href=(to(date)) { (words.after) " " (date) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::samples::{html, site};
    use crate::web::words::Lang;

    #[test]
    fn a_meeting_with_its_decisions_and_who_was_there() {
        let address = "mote?organisation=R%C3%A4ddningstj%C3%A4nsten+%C3%85smarken&organ=Direktionen&datum=2025-03-06";
        let swedish = html(page, Lang::Sv, &format!("/{address}"));
        for part in [
            "<h2 id=\"uppgifter\">",
            "Ordförande",
            "is-decision",
            "Närvaro",
            "?plats=c-",
            "Kallelse",
        ] {
            assert!(swedish.contains(part), "{part}: {swedish}");
        }
        let english = html(page, Lang::En, &format!("/en/{address}"));
        for part in ["Chair", "Attendance", "decision", "/en/dokument/", "Summons"] {
            assert!(english.contains(part), "{part}: {english}");
        }
    }

    #[test]
    fn a_meeting_that_is_not_there() {
        let query = Some("organisation=A&organ=B&datum=2025-03-06");
        let visit = Visit::new(site(), Lang::Sv, "/mote", query, Vec::new());
        assert!(matches!(page(&visit), Err(Fault::NotFound)));
    }

    #[test]
    fn counted_votes_are_told_name_by_name() {
        let pairs = [
            ("organisation", "Ekhamns kommun"),
            ("organ", "Kommunstyrelsen"),
            ("datum", "2022-09-06"),
        ];
        let address = crate::web::asked::address(&pairs);
        let shown = html(page, Lang::Sv, &format!("/mote{address}"));
        for part in ["Omröstning", "<caption>", "Ola Kvist", "Reservation"] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
    }
}
