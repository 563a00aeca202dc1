//! Whether one of some words stands in a text.

use std::sync::Arc;

use aho_corasick::packed::{Config, Searcher};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Whether the case of letters tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Kept,
    Ignored,
}

/// Letters of a word that a glance looks for.
const GLANCE: usize = 3;
/// More forms than these are no longer found by a glance.
const MOST_FORMS: usize = 56;
/// The commonest letters of Swedish, the commonest first.
const COMMON: &[u8] = b"eanrtsildomgkvfuhpbcyjxwzq";

/// Some words, to be found in a text.
#[derive(Debug, Clone)]
pub(super) struct Search {
    /// Finds a few letters of each word, in every case, or the words themselves when their case tells; some times
    /// faster than `words`.
    glance: Option<Arc<Searcher>>,
    /// `None` when a glance finds the words themselves.
    words: Option<AhoCorasick>,
}

impl Search {
    /// The search for `words`; `None` when there are none.
    pub(super) fn new(words: &[String], case: Case) -> Option<Self> {
        let found =
            |forms: Vec<Vec<u8>>| Config::new().builder().extend(forms).build().map(Arc::new);
        let glance = match case {
            Case::Kept if words.len() <= MOST_FORMS => {
                found(words.iter().map(|word| word.as_bytes().to_vec()).collect())
            }
            Case::Kept => None,
            Case::Ignored => forms(words).and_then(found),
        };
        if case == Case::Kept && glance.is_some() {
            return Some(Self { glance, words: None });
        }
        Some(Self { glance, words: Some(all(words, case, MatchKind::LeftmostFirst)?) })
    }

    /// True when one of the words stands in `text`.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.glance.as_ref().is_none_or(|glance| glance.find(text).is_some())
            && self.words.as_ref().is_none_or(|words| words.is_match(text))
    }
}

/// A machine that tells which words stand in a text.
pub(super) fn all(words: &[String], case: Case, kind: MatchKind) -> Option<AhoCorasick> {
    if words.is_empty() {
        return None;
    }
    let mut search = AhoCorasick::builder();
    search.match_kind(kind);
    if case == Case::Ignored {
        // Only rare letters can be looked for ahead here; lines are short and the letters of Swedish words common.
        search.ascii_case_insensitive(true).prefilter(false).kind(Some(AhoCorasickKind::DFA));
    }
    search.build(words).ok()
}

/// Of each word the rarest letters in a row, in every case; `None` when they are too many to be found at once.
fn forms(words: &[String]) -> Option<Vec<Vec<u8>>> {
    let mut forms: Vec<Vec<u8>> = Vec::new();
    for word in words {
        let rarest = word.as_bytes().windows(GLANCE).max_by_key(|letters| rarity(letters))?;
        forms.extend(cases(rarest));
        if forms.len() > MOST_FORMS {
            return None;
        }
    }
    forms.sort();
    forms.dedup();
    Some(forms)
}

fn rarity(letters: &[u8]) -> usize {
    let rank = |letter: &u8| COMMON.iter().position(|common| common == letter);
    letters.iter().map(|letter| rank(letter).unwrap_or(COMMON.len() / 2)).sum()
}

fn cases(letters: &[u8]) -> Vec<Vec<u8>> {
    let mut cases = vec![Vec::new()];
    for letter in letters {
        let both = [letter.to_ascii_lowercase(), letter.to_ascii_uppercase()];
        let n_both = if both[0] == both[1] { 1 } else { 2 };
        cases = cases
            .iter()
            .flat_map(|case| {
                both[..n_both].iter().map(move |&letter| [case, &[letter][..]].concat())
            })
            .collect();
    }
    cases
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(words: &[&str], case: Case) -> Search {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Search::new(&words, case).unwrap()
    }

    #[test]
    fn words_are_found_in_every_case() {
        let search = search(&["kommun", "stad", "rÅd", "råd"], Case::Ignored);
        for text in ["i Kommunen", "STAD", "Råd", "RÅD", "huvudstaden"] {
            assert!(search.is_match(text), "{text}");
        }
        for text in ["", "kommer", "st ad", "rad", "komun"] {
            assert!(!search.is_match(text), "{text}");
        }
    }

    #[test]
    fn case_may_tell() {
        let search = search(&["Region "], Case::Kept);
        assert!(search.is_match("i Region Nord"));
        assert!(!search.is_match("en region i norr"));
    }

    #[test]
    fn many_words_are_found_without_a_glance() {
        let words: Vec<String> = ('a'..='z').map(|c| format!("ord{c}")).collect();
        let search = Search::new(&words, Case::Ignored).unwrap();
        assert!(search.glance.is_none());
        assert!(search.is_match("ORDX") && !search.is_match("ord"));
    }
}
