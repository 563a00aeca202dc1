//! The lines over rows whose cells stand one blank apart → the heads of their columns.
//!
//! A head is words that begin with a capital, a year or a day, or both: `Bokslut 2030 Budget 2031 Avvikelse`. A web page
//! breaks it: `Bokslut`, `2030 Budget`, `2031`.

use std::ops::Range;

use crate::model::Line;

/// Lines of labels that may stand between a header and the first row.
const MAX_LABELS: usize = 3;
/// Lines that may stand over the rows.
const MAX_LINES: usize = 30;
/// Letters that such a line may have.
const MAX_LETTERS: usize = 120;
/// Blank lines that may stand in a header, and under it.
const MAX_GAP: u32 = 3;

/// A word of a header: its line, and its bytes there.
type Place = (usize, Range<usize>);

/// The heads of the columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Over {
    /// What stands over the labels.
    pub(super) corner: Vec<Place>,
    /// What stands over the notes, when there are notes.
    pub(super) notes: Option<Place>,
    /// The words over each column of numbers.
    pub(super) columns: Vec<Vec<Place>>,
    /// One past its last line.
    pub(super) end: usize,
}

impl Over {
    /// True when every column is one of a year or a day.
    pub(super) fn is_dated(&self, lines: &[Line]) -> bool {
        let ends = |head: &Vec<Place>| head.last().is_some_and(|place| is_date(told(lines, place)));
        self.columns.iter().all(ends)
    }
}

/// The header of `columns` columns over line `end`; it begins at line `free` or later, and labels may stand under it.
pub(super) fn header(lines: &[Line], free: usize, end: usize, columns: usize) -> Option<Over> {
    let from = first(lines, free, end);
    let mut found: Vec<Over> = Vec::new();
    for end in (from + 1..=end).rev().take(MAX_LABELS + 1) {
        let is_whole = |at: &usize| *at == from || !ends_in_date(&lines[*at - 1]);
        // As few lines as make a header, and those with the head of the notes.
        let mut above = (from..end)
            .rev()
            .filter(is_whole)
            .filter_map(|from| heads(lines, &words(lines, from..end), columns));
        let Some(over) = above.next() else { continue };
        found.push(
            above.take(2).find(|more| more.notes.is_some() && over.notes.is_none()).unwrap_or(over),
        );
    }
    let best = found.iter().position(|over| over.is_dated(lines)).unwrap_or(0);
    (!found.is_empty()).then(|| found.swap_remove(best))
}

fn ends_in_date(line: &Line) -> bool {
    line.text.rsplit(' ').next().is_some_and(is_date)
}

fn told<'a>(lines: &'a [Line], place: &Place) -> &'a str {
    &lines[place.0].text[place.1.clone()]
}

/// The first of the short lines before `end`.
fn first(lines: &[Line], free: usize, end: usize) -> usize {
    let is_part = |idx: &usize| {
        let (line, below) = (&lines[*idx], lines.get(idx + 1));
        let is_short = line.text.chars().count() <= MAX_LETTERS && !line.text.ends_with(['.', ';']);
        let is_near = below.is_none_or(|below| below.gap <= MAX_GAP);
        line.is_body() && line.grid.is_none() && is_short && is_near && !line.text.contains('\t')
    };
    let n = (free..end).rev().take(MAX_LINES).take_while(is_part).count();
    end - n
}

fn words(lines: &[Line], within: Range<usize>) -> Vec<Place> {
    let of_line = |idx: usize| {
        let text = &lines[idx].text;
        let mut at = 0;
        let places = text.split(' ').map(move |word| {
            let range = at..at + word.len();
            at += word.len() + 1;
            (idx, range)
        });
        places.filter(|(_, range)| !range.is_empty()).collect::<Vec<_>>()
    };
    within.flat_map(of_line).collect()
}

