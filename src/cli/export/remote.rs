//! `attsats export --to`: an archive's index → a search engine.

use std::io::Write;

use crate::archive::Archive;
use crate::cli::args::Export;
use crate::cli::{End, term};
use crate::remote::{Engine, send};

pub(super) fn run(args: &Export, out: &mut dyn Write) -> anyhow::Result<End> {
    let to = &args.to;
    let Some(engine) = to.to.first() else { anyhow::bail!("--to names an engine") };
    let engine: Engine = engine.parse().map_err(anyhow::Error::msg)?;
    if to.print_config {
        let index = to.index.index(to.generation.unwrap_or(1));
        writeln!(out, "{}", serde_json::to_string_pretty(&engine.configuration(&index))?)?;
        return Ok(End::Done);
    }
    let Some(address) = to.to.get(1) else { anyhow::bail!("--to names an engine and its address") };
    let folder = args.folder()?;
    let (archive, index) = (Archive::open(folder)?, Archive::index(folder)?);
    let generation = (&to.index, to.generation);
    let sent = send(&archive, &index, (engine, address), generation, &mut |told| term::tell(told))?;
    writeln!(
        out,
        "{}: {} documents, {} units, {} entries; {} were sent again because they were missing, {} batches because \
         no answer came",
        sent.index, sent.documents, sent.units, sent.entries, sent.replayed, sent.again
    )?;
    out.flush()?;
    if !sent.others.is_empty() {
        term::tell(&format!(
            "standing there still, and no longer asked: {}",
            sent.others.join(", ")
        ));
    }
    Ok(End::Done)
}
