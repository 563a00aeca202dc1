//! *Yttra sig*: an opinion is given → "yttra sig".

use super::Formula;

/// *Yttra sig*: an opinion is given.
pub(super) const FORMULA: Formula = Formula {
    action: "yttra sig",
    pattern: r"\b(?:yttra(?:r|de)?\s+sig|avge(?:r|s)?\b[^,]*?\b(?:yttrande|svar|remissvar)|lämna(?:r|s)?\b[^,]*?\b(?:yttrande|synpunkter|remissvar)|svara(?:r)?\s+på\s+remiss\p{L}*)\b",
    hits: &[
        "att yttra sig enligt förvaltningens förslag",
        "att avge yttrande i enlighet med bilagan",
        "Nämnden lämnar följande synpunkter.",
    ],
    misses: &["att anta yttrandet", "att ge nämnden tillfälle att yttra sig"],
    ..Formula::PLAIN
};
