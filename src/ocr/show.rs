//! A page of a PDF → its picture, as a person is shown it.

use std::time::Duration;

use super::poppler;
use super::render::{Refusal, Renderer};
use super::sheet::Size;
use crate::model::Frame;

/// A page's picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The file.
    pub png: Vec<u8>,
    /// What it measures.
    pub size: Size,
}

/// A PNG's first bytes.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Dots per inch of one to a metre.
const METRE: f32 = 0.0254;

impl Picture {
    /// A picture that was kept as a file; `None` when it is not whole.
    pub fn of_png(png: Vec<u8>) -> Option<Self> {
        let mut rest = png.strip_prefix(SIGNATURE)?;
        let (mut sides, mut per_metre) = (None, None);
        loop {
            let (length, after) = rest.split_first_chunk()?;
            let (kind, after) = after.split_first_chunk::<4>()?;
            let (data, after) = after.split_at_checked(u32::from_be_bytes(*length) as usize)?;
            rest = after.get(4..)?;
            match kind {
                b"IHDR" => sides = Some((number(data, 0)?, number(data, 4)?)),
                b"pHYs" => per_metre = Some(number(data, 0)?),
                b"IEND" => break,
                _ => {}
            }
        }
        let ((width, height), per_metre) = (sides?, per_metre?);
        let side = |pixels| u16::try_from(pixels).ok();
        let size =
            Size { width: side(width)?, height: side(height)?, dpi: per_metre as f32 * METRE };
        rest.is_empty().then_some(Self { png, size })
    }
}

fn number(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

/// What draws it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawer {
    /// The renderer in this program.
    Own,
    /// pdftoppm, where it is installed.
    Poppler,
}

/// What a picture may cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Pixels of one image on the page, when this program draws it.
    pub image_pixels: usize,
    /// Time, when another program draws it.
    pub time: Duration,
}

/// Draws page `number` of a PDF as `frame` says on so many pixels, or tells why it cannot.
///
/// # Errors
///
/// When the page cannot be drawn, with the reason.
pub fn picture(
    bytes: &[u8],
    number: u32,
    frame: &Frame,
    size: Size,
    drawer: Drawer,
    cost: Cost,
) -> Result<Picture, &'static str> {
    let sheet = match drawer {
        Drawer::Own => {
            let renderer = Renderer::open(bytes).ok_or("the file cannot be drawn")?;
            renderer.sheet(number, frame, size, cost.image_pixels).map_err(
                |refusal| match refusal {
                    Refusal::Undrawn => "the page cannot be drawn",
                    Refusal::TooLarge => "an image on the page is too large",
                },
            )?
        }
        Drawer::Poppler => poppler::sheet(bytes, number, frame, size, cost.time).map_err(
            |refusal| match refusal {
                poppler::Refusal::Missing => "nothing else here draws pages",
                poppler::Refusal::Limit => "drawing the page takes too long",
                poppler::Refusal::Undrawn => "the page cannot be drawn",
            },
        )?,
    };
    let png = sheet.to_png().ok_or("the picture cannot be written")?;
    Ok(Picture { png, size })
}
