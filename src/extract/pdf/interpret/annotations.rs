//! What forms were filled in with: the appearances of annotations.

use lopdf::{Dictionary, Object, Stream};

use super::super::matrix::Matrix;
use super::super::objects;
use super::super::state::State;
use super::{Interpreter, fields};

/// The most annotations read of one page.
const MOST: usize = 2_000;
/// Annotation flags: hidden, not to be viewed.
const HIDDEN: i64 = 1 << 1 | 1 << 5;

impl<'a> Interpreter<'_, 'a> {
    /// Reads the appearances of the page's fields and of what was set onto it; `matrix` shows the page.
    pub(in super::super) fn annotations(&mut self, page: &'a Dictionary, matrix: Matrix) {
        let doc = self.shared.doc;
        self.ground.is_field = true;
        let is_stale = fields::needs_appearances(doc);
        for annotation in objects::array(doc, page, b"Annots").iter().take(MOST) {
            let Some(dict) = objects::as_dict(objects::resolve(doc, annotation)) else { continue };
            let flags = objects::get(doc, dict, b"F").and_then(|flags| flags.as_i64().ok());
            let subtype = objects::name(doc, dict, b"Subtype");
            // A popup and a note's sign are the reader's program's, not the paper's.
            let is_foreign = matches!(subtype, Some(b"Popup" | b"Text" | b"Link"));
            if is_foreign || flags.unwrap_or(0) & HIDDEN != 0 {
                continue;
            }
            let value = match subtype {
                Some(b"Widget") => fields::value(doc, dict),
                Some(b"FreeText") => fields::typed(doc, dict),
                _ => None,
            };
            let appearance = self.appearance(dict).filter(|_| value.is_none() || !is_stale);
            self.words.close();
            self.saved.clear();
            self.state = State::new(matrix);
            if let Some(stream) = appearance {
                self.state.matrix = self.placement(dict, stream).then(matrix);
                self.form(stream, None, 0);
            } else if let Some(value) = value {
                self.field(dict, &value);
            }
        }
    }

    /// The normal appearance, of the state that is set.
    fn appearance(&self, annotation: &'a Dictionary) -> Option<&'a Stream> {
        let doc = self.shared.doc;
        let appearances = objects::dict(doc, annotation, b"AP")?;
        match objects::get(doc, appearances, b"N")? {
            Object::Stream(stream) => Some(stream),
            Object::Dictionary(states) => {
                objects::stream(doc, states, objects::name(doc, annotation, b"AS")?)
            }
            _ => None,
        }
    }

    /// From the space around the appearance to the page's: its box fills the annotation's.
    fn placement(&self, annotation: &Dictionary, stream: &Stream) -> Matrix {
        let doc = self.shared.doc;
        let own = objects::numbers(doc, &stream.dict, b"Matrix").map_or(Matrix::IDENTITY, Matrix);
        let place = objects::numbers::<4>(doc, annotation, b"Rect").unwrap_or_default();
        let Some([x0, y0, x1, y1]) = objects::numbers(doc, &stream.dict, b"BBox") else {
            return Matrix([1.0, 0.0, 0.0, 1.0, place[0], place[1]]);
        };
        let corners = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)].map(|(x, y)| own.point(x, y));
        let least =
            |pick: fn(&(f32, f32)) -> f32| corners.iter().map(pick).fold(f32::MAX, f32::min);
        let most = |pick: fn(&(f32, f32)) -> f32| corners.iter().map(pick).fold(f32::MIN, f32::max);
        let (left, right) = (least(|corner| corner.0), most(|corner| corner.0));
        let (low, high) = (least(|corner| corner.1), most(|corner| corner.1));
        let factor = |from: f32, to: f32| if from.abs() > 0.01 { to / from } else { 1.0 };
        let across = factor(right - left, (place[2] - place[0]).abs());
        let up = factor(high - low, (place[3] - place[1]).abs());
        let (x, y) = (place[0].min(place[2]), place[1].min(place[3]));
        Matrix([across, 0.0, 0.0, up, x - left * across, y - low * up])
    }
}
