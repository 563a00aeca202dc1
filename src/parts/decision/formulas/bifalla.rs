//! *Bifall*: assented to → "bifalla".

use crate::model::Outcome;

use super::Formula;

/// *Bifall*: assented to.
pub(super) const FORMULA: Formula = Formula {
    action: "bifalla",
    outcome: Some(Outcome::Bifall),
    pattern: r"\bbif(?:alla|aller|alls|allas|alles|öll|ölls|ölles|öllos)\b|^bifall\s+till\b|\b(?:lämna(?:r|s)?|ge|ger)\s+bifall\b",
    hits: &[
        "att bifalla motionen",
        "De framlagda förslagen till val bifalles.",
        "Kommunstyrelsen bifaller begäran.",
        "Bifall till ansökan.",
        "förslaget bifölls",
    ],
    misses: &["att notera att motionen bifallits", "att avslå yrkandet om bifall till motionen"],
    ..Formula::PLAIN
};
