//! Text → the names of bodies in it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::swedish::Pattern;

use super::heads::{self, FIRST_WORDS, HEADS, Head, PLACES, PURPOSES, Rank};

/// One name.
#[derive(Debug, Clone)]
pub(super) struct Organ {
    /// Bytes in the text scanned.
    pub(super) range: Range<usize>,
    /// Of the body, not of the one it belongs to.
    pub(super) rank: Rank,
    form: Form,
    /// The last head's ending.
    ending: Range<usize>,
    head: Option<&'static Head>,
    /// True for "socialnämnd", false for "nämnd".
    compound: bool,
    /// True behind the genitive of a higher body: "kommunstyrelsens arbetsutskott".
    owned: bool,
    /// True with a field or place behind it: "nämnden för Teknik".
    qualified: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Indefinite,
    Definite,
    Genitive,
}

impl Organ {
    /// True when the word is no name at all but a common noun: "nämnd", "förvaltning".
    pub(super) fn is_bare_noun(&self) -> bool {
        let says_which = self.compound || self.owned || self.qualified;
        let Some(head) = self.head else { return false };
        let stands_alone = matches!(head.stem, "direktion" | "presidi" | "fullmäktige" | "revisor");
        !says_which && self.form == Form::Indefinite && !stands_alone
    }

    /// True when running text names a body with it.
    pub(super) fn is_name(&self) -> bool {
        let Some(head) = self.head else { return true };
        let indefinite_name = self.owned || self.qualified || self.is_assembly_or_board();
        match self.form {
            Form::Indefinite => indefinite_name,
            Form::Definite | Form::Genitive => {
                head.alone || self.compound || self.owned || self.qualified
            }
        }
    }

    /// "kommunstyrelse" and "kommunfullmäktige" name one body only, in any form.
    fn is_assembly_or_board(&self) -> bool {
        let Some(head) = self.head else { return false };
        head.stem == "fullmäktige" || (head.stem == "styrelse" && self.compound)
    }

    /// The name in `text`, made definite and nominative; a body owned by another stays as it is but for its "s".
    pub(super) fn definite(&self, text: &str) -> String {
        let Some(head) = self.head else {
            return heads::abbreviation(&text[self.range.clone()])
                .map_or_else(String::new, |(long, _)| long.to_owned());
        };
        let before = &text[self.range.start..self.ending.start];
        let after = &text[self.ending.end..self.range.end];
        let printed = &text[self.ending.clone()];
        let ending =
            if self.owned { printed.strip_suffix('s').unwrap_or(printed) } else { head.definite };
        format!("{before}{ending}{after}")
    }
}

/// A name: words before it, and one that a head ends.
static NAME: LazyLock<Pattern> = LazyLock::new(|| {
    let stems: Vec<&str> = HEADS.iter().map(|head| head.stem).collect();
    let pattern = format!(
        r"(?i)\b(?:\p{{L}}+-,?\s(?:\p{{L}}+-\s)?(?:och|&|samt)\s)?(?:(?:{FIRST_WORDS})\s)?\p{{L}}*?(?:{})(?:{})?\b",
        stems.join("|"),
        ENDINGS.join("|"),
    );
    Pattern::new(&pattern).expect("the pattern is made of fixed words")
});

/// "Plan-, bygg- och tekniska" before "nämnden".
const MOST_WORDS_BEFORE: usize = 4;

/// The longest first: a shorter one would end inside the word, and the pattern be tried anew.
const ENDINGS: &[&str] = &[
    "ernas", "erna", "ens", "ets", "ers", "ums", "en", "et", "er", "um", "ns", "ts", "s", "n", "t",
];

/// What [`NAME`] fits at the start of a text, and a little more; fails fast on other text.
static AT_START: LazyLock<Regex> = LazyLock::new(|| {
    let stems: Vec<&str> = HEADS.iter().map(|head| head.stem).collect();
    let pattern = format!(
        r"^(?i:(?:\p{{L}}+\s(?:och|&|samt)\s)?(?:\p{{L}}+-,?\s(?:\p{{L}}+-\s)?(?:och|&|samt)\s)?(?:(?:{FIRST_WORDS})\s)?\p{{L}}*?(?:{}))|^(?:KSAU|KF|KS|AU)\s",
        stems.join("|"),
    );
    Regex::new(&pattern).expect("the pattern is made of fixed words")
});

