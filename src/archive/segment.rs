//! Documents that were read together ⇄ one folder.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::alike::Sketch;
use super::pack::{packed, unpacked};
use super::{Error, Status, files};
use crate::ingest::sha256;
use crate::record::StoredText;
use crate::record::v1::{Kind, READER_VERSION, Record};

/// What a segment holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Contents {
    /// The version of the reader that read it.
    pub(super) reader: u32,
    /// In the order they were read.
    pub(super) documents: Vec<Entry>,
}

/// One document of a segment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// SHA-256 of the source.
    pub id: String,
    /// The file's name; of several, the first in the alphabet.
    pub name: String,
    /// Where its record stands: first byte and length.
    pub(super) record: (u64, u64),
    /// Where its text stands.
    pub(super) text: (u64, u64),
    /// What sort of paper.
    pub kind: Kind,
    /// Number of agenda items.
    pub agenda: usize,
    /// Number of decision clauses.
    pub clauses: usize,
    /// Number of tables.
    pub tables: usize,
    /// Number of notes, by code.
    pub notes: BTreeMap<String, usize>,
    /// True when pages of it are pictures that nothing was there to read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub awaits_ocr: bool,
}

/// Notes that say that something of the document was not read.
const PARTIAL: [&str; 3] = ["damaged", "limit-reached", "page-without-text"];

impl Entry {
    /// Whether all of it was read.
    pub fn status(&self) -> Status {
        if self.lacks().is_some() { Status::Partial } else { Status::Ok }
    }

    /// The notes that say that something was not read, and how many there are of each: "damaged 1, limit-reached 2".
    pub fn lacks(&self) -> Option<String> {
        let told = PARTIAL.iter().filter_map(|code| Some((code, self.notes.get(*code)?)));
        let told: Vec<String> = told.map(|(code, count)| format!("{code} {count}")).collect();
        (!told.is_empty()).then(|| told.join(", "))
    }
}

/// One document of an archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Holding {
    /// The number of the segment that it stands in.
    pub segment: u64,
    /// The version of the reader that read it.
    pub reader: u32,
    /// What it is.
    pub entry: Entry,
}

/// A document as it will stand in a segment.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) entry: Entry,
    /// Packed.
    pub(super) record: Vec<u8>,
    /// Packed.
    pub(super) text: Vec<u8>,
    pub(super) sketch: Option<Sketch>,
}

impl Lines {
    pub(super) fn new(record: &Record, text: &StoredText) -> Self {
        Self {
            entry: entry(record),
            record: packed(&files::to_json(record)),
            text: packed(&files::to_json(text)),
            sketch: Sketch::of(&text.content),
        }
    }

    /// The document, which is not in `segments` yet.
    pub(super) fn document(&self, segments: &Path) -> Result<(Record, StoredText), Error> {
        let lines = |member: &[u8]| unpacked(member).map_err(files::failed("read", segments));
        let record = files::from_json(segments, lines(&self.record)?.as_bytes())?;
        Ok((record, files::from_json(segments, lines(&self.text)?.as_bytes())?))
    }
}

/// The records and texts of a segment, each packed by itself.
const PACKED: [&str; 2] = ["records.jsonl.gz", "texts.jsonl.gz"];

/// The same in segments of the format 1.0.
const PLAIN: [&str; 2] = ["records.jsonl", "texts.jsonl"];

/// The list of a segment.
const CONTENTS: &str = "contents.json";

/// What is stored of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    Records,
    Texts,
}

/// Whether the records and texts of a segment are packed.
fn is_packed(folder: &Path) -> bool {
    let is_there = |names: [&str; 2]| names.iter().any(|name| folder.join(name).exists());
    is_there(PACKED) || !is_there(PLAIN)
}

/// The files of a segment that have a checksum. The last is younger than the format and may be absent.
fn checked_files(folder: &Path) -> [&'static str; 4] {
    let [records, texts] = if is_packed(folder) { PACKED } else { PLAIN };
    [records, texts, CONTENTS, SKETCHES]
}

/// The checksums, as `sha256sum -c` reads them.
pub(super) const SUMS: &str = "SHA256SUMS";

/// The sketches of the texts, one a line after the document's id.
const SKETCHES: &str = "sketches.txt";

pub(super) fn folder(segments: &Path, number: u64) -> PathBuf {
    segments.join(format!("{number:06}"))
}

