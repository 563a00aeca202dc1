//! `attsats saved`: queries to be asked again, and what is new since.

use std::io::Write;

use super::args::{Saved, SavedWhat};
use super::term::{clean_name, tell};
use super::{End, search};
use crate::archive::{Archive, Queries};
use crate::index::{Hit, Request};
use crate::survey;

pub(super) fn run(args: &Saved, out: &mut dyn Write) -> anyhow::Result<End> {
    let Some(path) = &args.archive else { anyhow::bail!("--archive names the archive's folder") };
    let archive = Archive::open(path)?;
    let mut queries = Queries::open(&archive)?;
    match &args.what {
        SavedWhat::Add { name, query } => {
            // A query that is not understood is not saved.
            let request = Request { query: query.clone(), ..Request::default() };
            let total = Archive::index(path)?.answer(&request)?.total();
            queries.see(&archive, name, query);
            queries.write(&archive)?;
            tell(&format!("saved; {total} hits are there now"));
        }
        SavedWhat::List => {
            for (name, saved) in queries.iter() {
                let n_new = new_hits(&archive, path, saved)?.len();
                writeln!(out, "{}\t{n_new} new\t{}", clean_name(name), clean_name(&saved.query))?;
            }
        }
        SavedWhat::New { name, keep, json, mask } => {
            let saved = queries.get(name).cloned();
            let saved = saved.ok_or_else(|| anyhow::anyhow!("no query is saved as {name}"))?;
            let hits = new_hits(&archive, path, &saved)?;
            let mut masker = mask.then(|| survey::Hits::of(&archive));
            let total = hits.len();
            for (nth, mut hit) in hits.into_iter().enumerate() {
                if let Some(masker) = &mut masker {
                    masker.hide(&mut hit)?;
                }
                if *json {
                    writeln!(out, "{}", serde_json::to_string(&hit)?)?;
                } else {
                    search::show(nth + 1, &hit, false, out)?;
                }
            }
            out.flush()?;
            tell(&format!("{total} new hits"));
            if !keep {
                queries.see(&archive, name, &saved.query);
                queries.write(&archive)?;
            }
            return Ok(End::lacking_if(total == 0));
        }
        SavedWhat::Remove { name } => {
            anyhow::ensure!(queries.remove(name), "no query is saved as {name}");
            queries.write(&archive)?;
        }
    }
    Ok(End::Done)
}

/// The hits in documents that came since.
fn new_hits(
    archive: &Archive,
    path: &std::path::Path,
    saved: &crate::archive::Saved,
) -> anyhow::Result<Vec<Hit>> {
    let index = Archive::index(path)?;
    let query = saved.query.clone();
    let mut answer = index.answer(&Request { query, limit: usize::MAX, ..Request::default() })?;
    let mut hits = Vec::new();
    for at in 0..answer.total() {
        // The document is known before the hit is made.
        if saved.is_new(archive, &answer.document(at)?) {
            hits.push(answer.hit(at)?);
        }
    }
    Ok(hits)
}
