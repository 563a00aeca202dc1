//! Header lines and the lines above → columns, title and unit as printed.

use std::sync::LazyLock;

use crate::swedish::Pattern;

use super::join::join;
use super::paged::is_running_head;
use super::rows::Entry;
use super::sheet::Sheet;
use super::unit::unit_in;
use crate::model::{Line, Text};

/// Lines that a title over a table may have.
const MAX_TITLE_LINES: usize = 3;

/// What stands right above a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Above {
    title: Option<String>,
    unit: Option<String>,
}

/// The column heads, lines folded, and the title that stands over the first column, when one does.
pub(super) fn columns(sheet: &Sheet) -> (Vec<String>, Option<String>) {
    let width = sheet.body.first().map_or(0, |entry| entry.cells.len());
    let mut columns = vec![String::new(); width];
    let mut titles = sheet.titles.clone();
    // A label right over a header that has none of its own, and that goes on under it.
    let goes_on = sheet.header.iter().any(Entry::is_rest_of_label);
    let broken = goes_on.then(|| titles.pop()).flatten();
    for line in broken.iter().chain(&sheet.header) {
        for (column, cell) in columns.iter_mut().zip(&line.cells) {
            join(column, cell);
        }
    }
    let title = titles.iter().map(Entry::label).collect::<Vec<_>>().join(" ");
    (columns, (!title.is_empty()).then_some(title))
}

/// Settles what is the title and what is the unit.
pub(super) fn title_and_unit(
    columns: &mut [String],
    inside: Option<String>,
    above: Above,
    sheet: &Sheet,
) -> (Option<String>, Option<String>) {
    let heads = columns.join(" ");
    let unit_inside = inside.as_deref().filter(|words| is_unit_line(words)).and_then(unit_in);
    let mut title = inside.filter(|words| !is_unit_line(words)).or(above.title);
    if let Some(first) = columns.first_mut().filter(|first| is_title(first)) {
        title = Some(std::mem::take(first));
    }
    let stated = unit_in(&heads)
        .or(unit_inside)
        .or_else(|| title.as_deref().and_then(unit_in))
        .or(above.unit)
        .or_else(|| unit_of_cells(sheet));
    (title.map(|title| trimmed(&title)), stated)
}

/// True for the head of the first column that names the whole table.
pub(super) fn is_title(head: &str) -> bool {
    static TITLE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)^(?:tabell \d|[a-zåäö-]*(?:räkning|budget|kassaflöde|redovisning|balans|kalkyl|sammanställning|plan)(?:en)?\b.{3})")
            .expect("the pattern is well formed")
    });
    TITLE.is_match(head)
}

/// The title and the unit above line `first`.
pub(super) fn above(text: &Text, first: usize) -> Above {
    let mut above = Above::default();
    let mut gap = text.lines.get(first).map_or(0, |line| line.gap);
    let above_first = text.lines[..first.min(text.lines.len())].iter().enumerate().rev();
    let mut lines = above_first.filter(|(_, line)| line.is_body());
    for (idx, line) in lines.by_ref().take(3) {
        if is_running_head(text, idx) {
            continue;
        }
        let words = line.text.trim();
        let is_short = words.chars().count() <= 120 && !words.contains('\t');
        if gap > 3 || !is_short || line.grid.is_some() {
            break;
        }
        gap = line.gap;
        if above.unit.is_none() {
            above.unit = unit_in(words).filter(|_| is_unit_line(words) || !ends_sentence(words));
        }
        if is_unit_line(words) {
            continue;
        }
        if !ends_sentence(words) && !goes_on(words) {
            above.title = Some(whole_title(line, lines.map(|(_, line)| line)));
        }
        break;
    }
    above.title = above.title.or_else(|| heading(text, first));
    above
}

