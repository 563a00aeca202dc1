//! *Föredragningslista*: the agenda alone.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Föredragningslista*: the agenda alone.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Foredragningslista,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:föredragningslista|ärendelista|dagordning|förslag till dagordning|bordläggningslista)\b.{0,60}$",
            weight: 8,
            zone: Zone::Head,
        },
        Sign { pattern: r"^\d{1,3}\.?\s+\p{Lu}", weight: 2, zone: Zone::Often },
        Sign {
            pattern: r"^\p{Lu}\p{L}+(?:n|en|et)s förslag till beslut:?$",
            weight: 4,
            zone: Zone::Often,
        },
        Sign { pattern: r"^Sammanträde \d{4}-\d\d-\d\d$", weight: 4, zone: Zone::Head },
    ],
    hits: &[
        "Byköpings kommun\nÄrendelista\n1. Upprop\n2. Revisionsberättelse\n3. Ansvarsfrihet\n4. Årsredovisning 2023",
        "Kommunfullmäktige\nFöredragningslista\n1. Upprop\n2. Val av justerare\n3. Motioner",
        "By kommun > Socialnämnden\nSammanträde 2017-11-29\n1 Upprop\nSocialnämndens förslag till beslut\n- Den noteras.\n2 Taxa\nSocialnämndens förslag till beslut\n1. Taxan antas.\n3 Plan\nSocialnämndens förslag till beslut\n1. Planen antas.",
    ],
    misses: &["KALLELSE\nFöredragningslista\n1. Upprop"],
};
