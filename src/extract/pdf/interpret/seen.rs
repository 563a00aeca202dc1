//! What of the text is seen: clip paths cut it off, and white letters need a ground that is not white.

use lopdf::Object;

use super::super::objects;
use super::super::state::Space;
use super::super::words::{Glyph, glyph_box};
use super::{Call, Interpreter, Numbers};
use crate::model::Rect;

/// Grounds kept of one page; with more of them every letter counts as seen.
const MOST_GROUNDS: usize = 2_000;
/// A stroke as wide as this, in points, is a ground for letters.
const WIDE: f32 = 4.0;
/// Letters so near to a box, in points, may reach into it.
const NEAR: f32 = 1.0;

/// What is painted on the page so far, other than white.
#[derive(Debug, Default)]
pub(super) struct Ground {
    shapes: Vec<Rect>,
    /// Something is painted of which it is not known where.
    pub(super) is_unknown: bool,
    /// Everything counts as seen: what is typed into a field is its value, though it may run out of the field's box.
    pub(super) is_field: bool,
}

impl Interpreter<'_, '_> {
    /// `g`, `rg`, `k` and the like: whether what is filled from now on is white.
    pub(super) fn fill_colour(&mut self, operator: &[u8], call: &Call<'_, '_>) {
        let space = match operator {
            b"g" => Space::Gray,
            b"rg" => Space::Rgb,
            b"k" => Space::Cmyk,
            // The first colour of every space is black, or not known.
            b"cs" => {
                self.state.space = self.named_space(call);
                self.state.is_white = false;
                return;
            }
            _ => self.state.space,
        };
        self.state.space = space;
        let is_white = match space {
            Space::Gray => call.numbers::<1>().map(|parts| space.is_white(&parts)),
            Space::Rgb => call.numbers::<3>().map(|parts| space.is_white(&parts)),
            Space::Cmyk => call.numbers::<4>().map(|parts| space.is_white(&parts)),
            Space::Other => None,
        };
        self.state.is_white = is_white.unwrap_or(false);
    }

    /// The colour space that is named, a device's or one of the resources'.
    fn named_space(&self, call: &Call<'_, '_>) -> Space {
        let doc = self.shared.doc;
        let Some(name) = call.name() else { return Space::Other };
        let device = Space::of_object(doc, &Object::Name(name.to_vec()));
        if device != Space::Other {
            return device;
        }
        let spaces = call.resources.and_then(|own| objects::dict(doc, own, b"ColorSpace"));
        let space = spaces.and_then(|spaces| objects::get(doc, spaces, &name));
        space.map_or(Space::Other, |space| Space::of_object(doc, space))
    }

    /// Takes the path as ground where it is painted, and as clip where `W` asked for it; it is forgotten after this.
    pub(super) fn see_path(&mut self, stroke: Option<f32>, fill: bool) {
        let is_wide = stroke.is_some_and(|width| width > WIDE);
        self.ground.is_unknown |= is_wide;
        let paints = fill && !self.state.is_white;
        let clips = std::mem::take(&mut self.clips);
        if !paints && !clips {
            return;
        }
        let extent = self.paths.extent();
        if paints {
            match extent {
                Some(extent) if self.ground.shapes.len() < MOST_GROUNDS => {
                    self.ground.shapes.push(extent);
                }
                _ => self.ground.is_unknown = true,
            }
        }
        if let (true, Some(extent)) = (clips, extent) {
            self.clip(extent);
        }
    }

    /// Nothing outside `rect` is seen from now on.
    pub(super) fn clip(&mut self, rect: Rect) {
        let clip = &mut self.state.clip;
        *clip = Rect {
            x0: clip.x0.max(rect.x0),
            y0: clip.y0.max(rect.y0),
            x1: clip.x1.min(rect.x1),
            y1: clip.y1.min(rect.y1),
        };
    }

    /// False for a glyph that is clipped away, or white where nothing is painted.
    pub(super) fn is_seen(&self, glyph: &Glyph<'_>) -> bool {
        let (clip, (x, y)) = (self.state.clip, glyph.start);
        if self.ground.is_field {
            return true;
        }
        let stands_within = clip.x0 <= x && x <= clip.x1 && clip.y0 <= y && y <= clip.y1;
        if stands_within && !self.state.is_white {
            return true;
        }
        let rect = glyph_box(glyph);
        if !meet(rect, clip) {
            return false;
        }
        let mut grounds = self.ground.shapes.iter().chain(&self.images);
        !self.state.is_white
            || self.ground.is_unknown
            || self.state.mode != 0
            || grounds.any(|&ground| meet(rect, ground))
    }
}

fn meet(one: Rect, other: Rect) -> bool {
    one.x0 < other.x1 + NEAR
        && other.x0 < one.x1 + NEAR
        && one.y0 < other.y1 + NEAR
        && other.y0 < one.y1 + NEAR
}
