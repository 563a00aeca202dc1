//! How far each code moves the pen, in thousandths of the font size.

use lopdf::{Dictionary, Object};
use unicode_normalization::UnicodeNormalization;

use super::super::document::Document;
use super::super::objects;

/// No font has glyphs of higher numbers.
const MOST_GLYPHS: f32 = 16_777_216.0;

/// A composite font's widths.
#[derive(Debug, Clone)]
pub(super) struct Widths {
    default: f32,
    /// First glyph, last glyph, width; sorted by the first.
    ranges: Vec<(u32, u32, f32)>,
}

impl Widths {
    /// Reads `/DW` and `/W`.
    pub(super) fn of_composite(doc: &Document, font: &Dictionary) -> Self {
        let default = objects::number(doc, font, b"DW").unwrap_or(1_000.0);
        let mut ranges = Vec::new();
        let mut rest = objects::array(doc, font, b"W");
        while let [first, second, after @ ..] = rest {
            let Some(first) = whole(doc, first) else { break };
            match objects::resolve(doc, second) {
                Object::Array(widths) => {
                    for (glyph, width) in (first..).zip(widths) {
                        let width = objects::as_number(objects::resolve(doc, width));
                        ranges.push((glyph, glyph, width.unwrap_or(default)));
                    }
                    rest = after;
                }
                second => {
                    let Some(last) = objects::as_number(second) else { break };
                    let [width, after @ ..] = after else { break };
                    let width = objects::as_number(objects::resolve(doc, width));
                    ranges.push((first, last.max(0.0) as u32, width.unwrap_or(default)));
                    rest = after;
                }
            }
        }
        ranges.sort_by_key(|range| range.0);
        Self { default, ranges }
    }

    /// The width of `glyph`.
    pub(super) fn get(&self, glyph: u32) -> f32 {
        self.told(glyph).unwrap_or(self.default)
    }

    /// The width of `glyph`, when it has one of its own.
    pub(super) fn told(&self, glyph: u32) -> Option<f32> {
        let after = self.ranges.partition_point(|range| range.0 <= glyph);
        match self.ranges[..after].last() {
            Some(&(_, last, width)) if glyph <= last => Some(width),
            _ => None,
        }
    }
}

fn whole(doc: &Document, object: &Object) -> Option<u32> {
    let number = objects::as_number(objects::resolve(doc, object))?;
    Some(number.clamp(0.0, MOST_GLYPHS) as u32)
}

/// The width of `letter` in a font like Adobe's standard ones, for fonts that carry no widths.
pub(in super::super) fn standard(font_name: &str, letter: char) -> f32 {
    let name = font_name.to_ascii_lowercase();
    if name.contains("courier") || name.contains("mono") {
        return 600.0;
    }
    let bold = name.contains("bold") || name.contains("black");
    let serif = ["times", "roman", "serif", "garamond", "georgia", "cambria"];
    let serif = serif.iter().any(|word| name.contains(word)) && !name.contains("sans");
    let italic = name.contains("italic") || name.contains("oblique");
    let table = match (serif, bold, italic) {
        (false, false, _) => &HELVETICA,
        (false, true, _) => &HELVETICA_BOLD,
        (true, false, false) => &TIMES,
        (true, true, false) => &TIMES_BOLD,
        (true, false, true) => &TIMES_ITALIC,
        (true, true, true) => &TIMES_BOLD_ITALIC,
    };
    let base = std::iter::once(letter).nfd().next().unwrap_or(letter);
    match u32::from(base) {
        code @ 32..=126 => f32::from(table[code as usize - 32]),
        0x2013 => 500.0,
        0x2014 => 1_000.0,
        0x2022 => 350.0,
        0x2018 | 0x2019 => 222.0,
        _ => 500.0,
    }
}

#[rustfmt::skip]
static HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

#[rustfmt::skip]
static HELVETICA_BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
];

#[rustfmt::skip]
static TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];

#[rustfmt::skip]
static TIMES_BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944,
    722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556,
    444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394,
    220, 394, 520,
];

#[rustfmt::skip]
static TIMES_ITALIC: [u16; 95] = [
    250, 333, 420, 500, 500, 833, 778, 214, 333, 333, 500, 675, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 333, 333, 675, 675, 675, 500, 920, 611, 611, 667, 722, 611, 611, 722, 722, 333, 444, 667, 556, 833,
    667, 722, 611, 722, 611, 500, 556, 722, 611, 833, 611, 556, 556, 389, 278, 389, 422, 500, 333, 500, 500, 444, 500,
    444, 278, 500, 500, 278, 278, 444, 278, 722, 500, 500, 500, 500, 389, 389, 278, 500, 444, 667, 444, 444, 389, 400,
    275, 400, 541,
];

#[rustfmt::skip]
static TIMES_BOLD_ITALIC: [u16; 95] = [
    250, 389, 555, 500, 500, 833, 778, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 333, 333, 570, 570, 570, 500, 832, 667, 667, 667, 722, 667, 667, 722, 778, 389, 500, 667, 611, 889,
    722, 722, 611, 722, 667, 556, 611, 722, 667, 889, 667, 611, 611, 333, 278, 333, 570, 500, 333, 500, 500, 444, 500,
    444, 333, 500, 556, 278, 278, 500, 278, 778, 556, 500, 500, 500, 389, 389, 278, 556, 444, 667, 500, 444, 389, 348,
    220, 348, 570,
];

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn reads_widths_in_both_forms() {
        let array = vec![
            3.into(),
            Object::Array(vec![250.into(), 300.into()]),
            10.into(),
            20.into(),
            600.into(),
        ];
        let font = dictionary! { "DW" => 500, "W" => array };
        let widths = Widths::of_composite(&Document::new(), &font);
        assert_eq!(
            [2, 3, 4, 10, 15, 21].map(|glyph| widths.get(glyph)),
            [500.0, 250.0, 300.0, 600.0, 600.0, 500.0]
        );
    }

    #[test]
    fn a_glyph_number_beyond_all_fonts_is_no_overflow() {
        let array = vec![u32::MAX.into(), Object::Array(vec![1.into(), 2.into(), 3.into()])];
        let font = dictionary! { "W" => array };
        assert_eq!(Widths::of_composite(&Document::new(), &font).get(7), 1_000.0);
    }

    #[test]
    fn approximates_standard_fonts() {
        assert_eq!(standard("Helvetica", 'å'), 556.0);
        assert_eq!(standard("Times-Bold", 'W'), 1000.0);
        assert_eq!(standard("Times-Italic", 'F'), 611.0);
        assert_eq!(standard("Times-BoldItalic", 'Ö'), 722.0);
        assert_eq!(standard("CourierNew", 'i'), 600.0);
    }
}
