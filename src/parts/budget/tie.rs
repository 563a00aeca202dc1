//! Tables → [`Tie`]s: what one says of another, and one year of the next.

use std::collections::{BTreeMap, BTreeSet};

use super::sum::{decimals, is_note};
use super::suspect::shown;
use crate::model::{CellAt, ColumnKind, Note, NoteCode, Table, Tie, TieKind};

/// More tables are not tied to each other.
const MAX_TABLES: usize = 120;
/// Rows of a table that are looked at.
const MAX_ROWS: usize = 400;
/// A number that so many tables print cannot agree by chance.
const TELLING: f64 = 100.0;

/// Finds the ties between `tables`, and notes those that fail.
pub(super) fn tie(tables: &mut [Table], notes: &mut Vec<Note>) {
    if tables.len() > MAX_TABLES {
        let message =
            format!("{} tables: what ties them to each other was not tried", tables.len());
        notes.push(Note::new(NoteCode::LimitReached, message));
        return;
    }
    let mut found: Vec<(usize, Tie)> = Vec::new();
    for at in 0..tables.len() {
        found.extend(openings(tables, at).into_iter().map(|tie| (at, tie)));
        found.extend(balance(tables, at).into_iter().map(|tie| (at, tie)));
        found.extend(parts(tables, at).into_iter().map(|tie| (at, tie)));
        for other in 0..at {
            found.extend(same(tables, at, other).into_iter().map(|tie| (at, tie)));
        }
    }
    for (at, tie) in found {
        if !tie.holds {
            notes.push(told(tables, at, &tie));
        }
        tables[at].ties.push(tie);
    }
}

fn cell(tables: &[Table], at: CellAt) -> Option<f64> {
    *tables.get(at.table)?.rows.get(at.row)?.numbers.get(at.column)?
}

/// What `terms` come to against what stands at `at`; `None` where one of them says nothing.
fn tied(tables: &[Table], kind: TieKind, at: CellAt, terms: Vec<CellAt>) -> Option<Tie> {
    let printed = cell(tables, at)?;
    let values: Vec<f64> =
        terms.iter().map(|&term| cell(tables, term)).collect::<Option<Vec<f64>>>()?;
    let places = terms.iter().chain([&at]);
    let n_decimals = places
        .map(|place| decimals(&tables[place.table].rows[place.row].cells[place.column]))
        .max()
        .unwrap_or(0);
    let scale = 10f64.powi(n_decimals as i32);
    let sum = (values.iter().sum::<f64>() * scale).round() / scale;
    let holds = (sum - printed).abs() <= (1 + values.len() / 8) as f64 / scale + 1e-9;
    Some(Tie { kind, row: at.row, column: at.column, terms, sum, printed, holds })
}

/// A label and what it says of time taken out: "Likvida medel vid årets början" opens "likvida medel".
fn opening(label: &str) -> Option<(bool, String)> {
    const OPENS: [&str; 5] =
        ["ingående", "vid årets början", "vid periodens början", "vid årets ingång", "(ib)"];
    const CLOSES: [&str; 5] =
        ["utgående", "vid årets slut", "vid periodens slut", "vid årets utgång", "(ub)"];
    let label = label.to_lowercase();
    let without = |words: &[&str]| {
        let word = words.iter().find(|word| label.contains(**word))?;
        let rest = label.replacen(word, " ", 1);
        let words: Vec<&str> = rest
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        (!words.is_empty()).then(|| words.join(" "))
    };
    let opens = without(&OPENS).map(|stem| (true, stem));
    opens.or_else(|| without(&CLOSES).map(|stem| (false, stem)))
}

