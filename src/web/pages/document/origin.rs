//! Where a paper comes from, and what a reader should know of its reading.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::web::site::Paper;
use crate::web::terms::{term, word};
use crate::web::visit::{Fault, Visit};
use crate::web::words::words;

words! {
    title: "Ursprung", "Origin";
    file: "Fil", "File";
    hash: "SHA-256", "SHA-256";
    size: "Storlek", "Size";
    layer: "Textens källa", "Source of the text";
    mixed: "blandat: egen text och teckenigenkänning", "mixed: the file’s own text and recognised letters";
    none: "ingen text", "no text";
    quality: "Textkvalitet", "Text quality";
    pages: "sidor", "pages";
    basis: "Tecken på dokumenttypen", "Signs of the kind of paper";
    imported: "Importerad", "Imported";
    made: "Framställd med", "Made with";
    notes: "Att känna till", "What to know";
    no_notes: "Inga anmärkningar.", "No remarks.";
    reader: "Läst av", "Read by";
    bytes: "byte", "bytes";
}

pub(super) fn origin(visit: &Visit, paper: &Paper) -> Result<Markup, Fault> {
    let words = Words::of(visit.lang);
    let record = &paper.record;
    let source = &record.source;
    let ledger = visit.holdings.ledger()?;
    let lines = ledger.lines().filter(|line| line.sha256.as_deref() == Some(record.id.as_str()));
    let imported = lines.filter_map(|line| line.time.clone()).max();
    let layer = match word(&source.text_layer).as_str() {
        "mixed" => words.mixed,
        "none" => words.none,
        other => term(visit.lang, other),
    }
    .to_owned();
    let mut levels: BTreeMap<String, usize> = BTreeMap::new();
    for level in source.text_quality.iter().flatten() {
        *levels.entry(word(level)).or_default() += 1;
    }
    let mut notes: BTreeMap<(&str, &str), Vec<u32>> = BTreeMap::new();
    for note in &record.notes {
        let pages = notes.entry((&note.code, &note.message)).or_default();
        pages.extend(note.span.as_ref().map(|span| span.page));
    }
    let made = source
        .metadata
        .as_ref()
        .and_then(|metadata| metadata.producer.clone().or_else(|| metadata.creator.clone()));
    let reader = visit.holdings.archive.get(&record.id).map_or(0, |held| held.reader);
    Ok(html! {
        section.origin #ursprung aria-labelledby="ursprungsrubrik" {
            h2 #ursprungsrubrik { (words.title) }
            dl.facts.is-wide {
                div { dt { (words.file) } dd { (source.name) } }
                div { dt { (words.hash) } dd { code.hash { (record.id) } } }
                div { dt { (words.size) } dd { (visit.lang.number(source.bytes)) " " (words.bytes) ", " (source.media_type) } }
                div { dt { (words.layer) } dd { (layer) } }
                @if !levels.is_empty() {
                    div {
                        dt { (words.quality) }
                        dd { @for (at, (level, n)) in levels.iter().enumerate() { @if at > 0 { ", " } (term(visit.lang, level)) ": " (visit.lang.number(*n as u64)) " " (words.pages) } }
                    }
                }
                @if !record.basis.is_empty() {
                    div { dt { (words.basis) } dd lang="sv" { @for (at, sign) in record.basis.iter().enumerate() { @if at > 0 { " · " } "”" (sign) "”" } } }
                }
                @if let Some(made) = made { div { dt { (words.made) } dd { (made) } } }
                @if let Some(time) = imported { div { dt { (words.imported) } dd { (time.get(..10).unwrap_or(&time)) } } }
                div { dt { (words.reader) } dd { (crate::archive::TOOL) " (" (reader) ")" } }
            }
            h3 { (words.notes) }
            @if notes.is_empty() { p.quiet { (words.no_notes) } } @else {
                ul.notes {
                    @for ((code, message), pages) in &notes {
                        li {
                            code { (code) } " " span lang="en" { (message) }
                            @if let (Some(first), Some(last)) = (pages.iter().min(), pages.iter().max()) {
                                " " span.quiet { "(" (visit.lang.of("s. ", "p. ")) (first) @if first != last { "–" (last) } @if pages.len() > 1 { ", " (pages.len()) " ×" } ")" }
                            }
                        }
                    }
                }
            }
        }
    })
}
