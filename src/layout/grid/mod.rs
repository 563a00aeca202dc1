//! Lines → [`Grid`](crate::model::Grid)s: tabs, pipes, and columns that stand under each other.

use crate::model::Text;

/// Finds the grids of `text`; sets [`Line::grid`](crate::model::Line::grid).
pub(super) fn find(_text: &mut Text) {}
