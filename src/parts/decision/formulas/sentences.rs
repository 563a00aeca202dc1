//! A clause → its sentences, folded, without bullet and number.

use std::sync::LazyLock;

use crate::swedish::Pattern;

/// A clause longer than this is read so far and no further, in bytes.
const LONGEST: usize = 16 * 1024;

/// No abbreviation is longer than this, in bytes.
const ABBREVIATION: usize = 16;

/// One sentence of a clause.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sentence<'a> {
    /// Its words.
    pub(super) text: &'a str,
    /// True when a colon ends it: what comes after is told by it.
    pub(super) leads: bool,
}

/// `clause` with every run of white space as one space, emphasis and the opening bullet or number away.
pub(super) fn folded(clause: &str) -> String {
    let mut folded = String::with_capacity(clause.len().min(LONGEST));
    for word in clause.split_whitespace() {
        if folded.len() + word.len() > LONGEST {
            break;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().filter(|letter| !matches!(letter, '*' | '\u{ad}')));
    }
    let opener = OPENER.find(&folded).map_or(0, |found| found.end());
    folded.split_off(opener)
}

/// The sentences of a folded clause.
pub(super) fn sentences(folded: &str) -> Vec<Sentence<'_>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for stop in STOP.find_iter(folded) {
        let leads = stop.as_str().starts_with(':');
        let before = &folded[start..stop.start()];
        let last_word =
            &before[before.floor_char_boundary(before.len().saturating_sub(ABBREVIATION))..];
        let next = folded[stop.end()..].chars().next();
        let opens = next.is_some_and(|letter| !letter.is_lowercase() && !letter.is_ascii_digit());
        if leads || opens && !ABBREVIATED.is_match(last_word) {
            sentences.push(Sentence { text: before, leads });
            start = stop.end();
        }
    }
    sentences.push(Sentence { text: &folded[start..], leads: folded.ends_with(':') });
    sentences
}

/// A bullet, a number or a letter before the clause: "- ", "1. ", "b) ".
static OPENER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^(?:[-–—−•·◦▪*o]\s+|\(?\d{1,2}[.)]\s+|\(?\p{Ll}[.)]\s+)+")
        .expect("a constant pattern")
});

/// Where a sentence may end.
static STOP: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r#"(?:[.!?]["”»)]?|:)\s+"#).expect("a constant pattern"));

/// What a full stop does not end: "kap.", "t.ex.", "nr", an initial.
static ABBREVIATED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\b(?:kap|st|nr|dnr|kl|ca|bl\.\s?a|t\.\s?ex|m\.\s?m|m\.\s?fl|s\.\s?k|t\.?o\.?m|fr\.?o\.?m|resp|jfr|art|tel|org|inkl|exkl|milj|\d|\p{L})$",
    )
    .expect("a constant pattern")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(clause: &str, expected: &[&str]) {
        let folded = folded(clause);
        let texts: Vec<_> = sentences(&folded).into_iter().map(|sentence| sentence.text).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_clause_is_cut_at_its_stops() {
        check("1.  Taxan antas. Den gäller\nfrån 2025.", &["Taxan antas", "Den gäller från 2025."]);
        check(
            "godkänna planen med tillägget: − Ny text",
            &["godkänna planen med tillägget", "− Ny text"],
        );
    }

    #[test]
    fn an_abbreviation_is_no_stop() {
        check("enligt 5 kap. Lagen antas", &["enligt 5 kap. Lagen antas"]);
        check("Avgiften är 12,5 mnkr. Den tas ut", &["Avgiften är 12,5 mnkr", "Den tas ut"]);
    }

    #[test]
    fn nothing_is_read_beyond_the_limit() {
        assert!(folded(&"ord ".repeat(10_000)).len() <= LONGEST);
        check("", &[""]);
    }
}
