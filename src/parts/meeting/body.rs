//! Lines → the body that meets, decides or is addressed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::Pattern;

use super::{head, is_told};
use crate::model::{At, Line, Text};
use crate::parts::columns::{self, columns};
use crate::parts::organ::{self, Rank};
use crate::parts::organization;

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
pattern!(TO, r"(?i)^till\s+");
pattern!(
    LABELLED,
    r"(?i)^(?:organ|nämnd|nämnd\s?/\s?styrelse|styrelse\s?/\s?nämnd|instans|beslutsinstans|forum|beslutande organ)(?: och §§)?(?:\s*:|\s)\s*"
);
pattern!(TO_PLACE, r"^(?i:till)\s+\p{Lu}\p{Ll}+\s");
pattern!(NUMBERS, r"^(?:\s+[\d\s().:,§–-]+|,? (?:möte|sammanträde)\s+\d[\d.-]+)$");
pattern!(OWN_MINUTES, r"(?i)^ (?:sammanträdes)?protokoll\b.{0,40}$");
pattern!(SENT_TO, r"(?i)\btill:?$");
pattern!(
    ACTS,
    r"(?i)^\s(?:föreslås|föreslår|beslutar|beslutade|beslöt|tillstyrker|avstyrker|godkänner|antar|fastställer|fastställde|antog|godkände)\b"
);
pattern!(OWN_HEADING, r"^ (?:förslag till )?beslut:?$");
pattern!(
    LEADS,
    r"^\s(?:föreslår|beslutar|beslutade|beslöt|godkänner|godkände|antar|antog|fastställer|fastställde|gav|ger|har|består|ansvarar|leder|utser|utsåg|behandlar|behandlade)\b"
);
pattern!(SENTENCE, r"^(?:[•·–-]\s+)?|[.:!?]\s+(?:[•·–-]\s+)?");
pattern!(
    ADOPTED,
    r"(?i)\b(?:antag(?:en|et|its|na)|fastställ(?:d|t|ts|da)|beslutad|beslutat|godkän(?:d|t|ts|da))\s+(?:av|i)\s+"
);
pattern!(IN_PLACE, r"^\s(?i:i)\s\p{Lu}\p{L}+$");
pattern!(PURPOSE, r"^(?:\s\p{Ll}[\p{L}-]*){1,4}$");
pattern!(
    AUDIT,
    r"(?i)^(?:revisionsrapport|revisionsberättelse|granskningsrapport|granskning av|revisionsplan)\b"
);
pattern!(
    REPORT,
    r"(?i)^(?:tjänsteskrivelse|tjänsteutlåtande|sammanträdesprotokoll|protokoll|förslag till beslut|beslut$|§)"
);
pattern!(AUDITORS, r"(?i)revis(?:orer|orerna|ionen)s?$");
pattern!(QUESTION, r"(?i)^(?:interpellation|enkel fråga|motion)\b");
pattern!(OF_REGION, r"(?i)\b(?:region|landsting|\p{L}*förbund)");

/// The body that the paper in `lines` belongs to, and where it is named.
pub fn body(text: &Text, lines: Range<usize>) -> Option<At<String>> {
    let head = head(text, lines.clone(), HEAD_LINES);
    let found = auditors(&head)
        .or_else(|| alone(&head))
        .or_else(|| called(&head))
        .or_else(|| headed(&head))
        .or_else(|| behind(&head, &TO))
        .or_else(|| behind(&head, &TO_PLACE))
        .or_else(|| behind(&head, &PROPOSED))
        .or_else(|| behind(&head, &ADOPTED))
        .or_else(|| behind(&super::head(text, lines.clone(), super::HEAD_LINES), &LABELLED))
        .or_else(|| most_active(text, lines.clone()));
    if let Some((line, range)) = found {
        return Some(At::new(name_of(&line.text[range.clone()]), line.span_of(range)));
    }
    asked(text, lines.clone(), &head).or_else(|| {
        let (line, range) = most_told(text, lines)?;
        Some(At::new(name_of(&line.text[range.clone()]), line.span_of(range)))
    })
}

