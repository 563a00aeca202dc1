//! *Ansökan*: an application.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Ansökan*: an application.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Ansokan,
    signs: &[
        Sign { pattern: r"(?i)^(?:\S+ )?ansökan\b", weight: 7, zone: Zone::Title },
        Sign {
            pattern: r"(?i)\bansöker om\b|\bsök(?:er|t|ta) (?:belopp|medel|bidrag)|^projekt(?:namn|ets namn|ägare|beskrivning|period|tid|organisation)\b|^(?:syfte|mål(?:grupp)?|tidplan|budget|bakgrund)(?: och \S+)?:?$|\bsökande(?: organisation)?\b",
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
        "Ansökan om medel enligt § 37\nSökande organisation: Förbundet\nProjektnamn: Modellen\nSyfte\nBudget",
    ],
    misses: &["Tjänsteskrivelse\nAnsökan om bidrag\nFörslag till beslut\nNämnden avslår ansökan"],
};
