//! Words that name places, and words with a large letter that do not.

use crate::parts::organ;

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
pub(super) const FIRST_OF_TWO: &[&str] = &[
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
    "Sydöstra",
    "Nordöstra",
    "Sydvästra",
    "Nordvästra",
];

/// True when `word` may be the name of a place.
pub(super) fn is_place(word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_participle = lower.ends_with("ande") || lower.ends_with("ende");
    !is_participle
        && !NO_PLACES.contains(&lower.as_str())
        && lower.chars().count() > 1
        && !organ::is_organ(word)
}
