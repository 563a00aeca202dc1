//! What the body of minutes tells of its meeting: its paragraphs and its breaks.

use std::sync::LazyLock;

use super::paragraphs::{Heading, checked};
use crate::model::{Adjournment, Meeting, Note};
use crate::parts::agenda::Agenda;
use crate::parts::outline::Row;
use crate::swedish::Pattern;
use crate::swedish::dates::{dates, times};

/// Adds what `rows`, the body of the minutes of `meeting`, tell of it. The run of paragraphs is only held against
/// whole minutes.
pub fn course(
    meeting: &mut Meeting,
    rows: &[Row],
    agenda: &Agenda,
    is_whole: bool,
    notes: &mut Vec<Note>,
) {
    meeting.adjournments = adjournments(rows);
    if is_whole {
        let headings = headings(rows, agenda);
        meeting.paragraphs = checked(meeting.paragraphs.take(), &headings, notes);
    }
}

/// The paragraphs that are printed with their sign.
fn headings(rows: &[Row], agenda: &Agenda) -> Vec<Heading> {
    let heading = |&(row, item): &(usize, usize)| {
        let item = agenda.items.get(item)?;
        let row = rows.get(row).filter(|row| row.text().contains('§'))?;
        let number = item.number.clone()?;
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        let goes_on = row.text().to_lowercase().contains("forts");
        Some(Heading { value: digits.parse().ok()?, number, goes_on, span: row.line.span })
    };
    agenda.starts.iter().filter_map(heading).collect()
}

static BREAKS: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?i)\bajourner\p{L}*").expect("a constant pattern"));
static AGAIN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)\b(?:åter\p{L}*|fortsätter|fram till|till)\b").expect("a constant pattern")
});
/// Told before the time of the next meeting, not of a break.
static LATER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)\btill (?:den|nästa|ett|på)\b|\bnästa\b").expect("a constant pattern")
});

/// How far behind the word its times may stand, in bytes.
const NEAR: usize = 160;

/// "Mötet ajourneras kl. 10.05–10.20", also where the sentence goes on over a line.
fn adjournments(rows: &[Row]) -> Vec<Adjournment> {
    let mut found: Vec<Adjournment> = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.text().contains("journer")) {
        for word in BREAKS.find_iter(row.text()) {
            let own = &row.text()[word.end()..];
            let near = match rows.get(at + 1).filter(|next| next.section.is_none()) {
                Some(next) if !own.trim_end().ends_with('.') => format!("{own} {}", next.text()),
                _ => own.to_owned(),
            };
            let near = &near[..near.floor_char_boundary(NEAR)];
            let times = times(near);
            let Some(first) = times.first() else { continue };
            let before = &near[..first.range.start];
            let of_another = BREAKS.is_match(before)
                || LATER.is_match(before)
                || before.contains(". ")
                || !dates(before, Some(2000)).is_empty();
            if of_another {
                continue;
            }
            let again = times
                .get(1)
                .filter(|second| AGAIN.is_match(&near[first.range.end..second.range.start]));
            let end = first.end.clone().or_else(|| again.map(|second| second.start.clone()));
            let known = found.iter().any(|other| other.start == first.start);
            if !known {
                found.push(Adjournment { start: first.start.clone(), end, span: row.line.span });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::tests::rows;

    #[track_caller]
    fn check(paper: &str, expected: &[(&str, Option<&str>)]) {
        let found = adjournments(&rows(paper));
        let told: Vec<_> =
            found.iter().map(|found| (found.start.as_str(), found.end.as_deref())).collect();
        assert_eq!(told, expected, "{paper}");
    }

    #[test]
    fn breaks_have_their_times() {
        check("Mötet ajourneras kl. 10.05–10.20.", &[("10:05", Some("10:20"))]);
        check("Ajournering kl. 14.20-14.35", &[("14:20", Some("14:35"))]);
        check("Sammanträdet ajournerades\nkl. 11.30-11.45.", &[("11:30", Some("11:45"))]);
        check(
            "Ordföranden ajournerar mötet kl. 15.00 och återupptar det kl. 15.10.",
            &[("15:00", Some("15:10"))],
        );
        check("Mötet ajourneras kl. 12.00 för lunch.", &[("12:00", None)]);
    }

    #[test]
    fn what_is_no_break() {
        check("Mötet ajourneras till den 5 maj kl. 13.00.", &[]);
        check("Mötet ajourneras. Nästa sammanträde börjar kl. 13.00.", &[]);
        check("Efter ajourneringen enas direktionen om 107 kr.", &[]);
        check("Mötet börjar kl. 10.05–10.20.", &[]);
    }
}
