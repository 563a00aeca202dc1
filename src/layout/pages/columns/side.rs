//! What stands on one side of a gutter: running text, or cells.

use super::super::rows::gap;
use super::{FEWEST_LINES, LONG};
use crate::model::{Page, Rect};

/// The lines on one side of a gutter.
#[derive(Debug, Default)]
pub(super) struct Side {
    pub(super) lines: usize,
    /// Words of letters; numbers and leaders are none.
    pub(super) words: usize,
    pub(super) width: f32,
    pub(super) broken: usize,
    pub(super) rect: Option<Rect>,
}

/// The line of `words`, as a side of its own; `None` for no words.
pub(super) fn line(page: &Page, words: &[u32]) -> Option<Side> {
    let boxes = words.iter().map(|&word| page.words[word as usize].rect);
    let rect = boxes.reduce(Rect::union)?;
    // The white after a bullet breaks no line.
    let is_bullet = page
        .letters(&page.words[words[0] as usize])
        .chars()
        .all(|letter| !letter.is_alphanumeric());
    let gaps = words[usize::from(is_bullet)..].windows(2).map(|pair| {
        let [before, word] = [pair[0], pair[1]].map(|word| &page.words[word as usize]);
        gap(before, word) / before.size.max(0.1)
    });
    let (least, most, n_gaps) = gaps.fold((f32::MAX, f32::MIN, 0), |(least, most, n), gap| {
        (least.min(gap), most.max(gap), n + 1)
    });
    // A line spread out to fill its width has wide spaces of one width.
    let is_spread = n_gaps > 1 && most < 1.3 * least;
    let is_spoken = |word: &&u32| {
        let letters = page.letters(&page.words[**word as usize]);
        letters.chars().filter(|letter| letter.is_alphabetic()).count() * 2
            > letters.chars().count()
    };
    Some(Side {
        lines: 1,
        words: words.iter().filter(is_spoken).count(),
        width: rect.width(),
        broken: usize::from(most > 1.5 && !is_spread),
        rect: Some(rect),
    })
}

impl Side {
    pub(super) fn extend(&mut self, line: Option<&Self>) {
        let Some(line) = line else { return };
        self.lines += line.lines;
        self.words += line.words;
        self.width += line.width;
        self.broken += line.broken;
        self.rect = match (self.rect, line.rect) {
            (Some(all), Some(rect)) => Some(all.union(rect)),
            (all, rect) => all.or(rect),
        };
    }

    pub(super) fn is_prose(&self) -> bool {
        self.lines >= FEWEST_LINES && self.fills(3.0, 0.55)
    }

    pub(super) fn is_long_prose(&self) -> bool {
        self.lines >= LONG && self.fills(4.5, 0.55)
    }

    /// True for lists and short lines that go on beside a column of prose.
    pub(super) fn is_beside_prose(&self, other: &Self) -> bool {
        self.lines * 10 >= other.lines * 6 && self.fills(2.2, 0.4)
    }

    /// True when a line has so many words, and takes so much of the width, on average.
    pub(super) fn fills(&self, words: f32, width: f32) -> bool {
        let (lines, Some(rect)) = (self.lines as f32, self.rect) else { return false };
        self.words as f32 >= words * lines
            && self.width >= width * lines * rect.width()
            && self.broken * 4 <= self.lines
    }

    /// True for two columns of a page, as wide as each other, whose lines keep no common baselines; `level` do.
    ///
    /// One side is prose; the other may hold tables.
    pub(super) fn is_column_beside(&self, other: &Self, level: usize) -> bool {
        let (Some(one), Some(beside)) = (self.rect, other.rect) else { return false };
        let (fewer, wider) = (self.lines.min(other.lines), one.width().max(beside.width()));
        let is_even = (one.width() - beside.width()).abs() < 0.15 * wider;
        let speak = |side: &Self| side.words >= side.lines;
        is_even
            && [self, other].into_iter().any(|side| side.lines >= LONG && side.is_prose())
            && fewer >= FEWEST_LINES
            && level * 4 <= fewer
            && speak(self)
            && speak(other)
            && self.overlaps(other)
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let (Some(one), Some(other)) = (self.rect, other.rect) else { return false };
        let common = one.y1.min(other.y1) - one.y0.max(other.y0);
        common >= 0.4 * one.height().min(other.height())
    }
}