static STEM: LazyLock<Pattern> = LazyLock::new(|| {
    let stems: Vec<&str> = HEADS.iter().map(|head| head.stem).collect();
    Pattern::new(&format!("(?i){}", stems.join("|"))).expect("the pattern is made of fixed words")
});

static SHORT: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\b(KSAU|KF|KS|AU)\s+\p{Ll}").expect("the pattern is fixed"));

/// True when a name may stand at the start of `text`.
pub(super) fn may_begin(text: &str) -> bool {
    AT_START.is_match(text)
}

/// The names in `text`, in order; none overlaps another.
pub(super) fn scan(text: &str) -> Vec<Organ> {
    at_most(text, usize::MAX)
}

/// The first name in `text`.
pub(super) fn first(text: &str) -> Option<Organ> {
    at_most(text, 1).into_iter().next()
}

/// The first `most` names in `text`, and its abbreviations, in order.
fn at_most(text: &str, most: usize) -> Vec<Organ> {
    let mut organs: Vec<Organ> = Vec::new();
    // Most lines name no body, and a search for the stems alone is fast.
    if !STEM.is_match(text) {
        add_abbreviations(text, &mut organs);
        return organs;
    }
    let mut at = 0;
    while let Some(name) = next(text, at) {
        at = name.end;
        let Some(mut organ) = read(text, name) else { continue };
        qualify(text, &mut organ);
        let is_last = organs.len() == most;
        match organs.last_mut() {
            Some(owner) if owns(text, owner, &organ) => {
                organ.range.start = owner.range.start;
                organ.owned = true;
                *owner = organ;
            }
            // A field may hold a word that looks like a head.
            Some(last) if organ.range.start < last.range.end => {}
            _ if is_last => break,
            _ => organs.push(organ),
        }
    }
    if let Some(first) = organs.first_mut() {
        take_field_before(text, first);
    }
    add_abbreviations(text, &mut organs);
    organs
}

/// "Kultur och fritidsnämnden" where a name begins, printed without the hyphen of "Kultur-".
fn take_field_before(text: &str, organ: &mut Organ) {
    static FIELD: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?:^|[.:•\t] |  |\b(?:[Bb]eslut|i|[Tt]ill|av|från|hos|för|inför) )(\p{Lu}\p{Ll}+) (?:och|samt|&) $")
            .expect("the pattern is fixed")
    });
    let is_of_field = |head: &Head| matches!(head.stem, "nämnd" | "förvaltning");
    if organ.range.start == 0 || !organ.compound || !organ.head.is_some_and(is_of_field) {
        return;
    }
    // "Förvaltningen och socialnämnden" are two.
    let is_field = |word: &str| !["en", "et", "na", "ns"].iter().any(|end| word.ends_with(end));
    let before = FIELD.captures(&text[..organ.range.start]);
    let word = before.as_ref().and_then(|found| found.get(1));
    if let Some(word) = word.filter(|word| is_field(word.as_str()) && !STEM.is_match(word.as_str()))
    {
        organ.range.start = word.start();
    }
}

/// The next name from byte `at` on.
fn next(text: &str, at: usize) -> Option<Range<usize>> {
    let stem = STEM.find_at(text, at)?;
    // The words before it that may belong to its name.
    let mut words = text[at..stem.start()].rmatch_indices(char::is_whitespace);
    let start = words.nth(MOST_WORDS_BEFORE).map_or(at, |(space, _)| at + space);
    NAME.find_at(text, start).map(|name| name.range())
}

fn read(text: &str, range: Range<usize>) -> Option<Organ> {
    let name = &text[range.clone()];
    let word = name.rsplit(char::is_whitespace).next()?.to_lowercase();
    let Compound { first_part, head, ending } = compound(&word)?;
    let form = form(head, ending)?;
    let is_meant = head.only.is_empty() || head.only.contains(&first_part);
    let is_other = head.never.contains(&first_part);
    let before = &text[..range.start];
    if !is_meant || is_other || before.ends_with(['-', '@', '.']) && !before.ends_with(". ") {
        return None;
    }
    let ending = text.floor_char_boundary(range.end - ending.len())..range.end;
    Some(Organ {
        rank: head.rank,
        form,
        ending,
        head: Some(head),
        compound: !first_part.is_empty() || name.contains(char::is_whitespace),
        owned: false,
        qualified: false,
        range,
    })
}

/// A word and its parts: *social* + *nämnd* + *en*.
struct Compound<'t> {
    first_part: &'t str,
    head: &'static Head,
    ending: &'t str,
}

