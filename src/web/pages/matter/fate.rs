//! What became of the proposals of a matter, word by word.

use std::sync::Arc;

use maud::{Markup, html};

use crate::link::{Change, DAYS, Link, Linker, Pair, Paper as At, Run, RunKind, Step, Verdict};
use crate::swedish::tokens::fold_all;
use crate::web::parts::{capital, day};
use crate::web::site::Paper;
use crate::web::terms::{term, word};
use crate::web::visit::Visit;
use crate::web::words::{fill, words};

words! {
    title: "Från förslag till beslut", "From proposal to decision";
    lead: "Varje förslag ställs mot det beslut som bäst svarar mot det. Borttagna ord är överstrukna, tillagda understrukna.", "Each proposal is set against the decision that answers to it best. Words taken out are struck through, words put in are underlined.";
    removed: "borttaget:", "taken out:";
    added: "tillagt:", "put in:";
    end: "slut", "end";
    proposed: "Föreslaget", "Proposed";
    left_out: "Föreslaget men inte beslutat", "Proposed and not decided";
    news: "Beslutat utan att ha föreslagits", "Decided and not proposed";
    same: "Beslutat med samma ord", "Decided in the same words";
    recast: "Beslutat med samma ord i annan form", "Decided in the same words in another form";
    changed: "Ändrat", "Changed";
    handed: "lämnas vidare", "handed on";
    score: "säkerhet {}", "certainty {}";
    signs: "tecken: {}", "signs: {}";
    lacking: "Inget beslut funnet", "No decision found";
    open: "Slutet saknas", "The end is missing";
    no_minutes: "arkivet har inga protokoll från det organ som ska besluta för tiden", "the archive has no minutes of the deciding body for the time";
    not_in_minutes: "protokollen finns, men ingen paragraf svarar mot förslaget", "the minutes are there, and no paragraph answers to the proposal";
    no_body: "handlingen säger inte vem som ska besluta", "the paper does not say who is to decide";
    no_date: "handlingen har inget datum", "the paper has no date";
    most: "De {} första handlingarna jämförs.", "The first {} papers are compared.";
    dnr: "diarienummer", "registry number";
    heading: "rubrik", "title";
    body: "organ", "body";
    date: "datum", "date";
    text: "ordalydelse", "wording";
}

/// Proposals that are shown.
const MOST_SHOWN: usize = 20;

pub(super) fn fates(
    visit: &Visit,
    number: &str,
    n_documents: usize,
    papers: &[Arc<Paper>],
) -> Markup {
    let words = Words::of(visit.lang);
    let mut linker = Linker::default();
    for paper in papers {
        linker.add(&paper.record);
    }
    let links = linker.links(DAYS);
    let own: Vec<&Link> = links
        .iter()
        .filter(|link| link.proposal.dnr.as_deref().is_some_and(|dnr| is_of(number, dnr)))
        .take(MOST_SHOWN)
        .collect();
    if own.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="fran" {
            h2 #fran { (words.title) }
            p.quiet {
                (words.lead)
                @if n_documents > papers.len() { " " (fill(words.most, &[visit.lang.number(papers.len() as u64)])) }
            }
            @for link in own { (self::link(visit, papers, link, words)) }
        }
    }
}

/// True when the words of `number` stand in a row in `dnr`.
fn is_of(number: &str, dnr: &str) -> bool {
    let (number, dnr) = (fold_all(number), fold_all(dnr));
    !number.is_empty() && format!(" {dnr} ").contains(&format!(" {number} "))
}

fn link(visit: &Visit, papers: &[Arc<Paper>], link: &Link, words: &Words) -> Markup {
    html! {
        article.fate {
            h3 { (place(visit, papers, &link.proposal)) }
            @if link.steps.is_empty() {
                p.quiet { (words.proposed) }
                ul.clauses { @for clause in &link.clauses { li { span.clause lang="sv" { (clause) } } } }
            }
            @for step in &link.steps { (self::step(visit, papers, step, words)) }
            @if let Some(lacking) = &link.lacking {
                p.quiet {
                    span.shape aria-hidden="true" { "…" } " "
                    (if link.steps.is_empty() { words.lacking } else { words.open })
                    ": " (why(&word(&lacking.code), words)) "."
                }
            }
        }
    }
}

fn why<'a>(code: &str, words: &'a Words) -> &'a str {
    match code {
        "no-minutes" => words.no_minutes,
        "not-in-minutes" => words.not_in_minutes,
        "no-body" => words.no_body,
        _ => words.no_date,
    }
}

