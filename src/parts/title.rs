//! Lines → the title of a paper.

use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::Pattern;

use super::{columns, names, organ, organization};
use crate::model::{At, Line, LineRole, Text};
use crate::swedish::dates::dates;

/// The title of the paper in `lines` (indices into [`Text::lines`]): the first line of its head that is no name, date
/// or field, line breaks folded; else its type word.
pub fn title(text: &Text, lines: Range<usize>) -> Option<At<String>> {
    let is_told = |line: &&Line| matches!(line.role, LineRole::Body | LineRole::Furniture);
    let head: Vec<&Line> = text.lines[lines].iter().filter(is_told).take(HEAD_LINES).collect();
    // What stands under "§ 4" is the title of a matter.
    let n_before = head.iter().position(|line| ITEM.is_match(&line.text)).unwrap_or(head.len());
    let at = head[..n_before].iter().position(|line| line.is_body() && is_title(&line.text));
    let typed = head.iter().position(|line| is_of_meeting(&line.text));
    match (at, typed) {
        (Some(at), Some(typed)) if typed < at => type_word(head[typed]),
        (Some(at), _) => Some(whole_title(&head[at..])),
        (None, Some(typed)) => type_word(head[typed]),
        (None, None) => head.iter().find_map(|line| type_word(line)),
    }
}

/// True for the head of a paper of a meeting, which has no other title.
fn is_of_meeting(text: &str) -> bool {
    text.len() < LONGEST && columns::pieces(text).any(|piece| MEETING.is_match(piece))
}

/// The title that begins with the first of `head`.
fn whole_title(head: &[&Line]) -> At<String> {
    let first = head[0];
    let shown = shown(&first.text);
    let mut title = first.text[shown.clone()].to_owned();
    let mut span = first.span_of(shown.clone());
    let may_go_on = shown.end == first.text.len();
    for next in head.iter().skip(1).take(MOST_MORE).take_while(|_| may_go_on) {
        if !goes_on(&title, next) {
            break;
        }
        title = join(&title, &next.text);
        span = span.to(next.span);
    }
    At::new(title, span)
}

/// The type word of a line, with what belongs to it.
fn type_word(line: &Line) -> Option<At<String>> {
    columns::columns(line).into_iter().find_map(|column| {
        let text = &line.text[column.range.clone()];
        let found = ONLY_TYPE.find(text).or_else(|| MEETING.find(text))?;
        let start = column.range.start;
        let range = start + found.start()..start + found.end();
        Some(At::new(found.as_str().to_owned(), line.span_of(range)))
    })
}

const HEAD_LINES: usize = 30;
/// A longer line is prose.
const LONGEST: usize = 300;
/// A longer line that ends with a colon leads to something else.
const SHORT: usize = 40;
/// A longer line holds the title and the beginning of the text.
const LONG: usize = 120;
/// Lines that a title may go on.
const MOST_MORE: usize = 4;
/// A title is not cut before.
const SHORTEST: usize = 4;

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Pattern> =
            LazyLock::new(|| Pattern::new($pattern).expect("the pattern is fixed"));
    };
}

