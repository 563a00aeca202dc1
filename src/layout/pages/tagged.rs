//! What the structure tree says of a page, where its geometry bears it out: cells of tables, and which text beside
//! which goes first.

use std::collections::BTreeMap;

use super::Printed;
use super::rows::{Item, Row, rows};
use crate::model::{Page, Rect};

/// At least this part of a page's letters must be tagged, and this part of its blocks be in an order that reads.
const COVERED: f32 = 0.9;
const IN_ORDER: f32 = 0.8;
/// A row whose cells have more lines than this is no row of a table but a layout of texts.
const MOST_LINES: usize = 8;
/// Blocks of fewer lines than this, on average, may be cells.
const FEWEST_LINES: f32 = 2.5;

/// What is known of each word of a page; nothing when the tree is absent or does not fit what is drawn.
#[derive(Debug, Default)]
pub(super) struct Tagged(Vec<Option<Place>>);

/// Where a word stands in the tree.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The word's place in the order of the tree, on this page.
    rank: u32,
    block: u32,
    in_table: bool,
}

/// What the tree says of text on both sides of a gutter.
pub(super) enum Flow {
    /// Nothing.
    Silent,
    /// Lines go on across the gutter.
    Together,
    /// The blocks, in the order of the tree.
    Apart(Vec<Vec<Item>>),
}

impl Tagged {
    /// Checks the tree against what is drawn.
    pub(super) fn new(page: &Page, words: &[u32]) -> Self {
        if page.tags.is_empty() {
            return Self::default();
        }
        let mut places = vec![None; page.words.len()];
        let (mut covered, mut all) = (0, 0);
        let mut order = Vec::new();
        for &index in words {
            let word = &page.words[index as usize];
            let letters = if word.artifact { 0 } else { word.text.len() };
            all += letters;
            if let Some(tag) = page.tag(word) {
                covered += letters;
                order.push((tag.order, tag.block, index));
                let in_table = tag.cell.is_some();
                places[index as usize] = Some(Place { rank: 0, block: tag.block, in_table });
            }
        }
        order.sort_unstable();
        for (&(.., index), rank) in order.iter().zip(0..) {
            if let Some(place) = &mut places[index as usize] {
                place.rank = rank;
            }
        }
        let is_borne_out = covered as f32 >= COVERED * all as f32 && reads(page, &order);
        Self(if is_borne_out { places } else { Vec::new() })
    }

    /// True when there is a tree, and what is drawn bears it out.
    pub(super) fn is_borne_out(&self) -> bool {
        !self.0.is_empty()
    }

    fn place(&self, index: u32) -> Option<Place> {
        self.0.get(index as usize).copied().flatten()
    }

    /// The tagged tables whose cells stand as cells do, and the words outside them.
    pub(super) fn tables(&self, page: &Page, words: Vec<u32>) -> (Vec<Item>, Vec<u32>) {
        let mut within: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for &index in words.iter().filter(|index| self.place(**index).is_some()) {
            if let Some(cell) = page.tag(&page.words[index as usize]).and_then(|tag| tag.cell) {
                within.entry(cell.table).or_default().push(index);
            }
        }
        let mut tables = Vec::new();
        let mut taken = vec![false; page.words.len()];
        for own in within.values() {
            let Some((lines, rect)) = table(page, own) else { continue };
            let is_own = |index: &u32| own.binary_search(index).is_ok();
            let is_inside = |index: &u32| {
                let word = page.words[*index as usize].rect;
                let (x, y) = ((word.x0 + word.x1) / 2.0, (word.y0 + word.y1) / 2.0);
                (rect.x0..rect.x1).contains(&x) && (rect.y0..rect.y1).contains(&y)
            };
            if words.iter().any(|index| is_inside(index) && !is_own(index)) {
                continue;
            }
            own.iter().for_each(|&index| taken[index as usize] = true);
            tables.push(Item::Table(lines, rect));
        }
        let rest = words.into_iter().filter(|&index| !taken[index as usize]).collect();
        (tables, rest)
    }

    /// What is said of `items`, which white parts at `gutter`.
    pub(super) fn flow(&self, page: &Page, items: &[Item], gutter: (f32, f32)) -> Flow {
        if self.0.is_empty() {
            return Flow::Silent;
        }
        let middle = (gutter.0 + gutter.1) / 2.0;
        let is_left = |index: u32| page.words[index as usize].rect.x1 <= middle;
        let mut words = Vec::new();
        let (mut lines, mut both, mut across) = ([0, 0], 0, 0);
        for item in items {
            let Item::Row(row) = item else { return Flow::Silent };
            let cut = row.words.partition_point(|&index| is_left(index));
            let (left, right) = row.words.split_at(cut);
            lines[0] += usize::from(!left.is_empty());
            lines[1] += usize::from(!right.is_empty());
            let ends = [left.last(), right.first()].map(|index| Some(self.place(*index?)?.rank));
            if let [Some(end), Some(start)] = ends {
                both += 1;
                across += usize::from(start == end + 1);
            }
            for &index in &row.words {
                match self.place(index) {
                    Some(place) if !place.in_table => {
                        words.push((place.rank, !is_left(index), index, place.block));
                    }
                    _ => return Flow::Silent,
                }
            }
        }
        if across * 4 > both {
            return Flow::Together;
        }
        if lines.contains(&0) || lines.contains(&1) || across > 0 {
            return Flow::Silent;
        }
        words.sort_unstable();
        self.apart(page, &words)
    }

