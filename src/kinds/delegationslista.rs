//! *Delegationslista*: decisions taken by delegation.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Delegationslista*: decisions taken by delegation.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Delegationslista,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:anmälan|redovisning|förteckning|lista|rapportering|sammanställning)\s(?:av|över|om)\sdeleg\p{L}*beslut|^delegation(?:s|er)?\p{L}*(?:lista|beslut)\b",
            weight: 9,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)\bbeslut på delegation\b|\bdelegat\b|\bdelegationspunkt\b",
            weight: 2,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)^förslag till (?:beslut|protokoll)|\bföreslå[rs] (?:\S+ ){0,3}?(?:att )?beslut|^(?:\S+ ){0,2}förslag till beslut",
            weight: -6,
            zone: Zone::Head,
        },
    ],
    hits: &["Anmälan om delegationsbeslut\nDnr 2015/1 Anställning av lärare\nDnr 2015/2 Tillstånd"],
    misses: &[
        "KALLELSE\n7. Delegationsbeslut",
        "§ 1 Val\nBeslut\n§ 2 Taxa\nBeslut\n§ 3 Delegationsbeslut\nBeslut",
    ],
};
