//! Labels that begin with a digit: ranges, years, numbered headings.
//!
//! Where rows were run together on one line such a label touches the number before it: `0,3 5-19`, `328 053 2022`.

use std::sync::LazyLock;

use regex::Regex;

/// A range of numbers or a bound, with or without a word: "5-19", "20 - 49", "2 500-", "<5", "1-2 vuxna".
const RANGE: &str = r"(?:[<>≤≥] ?\d[\d ]*|\d{1,3}(?: ?\d{3})* ?[-–](?: ?\d{1,3}(?: ?\d{3})*)?)(?: \p{Ll}[^\p{Lu}]{0,40})?";

/// True for the words that stand between the number `before` and the numbers of the next row, when they begin that row's label.
pub(super) fn is_label(before: &str, words: &str) -> bool {
    // Years one after the other head columns.
    let is_period = |words: &str| is_year(words.get(..4).unwrap_or(words));
    if is_year(words) || is_range(words) {
        return !(is_period(before) && is_period(words));
    }
    is_heading(words)
}

/// True for a range or a bound.
pub(super) fn is_range(words: &str) -> bool {
    static RANGES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!("^(?:{RANGE})$")).expect("the pattern is well formed")
    });
    RANGES.is_match(words)
}

/// True for a heading with its number and the label under it: "1 Verksamhetens intäkter Riktade bidrag".
pub(super) fn is_heading(words: &str) -> bool {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\d{1,2} \p{Lu}\p{Ll}{2}.* \p{Lu}").expect("the pattern is well formed")
    });
    HEADING.is_match(words)
}

/// True for the end of a broken label, which begins with a digit, and the next label: "60 dagar eller mer Kvinnor".
pub(super) fn is_tail(words: &str) -> bool {
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\d{1,4}(?: ?[-–] ?\d{1,4})? (?:år |\p{Ll}{3})[^.]*\p{Lu}")
            .expect("the pattern is well formed")
    });
    TAIL.is_match(words)
}

/// True for a year alone: "2031".
fn is_year(words: &str) -> bool {
    words.len() == 4
        && (words.starts_with("19") || words.starts_with("20"))
        && words.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_years_and_headings_begin_labels() {
        for words in ["5-19", "20 - 49", "2 500-", "10 000 - 15 000", "<5", "> 100", "1-2 vuxna"] {
            assert!(is_label("0,3", words), "{words}");
        }
        assert!(is_label("328 053", "2032"));
        assert!(is_label("2032", "1 Hamnens intäkter Bidrag"));
        assert!(is_tail("60 dagar eller mer Kvinnor"));
        assert!(is_tail("18–64 år Bidrag"));
        assert!(!is_range("18–64 år Bidrag"));
    }

    #[test]
    fn other_digits_do_not() {
        for words in ["12", "3 450", "kr", "5 %", "-", "60 dagar"] {
            assert!(!is_label("0,3", words), "{words}");
            assert!(!is_tail(words), "{words}");
        }
        assert!(!is_label("2031", "2032"), "heads of columns");
        assert!(!is_label("2031", "2032-2034"), "heads of columns");
    }
}
