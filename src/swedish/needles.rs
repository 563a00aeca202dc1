//! The words that a regular expression cannot do without.
//!
//! Most patterns hold some word ("ordförande", "yrk") that every match has in it. To look for words is many times
//! cheaper than to try the pattern, and one search finds the words of many patterns.

use aho_corasick::{AhoCorasick, MatchKind};
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::search::{self, Case, Search};

/// A shorter word stands in too many texts to tell anything.
const SHORTEST: usize = 3;
/// The same where the case of letters tells.
const SHORTEST_KEPT: usize = 2;
/// More words than these are not looked for.
const MOST_WORDS: usize = 160;
/// Longer lists of all that a part can be are given up.
const MOST_EXACT: usize = 24;
/// Letters outside ASCII of which all cases are tried.
const MOST_OTHERS: usize = 2;
/// Letters that a class may stand for, without regard to case.
const MOST_LETTERS: usize = 3;

/// Words of which each match of one pattern holds at least one.
#[derive(Debug, Clone)]
pub(super) struct Needles {
    search: Option<Search>,
}

impl Needles {
    /// The words of `pattern`; none for one that fails on the first letters of most texts.
    pub(super) fn of(pattern: &Hir, case: Case) -> Self {
        let words = if fails_fast(pattern, false) { None } else { words(pattern, case) };
        Self { search: words.and_then(|words| Search::new(&words, case)) }
    }

    /// False when the pattern cannot match in `text`.
    pub(super) fn may_match(&self, text: &str) -> bool {
        self.search.as_ref().is_none_or(|search| search.is_match(text))
    }
}

/// The words of many patterns.
#[derive(Debug, Clone)]
pub(super) struct NeedleSet {
    search: Option<AhoCorasick>,
    /// For each word, its pattern.
    owners: Vec<usize>,
    /// Patterns that have no words.
    always: Vec<usize>,
}

impl NeedleSet {
    pub(super) fn of(patterns: &[Hir]) -> Self {
        let (mut all, mut owners, mut always) = (Vec::new(), Vec::new(), Vec::new());
        for (at, pattern) in patterns.iter().enumerate() {
            match words(pattern, Case::Ignored) {
                Some(words) => {
                    owners.extend(words.iter().map(|_| at));
                    all.extend(words);
                }
                None => always.push(at),
            }
        }
        let search = search::all(&all, Case::Ignored, MatchKind::Standard);
        if search.is_none() {
            always = (0..patterns.len()).collect();
        }
        Self { search, owners, always }
    }

    /// Indices of the patterns that may match in `text`, in order.
    pub(super) fn candidates(&self, text: &str) -> Vec<usize> {
        let mut candidates = self.always.clone();
        if let Some(search) = &self.search {
            let found = search.find_overlapping_iter(text);
            candidates.extend(found.map(|found| self.owners[found.pattern().as_usize()]));
            candidates.sort_unstable();
            candidates.dedup();
        }
        candidates
    }
}

/// True when `part` begins at the start of a text, known to be there when `is_start`, with letters that few texts have.
fn fails_fast(part: &Hir, is_start: bool) -> bool {
    match part.kind() {
        HirKind::Concat(parts) => {
            let mut is_start = is_start;
            for part in parts {
                match part.kind() {
                    HirKind::Look(look) => is_start |= *look == Look::Start,
                    HirKind::Repetition(optional) if optional.min == 0 => {
                        if !fails_fast(&optional.sub, is_start) {
                            return false;
                        }
                    }
                    _ => return fails_fast(part, is_start),
                }
            }
            false
        }
        HirKind::Alternation(choices) => choices.iter().all(|choice| fails_fast(choice, is_start)),
        HirKind::Capture(capture) => fails_fast(&capture.sub, is_start),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            fails_fast(&repetition.sub, is_start)
        }
        HirKind::Literal(_) => is_start,
        HirKind::Class(_) => is_start && held(part, Case::Ignored).exact.is_some(),
        _ => false,
    }
}

/// Words of which each match of `pattern` holds at least one; `None` when there are none that tell.
fn words(pattern: &Hir, case: Case) -> Option<Vec<String>> {
    held(pattern, case).told(case)
}