/// The parts of `word`, in small letters, with the shortest first part.
fn compound(word: &str) -> Option<Compound<'_>> {
    word.char_indices().find_map(|(at, _)| {
        let rest = &word[at..];
        let first = rest.as_bytes().first();
        HEADS.iter().filter(|head| head.stem.as_bytes().first() == first).find_map(|head| {
            let ending = rest.strip_prefix(head.stem)?;
            let is_one = ending.is_empty() || ENDINGS.contains(&ending);
            is_one.then_some(Compound { first_part: &word[..at], head, ending })
        })
    })
}

fn form(head: &Head, ending: &str) -> Option<Form> {
    // "fullmäktige" is the same in every form but the genitive.
    if head.stem == "fullmäktige" {
        return match ending {
            "" => Some(Form::Definite),
            "s" => Some(Form::Genitive),
            _ => None,
        };
    }
    if ending == head.definite {
        return Some(Form::Definite);
    }
    if ending == head.indefinite {
        return Some(Form::Indefinite);
    }
    match ending.strip_suffix('s') {
        Some(rest) if rest == head.definite => Some(Form::Genitive),
        Some(rest) if rest == head.indefinite => Some(Form::Genitive),
        _ => None,
    }
}

/// "kommunstyrelsens" owns the "arbetsutskott" right behind it.
fn owns(text: &str, owner: &Organ, organ: &Organ) -> bool {
    let between = text.get(owner.range.end..organ.range.start);
    let adjoins =
        between.is_some_and(|gap| !gap.is_empty() && gap.len() <= 3 && gap.trim().is_empty());
    let is_part = organ.rank < Rank::Board || organ.head.is_some_and(|head| head.stem == "revisor");
    adjoins && is_part && owner.form == Form::Genitive && owner.rank >= Rank::Board
}

/// Takes "för Teknik" and "Centrum" into the name.
fn qualify(text: &str, organ: &mut Organ) {
    if organ.form == Form::Genitive || organ.rank == Rank::Officer {
        return;
    }
    let Some(rest) = text[organ.range.end..].strip_prefix(' ') else { return };
    let length = match rest.strip_prefix("för ") {
        Some(field) => field_length(field).map(|length| "för ".len() + length),
        None => place_length(rest, organ),
    };
    if let Some(length) = length {
        organ.range.end += 1 + length;
        organ.qualified = true;
    }
}

static FIELD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^\p{L}[\p{L}/]*(?:-?(?:, \p{L}+-?)? (?:&|och) \p{L}[\p{L}-]*|(?: \p{Lu}[\p{L}-]*| (?:kommunalförbund|kommun|stad|län|AB|och)\b)*)",
    )
    .expect("the pattern is fixed")
});

fn field_length(field: &str) -> Option<usize> {
    let found = FIELD.find(field)?.as_str();
    let first = found.split([' ', '-', ',']).next()?;
    if PURPOSES.contains(&first) {
        return None;
    }
    let found = found.strip_suffix(" och").unwrap_or(found);
    // "nämnden för funktionsstöd och socialnämnden": the second is a body of its own.
    let joined = found.rsplit_once(' ').map_or("", |(_, last)| last);
    if !joined.is_empty() && NAME.find(joined).is_some() {
        return Some(first.len());
    }
    Some(found.len())
}

fn place_length(rest: &str, organ: &Organ) -> Option<usize> {
    let stem = organ.head?.stem;
    if stem != "nämnd" && stem != "förvaltning" {
        return None;
    }
    let word = rest.split(|letter: char| !letter.is_alphabetic()).next()?;
    (organ.compound && PLACES.contains(&word)).then_some(word.len())
}

fn add_abbreviations(text: &str, organs: &mut Vec<Organ>) {
    if !text.as_bytes().windows(2).any(|pair| matches!(pair, b"KF" | b"KS" | b"AU")) {
        return;
    }
    let mut added = false;
    for captures in SHORT.captures_iter(text) {
        let Some(name) = captures.get(1) else { continue };
        let Some((_, rank)) = heads::abbreviation(name.as_str()) else { continue };
        let range = name.range();
        organs.push(Organ {
            ending: range.end..range.end,
            range,
            rank,
            form: Form::Definite,
            head: None,
            compound: true,
            owned: false,
            qualified: false,
        });
        added = true;
    }
    if added {
        organs.sort_by_key(|organ| organ.range.start);
    }
}
