//! The command line: the only part that prints.
#![expect(clippy::print_stdout, reason = "this is where we print")]

use std::process::ExitCode;

/// Runs the command.
pub fn main() -> ExitCode {
    let mut failed = false;
    let mut show_text = false;
    for argument in std::env::args().skip(2) {
        if argument == "--text" {
            show_text = true;
            continue;
        }
        let read = crate::ingest::source(argument.as_ref())
            .map_err(|error| error.to_string())
            .and_then(|source| {
                crate::pipeline::read(&source, &crate::extract::Limits::default())
                    .map_err(|error| error.to_string())
            });
        match read {
            Ok(reading) if show_text => print!("{}", reading.text.content),
            Ok(reading) => println!(
                "{}",
                serde_json::to_string(&reading.record).expect("a record is plain data")
            ),
            Err(error) => {
                eprintln!("{argument}: {error}");
                failed = true;
            }
        }
    }
    if failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
