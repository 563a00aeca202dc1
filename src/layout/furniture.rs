//! Running heads and feet → [`LineRole::Furniture`](crate::model::LineRole::Furniture).

use crate::model::Text;

/// Marks furniture.
pub(super) fn set_aside(_text: &mut Text) {}
