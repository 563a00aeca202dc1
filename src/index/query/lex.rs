//! Typed letters → [`Lexeme`]s.

use super::{MAX_LETTERS, MAX_SLOP, QueryError, Refusal};

/// A piece of a query, and the column where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) column: usize,
    pub(super) what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Open,
    Close,
    Not,
    And,
    Or,
    /// Words between quotes, and how many others may stand between them.
    Quoted(String, u32),
    /// A word, or several that make a number.
    Bare(String),
    /// A name, and its value with its column.
    Field(String, String, usize),
}

/// The pieces of `query`.
pub(super) fn lexemes(query: &str) -> Result<Vec<Lexeme>, QueryError> {
    let letters: Vec<char> = query.chars().collect();
    if letters.len() > MAX_LETTERS {
        return Err(QueryError::new(MAX_LETTERS + 1, Refusal::TooLong));
    }
    let mut reader = Reader { letters: &letters, at: 0 };
    let mut lexemes = Vec::new();
    while let Some(lexeme) = reader.next()? {
        lexemes.push(lexeme);
    }
    Ok(lexemes)
}

struct Reader<'a> {
    letters: &'a [char],
    at: usize,
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '»' | '«')
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn next(&mut self) -> Result<Option<Lexeme>, QueryError> {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        let column = self.at + 1;
        let Some(letter) = self.peek() else { return Ok(None) };
        let follows = self.letters.get(self.at + 1).copied();
        let negates = letter == '-' && follows.is_some_and(|next| !next.is_whitespace());
        let what = match letter {
            '(' => self.single(What::Open),
            ')' => self.single(What::Close),
            _ if negates => self.single(What::Not),
            _ if is_quote(letter) => What::Quoted(self.quoted()?, self.slop()?),
            _ => self.bare()?,
        };
        Ok(Some(Lexeme { column, what }))
    }

    fn single(&mut self, what: What) -> What {
        self.at += 1;
        what
    }

    /// What stands between quotes.
    fn quoted(&mut self) -> Result<String, QueryError> {
        let column = self.at + 1;
        self.at += 1;
        let rest = &self.letters[self.at..];
        let Some(length) = rest.iter().position(|&letter| is_quote(letter)) else {
            return Err(QueryError::new(column, Refusal::OpenQuote));
        };
        self.at += length + 1;
        if self.peek() == Some('*') {
            return Err(QueryError::new(self.at + 1, Refusal::StarBehindPhrase));
        }
        Ok(rest[..length].iter().collect())
    }

    /// "~2" behind a phrase.
    fn slop(&mut self) -> Result<u32, QueryError> {
        if self.peek() != Some('~') {
            return Ok(0);
        }
        let column = self.at + 1;
        self.at += 1;
        let number = self.run();
        match number.parse() {
            Ok(slop) if is_digits(&number) && slop <= MAX_SLOP => Ok(slop),
            _ => Err(QueryError::new(column, Refusal::Slop)),
        }
    }

    fn run(&mut self) -> String {
        let rest = &self.letters[self.at..];
        let ends = |letter: &char| {
            letter.is_whitespace() || matches!(letter, '(' | ')') || is_quote(*letter)
        };
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        self.at += length;
        rest[..length].iter().collect()
    }

    fn bare(&mut self) -> Result<What, QueryError> {
        let start = self.at;
        let word = self.run();
        match word.as_str() {
            "OR" | "ELLER" => return Ok(What::Or),
            "AND" | "OCH" => return Ok(What::And),
            "NOT" | "INTE" => return Ok(What::Not),
            _ => {}
        }
        let colon = word.chars().position(|letter| letter == ':');
        if let Some(colon) = colon.filter(|&colon| colon > 0) {
            let name: String = word.chars().take(colon).collect();
            if name.chars().all(char::is_alphabetic) {
                self.at = start + colon + 1;
                return self.value(name);
            }
        }
        Ok(What::Bare(self.thousands(word)))
    }

    fn value(&mut self, name: String) -> Result<What, QueryError> {
        let column = self.at + 1;
        let value = match self.peek() {
            Some(letter) if is_quote(letter) => self.quoted()?,
            _ => self.run(),
        };
        Ok(What::Field(name, value, column))
    }

    /// "1 250 000" is one number.
    fn thousands(&mut self, word: String) -> String {
        let is_head = (1..=3).contains(&word.len()) && is_digits(&word) && !word.starts_with('0');
        if !is_head {
            return word;
        }
        let mut number = word;
        loop {
            let before = self.at;
            if !matches!(self.peek(), Some(' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')) {
                return number;
            }
            self.at += 1;
            let group = self.run();
            if group.len() != 3 || !is_digits(&group) {
                self.at = before;
                return number;
            }
            number.push_str(&group);
        }
    }
}

pub(super) fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}
