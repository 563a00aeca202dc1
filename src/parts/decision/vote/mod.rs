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

    // Counts before the names at hand, the nearest last; what names once stand too far behind, all later ones do.
    let mut open: Vec<usize> = Vec::new();
    let mut counts = (0..found.len()).peekable();
    for told in told {
        while let Some(count) = counts.next_if(|&count| found[count].start <= told.start) {
            open.push(count);
        }
        while open.pop_if(|&mut count| found[count].end + NEAR < told.start).is_some() {}
        if !takes_names(open.last().map(|&count| &mut found[count]), &told) {
            open.push(found.len());
            found.push(told);
        }
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

/// Gives the names of `told` to the nearest count before them, when it has none and does not contradict; else they are
/// a vote of their own.
fn takes_names(counted: Option<&mut Found>, told: &Found) -> bool {
    let Some(counted) = counted.filter(|counted| counted.vote.named.is_empty()) else {
        return false;
    };
    let numbers = |found: &Found| (found.vote.yes, found.vote.no);
    if told.is_counted && numbers(told) != numbers(counted) {
        return false;
    }
    counted.vote.named.clone_from(&told.vote.named);
    counted.vote.abstain = counted.vote.abstain.or(told.vote.abstain);
    counted.vote.span = counted.vote.span.to(told.vote.span);
    counted.end = counted.end.max(told.end);
    true
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
