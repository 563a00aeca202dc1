//! *Besked*: an answer given to an applicant → "lämna besked".

use super::Formula;

/// *Besked*: an answer given to an applicant.
pub(super) const FORMULA: Formula = Formula {
    action: "lämna besked",
    pattern: r"\b(?:lämna(?:r|s|de|des)?|ge|ger|ges)\b[^,]*?\b(?:plan|för)?besked\b",
    hits: &[
        "Kommunstyrelsen lämnar besked att kommunen inte avser att pröva åtgärden.",
        "att lämna positivt planbesked för fastigheten",
    ],
    misses: &["att lämna bidrag till föreningen", "att avvakta besked från staten"],
    ..Formula::PLAIN
};
