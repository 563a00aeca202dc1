//! [`Text`](crate::model::Text) → the parts that many kinds share.

pub mod agenda;
pub mod budget;
pub mod decision;
pub mod meeting;
pub mod organ;
pub mod outline;
