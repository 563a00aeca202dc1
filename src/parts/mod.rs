//! [`Text`](crate::model::Text) → the parts that many kinds share.

pub mod agenda;
pub mod attendance;
pub mod budget;
pub(crate) mod columns;
pub mod decision;
pub mod meeting;
pub mod names;
pub mod organ;
pub mod organization;
pub mod title;