/// The name alone, without the association it belongs to: "Styrelsen för Samordningsförbundet Norr" → "Styrelsen".
fn name_of(printed: &str) -> String {
    let own = printed.split_once(" för ").filter(|(_, of)| {
        let first = of.split(' ').next().unwrap_or_default();
        organization::is_name(of) || first.ends_with("förbundet") || first == "Räddningstjänsten"
    });
    let own = own.map_or(printed, |(own, _)| own);
    if is_board_for(own) {
        return own.to_owned();
    }
    let length = organ::organ_at_start(own).filter(|&length| PURPOSE.is_match(&own[length..]));
    match length {
        Some(length) => format!("{}{}", organ::canonical(&own[..length]), &own[length..]),
        None => organ::canonical(own),
    }
}

/// The auditors, over a report of theirs.
fn auditors<'t>(head: &[&'t Line]) -> Option<Named<'t>> {
    let pieces =
        |n_lines: usize| head.iter().take(n_lines).flat_map(|line| columns::pieces(&line.text));
    if !pieces(COLUMN_LINES).any(|piece| AUDIT.is_match(piece))
        || pieces(HEAD_LINES).any(|piece| REPORT.is_match(piece))
    {
        return None;
    }
    head.iter().find_map(|line| {
        let read = start_of(line);
        let range = organ::mentions(read)
            .into_iter()
            .find(|range| AUDITORS.is_match(&read[range.clone()]))?;
        Some((*line, range))
    })
}

