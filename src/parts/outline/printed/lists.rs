//! A page without breaks → where the points of its lists begin.

use std::sync::LazyLock;

use crate::swedish::Pattern;

/// Points that make a list without full stops, where it begins with 1.
const POINTS: usize = 3;
/// Points that make one where it begins with another number.
const LATER_POINTS: usize = 4;
/// Numbers of a page that are looked at.
const MOST_NUMBERS: usize = 2_000;
/// Words before a number that is no point's.
const COUNTED: [&str; 14] = [
    "Blad",
    "blad",
    "Sida",
    "sida",
    "Bilaga",
    "bilaga",
    "nr",
    "Nr",
    "punkt",
    "Ärende",
    "alternativ",
    "kap",
    "§",
    "§§",
];

static DASH: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:[:.)]|\p{L}) [-–•] (?:\p{Lu}|att )").expect("a constant pattern")
});
static BARE_NUMBER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?:^| )(\d{1,3}) \p{Lu}").expect("a constant pattern"));

/// Adds where the points of lists begin: "- Godkänner …", "1 Upprop 2 Val av justerare 3 …".
pub(super) fn lists(text: &str, breaks: &mut Vec<usize>) {
    for found in DASH.find_iter(text) {
        let mark = found.as_str().find(' ').unwrap_or(0) + 1;
        breaks.push(found.start() + mark);
    }
    bare_numbers(text, breaks);
}

/// In a list each point has the next number.
fn bare_numbers(text: &str, breaks: &mut Vec<usize>) {
    let mut numbers: Vec<(usize, usize)> = Vec::new();
    for found in BARE_NUMBER.captures_iter(text).take(MOST_NUMBERS) {
        let Some(number) = found.get(1) else { continue };
        let before = text[..number.start()].trim_end().rsplit(' ').next().unwrap_or_default();
        if let Ok(value) = number.as_str().parse()
            && !COUNTED.contains(&before)
        {
            numbers.push((number.start(), value));
        }
    }
    while !numbers.is_empty() {
        let run = run(&numbers);
        let enough = if run[0].1 == 1 { POINTS } else { LATER_POINTS };
        if run.len() >= enough {
            breaks.extend(run.iter().map(|&(at, _)| at));
        }
        numbers.retain(|number| !run.contains(number));
    }
}

/// The first number and those that count on from it.
fn run(numbers: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut run: Vec<(usize, usize)> = Vec::new();
    for &(at, value) in numbers {
        if run.last().is_none_or(|&(_, last)| value == last + 1) {
            run.push((at, value));
        }
    }
    run
}
