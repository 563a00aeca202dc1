//! The rows of a block → items: one paragraph, point or att-line each, continuation lines gathered.

use std::sync::LazyLock;

use super::formulas;
use crate::parts::fold::Folded;
use crate::parts::organ;
use crate::parts::outline::Row;
use crate::swedish::Pattern;

/// How an item begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    /// "att …", "dels att …".
    Att,
    /// "1. …".
    Number,
    /// "- …", "a) …".
    Bullet,
    /// Running text.
    Text,
}

/// One item of a block.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// How it begins.
    pub(super) opener: Opener,
    /// Its words; the bullet or number is at the head.
    pub(super) folded: Folded,
    /// Bytes of the bullet or number.
    pub(super) marker: usize,
    /// The rows it was gathered from, as indices into the block.
    pub(super) rows: std::ops::Range<usize>,
    /// Blank lines before it.
    pub(super) gap: u32,
    /// Indent of its first row.
    pub(super) indent: u32,
    /// True when it has brought in words of its own with a colon: "… så att stycket lyder:".
    pub(super) introduces: bool,
}

static BULLET: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^(?:[-–—−•·▪◦*●○■\u{f0b7}o]\s+|[•▪●■\u{f0b7}]|[a-z][).]\s+)")
        .expect("a constant pattern")
});
static NUMBER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^\(?\d{1,2}[.)]\s+").expect("a constant pattern"));
static ATT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^(?:(?:dels|samt|och|Dels|Samt)\s+)?(?:att|Att|ATT)(?:\s|$)")
        .expect("a constant pattern")
});
static DELS: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^[Dd]els\s").expect("a constant pattern"));

/// Gathers the rows of a block into items.
pub(super) fn items(rows: &[Row], width: usize) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        // Numbers that were set apart from their points say nothing.
        if is_bare_marker(row.text()) {
            continue;
        }
        let (opener, marker) = opener(row.text());
        let continues = items.last().is_some_and(|item| continues(item, rows, at, opener, width));
        if continues && let Some(item) = items.last_mut() {
            item.folded.push(&row.line);
            item.rows.end = at + 1;
            item.introduces |= opener == Opener::Bullet || introduces(&item.folded.text);
            continue;
        }
        items.push(Item {
            opener,
            folded: Folded::new([&row.line]),
            marker,
            rows: at..at + 1,
            gap: row.line.gap,
            indent: row.line.indent,
            introduces: introduces(row.text()),
        });
    }
    items
}

/// "3." alone.
fn is_bare_marker(text: &str) -> bool {
    let number = text.strip_suffix(['.', ')']).unwrap_or("");
    (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// True when `text` begins an item of a list.
pub(super) fn opens_item(text: &str) -> bool {
    opener(text).0 != Opener::Text
}

/// True when `text` is an att-line.
pub(super) fn opens_att(text: &str) -> bool {
    opener(text).0 == Opener::Att
}

/// A colon at the end, unless the words open decisions.
fn introduces(said: &str) -> bool {
    said.trim_end().ends_with(':') && !is_lead_like(said)
}

fn opener(text: &str) -> (Opener, usize) {
    let marker = NUMBER.find(text).or_else(|| BULLET.find(text)).or_else(|| bare_number(text));
    let length = marker.map_or(0, |found| found.end());
    if ATT.is_match(&text[length..]) || DELS.is_match(&text[length..]) {
        return (Opener::Att, length);
    }
    match marker {
        Some(found)
            if found
                .as_str()
                .starts_with(['(', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) =>
        {
            (Opener::Number, length)
        }
        Some(_) => (Opener::Bullet, length),
        None => (Opener::Text, 0),
    }
}

/// "1 Kommunfullmäktige väljer …": a number before a body that acts needs no stop.
fn bare_number(text: &str) -> Option<regex::Match<'_>> {
    static BARE: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"^\d{1,2}\s+").expect("a constant pattern"));
    BARE.find(text).filter(|found| {
        let rest = &text[found.end()..];
        rest.starts_with(char::is_uppercase) && body_acts(rest)
    })
}

