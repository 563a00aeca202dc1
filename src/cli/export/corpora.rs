//! Whole archives in the forms of others: Popolo, one object; TEI, a file for each protokoll.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::Source;
use crate::cli::mask;
use crate::export;
use crate::mask::Masker;
use crate::record::v1::Kind;

impl Source<'_> {
    /// The archive as one object of Popolo.
    pub(super) fn popolo(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let ids: Vec<String> = self.holdings().map(|held| held.entry.id.clone()).collect();
        let mut read = |id: &str| {
            let holding = self.archive.find(id)?;
            mask::record(self.archive, holding, self.mask)
        };
        export::popolo(&ids, &mut read, out)
    }

    /// A folder with one file for each protokoll, whole or not at all; how many there are.
    pub(super) fn tei(&self, place: &Path) -> anyhow::Result<usize> {
        anyhow::ensure!(place.symlink_metadata().is_err(), "{} is there already", place.display());
        let mut beside = place.as_os_str().to_owned();
        beside.push(".part");
        let beside = PathBuf::from(beside);
        let cleared = if beside.is_dir() { std::fs::remove_dir_all(&beside) } else { Ok(()) };
        let written = cleared.map_err(anyhow::Error::from).and_then(|()| self.minutes(&beside));
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

    fn minutes(&self, folder: &Path) -> anyhow::Result<usize> {
        std::fs::create_dir_all(folder)?;
        let mut n_files = 0;
        for holding in self.holdings() {
            let record = self.archive.record(holding)?;
            if record.kind != Kind::Protokoll {
                continue;
            }
            let text = self.archive.text(holding)?;
            let masker = mask::masker(self.archive, holding, self.mask)?;
            let masker = masker.unwrap_or_else(Masker::open);
            let hidden = masker.hidden(&text.content);
            let tei = export::tei(&masker.record(&record), &text, &hidden);
            std::fs::write(folder.join(format!("{}.xml", record.id)), tei)?;
            n_files += 1;
        }
        Ok(n_files)
    }
}
