//! `attsats link`: each proposal of an archive, and what became of it.

use std::io::Write;

use super::args::Link;
use super::term::clean_name;
use super::{End, term};
use crate::archive::Archive;
use crate::link::{self, Change, Pair, RunKind, Step, Verdict};
use crate::survey;

pub(super) fn run(args: &Link, out: &mut dyn Write) -> anyhow::Result<End> {
    let archive = Archive::open(&args.archive)?;
    let (mut n_all, mut n_found) = (0_usize, 0_usize);
    survey::linker(&archive, args.mask)?.try_each(args.days, |link| {
        n_all += 1;
        n_found += usize::from(!link.steps.is_empty());
        if args.json {
            serde_json::to_writer(&mut *out, &link)?;
            writeln!(out)?;
        } else {
            show(&link, out)?;
        }
        anyhow::Ok(())
    })?;
    out.flush()?;
    term::tell(&format!("{n_all} proposals, {n_found} with a decision"));
    Ok(End::lacking_if(n_found == 0))
}

/// A proposal on one line, and below it each meeting and what changed.
pub(super) fn show(link: &link::Link, out: &mut dyn Write) -> std::io::Result<()> {
    let paper = &link.proposal;
    let item = paper.agenda_item.as_ref().map(|number| format!("item {number}"));
    let dnr = paper.dnr.as_ref().map(|dnr| format!("({dnr})"));
    let title = paper.title.clone().or_else(|| link.clauses.first().cloned());
    let parts = [paper.date.clone(), paper.body.clone(), item, title, dnr];
    let head = parts.into_iter().flatten().collect::<Vec<_>>().join("  ");
    writeln!(out, "{}", clean_name(&head))?;
    for step in &link.steps {
        self::step(step, out)?;
    }
    if let Some(lacking) = &link.lacking {
        let word = if link.steps.is_empty() { word(Verdict::NoDecisionFound) } else { "open" };
        writeln!(out, "  {word:<18}{}", clean_name(&lacking.says))?;
    }
    Ok(())
}

fn step(step: &Step, out: &mut dyn Write) -> std::io::Result<()> {
    let paper = &step.decision;
    let item = paper.agenda_item.as_ref().map(|number| format!("§ {number}"));
    let to = paper.addressee.as_ref().filter(|_| step.handed_on);
    let place = [paper.date.clone(), paper.body.clone(), item, to.map(|body| format!("→ {body}"))];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join("  ");
    let signs = step.signs.iter().map(|sign| {
        let kind = serde_json::to_value(sign.sign).ok();
        kind.and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default()
    });
    let signs = signs.collect::<Vec<_>>().join(", ");
    let told = format!("{:<18}{place}  {:.2} ({signs})", word(step.verdict), step.score);
    writeln!(out, "  {}", clean_name(&told))?;
    for pair in step.clauses.iter().filter(|pair| is_news(step, pair)) {
        writeln!(out, "      {}", clean_name(&self::pair(pair)))?;
    }
    Ok(())
}

/// Of what was put off, the proposal need not be told again.
fn is_news(step: &Step, pair: &Pair) -> bool {
    match pair.change {
        Change::Same | Change::Recast => false,
        Change::LeftOut => matches!(step.verdict, Verdict::Changed),
        Change::Changed | Change::Added => true,
    }
}

fn pair(pair: &Pair) -> String {
    let proposed = pair.proposed.as_deref().unwrap_or_default();
    let decided = pair.decided.as_deref().unwrap_or_default();
    match pair.change {
        Change::Same | Change::Recast => format!("  {decided}"),
        Change::LeftOut => format!("[-{proposed}-]"),
        Change::Added => format!("{{+{decided}+}}"),
        Change::Changed => {
            let runs = pair.diff.iter().map(|run| match run.kind {
                RunKind::Same => run.text.clone(),
                RunKind::Removed => format!("[-{}-]", run.text),
                RunKind::Added => format!("{{+{}+}}", run.text),
            });
            runs.collect::<Vec<_>>().join(" ")
        }
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unchanged => "unchanged",
        Verdict::Changed => "changed",
        Verdict::SentBack => "sent back",
        Verdict::Postponed => "postponed",
        Verdict::Rejected => "rejected",
        Verdict::Withdrawn => "withdrawn",
        Verdict::Otherwise => "otherwise",
        Verdict::NoDecisionFound => "no decision found",
    }
}
