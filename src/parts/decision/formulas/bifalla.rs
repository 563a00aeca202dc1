//! *Bifall*: assented to → "bifalla".

use crate::model::Outcome;

use super::Formula;

/// *Bifall*: assented to.
pub(super) const FORMULA: Formula = Formula {
    action: "bifalla",
    outcome: Some(Outcome::Bifall),
    pattern: r"\bbif(?:alla|aller|alls|allas|alles|öll|ölls|ölles|öllos)\b|^bifall\s+till\b|\b(?:lämna(?:r|s)?|ge|ger)\s+bifall\b|\bomfatta(?:r|de|des)\s+(?:\p{L}+\s+){0,2}förslaget\b|\bförslaget\s+omfatta(?:s|des)\b",
    hits: &[
        "att bifalla motionen",
        "De framlagda förslagen till val bifalles.",
        "Kommunstyrelsen bifaller begäran.",
        "Bifall till ansökan.",
        "förslaget bifölls",
        "Kommunstyrelsen omfattade enhälligt förslaget.",
    ],
    misses: &[
        "att notera att motionen bifallits",
        "Planen omfattar flera förslag.",
        "att avslå yrkandet om bifall till motionen",
    ],
    ..Formula::PLAIN
};
