//! Whole archives in the forms of others: Popolo, one object; TEI, a file for each protokoll.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::export;
use crate::mask::Masker;
use crate::record::v1::Kind;
use crate::survey::{self, Selection};

/// The archive as one object of Popolo.
pub(super) fn popolo(source: &Selection<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    let ids: Vec<String> = source.holdings().map(|held| held.entry.id.clone()).collect();
    let mut read = |id: &str| {
        let holding = source.archive.find(id)?;
        Ok(source.record(holding)?)
    };
    export::popolo(&ids, &mut read, out)
}

/// A folder with one file for each protokoll, whole or not at all; how many there are.
pub(super) fn tei(source: &Selection<'_>, place: &Path) -> anyhow::Result<usize> {
    anyhow::ensure!(place.symlink_metadata().is_err(), "{} is there already", place.display());
    let mut beside = place.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let cleared = if beside.is_dir() { std::fs::remove_dir_all(&beside) } else { Ok(()) };
    let written = cleared.map_err(anyhow::Error::from).and_then(|()| minutes(source, &beside));
    let placed = written.and_then(|n_files| {
        std::fs::rename(&beside, place)?;
        Ok(n_files)
    });
    placed
        .inspect_err(|_| {
            // What is there is of no use to anyone.
            let _ = std::fs::remove_dir_all(&beside);
        })
        .with_context(|| format!("cannot write {}", place.display()))
}

fn minutes(source: &Selection<'_>, folder: &Path) -> anyhow::Result<usize> {
    std::fs::create_dir_all(folder)?;
    let mut n_files = 0;
    for holding in source.holdings() {
        let record = source.archive.record(holding)?;
        if record.kind != Kind::Protokoll {
            continue;
        }
        let text = source.archive.text(holding)?;
        let masker = survey::masker(source.archive, holding, source.mask)?;
        let masker = masker.unwrap_or_else(Masker::open);
        let hidden = masker.hidden(&text.content);
        let tei = export::tei(&masker.record(&record), &text, &hidden);
        std::fs::write(folder.join(format!("{}.xml", record.id)), tei)?;
        n_files += 1;
    }
    Ok(n_files)
}
