//! *Delårsrapport*: interim report.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Delårsrapport*: interim report.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Delarsrapport,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:\d{1,3} )?[^\d§]{0,80}\b(?:delårsrapport|delårsbokslut|delårsredovisning|tertialrapport|tertialuppföljning|kvartalsrapport|månadsrapport|månadsuppföljning|uppföljningsrapport)\b",
            weight: 7,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)^(?:\d+(?:\.\d+)*\s+)?(?:resultaträkning|balansräkning|kassaflödesanalys|driftredovisning)\b",
            weight: 3,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)\bprognos\b.{0,40}\bår(?:et)?\b|\bhelårs(?:prognos|bedömning)",
            weight: 2,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)^förslag till (?:beslut|protokoll)|\bföreslå[rs] (?:\S+ ){0,3}?(?:att )?beslut|^(?:\S+ ){0,2}förslag till beslut",
            weight: -6,
            zone: Zone::Head,
        },
    ],
    hits: &[
        "Delårsbokslut 2011-07-31 med helårsbedömning\n1 Övergripande kommentar\nResultaträkning\nBalansräkning",
    ],
    misses: &[
        "KALLELSE\nDirektionen\n5. Delårsbokslut\n6. Val",
        "Delårsbokslut 2011-07-31\nUtfallet är 28 mkr.\nDirektionen föreslås besluta\natt ta informationen till protokollet",
    ],
};
