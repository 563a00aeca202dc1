//! The words of the running text, which tell where a narrow column cut one.

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::model::Text;

/// Letters that the end of a cut word may have where the text does not hold the whole word.
const MAX_END: usize = 3;
/// Letters that stand before such an end.
const MIN_START: usize = 8;

/// The words outside the grids of a text, gathered when first asked for.
pub(super) struct Words<'a> {
    text: &'a Text,
    known: OnceCell<HashSet<String>>,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a Text) -> Self {
        Self { text, known: OnceCell::new() }
    }

    /// True when the last word of `label` goes on, without a blank, in the first of `rest`: "Förvaltarenhet" + "en".
    ///
    /// That is where the text has the whole word, or where the end is short and no word of the text.
    pub(super) fn is_cut(&self, label: &str, rest: &str) -> bool {
        let start = label.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        let end = rest.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        let goes_on = start.ends_with(char::is_lowercase) && end.starts_with(char::is_lowercase);
        if !goes_on || start.chars().count() < 4 {
            return false;
        }
        let is_end = end.chars().count() <= MAX_END && start.chars().count() >= MIN_START;
        self.holds(&format!("{start}{end}")) || is_end && !self.holds(end)
    }

    fn holds(&self, word: &str) -> bool {
        self.known.get_or_init(|| known(self.text)).contains(&word.to_lowercase())
    }
}

fn known(text: &Text) -> HashSet<String> {
    let lines = text.lines.iter().filter(|line| line.is_body() && line.grid.is_none());
    let words = lines.flat_map(|line| line.text.split(|letter: char| !letter.is_alphabetic()));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Line, Span};

    #[test]
    fn the_text_tells_where_a_word_was_cut() {
        let prose = "Båtplatsavgifterna höjs en gång per år.";
        let line = Line::new(prose.to_owned(), Span::new(0..prose.len()), None);
        let text = Text { content: prose.to_owned(), lines: vec![line], ..Text::default() };
        let words = Words::new(&text);
        assert!(words.is_cut("Båtplatsav", "gifterna*"));
        assert!(words.is_cut("Bryggarrenden", "as netto"), "a short end that is no word");
        for (label, rest) in
            [("Övriga", "intäkter"), ("Bryggarrenden", "per år"), ("Arrende", "as"), ("Hamn", "IT")]
        {
            assert!(!words.is_cut(label, rest), "{label} {rest}");
        }
    }
}
