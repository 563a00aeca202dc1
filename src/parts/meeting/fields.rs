//! The head's fields: time, place, chair, secretary, those who approve.

use std::sync::LazyLock;

use crate::swedish::Pattern;

use crate::model::Line;
use crate::parts::names;
use crate::swedish::dates::{FoundTime, dates, times};

/// What the fields say.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    pub(super) place: Option<String>,
    pub(super) chair: Option<String>,
    pub(super) secretary: Option<String>,
    pub(super) adjusters: Vec<String>,
}

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Pattern> =
            LazyLock::new(|| Pattern::new($pattern).expect("the pattern is fixed"));
    };
}

pattern!(
    TIME_LABEL,
    r"(?i)^(?:plats och tid|tid och plats|tid|sammanträdestid|när|dag och tid|datum och tid|sammanträde)\b"
);
pattern!(
    PLACE_LABEL,
    r"(?i)^(?:(?:plats och tid|tid och plats)(?: för sammanträdet?| för)?|plats|lokal|sammanträdesplats|mötesplats|var)\b\s*:?\s*"
);
pattern!(APPROVAL, r"(?i)^(?:plats|tid)[^:]{0,12}\bför justering|^justeringens");
pattern!(
    BARE_TIME,
    r"(?i)^tid\s*:\s*([01]?\d|2[0-3])[.:]([0-5]\d)(?:\s*[-–]\s*([01]?\d|2[0-3])[.:]([0-5]\d))?$"
);
pattern!(APPROVAL_BEGINS, r"(?i)^justeringens?(?:\s+(?:plats|tid)\b.*)?$");
pattern!(BREAK, r"(?i)[\s,;.(–-]*\b(?:ajournering(?:ar)?|ajournerat|ajourneras|paus|närv)\b.*$");
pattern!(
    FIELD,
    r"(?i)^(?:tid|plats|datum|beslutande|närvarande|ledamöter|ordförande|sekreterare|justera|paragraf|ärende|förslag|dagordning|utses|övriga|ersättare|kallelse|sammanträde$|sida|dnr|diarie|e-post|telefon|ajourner|justering|underskrift|anslag|bevis|§)|^\d+\."
);
pattern!(CHAIR, r"(?i)^(?:ordförande|mötesordförande)\b\s*:?\s*");
pattern!(SECRETARY, r"(?i)^(?:sekreterare|vid protokollet|protokollförare)\b\s*:?\s*");
pattern!(
    ADJUSTER,
    r"(?i)^(?:protokoll(?:s)?justerare|justerare|justering(?:s)?(?:man|män|kvinna|personer)|utses att justera|justerande)\b\s*:?\s*"
);
pattern!(WEEKDAY, r"(?i)\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b(?:\s+den)?");
pattern!(ROOM, r"(?i)\d|rum|sal|hus|plan\b|gård|lokal|teams|digital|centrum|skola");

/// Reads the fields in `head`; `day_line` is the index of the line that tells the day.
pub(super) fn fields(head: &[&Line], day_line: Option<usize>) -> Fields {
    let mut fields = Fields::default();
    if let Some(time) = time(head, day_line) {
        fields.start = Some(time.start);
        fields.end = time.end;
    }
    fields.place = place(head, day_line);
    fields.chair = person(head, &CHAIR);
    fields.secretary = person(head, &SECRETARY);
    fields.adjusters = adjusters(head);
    fields
}

/// The time on the day's own line or the one below, else in a field for it.
fn time(head: &[&Line], day_line: Option<usize>) -> Option<FoundTime> {
    let on_day =
        day_line.and_then(|at| head.get(at)).and_then(|line| times(&line.text).into_iter().next());
    let in_field = || {
        head.iter().enumerate().find_map(|(at, line)| {
            let labelled = TIME_LABEL.is_match(&line.text) && !is_approval(head, at);
            let below =
                at > 0 && TIME_LABEL.is_match(&head[at - 1].text) && !is_approval(head, at - 1);
            (labelled || below).then(|| times(&line.text).into_iter().next()).flatten()
        })
    };
    let bare = || head.iter().find_map(|line| bare_time(&line.text));
    on_day.or_else(in_field).or_else(bare)
}

/// "Tid: 13:00 - 15.30", without "kl".
fn bare_time(text: &str) -> Option<FoundTime> {
    let found = BARE_TIME.captures(text)?;
    let clock = |hour: usize, minute: usize| {
        let (hour, minute) = (found.get(hour)?, found.get(minute)?);
        Some(format!("{:0>2}:{}", hour.as_str(), minute.as_str()))
    };
    Some(FoundTime { start: clock(1, 2)?, end: clock(3, 4), range: found.get(0)?.range() })
}

