//! A folder with papers, and the program to run on them.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use std::io::Write;

/// A temporary folder in which the program runs.
pub(crate) struct Env {
    folder: tempfile::TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Env {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder for the test") }
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders it stands in.
    pub(crate) fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a name in the folder")).expect("room");
        std::fs::write(path, bytes).expect("room");
    }

    /// Writes `count` different papers into the folder `name`.
    pub(crate) fn papers(&self, name: &str, count: usize) {
        for number in 0..count {
            self.write(format!("{name}/papper_{number:04}.txt"), paper(number));
        }
    }

    pub(crate) fn command(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attsats"));
        command.args(args).current_dir(self.folder.path()).env_remove("NO_COLOR");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        ran(self.command(args).output().expect("the program was built"))
    }

    pub(crate) fn run_with_input(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program was built");
        child.stdin.take().expect("it is piped").write_all(input).expect("it reads");
        ran(child.wait_with_output().expect("it ends"))
    }

    /// Runs, and asks for an exit code.
    #[track_caller]
    pub(crate) fn expect(&self, code: i32, args: &[&str]) -> Ran {
        let ran = self.run(args);
        assert_eq!(ran.code, code, "{args:?}: {ran:?}");
        ran
    }
}

fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("we print UTF-8"),
        err: String::from_utf8(output.stderr).expect("we print UTF-8"),
    }
}

/// An invented paper.
pub(crate) fn paper(number: usize) -> String {
    let day = number % 28 + 1;
    format!(
        "EXEMPELBYNS KOMMUN\nKommunstyrelsen\n\nSAMMANTRÄDESPROTOKOLL\n2014-03-{day:02}\n\n\
         § {number} Ansökan om bidrag nummer{number}\nDnr KS/2014:{number}\n\n\
         Kommunstyrelsen beslutar\natt godkänna ansökan om 1 250 000 kronor, samt\n\
         att uppdra åt förvaltningen att återkomma med rapport{number}.\n\n\
         Ärendet\nFöreningen i Exempelbyn har sökt medel för verksamheten.\n"
    )
}
