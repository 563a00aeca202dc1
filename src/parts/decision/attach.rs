//! Votes and reservations → the decisions they belong to.

use super::{reader, vote};
use crate::model::{Decision, Line, Note, Parsed};
use crate::parts::agenda::Agenda;
use crate::parts::outline::Row;

/// Gives each decision the votes and reservations of its paragraph.
pub(super) fn votes(
    rows: &[Row],
    agenda: &Agenda,
    segment: usize,
    found: &mut Vec<Decision>,
    notes: &mut Vec<Note>,
) {
    for (at, &(start, item)) in agenda.starts.iter().enumerate() {
        let end = agenda.starts.get(at + 1).map_or(rows.len(), |next| next.0);
        attach(&rows[start..end], agenda.items[item].number.clone(), segment, found, notes);
    }
    if agenda.starts.is_empty() && !rows.is_empty() {
        attach(rows, None, segment, found, notes);
    }
}

fn attach(
    rows: &[Row],
    number: Option<String>,
    segment: usize,
    found: &mut Vec<Decision>,
    notes: &mut Vec<Note>,
) {
    // The cheap look first: few paragraphs tell of votes.
    let holds =
        |words: &[&str]| rows.iter().any(|row| words.iter().any(|word| row.text().contains(word)));
    let may_vote = holds(&["röst", "Röst", "Ja", " ja", "JA", "oter"]);
    let may_reserve = holds(&["eserv"]);
    if !may_vote && !may_reserve {
        return;
    }
    let lines: Vec<Line> = rows.iter().map(|row| row.line.clone()).collect();
    let Parsed { value: votes, notes: told } = if may_vote {
        vote::votes(&lines)
    } else {
        Parsed { value: Vec::new(), notes: Vec::new() }
    };
    let reservations = if may_reserve { vote::reservations(&lines) } else { Vec::new() };
    notes.extend(told);
    if votes.is_empty() && reservations.is_empty() {
        return;
    }
    let within = lines[0].span.to(lines[lines.len() - 1].span);
    let place = found.iter().rposition(|decision| within.contains(decision.span));
    let place = place.unwrap_or_else(|| {
        let span = votes
            .first()
            .map(|vote| vote.span)
            .or(reservations.first().map(|reservation| reservation.span));
        found.push(reader::empty_decision(number, segment, span.unwrap_or(within)));
        found.len() - 1
    });
    found[place].votes = votes;
    found[place].reservations = reservations;
}
