//! A list of names with a mark or a word for each → votes.

use std::sync::LazyLock;

use crate::swedish::Pattern;

use crate::model::{Ballot, Choice, Line, Vote};

use super::folded::Folded;
use super::named::choice;
use super::names::persons;
use super::{Found, count};

/// Rows of one list stand no farther apart than this, in lines.
const APART: usize = 40;

/// A row of a list that stands in one cell a line is told within this many lines.
const CELLS: usize = 5;

/// A list of fewer rows is no list.
const FEWEST: usize = 3;

/// The heads of columns, where each stands on a line of its own.
const COLUMN_HEADS: [&str; 7] =
    ["Namn", "Parti", "Plats", "Funktion", "Resultat", "Röst", "Ledamot"];

/// One row of a list.
struct Row {
    ballot: Ballot,
    /// The first and the last line.
    lines: (usize, usize),
}

/// The votes that are told in lists.
pub(super) fn votes(folded: &Folded) -> Vec<Found> {
    let mut votes = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut columns: Vec<(usize, Choice)> = Vec::new();
    let mut idx = 0;
    while let Some(line) = folded.lines.get(idx) {
        let is_far = rows.last().is_some_and(|row| idx > row.lines.1 + APART);
        if is_far || OPENS.is_match(&line.text) {
            votes.extend(vote(std::mem::take(&mut rows), folded));
        }
        let header = header(line);
        if header.len() > 1 {
            columns = header;
        } else if let Some(row) = row(folded, idx, &columns) {
            idx = row.lines.1;
            rows.push(row);
        }
        idx += 1;
    }
    votes.extend(vote(rows, folded));
    votes
}

/// The vote that rows make.
fn vote(rows: Vec<Row>, folded: &Folded) -> Option<Found> {
    let (first, last) = (rows.first()?.lines.0, rows.last()?.lines.1);
    if rows.len() < FEWEST {
        return None;
    }
    let start = folded.start(first);
    let end = folded.start(last) + folded.lines[last].text.len();
    let named: Vec<Ballot> = rows.into_iter().map(|row| row.ballot).collect();
    let vote = Vote {
        yes: count(&named, Choice::Ja),
        no: count(&named, Choice::Nej),
        abstain: Some(count(&named, Choice::Avstar)),
        span: folded.span(start..end),
        named,
        proposition: None,
    };
    Some(Found { vote, start, end, is_counted: false })
}

/// The row that begins on line `idx`.
fn row(folded: &Folded, idx: usize, columns: &[(usize, Choice)]) -> Option<Row> {
    let line = folded.lines[idx];
    if let Some(found) = ROW.captures(&line.text) {
        let ballot = ballot(
            &found["who"],
            found.name("party").map(|party| party.as_str()),
            choice(&found["vote"])?,
        )?;
        return Some(Row { ballot, lines: (idx, idx) });
    }
    if let Some(found) = MARKED.captures(&line.text) {
        let mark = found.name("mark")?;
        let choice = nearest(columns, column(line, mark.start()))?;
        let ballot =
            ballot(&found["who"], found.name("party").map(|party| party.as_str()), choice)?;
        return Some(Row { ballot, lines: (idx, idx) });
    }
    cells(folded, idx)
}

/// The row whose cells stand on lines of their own: name (in one line or two), party, seat, function, vote.
fn cells(folded: &Folded, idx: usize) -> Option<Row> {
    let lines = &folded.lines[idx..folded.lines.len().min(idx + 3)];
    let near = &folded.lines[idx..folded.lines.len().min(idx + CELLS + 3)];
    if !near.iter().any(|line| is_voted(&line.text)) || !CAPITAL.is_match(&lines.first()?.text) {
        return None;
    }
    let mut head = String::new();
    for (n, line) in lines.iter().enumerate() {
        if COLUMN_HEADS.contains(&line.text.as_str()) {
            return None;
        }
        if n > 0 {
            head.push(' ');
        }
        head.push_str(&line.text);
        let Some(found) = HEAD.captures(&head) else { continue };
        let from = idx + n + 1;
        let within = folded.lines.len().min(from + CELLS);
        let voted = (from..within).find(|&at| is_voted(&folded.lines[at].text))?;
        let ballot =
            ballot(&found["who"], Some(&found["party"]), choice(&folded.lines[voted].text)?)?;
        return Some(Row { ballot, lines: (idx, voted) });
    }
    None
}

/// True for a cell that tells a vote.
fn is_voted(cell: &str) -> bool {
    matches!(cell, "Ja" | "Nej" | "Avstår")
}

fn ballot(who: &str, party: Option<&str>, vote: Choice) -> Option<Ballot> {
    let person = persons(who).pop()?;
    let party = party.map(str::to_uppercase).filter(|party| !matches!(party.as_str(), "-" | "–"));
    Some(Ballot { name: person.name, party: party.or(person.party), vote })
}

/// The columns of a header: "Namn   Parti   Ja   Nej   Avstår".
fn header(line: &Line) -> Vec<(usize, Choice)> {
    if !line.text.contains("Ja") && !line.text.contains("JA")
        || line.text.chars().any(|letter| letter.is_ascii_digit())
    {
        return Vec::new();
    }
    let cells = CELL.find_iter(&line.text);
    cells.filter_map(|cell| Some((column(line, cell.start()), choice(cell.as_str())?))).collect()
}

/// The column of byte `at`: tabs counted where there are any, else letters from the page's edge.
fn column(line: &Line, at: usize) -> usize {
    let before = &line.text[..at];
    if line.text.contains('\t') {
        before.matches('\t').count()
    } else {
        line.indent as usize + before.chars().count()
    }
}

fn nearest(columns: &[(usize, Choice)], at: usize) -> Option<Choice> {
    columns.iter().min_by_key(|(column, _)| column.abs_diff(at)).map(|(_, choice)| *choice)
}

fn pattern(pattern: &str) -> Pattern {
    Pattern::new(pattern).expect("a constant pattern")
}

/// A new list begins.
static OPENS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?i)^(?:antal\s+ja\b|ärendemening\b|omröstningslista|voteringslista)")
});

/// "Anna Ek  S  12  Ledamot  Ja".
static ROW: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:\d+\s+)?(?P<who>\p{Lu}[\p{L}'’.-]+(?: \p{L}[\p{L}'’.-]+)+)[\s,]+\(?(?P<party>\p{L}{1,4}|-)\)?(?:\s+\d+)?(?:\s+[\p{L}:\d]+){0,3}?\s+(?P<vote>Ja|Nej|Avstår|JA|NEJ)$",
    )
});

/// "Anna Ek (S)      X".
static MARKED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:\d+\s+)?(?P<who>\p{Lu}[\p{L}'’.-]+(?: \p{L}[\p{L}'’.-]+)+)[\s,]+\(?(?P<party>\p{L}{1,4}|-)\)?(?:\s+\p{L}{4,})?\s+(?P<mark>[Xx1])\s*$",
    )
});

/// A line of a name, perhaps with its party.
static CAPITAL: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^\p{Lu}[\p{L}'’.-]*(?: [\p{L}'’.-]+){0,6}$"));

/// A name and its party.
static HEAD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<who>\p{Lu}[\p{L}'’.-]+(?: \p{L}[\p{L}'’.-]*)+) \(?(?P<party>\p{Lu}{1,4}|F[iI]|-)\)?$",
    )
});

static CELL: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\p{L}+"));
