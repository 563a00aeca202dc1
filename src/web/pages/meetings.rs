//! *Möten*: the organizations, their bodies, and the meetings of a body year by year, with what is missing.

mod year;

use maud::{Markup, html};

use super::waiting::waiting;
use crate::study::coverage::{Coverage, printed};
use crate::web::frame::{self, Head};
use crate::web::overview::{Body, Organization, Overview};
use crate::web::parts::{day, pager};
use crate::web::visit::{Fault, Page, Visit};
use crate::web::words::{fill, words};

words! {
    title: "Möten", "Meetings";
    lead: "Varje organisations organ, deras möten år för år, och vad som saknas i arkivet.", "The bodies of each organization, their meetings year by year, and what the archive lacks.";
    matter: "Följ ett ärende med dess diarienummer", "Follow a matter by its registry number";
    organizations: "Organisationer", "Organizations";
    organization: "Organisation", "Organization";
    bodies: "Organ", "Bodies";
    body: "Organ", "Body";
    meetings: "Möten", "Meetings";
    years: "År", "Years";
    year: "År", "Year";
    undated: "utan datum", "without a date";
    no_name: "utan namn", "without a name";
    nothing: "Arkivet har inga handlingar som berättar om möten.", "The archive has no papers that tell of meetings.";
    unknown: "Ingen organisation eller inget organ med det namnet har möten i arkivet.", "No organization or body of that name has meetings in the archive.";
    path: "Var du är", "Where you are";
    by_year: "År för år", "Year by year";
    minutes: "Protokoll", "Minutes";
    held: "§§ som finns", "§§ held";
    missing: "§§ som saknas", "§§ missing";
    none: "inga", "none";
    lacking: "Kallelser utan protokoll", "Summonses without minutes";
    partial: "Lästa i delar", "Read in part";
    imported: "Senast inläst", "Last imported";
    counts: "{} möten, {} med protokoll", "{} meetings, {} with minutes";
    take: "Saknade paragrafer räknas mellan de nummer som finns, och från § 1 där numren börjar om varje år. Ett hål kan vara ett protokoll som inte hämtats, eller ett nummer som lästes fel.", "Missing paragraphs are counted between the numbers held, and from § 1 where each year begins anew. A gap may be minutes that were never collected, or a number misread.";
}

/// Organizations on a page.
const PER_PAGE: usize = 200;

pub(in crate::web) fn page(visit: &Visit) -> Result<Page, Fault> {
    let words = Words::of(visit.lang);
    let overview = visit.site.overview.now();
    let (organization, body) = (visit.value("organisation"), visit.value("organ"));
    let (title, content) = match (organization, body) {
        ("", _) => (words.title.to_owned(), organizations(visit, &overview, words)),
        (name, body) => {
            let of = overview.bodies.organization(name);
            match (of, of.filter(|_| !body.is_empty()).and_then(|of| of.body(body))) {
                (Some(of), Some(body)) => self::body(visit, &overview, of, body, words),
                (Some(of), None) if body.is_empty() => bodies(visit, &overview, of, words),
                _ if overview.is_whole() => return Err(Fault::NotFound),
                _ => (
                    words.title.to_owned(),
                    html! { div.wide { h1 { (words.title) } (waiting(visit, &overview)) p { (words.unknown) } } },
                ),
            }
        }
    };
    Ok(Page::ok(frame::page(visit, &Head::new(title, "/moten"), content)))
}

/// As it stands in an address: what has no name is "–", which folds to nothing.
pub(super) fn in_address(name: &Option<String>) -> &str {
    name.as_deref().filter(|name| !name.is_empty()).unwrap_or("–")
}

fn shown<'a>(name: &'a Option<String>, words: &'a Words) -> &'a str {
    name.as_deref().filter(|name| !name.is_empty()).unwrap_or(words.no_name)
}

fn span<N: std::fmt::Display + PartialEq>(years: Option<(N, N)>) -> String {
    match years {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}–{last}"),
        None => "–".to_owned(),
    }
}

