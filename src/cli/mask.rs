//! Records, texts and hits as they are shown: with personal data, or without.

use std::collections::BTreeMap;
use std::path::Path;

use crate::archive::{Archive, Holding};
use crate::index::Hit;
use crate::mask::Masker;
use crate::record::v1::Record;

/// What hides the personal data of a document, when they are to be hidden.
pub(super) fn masker(
    archive: &Archive,
    holding: &Holding,
    mask: bool,
) -> anyhow::Result<Option<Masker>> {
    if !mask {
        return Ok(None);
    }
    let text = archive.text(holding)?;
    Ok(Some(Masker::of(&archive.record(holding)?, Some(&text))))
}

/// The record of a document, as it is to be shown.
pub(super) fn record(archive: &Archive, holding: &Holding, mask: bool) -> anyhow::Result<Record> {
    let record = archive.record(holding)?;
    let masker = masker(archive, holding, mask)?;
    Ok(masker.map_or_else(|| record.clone(), |masker| masker.record(&record)))
}

/// Hides the personal data in hits, one after the other.
pub(super) struct Hits {
    archive: Archive,
    maskers: BTreeMap<String, Masker>,
}

impl Hits {
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        Ok(Self { archive: Archive::open(path)?, maskers: BTreeMap::new() })
    }

    pub(super) fn hide(&mut self, hit: &mut Hit) -> anyhow::Result<()> {
        if !self.maskers.contains_key(&hit.id) {
            let holding = self.archive.find(&hit.id)?;
            let masker = masker(&self.archive, holding, true)?.unwrap_or_default();
            self.maskers.insert(hit.id.clone(), masker);
        }
        if let Some(masker) = self.maskers.get(&hit.id) {
            self::hit(masker, hit);
        }
        Ok(())
    }
}

fn hit(masker: &Masker, hit: &mut Hit) {
    let names = [&mut hit.organization, &mut hit.body, &mut hit.title, &mut hit.heading];
    let texts = [&mut hit.dnr, &mut hit.formula, &mut hit.text];
    for text in names.into_iter().chain(texts).flatten() {
        *text = masker.text(text).into_owned();
    }
    hit.file = masker.text(&hit.file).into_owned();
    hit.citation = masker.text(&hit.citation).into_owned();
    let kwic = &mut hit.kwic;
    [kwic.left, kwic.matched, kwic.right] =
        masker.excerpt([&kwic.left, &kwic.matched, &kwic.right]);
}
