//! [`Table`]: a table of numbers and the sums it claims.

use super::Span;

/// *Tabell*: a numeric table.
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "tabell")]
pub struct Table {
    /// The title over it.
    pub title: Option<String>,
    /// "tkr", "mnkr", "kr", "%".
    pub unit: Option<String>,
    /// True when the unit is not printed with the table and was told otherwise.
    pub unit_inferred: bool,
    /// Column headers; header lines folded.
    pub columns: Vec<String>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Row>,
    /// The arithmetic that was tried.
    pub checks: Vec<Check>,
    /// From the first header line to the last row.
    pub span: Span,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is for.
    pub role: RowRole,
    /// The cells as printed.
    pub cells: Vec<String>,
    /// What each cell says in the table's own unit; `None` where nothing numeric is printed.
    pub numbers: Vec<Option<f64>>,
    /// Where it stands.
    pub span: Span,
}

/// What a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowRole {
    /// An ordinary row.
    Body,
    /// A heading over rows, without numbers.
    Section,
    /// A sum of rows.
    Total,
}

impl RowRole {
    /// The word in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Section => "section",
            Self::Total => "total",
        }
    }
}

/// One sum that the table claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// The row of the total.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// The rows that are added.
    pub terms: Vec<usize>,
    /// What they add up to.
    pub sum: f64,
    /// What is printed.
    pub printed: f64,
    /// Whether they agree but for rounding.
    pub holds: bool,
}