/// True when row `at` goes on with `item`.
fn continues(item: &Item, rows: &[Row], at: usize, opener: Opener, width: usize) -> bool {
    let row = &rows[at];
    let before = &rows[at - 1];
    let said = item.folded.text.trim_end();
    let ended =
        said.ends_with(['.', '!', '?', ';']) || said.ends_with(".”") || said.ends_with(".\"");
    let opens_list = said.ends_with(':');
    match opener {
        // "… med följande ändringar:" and a list of its own.
        Opener::Number => {
            item.opener == Opener::Number && row.line.indent > item.indent + 1 && opens_list
        }
        Opener::Bullet => match item.opener {
            Opener::Number => true,
            Opener::Att | Opener::Text => item.introduces || goes_into_list(said, row.text()),
            Opener::Bullet => row.line.indent > item.indent + 1,
        },
        // "3. Uppdraget till nämnden," and "att ta fram en plan, förklaras fullgjort" are one sentence.
        Opener::Att if item.opener == Opener::Number && is_unfinished(item) => true,
        Opener::Att => {
            let new_clause = opens_list && !item.introduces
                || item.opener == Opener::Text && is_lead_like(said)
                || said.ends_with([',', '.', ';'])
                || said.ends_with(" samt")
                || said.ends_with(" och");
            !new_clause
                && row.line.gap == 0
                && (opens_list
                    || is_wrapped(before, row, width) && !is_next_clause(item, row)
                    || cannot_end(said))
        }
        Opener::Text => {
            let small = row.text().starts_with(char::is_lowercase);
            if is_lead_like(said)
                || small && is_lead_like(row.text())
                || row.line.inner && item.opener == Opener::Number
            {
                return false;
            }
            if item.introduces {
                // What a clause brings in goes on until the body decides again.
                return !body_acts(row.text());
            }
            if row.line.gap > 0 {
                return !ended && row.text().starts_with(char::is_lowercase);
            }
            let begins_large = row.text().starts_with(|letter: char| {
                letter.is_uppercase() || letter == '"' || letter == '”'
            });
            let hangs = item.opener != Opener::Text && row.line.indent > item.indent;
            // Two sentences that each begin with a body are two clauses, however the line was filled.
            let new_body = organ::organ_at_start(said).is_some()
                && organ::organ_at_start(row.text()).is_some();
            !ended || !begins_large || hangs || is_full(before, row, width) && !new_body
        }
    }
}

/// "att godkänna planen" and below it "att avsätta medel": two clauses, unless the first still needs its "att".
fn is_next_clause(item: &Item, row: &Row) -> bool {
    static TAKES: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)\b(?:uppdra|uppdrag|ge|bemyndiga|delegera|föreslå|hemställa|rekommendera|uppmana|begära|besluta|ansöka|rätt|möjlighet|ansvar|villkor|innebär|medför|avtal|överens)")
            .expect("a constant pattern")
    });
    item.opener == Opener::Att
        && !TAKES.is_match(head(&item.folded.text))
        && !formulas::actions(row.text()).is_empty()
}

/// The first words of a long item.
fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST_LEAD)]
}

/// A point that has a subject but no verb yet.
fn is_unfinished(item: &Item) -> bool {
    let said = item.folded.text[item.marker..].trim_end();
    said.len() < LONGEST_LEAD
        && said.ends_with(',')
        && !is_lead_like(said)
        && formulas::actions(said).is_empty()
}

/// A sentence that is not at its end, and a point in small letters below it: "… ta fram" and "- en plan".
fn goes_into_list(said: &str, point: &str) -> bool {
    let begins_small = BULLET
        .find(point)
        .is_some_and(|marker| point[marker.end()..].starts_with(char::is_lowercase));
    begins_small && !said.ends_with(['.', ',', ';', '!', '?']) && !is_lead_like(said)
}

/// "Kommunstyrelsen godkänner …".
fn body_acts(text: &str) -> bool {
    organ::organ_at_start(text).is_some_and(|end| {
        text[end..]
            .split_whitespace()
            .next()
            .is_some_and(|word| word.starts_with(char::is_lowercase) && word.ends_with(['r', 's']))
    })
}

/// True when the next row's first word had no room on the row before.
fn is_full(before: &Row, row: &Row, width: usize) -> bool {
    let used = before.line.indent as usize + before.text().chars().count();
    let word = row.text().split_whitespace().next().map_or(0, |word| word.chars().count());
    used + 1 + word > width
}

