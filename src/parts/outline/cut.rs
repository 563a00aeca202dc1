//! A line → where, inside it, headings and items begin.

use std::sync::LazyLock;

use super::heading::{Section, heading};
use crate::swedish::Pattern;

use crate::model::Line;
use crate::parts::organ;

/// A printed line is shorter than this; a longer one was flattened.
const FLATTENED: usize = 110;

/// A line longer than this may hold several paragraphs.
const SEVERAL: usize = 250;
/// A line longer than this is a page, or a whole paper.
const WHOLE_PAGE: usize = 600;

/// A heading and the body that it names are not longer than this, in bytes.
const LONGEST_OWNED: usize = 240;

/// Headings that stand before text on the same line: at its head they only need a capital letter behind them.
const AT_HEAD: &str = r"Beslut|Förslag:|Förslag till beslut|Beslutsförslag|(?:Besluts)?[Uu]nderlag|Handling(?:/?ar)?|Sammanfattning(?: av ärendet)?|Bakgrund|Ärendet(?: i korthet)?|Ärendebeskrivning|Beskrivning av ärendet(?: (?:och|samt) [a-zåäö -]{3,60} bedömning)?|Motivering|Yrkande(?:/n|[nt])?|\p{Lu}\p{Ll}+s bedömning|Bedömning(?: ur [a-zåäö, ]{3,60} dimension)?|Bilag(?:a|or)|Reservation(?:/?er)?|Propositionsordning|Beslutsgång|Omröstning|Tidigare behandling|Protokollsutdrag(?: skickas)? till|Protokollsanteckning(?:/?ar)?|Ska(?:ll)? expedieras till:?|Expedieras till:?|Beslutet skickas till:?|Frågor|Särskilt yttrande";

/// Headings that are told inside a flattened line as well.
const INSIDE: &str = r"Förslag till beslut|Ärendet i korthet|Sammanfattning(?: av ärendet)?|Ärendebeskrivning|Beslutsunderlag|Handlingar|Tidigare behandling|Propositionsordning|Beslutsgång|Protokollsutdrag skickas till|Ska(?:ll)? expedieras till:?|Expedieras till:?|Beslutet skickas till:?|Justerandes sign";

static HEAD: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!("^(?:{AT_HEAD})")).expect("a constant pattern"));
static INNER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(" (?:{INSIDE})")).expect("a constant pattern"));
/// A title with the heading behind it on the same line.
static LAST: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r" (?:Förslag till beslut|Beslutsförslag)\b").expect("a constant pattern")
});
static OWNED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"s (?:beslut|förslag(?: till beslut)?):? ").expect("a constant pattern")
});
static FORMULA: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r" (?:föreslås besluta|föreslår besluta|beslutar|föreslås att besluta)(?: [Aa]tt\b|:)",
    )
    .expect("a constant pattern")
});

/// A drawn line inside.
static RULED: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r" (?:----+|____+)(?: |$)").expect("a constant pattern"));

static PARAGRAPH: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r" § ?\d{1,4}\.? (?:\p{Lu}|\d{4}|Dnr)").expect("a constant pattern")
});
static BARE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r" (?:Beslut|Ärendet|Reservation|Yrkanden?)\b").expect("a constant pattern")
});
static SENTENCE_END: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\p{Ll}{2}[.] (?:\p{Lu}|§|•)").expect("a constant pattern"));

/// Words before a paragraph that is referred to.
const REFERS: [&str; 12] = [
    " enligt",
    " och",
    " den",
    " i",
    " av",
    " kap.",
    " se",
    " protokoll",
    " med",
    " till",
    " från",
    " samt",
];

static PROPOSES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r" för(?:e)?slår (?:att )?\p{L}+ (?:med [^.:]{3,60} )?(?:besluta|beslutar|fattar följande beslut)\s?:").expect("a constant pattern")
});

/// The bytes of `line.text` where new rows begin, in order; empty when the line is one row.
pub(super) fn cuts(line: &Line) -> Vec<usize> {
    cuts_in(&line.text)
}

