//! What one unit of work of many leaves: some of the sources of a list, read, to be merged into an archive.
//!
//! ```text
//! 00003-of-00080/
//!   manifest.json           what was asked for, by what it was read, and what became of every source
//!   records.jsonl.gz        as in a segment of an archive, and so are
//!   texts.jsonl.gz, contents.json, sketches.txt
//!   index.1.idx …           what is indexed, for an index to take over
//!   documents.parquet …     tables
//!   SHA256SUMS              as `sha256sum -c` reads it
//! ```
//!
//! A shard holds no time and nothing of the order of threads: the same sources give the same bytes.
//! Like an archive it holds no source: the manifest says where each stands, and its SHA-256.
//! It is written beside its place and put there by one rename, so that any number of processes may write the same one.

mod draft;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::segment::{self, Lines, SUMS};
use super::{Error, Line, Share, Status, files};
use crate::index::{PIECE_FILES, Piece};
use crate::ingest::{self, Opened, Opener, sha256};
use crate::record::v1::READER_VERSION;

pub use draft::Draft;

/// The layout of the folder.
const FORMAT: &str = "attsats/shard/1.0";

/// What a shard says of itself.
const MANIFEST: &str = "manifest.json";

/// What a shard is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Which of how many: "3/80".
    pub shard: String,
    /// SHA-256 of its part of the list.
    pub list: String,
    /// What reading one document is held to.
    pub limits: Vec<String>,
    /// Whether pages that are pictures are read.
    pub pictures: bool,
}

/// What a shard says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    /// What wrote it.
    pub tool: String,
    /// The version of the reader.
    pub reader: u32,
    /// What was asked for.
    #[serde(flatten)]
    pub terms: Terms,
    /// How many of each.
    pub counts: Counts,
    index: Indexed,
    /// Every source, with its SHA-256 and what became of it.
    pub sources: Vec<Line>,
}

/// How many of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Documents; the same bytes are one.
    pub documents: usize,
    /// Sources that were read.
    pub ok: usize,
    /// Sources of which a part was read.
    pub partial: usize,
    /// Sources that were not read: the quarantine.
    pub failed: usize,
    /// Sources that are no papers.
    pub skipped: usize,
}

/// What is indexed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Indexed {
    layout: String,
    /// Number of units of each piece.
    units: Vec<u32>,
    /// Documents that were indexed under another name than they have.
    renamed: BTreeSet<String>,
}

impl Counts {
    fn of(documents: usize, sources: &[Line]) -> Self {
        let count = |status| sources.iter().filter(|line| line.status == status).count();
        Self {
            documents,
            ok: count(Status::Ok),
            partial: count(Status::Partial),
            failed: count(Status::Failed),
            skipped: count(Status::Skipped),
        }
    }
}

/// A shard that is whole.
#[derive(Debug)]
pub struct Shard {
    path: PathBuf,
    manifest: Manifest,
}

/// What a shard holds, ready to be put into an archive.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) documents: Vec<Lines>,
    /// Empty when the index cannot take them over.
    pub(super) pieces: Vec<Piece>,
    pub(super) renamed: BTreeSet<String>,
}

