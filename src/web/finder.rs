//! What searches ask: an index that stands here, or one that stands elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Error;
use crate::index::{Answer, Count, Facet, Hit, Index, QueryError, Request};

/// How often each combination of values is there.
type Crossed = BTreeMap<Vec<Option<String>>, u64>;

/// An index that stands elsewhere, and answers as one that stands here does.
pub trait Asks: Send + Sync {
    /// What it is called.
    fn name(&self) -> String;

    /// How many documents it holds.
    fn documents(&self) -> usize;

    /// The hits that are asked for, in their order, and what is counted.
    ///
    /// # Errors
    ///
    /// When the query is refused, or no whole answer comes.
    fn ask(&self, request: &Request, counted: &Counted<'_>) -> Result<Answered, NoAnswer>;
}

/// What is counted of the hits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counted<'a> {
    /// By what, each for itself.
    pub by: &'a [Facet],
    /// By what, across each other.
    pub across: &'a [&'a [Facet]],
}

/// An answer from elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Answered {
    /// How many hits there are.
    pub total: usize,
    /// In how many documents.
    pub documents: usize,
    /// Those asked for, in their order.
    pub hits: Vec<Hit>,
    /// By each facet that was asked for.
    pub counts: BTreeMap<Facet, Vec<Count>>,
    /// By those that were asked for across each other.
    pub crossed: BTreeMap<Vec<Facet>, Crossed>,
}

/// Why no answer came from elsewhere.
#[derive(Debug, Clone, thiserror::Error)]
pub enum NoAnswer {
    /// The query is refused.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// No whole answer came.
    #[error("{0}")]
    Failed(String),
}

/// The index that is asked.
pub(super) enum Finder {
    Here(Box<Index>),
    There(Arc<dyn Asks>),
}

/// What a search found.
pub(super) enum Found<'a> {
    Here(Box<Answer<'a>>),
    There(Answered),
}

/// Hits that are fetched from elsewhere for one answer, at most.
const MOST_FAR: usize = 10_000;

impl Finder {
    /// What `request` finds; what is to be counted is said beforehand.
    pub(super) fn find(
        &self,
        request: &Request,
        counted: &Counted<'_>,
    ) -> Result<Found<'_>, Error> {
        Ok(match self {
            Self::Here(index) => Found::Here(Box::new(index.answer(request)?)),
            Self::There(asks) => {
                let request = Request { limit: request.limit.min(MOST_FAR), ..request.clone() };
                Found::There(asks.ask(&request, counted)?)
            }
        })
    }

    /// The index, where it stands here.
    pub(super) fn here(&self) -> Option<&Index> {
        match self {
            Self::Here(index) => Some(index),
            Self::There(_) => None,
        }
    }
}

