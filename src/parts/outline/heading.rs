//! A row's letters → the [`Section`] it opens.

use std::sync::LazyLock;

use crate::swedish::Pattern;

use crate::parts::organ;

/// What a heading in a municipal paper opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// *Beslut*: what is decided.
    Beslut,
    /// *Förslag till beslut*: what is proposed.
    Forslag,
    /// *Sammanfattning*, *Bakgrund*, *Bedömning*: the matter told.
    Bakgrund,
    /// *Beslutsunderlag*, *Handlingar*, *Bilagor*.
    Underlag,
    /// *Tidigare behandling*: history.
    Tidigare,
    /// *Yrkanden*, *Förslag på sammanträdet*: what members moved.
    Yrkande,
    /// *Beslutsgång*, *Propositionsordning*.
    Beslutsgang,
    /// *Omröstning*, *Votering*.
    Omrostning,
    /// *Reservation*.
    Reservation,
    /// *Protokollsanteckning*, *Särskilt yttrande*.
    Anteckning,
    /// *Jäv*.
    Jav,
    /// *Justering*: approval of the minutes.
    Justering,
    /// *Expedieras till*: who gets a copy.
    Expediering,
}

/// Headings that are told by their words alone.
const HEADINGS: &[(Section, &str)] = &[
    (
        Section::Yrkande,
        r"(?:tilläggs|ändrings|avslags|återremiss)?yrkande(?:/n|n|t|na)?(?: och förslag)?|förslag (?:till beslut )?(?:under|på|vid) (?:dagens )?(?:sammanträdet|mötet)|överläggning(?:en)?|diskussion(?:en)?|yttranden?|anföranden?|debatt|(?:debatt)?inlägg",
    ),
    (
        Section::Beslutsgang,
        r"besluts?gång(?:en)?|propositions?ordning(?:en)?|propositions?(?:er)?(?: och beslut)?",
    ),
    (
        Section::Omrostning,
        r"omröstning(?:en|ar)?(?:s?resultat(?:et)?)?|omröstningens resultat|(?:huvud|kontrapropositions|motförslags)?votering(?:en|ar)?|voterings?(?:proposition|lista|resultat|ordning)",
    ),
    (Section::Reservation, r"reservation(?:/?er)?(?: mot beslutet)?|blank reservation"),
    (
        Section::Anteckning,
        r"protokolls?anteckning(?:/?ar)?|(?:anteckning(?:ar)?|antecknas) till protokollet|särskil(?:t|da) yttrande(?:n)?|röstförklaring(?:ar)?",
    ),
    (
        Section::Jav,
        r"jäv(?: och ej deltagande)?|deltar inte i (?:beslutet|handläggningen)|(?:ej|icke) deltagande(?: i beslut(?:et)?)?",
    ),
    (
        Section::Justering,
        r"(?:omedelbar )?justering(?:en)?|justeras omedelbart|omedelbart justerad",
    ),
    (
        Section::Expediering,
        r"(?:ska |skall )?expedieras(?: till)?|(?:protokolls?)?utdrag(?:et)?(?: (?:skickas|sänds|expedieras|delges))?(?: till)?|beslut(?:et|sexpediering)?(?: ska| skall)? (?:expedieras|delges|skickas|sänds|meddelas)(?: till)?|beslutsexpediering|delges|delgivning|kopia(?: för kännedom)?(?: till)?|för kännedom(?: till)?|sändlista|expediering|skickas till|protokollet delges",
    ),
    (
        Section::Tidigare,
        r"(?:ärendets )?tidigare (?:behandling|beslut|handläggning|beredning)(?: av ärendet| i ärendet)?|ärendets (?:gång|behandling|beredning|handläggning)(?: i [\p{L} ]{3,40})?|beredning(?:en)?(?: av ärendet)?",
    ),
    (
        Section::Underlag,
        r"(?:besluts)?underlag(?:et)?(?: för beslut(?:et)?)?|handling(?:/?ar)?(?: i ärendet)?|bilag(?:a|or)|beslutshandlingar|bilagor till beslutet",
    ),
    (
        Section::Bakgrund,
        r"(?:kort )?(?:sammanfattning|bakgrund|beskrivning|redogörelse|ärendebeskrivning|bedömning|motivering|inledning|information|överväganden?|analys|konsekvenser|syfte|skäl(?:en)?|problembeskrivning|slutsats(?:er)?|uppföljning|tidplan|genomförande|finansiering|samverkan|samråd|uppdraget|yrkandet|interpellationen|motionen|frågor)(?: (?:av|för|till|i|om|kring|och) (?:ärendet|beslut(?:et)?|förslaget|bakgrund|sammanfattning|bedömning|överväganden|motivering|motiv))?|delegation(?:sordning(?:en)?|spunkt)?|laglig grund|lagstöd|ärende(?:t|beskrivning)?(?: i korthet)?|sakinformation|beskrivning av (?:ärendet|uppdraget)(?: (?:och|samt) [\p{L} -]{3,60} bedömning)?|(?:ekonomiska|juridiska|sociala|ekologiska|miljömässiga|organisatoriska) (?:konsekvenser|aspekter|överväganden)(?: av (?:beslutet|förslaget))?|ekonomi|bedömning ur .{3,60} dimension(?:er)?|barn(?:perspektivet?|konsekvensanalys|rättsbedömning)|jämställdhet(?:sperspektiv)?|jämställdhetsanalys|motiv(?: till beslut| för beslut)?|förklaring av ärendet|lagrum|bakgrund och .{3,40}|besvärshänvisning|hur man överklagar|information om ärendet",
    ),
    (
        Section::Forslag,
        r"besluts?förslag(?:et)?|förslag(?:et)?(?: till (?:besluts?|protokollsbeslut))?|till beslut",
    ),
    (Section::Beslut, r"beslut(?:et)?|besluts?(?: i korthet)|att[- ]satser"),
];

