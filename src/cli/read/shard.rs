//! `attsats read --manifest`: a list of sources → one shard.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};

use anyhow::Context;

use super::super::args::Read;
use super::super::{End, term, workers};
use crate::archive::{Draft, Line, Prepared, Shard, Share, Status, Terms, prepare};
use crate::export::{Form, rows};
use crate::ingest::{self, Listed, Place, is_url};
use crate::pipeline::{
    Apart, Batch, Done, Limits, Outcome, can_read_pictures, default_threads, read_all,
};
use crate::record::RowKind;

mod fetch;

use fetch::{Fetched, fetch};

/// Sources that are fetched together, where some stand elsewhere; the next are fetched while these are read.
const GROUP: usize = 64;

/// The tables of a shard.
const TABLES: [(&str, RowKind); 2] =
    [("documents.parquet", RowKind::Documents), ("clauses.parquet", RowKind::Clauses)];

pub(super) fn run(args: &Read, list: &Path, out: &Path) -> anyhow::Result<End> {
    let share = args.shards.shard.unwrap_or_else(Share::whole);
    let cannot = || format!("cannot read the list {}", list.display());
    let bytes = std::fs::read(list).with_context(cannot)?;
    let listed = ingest::listing(&bytes).with_context(cannot)?;
    let mine: Vec<Listed> = listed
        .into_iter()
        .enumerate()
        .filter_map(|(position, one)| share.takes(position).then_some(one))
        .collect();

    let limits = args.ocr.limits();
    let reads_pictures = limits.pictures > 0 && can_read_pictures();
    let apart = workers::apart(args.shards.bounds, reads_pictures)?;
    let terms = Terms {
        shard: share.to_string(),
        list: digest(&mine),
        limits: apart.limits.names().to_vec(),
        pictures: reads_pictures,
    };
    let place = out.join(share.folder());
    let finished = Shard::open(&place).ok().filter(|shard| shard.answers(&terms));
    let (manifest, word) = match finished {
        Some(shard) => (shard.manifest().clone(), "stands there already"),
        None => {
            let draft = Draft::begin(out, share)?;
            let n_threads = args.threads.map_or_else(default_threads, usize::from);
            let mut reading = Reading { draft, tables: BTreeMap::new() };
            reading.all(&mine, &Bound { n_threads, limits, apart })?;
            let tables = tables(reading.tables)?;
            (reading.draft.finish(terms, tables)?, "written")
        }
    };
    let counts = manifest.counts;
    if !args.shards.quiet {
        let (documents, sources) = (counts.documents, manifest.sources.len());
        let told = format!("shard {share} {word}: {documents} documents of {sources} sources");
        term::tell(&format!("{told}, {} quarantined", counts.failed));
    }
    Ok(End::lacking_if(counts.failed > 0))
}

/// What tells one part of a list from another.
fn digest(mine: &[Listed]) -> String {
    let mut told = Vec::new();
    for Listed { path, name, sha256 } in mine {
        told.extend(path.as_os_str().as_encoded_bytes());
        for more in [name, sha256] {
            told.push(0);
            told.extend(more.as_deref().unwrap_or_default().bytes());
        }
        told.push(b'\n');
    }
    ingest::sha256(&told)
}

/// How sources are read.
struct Bound {
    n_threads: usize,
    limits: Limits,
    apart: Apart,
}

/// The rows of a document, of each of [`TABLES`].
type RowsOf = [Vec<Vec<String>>; TABLES.len()];

/// A shard that is being read.
struct Reading {
    draft: Draft,
    /// By document.
    tables: BTreeMap<String, RowsOf>,
}

impl Reading {
    fn all(&mut self, mine: &[Listed], bound: &Bound) -> anyhow::Result<()> {
        let room = self.draft.room()?;
        let is_here = mine.iter().all(|one| !is_url(&one.path));
        let group = if is_here { mine.len().max(1) } else { GROUP };
        std::thread::scope(|scope| {
            let (ready, groups) = sync_channel(0);
            scope.spawn(move || fetch(mine, group, &room, &ready));
            self.groups(&groups, bound)
        })
    }

    fn groups(
        &mut self,
        groups: &Receiver<anyhow::Result<Vec<Fetched>>>,
        bound: &Bound,
    ) -> anyhow::Result<()> {
        for fetched in groups {
            let fetched = fetched?;
            self.group(&fetched, bound)?;
            for Fetched { here, .. } in &fetched {
                if let Ok((_, Some(own))) = here {
                    std::fs::remove_dir_all(own)?;
                }
            }
        }
        Ok(())
    }

