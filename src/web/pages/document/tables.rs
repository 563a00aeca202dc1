//! The tables of a paper, each figure with its proof.

use maud::{Markup, html};

use super::outline::place;
use super::pieces::Pieces;
use crate::record::v1::{Row, RowRole, Table};
use crate::web::site::Paper;
use crate::web::visit::Visit;
use crate::web::words::{fill, words};

words! {
    title: "Tabeller", "Tables";
    untitled: "Tabell utan rubrik", "Table without a title";
    place: "Visa i texten (s. {})", "Show in the text (p. {})";
    legend: "Så prövas talen", "How the figures are tried";
    proven: "bevisat: ingår i en summa som stämmer", "proven: part of a sum that holds";
    failed: "stämmer inte med summan", "does not agree with the sum";
    mended: "lagat: tecknen lästes om så att summan stämmer", "mended: its signs were read anew so that the sum holds";
    short_proven: "bevisat", "proven";
    short_failed: "stämmer inte", "does not add up";
    short_mended: "lagat", "mended";
    sum: "summan blir {}", "the sum is {}";
    more: "{} rader till", "{} more rows";
    holds: "{} av {} prövade summor stämmer.", "{} of {} tried sums hold.";
}

/// Tables and rows that are shown; a paper of nothing but tables must not fill the browser.
const TABLES: usize = 40;
const ROWS: usize = 120;

/// How a cell's figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Proof {
    Proven,
    Mended,
    Failed,
}

pub(super) fn tables(visit: &Visit, paper: &Paper, pieces: &Pieces) -> Markup {
    let words = Words::of(visit.lang);
    let tables = &paper.record.tables;
    if tables.is_empty() {
        return html! {};
    }
    html! {
        section.tables #tabeller aria-labelledby="tabellrubrik" {
            h2 #tabellrubrik { (words.title) }
            p.legend {
                (words.legend) ": "
                (mark(Proof::Proven, words)) " " (words.proven) "; "
                (mark(Proof::Mended, words)) " " (words.mended) "; "
                (mark(Proof::Failed, words)) " " (words.failed) "."
            }
            @for table in tables.iter().take(TABLES) { (self::table(visit, paper, pieces, table, words)) }
            @if tables.len() > TABLES { p.quiet { "+ " (visit.lang.number((tables.len() - TABLES) as u64)) } }
        }
    }
}

fn mark(proof: Proof, words: &Words) -> Markup {
    let (class, shape, says) = match proof {
        Proof::Proven => ("is-yes", "✓", words.short_proven),
        Proof::Mended => ("is-changed", "✎", words.short_mended),
        Proof::Failed => ("is-no", "≠", words.short_failed),
    };
    html! { span.proof.(class) { span aria-hidden="true" { (shape) } span.hidden { (says) } } }
}

fn table(visit: &Visit, paper: &Paper, pieces: &Pieces, table: &Table, words: &Words) -> Markup {
    let title = table.title.clone().unwrap_or_else(|| words.untitled.to_owned());
    let unit = table.unit.as_ref().map(|unit| format!(", {unit}")).unwrap_or_default();
    let n_holds = table.checks.iter().filter(|check| check.holds).count();
    let n_columns = table
        .rows
        .iter()
        .map(|row| row.cells.len())
        .chain([table.columns.len()])
        .max()
        .unwrap_or(0);
    let id = format!("tabell-{}", table.span.start);
    html! {
        article.table {
            div.scroll tabindex="0" role="region" aria-labelledby=(id) {
                table.numbers {
                    caption id=(id) lang="sv" { (title) (unit) }
                    thead {
                        tr { @for at in 0..n_columns { (head(table.columns.get(at))) } }
                    }
                    tbody {
                        @for (at, row) in table.rows.iter().enumerate().take(ROWS) {
                            tr.is-total[row.role == RowRole::Total].is-section[row.role == RowRole::Section] {
                                (self::row(visit, table, at, row, n_columns, words))
                            }
                        }
                    }
                }
            }
            @if table.rows.len() > ROWS {
                p.quiet { (fill(words.more, &[visit.lang.number((table.rows.len() - ROWS) as u64)])) }
            }
            p.quiet {
                a href=(place(visit, paper, pieces, 't', table.span.start)) {
                    (fill(words.place, &[visit.lang.number(table.span.page)]))
                }
                @if !table.checks.is_empty() {
                    " · " (fill(words.holds, &[visit.lang.number(n_holds as u64), visit.lang.number(table.checks.len() as u64)]))
                }
            }
        }
    }
}

fn head(column: Option<&String>) -> Markup {
    match column.filter(|column| !column.trim().is_empty()) {
        Some(column) => html! { th scope="col" { (column) } },
        None => html! { td {} },
    }
}

fn row(
    visit: &Visit,
    table: &Table,
    at: usize,
    row: &Row,
    n_columns: usize,
    words: &Words,
) -> Markup {
    html! {
        @for column in 0..n_columns {
            @let cell = row.cells.get(column).map(String::as_str).unwrap_or_default();
            @if column == 0 && !cell.trim().is_empty() { th scope="row" { (cell) } } @else {
                td.figure[is_figure(cell)] {
                    (cell)
                    @if let Some((proof, sum)) = proof(table, at, column) {
                        " " (mark(proof, words))
                        @if let Some(sum) = sum {
                            " " span.quiet { "(" (fill(words.sum, &[visit.lang.decimal(sum, usize::from(sum.fract() != 0.0))])) ")" }
                        }
                    }
                }
            }
        }
    }
}

/// True of digits and what stands between and about them; such a cell is not broken.
fn is_figure(cell: &str) -> bool {
    let is_about = |letter: char| {
        letter.is_ascii_digit() || letter.is_whitespace() || "-−–+±.,:%/()*".contains(letter)
    };
    cell.chars().any(|letter| letter.is_ascii_digit()) && cell.chars().all(is_about)
}

/// What the sums say of a cell, and the sum where it does not agree.
fn proof(table: &Table, row: usize, column: usize) -> Option<(Proof, Option<f64>)> {
    let own = table
        .checks
        .iter()
        .find(|check| (check.row, check.column) == (row, column) && !check.holds);
    if let Some(check) = own {
        return Some((Proof::Failed, Some(check.sum)));
    }
    if table.rows.get(row).is_some_and(|row| row.mended.contains(&column)) {
        return Some((Proof::Mended, None));
    }
    let is_part = table.checks.iter().any(|check| {
        let is_down = check.column == column && (check.row == row || check.terms.contains(&row));
        let is_across =
            check.row == row && (check.column == column || check.terms.contains(&column));
        check.holds
            && if check.kind == crate::record::v1::CheckKind::Sum {
                is_down
            } else {
                is_across || (check.row, check.column) == (row, column)
            }
    });
    is_part.then_some((Proof::Proven, None))
}
