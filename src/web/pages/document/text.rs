//! The text, page by page, with its clauses marked, and the pictures of the pages beside it.

use std::ops::Range;

use maud::{Markup, html};

use super::pieces::Pieces;
use crate::record::v1::{Record, Span, Status};
use crate::swedish::sentence;
use crate::web::parts::status;
use crate::web::site::Paper;
use crate::web::visit::Visit;
use crate::web::words::{Lang, fill, words};

words! {
    page: "Sida {}", "Page {}";
    picture: "Bild av sida {}; dess text står bredvid.", "Picture of page {}; its text stands beside it.";
    no_text: "Sidan har ingen läsbar text.", "The page has no readable text.";
    permalink: "Länk hit", "Link to this";
}

/// What a stretch of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Clause(Status),
    Formula,
    Item,
    Table,
    Found,
    Aside,
    Hidden(&'static str),
}

/// A stretch of the text with what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Marked {
    range: Range<usize>,
    what: What,
}

/// True of a document whose pages can be drawn.
///
/// Where personal data are hidden there are none: a picture shows them.
pub(super) fn has_pictures(visit: &Visit, record: &Record) -> bool {
    let is_pdf = record.source.media_type == "application/pdf";
    is_pdf && !visit.holdings.mask && visit.site.settings.draws.is_some()
}

pub(super) fn text(
    visit: &Visit,
    paper: &Paper,
    pieces: &Pieces,
    shown: usize,
    place: &str,
) -> Markup {
    let words = Words::of(visit.lang);
    let marks = marks(paper, place);
    let with_pictures = has_pictures(visit, &paper.record);
    let number = |page: u32| visit.lang.number(page);
    html! {
        div.paper.has-pictures[with_pictures] {
            @if with_pictures {
                div.pictures tabindex="0" role="region" aria-label=(visit.lang.of("Sidornas bilder", "Pictures of the pages")) {
                    @for (page, _) in pieces.get(shown) {
                        figure id=(format!("bild-{page}")) {
                            (picture(paper, *page, &fill(words.picture, &[number(*page)])))
                            figcaption { (fill(words.page, &[number(*page)])) }
                        }
                    }
                }
            }
            div.pages {
                @for (page, range) in pieces.get(shown) {
                    section.page id=(format!("s-{page}")) data-picture=(format!("bild-{page}")) {
                        h2.page-number { a href=(format!("#s-{page}")) { (fill(words.page, &[number(*page)])) } }
                        @if paper.text.content.get(range.clone()).is_none_or(|text| text.trim().is_empty()) {
                            p.quiet { (words.no_text) }
                        } @else {
                            div.text lang="sv" { (stretch(visit.lang, &paper.text.content, range.clone(), &marks, words)) }
                        }
                    }
                }
            }
        }
    }
}

/// The picture of a page, with what it decides framed.
fn picture(paper: &Paper, page: u32, alt: &str) -> Markup {
    html! { img src=(crate::web::picture::address(&paper.record.id, page)) alt=(alt) loading="lazy"; }
}

/// What is marked, in the order of its places.
fn marks(paper: &Paper, place: &str) -> Vec<Marked> {
    let record = &paper.record;
    let range = |span: &Span| span.start as usize..span.end as usize;
    let mut marks = Vec::new();
    for decision in &record.decisions {
        if let Some(formula) = &decision.formula {
            marks.push(Marked { range: range(&formula.span), what: What::Formula });
        }
        for clause in &decision.clauses {
            marks.push(Marked { range: range(&clause.span), what: What::Clause(clause.status) });
        }
    }
    marks.extend(
        record.agenda.iter().map(|item| Marked { range: range(&item.span), what: What::Item }),
    );
    marks.extend(
        record.tables.iter().map(|table| Marked { range: range(&table.span), what: What::Table }),
    );
    marks.extend(found(paper, place).map(|range| Marked { range, what: What::Found }));
    let aside = paper.text.aside.iter().map(|&(start, end)| start..end);
    marks.extend(aside.map(|range| Marked { range, what: What::Aside }));
    let hidden = paper.masker.hidden(&paper.text.content).into_iter();
    marks.extend(hidden.map(|(range, marker)| Marked { range, what: What::Hidden(marker) }));
    marks.retain(|mark| {
        mark.range.start < mark.range.end && mark.range.end <= paper.text.content.len()
    });
    marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
    marks
}

