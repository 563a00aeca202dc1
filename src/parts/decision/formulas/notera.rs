//! *Notera*: taken note of → "notera".

use crate::model::Outcome;

use super::Formula;

/// *Notera*: taken note of.
pub(super) const FORMULA: Formula = Formula {
    action: "notera",
    outcome: Some(Outcome::Noterat),
    pattern: r"\b(?:anteckna(?:r|s|de|des)?|notera(?:r|s|de|des)?)\b|\bta(?:r|s|ga|gas|ger|ges)?\b[^,]*?\btill\s+(?:dagens\s+)?protokollet\b|\bta(?:r|s|ga|gas)?\s+del\s+av\b|\btog(?:s)?\s+del\s+av\b|\bha(?:r|de)\s+(tagit)\s+del\s+av\b|\bta(?:r|s)?\b[^,]*?\btill\s+dagens\s+protokoll\b|\btacka(?:r|de)?\s+för\s+(?:information|redovisning|rapport|föredragning)\p{L}*|\bta(?:r)?\s+emot\s+(?:information|rapport|redovisning)\p{L}*|\blägg(?:a|er|s|as)\b[^,]*?\btill\s+(?:dagens\s+)?protokollet\b",
    hits: &[
        "att notera informationen",
        "Informationen antecknas.",
        "att ta informationen till dagens protokoll",
        "Nämnden tar del av rapporten.",
        "Utskottet har tagit del av informationen.",
        "Kommunstyrelsen noterar informationen till protokollet.",
    ],
    misses: &[
        "att uppdra åt förvaltningen att ta del av studien",
        "att ge kansliet i uppdrag att anteckna bokningarna",
    ],
    ..Formula::PLAIN
};
