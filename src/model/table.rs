//! [`Table`]: a table of numbers and the sums it claims.

use super::Span;

/// *Tabell*: a numeric table.
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "tabell")]
pub struct Table {
    /// The title over it.
    pub title: Option<String>,
    /// "tkr", "mnkr", "kr", "euro", "%".
    pub unit: Option<String>,
    /// True when the unit is not printed with the table and was told otherwise.
    pub unit_inferred: bool,
    /// Column headers; header lines folded.
    pub columns: Vec<String>,
    /// What each column is of.
    pub periods: Vec<Period>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Row>,
    /// The arithmetic that was tried.
    pub checks: Vec<Check>,
    /// What agrees with other tables, or with another year.
    pub ties: Vec<Tie>,
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
    /// Where each cell was printed, in parts; empty for a text file.
    pub places: Vec<Vec<Span>>,
    /// What each cell says in the table's own unit; `None` where nothing numeric is printed.
    pub numbers: Vec<Option<f64>>,
    /// The columns whose number is not what is printed but what the sums prove: "1O5" is 105.
    pub mended: Vec<usize>,
    /// The account that its label names: "personalkostnader".
    pub account: Option<&'static str>,
    /// How many totals it goes into, one within the other.
    pub level: usize,
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

/// What a column is of: the year, and whether it was planned, foreseen or came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// The year that its head prints; the first of several.
    pub year: Option<i32>,
    /// What its head calls it.
    pub kind: Option<ColumnKind>,
}

/// What a column of a budget or an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// What a closed year came to.
    Bokslut,
    /// What was granted for a year.
    Budget,
    /// What is meant for the years after.
    Plan,
    /// What a year is thought to come to.
    Prognos,
    /// What has come about.
    Utfall,
    /// One column less another.
    Avvikelse,
    /// A share, in hundredths.
    Andel,
    /// Numbers of notes.
    Not,
}

/// One sum, difference or share that the table claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What is claimed.
    pub kind: CheckKind,
    /// The row of the claim.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// The rows of a [`CheckKind::Sum`], the columns of the others.
    pub terms: Vec<usize>,
    /// Whether each term is taken away.
    pub minus: Vec<bool>,
    /// What the terms come to.
    pub sum: f64,
    /// What is printed.
    pub printed: f64,
    /// By how much the two may differ.
    pub rounding: f64,
    /// Whether they agree but for rounding.
    pub holds: bool,
    /// The one cell that, misread or misprinted, would explain why they do not.
    pub suspect: Option<Suspect>,
}

/// What a [`Check`] is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckKind {
    /// Rows added up, in one column.
    Sum,
    /// Columns added up, in one row.
    Across,
    /// One column less another, in one row.
    Difference,
    /// One column in hundredths of another, or of what it was, in one row; one term: of the total's cell in its column.
    Share,
}

/// A cell that would make a failing check hold, were it another number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Suspect {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// The number that would make the check hold.
    pub number: f64,
}

/// What ties a cell to cells of other tables, or to another year's.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// Why they should agree.
    pub kind: TieKind,
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// The cells that come to it.
    pub terms: Vec<CellAt>,
    /// What they come to.
    pub sum: f64,
    /// What is printed.
    pub printed: f64,
    /// Whether they agree but for rounding.
    pub holds: bool,
}

/// Why cells of several tables should agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TieKind {
    /// The same account of the same year, told twice.
    Same,
    /// The parts of an organisation, which come to the whole.
    Parts,
    /// What a year opens with is what the year before closed with.
    Opening,
}

/// A cell of one of the document's tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellAt {
    /// Index into the tables.
    pub table: usize,
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}
