//! Three columns of text or more, side by side.

use super::super::rows::{Item, Row};
use super::side::{Side, line};
use super::{FEWEST_LINES, Parts, White};
use crate::model::Page;

/// Rows of a table are parted by white over the whole width; columns run on for more lines than this.
const LONGEST_ROW: usize = 8;

/// The gutters, from left to right, when there are two or more and what they part is running text.
pub(super) fn gutters(
    page: &Page,
    items: &[Item],
    found: &[(f32, f32)],
    known: &mut Parts,
) -> Option<White> {
    let rows: Vec<&Row> = items.iter().filter_map(row).collect();
    if rows.len() < FEWEST_LINES || found.len() < 2 || are_bands(&rows) {
        return None;
    }
    // The narrowest ones may be white that chances to run through a column.
    (2..=found.len()).rev().find_map(|most| {
        let mut gutters = found[..most].to_vec();
        gutters.sort_by(|one, other| one.0.total_cmp(&other.0));
        part_columns(page, &rows, &gutters, known).then_some(gutters)
    })
}

fn row(item: &Item) -> Option<&Row> {
    match item {
        Item::Row(row) => Some(row),
        Item::Table(..) => None,
    }
}

/// True when all that stands between the gutters is columns of one width.
fn part_columns(page: &Page, rows: &[&Row], gutters: &[(f32, f32)], known: &mut Parts) -> bool {
    let mut columns: Vec<Side> = Vec::new();
    columns.resize_with(gutters.len() + 1, Side::default);
    for row in rows {
        let mut rest = row.words.as_slice();
        for (column, side) in columns.iter_mut().enumerate() {
            let end = gutters.get(column).map_or(f32::MAX, |gutter| (gutter.0 + gutter.1) / 2.0);
            let cut = rest.partition_point(|&word| page.words[word as usize].rect.x1 <= end);
            let (own, right) = rest.split_at(cut);
            if let Some(&first) = own.first() {
                let line = known.entry((first, own.len())).or_insert_with(|| line(page, own));
                side.extend(line.as_ref());
            }
            rest = right;
        }
    }
    let widths = || columns.iter().filter_map(|side| side.rect).map(|rect| rect.width());
    let widest = widths().fold(0.0, f32::max);
    let is_column = |side: &Side| {
        side.lines >= FEWEST_LINES && side.fills(2.0, 0.55) && overlaps(side, &columns)
    };
    columns.iter().all(is_column) && widths().all(|width| width > 0.75 * widest)
}

/// True when the side stands beside the longest one.
fn overlaps(side: &Side, all: &[Side]) -> bool {
    all.iter().max_by_key(|side| side.lines).is_some_and(|longest| side.overlaps(longest))
}

/// True when white over the whole width parts the lines again and again, as it does rows.
fn are_bands(rows: &[&Row]) -> bool {
    let mut baselines: Vec<f32> = rows.iter().map(|row| row.baseline).collect();
    baselines.sort_by(f32::total_cmp);
    let mut sizes: Vec<f32> = rows.iter().map(|row| row.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    let steps =
        |least: f32| baselines.windows(2).filter(|pair| pair[1] - pair[0] > least * size).count();
    // Where columns keep no common baselines, the steps are shorter than a line.
    let bands = steps(1.6) + 1;
    steps(0.5) + 1 < LONGEST_ROW * bands
}
