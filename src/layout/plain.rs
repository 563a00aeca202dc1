//! A text file's letters → [`Text`]: lines as rules read them, nothing moved.

use crate::model::Text;

/// Sets the lines of `content`.
pub(super) fn text(content: String) -> Text {
    Text { content, ..Text::default() }
}
