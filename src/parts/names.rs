//! Words → names of persons, with the party behind them.

use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::Pattern;

use super::organ;

/// A person named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPerson {
    /// Bytes of the name.
    pub name: Range<usize>,
    /// *Parti*: "C", "SD"; "-" for none.
    pub party: Option<String>,
    /// Where the name and the party end.
    pub end: usize,
}

/// One word of a name, and several.
const NAME: &str = r"\p{Lu}\p{M}?(?:[\p{L}\p{M}’'-]*\p{L}\p{M}?)?\.?(?:\s(?:(?:de|da|di|del|von|van|af|ben|bin|el|al|der|den|la|le|du|dos)\s)*\p{Lu}\p{M}?(?:[\p{L}\p{M}’'-]*\p{L}\p{M}?)?\.?){1,4}";

static WITH_PARTY: LazyLock<Pattern> = LazyLock::new(|| {
    let pattern = format!(r"({NAME}),?\s*\(\s*([\p{{L}}]{{1,6}}|[-–])\s*\)");
    Pattern::new(&pattern).expect("the pattern is fixed")
});

static WITH_LETTER: LazyLock<Pattern> = LazyLock::new(|| {
    let pattern = format!(r"({NAME}),\s(s|m|c|fp|l|kd|kds|v|vpk|mp|sd|S|M|C|FP|L|KD|V|MP|SD)\b");
    Pattern::new(&pattern).expect("the pattern is fixed")
});

static BARE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!("^(?:{NAME})")).expect("the pattern is fixed"));

/// The persons in `text` who have a party behind their name: "Eva Ek (S)", "Eva Ek, s".
pub fn persons(text: &str) -> Vec<FoundPerson> {
    let mut found: Vec<FoundPerson> = Vec::new();
    if !text.contains(['(', ',']) {
        return found;
    }
    for pattern in [&WITH_PARTY, &WITH_LETTER] {
        for captures in pattern.captures_iter(text) {
            let (Some(whole), Some(name), Some(party)) =
                (captures.get(0), captures.get(1), captures.get(2))
            else {
                continue;
            };
            let name = without_label(text, name.range());
            let at = found.partition_point(|other| other.end <= name.start);
            let is_free = found.get(at).is_none_or(|next| whole.end() <= next.name.start);
            if is_free && is_name(&text[name.clone()]) && !is_no_party(party.as_str()) {
                let party = party_name(party.as_str());
                found.insert(at, FoundPerson { name, party: Some(party), end: whole.end() });
            }
        }
    }
    found
}

/// A party before its member, and the name: "S Eva Ek"; bytes of the name.
pub fn person_behind_party(text: &str) -> Option<FoundPerson> {
    const PARTIES: [&str; 12] =
        ["S", "M", "SD", "C", "V", "KD", "L", "MP", "FP", "FI", "SPI", "VPK"];
    let (party, rest) = text.split_once(' ')?;
    let start = text.len() - rest.trim_start().len();
    // "C G Ek" has two initials.
    let is_initial = text[start..].chars().nth(1).is_none_or(|letter| !letter.is_alphabetic());
    let length = name_at_start(&text[start..])?;
    let name = start..start + length;
    (PARTIES.contains(&party) && !is_initial).then(|| FoundPerson {
        end: name.end,
        name,
        party: Some(party.to_owned()),
    })
}

/// The party that `text` ends with, and what stands before it: "ordförande (S)".
pub fn party_behind(text: &str) -> Option<(&str, String)> {
    static PARTY: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"\s*\(\s*([\p{L}]{1,6}|[-–])\s*\)(?:\s*§.*)?\s*$")
            .expect("the pattern is fixed")
    });
    let found = PARTY.captures(text)?;
    let letters = found.get(1)?.as_str();
    (!is_no_party(letters))
        .then(|| (&text[..found.get(0).map_or(0, |whole| whole.start())], party_name(letters)))
}

/// The length of the name that `text` begins with.
pub fn name_at_start(text: &str) -> Option<usize> {
    let found = BARE.find(text)?;
    let mut end = found.end();
    // "Eva Ek Ordförande": the last words are no part of the name.
    while let Some((before, last)) = text[..end].rsplit_once(' ') {
        if !is_title_word(last) {
            break;
        }
        end = before.trim_end().len();
    }
    is_name(&text[..end]).then_some(end)
}

/// True when `text` is a name of two to five words and nothing else.
pub fn is_name(text: &str) -> bool {
    let n_words = text.split_whitespace().count();
    let whole = BARE.find(text).is_some_and(|found| found.end() == text.len());
    let shouts = !text.contains(char::is_lowercase);
    whole && !shouts && (2..=5).contains(&n_words) && !text.split_whitespace().any(is_title_word)
}

