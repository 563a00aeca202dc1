//! *Avtal*: a contract.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Avtal*: a contract.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Avtal,
    signs: &[
        Sign {
            pattern: r"^(?:\d{1,3} )?\p{Lu}\p{L}*(?:avtal|överenskommelse)\b",
            weight: 4,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)^(?:\d+\s+)?(?:\S+ ){0,2}?(?:\p{L}*avtal|\p{L}*överenskommelse|avsiktsförklaring|förbundsordning|bolagsordning)\b.{0,120}$",
            weight: 7,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)^(?:§\s*)?(?:\d+\.?\s*§?\s*)?(?:avtals)?part(?:er|erna)\b|\bmellan (?:nedanstående |följande )?parter|\bhärefter kalla[dt]|\bnedan kalla[dt]",
            weight: 4,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)^(?:§\s*)?(?:\d+\.?\s*§?\s*)?(?:avtalstid|giltighetstid|giltighet|uppsägning|tvister?|omförhandling|hävning|force majeure|ändringar och tillägg)\b",
            weight: 3,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)^förslag till (?:beslut|protokoll)|\bföreslå[rs] (?:\S+ ){0,3}?(?:att )?beslut|^(?:\S+ ){0,2}förslag till beslut",
            weight: -6,
            zone: Zone::Head,
        },
    ],
    hits: &[
        "Samverkansavtal\nParter\nByköpings kommun, nedan kallad kommunen\nAvtalstid\nAvtalet gäller till 2026\nTvist",
    ],
    misses: &[
        "Tjänsteskrivelse\nSamverkansavtal om skola\nFörslag till beslut\nNämnden godkänner avtalet",
    ],
};
