//! Regular expressions that stay fast on Swedish text.
//!
//! Three things make the regex crate slow here, and each is met:
//! - A word boundary (`\b`) beside å, ä or ö makes it leave its fast machine. So a pattern is tried without its
//!   boundaries, and those at its ends are looked at by hand; only where they do not hold, or stand inside the pattern,
//!   does the pattern itself decide, from the first place where it can.
//! - All the world's letters make large machines. `\p{L}`, `\p{Lu}`, `\p{Ll}` and `\w` mean Latin letters here, and
//!   `\d` the ten digits.
//! - Most texts begin with another letter than a pattern does ([`edges`](super::edges)), or hold none of its words
//!   ([`needles`](super::needles)), which is seen at once.

use std::borrow::Cow;
use std::sync::OnceLock;

use regex::{Captures, Error, Match, Regex};
use regex_syntax::hir::{Hir, HirKind};

use super::boundaries::{Boundaries, boundaries, is_boundary, with_letter_before};
use super::edges::Edges;
use super::needles::{NeedleSet, Needles};
use super::search::Case;

/// How often a match is looked for anew where a boundary before it fails.
const TRIES: usize = 8;

/// A regular expression.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    edges: Edges,
    needles: Needles,
    boundaries: Boundaries,
    /// The pattern without word boundaries: fits wherever the pattern fits.
    loose: OnceLock<Regex>,
    /// For boundaries inside: begins where the pattern may, or one letter before.
    first: OnceLock<Regex>,
    exact: OnceLock<Regex>,
}

impl Pattern {
    /// Takes `pattern`, which is compiled when it is first needed.
    ///
    /// # Errors
    ///
    /// When it is no regular expression.
    pub fn new(pattern: &str) -> Result<Self, Error> {
        let text = latin(pattern);
        let parsed = parsed(&text)?;
        Ok(Self::of(text, &parsed, case(pattern)))
    }

    fn of(text: String, parsed: &Hir, case: Case) -> Self {
        Self {
            edges: Edges::of(parsed),
            needles: Needles::of(parsed, case),
            boundaries: boundaries(parsed),
            text,
            loose: OnceLock::new(),
            first: OnceLock::new(),
            exact: OnceLock::new(),
        }
    }

    /// The choices of `pattern` as patterns of their own, in order: what each wants and holds is known more closely.
    ///
    /// # Errors
    ///
    /// When it is no regular expression.
    pub fn choices(pattern: &str) -> Result<Vec<Self>, Error> {
        let choices = choices(&parsed(&latin(pattern))?);
        let pattern = |choice: &Hir| Self::of(choice.to_string(), choice, case(pattern));
        Ok(choices.iter().map(pattern).collect())
    }

    fn loose(&self) -> &Regex {
        self.loose.get_or_init(|| compiled(&without_boundaries(&self.text)))
    }

    fn first(&self) -> &Regex {
        self.first.get_or_init(|| {
            let parsed = parsed(&self.text).expect("the pattern has been parsed before");
            compiled(&with_letter_before(&parsed, true).to_string())
        })
    }

    fn exact(&self) -> &Regex {
        if self.boundaries == Boundaries::Nowhere {
            return self.loose();
        }
        self.exact.get_or_init(|| compiled(&self.text))
    }

    /// False when nothing in `text` from byte `start` on can match.
    fn may_match(&self, text: &str, start: usize) -> bool {
        start <= text.len()
            && self.edges.may_match(text, start)
            && self.needles.may_match(&text[start..])
    }

