//! Words of titles and clauses: their stems, how like they are, and what changed between them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::swedish::tokens::fold;

/// The words of a text without their endings, each with how often it stands.
pub(super) type Bag = BTreeMap<String, usize>;

/// Words that only hold a clause together, in whichever form it is put.
const GRAMMAR: [&str; 19] = [
    "att",
    "och",
    "samt",
    "dels",
    "den",
    "det",
    "de",
    "en",
    "ett",
    "ge",
    "ger",
    "ges",
    "får",
    "ska",
    "skall",
    "därmed",
    "å",
    "härmed",
    "för sin del",
];

/// Words that say nothing of what a title is about.
const SMALL: [&str; 22] = [
    "av",
    "i",
    "på",
    "till",
    "från",
    "för",
    "om",
    "med",
    "per",
    "vid",
    "mot",
    "angående",
    "ang",
    "avseende",
    "gällande",
    "rörande",
    "jämte",
    "inom",
    "kring",
    "under",
    "dnr",
    "svar",
];

/// Longest first.
const ENDINGS: [&str; 18] = [
    "ernas", "arnas", "ornas", "arna", "erna", "orna", "ens", "ets", "ar", "er", "or", "en", "et",
    "as", "es", "na", "ns", "a",
];

/// A word without its ending; numbers are kept whole.
pub(super) fn stem(word: &str) -> String {
    let is_word = word.chars().all(char::is_alphabetic);
    let ends = ENDINGS.iter().chain(&["e", "s"]).find(|ending| {
        word.strip_suffix(**ending).is_some_and(|rest| is_word && rest.chars().count() > 2)
    });
    let rest = ends.and_then(|ending| word.strip_suffix(ending)).unwrap_or(word);
    let mut letters = rest.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if is_word && last == before => {
            rest[..rest.len() - last.len_utf8()].to_owned()
        }
        _ => rest.to_owned(),
    }
}

/// The words as printed, with the groups of a number ("14 250 000") as one.
fn printed(text: &str) -> Vec<String> {
    let is_digits = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let digits = word.trim_end_matches([',', '.', ';', ':', ')']);
        let last_group = words.last().map(|last| last.rsplit(' ').next().unwrap_or(last));
        let goes_on = digits.len() == 3
            && is_digits(digits)
            && last_group.is_some_and(|group| is_digits(group) && group.len() <= 3);
        match words.last_mut() {
            Some(last) if goes_on => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// How a printed word is compared: folded, without the marks around it.
fn key(word: &str) -> String {
    let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '%');
    if bare.chars().all(char::is_alphabetic) { fold(bare) } else { bare.to_lowercase() }
}

fn bag(words: impl Iterator<Item = String>) -> Bag {
    let mut bag = Bag::new();
    for word in words {
        *bag.entry(word).or_default() += 1;
    }
    bag
}

/// The words of a clause.
pub(super) fn clause_bag(text: &str) -> Bag {
    let keys: Vec<String> = printed(text).iter().map(|word| key(word)).collect();
    let is_task = |word: Option<&String>| word.is_some_and(|word| word.starts_with("uppdra"));
    let kept = keys.iter().enumerate().filter(|(idx, word)| {
        // "uppdra åt X", "ge X i uppdrag" and "X får i uppdrag" are one.
        let joins_task = (*word == "i" && is_task(keys.get(idx + 1)))
            || (*word == "åt" && *idx > 0 && is_task(keys.get(idx - 1)));
        !word.is_empty() && !GRAMMAR.contains(&word.as_str()) && !joins_task
    });
    bag(kept.map(|(_, word)| if is_task(Some(word)) { "uppdra".to_owned() } else { stem(word) }))
}

/// The words of a title that say what it is about.
pub(super) fn title_bag(title: &str) -> Bag {
    let keys = printed(title).into_iter().map(|word| key(&word));
    let says = |word: &String| {
        !word.is_empty() && !GRAMMAR.contains(&word.as_str()) && !SMALL.contains(&word.as_str())
    };
    bag(keys.filter(says).map(|word| stem(&word)))
}

fn size(bag: &Bag) -> usize {
    bag.values().sum()
}

fn shared(left: &Bag, right: &Bag) -> usize {
    left.iter().map(|(word, count)| right.get(word).map_or(0, |other| *count.min(other))).sum()
}

/// From 0 to 1: the share of words that both have; more where one stands whole within the other.
pub(super) fn likeness(left: &Bag, right: &Bag) -> f64 {
    let (n_left, n_right) = (size(left), size(right));
    if n_left == 0 || n_right == 0 {
        return 0.0;
    }
    let n_shared = shared(left, right);
    #[expect(clippy::cast_precision_loss, reason = "a clause has few words")]
    let dice = 2.0 * n_shared as f64 / (n_left + n_right) as f64;
    let smaller = n_left.min(n_right);
    let is_within = n_shared == smaller && smaller >= 3;
    if is_within { f64::midpoint(1.0, dice) } else { dice }
}

/// The share of a title's letters whose words stand in `text`.
pub(super) fn named(title: &Bag, text: &Bag) -> f64 {
    let letters = |words: &mut dyn Iterator<Item = &String>| -> usize {
        words.map(|word| word.chars().count()).sum()
    };
    let all = letters(&mut title.keys());
    let found = letters(&mut title.keys().filter(|word| text.contains_key(*word)));
    #[expect(clippy::cast_precision_loss, reason = "a title has few letters")]
    let share = found as f64 / all.max(1) as f64;
    share
}

/// A run of words in a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// What became of it.
    pub kind: RunKind,
    /// The words, as printed where they stand.
    pub text: String,
}

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RunKind {
    /// In both.
    Same,
    /// Only in the proposal.
    Removed,
    /// Only in the decision.
    Added,
}

