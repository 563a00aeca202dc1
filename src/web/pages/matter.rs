//! *Ärende*: a matter by its registry number, through bodies and meetings, from proposal to decision.

mod course;
mod fate;

use std::collections::BTreeSet;
use std::sync::Arc;

use maud::{Markup, html};

use super::hits::refuse_personal;
use crate::index::{Hit, Request, Sort, UnitKind};
use crate::swedish::tokens::fold_all;
use crate::web::asked::Asked;
use crate::web::frame::{self, Head};
use crate::web::parts::copier;
use crate::web::site::Paper;
use crate::web::visit::{Fault, Page, Visit};
use crate::web::words::{fill, words};

words! {
    title: "Ärende", "Matter";
    lead: "Följ ett ärende genom organ och möten med dess diarienummer.", "Follow a matter through bodies and meetings by its registry number.";
    label: "Diarienummer, som det är tryckt", "Registry number, as it is printed";
    follow: "Följ", "Follow";
    example: "Till exempel KS/2014:417 eller 2023-00215.", "KS/2014:417, for example, or 2023-00215.";
    nothing: "Inget ärende med numret {} finns i arkivet. Numret kan vara skrivet på ett annat sätt: pröva med delar av det, eller sök efter det i texten.", "No matter with the number {} is in the archive. It may be written in another way: try parts of it, or search for it in the text.";
    search: "Sök efter numret", "Search for the number";
    near: "Nummer som börjar så", "Numbers that begin so";
    counts: "{} ställen i {} dokument", "{} places in {} documents";
    more: "De {} första i tidsordning visas.", "The first {} in order of time are shown.";
    all: "Alla träffar på numret", "All hits of the number";
    link: "Kopiera länk", "Copy link";
}

/// Letters of a registry number.
const MOST_LETTERS: usize = 80;

/// Places that are shown.
const MOST: usize = 150;

/// Documents that are read, to compare what they propose and decide.
const MOST_READ: usize = 24;

/// Places that are looked through for numbers that begin so.
const MOST_LOOKED: usize = 60;

/// Numbers that are proposed.
const MOST_NEAR: usize = 12;

pub(in crate::web) fn page(visit: &Visit) -> Result<Page, Fault> {
    let words = Words::of(visit.lang);
    let number = number(visit.value("dnr"));
    let asked = Asked { query: number.clone(), ..Asked::default() };
    refuse_personal(visit, &asked)?;
    let title = if number.is_empty() {
        words.title.to_owned()
    } else {
        format!("{} {number}", words.title)
    };
    let content = if fold_all(&number).is_empty() {
        html! { div.narrow { h1 { (words.title) } p.lead { (words.lead) } (form(visit, &number, words)) p.quiet { (words.example) } } }
    } else {
        let found = Found::of(visit, &number)?;
        if found.hits.is_empty() {
            nothing(visit, &number, words)?
        } else {
            matter(visit, &number, &found, words)?
        }
    };
    let head = Head { query: number, ..Head::new(title, "/moten") };
    Ok(Page::ok(frame::page(visit, &head, content)))
}

/// The number as it can stand between the quotes of a query.
fn number(typed: &str) -> String {
    let plain = typed.replace(['"', '“', '”', '*', '\\'], " ");
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").chars().take(MOST_LETTERS).collect()
}

/// Where a number stands.
struct Found {
    /// The first in order of time.
    hits: Vec<Hit>,
    total: usize,
    n_documents: usize,
    /// The documents of the hits, in order of time.
    ids: Vec<String>,
}

impl Found {
    fn of(visit: &Visit, number: &str) -> Result<Self, Fault> {
        let query = format!("dnr:\"{number}\" OR \"{number}\"");
        let request = Request { query, sort: Sort::Oldest, limit: MOST, ..Request::default() };
        let mut answer = visit.holdings.here()?.answer(&request)?;
        let (total, n_documents) = (answer.total(), answer.documents()?);
        let mut hits = Vec::new();
        for at in 0..total.min(MOST) {
            hits.push(answer.hit(at)?);
        }
        let mut known = BTreeSet::new();
        let of_document = |hit: &Hit| known.insert(hit.id.clone()).then(|| hit.id.clone());
        let ids = hits.iter().filter_map(of_document).collect();
        finer(&mut hits);
        for hit in &mut hits {
            visit.holdings.hide(hit)?;
        }
        Ok(Self { hits, total, n_documents, ids })
    }
}

/// The number in a text says no more than the item or clause that it belongs to.
fn finer(hits: &mut Vec<Hit>) {
    let is_finer = |hit: &&Hit| hit.unit != UnitKind::Text;
    let told: BTreeSet<String> = hits.iter().filter(is_finer).map(|hit| hit.id.clone()).collect();
    hits.retain(|hit| is_finer(&hit) || !told.contains(&hit.id));
}

fn form(visit: &Visit, number: &str, words: &Words) -> Markup {
    html! {
        form.search role="search" aria-label=(words.title) action=(visit.to("/arende")) {
            label for="dnr" { (words.label) }
            div.row {
                input #dnr name="dnr" value=(number) maxlength=(MOST_LETTERS) autocomplete="off" spellcheck="false";
                button type="submit" { (words.follow) }
            }
        }
    }
}