static BY_WORDS: LazyLock<Vec<(Section, Pattern)>> = LazyLock::new(|| {
    let whole = |words: &str| {
        Pattern::new(&format!(r"(?i)^(?:{words})\s*:?$")).expect("a constant pattern")
    };
    HEADINGS.iter().map(|(section, words)| (*section, whole(words))).collect()
});

/// What `text` opens, when it is a heading and nothing else.
pub fn heading(text: &str) -> Option<Section> {
    let bare = text.trim();
    if bare.len() > 160 || bare.is_empty() {
        return None;
    }
    if is_earlier_meeting(bare) {
        return Some(Section::Tidigare);
    }
    let bare = unnumbered(bare);
    let starts_large = bare.chars().next().is_some_and(char::is_uppercase);
    if !starts_large {
        return None;
    }
    let is_short = bare.len() <= 80;
    BY_WORDS
        .iter()
        .find(|(_, pattern)| is_short && pattern.is_match(bare))
        .map(|(section, _)| *section)
        .or_else(|| heading_of_body(bare))
}

/// "Kst 19.2.2019 § 17": what follows was decided then.
fn is_earlier_meeting(text: &str) -> bool {
    paragraph_of_meeting(text).is_some()
}

/// The number of the paragraph in "Kst 19.2.2019 § 17", when `text` is nothing else.
pub fn paragraph_of_meeting(text: &str) -> Option<&str> {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^\p{Lu}[\p{L} ]{1,40}[ ,]+(?:den )?(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d|\d{1,2} \p{L}+ \d{4}),?\s*§\s*(\d+)\.?$")
            .expect("a constant pattern")
    });
    let may_be = text.len() < 90 && text.contains('§');
    let found = may_be.then(|| PATTERN.captures(text)).flatten()?;
    found.get(1).map(|number| number.as_str())
}

/// "2.1 Sammanfattning" is a heading as well.
fn unnumbered(text: &str) -> &str {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    if rest.len() < text.len() && rest.starts_with(' ') && text.len() - rest.len() <= 5 {
        rest.trim_start()
    } else {
        text
    }
}

/// "Arbetsutskottets beslut", "Kommunstyrelsens förslag till kommunfullmäktige", "Förslag till beslut i nämnden".
fn heading_of_body(text: &str) -> Option<Section> {
    static TO: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)^(?:förslag(?: till beslut)?|beslut)\s*(?:(?:i|för|till|av|inför)\s+)?")
            .expect("a constant pattern")
    });
    static TAIL: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)^\s*(beslut|förslag|yttrande|bedömning|synpunkter|överväganden|motivering|yrkande)(?:s)?(?:\s+till\s+(.{3,60})|\s+för (?:egen|sin) del(?:\s+under förutsättning.{3,80})?)?\s*:?$")
            .expect("a constant pattern")
    });
    // A sentence: "Kontorets förslag till beslut avslås."
    if text.ends_with('.') {
        return None;
    }
    let text = text.trim_end_matches(':').trim_end();
    if let Some(found) = TO.find(text) {
        let rest = text[found.end()..].trim_end_matches("beslut").trim_end();
        let named = !rest.is_empty() && (is_genitive_body(rest) || all_bodies(rest));
        if named {
            let proposal = text[..found.end()].to_lowercase().starts_with("förslag");
            return Some(if proposal { Section::Forslag } else { Section::Beslut });
        }
    }
    if !HEADING_WORDS.is_match(text) {
        return None;
    }
    let owner = genitive(text)?;
    let tail = TAIL.captures(&text[owner..])?;
    let to = tail.get(2).map_or("beslut", |to| to.as_str());
    let to_beslut = to.trim_start().to_lowercase().starts_with("beslut")
        || all_bodies(to)
        || is_genitive_body(to);
    match tail[1].to_lowercase().as_str() {
        "beslut" => Some(Section::Beslut),
        "förslag" if to_beslut => Some(Section::Forslag),
        "yrkande" => Some(Section::Yrkande),
        "förslag" => None,
        _ => Some(Section::Bakgrund),
    }
}

