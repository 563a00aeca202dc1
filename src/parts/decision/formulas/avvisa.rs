//! *Avvisa*: not taken up → "avvisa".

use crate::model::Outcome;

use super::Formula;

/// *Avvisa*: not taken up.
pub(super) const FORMULA: Formula = Formula {
    action: "avvisa",
    outcome: Some(Outcome::Avslag),
    pattern: r"\ba[vf]visa(?:r|s|de|des)?\b",
    hits: &["att avvisa överklagandet", "Skrivelsen avvisas."],
    misses: &["att notera det avvisade överklagandet"],
    ..Formula::PLAIN
};
