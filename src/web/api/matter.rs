//! A matter by its registry number, through bodies and meetings.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Call;
use super::fault::Fault;
use crate::index::{Hit, Request, Sort, UnitKind};
use crate::link::{DAYS, Link, Linker};
use crate::survey;

/// Places of a matter; one with more is named by too little of its number.
const MOST_PLACES: usize = 1_000;

/// Documents of a matter that are read for what became of its proposals.
const MOST_READ: usize = 200;

pub(super) fn follow(call: &Call) -> Result<Value, Fault> {
    let holdings = &call.visit.holdings;
    let dnr = call.visit.value("dnr");
    let number = dnr.replace(['"', '“', '”', '*', '\\'], " ");
    let number = number.trim();
    if number.is_empty() {
        return Err(Fault::wrong(
            "missing-parameter",
            "dnr says which registry number is followed",
        ));
    }
    let unhidden = crate::mask::Masker::default().text(number) == number;
    if holdings.mask && !unhidden {
        return Err(Fault::forbidden("masked", "personal numbers cannot be searched for here"));
    }
    let query = format!("dnr:\"{number}\" OR \"{number}\"");
    let request = Request { query, sort: Sort::Oldest, limit: MOST_PLACES, ..Request::default() };
    let mut answer = holdings.here()?.answer(&request)?;
    let total = answer.total();
    let mut hits: Vec<Hit> = Vec::new();
    for at in 0..total.min(MOST_PLACES) {
        hits.push(answer.hit(at)?);
    }
    let ids: BTreeSet<String> = hits.iter().map(|hit| hit.id.clone()).collect();
    // The number in a text says no more than the item or clause that it belongs to.
    let is_finer = |hit: &Hit| hit.unit != UnitKind::Text;
    let told: BTreeSet<String> =
        hits.iter().filter(|hit| is_finer(hit)).map(|hit| hit.id.clone()).collect();
    hits.retain(|hit| is_finer(hit) || !told.contains(&hit.id));
    let mut places = Vec::with_capacity(hits.len());
    for mut hit in hits {
        holdings.hide(&mut hit)?;
        let link = call.link(&hit.address);
        let mut hit = json!(hit);
        hit["link"] = link.into();
        places.push(hit);
    }
    let mut linker = Linker::default();
    for holding in ids.iter().filter_map(|id| holdings.archive.get(id)).take(MOST_READ) {
        linker.add(&survey::record(&holdings.archive, holding, holdings.mask)?);
    }
    let is_own = |link: &Link| {
        !link.steps.is_empty() && link.proposal.dnr.as_ref().is_some_and(|dnr| dnr.contains(number))
    };
    let links: Vec<Link> = linker.links(DAYS).into_iter().filter(is_own).collect();
    Ok(json!({
        "dnr": number, "documents": ids.len(), "complete": total <= MOST_PLACES && ids.len() <= MOST_READ,
        "places": places, "links": links,
    }))
}
