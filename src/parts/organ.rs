//! *Organ*: the bodies that decide, and the offices that propose to them.

mod full;
mod heads;
mod scan;

use std::ops::Range;

pub use full::{full_names, in_full};
pub use heads::Rank;
use scan::{Organ, first, may_begin, scan};

/// The bodies and offices named in `text`, as byte ranges, a genitive "s" included.
///
/// Bare common nouns ("en nämnd", "styrelse") are not names and are left out.
pub fn organs(text: &str) -> Vec<Range<usize>> {
    scan(text).into_iter().filter(Organ::is_name).map(|organ| organ.range).collect()
}

/// Like [`organs`], and indefinite names too ("Kommunalstämma"), for heads and labels.
pub fn mentions(text: &str) -> Vec<Range<usize>> {
    scan(text).into_iter().filter(|organ| !organ.is_bare_noun()).map(|organ| organ.range).collect()
}

/// The length in bytes of the body or office that `text` begins with, a genitive "s" included.
pub fn organ_at_start(text: &str) -> Option<usize> {
    let head = &text[..text.floor_char_boundary(LONGEST)];
    if !may_begin(head) {
        return None;
    }
    let organ = first(head)?;
    (organ.range.start == 0 && organ.is_name()).then_some(organ.range.end)
}

/// The length of the body that `text`, a sentence, has for its subject: no genitive, and a verb in the present behind it.
pub fn acting(text: &str) -> Option<usize> {
    let end = organ_at_start(text).filter(|&end| !text[..end].ends_with('s'))?;
    let verb = text[end..].split_whitespace().next()?.trim_end_matches([',', '.']);
    let acts = verb.len() > 2 && verb.starts_with(char::is_lowercase) && verb.ends_with('r');
    (acts && !matches!(verb, "får" | "har" | "bör" | "är" | "måste")).then_some(end)
}

/// True when `text` is the name of a body or office and nothing else: "Kommunstyrelsen", "Socialnämnd", "AU".
pub fn is_organ(text: &str) -> bool {
    let name = trimmed(text);
    whole(name).is_some() || heads::abbreviation(name).is_some()
}

/// The name as it stands alone: definite, nominative, first letter large.
///
/// "kommunstyrelsens" → "Kommunstyrelsen", "Direktion" → "Direktionen",
/// "KOMMUNSTYRELSENS ARBETSUTSKOTT" → "Kommunstyrelsens arbetsutskott". Other text is only trimmed.
pub fn canonical(text: &str) -> String {
    let name = trimmed(text);
    if let Some((long, _)) = heads::abbreviation(name) {
        return long.to_owned();
    }
    let shouts = !name.contains(char::is_lowercase);
    let spoken = if shouts { name.to_lowercase() } else { name.to_owned() };
    match first(&spoken) {
        Some(organ) => capitalized(&organ.definite(&spoken)),
        None => spoken,
    }
}

/// How high the body stands; `None` for what is no body.
pub fn rank(text: &str) -> Option<Rank> {
    let name = trimmed(text);
    if let Some((_, rank)) = heads::abbreviation(name) {
        return Some(rank);
    }
    first(name).map(|organ| organ.rank)
}

/// No name is longer than this, in bytes.
const LONGEST: usize = 160;

fn trimmed(text: &str) -> &str {
    text.trim().trim_end_matches([':', '.', ',']).trim_end()
}

/// The body that is all of `name`.
fn whole(name: &str) -> Option<Organ> {
    if name.len() > LONGEST || !may_begin(name) {
        return None;
    }
    first(name).filter(|organ| organ.range == (0..name.len()) && !organ.is_bare_noun())
}

