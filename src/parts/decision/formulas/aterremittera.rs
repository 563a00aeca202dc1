//! *Återremiss*: sent back → "återremittera".

use crate::model::Outcome;

use super::Formula;

/// *Återremiss*: sent back.
pub(super) const FORMULA: Formula = Formula {
    action: "återremittera",
    outcome: Some(Outcome::Aterremiss),
    pattern: r"\b(?:återremitter(?:a|ar|as|ade|ades|at)|återförvisa(?:r|s|de|des)?)\b|^återremiss\b|^minoritetsåterremiss\b|\b(?:gå|går|gick|sänd\p{L}*|skicka\p{L}*|visa\p{L}*)\b.*?\bpå\s+återremiss\b",
    unless: r"återremitterat",
    hits: &[
        "att återremittera ärendet för kompletterande beräkning",
        "Återremiss till kommunstyrelsen.",
        "Ärendet återremitteras genom att stadsledningskontoret får i uppdrag att utreda frågan.",
    ],
    misses: &[
        "Bordlagt den 4 maj.",
        "att avslå yrkandet om återremiss",
        "Återremitterat den 22 augusti.",
    ],
    ..Formula::PLAIN
};
