//! [`Page`]s → [`Text`]: words to printed lines, lines to reading order, gaps to tabs.

mod cells;
mod columns;
mod rows;
mod ruled;
mod skewed;
mod tagged;
mod turned;
mod write;

use self::rows::Item;
use self::tagged::Tagged;
use crate::model::{Note, Page, Text, TextLayer, Turn};

/// Sets the words of `pages` in reading order; what a limit kept from being read as a table is noted.
pub(super) fn text(pages: &[Page], notes: &mut Vec<Note>) -> Text {
    let mut writer = write::Writer::default();
    let mut layers = Layers::default();
    for page in pages {
        writer.start_page(page);
        let layer = layers.choose(page);

        // A page that lies on its side, or was laid askew on the scanner, is read upright.
        let turned = turned::upright(page);
        let upright = turned.as_ref().unwrap_or(page);
        let straight = skewed::straight(upright);
        let upright = straight.as_ref().unwrap_or(upright);
        for line in printed(upright, layer, notes) {
            writer.line(page, upright, &line);
        }
    }
    writer.finish(layers.layer())
}

/// One line of the text: cells parted by tabs, each a run of words.
#[derive(Debug, Clone, PartialEq)]
struct Printed {
    /// Indices into [`Page::words`]; an empty cell has none.
    cells: Vec<Vec<u32>>,
    /// The lines' baseline, or the first one's in a cell of several.
    baseline: f32,
    /// The last printed line's baseline.
    last_baseline: f32,
}

/// Which words of a page are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layer {
    /// Those that are seen.
    Shown,
    /// The hidden ones too, as an OCR layer has.
    All,
}

/// The lines of one page in reading order.
fn printed(page: &Page, layer: Layer, notes: &mut Vec<Note>) -> Vec<Printed> {
    let readable = |word: &&u32| layer == Layer::All || page.words[**word as usize].visible;
    let all: Vec<u32> = (0..page.words.len() as u32).collect();
    let (upright, turned): (Vec<u32>, Vec<u32>) = all
        .iter()
        .filter(readable)
        .partition(|&&word| page.words[word as usize].turn == Turn::Upright);

    // Tables that the file tells of, tables drawn with lines, and the words outside them.
    let tagged = Tagged::new(page, &upright);
    let (mut tables, rest) = tagged.tables(page, upright);
    let (ruled, rest) = ruled::tables(page, rest, notes);
    tables.extend(ruled);

    // Words that stand on one line.
    let mut items: Vec<Item> = rows::rows(page, &rest).into_iter().map(Item::Row).collect();
    items.extend(tables);

    // One column after the other.
    let mut lines = Vec::new();
    for block in columns::blocks(page, &tagged, items) {
        // Cells of tables that have no lines.
        cells::lines(page, block, &mut lines);
    }
    turned::lines(page, &turned, &mut lines);
    lines
}

/// Which pages were read from letters recognised in a picture.
#[derive(Debug, Default)]
struct Layers {
    native: usize,
    recognised: usize,
}

impl Layers {
    /// Hidden words are read only where no others are to speak of.
    fn choose(&mut self, page: &Page) -> Layer {
        if page.is_read_hidden() {
            self.recognised += 1;
            return Layer::All;
        }
        let layer = page.scan.as_ref().map(|scan| scan.layer);
        let has_shown = page.words.iter().any(|word| word.visible);
        self.recognised += usize::from(matches!(layer, Some(TextLayer::Ocr | TextLayer::Mixed)));
        self.native += usize::from(has_shown && layer != Some(TextLayer::Ocr));
        Layer::Shown
    }

    fn layer(&self) -> TextLayer {
        match (self.native, self.recognised) {
            (0, 0) => TextLayer::None,
            (_, 0) => TextLayer::Native,
            (0, _) => TextLayer::Ocr,
            _ => TextLayer::Mixed,
        }
    }
}

#[cfg(test)]
mod tests;
