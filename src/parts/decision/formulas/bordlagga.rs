//! *Bordläggning*: put off to a later meeting → "bordlägga".

use crate::model::Outcome;

use super::Formula;

/// *Bordläggning*: put off to a later meeting.
pub(super) const FORMULA: Formula = Formula {
    action: "bordlägga",
    outcome: Some(Outcome::Bordlaggning),
    pattern: r"\bbordl(?:ägg(?:a|er|s|as|es)|ades?|agdes)\b|^bordläggning\b|\bta(?:s|r|ga|gas)?\s+upp\b[^.]*?\b(?:nästa|kommande)\s+(?:möte|sammanträde)\b",
    hits: &[
        "att bordlägga ärendet",
        "Interpellationen bordläggs till sammanträdet den 9 februari.",
        "Ärendet bordlades.",
        "Frågan ska tas upp till diskussion vid nästa möte.",
    ],
    misses: &["att notera att ärendet tidigare bordlagts"],
    ..Formula::PLAIN
};
