//! Records → what a whole archive holds and lacks, and what stands at a place of a document.

pub mod coverage;
pub mod place;
