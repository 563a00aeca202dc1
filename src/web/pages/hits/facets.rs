//! What hits can be narrowed down to, with how many each value has; and what they are narrowed down to now.

use maud::{Markup, html};

use crate::index::{Count, Facet};
use crate::web::asked::{Asked, filter_of};
use crate::web::terms::{facet as name_of, term};
use crate::web::told::Told;
use crate::web::visit::Visit;
use crate::web::words::{fill, words};

words! {
    years: "År", "Years";
    from: "Från", "From";
    to: "Till", "To";
    apply: "Avgränsa", "Narrow down";
    unknown: "okänt", "unknown";
    more: "{} till", "{} more";
    remove: "Ta bort avgränsningen", "Remove the filter";
    clear: "Ta bort alla", "Remove all";
    active: "Avgränsningar", "Filters";
    from_year: "från {}", "from {}";
    to_year: "till {}", "to {}";
    narrow: "Avgränsa träffarna", "Narrow the hits down";
}

/// Values of a facet that are shown before the others.
const FIRST: usize = 6;

/// Values of a facet that are shown at all.
const MOST: usize = 60;

pub(super) fn facets(visit: &Visit, asked: &Asked, told: &Told) -> Markup {
    let words = Words::of(visit.lang);
    html! {
        details.narrowing open {
            summary { (words.narrow) }
            (years(visit, asked, words))
            @for (facet, counts) in &told.facets { (self::facet(visit, asked, *facet, counts, words)) }
        }
    }
}

fn years(visit: &Visit, asked: &Asked, words: &Words) -> Markup {
    let kept = Asked { from: String::new(), to: String::new(), page: 1, ..asked.clone() };
    html! {
        form.years action=(visit.to("/sok")) {
            fieldset {
                legend { (words.years) }
                @for (name, value) in kept.pairs() { input type="hidden" name=(name) value=(value); }
                label { span.hidden { (words.from) } input name="fran" value=(asked.from) inputmode="numeric" pattern="[0-9]{4}" maxlength="4" size="4" autocomplete="off"; }
                span aria-hidden="true" { "–" }
                label { span.hidden { (words.to) } input name="till" value=(asked.to) inputmode="numeric" pattern="[0-9]{4}" maxlength="4" size="4" autocomplete="off"; }
                button type="submit" { (words.apply) }
            }
        }
    }
}

fn facet(visit: &Visit, asked: &Asked, facet: Facet, counts: &[Count], words: &Words) -> Markup {
    let filter = filter_of(facet);
    let is_set = asked.filters().iter().any(|(name, _)| *name == filter);
    let known = counts.iter().filter(|count| count.value.is_some()).count();
    if is_set || known == 0 || (known == 1 && counts.len() == 1) {
        return html! {};
    }
    let most = counts.iter().map(|count| count.hits).max().unwrap_or(1).max(1);
    let shown = &counts[..counts.len().min(MOST)];
    let (first, rest) = shown.split_at(shown.len().min(FIRST));
    html! {
        section.facet {
            h2 { (name_of(visit.lang, facet)) }
            ul { @for count in first { (value(visit, asked, filter, count, most, words)) } }
            @if !rest.is_empty() {
                details {
                    summary { (fill(words.more, &[visit.lang.number((counts.len() - first.len()) as u64)])) }
                    ul { @for count in rest { (value(visit, asked, filter, count, most, words)) } }
                }
            }
        }
    }
}

fn value(
    visit: &Visit,
    asked: &Asked,
    filter: &str,
    count: &Count,
    most: u64,
    words: &Words,
) -> Markup {
    let hits = visit.lang.number(count.hits);
    html! {
        li {
            @match &count.value {
                Some(value) => {
                    a href=(visit.to(&format!("/sok{}", asked.with(filter, value).address()))) rel="nofollow" { (term(visit.lang, value)) }
                }
                None => span.quiet { (words.unknown) },
            }
            span.count { (hits) }
            meter.share min="0" max=(most) value=(count.hits) aria-hidden="true" {}
        }
    }
}

/// The filters that are set, each with a way to be rid of it.
pub(super) fn chips(visit: &Visit, asked: &Asked) -> Markup {
    let words = Words::of(visit.lang);
    let filters = asked.filters();
    if filters.is_empty() {
        return html! {};
    }
    let bare = Asked { query: asked.query.clone(), page: 1, ..Asked::default() };
    html! {
        ul.chips aria-label=(words.active) {
            @for (name, value) in &filters {
                li {
                    a href=(visit.to(&format!("/sok{}", asked.with(name, "").address()))) {
                        @match *name {
                            "fran" => (fill(words.from_year, &[(*value).to_owned()])),
                            "till" => (fill(words.to_year, &[(*value).to_owned()])),
                            _ => (term(visit.lang, value)),
                        }
                        span aria-hidden="true" { " ×" }
                        span.hidden { " – " (words.remove) }
                    }
                }
            }
            @if filters.len() > 1 {
                li { a.plain href=(visit.to(&format!("/sok{}", bare.address()))) { (words.clear) } }
            }
        }
    }
}
