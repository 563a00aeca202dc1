//! [`Sort`]: a sort of paper as data, its signs and its examples.

use crate::model::DocumentKind;

/// One sort of paper.
#[derive(Debug)]
pub(super) struct Sort {
    /// The sort.
    pub(super) kind: DocumentKind,
    /// What speaks for it and against it.
    pub(super) signs: &'static [Sign],
    /// Short papers that are of this sort.
    #[cfg_attr(not(test), expect(dead_code, reason = "the examples are the test"))]
    pub(super) hits: &'static [&'static str],
    /// Short papers that are of another.
    #[cfg_attr(not(test), expect(dead_code, reason = "the examples are the test"))]
    pub(super) misses: &'static [&'static str],
}

/// Something printed that speaks for a sort, or, with a weight below zero, against it.
#[derive(Debug)]
pub(super) struct Sign {
    /// A pattern for a line.
    pub(super) pattern: &'static str,
    /// How much it says; counted once.
    pub(super) weight: i32,
    /// Where it must stand.
    pub(super) zone: Zone,
}

/// Where a sign must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// In the first lines, where the title is.
    Title,
    /// In the first zone of the paper; half the weight in its lower part.
    Head,
    /// Anywhere.
    Anywhere,
    /// On three lines or more, anywhere.
    Often,
    /// Nowhere.
    Absent,
}