/// More words than this are not compared one by one.
const MAX_WORDS: usize = 1_500;

/// What changed between two texts, word by word.
pub(super) fn diff(before: &str, after: &str) -> Vec<Run> {
    let (before, after) = (printed(before), printed(after));
    let keys = |words: &[String]| words.iter().map(|word| key(word)).collect::<Vec<_>>();
    let (from, to) = (keys(&before), keys(&after));
    let mut runs = Vec::new();
    if from.len().max(to.len()) > MAX_WORDS {
        push(&mut runs, RunKind::Removed, &before.join(" "));
        push(&mut runs, RunKind::Added, &after.join(" "));
        return runs;
    }
    let lengths = common_lengths(&from, &to);
    let (mut i, mut j) = (0, 0);
    while i < from.len() || j < to.len() {
        if i < from.len() && j < to.len() && from[i] == to[j] {
            push(&mut runs, RunKind::Same, &after[j]);
            (i, j) = (i + 1, j + 1);
        } else if j == to.len() || (i < from.len() && lengths[i + 1][j] >= lengths[i][j + 1]) {
            push(&mut runs, RunKind::Removed, &before[i]);
            i += 1;
        } else {
            push(&mut runs, RunKind::Added, &after[j]);
            j += 1;
        }
    }
    runs
}

/// For each two ends of the texts, how many words they have in common, in order.
fn common_lengths(from: &[String], to: &[String]) -> Vec<Vec<u16>> {
    let mut lengths = vec![vec![0_u16; to.len() + 1]; from.len() + 1];
    for i in (0..from.len()).rev() {
        for j in (0..to.len()).rev() {
            lengths[i][j] = if from[i] == to[j] {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    lengths
}

fn push(runs: &mut Vec<Run>, kind: RunKind, word: &str) {
    match runs.last_mut() {
        Some(last) if last.kind == kind => {
            last.text.push(' ');
            last.text.push_str(word);
        }
        _ => runs.push(Run { kind, text: word.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["godkänna", "godkänns", "godkänner"][..],
            &["fastställa", "fastställs", "fastställer"],
            &["krisledningsplan", "krisledningsplanen"],
            &["anta", "antas", "antar"],
            &["kommun", "kommuner", "kommunerna", "kommunens"],
            &["försäljning", "försäljningen"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.iter().all(|one| *one == stems[0]), "{forms:?}: {stems:?}");
        }
        assert_ne!(stem("bevilja"), stem("avslå"));
        assert_eq!(stem("2022-2026"), "2022-2026");
    }

    #[test]
    fn wording_does_not_matter_and_numbers_do() {
        let same = [
            ("att anta krisledningsplan 2022-2026,", "Krisledningsplan 2022-2026 antas."),
            (
                "att ge räddningschefen i uppdrag att genomföra upphandlingen",
                "Räddningschefen får i uppdrag att genomföra upphandlingen.",
            ),
        ];
        for (one, other) in same {
            assert_eq!(clause_bag(one), clause_bag(other), "{one}");
        }
        assert_ne!(
            clause_bag("avgiften fastställs till 110 kr"),
            clause_bag("avgiften fastställs till 107 kr")
        );
    }

    #[test]
    fn what_stands_whole_within_another_is_alike() {
        let like = |one, other| likeness(&clause_bag(one), &clause_bag(other));
        let budget = "Budget 2025 med plan för 2026-2027 antas med den ändringen att socialnämndens \
                      ram ökas med 2,4 mkr och att anslaget minskas med motsvarande belopp.";
        assert!(like("Budget 2025 med plan för 2026-2027 antas.", budget) > 0.5);
        assert!(like("Motionen avslås.", "Motionen anses besvarad.") < 0.5);
        assert!(like("att avslå ansökan", "") == 0.0);
    }

    #[test]
    fn the_groups_of_a_number_are_one_word() {
        let runs = diff("till högst 14 250 000 kronor", "till högst 13 977 300 kronor");
        let told: Vec<(RunKind, &str)> =
            runs.iter().map(|run| (run.kind, run.text.as_str())).collect();
        assert_eq!(
            told,
            [
                (RunKind::Same, "till högst"),
                (RunKind::Removed, "14 250 000"),
                (RunKind::Added, "13 977 300"),
                (RunKind::Same, "kronor"),
            ]
        );
    }
}
