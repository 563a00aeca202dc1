//! [`Text`]: one string in reading order, its lines, and the grids found in it.

use std::ops::Range;

use super::{QualityLevel, Rect, Span};

/// A document's running text.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// All the text. For a text file: the file itself, decoded, nothing moved.
    pub content: String,
    /// The lines to read, in reading order; blank lines are not among them.
    pub lines: Vec<Line>,
    /// Runs of lines that stand in cells.
    pub grids: Vec<Grid>,
    /// Where each word of a PDF stands, by start; empty for text files.
    pub placed: Vec<Placed>,
    /// Byte offset where each page starts; one entry for a file without pages.
    pub page_starts: Vec<usize>,
    /// Byte offset where each line of `content` starts.
    pub line_starts: Vec<usize>,
    /// Where the text came from.
    pub layer: TextLayer,
    /// How like Swedish text each page is; `None` where there are too few words to tell.
    pub quality: Vec<Option<QualityLevel>>,
}

/// Where a document's text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextLayer {
    /// Letters that the producer wrote.
    #[default]
    Native,
    /// Letters recognised in a picture.
    Ocr,
    /// Some pages one, some the other.
    Mixed,
    /// No letters at all.
    None,
}

/// A word's place on its page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// Bytes in [`Text::content`].
    pub span: Span,
    /// Points, origin top left, y down.
    pub rect: Rect,
}

/// What a line is on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineRole {
    /// To be read.
    Body,
    /// A running head or foot, a page number, "Justerandes sign".
    Furniture,
    /// Left over from how the text was fetched: a scrape's buttons and link lists, front matter.
    Noise,
}

/// One line to read: a printed line, or a piece of one when a whole page stands on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The line as rules read it: NFC, every space a plain space, markup and soft hyphens away, tabs kept,
    /// trimmed. A line break inside a cell is `\n`.
    pub text: String,
    /// The whole line in [`Text::content`].
    pub span: Span,
    /// For each byte of `text`, and its end, the byte in `content`; `None` when they run in step.
    back: Option<Box<[u32]>>,
    /// Page, from 1.
    pub page: u32,
    /// Indent in columns of a typewriter (a PDF's points are divided by five).
    pub indent: u32,
    /// Blank lines before it (a PDF's gap is measured in line heights).
    pub gap: u32,
    /// Font size in points; 0 in a text file.
    pub size: f32,
    /// Set in bold (or between `**`, or in a Markdown heading).
    pub bold: bool,
    /// What it is on its page.
    pub role: LineRole,
    /// True for a piece of a printed line that begins inside it.
    pub inner: bool,
    /// The grid it belongs to, an index into [`Text::grids`].
    pub grid: Option<u32>,
}

impl Line {
    /// A body line that reads as it stands in the content.
    ///
    /// `back` must have `text.len() + 1` entries when given.
    pub fn new(text: String, span: Span, back: Option<Vec<u32>>) -> Self {
        debug_assert!(back.as_ref().is_none_or(|back| back.len() == text.len() + 1));
        Self {
            text,
            span,
            back: back.map(Vec::into_boxed_slice),
            page: 1,
            indent: 0,
            gap: 0,
            size: 0.0,
            bold: false,
            role: LineRole::Body,
            inner: false,
            grid: None,
        }
    }

    /// Where the bytes `range` of [`Line::text`] stand in the content.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        match &self.back {
            None => Span::new(self.span.start + range.start..self.span.start + range.end),
            Some(back) => {
                let start = back[range.start] as usize;
                Span::new(start..(back[range.end] as usize).max(start))
            }
        }
    }

    /// The piece `range` of the line, as a line of its own, trimmed.
    pub fn piece(&self, range: Range<usize>) -> Self {
        let slice = &self.text[range.clone()];
        let start = range.start + (slice.len() - slice.trim_start().len());
        let end = (start + slice.trim().len()).max(start);
        let back = self.back.as_ref().map(|back| back[start..=end].to_vec().into_boxed_slice());
        Self {
            text: self.text[start..end].to_owned(),
            span: self.span_of(start..end),
            back,
            inner: self.inner || start > 0,
            gap: if start == 0 { self.gap } else { 0 },
            ..*self
        }
    }

    /// The line's own lines, where a cell holds several.
    pub fn pieces(&self) -> Vec<Self> {
        let mut pieces = Vec::new();
        let mut start = 0;
        for part in self.text.split('\n') {
            if !part.trim().is_empty() {
                pieces.push(self.piece(start..start + part.len()));
            }
            start += part.len() + 1;
        }
        pieces
    }

    /// True when it is to be read.
    pub fn is_body(&self) -> bool {
        self.role == LineRole::Body
    }
}

