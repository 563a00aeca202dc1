//! Words seen in a picture → the page's [`Word`]s, in points, on the lines that they were printed on.

use std::collections::BTreeMap;

use super::read::Attempt;
use super::tsv::Seen;
use crate::model::{Page, Rect, Turn, Word};

/// Parts of the size that letters rise above the line and fall below it: of `x`, of `l` and capitals, of `g`.
const SMALL: f32 = 0.5;
const TALL: f32 = 0.72;
const BELOW: f32 = 0.21;

/// Parts of the size from a word's line to the top and the bottom of its box.
const TOP: f32 = 0.8;
const BOTTOM: f32 = 0.2;

/// Lines that fall less than this, in radians, are level.
const LEVEL: f32 = 0.002;

/// Lines do not fall more than this: Tesseract reads no further.
const STEEPEST: f32 = 0.15;

/// Sizes that differ by less than this part are one.
const SAME_SIZE: f32 = 0.12;

/// A word with its place on the page turned upright, its line level.
struct Placed<'a> {
    seen: &'a Seen,
    text: &'a str,
    rect: Rect,
    baseline: f32,
    size: f32,
}

/// Adds the words of `attempt` to the page.
pub(super) fn place(page: &mut Page, attempt: &Attempt) {
    let Attempt { seen, dpi, turn, levelled, .. } = attempt;
    let (dpi, turn) = (*dpi, *turn);
    let (width, height) = match turn {
        Turn::Upright | Turn::Over => (page.width, page.height),
        Turn::Up | Turn::Down => (page.height, page.width),
    };
    let points = 72.0 / dpi;
    let skew = skew(seen);
    let middle = (width / 2.0, height / 2.0);
    let level = Level { skew, middle };
    let mut placed: Vec<Placed<'_>> = Vec::with_capacity(seen.len());
    for line in lines(seen) {
        let n_lying =
            line.iter().zip(1..).filter(|(word, next)| word.is_lying(line.get(*next).copied()));
        if n_lying.count() * 2 > line.len() {
            lie(page, &line, points, turn);
        } else {
            placed.extend(on_line(&line, points, &level));
        }
    }
    let body = most_common_size(&placed);
    let on_page = Level { skew: skew + levelled, middle };
    page.skew = on_page.skew;
    let mut line_before = None;
    for word in placed {
        let size = if (word.size / body - 1.0).abs() < SAME_SIZE { body } else { word.size };
        let Rect { x0, x1, .. } = word.rect;
        let rect =
            Rect { x0, y0: word.baseline - TOP * size, x1, y1: word.baseline + BOTTOM * size };
        // The box as it stands on the page, where the lines fall.
        let rect = on_page.fallen(rect);
        let baseline = rect.y1 - BOTTOM * size;
        let start = page.text.len() as u32;
        page.text.push_str(word.text);
        page.words.push(Word {
            spaced: line_before == Some(word.seen.line),
            turn,
            ..Word::plain(
                start..page.text.len() as u32,
                turned_back(rect, turn, page.width, page.height),
                baseline,
                size,
            )
        });
        line_before = Some(word.seen.line);
    }
}

/// Adds the words of a line that reads downwards on a page whose other lines stand as `turn`.
fn lie(page: &mut Page, line: &[&Seen], points: f32, turn: Turn) {
    for (at, seen) in line.iter().enumerate() {
        let [x0, y0, x1, y1] = seen.ink.map(|pixels| pixels * points);
        let rect = turned_back(Rect { x0, y0, x1, y1 }, turn, page.width, page.height);
        let start = page.text.len() as u32;
        page.text.push_str(&seen.text);
        page.words.push(Word {
            spaced: at > 0,
            turn: turn.then(Turn::Down),
            ..Word::plain(
                start..page.text.len() as u32,
                rect,
                rect.y1,
                ((x1 - x0) / (TALL + BELOW)).clamp(3.0, 200.0),
            )
        });
    }
}

/// The words of each line, in the order of the lines.
fn lines(seen: &[Seen]) -> Vec<Vec<&Seen>> {
    let mut lines: BTreeMap<[u32; 3], Vec<&Seen>> = BTreeMap::new();
    for word in seen {
        lines.entry(word.line).or_default().push(word);
    }
    lines.into_values().collect()
}

/// Lines that fall, and the point they turn round.
struct Level {
    skew: f32,
    middle: (f32, f32),
}

impl Level {
    /// Where a box that stands on a falling line would stand on a level one.
    fn levelled(&self, rect: Rect) -> Rect {
        self.turned(rect, -self.skew)
    }

    /// The other way.
    fn fallen(&self, rect: Rect) -> Rect {
        self.turned(rect, self.skew)
    }

