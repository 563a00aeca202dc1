//! *Anvisa*, *anslå*, *avsätta*: money given → "anvisa".

use crate::model::Outcome;

use super::Formula;

/// *Anvisa*, *anslå*, *avsätta*: money given.
pub(super) const FORMULA: Formula = Formula {
    action: "anvisa",
    outcome: Some(Outcome::Bifall),
    pattern: r"\b(?:anvisa(?:r|s|de|des)?|ansl(?:å|år|ås|og|ogs|ogos)|avsätt(?:a|er|s|as|es)|avsatte(?:s)?|omfördela(?:r|s|de|des)?|fördela(?:r|s)?|omdisponera(?:r|s)?|tilldela(?:r|s|des)?|tillför(?:a|s|as)?|tillskjut(?:a|er|s|as|es)|finansiera(?:r|s)?)\b|\bta(?:r|s)?\s+i\s+anspråk\b|\bställ(?:a|er|s|as)?\b[^,]*?\btill\b[^,]*?\bförfogande\b|\bbevilja(?:r|s|de|des)?(?:\s+\p{L}+){0,4}?\s+(?:\p{L}*medel|anslag|\p{L}*anslag|\p{L}*budgettillägg)\b",
    unless: r"fördelar sig|tilldela\p{L}* .*(?:markanvisning|avtal|kontrakt)",
    hits: &[
        "att anvisa 400 000 kronor ur kommunstyrelsens medel",
        "6 mnkr avsätts för 2024 kommuncentralt.",
        "att bevilja tekniska nämnden ett driftbudgettillägg om 50 000 kr",
        "att kostnaden finansieras inom befintlig ram",
        "Kommunstyrelsen omfördelar 500 000 kronor till tekniska nämnden.",
    ],
    misses: &[
        "att redovisa hur de avsatta medlen använts",
        "Äskade medel ska användas till möten.",
        "Bergtäkten AB tilldelas markanvisning för kvarteret Hjulet.",
    ],
    ..Formula::PLAIN
};
