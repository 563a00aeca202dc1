//! `attsats search`: a query → hits, or how many there are of what.

use std::io::Write;
use std::path::Path;

use serde_json::json;

use super::args::Search;
use super::{End, term};
use crate::archive::{Archive, Lacking};
use crate::index::{Answer, Facet, Filters, Hit, Request, UnitKind};
use crate::survey;

/// How a terminal shows a match.
const MARK: (&str, &str) = ("\u{1b}[1;31m", "\u{1b}[0m");

pub(super) fn run(args: Search, out: &mut dyn Write) -> anyhow::Result<End> {
    let index = Archive::index(&args.archive)?;
    let counts_only = args.count || !args.by.is_empty();
    let request = Request {
        query: args.query,
        filters: Filters {
            kind: args.kind,
            organization: args.organization,
            body: args.body,
            status: args.status,
            year: args.year,
            unit: args.unit,
            action: args.action,
            outcome: args.outcome,
            quality: args.quality,
        },
        limit: match (counts_only, args.all) {
            (true, _) => 0,
            (_, true) => usize::MAX,
            _ => args.limit as usize,
        },
        sort: args.sort,
        context: args.context,
    };
    let mut answer = index.answer(&request)?;
    let total = answer.total();
    let end = End::lacking_if(total == 0);
    if args.count {
        writeln!(out, "{total}")?;
        return Ok(end);
    }
    if !args.by.is_empty() {
        for by in &args.by {
            counts(&answer, *by, args.json, out)?;
        }
        out.flush()?;
        term::tell(&told(total, total));
        tell_lacking(&args.archive);
        return Ok(end);
    }
    let shown = total.min(request.limit);
    let archive = args.mask.then(|| Archive::open(&args.archive)).transpose()?;
    let mut masker = archive.as_ref().map(survey::Hits::of);
    for at in 0..shown {
        let mut hit = answer.hit(at)?;
        if let Some(masker) = &mut masker {
            masker.hide(&mut hit)?;
        }
        if args.json {
            serde_json::to_writer(&mut *out, &hit)?;
            writeln!(out)?;
        } else {
            show(at + 1, &hit, args.cite, out)?;
        }
    }
    out.flush()?;
    term::tell(&told(total, shown));
    tell_lacking(&args.archive);
    Ok(end)
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
fn counts(
    answer: &Answer<'_>,
    facet: Facet,
    json: bool,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let counts = answer.counts(facet)?;
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
