//! The rows behind an item's number → its title and registry number.

use std::sync::LazyLock;

use crate::swedish::Pattern;

use crate::model::Span;
use crate::parts::outline::{Row, Section};
use crate::parts::{dnr, fold, organ};

/// A title, and where it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    /// Line breaks folded.
    pub(super) text: String,
    /// *Diarienummer*, verbatim.
    pub(super) dnr: Option<String>,
    /// The title's place.
    pub(super) span: Span,
    /// The first row behind it.
    pub(super) end: usize,
}

/// How the titles of a list go on over lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A title of a section: set by itself, up to a heading, a blank line or running text.
    Section {
        /// The widest line of running text, in letters.
        width: usize,
    },
    /// An entry of a list: goes on in lines that hang under it or begin small.
    Entry {
        /// Indent of the entry's number.
        indent: u32,
        /// The widest line of the list, in letters.
        width: usize,
    },
}

/// Reads the title that begins at byte `from` of row `first`.
pub(super) fn title(rows: &[Row], first: usize, from: usize, style: Style, stop: usize) -> Title {
    let mut parts = Vec::new();
    let mut found_dnr = None;
    let head = rows[first].line.piece(from..rows[first].text().len());
    let mut end = first + 1;
    // A number in a column of its own, beside a title that goes on below.
    let is_beside = dnr::find(&head.text).is_some_and(|dnr| stands_apart(&head.text, &dnr.whole));
    if !head.text.is_empty() && !is_bare_label(&head.text) {
        take(&head.text, &mut parts, &mut found_dnr);
    }
    let mut span = head.span;
    while end < stop.min(rows.len()) && end < first + 12 {
        let row = &rows[end];
        // A running head may stand between the number and the title.
        if parts.is_empty() && is_running_head(row.text()) {
            end += 1;
            continue;
        }
        if dnr::is_dnr_line(row.text()) && (found_dnr.is_none() || parts.is_empty()) {
            found_dnr = found_dnr
                .or_else(|| dnr::find(row.text()).map(|dnr| row.text()[dnr.number].to_owned()));
            end += 1;
            // Behind the number the title may follow after a blank line.
            continue;
        }
        let is_list = matches!(style, Style::Entry { .. });
        if is_list
            && found_dnr.is_some()
            && !parts.is_empty()
            && !(is_beside && is_cut(&parts, row.text()))
            || !goes_on(rows, first, end, &parts, style)
        {
            break;
        }
        take(row.text(), &mut parts, &mut found_dnr);
        span = span.to(row.line.span);
        end += 1;
    }
    let folded = fold::join(parts.iter().map(String::as_str));
    let (text, in_title) =
        if found_dnr.is_none() { dnr::taken_from(&folded) } else { (folded, None) };
    Title {
        text: clean(&text),
        dnr: found_dnr.or(in_title),
        span: rows[first].line.span.to(span),
        end,
    }
}

fn take(text: &str, parts: &mut Vec<String>, found_dnr: &mut Option<String>) {
    let (rest, number) = match dnr::find(text) {
        // A number at the head of the title is the matter's; inside it may be another's.
        Some(found) if parts.is_empty() && found.whole.start <= 1 => dnr::taken_from(text),
        Some(found) if found.whole != found.number && found_dnr.is_none() => dnr::taken_from(text),
        // Set apart at the end of the line: a column of its own.
        Some(found) if stands_apart(text, &found.whole) && found_dnr.is_none() => {
            dnr::taken_from(text)
        }
        _ => (text.to_owned(), None),
    };
    if found_dnr.is_none() {
        *found_dnr = number;
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
}

fn stands_apart(text: &str, number: &std::ops::Range<usize>) -> bool {
    let before = &text[..number.start];
    text[number.end..].trim().is_empty() && (before.ends_with("  ") || before.ends_with('\t'))
}

/// True when row `at` belongs to the title that began at row `first`.
fn goes_on(rows: &[Row], first: usize, at: usize, parts: &[String], style: Style) -> bool {
    let row = &rows[at];
    let text = row.text();
    // "§ 77" and "Information" below it: a heading's word may be a title.
    let may_be_title = parts.is_empty()
        && at == first + 1
        && !matches!(row.section, Some(Section::Beslut | Section::Forslag));
    let is_other = row.section.is_some() || opens_something_else(text);
    if is_other && !may_be_title || text.contains('\t') {
        return false;
    }
    let last = parts.last().map_or("", String::as_str);
    match style {
        Style::Section { width } => {
            if parts.is_empty() {
                // Older minutes have no titles: their paragraphs are running text at once.
                let next = rows.get(at + 1);
                let is_larger = next.is_some_and(|next| row.line.size > next.line.size + 0.4);
                // A column beside it is no running text.
                let text = text.split("   ").next().unwrap_or_default();
                let running = text.ends_with('.')
                    || text.chars().count() * 100 > width * 86
                    || begins_sentence(&rows[at..]);
                return !running
                    || row.line.bold
                    || row.line.gap > 0 && !text.ends_with('.')
                    || is_larger;
            }
            let begins_new = row.line.gap > 0
                || last.ends_with(['.', ':', '!', '?']) && !last.ends_with("m.fl.");
            let running_text = text.chars().count() * 100 > width * 86
                || ends_sentence(text)
                || is_sentence(parts, text);
            let set_alike =
                row.line.size == rows[at - 1].line.size && row.line.bold == rows[at - 1].line.bold;
            !begins_new && (!running_text || row.line.bold) && set_alike
        }
        Style::Entry { indent, width } => {
            if row.line.gap > 0 || parts.is_empty() && at > first + 1 {
                return false;
            }
            if text.contains(':') && organ::organ_at_start(text).is_some() {
                return false;
            }
            let is_clause = text.starts_with("att ") && !last.ends_with(" om");
            let begins_small = text.starts_with(char::is_lowercase) && !is_clause;
            let cut_off =
                last.ends_with([',', '-', '–']) || last.ends_with(" och") || last.ends_with(" av");
            let was_full = {
                let before = &rows[at - 1];
                let used = before.line.indent as usize + before.text().chars().count();
                let word = text.split_whitespace().next().map_or(0, |word| word.chars().count());
                used + 1 + word > width
            };
            begins_small || cut_off || (row.line.indent > indent + 1 && !row.line.inner && was_full)
        }
    }
}

/// A title that is not at its end: "cykelväg till" over "Järvträsk", "miljö- och" over "byggnadsnämnden".
fn is_cut(parts: &[String], next: &str) -> bool {
    static JOINS: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?:[,–-]| (?:och|samt|till|från|i|på|för|av|om|med|vid|under|mellan|inom|hos|enligt|AB|nr))$")
            .expect("a constant pattern")
    });
    next.starts_with(char::is_lowercase)
        || parts.last().is_some_and(|last| JOINS.is_match(last.trim_end()))
}