/// Interpellations and motions are put to the assembly, which their text often calls "fullmäktige" only.
fn asked(text: &Text, lines: Range<usize>, head: &[&Line]) -> Option<At<String>> {
    if !head.iter().take(COLUMN_LINES).any(|line| QUESTION.is_match(&line.text)) {
        return None;
    }
    let told_lines = text.lines[lines].iter().filter(|line| is_told(line)).take(MOST_LINES);
    let (line, range) = told_lines.into_iter().find_map(|line| {
        let mut names = organ::organs(&line.text).into_iter();
        let range =
            names.find(|range| organ::rank(&line.text[range.clone()]) == Some(Rank::Assembly))?;
        Some((line, range))
    })?;
    let name = name_of(&line.text[range.clone()]);
    let is_of_region = head.iter().any(|line| OF_REGION.is_match(start_of(line)));
    let name = if name == "Fullmäktige" && !is_of_region {
        "Kommunfullmäktige".to_owned()
    } else {
        name
    };
    Some(At::new(name, line.span_of(range)))
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

/// "Nämnden för hållbart samhälle".
fn is_board_for(name: &str) -> bool {
    name.strip_prefix("Nämnden")
        .is_some_and(|rest| rest.starts_with(" för ") && PURPOSE.is_match(rest))
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
    if is_board_for(name) {
        return Some(name.len());
    }
    let length = organ::organ_at_start(name)?;
    let rest = &name[length..];
    // "Direktionens protokoll 9 december 2022"
    let heads = name[..length].ends_with('s') && OWN_MINUTES.is_match(rest);
    if heads || NUMBERS.is_match(rest) || IN_PLACE.is_match(rest) {
        return Some(length);
    }
    // "Beredningsgruppen för unga vuxna" is all one name.
    let is_group =
        organ::rank(&name[..length]) == Some(Rank::Group) && name[..length].contains(" för ");
    (is_group && PURPOSE.is_match(rest)).then_some(name.len())
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

/// The body that is most often the subject of a sentence; for plans and reports that no letterhead gives a body.
fn most_told(text: &Text, lines: Range<usize>) -> Option<Named<'_>> {
    let mut counts: BTreeMap<String, (usize, Named<'_>)> = BTreeMap::new();
    for line in text.lines[lines].iter().filter(|line| is_told(line)).take(MOST_LINES) {
        for found in SENTENCE.find_iter(&line.text) {
            let sentence = &line.text[found.end()..];
            let Some(length) = organ::organ_at_start(sentence) else { continue };
            let name = &sentence[..length];
            if sentence.starts_with(char::is_uppercase)
                && LEADS.is_match(&sentence[length..])
                && meets(name)
            {
                let named = (line, found.end()..found.end() + length);
                counts.entry(name_of(name)).or_insert((0, named)).0 += 1;
            }
        }
    }
    let start = |named: &Named<'_>| named.0.span.start + named.1.start;
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
    let rest = &line.text[length..];
    // "Socialnämndens förslag till beslut" over the points of an item.
    let heads = line.text[..length].ends_with('s') && OWN_HEADING.is_match(rest);
    (heads || ACTS.is_match(rest)).then_some(0..length)
}

/// Offices and officials hold no meetings.
fn meets(name: &str) -> bool {
    organ::rank(name).is_some_and(|rank| rank >= Rank::Group)
}

fn start_of(line: &Line) -> &str {
    &line.text[..line.text.floor_char_boundary(LONGEST)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    #[track_caller]
    fn check(paper: &str, expected: Option<&str>) {
        let (text, _) = layout::text_of_plain(paper.to_owned());
        let found = body(&text, 0..text.lines.len()).map(|found| found.value);
        assert_eq!(found.as_deref(), expected, "{paper}");
    }

    #[test]
    fn a_letterhead_names_it() {
        check("Byberga kommun\nTill direktionen      2022-11-07\nAnmälan", Some("Direktionen"));
        check("Till Byberga kommunfullmäktige\nTaxa", Some("Kommunfullmäktige"));
        check("Bilaga 3\nFörbundsstyrelsen 2023-10-18, § 61\nTaxa", Some("Förbundsstyrelsen"));
        check("KUNGÖRELSE\nKOMMUNFULLMÄKTIGE I BYBERGA\nÄrenden", Some("Kommunfullmäktige"));
        check("Styrelsen för Samordningsförbundet Norrviken\nÄrenden", Some("Styrelsen"));
        check(
            "Beredningsgruppen för unga vuxna\nMinnesanteckningar",
            Some("Beredningsgruppen för unga vuxna"),
        );
        check("Nämnden för Teknik\nProtokoll", Some("Nämnden för Teknik"));
        check("Direktionens protokoll 9 december 2022", Some("Direktionen"));
        check("Revisionsnämnden, möte 16.4.2018\n§ 19 Val", Some("Revisionsnämnden"));
        check("Direktionens möten 2022", None);
        check("Nämnden för hållbart samhälle\nDatum", Some("Nämnden för hållbart samhälle"));
        check(
            "KALLELSE\nNämnden för individ- och familjeomsorg\nTid: 13:00",
            Some("Nämnden för individ- och familjeomsorg"),
        );
        check(
            "Eva Ek (C)\nANSLAG/BEVIS\nOrgan     Barn- och utbildningsnämnden\nNämndens beslut\nNämnden godkänner planen.",
            Some("Barn- och utbildningsnämnden"),
        );
        check("Möte 230118\nDIREKTIONEN BESLUTAR\natt utse Eva Ek", Some("Direktionen"));
    }

    #[test]
    fn who_adopted_a_plan_owns_it() {
        check("Verksamhetsplan 2025\nFastställd av styrelsen 2024-11-22", Some("Styrelsen"));
        check(
            "Yttrandet har antagits av kommunstyrelsens arbetsutskott, § 75.",
            Some("Kommunstyrelsens arbetsutskott"),
        );
        check("Planen är antagen av riksdagen", None);
    }

    #[test]
    fn auditors_own_their_reports() {
        check(
            "Byberga kommun, revisorerna\nRevisionsrapport\nKommunstyrelsen\t14",
            Some("Revisorerna"),
        );
        check(
            "Tjänsteskrivelse\nKommunstyrelsen\nRevisionsrapport från revisorerna",
            Some("Kommunstyrelsen"),
        );
    }

    #[test]
    fn questions_are_put_to_the_assembly() {
        check(
            "Interpellation om bibliotek\nNär får fullmäktige en plan?",
            Some("Kommunfullmäktige"),
        );
        check(
            "Region Norr\nInterpellation om vård\nNär får fullmäktige en plan?",
            Some("Fullmäktige"),
        );
        check("Anteckning om bibliotek\nNär får fullmäktige en plan?", None);
    }

    #[test]
    fn headings_of_a_body_tell_it() {
        check(
            "Hem > By > Möte\n1 Val\nSocialnämndens förslag till beslut\n- Den noteras.\n2 Taxa\nSocialnämndens förslag till beslut\n- Taxan antas.",
            Some("Socialnämnden"),
        );
        check("Text\nKontorets förslag till beslut\nTaxan antas.", None);
    }

    #[test]
    fn sentences_tell_it_at_last() {
        check(
            "Delårsrapport\n• Förbundsstyrelsen gav i maj ett uppdrag. Förbundsstyrelsen har möten. Direktionen består.",
            Some("Förbundsstyrelsen"),
        );
        check("Delårsrapport\nEnligt förbundsstyrelsen är läget gott.", None);
    }
}
