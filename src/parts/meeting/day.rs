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
    r"(?i)^(?:sammanträdesdatum|sammanträdesdag|mötesdag|mötesdatum|sammanträdestid|datum för sammanträdet?)\b|\b(?:sammanträdes|mötes)(?:datum|dag):?\s+\d"
);
pattern!(
    TIME_LABEL,
    r"(?i)^(?:tid(?:punkt)?|tid och plats|plats och tid|när|dag och tid|datum och tid)\b|^dag\s*:"
);
pattern!(APPROVAL, r"(?i)^(?:protokolls?)?justering(?:ens?|sdag)?:?$");
pattern!(DATE_LABEL, r"(?i)^datum\b");
pattern!(
    CALLED,
    r"(?i)\b(?:kallas|kallelse)\b.{0,60}\b(?:sammanträde|möte)|^(?:extra )?sammanträde\b|\b(?:sammanträde|möte|sammanträder)\s+(?:\p{L}+dag(?:en)?\s+)?(?:den\s+)?\d|^till (?:\S+ ){0,3}?\p{L}*(?:fullmäktige|styrelsen|nämnden|direktionen)(?:s sammanträde)? (?:den )?\d"
);
pattern!(
    HELD,
    r"(?i)\b(?:fördt|fört|hållet|uppsatt) (?:vid|wid|å) .{0,40}(?:sammanträde|möte|stämma|sammankomst)|^protokoll,? (?:fördt|fört|hållet)\b"
);
pattern!(
    WITH_CLOCK,
    r"(?i)^(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b.{0,40}\bkl(?:ockan\b|\.|\s)\s*\d"
);
pattern!(CUT, r"(?i)\b\d{1,2}(?:\s+\p{L}{3,9})?$");
pattern!(GOES_ON, r"(?i)^(?:\p{L}{3,9}\b|(?:18|19|20)\d{2}\b)");
pattern!(
    MINUTES,
    r"(?i)\b(?:\p{L}*protokoll|minnesanteckningar|mötesanteckningar|kallelse|föredragningslista)\b"
);
pattern!(
    ISSUED_LABEL,
    r"(?i)\b(?:utfärda[td]|upprättad|upprättat|daterad|utskriftsdatum|publicerad|ankom|expedierad|reviderad|giltig|anslag)\b|^tid för anslag"
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
        let next = head.get(at + 1).copied();
        let Some((date, span)) = next.and_then(|next| cut_date(line, next, hint)).or_else(|| {
            let date = dates(read, hint).into_iter().next()?;
            let span = line.span_of(date.range.clone());
            Some((date, span))
        }) else {
            continue;
        };
        let label_above = at
            .checked_sub(1)
            .filter(|&above| read.len() < 60 && !is_of_approval(&head, above))
            .map(|above| start_of(head[above]));
        let is_labelled = at.checked_sub(1).is_some_and(|above| is_column_of(head[above], line));
        let score = score(at, read, label_above, &date, is_minutes)
            .max(if is_held(&head, at) { 8 } else { 0 })
            .max(if is_labelled { 10 } else { 0 });
        if score > best.as_ref().map_or(0, |(best, _)| *best) {
            best = Some((score, told(span, &date, issued, at)));
        }
    }
    best.map(|(_, day)| day).or_else(|| labelled_anywhere(text, lines, issued))
}

/// A label in one of the columns above: "Organ      Sammanträdestid      Sida".
fn is_column_of(above: &Line, line: &Line) -> bool {
    let is_label = |line: &Line| columns::pieces(start_of(line)).any(|piece| LABEL.is_match(piece));
    columns::pieces(start_of(line)).nth(1).is_some() && is_label(above) && !is_label(line)
}

/// "Justeringens" over "plats och tid".
fn is_of_approval(head: &[&Line], label: usize) -> bool {
    label.checked_sub(1).is_some_and(|above| APPROVAL.is_match(start_of(head[above])))
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
    if at < TOP_LINES && WITH_CLOCK.is_match(read) {
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

/// True on the line of "Protokoll, fört vid sammanträde med …", or where that sentence goes on.
fn is_held(head: &[&Line], at: usize) -> bool {
    let goes_on = |above: &&&Line| !above.text.ends_with('.');
    HELD.is_match(start_of(head[at]))
        || head[at.saturating_sub(2)..at]
            .iter()
            .rev()
            .take_while(goes_on)
            .any(|above| HELD.is_match(start_of(above)))
}

/// A day that a line break cuts: "måndagen den 22" over "februari 1971". Its range ends with its first line.
fn cut_date(line: &Line, next: &Line, hint: Option<i32>) -> Option<(FoundDate, Span)> {
    let (read, below) = (start_of(line), start_of(next));
    if read.len() < line.text.len() || !CUT.is_match(read) || !GOES_ON.is_match(below) {
        return None;
    }
    let joined = format!("{read} {below}");
    let crosses =
        |date: &FoundDate| date.range.start < read.len() && date.range.end > read.len() + 1;
    let mut date = dates(&joined, hint).into_iter().find(crosses)?;
    let end = date.range.end - read.len() - 1;
    let span = line.span_of(date.range.start..read.len()).to(next.span_of(0..end));
    date.range.end = read.len();
    Some((date, span))
}

fn told(span: Span, date: &FoundDate, issued: Option<&str>, at: usize) -> MeetingDay {
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
        Some(told(line.span_of(date.range.clone()), &date, issued, usize::MAX))
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
    r"(?i)(?:^|\s)(?:datum|utfärda[td]|upprättad|upprättat|daterad|skrivelsedatum|publicerad|rapportdatum|datum (?:för|då) anslag(?:et|s)? (?:uppsättande|uppsätts|sätts upp)|^anslaget)\s*:?\s*(?:den\s)?$"
);
pattern!(
    FIELD_ABOVE,
    r"(?i)^(?:datum|utfärda[td]|upprättad|upprättat|daterad|skrivelsedatum|publicerad)(?:\s*:?\s*$|\s{2,}|\t)"
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
            let stands_alone = at < TOP_LINES
                && columns::pieces(read).any(|piece| piece == &read[date.range.clone()])
                && !is_of_meeting(read)
                && !above.is_some_and(is_of_meeting);
            if signed || labelled || under_label || stands_alone {
                return Some(At::new(date.iso, line.span_of(date.range)));
            }
        }
    }
    title_date(&told_lines).or_else(|| adopted_date(&told_lines))
}

