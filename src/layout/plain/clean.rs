//! One printed line → the line as rules read it, with the way back.

use std::sync::LazyLock;

use crate::swedish::Pattern;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

/// A line as rules read it.
pub(super) struct Cleaned {
    /// NFC, plain spaces, markup away, trimmed.
    pub(super) text: String,
    /// For each byte of `text` and its end the byte in the content; `None` when they run in step.
    pub(super) back: Option<Vec<u32>>,
    /// Marked as bold or as a heading.
    pub(super) bold: bool,
}

/// Tags that a converter leaves in text, and comments.
static TAG: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)<!--.*?-->|</?(?:p|br|ul|ol|li|u|b|i|em|strong|div|span|table|thead|tbody|tr|td|th|sup|sub|h[1-6]|a|s)\b[^<>]*>",
    )
    .expect("a constant pattern")
});

/// Tags that end a line inside a cell.
static BREAK: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)^</?(?:p|br|ul|ol|li|div|tr|h[1-6])\b").expect("a constant pattern")
});

/// Reads `printed`, which begins at byte `start` of the content; `None` when nothing is left.
pub(super) fn clean(printed: &str, start: usize) -> Option<Cleaned> {
    let (lead, trimmed) = trim(printed);
    if trimmed.trim().is_empty() {
        return None;
    }
    let offset = start + lead;
    if is_plain(trimmed) {
        return Some(Cleaned { text: trimmed.to_owned(), back: None, bold: false });
    }
    let bold = (trimmed.starts_with("**") && trimmed.trim_end_matches(':').ends_with("**"))
        || is_markdown_heading(trimmed);
    let (text, back) = mapped(trimmed, offset).trimmed();
    if text.trim().is_empty() {
        return None;
    }
    Some(Cleaned { text, back: Some(back), bold })
}

/// The line without blank ends, and where it begins; tabs at its ends stay where tabs part cells, for they are
/// empty cells.
pub(super) fn trim(printed: &str) -> (usize, &str) {
    let has_cells = printed.contains('\t') && printed.trim().contains('\t');
    let is_blank = |letter: char| letter.is_whitespace() && !(has_cells && letter == '\t');
    let rest = printed.trim_start_matches(is_blank);
    (printed.len() - rest.len(), rest.trim_end_matches(is_blank))
}

/// True when nothing in the line has to be cleaned.
fn is_plain(line: &str) -> bool {
    let marked = line.starts_with('#')
        || line.bytes().any(|byte| matches!(byte, b'<' | b'*' | b'\\' | 0x00..=0x08 | 0x0b..=0x1f));
    let is_letters = || line.is_ascii() || is_swedish(line) || is_unfolded(line);
    !marked && !line.as_bytes().windows(2).any(|pair| pair == b"__") && is_letters()
}

/// True when all letters outside ASCII are of the half of Latin-1 that holds å, ä and ö: nothing to fold or compose.
fn is_swedish(line: &str) -> bool {
    line.bytes().all(|byte| byte <= 0xbf && byte != 0x7f || byte == 0xc3)
}

fn is_unfolded(line: &str) -> bool {
    !line.contains(is_folded) && is_nfc(line)
}

fn is_markdown_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    let n_marks = line.len() - rest.len();
    (1..=6).contains(&n_marks) && rest.starts_with(' ')
}

/// Letters that are folded to a plain space, or to nothing.
fn is_folded(letter: char) -> bool {
    is_space(letter) || is_invisible(letter)
}

fn is_space(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
        || (letter.is_control() && letter != '\t')
}

/// Text under construction, each byte with its way back.
struct Mapped {
    text: String,
    back: Vec<u32>,
    end: u32,
}

impl Mapped {
    fn push(&mut self, letter: char, at: usize) {
        self.text.push(letter);
        for _ in 0..letter.len_utf8() {
            self.back.push(at as u32);
        }
    }

    /// Blank ends away, also around tabs and line breaks.
    fn trimmed(self) -> (String, Vec<u32>) {
        let bytes = self.text.as_bytes();
        let mut text = String::with_capacity(self.text.len());
        let mut back = Vec::with_capacity(self.back.len() + 1);
        for (at, letter) in self.text.char_indices() {
            let before = text.as_bytes().last().copied();
            let next = bytes[at + letter.len_utf8()..]
                .iter()
                .find(|byte| **byte != b' ' && **byte != b'\n');
            let lost_break = letter == '\n'
                && (matches!(before, None | Some(b'\t' | b'\n'))
                    || matches!(next, None | Some(b'\t')));
            let lost_space = letter == ' ' && matches!(before, None | Some(b'\n'));
            if !lost_break && !lost_space {
                text.push(letter);
                back.extend_from_slice(&self.back[at..at + letter.len_utf8()]);
            }
        }
        let kept = text.trim_end_matches([' ', '\n']).len();
        let end = back.get(kept).copied().unwrap_or(self.end);
        text.truncate(kept);
        back.truncate(kept);
        back.push(end);
        (text, back)
    }
}

