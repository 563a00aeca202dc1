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
    each: Vec<(Pattern, Option<Pattern>)>,
}

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| {
    let insensitive = |pattern: &str| format!("(?i){pattern}");
    let compile = |pattern: &str| {
        Pattern::new(&insensitive(pattern)).expect("a formula's own test compiles it")
    };
    let patterns: Vec<String> =
        FORMULAS.iter().map(|formula| insensitive(formula.pattern)).collect();
    Compiled {
        any: PatternSet::new(patterns.iter().map(String::as_str))
            .expect("a formula's own test compiles it"),
        each: FORMULAS
            .iter()
            .map(|formula| {
                let unless = Some(formula.unless).filter(|unless| !unless.is_empty());
                (compile(formula.pattern), unless.map(|unless| compile(&format!("^(?:{unless})"))))
            })
            .collect(),
    }
});

/// Where formulas fit `sentence`, by the place of their verbs; of two that share a verb, the longer.
pub(super) fn matches(sentence: &str) -> Vec<Match> {
    let mut matches = Vec::new();
    for idx in COMPILED.any.candidates(sentence) {
        add_matches(&FORMULAS[idx], &COMPILED.each[idx], sentence, &mut matches);
    }
    matches.sort_by_key(|found| (found.head, Reverse(found.len)));
    matches.dedup_by_key(|found| found.head);
    matches
}

/// Adds every place where `formula` fits.
fn add_matches(
    formula: &'static Formula,
    (pattern, unless): &(Pattern, Option<Pattern>),
    sentence: &str,
    matches: &mut Vec<Match>,
) {
    let mut at = 0;
    for _ in 0..TRIES {
        let Some(found) = pattern.captures_at(sentence, at) else { return };
        let Some(whole) = found.get(0) else { return };
        let head = found.iter().skip(1).flatten().next().map_or(whole.start(), |verb| verb.start());
        let is_void = unless.as_ref().is_some_and(|unless| unless.is_match(&sentence[head..]));
        let verb_end = head + sentence[head..].find(' ').unwrap_or(sentence.len() - head);
        if is_void || is_too_wide(&sentence[head..whole.end().max(head)]) {
            at = verb_end;
        } else {
            at = whole.end();
            matches.push(Match { formula, head, range: head..whole.end(), len: whole.len() });
        }
    }
}

/// True when a formula's parts stand too far apart.
fn is_too_wide(words: &str) -> bool {
    words.split(' ').count() > WIDEST
}