/// True for the label of a meeting's day.
fn is_of_meeting(read: &str) -> bool {
    columns::pieces(read).any(|piece| LABEL.is_match(piece) || TIME_LABEL.is_match(piece))
}

pattern!(ADOPTED, r"(?i)^(?:antagen|antaget|fastställd|fastställt|beslutad|godkänd)\b");

/// "Fastställd av styrelsen 2024-11-22" under the title of a plan.
fn adopted_date(told_lines: &[&Line]) -> Option<At<String>> {
    let line = told_lines.iter().take(TOP_LINES).find(|line| ADOPTED.is_match(&line.text))?;
    let mut days = dates(start_of(line), None);
    // Adopted by several bodies, it has no day of its own.
    let day = days.pop().filter(|_| days.is_empty())?;
    Some(At::new(day.iso, line.span_of(day.range)))
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
        check("Byberga kommun\nRevisionsrapport\n2023-12-05\nSammanfattning", Some("2023-12-05"));
        check(
            "Kallelse\nKommunfullmäktige        2024-11-14\nSammanträde den 25 november 2024",
            Some("2024-11-14"),
        );
        check("Budget 2026\nAntagen av direktionen 2025-11-20, § 84\nText", Some("2025-11-20"));
        check("ANSLAG/BEVIS\nDatum för anslags uppsättande   2019-10-25", Some("2019-10-25"));
    }

    #[test]
    fn steps_of_the_past_are_no_issue() {
        check("Bordlagt den 23 november 2023, § 68", None);
        check("Protokoll\nSammanträdesdatum\n2022-05-19\nText", None);
        check("Taxa\nAntagen i By 2023-11-27 och i Ås 2023-11-20. Gäller.", None);
        check("Vi träffades i Borås den 3 maj 2023 och talade.", None);
    }

    #[track_caller]
    fn check_meeting(paper: &str, expected: Option<&str>) {
        let (text, _) = layout::text_of_plain(paper.to_owned());
        let issued = issue_date(&text, 0..text.lines.len()).map(|day| day.value);
        let found = meeting_day(&text, 0..text.lines.len(), issued.as_deref());
        assert_eq!(found.map(|day| day.iso).as_deref(), expected, "{paper}");
    }

    #[test]
    fn reads_the_day_of_a_meeting() {
        check_meeting(
            "BYBERGA KOMMUN\nKommunfullmäktige      2024-11-14\nKALLELSE TILL SAMMANTRÄDE\n\nKommunfullmäktige sammanträder måndagen den 25 november 2024",
            Some("2024-11-25"),
        );
        check_meeting(
            "Kallelse\n2025-02-25\nDirektionen\nDag: Torsdagen den 6 mars 2025\nTid: 09.00",
            Some("2025-03-06"),
        );
        check_meeting(
            "KUNGÖRELSE\nFullmäktige\nMåndagen den 14 juni 2021 kl. 18.00",
            Some("2021-06-14"),
        );
        check_meeting(
            "Protokoll styrelsemöte nr 4, 2023\nDatum: fredag 15 september 2023",
            Some("2023-09-15"),
        );
        check_meeting(
            "UTDRAG UR PROTOKOLL\nfört vid sammanträde med styrelsen 2024-11-22",
            Some("2024-11-22"),
        );
        check_meeting(
            "Valberedningen\n2022-12-01\nTill kommunfullmäktige den 12 december 2022",
            Some("2022-12-12"),
        );
    }

    #[test]
    fn the_label_may_stand_in_a_column() {
        check_meeting(
            "BY KOMMUN   PROTOKOLL   Nr 5/2021\nOrgan             Sammanträdestid             Sida\nKommunstyrelsen   04.05.2021, kl. 16.00-18.45   1",
            Some("2021-05-04"),
        );
    }

    #[test]
    fn the_day_of_approval_is_no_meeting() {
        check_meeting(
            "PROTOKOLL\nSammanträdesdag\nNämnden\n2019-01-28\nTid för anslag2019-02-05 – 2019-02-27",
            Some("2019-01-28"),
        );
        check_meeting(
            "PROTOKOLL\nSammanträdesdatum\nPlats och tid\nNämnden\n2019-01-28\nFaxen, 09:00\nJusteringens\nplats och tid\nKansliet, 2019-02-04, kl. 15:30",
            Some("2019-01-28"),
        );
    }

    #[test]
    fn a_line_break_may_cut_the_day() {
        check_meeting(
            "PROTOKOLL\nProtokoll fört vid sammanträde med fullmäktige måndagen den 22\nfebruari 1971 kl. 18.30",
            Some("1971-02-22"),
        );
        check_meeting(
            "Protokoll, fört vid stämma med By\nkommun i skolsalen måndagen den 28 mars 1932.",
            Some("1932-03-28"),
        );
        check_meeting("Protokoll, fört vid stämma med By.\nDen 28 mars 1932 brann skolan.", None);
    }
}
