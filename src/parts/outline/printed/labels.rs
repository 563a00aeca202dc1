//! A page without breaks → where the labels and titles of its head, and those of a form, begin.

use std::sync::LazyLock;

use crate::parts::{dnr, organ};
use crate::swedish::Pattern;

/// Labels that are told anywhere.
const ANYWHERE: &str = r"Plats och (?:sammanträdes)?tid|Sammanträdes(?:datum|tid|plats|dag)|Beslutande ledamöter|(?:Ej |Icke )?[Tt]jänstgörande ersättare|Närvarande (?:ledamöter|ersättare)|Övriga (?:närvarande|deltagande|deltagare)|Utses att justera|Justeringens plats|Anmält förhinder|Underskrifter|Justeran?des? sign(?:atur)?|Justerares sign(?:atur)?|Ordförandens sign(?:atur)?|Utdragsbestyrkande|Org\.? ?nr|Rätt utdraget|Utdragets riktighet|Vid protokollet|Transkript|Härmed kallas";
/// Labels that are told by the colon behind them.
const WITH_COLON: &str = r"Tid|Plats|Dag|Datum|Närvarande|Beslutande|Frånvarande|Deltagande|Deltagare|Justerare|Paragrafer|Sekreterare|Ordförande|Övriga|Ersättare|Mötesdag|Delges|Föredragande|Handläggare|Delegat|Motionär|Lokal|Kopia till|Utfärdad|Beredare av ärendet|Förslag|Beslut|Innehåll";
/// Labels that are told in the head of a paper, with a capital letter or a number behind them.
const IN_HEAD: &str = r"Beslutande|Närvarande|Ersättare|Justerare|Paragrafer|Protokolljustering|Föredragande|Handläggare|Datum|Till (?:kommun|region|styrelse|direktion|förbund|\p{L}*nämnd)\p{L}*|ANSLAG|Anslag/[Bb]evis";
/// Words that begin the list of matters.
const LISTS: &str = r"Ärendelista|Föredragningslista|Dagordning|Förslag till dagordning|Ärenden|Innehåll(?:sförteckning)?";
/// What a paper calls itself.
const TITLES: &str = r"Sammanträdesprotokoll|Protokollsutdrag|Utdrag ur protokoll|Protokoll|Kallelse(?: till sammanträde)?|Tjänsteskrivelse|Tjänsteutlåtande|Minnesanteckningar|Föredragningslista|Kungörelse|Revisionsberättelse|Interpellation|Redovisning av delegationsbeslut|Anmälan av delegationsbeslut|Delegationslista";

static LABELS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(r" (?:(?:{ANYWHERE})\b|(?:{WITH_COLON}):)")).expect("a constant pattern")
});
static HEAD_LABELS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(r" (?:{IN_HEAD}):? [\p{{Lu}}\d§•]")).expect("a constant pattern")
});
static LIST_HEADS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(r"(?i) (?:{LISTS}):? §? ?1\b")).expect("a constant pattern")
});
static OWN_TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(r"(?:^| )(?:{TITLES})(?: [\p{{Lu}}\d]|$)")).expect("a constant pattern")
});
/// "1 (4)", "1(4)", "Sida 1 av 4".
static PAGE_NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\b\d{1,3} ?\(\d{1,3}\) |\b[Ss]ida \d{1,3} (?:av|\() ?\d{1,3}\)? ")
        .expect("a constant pattern")
});
static DATED: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^\d{4}-\d\d-\d\d$").expect("a constant pattern"));
static DAY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\b(?:19|20)\d\d-\d\d-\d\d \p{Lu}").expect("a constant pattern")
});

static FOOT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^(?:(?:Justeran?des?|Justerares|Ordförandens) sign(?:atur)?|Utdragsbestyrkande|\d{1,3} ?\(\d{1,3}\)| )+$")
        .expect("a constant pattern")
});

/// The first letters of a page, where its head stands.
const TOP: usize = 300;
/// Capital letters that make a title.
const CAPITALS: usize = 6;

/// Adds where labels and titles begin; `head` is the length of the paper's head on this page.
pub(super) fn labels(text: &str, head: usize, breaks: &mut Vec<usize>) {
    breaks.extend(LABELS.find_iter(text).map(|found| found.start() + 1));
    capitals(text, breaks);
    numbers(text, breaks);
    for found in LIST_HEADS.find_iter(text) {
        let one = found.as_str().rfind(' ').unwrap_or(0);
        breaks.extend([found.start() + 1, found.start() + one + 1]);
    }
    let top = &text[..text.floor_char_boundary(TOP)];
    for found in PAGE_NUMBER.find_iter(top) {
        breaks.extend([found.start(), found.end()]);
    }
    for found in OWN_TITLE.find_iter(top) {
        let begins = found.start() + usize::from(found.as_str().starts_with(' '));
        let before = top[..begins].trim_end().rsplit(' ').next().unwrap_or_default();
        if !before.starts_with(char::is_lowercase) || is_place(before) {
            breaks.push(begins);
        }
    }
    breaks.extend(DAY.find_iter(top).map(|found| found.start() + "2025-03-06 ".len()));
    if head > 0 {
        breaks.extend(HEAD_LABELS.find_iter(&text[..head]).map(|found| found.start() + 1));
        organs(&top[..top.len().min(head)], breaks);
    }
}

