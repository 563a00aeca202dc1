//! *Valärende*: nominations and elections.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Valärende*: nominations and elections.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Valarende,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:valberedningens förslag|valärenden?|nominering(?:ar)?|avsägelser?)\b",
            weight: 14,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)^val (?:av|till|för|inför)\b|^(?:fyllnads|kompletterings)val\b",
            weight: 5,
            zone: Zone::Title,
        },
        // The sender, in the letterhead.
        Sign {
            pattern: r"(?i)^(?:(?:kommunfullmäktiges |fullmäktiges )?valberedning(?:en)?)$",
            weight: 5,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)\bfullmäktiges valberedning\b|\bvalberedningen föreslår\b",
            weight: 4,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)\btill (?:ny )?(?:ledamot|ersättare|suppleant|nämndeman|ordförande)\b.{0,160}\butse|\bavsagt sig\b",
            weight: 2,
            zone: Zone::Anywhere,
        },
    ],
    hits: &[
        "Kommunfullmäktige\nHandling 2023 nr 10\nValberedningens förslag till val vid sammanträdet\nTill Byköpings kommunfullmäktige\nValberedningen föreslår att kommunfullmäktige beslutar:",
        "Byberga kommun\nValberedningen\nTill kommunfullmäktige\nVal för mandatperioden 2023-2026\nValberedningen föreslår att kommunfullmäktige beslutar:\nTill ledamot utse Eva Ek (C).",
    ],
    misses: &[
        "KALLELSE\n2. Val av justerare\n3. Val av ersättare",
        "Tjänsteskrivelse\nVal av leverantör\nFörslag till beslut\nNämnden föreslås besluta att välja anbud 2",
    ],
};
