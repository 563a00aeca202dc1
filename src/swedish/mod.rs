//! What is true of Swedish, whoever writes it.

pub mod dates;
pub mod numbers;
pub mod tokens;
