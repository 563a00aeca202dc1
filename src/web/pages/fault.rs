//! When there is no page: what was wrong, and what helps.

use axum::http::StatusCode;
use maud::html;

use crate::web::frame::{self, Head};
use crate::web::visit::{Fault, Page, Visit};
use crate::web::words::words;

words! {
    missing: "Sidan finns inte", "There is no such page";
    missing_says: "Adressen kan vara felskriven eller avkortad, eller så finns dokumentet inte i det här arkivet.", "The address may be mistyped or cut short, or the document is not in this archive.";
    refused: "Frågan går inte att förstå", "The query cannot be understood";
    broken: "Arkivet kan inte läsas", "The archive cannot be read";
    broken_says: "Felet ligger hos arkivet och inte hos dig. Den som sköter arkivet kan köra attsats verify.", "The fault lies with the archive and not with you. Whoever keeps it can run attsats verify.";
    search: "Sök i handlingarna", "Search the papers";
    help: "Så söker man", "How to search";
}

pub(in crate::web) fn page(visit: &Visit, fault: &Fault) -> Page {
    let words = Words::of(visit.lang);
    let (status, title) = match fault {
        Fault::NotFound => (StatusCode::NOT_FOUND, words.missing),
        Fault::Refused(_) => (StatusCode::BAD_REQUEST, words.refused),
        Fault::Busy => (StatusCode::SERVICE_UNAVAILABLE, words.broken),
        Fault::Broken(_) => (StatusCode::INTERNAL_SERVER_ERROR, words.broken),
    };
    let content = html! {
        div.narrow {
            h1 { (title) }
            @match fault {
                Fault::NotFound => p { (words.missing_says) },
                Fault::Refused(reason) => p.reason lang="en" { (reason) },
                Fault::Busy | Fault::Broken(_) => p { (words.broken_says) },
            }
            p {
                a href=(visit.to("/")) { (words.search) } " · "
                a href=(visit.to("/hjalp")) { (words.help) }
            }
        }
    };
    let head = Head { query: visit.value("q").to_owned(), ..Head::new(title, "") };
    Page { status, html: frame::page(visit, &head, content) }
}
