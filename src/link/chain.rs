//! A proposal followed from body to body and from meeting to meeting.

use std::collections::BTreeMap;

use super::act::{Att, Paragraph, Proposal, organization_key};
use super::clauses::{Verdict, pairs, verdict};
use super::names::is_same_body;
use super::seek::{Blocks, Found, Seek};
use super::words::title_bag;
use super::{Lacking, LackingCode, Link, Linker, SCHEMA, Step};

/// No matter goes through more meetings.
const MAX_STEPS: usize = 12;

struct Chains<'l> {
    linker: &'l Linker,
    blocks: Blocks<'l>,
    /// The proposals of a document's item; "" for those without one.
    by_item: BTreeMap<(&'l str, &'l str), Vec<usize>>,
    /// The minutes of an organisation, by day.
    by_organization: BTreeMap<&'l str, Vec<usize>>,
    /// The paragraphs of a document.
    by_document: BTreeMap<&'l str, Vec<usize>>,
    days: i32,
}

pub(super) fn try_each<E>(
    linker: &Linker,
    days: i32,
    each: impl FnMut(Link) -> Result<(), E>,
) -> Result<(), E> {
    let mut chains = Chains {
        linker,
        blocks: Blocks::of(&linker.paragraphs),
        by_item: BTreeMap::new(),
        by_organization: BTreeMap::new(),
        by_document: BTreeMap::new(),
        days,
    };
    for (idx, proposal) in linker.proposals.iter().enumerate() {
        let item = proposal.paper.agenda_item.as_deref().unwrap_or_default();
        chains.by_item.entry((&proposal.paper.id, item)).or_default().push(idx);
    }
    for (idx, minutes) in linker.minutes.iter().enumerate() {
        chains.by_organization.entry(&minutes.organization).or_default().push(idx);
    }
    for (idx, paragraph) in linker.paragraphs.iter().enumerate() {
        chains.by_document.entry(&paragraph.paper.id).or_default().push(idx);
    }
    (0..linker.proposals.len()).map(|idx| chains.link(idx)).try_for_each(each)
}

/// A place on the way: what is asked now, of whom, and from when.
struct Ask<'l> {
    proposal: &'l Proposal,
    /// Of what was put off: where that was.
    put_off: Option<usize>,
    stops: Vec<String>,
    from: Option<i32>,
}

impl<'l> Chains<'l> {
    fn link(&self, idx: usize) -> Link {
        let first = &self.linker.proposals[idx];
        let mut ask =
            Ask { proposal: first, put_off: None, stops: first.stops.clone(), from: first.day };
        let mut steps: Vec<Step> = Vec::new();
        let mut lacking = None;
        while steps.len() < MAX_STEPS {
            let Some(found) = self.find(&ask) else {
                lacking = Some(self.lacking(&ask));
                break;
            };
            let step = self.step(&ask, &found);
            let next = self.next(&ask, &found, &step);
            steps.push(step);
            match next {
                Some(next) => ask = next,
                None => break,
            }
        }
        Link {
            schema: SCHEMA,
            proposal: first.paper.clone(),
            clauses: first.atts.iter().map(|att| att.text.clone()).collect(),
            item_by_words: first.item_by_words,
            verdict: steps.first().map_or(Verdict::NoDecisionFound, |step| step.verdict),
            end: steps.last().map_or(Verdict::NoDecisionFound, |step| step.verdict),
            steps,
            lacking,
        }
    }

    fn find(&self, ask: &Ask<'l>) -> Option<Found> {
        let proposal = ask.proposal;
        let here = ask.put_off.map(|idx| &self.linker.paragraphs[idx]);
        let titles = proposal.titles.iter().map(String::as_str);
        let later = here.and_then(|paragraph| paragraph.paper.title.as_deref());
        let is_minutes =
            proposal.meeting.is_none() && proposal.paper.kind == crate::record::v1::Kind::Protokoll;
        let is_put_here = is_minutes && !proposal.is_handed_on && ask.put_off.is_none();
        let within = is_put_here
            .then_some((proposal.paper.id.as_str(), proposal.paper.agenda_item.as_deref()))
            .filter(|(_, item)| item.is_some());
        if is_put_here && within.is_none() {
            return None;
        }
        let seek = Seek {
            organization: proposal.paper.organization.as_deref().map(organization_key),
            stops: &ask.stops,
            from: ask.from?,
            meeting: match ask.put_off {
                Some(_) => None,
                None if within.is_some() => ask.from,
                None => proposal.meeting,
            },
            dnr: proposal
                .dnr
                .as_ref()
                .or_else(|| here.and_then(|paragraph| paragraph.dnr.as_ref())),
            titles: titles.chain(later).map(title_bag).collect(),
            texts: proposal.atts.iter().map(Att::bag).collect(),
            not: ask.put_off,
            within,
        };
        self.blocks.find(&seek, self.days)
    }

