//! *Årsredovisning*: annual report.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Årsredovisning*: annual report.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Arsredovisning,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:\d{1,3} )?[^\d§]{0,80}\b(?:årsredovisning|årsrapport|årsbokslut|verksamhetsberättelse|årsredogörelse|årsberättelse|bokslut)\b",
            weight: 7,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)^(?:\d+(?:\.\d+)*\s+)?(?:resultaträkning|balansräkning|kassaflödesanalys|förvaltningsberättelse|driftredovisning|redovisningsprinciper)\b",
            weight: 3,
            zone: Zone::Anywhere,
        },
        Sign { pattern: r"(?i)\bårets resultat\b", weight: 2, zone: Zone::Anywhere },
        // A sentence about a report, no title.
        Sign {
            pattern: r"(?i)^(?:[^.]{0,60} )?att (?:godkänna|fastställa|lägga|överlämna|anta)\b.{0,80}\b(?:årsredovisning|årsrapport|årsbokslut|verksamhetsberättelse|bokslut)",
            weight: -7,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)^förslag till (?:beslut|protokoll)|\bföreslå[rs] (?:\S+ ){0,3}?(?:att )?beslut|^(?:\S+ ){0,2}förslag till beslut",
            weight: -6,
            zone: Zone::Head,
        },
    ],
    hits: &[
        "Nämnden för Vatten\nÅrsrapport nämnder och styrelser 2025\n1 Sammanfattning\n3.2 Resultaträkning\n3.3 Balansräkning",
    ],
    misses: &[
        "Beslut i korthet\nRegionstyrelsen beslutar att\nFöreslå fullmäktige besluta att godkänna nämndens årsrapport 2021.",
        "Tjänsteskrivelse\nÅrsredovisning 2024\nFörslag till beslut\natt godkänna årsredovisningen",
    ],
};
