//! [`Lexeme`]s → [`Query`], by recursive descent, bounded.

use super::lex::{Lexeme, What, is_digits, lexemes};
use super::{MAX_CLAUSES, MAX_DEPTH, Query, QueryError, Refusal, field};
use crate::swedish::tokens::tokens;

/// Understands `query`: words (all must be there), `"phrases"`, `"near words"~2`, `-not`, `OR`, parentheses, `prefix*`, `field:value`.
///
/// # Errors
///
/// When any of it is not understood, with the column.
pub fn parse(query: &str) -> Result<Query, QueryError> {
    let lexemes = lexemes(query)?;
    if lexemes.is_empty() {
        return Err(QueryError::new(1, Refusal::Empty));
    }
    let end = query.chars().count() + 1;
    let mut parser = Parser { lexemes: &lexemes, at: 0, n_clauses: 0, end };
    let query = parser.either(0)?;
    match parser.peek() {
        None => Ok(query),
        Some(lexeme) => Err(QueryError::new(lexeme.column, Refusal::Unopened)),
    }
}

struct Parser<'a> {
    lexemes: &'a [Lexeme],
    at: usize,
    n_clauses: usize,
    end: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Lexeme> {
        self.lexemes.get(self.at)
    }

    fn column(&self) -> usize {
        self.peek().map_or(self.end, |lexeme| lexeme.column)
    }

    /// a OR b
    fn either(&mut self, depth: usize) -> Result<Query, QueryError> {
        if depth > MAX_DEPTH {
            return Err(QueryError::new(self.column(), Refusal::TooDeep));
        }
        let mut parts = vec![self.all(depth)?];
        while self.peek().is_some_and(|lexeme| lexeme.what == What::Or) {
            self.at += 1;
            parts.push(self.all(depth)?);
        }
        Ok(one_or(parts, Query::Or))
    }

    /// a b, a AND b
    fn all(&mut self, depth: usize) -> Result<Query, QueryError> {
        let mut parts = vec![self.part(depth)?];
        loop {
            match self.peek().map(|lexeme| &lexeme.what) {
                None | Some(What::Or | What::Close) => return Ok(one_or(parts, Query::And)),
                Some(What::And) => self.at += 1,
                Some(_) => {}
            }
            parts.push(self.part(depth)?);
        }
    }

    fn part(&mut self, depth: usize) -> Result<Query, QueryError> {
        let Some(lexeme) = self.peek() else {
            return Err(QueryError::new(self.end, Refusal::MissingHere));
        };
        self.at += 1;
        match &lexeme.what {
            What::Not if depth >= MAX_DEPTH => {
                Err(QueryError::new(lexeme.column, Refusal::TooDeep))
            }
            What::Not => Ok(Query::Not(Box::new(self.part(depth + 1)?))),
            What::Open => self.parenthesis(lexeme.column, depth),
            What::Close => Err(QueryError::new(lexeme.column, Refusal::NothingInside)),
            What::Or | What::And => Err(QueryError::new(lexeme.column, Refusal::MissingBefore)),
            What::Quoted(words, slop) => {
                self.counted(lexeme.column, phrase(words, *slop, lexeme.column))
            }
            What::Bare(word) => self.counted(lexeme.column, bare(word, lexeme.column)),
            What::Field(name, value, column) => {
                let read = field::field((name, lexeme.column), (value, *column));
                self.counted(lexeme.column, read.map(Query::Field))
            }
        }
    }

    fn parenthesis(&mut self, column: usize, depth: usize) -> Result<Query, QueryError> {
        let inner = self.either(depth + 1)?;
        let closes = self.peek().is_some_and(|lexeme| lexeme.what == What::Close);
        if !closes {
            return Err(QueryError::new(column, Refusal::Unclosed));
        }
        self.at += 1;
        Ok(inner)
    }

    fn counted(
        &mut self,
        column: usize,
        query: Result<Query, QueryError>,
    ) -> Result<Query, QueryError> {
        self.n_clauses += 1;
        if self.n_clauses > MAX_CLAUSES {
            return Err(QueryError::new(column, Refusal::TooMany));
        }
        query
    }
}

/// What is asked twice is asked once.
fn one_or(parts: Vec<Query>, many: fn(Vec<Query>) -> Query) -> Query {
    let mut once: Vec<Query> = Vec::with_capacity(parts.len());
    for part in parts {
        if !once.contains(&part) {
            once.push(part);
        }
    }
    match once.len() {
        1 => once.remove(0),
        _ => many(once),
    }
}

fn words_of(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.word).collect()
}

fn phrase(text: &str, slop: u32, column: usize) -> Result<Query, QueryError> {
    let words = words_of(text);
    if words.is_empty() {
        return Err(QueryError::new(column, Refusal::NoWords));
    }
    if let Some(star) = text.chars().position(|letter| letter == '*') {
        return Err(QueryError::new(column + 1 + star, Refusal::StarInPhrase));
    }
    Ok(if slop == 0 || words.len() < 2 { Query::Phrase(words) } else { Query::Near(words, slop) })
}

fn bare(text: &str, column: usize) -> Result<Query, QueryError> {
    let stem = text.strip_suffix('*').unwrap_or(text);
    if let Some(star) = stem.chars().position(|letter| letter == '*') {
        return Err(QueryError::new(column + star, Refusal::StarInWord));
    }
    let mut words = words_of(stem);
    if words.is_empty() {
        return Err(QueryError::new(column, Refusal::NoWordIn(text.to_owned())));
    }
    if stem.len() == text.len() {
        let is_number = words.len() == 1 && is_digits(&words[0]) && words[0].len() > 3;
        return Ok(if is_number { Query::Number(words.remove(0)) } else { Query::Word(words) });
    }
    let prefix = words.pop().unwrap_or_default();
    if !words.is_empty() {
        return Err(QueryError::new(column, Refusal::StarBehindWords));
    }
    if prefix.chars().count() < 2 {
        return Err(QueryError::new(column, Refusal::ShortPrefix));
    }
    Ok(Query::Prefix(prefix))
}
