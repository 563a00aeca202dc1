//! *Minnesanteckningar*: notes of a meeting that is not minuted by law.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Minnesanteckningar*: notes of a meeting that is not minuted by law.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Minnesanteckningar,
    signs: &[
        Sign { pattern: r"^§+ ?\d", weight: -6, zone: Zone::Often },
        Sign {
            pattern: r"(?i)^(?:.{0,40}\s)?(?:minnesanteckningar|mötesanteckningar|tjänsteanteckning(?:ar)?)\b.{0,80}$",
            weight: 10,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)^(?:minnes|mötes)anteckningar(?:\s+\d.{0,40})?$",
            weight: 6,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)^mötesdag\b|^deltagare:?$|^nästa möte\b",
            weight: 2,
            zone: Zone::Anywhere,
        },
    ],
    hits: &["Förbundet\nBeredningsgruppen för skola\nMinnesanteckningar\nMötesdag: 2011-09-21"],
    misses: &[
        "§ 1\nVal\nBeslut\n§ 2\nTaxa\nBeslut\n§ 3 Anmälan\nBilaga\nMinnesanteckningar från styrgruppen\nBeslut\nAntecknas.",
    ],
};
