//! Lines → the municipality or association that the paper comes from.

mod named;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::{At, LineRole, Span, Text};
use named::{addressed, capitalized, names};

/// The municipality, region or association of a paper, and where its name was first seen as it is told.
///
/// A name on a line of its own in the first zone weighs most, then the one addressed or signed for, then mentions.
pub fn organization(text: &Text, lines: Range<usize>) -> Option<At<String>> {
    let mut candidates: BTreeMap<String, Candidate> = BTreeMap::new();
    let mut told = 0;
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
            let leads = name.range.start <= 2 && (name.shouts || name.range.end == read.len());
            let weight = match (in_head, leads) {
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

/// True when `text` is the name of a municipality or association and nothing else.
pub fn is_name(text: &str) -> bool {
    names(text).first().is_some_and(|name| name.range == (0..text.len()))
}

const HEAD_LINES: usize = 15;
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

/// "Göteborgs Stad" and "Göteborgs kommun" are one; so are "Sjuhärads kommunalförbund" and its genitive.
fn key(name: &str) -> String {
    let lower = name.to_lowercase();
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