pattern!(
    TYPE_WORD,
    r"(?i)\b(?:kallelse|underrättelse|föredragningslista|sammanträdesprotokoll|protokoll|protokollsutdrag|tjänsteskrivelse|tjänsteutlåtande|missiv|bilaga|minnesanteckningar|kungörelse|rapportsammandrag|revisionsrapport|anslagsbevis|anslag/bevis)\b"
);
pattern!(ITEM, r"^(?:§+\s*\d|\d+\s*§)");
pattern!(
    MEETING,
    r"^(?i:kallelse|sammanträdesprotokoll|protokoll|protokollsutdrag|utdrag ur protokoll|minnesanteckningar|föredragningslista|kungörelse|anslag/bevis)(?:/\p{L}+)?(?:\s+\d.*|\s+till.*)?$|\b(?:KALLELSE|SAMMANTRÄDESPROTOKOLL|UTDRAG UR PROTOKOLL|PROTOKOLL|MINNESANTECKNINGAR|FÖREDRAGNINGSLISTA|KUNGÖRELSE)(?:/\p{Lu}+)?\b"
);
pattern!(
    UNIT,
    r"(?i)^\p{L}+(?:avdelningen|enheten|förvaltningen|kontoret|staben|sektionen|kansliet)$"
);
pattern!(
    OFFICER,
    r"(?i)^(?:[\p{L}-]+ ){0,2}[\p{L}-]*(?:sekreterare|chef|direktör|handläggare|strateg|utredare|ekonom|jurist|controller|samordnare|ingenjör|arkitekt|planerare)$|@\S+\.\p{L}{2,}$|\b\d{2,4}-\d{2,3} \d\d"
);
pattern!(
    ONLY_TYPE,
    r"(?i)^(?:kallelse|underrättelse|föredragningslista|sammanträdesprotokoll|protokoll|protokollsutdrag|tjänsteskrivelse|tjänsteutlåtande|missiv|bilaga(?: \w+)?|minnesanteckningar|kungörelse|rapportsammandrag|revisionsrapport|yttrande|pm|anslag)(?:\s*/\s*\p{L}+)?(?:\s+(?:nr\s*)?\d.{0,30})?$"
);
pattern!(
    FIELD,
    r"(?i)^(?:datum|dnr|diarie|ärendenummer|ärende\s+\d|handläggare|telefon|e-post|e-mail|till\b|från\b|handling\s+\d{4}|sida\b|sid\b|utfärdat|upprättad|tid\b|plats\b|kontakt|avdelning|adress|besöksadress|postadress|www\.|\d+\s*\(\d+\)|\d+$|organ\b|sekreterare|ordförande|justera|deltagare|beslutande|närvarande|förslag till beslut|förslag till dagordning|innehåll|härmed|\d{3}\s?\d{2}\s|§\s*\d+\s*$|dokument|version|\[|<|!|\||---|(?:vår|er) (?:beteckning|referens|ref)|hej|länsstyrelsen\b|\p{L}+departementet\b|politiker|tjänstemän|ledamöter|ersättare|namn\b|mötesdag|närv|<p>|(?-i:\p{Ll}[\p{Ll}_]*):\s)"
);
pattern!(
    SENTENCE,
    r"\s(?:(?:Det|Den|De|Vi|Jag|I|Mot|Enligt|Under|Dessutom|Många|Tack|Efter|Nyligen|Sedan|På|När|För|Som|Allt|Har|Detta|Denna|Idag|Alla|Ett|En)\s\p{Ll}|Frågor\s\d)"
);
pattern!(ASKS, r"^(?:Interpellation|Svar på|Enkel fråga|Motion|Yttrande över|Yttrande angående)\b");
pattern!(
    TAIL,
    r"\s+(?:Till (?:\p{Lu}\p{L}+ )?(?:kommunfullmäktige|kommunstyrelsen|direktionen|\p{L}*nämnden)|Kommunstyrelsens förslag\b|Förslag till beslut\b|Datum\b|Dnr\b).*$"
);

fn is_title(text: &str) -> bool {
    let is_letters =
        text.chars().filter(|letter| letter.is_alphabetic()).count() * 3 > text.chars().count();
    let is_date =
        dates(text, Some(2000)).first().is_some_and(|date| date.range.len() + 14 > text.len());
    let kept = &text[shown(text)];
    let is_lead = kept.ends_with(':') && kept.len() > SHORT;
    let is_prose = is_lead || (kept.len() > LONG && kept.ends_with('.') && !ASKS.is_match(kept));
    let is_person = names::persons(text)
        .first()
        .is_some_and(|person| person.name.start == 0 && person.end == text.len());
    let is_unit = UNIT.is_match(text) || text.contains('\t');
    let in_columns = text.contains("  ")
        && columns::pieces(text).any(|piece| {
            ONLY_TYPE.is_match(piece) || organ::is_organ(piece) || organization::is_name(piece)
        });
    let is_other = FIELD.is_match(text)
        || OFFICER.is_match(text)
        || ONLY_TYPE.is_match(text)
        || organ::is_organ(text.trim_end_matches(" för"))
        || organization::is_name(text)
        || names::is_name(text)
        || heads_with_type(text);
    text.len() >= SHORTEST
        && kept.len() <= LONGEST
        && is_letters
        && !is_date
        && !is_other
        && !is_unit
        && !is_prose
        && !is_person
        && !in_columns
}

