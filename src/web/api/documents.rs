//! Documents, their texts, what stands at a place of them, and what is like it.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Call;
use super::fault::Fault;
use super::param::{LIMIT, PAGE};
use crate::index::query;
use crate::study::place;
use crate::swedish::tokens::fold_all;
use crate::web::overview::Summary;
use crate::web::site::Paper;
use crate::web::terms::word;

/// The document of the address.
fn paper(call: &Call) -> Result<Arc<Paper>, Fault> {
    call.visit.holdings.paper(call.visit.param("id"))?.ok_or_else(Fault::no_document)
}

pub(super) fn list(call: &Call) -> Result<Value, Fault> {
    let visit = &call.visit;
    let (page, limit) = (PAGE.number(&visit.pairs), LIMIT.number(&visit.pairs));
    let organization = fold_all(visit.value("organisation"));
    let kind = Some(visit.value("typ")).filter(|kind| !kind.is_empty());
    let kind = kind.map(query::kind).transpose().map_err(|error| {
        let fault = Fault::wrong("invalid-value", format!("typ: {}", error.reason));
        Fault { suggestion: error.suggestion, ..fault }
    })?;
    let years = match (visit.value("fran"), visit.value("till")) {
        ("", "") => None,
        (from, to) => Some(query::years(&format!("{from}..{to}"))),
    };
    let years = years
        .transpose()
        .map_err(|error| Fault::wrong("invalid-value", format!("fran, till: {}", error.reason)))?;
    let is_wanted = |summary: &&Arc<Summary>| {
        let year = || summary.date.as_deref().and_then(|date| date.get(..4)?.parse::<u64>().ok());
        let name = || summary.organization.as_deref().map(fold_all).unwrap_or_default();
        kind.as_ref().is_none_or(|kind| word(&summary.kind) == *kind)
            && (organization.is_empty() || name().contains(&organization))
            && years.as_ref().is_none_or(|years| {
                year().is_some_and(|year| (years.from..=years.to).contains(&(year * 10_000 + 101)))
            })
    };
    let overview = visit.site.overview.now();
    let wanted: Vec<&Arc<Summary>> = overview.documents.values().filter(is_wanted).collect();
    let shown = wanted.iter().skip((page - 1) * limit).take(limit);
    let documents: Vec<Value> = shown.map(|summary| told(call, summary)).collect();
    let next = (page * limit < wanted.len()).then(|| call.page(page + 1));
    Ok(json!({
        "total": wanted.len(), "complete": overview.is_whole(), "page": page, "limit": limit,
        "documents": documents, "next": next,
    }))
}

fn told(call: &Call, summary: &Summary) -> Value {
    json!({
        "id": summary.id, "kind": summary.kind, "organization": summary.organization,
        "body": summary.body, "date": summary.date, "title": summary.title, "file": summary.file,
        "partial": summary.is_partial, "meetings": summary.meetings.len(),
        "clauses": summary.n_clauses, "tables": summary.n_tables,
        "link": call.visit.document(&summary.id),
    })
}

pub(super) fn record(call: &Call) -> Result<Value, Fault> {
    Ok(json!(paper(call)?.record))
}

pub(super) fn text(call: &Call) -> Result<String, Fault> {
    let paper = paper(call)?;
    Ok(paper.masker.text(&paper.text.content).into_owned())
}

pub(super) fn place(call: &Call) -> Result<Value, Fault> {
    let (paper, name) = (paper(call)?, call.visit.param("place"));
    let found = place::find(&paper.record, &paper.text, name).ok_or_else(no_place)?;
    // A sentence is of the text as it is; all else is of the record, which is without what is hidden.
    let [text] = paper.masker.excerpt([&found.text]);
    let found = place::Found { text, ..found };
    let link = call.link(&format!("{}#{name}", found.id));
    let mut found = json!(found);
    found["link"] = link.into();
    Ok(found)
}

fn no_place() -> Fault {
    Fault::missing("no-place", "nothing stands at this place of the document")
}

pub(super) fn similar(call: &Call) -> Result<Value, Fault> {
    let (paper, name) = (paper(call)?, call.visit.param("place"));
    if !name.starts_with("c-") {
        return Err(Fault::missing("no-clause", "only clauses, as c-123, are compared"));
    }
    let holdings = &call.visit.holdings;
    // Compared by its own words, also where some of them are not shown.
    let holding = holdings.archive.get(&paper.record.id).ok_or_else(Fault::no_document)?;
    let record = holdings.archive.record(holding)?;
    let found = place::find(&record, &paper.text, name).ok_or_else(no_place)?;
    let own = format!("{}#{name}", record.id);
    let only_others = call.visit.value("others") == "true";
    let mut alike = holdings.here()?.similar(&found.text)?;
    alike.retain(|(_, hit)| {
        hit.address != own && !(only_others && hit.organization == record.organization)
    });
    let total = alike.len();
    let mut shown = Vec::new();
    for (likeness, mut hit) in alike.into_iter().take(LIMIT.number(&call.visit.pairs)) {
        holdings.hide(&mut hit)?;
        let link = call.link(&hit.address);
        let mut hit = json!(hit);
        hit["link"] = link.into();
        shown.push(json!({ "likeness": likeness, "hit": hit }));
    }
    Ok(json!({ "address": own, "total": total, "similar": shown }))
}
