//! What is true of Swedish, whoever writes it.

pub mod dates;
pub mod numbers;
mod pattern;
pub mod tokens;

pub use pattern::{LowerSet, Pattern, PatternSet};
