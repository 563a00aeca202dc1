//! Lines → the day of the meeting, and the day the paper was issued.

use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::Pattern;

use super::{head, is_told};
use crate::model::{At, Line, Span, Text};
use crate::parts::columns;
use crate::swedish::dates::{Day, FoundDate, dates, following};

/// The day of a meeting.
#[derive(Debug, Clone)]
pub(super) struct MeetingDay {
    /// ISO 8601.
    pub(super) iso: String,
    /// True when the year is not printed.
    pub(super) inferred: bool,
    pub(super) span: Span,
    /// Index among the lines of the head.
    pub(super) line: usize,
}

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Pattern> =
            LazyLock::new(|| Pattern::new($pattern).expect("the pattern is fixed"));
    };
}

pattern!(
    LABEL,
    r"(?i)^(?:sammanträdesdatum|sammanträdesdag|mötesdag|mötesdatum|sammanträdestid|datum för sammanträdet?)\b"
);
pattern!(
    TIME_LABEL,
    r"(?i)^(?:tid(?:punkt)?|tid och plats|plats och tid|när|dag och tid|datum och tid)\b"
);
pattern!(DATE_LABEL, r"(?i)^datum\b");
pattern!(
    CALLED,
    r"(?i)\b(?:kallas|kallelse)\b.{0,60}\b(?:sammanträde|möte)|^(?:extra )?sammanträde\b|\b(?:sammanträde|möte)\s+(?:\p{L}+dag(?:en)?\s+)?(?:den\s+)?\d"
);
pattern!(
    MINUTES,
    r"(?i)\b(?:sammanträdesprotokoll|protokoll|minnesanteckningar|mötesanteckningar|kallelse|föredragningslista)\b"
);
pattern!(
    ISSUED_LABEL,
    r"(?i)\b(?:utfärdat|upprättad|upprättat|daterad|utskriftsdatum|publicerad|ankom|expedierad|reviderad|giltig|anslag)\b"
);

/// Lines in which a prose mention of a meeting counts.
const TOP_LINES: usize = 8;
/// A longer line is prose.
const LONGEST: usize = 240;

/// The day of the meeting, by the best label in the head, else by a label anywhere.
pub(super) fn meeting_day(
    text: &Text,
    lines: Range<usize>,
    issued: Option<&str>,
) -> Option<MeetingDay> {
    let head = head(text, lines.clone(), super::HEAD_LINES);
    let is_minutes = head.iter().take(TOP_LINES).any(|line| MINUTES.is_match(start_of(line)));
    let hint = year_of(issued).or_else(|| first_year(&head));
    let mut best: Option<(u32, MeetingDay)> = None;
    for (at, line) in head.iter().enumerate() {
        let read = start_of(line);
        let Some(date) = dates(read, hint).into_iter().next() else { continue };
        let label_above =
            at.checked_sub(1).map(|above| start_of(head[above])).filter(|_| read.len() < 60);
        let score = score(at, read, label_above, &date, is_minutes);
        if score > best.as_ref().map_or(0, |(best, _)| *best) {
            best = Some((score, told(line, &date, issued, at)));
        }
    }
    best.map(|(_, day)| day).or_else(|| labelled_anywhere(text, lines, issued))
}

fn score(at: usize, read: &str, above: Option<&str>, date: &FoundDate, is_minutes: bool) -> u32 {
    let is_above = |pattern: &Pattern| above.is_some_and(|above| pattern.is_match(above));
    let is_issue = ISSUED_LABEL.is_match(&read[..date.range.start]) || is_above(&ISSUED_LABEL);
    if is_issue {
        return 0;
    }
    if LABEL.is_match(read) || is_above(&LABEL) {
        return 10;
    }
    if TIME_LABEL.is_match(read) || is_above(&TIME_LABEL) {
        return 9;
    }
    let in_prose = at >= TOP_LINES && read.len() > 120;
    if CALLED.is_match(read) && !in_prose {
        return if at < TOP_LINES { 8 } else { 5 };
    }
    let is_short = read.len() < 120;
    if is_short && at < TOP_LINES && MINUTES.is_match(read) {
        return 7;
    }
    let dated = DATE_LABEL.is_match(read) || is_above(&DATE_LABEL);
    let alone = columns::pieces(read).any(|piece| {
        piece.contains(&read[date.range.clone()]) && piece.len() < date.range.len() + 4
    });
    match (is_minutes, dated) {
        (true, true) => 6,
        (true, false) if alone && at < TOP_LINES => 4,
        _ => 0,
    }
}

fn told(line: &Line, date: &FoundDate, issued: Option<&str>, at: usize) -> MeetingDay {
    let span = line.span_of(date.range.clone());
    let iso = if date.inferred { coming(&date.iso, issued) } else { date.iso.clone() };
    MeetingDay { iso, inferred: date.inferred, span, line: at }
}

/// A day whose year is not printed is the first after the day of issue.
fn coming(iso: &str, issued: Option<&str>) -> String {
    let day = Day::parse(iso).zip(issued.and_then(Day::parse));
    day.and_then(|(day, issued)| following(issued, day)).map_or_else(|| iso.to_owned(), Day::iso)
}