fn organizations(visit: &Visit, overview: &Overview, words: &Words) -> Markup {
    let all = overview.bodies.organizations();
    let page = visit
        .value("sida")
        .parse::<usize>()
        .unwrap_or(1)
        .clamp(1, all.len().div_ceil(PER_PAGE).max(1));
    html! {
        div.wide {
            h1 { (words.title) }
            p.lead { (words.lead) }
            p { a href=(visit.to("/arende")) { (words.matter) } }
            (waiting(visit, overview))
            @if all.is_empty() { p { (words.nothing) } } @else {
                div.scroll tabindex="0" role="region" aria-label=(words.organizations) {
                    table.numbers.list {
                        caption { (words.organizations) " " span.quiet { (visit.lang.number(all.len() as u64)) } }
                        thead { tr { th scope="col" { (words.organization) } th scope="col" { (words.bodies) } th scope="col" { (words.meetings) } th scope="col" { (words.years) } } }
                        tbody {
                            @for of in all.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE) {
                                tr {
                                    th scope="row" { a href=(visit.to_with("/moten", &[("organisation", in_address(&of.name))])) { (shown(&of.name, words)) } }
                                    td { (visit.lang.number(of.n_bodies() as u64)) }
                                    td { (visit.lang.number(of.n_meetings() as u64)) }
                                    td { (span(of.years())) }
                                }
                            }
                        }
                    }
                }
                (pager(visit, page, all.len().div_ceil(PER_PAGE), |page| visit.to_with("/moten", &[("sida", page.to_string())])))
            }
        }
    }
}

/// The way here.
fn path(visit: &Visit, of: &Organization, body: Option<&Body>, words: &Words) -> Markup {
    html! {
        nav.crumbs aria-label=(words.path) {
            a href=(visit.to("/moten")) { (words.title) }
            @if body.is_some() {
                span aria-hidden="true" { "›" }
                a href=(visit.to_with("/moten", &[("organisation", in_address(&of.name))])) { (shown(&of.name, words)) }
            }
        }
    }
}

fn bodies(
    visit: &Visit,
    overview: &Overview,
    of: &Organization,
    words: &Words,
) -> (String, Markup) {
    let content = html! {
        div.wide {
            (path(visit, of, None, words))
            h1 { (shown(&of.name, words)) }
            (waiting(visit, overview))
            div.scroll tabindex="0" role="region" aria-label=(words.bodies) {
                table.numbers.list {
                    caption { (words.bodies) }
                    thead { tr { th scope="col" { (words.body) } th scope="col" { (words.meetings) } th scope="col" { (words.years) } } }
                    tbody {
                        @for body in of.bodies() {
                            tr {
                                th scope="row" { a href=(to_body(visit, of, body)) { (shown(&body.name, words)) } }
                                td { (visit.lang.number(body.meetings.len() as u64)) }
                                td { (span(body.years())) }
                            }
                        }
                    }
                }
            }
        }
    };
    (format!("{} – {}", shown(&of.name, words), words.title), content)
}

fn to_body(visit: &Visit, of: &Organization, body: &Body) -> String {
    visit.to_with(
        "/moten",
        &[("organisation", in_address(&of.name)), ("organ", in_address(&body.name))],
    )
}