/// A foot to be signed, or a page's number alone.
pub(super) fn is_foot(text: &str) -> bool {
    FOOT.is_match(text)
}

/// "Byberga kommun Protokoll".
fn is_place(word: &str) -> bool {
    ["kommun", "stad", "region", "landsting", "kommunalförbund"].contains(&word)
}

/// A body that stands as a label in the head: "1 (5) Direktionen 2025-03-06".
fn organs(top: &str, breaks: &mut Vec<usize>) {
    for (at, _) in top.match_indices(' ') {
        let rest = &top[at + 1..];
        if !rest.starts_with(char::is_uppercase) {
            continue;
        }
        let Some(length) = organ::organ_at_start(rest) else { continue };
        let behind = rest[length..].trim_start();
        let stands_alone =
            behind.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit());
        if stands_alone {
            breaks.extend([at + 1, at + 1 + length]);
        }
    }
}

/// Runs of words in capitals: "KALLELSE TILL SAMMANTRÄDE", "ÄLVKROKENS KOMMUN".
fn capitals(text: &str, breaks: &mut Vec<usize>) {
    let mut start = None;
    let mut n_letters = 0;
    let mut at = 0;
    for word in text.split(' ') {
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        let is_large =
            letters > 1 && !word.chars().any(|letter| letter.is_lowercase() || letter.is_numeric());
        match (is_large, start) {
            (true, None) => (start, n_letters) = (Some(at), letters),
            (true, Some(_)) => n_letters += letters,
            (false, Some(begins)) => {
                if n_letters >= CAPITALS {
                    breaks.push(begins);
                    let titles = titles_within(&text[begins..at]);
                    breaks.extend(titles.into_iter().map(|title| begins + title));
                    let run = &text[begins..at];
                    let labels =
                        [" DNR ", " SID "].iter().flat_map(|label| run.match_indices(label));
                    breaks.extend(labels.map(|(label, _)| begins + label + 1));
                    let bodies = organ::organs(&text[begins..at]);
                    breaks.extend(
                        bodies.iter().flat_map(|body| [begins + body.start, begins + body.end]),
                    );
                    // "1 (4)" belongs to the line above.
                    if word.starts_with(char::is_alphabetic) {
                        breaks.push(at);
                    }
                }
                start = None;
            }
            (false, None) => {}
        }
        at += word.len() + 1;
    }
}

/// Where "PROTOKOLL" begins and ends in "BYBERGA KOMMUN PROTOKOLL VATTENNÄMNDEN".
fn titles_within(run: &str) -> Vec<usize> {
    static TITLE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(&format!(r"(?i)(?:^| )(?:{TITLES}) ")).expect("a constant pattern")
    });
    let mut cuts = Vec::new();
    for found in TITLE.find_iter(run) {
        let begins = found.start() + usize::from(found.as_str().starts_with(' '));
        // "UTDRAG UR PROTOKOLL" and "PROTOKOLL FÖRT VID" are one title.
        if !run[..begins].ends_with(" UR ") {
            cuts.push(begins);
        }
        let next = run[found.end()..].split(' ').next().unwrap_or_default();
        if !GOES_ON.contains(&next) {
            cuts.push(found.end());
        }
    }
    cuts
}

/// Words that go on with a title.
const GOES_ON: [&str; 14] = [
    "FÖRT", "FÖRDT", "HÅLLET", "FÖR", "FRÅN", "TILL", "ÖVER", "NR", "MED", "OCH", "AV", "VID", "I",
    "UR",
];

/// "… Dnr KS 2024/12 Förslag till beslut": the number is a line.
fn numbers(text: &str, breaks: &mut Vec<usize>) {
    static KEYWORD: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)\b(?:dnr|diarie(?:nummer|nr)|ärende(?:nummer|nr|beteckning))\b")
            .expect("a constant pattern")
    });
    for keyword in KEYWORD.find_iter(text) {
        let start = keyword.start();
        let near = &text[start..text.floor_char_boundary(start + NUMBERED)];
        let Some(found) = dnr::find(near).filter(|found| found.whole.start == 0) else { continue };
        let end = start + found.whole.end;
        let behind = text[end..].trim_start();
        let stands_alone = behind.is_empty()
            || behind.starts_with(|letter: char| letter.is_uppercase() || letter == '§');
        let before = text[..start].trim_end();
        // "2022-10-11 Dnr 2022-318 Beviljar …" is a row of a list.
        let day = text.floor_char_boundary(before.len().saturating_sub("2022-10-11".len()));
        let is_listed = DATED.is_match(&before[day..]);
        let is_in_sentence = is_listed || before.ends_with([',', '(']);
        if stands_alone && !is_in_sentence && !text[end..].starts_with([',', '.', ')']) {
            breaks.extend([start, end]);
        }
    }
}

/// A keyword and its number are shorter than this.
const NUMBERED: usize = 80;
