//! [`Record`] → [`Proposal`]s and [`Paragraph`]s: what is asked for, and what was decided.

use std::collections::BTreeMap;

use serde::Serialize;

use super::names::{Dnr, body_key, day};
use super::words::{Bag, clause_bag, named, title_bag};
use crate::record::v1::{AgendaItem, Amount, Clause, Decision, Kind, Outcome, Record, Status};

/// Where a proposal or a decision stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paper {
    /// The document.
    pub id: String,
    /// Its file.
    pub file: String,
    /// What sort of paper it is.
    pub kind: Kind,
    /// The municipality or association.
    pub organization: Option<String>,
    /// Who proposes, or decides.
    pub body: Option<String>,
    /// Who is to decide, where it is another one.
    pub addressee: Option<String>,
    /// When the body meets; without a meeting, the date of issue.
    pub date: Option<String>,
    /// Number of the item or paragraph.
    pub agenda_item: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its registry number, as printed.
    pub dnr: Option<String>,
    /// Page, from 1.
    pub page: u32,
    /// Line of the extracted text, from 1.
    pub line: u32,
}

/// A clause, as far as it is compared.
#[derive(Debug, Clone)]
pub(super) struct Att {
    pub(super) text: String,
    pub(super) actions: Vec<String>,
    pub(super) amounts: Vec<Amount>,
}

impl Att {
    fn of(clause: &Clause) -> Self {
        let (text, actions) = (clause.text.clone(), clause.actions.clone());
        Self { text, actions, amounts: clause.amounts.clone() }
    }

    pub(super) fn bag(&self) -> Bag {
        clause_bag(&self.text)
    }

    pub(super) fn does(&self, actions: &[&str]) -> bool {
        self.actions.iter().any(|action| actions.contains(&action.as_str()))
    }
}

/// A block of proposed clauses.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    pub(super) paper: Paper,
    pub(super) day: Option<i32>,
    /// The day of the meeting it is called to.
    pub(super) meeting: Option<i32>,
    /// Keys of the bodies that are to decide, the next one first.
    pub(super) stops: Vec<String>,
    /// Their names, as printed.
    pub(super) stop_names: Vec<String>,
    /// The titles of its item and of its paper.
    pub(super) titles: Vec<String>,
    pub(super) dnr: Option<Dnr>,
    pub(super) atts: Vec<Att>,
    pub(super) block: usize,
    /// Of minutes: true when the body hands it on to a higher one.
    pub(super) is_handed_on: bool,
    /// Number of the item in words of the agenda, when the clauses told it.
    pub(super) item_by_words: bool,
}

/// A paragraph of minutes: what one body decided in one matter.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub(super) paper: Paper,
    pub(super) day: i32,
    pub(super) body: String,
    pub(super) dnr: Option<Dnr>,
    pub(super) outcome: Option<Outcome>,
    pub(super) atts: Vec<Att>,
}

/// Minutes that are there, whatever was read in them.
#[derive(Debug, Clone)]
pub(super) struct Minutes {
    pub(super) organization: String,
    pub(super) body: String,
    pub(super) day: i32,
    pub(super) id: String,
}

/// What one record proposes and decides.
#[derive(Debug, Clone, Default)]
pub struct Acts {
    pub(super) proposals: Vec<Proposal>,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) minutes: Option<Minutes>,
}

/// The title of an item names what its clauses are about by at least this much, or is doubted.
const DOUBTFUL: f64 = 0.25;

/// Another item's title must be named by this much to stand in its place.
const CERTAIN: f64 = 0.4;

