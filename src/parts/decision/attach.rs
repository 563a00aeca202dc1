//! Votes and reservations → the decisions they belong to.

use std::ops::Range;
use std::sync::LazyLock;

use super::{reader, vote};
use crate::model::{Decision, Line, Note, Parsed};
use crate::parts::agenda::Agenda;
use crate::parts::outline::Row;
use crate::swedish::Pattern;

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
    let may_reserve = rows.iter().any(|row| row.text().contains("eserv"));
    let voting = voting(rows);
    if voting.is_empty() && !may_reserve {
        return;
    }
    let lines = |rows: &[Row]| rows.iter().map(|row| row.line.clone()).collect::<Vec<Line>>();
    let Parsed { value: votes, notes: told } = vote::votes(&lines(&rows[voting]));
    let reservations = if may_reserve { vote::reservations(&lines(rows)) } else { Vec::new() };
    notes.extend(told);
    if votes.is_empty() && reservations.is_empty() {
        return;
    }
    let within = rows[0].line.span.to(rows[rows.len() - 1].line.span);
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

/// Rows before the first word of a vote, and behind the last, in which names may stand.
const MARGIN: usize = 100;

/// The rows in which votes may be told; none in most paragraphs.
fn voting(rows: &[Row]) -> Range<usize> {
    static WORDS: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?i)nej|röst|voter").expect("a constant pattern"));
    static YES: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"\bJ[aA]\b").expect("a constant pattern"));
    let tells = |row: &Row| WORDS.is_match(row.text()) || YES.is_match(row.text());
    let Some(first) = rows.iter().position(tells) else { return 0..0 };
    let last = rows.iter().rposition(tells).unwrap_or(first);
    first.saturating_sub(MARGIN)..(last + MARGIN).min(rows.len())
}
