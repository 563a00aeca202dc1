//! Cells of an agenda grid, or of a grid of notes → [`Decision`]s.

use std::sync::LazyLock;

use regex::Regex;

use super::block::{Item, Opener};
use super::clause::{Draft, clause};
use super::status::is_noting;
use super::{Context, formulas, reader};
use crate::model::{Decision, Grid, GridCell, GridRow, Line, Note, Span, Status, Text};
use crate::parts::agenda::{Agenda, Columns, columns};
use crate::parts::fold::Folded;
use crate::parts::outline::{self, Row};

/// Reads the decisions that stand in cells.
pub(super) fn decisions(
    text: &Text,
    rows: &[Row],
    context: Context<'_>,
    notes: &mut Vec<Note>,
) -> Vec<Decision> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Vec::new() };
    let within = first.index..last.index + 1;
    let mut found = Vec::new();
    let mut known = None;
    for grid in text.grids.iter().filter(|grid| within.contains(&grid.lines.start)) {
        let header = columns(text, grid);
        let Some((columns, n_headers)) =
            header.or(known.filter(|(columns, _)| fits(grid, columns)))
        else {
            continue;
        };
        known = Some((columns, 0));
        for row in &grid.rows[n_headers..] {
            found.extend(cell(row, columns, context, notes));
        }
    }
    found
}

fn fits(grid: &Grid, columns: &Columns) -> bool {
    let n_columns =
        columns.decision.map_or(columns.title, |decision| decision.max(columns.title)) + 1;
    grid.rows.first().is_some_and(|row| row.cells.len() == n_columns)
}

fn cell(
    row: &GridRow,
    columns: Columns,
    context: Context<'_>,
    notes: &mut Vec<Note>,
) -> Vec<Decision> {
    let Some(cell) = columns.decision.and_then(|at| row.cells.get(at)) else { return Vec::new() };
    let item = item_of(row, context.agenda);
    let number = item.and_then(|item| context.agenda.items[item].number.clone());
    let mut found = if columns.decided {
        told(cell, context)
    } else {
        let nothing = Agenda::default();
        let context = Context { agenda: &nothing, ..context };
        reader::decisions(&outline::cell_rows(&cell.line, row.line), context, notes)
    };
    for decision in &mut found {
        decision.agenda_item.clone_from(&number);
    }
    found
}

/// The item that a row of the grid holds.
fn item_of(row: &GridRow, agenda: &Agenda) -> Option<usize> {
    let span = row.cells.iter().map(|cell| cell.line.span).reduce(Span::to)?;
    agenda.items.iter().position(|item| span.contains(item.span))
}

/// The column *Beslut* of notes: what was agreed, a paragraph each, in whole sentences.
fn told(cell: &GridCell, context: Context<'_>) -> Vec<Decision> {
    paragraphs(cell)
        .into_iter()
        .filter(|folded| says_something(&folded.text))
        .map(|folded| {
            let item = Item {
                opener: Opener::Text,
                marker: 0,
                rows: 0..0,
                gap: 0,
                indent: 0,
                introduces: false,
                folded,
            };
            let text = item.folded.text.as_str();
            let reading = formulas::reading(text);
            let status = if is_noting(&reading.actions) { Status::Noted } else { Status::Decision };
            let draft = Draft { range: 0..text.len(), rule: "notes-column" };
            let clause = clause(&item, &draft, reading.actions, [status; 2], context.year);
            Decision {
                body: context.body.map(str::to_owned),
                segment: Some(context.segment),
                outcome: reading.outcome,
                span: clause.span,
                clauses: vec![clause],
                ..Decision::default()
            }
        })
        .collect()
}

/// The paragraphs of a cell: a break ends one where a sentence ends.
fn paragraphs(cell: &GridCell) -> Vec<Folded> {
    let mut paragraphs: Vec<Folded> = Vec::new();
    for piece in cell.line.pieces() {
        let bare = without_bullet(&piece);
        match paragraphs.last_mut() {
            Some(last)
                if !last.text.ends_with(['.', '!', '?', ':']) && !begins_item(&piece.text) =>
            {
                last.push(&bare)
            }
            _ => paragraphs.push(Folded::new([&bare])),
        }
    }
    paragraphs
}

fn begins_item(text: &str) -> bool {
    text.starts_with(['-', '–', '•', '*'])
}

fn without_bullet(line: &Line) -> Line {
    static BULLET: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:[-–•*]\s+|\d{1,2}[.)]\s+)").expect("a constant pattern"));
    let start = BULLET.find(&line.text).map_or(0, |found| found.end());
    line.piece(start..line.text.len())
}

/// A dash, "Information", "Inget beslut" decide nothing.
fn says_something(text: &str) -> bool {
    static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)^(?:[-–—.\s]*|information\.?|ing(?:et|a) beslut\.?|inget\.?|ej aktuellt\.?)$",
        )
        .expect("a constant pattern")
    });
    !NOTHING.is_match(text)
}
