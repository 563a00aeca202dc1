//! tmp
use crate::model::*;
/// tmp
pub fn votes(_l: &[Line]) -> Parsed<Vec<Vote>> { Parsed{value: vec![], notes: vec![]} }
/// tmp
pub fn reservations(_l: &[Line]) -> Vec<Reservation> { vec![] }
