//! *Hemställa*: asked of another body → "hemställa".

use crate::model::Outcome;

use super::{Complement, Formula};

/// *Hemställa*: asked of another body.
pub(super) const FORMULA: Formula = Formula {
    action: "hemställa",
    outcome: Some(Outcome::Overlamnat),
    pattern: r"\bhemställ(?:a|er|s|as|es|de|des)\b",
    complement: Complement::Task,
    hits: &[
        "att hemställa hos regeringen om ändrade regler",
        "Ärendet hemställs till moderbolaget för vidare hantering.",
    ],
    misses: &["Hemställan från nämnden tillstyrks."],
    ..Formula::PLAIN
};
