//! Drawn letters → [`Text`]: reading order, furniture and noise set aside, grids found.
//!
//! Geometry ends here: nothing in this stage knows what a decision or an agenda is.

mod furniture;
mod grid;
mod noise;
mod pages;
mod plain;

use crate::model::{Note, Page, QualityLevel, Text};
use crate::swedish::quality::quality;

/// The running text of a PDF's pages.
pub fn text_of_pages(pages: &[Page]) -> (Text, Vec<Note>) {
    let mut notes = Vec::new();
    let text = pages::text(pages, &mut notes);
    finish(text, notes)
}

/// The running text of a text file; `content` is kept as it is.
pub fn text_of_plain(content: String) -> (Text, Vec<Note>) {
    finish(plain::text(content), Vec::new())
}

/// How like Swedish text each page is.
fn of_pages(text: &Text) -> Vec<Option<QualityLevel>> {
    let ends = text.page_starts.iter().skip(1).copied().chain([text.content.len()]);
    let pages =
        text.page_starts.iter().zip(ends).filter_map(|(&from, to)| text.content.get(from..to));
    pages.map(|page| Some(quality(page)?.level)).collect()
}

/// The steps that pages and text files share.
fn finish(mut text: Text, mut notes: Vec<Note>) -> (Text, Vec<Note>) {
    // Left over from how the text was fetched.
    noise::set_aside(&mut text, &mut notes);

    // Running heads and feet, page numbers, signature lines.
    furniture::set_aside(&mut text);

    // Lines that stand in cells.
    grid::find(&mut text, &mut notes);

    text.quality = of_pages(&text);
    (text, notes)
}
