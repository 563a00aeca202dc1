//! Rows of running text → [`Decision`]s.

use super::Context;
use super::block;
use super::closing::closes;
use super::gathered::Gathered;
use super::opening::{Opening, Seen, opening};
use super::status::decides;
use crate::model::{Decision, Note, NoteCode, Span};
use crate::parts::dnr;
use crate::parts::outline::{self, Row, Section};

/// Reads the decisions among `rows`.
pub(super) fn decisions(
    rows: &[Row],
    context: Context<'_>,
    notes: &mut Vec<Note>,
) -> Vec<Decision> {
    let width = width(rows);
    let mut found = Vec::new();
    let mut section = None;
    let mut at = 0;
    while at < rows.len() {
        if context.agenda.begins_at(at) {
            section = None;
            at = own_part(rows, context, at);
        }
        if is_reasoning(rows, context, at, &found) {
            section = Some(Section::Bakgrund);
            at += 1;
            continue;
        }
        at = match opening(rows, context, at, section) {
            Seen::Opening(opening) => {
                let (decisions, end) = block(rows, context, width, &opening);
                found.extend(decisions);
                section = rows[at].section;
                end
            }
            Seen::SetAside(span) => {
                let message = "words that open a decision, told of another";
                notes.push(Note::at(NoteCode::NotADecision, message, span));
                at + 1
            }
            Seen::Nothing => {
                section = rows[at].section.or(section);
                at + 1
            }
        };
    }
    found
}

/// Minutes in Finland tell first what lower bodies decided in the matter, each under "Nämnden 15.4.2021 § 44"; the
/// paragraph's own part stands under its own number, and begins where that row does.
fn own_part(rows: &[Row], context: Context<'_>, at: usize) -> usize {
    let number =
        context.agenda.item_at(at).and_then(|item| context.agenda.items[item].number.as_deref());
    let Some(number) = number.filter(|_| decides(context.kind)) else { return at };
    let end = (at + 1..rows.len()).find(|&row| context.agenda.begins_at(row)).unwrap_or(rows.len());
    let own = |row: &usize| outline::paragraph_of_meeting(rows[*row].text().trim()) == Some(number);
    (at + 1..end).find(own).map_or(at, |row| row + 1)
}

/// "Kontorets förslag" below the proposal itself heads what the office says for it.
fn is_reasoning(rows: &[Row], context: Context<'_>, at: usize, found: &[Decision]) -> bool {
    let text = rows[at].text().trim_end_matches(':');
    rows[at].section == Some(Section::Forslag)
        && !decides(context.kind)
        && text.ends_with("s förslag")
        && context.writer.is_some_and(|writer| text.starts_with(writer))
        && found.iter().any(|decision| decision.segment == Some(context.segment))
}

/// Reads the block behind an opening; gives where it ends.
fn block(
    rows: &[Row],
    context: Context<'_>,
    width: usize,
    opening: &Opening,
) -> (Vec<Decision>, usize) {
    let start = opening.rows.end;
    let end = end(rows, context, start);
    let items = block::items(&rows[start..end], width);
    let mut gathered = Gathered::new(rows, context, opening);
    let mut used = 0;
    for item in &items {
        if !gathered.takes(item) || !gathered.item(item) {
            break;
        }
        used = item.rows.end;
    }
    // Reading goes on where the clauses ended.
    let end = if used == 0 && opening.strong { end } else { start + used };
    (gathered.finish(), end.max(opening.rows.start + 1))
}

/// Where the block that begins at row `start` must end.
fn end(rows: &[Row], context: Context<'_>, start: usize) -> usize {
    (start..rows.len())
        .find(|&row| {
            let this = &rows[row];
            this.section.is_some()
                || context.agenda.begins_at(row)
                // The registry number above the next paragraph's.
                || context.agenda.begins_at(row + 1) && dnr::is_dnr_line(this.text())
                || closes(this.text())
                || this.line.grid.is_some() && this.text().contains(['\t', '|'])
        })
        .unwrap_or(rows.len())
}

/// The width of the printed text, in letters: few lines of running text are wider. In a cell, its widest line.
fn width(rows: &[Row]) -> usize {
    let width = |row: &Row| row.line.indent as usize + row.text().chars().count();
    let printed: Vec<&Row> =
        rows.iter().filter(|row| !row.line.inner && row.line.grid.is_none()).collect();
    let mut widths: Vec<usize> = printed
        .iter()
        .filter(|row| row.text().split_whitespace().nth(5).is_some())
        .map(|row| width(row))
        .filter(|&width| width < 160)
        .collect();
    if widths.len() < 8 {
        return printed
            .iter()
            .map(|row| width(row))
            .filter(|&width| width < 160)
            .max()
            .unwrap_or(80)
            .max(30);
    }
    widths.sort_unstable();
    widths[widths.len() * 97 / 100].clamp(40, 160)
}

/// Where a decision without clauses stands, for the votes of a paragraph that has none.
pub(super) fn empty_decision(number: Option<String>, segment: usize, span: Span) -> Decision {
    Decision { agenda_item: number, segment: Some(segment), span, ..Decision::default() }
}