fn matter(visit: &Visit, number: &str, found: &Found, words: &Words) -> Result<Markup, Fault> {
    let count = |n: usize| visit.lang.number(n as u64);
    let quoted = format!("\"{number}\"");
    let papers = papers(visit, &found.ids)?;
    Ok(html! {
        div.narrow {
            h1 { (words.title) " " span.dnr { (number) } }
            p {
                (fill(words.counts, &[count(found.total), count(found.n_documents)]))
                @if found.total > MOST { ". " (fill(words.more, &[count(MOST)])) }
                " · " a href=(visit.to_with("/sok", &[("q", quoted.as_str())])) { (words.all) }
                " " (copier(words.link, &visit.to_with("/arende", &[("dnr", number)])))
            }
            (course::course(visit, &found.hits, &papers))
            (fate::fates(visit, number, found.ids.len(), &papers))
            (form(visit, number, words))
        }
    })
}

/// The first of the documents.
fn papers(visit: &Visit, ids: &[String]) -> Result<Vec<Arc<Paper>>, Fault> {
    let holdings = ids.iter().filter_map(|id| visit.holdings.archive.get(id));
    holdings.take(MOST_READ).map(|holding| Ok(visit.holdings.shown(holding)?)).collect()
}

fn nothing(visit: &Visit, number: &str, words: &Words) -> Result<Markup, Fault> {
    let near = near(visit, number)?;
    let quoted = format!("\"{number}\"");
    Ok(html! {
        div.narrow {
            h1 { (words.title) " " span.dnr { (number) } }
            p { (fill(words.nothing, &[number.to_owned()])) }
            p { a href=(visit.to_with("/sok", &[("q", quoted.as_str())])) { (words.search) } }
            @if !near.is_empty() {
                h2 { (words.near) }
                ul { @for other in &near { li { a href=(visit.to_with("/arende", &[("dnr", other)])) { (other) } } } }
            }
            (form(visit, number, words))
        }
    })
}

/// Numbers that begin as this one does, but for its last part.
fn near(visit: &Visit, number: &str) -> Result<Vec<String>, Fault> {
    let folded = fold_all(number);
    let mut beginning: &str = &folded;
    let mut near: BTreeSet<String> = BTreeSet::new();
    while let Some((before, _)) = beginning.rsplit_once(' ') {
        beginning = before;
        let query = format!("dnr:\"{beginning}\"");
        let request =
            Request { query, sort: Sort::Newest, limit: MOST_LOOKED, ..Request::default() };
        let mut answer = visit.holdings.here()?.answer(&request)?;
        for at in 0..answer.total().min(MOST_LOOKED) {
            let mut hit = answer.hit(at)?;
            visit.holdings.hide(&mut hit)?;
            near.extend(hit.dnr.filter(|dnr| fold_all(dnr).starts_with(beginning)));
        }
        if !near.is_empty() {
            break;
        }
    }
    // Those that have the most in common with it first.
    let mut near: Vec<String> = near.into_iter().collect();
    let common = |other: &String| {
        let other = fold_all(other);
        other.chars().zip(folded.chars()).take_while(|(one, two)| one == two).count()
    };
    near.sort_by_key(|other| std::cmp::Reverse(common(other)));
    near.truncate(MOST_NEAR);
    Ok(near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::samples::{html, site};
    use crate::web::words::Lang;

    /// The number of most places in the corpus.
    fn a_number() -> String {
        let site = site();
        let holdings = site.holdings();
        let mut counts: std::collections::BTreeMap<String, usize> =
            std::collections::BTreeMap::new();
        for held in holdings.archive.holdings() {
            let record = holdings.archive.record(held).expect("readable");
            for dnr in record.agenda.into_iter().filter_map(|item| item.dnr) {
                *counts.entry(dnr).or_default() += 1;
            }
        }
        counts.into_iter().max_by_key(|(_, n)| *n).expect("the corpus has numbers").0
    }

    #[test]
    fn what_is_typed_can_stand_between_quotes() {
        assert_eq!(number("  KS/2014:417 "), "KS/2014:417");
        assert_eq!(number("\"KS\" OR *"), "KS OR");
        assert_eq!(number(&"å".repeat(500)).chars().count(), MOST_LETTERS);
    }

    #[test]
    fn a_matter_is_followed_through_its_papers() {
        let number = a_number();
        let address = crate::web::asked::address(&[("dnr", &number)]);
        let swedish = html(page, Lang::Sv, &format!("/arende{address}"));
        assert!(swedish.contains(&format!("value=\"{number}\"")), "{swedish}");
        assert!(
            swedish.contains("<ol class=\"course\">") && swedish.contains("?plats="),
            "{swedish}"
        );
        let english = html(page, Lang::En, &format!("/en/arende{address}"));
        assert!(english.contains("<h1>Matter") && english.contains("/en/dokument/"));
    }

    #[test]
    fn a_number_that_is_not_there_gets_others_that_begin_so() {
        let known = a_number();
        let cut = known.rfind(|letter: char| !letter.is_ascii_digit()).map_or(0, |at| at + 1);
        let other = format!("{}987654", &known[..cut]);
        let address = crate::web::asked::address(&[("dnr", &other)]);
        let shown = html(page, Lang::Sv, &format!("/arende{address}"));
        assert!(shown.contains("Inget ärende"), "{shown}");
        assert!(shown.contains("Nummer som börjar så"), "{known}: {shown}");
    }

    #[test]
    fn nothing_typed_is_no_question() {
        for typed in ["", "dnr=", "dnr=%22%22", "dnr=***", "dnr=//"] {
            let shown = html(page, Lang::En, &format!("/en/arende?{typed}"));
            assert!(shown.contains("Registry number"), "{typed}");
        }
    }
}
