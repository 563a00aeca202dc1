//! Text → personal numbers, telephone numbers and e-mail addresses.

use std::sync::LazyLock;

use super::{Found, Hidden};
use crate::swedish::Pattern;

fn pattern(pattern: &str) -> Pattern {
    Pattern::new(pattern).expect("the pattern is fixed")
}

/// Six or eight digits, a mark, and four; a line may break at the mark.
static NUMBER: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(\d{8}|\d{6})(\s?[-–−+]\s?|\s)?(\d{4}|[Xx*]{4})"));

/// The words before a personal number that say what it is.
static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:personnummer|person-?nr|pers\.?\s?nr|pnr|samordningsnummer|samordningsnr)\.?\s*:?\s*$",
    )
});

static EMAIL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"[\p{L}0-9._%+-]*[\p{L}0-9_%+-]\s?(?:@|\((?:at|snabel-?a)\))\s?[\p{L}0-9-]+(?:\.[\p{L}0-9-]+)+",
    )
});

/// A number with the mark of an area code, from abroad, or of a mobile.
static PHONE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?:\+|00)[ \u{a0}]?46[ \u{a0}]?(?:\(0\))?[ \u{a0}-]?[1-9]\d{0,2}[ \u{a0}]?[-–−]?|0[1-9]\d{0,2}[-–−])[ \u{a0}]?\d{2,3}(?:[ \u{a0}]?\d{2,3}){1,3}",
        r"|07\d(?:[ \u{a0}]?\d{3}[ \u{a0}]?\d{2}[ \u{a0}]?\d{2}|[ \u{a0}]\d{2}(?:[ \u{a0}]\d{2}){2}[ \u{a0}]?\d)",
    ))
});

/// A number behind a word that says that one telephones to it.
static LABELLED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:tel|tfn|telefon|telefonnummer|mobil|mobilnummer|mob|fax|telefax|växel)\b\.?\s*(?:nr|nummer)?\.?\s*:?\s*(0[1-9][\d\s/–-]{5,14}\d)",
    )
});

/// All numbers and addresses of persons in `text`, in no order.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let has_digits = text.bytes().any(|byte| byte.is_ascii_digit());
    if has_digits {
        personal(text, &mut found);
        phones(text, &mut found);
    }
    for hit in EMAIL.find_iter(text) {
        found.push(Found { range: hit.range(), what: Hidden::Email });
    }
    found
}

/// True when no digit, and no mark between digits, stands at either side.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let is_joined = |mark: Option<char>, beyond: Option<char>| match mark {
        Some(letter) if letter.is_alphanumeric() => true,
        Some('-' | '–' | '−' | '/' | ':' | '+') => {
            beyond.is_some_and(|letter| letter.is_ascii_digit())
        }
        Some('.' | ',') => beyond.is_some_and(|letter| letter.is_ascii_digit()),
        _ => false,
    };
    let mut before = text[..start].chars().rev();
    let mut after = text[end..].chars();
    !is_joined(before.next(), before.next()) && !is_joined(after.next(), after.next())
}

fn personal(text: &str, found: &mut Vec<Found>) {
    let mut at = 0;
    while let Some(hit) = NUMBER.captures_at(text, at) {
        let Some(whole) = hit.get(0) else { break };
        at = whole.start() + 1;
        let group = |idx: usize| hit.get(idx).map(|group| group.as_str()).unwrap_or_default();
        let (date, mark, last) = (group(1), group(2), group(3));
        if !stands_alone(text, whole.start(), whole.end()) {
            continue;
        }
        let Some(what) = kind_of(date) else { continue };
        let is_hidden_already = last.starts_with(['X', 'x', '*']);
        let head = &text[text.floor_char_boundary(whole.start().saturating_sub(40))..whole.start()];
        // A blank alone parts the numbers of a table as well.
        let is_certain = LABEL.is_match(head) || (is_hidden_already && !mark.trim().is_empty());
        let six = &date[date.len() - 6..];
        if is_certain || (!is_hidden_already && is_checked(six, last)) {
            found.push(Found { range: whole.range(), what });
            at = whole.end();
        }
    }
}

/// Tells a birth date, with 60 added to the day or not.
fn kind_of(date: &str) -> Option<Hidden> {
    let century = date.len() == 8;
    if century && !matches!(&date[..2], "18" | "19" | "20") {
        return None;
    }
    let digits = &date[date.len() - 6..];
    let month: u32 = digits[2..4].parse().ok()?;
    let day: u32 = digits[4..].parse().ok()?;
    match (month, day) {
        (1..=12, 1..=31) => Some(Hidden::PersonalNumber),
        (1..=12, 61..=91) => Some(Hidden::CoordinationNumber),
        _ => None,
    }
}

