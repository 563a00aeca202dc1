//! White that runs down through consecutive rows → [`Gutters`], and the cells between them.

use super::super::rows::{Row, gap};
use crate::model::{Page, Word};

/// Gutters of fewer rows than this must be wide.
const FEW_ROWS: usize = 4;
/// Rows that must show a column of numbers where heads hide it.
const FEWEST_NUMBERS: usize = 3;
/// The white between two columns of numbers is at least so wide, in ems.
const NARROWEST: f32 = 0.15;
/// No space between words of a text is wider, in ems.
const WIDEST_SPACE: f32 = 0.45;
/// Most spaces between words are no wider, in ems.
const USUAL_SPACE: f32 = 0.34;
/// No table has more columns.
const MOST: usize = 64;

/// The white between the columns of a table without lines, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Gutters(Vec<(f32, f32)>);

/// Words of one row in one column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    /// The column, from 0.
    pub(super) column: usize,
    /// Indices into [`Page::words`].
    pub(super) words: Vec<u32>,
}

impl Gutters {
    /// Finds the gutters of `rows`: one row in eight may run across.
    pub(super) fn new(page: &Page, rows: &[Row]) -> Self {
        let mut ends: Vec<(f32, i32)> = Vec::new();
        for row in rows {
            for (x0, x1) in chunks(page, row) {
                ends.extend([(x0, 1), (x1, -1)]);
            }
        }
        // Where one chunk ends and another begins at one place, the white between them is nothing.
        ends.sort_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
        let few = rows.len() < FEW_ROWS;
        let least =
            rows.iter().map(|row| row.size).fold(0.0, f32::max) * if few { 0.8 } else { 0.3 };
        let clear = white(&ends, 0, least);
        let mut gutters = Vec::new();
        for gutter in white(&ends, (rows.len() / 8) as i32, least) {
            // Where no row runs across, the gutter is as narrow as the widest cells leave it.
            let within = |inner: &&(f32, f32)| gutter.0 <= inner.0 && inner.1 <= gutter.1;
            let before = gutters.len();
            gutters.extend(clear.iter().filter(within));
            if gutters.len() == before {
                gutters.push(gutter);
            }
        }
        gutters.truncate(MOST);
        let mut gutters = without_spaces(page, rows, &gutters);
        gutters.extend(between_numbers(page, rows, &gutters));
        gutters.sort_by(|one, other| one.0.total_cmp(&other.0));
        gutters.truncate(MOST);
        Self(gutters)
    }

    /// How many columns there are.
    pub(super) fn columns(&self) -> usize {
        self.0.len() + 1
    }

    /// Where gutter number `gutter`, from the left, has its middle.
    pub(super) fn middle(&self, gutter: usize) -> Option<f32> {
        self.0.get(gutter).map(|(x0, x1)| (x0 + x1) / 2.0)
    }

    /// True when a word of `row` lies over a whole gutter.
    pub(super) fn is_crossed(&self, page: &Page, row: &Row) -> bool {
        row.words.iter().map(|&word| page.words[word as usize].rect).any(|rect| {
            self.0.iter().any(|gutter| rect.x0 < gutter.0 - 1.0 && rect.x1 > gutter.1 + 1.0)
        })
    }

    /// Cuts a row where its own white lies over a gutter.
    pub(super) fn parts(&self, page: &Page, row: &Row) -> Vec<Part> {
        let word = |index: u32| &page.words[index as usize];
        let mut runs: Vec<Vec<u32>> = Vec::new();
        for &index in &row.words {
            let joins = match runs.last().and_then(|run| run.last()) {
                Some(&before) => !self.part(word(before), word(index), row.size),
                None => false,
            };
            match runs.last_mut() {
                Some(run) if joins => run.push(index),
                _ => runs.push(vec![index]),
            }
        }
        let mut parts: Vec<Part> = Vec::new();
        for words in runs.into_iter().flat_map(|run| self.narrow_parts(page, run)) {
            let (x0, x1) = words
                .iter()
                .map(|&index| word(index).rect)
                .fold((f32::MAX, f32::MIN), |(x0, x1), rect| (x0.min(rect.x0), x1.max(rect.x1)));
            let column = self.column(x0, x1);
            match parts.last_mut() {
                Some(last) if last.column >= column => last.words.extend(words),
                _ => parts.push(Part { column, words }),
            }
        }
        self.without_cut(page, row, parts)
    }

    /// A row of one label that runs over into the next column is one part.
    fn without_cut(&self, page: &Page, row: &Row, mut parts: Vec<Part>) -> Vec<Part> {
        let [label, rest] = parts.as_slice() else { return parts };
        let word = |index: Option<&u32>| index.map(|&index| &page.words[index as usize]);
        let (Some(last), Some(next)) = (word(label.words.last()), word(rest.words.first())) else {
            return parts;
        };
        let are_words =
            page.letters(last).ends_with(|letter: char| letter.is_alphabetic() || letter == ',')
                && page.letters(next).starts_with(char::is_alphabetic);
        let is_one = label.column == 0 && rest.column == 1 && are_words;
        if is_one && gap(last, next) < USUAL_SPACE * row.size {
            let rest = parts.pop().map(|rest| rest.words).unwrap_or_default();
            parts[0].words.extend(rest);
        }
        parts
    }

