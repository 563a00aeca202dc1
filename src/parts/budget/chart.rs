//! Charts whose words were set in rows: axes tell them from tables.

use super::rows::Entry;
use crate::swedish::numbers::cell_number;

/// Marks that an axis has at least.
const MIN_MARKS: usize = 4;

/// True when an axis runs along a row without a label, or down the labels.
pub(super) fn is_chart(body: &[Entry]) -> bool {
    body.iter().any(is_axis_row) || has_axis_of_labels(body)
}

/// "0  10  20  30", with nothing but marks on the row.
fn is_axis_row(entry: &Entry) -> bool {
    let label = cell_number(entry.label());
    let values = || entry.values().map(cell_number);
    if !entry.label().is_empty() && label.is_none() || values().any(|value| value.is_none()) {
        return false;
    }
    is_axis(&label.into_iter().chain(values().flatten()).collect::<Vec<_>>())
}

/// Labels that are numbers and fall to nought: "40", "30", "20", "10", "0".
fn has_axis_of_labels(body: &[Entry]) -> bool {
    let mut marks: Vec<f64> = Vec::new();
    for entry in body {
        let Some(mark) = cell_number(entry.label()) else { continue };
        marks.push(mark);
        let falls = marks.len() >= MIN_MARKS && mark == 0.0;
        let last = &marks[marks.len().saturating_sub(MIN_MARKS)..];
        if falls
            && last[0] - last[1] >= 2.0
            && is_axis(&last.iter().rev().copied().collect::<Vec<_>>())
        {
            return true;
        }
    }
    false
}

/// True for marks that rise from nought by the same step.
fn is_axis(marks: &[f64]) -> bool {
    let step = marks.get(1).copied().unwrap_or_default();
    let even = |pair: &[f64]| (pair[1] - pair[0] - step).abs() < 1e-6;
    marks.len() >= MIN_MARKS && marks[0] == 0.0 && step > 0.0 && marks.windows(2).all(even)
}