/// One of these stands in every heading that names its owner.
static HEADING_WORDS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("beslut|BESLUT|förslag|FÖRSLAG|yttrande|YTTRANDE|bedömning|BEDÖMNING|synpunkt|SYNPUNKT|övervägande|ÖVERVÄGANDE|motivering|MOTIVERING|yrkande|YRKANDE")
        .expect("a constant pattern")
});

/// The length of the owner a heading begins with: "Kommunstyrelsens", "Ordförandens", "Rektors".
fn genitive(text: &str) -> Option<usize> {
    static OFFICER: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)^[\p{L}-]*(?:ordförandens?|direktörens?|chefens?|presidiets?|sekreterarens?|rektorn?s|vd:s|kommunens?|stadens?|förbundets?|kansliets?|kontorets?|förvaltningens?|enhetens?|gruppens?|bolagets?|utredningens?|projektets?)\b")
            .expect("a constant pattern")
    });
    let found =
        organ::organ_at_start(text).or_else(|| OFFICER.find(text).map(|found| found.end()))?;
    text[..found].ends_with('s').then_some(found)
}

/// "direktionens" in "Förslag till direktionens beslut".
fn is_genitive_body(text: &str) -> bool {
    organ::organ_at_start(text).is_some_and(|end| end == text.len())
}

/// "kommunstyrelsen och kommunfullmäktige".
fn all_bodies(text: &str) -> bool {
    text.split(" och ").flat_map(|part| part.split(", ")).all(|part| organ::is_organ(part.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: Option<Section>, texts: &[&str]) {
        for text in texts {
            assert_eq!(heading(text), expected, "{text}");
        }
    }

    #[test]
    fn opens_decisions() {
        check(
            Some(Section::Beslut),
            &[
                "Beslut",
                "BESLUT",
                "Beslut:",
                "Arbetsutskottets beslut",
                "Kommunfullmäktiges beslut",
                "Beslut i kommunstyrelsen",
                "Kommunstyrelsens beslut för egen del under förutsättning av kommunfullmäktiges",
            ],
        );
        check(
            Some(Section::Forslag),
            &[
                "Förslag till beslut",
                "Förslag till beslut:",
                "Beslutsförslag",
                "Förvaltningens förslag till beslut",
                "Kommunstyrelsens förslag till kommunfullmäktige",
                "Kommunstyrelsens förslag",
                "Förslag till beslut i kommunstyrelsen",
                "Förslag till direktionens beslut",
                "Förslag till kommunfullmäktige",
                "Förbundsdirektörens förslag till beslut",
            ],
        );
    }

    #[test]
    fn opens_what_stands_around_decisions() {
        check(
            Some(Section::Bakgrund),
            &[
                "Sammanfattning av ärendet",
                "Ärendet i korthet",
                "2.1 Bakgrund",
                "Ärendet",
                "Beskrivning av ärendet och kontorets bedömning",
                "Bolagets bedömning",
            ],
        );
        check(Some(Section::Yrkande), &["Yrkanden", "Förslag till beslut på sammanträdet"]);
        check(
            Some(Section::Tidigare),
            &["Tidigare behandling", "Ärendets behandling i stadsstyrelsen"],
        );
        check(
            Some(Section::Expediering),
            &["Protokollsutdrag skickas till", "Ska expedieras till:", "Beslutet skickas till"],
        );
        check(Some(Section::Beslutsgang), &["Propositionsordning", "Beslutsgång"]);
        check(Some(Section::Anteckning), &["Protokollsanteckning/ar", "Protokollsanteckningar"]);
        check(Some(Section::Reservation), &["Reservation/er"]);
    }

    #[test]
    fn sentences_are_no_headings() {
        check(
            None,
            &[
                "Beslut har fattats",
                "beslut",
                "Beslutade tillväxtprojekt",
                "Förslag till verksamhetsplan",
                "Kommunstyrelsens förslag till budget 2025",
                "Kontorets förslag till beslut avslås.",
                "Ärende 10",
                "Direktionen beslutar",
                "Handlingar som rör ärendet",
                "",
            ],
        );
    }
}
