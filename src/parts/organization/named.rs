//! A line → the names of municipalities, regions and associations in it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Captures;

use crate::swedish::Pattern;

use super::places::{FIRST_OF_TWO, is_place};
use crate::parts::organ;

/// A name in a line.
pub(super) struct Name {
    pub(super) name: String,
    pub(super) range: Range<usize>,
    /// Written in large letters.
    pub(super) shouts: bool,
    /// A kommunalförbund or the like, no municipality.
    pub(super) is_association: bool,
}

static HINT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("(?i)kommun|stad|förbund|region|landsting|räddningstjänst")
        .expect("the pattern is fixed")
});
static MUNICIPALITY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"\b(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)\s(?:(\p{Lu}\p{Ll}+)\s)?(kommun|stad|Stad|Kommun)s?\b",
    )
    .expect("the pattern is fixed")
});
static SHOUTED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\b(\p{Lu}[\p{Lu}-]+(?:\s\p{Lu}{2,})?)\s+(KOMMUN|STAD)\b")
        .expect("the pattern is fixed")
});
/// The first parts of the words for associations of municipalities: *samordningsförbund*, *avfallsförbund*.
const FIELDS_OF_ASSOCIATIONS: &str = "kommunal|kommun|räddningstjänst|räddnings|brandförsvars|brand|samordnings|miljö|region|vård|omsorgs|gymnasie|skol|utbildnings|kunskaps|avfalls|renhållnings|återvinnings|vatten|va-|kollektivtrafik|trafik|bibliotek|biblioteks|musei|kultur|tolk|överförmyndar|energi|fastighets|turist|hamn|kommunalteknik|inköps|upphandlings|folkhälso";

static ASSOCIATION: LazyLock<Pattern> = LazyLock::new(|| {
    let fields = FIELDS_OF_ASSOCIATIONS;
    let pattern = format!(
        r"\b(?:\p{{Lu}}\p{{Ll}}+(?: \p{{Lu}}\p{{Ll}}+)? (?i:{fields})förbund\b|(?:(?i:{fields})s?förbundet|Räddningstjänsten) \p{{Lu}}[\p{{Ll}}-]+(?: \p{{Lu}}\p{{Ll}}+)*)",
    );
    Pattern::new(&pattern).expect("the pattern is made of fixed words")
});
static SHOUTED_ASSOCIATION: LazyLock<Pattern> = LazyLock::new(|| {
    let fields = FIELDS_OF_ASSOCIATIONS.to_uppercase();
    let pattern = format!(
        r"\b(?:(\p{{Lu}}{{3,}}(?: \p{{Lu}}{{3,}})? (?:{fields})FÖRBUND)\b|((?:{fields})S?FÖRBUNDET|RÄDDNINGSTJÄNSTEN) (\p{{Lu}}{{3,}})(?: (\p{{Lu}}{{3,}}))?)",
    );
    Pattern::new(&pattern).expect("the pattern is made of fixed words")
});
/// "REGION NORRBOTTEN"; two words only where a third says so: "REGION JÖNKÖPINGS LÄN".
static SHOUTED_REGION: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\bREGION (\p{Lu}{3,})(?: LÄN)?\b").expect("the pattern is fixed")
});
static REGION: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"\b(?:Region\s\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?(?:\slän)?|\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+sregionen|\p{Lu}\p{Ll}+s\släns\slandsting|Landstinget\s(?:i\s)?\p{Lu}\p{Ll}+)\b",
    )
    .expect("the pattern is fixed")
});

/// True when "kommun" or "stad" is a word in `read`, not the beginning of one.
fn holds_word(read: &str) -> bool {
    ["kommun", "Kommun", "stad", "Stad"].iter().any(|word| {
        read.match_indices(word).any(|(at, _)| {
            let rest = &read[at + word.len()..];
            let rest = rest.strip_prefix('s').unwrap_or(rest);
            !rest.starts_with(char::is_alphabetic)
        })
    })
}

