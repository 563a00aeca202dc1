//! Pages drawn in workers: what is asked, what is answered, and both sides of it.

use std::io::{Result, Write};
use std::time::Duration;

use super::wire::{Tag, confused, send};
use super::{Cause, Worker, WorkerLimits, start};
use crate::extract::{self, Limits};
use crate::ocr::{self, Cost, Drawer, Picture, Size};

/// Which picture is wanted.
#[derive(Debug, Clone, Copy)]
pub(in crate::pipeline) struct Wanted<'a> {
    /// The PDF.
    pub(in crate::pipeline) bytes: &'a [u8],
    /// The page, from 1.
    pub(in crate::pipeline) page: u32,
    /// Dots per inch, where the page is not too large for that.
    pub(in crate::pipeline) dpi: u16,
    /// Pixels at most.
    pub(in crate::pipeline) pixels: u32,
}

/// Why there is no picture of a page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PictureError {
    /// The document has fewer pages.
    #[error("the document has no such page")]
    NoPage,
    /// Even a coarse picture would have too many pixels.
    #[error("the page is too large for a picture")]
    TooLarge,
    /// It cannot be drawn.
    #[error("no picture: {0}")]
    Undrawn(String),
    /// Too many pictures are waited for.
    #[error("too many pictures are being drawn")]
    Busy,
}

type Drawn = std::result::Result<Picture, PictureError>;

/// Bytes of a request before those of the PDF.
const HEAD: usize = 11;

/// The worker's side: draws what `asked` for.
pub(super) fn answer(
    output: &mut impl Write,
    asked: &[u8],
    limits: &WorkerLimits,
    document: &Limits,
) -> Result<()> {
    let (wanted, drawer) = wanted_of(asked)?;
    match drawn(&wanted, drawer, limits, document) {
        Ok(picture) => send(output, Tag::Picture, &bytes_of_picture(&picture)),
        Err(PictureError::NoPage) => send(output, Tag::NoPage, &[]),
        Err(PictureError::TooLarge) => send(output, Tag::TooLarge, &[]),
        Err(PictureError::Undrawn(reason)) => send(output, Tag::Failed, reason.as_bytes()),
        Err(PictureError::Busy) => Err(confused()),
    }
}

fn drawn(wanted: &Wanted<'_>, drawer: Drawer, limits: &WorkerLimits, document: &Limits) -> Drawn {
    let frame = match extract::frame(wanted.bytes, wanted.page, document) {
        Ok(frame) => frame.ok_or(PictureError::NoPage)?,
        Err(error) => return Err(PictureError::Undrawn(error.to_string())),
    };
    let size = Size::of(&frame, f32::from(wanted.dpi), wanted.pixels as usize)
        .ok_or(PictureError::TooLarge)?;
    let cost = Cost {
        image_pixels: document.picture_pixels * IMAGE_PIXELS,
        time: Duration::from_secs(limits.cpu_seconds),
    };
    ocr::picture(wanted.bytes, wanted.page, &frame, size, drawer, cost)
        .map_err(|reason| PictureError::Undrawn(reason.to_owned()))
}

/// An image may have so many times the pixels that a page may have when it is read.
const IMAGE_PIXELS: usize = 4;

