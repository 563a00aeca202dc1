//! "den 14 mars 2024", "2024-03-14", "kl. 18.30" → ISO 8601.

mod calendar;
mod clock;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Captures;

use crate::swedish::Pattern;

pub use calendar::{Day, following};
pub use clock::{FoundTime, times};

/// A day named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDate {
    /// Bytes in the text; "den" and the weekday are not included.
    pub range: Range<usize>,
    /// ISO 8601: "2024-03-14".
    pub iso: String,
    /// True when the year is not printed.
    pub inferred: bool,
}

/// The days named in `text`, in order. A day without a year is told only when `year_hint` gives one; a weekday beside
/// it may move it to the year before or after.
///
/// Weeks, months and years are no days. "2010:1122", "222 000 1008" and "2.1.2" are no dates.
pub fn dates(text: &str, year_hint: Option<i32>) -> Vec<FoundDate> {
    let signs = Signs::of(text);
    let readers: [(bool, &LazyLock<Pattern>, Reader); 6] = [
        (signs.dash, &ISO, iso),
        (signs.digit, &NAMED, named),
        (signs.dot, &DOTTED, dotted),
        (signs.slash, &SLASHED, slashed),
        (signs.eight_digits, &COMPACT, compact),
        (signs.dash, &SHORT, short),
    ];
    let mut found: Vec<FoundDate> = Vec::new();
    let readers = readers.into_iter().filter(|(may_stand, ..)| *may_stand);
    for (_, pattern, reader) in readers {
        let read = pattern.captures_iter(text);
        let read = read.filter_map(|captures| reader(text, &captures, year_hint)).collect();
        add(&mut found, read, |date| &date.range);
    }
    found
}

/// What stands behind digits in a text: most texts hold few forms of dates.
#[derive(Debug, Default)]
struct Signs {
    digit: bool,
    dash: bool,
    dot: bool,
    slash: bool,
    eight_digits: bool,
}

impl Signs {
    fn of(text: &str) -> Self {
        let mut signs = Self::default();
        let mut n_digits = 0;
        for byte in text.bytes() {
            if byte.is_ascii_digit() {
                n_digits += 1;
                signs.digit = true;
                signs.eight_digits |= n_digits >= 8;
                continue;
            }
            if n_digits > 0 {
                // Other dashes than the ASCII one begin with a byte of their own.
                signs.dash |= byte == b'-' || !byte.is_ascii();
                signs.dot |= byte == b'.';
                signs.slash |= byte == b'/';
                n_digits = 0;
            }
        }
        signs
    }
}

/// Adds to `found` what of `more` overlaps nothing in it; both stand in order.
fn add<T>(found: &mut Vec<T>, more: Vec<T>, range_of: impl Fn(&T) -> &Range<usize>) {
    let is_free = |one: &T| {
        let range = range_of(one);
        let at = found.partition_point(|other| range_of(other).end <= range.start);
        found.get(at).is_none_or(|next| range.end <= range_of(next).start)
    };
    let more: Vec<T> = more.into_iter().filter(is_free).collect();
    if !more.is_empty() {
        found.extend(more);
        found.sort_by_key(|one| range_of(one).start);
    }
}

type Reader = fn(&str, &Captures<'_>, Option<i32>) -> Option<FoundDate>;

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Pattern> =
            LazyLock::new(|| Pattern::new($pattern).expect("the pattern is fixed"));
    };
}

pattern!(ISO, r"\b((?:18|19|20|21)\d{2})[-‐‑–](\d{2})[-‐‑–](\d{2})\b");
pattern!(
    NAMED,
    r"(?i)\b(\d{1,2})(?::?[ae])?\s*(jan(?:uari)?|febr?(?:uari)?|mars?|apr(?:il)?|maj|june?i?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?(?:\s*,?\s*(?:år\s+)?((?:18|19|20|21)\d{2})\b)?"
);
pattern!(DOTTED, r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?((?:18|19|20|21)\d{2})\b");
pattern!(SLASHED, r"\b(\d{1,2})/(\d{1,2})(?:\s?[-/ ]\s?((?:19|20)\d{2}))?\b");
pattern!(COMPACT, r"\b((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)\b");
pattern!(SHORT, r"\b(\d{2})[-‐](\d{2})[-‐](\d{2})\b");
pattern!(WEEKDAY, r"(?i)\b(mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?,?\s+(?:den\s+)?$");
pattern!(
    BEFORE_DAY,
    r"(?i)(?:\b(?:den|senast|till|t\.?o\.?m\.?|med|fr\.?o\.?m\.?|från|per|efter|före|möte[tn]?|sammanträdet?|dag(?:en)?|datum:?|inför|och)\s+|[-–]\s?)$"
);
pattern!(
    BEFORE_SHORT,
    r"(?i)(?:\b(?:den|datum:?|daterad|dag|tid:?|per|möte[tn]?|sammanträdesdatum:?|utfärdat|ankom)\s+)$"
);
pattern!(
    BEFORE_NUMBER,
    r"(?i)(?:(?:§+|nr\.?|dnr:?|diarienr:?|punkt|kap\.?|tabell|bilaga)\s?|[\d/][.:,]?)$"
);

fn number(captures: &Captures<'_>, group: usize) -> Option<u32> {
    captures.get(group)?.as_str().parse().ok()
}

fn year(captures: &Captures<'_>, group: usize) -> Option<i32> {
    captures.get(group)?.as_str().parse().ok()
}

fn told(captures: &Captures<'_>, day: Day, inferred: bool) -> Option<FoundDate> {
    Some(FoundDate { range: captures.get(0)?.range(), iso: day.iso(), inferred })
}

/// What stands right before and after a match; at most a few words.
fn around<'t>(text: &'t str, captures: &Captures<'_>) -> Option<(&'t str, &'t str)> {
    let range = captures.get(0)?.range();
    let from = text.floor_char_boundary(range.start.saturating_sub(40));
    let to = text.ceil_char_boundary((range.end + 24).min(text.len()));
    Some((&text[from..range.start], &text[range.end..to]))
}

