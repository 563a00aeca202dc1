//! Lines set in columns with blanks → [`Grid`]s.

use crate::model::{Grid, Line};

/// The grids among `lines`.
pub(super) fn grids(_lines: &[Line]) -> Vec<Grid> {
    Vec::new()
}
