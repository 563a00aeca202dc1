//! What became of each file that was looked at.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Error, files};
use crate::ingest::{Member, Place, os_path, sha256};
use crate::record::v1::READER_VERSION;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Read.
    Ok,
    /// Read in part; the record's notes say what is missing.
    Partial,
    /// Not read, and set aside: the quarantine.
    Failed,
    /// Not a paper.
    Skipped,
}

impl Status {
    /// As the ledger has it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }

    /// True when there is a document.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Ok | Self::Partial)
    }
}

/// One file, as it was when it was last looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The path as given.
    pub path: String,
    /// Its bytes in hex, where they are not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path_bytes: Option<String>,
    /// Of a file in a ZIP, its name there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// The name's bytes in hex, where they are not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_bytes: Option<String>,
    /// How many files of the same name stand before it in the ZIP. Absent when none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub member_nth: u32,
    /// The document, when the file could be read.
    pub sha256: Option<String>,
    /// Size.
    pub bytes: u64,
    /// What became of it.
    pub status: Status,
    /// Why, when it was not read.
    pub reason: Option<String>,
    /// The limit that reading it came to: "memory 1536 MB".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    /// The version of the reader.
    pub reader: u32,
    /// The program, with its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// When the file was found to be so, UTC (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Line {
    /// What this program, at `time`, says of the file at `place`.
    pub fn new(place: &Place, status: Status, time: &str) -> Self {
        let path = place.path.strip_prefix(".").unwrap_or(&place.path);
        let member = place.member.as_ref();
        let is_odd = |member: &&Member| std::str::from_utf8(&member.name).is_err();
        Self {
            path: path.to_string_lossy().into_owned(),
            path_bytes: path.to_str().is_none().then(|| hex(path.as_os_str().as_encoded_bytes())),
            member: member.map(Member::shown),
            member_bytes: member.filter(is_odd).map(|member| hex(&member.name)),
            member_nth: member.map_or(0, |member| member.nth),
            sha256: None,
            bytes: 0,
            status,
            reason: None,
            limit: None,
            reader: READER_VERSION,
            tool: Some(super::TOOL.to_owned()),
            time: Some(time.to_owned()),
        }
    }

    /// Where the file stands.
    pub fn place(&self) -> Place {
        let path = match self.path_bytes.as_deref().and_then(from_hex) {
            Some(bytes) => os_path(bytes).unwrap_or_else(|| PathBuf::from(&self.path)),
            None => PathBuf::from(&self.path),
        };
        let name = self.member.as_ref().map(|shown| {
            let bytes = self.member_bytes.as_deref().and_then(from_hex);
            bytes.unwrap_or_else(|| shown.as_bytes().to_vec())
        });
        Place { path, member: name.map(|name| Member { name, nth: self.member_nth }) }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// A line as it is written: with a checksum of the rest of it.
#[derive(Serialize, Deserialize)]
struct Summed {
    #[serde(flatten)]
    line: Line,
    sum: String,
}

impl Summed {
    fn new(line: &Line) -> Self {
        let mut sum = sha256(files::to_json(line).as_bytes());
        sum.truncate(16);
        Self { line: line.clone(), sum }
    }

    /// The line that was written, when it is still that.
    fn read(bytes: &[u8]) -> Option<Line> {
        let summed: Self = serde_json::from_slice(bytes).ok()?;
        (Self::new(&summed.line).sum == summed.sum).then_some(summed.line)
    }
}

/// The last line of each place.
#[derive(Debug, Default)]
pub struct Ledger {
    lines: BTreeMap<Place, Line>,
    /// The documents that any line, of whatever age, names.
    named: HashSet<String>,
    /// The numbers, from 1, of the lines that are not as they were written.
    pub(super) damaged: Vec<usize>,
}

impl Ledger {
    /// Reads the ledger; a line that a crash cut short is not there, and neither is a damaged one.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let mut ledger = Self::default();
        let bytes = match std::fs::read(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(ledger),
            read => read.map_err(files::failed("read", path))?,
        };
        let whole = bytes.iter().rposition(|&byte| byte == b'\n').unwrap_or(0);
        for (line_idx, line) in bytes[..whole].split(|&byte| byte == b'\n').enumerate() {
            match Summed::read(line) {
                Some(line) => ledger.set(line),
                None => ledger.damaged.push(line_idx + 1),
            }
        }
        if whole == 0 {
            ledger.damaged.clear();
        }
        Ok(ledger)
    }

    /// The last line of every place, by place.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = &Line> {
        self.lines.values()
    }

    /// True when some line, of whatever age, names the document.
    pub(super) fn names(&self, id: &str) -> bool {
        self.named.contains(id)
    }

    pub(crate) fn set(&mut self, line: Line) {
        self.named.extend(line.sha256.clone());
        self.lines.insert(line.place(), line);
    }
}