fn is_wrapped(before: &Row, row: &Row, width: usize) -> bool {
    // Two words, for "att" alone always has room.
    let used = before.line.indent as usize + before.text().chars().count();
    let words: usize =
        row.text().split_whitespace().take(2).map(|word| word.chars().count() + 1).sum();
    used + words > width
}

/// Words that need an "att" behind them.
fn cannot_end(text: &str) -> bool {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?:uppdrag|uppdraget|under förutsättning|genom|för|så|om|innebär|innebärande|i syfte|syftar till|till|med villkor|utan|anser|åt .{2,40}|konstaterar|bedömer|rätt|möjlighet|skyldighet|avser)$").expect("a constant pattern")
    });
    PATTERN.is_match(&text[text.floor_char_boundary(text.len().saturating_sub(120))..])
}

/// Longer words are no formula; so that a long item costs no more for each line it takes in.
const LONGEST_LEAD: usize = 1_200;

/// "Direktionen beslutar", "Enligt förslaget:": words that open clauses are no clause themselves.
pub(super) fn is_lead_like(text: &str) -> bool {
    let lead = || super::lead::lead(text);
    (text.len() < LONGEST_LEAD)
        .then(lead)
        .flatten()
        .is_some_and(|lead| text[lead.length..].trim_matches([' ', ':', '.']).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::tests::rows;

    #[track_caller]
    fn check(content: &str, expected: &[&str]) {
        let rows = rows(content);
        let texts: Vec<_> = items(&rows, 88).into_iter().map(|item| item.folded.text).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn att_lines_are_items() {
        check(
            "att godkänna årsredovisningen,\natt överlämna den till\nfullmäktige, samt\natt anse uppdraget fullgjort",
            &[
                "att godkänna årsredovisningen,",
                "att överlämna den till fullmäktige, samt",
                "att anse uppdraget fullgjort",
            ],
        );
        check(
            "att ge förvaltningen i uppdrag\natt ta fram en plan",
            &["att ge förvaltningen i uppdrag att ta fram en plan"],
        );
    }

    #[test]
    fn points_keep_their_bullets() {
        check(
            "1. Planen antas.\n2. Nämnden får i uppdrag att:\n   - följa upp planen\n   - rapportera\n3. Paragrafen justeras.",
            &[
                "1. Planen antas.",
                "2. Nämnden får i uppdrag att: - följa upp planen - rapportera",
                "3. Paragrafen justeras.",
            ],
        );
    }

    #[test]
    fn a_number_without_a_stop_begins_what_a_body_does() {
        check(
            "1 Kommunfullmäktige väljer revisorer enligt\nförslag.\n2 Kommunfullmäktige utser ombud för\n12 kommuner i länet.",
            &[
                "1 Kommunfullmäktige väljer revisorer enligt förslag.",
                "2 Kommunfullmäktige utser ombud för 12 kommuner i länet.",
            ],
        );
    }

    #[test]
    fn numbers_may_stand_before_their_points() {
        check(
            "1.\n2.\n\nPlanen antas.\nNämnden får i uppdrag att följa upp planen.",
            &["Planen antas.", "Nämnden får i uppdrag att följa upp planen."],
        );
    }

    #[test]
    fn a_point_without_its_verb_goes_on() {
        check(
            "1. Uppdraget till socialnämnden i budget 2023,\natt ta fram en plan, förklaras fullgjort.\n2. Planen antas.",
            &[
                "1. Uppdraget till socialnämnden i budget 2023, att ta fram en plan, förklaras fullgjort.",
                "2. Planen antas.",
            ],
        );
    }

    #[test]
    fn sentences_on_lines_of_their_own_are_items() {
        check(
            "Kommunstyrelsen godkänner avtalet.\nDirektören utses att underteckna avtalet.",
            &["Kommunstyrelsen godkänner avtalet.", "Direktören utses att underteckna avtalet."],
        );
    }

    #[test]
    fn a_full_line_goes_on() {
        check(
            "Nämnden får i uppdrag att årligen genomföra en analys av planen för hela kommunen här.\nAnalysen ska vara öppen.",
            &[
                "Nämnden får i uppdrag att årligen genomföra en analys av planen för hela kommunen här. Analysen ska vara öppen.",
            ],
        );
    }
}
