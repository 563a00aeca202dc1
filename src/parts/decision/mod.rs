//! Lines → [`Decision`](crate::model::Decision)s: where a body decides.

pub mod formulas;
pub mod vote;
