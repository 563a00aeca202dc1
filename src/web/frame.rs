//! What stands around each page: its head, the way to the others, the foot.

use axum::http::StatusCode;
use maud::{DOCTYPE, Markup, html};

use super::asset;
use super::visit::{Fault, Visit};
use super::words::{Lang, words};

words! {
    skip: "Till innehållet", "Skip to content";
    search: "Sök", "Search";
    meetings: "Möten", "Meetings";
    compare: "Jämför", "Compare";
    budget: "Budget", "Budget";
    import: "Import", "Import";
    about: "Om", "About";
    main: "Huvudmeny", "Main menu";
    query: "Sök i handlingarna", "Search the papers";
    keys: "Tangenter", "Keys";
    keys_on: "Tangenter på", "Keys on";
    keys_off: "Tangenter av", "Keys off";
    close: "Stäng", "Close";
    key_search: "Gå till sökrutan", "Go to the search box";
    key_next: "Nästa och förra träffen", "Next and previous hit";
    key_open: "Öppna träffen", "Open the hit";
    key_image: "Visa eller dölj sidbilden", "Show or hide the picture of the page";
    key_help: "Visa den här rutan", "Show this box";
    copied: "Kopierat", "Copied";
    not_copied: "Kunde inte kopiera", "Could not copy";
    made: "Läst och sökbart med attsats.", "Read and searchable with attsats.";
    machine: "Texten är maskinläst och kan innehålla fel; originalet gäller.", "The text was read by a machine and may hold errors; the original is what counts.";
    accessibility: "Tillgänglighet", "Accessibility";
    help: "Hjälp", "Help";
    busy: "Många frågar just nu. Försök igen om några sekunder.", "Many are asking right now. Try again in a few seconds.";
    broken: "Något gick fel. Felet är inte ditt.", "Something went wrong. It is not your fault.";
}

/// What a page says of itself.
#[derive(Default)]
pub(super) struct Head {
    /// Before the name of the site.
    pub(super) title: String,
    /// The path of the entry in the menu that it belongs to.
    pub(super) place: &'static str,
    /// What stands in the search box.
    pub(super) query: String,
    /// False where the page has a search box of its own.
    pub(super) has_box: bool,
    /// The address of an Atom feed.
    pub(super) feed: Option<String>,
    /// For programs that keep references: a name and a value.
    pub(super) about: Vec<(&'static str, String)>,
}

impl Head {
    pub(super) fn new(title: impl Into<String>, place: &'static str) -> Self {
        Self { title: title.into(), place, has_box: true, ..Self::default() }
    }
}

/// The pages that there are of an index alone.
const OF_INDEX: [&str; 4] = ["/", "/sok", "/hjalp", "/om"];

/// True for the path of a page that shows documents, and not searches alone.
pub(super) fn needs_archive(path: &str) -> bool {
    !OF_INDEX.contains(&path)
}

/// The whole page.
pub(super) fn page(visit: &Visit, head: &Head, content: Markup) -> Markup {
    let words = Words::of(visit.lang);
    let name = visit.site.name();
    let mut entries = vec![
        ("/sok", words.search),
        ("/moten", words.meetings),
        ("/jamfor", words.compare),
        ("/budget", words.budget),
        ("/import", words.import),
        ("/om", words.about),
    ];
    entries.retain(|(path, _)| visit.site.has_archive() || !needs_archive(path));
    html! {
        (DOCTYPE)
        html lang=(visit.lang.code()) {
            head {
                meta charset="utf-8";
                title { (head.title) " – " (name) " – attsats" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                @for (name, value) in &head.about { meta name=(name) content=(value); }
                link rel="stylesheet" href=(asset::style());
                link rel="icon" type="image/svg+xml" href=(asset::mark());
                link rel="alternate" hreflang=(visit.lang.other().code()) href=(visit.translated());
                @if let Some(feed) = &head.feed {
                    link rel="alternate" type="application/atom+xml" href=(feed);
                }
                script src=(asset::script()) defer {}
            }
            body data-copied=(words.copied) data-not-copied=(words.not_copied)
                data-keys-on=(words.keys_on) data-keys-off=(words.keys_off) {
                a.skip href="#innehall" { (words.skip) }
                header.top {
                    div.wide {
                        a.home href=(visit.to("/")) {
                            img src=(asset::mark()) alt="" width="28" height="28";
                            span { "attsats" }
                            @if !name.is_empty() { span.of { (name) } }
                        }
                        @if head.has_box { (search_box(visit, &head.query, words)) }
                        nav aria-label=(words.main) {
                            @for (path, says) in entries {
                                a href=(visit.to(path)) aria-current=[(head.place == path).then_some("page")] { (says) }
                            }
                            a.other href=(visit.translated()) lang=(visit.lang.other().code())
                                hreflang=(visit.lang.other().code()) rel="alternate" {
                                (visit.lang.of("English", "Svenska"))
                            }
                        }
                    }
                }
                main #innehall tabindex="-1" { (content) }
                p.status role="status" aria-live="polite" {}
                footer.bottom {
                    div.wide {
                        p { (words.made) " " (words.machine) }
                        p {
                            a href=(visit.to("/hjalp")) { (words.help) } " · "
                            a href=(visit.to("/om#tillganglighet")) { (words.accessibility) } " · "
                            a href="/api/v1/openapi.json" { "API" }
                            button.plain.keys type="button" hidden data-keys="help" { (words.keys) }
                        }
                    }
                }
                (keys(words))
            }
        }
    }
}

fn search_box(visit: &Visit, query: &str, words: &Words) -> Markup {
    html! {
        form.box role="search" action=(visit.to("/sok")) {
            label.hidden for="sokruta" { (words.query) }
            input #sokruta type="search" name="q" value=(query) maxlength="1024" autocomplete="off"
                spellcheck="false" placeholder=(words.query);
            button type="submit" { (words.search) }
        }
    }
}

/// The keys, told in a box that the script opens.
fn keys(words: &Words) -> Markup {
    let told = [
        ("/", words.key_search),
        ("j k", words.key_next),
        ("Enter", words.key_open),
        ("o", words.key_image),
        ("?", words.key_help),
    ];
    html! {
        dialog #tangenter aria-labelledby="tangentrubrik" {
            h2 #tangentrubrik { (words.keys) }
            dl {
                @for (key, says) in told {
                    div { dt { @for key in key.split(' ') { kbd { (key) } " " } } dd { (says) } }
                }
            }
            form method="dialog" {
                button type="button" data-keys="toggle" { (words.keys_off) }
                button type="submit" { (words.close) }
            }
        }
    }
}

/// A page that needs nothing of the archive.
pub(super) fn bare(lang: Lang, fault: &Fault) -> (StatusCode, Markup) {
    let words = Words::of(lang);
    let (status, says) = match fault {
        Fault::Busy => (StatusCode::SERVICE_UNAVAILABLE, words.busy),
        _ => (StatusCode::INTERNAL_SERVER_ERROR, words.broken),
    };
    let page = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                title { "attsats" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="stylesheet" href=(asset::style());
            }
            body {
                main.narrow { h1 { "attsats" } p { (says) } p { a href=(lang.path("/")) { (words.search) } } }
            }
        }
    };
    (status, page)
}
