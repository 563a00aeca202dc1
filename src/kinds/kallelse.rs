//! *Kallelse*: notice of a meeting, with its agenda.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Kallelse*: notice of a meeting, with its agenda.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Kallelse,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:sammanträdes|mötes)?kallelse(?:\s*/.{0,40}|\s+(?:till|och|med|för)\b.{0,50}|\s+\d.{0,30}|:)?$",
            weight: 10,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"\b(?:SAMMANTRÄDES|MÖTES)?KALLELSE(?:SIDA)?\b",
            weight: 8,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)\bhärmed kallas\b|\bkallas (?:härmed )?till (?:ett )?(?:extra )?(?:ordinarie )?(?:sammanträde|möte)",
            weight: 8,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)^(?:förslag till )?(?:dagordning|föredragningslista|ärendelista)\b",
            weight: 2,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)^(?:tid|plats)(?: och (?:plats|tid))?\s*:",
            weight: 1,
            zone: Zone::Head,
        },
    ],
    hits: &[
        "KALLELSE\n\nBorås 2011-09-29\n\nDirektionen\n\nTid: 6 oktober kl.9-12",
        "Räddningstjänstförbundet Norra\nKALLELSE/FÖREDRAGNINGSLISTA\nDirektionen kallas till sammanträde 2023-05-15",
        "BY KOMMUN\nSAMMANTRÄDESKALLELSE\nTid 14.11\nKS 308 Budget 2018\nKS 309 Skatt",
        "KALLELSE/UNDERRÄTTELSE\nKommunstyrelsen\n1. Föregående protokoll\n2. Förslag till beslut\n3. Årsredovisning 2022",
        "1 Samordningsförbundet Väst KALLELSE Direktionen kallas till sammanträde 2024-12-10 kl. 09.15 1. Upprop",
    ],
    misses: &["Sammanträdesprotokoll\nBeslutande\nKallelse till sammanträdet har skett i rätt tid"],
};
