//! Lines left over from how a text was fetched → [`LineRole::Noise`](crate::model::LineRole::Noise).

use crate::model::{Note, Text};

/// Marks noise.
pub(super) fn set_aside(_text: &mut Text, _notes: &mut Vec<Note>) {}
