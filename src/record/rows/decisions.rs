//! Rows of decisions, their clauses, and how they were voted on.

use super::super::v1::{Clause, Decision, Record, Vote};
use super::{Column, columns, date_of, number, place, start_of, text, word};

pub(super) const DECISIONS: &[Column] = columns![
    "id" Text, "file" Text, "organization" Text, "body" Text, "addressee" Text, "date" Date,
    "agenda_item" Text, "title" Text, "dnr" Text, "decision" Integer, "formula" Text, "outcome" Text,
    "clauses" Integer, "votes" Integer, "reservations" Integer, "page" Integer, "line" Integer,
    "start" Integer, "end" Integer,
];

pub(super) const CLAUSES: &[Column] = columns![
    "id" Text, "file" Text, "organization" Text, "body" Text, "addressee" Text, "date" Date,
    "agenda_item" Text, "decision" Integer, "clause" Integer, "formula" Text, "outcome" Text,
    "status" Text, "surface_status" Text, "actions" Text, "amounts_sek" Text, "dates" Text, "text" Text,
    "rule" Text, "page" Integer, "line" Integer, "start" Integer, "end" Integer,
];

pub(super) const VOTES: &[Column] = columns![
    "id" Text, "file" Text, "organization" Text, "body" Text, "date" Date, "agenda_item" Text,
    "decision" Integer, "vote" Integer, "yes" Integer, "no" Integer, "abstain" Integer, "named" Integer,
    "proposition" Text, "page" Integer, "line" Integer, "start" Integer, "end" Integer,
];

pub(super) const BALLOTS: &[Column] = columns![
    "id" Text, "file" Text, "organization" Text, "body" Text, "date" Date, "agenda_item" Text,
    "decision" Integer, "vote" Integer, "name" Text, "party" Text, "choice" Text,
];

pub(super) fn decisions(record: &Record) -> Vec<Vec<String>> {
    let row = |(at, decision): (usize, &Decision)| {
        let item = decision.agenda_item.as_ref();
        let item =
            record.agenda.iter().find(|listed| item.is_some() && listed.number.as_ref() == item);
        let mut row = head(record, decision);
        row.extend([
            item.map(|item| item.title.clone()).unwrap_or_default(),
            item.and_then(|item| item.dnr.clone()).unwrap_or_default(),
            (at + 1).to_string(),
            formula(decision),
            decision.outcome.as_ref().map(word).unwrap_or_default(),
            decision.clauses.len().to_string(),
            decision.votes.len().to_string(),
            decision.reservations.len().to_string(),
        ]);
        row.extend(place(&decision.span));
        row
    };
    record.decisions.iter().enumerate().map(row).collect()
}

pub(super) fn clauses(record: &Record) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (decision_idx, decision) in record.decisions.iter().enumerate() {
        for (clause_idx, clause) in decision.clauses.iter().enumerate() {
            let numbers = (decision_idx + 1, clause_idx + 1);
            rows.push(clause_row(record, decision, clause, numbers));
        }
    }
    rows
}

fn clause_row(
    record: &Record,
    decision: &Decision,
    clause: &Clause,
    (decision_number, clause_number): (usize, usize),
) -> Vec<String> {
    let sums = clause.amounts.iter().filter_map(|amount| amount.sek);
    let dates: Vec<&str> = clause.dates.iter().map(|date| date.date.as_str()).collect();
    let mut row = head(record, decision);
    row.extend([
        decision_number.to_string(),
        clause_number.to_string(),
        formula(decision),
        decision.outcome.as_ref().map(word).unwrap_or_default(),
        word(&clause.status),
        word(&clause.surface_status),
        clause.actions.join("; "),
        sums.map(|sek| sek.to_string()).collect::<Vec<_>>().join("; "),
        dates.join("; "),
        clause.text.clone(),
        clause.rule.clone(),
    ]);
    row.extend(place(&clause.span));
    row
}

pub(super) fn votes(record: &Record) -> Vec<Vec<String>> {
    each_vote(record, |head, vote| {
        let mut row = head.to_vec();
        row.extend([
            vote.yes.to_string(),
            vote.no.to_string(),
            number(vote.abstain),
            vote.named.len().to_string(),
            text(&vote.proposition),
        ]);
        row.extend(place(&vote.span));
        vec![row]
    })
}

pub(super) fn ballots(record: &Record) -> Vec<Vec<String>> {
    each_vote(record, |head, vote| {
        let row = |ballot: &super::super::v1::Ballot| {
            let told = [ballot.name.clone(), text(&ballot.party), word(&ballot.vote)];
            [head, &told].concat()
        };
        vote.named.iter().map(row).collect()
    })
}

fn each_vote(
    record: &Record,
    rows: impl Fn(&[String], &Vote) -> Vec<Vec<String>>,
) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for (decision_idx, decision) in record.decisions.iter().enumerate() {
        for (vote_idx, vote) in decision.votes.iter().enumerate() {
            let mut head = start_of(record);
            head.extend([
                text(&record.organization),
                text(&body_of(record, decision)),
                text(&date_of(record)),
                text(&decision.agenda_item),
                (decision_idx + 1).to_string(),
                (vote_idx + 1).to_string(),
            ]);
            all.extend(rows(&head, vote));
        }
    }
    all
}

/// The document, who decides on whose behalf and when, and in which item.
fn head(record: &Record, decision: &Decision) -> Vec<String> {
    let mut row = start_of(record);
    row.extend([
        text(&record.organization),
        text(&body_of(record, decision)),
        text(&decision.addressee),
        text(&date_of(record)),
        text(&decision.agenda_item),
    ]);
    row
}

fn body_of(record: &Record, decision: &Decision) -> Option<String> {
    decision.body.clone().or_else(|| record.body.clone())
}

fn formula(decision: &Decision) -> String {
    decision.formula.as_ref().map(|formula| formula.text.clone()).unwrap_or_default()
}
