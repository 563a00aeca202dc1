//! Rows that end a block though they are no heading.

use std::sync::LazyLock;

use crate::swedish::Pattern;

/// True when `text` cannot belong to the decision above it.
pub(super) fn closes(text: &str) -> bool {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"(?x)^(?:
                [_*=~]{4,} | -{3,}$ | —{3,}
              | Vid\ (?:protokollet|behandling(?:en)?\ av\ ärendet|sammanträdet\ (?:närvar|föredr|yttr))
              | (?:Underskrifter?|Ordförande|Sekreterare|Justeras?|Justerare|Vid\ pennan|I\ tjänsten|Enligt\ uppdrag|Dag\ som\ ovan)\b[^.]{0,60}$
              | \p{Lu}\p{L}+(?:\ \p{Lu}\p{L}+)?,?\ (?:den\ )?\d{1,2}\ \p{L}{3,9}\ \d{4}\b
              | \p{Lu}\p{L}+\ \d{4}-\d\d-\d\d$
              | (?:Protokollet|Paragrafen|Denna\ paragraf)\ (?:under|förklaras|är|justeras)
              | Justering\ (?:Paragrafen|Protokollet|Denna\ paragraf|Punkten|Beslutet)\b
              | Ajournering | (?:Sammanträdet|Mötet)\ (?:ajourneras|avslutas|förklaras)
              | Utdragsbestyrkande | Rätt\ utdraget | Utdragets\ riktighet | Transaktions
              | Bilaga\ (?:\d|till\ ärende) | Tjänsteskrivelse\b | TJÄNSTE | KALLELSE | PROTOKOLL | SAMMANTRÄDES
              | (?:Bordlag[dt]|Återremittera[dt])\ (?:den|vid|av)\b
              | Skäle[nt]\ (?:för|till)\b | Motivering(?:en)?\ (?:för|till)\b
              | Ärende\ \d+\s*$ | Hur\ man\ överklagar | Besvärs | Ändringssökande
              | Kopia\ (?:till|för) | Skickas\ till | Delges | Akten\b | Expedier
            )",
        )
        .expect("a constant pattern")
    });
    // Two members beside each other sign; below each other they may be elected.
    static SIGNATURES: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^\p{Lu}[\p{L} -]{3,50} \(\p{L}{1,5}\)(?:(?:\t|\s{3,})\p{Lu}[\p{L} -]{3,50} \(\p{L}{1,5}\))+$")
            .expect("a constant pattern")
    });
    static AFTER: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"(?:anmäler jäv|anmälde jäv|anmälde sig jävig|på grund av jäv|reserverar sig|reserverade sig|deltar inte i|deltog inte i|avstår från att|låter anteckna|antecknar (?:som|till)|yrkar|yrkade|begär att få|yttrar sig|yttrade sig|deltar i debatten|deltog i debatten)\b",
        )
        .expect("a constant pattern")
    });
    PATTERN.is_match(text)
        || SIGNATURES.is_match(text)
        || AFTER.find(text).is_some_and(|found| is_about_persons(&text[..found.start()]))
}

/// "Anna Ek (S) och Bo Al (M) ", "Ledamöterna från SD ", "Hon " — members, not a body.
fn is_about_persons(before: &str) -> bool {
    static PERSONS: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:.*\([A-ZÅÄÖ]{1,5}[a-z]?\)[^.]*|(?:Samtliga )?(?:[Ll]edamöterna|[Ll]edamot|[Ee]rsättarna)\b.*|Hon |Han |[A-ZÅÄÖ][\p{L}-]+ [A-ZÅÄÖ][\p{L}-]+ )$")
            .expect("a constant pattern")
    });
    PERSONS.is_match(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_and_members_close() {
        for text in [
            "Göteborg den 8 november 2023",
            "____________",
            "Vid protokollet",
            "Anna Ek (S) reserverar sig mot beslutet.",
            "Anna Ek (S), Bo Al (M) och Olle Ås (MP) yttrar sig.",
            "Ledamöterna från SD reserverar sig mot beslutet",
            "Anna Ek (M), Bo Al (V) anmäler jäv under paragraf 32",
            "Paragrafen är omedelbart justerad.",
            "Justering Denna paragraf justeras omedelbart",
            "Skälet för beslutet är att lagen har ändrats.",
            "Vid behandling av ärendet förekom skiljaktiga meningar:",
            "Vid behandlingen av ärendet i nämnden förekom skiljaktiga meningar:",
            "Anna Ek (S)            Bo Al (M)",
            "Bilaga till ärende 8",
        ] {
            assert!(closes(text), "{text}");
        }
    }

    #[test]
    fn clauses_do_not() {
        for text in [
            "Motionen avslås.",
            "att förklara besluten omedelbart justerade.",
            "Nämnden reserverar sig mot tidplanen i sitt yttrande.",
            "Anna Ek (S) utses att justera dagens protokoll.",
            "Ordföranden får i uppdrag att underteckna avtalet.",
            "Länsstyrelsens beslut antecknas.",
            "Anna Ek (S)",
        ] {
            assert!(!closes(text), "{text}");
        }
    }
}