/// "Ärendenummer" with no number behind it.
fn is_bare_label(text: &str) -> bool {
    matches!(text.trim_end_matches([':', ' ']), "Ärendenummer" | "Diarienummer" | "Dnr")
}

/// "Protokoll nr 9", "Sammanträdesdatum: 2023-10-12".
fn is_running_head(text: &str) -> bool {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:(?:Sammanträdesp|P)rotokoll(?: \(?nr \d{1,3}\)?)?|Sammanträdesdatum:? \d.{4,20})$")
            .expect("a constant pattern")
    });
    text.len() < 60 && PATTERN.is_match(text)
}

/// A sentence over lines: each of them begins small, and the last ends it.
fn begins_sentence(rows: &[Row]) -> bool {
    let below = rows[1..].iter().take(5);
    let mut below = below.take_while(|row| {
        row.line.gap == 0 && row.section.is_none() && row.text().starts_with(char::is_lowercase)
    });
    below.any(|row| row.text().ends_with('.'))
}

/// A whole sentence, or the end of one: "… har avlidit."
fn ends_sentence(text: &str) -> bool {
    let last = text.strip_suffix('.').and_then(|text| text.rsplit(' ').next());
    text.split(' ').nth(2).is_some()
        && last.is_some_and(|word| word.len() > 3 && word.chars().all(char::is_lowercase))
}

/// "Nästa möte äger rum i Byberga." below a title that is at its end: a sentence of its own.
fn is_sentence(parts: &[String], text: &str) -> bool {
    let last = text.trim_end_matches(['.', ':']).rsplit(' ').next().unwrap_or_default();
    text.ends_with(['.', ':'])
        && (last.chars().count() > 3
            || last.starts_with('(')
            || last.bytes().all(|byte| byte.is_ascii_digit()))
        && text.starts_with(char::is_uppercase)
        && text.split(' ').nth(3).is_some()
        && !is_cut(parts, text)
}

/// Lines under an item that are not its title.
fn opens_something_else(text: &str) -> bool {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)^(?:bilag(?:a|or)\b|föredragande\b|handlingar?\b.{0,3}$|handling(?:ar)? (?:delas|skickas|sänds|bifogas|kommer|saknas)\b|handläggare\b|kl(?:ockan)?[. ]\s?\d|tid(?:punkt)?:|dnr\b|[-•*–·]\s|\(?\d{1,2}[.)]\s|\(?bil(?:aga|\.)|ärendebeskrivning|inga? handling|information\s*$|fråga \d|beslutsärende|diskussion\s*$|skickas |utsänd|medföljer|s\. ?\d|sid|_{2,}|(?:\p{L}{1,5}\.? )?§ ?\d{1,4}$)")
            .expect("a constant pattern")
    });
    PATTERN.is_match(text) || body_acts(text)
}

/// "Kommunfullmäktige väljer …": what a body is to do, no title.
pub(super) fn body_acts(text: &str) -> bool {
    static DECIDES: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^\s*(?:föresl|beslut|besl[öo]t|har |noterar|godkänner|avslår|bifaller|antar|fastställer|beviljar|väljer|utser|tillstyrker|överlämnar|uppdrar|informeras|kallas|får\b)").expect("a constant pattern")
    });
    text.starts_with(char::is_uppercase)
        && organ::organ_at_start(text).is_some_and(|end| DECIDES.is_match(&text[end..]))
}

/// A title without the dots and the page number of a table of contents.
fn clean(title: &str) -> String {
    static LEADER: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"\s*(?:\.{3,}|…+|(?:\. ){3,}|_{3,})[\s.…]*\d{0,4}[\s_]*$")
            .expect("a constant pattern")
    });
    static WIDE: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"\s{2,}").expect("a constant pattern"));
    static ANNEX: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"\s{3,}(?:Bilaga|Bil\.?)\s?[\dA-Z]{1,3}(?:[ ,-]+[\dA-Z]{1,3})*\s*$")
            .expect("a constant pattern")
    });
    static PAGE: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"\s{3,}\d{1,3}$").expect("a constant pattern"));
    let title = PAGE.replace(title.trim(), "");
    let title = LEADER.replace(&title, "");
    let title = ANNEX.replace(&title, "");
    let title = WIDE.replace_all(&title, " ");
    title.trim().trim_end_matches([',', ';']).trim_end().to_owned()
}
