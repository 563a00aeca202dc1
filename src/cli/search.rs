//! `attsats search`: a query → hits.

use std::io::Write;

use super::args::Search;
use super::{End, mask, term};
use crate::archive::Archive;
use crate::index::{Filters, Hit, Request, UnitKind};

/// How a terminal shows a match.
const MARK: (&str, &str) = ("\u{1b}[1;31m", "\u{1b}[0m");

pub(super) fn run(args: Search, out: &mut dyn Write) -> anyhow::Result<End> {
    let index = Archive::index(&args.archive)?;
    let request = Request {
        query: args.query,
        filters: Filters {
            kind: args.kind,
            organization: args.organization,
            body: args.body,
            status: args.status,
            year: args.year,
            unit: args.unit,
        },
        limit: if args.count { 0 } else { args.limit as usize },
        ..Request::default()
    };
    let mut found = index.search(&request)?;
    if args.count {
        writeln!(out, "{}", found.total)?;
        return Ok(End::lacking_if(found.total == 0));
    }
    if args.mask {
        mask::hits(&args.archive, &mut found.hits)?;
    }
    if args.json {
        for hit in &found.hits {
            serde_json::to_writer(&mut *out, hit)?;
            writeln!(out)?;
        }
    } else {
        for (idx, hit) in found.hits.iter().enumerate() {
            show(idx + 1, hit, out)?;
        }
    }
    out.flush()?;
    term::tell(&told(found.total, found.hits.len()));
    Ok(End::lacking_if(found.total == 0))
}

fn told(total: usize, shown: usize) -> String {
    match total {
        0 => "nothing found".to_owned(),
        1 => "1 hit".to_owned(),
        _ if shown < total => format!("{total} hits, the best {shown} shown (--limit shows more)"),
        _ => format!("{total} hits"),
    }
}

fn show(number: usize, hit: &Hit, out: &mut dyn Write) -> std::io::Result<()> {
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
    let place = format!(
        "{}, page {}, line {}   {}",
        hit.file,
        hit.span.page,
        hit.span.line,
        hit.id.get(..12).unwrap_or(&hit.id)
    );
    writeln!(out, "   {}", term::clean_name(&place))
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
        unit,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
