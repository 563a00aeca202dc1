//! Tesseract, when it is installed with its model of Latin letters.

use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use super::child::{self, Bounds, Failure, Said, dying_with_us};
use super::picture::Picture;
use super::tsv::{self, Seen};

/// The model. The Swedish one cannot write "§", and beside another it spoils that one's.
pub(super) const MODEL: &str = "Latin";

/// Bytes of the words of one page.
const MOST_BYTES: u64 = 16 << 20;

/// What the program says when it has not found its model.
const NO_MODEL: [&str; 3] =
    ["Failed loading language", "Error opening data file", "Couldn't load any languages"];

/// A program that reads pictures.
#[derive(Debug)]
pub(super) struct Engine {
    /// "tesseract 5.3.0".
    pub(super) name: String,
    /// True when it can be made to die with us.
    dies_with_us: bool,
}

/// Why a picture was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// The program or its model is gone.
    NoEngine,
    /// A limit was reached.
    Limit,
    /// The program refused the picture.
    Refused,
}

/// The engine of this machine; looked for once.
pub(super) fn engine() -> Option<&'static Engine> {
    static ENGINE: OnceLock<Option<Engine>> = OnceLock::new();
    ENGINE.get_or_init(find).as_ref()
}

fn find() -> Option<Engine> {
    let ask = |dies_with_us, question: &str| {
        let seconds = Duration::from_secs(10);
        let bounds = Bounds { cpu: seconds, until: Instant::now() + seconds, bytes: 1 << 16 };
        let said = child::run(command(dies_with_us).arg(question), Vec::new(), bounds).ok()?;
        said.is_success.then(|| String::from_utf8_lossy(&said.out).into_owned() + &said.err)
    };
    let has_model = ask(false, "--list-langs")?.lines().any(|line| line.trim() == MODEL);
    let name = ask(false, "--version")?.lines().next().unwrap_or("tesseract").trim().to_owned();
    let dies_with_us = has_model && ask(true, "--version").is_some();
    has_model.then_some(Engine { name, dies_with_us })
}

fn command(dies_with_us: bool) -> Command {
    let program = "tesseract";
    let mut command = if dies_with_us { dying_with_us(program) } else { Command::new(program) };
    // Pages are read side by side already.
    command.env("OMP_THREAD_LIMIT", "1");
    command
}

impl Engine {
    /// The words of `picture`.
    pub(super) fn read(
        &self,
        picture: &Picture,
        cpu: Duration,
        until: Instant,
    ) -> Result<Vec<Seen>, Unread> {
        let mut command = command(self.dies_with_us);
        let dpi = picture.dpi.round().to_string();
        command.args(["stdin", "stdout", "-l", MODEL, "--psm", "3", "--dpi", &dpi, "tsv"]);
        let bounds = Bounds { cpu, until, bytes: MOST_BYTES };
        match child::run(&mut command, picture.to_pgm(), bounds) {
            Ok(said) => words(&said),
            Err(Failure::Missing) => Err(Unread::NoEngine),
            Err(Failure::Limit) => Err(Unread::Limit),
        }
    }
}

/// An engine without its model may end well, and say nothing.
fn words(said: &Said) -> Result<Vec<Seen>, Unread> {
    if NO_MODEL.iter().any(|complaint| said.err.contains(complaint)) {
        return Err(Unread::NoEngine);
    }
    match said.is_success {
        true => Ok(tsv::words(&String::from_utf8_lossy(&said.out))),
        false => Err(Unread::Refused),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(is_success: bool, err: &str, expected: Option<Unread>) {
        let said = Said { out: Vec::new(), err: err.to_owned(), is_success };
        assert_eq!(words(&said).err(), expected);
    }

    #[test]
    fn a_missing_model_is_told_from_an_empty_page() {
        check(true, "", None);
        check(true, "Estimating resolution as 300\n", None);
        check(true, "Failed loading language 'Latin'\n", Some(Unread::NoEngine));
        check(false, "Error opening data file /x/Latin.traineddata", Some(Unread::NoEngine));
        check(false, "Error during processing.\n", Some(Unread::Refused));
    }
}
