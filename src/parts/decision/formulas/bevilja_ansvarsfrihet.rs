//! *Ansvarsfrihet*: freed from liability → "bevilja ansvarsfrihet".

use crate::model::Outcome;

use super::Formula;

/// *Ansvarsfrihet*: freed from liability.
pub(super) const FORMULA: Formula = Formula {
    action: "bevilja ansvarsfrihet",
    outcome: Some(Outcome::Bifall),
    pattern: r"\b(?:bevilja(?:r|s|de|des)?|tillstyrk(?:a|er|s)|ge|ger|ges)\b[^.]*?\bansvarsfrihet\b|\bansvarsfrihet\s+(bevilja(?:r|s|d|de|des))\b",
    hits: &[
        "att bevilja direktionen ansvarsfrihet för 2023",
        "Styrelsen beviljas ansvarsfrihet.",
        "ansvarsfrihet beviljades",
    ],
    misses: &["att bevilja bidrag", "att uppdra åt revisorerna att pröva frågan om ansvarsfrihet"],
    ..Formula::PLAIN
};