/// True when line `at` tells where and when the minutes are approved; the label may stand on two lines: "Justeringens"
/// over "plats och tid".
fn is_approval(head: &[&Line], at: usize) -> bool {
    let above = at.checked_sub(1).map(|above| &head[above].text);
    let is_second = above.is_some_and(|above| APPROVAL_BEGINS.is_match(above))
        && head[at].text.starts_with(|letter: char| letter.is_lowercase());
    APPROVAL.is_match(&head[at].text) || is_second
}

/// A place is at most so many lines.
const PLACE_LINES: usize = 4;
/// A longer line is prose.
const LONGEST: usize = 120;

fn place(head: &[&Line], day_line: Option<usize>) -> Option<String> {
    for (at, line) in head.iter().enumerate() {
        if is_approval(head, at) {
            continue;
        }
        let Some(label) = PLACE_LABEL.find(&line.text) else { continue };
        let is_field = label.as_str().contains(':') || line.text.len() < LONGEST;
        let mut parts: Vec<String> = Vec::new();
        let rest = without_time(&line.text[label.end()..]);
        if !rest.is_empty() {
            parts.push(rest);
        }
        for next in head.iter().skip(at + 1).take(PLACE_LINES) {
            let ends = next.gap > 0 && !parts.is_empty()
                || FIELD.is_match(&next.text)
                || next.text.len() > LONGEST;
            if ends {
                break;
            }
            let rest = without_time(&next.text);
            if !rest.is_empty() {
                parts.push(rest);
            }
        }
        if is_field && !parts.is_empty() {
            return Some(parts.join(", "));
        }
    }
    // "Sammanträde tisdagen den 21 januari 2025 kl. 13.00", and the room on the line below.
    let below = head.get(day_line?.checked_add(1)?)?;
    let told_with_time = head.get(day_line?).is_some_and(|line| !times(&line.text).is_empty());
    let is_room = below.gap == 0
        && below.text.len() < 80
        && ROOM.is_match(&below.text)
        && !FIELD.is_match(&below.text);
    (told_with_time && is_room).then(|| below.text.clone())
}

fn without_time(text: &str) -> String {
    let mut kept = text.to_owned();
    let mut ranges: Vec<_> = times(text).into_iter().map(|time| time.range).collect();
    ranges.extend(dates(text, Some(2000)).into_iter().map(|date| date.range));
    ranges.sort_by_key(|range| std::cmp::Reverse(range.start));
    for range in ranges {
        if kept.is_char_boundary(range.start) && range.end <= kept.len() {
            kept.replace_range(range, "");
        }
    }
    let kept = BREAK.replace(&kept, "");
    let kept = WEEKDAY.replace_all(&kept, "");
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    kept.trim_matches([',', ' ', ';', '-', '–', '.']).to_owned()
}

/// The name behind a label; on the line below a label with dots to sign on; above or below a label that stands alone.
fn person(head: &[&Line], label: &Pattern) -> Option<String> {
    head.iter().enumerate().find_map(|(at, line)| {
        let found = label.find(&line.text)?;
        let rest = &line.text[found.end()..];
        if let Some(length) = names::name_at_start(rest) {
            return Some(rest[..length].to_owned());
        }
        let has_dots = rest.starts_with(['.', '_', '…']);
        let below = head.get(at + 1).map(|below| below.text.split("  ").next().unwrap_or_default());
        if let Some(below) = below.filter(|below| has_dots && names::is_name(below)) {
            return Some(below.to_owned());
        }
        if !rest.is_empty() {
            return None;
        }
        let above = at.checked_sub(1).map(|above| head[above].text.as_str());
        let above = above.filter(|_| line.gap == 0 && signs_above(head)).and_then(own_name);
        above.or_else(|| below.and_then(own_name)).map(str::to_owned)
    })
}

/// True when those who sign are named above their offices: "Eva Ek" over "Ordförande".
fn signs_above(head: &[&Line]) -> bool {
    let is_office = |line: &&Line| {
        let office = CHAIR.find(&line.text).or_else(|| SECRETARY.find(&line.text));
        office.is_some_and(|office| names::name_at_start(&line.text[office.end()..]).is_none())
    };
    let first = head.iter().position(is_office).and_then(|at| at.checked_sub(1));
    first.is_some_and(|above| own_name(&head[above].text).is_some())
}

