//! A word → the compounds that it is a part of: "mottagning" in "flyktingmottagning", "flykting" too.
//!
//! A compound is believed when what stands beside the word is itself a word of this index, or one that compounds are
//! known to be made of.
//! The words that end with it are found by a field of the stems written backwards, those that begin with it by the stems.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::query::Query;
use super::schema::Fields;
use super::stem::stem;
use crate::swedish::compound;

/// A shorter stem is a part of too many words by chance.
const SHORTEST: usize = 3;

/// Letters of a first part.
const SHORTEST_FIRST: usize = 3;

/// Letters of a last part.
const SHORTEST_LAST: usize = 4;

/// A word with fewer letters is no compound.
const SHORTEST_COMPOUND: usize = 7;

/// Words of the index that are looked at for one word of a query.
pub(super) const MOST_SEEN: usize = 20_000;

/// Of those, the commonest that may be compounds.
const MOST_TRIED: usize = 4_000;

/// Compounds of one word; the commonest are taken.
const MOST_TAKEN: usize = 1_000;

/// Beginnings that make another word of a word, and no compound.
const PARTICLES: [&str; 30] = [
    "för", "upp", "under", "över", "till", "efter", "fram", "bort", "igen", "genom", "åter",
    "miss", "sam", "van", "mot", "med", "vid", "hos", "från", "utan", "inom", "utom", "icke",
    "mellan", "bak", "kvar", "sär", "vidare", "hop", "ner",
];

/// The stems of the compounds of each word of a query, by the word's stem.
pub(super) type Compounds = HashMap<String, Arc<Vec<String>>>;

/// A list of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    /// As they stand.
    Exact,
    /// The stems of those that are not their own.
    Stem,
    /// Stems backwards.
    Ends,
}

/// The words of an index.
pub(super) trait Dictionary {
    /// The words that begin so, in order, and in how many units each stands; no more than [`MOST_SEEN`] need be told.
    fn beginning(&self, list: List, prefix: &str) -> tantivy::Result<Vec<(String, u64)>>;

    /// True when a unit holds the word.
    fn stands(&self, list: List, word: &str) -> tantivy::Result<bool>;
}

/// The words of an index that stands here.
pub(super) struct Own<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) fields: &'a Fields,
}

impl Own<'_> {
    fn field(&self, list: List) -> Field {
        match list {
            List::Exact => self.fields.exact,
            List::Stem => self.fields.stem,
            List::Ends => self.fields.ends,
        }
    }
}

