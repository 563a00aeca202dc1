//! *Besluta*: decided, in so many words → "besluta".

use super::{Complement, Formula};

/// *Besluta*: decided, in so many words.
pub(super) const FORMULA: Formula = Formula {
    action: "besluta",
    pattern: r"\b(?:besluta(?:r|s|de|des)?|beslöt(?:o|s|os)?)\b",
    complement: Complement::Inner,
    hits: &[
        "Kommunfullmäktige beslutar om att avgiften ska vara 490 kronor per timme.",
        "att besluta enligt förslaget",
    ],
    misses: &[
        "Nämnden beslutar att anta taxan.",
        "Beslutade målgrupper är barn och unga.",
        "att godkänna de beslutade målen",
    ],
    ..Formula::PLAIN
};
