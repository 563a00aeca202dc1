//! *Avstyrka*: advised against → "avstyrka".

use crate::model::Outcome;

use super::Formula;

/// *Avstyrka*: advised against.
pub(super) const FORMULA: Formula = Formula {
    action: "avstyrka",
    outcome: Some(Outcome::Avslag),
    pattern: r"\ba[vf]styrk(?:a|er|s|as|es|te|tes|tos)\b",
    hits: &["att avstyrka motionen", "Kommunstyrelsen avstyrker förslaget."],
    misses: &["att notera att nämnden avstyrkt förslaget"],
    ..Formula::PLAIN
};