/// What an archive lacks of the files that were looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lacking {
    /// Files that could not be read.
    pub failed: usize,
    /// Files of which only a part was read.
    pub partial: usize,
}

impl Lacking {
    /// Of the archive in `path`, as of the last commit; cheap, for those who search.
    pub fn of(path: &Path) -> Option<Self> {
        files::read_json(&path.join(LACKING)).ok()
    }

    pub(super) fn write(self, path: &Path) -> Result<(), Error> {
        if Self::of(path) == Some(self) {
            return Ok(());
        }
        files::replace(&path.join(LACKING), files::to_json(&self).as_bytes())
    }
}

/// The file that says what is lacking.
const LACKING: &str = "lacking.json";

/// What the last line of each place says, whenever it was said and by whom, in little room.
#[derive(Debug, Default)]
pub(super) struct Said(HashMap<Digest, (Digest, Status)>);

/// The first half of a SHA-256, in hex: enough that no two of millions are the same.
type Digest = [u8; 32];

impl Said {
    pub(super) fn of(ledger: &Ledger) -> Self {
        let mut said = Self::default();
        ledger.lines().for_each(|line| said.set(line));
        said
    }

    pub(super) fn says(&self, line: &Line) -> bool {
        let (place, told) = digests(line);
        self.0.get(&place).is_some_and(|(said, _)| *said == told)
    }

    pub(super) fn set(&mut self, line: &Line) {
        let (place, told) = digests(line);
        self.0.insert(place, (told, line.status));
    }

    /// How many files were not read, or not wholly.
    pub(super) fn lacking(&self) -> Lacking {
        let count = |wanted| self.0.values().filter(|(_, status)| *status == wanted).count();
        Lacking { failed: count(Status::Failed), partial: count(Status::Partial) }
    }
}

fn digests(line: &Line) -> (Digest, Digest) {
    let digest = |text: &str| {
        let hex = sha256(text.as_bytes());
        std::array::from_fn(|at| hex.as_bytes().get(at).copied().unwrap_or_default())
    };
    let Line { path, path_bytes, member, member_bytes, member_nth, .. } = line;
    let place = files::to_json(&(path, path_bytes, member, member_bytes, member_nth));
    let told = Line { tool: None, time: None, ..line.clone() };
    (digest(&place), digest(&files::to_json(&told)))
}

/// Writes the lines that the ledger has in place of those that stand there.
pub(super) fn rewrite(path: &Path, ledger: &Ledger) -> Result<(), Error> {
    let lines: Vec<Line> = ledger.lines().cloned().collect();
    files::replace(path, text_of(&lines).as_bytes())
}

fn text_of(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&files::to_json(&Summed::new(line)));
        text.push('\n');
    }
    text
}

/// Cuts off what a crash left of a last line.
pub(super) fn mend(path: &Path) -> Result<(), Error> {
    let bytes = match std::fs::read(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        read => read.map_err(files::failed("read", path))?,
    };
    let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    if whole < bytes.len() {
        OpenOptions::new()
            .write(true)
            .open(path)
            .and_then(|file| {
                file.set_len(whole as u64)?;
                file.sync_all()
            })
            .map_err(files::failed("write", path))?;
    }
    Ok(())
}

/// Adds lines, durably.
pub(super) fn append(path: &Path, lines: &[Line]) -> Result<(), Error> {
    let text = text_of(lines);
    let opened: std::io::Result<File> = OpenOptions::new().create(true).append(true).open(path);
    opened
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .map_err(files::failed("write", path))
}
