//! Events: the meetings. What several papers tell of one is told together, the minutes' word first.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::ids::{self, Scope};
use super::{Read, source};
use crate::export::Error;
use crate::record::v1::{AgendaItem, Kind, Meeting, Record};

/// Which documents tell of which meeting.
#[derive(Debug, Default)]
pub(super) struct Meetings(BTreeMap<String, Vec<Told>>);

/// One of a record's meetings; the best to hear first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    rank: u8,
    /// The document's place in the list of ids.
    document: usize,
    meeting: usize,
}

impl Meetings {
    pub(super) fn add(&mut self, document: usize, record: &Record) {
        for meeting in 0..record.meetings.len() {
            if let Some(id) = ids::event(record, meeting) {
                let rank = rank(record.kind, meeting);
                self.0.entry(id).or_default().push(Told { rank, document, meeting });
            }
        }
    }

    /// Gives each meeting to `each`.
    pub(super) fn try_each<E: From<Error>>(
        &mut self,
        ids: &[String],
        read: Read<'_, E>,
        each: &mut dyn FnMut(Value) -> Result<(), E>,
    ) -> Result<(), E> {
        for (id, told) in &mut self.0 {
            told.sort();
            let mut event = Event::default();
            for Told { document, meeting, .. } in told {
                if let Some(document) = ids.get(*document) {
                    event.hear(&read(document)?, *meeting);
                }
            }
            each(event.value(id))?;
        }
        Ok(())
    }
}

/// Minutes tell best what was, notices what was meant; other papers only name their meeting.
fn rank(kind: Kind, meeting: usize) -> u8 {
    let rank = match kind {
        Kind::Protokoll => 0,
        Kind::Minnesanteckningar => 1,
        Kind::Kallelse => 2,
        Kind::Foredragningslista => 3,
        Kind::Kungorelse => 4,
        Kind::Protokollsutdrag => 5,
        _ => 6,
    };
    rank + if meeting == 0 { 0 } else { 10 }
}

/// A meeting, as far as it has been heard of.
#[derive(Debug, Default)]
struct Event {
    organization: Option<String>,
    body: Option<String>,
    body_id: Option<String>,
    date: Option<String>,
    date_inferred: bool,
    start: Option<String>,
    end: Option<String>,
    place: Option<String>,
    chair: Option<Value>,
    secretary: Option<Value>,
    adjusters: Vec<Value>,
    attendees: BTreeMap<String, Value>,
    absent: BTreeMap<String, Value>,
    agenda: Vec<Value>,
    sources: Vec<Value>,
    /// The first paper's file.
    paper: Option<String>,
}

impl Event {
    fn hear(&mut self, record: &Record, at: usize) {
        let Some(meeting) = record.meetings.get(at) else { return };
        let scope = Scope::of_meeting(record, meeting);
        let person = |name: &String| json!({ "id": scope.person(name), "name": name });
        let body = ids::body(record, meeting);
        if self.body_id.is_none() {
            self.body_id = body.and_then(|body| scope.body(body)).or_else(|| scope.id());
        }
        keep(&mut self.organization, scope.name.as_ref());
        keep(&mut self.body, body);
        if self.date.is_none() {
            self.date.clone_from(&meeting.date);
            self.date_inferred = meeting.date_inferred;
        }
        keep(&mut self.start, meeting.start.as_ref());
        keep(&mut self.end, meeting.end.as_ref());
        keep(&mut self.place, meeting.place.as_ref());
        keep(&mut self.chair, meeting.chair.as_ref().map(person).as_ref());
        keep(&mut self.secretary, meeting.secretary.as_ref().map(person).as_ref());
        if self.adjusters.is_empty() {
            self.adjusters = meeting.adjusters.iter().map(person).collect();
        }
        if self.attendees.is_empty() {
            self.roster(&scope, meeting);
        }
        // The agenda is that of the paper's own meeting.
        if at == 0 && self.agenda.is_empty() {
            self.agenda = record
                .agenda
                .iter()
                .enumerate()
                .map(|(at, item)| agenda_item(record, at, item))
                .collect();
        }
        keep(&mut self.paper, Some(&record.source.name));
        self.sources.push(source(record, Some(&meeting.span)));
    }

    fn roster(&mut self, scope: &Scope, meeting: &Meeting) {
        for person in &meeting.attendance {
            let told = json!({
                "id": scope.person(&person.name),
                "name": person.name,
                "extras": { "role": person.role, "party": person.party },
            });
            let list = if person.present { &mut self.attendees } else { &mut self.absent };
            list.entry(person.name.clone()).or_insert(told);
        }
    }

    fn value(self, id: &str) -> Value {
        let name = [self.organization, self.body, self.date.clone()];
        let name = name.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let name = if name.is_empty() { self.paper.unwrap_or_default() } else { name };
        json!({
            "id": id,
            "name": name,
            "classification": "meeting",
            "organization_id": self.body_id,
            "start_date": self.date,
            "location": self.place,
            "attendees": self.attendees.into_values().collect::<Vec<_>>(),
            "agenda": self.agenda,
            "sources": self.sources,
            "extras": {
                "date_inferred": self.date_inferred,
                "start_time": self.start,
                "end_time": self.end,
                "chair": self.chair,
                "secretary": self.secretary,
                "adjusters": self.adjusters,
                "absent": self.absent.into_values().collect::<Vec<_>>(),
            },
        })
    }
}

/// What was heard first stands.
fn keep<T: Clone>(known: &mut Option<T>, told: Option<&T>) {
    if known.is_none() {
        *known = told.cloned();
    }
}

fn agenda_item(record: &Record, at: usize, item: &AgendaItem) -> Value {
    json!({
        "description": item.title,
        "order": (at + 1).to_string(),
        "extras": {
            "number": item.number,
            "dnr": item.dnr,
            "source": source(record, Some(&item.span)),
        },
    })
}
