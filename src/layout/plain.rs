//! A text file's letters → [`Text`]: lines as rules read them, nothing moved.

use crate::model::{Line, Span, Text};

/// Sets the lines of `content`.
pub(super) fn text(content: String) -> Text {
    let mut lines = Vec::new();
    let mut line_starts = Vec::new();
    let mut at = 0;
    let mut gap = 0;
    for printed in content.split('\n') {
        line_starts.push(at);
        match line(printed, at) {
            Some(mut line) => {
                line.gap = std::mem::take(&mut gap);
                lines.push(line);
            }
            None => gap += 1,
        }
        at += printed.len() + 1;
    }
    Text { content, lines, page_starts: vec![0], line_starts, ..Text::default() }
}

/// One printed line at byte `at`; `None` when it is blank.
fn line(printed: &str, at: usize) -> Option<Line> {
    let mut text = String::new();
    let mut back = Vec::new();
    let mut rest = printed;
    while let Some(letter) = rest.chars().next() {
        let here = (at + printed.len() - rest.len()) as u32;
        let (skip, put) = match letter {
            '<' => match rest.find('>') {
                Some(end) if rest.starts_with("<br") || rest.starts_with("</p") => (end + 1, "\n"),
                Some(end) => (end + 1, ""),
                None => (1, "<"),
            },
            '*' if rest.starts_with("**") => (2, ""),
            '\u{a0}' => (2, " "),
            '\u{ad}' | '\r' | '\u{c}' => (letter.len_utf8(), ""),
            letter => (letter.len_utf8(), &rest[..letter.len_utf8()]),
        };
        text.push_str(put);
        back.extend(std::iter::repeat_n(here, put.len()));
        rest = &rest[skip..];
    }
    back.push((at + printed.len()) as u32);
    let kept = |letter: char| letter == ' ' || letter == '\n';
    let start = text.len() - text.trim_start_matches(kept).len();
    let end = text.trim_end_matches(kept).len();
    if text.trim().is_empty() {
        return None;
    }
    let mut line = Line::new(
        text[start..end].to_owned(),
        Span::new(at..at + printed.len()),
        Some(back[start..=end].to_vec()),
    );
    line.indent = start as u32;
    Some(line)
}
