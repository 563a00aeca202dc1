//! Another program, run within limits: processor time, time and bytes of what it says.

use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often a running program is looked at.
const PAUSE: Duration = Duration::from_millis(4);

/// What a program may cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Processor time; held on Linux.
    pub(super) cpu: Duration,
    /// When it must have ended.
    pub(super) until: Instant,
    /// Bytes of its standard output.
    pub(super) bytes: u64,
}

/// What a program said.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) out: Vec<u8>,
    pub(super) err: String,
    pub(super) is_success: bool,
}

/// Why a program said nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// It cannot be started.
    Missing,
    /// It took more time, or said more, than it may.
    Limit,
}

/// Starts `program` so that it dies with the one that started it (util-linux).
pub(super) fn dying_with_us(program: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", program]);
    command
}

/// Runs `command` with `input`; whatever happens, nothing of it runs on afterwards.
pub(super) fn run(command: &mut Command, input: Vec<u8>, bounds: Bounds) -> Result<Said, Failure> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    own_group(command);
    let mut child = command.spawn().map_err(|_| Failure::Missing)?;
    limit_cpu(&child, bounds.cpu);
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    // A program that does not read on, or ends, closes its side: that is its own affair.
    let writer = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
    let reader = thread::spawn(move || taken(stdout, bounds.bytes));
    let complaints = thread::spawn(move || taken(stderr, 1 << 16));

    let ended = wait(&mut child, bounds.until);
    let Some(status) = ended else {
        kill(&mut child);
        return Err(Failure::Limit);
    };
    // What it may have started itself would hold the pipes open.
    kill_group(&child);
    drop(writer.join());
    let (out, is_whole) = reader.join().unwrap_or_default();
    let (err, _) = complaints.join().unwrap_or_default();
    if !is_whole || is_killed(status) {
        return Err(Failure::Limit);
    }
    let err = String::from_utf8_lossy(&err).into_owned();
    Ok(Said { out, err, is_success: status.success() })
}

/// What can be read up to `most` bytes, and whether that was all.
fn taken(stream: Option<impl Read>, most: u64) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let Some(stream) = stream else { return (bytes, false) };
    let is_read = stream.take(most + 1).read_to_end(&mut bytes).is_ok();
    let is_whole = is_read && bytes.len() as u64 <= most;
    (bytes, is_whole)
}

/// How it ended; `None` when it had to end before.
fn wait(child: &mut Child, until: Instant) -> Option<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < until => thread::sleep(PAUSE),
            Ok(None) | Err(_) => return None,
        }
    }
}

fn kill(child: &mut Child) {
    kill_group(child);
    drop(child.kill());
    drop(child.wait());
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

#[cfg(unix)]
fn kill_group(child: &Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    kill_process_group(Pid::from_child(child), Signal::KILL).ok();
}

#[cfg(not(unix))]
fn kill_group(_: &Child) {}

#[cfg(target_os = "linux")]
fn limit_cpu(child: &Child, cpu: Duration) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let seconds = Some(cpu.as_secs().max(1));
    let limit = Rlimit { current: seconds, maximum: seconds };
    prlimit(Some(Pid::from_child(child)), Resource::Cpu, limit).ok();
}

#[cfg(not(target_os = "linux"))]
fn limit_cpu(_: &Child, _: Duration) {}

/// True when a signal ended it, as the limit on processor time does.
#[cfg(unix)]
fn is_killed(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal().is_some()
}

#[cfg(not(unix))]
fn is_killed(_: ExitStatus) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, seconds: f32, bytes: u64) -> Result<Said, Failure> {
        let bounds = Bounds {
            cpu: Duration::from_secs(1),
            until: Instant::now() + Duration::from_secs_f32(seconds),
            bytes,
        };
        run(Command::new("sh").args(["-c", script]), b"hej".to_vec(), bounds)
    }

    #[test]
    fn says_what_the_program_said() {
        let said = shell("cat; echo fel >&2; exit 3", 10.0, 100).expect("it ends");
        assert_eq!((said.out.as_slice(), said.err.as_str()), (&b"hej"[..], "fel\n"));
        assert!(!said.is_success);
        assert!(shell("exit 0", 10.0, 100).expect("it ends").is_success);
    }

    #[test]
    fn a_program_that_waits_is_ended_with_its_children() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let sign = folder.path().join("sign");
        let script = format!("(sleep 2; touch {}) & wait", sign.display());
        let begun = Instant::now();
        assert_eq!(shell(&script, 0.2, 100).err(), Some(Failure::Limit));
        assert!(begun.elapsed() < Duration::from_secs(2));
        thread::sleep(Duration::from_millis(2_500));
        assert!(!sign.exists(), "its child went on");
    }

    #[test]
    fn a_program_that_talks_on_is_ended() {
        assert_eq!(shell("yes", 20.0, 1_000).err(), Some(Failure::Limit));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_program_that_counts_on_is_ended() {
        let begun = Instant::now();
        assert_eq!(shell("while :; do :; done", 60.0, 100).err(), Some(Failure::Limit));
        assert!(begun.elapsed() < Duration::from_secs(50));
    }

    #[test]
    fn a_program_that_is_not_there() {
        let bounds = Bounds {
            cpu: Duration::from_secs(1),
            until: Instant::now() + Duration::from_secs(1),
            bytes: 1,
        };
        let mut command = Command::new("/nowhere/tesseract");
        assert_eq!(run(&mut command, Vec::new(), bounds).err(), Some(Failure::Missing));
    }
}
