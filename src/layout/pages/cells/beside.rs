//! Rows of two tables that stand side by side → the rows of each.

use super::super::columns::part;
use super::super::rows::Row;
use super::gutters::{Gutters, Part};
use crate::model::Page;

/// A side of fewer rows is no table.
const FEWEST: usize = 3;

/// The rows of the left table and of the right; `None` for one table.
pub(super) fn sides(page: &Page, rows: &[Row], gutters: &Gutters) -> Option<(Vec<Row>, Vec<Row>)> {
    let parts: Vec<Vec<Part>> = rows.iter().map(|row| gutters.parts(page, row)).collect();
    let column =
        (2..gutters.columns().checked_sub(1)?).find(|&column| begins_anew(page, &parts, column))?;
    let x = gutters.middle(column - 1)?;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in rows {
        let is_left = |word: &u32| {
            let rect = page.words[*word as usize].rect;
            (rect.x0 + rect.x1) / 2.0 < x
        };
        let (one, other): (Vec<u32>, Vec<u32>) = row.words.iter().partition(|word| is_left(word));
        left.extend(part(page, one));
        right.extend(part(page, other));
    }
    Some((left, right))
}

/// True when `column` holds labels of its own, with numbers on both sides of it, and a head or a sum as a table has.
fn begins_anew(page: &Page, parts: &[Vec<Part>], column: usize) -> bool {
    let side = |first: usize, end: usize| -> Side {
        let mut side = Side::default();
        for row in parts {
            let label = row.iter().find(|part| part.column == first).map(|part| told(page, part));
            let values: Vec<String> = row
                .iter()
                .filter(|part| part.column > first && part.column < end)
                .map(|part| told(page, part))
                .collect();
            side.add(label.filter(|label| !label.is_empty()), &values);
        }
        side
    };
    let (left, right) = (side(0, column), side(column, usize::MAX));
    let is_headed = !left.head.is_empty() && left.head == right.head;
    // A column of words inside a table has a head as well.
    let are_dated =
        left.is_dated() && right.is_dated() && (left.names_labels || !right.names_labels);
    let is_told = is_headed || are_dated || left.has_sum && right.has_sum;
    left.is_table() && right.is_table() && is_told
}

/// What stands on one side of a column's left edge.
#[derive(Debug, Default)]
struct Side {
    labels: usize,
    numbers: usize,
    labelled: usize,
    has_sum: bool,
    /// What stands over the first row of numbers.
    head: Vec<String>,
    /// True when something stands over the labels too.
    names_labels: bool,
}

impl Side {
    fn add(&mut self, label: Option<String>, values: &[String]) {
        let says = values.iter().any(|value| is_number(value));
        let is_head = values.iter().all(|value| is_date(value) || !is_number(value));
        if self.labelled == 0 && is_head && !values.is_empty() {
            self.head = values.to_vec();
            self.names_labels = label.is_some();
        }
        let Some(label) = label else { return };
        if is_number(&label) {
            return;
        }
        self.labels += 1;
        self.labelled += usize::from(says && !is_head);
        self.numbers += usize::from(says);
        let label = label.to_lowercase();
        self.has_sum |= ["summa", "totalt", "årets resultat", "periodens resultat", "s:a"]
            .iter()
            .any(|word| label.starts_with(word));
    }

    /// True when years or days head the numbers.
    fn is_dated(&self) -> bool {
        !self.head.is_empty()
            && self.head.iter().all(|head| head.rsplit(' ').next().is_some_and(is_date))
    }

    fn is_table(&self) -> bool {
        self.labelled >= FEWEST && self.numbers * 5 >= self.labels * 2
    }
}

/// The words of a part, parted by blanks.
fn told(page: &Page, part: &Part) -> String {
    let words = part.words.iter().map(|&index| page.letters(&page.words[index as usize]));
    words.collect::<Vec<_>>().join(" ")
}

/// True for a year, "2031", or a day, "2031-12-31".
fn is_date(word: &str) -> bool {
    let parts: Vec<usize> = word.split('-').map(str::len).collect();
    matches!(parts.as_slice(), [4] | [4, 2, 2])
        && word.starts_with("20")
        && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// Digits and no letters.
fn is_number(words: &str) -> bool {
    words.contains(|letter: char| letter.is_ascii_digit()) && !words.contains(char::is_alphabetic)
}
