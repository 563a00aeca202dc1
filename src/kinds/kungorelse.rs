//! *Kungörelse*: public notice of a meeting.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Kungörelse*: public notice of a meeting.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Kungorelse,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:kungörelse|offentligt tillkännagivande)\b.{0,60}$",
            weight: 10,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)\bkungörs\b|\ballmänheten (?:är|hälsas) välkommen|^\p{L}*fullmäktige (?:sammanträder|kallas till|håller)",
            weight: 3,
            zone: Zone::Head,
        },
    ],
    hits: &[
        "KUNGÖRELSE\nKommunfullmäktige sammanträder måndagen den 3 mars\nAllmänheten är välkommen",
    ],
    misses: &["Protokoll\nKungörelse om sammanträdet har skett\nBeslutande"],
};
