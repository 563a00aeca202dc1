//! Files read in processes of their own, whose end costs one document.
//!
//! A full memory or stack cannot be caught where it happens. So the reading happens elsewhere, under limits of the
//! system, and what is left here is to ask, to wait, and to tell why no answer came.

mod bounds;
#[cfg(feature = "ocr")]
mod draw;
mod serve;
mod watch;
mod wire;

use std::io::{BufReader, Read, Result};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::time::Duration;

use super::file::{Given, Refused};
use crate::ingest::Place;
use crate::record::v1::Record;

#[cfg(feature = "ocr")]
pub use draw::PictureError;
#[cfg(feature = "ocr")]
pub(super) use draw::Wanted;
pub use serve::serve;
pub(super) use watch::Watch;
use wire::{Tag, bytes_of_place, confused, places_held, receive, send};

/// What one worker may use.
#[derive(Debug, Clone, Copy)]
pub struct WorkerLimits {
    /// Address space, in bytes.
    pub memory_bytes: u64,
    /// Seconds of the processor for one document.
    pub cpu_seconds: u64,
    /// How long one document may take.
    pub wall: Duration,
    /// How long one may take of which pictures are read.
    pub wall_with_pictures: Duration,
    /// After so many documents another worker takes over.
    pub documents: usize,
}

impl Default for WorkerLimits {
    fn default() -> Self {
        Self {
            memory_bytes: 1536 << 20,
            cpu_seconds: 30,
            wall: Duration::from_secs(60),
            wall_with_pictures: Duration::from_secs(3_660),
            documents: 2_000,
        }
    }
}

impl WorkerLimits {
    /// What the ledger calls each limit that a document may come to, "process" being the end of the worker itself.
    pub fn names(&self) -> [String; 4] {
        [
            format!("memory {} MB", self.memory_bytes >> 20),
            format!("processor {} s", self.cpu_seconds),
            format!("wall {} s", self.wall.as_secs()),
            "process".to_owned(),
        ]
    }
}

/// How workers are started.
#[derive(Debug, Clone)]
pub struct Apart {
    /// The program.
    pub program: PathBuf,
    /// Its arguments, with which it calls [`serve()`] on its standard input and output.
    pub arguments: Vec<String>,
    /// What each may use.
    pub limits: WorkerLimits,
}

/// The worker of one thread: started when it is needed, and anew when it has ended.
pub(super) struct Worker<'a> {
    apart: &'a Apart,
    watch: &'a Watch,
    thread: usize,
    running: Option<Running>,
}

struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    n_documents: usize,
}

/// Why a worker ended.
struct Death {
    reason: String,
    limit: String,
    cause: Cause,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// A limit that is the document's own.
    Document,
    /// What it took, and those before it.
    Memory,
    /// It may have been ended from outside.
    Unknown,
}

type Answer = std::result::Result<Given, Refused>;

impl<'a> Worker<'a> {
    pub(super) fn new(apart: &'a Apart, watch: &'a Watch, thread: usize) -> Self {
        Self { apart, watch, thread, running: None }
    }

    /// Reads what stands at `place`, unless its size and SHA-256 are known.
    pub(super) fn read(
        &mut self,
        place: &Place,
        is_known: &mut dyn FnMut(u64, &str) -> bool,
    ) -> Answer {
        let mut is_second = false;
        loop {
            let is_fresh = self.running.as_ref().is_none_or(|running| running.n_documents == 0);
            match self.ask(place, is_known) {
                Ok(answer) => {
                    self.retire_when_old();
                    return answer;
                }
                Err(error) => {
                    let Some(death) = self.bury("reading") else {
                        return Err(Refused::Failed(format!("no process to read it: {error}")));
                    };
                    let may_be_due_to_others = match death.cause {
                        Cause::Document => false,
                        Cause::Memory => !is_fresh,
                        Cause::Unknown => true,
                    };
                    if is_second || !may_be_due_to_others {
                        let (reason, limit) = (death.reason, death.limit);
                        return Err(Refused::Stopped { reason, limit });
                    }
                    is_second = true;
                }
            }
        }
    }

    fn ask(
        &mut self,
        place: &Place,
        is_known: &mut dyn FnMut(u64, &str) -> bool,
    ) -> Result<Answer> {
        let running = match &mut self.running {
            Some(running) => running,
            none => none.insert(start(self.apart)?),
        };
        self.watch.begin(self.thread, &running.child, self.apart.limits.wall);
        let (watch, thread, longer) =
            (self.watch, self.thread, self.apart.limits.wall_with_pictures);
        let answer = running.ask(place, is_known, &|worker| watch.begin(thread, worker, longer))?;
        self.watch.finish(self.thread);
        Ok(answer)
    }

    fn retire_when_old(&mut self) {
        let most = self.apart.limits.documents;
        if let Some(old) = self.running.take_if(|running| running.n_documents >= most) {
            old.end();
        }
    }

