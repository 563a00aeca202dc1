//! What is known of the words of an index that stands elsewhere, and what is not known yet.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::super::parts::{Dictionary, List};
use super::super::schema::Fields;

/// What scores are worked out by, of a whole index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// Number of units.
    pub units: u64,
    /// Words of all units.
    pub exact: u64,
    /// Stems of all units.
    pub stem: u64,
}

impl Statistics {
    pub(super) fn of(searcher: &Searcher, fields: &Fields) -> tantivy::Result<Self> {
        Ok(Self {
            units: searcher.total_num_docs()?,
            exact: searcher.total_num_tokens(fields.exact)?,
            stem: searcher.total_num_tokens(fields.stem)?,
        })
    }
}

/// Something to be looked up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lookup {
    /// The words of a list that have this head, in order, and their counts; the first so many are enough.
    Beginning {
        /// The list.
        list: &'static str,
        /// The head.
        head: String,
        /// How many are enough.
        most: usize,
    },
    /// In how many units each of these words of a list stands.
    Counts {
        /// The list.
        list: &'static str,
        /// The words.
        words: Vec<String>,
    },
    /// The names of a list that hold these words in a row.
    Holding {
        /// The list.
        list: &'static str,
        /// The words.
        value: String,
    },
    /// All names of a list.
    Names {
        /// The list.
        list: &'static str,
    },
}

/// What was looked up.
#[derive(Debug, Clone, Default)]
pub struct Learned {
    answers: BTreeMap<Lookup, Vec<(String, u64)>>,
    counts: BTreeMap<(&'static str, String), u64>,
}

impl Learned {
    /// Takes over what was found: words of the list and their counts.
    pub fn learn(&mut self, lookup: Lookup, found: Vec<(String, u64)>) {
        if let Lookup::Counts { list, words } = lookup {
            self.counts.extend(words.into_iter().map(|word| ((list, word), 0)));
            self.counts.extend(found.into_iter().map(|(word, count)| ((list, word), count)));
        } else {
            self.answers.insert(lookup, found);
        }
    }

    pub(super) fn found(&self, lookup: &Lookup) -> Option<&[(String, u64)]> {
        self.answers.get(lookup).map(Vec::as_slice)
    }

    /// In how many units the word stands; `None` when it was not looked up.
    pub(super) fn count(&self, list: &'static str, word: &str) -> Option<u64> {
        self.counts.get(&(list, word.to_owned())).copied()
    }
}

/// Words that are asked for one by one are looked up so many at a time.
const AT_ONCE: usize = 1_000;

/// A dictionary of what was learned. What is missing it notes, and takes to be nothing until it is learned.
pub(super) struct Noting<'a> {
    learned: &'a Learned,
    lookups: RefCell<BTreeSet<Lookup>>,
    words: RefCell<BTreeSet<(&'static str, String)>>,
}

impl<'a> Noting<'a> {
    pub(super) fn new(learned: &'a Learned) -> Self {
        Self { learned, lookups: RefCell::default(), words: RefCell::default() }
    }

    pub(super) fn found(&self, lookup: Lookup) -> Option<&'a [(String, u64)]> {
        let found = self.learned.found(&lookup);
        if found.is_none() {
            self.lookups.borrow_mut().insert(lookup);
        }
        found
    }

    /// In how many units the word stands.
    pub(super) fn count(&self, list: &'static str, word: &str) -> Option<u64> {
        let count = self.learned.count(list, word);
        if count.is_none() {
            self.words.borrow_mut().insert((list, word.to_owned()));
        }
        count
    }

    /// What was missing.
    pub(super) fn lacking(self) -> Vec<Lookup> {
        let mut lacking: Vec<Lookup> = self.lookups.into_inner().into_iter().collect();
        let mut by_list: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for (list, word) in self.words.into_inner() {
            by_list.entry(list).or_default().push(word);
        }
        for (list, words) in by_list {
            let parts = words.chunks(AT_ONCE);
            lacking.extend(parts.map(|words| Lookup::Counts { list, words: words.to_vec() }));
        }
        lacking
    }
}

fn name(list: List) -> &'static str {
    match list {
        List::Exact => "exact",
        List::Stem => "stem",
        List::Ends => "ends",
    }
}

impl Dictionary for Noting<'_> {
    fn beginning(&self, list: List, prefix: &str) -> tantivy::Result<Vec<(String, u64)>> {
        let most = super::super::parts::MOST_SEEN;
        let head = super::entry::head(prefix);
        let found = self.found(Lookup::Beginning { list: name(list), head, most });
        let found = found.unwrap_or_default().iter();
        Ok(found.filter(|(word, _)| word.starts_with(prefix)).cloned().collect())
    }

    fn stands(&self, list: List, word: &str) -> tantivy::Result<bool> {
        Ok(self.count(name(list), word).is_some_and(|count| count > 0))
    }
}

/// What the scores of a part of an index are worked out by, as if it were whole.
#[derive(Debug, Clone)]
pub(in crate::index) struct Whole {
    pub(super) statistics: Statistics,
    pub(super) learned: Learned,
    pub(super) fields: Fields,
}

impl Whole {
    pub(in crate::index) fn fields(&self) -> Fields {
        self.fields
    }
}

impl Bm25StatisticsProvider for Whole {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let Statistics { exact, stem, .. } = self.statistics;
        Ok(if field == self.fields.exact {
            exact
        } else if field == self.fields.stem {
            stem
        } else {
            1
        })
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.statistics.units)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let list = if term.field() == self.fields.exact {
            "exact"
        } else if term.field() == self.fields.stem {
            "stem"
        } else {
            // Scored by nothing.
            return Ok(0);
        };
        let value = term.value();
        let word = value.as_str().unwrap_or_default();
        Ok(self.learned.count(list, word).unwrap_or(0).min(self.statistics.units))
    }
}