impl Worker<'_> {
    /// Draws a page; with another program when the renderer cannot.
    pub(in crate::pipeline) fn draw(&mut self, wanted: &Wanted<'_>) -> Drawn {
        let mut drawer = Drawer::Own;
        let mut is_again = false;
        let mut first_reason = None;
        loop {
            let is_fresh = self.running.as_ref().is_none_or(|running| running.n_documents == 0);
            let reason = match self.ask_picture(wanted, drawer) {
                Ok(drawn) => {
                    self.retire_when_old();
                    match drawn {
                        Err(PictureError::Undrawn(reason)) => reason,
                        drawn => return drawn,
                    }
                }
                Err(error) => {
                    let Some(death) = self.bury("drawing") else {
                        let reason = format!("no process to draw it: {error}");
                        return Err(PictureError::Undrawn(reason));
                    };
                    let may_be_due_to_others = match death.cause {
                        Cause::Document => false,
                        Cause::Memory => !is_fresh,
                        Cause::Unknown => true,
                    };
                    if may_be_due_to_others && !is_again {
                        is_again = true;
                        continue;
                    }
                    death.reason
                }
            };
            // What the first said is closer to the file.
            let reason = first_reason.take().unwrap_or(reason);
            if drawer == Drawer::Poppler {
                return Err(PictureError::Undrawn(reason));
            }
            drawer = Drawer::Poppler;
            first_reason = Some(reason);
        }
    }

    fn ask_picture(&mut self, wanted: &Wanted<'_>, drawer: Drawer) -> Result<Drawn> {
        let running = match &mut self.running {
            Some(running) => running,
            none => none.insert(start(self.apart)?),
        };
        self.watch.begin(self.thread, &running.child, self.apart.limits.wall);
        running.n_documents += 1;
        send(&mut running.input, Tag::Draw, &bytes_of_wanted(wanted, drawer))?;
        let (tag, bytes) = running.answer()?;
        self.watch.finish(self.thread);
        match tag {
            Tag::Picture => Ok(Ok(picture_of(&bytes)?)),
            Tag::NoPage => Ok(Err(PictureError::NoPage)),
            Tag::TooLarge => Ok(Err(PictureError::TooLarge)),
            Tag::Failed => {
                let reason = String::from_utf8_lossy(&bytes).into_owned();
                Ok(Err(PictureError::Undrawn(reason)))
            }
            _ => Err(confused()),
        }
    }
}

fn bytes_of_wanted(wanted: &Wanted<'_>, drawer: Drawer) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEAD + wanted.bytes.len());
    bytes.push(u8::from(drawer == Drawer::Poppler));
    bytes.extend(wanted.page.to_le_bytes());
    bytes.extend(wanted.dpi.to_le_bytes());
    bytes.extend(wanted.pixels.to_le_bytes());
    bytes.extend(wanted.bytes);
    bytes
}

fn wanted_of(bytes: &[u8]) -> Result<(Wanted<'_>, Drawer)> {
    let ([is_other, head @ ..], bytes) = bytes.split_first_chunk::<HEAD>().ok_or_else(confused)?;
    let [a, b, c, d, e, f, g, h, i, j] = *head;
    let wanted = Wanted {
        bytes,
        page: u32::from_le_bytes([a, b, c, d]),
        dpi: u16::from_le_bytes([e, f]),
        pixels: u32::from_le_bytes([g, h, i, j]),
    };
    Ok((wanted, if *is_other == 0 { Drawer::Own } else { Drawer::Poppler }))
}

fn bytes_of_picture(picture: &Picture) -> Vec<u8> {
    let Picture { png, size } = picture;
    let mut bytes = Vec::with_capacity(8 + png.len());
    bytes.extend(size.width.to_le_bytes());
    bytes.extend(size.height.to_le_bytes());
    bytes.extend(size.dpi.to_le_bytes());
    bytes.extend(png);
    bytes
}

fn picture_of(bytes: &[u8]) -> Result<Picture> {
    let (&[a, b, c, d, e, f, g, h], png) = bytes.split_first_chunk::<8>().ok_or_else(confused)?;
    let size = Size {
        width: u16::from_le_bytes([a, b]),
        height: u16::from_le_bytes([c, d]),
        dpi: f32::from_le_bytes([e, f, g, h]),
    };
    Ok(Picture { png: png.to_vec(), size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_and_pictures_survive() {
        for drawer in [Drawer::Own, Drawer::Poppler] {
            let wanted = Wanted { bytes: b"%PDF", page: 70_000, dpi: 110, pixels: 8_000_000 };
            let bytes = bytes_of_wanted(&wanted, drawer);
            let (again, by) = wanted_of(&bytes).expect("it is a request");
            assert_eq!((again.bytes, again.page, again.dpi), (wanted.bytes, 70_000, 110));
            assert_eq!((again.pixels, by), (8_000_000, drawer));
            assert!((0..HEAD).all(|end| wanted_of(&bytes[..end]).is_err()));
        }
        let size = Size { width: 909, height: 1_286, dpi: 110.0 };
        let picture = Picture { png: vec![1, 2, 3], size };
        let bytes = bytes_of_picture(&picture);
        assert_eq!(picture_of(&bytes).expect("it is a picture"), picture);
        assert!(picture_of(&bytes[..7]).is_err());
    }
}
