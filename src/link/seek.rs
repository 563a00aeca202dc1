//! What is asked for → the paragraph that decides it, told by signs and never by guess.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use serde::Serialize;

use super::act::{Att, Paragraph, organization_key};
use super::names::{Dnr, is_same_body};
use super::words::{Bag, likeness, title_bag};
use crate::record::v1::Kind;

/// One reason why a proposal and a paragraph are paired.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sign {
    /// What agrees.
    pub sign: SignKind,
    /// What it adds to the score.
    pub points: f64,
    /// How it agrees, in words.
    pub says: String,
}

/// What may agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SignKind {
    /// The registry number.
    Dnr,
    /// The titles of the items.
    Title,
    /// The body that decides is the one that was to.
    Body,
    /// The meeting is the one that was called, or how long after it is.
    Date,
    /// The words of the clauses.
    Text,
}

/// What each sign adds when it holds fully; together 1.
const DNR: f64 = 0.30;
const TITLE: f64 = 0.25;
const TEXT: f64 = 0.20;
const DATE: f64 = 0.15;
const BODY: f64 = 0.10;

/// Titles and texts that agree by less than this say nothing.
const ALIKE: f64 = 0.6;

/// Texts that agree by this much are one text.
const ONE_TEXT: f64 = 0.8;

/// A decision this much surer than an earlier one goes before it.
const SURER: f64 = 0.25;

/// How many paragraphs of one block are looked at.
const MAX_BLOCK: usize = 512;

/// Words of titles that every meeting has; such an item is only the same at the same meeting.
const GENERIC: &str = "val justerare justering justeringsman protokolljusterare upprop öppnande öppnas \
                       öppnar mötets mötet sammanträdet sammanträdets avslutning avslutas fastställande \
                       godkännande dagordning dagordningen ärendelista ärendelistan föredragningslista \
                       föredragningslistan föregående protokoll mötesprotokoll övriga frågor övrigt \
                       information informationer informationsärenden rapporter skrivelser inkomna \
                       anmälningar anmälningsärenden anmälan meddelanden delgivningar delegationsbeslut \
                       redovisning nästa sammanträde möte kommande sammanträden avsägelser val fyllnadsval \
                       avsägelse nya motioner medborgarförslag allmänhetens frågestund tid dagens \
                       kommundirektören informerar laglighet beslutförhet ärende ärenden";

/// What is looked for.
#[derive(Debug)]
pub(super) struct Seek<'p> {
    pub(super) organization: Option<String>,
    pub(super) stops: &'p [String],
    /// The first day that may be.
    pub(super) from: i32,
    /// The day of the meeting it is called to.
    pub(super) meeting: Option<i32>,
    pub(super) dnr: Option<&'p Dnr>,
    pub(super) titles: Vec<Bag>,
    pub(super) texts: Vec<Bag>,
    /// A paragraph of the same minutes that is not looked for.
    pub(super) not: Option<usize>,
    /// The only document that is looked in.
    pub(super) within: Option<(&'p str, Option<&'p str>)>,
}

/// A paragraph that was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) paragraph: usize,
    pub(super) score: f64,
    pub(super) signs: Vec<Sign>,
    /// Paragraphs of other meetings that agree as well.
    pub(super) rivals: usize,
    /// Other papers that print the same paragraph.
    pub(super) also: Vec<usize>,
}

/// The paragraphs, by what they may be found by; in each block by day.
#[derive(Debug)]
pub(super) struct Blocks<'p> {
    paragraphs: &'p [Paragraph],
    titles: Vec<Bag>,
    organizations: Vec<String>,
    by_dnr: BTreeMap<String, Vec<usize>>,
    by_title: BTreeMap<(String, String), Vec<usize>>,
    by_meeting: BTreeMap<(String, i32), Vec<usize>>,
    generic: BTreeSet<String>,
    /// The words of the clauses last looked at: proposals to one meeting come one after another.
    words: RefCell<HashMap<usize, Rc<Vec<Bag>>>>,
}

/// The clauses of so many paragraphs are kept as words.
const MAX_WORDS: usize = 4_096;