/// `text` with a large first letter.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = organs(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn finds_bodies_in_running_text() {
        check(
            "Kommunstyrelsen föreslår kommunfullmäktige",
            &["Kommunstyrelsen", "kommunfullmäktige"],
        );
        check("enligt Miljö- och byggnadsnämndens beslut", &["Miljö- och byggnadsnämndens"]);
        check("Plan-, bygg- och miljönämnden godkänner", &["Plan-, bygg- och miljönämnden"]);
        check("kommunstyrelsens arbetsutskott beslutar", &["kommunstyrelsens arbetsutskott"]);
        check("tekniska nämnden och direktionen", &["tekniska nämnden", "direktionen"]);
        check("samt AU beslutade föreslå styrelsen", &["AU", "styrelsen"]);
        check("Förvaltningen för Teknik", &["Förvaltningen för Teknik"]);
        check("Stadsledningskontorets förslag", &["Stadsledningskontorets"]);
        check("Representantskapet och förbundsmötet", &["Representantskapet", "förbundsmötet"]);
        check("Kultur och fritidsnämnden godkänner", &["Kultur och fritidsnämnden"]);
        check("Äldre samt vård- och omsorgsnämnden", &["Äldre samt vård- och omsorgsnämnden"]);
        check("Kommunstyrelsen och socialnämnden", &["Kommunstyrelsen", "socialnämnden"]);
        check("Kommunen och socialnämnden", &["socialnämnden"]);
        check(
            "Förslag till beslut i Äldre samt vård- och omsorgsnämnden",
            &["Äldre samt vård- och omsorgsnämnden"],
        );
        check("till Byggnadsnämnden och miljönämnden", &["Byggnadsnämnden", "miljönämnden"]);
    }

    #[test]
    fn takes_what_the_body_is_for() {
        check("till nämnden för Teknik.", &["nämnden för Teknik"]);
        check("nämnden för Vård & Omsorg avslår", &["nämnden för Vård & Omsorg"]);
        check(
            "nämnden för konsument- och medborgarservice",
            &["nämnden för konsument- och medborgarservice"],
        );
        check("Socialnämnden Centrum får", &["Socialnämnden Centrum"]);
        check("socialnämnd Nordost", &["socialnämnd Nordost"]);
        check("nämnden för att besluta", &["nämnden"]);
        check("överlämnas till nämnden för kännedom", &["nämnden"]);
    }

    #[test]
    fn knows_what_is_no_body() {
        check("Länsstyrelsen och Socialstyrelsen", &[]);
        check("den kommunala självstyrelsen", &[]);
        check("ovannämnd plan, en nämnd, av styrelse", &[]);
        check("KS 2012-127", &[]);
        check("god kapitalförvaltning", &[]);
    }

    #[test]
    fn begins_with_a_body() {
        assert_eq!(organ_at_start("Direktionen föreslås besluta"), Some("Direktionen".len()));
        assert_eq!(
            organ_at_start("Plan-, bygg- och miljönämnden godkänner"),
            Some("Plan-, bygg- och miljönämnden".len())
        );
        assert_eq!(organ_at_start("Tekniska nämnden har"), Some("Tekniska nämnden".len()));
        assert_eq!(organ_at_start("KS beslutar"), Some("KS".len()));
        assert_eq!(organ_at_start("Att direktionen"), None);
        assert_eq!(organ_at_start(""), None);
    }

    #[test]
    fn a_body_that_acts() {
        assert_eq!(acting("Socialnämnden godkänner planen"), Some("Socialnämnden".len()));
        assert_eq!(acting("Socialnämnden får i uppdrag att"), None);
        assert_eq!(acting("Kommunfullmäktiges uppdrag förklaras fullgjort"), None);
        assert_eq!(acting("Socialnämnden"), None);
    }

    #[test]
    fn a_heading_may_be_indefinite() {
        assert!(is_organ("Socialnämnd"));
        assert!(is_organ("KOMMUNSTYRELSEN"));
        assert!(is_organ("Kommunstyrelsens arbetsutskott:"));
        assert!(is_organ("KSAU"));
        assert!(!is_organ("Nämnd"));
        assert!(!is_organ("Kommunstyrelsens beslut"));
    }

    #[test]
    fn names_are_made_definite() {
        assert_eq!(canonical("kommunstyrelsens"), "Kommunstyrelsen");
        assert_eq!(canonical("Göteborgs kommunstyrelse"), "Kommunstyrelsen");
        assert_eq!(canonical("Direktion"), "Direktionen");
        assert_eq!(canonical("KOMMUNSTYRELSENS ARBETSUTSKOTT"), "Kommunstyrelsens arbetsutskott");
        assert_eq!(canonical("arbetsutskottets"), "Arbetsutskottet");
        assert_eq!(canonical("socialnämnd Centrum"), "Socialnämnden Centrum");
        assert_eq!(canonical("kommunfullmäktiges"), "Kommunfullmäktige");
        assert_eq!(canonical("nämnden för Teknik"), "Nämnden för Teknik");
        assert_eq!(canonical("presidium"), "Presidiet");
        assert_eq!(canonical("AU"), "Arbetsutskottet");
    }

    #[test]
    fn bodies_have_an_order() {
        assert!(rank("arbetsutskottet") < rank("socialnämnden"));
        assert!(rank("kommunstyrelsens arbetsutskott") < rank("socialnämnden"));
        assert!(rank("socialnämnden") < rank("kommunstyrelsen"));
        assert!(rank("kommunstyrelsen") < rank("fullmäktige"));
        assert!(rank("stadsledningskontoret") < rank("arbetsutskottet"));
        assert_eq!(rank("Medborgarna"), None);
    }
}
