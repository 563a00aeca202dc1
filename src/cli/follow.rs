//! `attsats follow`: a matter by its registry number, through bodies and meetings.

use std::collections::BTreeSet;
use std::io::Write;

use super::End;
use super::args::Follow;
use super::term::{clean_name, tell};
use crate::archive::Archive;
use crate::index::{Hit, Request, Sort, UnitKind};
use crate::link::{DAYS, Linker};
use crate::survey;

pub(super) fn run(args: &Follow, out: &mut dyn Write) -> anyhow::Result<End> {
    let archive = Archive::open(&args.archive)?;
    let index = Archive::index(&args.archive)?;
    let number = args.dnr.replace(['"', '“', '”', '*'], " ");
    let query = format!("dnr:\"{number}\" OR \"{number}\"");
    let sort = Sort::Oldest;
    let mut answer =
        index.answer(&Request { query, sort, limit: usize::MAX, ..Request::default() })?;
    let hits: Result<Vec<Hit>, _> = (0..answer.total()).map(|at| answer.hit(at)).collect();
    let mut hits = hits?;
    let ids: BTreeSet<String> = hits.iter().map(|hit| hit.id.clone()).collect();
    // The number in a text says no more than the item or clause that it belongs to.
    let is_finer = |hit: &&Hit| hit.unit != UnitKind::Text;
    let told: BTreeSet<String> = hits.iter().filter(is_finer).map(|hit| hit.id.clone()).collect();
    hits.retain(|hit| is_finer(&hit) || !told.contains(&hit.id));
    let total = hits.len();
    let mut masker = args.mask.then(|| survey::Hits::of(&archive));
    let mut before: Option<(String, Option<String>)> = None;
    for mut hit in hits {
        if let Some(masker) = &mut masker {
            masker.hide(&mut hit)?;
        }
        if args.json {
            writeln!(out, "{}", serde_json::to_string(&hit)?)?;
            continue;
        }
        let place = (hit.id.clone(), hit.agenda_item.clone());
        if before.as_ref() != Some(&place) {
            writeln!(out, "{}", clean_name(&head(&hit)))?;
            before = Some(place);
        }
        writeln!(out, "    {}", clean_name(&line(&hit)))?;
    }
    if !args.json {
        fates(&archive, &ids, args, out)?;
    }
    out.flush()?;
    tell(&format!("{total} places in {} documents", ids.len()));
    Ok(End::lacking_if(total == 0))
}

/// "2014-05-01  Exempelbyn, Kommunstyrelsen  protokoll § 45 Ansökan"
fn head(hit: &Hit) -> String {
    let names = [&hit.organization, &hit.body].into_iter().flatten().cloned();
    let kind = serde_json::to_value(hit.kind).ok();
    let kind = kind.and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
    let item = hit.agenda_item.as_ref().map(|number| format!(" § {number}")).unwrap_or_default();
    let heading = hit.heading.as_ref().map(|heading| format!(" {heading}")).unwrap_or_default();
    let date = hit.date.as_deref().unwrap_or("(no date) ");
    format!("{date}  {}  {kind}{item}{heading}", names.collect::<Vec<_>>().join(", "))
}

fn line(hit: &Hit) -> String {
    let status = hit.status.and_then(|status| serde_json::to_value(status).ok());
    let status = status.as_ref().and_then(|status| status.as_str());
    let word = status.unwrap_or(hit.unit.as_str());
    let says = match (&hit.text, hit.unit) {
        (Some(text), UnitKind::Clause | UnitKind::Agenda) => text.clone(),
        _ => format!("{}{}{}", hit.kwic.left, hit.kwic.matched, hit.kwic.right),
    };
    format!("{word:<9} {says} (page {})", hit.span.page)
}

/// What became of what was proposed in these documents.
fn fates(
    archive: &Archive,
    ids: &BTreeSet<String>,
    args: &Follow,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let mut linker = Linker::default();
    for holding in ids.iter().filter_map(|id| archive.get(id)) {
        linker.add(&survey::record(archive, holding, args.mask)?);
    }
    let own =
        |dnr: &Option<String>| dnr.as_ref().is_some_and(|dnr| dnr.contains(args.dnr.as_str()));
    let mut is_first = true;
    linker.try_each(DAYS, |link| {
        if !own(&link.proposal.dnr) || link.steps.is_empty() {
            return anyhow::Ok(());
        }
        if std::mem::take(&mut is_first) {
            writeln!(out, "\nFrom proposal to decision")?;
        }
        super::link::show(&link, out)?;
        Ok(())
    })
}
