//! The graphics state that text and rulings need.

use std::rc::Rc;

use super::font::Font;
use super::matrix::Matrix;
use crate::model::Rect;

/// A clip that cuts nothing off.
const EVERYTHING: Rect = Rect { x0: f32::MIN, y0: f32::MIN, x1: f32::MAX, y1: f32::MAX };

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
