//! Units that may match, batch after batch → how many hits there are, of what, and which stand first.

use std::collections::BTreeMap;

use super::super::Error;
use super::super::facet::{self, Count, Facet, Tally};
use super::super::hit::Hit;
use super::super::query::{QueryError, Refusal};
use super::super::sort::{Sort, side_key};
use super::batch::not_ours;
use super::entry::{Entry, number_of, word_of};
use super::sought::Sought;
use crate::swedish::order;

/// More hits than this are not ordered by the words beside them, since each must be fetched and made for that.
const MOST_BY_SIDES: usize = 10_000;

/// How many hits there are of each combination of values.
type Crossed = BTreeMap<Vec<Option<String>>, u64>;

/// The place of a hit among all units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(pub u64);

/// What was found so far.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// How many hits there are.
    pub total: usize,
    /// In how many documents they stand.
    pub documents: usize,
    tallies: BTreeMap<Facet, Tally>,
    crossed: BTreeMap<Vec<Facet>, Crossed>,
    best: Vec<(Rank, Place)>,
}

/// What settles the place of a hit among the others: the less the earlier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Rank(u64, String);

impl Gathered {
    /// Nothing yet; hits are to be counted by `facets`, and by those `across` each other.
    pub fn new(facets: &[Facet], across: &[&[Facet]]) -> Self {
        let tallies = facets.iter().map(|&facet| (facet, Tally::new())).collect();
        let crossed = across.iter().map(|facets| (facets.to_vec(), Crossed::new())).collect();
        Self { tallies, crossed, ..Self::default() }
    }

    /// How many hits there are of each combination of values of facets that were to be counted across each other.
    pub fn crossed(&self, facets: &[Facet]) -> Crossed {
        self.crossed.get(facets).cloned().unwrap_or_default()
    }

    /// How many hits there are of each value, with how many words the texts have of it.
    pub fn counts(&self, facet: Facet, words: &BTreeMap<Option<String>, u64>) -> Vec<Count> {
        let tally = self.tallies.get(&facet).cloned().unwrap_or_default();
        facet::counts(facet, tally, facet.is_of_text().then_some(words))
    }

    /// The places of the hits that stand first, in their order; by the words beside the match, all of them.
    pub fn best(mut self) -> Vec<Place> {
        self.best.sort_unstable();
        self.best.into_iter().map(|(_, place)| place).collect()
    }

    fn keep(&mut self, limit: usize) {
        if self.best.len() > limit {
            self.best.select_nth_unstable(limit);
            self.best.truncate(limit);
        }
    }
}

impl Sought {
    /// Adds what of `units` is a hit: all that may match of some papers, in the order of their places, each once.
    ///
    /// # Errors
    ///
    /// When they are no units of ours, or more hits than can be ordered so.
    pub fn gather(&self, units: Vec<Entry>, gathered: &mut Gathered) -> Result<(), Error> {
        let batch = self.batch(units, &BTreeMap::new())?;
        let answer = batch.answer(self)?;
        gathered.total += answer.total();
        gathered.documents += answer.documents()?;
        for (&facet, tally) in &mut gathered.tallies {
            for count in answer.counts(facet)? {
                *tally.entry(count.value).or_default() += count.hits;
            }
        }
        for (facets, crossed) in &mut gathered.crossed {
            for (values, hits) in answer.cross(facets)? {
                *crossed.entry(values).or_default() += hits;
            }
        }
        let limit = self.limit();
        if limit == 0 {
            return Ok(());
        }
        if matches!(self.request.sort, Sort::Sides(_)) && gathered.total > MOST_BY_SIDES {
            return Err(QueryError::refused(Refusal::TooManyFar(MOST_BY_SIDES)).into());
        }
        for (doc, score) in answer.scored() {
            let unit = &batch.units[doc as usize];
            let place =
                number_of(unit, "seq").ok_or_else(|| not_ours("a unit without its place"))?;
            gathered.best.push((self.rank(unit, score), Place(place)));
        }
        if gathered.best.len() / 2 > limit {
            gathered.keep(limit);
        }
        Ok(())
    }

    /// What was gathered, without more hits than are to be shown.
    pub fn gathered(&self, mut gathered: Gathered) -> Gathered {
        gathered.keep(self.limit());
        gathered
    }

    /// True when hits stand by the words beside them, for which all must be made.
    pub fn is_by_sides(&self) -> bool {
        matches!(self.request.sort, Sort::Sides(_)) && self.request.limit > 0
    }

    fn limit(&self) -> usize {
        if self.is_by_sides() { usize::MAX } else { self.request.limit }
    }

    fn rank(&self, unit: &Entry, score: i64) -> Rank {
        let day = number_of(unit, "day");
        match self.request.sort {
            Sort::Relevance => Rank(i64::MAX.abs_diff(score), String::new()),
            // What has no date or name stands last.
            Sort::Oldest => Rank(day.unwrap_or(u64::MAX), String::new()),
            Sort::Newest => Rank(day.map_or(u64::MAX, |day| u64::MAX - day), String::new()),
            Sort::Organization => match word_of(unit, "shown_organization") {
                Some(name) => Rank(0, order::key(name)),
                None => Rank(1, String::new()),
            },
            Sort::Sides(_) => Rank(0, String::new()),
        }
    }

    /// The hits that these units are, in the order of `places`; `papers` has what is shown of each, by their ids.
    ///
    /// # Errors
    ///
    /// When they are not the hits that were gathered.
    pub fn hits(
        &self,
        places: &[Place],
        units: Vec<Entry>,
        papers: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Vec<Hit>, Error> {
        let batch = self.batch(units, papers)?;
        let mut answer = batch.answer(self)?;
        let docs: Vec<u32> = answer.scored().map(|(doc, _)| doc).collect();
        let mut made = BTreeMap::new();
        for (at, doc) in docs.into_iter().enumerate() {
            let place = number_of(&batch.units[doc as usize], "seq");
            made.insert(place.map(Place), answer.hit(at)?);
        }
        let hit = |place: &Place| {
            made.remove(&Some(*place)).ok_or_else(|| not_ours("other units than a moment ago"))
        };
        places.iter().map(hit).collect()
    }

    /// Puts hits in order that stand by the words beside them, and leaves as many as were asked for.
    pub fn by_sides(&self, hits: &mut Vec<Hit>) {
        if let Sort::Sides(sides) = &self.request.sort {
            hits.sort_by_cached_key(|hit| side_key(&hit.kwic, sides));
            hits.truncate(self.request.limit);
        }
    }
}
