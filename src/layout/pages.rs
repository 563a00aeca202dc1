//! [`Page`]s → [`Text`]: words to printed lines, lines to reading order, gaps to tabs.

mod cells;
mod columns;
mod rows;
mod ruled;
mod turned;
mod write;

use self::rows::Item;
use crate::model::{Page, Text, TextLayer, Turn, Word};

/// Sets the words of `pages` in reading order.
pub(super) fn text(pages: &[Page]) -> Text {
    let mut writer = write::Writer::default();
    let mut layers = Layers::default();
    for page in pages {
        writer.start_page(page.number);
        let visible = layers.choose(page);

        // A page that lies on its side is read upright.
        let turned = turned::upright(page);
        let upright = turned.as_ref().unwrap_or(page);
        for line in printed(upright, visible) {
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

/// The lines of one page in reading order; `visible` says which of its words to read.
fn printed(page: &Page, visible: bool) -> Vec<Printed> {
    let readable = |word: &&u32| page.words[**word as usize].visible == visible;
    let all: Vec<u32> = (0..page.words.len() as u32).collect();
    let (upright, turned): (Vec<u32>, Vec<u32>) = all
        .iter()
        .filter(readable)
        .partition(|&&word| page.words[word as usize].turn == Turn::Upright);

    // Tables drawn with lines, and the words outside them.
    let (tables, rest) = ruled::tables(page, upright);

    // Words that stand on one line.
    let mut items: Vec<Item> = rows::rows(page, &rest).into_iter().map(Item::Row).collect();
    items.extend(tables);

    // One column after the other.
    let mut lines = Vec::new();
    for block in columns::blocks(page, items) {
        // Cells of tables that have no lines.
        cells::lines(page, block, &mut lines);
    }
    turned::lines(page, &turned, &mut lines);
    lines
}

/// Which pages were read from hidden letters.
#[derive(Debug, Default)]
struct Layers {
    native: usize,
    hidden: usize,
}

impl Layers {
    /// True to read the visible words; hidden ones, as an OCR layer has, only where there are no others to speak of.
    fn choose(&mut self, page: &Page) -> bool {
        let letters = |visible: bool| -> usize {
            let of = |word: &&Word| word.visible == visible;
            page.words.iter().filter(of).map(|word| word.text.len()).sum()
        };
        let (shown, hidden) = (letters(true), letters(false));
        let is_scan = hidden > 200 && hidden > shown * 10 && !page.images.is_empty();
        let visible = hidden == 0 || (shown > 0 && !is_scan);
        if visible && shown > 0 {
            self.native += 1;
        }
        if !visible {
            self.hidden += 1;
        }
        visible
    }

    fn layer(&self) -> TextLayer {
        match (self.native, self.hidden) {
            (0, 0) => TextLayer::None,
            (_, 0) => TextLayer::Native,
            (0, _) => TextLayer::Ocr,
            _ => TextLayer::Mixed,
        }
    }
}

#[cfg(test)]
mod tests;
