//! Folded words, one space after each → tantivy's tokens. An empty word takes up a position and is no token.
//!
//! Text is taken apart before tantivy sees it, on the threads that read.

use std::borrow::Borrow;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which tantivy knows [`Words`].
pub(super) const NAME: &str = "words";

/// Joins words at their positions, which must rise.
pub(super) fn joined<W: Borrow<str>>(words: impl Iterator<Item = (usize, W)>) -> String {
    let mut all = Joined::with_capacity(0);
    words.for_each(|(position, word)| all.add(position, word.borrow()));
    all.text
}

/// Words, joined.
pub(super) struct Joined {
    pub(super) text: String,
    /// The position that the text has come to.
    at: usize,
}

impl Joined {
    pub(super) fn with_capacity(n_bytes: usize) -> Self {
        Self { text: String::with_capacity(n_bytes), at: 0 }
    }

    /// Adds a word at its position, which is no less than the one before.
    pub(super) fn add(&mut self, position: usize, word: &str) {
        for _ in self.at..position {
            self.text.push(' ');
        }
        self.at = position.max(self.at);
        self.text.push_str(word);
    }
}

/// Takes joined words apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    token: Token,
}

/// The words of one text.
#[derive(Debug)]
pub(super) struct WordStream<'a> {
    text: &'a str,
    at: usize,
    position: usize,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { text, at: 0, position: 0, token: &mut self.token }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(rest) = self.text.get(self.at..).filter(|rest| !rest.is_empty()) {
            let word = rest.split(' ').next().unwrap_or_default();
            let (start, position) = (self.at, self.position);
            self.at += word.len() + 1;
            self.position += 1;
            if !word.is_empty() {
                self.token.text.clear();
                self.token.text.push_str(word);
                self.token.position = position;
                self.token.offset_from = start;
                self.token.offset_to = start + word.len();
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_survive() {
        let words = [(0, "före"), (6, "efter"), (7, "§")];
        let text = joined(words.into_iter());
        let mut tokenizer = Words::default();
        let mut stream = tokenizer.token_stream(&text);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().position, stream.token().text.clone()));
        }
        assert_eq!(found, words.map(|(position, word)| (position, word.to_owned())));
    }

    #[test]
    fn nothing_gives_nothing() {
        let text = joined(std::iter::empty::<(usize, &str)>());
        assert!(!Words::default().token_stream(&text).advance());
    }
}
