//! [`Printed`] lines → [`Text`]: letters, and where each word stands.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::Printed;
use crate::model::{Line, LineRole, Page, Placed, Span, Text, TextLayer, Word};

/// Points of one column of a typewriter.
const COLUMN: f32 = 5.0;
/// Running heads and feet of one page have no more letters.
const LONGEST_ARTIFACTS: usize = 1_000;

/// Builds a [`Text`] line by line.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: Text,
    page: u32,
    /// What the page calls artifacts is its text.
    holds_false_artifacts: bool,
    /// The last baseline on this page.
    above: Option<f32>,
}

impl Writer {
    /// Begins `page`.
    pub(super) fn start_page(&mut self, page: &Page) {
        self.text.page_starts.push(self.text.content.len());
        self.page = page.number;
        self.holds_false_artifacts = holds_false_artifacts(page);
        self.above = None;
    }

    /// Adds a line; `upright` is the page as it was read, turned or not.
    pub(super) fn line(&mut self, page: &Page, upright: &Page, printed: &Printed) {
        let start = self.text.content.len();
        self.text.line_starts.push(start);
        for (at, cell) in printed.cells.iter().enumerate() {
            if at > 0 {
                self.text.content.push('\t');
            }
            self.cell(page, upright, cell);
        }
        let end = self.text.content.len();
        self.text.content.push('\n');
        let words = || printed.cells.iter().flatten().map(|&word| &upright.words[word as usize]);
        let mut line =
            Line::new(self.text.content[start..end].to_owned(), Span::new(start..end), None);
        line.page = self.page;
        line.size = size(words());
        line.bold = words().all(|word| word.bold);
        line.indent = words().map(|word| word.rect.x0).fold(f32::MAX, f32::min).clamp(0.0, 1e4)
            as u32
            / COLUMN as u32;
        line.gap = self.gap(printed, line.size);
        if words().all(|word| word.artifact) && !self.holds_false_artifacts {
            line.role = LineRole::Furniture;
        }
        self.above = Some(printed.last_baseline);
        self.text.lines.push(line);
    }

    /// Hands over the text.
    pub(super) fn finish(mut self, layer: TextLayer) -> Text {
        self.text.layer = layer;
        self.text
    }

    /// Blank lines before this one.
    fn gap(&self, printed: &Printed, size: f32) -> u32 {
        let Some(above) = self.above else { return 0 };
        let lines = (printed.baseline - above) / (1.3 * size.max(1.0));
        (lines - 0.75).round().clamp(0.0, 100.0) as u32
    }

    fn cell(&mut self, page: &Page, upright: &Page, words: &[u32]) {
        let mut before: Option<&Word> = None;
        for &index in words {
            let word = &upright.words[index as usize];
            if before.is_some_and(|before| is_apart(before, word) && !is_broken(page, before, word))
            {
                self.text.content.push(' ');
            }
            let start = self.text.content.len();
            let letters = page.letters(word);
            if is_nfc(letters) {
                self.text.content.push_str(letters);
            } else {
                self.text.content.extend(letters.nfc());
            }
            let span = Span::new(start..self.text.content.len());
            self.text.placed.push(Placed { span, rect: page.words[index as usize].rect });
            before = Some(word);
        }
    }
}

/// True when most of the page is marked as what belongs to no text: no head or foot is so long.
fn holds_false_artifacts(page: &Page) -> bool {
    let letters = |artifact: bool| -> usize {
        let own = page.words.iter().filter(|word| word.artifact == artifact);
        own.map(|word| word.text.len()).sum()
    };
    let artifacts = letters(true);
    artifacts > LONGEST_ARTIFACTS && artifacts > letters(false)
}

/// True when a number is broken after its hyphen and goes on below, as in `2024-` `000169`.
fn is_broken(page: &Page, before: &Word, word: &Word) -> bool {
    let is_below = word.baseline - before.baseline > 0.7 * before.size;
    let ends = page
        .letters(before)
        .strip_suffix('-')
        .is_some_and(|start| start.ends_with(|last: char| last.is_ascii_digit()));
    is_below && ends && page.letters(word).starts_with(|first: char| first.is_ascii_digit())
}

/// True when a space stands between the words.
fn is_apart(before: &Word, word: &Word) -> bool {
    let size = before.size.max(word.size);
    let off = (word.baseline - before.baseline).abs() > 0.7 * size;
    word.spaced || off || !(-0.3 * size..0.25 * size).contains(&(word.rect.x0 - before.rect.x1))
}

/// The size that most letters have.
fn size<'a>(words: impl Iterator<Item = &'a Word>) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for word in words {
        let letters = word.text.len();
        match sizes.iter().position(|(size, _)| (*size - word.size).abs() < 0.05) {
            Some(at) => sizes[at].1 += letters,
            None if sizes.len() < 16 => sizes.push((word.size, letters)),
            None => {}
        }
    }
    sizes.into_iter().max_by_key(|&(_, count)| count).map_or(0.0, |(size, _)| size)
}
