//! The archive as a whole: what it holds, and what it lacks.

use std::ops::RangeInclusive;

use serde_json::{Value, json};

use super::Call;
use super::fault::Fault;
use super::param::{LIMIT, PAGE};
use crate::archive::TOOL;
use crate::record::v1::{Kind, SCHEMA};
use crate::study::coverage::{Coverage, Coverer, Met};
use crate::swedish::tokens::fold_all;

pub(super) fn status(call: &Call) -> Result<Value, Fault> {
    let (site, holdings) = (&call.visit.site, &call.visit.holdings);
    let overview = site.overview.now();
    Ok(json!({
        "name": site.name(), "documents": holdings.documents(),
        "lacking": site.lacking().unwrap_or_default(),
        "tool": TOOL, "record": SCHEMA, "masked": holdings.mask,
        "overview": { "documents": overview.documents.len(), "complete": overview.is_whole() },
    }))
}

pub(super) fn coverage(call: &Call) -> Result<Value, Fault> {
    let visit = &call.visit;
    let overview = visit.site.overview.now();
    let sources = visit.holdings.sources()?;
    let mut coverer = Coverer::default();
    for summary in overview.documents.values().filter(|summary| summary.kind == Kind::Protokoll) {
        for met in &summary.meetings {
            coverer.add_meeting(&Met {
                id: &summary.id,
                organization: met.organization.as_ref(),
                body: met.body.as_ref(),
                date: met.date.as_ref(),
                paragraphs: met.paragraphs.as_ref(),
                partial: summary.is_partial,
                imported: sources.imported(&summary.id),
            });
        }
    }
    let [organization, body] = ["organisation", "organ"].map(|name| fold_all(visit.value(name)));
    let holds = |name: &Option<String>, wanted: &str| {
        wanted.is_empty() || name.as_deref().is_some_and(|name| fold_all(name).contains(wanted))
    };
    let mut covered = coverer.coverage();
    covered.retain(|of| holds(&of.organization, &organization) && holds(&of.body, &body));
    let (page, limit) = (PAGE.number(&visit.pairs), LIMIT.number(&visit.pairs));
    let shown = covered.iter().skip((page - 1) * limit).take(limit);
    let years: Vec<Value> = shown.map(told).collect();
    let next = (page * limit < covered.len()).then(|| call.page(page + 1));
    Ok(json!({
        "total": covered.len(), "complete": overview.is_whole(), "page": page, "limit": limit,
        "coverage": years, "next": next,
    }))
}

fn told(of: &Coverage) -> Value {
    let ranges = |ranges: &[RangeInclusive<u32>]| -> Vec<[u32; 2]> {
        ranges.iter().map(|range| [*range.start(), *range.end()]).collect()
    };
    json!({
        "organization": of.organization, "body": of.body, "year": of.year, "dates": of.dates,
        "minutes": of.minutes, "held": ranges(&of.held), "missing": ranges(&of.missing),
        "partial": of.partial, "imported": of.imported,
    })
}