/// A running head may tell the day where the first pages are missing.
fn labelled_anywhere(text: &Text, lines: Range<usize>, issued: Option<&str>) -> Option<MeetingDay> {
    let told_lines: Vec<&Line> = text.lines[lines].iter().filter(|line| is_told(line)).collect();
    let at = told_lines.iter().position(|line| LABEL.is_match(start_of(line)))?;
    let near = told_lines.iter().skip(at).take(2);
    near.filter_map(|line| {
        let date = dates(start_of(line), year_of(issued)).into_iter().next()?;
        Some(told(line, &date, issued, usize::MAX))
    })
    .next()
}

fn start_of(line: &Line) -> &str {
    &line.text[..line.text.floor_char_boundary(LONGEST)]
}

fn year_of(iso: Option<&str>) -> Option<i32> {
    iso.and_then(Day::parse).map(Day::year)
}

fn first_year(head: &[&Line]) -> Option<i32> {
    head.iter().find_map(|line| {
        dates(start_of(line), None).first().and_then(|date| Day::parse(&date.iso)).map(Day::year)
    })
}

pattern!(PLACE_AND_DATE, r"^\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)?,?\s(?:den\s)?$");
pattern!(
    PAST_STEP,
    r"(?i)^(?:bordlagt|bordlagd|återremitter|remitter|beslut|inkom|yrkande|revider|antagen|antaget|fastställ|sammanträde|protokoll|motion|ersättare|handling|skrivelse|bilaga|per|senast|före|efter|från|till|under)"
);
pattern!(SIGNED_BY, r"^(?:\s*$|\s+\p{Lu}[\p{L} ]{2,60}$|\s{2,})");
pattern!(
    DATE_FIELD,
    r"(?i)(?:^|\s)(?:datum|utfärdat|upprättad|upprättat|daterad|skrivelsedatum|publicerad|rapportdatum)\s*:?\s*(?:den\s)?$"
);
pattern!(
    FIELD_ABOVE,
    r"(?i)^(?:datum|utfärdat|upprättad|upprättat|daterad|skrivelsedatum|publicerad)(?:\s*:?\s*$|\s{2,}|\t)"
);

/// The day the paper was issued: "Borås 2011-09-29", "Utfärdat 2024-06-05", "Göteborg den 8 november 2023".
pub fn issue_date(text: &Text, lines: Range<usize>) -> Option<At<String>> {
    let told_lines: Vec<&Line> =
        text.lines[lines].iter().filter(|line| is_told(line)).take(MOST_LINES).collect();
    for (at, line) in told_lines.iter().enumerate() {
        let read = start_of(line);
        let above = at.checked_sub(1).map(|above| start_of(told_lines[above]));
        for date in dates(read, None) {
            let before = &read[..date.range.start];
            let in_head = at < super::HEAD_LINES;
            let signed = PLACE_AND_DATE.is_match(before)
                && !PAST_STEP.is_match(before)
                && SIGNED_BY.is_match(&read[date.range.end..]);
            let labelled = in_head && DATE_FIELD.is_match(before);
            let under_label = in_head
                && before.trim().is_empty()
                && above.is_some_and(|above| FIELD_ABOVE.is_match(above));
            if signed || labelled || under_label {
                return Some(At::new(date.iso, line.span_of(date.range)));
            }
        }
    }
    title_date(&told_lines)
}

/// Lines in which the place and day of a signature are looked for.
const MOST_LINES: usize = 400;

/// A newsletter or plan may carry its day in the title.
fn title_date(told_lines: &[&Line]) -> Option<At<String>> {
    told_lines.iter().take(2).find_map(|line| {
        let read = start_of(line);
        let date = dates(read, None)
            .into_iter()
            .find(|date| date.range.end == read.len() && read.len() < 120)?;
        let is_meeting = CALLED.is_match(read);
        (!is_meeting).then(|| At::new(date.iso, line.span_of(date.range)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    #[track_caller]
    fn check(paper: &str, expected: Option<&str>) {
        let (text, _) = layout::text_of_plain(paper.to_owned());
        let found = issue_date(&text, 0..text.lines.len());
        assert_eq!(found.map(|day| day.value).as_deref(), expected, "{paper}");
    }

    #[test]
    fn reads_the_day_of_issue() {
        check("KALLELSE\nBorås 2011-09-29\nTid: 6 oktober", Some("2011-09-29"));
        check("Text\nByköping den 8 november 2023 Byköpings kommunstyrelse", Some("2023-11-08"));
        check("Tjänsteutlåtande    Handläggare Utfärdat 2022-10-27    Eva Ek", Some("2022-10-27"));
        check("Upprättad\n2025-01-14\nKommunstyrelsen", Some("2025-01-14"));
        check(
            "Datum                Diarienummer\n2020-02-03           KS 2020/123",
            Some("2020-02-03"),
        );
        check("Nyhetsbrev från förbundet 9 maj 2014", Some("2014-05-09"));
    }

    #[test]
    fn steps_of_the_past_are_no_issue() {
        check("Bordlagt den 23 november 2023, § 68", None);
        check("Vi träffades i Borås den 3 maj 2023 och talade.", None);
    }
}
