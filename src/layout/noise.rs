//! Lines left over from how a text was fetched → [`LineRole::Noise`].
//!
//! A document site's scrape holds buttons before the text and teasers of other documents after it; a converter
//! leaves front matter and links to files of its own. None of it is the paper's.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{LineRole, Note, NoteCode, Span, Text};

/// Marks noise.
pub(super) fn set_aside(text: &mut Text, notes: &mut Vec<Note>) {
    front_matter(text);
    converter_lines(text);
    if let Some(scrape) = Scrape::find(text) {
        scrape.set_aside(text, notes);
    }
}

/// `---`, lines of `key: value`, `---` at the very start.
fn front_matter(text: &mut Text) {
    if text.lines.first().is_none_or(|line| line.text != "---") {
        return;
    }
    let Some(end) = text.lines.iter().skip(1).take(60).position(|line| line.text == "---") else {
        return;
    };
    let keyed = text.lines[1..=end]
        .iter()
        .all(|line| line.text.contains(':') || line.text.starts_with("- "));
    if keyed {
        for line in &mut text.lines[..end + 2] {
            line.role = LineRole::Noise;
        }
    }
}

/// Links to a converter's own files, and the stamps of signing services.
fn converter_lines(text: &mut Text) {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:\[(?:Tabell|Figur|Bild)[^\]]*\]\([^)]*\)|Det här dokumentet är (?:digitalt|elektroniskt) signerat\.?|Transaktionsidentitet: ?[0-9A-F]+|(?:Verifikat|Dokument)(?:-ID|nummer)?: ?[0-9a-f-]{16,}|\|?[\s|:=_-]*-{3,}[\s|:=_-]*)$",
        )
        .expect("a constant pattern")
    });
    for line in &mut text.lines {
        // A Markdown rule between the rows of a table is the grid's business.
        if !line.text.contains('|') && PATTERN.is_match(&line.text) {
            line.role = LineRole::Noise;
        }
    }
}

/// A text fetched from a document site.
struct Scrape {
    /// The first line of the paper itself.
    first: usize,
    /// One past its last line.
    end: usize,
}

impl Scrape {
    /// Finds the buttons that stand before the paper, and the teasers after it.
    fn find(text: &Text) -> Option<Self> {
        const BUTTONS: [&str; 6] = [
            "Storlek: px",
            "Starta visningen från sidan:",
            "Transkript",
            "Full text",
            "Save this PDF as:",
            "WORD PNG TXT JPG",
        ];
        let head = &text.lines[..text.lines.len().min(60)];
        let is_button = |line: &str| BUTTONS.contains(&line) || line.starts_with("Download \"");
        let n_buttons = head.iter().filter(|line| is_button(&line.text)).count();
        if n_buttons < 2 {
            return None;
        }
        let last = head.iter().rposition(|line| is_button(&line.text))?;
        let first = last + 1;
        Some(Self { first, end: first + paper_lines(text, first) })
    }

    fn set_aside(&self, text: &mut Text, notes: &mut Vec<Note>) {
        for (idx, line) in text.lines.iter_mut().enumerate() {
            if idx < self.first || idx >= self.end {
                line.role = LineRole::Noise;
            }
        }
        if let (Some(first), Some(last)) = (text.lines.get(self.end), text.lines.last()) {
            let span = first.span.to(last.span);
            notes.push(Note::at(
                NoteCode::ForeignText,
                "teasers of other documents were set aside",
                span,
            ));
        }
        self.take_page_numbers(text, notes);
    }

    /// A scrape has one page a line, which begins and mostly ends with the page's number.
    fn take_page_numbers(&self, text: &mut Text, notes: &mut Vec<Note>) {
        let mut page = 0;
        for idx in self.first..self.end {
            let line = &text.lines[idx];
            let Some((number, rest)) = leading_number(&line.text) else { continue };
            if number != page + 1 {
                continue;
            }
            page = number;
            let tail = format!(" {number}");
            let end = if line.text.ends_with(&tail) {
                line.text.len() - tail.len()
            } else {
                line.text.len()
            };
            let start = line.span.start;
            let mut piece = line.piece(rest.min(end)..end);
            piece.inner = false;
            piece.page = page;
            text.lines[idx] = piece;
            if page > 1 {
                text.page_starts.push(start);
            }
        }
        if page > 0 {
            let span =
                text.lines[self.first..self.end].iter().map(|line| line.span).reduce(Span::to);
            let message = "a scrape with one page a line, which loses § signs and digits";
            notes.extend(span.map(|span| Note::at(NoteCode::LostDigits, message, span)));
        }
    }
}

/// How many lines from `first` belong to the paper: up to the last numbered page, or to the first teaser.
fn paper_lines(text: &Text, first: usize) -> usize {
    let rest = &text.lines[first..];
    let teaser = rest.iter().position(|line| {
        matches!(line.text.as_str(), "Läs mer" | "Relevanta dokument" | "Liknande dokument")
    });
    // A teaser is a title, a few words and a link: the paper ends before its title.
    let stop = teaser.map_or(rest.len(), |at| at.saturating_sub(2));
    let mut page = 0;
    let mut last = None;
    for (idx, line) in rest[..stop].iter().enumerate() {
        if leading_number(&line.text).is_some_and(|(number, _)| number == page + 1) {
            page += 1;
            last = Some(idx);
        }
    }
    match last {
        Some(last) if teaser.is_some() => last + 1,
        _ => stop,
    }
}

/// The number a line begins with, and where the text behind it begins.
fn leading_number(line: &str) -> Option<(u32, usize)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number = line[..digits].parse().ok()?;
    match line[digits..].chars().next() {
        Some(' ') => Some((number, digits + 1)),
        None => Some((number, digits)),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(content: &str, expected: &[&str]) -> (Text, Vec<Note>) {
        let mut text = crate::layout::plain::text(content.to_owned());
        let mut notes = Vec::new();
        set_aside(&mut text, &mut notes);
        let body: Vec<_> = text
            .lines
            .iter()
            .filter(|line| line.is_body())
            .map(|line| line.text.as_str())
            .collect();
        assert_eq!(body, expected);
        (text, notes)
    }

    #[test]
    fn a_scrape_keeps_only_its_paper() {
        let content = "Plan\n\nStorlek: px\nStarta visningen från sidan:\n\nDownload \"Plan\"\n\nTranskript\n\n\
                       1 Verksamhetsplan\n\n2 Vår vision 2\n\nAnnat avtal\n\nAVTAL Kommunstyrelsen beslutar att\n\nLäs mer\n";
        let (text, notes) = check(content, &["Verksamhetsplan", "Vår vision"]);
        assert_eq!(text.page_at(content.find("Vår").unwrap()), 2);
        let codes: Vec<_> = notes.iter().map(|note| note.code).collect();
        assert_eq!(codes, [NoteCode::ForeignText, NoteCode::LostDigits]);
    }

    #[test]
    fn one_button_word_is_no_scrape() {
        check("Transkript\nAnna talade.\nLäs mer\n", &["Transkript", "Anna talade.", "Läs mer"]);
    }

    #[test]
    fn front_matter_and_stamps_go() {
        check(
            "---\nkommun: x\n---\nKALLELSE\n[Tabell 1-1](a/1.csv)\nTransaktionsidentitet: EE669F\n",
            &["KALLELSE"],
        );
        check("---\nEtt stycke utan nyckel\n---\n", &["Ett stycke utan nyckel"]);
    }
}
