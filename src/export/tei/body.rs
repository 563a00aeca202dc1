//! `body`: the text with its items, paragraphs, clauses, pages and furniture marked in it, and nothing of it moved.
//!
//! The text is cut wherever anything begins or ends; of each piece it is told what it stands in, and elements are
//! opened and closed where that changes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{action_id, word, xml};
use crate::export::places::clause_ids;
use crate::record::StoredText;
use crate::record::v1::{AgendaItem, Record, Span};

use super::paragraphs::paragraphs;

pub(super) fn write(
    record: &Record,
    text: &StoredText,
    hidden: &[(Range<usize>, &str)],
    out: &mut String,
) {
    let body = Body::of(record, text);
    let mut cuts: BTreeSet<usize> = body.cuts();
    cuts.extend(hidden.iter().flat_map(|(range, _)| [range.start, range.end]));
    let is_place = |at: &usize| *at <= text.content.len() && text.content.is_char_boundary(*at);
    let cuts: Vec<usize> = cuts.into_iter().filter(is_place).collect();

    let mut at = In::default();
    for (place, end) in cuts.iter().zip(cuts.iter().skip(1).chain([&text.content.len()])) {
        let piece = &text.content[*place..*end];
        let now = body.around(*place, piece);
        close(&at, &now, out);
        if let Some(empty) = body.empty.get(place) {
            out.push_str(empty);
        }
        open(&body, &at, &now, out);
        at = now;
        let over = hidden.partition_point(|(range, _)| range.end <= *place);
        match hidden.get(over).filter(|(range, _)| range.contains(place)) {
            Some((range, shown)) if range.start == *place => xml::push(out, shown),
            Some(_) => {}
            None => xml::push(out, piece),
        }
    }
    close(&at, &In::default(), out);
}

/// What a piece of the text stands in, from without to within.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct In {
    /// The division, and in it its head.
    div: Option<usize>,
    head: bool,
    paragraph: Option<usize>,
    clause: Option<usize>,
    furniture: bool,
}

impl In {
    /// The elements, from without to within.
    fn elements(&self) -> [Option<(&'static str, usize)>; 4] {
        let block = match (self.head, self.paragraph) {
            (true, _) => Some(("head", 0)),
            (false, paragraph) => paragraph.map(|at| ("p", at)),
        };
        [
            self.div.map(|at| ("div", at)),
            block,
            self.clause.map(|at| ("seg", at)),
            self.furniture.then_some(("fw", 0)),
        ]
    }
}

/// How many of the elements around stay open.
fn kept(before: &In, now: &In) -> usize {
    let pairs = before.elements().into_iter().zip(now.elements());
    pairs.take_while(|(before, now)| before == now).count()
}

fn close(before: &In, now: &In, out: &mut String) {
    for (name, _) in before.elements()[kept(before, now)..].iter().rev().flatten() {
        out.push_str(&format!("</{name}>"));
    }
}

fn open(body: &Body, before: &In, now: &In, out: &mut String) {
    for (name, at) in now.elements()[kept(before, now)..].iter().flatten() {
        match *name {
            "div" => out.push_str(&body.divs[*at].1),
            "seg" => out.push_str(&body.clauses[*at].1),
            name => out.push_str(&format!("<{name}>")),
        }
    }
}

#[derive(Debug)]
struct Body<'a> {
    text: &'a StoredText,
    /// Each division's range and opening tag.
    divs: Vec<(Range<usize>, String)>,
    heads: Vec<Range<usize>>,
    paragraphs: Vec<Range<usize>>,
    /// Each clause's range and opening tag.
    clauses: Vec<(Range<usize>, String)>,
    /// What is told between two letters: page breaks, and places that something points to.
    empty: BTreeMap<usize, String>,
}

impl<'a> Body<'a> {
    fn of(record: &Record, text: &'a StoredText) -> Self {
        let mut body = Self {
            text,
            divs: Vec::new(),
            heads: Vec::new(),
            paragraphs: Vec::new(),
            clauses: Vec::new(),
            empty: BTreeMap::new(),
        };
        for (number, start) in text.page_starts.iter().enumerate() {
            body.empty(*start, &format!("<pb n=\"{}\"/>", number + 1));
        }
        body.divide(&record.agenda);
        body.clauses(record);
        body.anchors(record);
        let regions = body.regions();
        let clauses = body.clauses.iter().map(|(range, _)| range.clone());
        let wholes: Vec<Range<usize>> = clauses.collect();
        body.paragraphs =
            regions.into_iter().flat_map(|region| paragraphs(text, region, &wholes)).collect();
        body
    }

    fn empty(&mut self, at: usize, told: &str) {
        self.empty.entry(at).or_default().push_str(told);
    }

