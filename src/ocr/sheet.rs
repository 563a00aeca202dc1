//! [`Sheet`]: a page in its colours, as it is shown; and the PNG of it.

use std::borrow::Cow;
use std::collections::HashMap;

use png::{BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, Unit};

use crate::model::Frame;

/// Below this no picture says anything.
const LEAST_DPI: f32 = 8.0;

/// Pixels along the longer side at most.
const LONGEST: f32 = 10_000.0;

/// Inches to a metre.
const INCHES: f32 = 39.370_08;

/// A page with more than this part of its pixels between ink and paper shows a photograph.
const MOST_BETWEEN: f32 = 0.2;

/// Shades of a page of print: four bits each.
const PRINT_STEP: u8 = 17;

/// How many pixels a page is drawn on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Pixels across.
    pub width: u16,
    /// Pixels down.
    pub height: u16,
    /// Pixels to the inch: a point of the page is `dpi / 72` pixels, from the top left corner of the picture.
    pub dpi: f32,
}

impl Size {
    /// The finest, up to `dpi`, at which the page takes no more than `most` pixels; `None` when that shows nothing.
    pub fn of(frame: &Frame, dpi: f32, most: usize) -> Option<Self> {
        let (width, height) = (frame.width, frame.height);
        let fits = (most as f32 / (width * height)).sqrt() * 72.0;
        let longest = LONGEST / width.max(height) * 72.0;
        let dpi = dpi.min(fits).min(longest);
        // A side may be no number at all.
        let is_seen = width > 0.0 && height > 0.0 && dpi >= LEAST_DPI;
        if !is_seen {
            return None;
        }
        let side = |points: f32| (points * dpi / 72.0).round().max(1.0) as u16;
        Some(Self { width: side(width), height: side(height), dpi })
    }

    /// How many pixels that are.
    pub fn pixels(self) -> usize {
        usize::from(self.width) * usize::from(self.height)
    }
}

/// A page in its colours.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    pub(super) size: Size,
    /// Row by row, red, green and blue.
    pub(super) rgb: Vec<u8>,
}

/// The forms of PNG, the smallest first.
enum Form {
    /// Sixteen shades.
    Print(Vec<u8>),
    /// 256 shades.
    Grey(Vec<u8>),
    /// Up to 256 colours: those, and the place of each pixel's among them.
    Palette(Vec<u8>, Vec<u8>),
    Colours,
}

impl Sheet {
    /// As PNG, in the form that is smallest and shows no less; `None` when it is no picture.
    pub(super) fn to_png(&self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let (width, height) = (u32::from(self.size.width), u32::from(self.size.height));
        let mut encoder = Encoder::new(&mut bytes, width, height);
        let per_metre = (self.size.dpi * INCHES).round() as u32;
        let pixels = PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter };
        encoder.set_pixel_dims(Some(pixels));
        encoder.set_compression(Compression::Balanced);
        let (color, depth, filter, data) = match self.form() {
            Form::Print(shades) => {
                let packed = packed(&shades, usize::from(self.size.width));
                (ColorType::Grayscale, BitDepth::Four, Filter::NoFilter, Cow::from(packed))
            }
            Form::Grey(shades) => {
                (ColorType::Grayscale, BitDepth::Eight, Filter::Adaptive, Cow::from(shades))
            }
            Form::Palette(colours, places) => {
                encoder.set_palette(colours);
                (ColorType::Indexed, BitDepth::Eight, Filter::NoFilter, Cow::from(places))
            }
            Form::Colours => {
                (ColorType::Rgb, BitDepth::Eight, Filter::Adaptive, Cow::from(&self.rgb))
            }
        };
        encoder.set_color(color);
        encoder.set_depth(depth);
        encoder.set_filter(filter);
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&data).ok()?;
        writer.finish().ok()?;
        Some(bytes)
    }

    fn form(&self) -> Form {
        let pixels = || self.rgb.chunks_exact(3);
        let is_grey = pixels().all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
        if is_grey {
            let shades: Vec<u8> = pixels().map(|pixel| pixel[0]).collect();
            let n_between = shades.iter().filter(|shade| (24..232).contains(*shade)).count();
            let is_print = n_between as f32 <= MOST_BETWEEN * shades.len() as f32;
            return if is_print { Form::Print(shades) } else { Form::Grey(shades) };
        }
        // Of letters in colour the edges have many shades, which sixteen to a colour tell as well.
        self.palette(|part| part).or_else(|| self.palette(rounded)).unwrap_or(Form::Colours)
    }

    /// `None` when there are more colours than a palette takes.
    fn palette(&self, rounded: fn(u8) -> u8) -> Option<Form> {
        let mut known: HashMap<[u8; 3], u8> = HashMap::new();
        let mut colours = Vec::new();
        let mut places = Vec::with_capacity(self.size.pixels());
        let mut last: Option<([u8; 3], u8)> = None;
        for pixel in self.rgb.chunks_exact(3) {
            let colour = [pixel[0], pixel[1], pixel[2]].map(rounded);
            let place = match last {
                Some((same, place)) if same == colour => place,
                _ => match known.get(&colour) {
                    Some(place) => *place,
                    None => {
                        let place = u8::try_from(known.len()).ok()?;
                        colours.extend(colour);
                        known.insert(colour, place);
                        place
                    }
                },
            };
            last = Some((colour, place));
            places.push(place);
        }
        Some(Form::Palette(colours, places))
    }
}