/// "BYBERGA KOMMUN    SAMMANTRÄDESPROTOKOLL  8 (16)".
fn heads_with_type(text: &str) -> bool {
    TYPE_WORD.find(text).is_some_and(|found| {
        let before = text[..found.start()].trim();
        found.as_str().chars().all(char::is_uppercase) || organization::is_name(before)
    })
}

/// The part of a line before what runs into it.
fn shown(text: &str) -> Range<usize> {
    let mut end = TAIL.find(text).map_or(text.len(), |found| found.start());
    if end > LONG {
        end = SENTENCE.find(text).map_or(end, |found| found.start().min(end));
    }
    // A question or its answer often runs into its first sentence.
    if end > LONGEST && ASKS.is_match(text) {
        let cut = text.floor_char_boundary(LONGEST);
        end = text[..cut].rfind(' ').unwrap_or(cut);
    }
    if end < SHORTEST { 0..text.len() } else { 0..end }
}

fn goes_on(title: &str, next: &Line) -> bool {
    let breaks_word = title.ends_with(['-', '–', ',', '(']);
    let begins_low = next.text.starts_with(|letter: char| letter.is_lowercase() || letter == '(');
    let last = title.rsplit(' ').next().unwrap_or_default();
    let is_owner = last.starts_with(char::is_uppercase) && last.len() > 3 && last.ends_with('s');
    let is_bound =
        is_owner || matches!(last, "och" | "för" | "av" | "med" | "i" | "till" | "om" | "på");
    next.gap == 0
        && (breaks_word || begins_low || is_bound)
        && title.len() + next.text.len() <= LONGEST
        && !FIELD.is_match(&next.text)
}

fn join(title: &str, next: &str) -> String {
    let breaks_word =
        title.ends_with('-') && next.starts_with(char::is_lowercase) && !next.starts_with("och ");
    match title.strip_suffix('-') {
        Some(start) if breaks_word => format!("{start}{next}"),
        _ => format!("{title} {next}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    #[track_caller]
    fn check(paper: &str, expected: &str) {
        let (text, _) = layout::text_of_plain(paper.to_owned());
        let found = title(&text, 0..text.lines.len()).map(|found| found.value);
        assert_eq!(found.as_deref().unwrap_or_default(), expected);
    }

    #[test]
    fn passes_over_names_and_fields() {
        check(
            "Tjänsteskrivelse\nDatum 2023-05-15   Dnr 2023-000236\nRäddningstjänstförbundet Norra\n\nHandläggare: Eva Ek\nTill direktionen\n\nUpphandling av bilar\n\nFörslag till beslut",
            "Upphandling av bilar",
        );
        check(
            "Kommunfullmäktige\nHandling 2024 nr 140\nÅrsredovisning för stiftelsen Till Byköpings kommunfullmäktige\nKommunstyrelsens förslag",
            "Årsredovisning för stiftelsen",
        );
        check(
            "Verksamhetsplan och budget 2024\nmed plan för 2025–2026",
            "Verksamhetsplan och budget 2024 med plan för 2025–2026",
        );
    }

    #[test]
    fn passes_over_who_wrote_it() {
        check(
            "TJÄNSTESKRIVELSE\nKommunledningskontoret\nEva Ek, 0123-456 78\neva.ek@byberga.se\nNämndsekreterare\nRevidering av reglemente\nFörslag till beslut",
            "Revidering av reglemente",
        );
        check(
            "Tjänsteskrivelse\nAnställning av ny förvaltningschef",
            "Anställning av ny förvaltningschef",
        );
    }

    #[test]
    fn mends_a_title_over_lines() {
        check("Stadsrevisionen\nStyrning av skyfalls-\nhantering", "Styrning av skyfallshantering");
    }

    #[test]
    fn a_type_word_must_do() {
        check("KALLELSE\nDirektionen\n2024-01-02", "KALLELSE");
    }
}
