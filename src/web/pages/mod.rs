//! One file a page.

pub(super) mod about;
pub(super) mod document;
pub(super) mod fault;
pub(super) mod help;
pub(super) mod hits;
pub(super) mod start;