    /// Tells why the worker gave no answer, which was to come of `doing` something.
    fn bury(&mut self, doing: &str) -> Option<Death> {
        let mut running = self.running.take()?;
        let was_ended = self.watch.finish(self.thread);
        // One that still lives made no sense, and must not go on.
        watch::kill(running.child.id());
        let _ = running.child.kill();
        let last_words = running.last_words();
        let status = running.child.wait().ok();
        Some(death(doing, status, was_ended, &last_words, &self.apart.limits))
    }
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.end();
        }
    }
}

impl Running {
    fn ask(
        &mut self,
        place: &Place,
        is_known: &mut dyn FnMut(u64, &str) -> bool,
        give_longer: &dyn Fn(&Child),
    ) -> Result<Answer> {
        send(&mut self.input, Tag::Place, &bytes_of_place(place))?;
        let (tag, bytes) = self.answer()?;
        if let Some(refused) = refused(tag, &bytes) {
            return Ok(Err(refused));
        }
        if tag == Tag::Holds {
            return Ok(Ok(Given::Holds(places_held(&place.path, &bytes)?)));
        }
        let (n_bytes, sha256) = bytes.split_first_chunk().ok_or_else(confused)?;
        let sha256 = std::str::from_utf8(sha256).map_err(|_| confused())?;
        self.n_documents += 1;
        if is_known(u64::from_le_bytes(*n_bytes), sha256) {
            send(&mut self.input, Tag::Leave, &[])?;
            return Ok(Ok(Given::Known));
        }
        send(&mut self.input, Tag::Go, &[])?;
        let (mut tag, mut bytes) = self.answer()?;
        if tag == Tag::Pictures {
            give_longer(&self.child);
            (tag, bytes) = self.answer()?;
        }
        if let Some(refused) = refused(tag, &bytes) {
            return Ok(Err(refused));
        }
        let record: Record = serde_json::from_slice(&bytes)?;
        let (_, bytes) = self.answer()?;
        Ok(Ok(Given::Read(Box::new(record), serde_json::from_slice(&bytes)?)))
    }

    fn answer(&mut self) -> Result<(Tag, Vec<u8>)> {
        receive(&mut self.output)?.ok_or_else(|| std::io::ErrorKind::UnexpectedEof.into())
    }

    /// What it said of its end.
    fn last_words(&mut self) -> String {
        const MOST_BYTES: u64 = 4 << 10;
        let mut said = Vec::new();
        if let Some(errors) = self.child.stderr.take() {
            let _ = errors.take(MOST_BYTES).read_to_end(&mut said);
        }
        String::from_utf8_lossy(&said).into_owned()
    }

    /// Lets it end.
    fn end(self) {
        let Self { mut child, input, output, .. } = self;
        drop((input, output));
        let _ = child.wait();
    }
}

fn start(apart: &Apart) -> Result<Running> {
    let mut command = Command::new(&apart.program);
    command.args(&apart.arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(confused());
    };
    Ok(Running { child, input, output: BufReader::new(output), n_documents: 0 })
}

fn refused(tag: Tag, bytes: &[u8]) -> Option<Refused> {
    let reason = || String::from_utf8_lossy(bytes).into_owned();
    match tag {
        Tag::Failed => Some(Refused::Failed(reason())),
        Tag::Skipped => Some(Refused::Skipped(reason())),
        _ => None,
    }
}

fn death(
    doing: &str,
    status: Option<ExitStatus>,
    was_ended: bool,
    last_words: &str,
    limits: &WorkerLimits,
) -> Death {
    let [memory, cpu, wall, process] = limits.names();
    if was_ended {
        let reason = format!("{doing} took more than {} s", limits.wall.as_secs_f64());
        return Death { reason, limit: wall, cause: Cause::Document };
    }
    if is_signal(status, SIGXCPU) {
        let reason = format!("{doing} took more than {} s of the processor", limits.cpu_seconds);
        return Death { reason, limit: cpu, cause: Cause::Document };
    }
    if last_words.contains("memory allocation of") {
        let reason = format!("{doing} took more than {} MB of memory", limits.memory_bytes >> 20);
        return Death { reason, limit: memory, cause: Cause::Memory };
    }
    if last_words.contains("overflowed its stack") {
        let reason = "the program's stack was full".to_owned();
        return Death { reason, limit: process, cause: Cause::Document };
    }
    let how = status.map_or_else(|| "unknown".to_owned(), |status| status.to_string());
    let reason = format!("the process that read it ended: {how}");
    Death { reason, limit: process, cause: Cause::Unknown }
}

/// Time of the processor is up.
const SIGXCPU: i32 = 24;

#[cfg(unix)]
fn is_signal(status: Option<ExitStatus>, signal: i32) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.and_then(|status| status.signal()) == Some(signal)
}

#[cfg(not(unix))]
fn is_signal(_: Option<ExitStatus>, _: i32) -> bool {
    false
}
