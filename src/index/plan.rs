//! [`Query`] → [`Plan`]: what is sought in every segment, with the words' weights, which are the same in all.

use tantivy::Term;
use tantivy::query::{Bm25Weight, Weight};

use super::Error;
use super::build::{Builder, stemmed};
use super::needle::spellings;
use super::query::{Days, Field, Query};
use super::stem::stem;

/// The word as it stands counts so much more than its stem.
const EXACT_BOOST: f32 = 3.0;

/// What a compound of the word counts.
const PART_SCORE: f32 = 0.25;

/// What is sought.
pub(super) enum Plan {
    /// One of some words.
    Word {
        /// Words that count by how often they stand in a unit.
        weighed: Vec<(Bm25Weight, Term)>,
        /// Words that are all one.
        others: Vec<Term>,
        /// What a unit counts that holds one of the others.
        score: f32,
    },
    /// Words in a row, with so many others between them.
    Row(Vec<Term>, u32, Bm25Weight),
    /// Words that begin so.
    Prefix(String),
    /// A day between two.
    Days(Days),
    /// Another condition on a field.
    Field(Box<dyn Weight>),
    /// None of these.
    Not(Box<Plan>),
    /// All of these.
    And(Vec<Plan>),
    /// One of these.
    Or(Vec<Plan>),
}

impl Builder<'_> {
    /// What is sought for `query`.
    pub(super) fn plan(&self, query: &Query) -> Result<Plan, Error> {
        let all = |queries: &[Query]| {
            queries.iter().map(|query| self.plan(query)).collect::<Result<Vec<_>, Error>>()
        };
        Ok(match query {
            Query::Word(words) => match &words[..] {
                [word] => self.word(word)?,
                _ => self.spelled(words)?,
            },
            Query::Phrase(words) => self.spelled(words)?,
            Query::Near(words, slop) => self.row(words, *slop)?,
            Query::Number(digits) => self.spelled(std::slice::from_ref(digits))?,
            Query::Prefix(prefix) => Plan::Prefix(prefix.clone()),
            Query::Field(Field::Days(days)) => Plan::Days(*days),
            Query::Field(field) => Plan::Field(self.field(field)?),
            Query::Not(inner) => Plan::Not(Box::new(self.plan(inner)?)),
            Query::And(parts) => Plan::And(all(parts)?),
            Query::Or(parts) => Plan::Or(all(parts)?),
        })
    }

    /// A word in any inflection, better as typed, and in its compounds.
    fn word(&self, word: &str) -> Result<Plan, Error> {
        let exact = Term::from_field_text(self.fields.exact, word);
        let stem = stem(word);
        let [own, other] = stemmed(self.fields, &stem);
        let weight = |term: &Term| self.weight(std::slice::from_ref(term));
        let mut weighed = vec![(weight(&other)?, other)];
        if own == exact {
            weighed.push((weight(&own)?.boost_by(EXACT_BOOST + 1.0), own));
        } else {
            weighed.push((weight(&own)?, own));
            weighed.push((weight(&exact)?.boost_by(EXACT_BOOST), exact));
        }
        let compounds = self.compounds.get(&stem).into_iter().flat_map(|found| found.iter());
        let others = compounds.flat_map(|found| stemmed(self.fields, found)).collect();
        Ok(Plan::Word { weighed, others, score: PART_SCORE })
    }

    /// The words in a row, in every way that their numbers may be printed.
    fn spelled(&self, words: &[String]) -> Result<Plan, Error> {
        let ways = spellings(words);
        let ways: Result<Vec<Plan>, Error> = ways.iter().map(|words| self.row(words, 0)).collect();
        let mut ways = ways?;
        Ok(if ways.len() == 1 { ways.remove(0) } else { Plan::Or(ways) })
    }

    fn row(&self, words: &[String], slop: u32) -> Result<Plan, Error> {
        let exact = |word: &String| Term::from_field_text(self.fields.exact, word);
        let mut terms: Vec<Term> = words.iter().map(exact).collect();
        let weight = self.weight(&terms)?;
        Ok(match terms.len() {
            1 => Plan::Word {
                weighed: vec![(weight, terms.remove(0))],
                others: Vec::new(),
                score: 0.0,
            },
            _ => Plan::Row(terms, slop, weight),
        })
    }

    fn weight(&self, terms: &[Term]) -> Result<Bm25Weight, Error> {
        Bm25Weight::for_terms(self.statistics, terms).map_err(|error| self.broken(error))
    }
}
