//! What is asked for → [`Answer`].

use super::answer::Answer;
use super::hit::{Context, Hit};
use super::query::{self, Field, Query, QueryError};
use super::sort::Sort;
use super::{Error, Index};
use crate::swedish::tokens::fold_all;

/// What to search for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// What the person typed.
    pub query: String,
    /// Further conditions.
    pub filters: Filters,
    /// How many hits to give; those after them stand in no order.
    pub limit: usize,
    /// In which order.
    pub sort: Sort,
    /// With how much around them.
    pub context: Context,
}

/// Conditions beside the query; each as typed, and refused when it is not in the vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    /// *Typ*.
    pub kind: Option<String>,
    /// Words of the name of an organization.
    pub organization: Option<String>,
    /// *Organ*: words of the name of a body.
    pub body: Option<String>,
    /// Of a clause.
    pub status: Option<String>,
    /// *År*: "2014" or "2011..2014".
    pub year: Option<String>,
    /// *Enhet*.
    pub unit: Option<String>,
    /// *Åtgärd*, of a clause.
    pub action: Option<String>,
    /// *Utfall*, of a clause.
    pub outcome: Option<String>,
    /// *Textkvalitet* of the page.
    pub quality: Option<String>,
}

/// The hits of one search.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How many there are, all counted.
    pub total: usize,
    /// The first of them, in their order.
    pub hits: Vec<Hit>,
}

impl Index {
    /// Searches.
    ///
    /// # Errors
    ///
    /// When the query is not understood or the index is damaged.
    pub fn search(&self, request: &Request) -> Result<Found, Error> {
        let mut answer = self.answer(request)?;
        let total = answer.total();
        let hits: Result<Vec<Hit>, Error> =
            (0..total.min(request.limit)).map(|at| answer.hit(at)).collect();
        Ok(Found { total, hits: hits? })
    }

    /// Searches; the hits are made one after the other, as they are asked for.
    ///
    /// # Errors
    ///
    /// When the query is not understood or the index is damaged.
    pub fn answer(&self, request: &Request) -> Result<Answer<'_>, Error> {
        let mut wanted = conditions(&request.filters)?;
        // Conditions are enough; nothing at all is refused.
        if wanted.is_empty() || !request.query.trim().is_empty() {
            wanted.insert(0, query::parse(&request.query)?);
        }
        let wanted = if wanted.len() == 1 { wanted.remove(0) } else { Query::And(wanted) };
        let mut answer = Answer::new(self, &wanted, request.context)?;
        if request.limit > 0 {
            answer.sort(&request.sort, request.limit)?;
        }
        Ok(answer)
    }
}

fn conditions(filters: &Filters) -> Result<Vec<Query>, Error> {
    let mut conditions = Vec::new();
    if let Some(kind) = &filters.kind {
        conditions.push(Field::Kind(query::kind(kind).map_err(|error| error.in_option("--kind"))?));
    }
    if let Some(status) = &filters.status {
        let status = query::status(status).map_err(|error| error.in_option("--status"))?;
        conditions.push(Field::Status(status));
    }
    if let Some(outcome) = &filters.outcome {
        let outcome = query::outcome(outcome).map_err(|error| error.in_option("--outcome"))?;
        conditions.push(Field::Outcome(outcome));
    }
    if let Some(quality) = &filters.quality {
        let quality = query::quality(quality).map_err(|error| error.in_option("--quality"))?;
        conditions.push(Field::Quality(quality));
    }
    if let Some(unit) = &filters.unit {
        let unit = query::unit(unit).map_err(|error| error.in_option("--unit"))?;
        conditions.push(Field::Unit(unit));
    }
    if let Some(years) = &filters.year {
        let years = query::years(years).map_err(|error| error.in_option("--year"))?;
        conditions.push(Field::Days(years));
    }
    let name = |option, value: &str| match fold_all(value) {
        folded if folded.is_empty() => Err(QueryError::new(0, "has no value").in_option(option)),
        folded => Ok(folded),
    };
    if let Some(action) = &filters.action {
        conditions.push(Field::Action(name("--action", action)?, 0));
    }
    if let Some(body) = &filters.body {
        conditions.push(Field::Body(name("--body", body)?, 0));
    }
    if let Some(organization) = &filters.organization {
        conditions.push(Field::Organization(name("--organization", organization)?, 0));
    }
    Ok(conditions.into_iter().map(Query::Field).collect())
}
