//! *Till handlingarna*: put on file → "lägga till handlingarna".

use crate::model::Outcome;

use super::Formula;

/// *Till handlingarna*: put on file.
pub(super) const FORMULA: Formula = Formula {
    action: "lägga till handlingarna",
    outcome: Some(Outcome::Noterat),
    pattern: r"\bl(?:ägg(?:a|er|s|as|es)|ade(?:s)?|agdes)\b.*?\btill\s+(?:dagens\s+|ärendets\s+)?(?:handlingarna|akten)\b|^till\s+handlingarna\b",
    hits: &[
        "att lägga redovisningen till handlingarna",
        "Rapporten läggs till handlingarna.",
        "skrivelsen lades till handlingarna",
        "Handlingarna lades till akten.",
    ],
    misses: &["att godkänna handlingarna", "att lägga en plan på bordet"],
    ..Formula::PLAIN
};
