//! "ordföranden Anna Ek (S), Bo Al (KD)" → persons and parties.

use std::sync::LazyLock;

use crate::swedish::Pattern;

/// A person with the party that is printed after the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// The name.
    pub(super) name: String,
    /// The party.
    pub(super) party: Option<String>,
}

/// The persons in a list of names.
pub(super) fn persons(list: &str) -> Vec<Person> {
    let list = WHITE.replace_all(list, " ");
    let mut persons = Vec::new();
    for part in PARTED.split(&list) {
        let part = part.trim();
        let title = TITLE.find(part).map_or(0, |title| title.end());
        let Some(found) = PERSON.captures(&part[title..]) else { continue };
        let name = found["name"].trim();
        if name.split(' ').count() > 1 || found.name("party").is_some() {
            let party = found.name("party").map(|party| party.as_str().trim().to_uppercase());
            let party = party.filter(|party| !matches!(party.as_str(), "-" | "–"));
            persons.push(Person { name: name.to_owned(), party });
        }
    }
    persons
}

/// The parties in "M, D, L och KD", "Moderaterna", "Sverigedemokraternas ledamöter".
pub(super) fn parties(list: &str) -> Vec<String> {
    let mut parties = Vec::new();
    for found in PARTY.find_iter(list) {
        let party = abbreviation(found.as_str()).unwrap_or(found.as_str()).to_owned();
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}

/// "Moderaterna" → "M".
fn abbreviation(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let known = |stems: &[&str]| stems.iter().any(|stem| name.starts_with(stem));
    Some(match () {
        () if known(&["moderat"]) => "M",
        () if known(&["socialdemokrat"]) => "S",
        () if known(&["centerp"]) => "C",
        () if known(&["liberal"]) => "L",
        () if known(&["folkpart"]) => "FP",
        () if known(&["kristdemokrat"]) => "KD",
        () if known(&["vänsterp"]) => "V",
        () if known(&["miljöp"]) => "MP",
        () if known(&["sverigedemokrat"]) => "SD",
        () if known(&["demokraterna"]) => "D",
        () if known(&["feministiskt"]) => "FI",
        () => return None,
    })
}

static WHITE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\s+").expect("a constant pattern"));

/// What parts the names of a list.
static PARTED: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"[,;]|\s(?:och|samt|o\.|&)\s").expect("a constant pattern"));

/// A title that opens a sentence and so has a capital.
static TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^(?i:(?:(?:tjänstgörande|tjg|förste|första|andre|andra|tredje|vice|1:e|2:e|ordföranden?|ersättar(?:en|na|e)|ledam(?:oten|öterna|ot)|även|därtill|jämte)\s+)+)",
    )
    .expect("a constant pattern")
});

/// A name at the end of its part: titles before it are in small letters.
static PERSON: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?:^|\s)(?P<name>\p{Lu}[\p{L}'’.-]*(?:\s+(?:(?:af|av|von|de|der|van|del|la|ben|al|el)\s+)*\p{Lu}[\p{L}'’.-]*)*)\s*(?:\(\s*(?P<party>\p{L}{1,5}|[-–])\s*\))?\s*[.:]?$",
    )
    .expect("a constant pattern")
});

/// An abbreviation in capitals, or a party's name.
static PARTY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"\b(?:\p{Lu}{1,4}|F[iI]|Fp|Kd|Mp|Sd|(?i:moderat|socialdemokrat|kristdemokrat|sverigedemokrat|demokrat|liberal)(?:erna|ernas|en|ena)\b|Feministiskt initiativ|\p{Lu}\p{L}*parti(?:et|ets)?)\b",
    )
    .expect("a constant pattern")
});
