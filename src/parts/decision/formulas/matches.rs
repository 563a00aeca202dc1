//! A sentence → where formulas fit it, by wording alone.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::{Pattern, PatternSet};

use super::{FORMULAS, Formula};

/// How often a formula is tried again in one sentence after a match that fell through.
const TRIES: usize = 16;

/// A formula with more words between its parts than this is no formula.
const WIDEST: usize = 60;

/// A place where a formula fits.
#[derive(Debug)]
pub(super) struct Match {
    /// The formula.
    pub(super) formula: &'static Formula,
    /// Where its verb begins.
    pub(super) head: usize,
    /// From the verb to its last word.
    pub(super) range: Range<usize>,
    /// How much it says, in bytes.
    len: usize,
}

/// The formulas, compiled.
struct Compiled {
    any: PatternSet,
    /// Every wording of every formula, with the formula's index.
    choices: Vec<(usize, Pattern)>,
    unless: Vec<Option<Pattern>>,
}

/// The wordings of a formula that may stand in a sentence.
struct Words<'a> {
    choices: &'a [&'a Pattern],
    unless: Option<&'a Pattern>,
}

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| {
    let insensitive = |pattern: &str| format!("(?i){pattern}");
    let mut choices = Vec::new();
    for (idx, formula) in FORMULAS.iter().enumerate() {
        let patterns = Pattern::choices(&insensitive(formula.pattern))
            .expect("a formula's own test compiles it");
        choices.extend(patterns.into_iter().map(|pattern| (idx, pattern)));
    }
    let unless = |formula: &Formula| {
        Some(formula.unless).filter(|unless| !unless.is_empty()).map(|unless| {
            Pattern::new(&insensitive(&format!("^(?:{unless})")))
                .expect("a formula's own test compiles it")
        })
    };
    Compiled {
        any: PatternSet::of(choices.iter().map(|(_, pattern)| pattern))
            .expect("a formula's own test compiles it"),
        choices,
        unless: FORMULAS.iter().map(unless).collect(),
    }
});

/// Where formulas fit `sentence`, by the place of their verbs; of two that share a verb, the longer.
pub(super) fn matches(sentence: &str) -> Vec<Match> {
    let Compiled { any, choices, unless } = &*COMPILED;
    let mut matches = Vec::new();
    let candidates = any.candidates(sentence);
    for of_one in candidates.chunk_by(|one, other| choices[*one].0 == choices[*other].0) {
        let formula = choices[of_one[0]].0;
        let patterns: Vec<&Pattern> = of_one.iter().map(|&choice| &choices[choice].1).collect();
        let words = Words { choices: &patterns, unless: unless[formula].as_ref() };
        add_matches(&FORMULAS[formula], &words, sentence, &mut matches);
    }
    matches.sort_by_key(|found| (found.head, Reverse(found.len)));
    matches.dedup_by_key(|found| found.head);
    matches
}

/// Adds every place where `formula` fits.
fn add_matches(
    formula: &'static Formula,
    words: &Words<'_>,
    sentence: &str,
    matches: &mut Vec<Match>,
) {
    let mut at = 0;
    for _ in 0..TRIES {
        let Some((whole, head)) = words.first_at(sentence, at) else { return };
        let is_void = words.unless.is_some_and(|unless| unless.is_match(&sentence[head..]));
        let verb_end = head + sentence[head..].find(' ').unwrap_or(sentence.len() - head);
        if is_void || is_too_wide(&sentence[head..whole.end.max(head)]) {
            at = verb_end;
        } else {
            at = whole.end;
            matches.push(Match { formula, head, range: head..whole.end, len: whole.len() });
        }
    }
}

impl Words<'_> {
    /// The first place from `at` on where one of the wordings fits, and where its verb begins.
    fn first_at(&self, sentence: &str, at: usize) -> Option<(Range<usize>, usize)> {
        let found = self
            .choices
            .iter()
            .filter_map(|pattern| Some((pattern.find_at(sentence, at)?.range(), pattern)));
        let (whole, pattern) = found.min_by_key(|(whole, _)| whole.start)?;
        let groups = pattern.captures_at(sentence, whole.start)?;
        let verb = groups.iter().skip(1).flatten().next();
        let head = verb.map_or(whole.start, |verb| verb.start());
        Some((whole, head))
    }
}

/// True when a formula's parts stand too far apart.
fn is_too_wide(words: &str) -> bool {
    words.split(' ').count() > WIDEST
}
