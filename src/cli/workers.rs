//! This program as a reader of single files, for the commands that read many.

use std::time::Duration;

use anyhow::Context;

use super::End;
use super::args::{Bounds, Worker};
use crate::pipeline::{Apart, WorkerLimits, serve};

/// How workers are started that are held to `bounds`.
pub(super) fn apart(bounds: Bounds, reads_pictures: bool) -> anyhow::Result<Apart> {
    let Bounds { memory, cpu, wall } = bounds;
    let limits = WorkerLimits {
        memory_bytes: memory << 20,
        cpu_seconds: cpu,
        wall: Duration::from_secs(wall),
        ..WorkerLimits::default()
    };
    let number = |option: &str, number: u64| [option.to_owned(), number.to_string()];
    let ocr = if reads_pictures { "auto" } else { "off" };
    let ocr = ["--ocr".to_owned(), ocr.to_owned()];
    let options = [number("--memory", memory), number("--cpu", cpu), ocr].concat();
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
