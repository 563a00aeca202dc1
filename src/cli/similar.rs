//! `attsats similar`: clauses that are almost the same as one.

use std::io::Write;

use serde_json::json;

use super::End;
use super::args::Similar;
use super::term::{clean_name, tell};
use crate::archive::Archive;
use crate::study::place;
use crate::survey;

pub(super) fn run(args: &Similar, out: &mut dyn Write) -> anyhow::Result<End> {
    let (text, own) = match args.clause.split_once("#c-") {
        Some((id, start)) => {
            let archive = Archive::open(&args.archive)?;
            let holding = archive.find(id)?;
            let (record, text) = (archive.record(holding)?, archive.text(holding)?);
            let found = place::find(&record, &text, &format!("c-{start}"));
            let found =
                found.ok_or_else(|| anyhow::anyhow!("no clause stands at {}", args.clause))?;
            (found.text, Some((format!("{}#c-{start}", record.id), record.organization)))
        }
        None => (args.clause.clone(), None),
    };
    let mut alike = Archive::index(&args.archive)?.similar(&text)?;
    alike.retain(|(_, hit)| {
        own.as_ref().is_none_or(|(address, organization)| {
            hit.address != *address && !(args.others && hit.organization == *organization)
        })
    });
    let archive = args.mask.then(|| Archive::open(&args.archive)).transpose()?;
    let mut masker = archive.as_ref().map(survey::Hits::of);
    let total = alike.len();
    for (likeness, mut hit) in alike.into_iter().take(args.limit) {
        if let Some(masker) = &mut masker {
            masker.hide(&mut hit)?;
        }
        if args.json {
            writeln!(out, "{}", json!({ "likeness": likeness, "hit": hit }))?;
        } else {
            let text = hit.text.as_deref().unwrap_or_default();
            writeln!(
                out,
                "{likeness:.2}  {}\n      {}",
                clean_name(&hit.citation),
                clean_name(text)
            )?;
        }
    }
    out.flush()?;
    tell(&format!("{total} clauses that are alike"));
    Ok(End::lacking_if(total == 0))
}
