//! blocks → [Sheet]s (the cursor, its columns and pages, paragraphs and footnotes)

use super::{
    face::{Faces, Strip, Weight},
    sheet::{Ink, Kind, Mark, Role, Sheet, Tree},
    style::{GUTTER, Style},
    wrap::{self, Line},
};

/// Where a line stands between its ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// At the left end.
    Left,
    /// In the middle.
    Middle,
    /// At the right end.
    Right,
}

/// How a paragraph looks.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    /// The size in points.
    pub(crate) size: f32,
    /// The weight.
    pub(crate) weight: Weight,
    /// The indent from the left end of the column.
    pub(crate) inset: f32,
    /// Where its lines stand.
    pub(crate) side: Side,
    /// How many body lines must fit below it.
    pub(crate) keep: usize,
}

/// The setting of one paper under way.
pub(crate) struct Flow<'a> {
    /// The style.
    pub(crate) style: &'a Style,
    /// The fonts.
    pub(crate) faces: &'a Faces,
    /// Whether the print carries tags.
    pub(crate) tagged: bool,
    /// The structure so far.
    pub(crate) tree: Tree,
    /// The pages so far.
    pub(crate) sheets: Vec<Sheet>,
    /// The distance of the cursor from the page's upper edge.
    pub(crate) y: f32,
    /// Where the columns of this page begin.
    pub(crate) top: f32,
    /// Where this column ends.
    pub(crate) foot: f32,
    /// The width of the column.
    pub(crate) measure: f32,
    /// Which column of the page this is.
    column: usize,
    /// The footnote lines of this column.
    notes: Vec<(Strip, usize)>,
}

/// The size of a footnote as a part of the body size.
const NOTE: f32 = 0.8;

