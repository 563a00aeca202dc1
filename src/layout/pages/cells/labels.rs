//! Labels that were too long for their column → the rows of the table they belong to.

use std::ops::Range;

use super::super::rows::Row;
use super::gutters::Part;
use crate::model::{Page, Rect};

/// Lines of one label stand no farther apart, in ems.
const MOST_PITCH: f32 = 1.7;
/// A row centred beside two lines of its label stands nearer to each, in ems.
const HALF_PITCH: f32 = 0.8;

/// The rows of the table as runs of printed rows; `None` when no label is broken.
pub(super) fn groups(page: &Page, rows: &[Row], parts: &[Vec<Part>]) -> Option<Vec<Range<usize>>> {
    let labels: Vec<Option<&Part>> =
        parts.iter().map(|parts| parts.first().filter(|part| part.column == 0)).collect();
    let width = labels.iter().flatten().map(|part| rect(page, part).x1).fold(f32::MIN, f32::max);
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut has_values = false;
    for at in 0..rows.len() {
        let own = parts[at].iter().any(|part| part.column > 0);
        let joins = at > 0 && !(own && has_values) && {
            let pitch = (rows[at].baseline - rows[at - 1].baseline) / rows[at].size.max(1.0);
            match (labels[at - 1], labels[at]) {
                (Some(above), Some(below)) => {
                    let alone = !own || !has_values && parts[at - 1].len() == 1;
                    alone && pitch < MOST_PITCH && goes_on(page, above, below, width)
                }
                (Some(_), None) => own && pitch < HALF_PITCH,
                (None, Some(_)) => !own && pitch < HALF_PITCH,
                (None, None) => false,
            }
        };
        match groups.last_mut() {
            Some(group) if joins => {
                group.end = at + 1;
                has_values |= own;
            }
            _ => {
                groups.push(at..at + 1);
                has_values = own;
            }
        }
    }
    (groups.len() < rows.len()).then_some(groups)
}

/// True when a label that had no room for its next word goes on with `below`.
fn goes_on(page: &Page, above: &Part, below: &Part, width: f32) -> bool {
    let word = |part: &Part, at: Option<usize>| {
        at.and_then(|at| part.words.get(at)).map(|&index| &page.words[index as usize])
    };
    let last = word(above, above.words.len().checked_sub(1));
    let (Some(last), Some(first)) = (last, word(below, Some(0))) else { return false };
    let had_room = last.rect.x1 + 0.2 * last.size + first.rect.width() <= width + 0.5;
    let (before, after) = (page.letters(last), page.letters(first));
    let breaks_off = before.ends_with(['-', '/', ','])
        || matches!(before, "och" | "samt" | "eller" | "av" | "för" | "till" | "från" | "med");
    let is_one_word = before.ends_with('-') && after.starts_with(char::is_lowercase);
    let continues = after.starts_with(|first: char| first.is_lowercase() || first == '(');
    (is_one_word || !had_room) && (breaks_off || continues) && last.bold == first.bold
}

/// The box of a part.
fn rect(page: &Page, part: &Part) -> Rect {
    let boxes = part.words.iter().map(|&index| page.words[index as usize].rect);
    boxes.reduce(Rect::union).unwrap_or_default()
}