    /// The runs of words on one side, in the order of the tree, when they are text of several lines.
    fn apart(&self, page: &Page, words: &[(u32, bool, u32, u32)]) -> Flow {
        let own = |run: &[(u32, bool, u32, u32)]| -> Vec<Row> {
            let mut words: Vec<u32> = run.iter().map(|word| word.2).collect();
            words.sort_unstable();
            rows(page, &words)
        };
        let blocks = words.chunk_by(|one, other| one.1 == other.1 && one.3 == other.3);
        let (n_blocks, n_lines) = blocks
            .fold((0usize, 0usize), |(blocks, lines), run| (blocks + 1, lines + own(run).len()));
        if (n_lines as f32) < FEWEST_LINES * n_blocks as f32 {
            return Flow::Silent;
        }
        let sides = words.chunk_by(|one, other| one.1 == other.1);
        Flow::Apart(sides.map(|run| own(run).into_iter().map(Item::Row).collect()).collect())
    }
}

/// True when most blocks stand below the one before them, or beside it.
fn reads(page: &Page, order: &[(u32, u32, u32)]) -> bool {
    let rect = |run: &[(u32, u32, u32)]| {
        run.iter().map(|word| page.words[word.2 as usize].rect).reduce(Rect::union)
    };
    let blocks: Vec<Rect> =
        order.chunk_by(|one, other| one.1 == other.1).filter_map(rect).collect();
    let goes_on = |pair: &&[Rect]| {
        let (before, after) = (pair[0], pair[1]);
        let is_beside = after.x0 >= before.x1 - 1.0 || after.x1 <= before.x0 + 1.0;
        after.y1 > before.y1 || is_beside
    };
    let steps = blocks.windows(2);
    steps.clone().filter(goes_on).count() as f32 >= IN_ORDER * steps.len() as f32
}

/// The lines of a table, when its rows stand below and its cells beside each other.
fn table(page: &Page, words: &[u32]) -> Option<(Vec<Printed>, Rect)> {
    let mut cells: BTreeMap<u32, BTreeMap<u32, Vec<u32>>> = BTreeMap::new();
    let mut columns: Vec<u32> = Vec::new();
    for &index in words {
        let cell = page.tag(&page.words[index as usize])?.cell?;
        cells.entry(cell.row).or_default().entry(cell.column).or_default().push(index);
        columns.push(cell.column);
    }
    columns.sort_unstable();
    columns.dedup();
    if cells.len() < 2 || columns.len() < 2 {
        return None;
    }
    let mut lines = Vec::new();
    let mut above = f32::MIN;
    for row in cells.values() {
        let own = |column: &u32| row.get(column).map_or_else(Vec::new, |words| rows(page, words));
        let cut: Vec<Vec<Row>> = columns.iter().map(own).collect();
        let line = line(page, &cut)?;
        if line.baseline <= above {
            return None;
        }
        above = line.last_baseline;
        lines.push(line);
    }
    let rect = words.iter().map(|&index| page.words[index as usize].rect).reduce(Rect::union)?;
    Some((lines, rect))
}

/// The line of one row of cells; `None` when they do not stand side by side, or hold several rows each.
fn line(page: &Page, cells: &[Vec<Row>]) -> Option<Printed> {
    let mut end = f32::MIN;
    for rows in cells.iter().filter(|rows| !rows.is_empty()) {
        let rect = rows.iter().map(|row| row.rect).reduce(Rect::union)?;
        if rect.x0 < end - 1.0 || rows.len() > MOST_LINES {
            return None;
        }
        end = rect.x1;
    }
    let most = cells.iter().map(Vec::len).max().unwrap_or(0);
    if most > 1 && super::ruled::holds_rows(page, cells) {
        return None;
    }
    let baselines = || cells.iter().flatten().map(|row| row.baseline);
    Some(Printed {
        cells: cells
            .iter()
            .map(|rows| rows.iter().flat_map(|row| row.words.clone()).collect())
            .collect(),
        baseline: baselines().fold(f32::MAX, f32::min),
        last_baseline: baselines().fold(f32::MIN, f32::max),
    })
}

#[cfg(test)]
mod tests;