/// The name that is all of `text`, but for a party: "Eva Ek", "Eva Ek (S)".
fn own_name(text: &str) -> Option<&str> {
    if names::is_name(text) {
        return Some(text);
    }
    let persons = names::persons(text);
    let [person] = persons.as_slice() else { return None };
    (person.name.start == 0 && person.end == text.len()).then(|| &text[person.name.clone()])
}

fn adjusters(head: &[&Line]) -> Vec<String> {
    let Some((at, label)) =
        head.iter().enumerate().find_map(|(at, line)| Some((at, ADJUSTER.find(&line.text)?)))
    else {
        return Vec::new();
    };
    let is_alone = head[at].text.len() == label.end() && head[at].gap == 0;
    let above = at.checked_sub(1).filter(|_| is_alone && signs_above(head));
    if let Some(name) = above.and_then(|above| own_name(&head[above].text)) {
        return vec![name.to_owned()];
    }
    let mut adjusters = Vec::new();
    let own = &head[at].text[label.end()..];
    let below = head
        .iter()
        .skip(at + 1)
        .take(3)
        .take_while(|line| !FIELD.is_match(&line.text))
        .map(|line| line.text.as_str());
    for text in std::iter::once(own).chain(below) {
        let mut found = false;
        for part in text
            .split([',', ';'])
            .flat_map(|part| part.split(" och "))
            .flat_map(|part| part.split("  "))
        {
            let part = part.trim();
            if let Some(length) = names::name_at_start(part) {
                adjusters.push(part[..length].to_owned());
                found = true;
            }
        }
        if !found && !text.is_empty() {
            break;
        }
    }
    adjusters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;
    use crate::model::Text;

    #[track_caller]
    fn read(paper: &str) -> Fields {
        let (text, _): (Text, _) = layout::text_of_plain(paper.to_owned());
        let head: Vec<&Line> = text.lines.iter().collect();
        fields(&head, None)
    }

    #[test]
    fn a_break_is_no_part_of_the_place() {
        let place = |paper: &str| read(paper).place;
        assert_eq!(
            place("Plats och tid Sal 5, kl. 09:00-11:30 (ajournering 10:05-10:20)").as_deref(),
            Some("Sal 5")
        );
        assert_eq!(
            place("Plats och tid Vintersalen, klockan 13:15 – 16:30, paus 14:40-15:00").as_deref(),
            Some("Vintersalen")
        );
    }

    #[test]
    fn who_signs_may_stand_below() {
        let fields = read(
            "Underskrifter\n\nSekreterare\nPer Lund\n\nOrdförande\nEva Ek (M)\n\nJusterare\nBo Al",
        );
        assert_eq!(fields.secretary.as_deref(), Some("Per Lund"));
        assert_eq!(fields.chair.as_deref(), Some("Eva Ek"));
        let fields = read("Eva Ek\nOrdförande\n\nNils Berg\nDirektör");
        assert_eq!(fields.chair.as_deref(), Some("Eva Ek"));
    }

    #[test]
    fn a_time_may_stand_without_its_word() {
        let fields = read("Tid: 9.30 – 11:15\nPlats: Sal 5");
        assert_eq!(
            (fields.start.as_deref(), fields.end.as_deref()),
            (Some("09:30"), Some("11:15"))
        );
        assert_eq!(read("Tid: 30:15").start, None);
    }

    #[test]
    fn all_sign_in_one_order() {
        let fields = read(
            "Sekreterare   Paragrafer 4-12\nPer Lund\nOrdförande\nEva Ek (S)\nJusterare\nBo Al",
        );
        assert_eq!(fields.chair.as_deref(), Some("Eva Ek"));
        assert_eq!(fields.adjusters, ["Bo Al"]);
        let fields =
            read("Underskrifter\nEva Ek (S)\nOrdförande\nBo Al\nJusterare\nPer Lund\nSekreterare");
        assert_eq!(fields.chair.as_deref(), Some("Eva Ek"));
        assert_eq!(fields.adjusters, ["Bo Al"]);
        assert_eq!(fields.secretary.as_deref(), Some("Per Lund"));
    }

    #[test]
    fn when_the_minutes_are_approved_is_another_time() {
        let fields = read(
            "Utses att justera Bo Al\nJusteringens\nplats och tid Kansliet, Norra vägen 7, kl. 16:00",
        );
        assert_eq!((fields.start, fields.place), (None, None));
        assert_eq!(fields.adjusters, ["Bo Al"]);
    }
}
