//! *Föreslå*: put to another body → "föreslå".

use super::{Complement, Formula};

/// *Föreslå*: put to another body.
pub(super) const FORMULA: Formula = Formula {
    action: "föreslå",
    pattern: r"\b(?:föreslå(?:r|s)?|föreslog(?:s|o)?)\b",
    complement: Complement::Inner,
    hits: &[
        "att föreslå kommunstyrelsen en ny tidplan",
        "Arbetsutskottet föreslår Eva Ek som ledamot.",
    ],
    misses: &[
        "att föreslå kommunfullmäktige att anta taxan",
        "att fastställa föreslagna tider",
        "Förvaltningen får i uppdrag att föreslå åtgärder.",
    ],
    ..Formula::PLAIN
};