fn mapped(line: &str, offset: usize) -> Mapped {
    let mut mapped = Mapped {
        text: String::with_capacity(line.len()),
        back: Vec::with_capacity(line.len() + 1),
        end: (offset + line.len()) as u32,
    };
    let mut at =
        if is_markdown_heading(line) { line.len() - line.trim_start_matches('#').len() } else { 0 };
    let mut tags = TAG.find_iter(line).peekable();
    while at < line.len() {
        if let Some(tag) = tags.next_if(|tag| tag.start() <= at) {
            if tag.start() == at && BREAK.is_match(tag.as_str()) {
                mapped.push('\n', offset + at);
            }
            at = at.max(tag.end());
            continue;
        }
        let stop = tags.peek().map_or(line.len(), regex::Match::start);
        at = letters(line, at, stop, offset, &mut mapped);
    }
    mapped
}

/// Takes the cluster at `at`, not beyond `stop`; gives where the next begins.
fn letters(line: &str, at: usize, stop: usize, offset: usize, mapped: &mut Mapped) -> usize {
    let rest = &line[at..stop];
    let mut chars = rest.char_indices();
    let Some((_, first)) = chars.next() else { return stop };
    if rest.starts_with("**") || rest.starts_with("__") {
        return at + 2;
    }
    if first == '*' && is_emphasis(line, at) {
        return at + 1;
    }
    if first == '\\' && rest[1..].starts_with(['*', '_', '#', '-', '.', '[', ']']) {
        return at + 1;
    }
    if is_space(first) {
        mapped.push(' ', offset + at);
        return at + first.len_utf8();
    }
    if is_invisible(first) {
        return at + first.len_utf8();
    }
    let end =
        chars.find(|(_, letter)| !is_combining_mark(*letter)).map_or(rest.len(), |(next, _)| next);
    for letter in rest[..end].nfc() {
        mapped.push(letter, offset + at);
    }
    at + end
}

/// A lone `*` that hugs a word on one side marks emphasis; between spaces or digits it is a sign.
fn is_emphasis(line: &str, at: usize) -> bool {
    let before = line[..at].chars().next_back();
    let after = line[at + 1..].chars().next();
    let is_word = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphabetic() || "”\"»)".contains(letter))
    };
    let opens = !is_word(before) && is_word(after);
    let closes = is_word(before) && !is_word(after);
    if opens { line[at + 1..].contains('*') } else { closes && line[..at].contains('*') }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(printed: &str, expected: &str) {
        let cleaned = clean(printed, 0).unwrap();
        assert_eq!(cleaned.text, expected);
        if let Some(back) = cleaned.back {
            assert_eq!(back.len(), cleaned.text.len() + 1);
            assert!(
                back.is_sorted() && back.last().is_some_and(|&end| end as usize <= printed.len())
            );
            for (at, letter) in
                cleaned.text.char_indices().filter(|(_, letter)| letter.is_ascii_alphanumeric())
            {
                assert!(printed[back[at] as usize..].starts_with(letter), "{letter} in {printed}");
            }
        }
    }

    #[test]
    fn folds_spaces_and_soft_hyphens() {
        check("att\u{a0}inrätta en tjänst", "att inrätta en tjänst");
        check("kommunal\u{ad}förbund", "kommunalförbund");
        check("\u{feff}Kallelse", "Kallelse");
        check("\u{0c}Kommunstyrelsen", "Kommunstyrelsen");
    }

    #[test]
    fn composes_letters() {
        check("Fo\u{308}rslag A\u{30a}sa", "Förslag Åsa");
    }

    #[test]
    fn markup_goes() {
        check("**Beslut**", "Beslut");
        check("## Ärendet", "Ärendet");
        check("den s.k. *Sjumilsmodellen* gäller", "den s.k. Sjumilsmodellen gäller");
        check("<u>INTÄKTER</u>", "INTÄKTER");
        check("<p>RAPPORT</p>\t<p>Anna ska<br>skriva</p>\t", "RAPPORT\tAnna ska\nskriva\t");
        check("<ul style=\"x\"> - Ett </ul>\tTvå", "- Ett \tTvå");
        check("  \t2017\t2018 ", "\t2017\t2018");
        check("\tIndraget stycke", "Indraget stycke");
    }

    #[test]
    fn signs_stay() {
        check("Medlemsavgifter 28 kr * 266 000", "Medlemsavgifter 28 kr * 266 000");
        check("Projektmedel till 14/4 * *", "Projektmedel till 14/4 * *");
        check("om x < y och z > w", "om x < y och z > w");
        check("# 1 är inte", "1 är inte");
        check("#37 medel", "#37 medel");
    }

    #[test]
    fn markup_alone_is_blank() {
        assert!(clean("<!-- sida 3 -->", 0).is_none());
        assert!(clean("\u{a0}\u{a0}", 0).is_none());
    }

    #[test]
    fn headings_are_bold() {
        assert!(clean("**Beslut:**", 0).unwrap().bold);
        assert!(clean("# Förslag till beslut", 0).unwrap().bold);
        assert!(!clean("**Navet** har öppnat", 0).unwrap().bold);
    }
}
