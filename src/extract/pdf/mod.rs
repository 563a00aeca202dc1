//! PDF bytes → [`Page`]s: the only folder that names the PDF library.

mod accents;
mod bidi;
mod content;
mod document;
mod escape;
mod filters;
mod font;
mod garbled;
mod initial;
mod interpret;
mod marks;
mod matrix;
mod metadata;
mod navigation;
mod objects;
mod open;
mod pages;
mod paths;
mod spread;
mod state;
mod stream;
mod tags;
mod words;

use std::collections::{HashMap, HashSet};

use lopdf::ObjectId;

use self::document::Document;
use self::interpret::{Interpreter, Shared, Tally};
use self::pages::PageNode;
use self::stream::Budget;
use self::tags::Tags;
use super::{Drawn, Error, Extracted, Limits};
use crate::model::{Frame, Note, NoteCode, Page, Word};

/// Ruling lines kept for one document.
const MOST_RULINGS: usize = 2_000_000;

/// Reads the words, ruling lines and image boxes of a PDF.
pub(super) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    // A file to the letter of the format is read where it is asked for.
    if let Some(doc) = Document::unread(bytes, limits.stream_bytes)
        && let Some(extracted) = read_unread(&doc, limits)
    {
        return Ok(extracted);
    }

    // The objects, repaired where they must be.
    let mut notes = Vec::new();
    let doc = open::open(bytes, limits, &mut notes)?;
    let (nodes, more) = pages::pages(&doc, limits);
    if nodes.is_empty() {
        return Err(Error::NoPages);
    }
    Ok(read(&doc, &nodes, more, limits, notes))
}

/// How page `number` is shown, of the pages that [`extract`] reads.
pub(super) fn frame(bytes: &[u8], number: u32, limits: &Limits) -> Result<Option<Frame>, Error> {
    let nth = (number as usize).wrapping_sub(1);
    if let Some(doc) = Document::unread(bytes, limits.stream_bytes)
        && let (nodes, _) = pages::pages(&doc, limits)
        && nodes.iter().any(|page| pages::has_content(&doc, page))
        && !doc.is_doubtful()
    {
        return Ok(nodes.get(nth).map(|node| node.frame(&doc)));
    }
    let doc = open::open(bytes, limits, &mut Vec::new())?;
    let (nodes, _) = pages::pages(&doc, limits);
    Ok(nodes.get(nth).map(|node| node.frame(&doc)))
}

/// `None` when the objects are not where the file says, or draw nothing.
fn read_unread(doc: &Document<'_>, limits: &Limits) -> Option<Extracted> {
    let (nodes, more) = pages::pages(doc, limits);
    if doc.is_doubtful() || !nodes.iter().any(|page| pages::has_content(doc, page)) {
        return None;
    }
    let extracted = read(doc, &nodes, more, limits, Vec::new());
    (!doc.is_doubtful()).then_some(extracted)
}

fn read<'a>(
    doc: &'a Document<'a>,
    nodes: &[PageNode<'a>],
    more: Option<&str>,
    limits: &Limits,
    mut notes: Vec<Note>,
) -> Extracted {
    if let Some(what) = more {
        notes.push(reached(what, None));
    }

    // What each page draws.
    let pages = drawn(doc, nodes, limits, &mut notes);

    // What the file says of itself.
    let metadata = metadata::metadata(doc, nodes, &Budget::new(doc, limits));
    Extracted { drawn: Drawn::Pages(pages), metadata: Some(metadata), notes }
}

