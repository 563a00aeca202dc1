//! *Utan åtgärd*: nothing is done → "lämna utan åtgärd".

use super::Formula;

/// *Utan åtgärd*: nothing is done.
pub(super) const FORMULA: Formula = Formula {
    action: "lämna utan åtgärd",
    pattern: r"\bföranled(?:a|er|de)\b\s+(?:inte|ej|icke)?\s*(?:ingen|inga|någon|några)\b.*?\båtgärd(?:er)?\b|\blämna(?:r|s|des)?\b.*?\butan\s+(?:vidare\s+)?åtgärd\b",
    hits: &[
        "Övriga motioner föranleder inte någon ytterligare åtgärd.",
        "att lämna skrivelsen utan åtgärd",
        "Skrivelsen föranleder ingen åtgärd.",
    ],
    misses: &["att vidta åtgärder"],
    ..Formula::PLAIN
};
