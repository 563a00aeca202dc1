//! The command line: the only part that prints.

mod args;
mod clock;
mod cluster;
mod compare;
mod coverage;
mod explain;
mod export;
mod follow;
mod ingest;
mod link;
mod merge;
#[cfg(feature = "ocr")]
mod picture;
mod plot;
mod read;
mod report;
mod saved;
mod search;
#[cfg(feature = "web")]
mod serve;
mod show;
mod similar;
mod term;
mod whole;
mod workers;

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Arguments, Command};

/// How a command ended, when it did what it was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Done.
    Done,
    /// Done, and something was quarantined, not found or does not hold.
    Lacking,
}

impl End {
    fn lacking_if(lacking: bool) -> Self {
        if lacking { Self::Lacking } else { Self::Done }
    }
}

/// Runs the command.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    crate::pipeline::keep_panics_quiet();
    let run = || {
        let mut out = io::BufWriter::new(io::stdout());
        let end = run(arguments.command, &mut out)?;
        out.flush()?;
        Ok(end)
    };
    // A damaged index can bring a library to its knees; that is no reason to fall with it.
    let ended = catch_unwind(AssertUnwindSafe(run))
        .unwrap_or_else(|_| Err(crate::pipeline::panicked().into()));
    match ended {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::Lacking) => ExitCode::from(1),
        // Whoever read our output has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let is_bare = error.downcast_ref::<io::Error>().is_some();
            let what = if is_bare { "cannot write to standard output: " } else { "" };
            term::complain(&format!("{what}{error:#}"));
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, out: &mut (dyn Write + Send)) -> anyhow::Result<End> {
    match command {
        Command::Read(args) => read::run(&args, out),
        Command::Ingest(args) => ingest::run(&args),
        Command::Worker(args) => workers::worker(&args),
        Command::Merge(args) => merge::run(&args),
        Command::Cluster(args) => cluster::run(&args, out),
        Command::Search(args) => search::run(args, out),
        #[cfg(feature = "web")]
        Command::Serve(args) => serve::run(args, out),
        Command::Show(args) => show::run(&args, out),
        Command::Export(args) => export::run(&args, out),
        Command::Plot(args) => plot::run(&args),
        Command::Link(args) => link::run(&args, out),
        Command::Compare(args) => compare::run(&args, out),
        Command::Follow(args) => follow::run(&args, out),
        Command::Similar(args) => similar::run(&args, out),
        Command::Saved(args) => saved::run(&args, out),
        Command::Coverage(args) => coverage::run(&args, out),
        Command::Report(args) => report::run(&args, out),
        Command::Verify(args) => whole::verify(&args, out),
        Command::Reindex(args) => whole::reindex(&args),
        Command::Explain(args) => explain::run(&args, out),
        Command::Schema => {
            out.write_all(crate::record::v1::schema().as_bytes())?;
            Ok(End::Done)
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "attsats", &mut script);
            out.write_all(&script)?;
            Ok(End::Done)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json =
            cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        let export = cause.downcast_ref().and_then(|error| match error {
            crate::export::Error::Io(error) => Some(error.kind()),
            _ => None,
        });
        [kind, json, export].contains(&Some(io::ErrorKind::BrokenPipe))
    })
}
