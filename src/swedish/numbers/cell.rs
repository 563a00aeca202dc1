//! What a cell of a table says.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::value;
use crate::swedish::Pattern;

/// What a cell says: "1 234" 1234, "−5,7 %" −5.7, "(12)" −12, "500⁷" 500.
///
/// A unit after or before the digits is passed over. `None` for an empty cell, a lone dash, "?",
/// and for what has digits but is no number: dates, ranges, organisation and telephone numbers.
pub fn cell_number(cell: &str) -> Option<f64> {
    if !may_be_number(cell) {
        return None;
    }
    let cell = plainly(cell);
    let cell = cell.trim().trim_end_matches(is_footnote).trim_end();
    let cell = without_unit(cell);
    if let Some(inner) = cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return bare(without_unit(inner)).map(negated);
    }
    if let Some(rest) = cell.strip_prefix('-') {
        return bare(rest.trim_start()).map(negated);
    }
    if let Some(rest) = cell.strip_suffix('-') {
        return bare(rest).map(negated);
    }
    bare(cell.strip_prefix('+').unwrap_or(cell).trim_start())
}

/// Letters of the units that may stand before and after a number: "SEK 5 procent".
const MAX_UNIT_LETTERS: usize = 10;

/// False for most cells of words: those without a digit, and those of more letters than units have.
fn may_be_number(cell: &str) -> bool {
    let mut n_letters = 0;
    let mut has_digit = false;
    for byte in cell.bytes() {
        has_digit |= byte.is_ascii_digit();
        n_letters += usize::from(byte.is_ascii_alphabetic());
        if n_letters > MAX_UNIT_LETTERS {
            return false;
        }
    }
    has_digit
}

/// True for a cell that says outright that there is no value: "-", "–", "?", "..", "x".
pub fn is_nil(cell: &str) -> bool {
    let is_behind = |letter: char| letter.is_whitespace() || is_footnote(letter);
    let cell = cell.trim_start().trim_end_matches(is_behind);
    // Four signs, of three bytes at most.
    cell.len() <= 12
        && matches!(
            &*plainly(cell),
            "-" | "--" | "?" | "." | ".." | "..." | "x" | "X" | "i.u." | "e.t." | "NA" | "N/A"
        )
}

static UNIT: LazyLock<Pattern> = LazyLock::new(|| {
    let unit = r"%|procent|:-|,-|kr\.?|kronor|tkr|kkr|mkr|mnkr|mdkr|sek|tsek|msek|st\.?|milj\.? kr|euro|eur|€";
    Pattern::new(&format!(
        r"(?i)^(?:(?:sek|kr|eur|€) )?((?:[-+(] ?)?\d[\d ,.']*\)?-?)(?: ?(?:{unit}))?$"
    ))
    .expect("the pattern is well formed")
});

fn without_unit(cell: &str) -> &str {
    let is_of_units = |letter: char| letter.is_alphabetic() || matches!(letter, '%' | '€' | ':');
    if !cell.contains(is_of_units) && !cell.ends_with('-') {
        return cell;
    }
    UNIT.captures(cell)
        .and_then(|found| found.get(1))
        .map_or(cell, |inner| inner.as_str().trim_end())
}

/// The value of digits without sign or unit.
fn bare(digits: &str) -> Option<f64> {
    if !is_digits(digits.as_bytes()) || is_identifier(digits) {
        return None;
    }
    value(digits)
}

