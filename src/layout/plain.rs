//! A text file's letters → [`Text`]: lines as rules read them, nothing moved.

mod clean;

use crate::model::{Line, Span, Text};

/// Sets the lines of `content`.
///
/// A page begins at a form feed, and at a converter's page marker (`<!-- sida 3 -->`).
pub(super) fn text(content: String) -> Text {
    let mut lines = Vec::new();
    let mut line_starts = Vec::new();
    let mut page_starts = vec![0];
    let mut gap = 0;
    let mut start = 0;
    for printed in content.split_inclusive('\n') {
        line_starts.push(start);
        let bare = printed.trim_end_matches(['\n', '\r']);
        if let Some(at) = page_break(bare) {
            if start + at > 0 {
                page_starts.push(start + at);
            }
            gap += u32::from(at > 0);
        }
        match line(bare, start) {
            Some(mut line) => {
                line.gap = gap;
                line.page = page_starts.len() as u32;
                lines.push(line);
                gap = 0;
            }
            None => gap += 1,
        }
        start += printed.len();
    }
    if line_starts.is_empty() {
        line_starts.push(0);
    }
    Text { content, lines, line_starts, page_starts, ..Text::default() }
}

/// Where in `printed` a new page begins.
fn page_break(printed: &str) -> Option<usize> {
    if let Some(at) = printed.find('\u{0c}') {
        return Some(at);
    }
    let comment = printed.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let number = comment.strip_prefix("sida ").or_else(|| comment.strip_prefix("page "))?;
    number.trim().parse::<u32>().ok().map(|_| 0)
}

/// The line that `printed`, which begins at byte `start`, holds; `None` for a blank one.
fn line(printed: &str, start: usize) -> Option<Line> {
    let cleaned = clean::clean(printed, start)?;
    let indent = printed
        .chars()
        .map_while(|letter| match letter {
            '\t' => Some(8),
            letter if letter.is_whitespace() => Some(1),
            _ => None,
        })
        .sum();
    let (lead, trimmed) = clean::trim(printed);
    let span = Span::new(start + lead..start + lead + trimmed.len());
    let mut line = Line::new(cleaned.text, span, cleaned.back);
    line.indent = indent;
    line.bold = cleaned.bold;
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_places_and_gaps() {
        let text = text("KALLELSE\r\n\r\n  Tid: 6 oktober\n\u{0c}Sida\n".to_owned());
        let seen: Vec<_> = text
            .lines
            .iter()
            .map(|line| (line.text.as_str(), line.gap, line.indent, line.page, line.span.start))
            .collect();
        assert_eq!(
            seen,
            [("KALLELSE", 0, 0, 1, 0), ("Tid: 6 oktober", 1, 2, 1, 14), ("Sida", 0, 1, 2, 30)]
        );
        assert_eq!(text.page_at(30), 2);
    }

    #[test]
    fn a_converters_marker_begins_a_page() {
        let text = text("<!-- sida 1 -->\nEtt\n<!-- sida 2 -->\nTvå".to_owned());
        assert_eq!(text.page_starts, [0, 20]);
        assert_eq!(text.lines.last().map(|line| line.page), Some(2));
    }
}