/// The files of a segment, but for their checksums: names and bytes.
pub(super) type Files = [(&'static str, Vec<u8>); 4];

/// The documents as files, and what these hold.
pub(super) fn files_of(documents: Vec<Lines>) -> (Contents, Files) {
    let (mut records, mut texts, mut sketches) = (Vec::new(), Vec::new(), Vec::new());
    let mut contents = Contents { reader: READER_VERSION, documents: Vec::new() };
    for Lines { mut entry, record, text, sketch } in documents {
        entry.record = append(&mut records, &record);
        entry.text = append(&mut texts, &text);
        if let Some(sketch) = sketch {
            append(&mut sketches, format!("{} {}\n", entry.id, sketch.to_hex()).as_bytes());
        }
        contents.documents.push(entry);
    }
    let listed = files::to_json(&contents).into_bytes();
    let [records_name, texts_name] = PACKED;
    let all =
        [(records_name, records), (texts_name, texts), (CONTENTS, listed), (SKETCHES, sketches)];
    (contents, all)
}

/// A line for each file, as `sha256sum -c` reads it.
pub(super) fn sums_of<'a>(all: impl Iterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut sums = String::new();
    for (name, bytes) in all {
        writeln!(sums, "{}  {name}", sha256(bytes)).expect("writing to a string");
    }
    sums
}

/// Writes segment `number`, durably and all at once.
pub(super) fn write(
    segments: &Path,
    number: u64,
    documents: Vec<Lines>,
) -> Result<Contents, Error> {
    let (contents, all) = files_of(documents);
    let beside = segments.join(format!(".{number:06}.tmp"));
    if beside.exists() {
        std::fs::remove_dir_all(&beside).map_err(files::failed("remove", &beside))?;
    }
    std::fs::create_dir_all(&beside).map_err(files::failed("make", &beside))?;
    for (name, bytes) in &all {
        files::write(&beside.join(name), bytes)?;
    }
    let sums = sums_of(all.iter().map(|(name, bytes)| (*name, bytes.as_slice())));
    files::write(&beside.join(SUMS), sums.as_bytes())?;
    files::sync_folder(&beside)?;
    let place = folder(segments, number);
    std::fs::rename(&beside, &place).map_err(files::failed("write", &place))?;
    files::sync_folder(segments)?;
    Ok(contents)
}

fn append(all: &mut Vec<u8>, bytes: &[u8]) -> (u64, u64) {
    let at = all.len() as u64;
    all.extend_from_slice(bytes);
    (at, bytes.len() as u64)
}

fn entry(record: &Record) -> Entry {
    let mut notes = BTreeMap::new();
    for note in &record.notes {
        *notes.entry(note.code.clone()).or_insert(0) += 1;
    }
    Entry {
        id: record.id.clone(),
        name: record.source.name.clone(),
        record: (0, 0),
        text: (0, 0),
        kind: record.kind,
        agenda: record.agenda.len(),
        clauses: record.decisions.iter().map(|decision| decision.clauses.len()).sum(),
        tables: record.tables.len(),
        notes,
        awaits_ocr: record.source.scans.iter().any(|page| page.awaits_ocr),
    }
}

/// The numbers of the segments that stand in `segments`, in order.
pub(super) fn numbers(segments: &Path) -> Result<Vec<u64>, Error> {
    let mut numbers = Vec::new();
    for entry in std::fs::read_dir(segments).map_err(files::failed("read", segments))? {
        let entry = entry.map_err(files::failed("read", segments))?;
        numbers.extend(entry.file_name().to_str().and_then(|name| name.parse::<u64>().ok()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

pub(super) fn contents(segments: &Path, number: u64) -> Result<Contents, Error> {
    files::read_json(&folder(segments, number).join(CONTENTS))
}

/// One line of what a segment stores.
pub(super) fn line(
    segments: &Path,
    number: u64,
    stored: Stored,
    (start, length): (u64, u64),
) -> Result<String, Error> {
    let folder = folder(segments, number);
    let path = folder.join(checked_files(&folder)[stored as usize]);
    let mut bytes = Vec::new();
    File::open(&path)
        .and_then(|mut file| {
            file.seek(SeekFrom::Start(start))?;
            file.take(length).read_to_end(&mut bytes)
        })
        .map_err(files::failed("read", &path))?;
    if bytes.len() as u64 != length {
        return Err(Error::Damaged { path, reason: "it ends too early".to_owned() });
    }
    lines_of(&path, bytes)
}

/// The bytes of a file of records or texts, or of a part of it, as lines.
fn lines_of(path: &Path, bytes: Vec<u8>) -> Result<String, Error> {
    let damaged =
        |reason: &str| Error::Damaged { path: path.to_owned(), reason: reason.to_owned() };
    if path.extension().is_some_and(|suffix| suffix == "gz") {
        let mut lines = unpacked(&bytes).map_err(|_| damaged("it cannot be unpacked"))?;
        lines.truncate(lines.trim_end_matches('\n').len());
        return Ok(lines);
    }
    String::from_utf8(bytes).map_err(|_| damaged("it is not UTF-8"))
}

pub(super) fn parsed<T: DeserializeOwned>(
    segments: &Path,
    number: u64,
    stored: Stored,
    at: (u64, u64),
) -> Result<T, Error> {
    let line = line(segments, number, stored, at)?;
    files::from_json(&folder(segments, number), line.as_bytes())
}

/// The sketches of the documents of a segment, where they are there.
pub(super) fn sketches(segments: &Path, number: u64) -> Result<Vec<(String, Sketch)>, Error> {
    sketches_in(&folder(segments, number))
}

fn sketches_in(folder: &Path) -> Result<Vec<(String, Sketch)>, Error> {
    let path = folder.join(SKETCHES);
    let text = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(files::failed("read", &path))?,
    };
    let sketch = |line: &str| {
        let (id, hex) = line.split_once(' ')?;
        Some((id.to_owned(), Sketch::from_hex(hex)?))
    };
    let damaged = || Error::Damaged { path: path.clone(), reason: "not as expected".to_owned() };
    text.lines().map(|line| sketch(line).ok_or_else(damaged)).collect()
}

/// The documents in `folder`, as [`files_of`] laid them out, each as it was packed.
pub(super) fn lines_in(folder: &Path) -> Result<Vec<Lines>, Error> {
    let contents: Contents = files::read_json(&folder.join(CONTENTS))?;
    let mut sketches: BTreeMap<String, Sketch> = sketches_in(folder)?.into_iter().collect();
    let [records, texts] = PACKED.map(|name| folder.join(name));
    let bytes = |path: &Path| std::fs::read(path).map_err(files::failed("read", path));
    let (all_records, all_texts) = (bytes(&records)?, bytes(&texts)?);
    let cut = |path: &Path, all: &[u8], (start, length): (u64, u64)| {
        let part = all.get(start as usize..).and_then(|rest| rest.get(..length as usize));
        let ends_early =
            || Error::Damaged { path: path.to_owned(), reason: "it ends too early".to_owned() };
        part.map(<[u8]>::to_vec).ok_or_else(ends_early)
    };
    let lines = |entry: Entry| {
        let record = cut(&records, &all_records, entry.record)?;
        let text = cut(&texts, &all_texts, entry.text)?;
        let sketch = sketches.remove(&entry.id);
        Ok(Lines { entry, record, text, sketch })
    };
    contents.documents.into_iter().map(lines).collect()
}

/// True when the records and the texts of a segment are as they were written.
pub(super) fn is_readable(segments: &Path, number: u64) -> bool {
    let [records, texts, ..] = checked_files(&folder(segments, number));
    let needed = [records, texts, SUMS];
    damage(segments, number).iter().all(|damage| !needed.contains(&damage.file))
}

/// The documents of a segment, found without its lists.
pub(super) fn documents(segments: &Path, number: u64) -> Result<Vec<(Record, StoredText)>, Error> {
    let folder = folder(segments, number);
    let lines = |file: &str| {
        let path = folder.join(file);
        let bytes = std::fs::read(&path).map_err(files::failed("read", &path))?;
        let lines = lines_of(&path, bytes)?;
        Ok::<_, Error>((path, lines))
    };
    let [records, texts, ..] = checked_files(&folder);
    let ((records_path, records), (texts_path, texts)) = (lines(records)?, lines(texts)?);
    let both = records.lines().zip(texts.lines());
    both.map(|(record, text)| {
        let record = files::from_json(&records_path, record.as_bytes())?;
        Ok((record, files::from_json(&texts_path, text.as_bytes())?))
    })
    .collect()
}

/// What is wrong with a file of a segment.
#[derive(Debug)]
pub(super) struct Damage {
    /// The file's name in the segment.
    pub(super) file: &'static str,
    /// One sentence.
    pub(super) problem: String,
}

/// What is wrong with the files of a segment, by their checksums.
pub(super) fn damage(segments: &Path, number: u64) -> Vec<Damage> {
    let folder = folder(segments, number);
    let found = |file, problem: &dyn std::fmt::Display| Damage {
        file,
        problem: format!("segments/{number:06}/{file}: {problem}"),
    };
    let Ok(sums) = std::fs::read_to_string(folder.join(SUMS)) else {
        return vec![found(SUMS, &"cannot be read")];
    };
    let mut damage = Vec::new();
    for file in checked_files(&folder) {
        let expected = sums.lines().find_map(|line| line.strip_suffix(file)?.strip_suffix("  "));
        match (std::fs::read(folder.join(file)), expected) {
            (Err(_), None) if file == SKETCHES => {}
            (Err(error), _) => damage.push(found(file, &error)),
            (_, None) => damage.push(found(file, &"has no checksum")),
            (Ok(bytes), Some(sum)) if sha256(&bytes) != sum => {
                damage.push(found(file, &"the checksum does not hold"));
            }
            (Ok(_), Some(_)) => {}
        }
    }
    damage
}