/// Where a proposal or a decision stands, as a link to it.
fn place(visit: &Visit, papers: &[Arc<Paper>], at: &At) -> Markup {
    let record = papers.iter().map(|paper| &paper.record).find(|record| record.id == at.id);
    let item = record.and_then(|record| {
        let is_it = |number: &Option<String>| number.is_some() && *number == at.agenda_item;
        record.agenda.iter().find(|item| is_it(&item.number))
    });
    let address = item.map_or_else(
        || visit.document(&at.id),
        |item| {
            format!("{}?plats=a-{start}#a-{start}", visit.document(&at.id), start = item.span.start)
        },
    );
    let number = at.agenda_item.as_ref().map(|number| format!("§ {number}"));
    let parts: Vec<String> = at.body.clone().into_iter().chain(number).collect();
    html! {
        a href=(address) { (capital(term(visit.lang, &word(&at.kind)))) @if !parts.is_empty() { " · " (parts.join(" ")) } }
        @if let Some(date) = &at.date { " " span.quiet { (day(date)) } }
    }
}

fn step(visit: &Visit, papers: &[Arc<Paper>], step: &Step, words: &Words) -> Markup {
    let signs: Vec<&str> =
        step.signs.iter().map(|sign| sign_name(&word(&sign.sign), words)).collect();
    let is_open = matches!(step.verdict, Verdict::Changed | Verdict::Otherwise);
    html! {
        div.step {
            p.what { (verdict(visit, step.verdict)) (place(visit, papers, &step.decision)) @if step.handed_on { span.quiet { (words.handed) } } }
            @if !step.clauses.is_empty() {
                details open[is_open] {
                    summary { (fill(words.score, &[visit.lang.decimal(step.score, 2)])) ", " (fill(words.signs, &[signs.join(", ")])) }
                    ul.clauses { @for pair in &step.clauses { (self::pair(pair, words)) } }
                }
            }
        }
    }
}

fn sign_name<'a>(sign: &str, words: &'a Words) -> &'a str {
    match sign {
        "dnr" => words.dnr,
        "title" => words.heading,
        "body" => words.body,
        "date" => words.date,
        _ => words.text,
    }
}

/// What became of a proposal: word, shape and colour.
fn verdict(visit: &Visit, verdict: Verdict) -> Markup {
    let (tone, shape) = match verdict {
        Verdict::Unchanged => ("is-yes", "✓"),
        Verdict::Changed => ("is-changed", "≠"),
        Verdict::Rejected => ("is-no", "✕"),
        Verdict::SentBack | Verdict::Postponed | Verdict::Withdrawn => ("is-later", "↻"),
        Verdict::Otherwise => ("is-changed", "→"),
        Verdict::NoDecisionFound => ("is-other", "…"),
    };
    html! {
        span.outcome-mark.(tone) { span.shape aria-hidden="true" { (shape) } (term(visit.lang, &word(&verdict))) }
    }
}

fn pair(pair: &Pair, words: &Words) -> Markup {
    let proposed = pair.proposed.as_deref().unwrap_or_default();
    let decided = pair.decided.as_deref().unwrap_or_default();
    let says = match pair.change {
        Change::Same => words.same,
        Change::Recast => words.recast,
        Change::Changed => words.changed,
        Change::LeftOut => words.left_out,
        Change::Added => words.news,
    };
    html! {
        li {
            p.quiet { (says) }
            p.clause lang="sv" {
                @match pair.change {
                    Change::Same | Change::Recast => (decided),
                    Change::LeftOut => (removed(proposed, words)),
                    Change::Added => (added(decided, words)),
                    Change::Changed => (diff(&pair.diff, words)),
                }
            }
        }
    }
}

/// The words of both, in order.
fn diff(runs: &[Run], words: &Words) -> Markup {
    html! {
        @for run in runs {
            @match run.kind {
                RunKind::Same => (run.text),
                RunKind::Removed => (removed(&run.text, words)),
                RunKind::Added => (added(&run.text, words)),
            }
            " "
        }
    }
}

fn removed(text: &str, words: &Words) -> Markup {
    html! { del { span.hidden { "[" (words.removed) " " } (text) span.hidden { " " (words.end) "]" } } }
}

fn added(text: &str, words: &Words) -> Markup {
    html! { ins { span.hidden { "[" (words.added) " " } (text) span.hidden { " " (words.end) "]" } } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::words::Lang;

    #[test]
    fn a_number_is_of_a_matter_by_whole_words() {
        assert!(is_of("KS/2014:417", "KS/2014:417 041"));
        assert!(is_of("ks 2014 417", "KS/2014:417"));
        assert!(!is_of("KS/2014:41", "KS/2014:417"));
        assert!(!is_of("", "KS/2014:417"));
    }

    #[test]
    fn what_changed_is_told_in_words_as_well() {
        let run = |text: &str, kind| Run { text: text.to_owned(), kind };
        let runs = [
            run("att bevilja", RunKind::Same),
            run("<b>5", RunKind::Removed),
            run("7", RunKind::Added),
        ];
        let shown = diff(&runs, Words::of(Lang::Sv)).into_string();
        assert!(
            shown.contains("<del><span class=\"hidden\">[borttaget: </span>&lt;b&gt;5"),
            "{shown}"
        );
        assert!(shown.contains("<ins><span class=\"hidden\">[tillagt: </span>7"), "{shown}");
    }
}
