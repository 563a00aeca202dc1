//! A page of a PDF → its [`Picture`] or its [`Sheet`]: the only file that names the renderer.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Dict, ObjectIdentifier, Stream};
use hayro::hayro_syntax::page::Page as PdfPage;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{PixmapSettings, RenderCache, RenderSettings, render, render_into};

use super::picture::Picture;
use super::sheet::{Sheet, Size};
use crate::model::{Frame, Page, Rect};

/// Dots per inch, where the limit on pixels allows it.
const DPI: f32 = 300.0;

/// A scan of at least so many is drawn as it is.
const ENOUGH_DPI: f32 = 150.0;

/// Part of the page that a scan covers at least.
const COVERS: f32 = 0.7;

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

    /// Draws `page`, on no more than `most` pixels; a scan that is strewn with specks pixel by pixel, so that each
    /// speck stays one.
    pub(super) fn picture(&self, page: &Page, most: usize) -> Result<Picture, Refusal> {
        let own = self.drawn(page, most, true)?;
        if own.dpi < DPI && !own.has_specks() { self.drawn(page, most, false) } else { Ok(own) }
    }

    /// Draws page `number` in its colours, as `frame` says, on so many pixels; its images may have `most` each.
    pub(super) fn sheet(
        &self,
        number: u32,
        frame: &Frame,
        size: Size,
        most: usize,
    ) -> Result<Sheet, Refusal> {
        let draw = || {
            let page = self.page(number, frame).ok_or(Refusal::Undrawn)?;
            let image = largest_image(page);
            if image.is_some_and(|(width, height)| width.saturating_mul(height) > most) {
                return Err(Refusal::TooLarge);
            }
            let pixmap = framed(page, frame, size);
            let pixels = pixmap.data_as_u8_slice().chunks_exact(4);
            let rgb = pixels.flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
            Ok(Sheet { size, rgb })
        };
        catch_unwind(AssertUnwindSafe(draw)).unwrap_or(Err(Refusal::Undrawn))
    }

    /// The page that we call so; of a damaged file the renderer may see other pages than we do.
    fn page(&self, number: u32, frame: &Frame) -> Option<&PdfPage<'_>> {
        let pages = self.pdf.pages();
        let nth = pages.get(number as usize - 1);
        let Some((object, generation)) = frame.object else {
            return nth.filter(|page| has_shape(page, frame));
        };
        let id = ObjectIdentifier::new(object, generation.into());
        let is_it = |page: &&PdfPage<'_>| page.raw().obj_id() == Some(id);
        nth.filter(is_it).or_else(|| pages.iter().find(is_it))
    }

    fn drawn(&self, page: &Page, most: usize, is_own: bool) -> Result<Picture, Refusal> {
        let draw = || {
            let drawn = self.pdf.pages().get(page.number as usize - 1).ok_or(Refusal::Undrawn)?;
            let (width, height) = drawn.render_dimensions();
            // Of a damaged file the renderer may see other pages than we do.
            let is_same = |ours: f32, theirs: f32| (ours / theirs - 1.0).abs() < 0.01;
            if !is_same(page.width / page.height, width / height) {
                return Err(Refusal::Undrawn);
            }
            let image = largest_image(drawn);
            let pixels = image.map_or(0, |(width, height)| width.saturating_mul(height));
            if pixels > most.saturating_mul(OWN_PIXELS) {
                return Err(Refusal::TooLarge);
            }
            let own = image.filter(|_| is_own).and_then(|image| own_dpi(page, image));
            let wanted = own.unwrap_or(DPI);
            let dpi = dpi(page.width, page.height, wanted, most).ok_or(Refusal::TooLarge)?;
            // Units other than points are in the page's own size already.
            let scale = dpi / 72.0 * page.width / width;
            Ok(grey(drawn, scale, dpi))
        };
        catch_unwind(AssertUnwindSafe(draw)).unwrap_or(Err(Refusal::Undrawn))
    }
}

/// Dots per inch of the scan that covers `page`, where they are enough to read.
fn own_dpi(page: &Page, (width, height): (usize, usize)) -> Option<f32> {
    let area = |rect: &&Rect| rect.width() * rect.height();
    let shown = page.images.iter().max_by(|a, b| area(a).total_cmp(&area(b)))?;
    let covers = area(&shown) > COVERS * page.width * page.height;
    // It may be drawn turned.
    let (long, short) = (width.max(height) as f32, width.min(height) as f32);
    let across = shown.width().min(shown.height());
    let along = shown.width().max(shown.height());
    let (dpi, other) = (long / along * 72.0, short / across * 72.0);
    let is_even = (dpi / other - 1.0).abs() < 0.02;
    (covers && is_even && (ENOUGH_DPI..DPI).contains(&dpi)).then_some(dpi)
}

