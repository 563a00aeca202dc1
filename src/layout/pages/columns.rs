//! Rows and tables → blocks in reading order: where a white gutter runs down a page, the left side first.

mod several;
mod side;

use std::collections::HashMap;

use side::{Side, line};

use super::rows::{Item, Row};
use super::tagged::{Flow, Tagged};
use crate::model::{Page, Rect};

/// Columns within columns.
const DEEPEST: usize = 3;
/// Fewer lines on a side are no column.
const FEWEST_LINES: usize = 5;
/// A column of so many lines is long.
const LONG: usize = 12;
/// A page of more rows is a drawing.
const MOST_LINES: usize = 3_000;
/// Rows looked at together.
const LONGEST: usize = 300;
/// A row of more stretches of white is one of cells.
const MOST_WHITE: usize = 64;
/// Baselines nearer than this are one, in points.
const LEVEL: f32 = 0.3;
/// A gutter between columns of text is at least this wide, in points.
const NARROWEST: f32 = 7.0;

/// The blocks to read one after the other.
pub(super) fn blocks(page: &Page, tagged: &Tagged, mut items: Vec<Item>) -> Vec<Vec<Item>> {
    items.sort_by(|one, other| one.rect().y1.total_cmp(&other.rect().y1));
    let mut blocks = Vec::new();
    split(page, tagged, items, DEEPEST, &mut blocks);
    blocks
}

fn split(
    page: &Page,
    tagged: &Tagged,
    items: Vec<Item>,
    depth: usize,
    blocks: &mut Vec<Vec<Item>>,
) {
    if depth == 0 || !(FEWEST_LINES..MOST_LINES).contains(&items.len()) {
        blocks.extend((!items.is_empty()).then_some(items));
        return;
    }
    let all = items.iter().map(Item::rect).reduce(Rect::union).unwrap_or_default();
    let free: Vec<White> = items.iter().map(|item| white_of(page, item)).collect();
    let fills = |at: usize| {
        let is_wide = free[at].len() == 2 && items[at].rect().width() > 0.6 * all.width();
        is_wide || free[at].len() > MOST_WHITE || is_furniture(page, &items[at])
    };
    let full: Vec<bool> = (0..items.len()).map(fills).collect();
    let mut rest = items;
    let mut cut = Known::default();
    let (mut plain, mut at) = (Vec::new(), 0);
    while at < free.len() {
        let until = full[at..].iter().position(|&full| full).map_or(free.len(), |next| at + next);
        let near = at..until.clamp(at + 1, at + LONGEST);
        let (length, parting) = told(page, tagged, &free[at..], &rest[at..])
            .unwrap_or_else(|| parting(page, tagged, &free[near.clone()], &rest[near], &mut cut));
        match parting {
            Parting::Blocks(parts) => {
                blocks.extend((!plain.is_empty()).then(|| std::mem::take(&mut plain)));
                blocks.extend(parts);
                at += length;
            }
            Parting::Gutters(gutters) => {
                blocks.extend((!plain.is_empty()).then(|| std::mem::take(&mut plain)));
                let mut right: Vec<Item> =
                    rest[at..at + length].iter_mut().map(Item::take).collect();
                for gutter in gutters {
                    let left;
                    (left, right) = sides(page, right, gutter);
                    split(page, tagged, left, depth - 1, blocks);
                }
                split(page, tagged, right, depth - 1, blocks);
                at += length;
            }
            Parting::None => {
                plain.push(rest[at].take());
                at += 1;
            }
        }
    }
    blocks.extend((!plain.is_empty()).then_some(plain));
}

/// How items are parted.
enum Parting {
    None,
    /// From left to right.
    Gutters(White),
    /// To be read one after the other.
    Blocks(Vec<Vec<Item>>),
}

