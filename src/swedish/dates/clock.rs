//! "kl. 18.30" → "18:30".

use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::Pattern;

/// A time of day, or the two ends of a span of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTime {
    /// Bytes in the text, "kl." included.
    pub range: Range<usize>,
    /// "09:00".
    pub start: String,
    /// "12:00".
    pub end: Option<String>,
}

static LED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\b(?:kl(?:ockan|\.)?)\s*:?\s*(\d{1,2})(?:[.:](\d{2}))?(?:\s*(?:[-–—]+|till|–|ca)\s*(?:kl(?:ockan|\.)?\s*)?(\d{1,2})(?:[.:](\d{2}))?)?",
    )
    .expect("the pattern is fixed")
});

static BARE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\b(\d{1,2})[.:](\d{2})\s*[-–—]+\s*(\d{1,2})[.:](\d{2})\b")
        .expect("the pattern is fixed")
});

/// The times of day named in `text`, in order: behind "kl", or both ends with minutes ("13.00–14.00").
pub fn times(text: &str) -> Vec<FoundTime> {
    let mut found: Vec<FoundTime> = Vec::new();
    if !text.contains(|letter: char| letter.is_ascii_digit()) {
        return found;
    }
    for pattern in [&LED, &BARE] {
        let read = pattern.captures_iter(text).filter_map(|captures| {
            let part = |group: usize| captures.get(group).map_or("", |part| part.as_str());
            let start = clock(part(1), part(2))?;
            let end = clock(part(3), part(4));
            Some(FoundTime { range: captures.get(0)?.range(), start, end })
        });
        super::add(&mut found, read.collect(), |time| &time.range);
    }
    found
}

fn clock(hour: &str, minute: &str) -> Option<String> {
    let hour: u32 = hour.parse().ok()?;
    let minute: u32 = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    (hour < 25 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<&str>)]) {
        let found = times(text);
        let found: Vec<_> =
            found.iter().map(|time| (time.start.as_str(), time.end.as_deref())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_the_forms_in_use() {
        check("6 oktober kl.9-12", &[("09:00", Some("12:00"))]);
        check("kl. 13.00–14.00", &[("13:00", Some("14:00"))]);
        check("Klockan 09:15", &[("09:15", None)]);
        check("kl 18.30", &[("18:30", None)]);
        check("Tid: 13:00 - 15:30", &[("13:00", Some("15:30"))]);
        check("kl 08.30 till kl 12", &[("08:30", Some("12:00"))]);
    }

    #[test]
    fn knows_what_is_no_time() {
        check("avsnitt 2.1 och 3.14", &[]);
        check("kl. 45", &[]);
        check("klimat 20", &[]);
    }
}