    /// Where the next match is: of the loose pattern, or of the pattern itself.
    fn next<'t>(&self, text: &'t str, start: usize) -> Option<(Next, Match<'t>)> {
        if !self.may_match(text, start) {
            return None;
        }
        let wants_start = match self.boundaries {
            Boundaries::Nowhere => return Some((Next::Loose, self.loose().find_at(text, start)?)),
            Boundaries::AtEnds { start } => start,
            Boundaries::Inside => {
                let before = text[..start].chars().next_back().map_or(0, char::len_utf8);
                let found = self.first().find_at(text, start - before)?;
                return self.exactly(text, found.start().max(start));
            }
        };
        let mut found = self.loose().find_at(text, start)?;
        for _ in 0..TRIES {
            let (at_start, at_end) =
                (is_boundary(text, found.start()), is_boundary(text, found.end()));
            if at_start && at_end {
                return Some((Next::Loose, found));
            }
            if at_start || !wants_start {
                break;
            }
            let letter = text[found.start()..].chars().next().map_or(1, char::len_utf8);
            found = self.loose().find_at(text, found.start() + letter)?;
        }
        self.exactly(text, found.start())
    }

    fn exactly<'t>(&self, text: &'t str, start: usize) -> Option<(Next, Match<'t>)> {
        Some((Next::Exact, self.exact().find_at(text, start)?))
    }

    /// See [`Regex::is_match`].
    pub fn is_match(&self, text: &str) -> bool {
        if self.boundaries == Boundaries::Nowhere {
            return self.may_match(text, 0) && self.loose().is_match(text);
        }
        self.next(text, 0).is_some()
    }

    /// See [`Regex::find`].
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.find_at(text, 0)
    }

    /// See [`Regex::find_at`].
    pub fn find_at<'t>(&self, text: &'t str, start: usize) -> Option<Match<'t>> {
        Some(self.next(text, start)?.1)
    }

    /// See [`Regex::captures`].
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.captures_at(text, 0)
    }

    /// See [`Regex::captures_at`].
    pub fn captures_at<'t>(&self, text: &'t str, start: usize) -> Option<Captures<'t>> {
        match self.next(text, start)? {
            (Next::Loose, found) => self.loose().captures_at(text, found.start()),
            (Next::Exact, found) => self.exact().captures_at(text, found.start()),
        }
    }

    /// See [`Regex::find_iter`].
    pub fn find_iter<'r, 't>(
        &'r self,
        text: &'t str,
    ) -> impl Iterator<Item = Match<'t>> + use<'r, 't> {
        let mut places = Places::default();
        std::iter::from_fn(move || {
            places.next(text, |start| {
                let found = self.find_at(text, start)?;
                Some((found.range(), found))
            })
        })
    }

    /// See [`Regex::captures_iter`].
    pub fn captures_iter<'r, 't>(
        &'r self,
        text: &'t str,
    ) -> impl Iterator<Item = Captures<'t>> + use<'r, 't> {
        let mut places = Places::default();
        std::iter::from_fn(move || {
            places.next(text, |start| {
                let found = self.captures_at(text, start)?;
                Some((found.get(0)?.range(), found))
            })
        })
    }

    /// See [`Regex::split`].
    pub fn split<'r, 't>(&'r self, text: &'t str) -> regex::Split<'r, 't> {
        self.exact().split(text)
    }

    /// See [`Regex::replace`].
    pub fn replace<'t>(&self, text: &'t str, with: &str) -> Cow<'t, str> {
        if self.is_match(text) { self.exact().replace(text, with) } else { Cow::Borrowed(text) }
    }

    /// See [`Regex::replace_all`].
    pub fn replace_all<'t>(&self, text: &'t str, with: &str) -> Cow<'t, str> {
        if self.is_match(text) { self.exact().replace_all(text, with) } else { Cow::Borrowed(text) }
    }
}

/// Which machine has found a match.
#[derive(Debug, Clone, Copy)]
enum Next {
    Loose,
    Exact,
}

/// Goes from match to match.
#[derive(Debug, Default)]
struct Places {
    at: usize,
    last_end: Option<usize>,
}

impl Places {
    /// The next match from `find`; an empty one right behind the last does not count.
    fn next<T>(
        &mut self,
        text: &str,
        mut find: impl FnMut(usize) -> Option<(std::ops::Range<usize>, T)>,
    ) -> Option<T> {
        loop {
            if self.at > text.len() {
                return None;
            }
            let (range, found) = find(self.at)?;
            if range.is_empty() {
                let letter = text[range.end..].chars().next().map_or(1, char::len_utf8);
                self.at = range.end + letter;
                if self.last_end == Some(range.end) {
                    continue;
                }
            } else {
                self.at = range.end;
            }
            self.last_end = Some(range.end);
            return Some(found);
        }
    }
}

/// Many patterns, of which few match in most texts.
#[derive(Debug, Clone)]
pub struct PatternSet {
    needles: NeedleSet,
}