impl Acts {
    /// Of `record`.
    pub fn of(record: &Record) -> Self {
        let is_minutes = matches!(record.kind, Kind::Protokoll | Kind::Protokollsutdrag);
        let meeting = record.meetings.first();
        let meeting_date = meeting.and_then(|meeting| meeting.date.clone());
        let own_body =
            meeting.and_then(|meeting| meeting.body.clone()).or_else(|| record.body.clone());
        let organization = record
            .organization
            .clone()
            .or_else(|| meeting.and_then(|meeting| meeting.organization.clone()));
        let date = meeting_date.clone().or_else(|| record.date.clone());
        let own = own_body.as_deref().map(body_key);
        let own_day = date.as_deref().and_then(day);
        let mut acts = Acts::default();
        if let (true, Some(day), Some(body)) = (is_minutes, own_day, own.clone()) {
            let organization = organization.as_deref().map(organization_key).unwrap_or_default();
            acts.minutes = Some(Minutes { organization, body, day, id: record.id.clone() });
        }
        let base = |decision: &Decision, item: Option<&AgendaItem>| Paper {
            id: record.id.clone(),
            file: record.source.name.clone(),
            kind: record.kind,
            organization: organization.clone(),
            body: decision.body.clone().or_else(|| own_body.clone()),
            addressee: decision.addressee.clone(),
            date: date.clone(),
            agenda_item: item
                .map_or_else(|| decision.agenda_item.clone(), |item| item.number.clone()),
            title: item.map(|item| item.title.clone()),
            dnr: item.and_then(|item| item.dnr.clone()).or_else(|| own_dnr(record, decision)),
            page: decision.span.page,
            line: decision.span.line,
        };
        let mut paragraphs: BTreeMap<(u64, usize), usize> = BTreeMap::new();
        for (block, decision) in record.decisions.iter().enumerate() {
            let asked = atts(decision, |status| status == Status::Proposal);
            let printed = item_of(record, decision);
            let better = if is_minutes { None } else { item_by_words(record, printed, &asked) };
            let item = better.or(printed);
            let goes_higher =
                decision.addressee.as_deref().map(body_key).is_some_and(|addressee| {
                    own.as_ref().is_none_or(|own| !super::names::is_same_body(&addressee, own))
                });
            let paper = base(decision, item);
            if !asked.is_empty() {
                let stops = stops(decision, own_body.as_deref(), is_minutes, goes_higher);
                acts.proposals.push(Proposal {
                    day: own_day,
                    meeting: if is_minutes { None } else { meeting_date.as_deref().and_then(day) },
                    stops: stops.iter().map(|stop| body_key(stop)).collect(),
                    stop_names: stops.into_iter().map(str::to_owned).collect(),
                    titles: titles(record, decision, item, better.is_some()),
                    dnr: paper.dnr.as_deref().and_then(Dnr::of),
                    atts: asked,
                    block,
                    is_handed_on: is_minutes && goes_higher,
                    item_by_words: better.is_some(),
                    paper: paper.clone(),
                });
            }
            let decides = |status| match status {
                Status::Proposal => goes_higher,
                Status::Decision | Status::Noted => true,
                Status::Delegated | Status::Reported => false,
            };
            let decided = atts(decision, decides);
            let (true, Some(day), Some(body)) = (is_minutes && !decided.is_empty(), own_day, &own)
            else {
                continue;
            };
            // Blocks without an item stand alone.
            let key = item.map_or((u64::MAX, block), |item| (item.span.start, 0));
            let new = acts.paragraphs.len();
            let idx = *paragraphs.entry(key).or_insert(new);
            if idx == new {
                let dnr = paper.dnr.as_deref().and_then(Dnr::of);
                let paper = Paper { body: own_body.clone(), ..paper };
                let body = body.clone();
                acts.paragraphs.push(Paragraph {
                    paper,
                    day,
                    body,
                    dnr,
                    outcome: None,
                    atts: Vec::new(),
                });
            }
            let paragraph = &mut acts.paragraphs[idx];
            paragraph.atts.extend(decided);
            paragraph.outcome = paragraph.outcome.or(decision.outcome);
            if goes_higher {
                paragraph.paper.addressee.clone_from(&decision.addressee);
            }
        }
        acts
    }
}

/// The registry number in the head of the paper that holds the decision.
fn own_dnr(record: &Record, decision: &Decision) -> Option<String> {
    let segment = decision.segment.and_then(|segment| record.segments.get(segment));
    match segment {
        Some(segment) => segment.dnr.clone().or_else(|| {
            let is_first = decision.segment == Some(0);
            record.dnr.clone().filter(|_| is_first)
        }),
        None => record.dnr.clone(),
    }
}