fn heads(lines: &[Line], words: &[Place], columns: usize) -> Option<Over> {
    let told = |place: &Place| told(lines, place);
    let is_note = |place: &Place| matches!(told(place).to_lowercase().as_str(), "not" | "noter");
    let notes = words.iter().position(is_note);
    let from = notes.map_or(0, |at| at + 1);
    let mut heads: Vec<Vec<Place>> = Vec::new();
    let mut is_closed = true;
    for place in &words[from..] {
        let word = told(place);
        let is_date = is_date(word);
        let begins = is_date || word.starts_with(char::is_uppercase);
        let is_first = heads.is_empty();
        match heads.last_mut() {
            Some(head) if is_date && !is_closed => head.push(place.clone()),
            Some(head) if !begins && !is_closed => head.push(place.clone()),
            _ if begins => heads.push(vec![place.clone()]),
            // A word that no head goes before.
            _ if is_first && notes.is_none() => {}
            _ => return None,
        }
        is_closed = is_date || heads.is_empty();
    }
    let ends_in_date = |head: &Vec<Place>| head.last().is_some_and(|place| is_date(told(place)));
    let n_over = heads.len().checked_sub(columns)?;
    if heads.iter().filter(|head| ends_in_date(head)).count() * 2 < columns
        && heads.len() != columns
    {
        return None;
    }
    // Heads of groups, and the words over the labels, come before the columns' own.
    if heads[..n_over].iter().any(ends_in_date) {
        return None;
    }
    let columns = heads.split_off(n_over);
    // Heads are alike: all of them years, or none without words.
    let is_bare = |head: &Vec<Place>| head.len() == 1 && ends_in_date(head);
    if columns.iter().any(is_bare) && !columns.iter().all(is_bare) {
        return None;
    }
    let first = columns.first()?.first()?.clone();
    let over_labels = match notes {
        Some(at) => &words[..at],
        None => &words[..words.iter().position(|word| *word == first)?],
    };
    let corner = match over_labels.last() {
        Some(&(line, _)) => over_labels.iter().filter(|word| word.0 == line).cloned().collect(),
        None => Vec::new(),
    };
    let end = words.last()?.0 + 1;
    Some(Over { corner, notes: notes.map(|at| words[at].clone()), columns, end })
}

/// "2031", "2031-12-31", "12/31/2031", "31/12".
pub(super) fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '/', '–']).collect();
    let are_digits =
        parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let is_year =
        |part: &&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    are_digits && parts.len() <= 3 && parts.iter().any(is_year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::plain;

    #[track_caller]
    fn check(content: &str, columns: usize, expected: Option<&[&str]>) {
        let text = plain::text(content.to_owned());
        let told = |places: &Vec<Place>| {
            let words = places.iter().map(|(line, range)| &text.lines[*line].text[range.clone()]);
            words.collect::<Vec<_>>().join(" ")
        };
        let over = header(&text.lines, 0, text.lines.len(), columns).map(|over| {
            let notes = over.notes.iter().map(|place| told(&vec![place.clone()]));
            let heads = over.columns.iter().map(told);
            std::iter::once(told(&over.corner)).chain(notes).chain(heads).collect::<Vec<_>>()
        });
        let over: Option<Vec<&str>> =
            over.as_ref().map(|heads| heads.iter().map(String::as_str).collect());
        assert_eq!(over.as_deref(), expected, "{content}");
    }

    #[test]
    fn heads_are_words_and_years() {
        check(
            "Resultatbudget\n\nmnkr Not Bokslut\n2030\nBudget\n2031\n",
            2,
            Some(&["mnkr", "Not", "Bokslut 2030", "Budget 2031"]),
        );
        check(
            "Belopp i mnkr Not Utfall\n2031\nAvvikelse Koncern\n2031",
            3,
            Some(&["Belopp i mnkr", "Not", "Utfall 2031", "Avvikelse", "Koncern 2031"]),
        );
        check(
            "KOMMUN KONCERN\nNOT 12/31/2031 12/31/2030 12/31/2031 12/31/2030",
            4,
            Some(&["", "NOT", "12/31/2031", "12/31/2030", "12/31/2031", "12/31/2030"]),
        );
        check(
            "(mnkr) Bokslut\n2030\nBudget\n2031",
            2,
            Some(&["(mnkr)", "Bokslut 2030", "Budget 2031"]),
        );
    }

    #[test]
    fn other_lines_are_no_header() {
        check("Detta är en mening om 2031.", 2, None);
        check("Bokslut 2030 Budget 2031 Plan 2032", 2, None);
        check("Bokslut 2030", 2, None);
    }
}
