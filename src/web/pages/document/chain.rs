//! What became of what was proposed: the proposals and decisions that this paper is a link between.

use maud::{Markup, html};

use crate::link::{Change, DAYS, Link, Linker, Paper as At, Verdict};
use crate::web::parts::{capital, day, diff};
use crate::web::site::Paper;
use crate::web::terms::{term, word};
use crate::web::visit::{Fault, Visit};
use crate::web::words::{fill, words};

words! {
    title: "Från förslag till beslut", "From proposal to decision";
    proposed: "Föreslaget", "Proposed";
    decided: "Beslutat", "Decided";
    same: "samma ord", "the same words";
    recast: "samma ord i annan form", "the same words in another form";
    changed: "ändrade ord", "changed words";
    left_out: "föreslaget men inte beslutat", "proposed and not decided";
    added: "beslutat utan att vara föreslaget", "decided and not proposed";
    here: "det här dokumentet", "this document";
    score: "säkerhet {} %", "certainty {} %";
    making: "Övriga dokument läses fortfarande in ({} av {}); fler steg kan tillkomma.", "The other documents are still being read ({} of {}); more steps may come.";
    lacking: "Inget beslut funnet", "No decision found";
}

/// Documents around this one that are looked in, at most.
const NEAR: usize = 40;

/// Proposals that are shown, at most.
const MOST: usize = 60;

/// The links that this document has a part in.
pub(super) fn links(visit: &Visit, paper: &Paper) -> Result<Vec<Link>, Fault> {
    let record = &paper.record;
    let met = record.meetings.first();
    let date = met.and_then(|met| met.date.as_deref()).or(record.date.as_deref());
    let (Some(organization), Some(date)) = (record.organization.as_deref(), date) else {
        return Ok(Vec::new());
    };
    if record.decisions.is_empty() {
        return Ok(Vec::new());
    }
    let overview = visit.site.overview.now();
    let Some((from, to)) = around(date) else { return Ok(Vec::new()) };
    let mut near: Vec<&str> = overview
        .between(organization, &from, &to)
        .filter(|near| near.n_clauses > 0)
        .map(|near| near.id.as_str())
        .collect();
    // Those nearest in time, where there are many.
    let distance = |id: &&str| {
        let near = overview.documents.get(*id).and_then(|near| near.date.as_deref());
        near.and_then(number).zip(number(date)).map_or(u32::MAX, |(near, here)| near.abs_diff(here))
    };
    near.sort_by_key(distance);
    near.truncate(NEAR);
    let mut linker = Linker::default();
    let mut has_own = false;
    for id in near {
        if let Some(other) = visit.holdings.paper(id)? {
            has_own |= other.record.id == record.id;
            linker.add(&other.record);
        }
    }
    if !has_own {
        linker.add(record);
    }
    let mut links = linker.links(DAYS);
    links.retain(|link| {
        let is_ours = |at: &At| at.id == record.id;
        !link.steps.is_empty()
            && (is_ours(&link.proposal) || link.steps.iter().any(|step| is_ours(&step.decision)))
    });
    links.truncate(MOST);
    Ok(links)
}

/// Some more than a year before a day, and after it.
fn around(date: &str) -> Option<(String, String)> {
    let year: u32 = date.get(..4)?.parse().ok()?;
    let rest = date.get(4..)?;
    Some((format!("{:04}{rest}", year.checked_sub(1)?), format!("{:04}{rest}", year + 1)))
}

/// A day as a number; the nearer two days, the nearer their numbers, but for a day or two.
fn number(date: &str) -> Option<u32> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) =
        (parts.next()??, parts.next().flatten().unwrap_or(6), parts.next().flatten().unwrap_or(15));
    Some(year * 372 + month * 31 + day)
}

pub(super) fn chain(visit: &Visit, paper: &Paper, links: &[Link]) -> Markup {
    let words = Words::of(visit.lang);
    if links.is_empty() {
        return html! {};
    }
    let overview = visit.site.overview.now();
    html! {
        section.chain #kedja aria-labelledby="kedjerubrik" {
            h2 #kedjerubrik { (words.title) }
            @if !overview.is_whole() {
                p.note { (fill(words.making, &[visit.lang.number(overview.documents.len() as u64), visit.lang.number(overview.n_documents as u64)])) }
            }
            @for link in links {
                details open[links.len() < 6] {
                    summary {
                        span lang="sv" { (link.proposal.title.clone().or_else(|| link.clauses.first().cloned()).unwrap_or_default()) }
                        " – " strong { (verdict(visit, link.end)) }
                    }
                    ol.steps {
                        li { (at(visit, paper, &link.proposal, words.proposed, words)) }
                        @for step in &link.steps {
                            li {
                                (at(visit, paper, &step.decision, words.decided, words))
                                p {
                                    strong { (capital(verdict(visit, step.verdict))) } " "
                                    span.quiet { (fill(words.score, &[format!("{:.0}", step.score.clamp(0.0, 1.0) * 100.0)])) }
                                }
                                ul.pairs {
                                    @for pair in &step.clauses {
                                        li {
                                            span.quiet { (change(pair.change, words)) ": " }
                                            span.serif lang="sv" {
                                                @if pair.diff.is_empty() { (pair.decided.as_ref().or(pair.proposed.as_ref()).cloned().unwrap_or_default()) }
                                                @else { (diff(visit.lang, &pair.diff)) }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                        @if let (Some(lacking), true) = (&link.lacking, link.steps.is_empty()) { li { (words.lacking) ": " span lang="en" { (lacking.says) } } }
                    }
                }
            }
        }
    }
}

fn verdict(visit: &Visit, verdict: Verdict) -> &'static str {
    // Every verdict is a term of the record.
    term(
        visit.lang,
        match verdict {
            Verdict::Unchanged => "unchanged",
            Verdict::Changed => "changed",
            Verdict::SentBack => "sent-back",
            Verdict::Postponed => "postponed",
            Verdict::Rejected => "rejected",
            Verdict::Withdrawn => "withdrawn",
            Verdict::Otherwise => "otherwise",
            Verdict::NoDecisionFound => "no-decision-found",
        },
    )
}

fn change(change: Change, words: &Words) -> &'static str {
    match change {
        Change::Same => words.same,
        Change::Recast => words.recast,
        Change::Changed => words.changed,
        Change::LeftOut => words.left_out,
        Change::Added => words.added,
    }
}

fn at(visit: &Visit, paper: &Paper, at: &At, what: &str, words: &Words) -> Markup {
    let names = [at.body.as_deref(), at.agenda_item.as_deref()];
    html! {
        p {
            span.quiet { (what) ": " }
            @if let Some(date) = &at.date { (day(date)) " " }
            (capital(term(visit.lang, &word(&at.kind))))
            @if let Some(body) = names[0] { ", " (body) }
            @if let Some(item) = names[1] { " § " (item) }
            " "
            @if at.id == paper.record.id { span.quiet { "(" (words.here) ")" } }
            @else { a href=(format!("{}?sida={}#s-{}", visit.document(&at.id), at.page, at.page)) { (at.file) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_near_each_other() {
        let apart =
            |one, other| number(one).zip(number(other)).map(|(one, other)| one.abs_diff(other));
        assert!(apart("2014-05-01", "2014-05-30") < apart("2014-05-01", "2014-07-01"));
        assert!(apart("2014-12-31", "2015-01-01") < apart("2014-12-31", "2015-02-01"));
        assert_eq!(around("2014-05-01"), Some(("2013-05-01".to_owned(), "2015-05-01".to_owned())));
        assert_eq!(around("okänt"), None);
    }
}
