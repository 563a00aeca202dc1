//! Glyphs → [`Word`]s: a gap, a space, another line or another style ends a word.

use super::{accents, bidi};
use crate::model::{Page, Rect, Turn, Word};

/// One drawn glyph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph<'a> {
    /// What it says; empty when an earlier glyph said it.
    pub(super) letters: &'a str,
    /// Where the pen stands, in points of the shown page.
    pub(super) start: (f32, f32),
    /// Where its advance ends, spacing left out.
    pub(super) end: (f32, f32),
    /// The way it is read, of length 1.
    pub(super) along: (f32, f32),
    /// Looks and belonging.
    pub(super) style: Style,
    /// A gap wider than this part of the size is a space.
    pub(super) space: f32,
    /// No space has been drawn in the glyph's font: gaps alone part its words.
    pub(super) bare: bool,
}

/// The least gap, in ems, that is a space after letters that stand exactly side by side, where none is drawn.
const LEAST_SPACE: f32 = 0.15;
/// How far from each other letters may be, in ems, that stand exactly side by side.
const EXACT: f32 = 0.02;

/// What the glyphs of a word share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    /// Points.
    pub(super) size: f32,
    /// Above the baseline, in ems.
    pub(super) ascent: f32,
    /// Below the baseline, in ems.
    pub(super) descent: f32,
    /// See [`Word::bold`].
    pub(super) bold: bool,
    /// See [`Word::italic`].
    pub(super) italic: bool,
    /// See [`Word::visible`].
    pub(super) visible: bool,
    /// See [`Word::mark`].
    pub(super) mark: Option<u32>,
    /// See [`Word::artifact`].
    pub(super) artifact: bool,
}

/// Collects glyphs into the words of a page.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The page so far.
    pub(super) page: Page,
    /// For each of the page's words the mean white between its letters, in ems; 0 for none.
    pub(super) apart: Vec<f32>,
    open: Option<Open>,
    /// Where each glyph of the open word begins in the page's text; kept for words from right to left.
    glyphs: Vec<usize>,
    /// A space was drawn since the last word.
    spaced: bool,
}

/// A word that may go on.
#[derive(Debug)]
struct Open {
    word: Word,
    along: (f32, f32),
    style: Style,
    /// The last glyph: where its letters begin in the page's text, where it begins and ends.
    last: (usize, (f32, f32), (f32, f32)),
    /// Holds letters that are read from right to left.
    leftwards: bool,
    /// Drawn in the order in which it is read, each glyph left of the one before.
    backwards: bool,
    /// The white between its glyphs together, in ems, and how often.
    apart: (f32, f32),
}

impl Open {
    /// Each of its glyphs begins where the one before ends.
    fn is_exact(&self) -> bool {
        let (white, n_gaps) = self.apart;
        n_gaps > 0.0 && white.abs() < EXACT * n_gaps
    }

    /// The mean white between its glyphs, in ems.
    fn apart(&self) -> f32 {
        (self.apart.0 / self.apart.1.max(1.0)).max(0.0)
    }
}

impl Words {
    /// Adds a glyph.
    pub(super) fn push(&mut self, glyph: &Glyph<'_>) {
        if !glyph.letters.is_empty() && glyph.letters.chars().all(char::is_whitespace) {
            self.close();
            self.spaced = true;
            return;
        }
        let joins = match &self.open {
            Some(_) if self.ends_leader(glyph) => Join::Apart { spaced: true },
            Some(open) => join(open, self.page.text.get(open.last.0..), glyph),
            None => Join::Apart { spaced: false },
        };
        match joins {
            Join::Twice => {
                if let Some(open) = &mut self.open {
                    open.word.bold = true;
                }
            }
            Join::Whole if !self.accent(glyph) => self.extend(glyph),
            Join::Whole => {}
            Join::Apart { spaced } => {
                if self.accent(glyph) {
                    return;
                }
                self.close();
                self.begin(glyph, spaced);
            }
        }
    }

    /// Ends the open word.
    pub(super) fn close(&mut self) {
        if let Some(mut open) = self.open.take() {
            if open.leftwards && !open.backwards {
                bidi::turn(&mut self.page.text, &self.glyphs);
            }
            open.word.text.end = self.page.text.len() as u32;
            if open.word.text.start < open.word.text.end {
                self.apart.push(open.apart());
                self.page.words.push(open.word);
            }
        }
    }

    /// True where the dots of a table of contents end.
    fn ends_leader(&self, glyph: &Glyph<'_>) -> bool {
        self.page.text.ends_with("....") && !glyph.letters.starts_with('.')
    }

