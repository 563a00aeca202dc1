//! [`Page`]s → [`Text`]: words to lines, lines to reading order.

use crate::model::{Page, Text};

/// Sets the words of `pages` in reading order.
pub(super) fn text(_pages: &[Page]) -> Text {
    Text::default()
}
