//! `attsats ingest`: folders → an archive.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{Ingest, Worker};
use super::{End, term};
use crate::archive::{Known, Line, Prepared, Status, Writer, prepare};
use crate::ingest::{self, Found};
use crate::pipeline::{
    Apart, Batch, Done, Outcome, WorkerLimits, can_read_pictures, default_threads, read_all, serve,
};
use crate::record::v1::READER_VERSION;

mod summary;

use summary::Summary;

/// Bytes of records and texts between two commits.
const BATCH_BYTES: usize = 48 << 20;

/// Time between two commits: what a crash may cost.
const BATCH_TIME: Duration = Duration::from_secs(10);

pub(super) fn run(args: &Ingest) -> anyhow::Result<End> {
    for path in &args.paths {
        anyhow::ensure!(path.symlink_metadata().is_ok(), "cannot find {}", path.display());
    }
    let begun = Instant::now();
    let mut writer = Writer::open(&args.archive)?;
    let limits = args.ocr.limits();
    let reads_pictures = limits.pictures > 0 && can_read_pictures();
    let apart = if args.in_process { None } else { Some(apart(args, reads_pictures)?) };
    let held_to = apart.as_ref().map_or_else(Vec::new, |apart| apart.limits.names().to_vec());
    let known = writer.known(&held_to, reads_pictures);
    let mut summary = Summary::default();

    let paths = walk(&args.paths, &args.archive, &mut writer, &mut summary);
    let bar = bar(&paths, args.quiet);
    let batch = Batch {
        n_threads: args.threads.map_or_else(default_threads, usize::from),
        limits,
        apart,
        is_known: &|path, id| known.read(id).is_some() || known.refused(path, id).is_some(),
        made_of: &|record, text| prepare(&record, &text),
        in_order: false,
    };
    let mut committed = Instant::now();
    let mut refused = None;
    let mut n_done = 0;
    read_all(&paths, &batch, &mut |done| {
        n_done += 1;
        bar.inc(done.bytes);
        let taken = take(done, &known, &mut writer, &mut summary).and_then(|()| {
            let (n_documents, n_bytes) = writer.waiting();
            let is_full = n_documents >= args.batch as usize || n_bytes >= BATCH_BYTES;
            if is_full || committed.elapsed() >= BATCH_TIME {
                writer.commit()?;
                committed = Instant::now();
            }
            Ok(())
        });
        bar.set_message(format!("{n_done}/{} files", paths.len()));
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
    if let Some(error) = refused {
        return Err(error.into());
    }
    let archive = writer.finish()?;
    if !args.quiet {
        term::tell(&summary.told(&archive, begun.elapsed()));
    }
    Ok(End::lacking_if(!summary.quarantined.is_empty()))
}

/// This program, as a reader of single files.
fn apart(args: &Ingest, reads_pictures: bool) -> anyhow::Result<Apart> {
    let limits = WorkerLimits {
        memory_bytes: args.memory << 20,
        cpu_seconds: args.cpu,
        wall: Duration::from_secs(args.wall),
        ..WorkerLimits::default()
    };
    let number = |option: &str, number: u64| [option.to_owned(), number.to_string()];
    let ocr = if reads_pictures { "auto" } else { "off" };
    let ocr = ["--ocr".to_owned(), ocr.to_owned()];
    let options = [number("--memory", args.memory), number("--cpu", args.cpu), ocr].concat();
    let arguments = std::iter::once("worker".to_owned()).chain(options).collect();
    let program = std::env::current_exe().context("cannot tell where this program stands")?;
    Ok(Apart { program, arguments, limits })
}

/// `attsats worker`: reads the files that an ingest names on standard input.
pub(super) fn worker(args: &Worker) -> anyhow::Result<End> {
    let limits = WorkerLimits {
        memory_bytes: args.memory << 20,
        cpu_seconds: args.cpu,
        ..WorkerLimits::default()
    };
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    serve(&mut input, &mut output, &limits, &args.ocr.limits())?;
    Ok(End::Done)
}

/// The files to read; what cannot be walked goes to the ledger.
fn walk(
    roots: &[PathBuf],
    archive: &Path,
    writer: &mut Writer,
    summary: &mut Summary,
) -> Vec<PathBuf> {
    let own = archive.canonicalize().ok();
    let mut paths = Vec::new();
    for found in ingest::walk(roots) {
        match found {
            Found::File(path) => {
                let is_own = own
                    .as_ref()
                    .is_some_and(|own| path.canonicalize().is_ok_and(|path| path.starts_with(own)));
                if !is_own {
                    paths.push(path);
                }
            }
            Found::Unreachable { path, reason } => {
                summary.quarantine(&path, &reason);
                writer.note(line(&path, None, 0, Status::Failed, Some(reason)));
            }
        }
    }
    paths
}

fn take(
    done: Done<Prepared>,
    known: &Known,
    writer: &mut Writer,
    summary: &mut Summary,
) -> Result<(), crate::archive::Error> {
    let Done { path, bytes, sha256, outcome } = done;
    let mut came_to = None;
    let (status, reason) = match outcome {
        Outcome::Read(prepared) => {
            summary.read(prepared.entry());
            let status = prepared.entry().status();
            writer.put(prepared)?;
            (status, None)
        }
        Outcome::Known => {
            let id = sha256.as_deref().unwrap_or_default();
            match known.read(id) {
                Some(status) => {
                    summary.kept += 1;
                    writer.put_again(id, &ingest::name(&path))?;
                    (status, None)
                }
                None => {
                    let before = known.refused(&path, id);
                    came_to = before.and_then(|line| line.limit.clone());
                    let status = before.map_or(Status::Failed, |line| line.status);
                    (status, before.and_then(|line| line.reason.clone()))
                }
            }
        }
        Outcome::Failed(reason) => (Status::Failed, Some(reason)),
        Outcome::Stopped { reason, limit } => {
            came_to = Some(limit);
            (Status::Failed, Some(reason))
        }
        Outcome::Skipped(reason) => (Status::Skipped, Some(reason)),
    };
    match (status, &reason) {
        (Status::Failed, Some(reason)) => summary.quarantine(&path, reason),
        (Status::Skipped, Some(reason)) => summary.skip(reason),
        _ => {}
    }
    writer.note(Line { limit: came_to, ..line(&path, sha256, bytes, status, reason) });
    Ok(())
}

fn line(
    path: &Path,
    sha256: Option<String>,
    bytes: u64,
    status: Status,
    reason: Option<String>,
) -> Line {
    let (path, path_bytes) = Line::path_of(path);
    Line { path, path_bytes, sha256, bytes, status, reason, limit: None, reader: READER_VERSION }
}

fn bar(paths: &[PathBuf], quiet: bool) -> ProgressBar {
    if quiet || !term::moves() {
        return ProgressBar::hidden();
    }
    let sizes = paths.iter().filter_map(|path| path.metadata().ok()).map(|data| data.len());
    let bar = ProgressBar::with_draw_target(Some(sizes.sum()), ProgressDrawTarget::stderr());
    let template = "{bar:24} {msg}  {bytes_per_sec}  {eta} left  {prefix}";
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style);
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}
