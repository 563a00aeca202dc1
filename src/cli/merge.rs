//! `attsats merge`: shards → an archive.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::Merge;
use super::{End, clock, term};
use crate::archive::{Error, Shard, Share, Writer};

/// Documents between two commits.
const BATCH: usize = 512;

/// Bytes of records and texts between two commits.
const BATCH_BYTES: usize = 48 << 20;

pub(super) fn run(args: &Merge) -> anyhow::Result<End> {
    let begun = Instant::now();
    let mut shards = Vec::new();
    for folder in &args.shards {
        let found = Shard::below(folder)?;
        anyhow::ensure!(!found.is_empty(), "no shards in {}", folder.display());
        shards.extend(found);
    }
    shards.sort();
    shards.dedup();

    let mut writer = Writer::open(&args.archive)?;
    let (mut told, mut seen) = (Told::default(), Seen::default());
    for path in &shards {
        match put(&mut writer, path, &mut told) {
            Ok(share) => seen.there(path, share.as_deref()),
            Err(error @ (Error::Shard { .. } | Error::Damaged { .. })) => {
                seen.there(path, None);
                told.refused += 1;
                term::complain(&term::clean_name(&error.to_string()));
            }
            Err(error) => return Err(error.into()),
        }
        let (n_documents, n_bytes) = writer.waiting();
        if n_documents >= BATCH || n_bytes >= BATCH_BYTES {
            writer.commit()?;
        }
    }
    for missing in seen.missing() {
        told.refused += 1;
        term::complain(&format!("the shard {} is not there", missing.display()));
    }
    let n_held = writer.finish()?.holdings().len();
    if !args.quiet {
        let Told { merged, new, there, indexed, refused } = told;
        let seconds = begun.elapsed().as_secs_f64();
        term::tell(&format!(
            "merged {merged} shards in {seconds:.1} s: {new} documents, {there} that were there\n  \
             indexed again     {indexed}\n  refused shards    {refused}\n  archive           {n_held} documents"
        ));
    }
    Ok(End::lacking_if(told.refused > 0))
}

/// What was done.
#[derive(Debug, Default)]
struct Told {
    merged: usize,
    new: usize,
    there: usize,
    indexed: usize,
    /// Or missing.
    refused: usize,
}

fn put(writer: &mut Writer, path: &Path, told: &mut Told) -> Result<Option<String>, Error> {
    let shard = Shard::open(path)?;
    let merged = writer.merge(&shard, &clock::now())?;
    told.merged += 1;
    told.new += merged.new;
    told.there += merged.there;
    told.indexed += merged.indexed;
    Ok(Some(shard.manifest().terms.shard.clone()))
}

/// Which shards of how many there are, in each folder.
#[derive(Debug, Default)]
struct Seen(BTreeMap<(PathBuf, u32), BTreeSet<u32>>);

impl Seen {
    /// A shard that says which it is; else its name does.
    fn there(&mut self, path: &Path, share: Option<&str>) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let named = share.map_or_else(|| Share::of_folder(&name), |share| share.parse().ok());
        if let Some((nth, of)) = named.map(Share::parts) {
            let folder = path.parent().unwrap_or(Path::new("")).to_owned();
            self.0.entry((folder, of)).or_default().insert(nth);
        }
    }

    fn missing(&self) -> impl Iterator<Item = PathBuf> {
        self.0.iter().flat_map(|((folder, of), there)| {
            let missing = (1..=*of).filter(|nth| !there.contains(nth));
            let share = move |nth| format!("{nth}/{of}").parse::<Share>().ok();
            missing.filter_map(share).map(|share| folder.join(share.folder()))
        })
    }
}
