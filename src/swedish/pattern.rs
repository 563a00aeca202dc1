//! Regular expressions that stay fast on Swedish text.
//!
//! A word boundary (`\b`) beside å, ä or ö makes the regex crate leave its fast machine for one that is twenty times
//! slower. So each pattern is tried without its boundaries first, on the fast machine; what that lets through, the
//! pattern itself decides.

use std::borrow::Cow;

use regex::{
    CaptureMatches, Captures, Error, Match, Matches, Regex, RegexSet, RegexSetBuilder, Split,
};

/// A regular expression.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// The pattern without word boundaries: fits wherever the pattern fits. `None` when it has none.
    loose: Option<Regex>,
    exact: Regex,
}

impl Pattern {
    /// Compiles `pattern`.
    ///
    /// # Errors
    ///
    /// When it is no regular expression.
    pub fn new(pattern: &str) -> Result<Self, Error> {
        let loose = pattern
            .contains(r"\b")
            .then(|| Regex::new(&without_boundaries(pattern)))
            .transpose()?;
        Ok(Self { loose, exact: Regex::new(pattern)? })
    }

    fn may_match(&self, text: &str) -> bool {
        self.loose.as_ref().is_none_or(|loose| loose.is_match(text))
    }

    /// See [`Regex::is_match`].
    pub fn is_match(&self, text: &str) -> bool {
        self.may_match(text) && self.exact.is_match(text)
    }

    /// See [`Regex::find`].
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        if self.may_match(text) { self.exact.find(text) } else { None }
    }

    /// See [`Regex::find_at`].
    pub fn find_at<'t>(&self, text: &'t str, start: usize) -> Option<Match<'t>> {
        if self.may_match(text) { self.exact.find_at(text, start) } else { None }
    }

    /// See [`Regex::captures`].
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        if self.may_match(text) { self.exact.captures(text) } else { None }
    }

    /// See [`Regex::captures_at`].
    pub fn captures_at<'t>(&self, text: &'t str, start: usize) -> Option<Captures<'t>> {
        if self.may_match(text) { self.exact.captures_at(text, start) } else { None }
    }

    /// See [`Regex::find_iter`].
    pub fn find_iter<'r, 't>(&'r self, text: &'t str) -> Matches<'r, 't> {
        self.exact.find_iter(if self.may_match(text) { text } else { "" })
    }

    /// See [`Regex::captures_iter`].
    pub fn captures_iter<'r, 't>(&'r self, text: &'t str) -> CaptureMatches<'r, 't> {
        self.exact.captures_iter(if self.may_match(text) { text } else { "" })
    }

    /// See [`Regex::split`].
    pub fn split<'r, 't>(&'r self, text: &'t str) -> Split<'r, 't> {
        self.exact.split(text)
    }

    /// See [`Regex::replace`].
    pub fn replace<'t>(&self, text: &'t str, with: &str) -> Cow<'t, str> {
        if self.may_match(text) { self.exact.replace(text, with) } else { Cow::Borrowed(text) }
    }

    /// See [`Regex::replace_all`].
    pub fn replace_all<'t>(&self, text: &'t str, with: &str) -> Cow<'t, str> {
        if self.may_match(text) { self.exact.replace_all(text, with) } else { Cow::Borrowed(text) }
    }
}

/// Many patterns, tried at once.
#[derive(Debug, Clone)]
pub struct PatternSet {
    loose: RegexSet,
}

impl PatternSet {
    /// Compiles `patterns`.
    ///
    /// # Errors
    ///
    /// When one of them is no regular expression.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<Self, Error> {
        const BYTES: usize = 64 << 20;
        let loose: Vec<String> = patterns.into_iter().map(without_boundaries).collect();
        let loose = RegexSetBuilder::new(loose).dfa_size_limit(BYTES).size_limit(BYTES).build()?;
        Ok(Self { loose })
    }

    /// Indices of the patterns that may fit `text`: all that do, and some that would but for a word boundary.
    pub fn candidates(&self, text: &str) -> Vec<usize> {
        self.loose.matches(text).into_iter().collect()
    }
}

/// Many patterns that ignore case, each tried by itself on the text in small letters.
///
/// Small letters let the regex crate look for the words of a pattern before it tries the pattern: for patterns that
/// seldom fit, that is many times faster than one machine for all.
#[derive(Debug, Clone)]
pub struct LowerSet {
    loose: Vec<Regex>,
}

impl LowerSet {
    /// Compiles `patterns`, which are written in small letters.
    ///
    /// # Errors
    ///
    /// When one of them is no regular expression.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<Self, Error> {
        let lower =
            |pattern: &str| Regex::new(&without_boundaries(pattern).replace(r"\p{Lu}", r"\p{L}"));
        Ok(Self { loose: patterns.into_iter().map(lower).collect::<Result<_, _>>()? })
    }

    /// Indices of the patterns that may fit `text`.
    pub fn candidates(&self, text: &str) -> Vec<usize> {
        let lower = text.to_lowercase();
        (0..self.loose.len()).filter(|&at| self.loose[at].is_match(&lower)).collect()
    }
}

fn without_boundaries(pattern: &str) -> String {
    pattern.replace(r"\b", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_hold_beside_swedish_letters() {
        let pattern = Pattern::new(r"\bska\b").unwrap();
        assert!(pattern.is_match("nämnden ska äska medel"));
        assert!(!pattern.is_match("nämnden vill äska medel"));
        assert_eq!(pattern.find("äska, ska").map(|found| found.start()), Some(7));
        assert_eq!(pattern.find_iter("äska").count(), 0);
        assert_eq!(pattern.replace_all("äska ska", "må"), "äska må");
    }

    #[test]
    fn a_set_lets_all_through_that_fit() {
        let set = PatternSet::new([r"\bska\b", r"\bmå\b"]).unwrap();
        assert_eq!(set.candidates("nämnden må äska"), [0, 1]);
        assert_eq!(set.candidates("inget"), [0usize; 0]);
    }
}