/// The items from the first on that the tree tells to be read side by side, in whichever order.
fn told(page: &Page, tagged: &Tagged, free: &[White], items: &[Item]) -> Option<(usize, Parting)> {
    if !tagged.is_borne_out() {
        return None;
    }
    let near = free.len().min(LONGEST);
    let text = items[..near].iter().take_while(|item| !is_furniture(page, item)).count();
    let (length, gutters) = run(&free[..text]);
    let length = without_foot(&items[..length]);
    if length < FEWEST_LINES {
        return None;
    }
    gutters.into_iter().find_map(|gutter| match tagged.flow(page, &items[..length], gutter) {
        Flow::Apart(blocks) => Some((length, Parting::Blocks(blocks))),
        _ => None,
    })
}

/// How many items from the first on stand side by side, and what parts them: they are columns of text, and the tree
/// does not tell that lines go on across.
fn parting(
    page: &Page,
    tagged: &Tagged,
    free: &[White],
    items: &[Item],
    cut: &mut Known,
) -> (usize, Parting) {
    let (length, gutters) = run(free);
    let length = without_foot(&items[..length]);
    let items = &items[..length];
    let is_open =
        |gutter: &(f32, f32)| !matches!(tagged.flow(page, items, *gutter), Flow::Together);
    let open: White = gutters.into_iter().filter(is_open).collect();
    let parting = several::gutters(page, items, &open, &mut cut.parts).or_else(|| {
        let one =
            open.into_iter().find(|&gutter| parts_prose(page, items, gutter, &mut cut.halves));
        one.map(|gutter| vec![gutter])
    });
    (length, parting.map_or(Parting::None, Parting::Gutters))
}

/// True for a running head or foot, which stands in no column.
fn is_furniture(page: &Page, item: &Item) -> bool {
    let Item::Row(row) = item else { return false };
    row.words.iter().all(|&word| page.words[word as usize].artifact)
}

/// Stretches of white, from left to right.
pub(super) type White = Vec<(f32, f32)>;

/// Where an item leaves white that a gutter could run through.
fn white_of(page: &Page, item: &Item) -> White {
    match item {
        Item::Table(_, rect) => vec![(f32::MIN, rect.x0), (rect.x1, f32::MAX)],
        Item::Row(row) => white(page, &row.words, 0.7 * row.size),
    }
}

/// The margins, and the white between words that is at least `least` wide.
pub(super) fn white(page: &Page, words: &[u32], least: f32) -> White {
    let mut white = Vec::new();
    let mut end = f32::MIN;
    for &index in words {
        let rect = page.words[index as usize].rect;
        if end == f32::MIN || rect.x0 - end >= least {
            white.push((end, rect.x0));
        }
        end = end.max(rect.x1);
    }
    white.push((end, f32::MAX));
    white
}

/// How many items from the first leave common gutters inside the text, and those, the widest first.
fn run(white: &[White]) -> (usize, White) {
    let Some(first) = white.first() else { return (0, White::new()) };
    let is_inside = |gutter: &(f32, f32)| gutter.0 > f32::MIN && gutter.1 < f32::MAX;
    let mut common = first.clone();
    let mut length = 1;
    for next in &white[1..] {
        let both = intersect(&common, next, NARROWEST);
        // Before anything stands on both sides, the margins may still become a gutter.
        if !both.iter().any(is_inside) && common.iter().any(is_inside) {
            break;
        }
        common = both;
        length += 1;
    }
    common.retain(is_inside);
    common.sort_by(|one, other| (other.1 - other.0).total_cmp(&(one.1 - one.0)));
    common.truncate(4);
    (length, common)
}

/// How many of the items are left when a foot, set apart at the end, is not counted.
fn without_foot(items: &[Item]) -> usize {
    let mut heights: Vec<f32> = items
        .iter()
        .filter(|item| matches!(item, Item::Row(_)))
        .map(|item| item.rect().height())
        .collect();
    heights.sort_by(f32::total_cmp);
    let usual = heights.get(heights.len() / 2).copied().unwrap_or(0.0);
    let (mut bottom, mut above) = (f32::MIN, usual);
    let mut foot = items.len();
    for (at, item) in items.iter().enumerate() {
        let rect = item.rect();
        let height = if matches!(item, Item::Row(_)) { rect.height() } else { usual };
        let is_apart = rect.y0 - bottom > 1.2 * height.max(10.0);
        // A heading is larger than what it follows; no foot is.
        let is_heading = height > 1.1 * std::mem::replace(&mut above, height);
        if is_apart && !is_heading && at >= FEWEST_LINES && items.len() - at <= 3 {
            foot = at;
            break;
        }
        bottom = bottom.max(rect.y1);
    }
    foot
}

