//! Rows → one text: line breaks folded, cut words mended, every byte with its way back.

use std::ops::Range;

use crate::model::{Line, Span};

/// Several lines as one text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Folded {
    /// The text.
    pub text: String,
    /// Where each line begins in `text`, and the line.
    parts: Vec<(usize, Line)>,
}

impl Folded {
    /// Folds `lines`.
    pub fn new<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Self {
        let mut folded = Self::default();
        for line in lines {
            folded.push(line);
        }
        folded
    }

    /// Adds a line.
    pub fn push(&mut self, line: &Line) {
        if line.text.is_empty() {
            return;
        }
        joint(&mut self.text, &line.text);
        self.parts.push((self.text.len(), line.clone()));
        self.text.push_str(&line.text);
    }

    /// Where the bytes `range` of the text stand in the content.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let start = self.place(range.start);
        let end = if range.end > range.start { self.place_end(range.end) } else { start };
        Span::new(start..end.max(start))
    }

    fn part_at(&self, at: usize) -> Option<&(usize, Line)> {
        let after = self.parts.partition_point(|(start, _)| *start <= at);
        self.parts.get(after.saturating_sub(1))
    }

    fn place(&self, at: usize) -> usize {
        let Some((start, line)) = self.part_at(at) else { return 0 };
        let inside = at.saturating_sub(*start).min(line.text.len());
        line.span_of(inside..inside).start
    }

    fn place_end(&self, end: usize) -> usize {
        let Some((start, line)) = self.part_at(end - 1) else { return 0 };
        let inside = (end - start).min(line.text.len());
        let from = line.text.floor_char_boundary(inside.saturating_sub(1));
        line.span_of(from..inside).end
    }
}

/// Joins lines with a space, or mends a word that a line break cut.
pub fn join<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines {
        joint(&mut text, line);
        text.push_str(line);
    }
    text
}

/// What stands between `text` and the line that follows: nothing where a word was cut, else a space.
fn joint(text: &mut String, next: &str) {
    if text.is_empty() || next.is_empty() {
        return;
    }
    let Some(stem) = text.strip_suffix('-') else {
        text.push(' ');
        return;
    };
    let before = stem.chars().next_back();
    let cut_word = before.is_some_and(char::is_alphabetic) && next.starts_with(char::is_lowercase);
    if !cut_word {
        // "2023-" + "2024" and "Norr-" + "Söder" keep their hyphen; " -" is a dash.
        if !before.is_some_and(char::is_alphanumeric) {
            text.push(' ');
        }
        return;
    }
    // "EU-" and "2023-" keep their hyphen before the rest of the word.
    let first =
        stem.rsplit(|letter: char| letter.is_whitespace() || letter == '-').next().unwrap_or("");
    if first.chars().filter(|letter| letter.is_uppercase()).nth(1).is_some()
        || first.contains(|letter: char| letter.is_ascii_digit())
    {
        return;
    }
    // "vård- och omsorg": the hyphen stands for a word left out.
    let word = next.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
    if matches!(word, "och" | "eller" | "samt" | "respektive" | "som" | "till" | "men") {
        text.push(' ');
    } else {
        text.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expected: &str) {
        assert_eq!(join(lines.iter().copied()), expected);
    }

    #[test]
    fn mends_cut_words_only() {
        check(&["att åter-", "remittera ärendet"], "att återremittera ärendet");
        check(&["vård-", "och omsorgsnämnden"], "vård- och omsorgsnämnden");
        check(&["åren 2023-", "2024"], "åren 2023-2024");
        check(&["Norr-", "Södra bron"], "Norr-Södra bron");
        check(&["att anta", "planen"], "att anta planen");
        check(&["ett EU-", "projekt"], "ett EU-projekt");
    }

    #[test]
    fn keeps_the_way_back() {
        let first = Line::new("att åter-".to_owned(), Span::new(10..20), None);
        let second = Line::new("remittera".to_owned(), Span::new(30..39), None);
        let folded = Folded::new([&first, &second]);
        assert_eq!(folded.text, "att återremittera");
        assert_eq!(folded.span_of(0..folded.text.len()), Span::new(10..39));
        assert_eq!(folded.span_of(4..9), Span::new(14..19));
    }
}