impl<'p> Blocks<'p> {
    /// `paragraphs` stand in order of their days.
    pub(super) fn of(paragraphs: &'p [Paragraph]) -> Self {
        let generic = title_bag(GENERIC).into_keys().collect();
        let mut blocks = Self {
            paragraphs,
            titles: Vec::with_capacity(paragraphs.len()),
            organizations: Vec::with_capacity(paragraphs.len()),
            by_dnr: BTreeMap::new(),
            by_title: BTreeMap::new(),
            by_meeting: BTreeMap::new(),
            generic,
            words: RefCell::default(),
        };
        for (idx, paragraph) in paragraphs.iter().enumerate() {
            let organization = paragraph.paper.organization.as_deref().map(organization_key);
            let organization = organization.unwrap_or_default();
            let title = title_bag(paragraph.paper.title.as_deref().unwrap_or_default());
            if let Some(dnr) = &paragraph.dnr {
                blocks.by_dnr.entry(dnr.numbers.clone()).or_default().push(idx);
            }
            for word in blocks.rarest(&title) {
                blocks.by_title.entry((organization.clone(), word)).or_default().push(idx);
            }
            let meeting = (organization.clone(), paragraph.day);
            blocks.by_meeting.entry(meeting).or_default().push(idx);
            blocks.titles.push(title);
            blocks.organizations.push(organization);
        }
        blocks
    }

    /// The longest words of a title, by which it is looked up; two titles that agree share one of them.
    fn rarest(&self, title: &Bag) -> Vec<String> {
        let mut words: Vec<&String> =
            title.keys().filter(|word| !self.generic.contains(*word)).collect();
        words.sort_by_key(|word| (std::cmp::Reverse(word.chars().count()), (*word).clone()));
        words.into_iter().take(3).cloned().collect()
    }

    /// The words of a paragraph's clauses.
    fn words(&self, idx: usize) -> Rc<Vec<Bag>> {
        let mut kept = self.words.borrow_mut();
        if kept.len() >= MAX_WORDS {
            kept.clear();
        }
        let bags = || Rc::new(self.paragraphs[idx].atts.iter().map(Att::bag).collect());
        Rc::clone(kept.entry(idx).or_insert_with(bags))
    }

    fn is_generic(&self, title: &Bag) -> bool {
        title.keys().all(|word| self.generic.contains(word))
    }

    /// The paragraph that decides what is looked for, within `days` days.
    pub(super) fn find(&self, seek: &Seek<'_>, days: i32) -> Option<Found> {
        let mut accepted: Vec<Found> = self
            .candidates(seek, days)
            .into_iter()
            .filter_map(|idx| self.weigh(seek, idx, days))
            .collect();
        let most = accepted.iter().map(|found| found.score).fold(0.0, f64::max);
        let n_meetings = |accepted: &[Found]| {
            let meeting = |found: &Found| {
                let paragraph = &self.paragraphs[found.paragraph];
                (paragraph.day, paragraph.body.clone())
            };
            accepted.iter().map(meeting).collect::<BTreeSet<_>>().len()
        };
        let rivals = n_meetings(&accepted).saturating_sub(1);
        accepted.retain(|found| found.score >= most - SURER);
        accepted.sort_by(|one, other| {
            let (left, right) =
                (&self.paragraphs[one.paragraph], &self.paragraphs[other.paragraph]);
            let is_extract = |paragraph: &Paragraph| paragraph.paper.kind != Kind::Protokoll;
            left.day
                .cmp(&right.day)
                .then(other.score.total_cmp(&one.score))
                .then(is_extract(left).cmp(&is_extract(right)))
                .then(left.paper.id.cmp(&right.paper.id))
                .then(one.paragraph.cmp(&other.paragraph))
        });
        let best = accepted.first()?.clone();
        let here = &self.paragraphs[best.paragraph];
        let is_same = |found: &&Found| {
            let other = &self.paragraphs[found.paragraph];
            other.day == here.day
                && other.body == here.body
                && other.paper.id != here.paper.id
                && other.paper.agenda_item == here.paper.agenda_item
        };
        let also = accepted.iter().skip(1).filter(is_same).map(|found| found.paragraph).collect();
        Some(Found { rivals, also, ..best })
    }

    fn candidates(&self, seek: &Seek<'_>, days: i32) -> BTreeSet<usize> {
        let organization = seek.organization.clone().unwrap_or_default();
        let mut found = BTreeSet::new();
        let mut take = |block: Option<&Vec<usize>>| {
            let Some(block) = block else { return };
            let day = |idx: &usize| self.paragraphs[*idx].day;
            let first = block.partition_point(|idx| day(idx) < seek.from);
            let in_time = block[first..].iter().take_while(|idx| day(idx) <= seek.from + days);
            found.extend(in_time.take(MAX_BLOCK));
        };
        take(seek.dnr.and_then(|dnr| self.by_dnr.get(&dnr.numbers)));
        for title in &seek.titles {
            for word in self.rarest(title) {
                take(self.by_title.get(&(organization.clone(), word)));
            }
        }
        // What is called to a meeting, or put to a body within its minutes, is looked for in all of that meeting.
        if let Some(day) = seek.meeting {
            take(self.by_meeting.get(&(organization, day)));
        }
        found
    }

