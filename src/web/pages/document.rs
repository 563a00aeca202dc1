//! *Dokument*: the paper's picture and its text side by side, what it decides, its tables, and where it comes from.

mod chain;
mod head;
mod origin;
mod outline;
mod pieces;
mod tables;
mod text;

use maud::html;

use crate::web::frame::{self, Head};
use crate::web::parts::{Named, pager};
use crate::web::site::Paper;
use crate::web::visit::{Fault, Page, Visit};
use crate::web::words::words;

use pieces::Pieces;

words! {
    text: "Text", "Text";
    chain: "Från förslag till beslut", "From proposal to decision";
    tables: "Tabeller", "Tables";
    origin: "Ursprung", "Origin";
    parts: "Delar av sidan", "Parts of the page";
    toggle: "Bara text", "Text only";
}

/// The document, as it is called in a line.
fn named(paper: &Paper) -> Named<'_> {
    let record = &paper.record;
    let met = record.meetings.first();
    Named {
        kind: record.kind,
        organization: record.organization.as_deref(),
        body: met.and_then(|met| met.body.as_deref()).or(record.body.as_deref()),
        date: met.and_then(|met| met.date.as_deref()).or(record.date.as_deref()),
        title: record.title.as_deref(),
        file: &record.source.name,
    }
}

pub(in crate::web) fn page(visit: &Visit) -> Result<Page, Fault> {
    let words = Words::of(visit.lang);
    let paper = visit.holdings.paper(visit.param("id"))?.ok_or(Fault::NotFound)?;
    let record = &paper.record;
    let pieces = Pieces::of(&paper.text);
    let place = visit.value("plats");
    let shown = pieces.asked(visit.value("del"), visit.value("sida"), place);
    let n_known = visit.site.overview.now().documents.len();
    let chain = visit.holdings.links(&record.id, n_known, || chain::links(visit, &paper))?;
    let title = named(&paper).line(visit.lang);
    let address = |part: usize| {
        let path = format!("/dokument/{}", record.id.get(..16).unwrap_or(&record.id));
        visit.to_with(&path, &[("del", (part + 1).to_string())]) + "#text"
    };
    let entries = [
        ("#text", words.text, 1),
        ("#kedja", words.chain, chain.len()),
        ("#tabeller", words.tables, record.tables.len()),
        ("#ursprung", words.origin, 1),
    ];
    let content = html! {
        div.wide.document {
            (head::head(visit, &paper, &title))
            nav.inside aria-label=(words.parts) {
                @for (to, says, count) in entries {
                    @if count > 0 { a href=(to) { (says) @if count > 1 { " (" (visit.lang.number(count as u64)) ")" } } }
                }
                @if text::has_pictures(visit, record) {
                    button.plain type="button" hidden data-toggle-image aria-pressed="false" { (words.toggle) }
                }
            }
            div.reading {
                (outline::outline(visit, &paper, &pieces))
                section #text aria-label=(words.text) {
                    (pager(visit, shown + 1, pieces.len(), |page| address(page - 1)))
                    (text::text(visit, &paper, &pieces, shown, place))
                    (pager(visit, shown + 1, pieces.len(), |page| address(page - 1)))
                }
            }
            (chain::chain(visit, &paper, &chain))
            (tables::tables(visit, &paper, &pieces))
            (origin::origin(visit, &paper)?)
        }
    };
    let about = [
        ("citation_title", Some(title.as_str())),
        ("citation_date", named(&paper).date),
        ("citation_author", named(&paper).organization),
    ];
    let about =
        about.into_iter().filter_map(|(name, value)| Some((name, value?.to_owned()))).collect();
    let head = Head { about, ..Head::new(title.clone(), "") };
    Ok(Page::ok(frame::page(visit, &head, content)))
}