/// How a grid was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridOrigin {
    /// Cells parted by tabs.
    Tabs,
    /// Cells between `|`.
    Pipes,
    /// Cells that stand under each other.
    Aligned,
    /// Cells with one blank between them, told by their number.
    Crowded,
    /// Cells between ruling lines of a PDF.
    Ruled,
}

/// Consecutive lines that stand in cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// How it was found.
    pub origin: GridOrigin,
    /// Indices into [`Text::lines`], first and one past the last.
    pub lines: Range<usize>,
    /// The rows, each with the same number of cells.
    pub rows: Vec<GridRow>,
}

/// One row of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    /// The row's first line, an index into [`Text::lines`].
    pub line: usize,
    /// Its cells; an empty cell has an empty text.
    pub cells: Vec<GridCell>,
}

/// One cell of a grid: a line, whose text holds `\n` where the cell breaks.
#[derive(Debug, Clone, PartialEq)]
pub struct GridCell {
    /// The cell's text and place.
    pub line: Line,
}

impl GridCell {
    /// The cell's text; `\n` where it breaks.
    pub fn text(&self) -> &str {
        &self.line.text
    }
}

impl Text {
    /// The page, from 1, on which byte `at` stands.
    pub fn page_at(&self, at: usize) -> u32 {
        (self.page_starts.partition_point(|&start| start <= at).max(1)) as u32
    }

    /// The line of the content, from 1, on which byte `at` stands.
    pub fn line_at(&self, at: usize) -> u32 {
        (self.line_starts.partition_point(|&start| start <= at).max(1)) as u32
    }

    /// The boxes that `span` covers, one for each printed line; empty for text files.
    pub fn boxes(&self, span: Span) -> Vec<Rect> {
        let first = self.placed.partition_point(|word| word.span.end <= span.start);
        let mut boxes: Vec<(u32, Rect)> = Vec::new();
        for word in self.placed[first..].iter().take_while(|word| word.span.start < span.end) {
            let line = self.line_at(word.span.start);
            match boxes.last_mut() {
                Some((last, rect)) if *last == line => *rect = rect.union(word.rect),
                _ => boxes.push((line, word.rect)),
            }
        }
        boxes.into_iter().map(|(_, rect)| rect).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_keeps_its_place() {
        let line = Line::new("§ 4 Val".to_owned(), Span::new(10..18), None);
        let piece = line.piece(4..8);
        assert_eq!((piece.text.as_str(), piece.span), ("Val", Span::new(15..18)));
        assert!(piece.inner);
    }

    #[test]
    fn a_mapped_line_points_into_the_content() {
        // Content: "**Beslut**" at byte 100; the rules read "Beslut".
        let back = (102..=108).collect();
        let line = Line::new("Beslut".to_owned(), Span::new(100..110), Some(back));
        assert_eq!(line.span_of(0..6), Span::new(102..108));
        assert_eq!(line.piece(2..6).span_of(0..1), Span::new(104..105));
    }

    #[test]
    fn a_cell_is_cut_at_its_breaks() {
        let line = Line::new("Förslag\natt anta".to_owned(), Span::new(0..17), None);
        let texts: Vec<_> = line.pieces().into_iter().map(|piece| piece.text).collect();
        assert_eq!(texts, ["Förslag", "att anta"]);
    }
}
