//! [`Query`] → [`Needle`]s: what to look for in a text, and to highlight.

use std::sync::Arc;

use super::parts::Compounds;
use super::query::Query;
use super::stem::stem;

/// More spellings of the numbers in a phrase than this are not tried.
const MAX_SPELLINGS: usize = 8;

/// Something that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Needle {
    /// These words in this order.
    Phrase(Vec<String>),
    /// These words in this order, with so many others between them.
    Near(Vec<String>, u32),
    /// A word with this stem.
    Stem(String),
    /// A compound with one of these stems.
    Compound(Arc<Vec<String>>),
    /// A word that begins so.
    Prefix(String),
}

/// What `query` wants to be there, phrases first.
pub(super) fn needles(query: &Query, compounds: &Compounds) -> Vec<Needle> {
    let mut needles = Vec::new();
    collect(query, compounds, &mut needles);
    needles.sort_by_key(|needle| match needle {
        Needle::Phrase(words) | Needle::Near(words, _) => usize::MAX - 2 - words.len(),
        Needle::Prefix(_) => usize::MAX - 2,
        Needle::Stem(_) => usize::MAX - 1,
        Needle::Compound(_) => usize::MAX,
    });
    needles
}

fn collect(query: &Query, compounds: &Compounds, needles: &mut Vec<Needle>) {
    match query {
        Query::Word(words) if words.len() == 1 => {
            let stem = stem(&words[0]);
            let of_it = compounds.get(&stem).filter(|found| !found.is_empty());
            needles.extend(of_it.cloned().map(Needle::Compound));
            needles.push(Needle::Stem(stem));
        }
        Query::Word(words) | Query::Phrase(words) => {
            needles.extend(spellings(words).into_iter().map(Needle::Phrase));
        }
        Query::Near(words, slop) => needles.push(Needle::Near(words.clone(), *slop)),
        Query::Number(digits) => {
            let spelled = spellings(std::slice::from_ref(digits));
            needles.extend(spelled.into_iter().map(Needle::Phrase));
        }
        Query::Prefix(prefix) => needles.push(Needle::Prefix(prefix.clone())),
        Query::And(parts) | Query::Or(parts) => {
            for part in parts {
                collect(part, compounds, needles);
            }
        }
        Query::Field(_) | Query::Not(_) => {}
    }
}

/// The ways to print `words`: "1250000" and "1 250 000" are the same number.
pub(super) fn spellings(words: &[String]) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    let mut at = 0;
    while at < words.len() {
        let (taken, ways) = number_at(&words[at..]).unwrap_or((1, vec![vec![words[at].clone()]]));
        let n_ways = if all.len() * ways.len() > MAX_SPELLINGS { 1 } else { ways.len() };
        all = all
            .iter()
            .flat_map(|head| ways[..n_ways].iter().map(|way| [head.as_slice(), way].concat()))
            .collect();
        at += taken;
    }
    all
}

/// A number of more than three digits at the start of `words`: how many words it takes, and its spellings, as
/// typed first.
fn number_at(words: &[String]) -> Option<(usize, Vec<Vec<String>>)> {
    let first = words.first()?;
    if first.starts_with('0') || !first.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if first.len() > 3 {
        let head = (first.len() - 1) % 3 + 1;
        let groups = std::iter::once(first[..head].to_owned())
            .chain((head..first.len()).step_by(3).map(|at| first[at..at + 3].to_owned()));
        return Some((1, vec![vec![first.clone()], groups.collect()]));
    }
    let is_group =
        |word: &&String| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let n_groups = words[1..].iter().take_while(is_group).count();
    if n_groups == 0 {
        return None;
    }
    let groups = &words[..=n_groups];
    Some((n_groups + 1, vec![groups.to_vec(), vec![groups.concat()]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(phrase: &str, expected: &[&str]) {
        let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
        let found: Vec<String> = spellings(&words).iter().map(|words| words.join(" ")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn numbers_with_and_without_spaces() {
        check("anslå 1250000 kr", &["anslå 1250000 kr", "anslå 1 250 000 kr"]);
        check("anslå 1 250 000 kr", &["anslå 1 250 000 kr", "anslå 1250000 kr"]);
        check("2014", &["2014", "2 014"]);
        check("§ 45 12", &["§ 45 12"]);
        check("0417 5", &["0417 5"]);
    }

    #[test]
    fn spellings_are_bounded() {
        let words = vec!["12345".to_owned(); 64];
        assert!(spellings(&words).len() <= MAX_SPELLINGS);
    }
}
