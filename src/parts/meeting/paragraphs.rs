//! "Paragrafer §§ 1-28" in the head, and the headings → which paragraphs the minutes hold.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::model::{Line, Note, NoteCode, Paragraphs, Span};
use crate::swedish::Pattern;

/// Minutes hold no more paragraphs than this; more is no spell of paragraphs.
const MOST: u32 = 600;

/// A paragraph's heading: its number as printed, its value, where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) number: String,
    pub(super) value: u32,
    /// True when it says that it goes on: "§ 12 forts.".
    pub(super) goes_on: bool,
    pub(super) span: Span,
}

static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(?:^|\s)(?:(?:justerade|protokollets|omedelbart justerade?)\s+)?paragraf(?:er(?:na)?)?\b\s*:?",
    )
    .expect("a constant pattern")
});
/// Spells of numbers: "§§ 1-28", "§ 1–5, 7–28", "§ 12".
static SPELLS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^\s*(§*\s*\d{1,4}(?:\s*(?:[-–—]+|,|och|samt|till(?: och med)?|t\.?o\.?m\.?)\s*§*\s*\d{1,4})*)(?:\s|[.;)]|$)",
    )
    .expect("a constant pattern")
});
static NUMBER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\d{1,4}").expect("a constant pattern"));

/// The paragraphs that the head tells, behind their label or on the line below it.
pub(super) fn printed(head: &[&Line]) -> Option<Paragraphs> {
    head.iter().enumerate().find_map(|(at, line)| {
        let label = LABEL.find(&line.text)?;
        let rest = &line.text[label.end()..];
        let below = || head.get(at + 1).filter(|_| rest.trim().is_empty());
        of_spells(rest).or_else(|| of_spells(&below()?.text))
    })
}

fn of_spells(text: &str) -> Option<Paragraphs> {
    let printed = SPELLS.captures(text)?.get(1)?.as_str().trim();
    let spells = spells(printed);
    let (first, last) = (*spells.first()?.start(), *spells.last()?.end());
    let rises = spells.windows(2).all(|pair| pair[0].end() < pair[1].start());
    // A bare number alone may be anything.
    let is_told = printed.contains('§') || first != last;
    let is_spell = is_told && rises && spells.iter().all(|spell| spell.start() <= spell.end());
    (first > 0 && is_spell && last - first < MOST).then(|| Paragraphs {
        first,
        last,
        printed: Some(printed.to_owned()),
    })
}

/// "1–5, 7–28" → 1..=5 and 7..=28.
fn spells(printed: &str) -> Vec<RangeInclusive<u32>> {
    let mut spells: Vec<RangeInclusive<u32>> = Vec::new();
    let mut before = 0;
    for found in NUMBER.find_iter(printed) {
        let Ok(value) = found.as_str().parse::<u32>() else { continue };
        let between = &printed[before..found.start()];
        let joins = between.contains(['-', '–', '—', 't', 'T']) && !between.contains("samt");
        match spells.pop() {
            Some(last) if joins => spells.push(*last.start()..=value),
            Some(last) => spells.extend([last, value..=value]),
            None => spells.push(value..=value),
        }
        before = found.end();
    }
    spells
}

/// The paragraphs told by the head, else those of the headings; notes on numbers that are missing or stand twice.
pub(super) fn checked(
    printed: Option<Paragraphs>,
    headings: &[Heading],
    notes: &mut Vec<Note>,
) -> Option<Paragraphs> {
    let found: BTreeSet<u32> = headings.iter().map(|heading| heading.value).collect();
    let (Some(&lowest), Some(&highest)) = (found.first(), found.last()) else { return printed };
    let of_headings = Paragraphs { first: lowest, last: highest, printed: None };
    if headings.len() < 2 {
        return printed.or(Some(of_headings));
    }
    let told = printed.unwrap_or(of_headings);
    let wanted: BTreeSet<u32> = match &told.printed {
        Some(text) => spells(text).into_iter().flatten().collect(),
        None if told.last - told.first < MOST => (told.first..=told.last).collect(),
        None => BTreeSet::new(),
    };
    let missing: Vec<u32> = wanted.difference(&found).copied().collect();
    // Headings of which few are the head's own, or most are lost, were not read as they were meant.
    let is_read = missing.len() < wanted.len() - missing.len();
    if is_read && !missing.is_empty() {
        let message = format!("no paragraph has the number {}", in_spells(&missing));
        let after = headings.iter().find(|heading| heading.value > missing[0]);
        let place = after.or(headings.last()).map(|heading| heading.span);
        notes.push(Note { span: place, ..Note::new(NoteCode::ParagraphMissing, message) });
    }
    let mut seen = BTreeSet::new();
    for heading in headings.iter().filter(|heading| !heading.goes_on) {
        if !seen.insert(&heading.number) {
            let message = format!("a second paragraph has the number {}", heading.number);
            notes.push(Note::at(NoteCode::ParagraphTwice, message, heading.span));
        }
    }
    Some(told)
}

