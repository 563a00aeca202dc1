//! Hits of a query, and how many there are of what.

use serde_json::{Map, Value, json};

use super::Call;
use super::fault::Fault;
use super::param::{LIMIT, PAGE};
use crate::index::{Facet, Request};
use crate::mask::Masker;
use crate::web::asked::Asked;
use crate::web::finder::Counted;
use crate::web::told::request;

/// No hit past this one stands on a page; downloads have them all.
const MOST_PAGED: usize = 10_000;

/// Facets across each other.
const MOST_ACROSS: usize = 4;

/// Rows of a comparison.
const MOST_ROWS: usize = 20_000;

pub(super) fn search(call: &Call) -> Result<Value, Fault> {
    let asked = call.asked()?;
    let (page, limit) = (PAGE.number(&call.visit.pairs), LIMIT.number(&call.visit.pairs));
    let last = page * limit;
    if last > MOST_PAGED {
        let says = format!("sida and limit go past the {MOST_PAGED}th hit");
        return Err(Fault::wrong("too-deep", says).suggesting("/api/v1/hits.jsonl has every hit"));
    }
    let shown = call.visit.holdings.hits(&Asked { page: page as u32, ..asked }, limit)?;
    let total = shown.total;
    let has_archive = call.visit.site.has_archive();
    let hits = shown.hits.iter().map(|hit| {
        let link = call.link(&hit.address);
        let mut hit = json!(hit);
        if has_archive {
            hit["link"] = link.into();
        }
        hit
    });
    let hits: Vec<Value> = hits.collect();
    let next = (last < total && last + limit <= MOST_PAGED).then(|| call.page(page + 1));
    Ok(json!({
        "total": total, "documents": shown.documents, "page": page, "limit": limit, "hits": hits, "next": next,
    }))
}

/// What is to be counted by, each once.
fn facets(call: &Call) -> Result<Vec<Facet>, Fault> {
    let mut facets: Vec<Facet> = Vec::new();
    for name in call.visit.value("by").split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let facet = name.parse().map_err(|says: String| Fault::wrong("invalid-value", says))?;
        if !facets.contains(&facet) {
            facets.push(facet);
        }
    }
    if facets.is_empty() {
        let fault = Fault::wrong("missing-parameter", "by says what is counted by");
        return Err(fault.suggesting("by=organization,year"));
    }
    Ok(facets)
}

/// A value of a facet, without what is hidden.
fn shown(masker: &Masker, value: Option<&String>) -> Option<String> {
    value.map(|value| masker.text(value).into_owned())
}

fn masker(call: &Call) -> Masker {
    if call.visit.holdings.mask { Masker::default() } else { Masker::open() }
}

pub(super) fn counts(call: &Call) -> Result<Value, Fault> {
    let (asked, facets, masker) = (call.asked()?, facets(call)?, masker(call));
    let request = Request { limit: 0, ..request(&asked)? };
    let counted = Counted { by: &facets, across: &[] };
    let answer = call.visit.holdings.index.find(&request, &counted)?;
    let mut counts = Map::new();
    for &facet in &facets {
        let values = answer.counts(facet)?;
        let values = values.iter().map(|count| {
            json!({
                "value": shown(&masker, count.value.as_ref()), "hits": count.hits,
                "words": count.words, "per_million": count.per_million(),
            })
        });
        counts.insert(facet.name().to_owned(), values.collect());
    }
    Ok(json!({ "total": answer.total(), "documents": answer.documents()?, "counts": counts }))
}

pub(super) fn compare(call: &Call) -> Result<Value, Fault> {
    let (asked, facets, masker) = (call.asked()?, facets(call)?, masker(call));
    if facets.len() > MOST_ACROSS {
        return Err(Fault::wrong("too-many", format!("by names more than {MOST_ACROSS} things")));
    }
    let request = Request { limit: 0, ..request(&asked)? };
    let counted = Counted { by: &[], across: &[&facets] };
    let answer = call.visit.holdings.index.find(&request, &counted)?;
    let crossed = answer.cross(&facets)?;
    if crossed.len() > MOST_ROWS {
        let says = format!("{} combinations are more than {MOST_ROWS}", crossed.len());
        return Err(Fault::wrong("too-many", says).suggesting("narrow the query, or count by less"));
    }
    let row = |(values, hits): (&Vec<Option<String>>, &u64)| {
        let values = facets.iter().zip(values);
        let mut row: Map<String, Value> = values
            .map(|(facet, value)| (facet.name().to_owned(), json!(shown(&masker, value.as_ref()))))
            .collect();
        row.insert("hits".to_owned(), json!(hits));
        Value::Object(row)
    };
    let rows: Vec<Value> = crossed.iter().map(row).collect();
    let by: Vec<&str> = facets.iter().map(|facet| facet.name()).collect();
    Ok(json!({ "total": answer.total(), "documents": answer.documents()?, "by": by, "rows": rows }))
}
