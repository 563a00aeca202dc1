//! Rows → those that begin a paragraph, by its number.

use std::sync::LazyLock;

use crate::parts::organ;
use crate::parts::outline::{Row, Section};
use crate::swedish::Pattern;

/// A row that begins a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) row: usize,
    pub(super) number: String,
    pub(super) value: u32,
    /// Where the title begins in the row.
    pub(super) rest: usize,
}

/// Rows that begin with "§ 12", "Kst § 25", "12 §" or "43/05".
pub(super) fn signed(rows: &[Row]) -> Vec<Mark> {
    static SIGN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"^(?:\p{Lu}\p{L}{0,4}\.?\s?)?(?:§{1,2}\s?(\d{1,4}\s?[a-d]?\b(?:/\d{2,4})?)(?:[.:)](?:\s|$)|\s|$)|(\d{1,4})\s?§(?:\s|$)|(\d{1,3}/\d{2})\s+)\s*",
        )
        .expect("a constant pattern")
    });
    static BODY_AND_NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:(?:Kst|KST|Kf|KF|Fge|FGE|Kfge|Stst|Nämnd)\.?\s(\d{1,4})|\p{Lu}{2,5}\s(\d{1,3}/\d{2}))(?:\s|$)\s*")
            .expect("a constant pattern")
    });
    let mut marks = Vec::new();
    for (row, this) in rows.iter().enumerate() {
        let text = this.text();
        if !text.contains('§')
            && !text.starts_with(|letter: char| letter.is_ascii_digit() || "KFSN".contains(letter))
        {
            continue;
        }
        let found = SIGN
            .captures(text)
            .and_then(|found| {
                Some((found.get(1).or(found.get(2)).or(found.get(3))?, found.get(0)?.end()))
            })
            .or_else(|| {
                let found = BODY_AND_NUMBER.captures(text)?;
                Some((found.get(1).or(found.get(2))?, found.get(0)?.end()))
            });
        let Some((number, rest)) = found else { continue };
        let rest = rest + dash(&text[rest..]);
        if refers(text) {
            continue;
        }
        if this.line.inner && !this.line.text.starts_with('§')
            || !is_own_row(rows, row, &text[rest..])
        {
            continue;
        }
        let digits: String = number.as_str().chars().take_while(char::is_ascii_digit).collect();
        // "Kst § 140" right below "140 § Budget": the same paragraph.
        let is_again = |last: &Mark| last.number == digits && row <= last.row + REPEATED;
        if let Ok(value) = digits.parse()
            && !marks.last().is_some_and(is_again)
        {
            let number = number.as_str().split_whitespace().collect();
            marks.push(Mark { row, number, value, rest });
        }
    }
    marks
}

/// "Se § 12", "Under § 4": words before the sign that are no body.
fn refers(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "Se", "I", "Av", "På", "Om", "Till", "Från", "Under", "Efter", "Enl", "Vid", "Jfr", "Mot",
        "Även", "Samt", "Med",
    ];
    let first = text.split([' ', '.', '§']).next().unwrap_or_default();
    WORDS.contains(&first)
}

/// A number that stands again within so many rows is the same.
const REPEATED: usize = 3;

/// The length of a dash between number and title: "§ 140 - Val", "§ 140 – Val".
fn dash(rest: &str) -> usize {
    static DASH: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"^[-–—] +[\p{Lu}\d\x22”]").expect("a constant pattern"));
    let found = DASH.find(rest).map(|found| found.as_str());
    found.map_or(0, |dash| dash.len() - dash.chars().next_back().map_or(0, char::len_utf8))
}

/// Rows that begin with the short name of who meets and a number, each alike: "KS 305 Budget", "KHR 2 Val".
pub(super) fn coded(rows: &[Row]) -> Vec<Mark> {
    static CODED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(\p{Lu}[\p{Lu}\p{Ll}]{1,5})\.? (\d{1,4})[.:]?(?:\s+|$)")
            .expect("a constant pattern")
    });
    let mut best: Vec<(String, Mark)> = Vec::new();
    let mut run: Vec<(String, Mark)> = Vec::new();
    for (row, this) in rows.iter().enumerate() {
        let Some(found) = CODED.captures(this.text()) else { continue };
        let rest = found.get(0).map_or(0, |whole| whole.end());
        let title = &this.text()[rest..];
        let is_title = title.is_empty() || title.starts_with(char::is_uppercase);
        let is_code = found[1].chars().filter(|letter| letter.is_uppercase()).count() > 1;
        let Ok(value) = found[2].parse::<u32>() else { continue };
        if !is_title || !is_code || this.line.inner {
            continue;
        }
        let mark = Mark { row, number: found[2].to_owned(), value, rest };
        let follows = run.last().is_some_and(|(name, last)| {
            *name == found[1] && (value < last.value || (1..=8).contains(&(value - last.value)))
        });
        if !follows {
            if run.len() > best.len() {
                best = std::mem::take(&mut run);
            }
            run.clear();
        }
        run.push((found[1].to_owned(), mark));
    }
    if run.len() > best.len() {
        best = run;
    }
    let marks: Vec<Mark> = best.into_iter().map(|(_, mark)| mark).collect();
    if marks.len() < FEWEST_CODED { Vec::new() } else { marks }
}