    fn turned(&self, rect: Rect, by: f32) -> Rect {
        let Rect { x0, y0, x1, y1 } = rect;
        let (sin, cos) = by.sin_cos();
        let (across, down) = ((x0 + x1) / 2.0 - self.middle.0, (y0 + y1) / 2.0 - self.middle.1);
        let right = across * cos - down * sin - across;
        let lower = across * sin + down * cos - down;
        Rect { x0: x0 + right, y0: y0 + lower, x1: x1 + right, y1: y1 + lower }
    }
}

/// The words of one line with one size and one baseline.
fn on_line<'a>(line: &[&'a Seen], points: f32, level: &Level) -> Vec<Placed<'a>> {
    let levelled: Vec<(&Seen, Rect)> = line
        .iter()
        .map(|&seen| {
            let [x0, y0, x1, y1] = seen.ink.map(|pixels| pixels * points);
            let mut rect = level.levelled(Rect { x0, y0, x1, y1 });
            // The ink of a falling word is higher than its letters are.
            let extra = (rect.width() * level.skew.abs()).min(0.6 * rect.height()) / 2.0;
            (rect.y0, rect.y1) = (rect.y0 + extra, rect.y1 - extra);
            (seen, rect)
        })
        .collect();
    let sizes = levelled.iter().filter_map(|(seen, rect)| {
        let (above, below) = extent(&seen.text)?;
        Some((rect.height() / (above + below), seen.text.len() as f32))
    });
    let tallest = || levelled.iter().map(|(_, rect)| rect.height()).fold(1.0, f32::max);
    let size = weighted_median(sizes.collect()).unwrap_or_else(tallest).clamp(3.0, 200.0);
    let baselines = levelled.iter().filter_map(|(seen, rect)| {
        let (_, below) = extent(&seen.text)?;
        Some((rect.y1 - below * size, seen.text.len() as f32))
    });
    let lowest = || levelled.iter().map(|(_, rect)| rect.y1).fold(0.0, f32::max);
    let baseline = weighted_median(baselines.collect()).unwrap_or_else(lowest);
    let next = levelled.get(1).map(|(_, rect)| rect.x0);
    let placed = levelled.into_iter().zip(0..).map(|((seen, rect), at)| {
        let gap = next.filter(|_| at == 0).map_or(0.0, |next| next - rect.x1);
        let is_bullet = is_bullet(&seen.text, rect, gap, size);
        Placed { seen, text: if is_bullet { "•" } else { &seen.text }, rect, baseline, size }
    });
    placed.collect()
}

/// True for what a bullet at a line's beginning is taken for: a small round sign, far from the next word.
fn is_bullet(text: &str, rect: Rect, gap: f32, size: f32) -> bool {
    const TAKEN_FOR: [&str; 12] = ["e", "o", "°", "«", "»", "*", "+", "©", "®", "¢", "·", "¤"];
    let is_small = rect.width().max(rect.height()) < 0.62 * size;
    TAKEN_FOR.contains(&text) && is_small && gap > 0.4 * size
}

/// How far the letters of a word rise above the line and fall below it, in parts of their size; `None` for signs
/// that hang between.
fn extent(text: &str) -> Option<(f32, f32)> {
    let is_tall = |letter: char| {
        letter.is_uppercase()
            || letter.is_ascii_digit()
            || "bdfhiklåäötéü§!?()[]/%&".contains(letter)
    };
    let is_below = |letter: char| "gjpqyQ§,;()[]/".contains(letter);
    if !text.contains(char::is_alphanumeric) && text != "§" {
        return None;
    }
    let above = if text.contains(is_tall) { TALL } else { SMALL };
    Some((above, if text.contains(is_below) { BELOW } else { 0.0 }))
}

/// How far the lines fall to the right, in radians.
fn skew(seen: &[Seen]) -> f32 {
    let mut slopes = Vec::new();
    for line in lines(seen) {
        // Each word by its line; what hangs below it is taken off by its own height.
        let feet: Vec<(f32, f32)> = line
            .iter()
            .filter_map(|word| {
                let [x0, y0, x1, y1] = word.ink;
                let (above, below) = extent(&word.text)?;
                Some(((x0 + x1) / 2.0, y1 - (y1 - y0) * below / (above + below)))
            })
            .collect();
        for (at, first) in feet.iter().enumerate() {
            for second in &feet[at + 1..] {
                let across = second.0 - first.0;
                if across > 200.0 {
                    slopes.push(((second.1 - first.1) / across, across));
                }
            }
        }
    }
    let slope = weighted_median(slopes).unwrap_or(0.0).atan();
    if (LEVEL..STEEPEST).contains(&slope.abs()) { slope } else { 0.0 }
}

