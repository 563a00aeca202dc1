//! A query → every unit that matches, but for the texts that only repeat a finer match.

use std::sync::{Mutex, PoisonError};

use tantivy::{DocAddress, DocId};

use super::Error;
use super::build::Builder;
use super::list::{Bits, Scored};
use super::node::{Node, Place};
use super::outside::Texts;
use super::plan::Plan;
use super::query::{Query, QueryError, Refusal};
use super::within::Within;

/// A query that takes fewer steps is answered before other threads have begun.
const WORTH_THREADS: u64 = 100_000;

/// A query of many words that takes more steps than these for each unit of the index is refused. A phrase of three
/// words that stand in two of three units takes as many.
const MOST_STEPS: u64 = 32;

/// A query that takes no more steps than these is never refused: a small archive is read through in no time.
const FREE_STEPS: u64 = 50_000_000;

/// So many words, or one phrase or beginning of words, are never refused.
const FREE_WORDS: usize = 3;

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
    let cost = steps(&tasks);
    if n_words(query) > FREE_WORDS && is_too_much(cost, builder.searcher.num_docs()) {
        return Err(too_much(builder, query)?.into());
    }
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

fn steps(tasks: &[Task<'_>]) -> u64 {
    let steps = tasks.iter().map(|task| task.node.cost(&task.place).steps());
    steps.fold(0, u64::saturating_add)
}

fn is_too_much(steps: u64, n_units: u64) -> bool {
    steps > FREE_STEPS.max(n_units.saturating_mul(MOST_STEPS))
}

/// How many words are asked for; what is dearer than a word counts as many as may be asked for freely.
fn n_words(query: &Query) -> usize {
    let of_part = |part: &&Query| match part {
        Query::Field(_) => 0,
        Query::Word(words) if words.len() == 1 => 1,
        _ => FREE_WORDS,
    };
    parts_of(query).iter().map(of_part).sum()
}

/// Refuses what would take far longer than the commonest words in a row do, and names what takes most of it.
pub(super) fn too_much(builder: &Builder<'_>, query: &Query) -> Result<QueryError, Error> {
    let mut dearest: Option<(u64, String)> = None;
    for part in parts_of(query) {
        let plan = builder.plan(part)?;
        let tasks = tasks(builder, &plan).map_err(|error| builder.broken(error))?;
        let steps = steps(&tasks);
        if dearest.as_ref().is_none_or(|(most, _)| steps > *most) {
            dearest = Some((steps, typed(part)));
        }
    }
    Ok(QueryError::refused(Refusal::TooDear(dearest.map(|(_, part)| part).unwrap_or_default())))
}

/// The words, phrases and conditions of a query.
fn parts_of(query: &Query) -> Vec<&Query> {
    match query {
        Query::Not(inner) => parts_of(inner),
        Query::And(parts) | Query::Or(parts) => parts.iter().flat_map(parts_of).collect(),
        part => vec![part],
    }
}

/// A word, phrase or condition, about as it was typed.
fn typed(part: &Query) -> String {
    match part {
        Query::Word(words) => words.join(" "),
        Query::Number(digits) => digits.clone(),
        Query::Phrase(words) => format!("\"{}\"", words.join(" ")),
        Query::Near(words, slop) => format!("\"{}\"~{slop}", words.join(" ")),
        Query::Prefix(prefix) => format!("{prefix}*"),
        _ => "a condition".to_owned(),
    }
}

/// What matches in each part of the index, with the number of its segment, in their order.
fn all<'a>(
    tasks: Vec<Task<'a>>,
    plan: &'a Plan,
    cost: u64,
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
    use crate::index::query::parse;

    #[test]
    fn what_takes_too_long_is_refused() {
        let n_units = 10_000_000;
        assert!(!is_too_much(MOST_STEPS * n_units, n_units));
        assert!(is_too_much(MOST_STEPS * n_units + 1, n_units));
        // Nothing sane is too much for a small archive.
        assert!(!is_too_much(20 * MOST_STEPS * 60_000, 60_000));
    }

    #[track_caller]
    fn check(query: &str, is_free: bool) {
        let n_words = n_words(&parse(query).expect("a good query"));
        assert_eq!(n_words <= FREE_WORDS, is_free, "{query}");
    }

    #[test]
    fn what_people_ask_is_free() {
        for query in [
            "och",
            "\"beslutar att godkänna\"",
            "\"beslutar att\"~9",
            "be*",
            "-och",
            "budget OR plan OR kommun",
            "budget plan kommun år:2014 organ:styrelsen enhet:clause -typ:kallelse",
            "år:2000..2020 belopp:>1mkr",
        ] {
            check(query, true);
        }
        for query in ["be* att", "\"i och för\" \"beslutar att\"", "budget (plan OR kommun) -att"]
        {
            check(query, false);
        }
    }
}
