//! *Om*: what this is, how well it reads, what it cannot, who it is open to, and how programs ask.

use maud::{Markup, html};

use crate::web::frame::{self, Head};
use crate::web::visit::{Fault, Page, Visit};
use crate::web::words::words;

words! {
    title: "Om", "About";
    headline: "Om arkivet och läsningen", "About the archive and its reading";
    lead: "Här kan man söka, läsa, jämföra och citera kommuners och kommunalförbunds handlingar. Allt är läst av attsats, som gör papperen till poster: möten, ärenden, att-satser, röster, tabeller. Varje uppgift bär sin plats i originalet.", "Here one can search, read, compare and cite the papers of Swedish municipalities and their associations. All was read by attsats, which makes the papers into records: meetings, items, clauses, votes, tables. Every fact carries its place in the original.";
    private: "Sidan sätter inga kakor, hämtar inget från andra platser och för ingen logg över vad som söks.", "The site sets no cookies, fetches nothing from other places and keeps no log of what is searched for.";
    masked: "Personnummer, telefonnummer, e-postadresser och namn på privatpersoner är dolda här. En regel kan missa; säg till om något borde vara dolt.", "Personal numbers, telephone numbers, e-mail addresses and names of private persons are hidden here. A rule can miss; please tell if something should be hidden.";
    accuracy: "Hur väl det läser", "How well it reads";
    accuracy_says: "Uppmätt mot handlingar som människor märkt upp för hand. F1 väger samman hur mycket som hittas och hur mycket av det som är rätt; 1,000 är allt.", "Measured against papers that people annotated by hand. F1 weighs how much is found with how much of it is right; 1.000 is all.";
    layer: "Vad", "What";
    precision: "precision", "precision";
    recall: "täckning", "recall";
    f1: "F1 eller andel rätt", "F1 or share right";
    limits: "Gränser", "Limits";
    limit_machine: "Texten är maskinläst. Originalet gäller alltid; det finns hos varje dokument.", "The text was read by a machine. The original always counts; it is there with each document.";
    limit_scan: "Skannade sidor kan vara fel lästa eller inte lästa alls. Textkvaliteten står vid varje dokument och kan sökas.", "Scanned pages may be misread or not read at all. The quality of the text is told with each document and can be searched for.";
    limit_chain: "Kedjan från förslag till beslut bygger på tecken som diarienummer, rubrik och möte, och visar hur säker den är.", "The chain from proposal to decision rests on signs such as registry number, title and meeting, and shows how certain it is.";
    limit_missing: "Det som saknas syns: luckor i paragraferna under Möten, filer i karantän under Import.", "What is missing is shown: gaps among the paragraphs under Meetings, quarantined files under Import.";
    access: "Tillgänglighetsredogörelse", "Accessibility statement";
    access_law: "Sidorna är byggda för att följa WCAG 2.1 på nivå AA, som lagen (2018:1937) om tillgänglighet till digital offentlig service kräver.", "The pages are built to follow WCAG 2.1 at level AA, as the Swedish act (2018:1937) on the accessibility of digital public services requires.";
    access_tested: "Varje sidtyp provas med axe-core i en webbläsare, på svenska och engelska, vid varje ändring. De fungerar utan skript, med tangentbord, i 320 bildpunkters bredd och i 200 procents storlek.", "Each type of page is tried with axe-core in a browser, in Swedish and English, at every change. They work without scripts, with a keyboard, 320 pixels wide and at 200 per cent.";
    access_known: "Kända brister: sidornas bilder har texten bredvid som alternativ och inget annat; original-PDF:er är så tillgängliga som den som gjorde dem gjort dem; anmärkningar om läsningen och fel i en fråga står på engelska.", "Known shortcomings: pictures of pages have the text beside them as their alternative and no other; original PDFs are as accessible as their makers made them; remarks on the reading and errors of a query are in English.";
    access_contact: "Säg till om något inte går att använda:", "Tell us if something cannot be used:";
    access_none: "Den som driver sidan har inte angett någon kontakt.", "Whoever runs the site has given no contact.";
    access_digg: "Är du inte nöjd med svaret kan du anmäla bristen till Myndigheten för digital förvaltning, digg.se/tdosanmalan.", "If you are not content with the answer, you can report the fault to the Agency for Digital Government, digg.se/tdosanmalan.";
    programs: "För program", "For programs";
    programs_says: "Allt som syns här finns som JSON på beständiga adresser, med samma sökning och samma filter. Beskrivningen är OpenAPI 3.1.", "All that is shown here is there as JSON at stable addresses, with the same search and the same filters. The description is OpenAPI 3.1.";
    description: "Beskrivningen", "The description";
    example: "Exempel", "Example";
}

/// Where the figures of accuracy stand.
const README: &str = include_str!("../../../README.md");

