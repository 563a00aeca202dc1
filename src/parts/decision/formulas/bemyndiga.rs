//! *Bemyndiga*: given the power to act → "bemyndiga".

use crate::model::Outcome;

use super::{Complement, Formula};

/// *Bemyndiga*: given the power to act.
pub(super) const FORMULA: Formula = Formula {
    action: "bemyndiga",
    outcome: Some(Outcome::Uppdrag),
    pattern: r"\bbemyndiga(?:r|s|de|des)?\b|\bbefullmäktiga(?:r|s|de|des)?\b|\b(?:få|får|ge|ger|ges|lämna(?:r|s)?)\b[^,]*?\bfullmakt\b|\butse(?:r|s)?\b.*?\b(att)\s+(?:[^,]*?\s)?(?:underteckna|teckna)\b",
    complement: Complement::Task,
    hits: &[
        "att bemyndiga ordföranden att teckna avtalet",
        "Stadsjuristen bemyndigas att föra kommunens talan.",
    ],
    misses: &["Eva Ek utses att justera dagens protokoll.", "att utse ombud till stämman"],
    ..Formula::PLAIN
};