/// The bytes of `text` where new rows begin, in order.
pub(super) fn cuts_in(text: &str) -> Vec<usize> {
    if text.contains('\t') || text.contains('\n') {
        return Vec::new();
    }
    let mut cuts = Vec::new();
    if let Some(found) = HEAD.find(text)
        && opens(&text[found.end()..])
    {
        cuts.push(with_colon(text, found.end()));
    }
    if let Some(end) = addressed_heading(text) {
        cuts.push(end);
    }
    if let Some(end) = owned_heading(text, 0) {
        cuts.push(end);
    }
    if let Some(found) = LAST.find_iter(text).last()
        && heading(&text[found.start() + 1..]) == Some(Section::Forslag)
    {
        cuts.push(found.start() + 1);
    }
    if text.len() > FLATTENED {
        inner(text, &mut cuts);
        numbered(text, &mut cuts);
    }
    if text.len() > SEVERAL {
        page(text, &mut cuts);
    }
    if text.len() > WHOLE_PAGE {
        super::run::runs(text, &mut cuts);
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|&at| at > 0 && at < text.len());
    cuts
}

/// Where a heading ends, its colon taken along.
fn with_colon(text: &str, end: usize) -> usize {
    end + usize::from(text[end..].starts_with(':'))
}

/// True when what stands behind a heading begins a text of its own.
fn opens(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(':').unwrap_or(rest).strip_prefix(' ') else { return false };
    let rest = rest.trim_start();
    let mut letters = rest.chars();
    match letters.next() {
        Some(first) if first.is_uppercase() => true,
        Some(first) if first.is_ascii_digit() => true,
        Some('•' | '-' | '–' | '"' | '”') => true,
        Some('a') => rest.starts_with("att "),
        _ => false,
    }
}

/// Where "Förslag till beslut i kommunfullmäktige:" at the head of a line ends, with text behind it.
fn addressed_heading(text: &str) -> Option<usize> {
    let from = text.strip_prefix("Förslag till beslut ").map(|_| "Förslag till beslut ".len())?;
    let from =
        from + ["i ", "till ", "för "].iter().find(|word| text[from..].starts_with(**word))?.len();
    let end = from + organ::organ_at_start(&text[from..])?;
    let rest = text[end..].strip_prefix(':').unwrap_or(&text[end..]);
    (opens(rest) && !rest.starts_with(" att ")).then_some(text.len() - rest.len())
}

/// Where a heading such as "Arbetsutskottets beslut" that begins at `at` ends, with text behind it.
fn owned_heading(text: &str, at: usize) -> Option<usize> {
    // The cheap look first: few lines hold such words at all.
    let near = &text[at..text.floor_char_boundary(at + LONGEST_OWNED)];
    if !near.contains("s beslut") && !near.contains("s förslag") {
        return None;
    }
    let owner = organ::organ_at_start(&text[at..])?;
    let behind = text.floor_char_boundary(at + owner + LONGEST_OWNED);
    let found = OWNED.find_at(&text[..behind], (at + owner).saturating_sub(1))?;
    let end = found.end() - 1;
    // "Nämndens förslag att höja taxan" is a title, not a heading with its text.
    let opens =
        opens(&text[end..]) && (text[..end].ends_with(':') || !text[end..].starts_with(" att "));
    (found.start() == at + owner - 1 && opens).then_some(end)
}

fn inner(text: &str, cuts: &mut Vec<usize>) {
    for found in INNER.find_iter(text) {
        let rest = &text[found.end()..];
        if opens(rest) || rest.is_empty() || rest.starts_with(':') {
            cuts.extend([found.start() + 1, with_colon(text, found.end())]);
        }
    }
    for found in RULED.find_iter(text) {
        cuts.extend([found.start() + 1, found.end()]);
    }
    for found in OWNED.find_iter(text) {
        if let Some(start) = body_before(text, found.start() + 1)
            && let Some(end) = owned_heading(text, start)
        {
            cuts.extend([start, end]);
        }
    }
    for found in PROPOSES.find_iter(text) {
        cuts.extend(body_before(text, found.start()).filter(|&start| start > 0));
    }
    for found in FORMULA.find_iter(text) {
        cuts.extend(body_before(text, found.start()).filter(|&start| start > 0));
    }
}