/// The size that most letters have.
fn most_common_size(placed: &[Placed<'_>]) -> f32 {
    let sizes = placed.iter().map(|word| (word.size, word.seen.text.len() as f32));
    weighted_median(sizes.collect()).unwrap_or(10.0)
}

/// The value in the middle, where each counts as much as its weight.
fn weighted_median(mut values: Vec<(f32, f32)>) -> Option<f32> {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = values.iter().map(|(_, weight)| weight).sum::<f32>() / 2.0;
    let mut so_far = 0.0;
    values.into_iter().find_map(|(value, weight)| {
        so_far += weight;
        (so_far >= half).then_some(value)
    })
}

/// A box of the page turned upright, on the page as it lies; `width` and `height` are the page's.
fn turned_back(rect: Rect, turn: Turn, width: f32, height: f32) -> Rect {
    let Rect { x0, y0, x1, y1 } = rect;
    match turn {
        Turn::Upright => rect,
        Turn::Up => Rect { x0: y0, y0: height - x1, x1: y1, y1: height - x0 },
        Turn::Down => Rect { x0: width - y1, y0: x0, x1: width - y0, y1: x1 },
        Turn::Over => Rect { x0: width - x1, y0: height - y1, x1: width - x0, y1: height - y0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(line: u32, ink: [f32; 4], text: &str) -> Seen {
        Seen { line: [1, 1, line], ink, confidence: 95.0, text: text.to_owned() }
    }

    fn page() -> Page {
        Page { number: 1, width: 595.0, height: 842.0, ..Page::default() }
    }

    #[test]
    fn pixels_become_points() {
        let mut page = page();
        let words = [
            seen(1, [300.0, 600.0, 420.0, 630.0], "Dnr"),
            seen(1, [440.0, 609.0, 500.0, 639.0], "sagan"),
        ];
        place(&mut page, &Attempt::new(words.to_vec(), 300.0, Turn::Upright, false));
        assert_eq!(page.text, "Dnrsagan");
        let [first, second] = page.words.as_slice() else { panic!("{:?}", page.words) };
        assert!((first.rect.x0 - 72.0).abs() < 0.1 && (first.rect.x1 - 100.8).abs() < 0.1);
        assert!((first.baseline - 151.2).abs() < 0.2, "{}", first.baseline);
        assert!((9.0..11.0).contains(&first.size), "{}", first.size);
        assert_eq!(first.baseline, second.baseline);
        assert_eq!((first.spaced, second.spaced), (false, true));
        assert_eq!(page.skew, 0.0);
    }

    #[test]
    fn falling_lines_are_measured_and_keep_their_place() {
        let mut page = page();
        let slope = 2f32.to_radians().tan();
        let words: Vec<Seen> = (0..6)
            .map(|n| {
                let x0 = 200.0 + 300.0 * n as f32;
                let foot = 1_000.0 + (x0 + 100.0) * slope;
                seen(1, [x0, foot - 37.0, x0 + 200.0, foot + 3.5], "Ledamot")
            })
            .collect();
        place(&mut page, &Attempt::new(words.to_vec(), 300.0, Turn::Upright, false));
        assert!((page.skew.to_degrees() - 2.0).abs() < 0.1, "{}", page.skew.to_degrees());
        for (word, seen) in page.words.iter().zip(&words) {
            let middle = (seen.ink[0] + seen.ink[2]) / 2.0 * 0.24;
            assert!(((word.rect.x0 + word.rect.x1) / 2.0 - middle).abs() < 1.0);
            assert!((word.baseline - seen.ink[3] * 0.24).abs() < 2.0, "{word:?} {seen:?}");
        }
    }

    #[test]
    fn a_turned_page_keeps_its_boxes() {
        let rect = Rect { x0: 10.0, y0: 20.0, x1: 40.0, y1: 30.0 };
        let up = turned_back(rect, Turn::Up, 595.0, 842.0);
        assert_eq!(up, Rect { x0: 20.0, y0: 802.0, x1: 30.0, y1: 832.0 });
        let down = turned_back(rect, Turn::Down, 595.0, 842.0);
        assert_eq!(down, Rect { x0: 565.0, y0: 10.0, x1: 575.0, y1: 40.0 });
        let over = turned_back(rect, Turn::Over, 595.0, 842.0);
        assert_eq!(over, Rect { x0: 555.0, y0: 812.0, x1: 585.0, y1: 822.0 });
    }

    #[test]
    fn a_bullet_is_told_from_a_letter() {
        let rect = |side: f32| Rect { x0: 0.0, y0: 0.0, x1: side, y1: side };
        assert!(is_bullet("e", rect(4.0), 8.0, 11.0));
        assert!(is_bullet("°", rect(4.0), 12.0, 11.0));
        assert!(!is_bullet("e", rect(4.0), 2.0, 11.0), "no more than a space");
        assert!(!is_bullet("e", rect(9.0), 8.0, 11.0), "too large");
        assert!(!is_bullet("i", rect(4.0), 8.0, 11.0));
    }

    #[test]
    fn signs_tell_no_size() {
        assert_eq!(extent("–"), None);
        assert_eq!(extent("sammanträde"), Some((TALL, 0.0)));
        assert_eq!(extent("orange"), Some((SMALL, BELOW)));
    }
}