    /// Cuts words with no more than spaces between them where they run over several gutters and a space lies in each
    /// one: headings that fill their columns.
    fn narrow_parts(&self, page: &Page, run: Vec<u32>) -> Vec<Vec<u32>> {
        let rect = |at: usize| page.words[run[at] as usize].rect;
        let Some(last) = run.len().checked_sub(1) else { return Vec::new() };
        let first_gutter = self.0.partition_point(|gutter| gutter.0 < rect(0).x0);
        let after_gutters = self.0.partition_point(|gutter| gutter.1 <= rect(last).x1);
        if after_gutters < first_gutter + 2 {
            return vec![run];
        }
        let mut cuts = Vec::new();
        for gutter in &self.0[first_gutter..after_gutters] {
            let within =
                |at: &usize| rect(at - 1).x1 >= gutter.0 - 1.0 && rect(*at).x0 <= gutter.1 + 1.0;
            match (1..run.len()).find(within) {
                Some(cut) => cuts.push(cut),
                None => return vec![run],
            }
        }
        cuts.push(run.len());
        cuts.dedup();
        let mut start = 0;
        cuts.into_iter().map(|end| run[std::mem::replace(&mut start, end)..end].to_vec()).collect()
    }

    /// True when the white between two words lies over a gutter.
    fn part(&self, before: &Word, after: &Word, size: f32) -> bool {
        let own = gap(before, after);
        if own < 0.18 * size {
            return false;
        }
        let first = self.0.partition_point(|gutter| gutter.1 <= before.rect.x1);
        self.0[first..].iter().take_while(|gutter| gutter.0 < after.rect.x0).any(|gutter| {
            let common = gutter.1.min(after.rect.x0) - gutter.0.max(before.rect.x1);
            let is_wider_than_a_space = own >= 0.38 * size && common >= 0.8 * own;
            is_wider_than_a_space || common >= 0.6 * (gutter.1 - gutter.0).min(2.0 * size)
        })
    }

    /// The first column that `x0..x1` lies in for the most part, or begins in when it lies in several.
    fn column(&self, x0: f32, x1: f32) -> usize {
        let first = self.0.partition_point(|gutter| (gutter.0 + gutter.1) / 2.0 <= x0 + 0.5);
        let last = self.0.partition_point(|gutter| (gutter.0 + gutter.1) / 2.0 < x1);
        if last == first + 1 {
            // Over one gutter's middle: the side with more.
            let middle = (self.0[first].0 + self.0[first].1) / 2.0;
            return if x1 - middle > 2.0 * (middle - x0) { last } else { first };
        }
        first
    }
}

/// The gutters without those in which nothing but the spaces of running words lie.
fn without_spaces(page: &Page, rows: &[Row], gutters: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut n_spaces = vec![0usize; gutters.len()];
    let mut n_gaps = vec![0usize; gutters.len()];
    for row in rows {
        for pair in row.words.windows(2) {
            let [before, after] = [pair[0], pair[1]].map(|word| &page.words[word as usize]);
            let first = gutters.partition_point(|gutter| gutter.1 <= before.rect.x1);
            let end = gutters.partition_point(|gutter| gutter.0 < after.rect.x0);
            if end != first + 1 {
                // Inside a column, or over an empty one.
                continue;
            }
            let follows_word = page.letters(before).ends_with(char::is_alphabetic);
            // A label may end in a number: "etapp 2".
            let widest = match page.letters(after).chars().next() {
                Some(first) if first.is_alphabetic() => WIDEST_SPACE,
                Some(first) if first.is_ascii_digit() => USUAL_SPACE,
                _ => 0.0,
            };
            let is_space = follows_word && gap(before, after) < widest * row.size;
            n_spaces[first] += usize::from(is_space);
            n_gaps[first] += usize::from(!is_space);
        }
    }
    let is_column = |&(at, _): &(usize, &(f32, f32))| n_spaces[at] == 0 || n_gaps[at] > 0;
    gutters.iter().enumerate().filter(is_column).map(|(_, &gutter)| gutter).collect()
}

