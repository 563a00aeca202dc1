//! *Nyhetsbrev*: newsletter.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Nyhetsbrev*: newsletter.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Nyhetsbrev,
    signs: &[
        Sign {
            pattern: r"^(?:\p{Lu}\S*s )?(?:[Nn]yhetsbrev(?:et)?|NYHETSBREV)\b[^.]{0,80}$|^(?i:nyheter från|infoblad|informationsblad)\b",
            weight: 9,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)^(?:mer om|läs mer|följ|prenumerera|avregistrera)\b",
            weight: 2,
            zone: Zone::Anywhere,
        },
    ],
    hits: &[
        "Nyhetsbrev från Västra kommunalförbundet 9 maj 2014\nGemensamt arbete\nDirektionen föreslår kommunerna att inrätta en tjänst.",
    ],
    misses: &[
        "Mål\tMått\nGoda exempel är spridda\tAntal nyhetsbrev. Antal besök.",
        "Verksamhetsplan 2024\nMål\nVi ger ut nyhetsbrev",
    ],
};