    /// Reads what was fetched, and then what ZIPs among it hold.
    fn group(&mut self, fetched: &[Fetched], bound: &Bound) -> anyhow::Result<()> {
        let mut sources = Vec::new();
        for Fetched { listed, here } in fetched {
            let place = Place::from(listed.path.clone());
            match here {
                Ok((path, _)) => {
                    let sha256 = listed.sha256.clone();
                    sources.push(Source { here: path.clone().into(), place, sha256 });
                }
                Err(reason) => {
                    let line = Line::new(&place, Status::Failed, "");
                    self.draft.note(Line { reason: Some(reason.clone()), ..line });
                }
            }
        }
        let held = self.read(&sources, bound)?;
        let nested = self.read(&held, bound)?;
        debug_assert!(nested.is_empty(), "a ZIP in a ZIP is not opened");
        Ok(())
    }

    fn read(&mut self, sources: &[Source], bound: &Bound) -> anyhow::Result<Vec<Source>> {
        let places: Vec<Place> = sources.iter().map(|source| source.here.clone()).collect();
        let expected: HashMap<&Place, &str> = sources
            .iter()
            .filter_map(|source| Some((&source.here, source.sha256.as_deref()?)))
            .collect();
        let batch = Batch {
            n_threads: bound.n_threads,
            limits: bound.limits.clone(),
            apart: Some(bound.apart.clone()),
            // What is not what the list names is not read.
            is_known: &|place, id| expected.get(place).is_some_and(|sum| *sum != id),
            made_of: &|record, text| {
                (prepare(&record, &text), TABLES.map(|(_, kind)| kind.rows(&record)))
            },
            in_order: true,
        };
        let (mut held, mut refused) = (Vec::new(), None);
        let mut sources = sources.iter();
        read_all(&places, &batch, &mut |done| {
            let Some(source) = sources.next() else { return ControlFlow::Break(()) };
            match self.take(source, done, &mut held) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    refused = Some(error);
                    ControlFlow::Break(())
                }
            }
        })?;
        refused.map_or(Ok(held), Err)
    }

    fn take(
        &mut self,
        source: &Source,
        done: Done<(Prepared, RowsOf)>,
        held: &mut Vec<Source>,
    ) -> anyhow::Result<()> {
        let Done { bytes, sha256, outcome, .. } = done;
        let mut limit = None;
        let (status, reason) = match outcome {
            Outcome::Read((prepared, rows)) => {
                let entry = prepared.entry();
                let (id, status, lacks) = (entry.id.clone(), entry.status(), entry.lacks());
                if self.draft.put(prepared)? {
                    self.tables.insert(id, rows);
                }
                (status, lacks)
            }
            Outcome::Known => {
                let reason = "not the bytes that the list names by their SHA-256";
                (Status::Failed, Some(reason.to_owned()))
            }
            Outcome::Holds(places) => {
                held.extend(places.into_iter().map(|here| {
                    let path = source.place.path.clone();
                    let place = Place { path, member: here.member.clone() };
                    Source { here, place, sha256: None }
                }));
                (Status::Skipped, Some("a ZIP; its files have lines of their own".to_owned()))
            }
            Outcome::Failed(reason) => (Status::Failed, Some(reason)),
            Outcome::Stopped { reason, limit: came_to } => {
                limit = Some(came_to);
                (Status::Failed, Some(reason))
            }
            Outcome::Skipped(reason) => (Status::Skipped, Some(reason)),
        };
        let line = Line::new(&source.place, status, "");
        self.draft.note(Line { sha256, bytes, reason, limit, ..line });
        Ok(())
    }
}

/// A source that is read.
struct Source {
    /// Where it stands now.
    here: Place,
    /// Where the list says that it stands.
    place: Place,
    sha256: Option<String>,
}

fn tables(of: BTreeMap<String, RowsOf>) -> anyhow::Result<Vec<(&'static str, Vec<u8>)>> {
    let mut all = TABLES.map(|_| Vec::new());
    for rows in of.into_values() {
        all.iter_mut().zip(rows).for_each(|(all, rows)| all.extend(rows));
    }
    let mut tables = Vec::new();
    for ((name, kind), all) in TABLES.into_iter().zip(all) {
        let mut bytes = Vec::new();
        let mut table = rows(Form::Parquet, kind.columns(), &mut bytes)?;
        for row in all {
            table.row(row)?;
        }
        table.end()?;
        tables.push((name, bytes));
    }
    Ok(tables)
}