/// The check digit holds: every other digit doubled, all digits summed to a multiple of ten.
fn is_checked(six: &str, last: &str) -> bool {
    let digits = six.bytes().chain(last.bytes()).map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { digit * 2 } else { digit })
        .map(|value| value / 10 + value % 10)
        .sum();
    sum.is_multiple_of(10)
}

fn phones(text: &str, found: &mut Vec<Found>) {
    for hit in PHONE.find_iter(text) {
        let range = hit.range();
        let n_digits = hit.as_str().bytes().filter(u8::is_ascii_digit).count();
        let is_foreign = hit.as_str().starts_with(['+']) || hit.as_str().starts_with("00");
        let is_whole =
            if is_foreign { (9..=14).contains(&n_digits) } else { (8..=11).contains(&n_digits) };
        if is_whole && is_plan(hit.as_str()) && stands_alone(text, range.start, range.end) {
            found.push(Found { range, what: Hidden::Phone });
        }
    }
    for hit in LABELLED.captures_iter(text) {
        let Some(number) = hit.get(1) else { continue };
        let n_digits = number.as_str().bytes().filter(u8::is_ascii_digit).count();
        if (7..=11).contains(&n_digits) {
            found.push(Found { range: number.range(), what: Hidden::Phone });
        }
    }
}

/// True when area code and number have the lengths they may have: "0321-12 34 56", not the months "0901-0912".
fn is_plan(number: &str) -> bool {
    let Some((area, rest)) = number.split_once(['-', '–', '−']).filter(|_| number.starts_with("0"))
    else {
        return true;
    };
    let n_rest = rest.bytes().filter(u8::is_ascii_digit).count();
    match area.trim().len() {
        2 => (6..=8).contains(&n_rest),
        3 => (5..=8).contains(&n_rest),
        _ => number.starts_with("00") || (5..=6).contains(&n_rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Hidden)]) {
        let mut found = find(text);
        found.sort_by_key(|found| found.range.start);
        let found: Vec<(&str, Hidden)> =
            found.iter().map(|found| (&text[found.range.clone()], found.what)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn personal_numbers_are_found_in_each_form() {
        let person = Hidden::PersonalNumber;
        check("Anna, 811228-9874, sökte", &[("811228-9874", person)]);
        check("19811228-9874", &[("19811228-9874", person)]);
        check("nr 8112289874.", &[("8112289874", person)]);
        check("198112289874", &[("198112289874", person)]);
        check("(811228+9874)", &[("811228+9874", person)]);
        check("811228-\n9874", &[("811228-\n9874", person)]);
        check("811228–9874", &[("811228–9874", person)]);
        check("19811228-XXXX", &[("19811228-XXXX", person)]);
        check("701063-2391", &[("701063-2391", Hidden::CoordinationNumber)]);
        // A number that is said to be one is one, even with a slip of the pen.
        check("Personnummer: 811228-9875", &[("811228-9875", person)]);
    }

    #[test]
    fn other_numbers_are_no_personal_numbers() {
        for text in [
            "organisationsnummer 222000-1008",
            "org.nr 556036-0793",
            "811228-9875",
            "811328-9874",
            "811232-9874",
            "Dnr 2014-123456",
            "bankgiro 5515-8810",
            "2024-11-25--2024-12-16",
            "1811228-9874",
            "811228-98745",
            "belopp 811 228 9874",
            "20240101-0131",
            "9 811 228",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn telephone_numbers_are_found() {
        for number in [
            "033-430 10 00",
            "033- 430 10 00",
            "0321-12 34 56",
            "08-123 456 78",
            "070-123 45 67",
            "0701234567",
            "070 123 45 67",
            "+46 33 430 10 00",
            "+46 (0)33-430 10 00",
            "0046 70 123 45 67",
        ] {
            check(&format!("ring {number}, vardagar"), &[(number, Hidden::Phone)]);
        }
        check("Tel: 033/430 10 00", &[("033/430 10 00", Hidden::Phone)]);
        check("tfn 0325 12345", &[("0325 12345", Hidden::Phone)]);
    }

    #[test]
    fn other_numbers_are_no_telephone_numbers() {
        for text in [
            "0901-0912",
            "perioden 2012-01-01",
            "bankgiro 5515-8810",
            "Dnr 00322/2026",
            "kl 08.30-12.00",
            "08-12",
            "222000-1008",
            "0-100 000 kronor",
            "2 000-30 000",
            "1 070 123 456 kronor",
            "-90 500\t-93 050\t-95 450",
            "-14 021   -14 064   -13 950",
            "§§ 07-12",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn addresses_are_found() {
        check("till eva.ek@ekby.se.", &[("eva.ek@ekby.se", Hidden::Email)]);
        check("åsa@ekby.example, senast", &[("åsa@ekby.example", Hidden::Email)]);
        check("eva.ek(at)ekby.se", &[("eva.ek(at)ekby.se", Hidden::Email)]);
        check("följ @ekby på nätet, www.ekby.se", &[]);
    }
}
