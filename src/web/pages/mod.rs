//! One file a page.

pub(super) mod about;
pub(super) mod budget;
pub(super) mod compare;
pub(super) mod document;
pub(super) mod fault;
pub(super) mod help;
pub(super) mod hits;
pub(super) mod import;
pub(super) mod matter;
pub(super) mod meeting;
pub(super) mod meetings;
pub(super) mod start;
mod waiting;
