//! [`Page`]: what is drawn on a page and where; no order, no meaning.

use super::{Scan, Tag};

/// A box in points, origin top left, y down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl Rect {
    /// The smallest box that covers both.
    pub fn union(self, other: Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Width in points.
    pub fn width(self) -> f32 {
        self.x1 - self.x0
    }

    /// Height in points.
    pub fn height(self) -> f32 {
        self.y1 - self.y0
    }
}

/// How a page is shown: cropped, turned, upside up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Number and generation of the page's object in its file.
    pub object: Option<(u32, u16)>,
    /// `[a b c d e f]`: a point `(x, y)` of the page's own space is shown at `(ax + cy + e, bx + dy + f)`, in points,
    /// origin top left, y down.
    pub matrix: [f32; 6],
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
}

impl Frame {
    /// Points to one unit of the page's own space.
    pub fn unit(&self) -> f32 {
        self.matrix[0].hypot(self.matrix[1])
    }
}

/// Which way the letters of a word stand, in quarter turns clockwise from upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub enum Turn {
    /// Reads left to right.
    #[default]
    Upright,
    /// Reads downwards.
    Down,
    /// Upside down.
    Over,
    /// Reads upwards.
    Up,
}

impl Turn {
    /// A further `turn`.
    pub fn then(self, turn: Self) -> Self {
        const ALL: [Turn; 4] = [Turn::Upright, Turn::Down, Turn::Over, Turn::Up];
        ALL[(self as usize + turn as usize) % 4]
    }
}

/// Glyphs that stand together with no gap as wide as a space between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Bytes in [`Page::text`].
    pub text: std::ops::Range<u32>,
    /// The box: advance widths across, ascent to descent down.
    pub rect: Rect,
    /// The baseline's y (upright words).
    pub baseline: f32,
    /// Font size in points after all matrices.
    pub size: f32,
    /// Bold by font name, flags, descriptor or stroke.
    pub bold: bool,
    /// Italic or oblique.
    pub italic: bool,
    /// False for text drawn invisibly, as an OCR layer is.
    pub visible: bool,
    /// True when a space glyph or a gap as wide as one stood before it on its line.
    pub spaced: bool,
    /// Which way the letters stand.
    pub turn: Turn,
    /// Marked-content id, when the content is tagged.
    pub mark: Option<u32>,
    /// True inside marked content that calls itself an artifact (running heads, page numbers).
    pub artifact: bool,
}

impl Word {
    /// A word of upright, regular, visible letters with a space before it; in points, `text` as in [`Word::text`].
    pub fn plain(text: std::ops::Range<u32>, rect: Rect, baseline: f32, size: f32) -> Self {
        Self {
            text,
            rect,
            baseline,
            size,
            bold: false,
            italic: false,
            visible: true,
            spaced: true,
            turn: Turn::Upright,
            mark: None,
            artifact: false,
        }
    }
}

/// A straight line or the edge of a thin box, horizontal or vertical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ruling {
    /// Its box; one side is at most two points.
    pub rect: Rect,
}

impl Ruling {
    /// True when it runs across the page.
    pub fn is_horizontal(&self) -> bool {
        self.rect.width() >= self.rect.height()
    }
}

/// One page: words, ruling lines and images, in drawing order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// Width of the crop box as shown, in points.
    pub width: f32,
    /// Height of the crop box as shown, in points.
    pub height: f32,
    /// The letters of all words, in drawing order.
    pub text: String,
    /// The words.
    pub words: Vec<Word>,
    /// Ruling lines.
    pub rulings: Vec<Ruling>,
    /// Where images are drawn.
    pub images: Vec<Rect>,
    /// What the structure tree says, by [`Tag::mark`]; empty when the file is not tagged.
    pub tags: Vec<Tag>,
    /// True when many of its letters could not be told, and are not among [`Page::text`].
    pub untold: bool,
    /// Set when the letters were recognised in a picture, or should be.
    pub scan: Option<Box<Scan>>,
    /// How far the lines fall to the right, in radians; a page set by machine has none.
    pub skew: f32,
}

impl Page {
    /// True when the hidden words are the page's text, as those of an OCR layer under its picture are.
    pub fn is_read_hidden(&self) -> bool {
        let letters = |visible: bool| -> usize {
            let of = |word: &&Word| word.visible == visible;
            self.words.iter().filter(of).map(|word| word.text.len()).sum()
        };
        let (shown, hidden) = (letters(true), letters(false));
        let is_scan = hidden > 200 && hidden > shown * 10 && !self.images.is_empty();
        hidden > 0 && (shown == 0 || is_scan)
    }

    /// The letters of `word`.
    pub fn letters(&self, word: &Word) -> &str {
        &self.text[word.text.start as usize..word.text.end as usize]
    }

    /// What the structure tree says of `word`.
    pub fn tag(&self, word: &Word) -> Option<&Tag> {
        let at = self.tags.binary_search_by_key(&word.mark?, |tag| tag.mark).ok()?;
        self.tags.get(at)
    }
}
