//! *Tjänsteskrivelse*: an officer's report with a proposal, and the missive that sends it on.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Tjänsteskrivelse*: an officer's report with a proposal, and the missive that sends it on.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Tjansteskrivelse,
    signs: &[
        Sign { pattern: r"^(?:\p{L}{1,5}\.? )?§ ?\d+\b", weight: -3, zone: Zone::Often },
        Sign {
            pattern: r"^\p{Lu}\p{Ll}+(?: \p{Ll}+)? (?:beslutar|beslutade)(?: att)?:?$",
            weight: 6,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)^(?:tjänsteskrivelse|tjänsteutlåtande|tjänstemannaskrivelse|förslagsskrivelse|ärendeskrivelse|beslutsunderlag)\b",
            weight: 9,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"\b(?:TJÄNSTESKRIVELSE|TJÄNSTEUTLÅTANDE)\b", weight: 8, zone: Zone::Head
        },
        Sign {
            pattern: r"(?i)^(?:.{0,80}\s)?sammanträdesprotokoll\b|^protokoll(?:\s+(?:nr\s*)?\d.{0,30})?$",
            weight: -14,
            zone: Zone::Title,
        },
        // Each item of a meeting has its own.
        Sign {
            pattern: r"^\p{Lu}\p{L}+(?:n|en|et)s förslag till beslut:?$",
            weight: -4,
            zone: Zone::Often,
        },
        Sign { pattern: r"(?i)^missiv\b", weight: 4, zone: Zone::Head },
        Sign {
            pattern: r"(?i)^förslag till beslut\b|^\p{L}+s förslag(?: till beslut)?\b",
            weight: 4,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)\bföreslå[rs] (?:att )?(?:besluta|följande beslut)\b|\bföreslår (?:att )?\p{L}+ (?:att )?besluta",
            weight: 6,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)\btill (?:\S+ )?(?:kommunfullmäktige|kommunstyrelsen|direktionen|förbundsstyrelsen|\p{L}*nämnden)$",
            weight: 3,
            zone: Zone::Head,
        },
        Sign { pattern: r"(?i)^handling \d{4} nr \d+", weight: 2, zone: Zone::Head },
        Sign {
            pattern: r"(?i)^(?:tjänsteutlåtande|tjänsteskrivelse)\b",
            weight: 2,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)^(?:beslutet (?:ska )?(?:skickas|expedieras|delges)|ska expedieras|expedieras till|beslutsunderlag|sammanfattning av ärendet|ärendet i korthet|beskrivning av ärendet|ärendebeskrivning|ekonomiska konsekvenser)\b",
            weight: 2,
            zone: Zone::Anywhere,
        },
        Sign { pattern: r"(?i)^beslut:?$", weight: -4, zone: Zone::Often },
        Sign { pattern: r"(?i)^handläggare\b", weight: 1, zone: Zone::Head },
    ],
    hits: &[
        "Tjänsteskrivelse\nDatum 2023-05-15\nTill direktionen\nUpphandling av bilar\nFörslag till beslut",
        "Kommunfullmäktige\nHandling 2024 nr 140\nÅrsredovisning för stiftelsen\nTill Byköpings kommunfullmäktige\nKommunstyrelsens förslag\nKommunstyrelsen tillstyrker förslaget och föreslår att kommunfullmäktige beslutar:",
        "Sammanträdestider 2012\nFöljande dagar föreslås.\nDirektionen föreslås besluta\natt fastställa sammanträdestiderna",
        "Ansökan om medel\nFörslag till beslut\nNämnden föreslås besluta att bifalla ansökan\nBeslutet skickas till",
    ],
    misses: &[
        "KOMMUNSTYRELSEN          PROTOKOLL\nSammanträdesdatum: 2017-05-29\n§ 112\nTaxa\nBeslut\nKommunstyrelsen beslutar\natt taxan sänds ut\nKommunstyrelsen föreslår kommunfullmäktige besluta\natt anta taxan\nSammanfattning av ärendet",
        "§ 1 Val\nDirektionen beslutar\natt utse Eva Ek\n§ 2 Taxa\nDirektionen beslutar\natt anta taxan\n§ 3 Slut\nUtdragsbestyrkande",
        "KALLELSE\nDirektionen\nTid: 6 oktober\n1. Val\nDirektionen föreslås besluta att utse",
    ],
};
