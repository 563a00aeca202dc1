//! A query → every unit that matches, but for the texts that only repeat a finer match.

use std::sync::{Mutex, PoisonError};

use tantivy::{DocAddress, DocId};

use super::Error;
use super::build::Builder;
use super::list::{Bits, Scored};
use super::node::{DEAREST, Node, Place};
use super::outside::Texts;
use super::plan::Plan;
use super::query::{Query, QueryError};
use super::within::Within;

/// A query that reads fewer words of units than this is answered before other threads have begun.
const WORTH_THREADS: usize = 100_000;

/// A query that reads more words than this of each unit, as [`Node::cost`] counts them, is refused: about what three
/// phrases of the commonest words take.
const MOST_READ_PER_UNIT: usize = 3 * DEAREST;

/// A query that reads no more words than this is never refused: a small archive is read through in no time.
const MOST_READ: usize = 100_000_000;

/// Threads that answer one query.
const MOST_THREADS: usize = 8;

/// A unit that matches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub(super) address: DocAddress,
    pub(super) score: f32,
}

impl Match {
    /// The score in thousandths, so that the order of additions cannot decide.
    pub(super) fn thousandths(self) -> i64 {
        (f64::from(self.score) * 1_000.0).round() as i64
    }
}

/// All that match, in the order of segments and units.
pub(super) fn matches(builder: &Builder<'_>, query: &Query) -> Result<Vec<Match>, Error> {
    let plan = builder.plan(query)?;
    let tasks = tasks(builder, &plan).map_err(|error| builder.broken(error))?;
    let cost = tasks.iter().map(|task| task.node.cost(&task.place)).sum();
    bound(cost, builder.searcher.num_docs() as usize)?;
    let found = all(tasks, &plan, cost).map_err(|error| builder.broken(error))?;
    let mut matches = Vec::with_capacity(found.iter().map(|(_, found)| found.len()).sum());
    for (segment, found) in found {
        let of_segment =
            |at: Scored| Match { address: DocAddress::new(segment, at.doc), score: at.score };
        matches.extend(found.into_iter().map(of_segment));
    }
    Ok(matches)
}

/// What is sought in a part of the index.
struct Task<'a> {
    segment: u32,
    place: Place<'a>,
    node: Node<'a>,
}

fn tasks<'a>(builder: &Builder<'a>, plan: &'a Plan) -> tantivy::Result<Vec<Task<'a>>> {
    let mut tasks = Vec::new();
    let segments = builder.searcher.segment_readers().iter().zip(builder.columns);
    for (segment, (reader, columns)) in (0..).zip(segments) {
        let place = Place::new(reader, columns, builder.fields);
        let node = Node::new(plan, &place)?;
        tasks.push(Task { segment, place, node });
    }
    Ok(tasks)
}

/// Refuses what would take far longer than the commonest words in a row do.
fn bound(cost: usize, n_units: usize) -> Result<(), QueryError> {
    if cost <= MOST_READ.max(n_units.saturating_mul(MOST_READ_PER_UNIT)) {
        return Ok(());
    }
    let reason = "so many common words and phrases cannot be looked for at once; ask for fewer of them, or for rarer ones";
    Err(QueryError::new(0, reason))
}

/// What matches in each part of the index, with the number of its segment, in their order.
fn all<'a>(
    tasks: Vec<Task<'a>>,
    plan: &'a Plan,
    cost: usize,
) -> tantivy::Result<Vec<(u32, Vec<Scored>)>> {
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    if cost < WORTH_THREADS || n_threads == 1 {
        return tasks.into_iter().map(Task::found).collect();
    }
    let tasks = parted(tasks, plan, n_threads * 2)?;
    let mut all = Vec::with_capacity(tasks.len());
    let queue = Mutex::new(tasks.into_iter().enumerate());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let mut done = Vec::new();
        while let Some((nth, task)) = next() {
            done.push((nth, task.found()?));
        }
        Ok(done)
    };
    let done: Vec<tantivy::Result<Vec<_>>> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..n_threads).map(|_| scope.spawn(work)).collect();
        let mut done = vec![work()];
        for other in others {
            done.push(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    for of_thread in done {
        all.extend(of_thread?);
    }
    all.sort_unstable_by_key(|(nth, _)| *nth);
    Ok(all.into_iter().map(|(_, found)| found).collect())
}

/// The same in about `n_parts` parts of equal size; small segments are a part each.
fn parted<'a>(
    tasks: Vec<Task<'a>>,
    plan: &'a Plan,
    n_parts: usize,
) -> tantivy::Result<Vec<Task<'a>>> {
    let n_units: usize = tasks.iter().map(|task| task.place.range.len()).sum();
    let most = n_units.div_ceil(n_parts);
    let mut parted = Vec::new();
    for task in tasks {
        if task.place.range.len() <= most {
            parted.push(task);
            continue;
        }
        for place in task.place.parts(most) {
            parted.push(Task { segment: task.segment, node: Node::new(plan, &place)?, place });
        }
    }
    Ok(parted)
}

impl Task<'_> {
    fn found(mut self) -> tantivy::Result<(u32, Vec<Scored>)> {
        Ok((self.segment, found(&mut self.node, &self.place)?))
    }
}

/// What matches in one place, but for the texts that hold a finer match and do not match outside of it.
pub(super) fn found(node: &mut Node<'_>, place: &Place<'_>) -> tantivy::Result<Vec<Scored>> {
    let mut found = node.find(place, Within::default())?;
    if let Some(alive) = place.segment.alive_bitset() {
        found.retain(|at| alive.is_alive(at.doc));
    }
    let repeated = repeated(place, &found);
    if repeated.is_empty() {
        return Ok(found);
    }
    let texts = Texts::new(repeated, place.columns);
    let among: Vec<usize> = (0..texts.docs.len()).collect();
    let outside = node.outside(place, &texts, &among)?;
    let mut outside = outside.into_iter().map(|nth| texts.docs[nth]).peekable();
    let mut repeated = texts.docs.iter().copied().peekable();
    found.retain(|at| {
        repeated.next_if_eq(&at.doc).is_none() || outside.next_if_eq(&at.doc).is_some()
    });
    Ok(found)
}

/// The texts among `found` that hold a finer match.
fn repeated(place: &Place<'_>, found: &[Scored]) -> Vec<DocId> {
    let mut repeated = Bits::none(&place.range);
    for at in found {
        let mut of_it = place.columns.parent.values_for_doc(at.doc).peekable();
        if of_it.peek().is_some() {
            let (first, _) = place.columns.paper(at.doc);
            of_it.for_each(|parent| repeated.insert(first + parent as DocId));
        }
    }
    found.iter().map(|at| at.doc).filter(|&doc| repeated.contains(doc)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_too_long_is_refused() {
        let n_units = 10_000_000;
        // One phrase is never refused, however common its words.
        assert_eq!(bound(DEAREST * n_units, n_units), Ok(()));
        assert_eq!(bound(3 * DEAREST * n_units, n_units), Ok(()));
        let refused = bound(4 * DEAREST * n_units, n_units).expect_err("too much");
        assert!(refused.to_string().starts_with("so many common words"), "{refused}");
        // Nothing is too much for a small archive.
        assert_eq!(bound(64 * DEAREST * 10_000, 10_000), Ok(()));
    }
}
