//! What is true of Swedish, whoever writes it.

mod boundaries;
pub mod dates;
mod edges;
pub mod labels;
mod needles;
pub mod numbers;
mod pattern;
mod search;
pub mod tokens;

pub use pattern::{Pattern, PatternSet};
