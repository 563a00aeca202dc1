//! What stands in an index against what was sent: counted range by range, down to the entries that are missing.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::Error;
use super::page::{Shelf, place};

/// A range of no more places is listed, not counted in parts.
const LISTED: u64 = 5_000;

/// Parts of a range whose count is wrong.
const PARTS: u64 = 16;

/// The places between 0 and `end` that are missing, as first and end of runs.
///
/// A range is counted, and believed where the count is right and no batch of it is `unsure`: an engine that takes an
/// entry twice could hold one twice and lack another.
pub(super) fn missing(
    shelf: &Shelf<'_>,
    end: u64,
    unsure: &[(u64, u64)],
) -> Result<Vec<(u64, u64)>, Error> {
    let mut runs = Vec::new();
    add_missing(shelf, (0, end), unsure, &mut runs)?;
    Ok(runs)
}

/// How many places are in the runs.
pub(super) fn n_places(runs: &[(u64, u64)]) -> u64 {
    runs.iter().map(|(start, end)| end - start).sum()
}

fn add_missing(
    shelf: &Shelf<'_>,
    (start, end): (u64, u64),
    unsure: &[(u64, u64)],
    runs: &mut Vec<(u64, u64)>,
) -> Result<(), Error> {
    if start >= end {
        return Ok(());
    }
    let query = within(start, end);
    let is_sure = !unsure.iter().any(|&(from, to)| from < end && start < to);
    let n_found = shelf.count(&query)?;
    if is_sure && n_found == end - start {
        return Ok(());
    }
    if n_found == 0 {
        add_run(runs, start, end);
        return Ok(());
    }
    if end - start > LISTED {
        let step = (end - start).div_ceil(PARTS);
        for from in (start..end).step_by(step as usize) {
            add_missing(shelf, (from, end.min(from + step)), unsure, runs)?;
        }
        return Ok(());
    }
    let mut found = BTreeSet::new();
    shelf.all(&query, "seq", LISTED as usize, &mut |entries, _| {
        found.extend(entries.iter().filter_map(place));
        Ok(true)
    })?;
    for place in (start..end).filter(|place| !found.contains(place)) {
        add_run(runs, place, place + 1);
    }
    Ok(())
}

fn add_run(runs: &mut Vec<(u64, u64)>, start: u64, end: u64) {
    match runs.last_mut() {
        Some(run) if run.1 == start => run.1 = end,
        _ => runs.push((start, end)),
    }
}

fn within(start: u64, end: u64) -> Json {
    json!({ "range": { "seq": { "gte": start, "lt": end } } })
}
