//! *Omedelbar justering*: the minutes stand at once → "justera omedelbart".

use super::Formula;

/// *Omedelbar justering*: the minutes stand at once.
pub(super) const FORMULA: Formula = Formula {
    action: "justera omedelbart",
    pattern: r"\b(?:förklara(?:r|s|des|t)?|är)\b.*?\bomedelbart\s+justera(?:d|t|de)\b|\bjustera(?:r|s|de|des)?\b[^,]*?\bomedelbart\b|\bomedelbart\s+(justera(?:s|d|de|t)?)\b|^omedelbar\s+justering\b",
    hits: &[
        "att förklara besluten omedelbart justerade",
        "Punkten justeras omedelbart.",
        "Paragrafen är omedelbart justerad.",
        "Omedelbar justering.",
        "att omedelbart justera paragrafen",
    ],
    misses: &["Eva Ek utses att justera dagens protokoll.", "Uppdraget förklaras fullgjort."],
    ..Formula::PLAIN
};
