//! Tables of the record against tables of the gold: each number under its row's label.

use std::collections::BTreeMap;

use attsats::record::v1::{self, Record};

use super::gold::{self, Gold};
use super::keys::{beyond, counted, fold, n_common, value_key};
use super::tally::Tally;

/// A row's label, and its numbers.
type Row = (String, Vec<i64>);

/// How often each number stands after each label.
type Numbers = BTreeMap<(String, i64), usize>;

pub(super) fn score(paper: &str, gold: &Gold, record: &Record, tally: &mut Tally) {
    let wanted: Vec<&gold::Table> = gold.tables.iter().filter(|table| table.is_scored()).collect();
    if wanted.is_empty() {
        return;
    }
    let read: Vec<Vec<Row>> = record.tables.iter().map(rows_of_record).collect();
    let mut is_used = vec![false; read.len()];
    let (mut n_found, mut missed, mut n_spurious) = (0, Vec::new(), 0);
    let (mut n_whole, mut n_rows) = (0, 0);
    for table in wanted {
        let rows = rows_of_gold(table);
        let numbers = numbers(&rows);
        let best = best(&numbers, &read, &is_used);
        let empty = Vec::new();
        let (best_rows, n_same) = best.map_or((&empty, 0), |(at, n_same)| (&read[at], n_same));
        let best_numbers = self::numbers(best_rows);
        let n_full = rows.iter().filter(|row| !row.1.is_empty()).count();
        if let (Some((at, _)), true) = (best, n_same > 0) {
            is_used[at] = true;
            n_spurious += beyond(&best_numbers, &numbers).len();
            if let Some(unit) = table.unit.as_deref().filter(|unit| !unit.is_empty()) {
                let found = record.tables[at].unit.as_deref();
                let told = || format!("{unit} is not {found:?}");
                tally.case("table unit", paper, found == Some(unit), told);
            }
            if !table.displaced {
                n_rows += n_full;
                let is_whole = |row: &&Row| !row.1.is_empty() && best_rows.contains(row);
                n_whole += rows.iter().filter(is_whole).count();
            }
        } else {
            n_rows += n_full;
        }
        n_found += n_same;
        let title = table.title.as_deref().unwrap_or_default();
        let told = |(label, value): (String, i64)| format!("{title}: {label}: {value}/10000");
        missed.extend(beyond(&numbers, &best_numbers).into_iter().map(told));
    }
    let spurious = vec!["a number of the table".to_owned(); n_spurious];
    tally.count("table numbers (row label + value)", paper, n_found, missed, spurious);
    let broken = vec!["a row".to_owned(); n_rows - n_whole];
    tally.count("table rows whole and in order", paper, n_whole, broken, Vec::new());
}

/// The first of the unused tables that shares the most numbers, and how many.
fn best(wanted: &Numbers, read: &[Vec<Row>], is_used: &[bool]) -> Option<(usize, usize)> {
    let free = (0..read.len()).filter(|&at| !is_used[at]);
    let shared = free.map(|at| (at, n_common(wanted, &numbers(&read[at]))));
    shared.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

fn numbers(rows: &[Row]) -> Numbers {
    let of_row = |(label, values): &Row| {
        values.iter().map(|value| (label.clone(), *value)).collect::<Vec<_>>()
    };
    counted(rows.iter().flat_map(of_row))
}

fn rows_of_gold(table: &gold::Table) -> Vec<Row> {
    table.rows.iter().map(|row| self::row(&row.cells, &row.numbers)).collect()
}

fn rows_of_record(table: &v1::Table) -> Vec<Row> {
    table.rows.iter().map(|row| self::row(&row.cells, &row.numbers)).collect()
}

fn row(cells: &[String], numbers: &[Option<f64>]) -> Row {
    let label = cells.first().map(|cell| fold(cell).to_lowercase()).unwrap_or_default();
    (label, numbers.iter().flatten().map(|number| value_key(*number)).collect())
}