impl Found<'_> {
    pub(super) fn total(&self) -> usize {
        match self {
            Self::Here(answer) => answer.total(),
            Self::There(answered) => answered.total,
        }
    }

    /// How many of the hits can be had, of those that were asked for.
    pub(super) fn most(&self) -> usize {
        match self {
            Self::Here(answer) => answer.total(),
            Self::There(answered) => answered.hits.len(),
        }
    }

    pub(super) fn documents(&self) -> Result<usize, Error> {
        Ok(match self {
            Self::Here(answer) => answer.documents()?,
            Self::There(answered) => answered.documents,
        })
    }

    /// The hit at a place before [`most`](Self::most).
    pub(super) fn hit(&mut self, at: usize) -> Result<Hit, Error> {
        match self {
            Self::Here(answer) => Ok(answer.hit(at)?),
            Self::There(answered) => {
                let hit = answered.hits.get(at).cloned();
                hit.ok_or_else(|| Error::Far("a hit did not come".to_owned()))
            }
        }
    }

    pub(super) fn counts(&self, facet: Facet) -> Result<Vec<Count>, Error> {
        Ok(match self {
            Self::Here(answer) => answer.counts(facet)?,
            Self::There(answered) => answered.counts.get(&facet).cloned().unwrap_or_default(),
        })
    }

    pub(super) fn cross(&self, facets: &[Facet]) -> Result<Crossed, Error> {
        Ok(match self {
            Self::Here(answer) => answer.cross(facets)?,
            Self::There(answered) => answered.crossed.get(facets).cloned().unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::asked::Asked;
    use crate::web::pages;
    use crate::web::samples::{site, site_over};
    use crate::web::visit::Visit;
    use crate::web::words::Lang;
    use crate::web::{Over, site::Site};

    /// The index of the other samples, asked from afar.
    struct Far(Arc<Site>);

    impl Asks for Far {
        fn name(&self) -> String {
            "fjärran".to_owned()
        }

        fn documents(&self) -> usize {
            self.0.holdings().documents()
        }

        fn ask(&self, request: &Request, counted: &Counted<'_>) -> Result<Answered, NoAnswer> {
            let holdings = self.0.holdings();
            let index = holdings.here().expect("it stands here");
            let mut answer = index.answer(request).map_err(|error| match error {
                crate::index::Error::Query(error) => NoAnswer::Query(error),
                error => NoAnswer::Failed(error.to_string()),
            })?;
            let of = |facet: &Facet| (*facet, answer.counts(*facet).expect("readable"));
            let counts = counted.by.iter().map(of).collect();
            let across =
                |facets: &&[Facet]| (facets.to_vec(), answer.cross(facets).expect("readable"));
            let crossed = counted.across.iter().map(across).collect();
            let (total, documents) = (answer.total(), answer.documents().expect("readable"));
            let hits = (0..total.min(request.limit)).map(|at| answer.hit(at).expect("readable"));
            Ok(Answered { total, documents, hits: hits.collect(), counts, crossed })
        }
    }

    fn far() -> Arc<Site> {
        site_over(Over::Index(Arc::new(Far(site()))))
    }

    #[test]
    fn what_is_found_afar_is_what_is_found_here() {
        let (here, there) = (site().holdings(), far().holdings());
        for (query, page) in [("plan", 1), ("budget", 2), ("\"att anta\"", 1), ("saknasordet", 1)] {
            let asked = Asked { query: query.to_owned(), page, ..Asked::default() };
            let (told, shown) = here.found(&asked, 25).expect("readable");
            let (far_told, far_shown) = there.found(&asked, 25).expect("readable");
            assert_eq!(format!("{far_told:?}"), format!("{told:?}"), "{query}");
            assert_eq!(far_shown.hits, shown.hits, "{query}");
        }
    }

    #[test]
    fn pages_of_an_index_alone_lead_to_no_documents() {
        let page = |path: &str, query: &str, make: fn(&Visit) -> _| {
            let visit = Visit::new(far(), Lang::Sv, path, Some(query), Vec::new());
            let page: Result<crate::web::visit::Page, crate::web::visit::Fault> = make(&visit);
            page.expect("a page").html.into_string()
        };
        let found = page("/sok", "q=plan", pages::hits::page);
        assert!(found.contains("träffar") && found.contains("<mark>"), "{found}");
        assert!(found.contains("typ=protokoll"), "{found}");
        let start = page("/", "", pages::start::page);
        for shown in [found, start] {
            for path in ["/dokument/", "/moten", "/jamfor", "/budget", "/import"] {
                assert!(!shown.contains(&format!("href=\"{path}")), "{path}: {shown}");
            }
            assert!(shown.contains("fjärran"), "{shown}");
        }
    }

    #[test]
    fn what_is_refused_afar_is_refused() {
        let asked = Asked { query: "\"utan slut".to_owned(), page: 1, ..Asked::default() };
        let refused = far().holdings().found(&asked, 25).err();
        assert!(matches!(refused, Some(Error::Index(crate::index::Error::Query(_)))));
    }
}