impl PatternSet {
    /// Takes `patterns`.
    ///
    /// # Errors
    ///
    /// When one of them is no regular expression.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<Self, Error> {
        let patterns: Result<Vec<Hir>, Error> =
            patterns.into_iter().map(|pattern| parsed(&latin(pattern))).collect();
        Ok(Self { needles: NeedleSet::of(&patterns?) })
    }

    /// Takes what `patterns` match.
    ///
    /// # Errors
    ///
    /// When one of them is no regular expression.
    pub fn of<'p>(patterns: impl IntoIterator<Item = &'p Pattern>) -> Result<Self, Error> {
        let patterns: Result<Vec<Hir>, Error> =
            patterns.into_iter().map(|pattern| parsed(&pattern.text)).collect();
        Ok(Self { needles: NeedleSet::of(&patterns?) })
    }

    /// Indices of the patterns that may match in `text`: all that do, and some whose words alone stand there.
    pub fn candidates(&self, text: &str) -> Vec<usize> {
        self.needles.candidates(text)
    }
}

/// The alternatives of `pattern`, each with what goes before them all.
fn choices(pattern: &Hir) -> Vec<Hir> {
    match pattern.kind() {
        HirKind::Alternation(choices) => choices.clone(),
        HirKind::Concat(parts) => match parts.as_slice() {
            [first, last] if matches!(first.kind(), HirKind::Look(_)) => choices(last)
                .into_iter()
                .map(|choice| Hir::concat(vec![first.clone(), choice]))
                .collect(),
            _ => vec![pattern.clone()],
        },
        _ => vec![pattern.clone()],
    }
}

fn case(pattern: &str) -> Case {
    if pattern.contains("(?i") { Case::Ignored } else { Case::Kept }
}

fn parsed(pattern: &str) -> Result<Hir, Error> {
    regex_syntax::parse(pattern).map_err(|error| Error::Syntax(error.to_string()))
}

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern has been parsed")
}

fn without_boundaries(pattern: &str) -> String {
    pattern.replace(r"\b", "")
}

/// `pattern` with its classes of letters and digits cut to those of Latin script.
fn latin(pattern: &str) -> String {
    let mut latin = pattern.replace(r"\d", "[0-9]");
    for class in [r"\p{L}", r"\p{Lu}", r"\p{Ll}", r"\w"] {
        latin = latin.replace(class, &format!(r"[{class}&&[\x00-\u{{24F}}]]"));
    }
    latin
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

    /// The same answers as the regex crate gives, match for match.
    #[test]
    fn nothing_is_found_that_the_pattern_does_not_fit() {
        let patterns = [
            r"\b(?:a|ab)\b",
            r"(?i)\b(å|åtta)\b|\bnio",
            r"\b\p{L}+ens?\b",
            r"(\p{L}*?)(nämnd)(en|ens)?\b",
            r"\bsom\b.*\bska",
            r"\d*",
            r"",
            r"\b",
            r"^\s*att\b",
            r"\b(?:nio|ab?\b)|\bnämnd\b",
            r"(ett|att\b)|\bäta|å",
            r"(?i)\bhan\b.*?\bska\b|\b(?:nio|å)\b|^12\b.*",
            r"\bsom\b (?:äska|\bsäger)\b",
            r"x$",
        ];
        let texts = [
            "",
            "ab a åtta Å nio",
            "miljönämnden, nämndens och nämnder",
            "någon som säger att han ska, som äska",
            "12 å 34ö",
            " att äta x",
            "attå x",
        ];
        for pattern in patterns {
            let (ours, theirs) = (Pattern::new(pattern).unwrap(), Regex::new(pattern).unwrap());
            for text in texts {
                let ours: Vec<_> =
                    ours.captures_iter(text).map(|found| format!("{found:?}")).collect();
                let theirs: Vec<_> =
                    theirs.captures_iter(text).map(|found| format!("{found:?}")).collect();
                assert_eq!(ours, theirs, "{pattern} in {text:?}");
            }
        }
    }

    #[test]
    fn choices_keep_what_goes_before() {
        let choices = Pattern::choices(r"\bska\b|\bmå\b.*?\bgå\b").unwrap();
        let fits = |text: &str| choices.iter().map(|one| one.is_match(text)).collect::<Vec<_>>();
        assert_eq!(fits("må de gå"), [false, true]);
        assert_eq!(fits("ska"), [true, false]);
        assert_eq!(fits("äska, smågå"), [false, false]);
    }

    #[test]
    fn a_set_lets_all_through_that_fit() {
        let set = PatternSet::new([r"\bska\b", r"\bmå\b"]).unwrap();
        assert_eq!(set.candidates("nämnden må äska"), [0, 1]);
        assert_eq!(set.candidates("inget"), [1]);
    }
}
