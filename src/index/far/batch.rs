//! Units that came back → an index in memory, which answers of them as the whole would.

use std::collections::BTreeMap;

use tantivy::schema::Schema;

use super::super::answer::Answer;
use super::super::paper::Paper;
use super::super::query::{Field, Query, Vocabulary};
use super::super::schema::{Fields, NTH, PARENT, schema};
use super::super::vocabulary::names_holding;
use super::super::{Error, Index, piece};
use super::entry::{Entry, doc_of, number_of, unit_of};
use super::learned::{Learned, Lookup, Whole};
use super::sought::{Sought, in_memory, list_of};

/// Units, in the order of their places among all, each once, and an index of them.
pub(super) struct Batch {
    pub(super) units: Vec<Entry>,
    index: Index,
    query: Query,
}

/// Units of one paper.
struct Paperful<'a> {
    units: &'a [Entry],
    order: u64,
    paper: Option<Paper>,
}

impl Sought {
    /// An index of `units`, with the papers that they are shown by, if they are to be shown.
    pub(super) fn batch(
        &self,
        units: Vec<Entry>,
        papers: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Batch, Error> {
        let (schema, fields) = schema();
        let mut writer = piece::writer().map_err(|error| in_memory(&error))?;
        let of_one_paper = |a: &Entry, b: &Entry| doc_of(a) == doc_of(b);
        for units in units.chunk_by(of_one_paper) {
            let Some((id, order)) = units.first().and_then(doc_of) else {
                return Err(not_ours("a unit without its document"));
            };
            let paper = match papers.get(id) {
                Some(bytes) => {
                    Some(Paper::unpack(bytes).ok_or_else(|| not_ours("a damaged paper"))?)
                }
                None => None,
            };
            for unit in (Paperful { units, order, paper }).documents(&schema, &fields)? {
                writer.add_document(unit).map_err(|error| in_memory(&error))?;
            }
        }
        let inner = writer.finalize().map_err(|error| in_memory(&error))?;
        let whole = Whole { statistics: self.statistics, learned: self.learned.clone(), fields };
        let index = Index::of_part(inner, whole, self.compounds.clone())?;
        let query = present(&index, &self.learned, &self.query)?;
        Ok(Batch { units, index, query })
    }
}

impl Paperful<'_> {
    /// The units as our own index has them, where those that are not here leave no gap.
    fn documents(
        self,
        schema: &Schema,
        fields: &Fields,
    ) -> Result<Vec<tantivy::TantivyDocument>, Error> {
        let nths: Option<Vec<u64>> = self.units.iter().map(|unit| number_of(unit, NTH)).collect();
        let nths = nths.ok_or_else(|| not_ours("a unit without its number"))?;
        let mut documents = Vec::with_capacity(nths.len());
        for (place, unit) in self.units.iter().enumerate() {
            let mut document = unit_of(unit, schema);
            document.add_u64(fields.nth, place as u64);
            let parents = unit.get(PARENT).and_then(|parents| parents.as_array());
            let parents = parents.into_iter().flatten().filter_map(|parent| parent.as_u64());
            // A text that did not come back does not match.
            for parent in parents.filter_map(|parent| nths.binary_search(&parent).ok()) {
                document.add_u64(fields.parent, parent as u64);
            }
            documents.push(document);
        }
        if let Some(first) = documents.first_mut() {
            first.add_u64(fields.order, self.order);
            if let Some(paper) = self.paper {
                let units = nths.iter().map(|&nth| paper.unit(nth as usize));
                let units: Option<Vec<_>> = units.collect();
                let units = units.ok_or_else(|| not_ours("a unit that its paper has not"))?;
                first.add_bytes(fields.paper, &Paper::new(paper.text, paper.file, &units).pack());
            }
        }
        Ok(documents)
    }
}

impl Batch {
    pub(super) fn answer(&self, sought: &Sought) -> Result<Answer<'_>, Error> {
        Answer::new(&self.index, &self.query, sought.request.context)
    }
}

pub(super) fn not_ours(what: &str) -> Error {
    Error::Broken { path: "the remote index".into(), reason: format!("it holds {what}") }
}

/// The query, where a name that no unit here has is met by nothing.
fn present(index: &Index, learned: &Learned, query: &Query) -> Result<Query, Error> {
    let all = |parts: &[Query]| {
        parts.iter().map(|part| present(index, learned, part)).collect::<Result<_, Error>>()
    };
    Ok(match query {
        Query::Not(inner) => Query::Not(Box::new(present(index, learned, inner)?)),
        Query::And(parts) => Query::And(all(parts)?),
        Query::Or(parts) => Query::Or(all(parts)?),
        Query::Field(Field::Called(what, value)) => {
            let list = list_of(*what);
            let lookup = Lookup::Holding { list, value: value.clone() };
            let found = learned.found(&lookup).unwrap_or_default();
            let (field, of_words): (_, fn(String, usize) -> Field) = match what {
                Vocabulary::Body => (index.fields.body, Field::Body),
                Vocabulary::Action => (index.fields.action, Field::Action),
                _ => (index.fields.organization, Field::Organization),
            };
            // What the whole has is meant whole, though none of these units is of it.
            if !found.iter().any(|(name, _)| name == value) {
                return present(index, learned, &Query::Field(of_words(value.clone(), 0)));
            }
            let term = tantivy::Term::from_field_text(field, value);
            let n_units = index.searcher()?.doc_freq(&term).map_err(|error| in_memory(&error))?;
            if n_units > 0 { query.clone() } else { Query::Or(Vec::new()) }
        }
        Query::Field(field) => {
            let (name, value) = match field {
                Field::Body(value, _) => (index.fields.body, value),
                Field::Organization(value, _) => (index.fields.organization, value),
                Field::Action(value, _) => (index.fields.action, value),
                _ => return Ok(query.clone()),
            };
            let names = names_holding(&index.searcher()?, name, value);
            match names.map_err(|error| in_memory(&error))? {
                Ok(_) => query.clone(),
                Err(_) => Query::Or(Vec::new()),
            }
        }
        _ => query.clone(),
    })
}
