//! pdftoppm, when it is installed: draws what the renderer cannot.

use std::process::Command;
use std::time::{Duration, Instant};

use super::child::{self, Bounds, Failure, dying_with_us};
use super::sheet::{Sheet, Size};
use crate::model::Frame;

/// The program.
const PROGRAM: &str = "pdftoppm";

/// What is said where the program is not installed.
const NOT_STARTED: &str = "failed to execute";

/// How far, in pixels, the picture may be from the size that was asked for; what is left is cut off or white.
const OFF: usize = 3;

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The program is not installed.
    Missing,
    /// It took too long, or too much.
    Limit,
    /// It could not draw the page, or drew another.
    Undrawn,
}

/// Page `number`, drawn as `frame` says on so many pixels, within so much time.
pub(super) fn sheet(
    bytes: &[u8],
    number: u32,
    frame: &Frame,
    size: Size,
    time: Duration,
) -> Result<Sheet, Refusal> {
    let (page, dpi) = (number.to_string(), size.dpi * frame.unit());
    // It knows nothing of units.
    let dpi = format!("{dpi:.4}");
    let arguments = ["-f", &page, "-l", &page, "-singlefile", "-cropbox", "-r", &dpi, "-"];
    let bytes_of =
        |size: Size| 3 * (size.pixels() + OFF * usize::from(size.width.max(size.height)));
    let bounds =
        Bounds { cpu: time, until: Instant::now() + time, bytes: bytes_of(size) as u64 + 64 };
    let run = |mut command: Command| child::run(command.args(arguments), bytes.to_vec(), bounds);
    let said = match run(dying_with_us(PROGRAM)) {
        Err(Failure::Missing) => run(Command::new(PROGRAM)),
        said => said,
    };
    match said {
        Ok(said) if said.out.is_empty() && said.err.contains(NOT_STARTED) => Err(Refusal::Missing),
        Ok(said) => pixels(&said.out, size).ok_or(Refusal::Undrawn),
        Err(Failure::Missing) => Err(Refusal::Missing),
        Err(Failure::Limit) => Err(Refusal::Limit),
    }
}

/// A portable pixel map as a sheet of that size; `None` when it has another.
fn pixels(ppm: &[u8], size: Size) -> Option<Sheet> {
    let mut rest = ppm.strip_prefix(b"P6")?;
    let [width, height, 255] = [number(&mut rest)?, number(&mut rest)?, number(&mut rest)?] else {
        return None;
    };
    let (wanted_width, wanted_height) = (usize::from(size.width), usize::from(size.height));
    let is_it = width.abs_diff(wanted_width) <= OFF && height.abs_diff(wanted_height) <= OFF;
    let pixels = rest.get(1..)?;
    if !is_it || pixels.len() != width * height * 3 {
        return None;
    }
    let mut rgb = vec![255; wanted_width * wanted_height * 3];
    let n_bytes = width.min(wanted_width) * 3;
    for (to, from) in rgb.chunks_exact_mut(wanted_width * 3).zip(pixels.chunks_exact(width * 3)) {
        to[..n_bytes].copy_from_slice(&from[..n_bytes]);
    }
    Some(Sheet { size, rgb })
}

/// The next number of a pixel map's head.
fn number(rest: &mut &[u8]) -> Option<usize> {
    let digits = rest.trim_ascii_start();
    let end = digits.iter().position(|byte| !byte.is_ascii_digit())?;
    *rest = &digits[end..];
    std::str::from_utf8(&digits[..end]).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size { width: 2, height: 2, dpi: 72.0 };

    #[test]
    fn a_pixel_map_is_cut_and_filled_to_its_size() {
        let exact = pixels(b"P6\n2 2\n255\nabcdefghijkl", SIZE).expect("a pixel map");
        assert_eq!(exact.rgb, b"abcdefghijkl");
        let narrow = pixels(b"P6 1 3 255\nabcdefghi", SIZE).expect("a pixel map");
        assert_eq!(narrow.rgb, b"abc\xff\xff\xffdef\xff\xff\xff");
    }

    #[test]
    fn what_is_another_page_or_cut_short_is_refused() {
        for ppm in [
            &b""[..],
            b"P6",
            b"P6\n2 2\n255",
            b"P6\n2 2\n255\nabcdefghijk",
            b"P6\n2 2\n65535\nabcdefghijkl",
            b"P5\n2 2\n255\nabcdefghijkl",
            b"P6\n9 1\n255\nabcdefghiabcdefghiabcdefghi",
        ] {
            assert_eq!(pixels(ppm, SIZE), None, "{:?}", String::from_utf8_lossy(ppm));
        }
    }
}
