//! Shards → an archive.

use super::segment::Entry;
use super::{Error, Line, Shard, TOOL, Writer, prepare};
use crate::index;
use crate::record::v1::READER_VERSION;

/// What became of a shard's documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Merged {
    /// Documents that the archive did not have.
    pub new: usize,
    /// Documents that were there.
    pub there: usize,
    /// Documents that had to be indexed again: most are taken over as the shard indexed them.
    pub indexed: usize,
}

impl Writer {
    /// Puts in what a shard holds, and what became of its sources, as told at `time`.
    ///
    /// # Errors
    ///
    /// [`Error::Shard`] or [`Error::Damaged`] when the shard is not as it was opened, and nothing of it was put in; else
    /// when the archive cannot be written.
    pub fn merge(&mut self, shard: &Shard, time: &str) -> Result<Merged, Error> {
        let loaded = shard.load()?;
        let n_documents = loaded.documents.len();
        let is_new = |entry: &Entry| self.name_of(&entry.id).is_none();
        let (new, there): (Vec<_>, Vec<_>) =
            loaded.documents.into_iter().partition(|lines| is_new(&lines.entry));
        let mut merged = Merged { new: new.len(), there: there.len(), indexed: 0 };

        // Of what is there already the pieces hold a second copy, which costs more to take out than to leave.
        let takes_over = !loaded.pieces.is_empty() && there.len() * 2 <= n_documents;
        if takes_over {
            for piece in &loaded.pieces {
                self.index.take_over(piece)?;
            }
        }
        for lines in new {
            if !takes_over || loaded.renamed.contains(&lines.entry.id) {
                let (record, text) = lines.document(&self.archive.segments())?;
                self.index.put(index::prepare(&record, &text))?;
                merged.indexed += 1;
            }
            self.put_lines(lines);
        }
        for lines in there {
            let Entry { id, name, .. } = lines.entry.clone();
            let known = self.name_of(&id).cloned().unwrap_or_default();
            if self.is_better(&lines.entry) {
                let (mut record, text) = lines.document(&self.archive.segments())?;
                record.source.name = known.min(name);
                self.put_named(prepare(&record, &text))?;
            } else if name < known {
                self.put_again(&id, &name)?;
            } else if takes_over {
                let (record, text) = self.document(&id)?;
                self.index.put(index::prepare(&record, &text))?;
            } else {
                continue;
            }
            merged.indexed += 1;
        }
        for line in &shard.manifest().sources {
            let (tool, time) = (Some(TOOL.to_owned()), Some(time.to_owned()));
            self.note(Line { tool, time, ..line.clone() });
        }
        Ok(merged)
    }

    /// True when the archive's reading is older, or lacks pictures that this one has.
    fn is_better(&self, entry: &Entry) -> bool {
        self.archive.get(&entry.id).is_some_and(|held| {
            held.reader < READER_VERSION || (held.entry.awaits_ocr && !entry.awaits_ocr)
        })
    }
}
