//! An archive → a BagIt package (RFC 8493): sources, texts, records, Dublin Core, and what was done to each.
//!
//! ```text
//! bagit.txt, bag-info.txt, manifest-sha256.txt, tagmanifest-sha256.txt
//! data/sources/ID.pdf       the sources, to the byte
//! data/texts/ID.txt         the extracted texts, into which the records' spans point
//! data/records/ID.json      the records
//! data/dublin-core/ID.xml   a description of each document
//! data/files.jsonl          every file that was looked at, with its original name and what became of it
//! data/events.jsonl         what was done to each document, after PREMIS
//! ```
//!
//! Names in the package are made of the documents' ids, so that no system needs to encode them.

mod dublin;
mod events;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::archive::{self, Archive, Holding, Line};
use crate::ingest::{self, Opener};
use crate::record::v1::Record;

use events::{Event, Outcome};

/// Why a package could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The archive.
    #[error(transparent)]
    Archive(#[from] archive::Error),
    /// Something stands there.
    #[error("{path} is there already", path = path.display())]
    Exists {
        /// The folder.
        path: PathBuf,
    },
    /// The system refused.
    #[error("cannot write {path}: {reason}", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
}

/// Who makes a package, and when.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    /// The program, with its version.
    pub tool: &'a str,
    /// UTC (RFC 3339).
    pub time: &'a str,
}

/// What a package came to hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// Documents.
    pub documents: usize,
    /// Documents whose source is not in the package, with why.
    pub without_source: Vec<(String, String)>,
}

/// Writes a package of `archive` to the folder `place`, whole or not at all.
///
/// # Errors
///
/// When something stands there, the archive is damaged, or the disk refuses.
pub fn write(archive: &Archive, place: &Path, made: Made<'_>) -> Result<Told, Error> {
    if place.symlink_metadata().is_ok() {
        return Err(Error::Exists { path: place.to_owned() });
    }
    let mut beside = place.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    if beside.is_dir() {
        std::fs::remove_dir_all(&beside).map_err(failed(&beside))?;
    }
    let written = Bag::new(&beside).and_then(|bag| bag.fill(archive, made));
    let told = written.inspect_err(|_| {
        // What is there is of no use to anyone.
        let _ = std::fs::remove_dir_all(&beside);
    })?;
    std::fs::rename(&beside, place).map_err(failed(place))?;
    Ok(told)
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    move |reason| Error::Io { path, reason }
}

/// A package in the making.
struct Bag<'a> {
    root: &'a Path,
    /// SHA-256 of each file of the payload, by its name in the package.
    sums: BTreeMap<String, String>,
    n_bytes: u64,
}

impl<'a> Bag<'a> {
    fn new(root: &'a Path) -> Result<Self, Error> {
        for folder in ["data/sources", "data/texts", "data/records", "data/dublin-core"] {
            let folder = root.join(folder);
            std::fs::create_dir_all(&folder).map_err(failed(&folder))?;
        }
        Ok(Self { root, sums: BTreeMap::new(), n_bytes: 0 })
    }

