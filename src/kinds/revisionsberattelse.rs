//! *Revisionsberättelse*: auditors' statement on the year.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Revisionsberättelse*: auditors' statement on the year.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Revisionsberattelse,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:\d{1,3} )?[^\d§]{0,80}\brevisionsberättelse\b",
            weight: 9,
            zone: Zone::Title,
        },
        Sign { pattern: r"(?i)\bansvarsfrihet\b", weight: 3, zone: Zone::Anywhere },
        Sign { pattern: r"(?i)\bgod revisionssed\b", weight: 2, zone: Zone::Anywhere },
        Sign { pattern: r"(?i)^förslag till beslut\b", weight: -5, zone: Zone::Head },
    ],
    hits: &[
        "Revisionsberättelse för år 2023\nVi har granskat verksamheten enligt god revisionssed\nVi tillstyrker att ansvarsfrihet beviljas",
    ],
    misses: &["Tjänsteskrivelse\nRevisionsberättelse 2023\nFörslag till beslut"],
};