fn iso(text: &str, captures: &Captures<'_>, _: Option<i32>) -> Option<FoundDate> {
    let (before, after) = around(text, captures)?;
    // "2011/4-2011-09-29" and "2010:2011-09-29" are other numbers.
    let starts_digit = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    let goes_on = after.strip_prefix('/').is_some_and(starts_digit);
    let led = before.ends_with(['/', ':']);
    if goes_on || led {
        return None;
    }
    told(captures, Day::new(year(captures, 1)?, number(captures, 2)?, number(captures, 3)?)?, false)
}

fn named(text: &str, captures: &Captures<'_>, hint: Option<i32>) -> Option<FoundDate> {
    let (before, _) = around(text, captures)?;
    let name = captures.get(2)?.as_str();
    let month = month(name)?;
    let day = number(captures, 1)?;
    let has_year = captures.get(3).is_some();
    // "3 mars" is a day, "3 mar" or "2 dec" only with a year or "den".
    let is_short =
        name.len() <= 4 && !matches!(month, 3 | 5 | 6 | 7) || name.len() == 3 && month != 5;
    let led = BEFORE_DAY.is_match(before) || WEEKDAY.is_match(before);
    if BEFORE_NUMBER.is_match(before) || (is_short && !has_year && !led) {
        return None;
    }
    if has_year {
        return told(captures, Day::new(year(captures, 3)?, month, day)?, false);
    }
    let mut date = told(captures, near(before, hint?, month, day)?, true)?;
    // A full stop after the month may end the sentence.
    date.range.end = captures.get(2)?.end();
    Some(date)
}

/// The day in the year that its weekday asks for: the hinted one, the next or the one before.
fn near(before: &str, hint: i32, month: u32, day: u32) -> Option<Day> {
    let hinted = Day::new(hint, month, day);
    let Some(weekday) = WEEKDAY.captures(before).and_then(|found| weekday(&found[1])) else {
        return hinted;
    };
    let fits = |year: i32| Day::new(year, month, day).filter(|day| day.weekday() == weekday);
    fits(hint).or_else(|| fits(hint + 1)).or_else(|| fits(hint - 1)).or(hinted)
}

