//! Lines → the body that meets, decides or is addressed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::Pattern;

use super::{head, is_told};
use crate::model::{At, Line, Text};
use crate::parts::columns::columns;
use crate::parts::organ::{self, Rank};

const HEAD_LINES: usize = 30;
/// Lines in which a head may stand in columns.
const COLUMN_LINES: usize = 8;
const MOST_LINES: usize = 4_000;
const LONGEST: usize = 300;

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Pattern> =
            LazyLock::new(|| Pattern::new($pattern).expect("the pattern is fixed"));
    };
}

pattern!(
    CALLED,
    r"(?i)\b(?:kallas|sammanträder|sammanträde med|möte med|protokoll,? (?:fördt|fört|hållet) (?:vid|wid)|fört vid sammanträde|^protokoll(?:sutdrag)? (?:från|ur)|^utdrag ur|sammanträde$)"
);
pattern!(HEADED, r"(?i)\bsammanträdesprotokoll\b\s*(?:\d+\s*\(\d+\)\s*)?");
pattern!(PROPOSED, r"(?i)^(?:förslag till beslut|beslutsförslag)\s*(?:i|för|till|,|:)?\s*");
pattern!(TO, r"(?i)^till\s+(?:\p{Lu}\p{L}+\s)?");
pattern!(NUMBERS, r"^\s+[\d\s().:–-]+$");
pattern!(SENT_TO, r"(?i)\btill:?$");
pattern!(
    ACTS,
    r"^\s(?:föreslås|föreslår|beslutar|beslutade|beslöt|tillstyrker|avstyrker|godkänner|antar|fastställer)\b"
);

/// The body that the paper in `lines` belongs to, and where it is named.
pub fn body(text: &Text, lines: Range<usize>) -> Option<At<String>> {
    let head = head(text, lines.clone(), HEAD_LINES);
    let found = alone(&head)
        .or_else(|| called(&head))
        .or_else(|| headed(&head))
        .or_else(|| behind(&head, &TO))
        .or_else(|| behind(&head, &PROPOSED))
        .or_else(|| most_active(text, lines));
    found.map(|(line, range)| {
        At::new(organ::canonical(&line.text[range.clone()]), line.span_of(range))
    })
}

type Named<'t> = (&'t Line, Range<usize>);

/// A line that is the name of a body; it may go on with "för" its association, a day or a page number. In the first lines
/// it may be one of several columns.
fn alone<'t>(head: &[&'t Line]) -> Option<Named<'t>> {
    head.iter().enumerate().find_map(|(at, line)| {
        let in_columns = at < COLUMN_LINES;
        let columns = columns(line).into_iter().filter(|_| in_columns).map(|column| column.range);
        let mut parts = columns.chain(std::iter::once(0..line.text.len()));
        parts.find_map(|part| {
            let text = &line.text[part.clone()];
            let length = name_length(text).filter(|length| meets(&text[..*length]))?;
            Some((*line, part.start..part.start + length))
        })
    })
}

fn name_length(text: &str) -> Option<usize> {
    let name = text.trim_end_matches([':', '.']);
    let name = name.strip_suffix(" för").unwrap_or(name);
    if !name.starts_with(char::is_uppercase) {
        return None;
    }
    if organ::is_organ(name) {
        return Some(name.len());
    }
    let length = organ::organ_at_start(name)?;
    NUMBERS.is_match(&name[length..]).then_some(length)
}

fn called<'t>(head: &[&'t Line]) -> Option<Named<'t>> {
    head.iter().find_map(|line| {
        let read = start_of(line);
        if !CALLED.is_match(read) {
            return None;
        }
        let range = organ::mentions(read).into_iter().find(|range| meets(&read[range.clone()]))?;
        Some((*line, range))
    })
}

/// "SAMMANTRÄDESPROTOKOLL 8 (16) Socialnämndens arbetsutskott …" on one line.
fn headed<'t>(head: &[&'t Line]) -> Option<Named<'t>> {
    behind(head, &HEADED)
}

fn behind<'t>(head: &[&'t Line], pattern: &Pattern) -> Option<Named<'t>> {
    head.iter().find_map(|line| {
        let read = start_of(line);
        let start = pattern.find(read)?.end();
        let length = organ::organ_at_start(&read[start..])?;
        meets(&read[start..start + length]).then(|| (*line, start..start + length))
    })
}

/// The body that is most often named alone on a line, as in a running head, or is the subject of a decision; for papers
/// whose first pages are missing.
fn most_active(text: &Text, lines: Range<usize>) -> Option<Named<'_>> {
    let mut counts: BTreeMap<String, (usize, Named<'_>)> = BTreeMap::new();
    let mut in_list = false;
    for line in text.lines[lines].iter().filter(|line| is_told(line)).take(MOST_LINES) {
        let ends_list = line.text.starts_with('§') || line.text.len() > 60;
        in_list = SENT_TO.is_match(&line.text) || (in_list && !ends_list);
        let Some(range) = active(line).filter(|_| !in_list) else { continue };
        let name = &line.text[range.clone()];
        if meets(name) {
            counts.entry(organ::canonical(name)).or_insert((0, (line, range))).0 += 1;
        }
    }
    let start = |named: &Named<'_>| named.0.span.start;
    counts
        .into_values()
        .max_by_key(|(count, named)| (*count, std::cmp::Reverse(start(named))))
        .map(|(_, named)| named)
}

fn active(line: &Line) -> Option<Range<usize>> {
    let begins_sentence = line.text.starts_with(char::is_uppercase);
    if !begins_sentence {
        return None;
    }
    let is_name = line.text.len() < 80 && organ::is_organ(&line.text);
    if is_name {
        return Some(0..line.text.len());
    }
    let length = organ::organ_at_start(&line.text)?;
    ACTS.is_match(&line.text[length..]).then_some(0..length)
}

/// Offices and officials hold no meetings.
fn meets(name: &str) -> bool {
    organ::rank(name).is_some_and(|rank| rank >= Rank::Group)
}

fn start_of(line: &Line) -> &str {
    &line.text[..line.text.floor_char_boundary(LONGEST)]
}
