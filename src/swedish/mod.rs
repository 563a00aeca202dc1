//! What is true of Swedish, whoever writes it.

mod boundaries;
pub mod compound;
pub mod dates;
mod edges;
pub mod labels;
mod needles;
pub mod numbers;

pub mod order;
pub mod quality;

mod pattern;
mod search;
pub mod sentence;
pub mod spelling;

pub mod stem;
pub mod tokens;

pub use pattern::{Pattern, PatternSet};