fn dotted(text: &str, captures: &Captures<'_>, _: Option<i32>) -> Option<FoundDate> {
    let (before, after) = around(text, captures)?;
    let is_number = before.ends_with(|c: char| c.is_ascii_digit() || c == '.')
        || after.starts_with(['.', ':']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
    if is_number {
        return None;
    }
    told(captures, Day::new(year(captures, 3)?, number(captures, 2)?, number(captures, 1)?)?, false)
}

fn slashed(text: &str, captures: &Captures<'_>, hint: Option<i32>) -> Option<FoundDate> {
    let (before, after) = around(text, captures)?;
    let (day, month) = (number(captures, 1)?, number(captures, 2)?);
    let led = BEFORE_DAY.is_match(before) || WEEKDAY.is_match(before);
    let is_range = after.trim_start().starts_with(['-', '–']);
    let is_other =
        after.trim_start().starts_with(['%', '/', ':', '=']) || (day, month) == (24, 7) && !led;
    let is_fraction =
        after.starts_with(" av ") || after.starts_with("-del") || after.starts_with("-maj");
    if BEFORE_NUMBER.is_match(before) && !led || is_other || is_fraction {
        return None;
    }
    if captures.get(3).is_some() {
        return told(captures, Day::new(year(captures, 3)?, month, day)?, false);
    }
    // "2/3" may be a share; "27/9" cannot be much else.
    if day <= 12 && !led && !is_range {
        return None;
    }
    told(captures, near(before, hint?, month, day)?, true)
}

fn compact(text: &str, captures: &Captures<'_>, _: Option<i32>) -> Option<FoundDate> {
    let (before, after) = around(text, captures)?;
    let is_number = after.starts_with(['-', '/', ':', '.', ','])
        && after[1..].starts_with(|c: char| c.is_ascii_digit())
        || before.ends_with(['-', '/', ':', '.', ','])
        || before.ends_with("nr ");
    if is_number {
        return None;
    }
    told(captures, Day::new(year(captures, 1)?, number(captures, 2)?, number(captures, 3)?)?, false)
}

fn short(text: &str, captures: &Captures<'_>, _: Option<i32>) -> Option<FoundDate> {
    let (before, after) = around(text, captures)?;
    let is_whole = before.trim().is_empty() && after.trim().is_empty();
    if !is_whole && !BEFORE_SHORT.is_match(before) || after.starts_with('-') {
        return None;
    }
    let two = year(captures, 1)?;
    let century = if two >= 60 { 1900 } else { 2000 };
    told(captures, Day::new(century + two, number(captures, 2)?, number(captures, 3)?)?, false)
}

fn month(name: &str) -> Option<u32> {
    let lower = name.to_lowercase();
    let starts =
        ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    starts.iter().position(|start| lower.starts_with(start)).map(|at| at as u32 + 1)
}

/// Monday is 0.
fn weekday(name: &str) -> Option<u32> {
    let lower = name.to_lowercase();
    let starts = ["mån", "tis", "ons", "tors", "fre", "lör", "sön"];
    starts.iter().position(|start| lower.starts_with(start)).map(|at| at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = dates(text, Some(2011));
        let found: Vec<_> =
            found.iter().map(|date| (&text[date.range.clone()], date.iso.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_the_forms_in_use() {
        check("Borås 2011-09-29", &[("2011-09-29", "2011-09-29")]);
        check("den 14 mars 2024", &[("14 mars 2024", "2024-03-14")]);
        check("9 maj\u{a0}2014", &[("9 maj\u{a0}2014", "2014-05-09")]);
        check("sedan 1 nov 2012.", &[("1 nov 2012", "2012-11-01")]);
        check("20110622 beslutades", &[("20110622", "2011-06-22")]);
        check("Finström 12.1.2016 § 4", &[("12.1.2016", "2016-01-12")]);
        check("Datum 11-10-06", &[("11-10-06", "2011-10-06")]);
        check(
            "2011-11-01—2013-12-31",
            &[("2011-11-01", "2011-11-01"), ("2013-12-31", "2013-12-31")],
        );
        check(
            "2012-01-01 --- 2012-12-31",
            &[("2012-01-01", "2012-01-01"), ("2012-12-31", "2012-12-31")],
        );
        check("den 3/4 2012", &[("3/4 2012", "2012-04-03")]);
    }

    #[test]
    fn forms_are_told_in_the_order_of_the_text() {
        check(
            "den 3 mars 2021, 2021-03-04, 5.3.2021, 2021-03-06 och 7 mars 2021",
            &[
                ("3 mars 2021", "2021-03-03"),
                ("2021-03-04", "2021-03-04"),
                ("5.3.2021", "2021-03-05"),
                ("2021-03-06", "2021-03-06"),
                ("7 mars 2021", "2021-03-07"),
            ],
        );
    }

    #[test]
    fn takes_the_year_from_the_hint() {
        check("Tid: 6 oktober kl.9-12", &[("6 oktober", "2011-10-06")]);
        check("slutförd den 27/9 varefter", &[("27/9", "2011-09-27")]);
        check("den 15/4 och", &[("15/4", "2011-04-15")]);
        check("15/4-31/12", &[("15/4", "2011-04-15"), ("31/12", "2011-12-31")]);
        assert!(dates("6 oktober", None).is_empty());
        assert!(dates("6 oktober", Some(2011))[0].inferred);
    }

    #[test]
    fn a_weekday_settles_the_year() {
        let found = dates("tisdagen den 21 januari", Some(2024));
        assert_eq!(found[0].iso, "2025-01-21");
        check("torsdag 6 oktober", &[("6 oktober", "2011-10-06")]);
    }

    #[test]
    fn knows_what_is_no_date() {
        for text in [
            "förordning (2010:1122)",
            "222 000 1008",
            "avsnitt 2.1.2",
            "§ 7/24",
            "2/3 av rösterna",
            "öppet 24/7",
            "2011-13-40",
            "31 februari 2012",
            "19800101-1234",
            "läsåret 2013/2014",
            "033-43 05 12",
            "43/05",
            "kod 12-34-56 gäller",
            "1001-1007",
            "nr 12/11",
        ] {
            check(text, &[]);
        }
    }
}