/// Words with a large first letter that are no part of a name, or the beginnings of such words.
const NO_NAMES: &[&str] = &[
    "ordförande",
    "vice",
    "sekreterare",
    "ersättare",
    "ledam",
    "ledamot",
    "justera",
    "paragraf",
    "protokoll",
    "plats",
    "datum",
    "tid",
    "närvarande",
    "beslutande",
    "övriga",
    "tjänsteman",
    "tjänstemän",
    "telefon",
    "stad",
    "stads",
    "kommun",
    "sammanträd",
    "förvaltning",
    "nämnd",
    "direktör",
    "chef",
    "enhet",
    "avdelning",
    "handläggare",
    "bilaga",
    "ärende",
    "beslut",
    "dnr",
    "sida",
    "datum",
    "utses",
    "underskrift",
    "organ",
    "region",
    "förste",
    "andre",
    "tjänstgörande",
    "frånvarande",
    "deltagare",
    "namn",
    "politiker",
    "ekonom",
    "ingenjör",
    "projektledare",
    "verksamhetsledare",
    "samordnare",
    "strateg",
    "controller",
    "arkitekt",
    "inspektör",
    "kommunikatör",
    "administratör",
    "föreståndare",
    "planerare",
    "jurist",
    "utredare",
    "kansli",
    "inledning",
    "yrkande",
    "förbund",
    "förbundet",
    "e-post",
    "besöksadress",
    "postadress",
    "moderaterna",
    "socialdemokraterna",
    "vänsterpartiet",
    "miljöpartiet",
    "centerpartiet",
    "kristdemokraterna",
    "liberalerna",
    "sverigedemokraterna",
    "demokraterna",
    "digital",
    "klockan",
    "för",
    "enligt",
    "från",
    "till",
    "den",
    "det",
    "med",
    "och",
    "vid",
    "samt",
    "ab",
    "ja",
    "nej",
    "representanterna",
    "ledamöterna",
    "tf",
    "tjg",
    "ej",
    "biträdande",
    "enkel",
    "motion",
    "interpellation",
    "svar",
    "gruppledare",
    "måndag",
    "tisdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lördag",
    "söndag",
];

fn is_title_word(word: &str) -> bool {
    let lower = word.trim_end_matches(['.', ',', ':']).to_lowercase();
    let is_listed = NO_NAMES.iter().any(|known| {
        lower == *known
            || (known.len() > 4 && lower.starts_with(known))
            || (known.len() > 6 && lower.ends_with(known))
    });
    is_listed || organ::is_organ(&lower)
}

/// A label may stand right before the name: "Ordförande Eva Ek (S)".
fn without_label(text: &str, name: Range<usize>) -> Range<usize> {
    let mut start = name.start;
    while let Some((first, _)) = text[start..name.end].split_once(' ') {
        if !is_title_word(first) {
            break;
        }
        start += first.len() + 1;
    }
    start..name.end
}

fn is_no_party(letters: &str) -> bool {
    const OTHERS: &[&str] = &[
        "ordf", "tf", "vice", "ers", "sekr", "adj", "del", "bitr", "se", "kl", "del", "av", "nr",
        "st", "tkr", "kr", "mkr", "forts",
    ];
    OTHERS.contains(&letters.to_lowercase().as_str())
}

/// "s" and "mp" are written "S" and "MP" today; a local party keeps its letters.
fn party_name(letters: &str) -> String {
    let is_small = letters.chars().all(char::is_lowercase);
    if is_small { letters.to_uppercase() } else { letters.replace('–', "-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = persons(text);
        let found: Vec<_> = found
            .iter()
            .map(|person| (&text[person.name.clone()], person.party.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn finds_names_with_a_party() {
        check(
            "Eva Ek (S), Ordförande Nils de la Berg (SD) ersätter Ulla",
            &[("Eva Ek", "S"), ("Nils de la Berg", "SD")],
        );
        check("Ordförande Eva-Lisa Åkesson Ek (ÖrP)", &[("Eva-Lisa Åkesson Ek", "ÖrP")]);
        check("Nils Ek, s, ordförande", &[("Nils Ek", "S")]);
        check("Nils Ek, (s) ordförande", &[("Nils Ek", "S")]);
        check("Emir Škarić (S)", &[("Emir Škarić", "S")]);
        check("Boris Ben Ali (-)", &[("Boris Ben Ali", "-")]);
    }

    #[test]
    fn knows_what_is_no_name() {
        check("Kommunstyrelsen Göteborg (S)", &[]);
        check("Stadshuset (SD)", &[]);
        check("Eva Ek (ordf)", &[]);
        assert!(!is_name("Vice Ordförande"));
        assert!(!is_name("Eva"));
        assert!(!is_name("KOMMUN STYRELSE"));
    }

    #[test]
    fn a_party_may_stand_before_its_member() {
        let read =
            |text: &str| person_behind_party(text).map(|person| text[person.name].to_owned());
        assert_eq!(read("KD Bo Engberg").as_deref(), Some("Bo Engberg"));
        assert_eq!(read("S Eva Ek, tjänstgör för Bo Al (S)").as_deref(), Some("Eva Ek"));
        assert_eq!(read("C G Ek"), None);
        assert_eq!(read("VA Nord Ek"), None);
    }

    #[test]
    fn a_party_may_stand_behind_the_role() {
        assert_eq!(party_behind("ordförande (S) § 3-7"), Some(("ordförande", "S".to_owned())));
        assert_eq!(party_behind("sammankallande (ordf)"), None);
        assert_eq!(party_behind("chef (IT) för drift"), None);
    }

    #[test]
    fn a_name_ends_before_a_title() {
        assert_eq!(name_at_start("Eva Ek Ordförande"), Some("Eva Ek".len()));
        assert_eq!(name_at_start("eva ek"), None);
    }
}
