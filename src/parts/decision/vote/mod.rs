//! Lines → [`Vote`]s and [`Reservation`](crate::model::Reservation)s.

mod counts;
mod folded;
mod named;
mod names;
mod proposition;
mod reservation;
mod rollcall;

use crate::model::{Ballot, Choice, Line, Note, NoteCode, Parsed, Vote};

use folded::Folded;

pub use reservation::reservations;

/// How far after a count, in bytes, the names may stand that belong to it.
const NEAR: usize = 4_000;

/// A vote, and where it stands in the folded text.
#[derive(Debug)]
struct Found {
    vote: Vote,
    start: usize,
    end: usize,
    /// False when the numbers were counted from the names.
    is_counted: bool,
}

/// The counted votes in `lines`, in order; a note where printed counts and names differ.
pub fn votes(lines: &[Line]) -> Parsed<Vec<Vote>> {
    let folded = Folded::new(lines);
    let mut found = counts::votes(&folded);
    let mut told = named::votes(&folded);
    told.extend(rollcall::votes(&folded));
    told.sort_by_key(|told| told.start);

    for told in told {
        add_named(told, &mut found);
    }
    found.sort_by_key(|found| found.start);
    let mut from = 0;
    for found in &mut found {
        found.vote.proposition = proposition::before(&folded.text, from, found.start);
        from = found.end;
    }

    let notes = found.iter().filter_map(|found| difference(&found.vote)).collect();
    Parsed { value: found.into_iter().map(|found| found.vote).collect(), notes }
}

/// Gives the names to the count that they belong to: the nearest before them that has none and does not
/// contradict; else they are a vote of their own.
fn add_named(told: Found, found: &mut Vec<Found>) {
    let counted = found
        .iter_mut()
        .filter(|found| found.start <= told.start && told.start <= found.end + NEAR)
        .max_by_key(|found| found.start)
        .filter(|found| found.vote.named.is_empty());
    match counted {
        Some(counted)
            if !told.is_counted
                || (told.vote.yes, told.vote.no) == (counted.vote.yes, counted.vote.no) =>
        {
            counted.vote.named = told.vote.named;
            counted.vote.abstain = counted.vote.abstain.or(told.vote.abstain);
            counted.vote.span = counted.vote.span.to(told.vote.span);
            counted.end = counted.end.max(told.end);
        }
        _ => found.push(told),
    }
}

/// A note when the names are not as many as the numbers say.
fn difference(vote: &Vote) -> Option<Note> {
    if vote.named.is_empty() {
        return None;
    }
    let n_named = |choice| count(&vote.named, choice);
    let agrees = n_named(Choice::Ja) == vote.yes
        && n_named(Choice::Nej) == vote.no
        && vote.abstain.is_none_or(|abstain| n_named(Choice::Avstar) == abstain);
    let message = || {
        format!(
            "counted {} yes, {} no; named {} yes, {} no",
            vote.yes,
            vote.no,
            n_named(Choice::Ja),
            n_named(Choice::Nej)
        )
    };
    (!agrees).then(|| Note::at(NoteCode::VotesDiffer, message(), vote.span))
}

/// How many of `ballots` are `choice`.
fn count(ballots: &[Ballot], choice: Choice) -> u32 {
    ballots.iter().filter(|ballot| ballot.vote == choice).count() as u32
}

#[cfg(test)]
mod cases;