    fn step(&self, ask: &Ask<'l>, found: &Found) -> Step {
        let paragraph = &self.linker.paragraphs[found.paragraph];
        let asked = &ask.proposal.atts;
        let pairs = pairs(asked, paragraph, &self.beside(paragraph), &self.siblings(ask.proposal));
        let ids = found.also.iter().map(|idx| self.linker.paragraphs[*idx].paper.id.clone());
        Step {
            decision: paragraph.paper.clone(),
            verdict: verdict(asked, paragraph, &pairs),
            handed_on: self.handed_on(paragraph).is_some(),
            score: found.score,
            signs: found.signs.clone(),
            rivals: found.rivals,
            also: ids.collect(),
            clauses: pairs,
        }
    }

    /// The clauses of the other paragraphs of the meeting in the same matter.
    fn beside(&self, paragraph: &Paragraph) -> Vec<&'l Att> {
        let same_document = self.by_document.get(paragraph.paper.id.as_str());
        let others = same_document.into_iter().flatten().map(|idx| &self.linker.paragraphs[*idx]);
        let is_same = |other: &&Paragraph| {
            other.dnr.is_some()
                && other.dnr == paragraph.dnr
                && other.paper.agenda_item != paragraph.paper.agenda_item
        };
        others.filter(is_same).flat_map(|other| &other.atts).collect()
    }

    /// The clauses that other blocks propose in the same item.
    fn siblings(&self, proposal: &Proposal) -> Vec<&'l Att> {
        let item = proposal.paper.agenda_item.as_deref().unwrap_or_default();
        let key = (proposal.paper.id.as_str(), item);
        let others = self.by_item.get(&key).into_iter().flatten();
        let others = others.map(|idx| &self.linker.proposals[*idx]);
        others.filter(|other| other.block != proposal.block).flat_map(|other| &other.atts).collect()
    }

    /// What the paragraph hands on to a higher body.
    fn handed_on(&self, paragraph: &Paragraph) -> Option<&'l Proposal> {
        let item = paragraph.paper.agenda_item.as_deref()?;
        let here = self.by_item.get(&(paragraph.paper.id.as_str(), item))?;
        here.iter().map(|idx| &self.linker.proposals[*idx]).find(|proposal| proposal.is_handed_on)
    }

    /// Where the matter is to be looked for next, if it has not come to its end.
    fn next(&self, ask: &Ask<'l>, found: &Found, step: &Step) -> Option<Ask<'l>> {
        let paragraph = &self.linker.paragraphs[found.paragraph];
        if let Some(proposal) = self.handed_on(paragraph) {
            let (stops, from) = (proposal.stops.clone(), proposal.day);
            return Some(Ask { proposal, put_off: None, stops, from });
        }
        let is_put_off = matches!(step.verdict, Verdict::SentBack | Verdict::Postponed);
        is_put_off.then(|| Ask {
            proposal: ask.proposal,
            put_off: Some(found.paragraph),
            stops: vec![paragraph.body.clone()],
            from: Some(paragraph.day + 1),
        })
    }

    fn lacking(&self, ask: &Ask<'l>) -> Lacking {
        let paper = &ask.proposal.paper;
        let lacking =
            |code, says: &str| Lacking { code, says: says.to_owned(), minutes: Vec::new() };
        let Some(from) = ask.from else {
            return lacking(LackingCode::NoDate, "the paper has no date");
        };
        if ask.stops.is_empty() {
            return lacking(LackingCode::NoBody, "the paper does not say who is to decide");
        }
        let organization = paper.organization.as_deref().map(organization_key).unwrap_or_default();
        let all =
            self.by_organization.get(organization.as_str()).map(Vec::as_slice).unwrap_or_default();
        let day = |idx: &usize| self.linker.minutes[*idx].day;
        let first = all.partition_point(|idx| day(idx) < from);
        let in_time = all[first..].iter().take_while(|idx| day(idx) <= from + self.days);
        let of_body = in_time
            .map(|idx| &self.linker.minutes[*idx])
            .filter(|minutes| ask.stops.iter().any(|stop| is_same_body(stop, &minutes.body)));
        let minutes: Vec<String> = of_body.map(|minutes| minutes.id.clone()).collect();
        let body = self.told_body(ask);
        let days = self.days;
        let says = match (minutes.len(), ask.put_off) {
            (0, None) => format!("no minutes of {body} within {days} days are in the archive"),
            (0, Some(_)) => {
                format!("no later minutes of {body} within {days} days are in the archive")
            }
            (n, _) => format!("{n} minutes of {body} are there, and no paragraph of them agrees"),
        };
        let code =
            if minutes.is_empty() { LackingCode::NoMinutes } else { LackingCode::NotInMinutes };
        Lacking { code, says, minutes }
    }

    /// The body that is to decide next, as the papers name it.
    fn told_body(&self, ask: &Ask<'l>) -> String {
        let names = match ask.put_off.map(|idx| self.linker.paragraphs[idx].paper.body.clone()) {
            Some(body) => body.into_iter().collect(),
            None => ask.proposal.stop_names.clone(),
        };
        names.join(" or ")
    }
}
