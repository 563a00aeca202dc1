//! Lines → the municipality or association that the paper comes from.

mod named;
mod places;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::{At, Line, LineRole, Span, Text};
use named::{Name, addressed, capitalized, cut, headed, names};

/// The municipality, region or association of a paper, and where its name was first seen as it is told.
///
/// A name on a line of its own in the first zone weighs most, then the one addressed or signed for, then mentions.
pub fn organization(text: &Text, lines: Range<usize>) -> Option<At<String>> {
    let mut candidates: BTreeMap<String, Candidate> = BTreeMap::new();
    let mut told = 0;
    let mut above: Option<&Line> = None;
    for line in text.lines[lines].iter().take(MOST_LINES) {
        if line.role == LineRole::Noise {
            if let Some(place) = FRONT_MATTER.captures(&line.text).and_then(|found| found.get(1)) {
                let name = format!("{} kommun", capitalized(place.as_str()));
                add(
                    &mut candidates,
                    &name,
                    false,
                    FRONT_MATTER_WEIGHT,
                    line.span_of(place.range()),
                );
            }
            continue;
        }
        let read = &line.text[..line.text.floor_char_boundary(MOST_BYTES)];
        for name in names(read) {
            let in_head = told < HEAD_LINES;
            let leads = leads(&name, read);
            let weight = match (in_head, leads) {
                (true, true) if told < LETTERHEAD_LINES => 30,
                (true, true) => 10,
                (true, false) => 4,
                // A municipality's papers name associations in passing more often than the other way.
                (false, _) if name.is_association => 1,
                (false, true) => 3,
                (false, false) => 2,
            };
            add(&mut candidates, &name.name, true, weight, line.span_of(name.range));
        }
        if let Some((name, range)) = addressed(read) {
            let weight = if told < HEAD_LINES { 8 } else { 4 };
            add(&mut candidates, &name, false, weight, line.span_of(range));
        }
        if told < HEAD_LINES {
            if let Some((name, range)) = headed(read) {
                add(&mut candidates, &name, false, 8, line.span_of(range));
            }
            if let Some((above, (name, range))) =
                above.and_then(|above| Some((above, cut(&above.text, read)?)))
            {
                add(&mut candidates, &name, true, 4, above.span_of(range).to(line.span));
            }
        }
        above = Some(line);
        told += 1;
    }
    let mut ranked: Vec<Candidate> = candidates.into_values().collect();
    ranked.sort_by_key(|candidate| (std::cmp::Reverse(candidate.weight), candidate.span.start));
    let rival = ranked.get(1).map_or(0, |rival| rival.weight);
    let best = ranked.into_iter().next()?;
    // Named in passing only, it must stand out from the others.
    let stands_out = best.weight >= CONVINCES && best.weight >= 2 * rival;
    if !best.in_head && !stands_out && rival > 0 {
        return None;
    }
    let (name, _) =
        best.forms.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(name.len())))?;
    Some(At::new(name.clone(), best.span))
}

/// A name leads when it begins its line and stands alone in its column.
fn leads(name: &Name, read: &str) -> bool {
    let rest = &read[name.range.end..];
    let is_alone = rest.is_empty() || rest.starts_with("  ") || rest.starts_with('\t');
    name.range.start <= 2 && (name.shouts || is_alone)
}

/// True when `text` is the name of a municipality or association and nothing else.
pub fn is_name(text: &str) -> bool {
    names(text).first().is_some_and(|name| name.range == (0..text.len()))
}

const HEAD_LINES: usize = 15;
/// The first of them, where the letterhead stands.
const LETTERHEAD_LINES: usize = 3;
const MOST_LINES: usize = 20_000;
const MOST_BYTES: usize = 20_000;
const FRONT_MATTER_WEIGHT: u32 = 6;
/// A name mentioned once in passing does not convince beside others.
const CONVINCES: u32 = 4;
/// A mention outside the head weighs at most this.
const MENTION_WEIGHT: u32 = 3;
/// Mentions beyond this many say no more.
const MOST_MENTIONS: u32 = 12;

static FRONT_MATTER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^kommun:\s*(\p{L}+)\s*$").expect("the pattern is fixed"));

#[derive(Debug)]
struct Candidate {
    weight: u32,
    mentions: u32,
    /// Told in the head, or addressed or signed for.
    in_head: bool,
    span: Span,
    /// How it is written, and how often.
    forms: BTreeMap<String, u32>,
}

/// `printed` is false for a name that was put together.
fn add(
    candidates: &mut BTreeMap<String, Candidate>,
    name: &str,
    printed: bool,
    weight: u32,
    span: Span,
) {
    let candidate = candidates.entry(key(name)).or_insert_with(|| Candidate {
        weight: 0,
        mentions: 0,
        in_head: false,
        span,
        forms: BTreeMap::new(),
    });
    candidate.mentions += 1;
    candidate.in_head |= weight > MENTION_WEIGHT;
    if weight > MENTION_WEIGHT || candidate.mentions <= MOST_MENTIONS {
        candidate.weight += weight;
    }
    *candidate.forms.entry(name.to_owned()).or_default() += u32::from(printed);
}

