//! *Budget*.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Budget*.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Budget,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:\S+ ){0,4}?(?:\p{L}*budget|flerårsplan|mål och (?:resurs|budget)\S*|budgetram|ekonomisk plan)\b.{0,60}\d{4}",
            weight: 7,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)^(?:summa )?(?:intäkter|kostnader)\b|^(?:driftbudget|investeringsbudget|resultatbudget|balansbudget)\b",
            weight: 2,
            zone: Zone::Anywhere,
        },
        // A plan of operations holds its budget.
        Sign { pattern: r"(?i)\bverksamhetsplan\b", weight: -5, zone: Zone::Title },
        Sign {
            pattern: r"(?i)^förslag till (?:beslut|protokoll)|\bföreslå[rs] (?:\S+ ){0,3}?(?:att )?beslut|^(?:\S+ ){0,2}förslag till beslut",
            weight: -6,
            zone: Zone::Head,
        },
    ],
    hits: &["Budget 2017-2019\nINTÄKTER\nMedlemsavgifter\t7 450\nSUMMA INTÄKTER\t7 820"],
    misses: &[
        "Verksamhetsplan och budget 2024\n1 Inledning\n4.1 Driftbudget",
        "VERKSAMHETSPLAN OCH BUDGET 2025\n1. Uppdrag\nSUMMA INTÄKTER\t3 740",
    ],
};