    /// A division for each item, from its heading to the next; and one for what stands before.
    fn divide(&mut self, agenda: &[AgendaItem]) {
        let len = self.text.content.len();
        let mut items: Vec<(Range<usize>, &AgendaItem)> = Vec::new();
        let mut sorted: Vec<&AgendaItem> = agenda.iter().collect();
        sorted.sort_by_key(|item| (item.span.start, item.span.end));
        for item in sorted {
            let range = range(&item.span, len);
            let is_free = items.last().is_none_or(|(last, _)| last.end <= range.start);
            if is_free && !range.is_empty() {
                items.push((range, item));
            }
        }
        let first = items.first().map_or(len, |(head, _)| head.start);
        if !self.text.content.get(..first).unwrap_or_default().trim().is_empty() {
            self.divs.push((0..first, "<div type=\"opening\">".to_owned()));
        }
        let ends = items.iter().skip(1).map(|(head, _)| head.start).chain([len]);
        for ((head, item), end) in items.iter().zip(ends) {
            let number = item.number.as_ref();
            let number = number.map(|number| format!(" n=\"{}\"", xml::attribute(number)));
            let start = item.span.start;
            let tag =
                format!("<div type=\"item\" xml:id=\"i-{start}\"{}>", number.unwrap_or_default());
            self.divs.push((head.start..end, tag));
            self.heads.push(head.clone());
        }
    }

    /// Where a paragraph may stand: between the heads.
    fn regions(&self) -> Vec<Range<usize>> {
        let starts = [0].into_iter().chain(self.heads.iter().map(|head| head.end));
        let len = self.text.content.len();
        let ends = self.heads.iter().map(|head| head.start).chain([len]);
        starts.zip(ends).map(|(start, end)| start..end).collect()
    }

    /// The end of the head or the region in which `at` stands.
    fn bound(&self, at: usize) -> usize {
        let edges = self.heads.iter().flat_map(|head| [head.start, head.end]);
        edges.filter(|edge| *edge > at).min().unwrap_or(self.text.content.len())
    }

    /// The clauses; of one that begins within another the place is told.
    fn clauses(&mut self, record: &Record) {
        let len = self.text.content.len();
        let ids = clause_ids(record);
        let mut all = Vec::new();
        for (decision, ids) in record.decisions.iter().zip(&ids) {
            for (clause, id) in decision.clauses.iter().zip(ids) {
                let range = range(&clause.span, len);
                let status = word(&clause.status);
                let actions =
                    clause.actions.iter().map(|action| format!(" #{}", action_id(action)));
                let ana = format!("#status.{status}{}", actions.collect::<String>());
                let ana = xml::attribute(&ana);
                let kind = if status == "proposal" { "proposal" } else { "decision" };
                all.push((range, kind, format!("ana=\"{ana}\" xml:id=\"{id}\"")));
            }
        }
        all.sort_by_key(|(range, ..)| (range.start, range.end));
        for (range, kind, told) in all {
            let end = range.end.min(self.bound(range.start));
            let is_free = self.clauses.last().is_none_or(|(last, _)| last.end <= range.start);
            if is_free && range.start < end {
                let part = if end < range.end { " part=\"I\"" } else { "" };
                let tag = format!("<seg type=\"{kind}\"{part} {told}>");
                self.clauses.push((range.start..end, tag));
            } else {
                self.empty(range.start, &format!("<anchor type=\"{kind}\" {told}/>"));
            }
        }
    }

    /// Where votes and reservations stand, which `back` tells of.
    fn anchors(&mut self, record: &Record) {
        let decisions = record.decisions.iter();
        let votes = decisions.clone().flat_map(|decision| &decision.votes);
        let reservations = decisions.flat_map(|decision| &decision.reservations);
        let votes = votes.map(|vote| ('v', vote.span.start));
        let places: BTreeSet<(char, u64)> =
            votes.chain(reservations.map(|told| ('r', told.span.start))).collect();
        for (kind, start) in places {
            let at = usize::try_from(start).unwrap_or(usize::MAX).min(self.text.content.len());
            self.empty(at, &format!("<anchor xml:id=\"{kind}-{start}\"/>"));
        }
    }

    /// Where anything begins or ends.
    fn cuts(&self) -> BTreeSet<usize> {
        let divs = self.divs.iter().map(|(range, _)| range);
        let clauses = self.clauses.iter().map(|(range, _)| range);
        let ranges = divs.chain(&self.heads).chain(&self.paragraphs).chain(clauses);
        let ends = ranges.flat_map(|range| [range.start, range.end]);
        let aside = self.text.aside.iter().flat_map(|(start, end)| [*start, *end]);
        [0].into_iter().chain(ends).chain(aside).chain(self.empty.keys().copied()).collect()
    }

    /// What the piece that begins at `at` stands in.
    fn around(&self, at: usize, piece: &str) -> In {
        let head = within(&self.heads, at, |range| range.clone()).is_some();
        let paragraph = within(&self.paragraphs, at, |range| range.clone());
        let is_block = head || paragraph.is_some();
        let clause = within(&self.clauses, at, |(range, _)| range.clone());
        let is_aside = within(&self.text.aside, at, |(start, end)| *start..*end).is_some();
        In {
            div: within(&self.divs, at, |(range, _)| range.clone()),
            head,
            paragraph,
            clause: clause.filter(|_| is_block),
            furniture: !xml::is_blank(piece) && (is_aside || !is_block),
        }
    }
}

/// Which of `all`, whose ranges are in order and apart from each other, holds `at`.
fn within<T>(all: &[T], at: usize, range: impl Fn(&T) -> Range<usize>) -> Option<usize> {
    let first = all.partition_point(|one| range(one).end <= at);
    all.get(first).is_some_and(|one| range(one).contains(&at)).then_some(first)
}

fn range(span: &Span, len: usize) -> Range<usize> {
    let byte = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(len);
    byte(span.start)..byte(span.end).max(byte(span.start))
}
