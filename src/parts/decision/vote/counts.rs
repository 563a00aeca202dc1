//! "43 Ja mot 38 Nej", "Ja: 3, Nej: 5, Avstår: 1" → votes.

use std::sync::LazyLock;

use regex::Captures;

use crate::swedish::Pattern;

use crate::model::Vote;

use super::Found;
use super::folded::Folded;

/// How far after the count, in bytes, those who abstained may be told.
const ABSTAIN_WITHIN: usize = 160;

/// The votes that are told in numbers.
pub(super) fn votes(folded: &Folded) -> Vec<Found> {
    let mut votes: Vec<Found> = Vec::new();
    let (tells_no, tells_votes) = (NO.is_match(&folded.text), VOTES.is_match(&folded.text));
    let patterns: [(bool, &Pattern); 5] = [
        (tells_no, &BEFORE),
        (tells_no, &AFTER),
        (tells_no, &REVERSED),
        (tells_votes, &UNNAMED),
        (tells_votes, &FOR_EACH),
    ];
    for (_, pattern) in patterns.into_iter().filter(|(may_match, _)| *may_match) {
        for captures in pattern.captures_iter(&folded.text) {
            votes.extend(vote(&captures, folded));
        }
    }
    votes.sort_by_key(|found| (found.start, std::cmp::Reverse(found.end)));
    votes.dedup_by(|later, earlier| later.start < earlier.end);
    votes
}

/// The vote of one match.
fn vote(captures: &Captures, folded: &Folded) -> Option<Found> {
    let whole = captures.get(0)?;
    let (yes, no) = (number(&captures["ja"])?, number(&captures["nej"])?);
    let rest = &folded.text[whole.end()..];
    let near = &rest[..rest.floor_char_boundary(ABSTAIN_WITHIN)];
    let abstain = ABSTAIN.captures(near).filter(|found| {
        let before = &near[..found.get(0).map_or(0, |all| all.start())];
        !ANOTHER.is_match(before)
    });
    let end =
        whole.end() + abstain.as_ref().and_then(|found| found.get(0)).map_or(0, |all| all.end());
    let abstain = abstain.and_then(|found| number(found.iter().skip(1).flatten().next()?.as_str()));
    let span = folded.span(whole.start()..end);
    let vote = Vote { yes, no, abstain, named: Vec::new(), proposition: None, span };
    Some(Found { vote, start: whole.start(), end, is_counted: true })
}

/// "72" or "sjuttiotvå".
pub(super) fn number(printed: &str) -> Option<u32> {
    let printed = printed.to_lowercase();
    if let Ok(number) = printed.parse() {
        return Some(number);
    }
    let tens = TENS.iter().find_map(|(word, tens)| Some((printed.strip_prefix(word)?, *tens)));
    match tens {
        Some(("", tens)) => Some(tens),
        Some((ones, tens)) => ONES
            .iter()
            .find(|(word, ones_)| *word == ones && *ones_ < 10)
            .map(|(_, one)| tens + one),
        None => ONES.iter().find(|(word, _)| *word == printed).map(|(_, one)| *one),
    }
}

const ONES: [(&str, u32); 26] = [
    ("noll", 0),
    ("ingen", 0),
    ("inga", 0),
    ("en", 1),
    ("ett", 1),
    ("två", 2),
    ("tre", 3),
    ("fyra", 4),
    ("fem", 5),
    ("sex", 6),
    ("sju", 7),
    ("åtta", 8),
    ("nio", 9),
    ("tio", 10),
    ("elva", 11),
    ("elfva", 11),
    ("tolv", 12),
    ("tolf", 12),
    ("tretton", 13),
    ("fjorton", 14),
    ("femton", 15),
    ("sexton", 16),
    ("sjutton", 17),
    ("arton", 18),
    ("aderton", 18),
    ("nitton", 19),
];

const TENS: [(&str, u32); 8] = [
    ("tjugo", 20),
    ("trettio", 30),
    ("fyrtio", 40),
    ("femtio", 50),
    ("sextio", 60),
    ("sjuttio", 70),
    ("åttio", 80),
    ("nittio", 90),
];

/// A number in digits or words.
const NUMBER: &str = r"\d{1,5}|noll|ingen|inga|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|el(?:v|fv)a|tol[vf]|tretton|fjorton|femton|sexton|sjutton|arton|aderton|nitton|(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)\p{Ll}{0,4}";

fn pattern(shape: &str) -> Pattern {
    Pattern::new(&format!("(?i){}", shape.replace("NUMBER", NUMBER))).expect("a constant pattern")
}

/// What every count holds that names its sides.
static NO: LazyLock<Pattern> = LazyLock::new(|| pattern("nej"));
/// What the other counts hold.
static VOTES: LazyLock<Pattern> = LazyLock::new(|| pattern("röster"));

/// "72 Ja mot 9 Nej", "43 Ja-röster och 38 Nej-röster".
static BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?P<ja>NUMBER)\s+ja(?:[-–]?\s?röst(?:er)?)?\s*(?:mot|och|,|/|[-–])?\s*(?:mot\s+|och\s+)?(?P<nej>NUMBER)\s+nej\b(?:[-–]?\s?röst(?:er)?\b)?",
    )
});

/// "Ja: 3, Nej: 5", "Ja 8 / Nej 5", "Antal Ja: 72 ⏎ Antal Nej: 9".
static AFTER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\bja(?:[-–]?röster)?\s*[:=–-]?\s*(?:\(\s*)?(?P<ja>\d{1,4})\b(?:\s*\))?(?:\s*st)?[\s,;./|]*(?:och\s+|mot\s+|antal\s+)?\bnej(?:[-–]?röster)?\s*[:=–-]?\s*(?:\(\s*)?(?P<nej>\d{1,4})\b(?:\s*\))?",
    )
});

/// "5 Nej-röster mot 8 Ja-röster".
static REVERSED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(?P<nej>NUMBER)\s+nej(?:[-–]?\s?röst(?:er)?)?\s*(?:mot|och|,|/|[-–])\s*(?P<ja>NUMBER)\s+ja\b(?:[-–]?\s?röst(?:er)?\b)?",
    )
});

/// "med sju röster mot sex": for and against what was decided.
static UNNAMED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(?:med\s+)?(?P<ja>NUMBER)\s+röster\s+mot\s+(?P<nej>NUMBER)\b"));

/// "Avgavs fyra röster för förslaget och tre röster för Eks förslag": the first is what the chair put.
static FOR_EACH: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\bavg(?:avs|åvos|ivits)\s+(?P<ja>NUMBER)\s+röster\s+för\s+[^.,;]{3,60}?\s+och\s+(?P<nej>NUMBER)\s+röster\s+(?:för|mot)\b",
    )
});

/// "12 ledamöter avstår", "Avstår: 1", "en avstod".
static ABSTAIN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"\b(NUMBER)\s+(?:(?:ledam(?:ot|öter)|personer|röster|st|som|har)\s+)*(?:avst(?:år|od|ått|ående)\b|nedlagda|blanka|lade\s+ned)|\bavst(?:\.|år|od|ående|ått)?\s*(?:från\s+att\s+rösta\s*)?[:=–-]?\s*\(?\s*(\d{1,4})\b",
    )
});

/// The count of another vote.
static ANOTHER: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(?:NUMBER)\s+ja\b|\bja\s*[:=]?\s*\d"));
