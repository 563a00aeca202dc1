//! A page of a PDF → its [`Picture`]: the only file that names the renderer.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Dict, Stream};
use hayro::hayro_syntax::page::Page as PdfPage;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use super::picture::Picture;
use crate::model::Page;

/// Dots per inch, where the limit on pixels allows it.
const DPI: f32 = 300.0;

/// Letters cannot be told below this.
const LEAST_DPI: f32 = 70.0;

/// An image in the file may have this many times the pixels that a page's picture may have.
const OWN_PIXELS: usize = 4;

/// Forms within each other that are searched for images.
const DEPTH: usize = 4;

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The page cannot be drawn.
    Undrawn,
    /// It would have too many pixels.
    TooLarge,
}

/// A file whose pages can be drawn.
pub(super) struct Renderer {
    pdf: Pdf,
}

impl Renderer {
    /// Opens the file; `None` when the renderer cannot.
    pub(super) fn open(bytes: &[u8]) -> Option<Self> {
        let pdf = catch_unwind(|| Pdf::new(bytes.to_vec())).ok()?.ok()?;
        Some(Self { pdf })
    }

    /// Draws `page`, on no more than `most` pixels.
    pub(super) fn picture(&self, page: &Page, most: usize) -> Result<Picture, Refusal> {
        let draw = || {
            let drawn = self.pdf.pages().get(page.number as usize - 1).ok_or(Refusal::Undrawn)?;
            let (width, height) = drawn.render_dimensions();
            // Of a damaged file the renderer may see other pages than we do.
            let is_same = |ours: f32, theirs: f32| (ours / theirs - 1.0).abs() < 0.01;
            if !is_same(page.width / page.height, width / height) {
                return Err(Refusal::Undrawn);
            }
            if !has_modest_images(drawn, most.saturating_mul(OWN_PIXELS)) {
                return Err(Refusal::TooLarge);
            }
            let dpi = dpi(page.width, page.height, most).ok_or(Refusal::TooLarge)?;
            // Units other than points are in the page's own size already.
            let scale = dpi / 72.0 * page.width / width;
            Ok(grey(drawn, scale, dpi as u32))
        };
        catch_unwind(AssertUnwindSafe(draw)).unwrap_or(Err(Refusal::Undrawn))
    }
}

/// Dots per inch at which a page of so many points has no more than `most` pixels.
fn dpi(width: f32, height: f32, most: usize) -> Option<f32> {
    let fits = (most as f32 / (width * height)).sqrt() * 72.0;
    let longest = f32::from(u16::MAX) / width.max(height) * 72.0;
    let dpi = DPI.min(fits).min(longest).floor();
    (dpi >= LEAST_DPI).then_some(dpi)
}

fn grey(page: &PdfPage<'_>, scale: f32, dpi: u32) -> Picture {
    let pixmap = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
    );
    let shade = |pixel: &[u8]| {
        let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
        ((299 * red + 587 * green + 114 * blue) / 1_000) as u8
    };
    let grey = pixmap.data_as_u8_slice().chunks_exact(4).map(shade).collect();
    let (width, height) = (usize::from(pixmap.width()), usize::from(pixmap.height()));
    Picture { width, height, dpi, grey }
}

/// True when no image of the page has more than `most` pixels.
fn has_modest_images(page: &PdfPage<'_>, most: usize) -> bool {
    are_modest(&page.resources().x_objects, most, DEPTH)
}

fn are_modest(objects: &Dict<'_>, most: usize, depth: usize) -> bool {
    objects.keys().all(|name| {
        let Some(stream) = objects.get::<Stream<'_>>(&name) else { return true };
        let dict = stream.dict();
        let side = |key: &str| dict.get::<u32>(key).map_or(0, |side| side as usize);
        if side("Width").saturating_mul(side("Height")) > most {
            return false;
        }
        let own = dict.get::<Dict<'_>>("Resources");
        let inner = own.and_then(|own| own.get::<Dict<'_>>("XObject"));
        depth == 0 || inner.is_none_or(|inner| are_modest(&inner, most, depth - 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_on_pixels_lowers_the_resolution() {
        assert_eq!(dpi(595.0, 842.0, 25_000_000), Some(300.0));
        let poster = dpi(2_384.0, 3_370.0, 25_000_000).expect("it fits");
        assert!((100.0..130.0).contains(&poster), "{poster}");
        assert_eq!(dpi(14_400.0, 14_400.0, 25_000_000), None);
    }

    #[test]
    fn what_is_no_pdf_is_refused() {
        assert!(Renderer::open(b"no pdf").is_none());
    }
}
