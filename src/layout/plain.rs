//! A text file's letters → [`Text`]: lines as rules read them, nothing moved.

use crate::model::{Line, Span, Text};

/// Sets the lines of `content`.
pub(super) fn text(content: String) -> Text {
    let mut lines = Vec::new();
    let mut line_starts = Vec::new();
    let (mut start, mut gap) = (0, 0);
    for printed in content.split('\n') {
        line_starts.push(start);
        let lead = printed.len() - printed.trim_start().len();
        let kept = printed.trim();
        if kept.is_empty() {
            gap += 1;
        } else {
            let at = start + lead;
            let mut line = mapped(kept, at);
            line.indent = printed[..lead].chars().count() as u32;
            line.gap = gap;
            lines.push(line);
            gap = 0;
        }
        start += printed.len() + 1;
    }
    Text { content, lines, line_starts, page_starts: vec![0], ..Text::default() }
}

fn mapped(kept: &str, at: usize) -> Line {
    let span = Span::new(at..at + kept.len());
    if !kept.contains('\u{a0}') {
        return Line::new(kept.to_owned(), span, None);
    }
    let mut text = String::with_capacity(kept.len());
    let mut back = Vec::with_capacity(kept.len() + 1);
    for (offset, letter) in kept.char_indices() {
        let read = if letter == '\u{a0}' { ' ' } else { letter };
        back.extend(std::iter::repeat_n((at + offset) as u32, read.len_utf8()));
        text.push(read);
    }
    back.push(span.end as u32);
    Line::new(text, span, Some(back))
}
