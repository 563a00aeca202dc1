//! Motions and vote events: the blocks of clauses put to a body, and the counted votes on them.

use serde_json::{Value, json};

use super::ids::{self, Scope};
use super::{source, word};
use crate::export::places::{address, clause_ids};
use crate::record::v1::{Ballot, Choice, Clause, Decision, Record, Status, Vote};

/// One for each decision or proposal: what was put, and whether it was carried.
pub(super) fn motions(record: &Record) -> Vec<Value> {
    let scope = Scope::of(record);
    let clause_ids = clause_ids(record);
    let motion = |(at, decision): (usize, &Decision)| {
        let clauses = decision.clauses.iter().zip(&clause_ids[at]);
        let clauses: Vec<Value> =
            clauses.map(|(clause, id)| self::clause(record, clause, id)).collect();
        let texts: Vec<&str> = decision.clauses.iter().map(|clause| clause.text.as_str()).collect();
        let status = status(decision);
        // What is carried are the clauses, be it "att avslå motionen"; the matter's outcome is told beside.
        let is_carried =
            matches!(status, Some(Status::Decision | Status::Noted | Status::Delegated));
        json!({
            "id": motion_id(record, at),
            "organization_id": put_to(record, &scope, decision),
            "legislative_session_id": ids::event(record, 0),
            "creator_id": creator(&scope, decision),
            "text": (!texts.is_empty()).then(|| texts.join("\n")),
            "classification": status.as_ref().map(word),
            "date": date(record),
            "result": is_carried.then_some("pass"),
            "sources": [source(record, Some(&decision.span))],
            "extras": {
                "document_id": record.id,
                "agenda_item": decision.agenda_item,
                "formula": decision.formula.as_ref().map(|formula| &formula.text),
                "outcome": decision.outcome.as_ref().map(word),
                "proposed_by": decision.body.as_ref().filter(|body| is_proposer(&scope, decision, body)),
                "clauses": clauses,
                "reservations": decision.reservations.iter().map(|reservation| json!({
                    "names": reservation.names,
                    "parties": reservation.parties,
                })).collect::<Vec<_>>(),
                "page": decision.span.page,
                "line": decision.span.line,
                "start": decision.span.start,
                "end": decision.span.end,
            },
        })
    };
    record.decisions.iter().enumerate().map(motion).collect()
}

fn clause(record: &Record, clause: &Clause, id: &str) -> Value {
    json!({
        "id": address(record, id),
        "text": clause.text,
        "status": clause.status,
        "actions": clause.actions,
        "page": clause.span.page,
        "line": clause.span.line,
        "start": clause.span.start,
        "end": clause.span.end,
    })
}

/// One for each counted vote.
pub(super) fn vote_events(record: &Record) -> Vec<Value> {
    let scope = Scope::of(record);
    let mut events = Vec::new();
    for (decision_at, decision) in record.decisions.iter().enumerate() {
        for (at, vote) in decision.votes.iter().enumerate() {
            let motion = motion_id(record, decision_at);
            events.push(json!({
                "id": format!("{motion}/vote-{}", at + 1),
                "organization_id": put_to(record, &scope, decision),
                "legislative_session_id": ids::event(record, 0),
                "motion_id": motion,
                "start_date": date(record),
                "result": result(vote),
                "counts": counts(vote),
                "votes": vote.named.iter().map(|ballot| self::ballot(&scope, ballot)).collect::<Vec<_>>(),
                "sources": [source(record, Some(&vote.span))],
                "extras": { "proposition": vote.proposition },
            }));
        }
    }
    events
}

/// Whether Ja had more; what Ja stands for is told by the proposition. A tie is settled otherwise.
fn result(vote: &Vote) -> Option<&'static str> {
    match vote.yes.cmp(&vote.no) {
        std::cmp::Ordering::Greater => Some("pass"),
        std::cmp::Ordering::Less => Some("fail"),
        std::cmp::Ordering::Equal => None,
    }
}

fn counts(vote: &Vote) -> Vec<Value> {
    let told = [("yes", Some(vote.yes)), ("no", Some(vote.no)), ("abstain", vote.abstain)];
    let told = told.into_iter().filter_map(|(option, value)| Some((option, value?)));
    told.map(|(option, value)| json!({ "option": option, "value": value })).collect()
}

fn ballot(scope: &Scope, ballot: &Ballot) -> Value {
    let option = match ballot.vote {
        Choice::Ja => "yes",
        Choice::Nej => "no",
        Choice::Avstar => "abstain",
    };
    json!({
        "voter_id": scope.person(&ballot.name),
        "option": option,
        "group_id": ballot.party.as_deref().and_then(ids::party),
    })
}

fn motion_id(record: &Record, at: usize) -> String {
    format!("motion/{}/{}", record.id, at + 1)
}

/// The body to which it is put; the whole, where none is told.
fn put_to(record: &Record, scope: &Scope, decision: &Decision) -> Option<String> {
    let body = decision.addressee.as_ref().or(decision.body.as_ref()).or(record.body.as_ref());
    body.and_then(|body| scope.body(body)).or_else(|| scope.id())
}

/// True for the body that puts it to another one, and for persons and parties.
fn is_proposer(scope: &Scope, decision: &Decision, body: &str) -> bool {
    decision.addressee.is_some() || scope.body(body).is_none()
}

/// The one person who proposed all of it.
fn creator(scope: &Scope, decision: &Decision) -> Option<String> {
    let proposers = decision.clauses.iter().flat_map(|clause| &clause.proposers);
    let mut named = proposers.filter_map(|proposer| proposer.name.as_ref());
    let first = named.next()?;
    named.all(|name| name == first).then(|| scope.person(first)).flatten()
}

/// Decided, where any clause is; otherwise what the first is.
fn status(decision: &Decision) -> Option<Status> {
    let mut all = decision.clauses.iter().map(|clause| clause.status);
    let first = all.clone().next();
    all.find(|status| *status == Status::Decision).or(first)
}

/// The day of the meeting, or that of issue.
fn date(record: &Record) -> Option<&String> {
    let meeting = record.meetings.first().and_then(|meeting| meeting.date.as_ref());
    meeting.or(record.date.as_ref())
}