    /// Adds a file to the payload.
    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.n_bytes += bytes.len() as u64;
        self.sums.insert(name.to_owned(), ingest::sha256(bytes));
        write_file(&self.root.join(name), bytes)
    }

    fn fill(mut self, archive: &Archive, made: Made<'_>) -> Result<Told, Error> {
        let ledger = archive.ledger()?;
        let mut places: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
        for line in ledger.lines().filter(|line| line.status.is_read()) {
            places.entry(line.sha256.as_deref().unwrap_or_default()).or_default().push(line);
        }
        let mut told = Told::default();
        let mut events = Lines::new(self.root, "data/events.jsonl")?;
        let mut opener = Opener::default();
        for holding in archive.holdings() {
            let lines = places.get(holding.entry.id.as_str()).map_or(&[][..], Vec::as_slice);
            self.document(archive, holding, lines, &mut opener, made, &mut events, &mut told)?;
        }
        self.close(events)?;
        let mut files = Lines::new(self.root, "data/files.jsonl")?;
        for line in ledger.lines() {
            files.put(line)?;
        }
        self.close(files)?;
        self.tags(made)?;
        Ok(told)
    }

    #[expect(clippy::too_many_arguments, reason = "what a document is, and where it goes")]
    fn document(
        &mut self,
        archive: &Archive,
        holding: &Holding,
        lines: &[&Line],
        opener: &mut Opener,
        made: Made<'_>,
        events: &mut Lines,
        told: &mut Told,
    ) -> Result<(), Error> {
        let id = &holding.entry.id;
        let record = archive.record(holding)?;
        self.put(&format!("data/records/{id}.json"), archive.record_line(holding)?.as_bytes())?;
        self.put(&format!("data/texts/{id}.txt"), archive.text(holding)?.content.as_bytes())?;
        self.put(&format!("data/dublin-core/{id}.xml"), dublin::core(&record).as_bytes())?;
        for event in events::of_document(&record, holding.reader, lines) {
            events.put(&event)?;
        }
        let checked = archive::source(id, lines.iter().copied(), opener);
        let outcome = match &checked {
            Ok(_) => Outcome::Success,
            Err(_) => Outcome::Failure,
        };
        let detail = checked.as_ref().err().cloned();
        let kind = "fixity check";
        let (agent, time) = (made.tool.to_owned(), Some(made.time.to_owned()));
        events.put(&Event { kind, object: id, time, agent, outcome, detail })?;
        match checked {
            Ok(bytes) => self.put(&format!("data/sources/{id}.{}", suffix(&record)), &bytes)?,
            Err(reason) => told.without_source.push((id.clone(), reason)),
        }
        told.documents += 1;
        Ok(())
    }

    fn close(&mut self, lines: Lines) -> Result<(), Error> {
        let name = lines.name;
        let path = self.root.join(name);
        lines.end()?;
        let bytes = std::fs::read(&path).map_err(failed(&path))?;
        self.n_bytes += bytes.len() as u64;
        self.sums.insert(name.to_owned(), ingest::sha256(&bytes));
        Ok(())
    }

    /// The files beside the payload.
    fn tags(&self, made: Made<'_>) -> Result<(), Error> {
        let manifest = |sums: &BTreeMap<String, String>| {
            sums.iter().fold(String::new(), |mut text, (name, sum)| {
                let _ = writeln!(text, "{sum}  {name}");
                text
            })
        };
        let date = made.time.get(..10).unwrap_or_default();
        let info = format!(
            "Bag-Software-Agent: {}\nBagging-Date: {date}\nPayload-Oxum: {}.{}\n",
            made.tool,
            self.n_bytes,
            self.sums.len()
        );
        let tags = [
            ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
            ("bag-info.txt", info),
            ("manifest-sha256.txt", manifest(&self.sums)),
        ];
        let mut sums = BTreeMap::new();
        for (name, text) in &tags {
            sums.insert((*name).to_owned(), ingest::sha256(text.as_bytes()));
            write_file(&self.root.join(name), text.as_bytes())?;
        }
        write_file(&self.root.join("tagmanifest-sha256.txt"), manifest(&sums).as_bytes())
    }
}

fn suffix(record: &Record) -> &'static str {
    if record.source.media_type == "application/pdf" { "pdf" } else { "txt" }
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let written = File::create(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(failed(path))
}

/// A file of JSON Lines in the making.
struct Lines {
    name: &'static str,
    path: PathBuf,
    file: BufWriter<File>,
}

impl Lines {
    fn new(root: &Path, name: &'static str) -> Result<Self, Error> {
        let path = root.join(name);
        let file = BufWriter::new(File::create(&path).map_err(failed(&path))?);
        Ok(Self { name, path, file })
    }

    fn put(&mut self, value: &impl serde::Serialize) -> Result<(), Error> {
        let written = serde_json::to_writer(&mut self.file, value).map_err(std::io::Error::from);
        written.and_then(|()| writeln!(self.file)).map_err(failed(&self.path))
    }

    fn end(self) -> Result<(), Error> {
        let file = self.file.into_inner().map_err(std::io::IntoInnerError::into_error);
        file.and_then(|file| file.sync_all()).map_err(failed(&self.path))
    }
}
