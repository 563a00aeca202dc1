//! The meetings of a year as a grid, with the gaps between them.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use maud::{Markup, html};

use super::in_address;
use crate::study::coverage::Coverage;
use crate::web::overview::{Body, Held, Organization};
use crate::web::parts::day;
use crate::web::visit::Visit;
use crate::web::words::{fill, words};

words! {
    title: "Möten {}", "Meetings in {}";
    undated: "Möten utan datum", "Meetings without a date";
    no_date: "utan datum", "no date";
    call: "kallelse", "summons";
    minutes: "protokoll", "minutes";
    no_call: "ingen kallelse", "no summons";
    no_minutes: "protokoll saknas", "minutes missing";
    none: "inget protokoll", "no minutes";
    others: "{} andra handlingar", "{} other papers";
    other: "1 annan handling", "1 other paper";
    paragraphs: "{} §§", "{} §§";
    missing: "§§ {} saknas", "§§ {} missing";
    missing_one: "§ {} saknas", "§ {} missing";
    partial: "läst i delar", "read in part";
}

/// The meetings of a year.
pub(super) struct Year<'a> {
    /// `None` for meetings without a date.
    pub(super) number: Option<u32>,
    pub(super) meetings: Vec<(Option<&'a str>, &'a [Held])>,
    /// Meetings that have minutes.
    pub(super) n_minutes: usize,
}

impl Year<'_> {
    /// Meetings that were called to and have no minutes.
    pub(super) fn n_lacking(&self) -> usize {
        self.meetings.iter().filter(|(_, papers)| lacks_minutes(papers)).count()
    }

    /// When the last of its papers was imported.
    pub(super) fn imported(&self) -> Option<&str> {
        let papers = self.meetings.iter().flat_map(|(_, papers)| papers.iter());
        papers.filter_map(|held| held.summary.imported.as_deref()).max()
    }
}

fn lacks_minutes(papers: &[Held]) -> bool {
    papers.iter().any(Held::is_call) && !papers.iter().any(Held::is_minutes)
}

/// The years in order, those without a date first.
pub(super) fn years(body: &Body) -> Vec<Year<'_>> {
    let mut years: BTreeMap<Option<u32>, Year<'_>> = BTreeMap::new();
    for (date, papers) in &body.meetings {
        let date = date.as_deref();
        let number = crate::web::overview::year_of(date);
        let new = Year { number, meetings: Vec::new(), n_minutes: 0 };
        let year = years.entry(number).or_insert(new);
        year.n_minutes += usize::from(papers.iter().any(Held::is_minutes));
        year.meetings.push((date, papers));
    }
    years.into_values().collect()
}

/// What stands in the grid.
#[derive(Debug, PartialEq, Eq)]
enum Cell {
    /// The meeting at this place.
    Meeting(usize),
    Gap(RangeInclusive<u32>),
}

/// The meetings in order, and each gap before the first meeting whose paragraphs come after it.
fn cells(firsts: &[Option<u32>], missing: &[RangeInclusive<u32>]) -> Vec<Cell> {
    let mut missing = missing.iter().peekable();
    let mut cells = Vec::new();
    for (at, first) in firsts.iter().enumerate() {
        while let Some(gap) = missing.next_if(|gap| first.is_some_and(|first| *gap.end() < first)) {
            cells.push(Cell::Gap(gap.clone()));
        }
        cells.push(Cell::Meeting(at));
    }
    cells.extend(missing.cloned().map(Cell::Gap));
    cells
}

pub(super) fn grid(
    visit: &Visit,
    of: &Organization,
    body: &Body,
    year: &Year<'_>,
    covered: Option<&Coverage>,
) -> Markup {
    let words = Words::of(visit.lang);
    let first = |papers: &[Held]| {
        papers
            .iter()
            .filter(|held| held.is_minutes())
            .filter_map(Held::paragraphs)
            .map(|(first, _)| first)
            .min()
    };
    let firsts: Vec<Option<u32>> = year.meetings.iter().map(|(_, papers)| first(papers)).collect();
    let missing = covered.map(|of| of.missing.as_slice()).unwrap_or_default();
    html! {
        section aria-labelledby="ar" {
            h2 #ar {
                @match year.number {
                    Some(number) => (fill(words.title, &[number.to_string()])),
                    None => (words.undated),
                }
            }
            ol.meetings {
                @for cell in cells(&firsts, missing) {
                    @match cell {
                        Cell::Gap(gap) => li.gap {
                            span.shape aria-hidden="true" { "◌" } " "
                            @if gap.start() == gap.end() { (fill(words.missing_one, &[gap.start().to_string()])) }
                            @else { (fill(words.missing, &[format!("{}–{}", gap.start(), gap.end())])) }
                        },
                        Cell::Meeting(at) => (meeting(visit, of, body, &year.meetings[at], words)),
                    }
                }
            }
        }
    }
}

fn meeting(
    visit: &Visit,
    of: &Organization,
    body: &Body,
    (date, papers): &(Option<&str>, &[Held]),
    words: &Words,
) -> Markup {
    let has_call = papers.iter().any(Held::is_call);
    let has_minutes = papers.iter().any(Held::is_minutes);
    let n_other = papers.iter().filter(|held| !held.is_call() && !held.is_minutes()).count();
    let paragraphs = papers.iter().filter(|held| held.is_minutes()).filter_map(Held::paragraphs);
    let n_paragraphs: u32 = paragraphs.map(|(first, last)| last - first + 1).sum();
    let pairs = [
        ("organisation", in_address(&of.name)),
        ("organ", in_address(&body.name)),
        ("datum", date.unwrap_or("–")),
    ];
    html! {
        li {
            p.when {
                a href=(visit.to_with("/mote", &pairs)) {
                    @match date { Some(date) => (day(date)), None => (words.no_date) }
                }
            }
            p.held {
                @if has_call { span.held-mark { span.shape aria-hidden="true" { "●" } " " (words.call) } }
                @else { span.held-mark.is-none { span.shape aria-hidden="true" { "○" } " " (words.no_call) } }
                @if has_minutes { span.held-mark { span.shape aria-hidden="true" { "■" } " " (words.minutes) } }
                @else if !has_call { span.held-mark.is-none { span.shape aria-hidden="true" { "□" } " " (words.none) } }
                @else { span.held-mark.is-lacking { span.shape aria-hidden="true" { "□" } " " (words.no_minutes) } }
            }
            p.quiet {
                @if n_paragraphs > 0 { (fill(words.paragraphs, &[visit.lang.number(n_paragraphs)])) " " }
                @if n_paragraphs > 0 && n_other > 0 { "· " }
                @if n_other == 1 { (words.other) " " } @else if n_other > 1 { (fill(words.others, &[visit.lang.number(n_other as u64)])) " " }
                @if papers.iter().any(|held| held.summary.is_partial) { span.gap-mark { (words.partial) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_stands_before_the_meeting_that_follows_it() {
        use Cell::{Gap, Meeting};
        assert_eq!(
            cells(&[Some(5), None, Some(14)], &[1..=4, 11..=13]),
            [Gap(1..=4), Meeting(0), Meeting(1), Gap(11..=13), Meeting(2)]
        );
        assert_eq!(cells(&[None], &[2..=2]), [Meeting(0), Gap(2..=2)], "nothing is lost");
        assert_eq!(cells(&[Some(1)], &[]), [Meeting(0)]);
    }
}
