//! *Delegera*: the right to decide handed down → "delegera".

use crate::model::Outcome;

use super::{Complement, Formula};

/// *Delegera*: the right to decide handed down.
pub(super) const FORMULA: Formula = Formula {
    action: "delegera",
    outcome: Some(Outcome::Uppdrag),
    pattern: r"\bdelegera(?:r|s|de|des)?\b|\b(?:få|får|ge|ger|ges)(?:\s+\p{L}+){0,3}?\s+delegation\b|\böverlåt(?:a|er|s|as|es)?\s+(?:åt|till)\b[^,]*?\b(?:att\s+besluta|beslutanderätt)",
    complement: Complement::Task,
    hits: &[
        "att delegera beslutanderätten till arbetsutskottet",
        "Beslut om avskrivning delegeras till ekonomichefen.",
    ],
    misses: &[
        "att godkänna redovisningen av delegerade beslut",
        "Kommunstyrelsen godkänner redovisningen av delegeringsbeslut.",
    ],
    ..Formula::PLAIN
};