pub(in crate::web) fn page(visit: &Visit) -> Result<Page, Fault> {
    let words = Words::of(visit.lang);
    let settings = &visit.site.settings;
    let content = html! {
        div.narrow {
            h1 { (words.headline) }
            p.lead { (words.lead) }
            p { (words.private) }
            @if visit.holdings.mask { p { (words.masked) } }
            h2 { (words.accuracy) }
            p { (words.accuracy_says) }
            (accuracy(visit, words))
            h2 { (words.limits) }
            ul {
                @for says in [words.limit_machine, words.limit_scan, words.limit_chain, words.limit_missing] { li { (says) } }
            }
            section #tillganglighet aria-labelledby="tillganglighetsrubrik" {
                h2 #tillganglighetsrubrik { (words.access) }
                p { (words.access_law) }
                p { (words.access_tested) }
                p { (words.access_known) }
                p {
                    @match &settings.contact {
                        Some(contact) => { (words.access_contact) " " (self::contact(contact)) }
                        None => (words.access_none),
                    }
                }
                p { (words.access_digg) }
            }
            h2 #program { (words.programs) }
            p { (words.programs_says) }
            ul {
                li { (words.description) ": " a href="/api/v1/openapi.json" { code { "/api/v1/openapi.json" } } }
                li { (words.example) ": " a href="/api/v1/search?q=avgift&status=beslut" { code { "/api/v1/search?q=avgift&status=beslut" } } }
            }
            p.quiet { (crate::archive::TOOL) " · MIT / Apache-2.0" }
        }
    };
    Ok(Page::ok(frame::page(visit, &Head::new(words.title, "/om"), content)))
}

/// A mail address or the address of a page, as a link; anything else as it stands.
fn contact(contact: &str) -> Markup {
    let is_page = contact.starts_with("https://") || contact.starts_with("http://");
    let is_mail = contact.contains('@') && !contact.contains(char::is_whitespace);
    html! {
        @if is_page { a href=(contact) { (contact) } }
        @else if is_mail { a href=(format!("mailto:{contact}")) { (contact) } }
        @else { (contact) }
    }
}

/// The tables of accuracy in the README: of papers written for the purpose, and of real ones.
fn accuracy(visit: &Visit, words: &Words) -> Markup {
    let decimal = |number: &str| visit.lang.of(number.replace('.', ","), number.to_owned());
    html! {
        @for (at, (set, rows)) in measured(README).iter().enumerate() {
            @let says = SETS.iter().find(|(name, _, _)| name == set).map_or(*set, |(_, sv, en)| visit.lang.of(*sv, *en));
            @let id = format!("noggrannhet-{at}");
            div.scroll tabindex="0" role="region" aria-labelledby=(id) {
                table.numbers {
                    caption id=(id) { (says) }
                    thead { tr { th scope="col" { (words.layer) } th scope="col" { "n" } th scope="col" { (words.precision) } th scope="col" { (words.recall) } th scope="col" { (words.f1) } } }
                    tbody {
                        @for row in rows {
                            @let mut cells = row.iter();
                            tr {
                                th scope="row" lang="en" { (cells.next().copied().unwrap_or_default()) }
                                @for cell in cells { td { (decimal(cell)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the sets of annotated papers are.
const SETS: [(&str, &str, &str); 3] = [
    (
        "corpus",
        "Påhittade handlingar, skrivna för att pröva läsningen",
        "Invented papers, written to try the reading",
    ),
    (
        "seeds",
        "De verkliga handlingar som arbetet började med",
        "The real papers that the work began with",
    ),
    ("dev", "Andra verkliga handlingar", "Other real papers"),
];

/// The name of a set of annotated papers, and the rows of its table.
type Set<'a> = (&'a str, Vec<Vec<&'a str>>);

/// The sets and their tables, between the marks that the README has for them.
fn measured(readme: &str) -> Vec<Set<'_>> {
    let told = readme.split_once("<!-- accuracy:begin -->").map_or("", |(_, rest)| rest);
    let told = told.split_once("<!-- accuracy:end -->").map_or(told, |(told, _)| told);
    let mut sets: Vec<Set<'_>> = Vec::new();
    for line in told.lines() {
        if let Some(name) = line.strip_prefix("**") {
            sets.push((name.split("**").next().unwrap_or_default(), Vec::new()));
        } else if let (Some(row), Some((_, rows))) = (line.strip_prefix('|'), sets.last_mut()) {
            let cells: Vec<&str> = row.trim_end_matches('|').split('|').map(str::trim).collect();
            let is_figures = cells.get(1).is_some_and(|n| n.parse::<u32>().is_ok());
            rows.extend(is_figures.then_some(cells));
        }
    }
    sets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_those_of_the_readme() {
        let sets = measured(README);
        assert!(sets.iter().any(|(name, rows)| *name == "corpus" && rows.len() > 5), "{sets:?}");
        assert!(sets.iter().flat_map(|(_, rows)| rows).all(|row| row.len() == 5), "{sets:?}");
        assert!(
            sets.iter().all(|(name, _)| SETS.iter().any(|(known, _, _)| known == name)),
            "{sets:?}"
        );
        assert!(measured("no table").is_empty());
    }

    #[test]
    fn a_contact_is_a_link_where_it_can_be_one() {
        assert!(contact("https://example.se/hjälp").into_string().contains("href"));
        assert!(contact("arkiv@example.se").into_string().contains("mailto:"));
        assert!(!contact("javascript:alert(1)").into_string().contains("href"));
    }
}
