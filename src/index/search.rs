//! A query → [`Found`]: the hits, best first, and how many there are.

use serde::Serialize;
use tantivy::schema::Value;
use tantivy::{Searcher, TantivyDocument};

use super::build::{Builder, both};
use super::collect::{Best, Keys, Match};
use super::kwic::{Kwic, find, kwic};
use super::needle::{Needle, needles};
use super::parts::{Compounds, compounds};
use super::query::{self, Field, Query, QueryError};
use super::unit::Shown;
use super::{Error, Index, UnitKind, broken};
use crate::record::v1::{Kind, Status};
use crate::swedish::tokens::{Token, fold_all, tokens};

/// What to search for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// What the person typed.
    pub query: String,
    /// Further conditions.
    pub filters: Filters,
    /// How many hits to give.
    pub limit: usize,
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
}

/// The hits of one search.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How many there are, all counted.
    pub total: usize,
    /// The best of them, best first.
    pub hits: Vec<Hit>,
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The document.
    pub id: String,
    /// What was found.
    pub unit: UnitKind,
    /// What sort of paper it stands in.
    pub kind: Kind,
    /// The municipality or association.
    pub organization: Option<String>,
    /// *Organ*.
    pub body: Option<String>,
    /// When the body met, or the date of issue; ISO 8601.
    pub date: Option<String>,
    /// The paper's title.
    pub title: Option<String>,
    /// Number of the agenda item.
    pub agenda_item: Option<String>,
    /// Title of the agenda item.
    pub heading: Option<String>,
    /// *Diarienummer*.
    pub dnr: Option<String>,
    /// Of a clause.
    pub status: Option<Status>,
    /// Of a clause: canonical verbs.
    pub actions: Vec<String>,
    /// Of a clause: the words that open its decision.
    pub formula: Option<String>,
    /// Of a clause, an agenda item or a table: its text.
    pub text: Option<String>,
    /// The match in its context.
    pub kwic: Kwic,
    /// How many matches the unit holds.
    pub matches: usize,
    /// The file's name.
    pub file: String,
    /// Where the unit stands; of a text: where the match stands.
    pub span: Place,
    /// The greater the better; to be compared within one search only.
    pub score: f64,
}

/// A place in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Page, from 1.
    pub page: u32,
    /// Line of the extracted text, from 1.
    pub line: u32,
    /// First byte of the extracted text.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

impl Index {
    /// Searches.
    ///
    /// # Errors
    ///
    /// When the query is not understood or the index is damaged.
    pub fn search(&self, request: &Request) -> Result<Found, Error> {
        let mut wanted = vec![query::parse(&request.query)?];
        wanted.extend(conditions(&request.filters)?);
        let wanted = if wanted.len() == 1 { wanted.remove(0) } else { Query::And(wanted) };

        let searcher = self.searcher()?;
        let compounds = compounds(&searcher, &self.fields, &wanted)
            .map_err(|error| broken(&self.path, &error))?;
        let (best, total) = self.best(&searcher, &wanted, &compounds, request.limit)?;
        let needles = needles(&wanted, &compounds);
        let hits: Result<Vec<Hit>, Error> =
            best.iter().map(|found| self.hit(&searcher, found, &needles)).collect();
        Ok(Found { total, hits: hits? })
    }

    fn best(
        &self,
        searcher: &Searcher,
        wanted: &Query,
        compounds: &Compounds,
        limit: usize,
    ) -> Result<(Vec<Match>, usize), Error> {
        let broken = |error| broken(&self.path, &error);
        let fields = &self.fields;
        let (exact, stem) = (fields.exact, fields.stem);
        let builder = Builder { searcher, fields, broken: &broken, exact, stem, compounds };
        let of_rest = Builder { exact: fields.rest, stem: fields.rest_stem, ..builder };
        let query = builder.build(wanted)?;

        // The texts that hold a finer match, and those that match outside of it too.
        let parents = Keys { of_parents: true };
        let repeated = searcher.search(&query, &parents).map_err(broken)?;
        let mut open = Vec::new();
        if !repeated.is_empty() {
            let outside = both(of_rest.build(wanted)?, of_rest.stretch());
            open = searcher.search(&outside, &Keys { of_parents: false }).map_err(broken)?;
        }
        let best = Best { limit, repeated: &repeated, open: &open };
        searcher.search(&query, &best).map_err(broken)
    }

