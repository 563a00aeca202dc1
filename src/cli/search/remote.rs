//! `attsats search --remote`: the same of an index in a search engine.

use std::io::Write;

use super::{only_counts, print, request, told};
use crate::cli::args::Search;
use crate::cli::{End, term};
use crate::index::Facet;
use crate::remote::Remote;

pub(super) fn run(address: &str, args: &Search, out: &mut dyn Write) -> anyhow::Result<End> {
    let remote = Remote::open(address, &args.from.index, args.from.generation)?;
    let request = request(args);
    let facets: &[Facet] = if args.count { &[] } else { &args.by };
    let found = remote.search(&request, facets, &[])?;
    let total = found.total();
    let end = End::lacking_if(total == 0);
    if only_counts(args, total, &mut |by| Ok(found.counts(by)?), out)? {
        return Ok(end);
    }
    let mut shown = 0;
    found.hits::<anyhow::Error>(&mut |hit| {
        shown += 1;
        print(shown, &hit, args, out)
    })?;
    out.flush()?;
    term::tell(&told(total, shown));
    Ok(end)
}
