//! "1 234,5 tkr", "−12 %", "mnkr" → numbers.

use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::Pattern;

mod cell;

pub use cell::{cell_number, is_nil};

/// The digits of a number: thousands parted by a space or a point, a decimal comma.
const DIGITS: &str = r"(?:\d{1,3}(?:[ \u{a0}\u{2007}\u{2009}\u{202f}]\d{3})+(?:,\d{1,6})?|\d{1,3}(?:\.\d{3})+(?:,\d{1,6})?|\d{1,15}(?:,\d{1,6}|\.\d{1,2})?)";

/// The value of what [`DIGITS`] matches.
fn value(digits: &str) -> Option<f64> {
    let groups_by_point = digits.contains(',') || is_grouped_by_point(digits);
    let (mut number, mut n_digits, mut n_decimals) = (0u64, 0, None);
    for letter in digits.chars() {
        match letter {
            '.' if groups_by_point => {}
            ',' | '.' => n_decimals = Some(0),
            digit if digit.is_ascii_digit() => {
                number = number.saturating_mul(10).saturating_add(u64::from(digit as u8 - b'0'));
                n_digits += 1;
                n_decimals = n_decimals.map(|n| n + 1);
            }
            _ => {}
        }
    }
    // Both are exact below 2^53, so that the quotient is the number nearest to what is printed.
    let is_exact = (1..=15).contains(&n_digits);
    let value = number as f64 / 10f64.powi(n_decimals.unwrap_or(0));
    if is_exact { Some(value) } else { long_value(digits, groups_by_point) }
}

/// The value of more digits than count exactly.
fn long_value(digits: &str, groups_by_point: bool) -> Option<f64> {
    let mut number = String::with_capacity(digits.len());
    for letter in digits.chars() {
        match letter {
            '.' if groups_by_point => {}
            ',' | '.' => number.push('.'),
            digit if digit.is_ascii_digit() => number.push(digit),
            _ => {}
        }
    }
    number.parse().ok()
}

/// "1.234" and "12.345.678" are thousands, "1.5" and "0.125" are not.
fn is_grouped_by_point(digits: &str) -> bool {
    let mut groups = digits.split('.');
    let leads = groups.next().is_some_and(|first| first != "0");
    leads && groups.clone().count() > 0 && groups.all(|group| group.len() == 3)
}

static AMOUNT: LazyLock<Pattern> = LazyLock::new(|| {
    let unit = concat!(
        r"miljard(?:er)? (?:kronor|kr)|mdr ?kr|mdkr|milj(?:on(?:er)?|\.)? ?(?:kronor|kr|sek)|miljon(?:er)?|miljard(?:er)?",
        r"|mnkr|mkr|msek|mnsek|tusen (?:kronor|kr)|tusental kronor|tkr|kkr|tsek|ksek|kronor|krona|kr|sek|öre|euro|eur|€|:-|,-",
    );
    let words = "en halv|halv|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv";
    Pattern::new(&format!(
        r"(?i)(?P<range>\b{DIGITS} ?[-–—] ?)?(?P<sign>[-−–] ?)?\b(?P<number>{DIGITS})[ \u{{a0}}\u{{2009}}\u{{202f}}]?(?P<unit>{unit})|\b(?P<word>{words}) (?P<large>miljon(?:er)?|miljard(?:er)?) (?:kronor|kr)|(?P<before>\b(?:sek|kr)|\((?:kr|tkr|mkr|mnkr)\)):? ?(?P<after>{DIGITS})"
    ))
    .expect("the pattern is well formed")
});

/// Amounts of money in running text: where number and unit stand, and the value in whole kronor.
///
/// "28,9 mkr" is 28 900 000. The value is `None` where it is no single sum in kronor: "40–50 mnkr", "5 000 euro".
/// Percentages, years, counts and dates are no amounts.
pub fn amounts(text: &str) -> Vec<(Range<usize>, Option<i64>)> {
    let mut amounts = Vec::new();
    let mut at = 0;
    while let Some(found) = AMOUNT.captures_at(text, at) {
        let whole = found.get(0).expect("group 0 always takes part");
        at = whole.end().max(at + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
        if ends_inside_word(text, whole.range()) || is_part_of_number(text, whole.start()) {
            // "5 kr" of "5 krav": look again right behind the digits.
            continue;
        }
        if let Some(amount) = amount(text, &found) {
            amounts.push(amount);
        }
    }
    amounts
}

fn amount(text: &str, found: &regex::Captures) -> Option<(Range<usize>, Option<i64>)> {
    let whole = found.get(0)?.range();
    if let Some(large) = found.name("large") {
        let factor = if large.as_str().to_lowercase().starts_with("miljon") { 1e6 } else { 1e9 };
        let sek = (number_word(found.name("word")?.as_str())? * factor).round();
        return Some((whole, Some(sek as i64)));
    }
    if let (Some(before), Some(after)) = (found.name("before"), found.name("after")) {
        // "OPF-KR 26" is a name.
        if text[..whole.start].ends_with(['-', '–']) {
            return None;
        }
        let unit = before.as_str().trim_matches(['(', ')']).to_lowercase();
        return Some((whole, sek(value(after.as_str())?, &unit)));
    }
    let unit = found.name("unit")?.as_str().to_lowercase();
    let number = found.name("number")?;
    if matches!(unit.as_str(), "miljoner" | "miljon" | "miljard" | "miljarder")
        && counts_something_else(&text[whole.end..])
    {
        return None;
    }
    let sign = found.name("sign").filter(|sign| stands_alone(text, sign.start()));
    let range = found.name("range");
    let start = match (range, sign) {
        (Some(range), _) => range.start(),
        (None, Some(sign)) => sign.start(),
        (None, None) => number.start(),
    };
    let value = value(number.as_str())? * if sign.is_some() { -1.0 } else { 1.0 };
    Some((start..whole.end, sek(value, &unit).filter(|_| range.is_none())))
}

/// `value` of `unit` in whole kronor.
fn sek(value: f64, unit: &str) -> Option<i64> {
    let sum = value * factor(unit)?;
    let whole = sum.round();
    // A price like 1,56 kr has no value in whole kronor.
    if (sum - whole).abs() > 0.001 * sum.abs() {
        return None;
    }
    (whole.abs() < 9e15).then_some(whole as i64)
}

/// How many kronor `unit` is; `None` for what is not kronor.
pub fn factor(unit: &str) -> Option<f64> {
    let unit = unit.to_lowercase();
    Some(match unit.as_str() {
        "kr" | "kronor" | "krona" | "sek" | ":-" | ",-" => 1.0,
        "öre" => 0.01,
        "tkr" | "kkr" | "tsek" | "ksek" => 1e3,
        "mkr" | "mnkr" | "msek" | "mnsek" => 1e6,
        "mdkr" => 1e9,
        unit if unit.starts_with("tusen") => 1e3,
        unit if unit.starts_with("miljard") || unit.starts_with("mdr") => 1e9,
        unit if unit.starts_with("milj") => 1e6,
        _ => return None,
    })
}

/// True when letters or digits go on where `range` ends.
fn ends_inside_word(text: &str, range: Range<usize>) -> bool {
    let last = text[range.clone()].chars().next_back();
    let next = text[range.end..].chars().next();
    match last {
        // "500:-" is money, "2023-00001:-1" is a case number.
        Some('-') => next.is_some_and(|next| next.is_ascii_digit()),
        last => last.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric),
    }
}

