//! Which units are worth looking at: a hint, so that what is refused anyway is not read.

use std::ops::Range;

use tantivy::DocId;
use tantivy::columnar::Column;

use super::list::Scored;
use super::query::Days;

/// What does not stand within may be left out of a list.
#[derive(Clone, Copy, Default)]
pub(super) struct Within<'a> {
    /// Units in order; `None` is all.
    pub(super) list: Option<&'a [Scored]>,
    pub(super) days: Option<Between<'a>>,
}

/// A condition on the day of a unit.
#[derive(Clone, Copy)]
pub(super) struct Between<'a> {
    pub(super) days: Days,
    pub(super) column: &'a Column<u64>,
}

impl Between<'_> {
    /// Of about how many units of `range` it holds.
    pub(super) fn about(&self, range: &Range<DocId>) -> usize {
        /// Units that are looked at.
        const LOOKED_AT: usize = 1_000;
        let step = range.len().div_ceil(LOOKED_AT).max(1);
        let n_holding = range.clone().step_by(step).filter(|&doc| self.holds(doc)).count();
        ((n_holding + 1) * step).min(range.len())
    }

    pub(super) fn holds(&self, doc: DocId) -> bool {
        let day = self.column.first(doc);
        day.is_some_and(|day| (self.days.from..=self.days.to).contains(&day))
    }
}
