//! *Interpellation*: may be put → "får framställas".

use crate::model::Outcome;

use super::Formula;

/// *Interpellation*: may be put.
pub(super) const FORMULA: Formula = Formula {
    action: "får framställas",
    outcome: Some(Outcome::Bifall),
    pattern: r"\bfår\s+(?:framställas|ställas|framföras)\b",
    hits: &["Interpellationen får framställas.", "Får ställas.", "att frågan får ställas"],
    misses: &["Kommunstyrelsen får i uppdrag att återkomma."],
    ..Formula::PLAIN
};