impl Shard {
    /// Opens the shard in `path`, and checks that it is as it was written.
    ///
    /// # Errors
    ///
    /// When it is not, or a newer version wrote it.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let refused = |reason: String| Error::Shard { path: path.to_owned(), reason };
        let Ok(bytes) = std::fs::read(path.join(MANIFEST)) else {
            return Err(refused("it has no manifest.json; it was never finished".to_owned()));
        };
        #[derive(Deserialize)]
        struct About {
            format: String,
        }
        let about: Result<About, _> = serde_json::from_slice(&bytes);
        let format = about.map_err(|_| refused("its manifest.json is damaged".to_owned()))?.format;
        if format != FORMAT {
            return Err(refused(format!(
                "its format is {format}, and this version reads {FORMAT}"
            )));
        }
        let manifest: Manifest = serde_json::from_slice(&bytes)
            .map_err(|_| refused("its manifest.json is damaged".to_owned()))?;
        check(path).map_err(refused)?;
        Ok(Self { path: path.to_owned(), manifest })
    }

    /// What it says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// True when it is what reading with `terms` would give: asked for the same, read by this version, and its sources are
    /// as they were, so far as they stand in files here.
    pub fn answers(&self, terms: &Terms) -> bool {
        let Manifest { reader, terms: own, index, sources, .. } = &self.manifest;
        let is_ours = *reader == READER_VERSION && index.layout == crate::index::piece_layout();
        let mut opener = Opener::default();
        is_ours && own == terms && sources.iter().all(|line| is_as_it_was(line, &mut opener))
    }

    pub(super) fn load(&self) -> Result<Loaded, Error> {
        let refused = |reason: String| Error::Shard { path: self.path.clone(), reason };
        let Manifest { reader, index, counts, .. } = &self.manifest;
        if *reader != READER_VERSION {
            let reason = "the reader's version was";
            return Err(refused(format!("{reason} {reader}, and is now {READER_VERSION}")));
        }
        let documents = segment::lines_in(&self.path)?;
        if documents.len() != counts.documents {
            return Err(refused("it does not hold the documents that it counts".to_owned()));
        }
        let mut pieces = Vec::new();
        if index.layout == crate::index::piece_layout() {
            for (nth, &units) in index.units.iter().enumerate() {
                let file = |end: &&str| {
                    let path = self.path.join(piece_name(nth, end));
                    std::fs::read(&path).map_err(files::failed("read", &path))
                };
                let files = PIECE_FILES.iter().map(file).collect::<Result<_, _>>()?;
                pieces.push(Piece { units, files });
            }
        }
        Ok(Loaded { documents, pieces, renamed: index.renamed.clone() })
    }

    /// The shards in `folder`, finished or not, in order; the folder itself when it is one.
    ///
    /// # Errors
    ///
    /// When it cannot be listed.
    pub fn below(folder: &Path) -> Result<Vec<PathBuf>, Error> {
        if folder.join(MANIFEST).exists() || is_named_as_one(folder) {
            return Ok(vec![folder.to_owned()]);
        }
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(files::failed("read", folder))? {
            let path = entry.map_err(files::failed("read", folder))?.path();
            if is_named_as_one(&path) {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }
}

/// "00003-of-00080".
fn is_named_as_one(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    Share::of_folder(name).is_some()
}

fn piece_name(nth: usize, end: &str) -> String {
    format!("index.{}.{end}", nth + 1)
}

/// Every file is as it was written, and none is missing.
fn check(path: &Path) -> Result<(), String> {
    let sums = std::fs::read_to_string(path.join(SUMS)).map_err(|_| format!("it has no {SUMS}"))?;
    let mut named = BTreeSet::new();
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").ok_or_else(|| format!("its {SUMS} is damaged"))?;
        // Names of files in the folder, and nothing else.
        let bytes = match Path::new(name).file_name() {
            Some(plain) if plain == name => std::fs::read(path.join(name)).ok(),
            _ => None,
        };
        match bytes {
            None => return Err(format!("its {name} is missing")),
            Some(bytes) if sha256(&bytes) != sum => {
                return Err(format!("its {name} is not as it was written"));
            }
            Some(_) => named.insert(name),
        };
    }
    if !named.contains(MANIFEST) {
        return Err(format!("its {SUMS} is damaged"));
    }
    Ok(())
}

/// False when the source stands in a file here, and it is another than it was.
fn is_as_it_was(line: &Line, opener: &mut Opener) -> bool {
    let place = line.place();
    let Some(sha256) = line.sha256.as_ref().filter(|_| !ingest::is_url(&place.path)) else {
        return true;
    };
    let opened = opener.open(&place);
    matches!(opened, Ok(Opened::File(bytes)) if ingest::sha256(&bytes) == *sha256)
}