    fn begin(&mut self, glyph: &Glyph<'_>, spaced: bool) {
        let start = self.page.text.len();
        let style = glyph.style;
        let word = Word {
            text: start as u32..start as u32,
            rect: glyph_box(glyph),
            baseline: glyph.start.1,
            size: style.size,
            bold: style.bold,
            italic: style.italic,
            visible: style.visible,
            spaced: std::mem::take(&mut self.spaced) || spaced,
            turn: turn(glyph.along),
            mark: style.mark,
            artifact: style.artifact,
        };
        self.page.text.push_str(glyph.letters);
        self.glyphs.clear();
        self.glyphs.push(start);
        self.open = Some(Open {
            word,
            along: glyph.along,
            style,
            last: (start, glyph.start, glyph.end),
            leftwards: bidi::is_leftwards(glyph.letters),
            backwards: false,
            apart: (0.0, 0.0),
        });
    }

    fn extend(&mut self, glyph: &Glyph<'_>) {
        let Some(open) = &mut self.open else { return };
        let gap = away(open.along, open.last.2, glyph.start).0 / glyph.style.size.max(0.1);
        open.apart = (open.apart.0 + gap, open.apart.1 + 1.0);
        open.word.rect = open.word.rect.union(glyph_box(glyph));
        open.word.size = open.word.size.max(glyph.style.size);
        let forward = away(open.along, open.last.1, glyph.start).0;
        open.backwards |= open.leftwards && forward < -0.1 * open.style.size;
        open.last = (self.page.text.len(), glyph.start, glyph.end);
        open.leftwards |= bidi::is_leftwards(glyph.letters);
        self.glyphs.push(self.page.text.len());
        self.page.text.push_str(glyph.letters);
    }

    /// Sets an accent and its letter together, whichever came first; false when the two do not belong together.
    fn accent(&mut self, glyph: &Glyph<'_>) -> bool {
        let Some(open) = &mut self.open else { return false };
        let (at, start, end) = open.last;
        let Some(last) = self.page.text.get(at..) else { return false };
        let Some(composed) = accents::compose(last, glyph.letters) else { return false };
        let middle =
            |start: (f32, f32), end: (f32, f32)| ((start.0 + end.0) / 2.0, (start.1 + end.1) / 2.0);
        let off = away(open.along, middle(start, end), middle(glyph.start, glyph.end));
        let near = off.0.abs() < 0.35 * open.style.size && off.1.abs() < 0.6 * open.style.size;
        if !near {
            return false;
        }
        self.page.text.truncate(at);
        self.page.text.push(composed);
        open.word.rect = open.word.rect.union(glyph_box(glyph));
        let wider = away(open.along, end, glyph.end).0 > 0.0;
        open.last = (at, start, if wider { glyph.end } else { end });
        true
    }
}

enum Join {
    /// The glyph goes on with the word.
    Whole,
    /// The same glyph again, for a bold look.
    Twice,
    /// Another word.
    Apart { spaced: bool },
}

fn join(open: &Open, last: Option<&str>, glyph: &Glyph<'_>) -> Join {
    let size = open.style.size.max(glyph.style.size).max(0.1);
    let turned = open.along.0 * glyph.along.0 + open.along.1 * glyph.along.1 < 0.98;
    if turned {
        return Join::Apart { spaced: true };
    }
    let (gap, shift) = away(open.along, open.last.2, glyph.start);
    let (back, _) = away(open.along, open.last.1, glyph.start);
    let in_place = back.abs() < 0.12 * size && shift.abs() < 0.12 * size && gap < -0.1 * size;
    if in_place && last == Some(glyph.letters) {
        return Join::Twice;
    }
    let touches = away(open.along, open.last.1, glyph.end);
    let goes_left = touches.0.abs() < glyph.space * size && touches.1.abs() < 0.1 * size;
    if open.leftwards && goes_left && bidi::is_leftwards(glyph.letters) {
        return Join::Whole;
    }
    // Letters set apart go on as far apart as they began.
    let space = if glyph.bare && open.is_exact() { LEAST_SPACE } else { glyph.space };
    let spaced = gap > space.min(glyph.space).max(1.5 * open.apart()) * size;
    let another_line = shift.abs() > 0.6 * size || gap < -0.6 * size || gap > 3.0 * size;
    if spaced || another_line {
        return Join::Apart { spaced: true };
    }
    let same_style = Style { size: 0.0, ascent: 0.0, descent: 0.0, ..open.style }
        == Style { size: 0.0, ascent: 0.0, descent: 0.0, ..glyph.style };
    let ratio = open.style.size / glyph.style.size.max(0.01);
    if !same_style || shift.abs() > 0.1 * size || !(0.8..1.25).contains(&ratio) {
        return Join::Apart { spaced: false };
    }
    Join::Whole
}