/// What two lists of white have in common, where it is at least `least` wide.
pub(super) fn intersect(one: &[(f32, f32)], other: &[(f32, f32)], least: f32) -> White {
    let mut both = Vec::new();
    let (mut at, mut beside) = (0, 0);
    while let (Some(a), Some(b)) = (one.get(at), other.get(beside)) {
        let common = (a.0.max(b.0), a.1.min(b.1));
        if common.1 - common.0 >= least {
            both.push(common);
        }
        if a.1 < b.1 { at += 1 } else { beside += 1 }
    }
    both
}

/// True when both sides of the gutter are running text rather than cells.
fn parts_prose(page: &Page, items: &[Item], gutter: (f32, f32), known: &mut Cut) -> bool {
    let middle = (gutter.0 + gutter.1) / 2.0;
    let mut sides = [Side::default(), Side::default()];
    let mut level = 0;
    for item in items {
        let Item::Row(row) = item else { continue };
        let cut = row.words.partition_point(|&word| page.words[word as usize].rect.x1 <= middle);
        let (left, right) = row.words.split_at(cut);
        let first = row.words.first().copied().unwrap_or_default();
        let lines = known
            .entry((first, cut))
            .or_insert_with(|| [left, right].map(|words| line(page, words)));
        for (side, line) in sides.iter_mut().zip(lines) {
            side.extend(line.as_ref());
        }
        level += usize::from(are_level(page, left, right));
    }
    let [left, right] = sides;
    if left.is_column_beside(&right, level) {
        return true;
    }
    let both = left.is_prose() && right.is_prose();
    let beside = |one: &Side, other: &Side| one.is_long_prose() && other.is_beside_prose(one);
    (both || beside(&left, &right) || beside(&right, &left)) && left.overlaps(&right)
}

/// True when words of both sides stand on one baseline, as cells of a row do.
fn are_level(page: &Page, left: &[u32], right: &[u32]) -> bool {
    let baseline = |words: &[u32]| words.first().map(|&word| page.words[word as usize].baseline);
    match (baseline(left), baseline(right)) {
        (Some(one), Some(other)) => (one - other).abs() < LEVEL,
        _ => false,
    }
}

/// What stands on each side of gutters: a run of rows is looked at from each of its rows on, and told once.
#[derive(Default)]
struct Known {
    halves: Cut,
    parts: Parts,
}

/// The lines of words between two gutters, by the first of them and their number.
type Parts = HashMap<(u32, usize), Option<Side>>;

/// The lines left and right of a gutter, by a row's first word and how many of its words stand to the left.
type Cut = HashMap<(u32, usize), [Option<Side>; 2]>;

/// What stands left and right of the gutter.
fn sides(page: &Page, items: Vec<Item>, gutter: (f32, f32)) -> (Vec<Item>, Vec<Item>) {
    let middle = (gutter.0 + gutter.1) / 2.0;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            Item::Table(lines, rect) => {
                let side = if rect.x0 < middle { &mut left } else { &mut right };
                side.push(Item::Table(lines, rect));
            }
            Item::Row(row) => {
                let cut = |word: &u32| page.words[*word as usize].rect.x1 <= middle;
                let (one, other): (Vec<u32>, Vec<u32>) = row.words.into_iter().partition(cut);
                left.extend(part(page, one).map(Item::Row));
                right.extend(part(page, other).map(Item::Row));
            }
        }
    }
    (left, right)
}

/// A row of `words`; `None` for none.
pub(super) fn part(page: &Page, words: Vec<u32>) -> Option<Row> {
    let own = |&index: &u32| &page.words[index as usize];
    let rect = words.iter().map(|word| own(word).rect).reduce(Rect::union)?;
    let largest = words.iter().map(own).max_by(|one, other| one.size.total_cmp(&other.size))?;
    let (baseline, size) = (largest.baseline, largest.size);
    Some(Row { words, rect, baseline, size })
}