/// Gutters between columns of numbers that only a head which fills its column hides.
fn between_numbers(page: &Page, rows: &[Row], gutters: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut ends: Vec<(f32, i32)> = Vec::new();
    let mut numbers: Vec<Vec<(f32, f32)>> = Vec::new();
    let mut size = 0.0f32;
    for row in rows {
        let told = row_chunks(page, row);
        let is_number = |words: &[u32]| {
            let letters =
                || words.iter().flat_map(|&word| page.letters(&page.words[word as usize]).chars());
            letters().any(|letter| letter.is_ascii_digit()) && !letters().any(char::is_alphabetic)
        };
        // A label, and nothing but numbers behind it.
        let n_label = told.iter().take_while(|chunk| !is_number(&chunk.2)).count();
        let counted: Vec<(f32, f32)> =
            told[n_label..].iter().map(|chunk| (chunk.0, chunk.1)).collect();
        if counted.len() < 2 || !told[n_label..].iter().all(|chunk| is_number(&chunk.2)) {
            continue;
        }
        told.iter().for_each(|&(x0, x1, _)| ends.extend([(x0, 1), (x1, -1)]));
        size = size.max(row.size);
        numbers.push(counted);
    }
    if numbers.len() < FEWEST_NUMBERS {
        return Vec::new();
    }
    ends.sort_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
    let mut found = white(&ends, 0, NARROWEST * size);
    found.retain(|gutter| {
        let is_known =
            gutters.iter().any(|known| known.0 < gutter.1 + 0.5 && known.1 > gutter.0 - 0.5);
        let parts = |row: &&Vec<(f32, f32)>| {
            let at = row.partition_point(|number| number.1 <= gutter.0 + 0.1);
            at > 0 && at < row.len()
        };
        !is_known && numbers.iter().filter(parts).count() >= FEWEST_NUMBERS
    });
    // Numbers end where their column does: the white belongs to the numbers behind it.
    found.iter().map(|&(x0, x1)| (x0, x1.min(x0 + 0.6 * size))).collect()
}

/// Stretches at least `least` wide over which at most `most` chunks lie; `ends` are where chunks begin and end.
fn white(ends: &[(f32, i32)], most: i32, least: f32) -> Vec<(f32, f32)> {
    let (mut white, mut covered, mut since) = (Vec::new(), 0, None);
    for &(x, step) in ends {
        let before = covered;
        covered += step;
        if before <= most && covered > most {
            white.extend(since.take().filter(|start| x - start >= least).map(|start| (start, x)));
        } else if before > most && covered <= most {
            since = Some(x);
        }
    }
    white
}

/// Runs of words with no more than a space between them; groups of a number's digits, and its sign, stay together.
fn chunks(page: &Page, row: &Row) -> Vec<(f32, f32)> {
    row_chunks(page, row).into_iter().map(|(x0, x1, _)| (x0, x1)).collect()
}

fn row_chunks(page: &Page, row: &Row) -> Vec<(f32, f32, Vec<u32>)> {
    let mut chunks: Vec<(f32, f32, Vec<u32>)> = Vec::new();
    let mut before: Option<&Word> = None;
    for &index in &row.words {
        let word = &page.words[index as usize];
        let joins = before.is_some_and(|before| {
            let gap = gap(before, word);
            let (left, right) = (page.letters(before), page.letters(word));
            let is_close = gap < 0.3 * row.size && !begins_number(left, right);
            is_close || (gap < 0.75 * row.size && goes_on(left, right))
        });
        match chunks.last_mut() {
            Some(last) if joins => {
                last.1 = last.1.max(word.rect.x1);
                last.2.push(index);
            }
            _ => chunks.push((word.rect.x0, word.rect.x1, vec![index])),
        }
        before = Some(word);
    }
    chunks
}

/// True when a number ends before and another begins, with a sign of its own: `727 −1`.
fn begins_number(before: &str, after: &str) -> bool {
    let digits = after.trim_start_matches(['-', '–', '−', '(']);
    before.ends_with(|last: char| last.is_ascii_digit() || last == ')')
        && digits.len() < after.len()
        && digits.chars().next().is_none_or(|first| first.is_ascii_digit())
}

/// True when a number goes on: `1 234`, `− 5`, `12 %`.
fn goes_on(before: &str, after: &str) -> bool {
    let is_group = |word: &str| {
        let digits = word.trim_start_matches(['-', '–', '−', '+', '±', '(']);
        (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let whole = after.split([',', '.', ')']).next().unwrap_or(after);
    let is_next_group = whole.len() == 3 && whole.bytes().all(|byte| byte.is_ascii_digit());
    let is_sign = matches!(before, "-" | "–" | "−" | "+" | "±");
    (is_group(before) && is_next_group)
        || (is_sign && after.starts_with(|first: char| first.is_ascii_digit()))
        || (after == "%" && before.ends_with(|last: char| last.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_begins_a_number() {
        for (before, after) in [("727", "−1"), ("727", "–"), ("(12)", "(3")] {
            assert!(begins_number(before, after), "{before} {after}");
        }
        for (before, after) in [("727", "350"), ("nej", "−1"), ("1", "-är")] {
            assert!(!begins_number(before, after), "{before} {after}");
        }
    }

    #[test]
    fn numbers_go_on() {
        for (before, after) in
            [("1", "234"), ("−12", "345,6"), ("–", "5"), ("12,5", "%"), ("(1", "234)")]
        {
            assert!(goes_on(before, after), "{before} {after}");
        }
        for (before, after) in
            [("2024", "2025"), ("1234", "567"), ("12", "34"), ("Plan", "202"), ("–", "nej")]
        {
            assert!(!goes_on(before, after), "{before} {after}");
        }
    }
}