impl Dictionary for Own<'_> {
    fn beginning(&self, list: List, prefix: &str) -> tantivy::Result<Vec<(String, u64)>> {
        let mut words = Vec::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.field(list))?;
            let mut terms = inverted.terms().range().ge(prefix).into_stream()?;
            let mut n_seen = 0;
            while n_seen < MOST_SEEN && terms.advance() {
                let Ok(word) = std::str::from_utf8(terms.key()) else { continue };
                if !word.starts_with(prefix) {
                    break;
                }
                n_seen += 1;
                words.push((word.to_owned(), u64::from(terms.value().doc_freq)));
            }
        }
        Ok(words)
    }

    fn stands(&self, list: List, word: &str) -> tantivy::Result<bool> {
        let term = Term::from_field_text(self.field(list), word);
        for segment in self.searcher.segment_readers() {
            if segment.inverted_index(term.field())?.get_term_info(&term)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The compounds of the words of `query`; what is `known` is not looked up again.
pub(super) fn compounds(
    dictionary: &dyn Dictionary,
    query: &Query,
    known: &dyn Fn(&str) -> Option<Arc<Vec<String>>>,
) -> tantivy::Result<Compounds> {
    let mut compounds = Compounds::new();
    let mut queries = vec![query];
    while let Some(query) = queries.pop() {
        match query {
            Query::Word(words) if words.len() == 1 => {
                let part = stem(&words[0]);
                if let Entry::Vacant(place) = compounds.entry(part) {
                    if let Some(found) = known(place.key()) {
                        place.insert(found);
                        continue;
                    }
                    let mut finder = Finder {
                        dictionary,
                        part: place.key(),
                        typed: &words[0],
                        known: HashMap::new(),
                    };
                    let found = finder.find()?;
                    place.insert(Arc::new(found));
                }
            }
            Query::Not(inner) => queries.push(inner),
            Query::And(parts) | Query::Or(parts) => queries.extend(parts),
            _ => {}
        }
    }
    Ok(compounds)
}

/// A stem backwards, as the field of ends has it; nothing for what is no compound.
pub(super) fn backwards(stem: &str) -> Option<String> {
    let n_letters = stem.chars().count();
    let is_word = n_letters >= SHORTEST_COMPOUND && stem.chars().all(char::is_alphabetic);
    is_word.then(|| stem.chars().rev().collect())
}

struct Finder<'a> {
    dictionary: &'a dyn Dictionary,
    part: &'a str,
    /// The word as typed, which a compound may begin with as well.
    typed: &'a str,
    /// What was looked up of the dictionary.
    known: HashMap<String, bool>,
}

impl Finder<'_> {
    fn find(&mut self) -> tantivy::Result<Vec<String>> {
        if self.part.chars().count() < SHORTEST || !self.part.chars().all(char::is_alphabetic) {
            return Ok(Vec::new());
        }
        let mut words: BTreeMap<String, u64> = BTreeMap::new();
        let last = compound::as_last(self.part);
        for last in [Some(self.part), last.as_deref()].into_iter().flatten() {
            let reversed: String = last.chars().rev().collect();
            for (word, count) in self.longer(List::Ends, &reversed)? {
                *words.entry(word.chars().rev().collect()).or_default() += count;
            }
        }
        let begins: BTreeSet<&str> = [self.part, self.typed].into();
        for begin in &begins {
            let own = self.longer(List::Exact, begin)?;
            let own = own.into_iter().filter(|(word, _)| stem(word) == *word);
            for (word, count) in own.chain(self.longer(List::Stem, begin)?) {
                *words.entry(word).or_default() += count;
            }
        }
        let mut words: Vec<(String, u64)> = words.into_iter().collect();
        words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut found = Vec::new();
        for (word, _) in words.into_iter().take(MOST_TRIED) {
            let as_last = last.as_deref().and_then(|last| word.strip_suffix(last));
            let first = word.strip_suffix(self.part).or(as_last).map(str::to_owned);
            let mut is_compound = match first {
                Some(first) => self.is_first(&first)?,
                None => false,
            };
            for rest in begins.iter().filter_map(|begin| word.strip_prefix(begin)) {
                is_compound = is_compound || self.is_last(&word, rest)?;
            }
            if is_compound {
                found.push(word);
                if found.len() == MOST_TAKEN {
                    break;
                }
            }
        }
        Ok(found)
    }

    /// The words of a list that begin so and are longer.
    fn longer(&self, list: List, prefix: &str) -> tantivy::Result<Vec<(String, u64)>> {
        let mut words = self.dictionary.beginning(list, prefix)?;
        words.retain(|(word, _)| word.len() > prefix.len());
        Ok(words)
    }

    /// "flykting", "mottagnings", "gatu"
    fn is_first(&mut self, part: &str) -> tantivy::Result<bool> {
        if PARTICLES.contains(&part) {
            return Ok(false);
        }
        if compound::is_joined(part) {
            return Ok(true);
        }
        let linked = part.strip_suffix(['s', 'a', 'e', 'o', 'u']);
        for part in [Some(part), linked].into_iter().flatten() {
            if part.chars().count() < SHORTEST_FIRST {
                continue;
            }
            if compound::is_part(part)
                || compound::is_part(&stem(part))
                || self.is_known(&stem(part))?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// "enhet", "senhet", of `word`
    fn is_last(&mut self, word: &str, rest: &str) -> tantivy::Result<bool> {
        let linked = rest.strip_prefix(['s', 'a', 'e', 'o', 'u']);
        for part in [Some(rest), linked].into_iter().flatten() {
            if compound::is_last_part(part) || compound::is_made_of_parts(part) {
                return Ok(true);
            }
            let is_loose = compound::is_last(part) && !compound::begins_longer(word, self.part);
            if part.chars().count() >= SHORTEST_LAST && (is_loose || self.is_known(part)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_known(&mut self, word: &str) -> tantivy::Result<bool> {
        if let Some(&known) = self.known.get(word) {
            return Ok(known);
        }
        let known = self.stands(word)?;
        self.known.insert(word.to_owned(), known);
        Ok(known)
    }

    /// True when a word of the index has the stem `word`.
    fn stands(&self, word: &str) -> tantivy::Result<bool> {
        Ok(self.dictionary.stands(List::Stem, word)?
            || (stem(word) == word && self.dictionary.stands(List::Exact, word)?))
    }
}
