//! Which units are worth looking at: a hint, so that what is refused anyway is not read.

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
    pub(super) fn holds(&self, doc: DocId) -> bool {
        let day = self.column.first(doc);
        day.is_some_and(|day| (self.days.from..=self.days.to).contains(&day))
    }
}
