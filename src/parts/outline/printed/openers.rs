//! A page without breaks → where words stand that only begin a line: a large "Att", a signature, a body that acts.

use std::sync::LazyLock;

use crate::parts::organ;
use crate::swedish::Pattern;

/// Words that have a large letter only where a line or a sentence begins.
const LARGE: &str = r"Att|Dels|Samt|Till|Från|Efter|Under|Enligt|Den|Det|Denna|Detta|Dessa|Vid|Genom|Mot|Mellan|På|Av|Om|Inom|Efter|Ärendet|Motionen|Ordföranden|Direktionen|Styrelsen|Nämnden|Fullmäktige";
/// What bodies do.
const ACTS: &str = r"beslutar|beslutade|beslöt|föreslår|föreslås|godkänner|godkände|antar|antog|noterar|noterade|avslår|bifaller|utser|utsåg|väljer|valde|uppdrar|tillstyrker|avstyrker|fastställer|överlämnar|ger|gav|får|har|ska|konstaterar|tar|lägger|anser|ställer|bordlägger|återremitterar|tackar|rekommenderar";
/// Words behind which a large letter begins a name: "till Direktionen", "motion Om fler träd" is none.
const BEFORE_NAMES: [&str; 22] = [
    "till", "i", "av", "för", "från", "åt", "att", "och", "med", "hos", "som", "om", "enligt",
    "inom", "på", "vid", "mot", "den", "det", "en", "ett", "samt",
];

static LARGE_WORD: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r" (?:{LARGE}) \p{{Ll}}")).expect("a constant pattern"));
static ACT: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r" (?:{ACTS})\b")).expect("a constant pattern"));
/// "Eva Ek Ordförande", "Eva Ek Bo Al Ordförande Sekreterare".
static SIGNATURE: LazyLock<Pattern> = LazyLock::new(|| {
    let name = r"\p{Lu}[\p{Ll}é-]+(?:-\p{Lu}\p{Ll}+)?(?: \p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?){1,2}?";
    let office = r"(?:\p{Lu}[\p{Ll}-]*(?:direktör|chef|sekreterare|strateg|handläggare|samordnare|ekonom|jurist|utredare|planerare)|(?:Vice o|O)rdförande)";
    Pattern::new(&format!(r" ({name}(?: {name})??) {office}(?: {office})?"))
        .expect("a constant pattern")
});
/// A row of a list of decisions: "2022-10-11 Dnr 2022-000318 Beviljar …".
static LISTED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r" (?:19|20)\d\d-\d\d-\d\d (?:Dnr |Löpnr |\p{Lu}{2,5}[ -])[\p{Lu}\d]")
        .expect("a constant pattern")
});

/// "Ärende 5 Årsredovisning", "Punkt 3.4 Tillsyn".
static POINT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r" (?:Ärende|Punkt|Bilaga) \d[\d.]*:? \p{Lu}").expect("a constant pattern")
});
/// Behind the body: "beslutar att", "föreslår kommunfullmäktige besluta att", "föreslås besluta dels att".
static FORMULA: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^(?: för (?:egen|sin) del| föreslås| föreslår(?: att)?(?: \p{L}+){1,2}?| under förutsättning av [^.,:]{5,60}?)*(?: att)? beslutar?(?: för (?:egen|sin) del)?(?: under förutsättning av [^.,:]{5,60}?)?(?: föreslå(?: \p{L}+){1,2}?)*(?: besluta)? (?:dels )?[Aa]tt ")
        .expect("a constant pattern")
});

/// Adds where such words begin, and where a signature ends.
pub(super) fn openers(text: &str, breaks: &mut Vec<usize>) {
    for found in LARGE_WORD.find_iter(text) {
        if !begins_name(&text[..found.start()]) {
            breaks.push(found.start() + 1);
        }
    }
    for found in ACT.find_iter(text) {
        let body = body_before(text, found.start());
        let Some(body) = body.filter(|&start| opens_line(text[..start].trim_end())) else {
            continue;
        };
        breaks.push(body);
        if let Some(formula) = FORMULA.find(&text[found.start()..]) {
            let words = formula.as_str().trim_end();
            let att = words.rfind(" dels ").or(words.rfind(' ')).unwrap_or(0);
            breaks.push(found.start() + att + 1);
        }
    }
    for found in SIGNATURE.captures_iter(text) {
        let Some(name) = found.get(1) else { continue };
        let whole = found.get(0).map_or(name.end(), |whole| whole.end());
        let rest = &text[whole..];
        let behind = rest.strip_prefix(' ').and_then(|rest| rest.chars().next());
        let opens = behind.is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit());
        if rest.is_empty() || opens {
            breaks.extend([name.start(), name.end(), whole]);
        }
    }
    for found in POINT.find_iter(text) {
        if !begins_name(&text[..found.start()]) {
            breaks.push(found.start() + 1);
        }
    }
    breaks.extend(LISTED.find_iter(text).map(|found| found.start() + 1));
}

/// True when a body behind `before` begins a line or a sentence.
fn opens_line(before: &str) -> bool {
    before.ends_with(['.', '•']) || !begins_name(before)
}

/// True when a large letter behind `before` may be that of a name, or of a sentence.
fn begins_name(before: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or_default();
    word.ends_with(['.', '"', '”', '(', '-', '–', '/', '•']) || BEFORE_NAMES.contains(&word)
}

/// Where the body that ends at `end` begins.
fn body_before(text: &str, end: usize) -> Option<usize> {
    let from = text.floor_char_boundary(end.saturating_sub(80));
    let starts = text[from..end].match_indices(' ').map(|(at, _)| from + at + 1);
    starts.filter(|&start| text[start..].starts_with(char::is_uppercase)).find(|&start| {
        organ::organ_at_start(&text[start..]).is_some_and(|length| start + length == end)
    })
}