/// The nearest of sixteen shades.
fn rounded(shade: u8) -> u8 {
    nearest(shade) * PRINT_STEP
}

fn nearest(shade: u8) -> u8 {
    shade.saturating_add(PRINT_STEP / 2) / PRINT_STEP
}

/// Two pixels to a byte, each row from a new one.
fn packed(shades: &[u8], width: usize) -> Vec<u8> {
    let two =
        |pair: &[u8]| nearest(pair[0]) << 4 | pair.get(1).map_or(0, |&second| nearest(second));
    shades.chunks(width.max(1)).flat_map(|row| row.chunks(2).map(two)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(width: f32, height: f32) -> Frame {
        Frame { object: None, matrix: [1.0, 0.0, 0.0, -1.0, 0.0, height], width, height }
    }

    #[test]
    fn a_page_takes_no_more_pixels_than_it_may() {
        let a4 = Size::of(&frame(595.0, 842.0), 110.0, 8_000_000).expect("it fits");
        assert_eq!((a4.width, a4.height, a4.dpi), (909, 1_286, 110.0));
        let poster = Size::of(&frame(2_384.0, 3_370.0), 300.0, 8_000_000).expect("it fits");
        assert!(poster.pixels() <= 8_100_000 && poster.dpi > 70.0, "{poster:?}");
        let strip = Size::of(&frame(9_000.0, 20.0), 300.0, 8_000_000).expect("it fits");
        assert!(strip.width <= 10_000, "{strip:?}");
        for side in [1e9, f32::MAX, f32::INFINITY, f32::NAN] {
            assert_eq!(Size::of(&frame(side, side), 300.0, 8_000_000), None, "{side}");
            assert_eq!(Size::of(&frame(side, 1.0), 300.0, 8_000_000), None, "{side}");
        }
    }

    /// What a decoder sees: form, depth and the pixels, each as it is to be shown.
    fn seen(sheet: &Sheet) -> (ColorType, BitDepth, Vec<u8>) {
        let png = sheet.to_png().expect("it is a picture");
        let reader = png::Decoder::new(std::io::Cursor::new(&png)).read_info().expect("a PNG");
        let form = reader.info().color_type;
        let depth = reader.info().bit_depth;
        let dims = reader.info().pixel_dims.expect("it tells its size");
        assert_eq!(dims.xppu, (sheet.size.dpi * INCHES).round() as u32);
        let mut decoder = png::Decoder::new(std::io::Cursor::new(&png));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("it is small")];
        let info = reader.next_frame(&mut pixels).expect("a PNG");
        pixels.truncate(info.buffer_size());
        (form, depth, pixels)
    }

    fn sheet(width: u16, pixels: impl Iterator<Item = [u8; 3]>) -> Sheet {
        let rgb: Vec<u8> = pixels.flatten().collect();
        let height = (rgb.len() / 3 / usize::from(width)) as u16;
        Sheet { size: Size { width, height, dpi: 110.0 }, rgb }
    }

    #[test]
    fn print_takes_half_a_byte_a_pixel() {
        let print = sheet(5, (0..50u8).map(|at| if at % 7 == 0 { [3; 3] } else { [255; 3] }));
        let (form, depth, pixels) = seen(&print);
        assert_eq!((form, depth), (ColorType::Grayscale, BitDepth::Four));
        let expected: Vec<u8> = (0..50).map(|at| if at % 7 == 0 { 0 } else { 255 }).collect();
        assert_eq!(pixels, expected);
    }

    #[test]
    fn a_grey_photograph_keeps_its_shades() {
        let photo = sheet(16, (0..=255u8).map(|shade| [shade; 3]));
        let (form, depth, pixels) = seen(&photo);
        assert_eq!((form, depth), (ColorType::Grayscale, BitDepth::Eight));
        assert_eq!(pixels, (0..=255).collect::<Vec<u8>>());
    }

    #[test]
    fn few_colours_stay_as_they_are() {
        let flag =
            sheet(4, (0..16u8).map(|at| if at % 3 == 0 { [254, 204, 2] } else { [0, 106, 167] }));
        let (form, _, pixels) = seen(&flag);
        assert_eq!((form, pixels), (ColorType::Indexed, flag.rgb));
    }

    #[test]
    fn letters_in_colour_take_a_palette_and_photographs_none() {
        let edges = sheet(16, (0..512u16).map(|at| [255, (at / 2) as u8, (at / 2) as u8 / 2]));
        let (form, _, pixels) = seen(&edges);
        assert_eq!(form, ColorType::Indexed);
        assert!(pixels.iter().zip(&edges.rgb).all(|(seen, drawn)| seen.abs_diff(*drawn) <= 8));
        let photo = sheet(64, (0..4_096u16).map(|at| [at as u8, (at >> 4) as u8, (at * 7) as u8]));
        let (form, _, pixels) = seen(&photo);
        assert_eq!((form, pixels), (ColorType::Rgb, photo.rgb));
    }
}