impl<'a> Flow<'a> {
    /// Starts at the upper end of the first page.
    pub(crate) fn new(style: &'a Style, faces: &'a Faces, tagged: bool) -> Flow<'a> {
        let (top, bottom) = style.ends;
        Flow {
            style,
            faces,
            tagged,
            tree: Tree::default(),
            sheets: vec![Sheet::default()],
            y: top,
            top,
            foot: style.page.1 - bottom,
            measure: style.measure(),
            column: 0,
            notes: Vec::new(),
        }
    }

    /// The left end of this column.
    pub(crate) fn left(&self) -> f32 {
        self.style.sides + self.column as f32 * (self.measure + GUTTER)
    }

    /// The body look.
    pub(crate) fn look(&self) -> Look {
        let (size, weight) = (self.style.size, Weight::Regular);
        Look { size, weight, inset: 0.0, side: Side::Left, keep: 0 }
    }

    /// A fill for a look.
    pub(crate) fn fill(&self, look: Look) -> wrap::Fill<'a> {
        let hyphenate = self.style.justified && look.side == Side::Left;
        wrap::Fill { faces: self.faces, weight: look.weight, size: look.size, hyphenate }
    }

    /// Draws something on the current page.
    pub(crate) fn mark(&mut self, ink: Ink, role: Role) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.marks.push(Mark { ink, role });
        }
    }

    /// Moves the cursor down, unless it stands at the upper end.
    pub(crate) fn skip(&mut self, height: f32) {
        if self.y > self.top + 0.1 {
            self.y += height;
        }
    }

    /// Makes sure that a height fits below the cursor.
    pub(crate) fn room(&mut self, height: f32) {
        if self.y + height > self.foot + 0.1 && self.y > self.top + 0.1 {
            self.turn();
        }
    }

    /// Goes on in the next column.
    pub(crate) fn turn(&mut self) {
        self.settle();
        if self.column + 1 < self.style.columns {
            self.column += 1;
        } else {
            self.column = 0;
            self.top = self.style.ends.0;
            self.sheets.push(Sheet::default());
        }
        self.y = self.top;
        self.foot = self.style.page.1 - self.style.ends.1;
    }

    /// Goes on on the next page.
    pub(crate) fn page(&mut self) {
        self.column = self.style.columns;
        self.turn();
    }

    /// Sets paragraphs of forced lines, with an optional label before the first line.
    pub(crate) fn text(
        &mut self,
        lines: &[String],
        look: Look,
        node: usize,
        mut label: Option<(Strip, f32, usize)>,
    ) {
        let pitch = look.size * self.style.leading;
        let measure = self.measure - look.inset;
        for text in lines {
            let broken = self.fill(look).lines(text, measure);
            let count = broken.len();
            for (at, line) in broken.iter().enumerate() {
                let below = look.keep as f32 * self.style.pitch();
                let hold = match at {
                    0 if count <= 3 => count,
                    0 => 2,
                    _ if count - at == 2 => 2,
                    _ => 1,
                };
                self.room(pitch * hold as f32 + below);
                let base = self.y + base(pitch, look.size);
                if let Some((strip, indent, node)) = label.take() {
                    let x = self.left() + indent;
                    self.mark(Ink::Text(strip, x, base, look.size), Role::Body(node));
                }
                let (strip, shift) = self.strip(line, look, measure);
                let x = self.left() + look.inset + shift;
                self.mark(Ink::Text(strip, x, base, look.size), Role::Body(node));
                self.y += pitch;
            }
        }
    }

    /// Shapes a line and finds how far it stands from the left end.
    pub(crate) fn strip(&self, line: &Line, look: Look, measure: f32) -> (Strip, f32) {
        let mut strip = self.faces.shape(&line.text, look.weight);
        let rest = measure - strip.width(look.size);
        let spaces = strip.spaces();
        if self.style.justified && look.side == Side::Left && !line.last && spaces > 0 {
            strip.spread(rest / look.size / spaces as f32);
        }
        if self.tagged && line.hyphen {
            strip.soften();
        } else if self.tagged && !line.last {
            strip.runs.extend(self.faces.shape(" ", look.weight).runs);
        }
        let shift = match look.side {
            Side::Left => 0.0,
            Side::Middle => rest / 2.0,
            Side::Right => rest,
        };
        (strip, shift)
    }

    /// Sets a one-line text with no node of its own yet.
    pub(crate) fn single(&mut self, text: &str, look: Look) {
        let node = self.tree.add(0, Kind::P);
        self.text(&[text.to_owned()], look, node, None);
    }

    /// Sets capitals letter by letter, with space between.
    pub(crate) fn spaced(&mut self, text: &str) {
        let node = self.tree.add(0, Kind::P);
        let size = self.style.size * 1.3;
        let pitch = size * self.style.leading;
        self.room(pitch * 2.0);
        let base = self.y + base(pitch, size);
        let letters = text.to_uppercase().chars().collect::<Vec<_>>();
        let wide = |letter: &char| self.faces.width(&letter.to_string(), Weight::Regular, size);
        let bare = letters.iter().map(wide).sum::<f32>();
        let between = letters.len().saturating_sub(1).max(1) as f32;
        let extra = (size * 0.42).min((self.measure - bare) / between);
        let mut x = self.left();
        for letter in letters {
            let strip = self.faces.shape(&letter.to_string(), Weight::Regular);
            let advance = strip.width(size) + extra;
            if letter != ' ' {
                self.mark(Ink::Text(strip, x, base, size), Role::Body(node));
            }
            x += advance;
        }
        self.y += pitch;
    }

    /// Keeps a footnote for the foot of this column.
    pub(crate) fn footnote(&mut self, text: &str) {
        let look = Look { size: self.style.size * NOTE, ..self.look() };
        let node = self.tree.add(0, Kind::Note);
        let lines = self.fill(look).lines(text, self.measure);
        let pitch = look.size * self.style.leading;
        let rule = if self.notes.is_empty() { pitch } else { 0.0 };
        let height = lines.len() as f32 * pitch;
        self.room(height + rule);
        let rule = if self.notes.is_empty() { pitch } else { 0.0 };
        self.foot -= height + rule;
        for line in &lines {
            let (strip, _) = self.strip(line, look, self.measure);
            self.notes.push((strip, node));
        }
    }

    /// Draws the footnotes of this column.
    pub(crate) fn settle(&mut self) {
        let size = self.style.size * NOTE;
        let pitch = size * self.style.leading;
        let notes = std::mem::take(&mut self.notes);
        let left = self.left();
        let mut y = self.foot + pitch * 0.6;
        if !notes.is_empty() {
            let ends = ((left, y), (left + self.measure / 3.0, y));
            self.mark(Ink::Line(ends.0, ends.1, 0.5), Role::Decor);
            y += pitch * 0.4;
        }
        for (strip, node) in notes {
            self.mark(Ink::Text(strip, left, y + base(pitch, size), size), Role::Body(node));
            y += pitch;
        }
    }
}

/// The distance of a baseline from the upper end of its line.
pub(crate) fn base(pitch: f32, size: f32) -> f32 {
    (pitch - size) / 2.0 + size * 0.8
}