/// "Göteborgs Stad" and "Göteborgs kommun" are one; so are "Sjuhärads kommunalförbund" and its genitive, and
/// "Kommunalförbundet Räddningstjänsten Norr" and its name without the first word.
fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    let lower = match lower.strip_prefix("kommunalförbundet ") {
        Some(own) if own.contains(' ') => own.to_owned(),
        _ => lower,
    };
    let place = lower.strip_suffix(" kommun").or_else(|| lower.strip_suffix(" stad"));
    place.unwrap_or(&lower).trim_end_matches('s').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    #[track_caller]
    fn check(paper: &str, expected: Option<&str>) {
        let (text, _) = layout::text_of_plain(paper.to_owned());
        let found = organization(&text, 0..text.lines.len()).map(|found| found.value);
        assert_eq!(found.as_deref(), expected, "{paper}");
    }

    #[test]
    fn reads_the_head() {
        check("BYBERGA KOMMUN     SAMMANTRÄDESPROTOKOLL  1 (4)", Some("Byberga kommun"));
        check("REGION NORRVIKEN\nRegionstyrelsen\nProtokoll", Some("Region Norrviken"));
        check("REGION NORRVIKENS LÄN    PROTOKOLL", Some("Region Norrvikens län"));
        check("REGION PROTOKOLL\nText", None);
        check(
            "KALLELSE\nDirektionen för\nNordhärads kommunalförbund\nBorås Stad, Stadshuset",
            Some("Nordhärads kommunalförbund"),
        );
        check(
            "1 Räddningstjänstförbundet Norrådalen KALLELSE Direktionen kallas",
            Some("Räddningstjänstförbundet Norrådalen"),
        );
        check(
            "Kommunalförbundet Östmarkens gymnasium\nKALLELSE",
            Some("Kommunalförbundet Östmarkens gymnasium"),
        );
        check(
            "Nyhetsbrev från Fjälldals kommunalförbund 9 maj 2014",
            Some("Fjälldals kommunalförbund"),
        );
        check("Region Halland\nProtokoll", Some("Region Halland"));
        check("Styrelsen för Region Hallands stiftelse\nProtokoll", Some("Region Halland"));
        check("Region Hallands län\nProtokoll", Some("Region Hallands län"));
    }

    #[test]
    fn associations_have_many_fields() {
        check("Norrvikens avfallsförbund\nTaxa", Some("Norrvikens avfallsförbund"));
        check(
            "NORRVIKENS GYMNASIEFÖRBUND     Protokoll   Blad 1",
            Some("Norrvikens gymnasieförbund"),
        );
        check(
            "SAMORDNINGSFÖRBUNDET NORRVIKEN   PROTOKOLL\nByberga kommun deltar",
            Some("Samordningsförbundet Norrviken"),
        );
        check(
            "Räddningstjänsten Norrviken\tKallelse\t1 (6)\nByberga kommun ansöker",
            Some("Räddningstjänsten Norrviken"),
        );
        check("Räddningstjänsten Byberga kommun\tKallelse", Some("Byberga kommun"));
        check(
            "Räddningstjänsten Norrviken\nPROTOKOLLSUTDRAG\n§ 8 Ansökan från Byberga kommun\nByberga kommun ansöker.\nByberga kommuns ansökan\nByberga kommun",
            Some("Räddningstjänsten Norrviken"),
        );
        check("Avfallsförbundet är en förening\nEn ÖVERENSKOMMELSE", None);
    }

    #[test]
    fn a_letterhead_may_name_the_place_only() {
        check("Vänsterpartiet i Björnhult\nInterpellation", Some("Björnhults kommun"));
        check("KUNGÖRELSE\nKOMMUNFULLMÄKTIGE I BYBERGA\nÄrenden", Some("Byberga kommun"));
        check("Vänsterpartiet i opposition\nInterpellation", None);
    }

    #[test]
    fn a_line_break_may_cut_a_name() {
        check(
            "Protokoll, fört vid stämma med Byberga\nkommun i skolan den 2 maj 1932",
            Some("Byberga kommun"),
        );
        check("Protokoll, fört vid stämma i Byberga\nsocken i skolan", None);
    }

    #[test]
    fn a_page_number_stands_beside_the_name() {
        check(
            "Byberga kommun                 1(5)\nKommunstyrelsen\nÅrsredovisning för Kommunalförbundet Norrviken",
            Some("Byberga kommun"),
        );
    }

    #[test]
    fn an_address_tells_it_and_the_paper_tells_its_name() {
        check(
            "Till Byköpings kommunfullmäktige\nByköpings Stads regler ändras.\nRegler i Byköpings Stad",
            Some("Byköpings Stad"),
        );
        check("Till Byköpings kommunfullmäktige\nRegler", Some("Byköpings kommun"));
    }

    #[test]
    fn common_nouns_are_no_names() {
        check("Varje kommun ska\nEn kommun\nDenna kommun", None);
    }
}