fn body(
    visit: &Visit,
    overview: &Overview,
    of: &Organization,
    body: &Body,
    words: &Words,
) -> (String, Markup) {
    let coverage = body.coverage();
    let years = year::years(body);
    let asked = visit.value("ar").parse::<u32>().ok();
    // The year that is asked for, or the last.
    let chosen = years.iter().rev().find(|year| year.number.is_some() && year.number == asked);
    let is_undated = visit.value("ar") == "–";
    let chosen =
        chosen.or_else(|| years.iter().rev().find(|year| year.number.is_none() == is_undated));
    let chosen = chosen.or_else(|| years.last());
    let to_year = |number: Option<u32>| {
        let number = number.map_or_else(|| "–".to_owned(), |number| number.to_string());
        let pairs = [
            ("organisation", in_address(&of.name)),
            ("organ", in_address(&body.name)),
            ("ar", number.as_str()),
        ];
        visit.to_with("/moten", &pairs) + "#ar"
    };
    let n_minutes = years.iter().map(|year| year.n_minutes).sum::<usize>();
    let counts = [body.meetings.len(), n_minutes].map(|n| visit.lang.number(n as u64));
    let content = html! {
        div.wide {
            (path(visit, of, Some(body), words))
            h1 { (shown(&body.name, words)) " " span.quiet { (shown(&of.name, words)) } }
            (waiting(visit, overview))
            p { (fill(words.counts, &counts)) }
            div.scroll tabindex="0" role="region" aria-label=(words.by_year) {
                table.numbers.list.by-year {
                    caption { (words.by_year) }
                    thead { tr {
                        th scope="col" { (words.year) } th scope="col" { (words.meetings) } th scope="col" { (words.minutes) }
                        th scope="col" { (words.lacking) } th scope="col" { (words.held) } th scope="col" { (words.missing) }
                        th scope="col" { (words.partial) } th scope="col" { (words.imported) }
                    } }
                    tbody {
                        @for year in years.iter().rev() {
                            @let covered = coverage.iter().find(|of| of.year == year.number);
                            tr {
                                th scope="row" {
                                    a href=(to_year(year.number)) aria-current=[chosen.is_some_and(|chosen| chosen.number == year.number).then_some("true")] {
                                        @match year.number { Some(number) => (number), None => (words.undated) }
                                    }
                                }
                                td { (visit.lang.number(year.meetings.len() as u64)) }
                                td { (visit.lang.number(year.n_minutes as u64)) }
                                td { (count(visit, year.n_lacking())) }
                                (gaps(covered, words))
                                td { (count(visit, covered.map_or(0, |of| of.partial))) }
                                td { @if let Some(date) = year.imported() { (day(date)) } }
                            }
                        }
                    }
                }
            }
            @if let Some(year) = chosen {
                (year::grid(visit, of, body, year, coverage.iter().find(|of| of.year == year.number)))
            }
            p.quiet.foot { (words.take) }
        }
    };
    (format!("{} – {}", shown(&body.name, words), shown(&of.name, words)), content)
}

fn count(visit: &Visit, n: usize) -> Markup {
    html! { @if n == 0 { span.quiet { "0" } } @else { (visit.lang.number(n as u64)) } }
}

/// The paragraphs that are held, and those that are missing.
fn gaps(covered: Option<&Coverage>, words: &Words) -> Markup {
    let ranges = |ranges: &[std::ops::RangeInclusive<u32>]| printed(ranges).replace('-', "–");
    html! {
        td { @if let Some(of) = covered { (ranges(&of.held)) } }
        td {
            @match covered {
                Some(of) if !of.missing.is_empty() => span.gap-mark { span.shape aria-hidden="true" { "◌" } " " (ranges(&of.missing)) },
                Some(of) if !of.held.is_empty() => span.quiet { (words.none) },
                _ => span.quiet { "–" },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::samples::html;
    use crate::web::words::Lang;

    #[test]
    fn organizations_bodies_and_meetings() {
        let list = html(page, Lang::Sv, "/moten");
        assert!(list.contains("Räddningstjänsten Åsmarken"), "{list}");
        assert!(list.contains("<h1>Möten</h1>"));
        let list = html(page, Lang::En, "/en/moten");
        assert!(list.contains("<h1>Meetings</h1>"));
        assert!(list.contains("/en/moten?organisation="));
        let bodies = html(page, Lang::Sv, "/moten?organisation=Ytterholms+kommun");
        assert!(bodies.contains("Kommunstyrelsen"), "{bodies}");
    }

    #[test]
    fn a_body_tells_its_gaps() {
        let address = "moten?organisation=Ytterholms+kommun&organ=Kommunstyrelsen";
        let swedish = html(page, Lang::Sv, &format!("/{address}"));
        assert!(swedish.contains("24–32") && swedish.contains("1–23"), "{swedish}");
        assert!(swedish.contains("2019-03-12") && swedish.contains("§§ som saknas"));
        let english = html(page, Lang::En, &format!("/en/{address}"));
        assert!(english.contains("§§ missing") && english.contains("/en/mote?organisation="));
        let other = html(page, Lang::Sv, &format!("/{address}&ar=1900"));
        assert!(
            other.contains("2019-03-12"),
            "a year without meetings shows the last that has some"
        );
    }
}
