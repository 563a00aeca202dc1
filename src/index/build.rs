//! [`Query`] → tantivy's query objects. No text of the user is ever handed to tantivy's own parser.

use std::ops::Bound;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery,
    Query as Built, RangeQuery, RegexQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field as TantivyField, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::needle::spellings;
use super::parts::Compounds;
use super::query::{Amounts, Days, Field, Query, QueryError, Refusal, Vocabulary};
use super::schema::Fields;
use super::stem::stem;
use super::vocabulary::names_holding;
use super::{Error, UnitKind};

/// The word as it stands counts so much more than its stem.
const EXACT_BOOST: f32 = 3.0;

/// What a compound of the word counts.
const PART_SCORE: f32 = 0.25;

/// Builds queries against one state of the index.
#[derive(Clone, Copy)]
pub(super) struct Builder<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) fields: &'a Fields,
    /// Told of what goes wrong in tantivy.
    pub(super) broken: &'a dyn Fn(tantivy::TantivyError) -> Error,
    /// The compounds of each word.
    pub(super) compounds: &'a Compounds,
}

impl Builder<'_> {
    /// The tantivy query that finds `query`.
    pub(super) fn build(&self, query: &Query) -> Result<Box<dyn Built>, Error> {
        Ok(match query {
            Query::Word(words) => self.word(words),
            Query::Phrase(words) => self.spelled(words),
            Query::Near(words, slop) => {
                let terms = words.iter().map(|word| Term::from_field_text(self.fields.exact, word));
                let mut near = PhraseQuery::new(terms.collect());
                near.set_slop(*slop);
                Box::new(near)
            }
            Query::Number(digits) => self.spelled(std::slice::from_ref(digits)),
            Query::Prefix(prefix) => self.prefix(prefix)?,
            Query::Field(field) => self.field(field)?,
            Query::Not(inner) => not(self.build(inner)?),
            Query::And(parts) => self.and(parts)?,
            Query::Or(parts) => {
                let parts: Result<Vec<_>, Error> =
                    parts.iter().map(|part| self.build(part)).collect();
                any(parts?)
            }
        })
    }

    fn and(&self, parts: &[Query]) -> Result<Box<dyn Built>, Error> {
        let mut clauses: Vec<(Occur, Box<dyn Built>)> = Vec::new();
        for part in parts {
            match part {
                Query::Not(inner) => clauses.push((Occur::MustNot, self.build(inner)?)),
                _ => clauses.push((Occur::Must, self.build(part)?)),
            }
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, silent(Box::new(AllQuery))));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// A word in any inflection, better as typed; several words as a phrase.
    fn word(&self, words: &[String]) -> Box<dyn Built> {
        let [word] = words else { return self.spelled(words) };
        let exact = term(self.fields.exact, word, IndexRecordOption::WithFreqs);
        let mut ways: Vec<Box<dyn Built>> = vec![Box::new(BoostQuery::new(exact, EXACT_BOOST))];
        let stem = stem(word);
        let inflected = stemmed(self.fields, &stem).map(|term| {
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Built>
        });
        ways.extend(inflected);
        if let Some(compounds) = self.compounds.get(&stem).filter(|found| !found.is_empty()) {
            let terms = compounds.iter().flat_map(|found| stemmed(self.fields, found));
            let as_part = Box::new(TermSetQuery::new(terms));
            ways.push(Box::new(ConstScoreQuery::new(as_part, PART_SCORE)));
        }
        any(ways)
    }

    fn spelled(&self, words: &[String]) -> Box<dyn Built> {
        any(spellings(words).iter().map(|words| phrase(self.fields.exact, words)).collect())
    }

    fn prefix(&self, prefix: &str) -> Result<Box<dyn Built>, Error> {
        let mut pattern = String::new();
        for letter in prefix.chars() {
            if !letter.is_alphanumeric() {
                pattern.push('\\');
            }
            pattern.push(letter);
        }
        pattern.push_str(".*");
        let query = RegexQuery::from_pattern(&pattern, self.fields.exact).map_err(self.broken)?;
        Ok(Box::new(query))
    }

    pub(super) fn field(&self, field: &Field) -> Result<Box<dyn Built>, Error> {
        let fields = self.fields;
        Ok(silent(match field {
            Field::Body(name, column) => {
                self.named(Vocabulary::Body, fields.body, name, *column)?
            }
            Field::Organization(name, column) => {
                self.named(Vocabulary::Organization, fields.organization, name, *column)?
            }
            Field::Action(name, column) => {
                self.named(Vocabulary::Action, fields.action, name, *column)?
            }
            Field::Called(what, name) => {
                let field = match what {
                    Vocabulary::Body => fields.body,
                    Vocabulary::Action => fields.action,
                    _ => fields.organization,
                };
                if self.is_known(field, name)? {
                    term(field, name, IndexRecordOption::Basic)
                } else {
                    self.named(*what, field, name, 0)?
                }
            }
            Field::Kind(word) => term(fields.kind, word, IndexRecordOption::Basic),
            Field::Status(word) => term(fields.status, word, IndexRecordOption::Basic),
            Field::Quality(word) => term(fields.quality, word, IndexRecordOption::Basic),
            Field::Outcome(word) => term(fields.outcome, word, IndexRecordOption::Basic),
            Field::Item(number) => term(fields.item, number, IndexRecordOption::Basic),
            Field::Unit(unit) => self.unit(*unit),
            Field::Days(days) => self.days(*days),
            Field::Amount(amounts) => self.amounts(*amounts),
            Field::Formula(words) => phrase(fields.formula, words),
            Field::Dnr(words) => phrase(fields.dnr, words),
            Field::File(words) => phrase(fields.file, words),
        }))
    }

    fn named(
        &self,
        what: Vocabulary,
        field: TantivyField,
        value: &str,
        column: usize,
    ) -> Result<Box<dyn Built>, Error> {
        match names_holding(self.searcher, field, value).map_err(self.broken)? {
            Ok(names) => {
                let terms = names.iter().map(|name| term(field, name, IndexRecordOption::Basic));
                Ok(any(terms.collect()))
            }
            Err(nearest) => {
                let reason = Refusal::NoSuchName { what, value: value.to_owned() };
                Err(QueryError::new(column, reason).suggesting(nearest).into())
            }
        }
    }

    /// True when something has this name, whole.
    fn is_known(&self, field: TantivyField, name: &str) -> Result<bool, Error> {
        let term = Term::from_field_text(field, name);
        Ok(self.searcher.doc_freq(&term).map_err(self.broken)? > 0)
    }

    /// A text over a page break is a text.
    fn unit(&self, unit: UnitKind) -> Box<dyn Built> {
        let own = term(self.fields.unit, unit.as_str(), IndexRecordOption::Basic);
        match unit {
            UnitKind::Text => {
                any(vec![own, term(self.fields.unit, "seam", IndexRecordOption::Basic)])
            }
            _ => own,
        }
    }

    fn amounts(&self, amounts: Amounts) -> Box<dyn Built> {
        let amount = |sek| Term::from_field_i64(self.fields.amount, sek);
        let (from, to) =
            (Bound::Included(amount(amounts.from)), Bound::Included(amount(amounts.to)));
        Box::new(RangeQuery::new(from, to))
    }

    fn days(&self, days: Days) -> Box<dyn Built> {
        let day = |day| Term::from_field_u64(self.fields.day, day);
        let (from, to) = (Bound::Included(day(days.from)), Bound::Included(day(days.to)));
        Box::new(RangeQuery::new(from, to))
    }
}

/// Where a stem stands: among the words, where a word is its own stem, and among the stems of the others.
pub(super) fn stemmed(fields: &Fields, stem: &str) -> [Term; 2] {
    [fields.exact, fields.stem].map(|field| Term::from_field_text(field, stem))
}

fn silent(query: Box<dyn Built>) -> Box<dyn Built> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn not(query: Box<dyn Built>) -> Box<dyn Built> {
    let all = silent(Box::new(AllQuery));
    Box::new(BooleanQuery::new(vec![(Occur::Must, all), (Occur::MustNot, query)]))
}

fn any(mut queries: Vec<Box<dyn Built>>) -> Box<dyn Built> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

fn term(field: TantivyField, word: &str, option: IndexRecordOption) -> Box<dyn Built> {
    Box::new(TermQuery::new(Term::from_field_text(field, word), option))
}

fn phrase(field: TantivyField, words: &[String]) -> Box<dyn Built> {
    match words {
        [] => Box::new(EmptyQuery),
        [word] => term(field, word, IndexRecordOption::WithFreqs),
        _ => {
            let terms = words.iter().map(|word| Term::from_field_text(field, word)).collect();
            Box::new(PhraseQuery::new(terms))
        }
    }
}