/// 5, 7, 8, 9 → "5, 7–9".
fn in_spells(numbers: &[u32]) -> String {
    let mut spells: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match spells.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => spells.push((number, number)),
        }
    }
    let spell = |(first, last): (u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    spells.into_iter().map(spell).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &[&str], expected: Option<(u32, u32)>) {
        let lines: Vec<Line> = head
            .iter()
            .map(|text| Line::new((*text).to_owned(), Span::new(0..text.len()), None))
            .collect();
        let read = printed(&lines.iter().collect::<Vec<_>>());
        assert_eq!(read.map(|read| (read.first, read.last)), expected, "{head:?}");
    }

    #[test]
    fn the_head_tells_its_paragraphs() {
        check(&["Sekreterare   Per Lund              Paragrafer § 1-27"], Some((1, 27)));
        check(&["Paragrafer §§ 1–28"], Some((1, 28)));
        check(&["Paragrafer: 86–93"], Some((86, 93)));
        check(&["Paragrafer 58 -- 65"], Some((58, 65)));
        check(&["Justerade paragrafer", "§§ 269 - 283"], Some((269, 283)));
        check(&["Paragrafer §§ 1-5, 7-9 och 11"], Some((1, 11)));
        check(&["Paragraf § 12"], Some((12, 12)));
    }

    #[test]
    fn what_is_no_spell_of_paragraphs() {
        check(&["Paragrafer som justeras omedelbart"], None);
        check(&["Stadgans paragrafer 14 november gicks igenom"], None);
        check(&["Eva Ek (S) §§ 3-9"], None);
        check(&["Paragrafer 28-1"], None);
        check(&["Paragrafer 1-2000"], None);
        check(&[], None);
    }

    #[track_caller]
    fn check_notes(printed: &str, headings: &[&str], expected: &[&str]) {
        let headings: Vec<Heading> = headings
            .iter()
            .map(|text| Heading {
                number: text.trim_end_matches('+').to_owned(),
                value: NUMBER.find(text).unwrap().as_str().parse().unwrap(),
                goes_on: text.ends_with('+'),
                span: Span::default(),
            })
            .collect();
        let mut notes = Vec::new();
        checked(of_spells(printed), &headings, &mut notes);
        let told: Vec<_> = notes.iter().map(|note| note.message.as_str()).collect();
        assert_eq!(told, expected, "{printed} {headings:?}");
    }

    #[test]
    fn gaps_and_doubles_are_noted() {
        check_notes("§§ 1-4", &["1", "2", "4"], &["no paragraph has the number 3"]);
        check_notes("", &["5", "6", "7", "8", "12"], &["no paragraph has the number 9–11"]);
        check_notes("§§ 1-4", &["1", "2", "3"], &["no paragraph has the number 4"]);
        check_notes("", &["5", "6", "6", "7"], &["a second paragraph has the number 6"]);
    }

    #[test]
    fn a_whole_run_has_no_note() {
        check_notes("§§ 1-4", &["1", "2", "3", "4"], &[]);
        // The gap stands in the head itself.
        check_notes("§§ 1-2, 4", &["1", "2", "4"], &[]);
        check_notes("", &["5", "6", "6+", "6a", "7"], &[]);
        // Most headings are lost, or of another paper: they say nothing.
        check_notes("§§ 1-40", &["1", "2", "9"], &[]);
        check_notes("§§ 269-283", &["1", "2"], &[]);
    }
}
