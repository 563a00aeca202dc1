//! "Anna Ek (S) och Bo Al (C) röstar Ja (2)." and "Följande röstar Nej: …" → votes.

use std::sync::LazyLock;

use crate::swedish::Pattern;

use crate::model::{Ballot, Choice, Vote};

use super::folded::{Folded, sentence_start};
use super::names::persons;
use super::{Found, count};

/// Groups of one vote stand no farther apart than this, in bytes.
const APART: usize = 1_500;

/// A sentence with names is not longer than this, in bytes.
const LONGEST: usize = 6_000;

/// Those who voted alike.
#[derive(Debug)]
struct Group {
    choice: Choice,
    printed: Option<u32>,
    ballots: Vec<Ballot>,
    start: usize,
    end: usize,
}

/// The votes that are told by name.
pub(super) fn votes(folded: &Folded) -> Vec<Found> {
    let mut groups = sentences(folded);
    groups.extend(lists(folded));
    groups.sort_by_key(|group| group.start);

    let mut votes = Vec::new();
    let mut together: Vec<Group> = Vec::new();
    for group in groups {
        let continues = together.last().is_some_and(|last| group.start < last.end + APART)
            && together.iter().all(|other| other.choice != group.choice);
        if !continues {
            votes.extend(vote(std::mem::take(&mut together), folded));
        }
        together.push(group);
    }
    votes.extend(vote(together, folded));
    votes
}

/// The vote that groups make, when they are more than one.
fn vote(groups: Vec<Group>, folded: &Folded) -> Option<Found> {
    let (first, last) = (groups.first()?, groups.last()?);
    if groups.len() < 2 {
        return None;
    }
    let (start, end) = (first.start, last.end);
    let printed =
        |choice| groups.iter().find(|group| group.choice == choice).and_then(|group| group.printed);
    let has = |choice| groups.iter().any(|group| group.choice == choice);
    let named: Vec<Ballot> = groups.iter().flat_map(|group| group.ballots.clone()).collect();
    let number = |choice| printed(choice).unwrap_or_else(|| count(&named, choice));
    let vote = Vote {
        yes: number(Choice::Ja),
        no: number(Choice::Nej),
        abstain: has(Choice::Avstar).then(|| number(Choice::Avstar)),
        span: folded.span(start..end),
        named: named.clone(),
        proposition: None,
    };
    let is_counted = groups.iter().any(|group| group.printed.is_some());
    Some(Found { vote, start, end, is_counted })
}

/// "Anna Ek (S) röstar Ja (1)."
fn sentences(folded: &Folded) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut from = 0;
    for found in VOTES.captures_iter(&folded.text) {
        let Some(whole) = found.get(0) else { continue };
        let earliest =
            folded.text.floor_char_boundary(whole.start().saturating_sub(LONGEST)).max(from);
        let before = &folded.text[earliest..whole.start()];
        let start = earliest + sentence_start(before);
        from = whole.end();
        let printed = found.name("choice").or_else(|| found.name("abstains"));
        let Some(choice) = printed.and_then(|printed| choice(printed.as_str())) else { continue };
        let ballots = ballots(&folded.text[start..whole.start()], choice);
        if !ballots.is_empty() {
            let printed = found.name("n").and_then(|n| n.as_str().parse().ok());
            groups.push(Group { choice, printed, ballots, start, end: whole.end() });
        }
    }
    groups
}

/// "Följande röstar Ja: Anna Ek (S), Bo Al (C)", "Nej: Eva Berg (M)".
fn lists(folded: &Folded) -> Vec<Group> {
    let mut groups = Vec::new();
    let labels: Vec<_> = LABEL.captures_iter(&folded.text).collect();
    for (idx, found) in labels.iter().enumerate() {
        let (Some(whole), Some(choice)) = (found.get(0), choice(&found["choice"])) else {
            continue;
        };
        let next = labels
            .get(idx + 1)
            .and_then(|next| next.get(0))
            .map_or(folded.text.len(), |next| next.start());
        let latest = folded.text.floor_char_boundary(next.min(whole.end() + LONGEST));
        let after = &folded.text[whole.end()..latest];
        let end = STOP.find(after).map_or(after.len(), |stop| stop.start() + 1).min(after.len());
        let list = &after[..after.floor_char_boundary(end)];
        let tally = TALLY.captures(list);
        let list = tally
            .as_ref()
            .and_then(|tally| tally.get(0))
            .map_or(list, |tally| &list[..tally.start()]);
        let ballots = ballots(list, choice);
        if ballots.iter().any(|ballot| ballot.party.is_some()) {
            let printed = found.name("n").or_else(|| tally.as_ref()?.name("n"));
            let printed = printed.and_then(|n| n.as_str().parse().ok());
            let (start, end) = (
                whole.start(),
                whole.end() + after[..after.floor_char_boundary(end)].trim_end().len(),
            );
            groups.push(Group { choice, printed, ballots, start, end });
        }
    }
    groups
}

fn ballots(list: &str, choice: Choice) -> Vec<Ballot> {
    let ballot = |person: super::names::Person| Ballot {
        name: person.name,
        party: person.party,
        vote: choice,
    };
    persons(list).into_iter().map(ballot).collect()
}

/// "Ja", "Nej", "avstår".
pub(super) fn choice(printed: &str) -> Option<Choice> {
    match printed.to_lowercase().as_str() {
        "ja" => Some(Choice::Ja),
        "nej" => Some(Choice::Nej),
        other if other.starts_with("avst") => Some(Choice::Avstar),
        _ => None,
    }
}

/// "röstar Ja (7)", "avstår från att rösta (1)".
static VOTES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\b(?:röst(?:ar|ade|at)\s+(?P<choice>ja|nej)|(?P<abstains>avst(?:år|od))(?:\s+från\s+att\s+rösta)?)\b(?:\s*\((?P<n>\d{1,4})\))?",
    )
    .expect("a constant pattern")
});

/// "Följande röstar Ja:", "Nej (5):", "Ja-röster: ".
static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?im)(?:^[ \t]*|\bföljande\s+(?:ledamöter\s+)?|\bröst(?:ar|ade)\s+|[.)]\s)(?:röst(?:ar|ade)\s+)?(?P<choice>ja|nej|avstår|avstod|avstående)(?:[-–]röster|\s+röst(?:ar|ade)|\s+från\s+att\s+rösta)?(?:\s*\((?P<n>\d{1,4})\))?\s*:",
    )
    .expect("a constant pattern")
});

/// "… - 4 st", "… (4 röster)" behind the names.
static TALLY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\s*(?:[-–=,]|\()\s*(?P<n>\d{1,3})\s*(?:st\b\.?|röster\b)\)?\s*$")
        .expect("a constant pattern")
});

/// Where a list of names ends.
static STOP: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r#"[.!?:]["”]?\s|[\p{Ll}.)]["”]?\n\n"#).expect("a constant pattern")
});
