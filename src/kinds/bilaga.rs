//! *Bilaga*: an annex.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Bilaga*: an annex.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Bilaga,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:\d{1,3} )?bilaga(?:\s+(?:nr\s*)?(?:\d+|\p{Lu}))?(?:\s*[:.–-]?\s.{0,80})?$",
            weight: 7,
            zone: Zone::Title,
        },
        Sign { pattern: r"\bBILAGA(?:\s+\d+)?\b", weight: 6, zone: Zone::Title },
        Sign {
            pattern: r"(?i)^förslag till (?:beslut|protokoll)|\bföreslå[rs] (?:\S+ ){0,3}?(?:att )?beslut|^(?:\S+ ){0,2}förslag till beslut",
            weight: -6,
            zone: Zone::Head,
        },
    ],
    hits: &["Bilaga 2\nKostnader per deltagare\nKommun A 100\nKommun B 200"],
    misses: &["Tjänsteskrivelse\nTaxa\nFörslag till beslut\nBilaga 1 Taxan"],
};