/// Fewer rows alike are no paragraphs.
const FEWEST_CODED: usize = 3;

/// Rows that begin with the whole name of who meets: "NVK Direktionen § 54     Dnr …", each alike.
pub(super) fn of_body(rows: &[Row]) -> Vec<Mark> {
    static NAMED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(\p{Lu}[\p{L} -]{3,60}?),? §\s?(\d{1,4})\b[.:]?\s*")
            .expect("a constant pattern")
    });
    let mut marks: Vec<(String, Mark)> = Vec::new();
    for (row, this) in rows.iter().enumerate() {
        let Some(found) = NAMED.captures(this.text()) else { continue };
        let (name, rest) = (&found[1], found.get(0).map_or(0, |whole| whole.end()));
        let is_body = organ::organs(name).last().is_some_and(|body| body.end == name.len());
        let is_title = this.line.gap > 0 || row == 0;
        if is_body
            && is_title
            && is_own_row(rows, row, &this.text()[rest..])
            && let Ok(value) = found[2].parse()
        {
            marks.push((name.to_owned(), Mark { row, number: found[2].to_owned(), value, rest }));
        }
    }
    let Some((name, _)) = marks.first() else { return Vec::new() };
    let name = name.clone();
    let alike: Vec<Mark> =
        marks.into_iter().filter(|(other, _)| *other == name).map(|(_, mark)| mark).collect();
    if alike.len() < 2 { Vec::new() } else { alike }
}

/// A reference to a paragraph inside wrapped text is no mark.
fn is_own_row(rows: &[Row], row: usize, rest: &str) -> bool {
    let before = row.checked_sub(1).map_or("", |before| rows[before].text());
    let inside = rows[row].line.gap == 0
        && (before.ends_with(',')
            || before.ends_with(" och")
            || before.ends_with(" den")
            || before.ends_with(" enligt"));
    let begins = rest.chars().next();
    let opens = begins.is_none_or(|letter| !letter.is_lowercase() && !",;)-–—.".contains(letter));
    !inside && opens
}

/// A scrape that lost its § signs, and older minutes: a number before a title, again and again by one.
pub(super) fn bare_numbers(rows: &[Row]) -> Vec<Mark> {
    static NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:§\s?)?(\d{1,3})[.:]?\s*(?:$|[A-ZÅÄÖ])").expect("a constant pattern")
    });
    let mut best: Vec<Mark> = Vec::new();
    let mut run: Vec<Mark> = Vec::new();
    let mut section = None;
    for (row, this) in rows.iter().enumerate() {
        section = this.section.or(section);
        let Some(found) = NUMBER.captures(this.text()) else { continue };
        // A point of what is decided, not a title.
        let is_point = matches!(section, Some(Section::Beslut | Section::Forslag))
            && this.text().ends_with('.');
        if this.line.inner || this.line.grid.is_some() || is_point {
            continue;
        }
        let number = &found[1];
        let Ok(value) = number.parse::<u32>() else { continue };
        let follows = run.last().is_some_and(|last: &Mark| value == last.value + 1);
        // The papers of a matter are listed under "Handlingar".
        if !follows && section == Some(Section::Underlag) {
            continue;
        }
        if !follows {
            if run.len() > best.len() {
                best = std::mem::take(&mut run);
            }
            // A list inside a paragraph counts from one; the paragraphs go on.
            if !run.is_empty() && value == 1 {
                continue;
            }
            run.clear();
        }
        let end = found.get(1).map_or(0, |number| number.end());
        let rest = this.text().len() - this.text()[end..].trim_start_matches(['.', ':', ' ']).len();
        run.push(Mark { row, number: number.to_owned(), value, rest });
    }
    if run.len() > best.len() {
        best = run;
    }
    if best.len() < 3 { Vec::new() } else { best }
}
