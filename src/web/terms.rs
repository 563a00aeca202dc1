//! The record's closed vocabularies as people read them.

use super::words::Lang;
use crate::index::Facet;

/// A word of the record, its Swedish and its English, of one unit or kind of thing.
const TERMS: [(&str, &str, &str); 62] = [
    ("proposal", "förslag", "proposal"),
    ("decision", "beslut", "decision"),
    ("noted", "noterat", "noted"),
    ("delegated", "delegerat", "delegated"),
    ("reported", "återgivet", "reported"),
    ("kallelse", "kallelse", "summons"),
    ("föredragningslista", "föredragningslista", "agenda list"),
    ("kungörelse", "kungörelse", "public notice"),
    ("protokoll", "protokoll", "minutes"),
    ("protokollsutdrag", "protokollsutdrag", "extract of minutes"),
    ("anslagsbevis", "anslagsbevis", "proof of notice"),
    ("tjänsteskrivelse", "tjänsteskrivelse", "officer’s report"),
    ("bilaga", "bilaga", "annex"),
    ("ansökan", "ansökan", "application"),
    ("avtal", "avtal", "agreement"),
    ("yttrande", "yttrande", "statement"),
    ("minnesanteckningar", "minnesanteckningar", "notes of a meeting"),
    ("delårsrapport", "delårsrapport", "interim report"),
    ("årsredovisning", "årsredovisning", "annual report"),
    ("verksamhetsplan", "verksamhetsplan", "plan of activities"),
    ("budget", "budget", "budget"),
    ("nyhetsbrev", "nyhetsbrev", "newsletter"),
    ("delegationslista", "delegationslista", "list of delegated decisions"),
    ("revisionsrapport", "revisionsrapport", "audit review"),
    ("revisionsberättelse", "revisionsberättelse", "audit report"),
    ("interpellation", "interpellation", "interpellation"),
    ("valärende", "valärende", "election matter"),
    ("övrigt", "övrigt", "other"),
    ("okänd", "okänd", "unknown"),
    ("bifall", "bifall", "granted"),
    ("avslag", "avslag", "refused"),
    ("återremiss", "återremiss", "sent back"),
    ("bordläggning", "bordläggning", "postponed"),
    ("utgår", "utgår", "withdrawn"),
    ("noterat", "noterat", "noted"),
    ("ändrat", "ändrat", "amended"),
    ("val", "val", "election"),
    ("besvarad", "besvarad", "answered"),
    ("överlämnat", "överlämnat", "passed on"),
    ("uppdrag", "uppdrag", "commission"),
    ("good", "god", "good"),
    ("review", "granska", "review"),
    ("suspect", "tveksam", "suspect"),
    ("bad", "dålig", "bad"),
    ("clause", "att-sats", "clause"),
    ("agenda", "ärende", "agenda item"),
    ("table", "tabell", "table"),
    ("text", "löpande text", "running text"),
    ("ok", "läst", "read"),
    ("partial", "läst i delar", "read in part"),
    ("failed", "i karantän", "quarantined"),
    ("skipped", "överhoppad", "passed over"),
    ("unchanged", "oförändrat", "unchanged"),
    ("changed", "ändrat", "changed"),
    ("sent-back", "återremitterat", "sent back"),
    ("postponed", "bordlagt", "postponed"),
    ("rejected", "avslaget", "rejected"),
    ("withdrawn", "utgick", "withdrawn"),
    ("otherwise", "annat beslut", "decided otherwise"),
    ("no-decision-found", "inget beslut funnet", "no decision found"),
    ("native", "filens egen text", "the file’s own text"),
    ("ocr", "teckenigenkänning", "recognised letters (OCR)"),
];

/// A word of the record as people read it; one that is not known as it stands.
pub(super) fn term(lang: Lang, word: &str) -> &str {
    TERMS
        .iter()
        .find(|(known, _, _)| *known == word)
        .map_or(word, |(_, swedish, english)| lang.of(swedish, english))
}

/// A value of the record's closed vocabularies as the record spells it.
pub(super) fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// What a facet is called.
pub(super) fn facet(lang: Lang, facet: Facet) -> &'static str {
    let (swedish, english) = match facet {
        Facet::Organization => ("Organisation", "Organization"),
        Facet::Body => ("Organ", "Body"),
        Facet::Kind => ("Dokumenttyp", "Kind of paper"),
        Facet::Status => ("Status", "Status"),
        Facet::Action => ("Åtgärd", "Action"),
        Facet::Outcome => ("Utfall", "Outcome"),
        Facet::Year => ("År", "Year"),
        Facet::Quality => ("Textkvalitet", "Text quality"),
        Facet::Unit => ("Enhet", "Unit"),
    };
    lang.of(swedish, english)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::v1::{Kind, Outcome, Status};

    #[test]
    fn each_word_of_the_record_has_a_term() {
        let mut schema = serde_json::to_value(schemars_words()).expect("plain data");
        let words = schema.as_array_mut().expect("a list");
        for word in words {
            let word = word.as_str().expect("a word");
            assert!(TERMS.iter().any(|(known, _, _)| *known == word), "{word}");
        }
    }

    /// Every word of the kinds, statuses and outcomes that the schema lists.
    fn schemars_words() -> Vec<String> {
        let schema: serde_json::Value =
            serde_json::from_str(&crate::record::v1::schema()).expect("JSON");
        let mut words = Vec::new();
        for name in ["Kind", "Status", "Outcome", "QualityLevel"] {
            let listed = &schema["$defs"][name];
            let plain = listed["enum"].as_array().cloned().unwrap_or_default();
            let described = listed["oneOf"].as_array().cloned().unwrap_or_default();
            let told = described.iter().flat_map(|one| {
                let several = one["enum"].as_array().cloned().unwrap_or_default();
                several.into_iter().chain([one["const"].clone()])
            });
            words.extend(
                plain.into_iter().chain(told).filter_map(|word| word.as_str().map(str::to_owned)),
            );
        }
        assert!(words.len() > 40, "{words:?}");
        words
    }

    #[test]
    fn swedish_and_english() {
        assert_eq!(term(Lang::Sv, &word(&Status::Proposal)), "förslag");
        assert_eq!(term(Lang::En, &word(&Kind::Protokoll)), "minutes");
        assert_eq!(term(Lang::En, &word(&Outcome::Aterremiss)), "sent back");
        assert_eq!(term(Lang::En, "<b>"), "<b>");
    }
}