/// Dots per inch, no more than `wanted`, at which a page of so many points has no more than `most` pixels.
fn dpi(width: f32, height: f32, wanted: f32, most: usize) -> Option<f32> {
    let fits = (most as f32 / (width * height)).sqrt() * 72.0;
    let longest = f32::from(u16::MAX) / width.max(height) * 72.0;
    let dpi = wanted.min(fits).min(longest);
    (dpi >= LEAST_DPI).then_some(dpi)
}

fn grey(page: &PdfPage<'_>, scale: f32, dpi: f32) -> Picture {
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

/// True when the renderer would show the page in the same shape.
fn has_shape(page: &PdfPage<'_>, frame: &Frame) -> bool {
    let (width, height) = page.render_dimensions();
    (frame.width / frame.height * height / width - 1.0).abs() < 0.01
}

/// The page as we show it: the renderer knows nothing of units, and turns by whole quarters only.
fn framed(page: &PdfPage<'_>, frame: &Frame, size: Size) -> Pixmap {
    let mut context = RenderContext::new(size.width, size.height);
    let scale = f64::from(size.dpi) / 72.0;
    let to_pixels = Affine::scale(scale) * Affine::new(frame.matrix.map(f64::from));
    let cache = RenderCache::new();
    let (how, settings) = (InterpreterSettings::default(), RenderSettings::default());
    render_into(page, &cache, &how, &settings, &mut context, to_pixels);
    context.flush();
    let mut pixmap = Pixmap::new(size.width, size.height);
    let on_white =
        RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
    context.render_with(&mut pixmap, &mut Resources::default(), on_white);
    pixmap
}

/// Width and height of the image of the page that has the most pixels.
fn largest_image(page: &PdfPage<'_>) -> Option<(usize, usize)> {
    largest(&page.resources().x_objects, DEPTH)
}

fn largest(objects: &Dict<'_>, depth: usize) -> Option<(usize, usize)> {
    let images = objects.keys().filter_map(|name| {
        let stream = objects.get::<Stream<'_>>(&name)?;
        let dict = stream.dict();
        let side = |key: &str| dict.get::<u32>(key).map_or(0, |side| side as usize);
        let own = (side("Width"), side("Height"));
        if own.0 > 0 || depth == 0 {
            return Some(own);
        }
        let inner = dict.get::<Dict<'_>>("Resources")?.get::<Dict<'_>>("XObject")?;
        largest(&inner, depth - 1)
    });
    images.max_by_key(|(width, height)| width.saturating_mul(*height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_on_pixels_lowers_the_resolution() {
        assert_eq!(dpi(595.0, 842.0, 300.0, 25_000_000), Some(300.0));
        let poster = dpi(2_384.0, 3_370.0, 300.0, 25_000_000).expect("it fits");
        assert!((100.0..130.0).contains(&poster), "{poster}");
        assert_eq!(dpi(14_400.0, 14_400.0, 300.0, 25_000_000), None);
    }

    #[test]
    fn a_scan_is_drawn_as_it_is() {
        let page = |image: Rect| Page {
            number: 1,
            width: 595.0,
            height: 842.0,
            images: vec![image],
            ..Page::default()
        };
        let whole = Rect { x0: 0.0, y0: 0.0, x1: 595.0, y1: 842.0 };
        let dpi = own_dpi(&page(whole), (1_653, 2_339)).expect("it covers the page");
        assert!((dpi - 200.0).abs() < 0.1, "{dpi}");
        assert_eq!(own_dpi(&page(whole), (2_339, 1_653)), Some(dpi), "turned");
        assert_eq!(own_dpi(&page(whole), (4_960, 7_016)), None, "finer than need be");
        assert_eq!(own_dpi(&page(whole), (595, 842)), None, "too coarse");
        assert_eq!(own_dpi(&page(whole), (1_653, 900)), None, "stretched");
        let stamp = Rect { x0: 0.0, y0: 0.0, x1: 100.0, y1: 100.0 };
        assert_eq!(own_dpi(&page(stamp), (300, 300)), None);
    }

    #[test]
    fn what_is_no_pdf_is_refused() {
        assert!(Renderer::open(b"no pdf").is_none());
    }
}