    /// The paragraph with its signs, when they are enough.
    fn weigh(&self, seek: &Seek<'_>, idx: usize, days: i32) -> Option<Found> {
        let paragraph = &self.paragraphs[idx];
        let place = (paragraph.paper.id.as_str(), paragraph.paper.agenda_item.as_deref());
        if seek.not == Some(idx) || seek.within.is_some_and(|within| within != place) {
            return None;
        }
        let here = &self.organizations[idx];
        let is_elsewhere = |sought: &String| !here.is_empty() && sought != here;
        if seek.organization.as_ref().is_some_and(is_elsewhere) {
            return None;
        }
        let stop = seek.stops.iter().position(|stop| is_same_body(stop, &paragraph.body))?;
        let mut signs = Vec::new();
        let mut sign = |sign, points: f64, says: String| {
            signs.push(Sign { sign, points: rounded(points), says });
        };

        let is_dnr =
            seek.dnr.zip(paragraph.dnr.as_ref()).is_some_and(|(one, other)| one.is_same(other));
        let is_other =
            seek.dnr.zip(paragraph.dnr.as_ref()).is_some_and(|(one, other)| one.differs(other));
        if is_dnr {
            sign(SignKind::Dnr, DNR, paragraph.paper.dnr.clone().unwrap_or_default());
        }
        let title_of = |title: &Bag| likeness(title, &self.titles[idx]);
        let title = seek.titles.iter().map(title_of).fold(0.0, f64::max);
        if title >= ALIKE {
            sign(SignKind::Title, TITLE * title, format!("{:.0} % alike", title * 100.0));
        }
        let is_next = stop == 0;
        let says = if is_next { "the body that was to decide" } else { "a body further on" };
        sign(SignKind::Body, if is_next { BODY } else { BODY / 2.0 }, says.to_owned());
        let after = paragraph.day - seek.from;
        let is_meeting = seek.meeting == Some(paragraph.day);
        if is_meeting {
            sign(SignKind::Date, DATE, "the meeting it was called to".to_owned());
        } else {
            let near = 1.0 - f64::from(after) / f64::from(days.max(1));
            sign(SignKind::Date, DATE * near * 2.0 / 3.0, format!("{after} days after"));
        }
        // Without another sign the words are not enough, and need not be compared.
        if !is_dnr && !is_meeting && title < ALIKE / 2.0 && seek.within.is_none() {
            return None;
        }
        let decided = self.words(idx);
        let like = |asked: &Bag| decided.iter().map(|bag| likeness(asked, bag)).fold(0.0, f64::max);
        let likes: Vec<f64> = seek.texts.iter().map(like).collect();
        let text = likes.iter().copied().fold(0.0, f64::max);
        if text >= ALIKE {
            sign(SignKind::Text, TEXT * text, format!("{:.0} % alike", text * 100.0));
        }

        // A title that every meeting has, and a clause of two words, prove nothing by themselves.
        let is_told = !self.is_generic(&self.titles[idx]);
        let is_long =
            seek.texts.iter().zip(&likes).any(|(bag, like)| bag.len() >= 4 && *like >= ONE_TEXT);
        let is_enough = if seek.within.is_some() {
            true
        } else if is_dnr {
            is_meeting || title >= ALIKE / 2.0 || text >= ALIKE
        } else if is_other {
            title >= ONE_TEXT && text >= ONE_TEXT && is_told && is_long
        } else {
            (title >= ALIKE && is_meeting && (is_told || text >= ALIKE))
                || (title >= ALIKE && is_told && text >= ALIKE)
                || (title >= ONE_TEXT && is_told && text < ALIKE && is_put_off(paragraph))
                || (is_long && (is_meeting || title >= ALIKE / 2.0) && is_told)
        };
        let score = rounded(signs.iter().map(|sign| sign.points).sum());
        let found = Found { paragraph: idx, score, signs, rivals: 0, also: Vec::new() };
        is_enough.then_some(found)
    }
}

/// Of what is put off, no words of the proposal are repeated.
fn is_put_off(paragraph: &Paragraph) -> bool {
    use crate::record::v1::Outcome::{Aterremiss, Avslag, Bordlaggning, Utgar};
    matches!(paragraph.outcome, Some(Aterremiss | Avslag | Bordlaggning | Utgar))
}

fn rounded(points: f64) -> f64 {
    (points * 1000.0).round() / 1000.0
}
