//! `attsats show --page --picture`: a page as a picture.

use std::path::Path;

use anyhow::Context;

use crate::archive::{Archive, Holding};
use crate::pipeline::{Apart, PictureLimits, Pictures, drawing_limits};

/// Writes the picture of a page into `file`.
pub(super) fn write(
    archive: &Archive,
    holding: &Holding,
    page: u32,
    dpi: u16,
    file: &Path,
) -> anyhow::Result<()> {
    let record = archive.record(holding)?;
    if record.source.media_type != "application/pdf" {
        anyhow::bail!("a text file has no pages to draw");
    }
    let source = archive.ledger()?.source(&record.id);
    let bytes = source.map_err(|reason| anyhow::anyhow!("the document's file: {reason}"))?;
    let limits = PictureLimits { workers: 1, ..PictureLimits::default() };
    let pictures = Pictures::start(apart()?, limits)?;
    let picture = pictures.draw(bytes, page, dpi)?;
    std::fs::write(file, &picture.png).with_context(|| format!("cannot write {}", file.display()))
}

/// This program, as one that draws pages.
pub(super) fn apart() -> anyhow::Result<Apart> {
    let limits = drawing_limits();
    let number = |option: &str, number: u64| [option.to_owned(), number.to_string()];
    let mut arguments = vec!["worker".to_owned(), "--ocr".to_owned(), "off".to_owned()];
    arguments.extend(number("--memory", limits.memory_bytes >> 20));
    arguments.extend(number("--cpu", limits.cpu_seconds));
    let program = std::env::current_exe().context("cannot tell where this program stands")?;
    Ok(Apart { program, arguments, limits })
}
