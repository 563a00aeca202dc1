//! Lines → the municipality or association that the paper comes from.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::organ;
use crate::model::{At, LineRole, Span, Text};

/// The municipality, region or association of a paper, and where its name was first seen as it is told.
///
/// A name on a line of its own in the first zone weighs most, then the one addressed or signed for, then mentions.
pub fn organization(text: &Text, lines: Range<usize>) -> Option<At<String>> {
    let mut candidates: BTreeMap<String, Candidate> = BTreeMap::new();
    let mut told = 0;
    for line in text.lines[lines].iter().take(MOST_LINES) {
        if line.role == LineRole::Noise {
            if let Some(place) = FRONT_MATTER.captures(&line.text).and_then(|found| found.get(1)) {
                let name = format!("{} kommun", capitalized(place.as_str()));
                add(
                    &mut candidates,
                    &name,
                    false,
                    FRONT_MATTER_WEIGHT,
                    line.span_of(place.range()),
                );
            }
            continue;
        }
        let read = &line.text[..line.text.floor_char_boundary(MOST_BYTES)];
        for name in names(read) {
            let in_head = told < HEAD_LINES;
            let leads = name.range.start <= 2 && (name.shouts || name.range.end == read.len());
            let weight = match (in_head, leads) {
                (true, true) => 10,
                (true, false) => 4,
                // A municipality's papers name associations in passing more often than the other way.
                (false, _) if name.is_association => 1,
                (false, true) => 3,
                (false, false) => 2,
            };
            add(&mut candidates, &name.name, true, weight, line.span_of(name.range));
        }
        if let Some((name, range)) = addressed(read) {
            let weight = if told < HEAD_LINES { 8 } else { 2 };
            add(&mut candidates, &name, false, weight, line.span_of(range));
        }
        told += 1;
    }
    let is_alone = candidates.len() == 1;
    let best = candidates
        .into_values()
        .max_by_key(|candidate| (candidate.weight, std::cmp::Reverse(candidate.span.start)))?;
    if best.weight < CONVINCES && !is_alone {
        return None;
    }
    let (name, _) =
        best.forms.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(name.len())))?;
    Some(At::new(name.clone(), best.span))
}

/// True when `text` is the name of a municipality or association and nothing else.
pub fn is_name(text: &str) -> bool {
    names(text).first().is_some_and(|name| name.range == (0..text.len()))
}

const HEAD_LINES: usize = 15;
const MOST_LINES: usize = 20_000;
const MOST_BYTES: usize = 20_000;
const FRONT_MATTER_WEIGHT: u32 = 6;
/// A name mentioned once in passing does not convince beside others.
const CONVINCES: u32 = 4;
/// Mentions beyond this many say no more.
const MOST_MENTIONS: u32 = 12;

static FRONT_MATTER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^kommun:\s*(\p{L}+)\s*$").expect("the pattern is fixed"));

#[derive(Debug)]
struct Candidate {
    weight: u32,
    mentions: u32,
    span: Span,
    /// How it is written, and how often.
    forms: BTreeMap<String, u32>,
}

/// `printed` is false for a name that was put together.
fn add(
    candidates: &mut BTreeMap<String, Candidate>,
    name: &str,
    printed: bool,
    weight: u32,
    span: Span,
) {
    let candidate = candidates.entry(key(name)).or_insert_with(|| Candidate {
        weight: 0,
        mentions: 0,
        span,
        forms: BTreeMap::new(),
    });
    candidate.mentions += 1;
    if weight > 3 || candidate.mentions <= MOST_MENTIONS {
        candidate.weight += weight;
    }
    *candidate.forms.entry(name.to_owned()).or_default() += u32::from(printed);
}

/// "Göteborgs Stad" and "Göteborgs kommun" are one; so are "Sjuhärads kommunalförbund" and its genitive.
fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    let place = lower.strip_suffix(" kommun").or_else(|| lower.strip_suffix(" stad"));
    place.unwrap_or(&lower).trim_end_matches('s').to_owned()
}

struct Name {
    name: String,
    range: Range<usize>,
    shouts: bool,
    is_association: bool,
}