/// True when digits before byte `at` belong to what begins there: "21:12 öre", "3/4 kr".
fn is_part_of_number(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    let mark = before.next().is_some_and(|mark| matches!(mark, ':' | '/' | '.' | ',' | '-' | '–'));
    mark && before.next().is_some_and(|digit| digit.is_ascii_digit())
}

/// True when nothing but a blank or a bracket stands before byte `at`.
fn stands_alone(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_none_or(|letter| letter == '(')
        || before.is_some_and(char::is_whitespace)
            && text[at..].chars().nth(1).is_some_and(|next| next.is_ascii_digit())
}

/// "2 miljoner invånare" counts no kronor; "29,5 miljoner till" does.
fn counts_something_else(rest: &str) -> bool {
    static MONEY_GOES_ON: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^\s*(?:$|[.,;:)!?]|(?:till|för|i|per|under|vardera|och|eller|från|jämfört|mot|men|samt|som|år)\b)")
            .expect("the pattern is well formed")
    });
    !MONEY_GOES_ON.is_match(rest)
}

fn number_word(word: &str) -> Option<f64> {
    let word = word.to_lowercase();
    let words =
        ["", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];
    match word.as_str() {
        "halv" | "en halv" => Some(0.5),
        "ett" => Some(1.0),
        word => words.iter().position(|known| *known == word).map(|number| number as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_amounts(text: &str, expected: &[(&str, Option<i64>)]) {
        let found: Vec<_> =
            amounts(text).into_iter().map(|(range, sek)| (&text[range], sek)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_amounts_in_prose() {
        check_amounts("ett utfall på 28,9 mkr.", &[("28,9 mkr", Some(28_900_000))]);
        check_amounts("anslå 820 000 kronor för 2012", &[("820 000 kronor", Some(820_000))]);
        check_amounts("1000 tkr", &[("1000 tkr", Some(1_000_000))]);
        check_amounts("18mkr", &[("18mkr", Some(18_000_000))]);
        check_amounts("2 mnkr vardera", &[("2 mnkr", Some(2_000_000))]);
        check_amounts("för 2023 500 000 kronor", &[("500 000 kronor", Some(500_000))]);
        check_amounts("5,5 miljoner kronor", &[("5,5 miljoner kronor", Some(5_500_000))]);
        check_amounts("3 miljarder kronor", &[("3 miljarder kronor", Some(3_000_000_000))]);
        check_amounts("SEK 4 000", &[("SEK 4 000", Some(4_000))]);
        check_amounts("500 000:-", &[("500 000:-", Some(500_000))]);
        check_amounts("insats (kr): 820 000", &[("(kr): 820 000", Some(820_000))]);
        check_amounts("29,5 miljoner till kund", &[("29,5 miljoner", Some(29_500_000))]);
        check_amounts("en miljon kronor", &[("en miljon kronor", Some(1_000_000))]);
        check_amounts("ett resultat på -361 tkr", &[("-361 tkr", Some(-361_000))]);
    }

    #[test]
    fn tells_an_amount_without_a_value() {
        check_amounts("40–50 miljoner kronor", &[("40–50 miljoner kronor", None)]);
        check_amounts("90 000–100 000 kronor", &[("90 000–100 000 kronor", None)]);
        check_amounts("5 000 euro", &[("5 000 euro", None)]);
        check_amounts("50 öre", &[("50 öre", None)]);
        check_amounts("1,56 SEK", &[("1,56 SEK", None)]);
    }

    #[test]
    fn leaves_what_is_no_money() {
        for text in [
            "350 elever",
            "23 procent",
            "år 2025",
            "§ 12",
            "5 krav",
            "2 miljoner invånare",
            "den 14 mars",
            "3 kreditgivare",
            "SLK-2023-00001:-1",
            "21:12 öre",
            "OPF-KR 26",
            "10 %",
        ] {
            check_amounts(text, &[]);
        }
    }
}
