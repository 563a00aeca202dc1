//! Names, and the roles of who bears them.
//!
//! | role | told by | |
//! |---|---|---|
//! | elected | the roster, votes, reservations, a party behind the name | kept |
//! | official | a title behind the name | kept |
//! | private | a personal number beside the name; a word before it that only a private person has | hidden |
//! | signature | chair, secretary and adjusters who sign | kept |
//! | contact | "Kontaktperson" in an application | hidden |

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::numbers;
use crate::record::v1::{Kind, Record};
use crate::swedish::Pattern;

mod given;

/// Two to four words with capitals.
const NAME: &str = r"\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?:[ \u{a0}](?:(?:af|von|van|de|al|el)[ \u{a0}])?\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?){1,3}";

fn pattern(pattern: &str) -> Pattern {
    Pattern::new(pattern).expect("the pattern is fixed")
}

/// A word that only a private person has before the name.
static ROLE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:[Ss]ökande(?:n)?|[Kk]lagande(?:n)?|[Aa]nmälare(?:n)?|[Vv]årdnadshavare(?:n)?|[Ff]astighetsägare(?:n)?|[Ff]örslagsställare(?:n)?|[Ii]nitiativtagare(?:n)?|[Hh]uvudman(?:nen)?|[Bb]rukare(?:n)?)\s*:?\s+({NAME})"
    ))
});

/// A paper that a private person may hand in, and from whom.
static FROM: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:[Mm]edborgarförslag(?:et)?|[Ee]-förslag(?:et)?|[Öö]verklagande(?:t|n)?|[Öö]verklagan|[Ss]ynpunkt(?:er|en)?|[Kk]lagomål(?:et)?|[Ss]krivelse(?:n)?|[Aa]nsökan|[Aa]nhållan|[Aa]nmälan|[Bb]egäran|[Bb]esvär|[Yy]ttrande)\s(?:har\s(?:inkommit|inlämnats|lämnats\sin)\s|inlämnat\s|ingiven\s|inlämnad\s)?(?:från|av)\s({NAME})"
    ))
});

/// Who answers for an application.
static CONTACT: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"\bKontaktperson(?:er)?\s*:?\s+({NAME})")));

/// A name that ends where a personal number begins.
static BEFORE_NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"({NAME})[\s,:(–-]*(?:född|f\.|personnummer|pers\.?nr|person-?nr|pnr)?[\s.,:(]*$"
    ))
});

/// A name that begins where a personal number ends.
static AFTER_NUMBER: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"^[ \t,):–-]*({NAME})")));

/// Words in the names of associations and companies.
const NO_PERSON: [&str; 16] = [
    "AB",
    "HB",
    "KB",
    "Aktiebolag",
    "Förening",
    "Föreningen",
    "Stiftelsen",
    "Kommun",
    "Region",
    "Län",
    "Nämnd",
    "Skola",
    "Förskola",
    "Fastigheter",
    "Bygg",
    "Ekonomisk",
];

static PARTY: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"({NAME})\s*\([\p{{L}}]{{1,6}}\)")));

/// A title behind a name: ", kommunchef", "\nOrdförande".
static OFFICE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*,?\s*(?:\(\p{L}{1,6}\)|(?:[\p{L}-]+\s)?(?:[\p{L}-]*(?:chef|direktör|sekreterare|ordförande|handläggare|strateg|ledamot|ersättare|inspektör|ingenjör|rektor|jurist|arkitekt|samordnare|revisor|nämndeman|råd)(?:en|n)?)\b)",
    )
});

/// The names of private persons in a document, each once.
pub(super) fn private(record: &Record, text: Option<&str>) -> Vec<String> {
    let from_record;
    let text = if let Some(text) = text {
        text
    } else {
        from_record = strings(record);
        &from_record
    };
    let mut found: BTreeSet<String> = BTreeSet::new();
    for rule in [&ROLE, &FROM] {
        take(rule, text, &mut found);
    }
    take_contacts(record, text, &mut found);
    for number in numbers::find(text) {
        let is_person = matches!(
            number.what,
            super::Hidden::PersonalNumber | super::Hidden::CoordinationNumber
        );
        if !is_person {
            continue;
        }
        let start = text.floor_char_boundary(number.range.start.saturating_sub(120));
        let sides = [
            BEFORE_NUMBER.captures(&text[start..number.range.start]),
            AFTER_NUMBER.captures(&text[number.range.end..]),
        ];
        let names = sides.iter().flatten().filter_map(|side| side.get(1));
        found.extend(
            names.map(|name| super::folded(name.as_str())).filter(|name| is_person_name(name)),
        );
    }
    let kept = public(record, text);
    found.retain(|name| !kept.contains(name));
    found.into_iter().collect()
}

fn take(rule: &Pattern, text: &str, found: &mut BTreeSet<String>) {
    for hit in rule.captures_iter(text) {
        let Some(name) = hit.get(1) else { continue };
        let rest = &text[name.end()..];
        let is_company = rest.trim_start().starts_with(|letter: char| letter.is_uppercase())
            && NO_PERSON.iter().any(|word| rest.trim_start().starts_with(word));
        let told = super::folded(name.as_str());
        if given::is_given(&told) && is_person_name(&told) && !is_company && !OFFICE.is_match(rest)
        {
            found.insert(told);
        }
    }
}

/// Who answers for an application: in a paper or a part of one that is an application.
fn take_contacts(record: &Record, text: &str, found: &mut BTreeSet<String>) {
    if record.kind == Kind::Ansokan {
        return take(&CONTACT, text, found);
    }
    for segment in record.segments.iter().filter(|segment| segment.kind == Kind::Ansokan) {
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
        if let Some(part) = text.get(place(segment.span.start)..place(segment.span.end)) {
            take(&CONTACT, part, found);
        }
    }
}

fn is_person_name(name: &str) -> bool {
    !name.split(' ').any(|word| NO_PERSON.contains(&word))
}

/// The names of the elected, of officials and of those who sign.
fn public(record: &Record, text: &str) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for meeting in &record.meetings {
        names.extend(meeting.attendance.iter().map(|person| person.name.clone()));
        names.extend(
            meeting.chair.iter().chain(&meeting.secretary).chain(&meeting.adjusters).cloned(),
        );
    }
    for decision in &record.decisions {
        let votes = decision.votes.iter().flat_map(|vote| &vote.named);
        names.extend(votes.map(|ballot| ballot.name.clone()));
        names.extend(decision.reservations.iter().flat_map(|told| told.names.iter().cloned()));
    }
    let with_party = PARTY.captures_iter(text);
    names.extend(with_party.filter_map(|hit| hit.get(1).map(|name| super::folded(name.as_str()))));
    names
}

/// All strings of a record, a line each.
fn strings(record: &Record) -> String {
    fn collect(value: &serde_json::Value, all: &mut String) {
        match value {
            serde_json::Value::String(text) => {
                all.push_str(text);
                all.push('\n');
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, all)),
            serde_json::Value::Object(fields) => {
                fields.values().for_each(|value| collect(value, all))
            }
            _ => {}
        }
    }
    let mut all = String::new();
    if let Ok(value) = serde_json::to_value(record) {
        collect(&value, &mut all);
    }
    all
}

/// The name wherever it stands, in the genitive and over a line break too.
pub(super) fn anywhere(name: &str) -> Option<Pattern> {
    let words: Vec<String> = name.split(' ').map(regex::escape).collect();
    Pattern::new(&format!(r"\b{}s?\b", words.join(r"\s+"))).ok()
}