/// What each year opens with, against what the year before closed with, row by row.
fn openings(tables: &[Table], at: usize) -> Vec<Tie> {
    let table = &tables[at];
    let labels: Vec<Option<(bool, String)>> =
        table.rows.iter().take(MAX_ROWS).map(|row| opening(&row.cells[0])).collect();
    let mut ties = Vec::new();
    for (row, label) in labels.iter().enumerate() {
        let Some((true, stem)) = label else { continue };
        let behind = labels.iter().enumerate().skip(row + 1);
        let mut same = behind.filter_map(|(idx, label)| {
            label.as_ref().filter(|(_, other)| other == stem).map(|(opens, _)| (idx, *opens))
        });
        let Some((closing, false)) = same.next() else { continue };
        for (column, period) in table.periods.iter().enumerate() {
            let Some(year) = period.year else { continue };
            let before = table
                .periods
                .iter()
                .position(|other| other.year == Some(year - 1) && fits(other.kind, period.kind));
            let Some(before) = before else { continue };
            let term = CellAt { table: at, row: closing, column: before };
            let here = CellAt { table: at, row, column };
            ties.extend(tied(tables, TieKind::Opening, here, vec![term]));
        }
    }
    ties
}

/// True for columns that may say the same: what came about has several names.
fn fits(one: Option<ColumnKind>, other: Option<ColumnKind>) -> bool {
    let came_about =
        |kind| matches!(kind, None | Some(ColumnKind::Bokslut) | Some(ColumnKind::Utfall));
    one == other || came_about(one) && came_about(other)
}

/// What is owned against what is owed, in one table or in two parts of it that follow each other.
fn balance(tables: &[Table], at: usize) -> Vec<Tie> {
    let rows_of = |table: usize, account: &str| {
        tables[table].rows.iter().rposition(|row| {
            row.account == Some(account) && row.numbers.iter().any(Option::is_some)
        })
    };
    let Some(owed) = rows_of(at, "summa eget kapital och skulder") else { return Vec::new() };
    let near = [Some(at), at.checked_sub(1)].into_iter().flatten();
    let found = near
        .filter(|&table| tables[table].columns.len() == tables[at].columns.len())
        .find_map(|table| Some((table, rows_of(table, "summa tillgångar")?)));
    let Some((table, owned)) = found else { return Vec::new() };
    let columns = 1..tables[at].columns.len();
    let counted = columns.filter(|&column| !is_note(&tables[at].columns[column]));
    let ties = counted.filter_map(|column| {
        let term = CellAt { table, row: owned, column };
        tied(tables, TieKind::Same, CellAt { table: at, row: owed, column }, vec![term])
    });
    ties.collect()
}

/// Accounts that stand in several tables of one paper.
const TOLD_TWICE: [&str; 7] = [
    "resultat",
    "verksamhetens nettokostnader",
    "likvida medel",
    "summa tillgångar",
    "eget kapital",
    "årets kassaflöde",
    "avskrivningar",
];

/// Rows of the same account in two tables, where a number that tells agrees and no more fail than hold.
fn same(tables: &[Table], at: usize, other: usize) -> Vec<Tie> {
    let (one, two) = (&tables[at], &tables[other]);
    if one.unit != two.unit {
        return Vec::new();
    }
    let named = |table: &Table| -> Vec<(usize, &'static str)> {
        let rows = table.rows.iter().take(MAX_ROWS).enumerate();
        rows.filter_map(|(idx, row)| {
            Some((idx, row.account.filter(|account| TOLD_TWICE.contains(account))?))
        })
        .collect()
    };
    let mut ties = Vec::new();
    for (row, account) in named(one) {
        for (term_row, _) in named(two).into_iter().filter(|(_, other)| *other == account) {
            let mut found = Vec::new();
            for (column, period) in one.periods.iter().enumerate() {
                let Some(year) = period.year else { continue };
                let fitting = two
                    .periods
                    .iter()
                    .position(|other| other.year == Some(year) && fits(other.kind, period.kind));
                let Some(fitting) = fitting else { continue };
                let term = CellAt { table: other, row: term_row, column: fitting };
                let here = CellAt { table: at, row, column };
                found.extend(tied(tables, TieKind::Same, here, vec![term]));
            }
            let held = found.iter().filter(|tie| tie.holds).count();
            let tells = found.iter().any(|tie| tie.holds && tie.printed.abs() >= TELLING);
            if tells && held * 2 > found.len() {
                ties.extend(found);
            }
        }
    }
    ties
}

