//! *Valärende*: nominations and elections.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Valärende*: nominations and elections.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Valarende,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:valberedningens förslag|valärenden?|nominering(?:ar)?|avsägelser?)\b",
            weight: 14,
            zone: Zone::Title,
        },
        Sign { pattern: r"(?i)^val av\b", weight: 5, zone: Zone::Title },
        Sign {
            pattern: r"(?i)\bfullmäktiges valberedning\b|\bvalberedningen föreslår\b",
            weight: 4,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)\btill (?:ny )?(?:ledamot|ersättare|suppleant|nämndeman|ordförande)\b.{0,160}\butse|\bavsagt sig\b",
            weight: 2,
            zone: Zone::Anywhere,
        },
    ],
    hits: &[
        "Kommunfullmäktige\nHandling 2023 nr 10\nValberedningens förslag till val vid sammanträdet\nTill Byköpings kommunfullmäktige\nValberedningen föreslår att kommunfullmäktige beslutar:",
    ],
    misses: &["KALLELSE\n2. Val av justerare\n3. Val av ersättare"],
};
