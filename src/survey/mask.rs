//! Records, texts and hits as they are shown: with personal data, or without.

use std::collections::BTreeMap;

use super::Error;
use crate::archive::{Archive, Holding};
use crate::index::Hit;
use crate::mask::Masker;
use crate::record::v1::Record;

/// What hides the personal data of a document, when they are to be hidden.
///
/// # Errors
///
/// When the document cannot be read.
pub fn masker(archive: &Archive, holding: &Holding, mask: bool) -> Result<Option<Masker>, Error> {
    if !mask {
        return Ok(None);
    }
    let text = archive.text(holding)?;
    Ok(Some(Masker::of(&archive.record(holding)?, Some(&text))))
}

/// The record of a document, as it is to be shown.
///
/// # Errors
///
/// When it cannot be read.
pub fn record(archive: &Archive, holding: &Holding, mask: bool) -> Result<Record, Error> {
    let record = archive.record(holding)?;
    let masker = masker(archive, holding, mask)?;
    Ok(masker.map_or_else(|| record.clone(), |masker| masker.record(&record)))
}

/// Hides the personal data in hits, one after the other.
#[derive(Debug)]
pub struct Hits<'a> {
    archive: &'a Archive,
    maskers: BTreeMap<String, Masker>,
}

impl<'a> Hits<'a> {
    /// Of hits in `archive`.
    pub fn of(archive: &'a Archive) -> Self {
        Self { archive, maskers: BTreeMap::new() }
    }

    /// Hides those of a hit.
    ///
    /// # Errors
    ///
    /// When its document cannot be read.
    pub fn hide(&mut self, hit: &mut Hit) -> Result<(), Error> {
        if !self.maskers.contains_key(&hit.id) {
            let holding = self.archive.find(&hit.id)?;
            let masker = masker(self.archive, holding, true)?.unwrap_or_default();
            self.maskers.insert(hit.id.clone(), masker);
        }
        if let Some(masker) = self.maskers.get(&hit.id) {
            self::hit(masker, hit);
        }
        Ok(())
    }
}

/// Hides what `masker` hides of a hit.
pub fn hit(masker: &Masker, hit: &mut Hit) {
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
