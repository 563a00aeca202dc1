//! *Bevilja*, *medge*: granted → "bevilja".

use crate::model::Outcome;

use super::Formula;

/// *Bevilja*, *medge*: granted.
pub(super) const FORMULA: Formula = Formula {
    action: "bevilja",
    outcome: Some(Outcome::Bifall),
    pattern: r"\b(?:bevilja(?:r|s|de|des)?|medge(?:r|s)?|medgav(?:s)?)\b",
    unless: r"bevilja\p{L}*(?:\s+\p{L}+){0,4}?\s+(?:\p{L}*medel|\p{L}*anslag|\p{L}*budgettillägg)\b",
    hits: &[
        "att bevilja föreningen bidrag med 20 000 kronor",
        "Hemställan om förlängd tid beviljas.",
        "att medge dispens från strandskyddet",
    ],
    misses: &["att redovisa de beviljade bidragen", "att bevilja medel ur fonden"],
    ..Formula::PLAIN
};