/// From `from` to `to`: how far along the way of reading, and how far to the side.
fn away(along: (f32, f32), from: (f32, f32), to: (f32, f32)) -> (f32, f32) {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    (x * along.0 + y * along.1, y * along.0 - x * along.1)
}

/// Upright within twenty degrees; what leans more is never mixed with upright lines.
fn turn((x, y): (f32, f32)) -> Turn {
    if y.abs() < 0.36 * x.abs() {
        return if x > 0.0 { Turn::Upright } else { Turn::Over };
    }
    if y > 0.0 { Turn::Down } else { Turn::Up }
}

/// From ascent to descent, as wide as its advance.
pub(super) fn glyph_box(glyph: &Glyph<'_>) -> Rect {
    let up = (glyph.along.1, -glyph.along.0);
    let (ascent, descent) =
        (glyph.style.ascent * glyph.style.size, glyph.style.descent * glyph.style.size);
    let mut rect = corner(glyph.start, up, ascent);
    for part in [
        corner(glyph.start, up, -descent),
        corner(glyph.end, up, ascent),
        corner(glyph.end, up, -descent),
    ] {
        rect = rect.union(part);
    }
    rect
}

fn corner(point: (f32, f32), way: (f32, f32), length: f32) -> Rect {
    let (x, y) = (point.0 + way.0 * length, point.1 + way.1 * length);
    Rect { x0: x, y0: y, x1: x, y1: y }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style {
        size: 10.0,
        ascent: 0.8,
        descent: 0.2,
        bold: false,
        italic: false,
        visible: true,
        mark: None,
        artifact: false,
    };

    /// Glyphs five points wide at these places on one line.
    #[track_caller]
    fn check(glyphs: &[(&str, f32)], expected: &[&str]) {
        check_font(false, glyphs, expected);
    }

    /// In a font that has drawn no space, or in one that has.
    #[track_caller]
    fn check_font(bare: bool, glyphs: &[(&str, f32)], expected: &[&str]) {
        let mut words = Words::default();
        for &(letters, x) in glyphs {
            let (start, end) = ((x, 50.0), (x + 5.0, 50.0));
            let along = (1.0, 0.0);
            words.push(&Glyph { letters, start, end, along, style: STYLE, space: 0.2, bare });
        }
        words.close();
        let page = words.page;
        let told: Vec<_> = page.words.iter().map(|word| page.letters(word)).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn gaps_and_spaces_end_words() {
        check(&[("v", 0.0), ("i", 5.0), ("d", 10.5)], &["vid"]);
        check(&[("v", 0.0), ("i", 5.0), ("d", 13.0)], &["vi", "d"]);
        check(&[("v", 0.0), (" ", 5.0), ("d", 5.0)], &["v", "d"]);
        check(&[("9", 90.0), ("1", 0.0)], &["9", "1"]);
    }

    #[test]
    fn letters_side_by_side_make_a_narrow_gap_a_space() {
        let narrow = [("e", 0.0), ("n", 5.0), ("a", 11.7)];
        check_font(true, &narrow, &["en", "a"]);
        check_font(false, &narrow, &["ena"]);
        check_font(true, &[("e", 0.0), ("n", 6.7), ("a", 13.4)], &["ena"]);
        check_font(true, &[("e", 0.0), ("n", 5.0), ("a", 11.0)], &["ena"]);
    }

    #[test]
    fn dots_that_lead_to_a_page_number_end_before_it() {
        let dots = [("s", 0.0), (".", 5.0), (".", 10.0), (".", 15.0), (".", 20.0), ("3", 25.0)];
        check(&dots, &["s....", "3"]);
        check(&[("1", 0.0), (".", 5.0), ("3", 10.0)], &["1.3"]);
    }

    #[test]
    fn accents_join_their_letter_from_either_side() {
        check(&[("p", 0.0), ("a", 5.0), ("˚", 5.2), ("r", 10.0)], &["pår"]);
        check(&[("f", 0.0), ("¨", 5.1), ("o", 5.0), ("r", 10.0)], &["för"]);
        check(&[("¨", 5.1), ("o", 5.0), ("l", 10.0)], &["öl"]);
        check(&[("a", 0.0), ("^", 5.0)], &["a^"]);
    }

    #[test]
    fn a_glyph_drawn_twice_is_one_bold_glyph() {
        check(&[("A", 0.0), ("A", 0.3), ("l", 5.0), ("l", 5.3), ("l", 10.0)], &["All"]);
    }

    #[test]
    fn tells_which_way_letters_stand() {
        let turns = [(1.0, 0.1), (0.0, 1.0), (-1.0, 0.0), (0.1, -1.0), (0.7, -0.7)].map(turn);
        assert_eq!(turns, [Turn::Upright, Turn::Down, Turn::Over, Turn::Up, Turn::Up]);
    }
}