/// Of a place in running text ("x-1234"): its sentence.
fn found(paper: &Paper, place: &str) -> Option<Range<usize>> {
    let byte: usize = place.strip_prefix("x-")?.parse().ok()?;
    let content = &paper.text.content;
    (byte < content.len() && content.is_char_boundary(byte))
        .then(|| sentence::around(content, byte..byte))
}

/// The bytes `range`, cut wherever a mark begins or ends.
fn stretch(
    lang: Lang,
    content: &str,
    range: Range<usize>,
    marks: &[Marked],
    words: &Words,
) -> Markup {
    let here: Vec<&Marked> = marks
        .iter()
        .filter(|mark| mark.range.start < range.end && range.start < mark.range.end)
        .collect();
    let mut cuts: Vec<usize> =
        here.iter().flat_map(|mark| [mark.range.start, mark.range.end]).collect();
    cuts.extend([range.start, range.end]);
    cuts.retain(|cut| (range.start..=range.end).contains(cut) && content.is_char_boundary(*cut));
    cuts.sort_unstable();
    cuts.dedup();
    let mut active: Vec<&Marked> = Vec::new();
    let mut next = here.iter().peekable();
    html! {
        @for cut in cuts.windows(2) {
            ({
                active.retain(|mark| mark.range.end > cut[0]);
                while let Some(mark) = next.next_if(|mark| mark.range.start <= cut[0]) {
                    if mark.range.end > cut[0] { active.push(mark); }
                }
                piece(lang, &content[cut[0]..cut[1]], cut[0], &active, words)
            })
        }
    }
}

/// A stretch between two cuts.
fn piece(lang: Lang, text: &str, at: usize, active: &[&Marked], words: &Words) -> Markup {
    let is = |wanted: fn(&What) -> bool| active.iter().any(|mark| wanted(&mark.what));
    let hidden = active.iter().find_map(|mark| match mark.what {
        What::Hidden(marker) => Some((marker, mark.range.start == at)),
        _ => None,
    });
    // What is hidden is told once, where it begins.
    let shown = match hidden {
        Some((marker, true)) => marker,
        Some((_, false)) => "",
        None => text,
    };
    let clause = active.iter().find_map(|mark| match mark.what {
        What::Clause(status) => Some((status, mark.range.start == at)),
        _ => None,
    });
    let begins = |letter: char, wanted: fn(&What) -> bool| {
        let here = active.iter().any(|mark| wanted(&mark.what) && mark.range.start == at);
        here.then(|| format!("{letter}-{at}"))
    };
    let anchors: Vec<String> = [
        begins('a', |what| *what == What::Item),
        begins('t', |what| *what == What::Table),
        begins('x', |what| *what == What::Found),
    ]
    .into_iter()
    .flatten()
    .collect();
    let class = [
        ("aside", is(|what| *what == What::Aside)),
        ("formula", is(|what| *what == What::Formula)),
        ("item", is(|what| *what == What::Item)),
        ("found", is(|what| *what == What::Found)),
        ("masked", hidden.is_some()),
    ];
    let class: Vec<&str> =
        class.iter().filter(|(_, holds)| *holds).map(|(name, _)| *name).collect();
    let class = class.join(" ");
    html! {
        @for anchor in &anchors { span.anchor id=(anchor) {} }
        @if let Some((known, is_first)) = clause {
            @if is_first {
                span.label id=(format!("c-{at}")) {
                    (status(lang, known))
                    a.permalink href=(format!("?plats=c-{at}#c-{at}")) aria-label=(words.permalink) { "#" }
                }
            }
            span.{"clause is-" (crate::web::terms::word(&known)) " " (class)} { (shown) }
        } @else if class.is_empty() { (shown) } @else { span class=(class) { (shown) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_cut_where_marks_begin_and_end() {
        let content = "Före att anta planen efter";
        let clause = Marked { range: 6..21, what: What::Clause(Status::Decision) };
        let hidden = Marked { range: 15..21, what: What::Hidden("[namn]") };
        let words = Words::of(Lang::Sv);
        let html =
            stretch(Lang::Sv, content, 0..content.len(), &[clause, hidden], words).into_string();
        let plain: String =
            html.split('<').map(|tag| tag.split_once('>').map_or(tag, |(_, text)| text)).collect();
        assert_eq!(plain, "Före ■beslut#att anta [namn] efter");
        assert!(html.contains("id=\"c-6\""), "{html}");
    }
}