    fn hit(&self, searcher: &Searcher, found: &Match, needles: &[Needle]) -> Result<Hit, Error> {
        let document: TantivyDocument =
            searcher.doc(found.address).map_err(|error| broken(&self.path, &error))?;
        let stored = document.get_first(self.fields.hit).and_then(|value| value.as_str());
        let shown: Shown = stored
            .and_then(|stored| serde_json::from_str(stored).ok())
            .ok_or_else(|| Error::Outdated { path: self.path.clone() })?;
        Ok(shown_hit(shown, needles, found.score()))
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
    if let Some(unit) = &filters.unit {
        let unit = query::unit(unit).map_err(|error| error.in_option("--unit"))?;
        conditions.push(Field::Unit(unit));
    }
    if let Some(years) = &filters.year {
        let years = query::years(years).map_err(|error| error.in_option("--year"))?;
        conditions.push(Field::Year(years));
    }
    let name = |option, value: &str| match fold_all(value) {
        folded if folded.is_empty() => Err(QueryError::new(0, "has no value").in_option(option)),
        folded => Ok(folded),
    };
    if let Some(body) = &filters.body {
        conditions.push(Field::Body(name("--body", body)?, 0));
    }
    if let Some(organization) = &filters.organization {
        conditions.push(Field::Organization(name("--organization", organization)?, 0));
    }
    Ok(conditions.into_iter().map(Query::Field).collect())
}

fn shown_hit(shown: Shown, needles: &[Needle], score: f64) -> Hit {
    let searched = shown.searched();
    let tokens = searched_tokens(&shown, &searched);
    let (matched, matches) = find(&tokens, needles);
    let bytes = match &matched {
        Some(words) => tokens[words.start].range.start..tokens[words.end - 1].range.end,
        None => 0..0,
    };
    let mut span = Place { page: shown.page, line: shown.line, start: shown.start, end: shown.end };
    let shown_kwic = if shown.unit == UnitKind::Clause {
        let around = format!("{} {searched} {}", shown.before, shown.after);
        let by = shown.before.len() + 1;
        kwic(&around, bytes.start + by..bytes.end + by)
    } else {
        kwic(&searched, bytes.clone())
    };
    if shown.unit == UnitKind::Text && matched.is_some() {
        let breaks = searched[..bytes.start].bytes().filter(|&byte| byte == b'\n').count();
        let turned = shown.turns.iter().rfind(|(_, at)| *at <= bytes.start);
        span = Place {
            page: turned.map_or(shown.page, |(page, _)| *page),
            line: shown.line + breaks as u32,
            start: shown.start + bytes.start as u64,
            end: shown.start + bytes.end as u64,
        };
    }
    Hit {
        id: shown.doc,
        unit: shown.unit,
        kind: shown.kind,
        organization: shown.organization,
        body: shown.body,
        date: shown.date,
        title: shown.title,
        agenda_item: shown.item,
        heading: shown.heading,
        dnr: shown.dnr,
        status: shown.status,
        actions: shown.actions,
        formula: shown.formula,
        text: (shown.unit != UnitKind::Text).then_some(shown.text),
        kwic: shown_kwic,
        matches,
        file: shown.file,
        span,
        score,
    }
}

/// The tokens as they were indexed: without what is set aside.
fn searched_tokens(shown: &Shown, searched: &str) -> Vec<Token> {
    let is_aside = |token: &Token| {
        let at = shown.aside.partition_point(|&(_, end)| end <= token.range.start);
        shown.aside.get(at).is_some_and(|&(start, _)| start < token.range.end)
    };
    tokens(searched).into_iter().filter(|token| !is_aside(token)).collect()
}
