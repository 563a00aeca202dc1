//! SVG → PNG, with a face of its own, so that text is drawn on a machine that has none.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

/// Pixels of the PNG for each of the SVG: 2,400 across, 300 to the inch on eight inches.
const SCALE: f32 = 2.5;

/// Why no PNG could be made.
#[derive(Debug, thiserror::Error)]
#[error("cannot draw the picture: {0}")]
pub struct Error(String);

/// The picture `svg` as PNG.
///
/// # Errors
///
/// When it is no SVG, or too large.
pub fn png(svg: &str) -> Result<Vec<u8>, Error> {
    let mut faces = fontdb::Database::new();
    faces.load_font_data(notosans::REGULAR_TTF.to_vec());
    faces.load_font_data(notosans::BOLD_TTF.to_vec());
    let options = Options {
        fontdb: Arc::new(faces),
        font_family: "Noto Sans".to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| Error(error.to_string()))?;
    let size = tree.size().to_int_size().scale_by(SCALE);
    let pixels = size.and_then(|size| Pixmap::new(size.width(), size.height()));
    let mut pixels = pixels.ok_or_else(|| Error("it is too large".to_owned()))?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| Error(error.to_string()))
}