/// The names in `read`.
pub(super) fn names(read: &str) -> Vec<Name> {
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
    let municipalities = holds_word(read).then(|| MUNICIPALITY.captures_iter(read));
    for captures in municipalities.into_iter().flatten() {
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
    names.extend(
        SHOUTED_ASSOCIATION.captures_iter(read).filter_map(|found| shouted_association(&found)),
    );
    names.extend(SHOUTED_REGION.captures_iter(read).filter_map(|found| shouted_region(&found)));
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
        let is_other = organ::is_organ(last) || TYPE_WORDS.contains(&last);
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
    // "Samordningsförbundet Västs budget", "Region Norrvikens stiftelse": the "s" is no part of the name.
    let owns =
        read[..end].ends_with('s') && rest.starts_with(' ') && next.starts_with(char::is_lowercase);
    let takes_s = ["förbundet ", "Region "].iter().any(|word| read[range.clone()].contains(word));
    if owns && takes_s {
        end -= 1;
    }
    let name = without_other_words(read[range.start..end].trim());
    let range = end - name.len()..end;
    // "Räddningstjänsten Bys kommun" is an office of the municipality.
    let is_office = matches!(next.to_lowercase().as_str(), "kommun" | "kommuns" | "stad" | "stads")
        || name.ends_with(" Kommun")
        || name.ends_with(" Stad");
    let is_lone = name.split(' ').count() < 2;
    if is_lone || is_office || !is_place(name.split(' ').next()?) {
        return None;
    }
    // "Sjuhärads Kommunalförbund" is written with a small letter as a rule.
    let name = name.replace(" Kommunalförbund", " kommunalförbund");
    Some(Name { name, range, shouts: false, is_association: true })
}

/// "Enligt Bys avfallsförbund": the first word is no part of the name.
fn without_other_words(name: &str) -> &str {
    match name.split_once(' ') {
        Some((first, rest))
            if rest.contains(' ')
                && rest.ends_with("förbund")
                && !FIRST_OF_TWO.contains(&first) =>
        {
            rest
        }
        _ => name,
    }
}

/// "REGION NORRBOTTEN" → "Region Norrbotten".
fn shouted_region(found: &Captures<'_>) -> Option<Name> {
    let (whole, place) = (found.get(0)?, found.get(1)?);
    let county = if whole.as_str().ends_with(" LÄN") { " län" } else { "" };
    let place = titled(place.as_str());
    let is_named = is_place(&place) && !TYPE_WORDS.contains(&place.as_str());
    let name = format!("Region {place}{county}");
    is_named.then_some(Name { name, range: whole.range(), shouts: true, is_association: true })
}

/// "SAMORDNINGSFÖRBUNDET NORRA BY PROTOKOLL" → "Samordningsförbundet Norra By".
fn shouted_association(found: &Captures<'_>) -> Option<Name> {
    if let Some(whole) = found.get(1) {
        let (place, field) = whole.as_str().rsplit_once(' ')?;
        let place: Vec<String> = place.split(' ').map(titled).collect();
        let name = format!("{} {}", place.join(" "), field.to_lowercase());
        let name = without_other_words(&name).to_owned();
        let is_whole = name.split(' ').all(is_place);
        return is_whole.then_some(Name {
            name,
            range: whole.range(),
            shouts: true,
            is_association: true,
        });
    }
    let (field, place) = (found.get(2)?, found.get(3)?);
    let first = titled(place.as_str());
    let second = found.get(4).filter(|_| FIRST_OF_TWO.contains(&first.as_str()));
    let end = second.map_or(place.end(), |second| second.end());
    let second = second.map_or_else(String::new, |second| format!(" {}", titled(second.as_str())));
    let name = format!("{} {first}{second}", titled(field.as_str()));
    let is_named = is_place(&first) && !TYPE_WORDS.contains(&first.as_str());
    is_named.then_some(Name { name, range: field.start()..end, shouts: true, is_association: true })
}

/// Words of a letterhead that stand beside the name of an association.
const TYPE_WORDS: &[&str] = &[
    "Kallelse",
    "Protokoll",
    "Protokollsutdrag",
    "Sammanträdesprotokoll",
    "Datum",
    "Sida",
    "Telefon",
    "Box",
];

static ADDRESSED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\b(?:[Tt]ill\s)?(\p{Lu}\p{Ll}+)(?:\s[Ss]tads)?\s(?:kommunfullmäktige|kommunstyrelse|stadsfullmäktige)\b")
        .expect("the pattern is fixed")
});

static OF_PLACE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^(?:Vänsterpartiet|Socialdemokraterna|(?:Nya )?Moderaterna|Centerpartiet|Liberalerna|Folkpartiet|Kristdemokraterna|Miljöpartiet(?: de gröna)?|Sverigedemokraterna|(?i:kommunfullmäktige|kommunstyrelsen))\s(?i:i)\s(\p{Lu}\p{L}+)$",
    )
    .expect("the pattern is fixed")
});

/// "Vänsterpartiet i Byberga", "KOMMUNFULLMÄKTIGE I BYBERGA": a letterhead that tells the municipality.
pub(super) fn headed(read: &str) -> Option<(String, Range<usize>)> {
    let place = OF_PLACE.captures(read)?.get(1)?;
    let name = titled(place.as_str());
    // "Byberga kommun", "Björnhults kommun".
    let ending = if name.ends_with(['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö', 's', 'x', 'z'])
    {
        ""
    } else {
        "s"
    };
    is_place(&name).then(|| (format!("{name}{ending} kommun"), place.range()))
}

static CUT: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\s(\p{Lu}\p{Ll}+)$").expect("the pattern is fixed"));
static GOES_ON: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^(kommun|stad|Stad)s?\b").expect("the pattern is fixed"));

/// The name of a municipality that a line break cuts, and where its place stands in `read`.
pub(super) fn cut(read: &str, next: &str) -> Option<(String, Range<usize>)> {
    let word = GOES_ON.captures(next)?.get(1)?.as_str();
    let place = CUT.captures(read)?.get(1)?;
    is_place(place.as_str()).then(|| (format!("{} {word}", place.as_str()), place.range()))
}

/// "Till Göteborgs kommunfullmäktige" tells the municipality too.
pub(super) fn addressed(read: &str) -> Option<(String, Range<usize>)> {
    let found = ADDRESSED.captures(read)?.get(1)?;
    is_place(found.as_str()).then(|| (format!("{} kommun", found.as_str()), found.range()))
}

fn titled(word: &str) -> String {
    capitalized(&word.to_lowercase())
}

/// `word` with a large first letter.
pub(super) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
