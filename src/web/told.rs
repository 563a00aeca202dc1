//! What is counted of a search: its facets, and its years by status.

use std::collections::BTreeMap;

use super::Error;
use super::asked::Asked;
use super::finder::{Counted, Found};
use crate::index::{Count, Facet, Request};

/// What is counted by: the facets that a page shows, in their order, and the year.
const COUNTED: [Facet; 9] = [
    Facet::Status,
    Facet::Kind,
    Facet::Organization,
    Facet::Body,
    Facet::Action,
    Facet::Outcome,
    Facet::Unit,
    Facet::Quality,
    Facet::Year,
];

/// All of it that is counted.
pub(super) const TOLD: Counted<'_> =
    Counted { by: &COUNTED, across: &[&[Facet::Year, Facet::Status]] };

/// The counts of a search.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) total: usize,
    pub(super) documents: usize,
    /// The values of each facet that a page shows, the most first.
    pub(super) facets: Vec<(Facet, Vec<Count>)>,
    /// By year, with the words of the texts.
    pub(super) years: Vec<Count>,
    /// By year and status.
    pub(super) by_status: BTreeMap<Vec<Option<String>>, u64>,
}

impl Told {
    /// Of what was found, with [`TOLD`] counted.
    pub(super) fn of(answer: &Found<'_>) -> Result<Self, Error> {
        let mut facets = Vec::with_capacity(COUNTED.len());
        for facet in COUNTED.into_iter().filter(|facet| *facet != Facet::Year) {
            let mut counts = answer.counts(facet)?;
            counts.sort_by(|one, other| {
                other.hits.cmp(&one.hits).then_with(|| one.value.cmp(&other.value))
            });
            facets.push((facet, counts));
        }
        Ok(Self {
            total: answer.total(),
            documents: answer.documents()?,
            facets,
            years: answer.counts(Facet::Year)?,
            by_status: answer.cross(&[Facet::Year, Facet::Status])?,
        })
    }
}

/// What the index is asked, or why it cannot be.
pub(super) fn request(asked: &Asked) -> Result<Request, Error> {
    Ok(asked.request().map_err(crate::index::Error::from)?)
}