/// What is known of each match of a part of a pattern; in small letters where their case does not tell.
#[derive(Debug, Default)]
struct Held {
    /// All that it can be.
    exact: Option<Vec<String>>,
    /// Words of which it holds at least one.
    words: Option<Vec<String>>,
}

impl Held {
    fn exactly(texts: Vec<String>) -> Self {
        Self { exact: Some(texts), words: None }
    }

    /// The better of both: what it can be, when that tells anything.
    fn told(self, case: Case) -> Option<Vec<String>> {
        self.exact.and_then(|texts| telling(texts, case)).or(self.words)
    }
}

fn held(pattern: &Hir, case: Case) -> Held {
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) => Held::exactly(vec![String::new()]),
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) => Held::exactly(vec![as_told(text.chars(), case)]),
            Err(_) => Held::default(),
        },
        HirKind::Class(Class::Unicode(class)) => letters(class, case),
        HirKind::Class(Class::Bytes(_)) => Held::default(),
        HirKind::Repetition(repetition) => {
            let once = held(&repetition.sub, case);
            match (repetition.min, repetition.max) {
                (1, Some(1)) => once,
                (0, Some(1)) => match once.exact {
                    Some(mut texts) => {
                        texts.push(String::new());
                        Held::exactly(texts)
                    }
                    None => Held::default(),
                },
                (0, _) => Held::default(),
                _ => Held { exact: None, words: once.told(case) },
            }
        }
        HirKind::Capture(capture) => held(&capture.sub, case),
        HirKind::Concat(parts) => in_turn(parts, case),
        HirKind::Alternation(choices) => one_of(choices, case),
    }
}

fn letters(class: &regex_syntax::hir::ClassUnicode, case: Case) -> Held {
    let n_letters: usize =
        class.iter().map(|range| range.end() as usize - range.start() as usize + 1).sum();
    if n_letters > 4 * MOST_LETTERS {
        return Held::default();
    }
    let mut letters: Vec<String> = class
        .iter()
        .flat_map(|range| range.start()..=range.end())
        .map(|c| as_told([c], case))
        .collect();
    letters.sort();
    letters.dedup();
    if letters.len() > MOST_LETTERS { Held::default() } else { Held::exactly(letters) }
}

fn in_turn(parts: &[Hir], case: Case) -> Held {
    let mut best: Option<Vec<String>> = None;
    let mut run = vec![String::new()];
    let mut is_exact = true;
    for part in parts {
        let part = held(part, case);
        if let Some(texts) = &part.exact
            && run.len() * texts.len() <= MOST_EXACT
        {
            run = run
                .iter()
                .flat_map(|before| texts.iter().map(move |text| format!("{before}{text}")))
                .collect();
            continue;
        }
        is_exact = false;
        best = better(best, telling(std::mem::replace(&mut run, vec![String::new()]), case));
        match part.exact {
            // What may follow goes on from here.
            Some(texts) if texts.len() <= MOST_EXACT => run = texts,
            _ => best = better(best, part.told(case)),
        }
    }
    if is_exact {
        return Held::exactly(run);
    }
    Held { exact: None, words: better(best, telling(run, case)) }
}

fn one_of(choices: &[Hir], case: Case) -> Held {
    let choices: Vec<Held> = choices.iter().map(|choice| held(choice, case)).collect();
    let n_exact: usize =
        choices.iter().map(|choice| choice.exact.as_ref().map_or(MOST_WORDS, Vec::len)).sum();
    if n_exact <= MOST_WORDS {
        let texts = choices.into_iter().filter_map(|choice| choice.exact).flatten().collect();
        return Held::exactly(texts);
    }
    let words: Option<Vec<Vec<String>>> =
        choices.into_iter().map(|choice| choice.told(case)).collect();
    Held {
        exact: None,
        words: words.map(|words| words.concat()).and_then(|words| telling(words, case)),
    }
}

/// `words` as they are looked for, when all of them are long enough.
fn telling(words: Vec<String>, case: Case) -> Option<Vec<String>> {
    let mut told: Vec<String> = Vec::new();
    for word in &words {
        told.extend(searchable(word, case)?);
    }
    told.sort();
    told.dedup();
    (!told.is_empty() && told.len() <= MOST_WORDS).then_some(told)
}

