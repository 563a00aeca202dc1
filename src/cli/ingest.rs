//! `attsats ingest`: folders → an archive.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::Ingest;
use super::{End, clock, term, workers};
use crate::archive::{Known, Line, Prepared, Status, Writer, prepare};
use crate::ingest::Place;
use crate::pipeline::{
    Apart, Batch, Done, Limits, Outcome, can_read_pictures, default_threads, read_all,
};
use crate::record::v1::READER_VERSION;

mod places;
mod summary;

use summary::Summary;

/// Bytes of records and texts between two commits.
const BATCH_BYTES: usize = 48 << 20;

/// Time between two commits: what a crash may cost.
const BATCH_TIME: Duration = Duration::from_secs(10);

pub(super) fn run(args: &Ingest) -> anyhow::Result<End> {
    let roots = places::roots(args)?;
    let begun = Instant::now();
    let writer = Writer::open(&args.archive)?;
    let limits = args.ocr.limits();
    let reads_pictures = limits.pictures > 0 && can_read_pictures();
    let apart =
        if args.in_process { None } else { Some(workers::apart(args.bounds, reads_pictures)?) };
    let held_to = apart.as_ref().map_or_else(Vec::new, |apart| apart.limits.names().to_vec());
    let known = writer.known(args.reread.into(), &held_to, reads_pictures);
    let mut run = Run { args, writer, known, summary: Summary::default() };

    let places = places::walk(&roots, &args.archive, &mut run.writer, &mut run.summary);
    // What ZIPs hold is known when they have been opened.
    let held = run.read(&places, &limits, apart.clone())?;
    let nested = run.read(&held, &limits, apart)?;
    debug_assert!(nested.is_empty(), "a ZIP in a ZIP is not opened");

    let Run { writer, mut summary, .. } = run;
    let archive = writer.finish()?;
    summary.n_outdated = archive.holdings().filter(|held| held.reader < READER_VERSION).count();
    if !args.quiet {
        term::tell(&summary.told(&archive, begun.elapsed()));
    }
    Ok(End::lacking_if(!summary.quarantined.is_empty()))
}

/// One run.
struct Run<'a> {
    args: &'a Ingest,
    writer: Writer,
    known: Known,
    summary: Summary,
}

impl Run<'_> {
    /// Reads and stores what stands at `places`; gives the places that they hold.
    fn read(
        &mut self,
        places: &[Place],
        limits: &Limits,
        apart: Option<Apart>,
    ) -> anyhow::Result<Vec<Place>> {
        let Self { args, writer, known, summary } = self;
        let bar = bar(places, args.quiet);
        let batch = Batch {
            n_threads: args.threads.map_or_else(default_threads, usize::from),
            limits: limits.clone(),
            apart,
            is_known: &|place, id| known.read(id).is_some() || known.refused(place, id).is_some(),
            made_of: &|record, text| prepare(&record, &text),
            in_order: false,
        };
        let (mut held, mut n_done) = (Vec::new(), 0);
        let mut committed = Instant::now();
        let mut refused = None;
        read_all(places, &batch, &mut |done| {
            n_done += 1;
            bar.inc(done.bytes);
            let taken = take(done, known, writer, summary, &mut held).and_then(|()| {
                let (n_documents, n_bytes) = writer.waiting();
                let is_full = n_documents >= args.batch as usize || n_bytes >= BATCH_BYTES;
                if is_full || committed.elapsed() >= BATCH_TIME {
                    writer.commit()?;
                    committed = Instant::now();
                }
                Ok(())
            });
            bar.set_message(format!("{n_done}/{} files", places.len()));
            bar.set_prefix(format!("{} quarantined", summary.quarantined.len()));
            match taken {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    refused = Some(error);
                    ControlFlow::Break(())
                }
            }
        })?;
        bar.finish_and_clear();
        // The order in which threads came to them says nothing.
        held.sort();
        refused.map_or(Ok(held), |error| Err(error.into()))
    }
}

fn take(
    done: Done<Prepared>,
    known: &Known,
    writer: &mut Writer,
    summary: &mut Summary,
    held: &mut Vec<Place>,
) -> Result<(), crate::archive::Error> {
    let Done { place, bytes, sha256, outcome } = done;
    let mut came_to = None;
    let (status, reason) = match outcome {
        Outcome::Read(prepared) => {
            summary.read(prepared.entry());
            let (status, lacks) = (prepared.entry().status(), prepared.entry().lacks());
            writer.put(prepared)?;
            (status, lacks)
        }
        Outcome::Known => {
            let id = sha256.as_deref().unwrap_or_default();
            match known.read(id) {
                Some((status, lacks)) => {
                    summary.kept += 1;
                    writer.put_again(id, &place.name())?;
                    (*status, lacks.clone())
                }
                None => {
                    let before = known.refused(&place, id);
                    came_to = before.and_then(|line| line.limit.clone());
                    let status = before.map_or(Status::Failed, |line| line.status);
                    (status, before.and_then(|line| line.reason.clone()))
                }
            }
        }
        Outcome::Holds(places) => {
            let reason = "a ZIP; its files have lines of their own".to_owned();
            held.extend(places);
            (Status::Skipped, Some(reason))
        }
        Outcome::Failed(reason) => (Status::Failed, Some(reason)),
        Outcome::Stopped { reason, limit } => {
            came_to = Some(limit);
            (Status::Failed, Some(reason))
        }
        Outcome::Skipped(reason) => (Status::Skipped, Some(reason)),
    };
    match (status, &reason) {
        (Status::Failed, Some(reason)) => summary.quarantine(&place, reason),
        (Status::Skipped, Some(reason)) => summary.skip(reason),
        _ => {}
    }
    let line = Line::new(&place, status, &clock::now());
    writer.note(Line { sha256, bytes, reason, limit: came_to, ..line });
    Ok(())
}

fn bar(places: &[Place], quiet: bool) -> ProgressBar {
    if quiet || !term::moves() {
        return ProgressBar::hidden();
    }
    // What a file in a ZIP takes is not known yet.
    let sizes = places.iter().filter(|place| place.member.is_none());
    let sizes = sizes.filter_map(|place| place.path.metadata().ok()).map(|data| data.len());
    let bar = ProgressBar::with_draw_target(Some(sizes.sum()), ProgressDrawTarget::stderr());
    let template = "{bar:24} {msg}  {bytes_per_sec}  {eta} left  {prefix}";
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style);
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}