static HINT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?i)kommun|stad|förbund|region|landsting").expect("the pattern is fixed")
});
static MUNICIPALITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)\s(?:(\p{Lu}\p{Ll}+)\s)?(kommun|stad|Stad|Kommun)s?\b",
    )
    .expect("the pattern is fixed")
});
static SHOUTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(\p{Lu}[\p{Lu}-]+(?:\s\p{Lu}{2,})?)\s+(KOMMUN|STAD)\b")
        .expect("the pattern is fixed")
});
static ASSOCIATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b(?:(\p{Lu}\p{Ll}+)\s([Kk]ommunalförbund|[Kk]ommunförbund|[Rr]äddningstjänstförbund|[Ss]amordningsförbund|[Mm]iljöförbund|[Rr]egionförbund|[Vv]årdförbund|[Gg]ymnasieförbund)\b|(?:Kommunal|Kommun|Räddningstjänst|Samordnings|Avfalls|Renhållnings|Gymnasie|Utbildnings|Region|Miljö|Vård|Vatten|Tolk|Musei|Bibliotek|Brand)s?förbundet\s(?:\p{Lu}[\p{Ll}-]+)(?:\s\p{Lu}\p{Ll}+)*)",
    )
    .expect("the pattern is fixed")
});
static REGION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b(?:Region\s\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?(?:\slän)?|\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+sregionen|\p{Lu}\p{Ll}+s\släns\slandsting|Landstinget\s(?:i\s)?\p{Lu}\p{Ll}+)\b",
    )
    .expect("the pattern is fixed")
});

/// Words with a large first letter that are no place.
const NO_PLACES: &[&str] = &[
    "varje",
    "stads",
    "beslutar",
    "kommunens",
    "respektive",
    "en",
    "denna",
    "vår",
    "som",
    "annan",
    "egen",
    "samma",
    "hela",
    "mellan",
    "inom",
    "för",
    "av",
    "i",
    "till",
    "från",
    "den",
    "din",
    "er",
    "förvaltande",
    "svensk",
    "svenska",
    "berörd",
    "aktuell",
    "ingen",
    "samtliga",
    "varannan",
    "någon",
    "ytterligare",
    "liknande",
    "och",
    "grön",
    "levande",
    "stor",
    "enskild",
    "tidigare",
    "nämnd",
    "alla",
    "per",
    "om",
    "hos",
    "att",
    "antal",
    "är",
    "ny",
    "vilken",
    "vald",
    "hemmahörande",
    "medlems",
    "övrig",
    "total",
    "jämlik",
    "trygg",
    "hållbar",
    "sveriges",
    "god",
    "öppen",
    "vid",
    "ja",
    "nej",
    "ort",
    "aktiv",
    "modern",
    "attraktiv",
];

/// Words that begin the name of a place in two words.
const FIRST_OF_TWO: &[&str] = &[
    "Lilla",
    "Stora",
    "Upplands",
    "Östra",
    "Västra",
    "Norra",
    "Södra",
    "Nya",
    "Gamla",
    "Övre",
    "Nedre",
    "Malung",
    "Dals",
    "Sankt",
    "Mellersta",
];

fn is_place(word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_participle = lower.ends_with("ande") || lower.ends_with("ende");
    !is_participle
        && !NO_PLACES.contains(&lower.as_str())
        && lower.chars().count() > 1
        && !organ::is_organ(word)
}

fn names(read: &str) -> Vec<Name> {
    let mut names = Vec::new();
    if !HINT.is_match(read) {
        return names;
    }
    for captures in SHOUTED.captures_iter(read) {
        let (Some(whole), Some(place), Some(word)) =
            (captures.get(0), captures.get(1), captures.get(2))
        else {
            continue;
        };
        let place: Vec<String> = place.as_str().split(' ').map(titled).collect();
        if place.iter().all(|word| is_place(word)) {
            let word = if word.as_str() == "STAD" { "stad" } else { "kommun" };
            names.push(Name {
                name: format!("{} {word}", place.join(" ")),
                range: whole.range(),
                shouts: true,
                is_association: false,
            });
        }
    }
    for captures in MUNICIPALITY.captures_iter(read) {
        let (Some(whole), Some(first)) = (captures.get(0), captures.get(1)) else { continue };
        // "Östra Bys kommun" has two words, "Enligt Bys kommun" one.
        let start = match captures.get(2) {
            Some(second) if FIRST_OF_TWO.contains(&first.as_str()) && is_place(second.as_str()) => {
                whole.start()
            }
            Some(second) if is_place(second.as_str()) => second.start(),
            Some(_) => continue,
            None if is_place(first.as_str()) => whole.start(),
            None => continue,
        };
        // "Som kommun-" is a word cut by the line.
        if read[whole.end()..].starts_with('-') {
            continue;
        }
        // "Göteborgs Stads" is the genitive of "Göteborgs Stad".
        let end = whole.end() - usize::from(whole.as_str().ends_with('s'));
        let range = start..end;
        let name = read[range.clone()].replace("Kommun", "kommun");
        names.push(Name { name, range, shouts: false, is_association: false });
    }
    for pattern in [&ASSOCIATION, &REGION] {
        for found in pattern.find_iter(read) {
            // "Business Region Göteborg" is a company.
            let goes_before = read[..found.start()].trim_end().ends_with("Business");
            if let Some(name) = association(read, found.range()).filter(|_| !goes_before) {
                names.push(name);
            }
        }
    }
    names
}

