//! `attsats search`: a query → hits, or how many there are of what.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use serde_json::json;

use super::args::Search;
use super::{End, term};
use crate::archive::{Archive, Lacking};
use crate::index::{Count, Facet, Filters, Hit, Request, UnitKind};
use crate::survey;

/// How a terminal shows a match.
const MARK: (&str, &str) = ("\u{1b}[1;31m", "\u{1b}[0m");

#[cfg(feature = "store")]
mod remote;

pub(super) fn run(args: &Search, out: &mut dyn Write) -> anyhow::Result<End> {
    #[cfg(feature = "store")]
    if let Some(address) = &args.from.remote {
        return remote::run(address, args, out);
    }
    let folder = args.archive.as_deref().context("--archive names the archive's folder")?;
    let index = Archive::index(folder)?;
    let request = request(args);
    let mut answer = index.answer(&request)?;
    let total = answer.total();
    let end = End::lacking_if(total == 0);
    if only_counts(args, total, &mut |by| Ok(answer.counts(by)?), out)? {
        if !args.count {
            tell_lacking(folder);
        }
        return Ok(end);
    }
    let shown = total.min(request.limit);
    let archive = args.mask.then(|| Archive::open(folder)).transpose()?;
    let mut masker = archive.as_ref().map(survey::Hits::of);
    for at in 0..shown {
        let mut hit = answer.hit(at)?;
        if let Some(masker) = &mut masker {
            masker.hide(&mut hit)?;
        }
        print(at + 1, &hit, args, out)?;
    }
    out.flush()?;
    term::tell(&told(total, shown));
    tell_lacking(folder);
    Ok(end)
}

fn print(number: usize, hit: &Hit, args: &Search, out: &mut dyn Write) -> anyhow::Result<()> {
    if args.json {
        serde_json::to_writer(&mut *out, hit)?;
        writeln!(out)?;
    } else {
        show(number, hit, args.cite, out)?;
    }
    Ok(())
}

/// What is asked for.
fn request(args: &Search) -> Request {
    let counts_only = args.count || !args.by.is_empty();
    Request {
        query: args.query.clone(),
        filters: Filters {
            kind: args.kind.clone(),
            organization: args.organization.clone(),
            body: args.body.clone(),
            status: args.status.clone(),
            year: args.year.clone(),
            unit: args.unit.clone(),
            action: args.action.clone(),
            outcome: args.outcome.clone(),
            quality: args.quality.clone(),
            whole_names: false,
        },
        limit: match (counts_only, args.all) {
            (true, _) => 0,
            (_, true) => usize::MAX,
            _ => args.limit as usize,
        },
        sort: args.sort.clone(),
        context: args.context,
    }
}

/// Tells how many hits there are, when that is all that is asked for; false when it is not.
fn only_counts(
    args: &Search,
    total: usize,
    counted: &mut dyn FnMut(Facet) -> anyhow::Result<Vec<Count>>,
    out: &mut dyn Write,
) -> anyhow::Result<bool> {
    if args.count {
        writeln!(out, "{total}")?;
        return Ok(true);
    }
    if args.by.is_empty() {
        return Ok(false);
    }
    for by in &args.by {
        counts(counted(*by)?, *by, args.json, out)?;
    }
    out.flush()?;
    term::tell(&told(total, total));
    Ok(true)
}

/// Tells what the answer cannot hold.
fn tell_lacking(archive: &Path) {
    if let Some(lacking) = Lacking::of(archive).filter(|lacking| *lacking != Lacking::default()) {
        term::tell(&format!(
            "{} files of the archive could not be read, {} only in part (attsats report tells which)",
            lacking.failed, lacking.partial
        ));
    }
}

fn told(total: usize, shown: usize) -> String {
    match total {
        0 => "nothing found".to_owned(),
        1 => "1 hit".to_owned(),
        _ if shown < total => {
            format!("{total} hits, the first {shown} shown (--all shows every one)")
        }
        _ => format!("{total} hits"),
    }
}

/// A table of one facet: what, how many, of how many words, and for each million of them.
fn counts(counts: Vec<Count>, facet: Facet, json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    if json {
        for count in counts {
            let per_million = count.per_million();
            let line = json!({
                "by": facet, "value": count.value, "hits": count.hits, "words": count.words,
                "per_million": per_million,
            });
            writeln!(out, "{line}")?;
        }
        return Ok(());
    }
    let name = serde_json::to_value(facet)?;
    writeln!(
        out,
        "{:>10}  {:>12}  {:>12}  {}",
        "hits",
        "words",
        "per million",
        name.as_str().unwrap_or_default()
    )?;
    for count in counts {
        let words = count.words.map(|words| words.to_string()).unwrap_or_default();
        let rate = count.per_million().map(|rate| format!("{rate:.1}")).unwrap_or_default();
        let value = count.value.unwrap_or_else(|| "(unknown)".to_owned());
        writeln!(out, "{:>10}  {words:>12}  {rate:>12}  {}", count.hits, term::clean_name(&value))?;
    }
    Ok(())
}

/// One hit, with its place.
pub(super) fn show(
    number: usize,
    hit: &Hit,
    cite: bool,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let (mark, unmark) = if term::colours() { MARK } else { ("", "") };
    writeln!(out, "{number}. {}", term::clean_name(&header(hit)))?;
    let kwic =
        [&hit.kwic.left, &hit.kwic.matched, &hit.kwic.right].map(|part| term::clean_name(part));
    let [left, matched, right] = kwic;
    let (open, close) = if mark.is_empty() { ("[", "]") } else { (mark, unmark) };
    if matched.is_empty() {
        writeln!(out, "   {right}")?;
    } else {
        writeln!(out, "   {left}{open}{matched}{close}{right}")?;
    }
    let (id, place) = hit.address.split_once('#').unwrap_or((&hit.address, ""));
    let address = format!("{}#{place}", id.get(..12).unwrap_or(id));
    let source = if cite {
        hit.citation.clone()
    } else {
        format!("{}, page {}, line {}", hit.file, hit.span.page, hit.span.line)
    };
    writeln!(out, "   {}", term::clean_name(&format!("{source}   {address}")))
}

/// "Exempelförbundet · Direktionen · 2011-10-06 · § 10 Ansökan · proposal"
fn header(hit: &Hit) -> String {
    let item = match (&hit.agenda_item, &hit.heading) {
        (Some(number), Some(heading)) => Some(format!("§ {number} {heading}")),
        (Some(number), None) => Some(format!("§ {number}")),
        (None, heading) => heading.clone(),
    };
    let word = |value: serde_json::Result<serde_json::Value>| {
        value.ok().and_then(|value| value.as_str().map(str::to_owned))
    };
    let unit = (hit.unit != UnitKind::Clause).then(|| hit.unit.as_str().to_owned());
    let parts = [
        hit.organization.clone(),
        hit.body.clone(),
        hit.date.clone(),
        word(serde_json::to_value(hit.kind)),
        item,
        hit.status.and_then(|status| word(serde_json::to_value(status))),
        hit.outcome.and_then(|outcome| word(serde_json::to_value(outcome))),
        unit,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
