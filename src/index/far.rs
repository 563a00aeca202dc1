//! An index that stands elsewhere, in another engine: what is sent there, what is asked there, and what is made of the
//! answers here.
//!
//! The other engine knows nothing of Swedish, nor of units within units. It keeps our words as they are, and is asked for
//! every unit that may match and for what is known of the words of the query; whether a unit is a hit, how it is scored
//! and shown is worked out here, of the units that came back, by what answers for an index that stands here.

mod batch;
mod condition;
mod entry;
mod gather;
mod learned;
mod sought;

pub use condition::Condition;
pub use entry::{Entry, FieldKind, LISTS, Shape, layout, shape};
pub use gather::{Gathered, Place};
pub use learned::{Learned, Lookup, Statistics};
pub use sought::Sought;

pub(in crate::index) use learned::Whole;

#[cfg(test)]
mod tests;
