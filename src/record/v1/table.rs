//! Tables of numbers, and the proof of what they say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;
use crate::model;

/// A table of numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// The title over it.
    pub title: Option<String>,
    /// "tkr", "mnkr", "kr", "euro", "%".
    pub unit: Option<String>,
    /// True when the unit is not printed with the table.
    pub unit_inferred: bool,
    /// Column headers.
    pub columns: Vec<String>,
    /// What each column is of.
    #[serde(default)]
    pub periods: Vec<Period>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The arithmetic that was tried.
    pub checks: Vec<Check>,
    /// What agrees with other tables, or with another year.
    #[serde(default)]
    pub ties: Vec<Tie>,
    /// Where.
    pub span: Span,
}

/// What a column is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// The year that its head prints; the first of several.
    pub year: Option<i32>,
    /// What its head calls it.
    pub kind: Option<ColumnKind>,
}

/// What a column of a budget or an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
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

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// What it is for.
    pub role: RowRole,
    /// The cells as printed.
    pub cells: Vec<String>,
    /// What each cell says in the table's own unit; null where nothing numeric is printed.
    pub numbers: Vec<Option<f64>>,
    /// The box of each cell on the row's page in PDF points, origin top left; null for an empty cell, no list for a text file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<Option<[f32; 4]>>,
    /// The columns whose number the sums prove where the print cannot be read: "1O5" is 105.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mended: Vec<usize>,
    /// The account that the label names, of a small vocabulary; see the changelog.
    #[serde(default)]
    pub account: Option<String>,
    /// How many totals it goes into, one within the other.
    #[serde(default)]
    pub level: usize,
    /// Where.
    pub span: Span,
}

/// What a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RowRole {
    /// An ordinary row.
    Body,
    /// A heading over rows.
    Section,
    /// A sum of rows.
    Total,
}

/// One sum, difference or share that the table claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// What is claimed.
    #[serde(default)]
    pub kind: CheckKind,
    /// The row of the total.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// The rows of a sum; the columns of any other check.
    pub terms: Vec<usize>,
    /// Whether each term is taken away; empty where all are added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub minus: Vec<bool>,
    /// What they come to.
    pub sum: f64,
    /// What is printed.
    pub printed: f64,
    /// By how much the two may differ.
    #[serde(default)]
    pub rounding: f64,
    /// Whether they agree but for rounding.
    pub holds: bool,
    /// The one cell that would explain why they do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspect: Option<Suspect>,
}

/// What a check is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CheckKind {
    /// Rows added up, in one column.
    #[default]
    Sum,
    /// Columns added up, in one row.
    Across,
    /// One column less another, in one row.
    Difference,
    /// One column in hundredths of another; of its own total, when there is one term.
    Share,
}

/// A cell that would make a failing check hold, were it another number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Suspect {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// The number that would make the check hold.
    pub number: f64,
}

/// What ties a cell to cells of other tables, or of another year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TieKind {
    /// The same account of the same year, told twice.
    Same,
    /// The parts of an organisation, which come to the whole.
    Parts,
    /// What a year opens with is what the year before closed with.
    Opening,
}

/// A cell of one of the record's tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CellAt {
    /// Index into the record's tables.
    pub table: usize,
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

impl Table {
    /// `table` at `span`, with the places of its rows as `place` tells them, and those of its cells as `cell_box`.
    pub(super) fn new(
        table: model::Table,
        span: Span,
        place: impl Fn(model::Span) -> Span,
        cell_box: impl Fn(&[model::Span]) -> Option<[f32; 4]>,
    ) -> Self {
        let model::Table {
            title,
            unit,
            unit_inferred,
            columns,
            periods,
            rows,
            checks,
            ties,
            span: _,
        } = table;
        let row = |row: model::Row| {
            let model::Row { role, cells, places, numbers, mended, account, level, span } = row;
            let boxes = places.iter().map(|parts| cell_box(parts)).collect();
            let account = account.map(str::to_owned);
            let span = place(span);
            Row { role: self::role(role), cells, numbers, boxes, mended, account, level, span }
        };
        Self {
            title,
            unit,
            unit_inferred,
            columns,
            periods: periods.into_iter().map(period).collect(),
            rows: rows.into_iter().map(row).collect(),
            checks: checks.into_iter().map(check).collect(),
            ties: ties.into_iter().map(tie).collect(),
            span,
        }
    }
}

fn role(role: model::RowRole) -> RowRole {
    match role {
        model::RowRole::Body => RowRole::Body,
        model::RowRole::Section => RowRole::Section,
        model::RowRole::Total => RowRole::Total,
    }
}

fn period(period: model::Period) -> Period {
    let model::Period { year, kind } = period;
    let kind = kind.map(|kind| match kind {
        model::ColumnKind::Bokslut => ColumnKind::Bokslut,
        model::ColumnKind::Budget => ColumnKind::Budget,
        model::ColumnKind::Plan => ColumnKind::Plan,
        model::ColumnKind::Prognos => ColumnKind::Prognos,
        model::ColumnKind::Utfall => ColumnKind::Utfall,
        model::ColumnKind::Avvikelse => ColumnKind::Avvikelse,
        model::ColumnKind::Andel => ColumnKind::Andel,
        model::ColumnKind::Not => ColumnKind::Not,
    });
    Period { year, kind }
}

fn check(check: model::Check) -> Check {
    let model::Check { kind, row, column, terms, minus, sum, printed, rounding, holds, suspect } =
        check;
    let kind = match kind {
        model::CheckKind::Sum => CheckKind::Sum,
        model::CheckKind::Across => CheckKind::Across,
        model::CheckKind::Difference => CheckKind::Difference,
        model::CheckKind::Share => CheckKind::Share,
    };
    let minus = if minus.contains(&true) { minus } else { Vec::new() };
    let suspect =
        suspect.map(|model::Suspect { row, column, number }| Suspect { row, column, number });
    Check { kind, row, column, terms, minus, sum, printed, rounding, holds, suspect }
}

fn tie(tie: model::Tie) -> Tie {
    let model::Tie { kind, row, column, terms, sum, printed, holds } = tie;
    let kind = match kind {
        model::TieKind::Same => TieKind::Same,
        model::TieKind::Parts => TieKind::Parts,
        model::TieKind::Opening => TieKind::Opening,
    };
    let cell = |model::CellAt { table, row, column }| CellAt { table, row, column };
    let terms = terms.into_iter().map(cell).collect();
    Tie { kind, row, column, terms, sum, printed, holds }
}
