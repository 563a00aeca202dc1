//! What counts as the same: folding, likeness, pairing.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

static BULLET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[-•·*◦▪–—]+\s+|\(?\d{1,2}[.)]\s+|[a-zåäö][.)]\s+)").expect("a regex")
});

static ATT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:dels |samt )?att ").expect("a regex"));

static ENDING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:ens|ets|s|en|et|n)$").expect("a regex"));

/// NFC, soft hyphens and emphasis away, white space, dashes and quotes folded.
pub(super) fn fold(text: &str) -> String {
    let plain: String = text.nfc().filter(|letter| *letter != '\u{ad}').map(plain).collect();
    let plain = plain.replace("**", "").replace("__", "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(letter: char) -> char {
    match letter {
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        '’' => '\'',
        '”' | '“' => '"',
        other => other,
    }
}

/// Case, bullet, "att", hyphens at a line's end and closing points do not tell clauses apart.
pub(super) fn clause_key(text: &str) -> String {
    let folded = fold(text).to_lowercase();
    let bare = BULLET.replace(&folded, "");
    let bare = ATT.replace(&bare, "");
    let whole = without_line_breaks(&bare);
    whole.trim_end_matches([' ', '.', ',', ';', ':']).to_owned()
}

/// "kommun- och landsting" keeps its hyphen and loses the blank, as "åter- remiss" does.
fn without_line_breaks(text: &str) -> Cow<'_, str> {
    if !text.contains("- ") {
        return Cow::Borrowed(text);
    }
    let letters: Vec<char> = text.chars().collect();
    let is_word = |at: usize| letters.get(at).is_some_and(|c| c.is_alphanumeric() || *c == '_');
    let is_break = |at: usize| {
        letters[at] == ' ' && at > 1 && letters[at - 1] == '-' && is_word(at - 2) && is_word(at + 1)
    };
    let kept = (0..letters.len()).filter(|&at| !is_break(at));
    Cow::Owned(kept.map(|at| letters[at]).collect())
}

/// Neither case, white space nor points tell titles apart.
pub(super) fn title_key(text: &str) -> String {
    let folded = fold(text).to_lowercase();
    folded.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '…')).collect()
}

/// "Direktionen", "Direktionens" and "Förbundet, direktion" name the same body.
pub(super) fn body_key(name: Option<&str>) -> String {
    let folded = fold(name.unwrap_or_default()).to_lowercase();
    let last = folded.rsplit(',').next().unwrap_or_default().trim();
    ENDING.replace(last, "").into_owned()
}

/// The letters and digits of a diarienummer.
pub(super) fn dnr_key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The digits of an item's number.
pub(super) fn number_key(text: &str) -> String {
    text.chars().filter(|c| c.is_numeric()).collect()
}

/// A number to four decimals, so that it can be counted.
pub(super) fn value_key(number: f64) -> i64 {
    (number * 10_000.0).round() as i64
}

/// How many letters `text` has.
pub(super) fn n_letters(text: &str) -> usize {
    text.chars().count()
}

/// The shorter length over the longer.
pub(super) fn share_of_length(a: &str, b: &str) -> f64 {
    let (a, b) = (n_letters(a), n_letters(b));
    a.min(b) as f64 / a.max(b).max(1) as f64
}

/// 1 less the edits between them over the longer's length; 0 when one is less than half the other.
pub(super) fn similar(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    if a.is_empty() || b.is_empty() || share_of_length(a, b) < 0.5 {
        return 0.0;
    }
    let b_letters: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b_letters.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b_letters.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    let edits = row[b_letters.len()];
    1.0 - edits as f64 / n_letters(a).max(b_letters.len()) as f64
}

/// Words in common over the words of the longer.
pub(super) fn overlap(a: &str, b: &str) -> f64 {
    let bag = |text: &str| counted(text.split_whitespace().map(str::to_owned));
    let (a_words, b_words) = (a.split_whitespace().count(), b.split_whitespace().count());
    n_common(&bag(a), &bag(b)) as f64 / a_words.max(b_words).max(1) as f64
}

/// How often each stands there.
pub(super) fn counted<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_insert(0) += 1;
    }
    counts
}

/// How many stand in both.
pub(super) fn n_common<T: Ord>(a: &BTreeMap<T, usize>, b: &BTreeMap<T, usize>) -> usize {
    a.iter().map(|(item, n)| b.get(item).map_or(0, |m| *n.min(m))).sum()
}

/// What stands in `a` and not in `b`, as often as it does.
pub(super) fn beyond<T: Ord + Clone>(a: &BTreeMap<T, usize>, b: &BTreeMap<T, usize>) -> Vec<T> {
    let left = |(item, n): (&T, &usize)| {
        vec![item.clone(); n.saturating_sub(b.get(item).copied().unwrap_or(0))]
    };
    a.iter().flat_map(left).collect()
}

/// One-to-one pairs of indices: each of `a`, in order, with the first of `b` that is free and the same.
pub(super) fn pairs<A, B>(
    a: &[A],
    b: &[B],
    is_same: impl Fn(&A, &B) -> bool,
) -> Vec<(usize, usize)> {
    let mut is_free = vec![true; b.len()];
    let mut pairs = Vec::new();
    for (i, one) in a.iter().enumerate() {
        if let Some(j) = (0..b.len()).find(|&j| is_free[j] && is_same(one, &b[j])) {
            is_free[j] = false;
            pairs.push((i, j));
        }
    }
    pairs
}

#[test]
fn clauses_are_the_same_but_for_how_they_are_set() {
    assert_eq!(clause_key("- samt Att  god\u{ad}känna **avtalet**."), "godkänna avtalet");
    assert_eq!(clause_key("2) att återremittera;"), "återremittera");
    assert_eq!(clause_key("att åter- remittera – kommun-"), "åter-remittera - kommun-");
    assert_eq!(body_key(Some("Älvkroken kommun, direktionens")), "direktion");
    assert_eq!(title_key("Val av  justerare …"), "valavjusterare");
}

#[test]
fn likeness_is_between_none_and_all() {
    assert_eq!(similar("abcd", "abxd"), 0.75);
    assert_eq!((similar("abcd", "a"), similar("", "")), (0.0, 1.0));
    assert_eq!(overlap("a b b c", "b b d"), 0.5);
    assert_eq!(pairs(&[1, 1, 2], &[2, 1], |a, b| a == b), [(0, 1), (2, 0)]);
}