/// The title that ends in `last`, with the lines before it that it goes on from.
fn whole_title<'a>(last: &'a Line, before: impl Iterator<Item = &'a Line>) -> String {
    let mut title = spaced(&last.text);
    let mut below = last;
    for line in before.take(MAX_TITLE_LINES - 1) {
        let words = line.text.trim();
        let is_broken = below.gap == 0 && title.starts_with(char::is_lowercase);
        let is_part = line.grid.is_none()
            && words.chars().count() <= 120
            && !ends_sentence(words)
            && !words.ends_with(':');
        if !is_broken || !is_part {
            break;
        }
        let mut whole = spaced(words);
        join(&mut whole, &title);
        title = whole;
        below = line;
    }
    title
}

/// The numbered or bold heading over the few lines of prose that lead to line `first`.
fn heading(text: &Text, first: usize) -> Option<String> {
    static HEADING: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:#+ |\d{1,2}(?:\.\d{1,2})+\.?\s+\p{Lu}|\d{1,2}\s{2,}\p{Lu})")
            .expect("the pattern is well formed")
    });
    let lines =
        text.lines[..first.min(text.lines.len())].iter().rev().filter(|line| line.is_body());
    let near = lines.take(8).take_while(|line| line.grid.is_none());
    let mut heads = near.filter(|line| {
        let words = line.text.trim();
        let is_short = words.chars().count() <= 90 && !ends_sentence(words);
        is_short && (HEADING.is_match(words) || line.bold)
    });
    heads.next().map(|line| spaced(&line.text))
}

/// Words parted by one blank each.
fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True for the middle of a sentence.
fn goes_on(words: &str) -> bool {
    words.starts_with(char::is_lowercase) && words.chars().count() > 60
}

fn ends_sentence(words: &str) -> bool {
    words.ends_with(['.', ';', ',', '?', '!']) || words.starts_with(['-', '–', '•', '*', '[', '|'])
}

/// "Belopp i tkr", "(mnkr)", "Tkr".
fn is_unit_line(words: &str) -> bool {
    static UNIT_LINE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)^\(?(?:alla |samtliga )?(?:belopp(?:en)? )?(?:anges |redovisas |är )?(?:i )?(?:tkr|kkr|mkr|mnkr|kr|kronor|tusental kronor|tusen kronor|miljoner kronor|sek|euro|eur)[.):]*$")
            .expect("the pattern is well formed")
    });
    UNIT_LINE.is_match(words)
}

/// A title without its number: "Tabell 1 Utfall", "2.4.1 Analys".
fn trimmed(title: &str) -> String {
    static NUMBERED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:(?i:tabell) ?\d+(?:[.:-]\d*)*[.:]?\s*|#+ |\d+(?:\.\d+)+\.?\s+|\d+\.\s+)")
            .expect("the pattern is well formed")
    });
    let words = title.trim();
    let rest = NUMBERED.replace(words, "");
    if rest.is_empty() { words.to_owned() } else { rest.into_owned() }
}

/// The unit that most cells print themselves.
fn unit_of_cells(sheet: &Sheet) -> Option<String> {
    let mut units: Vec<(String, usize)> = Vec::new();
    let mut n_numbers = 0;
    for entry in &sheet.body {
        for (cell, number) in entry.cells.iter().zip(&entry.numbers) {
            // Zero may stand without a unit.
            if number.is_none_or(|number| number == 0.0) {
                continue;
            }
            n_numbers += 1;
            let Some(unit) = unit_in(cell) else { continue };
            match units.iter_mut().find(|(known, _)| *known == unit) {
                Some((_, n)) => *n += 1,
                None => units.push((unit, 1)),
            }
        }
    }
    // Money may be told in some columns and counted in others; shares are told in every cell.
    let enough = |unit: &str| if unit == "%" { n_numbers * 4 / 5 } else { n_numbers / 2 };
    units.into_iter().find(|(unit, n)| *n > 0 && *n >= enough(unit).max(1)).map(|(unit, _)| unit)
}
