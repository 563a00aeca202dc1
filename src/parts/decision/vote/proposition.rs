//! *Voteringsproposition*: what Ja and Nej stand for, as it was put before the count.

use std::ops::Range;
use std::sync::LazyLock;

use crate::parts::fold;
use crate::swedish::Pattern;

/// How far before the count it may stand, in bytes.
const NEAR: usize = 3_000;

/// "Ja för", "Ja-röst innebär".
static YES: LazyLock<Pattern> = LazyLock::new(|| stands_for("ja"));
/// "Nej för", "nej-röst innebär".
static NO: LazyLock<Pattern> = LazyLock::new(|| stands_for("nej"));

fn stands_for(choice: &str) -> Pattern {
    let pattern =
        format!(r"(?i)\b{choice}(?:-röst(?:er)?)?\s*(?:för|till|=|:|innebär|betyder|avser)\s");
    Pattern::new(&pattern).expect("a constant pattern")
}

/// Letters between Ja and Nej at most.
const MOST_BETWEEN: usize = 400;
/// Letters behind Nej at most.
const MOST_BEHIND: usize = 300;
const QUOTES: [char; 3] = ['"', '”', '“'];

/// "Den som vill bifalla förslaget röstar ja. Den som vill bifalla motionen röstar nej."
static WHO: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r#"(?is)\b(?:den|de) som (?:vill\s|röstar\s|stöd(?:er|jer)\s|bifaller\s|bifall\s)[^"”“]{0,250}?\bja\b[^"”“]{2,60}?(?:som|den)\b[^"”“]{0,250}?\bnej\b(?:[^"”“.\n]{0,160})"#)
        .expect("a constant pattern")
});

/// The last proposition in `text` between the bytes `from` and `until`, on one line.
pub(super) fn before(text: &str, from: usize, until: usize) -> Option<String> {
    let start = text.ceil_char_boundary(from.max(until.saturating_sub(NEAR)).min(until));
    let near = text.get(start..until)?;
    let who = WHO.find_iter(near).last().map(|found| found.range());
    let found = [last_pair(near), who].into_iter().flatten().max_by_key(|found| found.start)?;
    let found = &near[found];
    // Behind a blank line begins another paragraph.
    let own = found.split("\n\n").next().filter(|own| own.to_lowercase().contains("nej"));
    let lines = own.unwrap_or(found).split('\n').map(str::trim).filter(|line| !line.is_empty());
    let folded = fold::join(lines);
    Some(folded.trim_end_matches([',', ' ', '.']).to_owned())
}

/// The last "Ja för bifall till …, Nej för bifall till motionen", "Ja-röst innebär … och nej-röst innebär …".
fn last_pair(text: &str) -> Option<Range<usize>> {
    let mut last = None;
    let mut at = 0;
    while let Some(yes) = YES.find_at(text, at) {
        at = match no_behind(&text[yes.end()..]) {
            Some(length) => {
                last = Some(yes.start()..yes.end() + length);
                yes.end() + length
            }
            None => yes.end(),
        };
    }
    last
}

/// The length of what stands for Ja and, behind it, for Nej.
fn no_behind(text: &str) -> Option<usize> {
    NO.find_iter(text).take_while(|no| is_between(&text[..no.start()])).find_map(|no| {
        let behind = &text[no.end()..];
        let mut letters = behind.char_indices();
        let end = letters.by_ref().take(MOST_BEHIND).find(|(_, c)| QUOTES.contains(c) || *c == '.');
        let length = end.or_else(|| letters.next()).map_or(behind.len(), |(at, _)| at);
        (behind[..length].chars().nth(1).is_some()).then_some(no.end() + length)
    })
}

fn is_between(text: &str) -> bool {
    text.chars().count() <= MOST_BETWEEN && !text.contains(QUOTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(before(text, 0, text.len()).as_deref(), expected, "{text}");
    }

    #[test]
    fn what_yes_and_no_stand_for() {
        check(
            "Omröstning begärs. Godkänd voteringsproposition: \"Ja för bifall till kommunstyrelsens förslag och Nej för\nbifall till motionen.\"\n\n",
            Some("Ja för bifall till kommunstyrelsens förslag och Nej för bifall till motionen"),
        );
        check(
            "Ja-röst innebär bifall till förslaget.\nNej-röst innebär avslag.\nOmröstningen utfaller med ",
            Some("Ja-röst innebär bifall till förslaget. Nej-röst innebär avslag"),
        );
        check(
            "Den som vill bifalla förslaget röstar ja, den som vill bifalla motionen röstar nej. Med ",
            Some(
                "Den som vill bifalla förslaget röstar ja, den som vill bifalla motionen röstar nej",
            ),
        );
    }

    #[test]
    fn what_is_no_proposition() {
        check("Nämnden säger ja till förslaget. Därefter utfaller omröstningen med ", None);
        check("Anna Ek (S) röstar Ja. Bo Al (M) röstar Nej. ", None);
        check("", None);
    }

    #[test]
    fn the_nearest_one_counts() {
        let text = "Ja för huvudförslaget, Nej för motförslaget. 3 ja mot 2 nej. Ja för bifall, Nej för avslag. ";
        check(text, Some("Ja för bifall, Nej för avslag"));
        assert_eq!(
            before(text, 0, 50).as_deref(),
            Some("Ja för huvudförslaget, Nej för motförslaget")
        );
        assert_eq!(before(text, text.len(), text.len()), None);
    }
}
