//! Conditions on fields → tantivy's query objects. No text of the user is ever handed to tantivy's own parser.

use std::ops::Bound;
use std::path::Path;

use tantivy::query::{
    Bm25StatisticsProvider, BooleanQuery, EmptyQuery, EnableScoring, PhraseQuery, Query as Built,
    RangeQuery, TermQuery, Weight,
};
use tantivy::schema::{Field as TantivyField, IndexRecordOption};
use tantivy::{Searcher, TantivyError, Term};

use super::columns::Columns;
use super::parts::Compounds;
use super::query::{Amounts, Field, QueryError, Refusal, Vocabulary};
use super::schema::Fields;
use super::vocabulary::names_holding;
use super::{Error, UnitKind, broken};

/// Builds queries against one state of the index.
#[derive(Clone, Copy)]
pub(super) struct Builder<'a> {
    pub(super) searcher: &'a Searcher,
    /// What scores are worked out by.
    pub(super) statistics: &'a dyn Bm25StatisticsProvider,
    /// Of each segment.
    pub(super) columns: &'a [Columns],
    pub(super) fields: &'a Fields,
    pub(super) path: &'a Path,
    /// The compounds of each word.
    pub(super) compounds: &'a Compounds,
}

impl Builder<'_> {
    /// What went wrong in tantivy.
    pub(super) fn broken(&self, error: impl Into<TantivyError>) -> Error {
        broken(self.path, &error.into())
    }

    /// What finds the units that meet the condition.
    pub(super) fn field(&self, field: &Field) -> Result<Box<dyn Weight>, Error> {
        let scoring = EnableScoring::disabled_from_searcher(self.searcher);
        self.built(field)?.weight(scoring).map_err(|error| self.broken(error))
    }

    fn built(&self, field: &Field) -> Result<Box<dyn Built>, Error> {
        let fields = self.fields;
        Ok(match field {
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
            Field::Days(days) => {
                let day = |day| Bound::Included(Term::from_field_u64(fields.day, day));
                Box::new(RangeQuery::new(day(days.from), day(days.to)))
            }
            Field::Amount(amounts) => self.amounts(*amounts),
            Field::Formula(words) => phrase(fields.formula, words),
            Field::Dnr(words) => phrase(fields.dnr, words),
            Field::File(words) => phrase(fields.file, words),
        })
    }

    fn named(
        &self,
        what: Vocabulary,
        field: TantivyField,
        value: &str,
        column: usize,
    ) -> Result<Box<dyn Built>, Error> {
        match names_holding(self.searcher, field, value).map_err(|error| self.broken(error))? {
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
        Ok(self.searcher.doc_freq(&term).map_err(|error| self.broken(error))? > 0)
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
}

/// Where a stem stands: among the words, where a word is its own stem, and among the stems of the others.
pub(super) fn stemmed(fields: &Fields, stem: &str) -> [Term; 2] {
    [fields.exact, fields.stem].map(|field| Term::from_field_text(field, stem))
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
        [word] => term(field, word, IndexRecordOption::Basic),
        _ => {
            let terms = words.iter().map(|word| Term::from_field_text(field, word)).collect();
            Box::new(PhraseQuery::new(terms))
        }
    }
}
