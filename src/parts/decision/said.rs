//! What the words of an item are, where a decision might stand: thanks, labels, what is told and not decided.

use std::sync::LazyLock;

use super::block::{Item, Opener};
use super::formulas;
use crate::parts::organ;
use crate::swedish::Pattern;

/// "Anna Ek (S) har avsagt sig uppdraget.", "Under förutsättning av bifall föreslås följande.": said before a list.
pub(super) fn leads_to_list(text: &str) -> bool {
    text.ends_with(" föreslås följande.")
        || text.contains(" har avsagt sig ") && formulas::actions(text).is_empty()
}

/// Thanks, greetings and reports that stand where a decision would.
pub(super) fn is_courtesy(text: &str) -> bool {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^[^.]{0,120}?\b(?:tackar|önskar|tillönskar|hälsar|informerar|redogör|rapporterar|besvarar?s?|håller ett anförande|lämnar (?:en )?(?:rapport|information|redogörelse))\b")
            .expect("a constant pattern")
    });
    PATTERN.is_match(text) && organ::organ_at_start(text).is_none()
}

/// "Yrkandet från S har bifallits", "Nämnden beslutade den 5 maj": told, not decided.
pub(super) fn is_told(text: &str) -> bool {
    static PERFECT: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"\b(?:har|hade) (?:\p{L}+ ){0,2}?\p{L}{2,}(?:its|ats|tts|dts|at|it|tt|agt|gjort)\b",
        )
        .expect("a constant pattern")
    });
    static DATED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^\p{L}[\p{L} ]{3,60} (?:beslutade|beslöt) (?:den|vid) ")
            .expect("a constant pattern")
    });
    static DEBATE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:Under (?:diskussionen|överläggningen|debatten|behandlingen)|Efter (?:avslutad )?(?:diskussion|debatt)|Ordföranden (?:konstaterade|frågade|finner|fann|ställde|ställer)) ")
            .expect("a constant pattern")
    });
    static SUBORDINATE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"\b(?:som|att|vilk\p{L}+|när|om|efter|sedan|då)\b")
            .expect("a constant pattern")
    });
    let perfect =
        PERFECT.find(text).filter(|found| !text[found.start()..].starts_with("har tagit del"));
    let withdrawn = text.trim_end_matches('.').ends_with("ärendet utgår");
    let in_main_clause = !withdrawn
        && perfect.is_some_and(|found| {
            let before = &text[..found.start()];
            !SUBORDINATE.is_match(before) && formulas::actions(before).is_empty()
        });
    in_main_clause || DATED.is_match(text) || DEBATE.is_match(text)
}

/// "Enligt förslaget.": decided as proposed above.
pub(super) fn is_as_proposed(text: &str) -> bool {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"^(?:[Ee]nligt|[Ii] enlighet med) (?:\p{L}+ ){0,2}förslag(?:et)?(?:en)?\.?(?: |$)",
        )
        .expect("a constant pattern")
    });
    PATTERN.is_match(text) && text.len() < 60
}

/// "Samtliga nämnder:" over a list.
pub(super) fn is_list_label(item: &Item, text: &str) -> bool {
    item.opener == Opener::Text
        && text.trim_end().ends_with(':')
        && text.split_whitespace().count() <= 8
        && formulas::actions(text).is_empty()
}

/// A row of a table whose cells stand apart: what one cell decides goes on in the rows below.
pub(super) fn is_columns(text: &str) -> bool {
    let gaps = text.split("    ").filter(|cell| !cell.trim().is_empty()).count();
    gaps > 3
}

/// "3. Revisorer": a label over the clauses of a list.
pub(super) fn is_label(item: &Item, text: &str) -> bool {
    static SHALL: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"\b(?:ska|skall|får|gäller|är|har)\b").expect("a constant pattern")
    });
    item.opener == Opener::Number
        && text.split_whitespace().count() <= 7
        && text.starts_with(char::is_uppercase)
        && !SHALL.is_match(text)
        && !text.trim_end().ends_with(['.', ';', ',', ':'])
        && formulas::actions(text).is_empty()
}

/// "att anta planen", "godkänna planen": a clause without its subject.
pub(super) fn is_clause_head(rest: &str) -> bool {
    let word = rest.split_whitespace().next().unwrap_or("");
    word == "att" || word == "dels" || (word.ends_with('a') && !formulas::actions(rest).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_beside_each_other_are_no_clause() {
        assert!(is_columns(
            "avstyrker förslaget att      nämndens ansvar gäller den      enskilde och hens      behov"
        ));
        assert!(!is_columns("Nämnden godkänner planen    och överlämnar den."));
    }

    #[test]
    fn what_was_done_before_is_told() {
        assert!(is_told("Yrkandet från S har bifallits"));
        assert!(!is_told("Nämnden godkänner planen som har tagits fram"));
        assert!(is_courtesy("Ordföranden tackar för visat intresse."));
        assert!(!is_courtesy("Nämnden tackar för rapporten."));
    }
}