/// An organisation's name, as it is compared.
pub(super) fn organization_key(name: &str) -> String {
    crate::swedish::tokens::fold_all(name)
}

fn atts(decision: &Decision, wanted: impl Fn(Status) -> bool) -> Vec<Att> {
    let clauses = decision.clauses.iter().filter(|clause| wanted(clause.status));
    clauses.map(Att::of).collect()
}

/// The agenda item that a decision says it belongs to: of those with its number, the last before it.
fn item_of<'r>(record: &'r Record, decision: &Decision) -> Option<&'r AgendaItem> {
    let number = decision.agenda_item.as_ref()?;
    let so_called = || record.agenda.iter().filter(|item| item.number.as_ref() == Some(number));
    let mut before = so_called().filter(|item| item.span.start <= decision.span.start);
    before.next_back().or_else(|| so_called().next())
}

/// The item that the clauses name, where they hardly name the one they are said to belong to.
fn item_by_words<'r>(
    record: &'r Record,
    printed: Option<&AgendaItem>,
    asked: &[Att],
) -> Option<&'r AgendaItem> {
    let printed = printed?;
    let words: Bag = asked.iter().flat_map(Att::bag).collect();
    let share = |item: &AgendaItem| {
        let mut title = title_bag(&item.title);
        title.retain(|word, _| !is_office(word));
        named(&title, &words)
    };
    if share(printed) >= DOUBTFUL {
        return None;
    }
    let mut best: Option<(f64, &AgendaItem)> = None;
    let mut is_alone = false;
    for item in &record.agenda {
        let share = share(item);
        if best.is_none_or(|(most, _)| share > most) {
            (best, is_alone) = (Some((share, item)), true);
        } else if best.is_some_and(|(most, _)| (share - most).abs() < f64::EPSILON) {
            is_alone = false;
        }
    }
    best.filter(|(share, _)| is_alone && *share >= CERTAIN).map(|(_, item)| item)
}

/// True for who acts: "förbundsdirektör", "nämnd"; clauses of every matter name them.
fn is_office(stem: &str) -> bool {
    const OFFICES: [&str; 9] = [
        "direktör",
        "chef",
        "styrels",
        "nämnd",
        "fullmäktig",
        "kansli",
        "förvaltning",
        "kontor",
        "direktion",
    ];
    OFFICES.iter().any(|office| stem.ends_with(office))
}

/// The bodies that the proposal goes to, the next one first.
fn stops<'r>(
    decision: &'r Decision,
    own: Option<&'r str>,
    is_minutes: bool,
    goes_higher: bool,
) -> Vec<&'r str> {
    let named = decision.chain.iter().chain(&decision.addressee).map(String::as_str);
    // What minutes hand on has left the body; what is put to it there is decided there.
    let here = own.filter(|_| !is_minutes || !goes_higher);
    let proposer = decision.body.as_deref().filter(|_| !is_minutes);
    let mut stops: Vec<&str> = Vec::new();
    for stop in here.into_iter().chain(proposer).chain(named) {
        let key = body_key(stop);
        let has_left = here.is_none() && own.is_some_and(|own| body_key(own) == key);
        if !has_left && !stops.iter().any(|known| body_key(known) == key) {
            stops.push(stop);
        }
    }
    stops
}

fn titles(
    record: &Record,
    decision: &Decision,
    item: Option<&AgendaItem>,
    item_by_words: bool,
) -> Vec<String> {
    let segment = decision.segment.and_then(|idx| record.segments.get(idx));
    // A segment that is all of the paper has the paper's title.
    let of_segment = segment.filter(|segment| segment.kind != record.kind && !item_by_words);
    let of_paper = (item.is_none()).then(|| record.title.clone()).flatten();
    let titles = [
        item.map(|item| item.title.clone()),
        of_segment.and_then(|segment| segment.title.clone()),
        of_paper,
    ];
    titles.into_iter().flatten().collect()
}
