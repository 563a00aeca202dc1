//! *Val*: someone is elected or appointed → "utse".

use crate::model::Outcome;

use super::Formula;

/// *Val*: someone is elected or appointed.
pub(super) const FORMULA: Formula = Formula {
    action: "utse",
    outcome: Some(Outcome::Val),
    pattern: r"\b(?:utse(?:r|s)?|utsåg(?:s|o|os)?|väl(?:ja|jer|js|jas|jes)|valde(?:s)?|omvälj(?:a|er|s|as)|nyvälj(?:a|er|s|as)|förrätta(?:r|s)?\s+val|anställ(?:a|er|s|as|de|des)|förordna(?:r|s|des)?|nominera(?:r|s)?)\b|\bble(?:v|f)(?:vo|ve|o)?\b.*?\b(?:in|om|ut)?(?:vald(?:a|e)?|sedd(?:a|e)?)\b",
    unless: r"väl(?:ja|jer|js)\s+att",
    hits: &[
        "att utse Eva Ek till justerare",
        "Till ny ersättare i kulturnämnden utse Bo Al (S).",
        "Till ombud valdes Eva Ek.",
        "Kommunstyrelsen anställer Eva Ek som kommundirektör.",
        "Bo Al (V) förordnas som politisk sekreterare.",
        "till ledamöter utsågos fem män",
    ],
    misses: &[
        "Göteborgs Stad väljer att prioritera delmålen.",
        "De utsedda suppleanterna inträder i den ordning de valts.",
        "att ge förvaltningen i uppdrag att anställa en samordnare",
    ],
    ..Formula::PLAIN
};
