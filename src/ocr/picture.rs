//! [`Picture`]: a page in shades of grey.

use crate::model::Turn;

/// Pixels of ink at 300 dots per inch below which a page is empty: three letters of small print.
const LEAST_INK: f32 = 1_000.0;

/// How much darker or lighter than the paper ink is.
const CONTRAST: u8 = 60;

/// Part of the pixels that stand alone on a clean page at most: print has 0.00006, with one pixel in a hundred black
/// or white 0.005.
const MOST_SPECKS: f32 = 0.002;

/// A page in shades of grey.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Picture {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Dots per inch.
    pub(super) dpi: f32,
    /// Row by row, 0 is black.
    pub(super) grey: Vec<u8>,
}

impl Picture {
    /// As a portable grey map.
    pub(super) fn to_pgm(&self) -> Vec<u8> {
        let mut bytes = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        bytes.extend_from_slice(&self.grey);
        bytes
    }

    /// How many pixels have each shade.
    fn shades(&self) -> [usize; 256] {
        let mut shades = [0; 256];
        for &grey in &self.grey {
            shades[usize::from(grey)] += 1;
        }
        shades
    }

    /// The shade of the paper: that of most pixels.
    pub(super) fn paper(&self) -> u8 {
        let shades = self.shades();
        (0..=255u8).max_by_key(|&grey| shades[usize::from(grey)]).unwrap_or(255)
    }

    /// True when something is printed on the page.
    pub(super) fn has_ink(&self) -> bool {
        let (shades, paper) = (self.shades(), self.paper());
        let ink: usize = (0..=255u8)
            .filter(|grey| grey.abs_diff(paper) >= CONTRAST)
            .map(|grey| shades[usize::from(grey)])
            .sum();
        ink as f32 >= LEAST_INK * (self.dpi / 300.0).powi(2)
    }

    /// True when single pixels that are much darker than all round them are strewn over the page.
    pub(super) fn has_specks(&self) -> bool {
        let (width, height) = (self.width, self.height);
        if width < 3 || height < 3 {
            return false;
        }
        let dark = self.paper().saturating_sub(CONTRAST);
        let mut n_specks = 0usize;
        for y in 1..height - 1 {
            for at in y * width + 1..(y + 1) * width - 1 {
                let here = self.grey[at];
                let is_lighter = |at: usize| self.grey[at].saturating_sub(here) >= CONTRAST;
                let are_lighter = |at: usize| (at - 1..=at + 1).all(is_lighter);
                let is_alone = here <= dark
                    && is_lighter(at - 1)
                    && is_lighter(at + 1)
                    && are_lighter(at - width)
                    && are_lighter(at + width);
                n_specks += usize::from(is_alone);
            }
        }
        n_specks as f32 > MOST_SPECKS * self.grey.len() as f32
    }

    /// Each pixel as the middle one of the nine round it: specks vanish, strokes stay.
    pub(super) fn without_specks(&self) -> Self {
        let (width, height) = (self.width, self.height);
        let mut grey = self.grey.clone();
        if width < 3 || height < 3 {
            return self.clone();
        }
        let rows = |y: usize| &self.grey[y * width..(y + 1) * width];
        for y in 1..height - 1 {
            let (above, here, below) = (rows(y - 1), rows(y), rows(y + 1));
            let column = |x: usize| sorted(above[x], here[x], below[x]);
            let (mut left, mut middle) = (column(0), column(1));
            for x in 1..width - 1 {
                let right = column(x + 1);
                // The middle of nine, from three sorted columns.
                let low = left[0].max(middle[0]).max(right[0]);
                let between = sorted(left[1], middle[1], right[1])[1];
                let high = left[2].min(middle[2]).min(right[2]);
                grey[y * width + x] = sorted(low, between, high)[1];
                (left, middle) = (middle, right);
            }
        }
        Self { grey, ..*self }
    }

    /// Turned so that letters that stand as `turn` says are upright.
    pub(super) fn upright(&self, turn: Turn) -> Self {
        let (width, height) = (self.width, self.height);
        let (new_width, new_height) = match turn {
            Turn::Upright | Turn::Over => (width, height),
            Turn::Up | Turn::Down => (height, width),
        };
        let mut grey = Vec::with_capacity(self.grey.len());
        for y in 0..new_height {
            for x in 0..new_width {
                let (from_x, from_y) = match turn {
                    Turn::Upright => (x, y),
                    Turn::Over => (width - 1 - x, height - 1 - y),
                    Turn::Up => (y, height - 1 - x),
                    Turn::Down => (width - 1 - y, x),
                };
                grey.push(self.grey[from_y * width + from_x]);
            }
        }
        Self { width: new_width, height: new_height, dpi: self.dpi, grey }
    }
}

fn sorted(a: u8, b: u8, c: u8) -> [u8; 3] {
    let (low, high) = (a.min(b), a.max(b));
    [low.min(c), high.min(c).max(low), high.max(c)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: usize, grey: &[u8]) -> Picture {
        Picture { width, height: grey.len() / width, dpi: 300.0, grey: grey.to_vec() }
    }

    #[test]
    fn a_portable_grey_map() {
        assert_eq!(picture(2, &[0, 255]).to_pgm(), b"P5\n2 1\n255\n\x00\xff");
    }

    #[test]
    fn specks_vanish_and_strokes_stay() {
        let mut speck = vec![255; 49];
        speck[24] = 0;
        assert!(picture(7, &speck).without_specks().grey.iter().all(|&grey| grey == 255));

        let stroke: Vec<u8> =
            (0..49).map(|at| if (2..5).contains(&(at % 7)) { 0 } else { 255 }).collect();
        assert_eq!(picture(7, &stroke).without_specks().grey, stroke);
    }

    #[test]
    fn strewn_pixels_are_told() {
        let mut page = picture(100, &[250; 10_000]);
        for at in (1_050..3_000).step_by(205) {
            page.grey[at] = 20;
        }
        assert!(!page.has_specks(), "ten are few");
        for at in (3_550..9_500).step_by(205) {
            page.grey[at] = 20;
        }
        assert!(page.has_specks());
        let strokes: Vec<u8> = (0..10_000).map(|at| if at % 10 < 2 { 0 } else { 255 }).collect();
        assert!(!picture(100, &strokes).has_specks());
    }

    #[test]
    fn the_middle_of_nine() {
        let mut seed = 7u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        };
        for _ in 0..200 {
            let nine: Vec<u8> = (0..9).map(|_| next()).collect();
            let mut sorted = nine.clone();
            sorted.sort_unstable();
            assert_eq!(picture(3, &nine).without_specks().grey[4], sorted[4]);
        }
    }

    #[test]
    fn turns() {
        let lying = picture(3, &[1, 2, 3, 4, 5, 6]);
        assert_eq!(lying.upright(Turn::Over).grey, [6, 5, 4, 3, 2, 1]);
        assert_eq!(lying.upright(Turn::Up).grey, [4, 1, 5, 2, 6, 3]);
        assert_eq!(lying.upright(Turn::Down).grey, [3, 6, 2, 5, 1, 4]);
        assert_eq!(lying.upright(Turn::Up).upright(Turn::Down), lying);
    }

    #[test]
    fn an_empty_page_has_no_ink() {
        let mut page = picture(200, &[250; 40_000]);
        assert!(!page.has_ink());
        page.grey[..1_200].fill(20);
        assert!(page.has_ink());
        page.grey.fill(10);
        assert!(!page.has_ink(), "a black page");
    }
}
