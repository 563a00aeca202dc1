//! *Protokoll*: minutes.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Protokoll*: minutes.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Protokoll,
    signs: &[
        Sign {
            pattern: r"(?i)^protokoll,? (?:fördt|fört|hållet|uppsatt) (?:vid|wid|å)\b",
            weight: 8,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)^(?:mötes|styrelse|direktions|nämnds?|årsmötes|stämmo|arbetsutskotts)protokoll\b(?:\s+(?:nr\s*)?\d.{0,40}|\s+\p{L}.{0,40})?$",
            weight: 9,
            zone: Zone::Title,
        },
        Sign { pattern: r"(?i)^handling \d{4} nr \d", weight: -6, zone: Zone::Head },
        Sign {
            pattern: r"(?i)^(?:.{0,80}\s)?sammanträdes?protokoll\b",
            weight: 9,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)^(?:\S+ ){0,4}?protokoll(?:\s+(?:nr\s*)?\d.{0,40}|\s+(?:fört|från|över)\b.{0,60}|\s+\p{L}*(?:möte|sammanträde|stämma)\b.{0,40})?$",
            weight: 7,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)^(?:beslutande|tjänstgörande ersättare|närvarande|paragrafer|protokoll(?:s)?justerare|utses att justera|justeringens plats)\b",
            weight: 4,
            zone: Zone::Head,
        },
        // A head without the word: who approves is named in minutes only.
        Sign {
            pattern: r"(?i)^(?:utses att justera|justeringens (?:plats|tid)|(?:plats|tid)[ \p{L}]{0,9} för justering)\b",
            weight: 5,
            zone: Zone::Head,
        },
        Sign { pattern: r"(?i)^protokollet är granskat$", weight: 7, zone: Zone::Title },
        Sign {
            pattern: r"^\p{Lu}\p{Ll}+(?: \p{Ll}+)? (?:beslutar|beslutade|beslöt)(?: att)?:?$",
            weight: 2,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)^(?:(?:\p{L}{1,5}\.? )?§+\s*\d+\b|\d+\s*§(?:\s|$))",
            weight: 5,
            zone: Zone::Often,
        },
        Sign { pattern: r"(?i)^beslut(?::(?:\s|$)|$)", weight: 4, zone: Zone::Often },
        Sign { pattern: r"^\p{Lu}\p{L}+(?:n|en|et|e)s beslut:?$", weight: 1, zone: Zone::Anywhere },
        Sign {
            pattern: r"(?i)\bjusterandes? sign|\butdragsbestyrkande|^protokollsutdrag(?:et)? (?:skickas|sänds) till|^protokoll nr \d",
            weight: 3,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)^§+ ?\d+\s+(?:dnr|diarienummer|ärendenummer|diarienr)\b",
            weight: 3,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)^(?:beslutsgång|propositionsordning|omröstning(?:sresultat)?|reservation(?:er)?|yrkanden?)$",
            weight: 1,
            zone: Zone::Anywhere,
        },
    ],
    hits: &[
        "Räddningstjänstförbundet Norra\nSammanträdesprotokoll  2023-05-15\nBeslutande\nEva Ek (C)\n9 § Val",
        "KUNGÄLVS KOMMUN   SAMMANTRÄDESPROTOKOLL\nPlats och tid\nBeslutande\nJusterare\n§ 1 Val\n§ 2 Budget\n§ 3 Slut",
        "Mötesprotokoll\nStyrelsen för Samordningsförbundet Norr\n2016-09-23\nNärvarande:\nEva Ek\n1. Mötets öppnande\nOrdföranden öppnade mötet.\n2. Rapport\nStyrelsen beslutade:\n- att godkänna rapporten",
        "REGION NORR\nRegionstyrelsen\nProtokoll 2022-05-25\nRS § 112.\nMånadsrapport\nRegionstyrelsens beslut\nRapporten godkänns.\nRS § 113.\nMedel\nRegionstyrelsens förslag till regionfullmäktige\nMedel anvisas.\nRS § 114.\nVal",
        "Samordningsförbundet Norra\nProtokoll styrelsemöte nr 4, 2023\nNärvarande ledamöter:\nEva Ek\n1. Sammanträdet öppnas\n2. Val\nStyrelsen beslutar att utse Eva Ek.",
        "Tekniska nämnden   Sida 1\nPlats och tid   Kontoret, kl 15\nBeslutande   Eva Ek (M), ordförande\nUtses att justera   Bo Al\nJusteringens plats   Kontoret\nANSLAG/BEVIS\nDatum för anslags uppsättande",
        "Tekniska nämnden    2010-01-12    3\nTN § 1\nÖppnande\nTN § 2\nMål och resursplan 2010\nTekniska nämnden beslutar\natt fastställa planen\nTN § 3\nTaxa",
        "Revisionsnämnden, möte 16.4.2018\nProtokollet är granskat\n§ 19 Justering\nBeslut\nGodkändes.",
        "Sammanträde 2011-06-16\n§63 Motioner\nKommunfullmäktiges beslut\n- Motionerna lämnas över.\n§64 Frågor\nInga frågor.\n§65 Val",
        "FÖREDRAGNINGSLISTA 05/2013\n1 § Laglighet\n2 § Val\n3 § Taxa\n1 § Laglighet\nBeslut: Enligt förslag.\n2 § Val\nBeslut: Förslaget godkänns.\n3 § Taxa\nBeslut: Enligt förslag.",
        "§ 1 Dnr 12\nVal\nBeslut\nValet godkänns.\n§ 2 Dnr 13\nTaxa\nBeslut\nTaxan fastställs.\n§ 3 Dnr 14\nPlan\nBeslut\nAntecknas.",
    ],
    misses: &[
        "KALLELSE\nDirektionen\n1. Val av justerare\n2. Föregående mötesprotokoll",
        "Byberga kommun\nFöredragningslista\n1. Sammanträdet öppnas\n2. Protokoll från styrelsemöte nr 3\n3. Val",
    ],
};