/// A table whose rows are what the same rows of several tables come to: the whole, and its parts.
fn parts(tables: &[Table], at: usize) -> Vec<Tie> {
    let whole = &tables[at];
    let heads: BTreeMap<String, usize> = heads(whole).collect();
    if heads.len() < 2 || whole.rows.len() > MAX_ROWS {
        return Vec::new();
    }
    // Tables with the same heads.
    let others: Vec<(usize, BTreeMap<String, usize>)> = (0..tables.len())
        .filter(|&other| other != at && tables[other].unit == whole.unit)
        .map(|other| (other, self::heads(&tables[other]).collect::<BTreeMap<_, _>>()))
        .filter(|(_, others)| others.keys().filter(|head| heads.contains_key(*head)).count() >= 2)
        .collect();
    if others.len() < 2 {
        return Vec::new();
    }
    let labels: BTreeSet<String> = whole.rows.iter().map(|row| folded(&row.cells[0])).collect();
    let rows = |table: usize| -> BTreeMap<String, usize> {
        let rows = tables[table].rows.iter().take(MAX_ROWS).enumerate();
        rows.map(|(idx, row)| (folded(&row.cells[0]), idx))
            .filter(|(label, _)| labels.contains(label))
            .collect()
    };
    let others: Vec<_> =
        others.into_iter().map(|(other, heads)| (other, heads, rows(other))).collect();
    let mut ties = Vec::new();
    for (row, label) in whole.rows.iter().map(|row| folded(&row.cells[0])).enumerate() {
        let mut found = Vec::new();
        for (head, &column) in &heads {
            let terms: Vec<CellAt> = others
                .iter()
                .filter_map(|(table, heads, rows)| {
                    let at = CellAt {
                        table: *table,
                        row: *rows.get(&label)?,
                        column: *heads.get(head)?,
                    };
                    cell(tables, at).map(|_| at)
                })
                .collect();
            if terms.len() >= 2 {
                let here = CellAt { table: at, row, column };
                found.extend(tied(tables, TieKind::Parts, here, terms));
            }
        }
        let tells = |tie: &&Tie| {
            let n_values = tie
                .terms
                .iter()
                .filter(|term| cell(tables, **term).is_some_and(|value| value != 0.0));
            tie.holds && tie.printed.abs() >= TELLING && n_values.count() >= 2
        };
        if found.iter().filter(tells).count() >= 2 {
            ties.extend(found);
        }
    }
    ties
}

/// The heads of a table's columns of numbers.
fn heads(table: &Table) -> impl Iterator<Item = (String, usize)> {
    let columns = table.columns.iter().enumerate().skip(1);
    columns
        .filter(|(_, head)| !head.is_empty() && !is_note(head))
        .map(|(column, head)| (folded(head), column))
}

/// Lower case, without blanks and marks.
fn folded(words: &str) -> String {
    words.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn told(tables: &[Table], at: usize, tie: &Tie) -> Note {
    let (row, column) = (&tables[at].rows[tie.row], tables[at].columns.get(tie.column));
    let (label, head) = (shown(row.cells.first()), shown(column));
    let (sum, printed) = (tie.sum, tie.printed);
    let term = tie.terms.first().and_then(|term| tables.get(term.table)?.rows.get(term.row));
    let of = shown(term.and_then(|row| row.cells.first()));
    let message = match tie.kind {
        TieKind::Opening => {
            format!("{label}, {head}: the year before closed with {sum}, printed is {printed}")
        }
        TieKind::Same => format!("{label}, {head}: {printed}, but {sum} where {of} is told"),
        TieKind::Parts => {
            format!(
                "{label}, {head}: {} parts come to {sum}, printed is {printed}",
                tie.terms.len()
            )
        }
    };
    Note::at(NoteCode::TieFails, message, row.span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_and_closings_have_one_stem() {
        let open = opening("Likvida medel vid årets början");
        let close = opening("Likvida medel vid årets slut");
        assert_eq!(open.map(|(_, stem)| stem), close.map(|(_, stem)| stem));
        assert_eq!(
            opening("Ingående anskaffningsvärde"),
            Some((true, "anskaffningsvärde".to_owned()))
        );
        assert_eq!(opening("Årets inköp"), None);
    }
}