/// True for what [`DIGITS`](super::DIGITS) matches from end to end, with plain blanks.
fn is_digits(text: &[u8]) -> bool {
    let run = |at: usize| text[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let first = run(0);
    let mut at = first;
    let mut n_groups = 0;
    let mark = text.get(at).copied().filter(|mark| first <= 3 && matches!(mark, b' ' | b'.'));
    while mark.is_some() && text.get(at).copied() == mark && run(at + 1) == 3 {
        at += 4;
        n_groups += 1;
    }
    let ends = text.get(at).is_none_or(|mark| {
        let n_decimals = run(at + 1);
        let most = match mark {
            b',' => 6,
            b'.' if n_groups == 0 => 2,
            _ => 0,
        };
        (1..=most).contains(&n_decimals) && at + 1 + n_decimals == text.len()
    });
    let most = if n_groups == 0 { 15 } else { 3 };
    (1..=most).contains(&first) && ends
}

/// "0331" and "033 430": a leading zero with more digits after it.
fn is_identifier(digits: &str) -> bool {
    digits.starts_with('0')
        && digits[1..].starts_with(|next: char| next.is_ascii_digit() || next.is_whitespace())
}

fn negated(value: f64) -> f64 {
    if value == 0.0 { 0.0 } else { -value }
}

/// `cell` with its dashes and spaces in their plain form.
fn plainly(cell: &str) -> Cow<'_, str> {
    if cell.chars().all(|letter| plain(letter) == letter) {
        return Cow::Borrowed(cell);
    }
    Cow::Owned(cell.chars().map(plain).collect())
}

/// Dashes and spaces in their plain form.
fn plain(letter: char) -> char {
    match letter {
        '−' | '–' | '—' | '‐' | '‑' | '‒' => '-',
        letter if letter.is_whitespace() => ' ',
        letter => letter,
    }
}

fn is_footnote(letter: char) -> bool {
    matches!(letter, '*' | '†' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | ' ')
}

#[cfg(test)]
mod tests {
    use super::super::DIGITS;
    use super::*;

    #[track_caller]
    fn check(cell: &str, expected: Option<f64>) {
        assert_eq!(cell_number(cell), expected, "{cell:?}");
    }

    #[test]
    fn reads_what_cells_say() {
        check("0", Some(0.0));
        check("1 234", Some(1234.0));
        check("1\u{a0}234\u{a0}567", Some(1_234_567.0));
        check("1.234.567", Some(1_234_567.0));
        check("1.234.567,50", Some(1_234_567.5));
        check("733,8", Some(733.8));
        check("1.5", Some(1.5));
        check("0.125", Some(0.125));
        check("−19 618,7", Some(-19618.7));
        check("– 5 355,4", Some(-5355.4));
        check("-4,5%", Some(-4.5));
        check("58,6 %*", Some(58.6));
        check("500⁷", Some(500.0));
        check("18mkr", Some(18.0));
        check("1 250 kr", Some(1250.0));
        check("4 500:-", Some(4500.0));
        check("500-", Some(-500.0));
        check("(1 234)", Some(-1234.0));
        check("+3", Some(3.0));
    }

    #[test]
    fn leaves_what_is_no_number() {
        for cell in [
            "",
            " ",
            "-",
            "–",
            "?",
            "x",
            "Summa",
            "2025-03-14",
            "1101-1107",
            "20-25",
            "51 -",
            "-7 73",
            "14 85",
            "222 000 1008",
            "222000-1008",
            "033-430 10 00",
            "0331",
            "033 430",
            "§ 37",
            "12/3",
            "2,3 % (2,5 %)",
            "5 (40)",
            "10 p",
            "3-4",
            "1 2345",
            "§37 medel",
        ] {
            check(cell, None);
        }
    }

    #[test]
    fn digits_are_what_the_pattern_says() {
        let pattern = Pattern::new(&format!("^{DIGITS}$")).expect("the pattern is well formed");
        let signs = ["1", "12", "123", "1234567890123", "0", " ", ".", ",", "-"];
        let mut cells = vec![String::new()];
        for _ in 0..5 {
            let longer = |cell: &String| signs.map(|sign| format!("{cell}{sign}"));
            cells = cells.iter().flat_map(longer).collect();
            for cell in &cells {
                assert_eq!(is_digits(cell.as_bytes()), pattern.is_match(cell), "{cell:?}");
            }
        }
    }
}
