//! *Protokollsutdrag*: an extract from the minutes.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Protokollsutdrag*: an extract from the minutes.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Protokollsutdrag,
    signs: &[
        Sign {
            pattern: r"(?i)^protokollsutdrag(?:\s+(?:från|ur|för|\d|§).{0,60})?$|^utdrag ur (?:\S+ )?(?:sammanträdes)?protokoll",
            weight: 12,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)\brätt utdrag|\butdragets riktighet|\bbestyrkes att utdraget",
            weight: 6,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)^(?:.{0,80}\s)?sammanträdesprotokoll\b",
            weight: 8,
            zone: Zone::Head,
        },
        Sign { pattern: r"^\p{Lu}\p{L}+(?:n|en|et|e)s beslut:?$", weight: 1, zone: Zone::Anywhere },
        Sign {
            pattern: r"(?i)^(?:beslutande|tjänstgörande ersättare|närvarande|justerare|paragrafer|protokoll(?:s)?justerare|utses att justera|plats och tid)\b",
            weight: 6,
            zone: Zone::Absent,
        },
        Sign { pattern: r"(?i)^(?:§+\s*\d+\b|\d+\s*§(?:\s|$))", weight: -6, zone: Zone::Often },
    ],
    hits: &[
        "BYBERGA KOMMUN    SAMMANTRÄDESPROTOKOLL    1 (1)\nKommunstyrelsens arbetsutskott\nDatum\n2025-01-07\n§ 4    Dnr KS-2024-00741\nBegäran om medel\nBeslutsgång\nOrdföranden prövar förslaget",
        "Byberga kommun\nKommunstyrelsens arbetsutskott\nSAMMANTRÄDESPROTOKOLL\nSida 5 (21)\n§ 61 Budgetuppföljning\nArbetsutskottets förslag till kommunstyrelsen\nKommunstyrelsen beslutar\natt godkänna uppföljningen\nSammanfattning av ärendet\nNämnden följer utfallet.\nBeslutsunderlag\nTjänsteskrivelse 2023-04-03\nBeslutet skickas till\nNämnderna",
        "Protokollsutdrag\nKommunstyrelsen 2024-02-07\n§ 12\nBeslut\nÄrendet bordläggs.",
        "BYBERGA KOMMUN   Sammanträdesprotokoll  8 (16)\nSocialnämndens arbetsutskott\nÖverenskommelse\nArbetsutskottets beslut",
    ],
    misses: &["Sammanträdesprotokoll\nBeslutande\nEva Ek (S)\n§ 1 Val\n§ 2 Taxa\n§ 3 Plan"],
};
