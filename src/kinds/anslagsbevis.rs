//! *Anslagsbevis*: certificate that minutes were posted.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Anslagsbevis*: certificate that minutes were posted.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Anslagsbevis,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:anslag\s*/\s*bevis|anslagsbevis|bevis om (?:justering|anslag)|anslag av protokoll|tillkännagivande av protokoll)\b.{0,40}$",
            weight: 10,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)\banslags? (?:uppsättande|nedtagande)|\banslaget (?:sätts upp|tas ned)|\bförvaringsplats för protokollet",
            weight: 3,
            zone: Zone::Anywhere,
        },
        // A section of minutes.
        Sign {
            pattern: r"(?i)^(?:beslutande|tjänstgörande ersättare|utses att justera|justeringens plats|plats och tid)\b",
            weight: -7,
            zone: Zone::Head,
        },
    ],
    hits: &[
        "ANSLAG/BEVIS\nProtokollet är justerat\nOrgan Kommunstyrelsen\nDatum för anslags uppsättande 2006-03-04",
    ],
    misses: &[
        "SAMMANTRÄDESPROTOKOLL\nBeslutande\nEva Ek (S)\nJusterare\nANSLAG/BEVIS\nDatum för anslags uppsättande",
    ],
};
