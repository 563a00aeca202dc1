//! [`Text`](crate::model::Text) → the parts that many kinds share.

pub mod agenda;
pub mod attendance;
pub mod budget;
pub(crate) mod columns;
pub mod decision;
pub mod dnr;
pub mod fold;
pub mod meeting;
pub(crate) mod misread;
pub mod names;
pub mod organ;
pub mod organization;
pub mod outline;
pub mod title;
pub mod writer;

#[cfg(test)]
mod tests {
    use crate::parts::outline::{self, Row};

    /// The rows of a small paper.
    pub(crate) fn rows(content: &str) -> Vec<Row> {
        let (text, _) = crate::layout::text_of_plain(content.to_owned());
        outline::rows(&text, 0..text.lines.len())
    }
}