/// The paragraphs of a page on one line, its bare "Beslut", and where a formula's sentence ends.
fn page(text: &str, cuts: &mut Vec<usize>) {
    // "§ 46 Föregående protokoll", but not "2004-06-14, § 46" or "enligt § 4 Kommunallagen".
    for found in PARAGRAPH.find_iter(text) {
        let before = text[..found.start()].trim_end();
        let refers =
            before.ends_with([',', '(', '§']) || REFERS.iter().any(|word| before.ends_with(word));
        if !refers {
            cuts.push(found.start() + 1);
        }
    }
    for found in BARE.find_iter(text) {
        let rest = &text[found.end()..];
        if opens(rest) || rest.starts_with(':') {
            cuts.extend([found.start() + 1, with_colon(text, found.end())]);
        }
    }
    if text.len() <= WHOLE_PAGE {
        return;
    }
    cuts.extend(text.match_indices(" • ").map(|(at, _)| at + 1));
    // "Kommunstyrelsens förslag till kommunfullmäktige Taxan antas."
    for (at, _) in text.match_indices("s förslag till ") {
        let to = at + "s förslag till ".len();
        let end = organ::organ_at_start(&text[to..]).map(|length| to + length);
        let end = end.map(|end| with_colon(text, end)).filter(|&end| opens(&text[end..]));
        if let Some(end) = end
            && let Some(start) = body_before(text, at + 1)
        {
            cuts.extend([start, end]);
        }
    }
    // Behind a sentence with its formula the paper goes on with something else.
    for found in FORMULA.find_iter(text).filter(|found| !found.as_str().ends_with(':')) {
        let near = &text[..text.floor_char_boundary(found.end() + 1_200)];
        let end = SENTENCE_END.find_at(near, found.end());
        cuts.extend(end.map(|end| {
            let opens = end.as_str().chars().next_back().map_or(0, char::len_utf8);
            end.end() - opens
        }));
    }
}

/// Where the body that ends at `end` begins, when it opens a sentence or a heading.
fn body_before(text: &str, end: usize) -> Option<usize> {
    let from = text.floor_char_boundary(end.saturating_sub(120));
    let mut starts = text[from..end]
        .match_indices(' ')
        .map(|(at, _)| from + at + 1)
        .chain((from == 0).then_some(0))
        .collect::<Vec<_>>();
    starts.sort_unstable();
    starts.into_iter().find(|&start| {
        text[start..].starts_with(char::is_uppercase)
            && organ::organ_at_start(&text[start..]).is_some_and(|length| start + length == end)
    })
}

/// Runs of "1. …", "2. …" inside a line; a run begins with 1, or behind a colon.
fn numbered(text: &str, cuts: &mut Vec<usize>) {
    let mut run: Vec<usize> = Vec::new();
    let mut next = 0;
    let mut from_colon = false;
    let keep = |run: &[usize], from_colon: bool, cuts: &mut Vec<usize>| {
        if run.len() >= 2 || from_colon {
            cuts.extend(run);
        }
    };
    for (at, number) in numbers(text) {
        if run.is_empty() || number != next {
            if !run.is_empty() && number != 1 && !after_colon(text, at) {
                continue;
            }
            keep(&run, from_colon, cuts);
            run.clear();
            // A list may go on from the line before.
            from_colon = after_colon(text, at);
            if number != 1 && !from_colon && at > 0 {
                continue;
            }
        }
        run.push(at);
        next = number + 1;
    }
    keep(&run, from_colon, cuts);
}

fn after_colon(text: &str, at: usize) -> bool {
    text[..at].trim_end().ends_with(':')
}

/// "avstyrker förslaget": the verb of a list whose subject stands above it.
fn is_present(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    word.len() > 4 && word.ends_with('r') && word.chars().all(char::is_lowercase)
}

/// "12. A": the number and where it stands.
fn numbers(text: &str) -> Vec<(usize, u32)> {
    let bytes = text.as_bytes();
    let mut numbers = Vec::new();
    for (dot, _) in text.match_indices(". ") {
        let digits =
            bytes[..dot].iter().rev().take(3).take_while(|byte| byte.is_ascii_digit()).count();
        let start = dot - digits;
        // "§ 2. Att" is a paragraph, not a point.
        let stands_free =
            start == 0 || bytes[start - 1] == b' ' && !text[..start - 1].ends_with('§');
        let behind = text[dot + 2..].trim_start();
        let opens = behind
            .starts_with(|letter: char| letter.is_uppercase() || "\"”".contains(letter))
            || behind.starts_with("att ")
            || is_present(behind);
        if (1..=2).contains(&digits)
            && stands_free
            && opens
            && let Ok(number) = text[start..dot].parse()
        {
            numbers.push((start, number));
        }
    }
    numbers
}
