//! `attsats read`: papers → records on standard output, or a shard.

use std::io::{Read as _, Write, stdin};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::args::{Ocr, Read};
use super::{End, term};
use crate::ingest::{self, Place};
use crate::mask::Masker;
use crate::pipeline::{self, Batch, Done, Outcome, Steps, default_threads};
use crate::record::v1::Record;
use crate::record::{StoredText, stored_text};

mod shard;

pub(super) fn run(args: &Read, out: &mut dyn Write) -> anyhow::Result<End> {
    if let (Some(list), Some(folder)) = (&args.shards.manifest, &args.shards.out) {
        return shard::run(args, list, folder);
    }
    let batch = Batch {
        n_threads: args.threads.map_or_else(default_threads, usize::from),
        limits: args.ocr.limits(),
        apart: None,
        is_known: &|_, _| false,
        made_of: &|record, text| (record, text),
        in_order: true,
    };
    let mut lacking = false;
    // Standard input is read where it stands among the arguments.
    for group in args.files.split_inclusive(|file| is_stdin(file)) {
        let (files, from_stdin) = match group.split_last() {
            Some((last, files)) if is_stdin(last) => (files, true),
            _ => (group, false),
        };
        lacking |= read_files(files, &batch, args, out)?;
        if from_stdin {
            let Steps { record, text, .. } = steps(Path::new("-"), args.ocr)?;
            print(&record, &stored_text(&record.id, &text), args, out)?;
        }
    }
    Ok(End::lacking_if(lacking))
}

fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

/// Reads one file, or standard input, with what each stage gave.
pub(super) fn steps(file: &Path, ocr: Ocr) -> anyhow::Result<Steps> {
    let source = if is_stdin(file) {
        let mut bytes = Vec::new();
        let mut stdin = stdin().lock().take(ingest::MAX_FILE_BYTES + 1);
        stdin.read_to_end(&mut bytes).context("cannot read standard input")?;
        let is_too_large = bytes.len() as u64 > ingest::MAX_FILE_BYTES;
        anyhow::ensure!(
            !is_too_large,
            "standard input is larger than {} bytes",
            ingest::MAX_FILE_BYTES
        );
        ingest::from_bytes("-".to_owned(), bytes)?
    } else {
        ingest::source(file)?
    };
    let name = source.name.clone();
    pipeline::steps(&source, &ocr.limits()).with_context(|| name)
}

/// Prints each; true when one could not be read.
fn read_files(
    files: &[PathBuf],
    batch: &Batch<'_, (Record, StoredText)>,
    args: &Read,
    out: &mut dyn Write,
) -> anyhow::Result<bool> {
    let mut lacking = false;
    let mut refused = None;
    let places: Vec<Place> = files.iter().cloned().map(Place::from).collect();
    pipeline::read_all(&places, batch, &mut |done| {
        let printed = match done {
            Done { outcome: Outcome::Read(read), .. } => print(&read.0, &read.1, args, out),
            Done {
                place,
                outcome:
                    Outcome::Failed(reason) | Outcome::Skipped(reason) | Outcome::Stopped { reason, .. },
                ..
            } => {
                term::complain(&format!("{}: {reason}", term::clean_name(&place.to_string())));
                lacking = true;
                Ok(())
            }
            Done { place, outcome: Outcome::Holds(_), .. } => {
                let name = term::clean_name(&place.to_string());
                term::complain(&format!("{name}: a ZIP; attsats ingest reads what it holds"));
                lacking = true;
                Ok(())
            }
            Done { outcome: Outcome::Known, .. } => Ok(()),
        };
        match printed {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                refused = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    match refused {
        Some(error) => Err(error),
        None => Ok(lacking),
    }
}

fn print(
    record: &Record,
    text: &StoredText,
    args: &Read,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let masker = if args.mask { Masker::of(record, Some(text)) } else { Masker::open() };
    if args.text {
        out.write_all(masker.text(&text.content).as_bytes())?;
        return Ok(());
    }
    let masked = args.mask.then(|| masker.record(record));
    let record = masked.as_ref().unwrap_or(record);
    if args.pretty {
        serde_json::to_writer_pretty(&mut *out, record)?;
        writeln!(out)?;
    } else {
        serde_json::to_writer(&mut *out, record)?;
        writeln!(out)?;
    }
    Ok(())
}
