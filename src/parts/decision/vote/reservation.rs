//! "Ledamöterna från SD reserverar sig mot beslutet." → [`Reservation`]s.

use std::sync::LazyLock;

use crate::swedish::Pattern;

use crate::model::{Line, Reservation};

use super::folded::{Folded, sentence_start};
use super::names::{parties, persons};

/// Who reserves himself is told within this many bytes of the verb.
const LONGEST: usize = 1_000;

/// The reservations in `lines`, in order.
pub fn reservations(lines: &[Line]) -> Vec<Reservation> {
    let folded = Folded::new(lines);
    let mut found = told(&folded);
    found.extend(headed(&folded, &found));
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, reservation)| reservation).collect()
}

/// Those that a verb tells.
fn told(folded: &Folded) -> Vec<(usize, Reservation)> {
    let mut reservations = Vec::new();
    let mut from = 0;
    for verb in VERB.find_iter(&folded.text) {
        let earliest =
            folded.text.floor_char_boundary(verb.start().saturating_sub(LONGEST)).max(from);
        let before = &folded.text[earliest..verb.start()];
        let heading = OPENS.find_iter(before).last().map_or(0, |opens| opens.end());
        let start = earliest + heading.max(sentence_start(before));
        let latest = folded.text.floor_char_boundary((verb.end() + LONGEST).min(folded.text.len()));
        let after = &folded.text[verb.end()..latest];
        let end = verb.end() + CLOSES.find(after).map_or(after.len(), |closes| closes.start());
        from = verb.end();

        let subject = &folded.text[start..verb.start()];
        let (names, parties) = match who(subject) {
            (names, parties) if !names.is_empty() || !parties.is_empty() => (names, parties),
            _ => who(PURPOSE.split(&folded.text[verb.end()..end]).next().unwrap_or_default()),
        };
        if !names.is_empty() || !parties.is_empty() {
            let span = folded.span(start + (subject.len() - subject.trim_start().len())..end);
            reservations.push((start, Reservation { names, parties, span }));
        }
    }
    reservations
}

/// Those that stand under a heading, with no verb: "Reservation ⏎ Anna Ek (M)".
fn headed(folded: &Folded, told: &[(usize, Reservation)]) -> Vec<(usize, Reservation)> {
    let mut reservations = Vec::new();
    for (idx, line) in folded.lines.iter().enumerate() {
        let Some(heading) = HEADING.captures(&line.text) else { continue };
        let rest = heading.name("rest").map_or("", |rest| rest.as_str());
        let (listed, at) = match folded.lines.get(idx + 1) {
            _ if !rest.is_empty() => (rest, idx),
            Some(next) if !VERB.is_match(&next.text) => (next.text.as_str(), idx + 1),
            _ => continue,
        };
        let start = folded.start(at);
        let span = folded.lines[at].span;
        let is_told = told
            .iter()
            .any(|(_, other)| other.span.start <= span.end && span.start <= other.span.end);
        if is_told || !LISTED.is_match(listed) {
            continue;
        }
        let (names, parties) = who(listed);
        if !names.is_empty() || !parties.is_empty() {
            reservations.push((start, Reservation { names, parties, span }));
        }
    }
    reservations
}

/// Persons and parties in the words that tell who.
fn who(words: &str) -> (Vec<String>, Vec<String>) {
    let persons = persons(words);
    let persons: Vec<_> =
        persons.into_iter().filter(|person| parties(&person.name).is_empty()).collect();
    let mut parties_of = Vec::new();
    if persons.is_empty() {
        parties_of = parties(words);
    }
    for party in persons.iter().filter_map(|person| person.party.clone()) {
        if !parties_of.contains(&party) {
            parties_of.push(party);
        }
    }
    (persons.into_iter().map(|person| person.name).collect(), parties_of)
}

fn pattern(pattern: &str) -> Pattern {
    Pattern::new(pattern).expect("a constant pattern")
}

/// The verb.
static VERB: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\breserver(?:ar|ade|at)\s+sig\b|\b(?:anmäl(?:er|de|s|des)|lämna(?:r|de|t|s|des)(?:\s+in)?|avge(?:r|s)?|inge(?:r|s)?)\s+(?:en\s+)?(?:skriftlig\s+|gemensam\s+)?reservation(?:er)?(?:\s+mot\s+beslutet)?(?:\s+av\b)?|\breservation(?:er)?\s+(?:anmäl(?:s|des|er|de)|avg(?:es|avs)|lämna(?:s|des|r|de))(?:\s+in)?\s+(?:av|från)\b",
    )
});

/// A heading before the sentence, or "mot beslutet" before its verb.
static OPENS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?im)^reservation(?:er|/er|/-er|\(er\))?[ \t]*:?(?:$|\s)|\bmot\s+beslutet\s*\z")
});

/// Where the sentence ends.
static CLOSES: LazyLock<Pattern> = LazyLock::new(|| pattern(r"[.!?](?:\s|$)|\n\n|:\s"));

/// What is told of the reservation, and not of who makes it.
static PURPOSE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:mot|emot|till|i|med|enligt|från)\s+(?:beslut|nämnd|förmån|hänvisning|enlighet|styrelse|förslag|eget|följande)\p{L}*|\btill\b|\benligt\b",
    )
});

/// A heading, alone or with names on its line.
static HEADING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:Skriftlig(?:a)?\s+)?(?i:reservation(?:er|/er|/-er|\(er\))?)(?:\s*:\s*|\s+från\s+|\s*$)(?P<rest>.*)$",
    )
});

/// Names with parties, or parties alone.
static LISTED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:Ledamöterna\s+(?:från|för)\s+)?(?:[\p{L}'’ .,-]+\(\p{L}{1,5}\)(?:\s*,\s*|\s+och\s+|\s+samt\s+)?)+\.?$|^(?:Ledamöterna\s+(?:från|för)\s+)?\(?\p{Lu}{1,4}\)?(?:(?:,\s*|\s+och\s+|\s+samt\s+)\(?\p{Lu}{1,4}\)?)*\.?$",
    )
});