/// The search ignores the case of ASCII letters only: of a word with other letters its longest run without them is
/// looked for, or all its cases.
fn searchable(word: &str, case: Case) -> Option<Vec<String>> {
    if case == Case::Kept {
        return (word.chars().count() >= SHORTEST_KEPT).then(|| vec![word.to_owned()]);
    }
    let run = word
        .split(|letter: char| !letter.is_ascii())
        .max_by_key(|run| run.len())
        .filter(|run| run.len() >= SHORTEST);
    if let Some(run) = run {
        return Some(vec![run.to_owned()]);
    }
    let n_others = word.chars().filter(|letter| !letter.is_ascii()).count();
    if word.chars().count() < SHORTEST || n_others > MOST_OTHERS {
        return None;
    }
    let mut cases = vec![String::new()];
    for letter in word.chars() {
        let upper = Some(letter.to_uppercase().to_string()).filter(|_| !letter.is_ascii());
        cases = cases
            .iter()
            .flat_map(|case| {
                let upper = upper.iter().map(move |upper| format!("{case}{upper}"));
                std::iter::once(format!("{case}{letter}")).chain(upper)
            })
            .collect();
    }
    Some(cases)
}

fn better(one: Option<Vec<String>>, other: Option<Vec<String>>) -> Option<Vec<String>> {
    let rank = |words: &Vec<String>| {
        let shortest = words.iter().map(String::len).min().unwrap_or(0);
        (shortest.min(6), usize::MAX - words.len(), shortest)
    };
    match (one, other) {
        (Some(one), Some(other)) => Some(if rank(&other) > rank(&one) { other } else { one }),
        (one, other) => one.or(other),
    }
}

fn as_told(letters: impl IntoIterator<Item = char>, case: Case) -> String {
    if case == Case::Kept {
        return letters.into_iter().collect();
    }
    // Patterns that ignore case take the long s for an s.
    letters
        .into_iter()
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ſ' { 's' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(pattern: &str) -> Option<Vec<String>> {
        words(&regex_syntax::parse(pattern).unwrap(), Case::Ignored)
    }

    fn list(words: &[&str]) -> Option<Vec<String>> {
        Some(words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn words_of_a_pattern() {
        assert_eq!(words_of(r"(?i)\bordf(?:örande)?\b"), list(&["ordf", "rande"]));
        assert_eq!(
            words_of("(?i)yrkar? (?:bifall|avslag)"),
            list(&["yrka avslag", "yrka bifall", "yrkar avslag", "yrkar bifall"])
        );
        assert_eq!(words_of(r"\d{1,3} ja(?:-röster)? mot"), list(&[" ja mot", "ster mot"]));
        assert_eq!(words_of(r"\p{L}*?(?:styrelse|nämnd)"), list(&["mnd", "styrelse"]));
        assert_eq!(words_of(r"\p{L}+\s\d"), None);
        assert_eq!(words_of("(?:nej|å)"), None);
        assert_eq!(words_of("råd"), list(&["rÅd", "råd"]));
        let kept = words(&regex_syntax::parse(r"\b[Tt]ill Å\w").unwrap(), Case::Kept);
        assert_eq!(kept, list(&["Till Å", "till Å"]));
    }

    #[test]
    fn what_fails_fast_needs_no_words() {
        let fails = |pattern: &str| fails_fast(&regex_syntax::parse(pattern).unwrap(), false);
        assert!(fails("(?i)^(?:beslut|att) tas"));
        assert!(fails(r"^§+\s*\d"));
        assert!(!fails("^.{3,50} beslut"));
        assert!(fails("^(?:- )?beslut"));
        assert!(!fails("^(?:.* )?beslut"));
        assert!(!fails("beslut"));
    }

    #[test]
    fn a_set_names_the_patterns_that_may_match() {
        let patterns =
            ["ordförande", "[a-z]+", "vice"].map(|text| regex_syntax::parse(text).unwrap());
        let set = NeedleSet::of(&patterns);
        assert_eq!(set.candidates("Vice ORDFÖRANDE"), [0, 1, 2]);
        assert_eq!(set.candidates("ledamot"), [1]);
    }
}
