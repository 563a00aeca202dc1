//! *Remiss*: sent out for opinions → "remittera".

use crate::model::Outcome;

use super::Formula;

/// *Remiss*: sent out for opinions.
pub(super) const FORMULA: Formula = Formula {
    action: "remittera",
    outcome: Some(Outcome::Overlamnat),
    pattern: r"\bremitter(?:a|ar|as|ade|ades)\b|\b(?:sänd(?:a|er|s|as|es|e|es)|skicka(?:r|s|de|des)?|gå(?:r)?|ut)\b[^.]*?\b(?:på|ut\s+på|för|till)\s+remiss(?:behandling)?\b",
    hits: &[
        "att remittera motionen till tekniska nämnden",
        "Förslaget skickas på remiss till nämnderna.",
        "Motionen remitteras till kommunstyrelsen.",
    ],
    misses: &[
        "Yttrande över remissen om nya regler översänds till departementet.",
        "att återremittera ärendet",
    ],
    ..Formula::PLAIN
};