/// The whole line, when it begins with the name and is short: "Kommunalförbundet Västra gymnasiet".
fn association(read: &str, range: Range<usize>) -> Option<Name> {
    let mut end = range.end;
    // Names of bodies and titles in large letters are no part of it.
    while let Some((before, last)) = read[range.start..end].rsplit_once(' ') {
        let is_other = organ::is_organ(last)
            || matches!(
                last,
                "Kallelse" | "Protokoll" | "Sammanträdesprotokoll" | "Datum" | "Sida"
            );
        if !is_other {
            break;
        }
        end = range.start + before.len();
    }
    let rest = &read[end..];
    let next =
        rest.trim_start().split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    const FIELDS: &[&str] = &[
        "gymnasium",
        "gymnasier",
        "räddningstjänst",
        "avfall",
        "kommunalförbund",
        "län",
        "skärgård",
        "bibliotek",
        "vatten",
        "utbildning",
    ];
    if rest.starts_with(' ') && FIELDS.contains(&next) {
        end += 1 + next.len();
    }
    // "Samordningsförbundet Västs budget": the "s" is no part of the name.
    let owns =
        read[..end].ends_with('s') && rest.starts_with(' ') && next.starts_with(char::is_lowercase);
    if owns && read[range.clone()].contains("förbundet ") {
        end -= 1;
    }
    let name = read[range.start..end].trim();
    let is_lone = name.split(' ').count() < 2;
    if is_lone || !is_place(name.split(' ').next()?) {
        return None;
    }
    // "Sjuhärads Kommunalförbund" is written with a small letter as a rule.
    let name = name.replace(" Kommunalförbund", " kommunalförbund");
    Some(Name { name, range: range.start..end, shouts: false, is_association: true })
}

static ADDRESSED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:[Tt]ill\s)?(\p{Lu}\p{Ll}+)(?:\s[Ss]tads)?\s(?:kommunfullmäktige|kommunstyrelse|stadsfullmäktige)\b")
        .expect("the pattern is fixed")
});

/// "Till Göteborgs kommunfullmäktige" tells the municipality too.
fn addressed(read: &str) -> Option<(String, Range<usize>)> {
    let found = ADDRESSED.captures(read)?.get(1)?;
    is_place(found.as_str()).then(|| (format!("{} kommun", found.as_str()), found.range()))
}

fn titled(word: &str) -> String {
    capitalized(&word.to_lowercase())
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    #[track_caller]
    fn check(paper: &str, expected: Option<&str>) {
        let (text, _) = layout::text_of_plain(paper.to_owned());
        let found = organization(&text, 0..text.lines.len()).map(|found| found.value);
        assert_eq!(found.as_deref(), expected, "{paper}");
    }

    #[test]
    fn reads_the_head() {
        check("BYBERGA KOMMUN     SAMMANTRÄDESPROTOKOLL  1 (4)", Some("Byberga kommun"));
        check(
            "KALLELSE\nDirektionen för\nNordhärads kommunalförbund\nBorås Stad, Stadshuset",
            Some("Nordhärads kommunalförbund"),
        );
        check(
            "1 Räddningstjänstförbundet Norrådalen KALLELSE Direktionen kallas",
            Some("Räddningstjänstförbundet Norrådalen"),
        );
        check(
            "Kommunalförbundet Östmarkens gymnasium\nKALLELSE",
            Some("Kommunalförbundet Östmarkens gymnasium"),
        );
        check(
            "Nyhetsbrev från Fjälldals kommunalförbund 9 maj 2014",
            Some("Fjälldals kommunalförbund"),
        );
        check("Region Halland\nProtokoll", Some("Region Halland"));
    }

    #[test]
    fn an_address_tells_it_and_the_paper_tells_its_name() {
        check(
            "Till Byköpings kommunfullmäktige\nByköpings Stads regler ändras.\nRegler i Byköpings Stad",
            Some("Byköpings Stad"),
        );
        check("Till Byköpings kommunfullmäktige\nRegler", Some("Byköpings kommun"));
    }

    #[test]
    fn common_nouns_are_no_names() {
        check("Varje kommun ska\nEn kommun\nDenna kommun", None);
    }
}
