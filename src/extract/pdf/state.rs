//! The graphics state that text and rulings need.

use std::rc::Rc;

use lopdf::{Dictionary, Object};

use super::document::Document;
use super::font::Font;
use super::matrix::Matrix;
use super::objects;
use crate::model::Rect;

/// A clip that cuts nothing off.
const EVERYTHING: Rect = Rect { x0: f32::MIN, y0: f32::MIN, x1: f32::MAX, y1: f32::MAX };

/// How a colour's parts are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// How light it is.
    Gray,
    /// Red, green and blue light.
    Rgb,
    /// Cyan, magenta, yellow and black ink.
    Cmyk,
    /// In another way.
    Other,
}

impl Space {
    /// True when `parts` are as light as can be.
    pub(super) fn is_white(self, parts: &[f32]) -> bool {
        match self {
            Self::Gray | Self::Rgb => parts.iter().all(|part| *part >= 0.99),
            Self::Cmyk => parts.iter().all(|part| *part <= 0.01),
            Self::Other => false,
        }
    }

    /// The colour space `object`: of a device, calibrated, or told by a profile that counts its parts.
    pub(super) fn of_object(doc: &Document, object: &Object) -> Self {
        let parts = match object {
            Object::Name(_) => std::slice::from_ref(object),
            Object::Array(parts) => parts,
            _ => return Self::Other,
        };
        let family = parts.first().map(|family| objects::resolve(doc, family));
        match family.and_then(|family| family.as_name().ok()) {
            Some(b"DeviceGray" | b"CalGray") => Self::Gray,
            Some(b"DeviceRGB" | b"CalRGB") => Self::Rgb,
            Some(b"DeviceCMYK") => Self::Cmyk,
            Some(b"ICCBased") => {
                let profile = parts.get(1).map(|profile| objects::resolve(doc, profile));
                profile.and_then(objects::as_dict).map_or(Self::Other, |dict| of_profile(doc, dict))
            }
            _ => Self::Other,
        }
    }
}

/// Parts with a range of their own are no light and no ink.
fn of_profile(doc: &Document, profile: &Dictionary) -> Space {
    let ranges = objects::array(doc, profile, b"Range");
    let is_usual = ranges.chunks(2).all(|range| {
        let range = range.iter().map(|end| objects::as_number(objects::resolve(doc, end)));
        range.eq([Some(0.0), Some(1.0)])
    });
    match objects::number(doc, profile, b"N").filter(|_| is_usual).map(|n_parts| n_parts as u32) {
        Some(1) => Space::Gray,
        Some(3) => Space::Rgb,
        Some(4) => Space::Cmyk,
        _ => Space::Other,
    }
}

/// What `q` saves and `Q` brings back.
#[derive(Debug, Clone)]
pub(super) struct State<'a> {
    /// To points of the shown page.
    pub(super) matrix: Matrix,
    /// `Tf`
    pub(super) font: Option<Rc<Font<'a>>>,
    /// `Tf`
    pub(super) size: f32,
    /// `Tc`
    pub(super) letter_space: f32,
    /// `Tw`
    pub(super) word_space: f32,
    /// `Tz`, as a factor.
    pub(super) stretch: f32,
    /// `TL`
    pub(super) leading: f32,
    /// `Ts`
    pub(super) rise: f32,
    /// `Tr`
    pub(super) mode: u8,
    /// `w`
    pub(super) line_width: f32,
    /// What is filled is white.
    pub(super) is_white: bool,
    /// `cs`
    pub(super) space: Space,
    /// Nothing outside of this box of the shown page is seen.
    pub(super) clip: Rect,
}

impl State<'_> {
    /// The state at the start of a page.
    pub(super) fn new(matrix: Matrix) -> Self {
        Self {
            matrix,
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            line_width: 1.0,
            is_white: false,
            space: Space::Gray,
            clip: EVERYTHING,
        }
    }

    /// Drawn by neither fill nor stroke.
    pub(super) fn is_invisible(&self) -> bool {
        self.mode == 3
    }

    /// Filled and stroked, which makes letters bold.
    pub(super) fn is_thickened(&self) -> bool {
        self.mode == 2
    }
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    #[track_caller]
    fn check(profile: Dictionary, expected: Space) {
        let mut doc = Document::new();
        doc.insert((1, 0), Stream::new(profile, Vec::new()).into());
        let space = vec![Object::Name(b"ICCBased".to_vec()), Object::Reference((1, 0))];
        assert_eq!(Space::of_object(&doc, &space.into()), expected);
    }

    #[test]
    fn profiles_tell_how_many_parts_a_colour_has() {
        check(dictionary! { "N" => 1 }, Space::Gray);
        check(dictionary! { "N" => 3 }, Space::Rgb);
        check(dictionary! { "N" => 4 }, Space::Cmyk);
        check(dictionary! { "N" => 3, "Range" => vec![0.into(), 1.into()] }, Space::Rgb);
        let lab = [0, 100, -128, 127, -128, 127].map(Object::from).to_vec();
        check(dictionary! { "N" => 3, "Range" => lab }, Space::Other);
        check(dictionary! {}, Space::Other);
    }

    #[test]
    fn light_and_ink_are_told_apart() {
        assert!(Space::Rgb.is_white(&[1.0, 1.0, 0.995]) && !Space::Rgb.is_white(&[1.0, 1.0, 0.9]));
        assert!(Space::Cmyk.is_white(&[0.0; 4]) && !Space::Cmyk.is_white(&[1.0; 4]));
        assert!(!Space::Other.is_white(&[1.0]));
        let separation = vec![Object::Name(b"Separation".to_vec())];
        assert_eq!(Space::of_object(&Document::new(), &separation.into()), Space::Other);
    }
}
