//! `attsats verify` and `attsats reindex`.

use std::io::Write;
use std::time::Instant;

use super::args::{Verify, Whole};
use super::{End, term};
use crate::archive;

pub(super) fn verify(args: &Verify, out: &mut dyn Write) -> anyhow::Result<End> {
    if args.repair {
        for done in archive::repair(&args.archive)? {
            term::tell(&done);
        }
    }
    let fixity = archive::verify(&args.archive, args.share)?;
    for problem in &fixity.problems {
        writeln!(out, "{}", term::clean_name(problem))?;
    }
    out.flush()?;
    let unreachable = match fixity.unreachable {
        0 => String::new(),
        n => format!(", {n} no longer where they were"),
    };
    term::tell(&format!(
        "{} documents in {} segments, {} sources as they were{unreachable}: {}",
        fixity.documents,
        fixity.segments,
        fixity.sources,
        match fixity.problems.len() {
            0 => "all holds".to_owned(),
            1 => "1 problem".to_owned(),
            n => format!("{n} problems"),
        }
    ));
    Ok(End::lacking_if(!fixity.problems.is_empty()))
}

pub(super) fn reindex(args: &Whole) -> anyhow::Result<End> {
    let begun = Instant::now();
    let n_documents = archive::reindex(&args.archive)?;
    let seconds = begun.elapsed().as_secs_f64();
    term::tell(&format!("indexed {n_documents} documents in {seconds:.1} s"));
    Ok(End::Done)
}