fn drawn(
    doc: &Document,
    nodes: &[PageNode<'_>],
    limits: &Limits,
    notes: &mut Vec<Note>,
) -> Vec<Page> {
    let tags = Tags::read(doc);
    if tags.cut {
        notes.push(reached("elements of the structure tree", None));
    }
    let mut shared = Shared {
        doc,
        tags,
        page: 0,
        limits,
        budget: Budget::new(doc, limits),
        hidden: hidden_layers(doc),
        operators_left: limits.total_operators,
        fonts: HashMap::new(),
        forms: HashMap::new(),
        form_bytes: 0,
        content: Vec::new(),
        bad_fonts: Vec::new(),
    };
    let mut pages = Vec::with_capacity(nodes.len());
    let mut letters_left = limits.letters;
    let mut rulings_left = MOST_RULINGS;
    for (node, number) in nodes.iter().zip(1..) {
        let (mut page, tally) = page(&mut shared, node, number);
        tell(&page, tally, &mut shared, notes);
        if page.text.len() > letters_left {
            notes.push(reached("letters of the document", Some(number)));
            page.words.clear();
            page.text.clear();
            pages.push(page);
            break;
        }
        letters_left -= page.text.len();
        if page.rulings.len() > rulings_left {
            notes.push(reached("ruling lines of the document", Some(number)));
            page.rulings = Vec::new();
        }
        rulings_left -= page.rulings.len();
        pages.push(page);
    }
    pages
}

fn page<'a>(shared: &mut Shared<'a>, node: &PageNode<'a>, number: u32) -> (Page, Tally) {
    let shown = node.shown(shared.doc);
    let mut content = std::mem::take(&mut shared.content);
    let lost = read_content(shared, node, &mut content);
    shared.page = tags::address(node.dict);
    let tags = shared.tags.take(node.dict);
    let mut interpreter = Interpreter::new(shared, node.resources, shown.matrix);
    interpreter.run(&content, node.resources, 0);
    interpreter.annotations(node.dict, shown.matrix);
    let (words, paths, images, mut tally) = interpreter.finish();
    shared.content = content;
    tally.lost = lost;
    let mut page = words.page;
    (page.number, page.width, page.height) = (number, shown.width, shown.height);
    page.rulings = paths.rulings;
    page.images = images;
    page.tags = tags;
    page.untold = tally.unmapped >= 10 && tally.unmapped * 10 > tally.glyphs;
    spread::mend(&mut page, &words.apart);
    initial::join(&mut page);
    let (width, height) = (page.width, page.height);
    page.words.retain(|word| stands_within(word, width, height));
    (page, tally)
}

/// Reads the page's content streams, one after the other; true when none of what there is could be decoded.
fn read_content(shared: &Shared<'_>, node: &PageNode<'_>, content: &mut Vec<u8>) -> bool {
    content.clear();
    let mut promised = pages::has_lost_content(shared.doc, node);
    for stream in pages::contents(shared.doc, node) {
        if content.len() >= shared.limits.stream_bytes {
            break;
        }
        let length = stream.dict.get(b"Length").and_then(lopdf::Object::as_i64);
        promised |= !stream.content.is_empty() || !matches!(length, Ok(0));
        shared.budget.decode_onto(stream, content);
        content.push(b'\n');
    }
    promised && content.trim_ascii().is_empty()
}

fn stands_within(word: &Word, width: f32, height: f32) -> bool {
    let (x, y) = ((word.rect.x0 + word.rect.x1) / 2.0, (word.rect.y0 + word.rect.y1) / 2.0);
    (-1.0..=width + 1.0).contains(&x) && (-1.0..=height + 1.0).contains(&y)
}

/// Layers that are switched off when the file is opened.
fn hidden_layers(doc: &Document) -> HashSet<ObjectId> {
    let off = || {
        let root = objects::dict(doc, &doc.trailer, b"Root")?;
        let layers = objects::dict(doc, root, b"OCProperties")?;
        let shown = objects::dict(doc, layers, b"D")?;
        Some(objects::array(doc, shown, b"OFF"))
    };
    off().unwrap_or_default().iter().filter_map(|layer| layer.as_reference().ok()).collect()
}

fn tell(page: &Page, tally: Tally, shared: &mut Shared<'_>, notes: &mut Vec<Note>) {
    if notes.len() >= shared.limits.notes {
        return;
    }
    let number = Some(page.number);
    if let Some(what) = tally.reached {
        notes.push(reached(what, number));
    }
    if let Some(what) = shared.budget.take_cut() {
        notes.push(reached(what, number));
    }
    if tally.unmapped > 0 {
        let message = format!("{} of {} letters could not be told", tally.unmapped, tally.glyphs);
        notes.push(Note { page: number, ..Note::new(NoteCode::UnmappedLetters, message) });
    }
    let bad_fonts = std::mem::take(&mut shared.bad_fonts);
    if let Some(why) = garbled::spells_nothing(&page.text) {
        notes.push(Note::on_page(
            NoteCode::GarbledText,
            format!("on this page {why}"),
            page.number,
        ));
    } else {
        // One font of a page that is well otherwise.
        notes.extend(bad_fonts.iter().map(|font| {
            let why = format!("the letters drawn with the font {font} spell no words");
            Note::on_page(NoteCode::GarbledText, why, page.number)
        }));
    }
    let why = match (page.words.is_empty(), tally.glyphs, page.images.len(), tally.painted) {
        (false, ..) => return,
        _ if tally.lost => "the page's content could not be decoded",
        (_, 0, 0, 0) => return,
        (_, 0, 0, _) => "a page of drawings without letters",
        (_, 0, ..) => "a scanned page: a picture without letters",
        _ => "the page shows text, but no letter could be told",
    };
    notes.push(Note::on_page(NoteCode::PageWithoutText, why, page.number));
}

fn reached(what: &str, page: Option<u32>) -> Note {
    Note { page, ..Note::new(NoteCode::LimitReached, format!("limit reached: {what}")) }
}

#[cfg(test)]
mod tests;
