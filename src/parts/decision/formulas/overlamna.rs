//! *Överlämna*, *översända*: sent on → "överlämna".

use crate::model::Outcome;

use super::Formula;

/// *Överlämna*, *översända*: sent on.
pub(super) const FORMULA: Formula = Formula {
    action: "överlämna",
    outcome: Some(Outcome::Overlamnat),
    pattern: r"\b(?:överlämna(?:r|s|de|des)?|översänd(?:a|er|s|as|es|e|es)|överänd(?:a|er|s)|insänd(?:a|er|s|es|as)|hänskjut(?:a|er|s|as|es)|hänsköt(?:s|o|os)?|vidarebefordra(?:r|s|de|des)?|hänvisa(?:s)\s+till)\b|\blämna(?:r|s|de|des)?\s+(?:över|vidare)\b|\b(?:lämna|sänd|skicka)(?:a|r|er|s|as|es)?\b[^,]*?\bvidare\s+till\b|\b(?:sänd(?:a|er|s|as|es)|skicka(?:r|s)?|avge(?:r|s)?|avlämna(?:r|s)?|lämna(?:r|s)?)\b[^,]*?\b(?:yttrande|remissvar|svar)\p{L}*\b[^,]*?\btill\b|\byttrande\p{L}*\b[^.]*?\b(sänds|skickas|lämnas)\s+till\b",
    hits: &[
        "att översända ärendet till moderbolaget",
        "Ärendet överlämnas till kommunstyrelsen för vidare beredning.",
        "att hänskjuta frågan till budgetberedningen",
        "att skicka yttrandet till länsstyrelsen",
        "Nämnden lämnar över förslaget till fullmäktige.",
    ],
    misses: &["att uppdra åt nämnden att överlämna en plan"],
    ..Formula::PLAIN
};
