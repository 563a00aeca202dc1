//! Tables → one row a cell, with what its row and its column say.

use super::super::v1::{Check, CheckKind, Record, Table};
use super::{Column, columns, start_of, text, word};

pub(super) const COLUMNS: &[Column] = columns![
    "id" Text, "file" Text, "table" Integer, "title" Text, "unit" Text, "row" Integer, "role" Text,
    "column" Integer, "header" Text, "label" Text, "cell" Text, "number" Number, "page" Integer,
    "line" Integer, "organization" Text, "section" Text, "account" Text, "level" Integer, "year" Integer,
    "kind" Text, "unit_inferred" Truth, "sek" Number, "proof" Text, "box" Text, "cell_box" Text,
];

/// The rows of `record`: every cell of every table.
pub(super) fn rows(record: &Record) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (table_idx, table) in record.tables.iter().enumerate() {
        let proofs = proofs(table);
        let mut section = String::new();
        for (row_idx, row) in table.rows.iter().enumerate() {
            let label = row.cells.first().cloned().unwrap_or_default();
            let role = word(&row.role);
            if role == "section" {
                section.clone_from(&label);
            }
            for (column, cell) in row.cells.iter().enumerate() {
                let number = row.numbers.get(column).copied().flatten();
                let period = table.periods.get(column);
                let year = period.and_then(|period| period.year);
                let kind = period.and_then(|period| period.kind);
                let is_share = cell.contains('%') || kind.as_ref().is_some_and(is_no_money);
                let sek = number.filter(|_| !is_share).and_then(|number| sek(table, number));
                let proof = if number.is_some() { proofs[row_idx][column].as_str() } else { "" };
                let mut told = start_of(record);
                told.extend([
                    (table_idx + 1).to_string(),
                    text(&table.title),
                    text(&table.unit),
                    (row_idx + 1).to_string(),
                    role.clone(),
                    (column + 1).to_string(),
                    table.columns.get(column).cloned().unwrap_or_default(),
                    label.clone(),
                    cell.clone(),
                    number.map(|number| number.to_string()).unwrap_or_default(),
                    row.span.page.to_string(),
                    row.span.line.to_string(),
                    text(&record.organization),
                    section.clone(),
                    text(&row.account),
                    row.level.to_string(),
                    year.map(|year| year.to_string()).unwrap_or_default(),
                    kind.as_ref().map(word).unwrap_or_default(),
                    table.unit_inferred.to_string(),
                    sek.map(|sek| sek.to_string()).unwrap_or_default(),
                    if row.mended.contains(&column) { "mended" } else { proof }.to_owned(),
                    boxes(&row.span.boxes),
                    boxes(row.boxes.get(column).copied().flatten().as_slice()),
                ]);
                rows.push(told);
            }
        }
    }
    rows
}

/// True for columns that count no money whatever the table's unit is.
fn is_no_money(kind: &super::super::v1::ColumnKind) -> bool {
    use super::super::v1::ColumnKind;
    matches!(kind, ColumnKind::Andel | ColumnKind::Not)
}

/// `number` in whole kronor, where the table counts kronor.
fn sek(table: &Table, number: f64) -> Option<f64> {
    let factor = match table.unit.as_deref()? {
        "kr" => 1.0,
        "tkr" => 1e3,
        "mnkr" => 1e6,
        _ => return None,
    };
    Some((number * factor).round())
}

/// What the checks and ties say of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Proof {
    /// No check takes it.
    Unproven,
    /// Every check that takes it holds.
    Proven,
    /// A check that takes it fails.
    Failed,
}

impl Proof {
    fn as_str(self) -> &'static str {
        match self {
            Self::Unproven => "unproven",
            Self::Proven => "proven",
            Self::Failed => "failed",
        }
    }
}

/// The proof of each cell, row by row.
fn proofs(table: &Table) -> Vec<Vec<Proof>> {
    let mut proofs: Vec<Vec<Proof>> =
        table.rows.iter().map(|row| vec![Proof::Unproven; row.cells.len()]).collect();
    let mut set = |(row, column): (usize, usize), holds: bool| {
        let told = if holds { Proof::Proven } else { Proof::Failed };
        if let Some(proof) = proofs.get_mut(row).and_then(|row| row.get_mut(column)) {
            *proof = told.max(*proof);
        }
    };
    for check in &table.checks {
        set((check.row, check.column), check.holds);
        check.terms.iter().for_each(|&term| set(place(check, term), check.holds));
    }
    for tie in table.ties.iter().filter(|tie| tie.holds) {
        set((tie.row, tie.column), true);
    }
    proofs
}

/// Row and column of a check's term.
fn place(check: &Check, term: usize) -> (usize, usize) {
    if check.kind == CheckKind::Sum { (term, check.column) } else { (check.row, term) }
}

/// Boxes in points, "x0 y0 x1 y1"; several parted by semicolons.
fn boxes(boxes: &[[f32; 4]]) -> String {
    let told = boxes.iter().map(|corners| {
        corners.iter().map(|corner| corner.to_string()).collect::<Vec<_>>().join(" ")
    });
    told.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::super::v1::{Row, RowRole, Span};
    use super::*;

    fn table(unit: &str) -> Table {
        let span = Span { page: 1, line: 1, start: 0, end: 0, boxes: Vec::new() };
        let row = |label: &str, number: f64| Row {
            role: RowRole::Body,
            cells: vec![label.to_owned(), number.to_string()],
            numbers: vec![None, Some(number)],
            boxes: Vec::new(),
            mended: Vec::new(),
            account: None,
            level: 0,
            span: span.clone(),
        };
        let check = |row, terms: &[usize], holds| Check {
            kind: CheckKind::Sum,
            row,
            column: 1,
            terms: terms.to_vec(),
            minus: Vec::new(),
            sum: 0.0,
            printed: 0.0,
            rounding: 0.0,
            holds,
            suspect: None,
        };
        Table {
            title: None,
            unit: Some(unit.to_owned()),
            unit_inferred: false,
            columns: vec![String::new(), "2024".to_owned()],
            periods: Vec::new(),
            rows: (0..5).map(|at| row("Lön", f64::from(at))).collect(),
            checks: vec![check(2, &[0, 1], true), check(3, &[2], false)],
            ties: Vec::new(),
            span: span.clone(),
        }
    }

    #[test]
    fn a_cell_of_a_failing_check_is_not_proven() {
        use Proof::{Failed, Proven, Unproven};
        let proofs: Vec<Proof> = proofs(&table("tkr")).iter().map(|row| row[1]).collect();
        assert_eq!(proofs, [Proven, Proven, Failed, Failed, Unproven]);
    }

    #[test]
    fn kronor_are_told_where_kronor_are_counted() {
        assert_eq!(sek(&table("tkr"), -1.5), Some(-1500.0));
        assert_eq!(sek(&table("mnkr"), 28.9), Some(28_900_000.0));
        assert_eq!(sek(&table("%"), 5.0), None);
        assert_eq!(sek(&table("euro"), 5.0), None);
    }
}
