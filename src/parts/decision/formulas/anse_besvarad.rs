//! *Besvarad*: declared answered → "anse besvarad".

use crate::model::Outcome;

use super::Formula;

/// *Besvarad*: declared answered.
pub(super) const FORMULA: Formula = Formula {
    action: "anse besvarad",
    outcome: Some(Outcome::Besvarad),
    pattern: r"\b(?:anse(?:r|s|tt)?|förklara(?:r|s)?|är|vara)\b.*?\b(?:besvara(?:d|de|t|ad)|behandla(?:d|de|t))\b|\bbesvara(?:r|s|de|des)?\s+(?:motion|medborgarförslag|skrivelse|e-förslag)\p{L}*|\bbesvaras\s+(?:med|genom|enligt|i enlighet)\b",
    unless: r"är.*?behandlad|vara.*?behandlad",
    hits: &[
        "att anse motionen besvarad",
        "Motionen anses i övrigt besvarad.",
        "Medborgarförslaget besvaras med hänvisning till förvaltningens svar.",
        "att med detta anse motionen om fler cykelbanor vara besvarad",
    ],
    misses: &["Anförandet besvaras av ordföranden.", "att anta ett svar på motionen"],
    ..Formula::PLAIN
};
