//! *Verksamhetsplan*: plan of operations.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Verksamhetsplan*: plan of operations.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Verksamhetsplan,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:\d{1,3} )?[^\d§]{0,80}\b(?:verksamhetsplan|verksamhetsinriktning|nämndplan|nämndsplan|förvaltningsplan)\b",
            weight: 8,
            zone: Zone::Title,
        },
        Sign { pattern: r"(?i)\bprioriterade insatser\b", weight: 3, zone: Zone::Anywhere },
        Sign { pattern: r"(?i)\bförväntade resultat\b", weight: 3, zone: Zone::Anywhere },
        Sign { pattern: r"(?i)\bresultatuppföljning\b", weight: 2, zone: Zone::Anywhere },
        Sign {
            pattern: r"(?i)^(?:\d+(?:\.\d+)*\.?\s+)?(?:vision|inriktningsmål|målsättning|åtaganden|uppdrag och mål|mål och uppdrag|övergripande inriktning)\b",
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
        "Verksamhetsplan och budget 2024\nRäddningstjänstförbundet Norra\n1 Inledning\n2 Mål och uppdrag\n4.1 Driftbudget",
        "Samordningsförbundet Norra\nVERKSAMHETSPLAN OCH BUDGET 2025\n1. Uppdrag\n2. Mål\nAtt fler arbetar\nBudget 2025\nINTÄKTER\t3 740\nKOSTNADER\t3 525",
        "Prioriterade insatser\tAktiviteter\tFinansiering\tFörväntade resultat\tResultatuppföljning\nErbjuda kurser\tKontakter\tAvgifter\nMålsättning",
    ],
    misses: &["Tjänsteskrivelse\nVerksamhetsplan 2025\nFörslag till beslut"],
};
