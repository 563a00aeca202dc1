//! A clause → others that are almost the same.

use std::collections::BTreeSet;

use super::answer::Answer;
use super::hit::{Context, Hit};
use super::query::{Field, Query};
use super::stem::stem;
use super::{Error, Index, UnitKind, broken};
use crate::swedish::tokens::tokens;

/// The rarest words of a clause, by which others are sought.
const SOUGHT: usize = 24;

/// How many of those that share such words are compared.
const COMPARED: usize = 400;

/// Clauses that share fewer of their pairs of words are not alike.
const ALIKE: f64 = 0.4;

impl Index {
    /// The clauses that are like `text`, the most alike first, each with how alike it is: 1 is the same.
    ///
    /// # Errors
    ///
    /// When the index is damaged.
    pub fn similar(&self, text: &str) -> Result<Vec<(f64, Hit)>, Error> {
        let wanted = pairs(text);
        let words = self.rarest(text)?;
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let words = words.into_iter().map(|word| Query::Phrase(vec![word])).collect();
        let clauses = Query::Field(Field::Unit(UnitKind::Clause));
        let query = Query::And(vec![clauses, Query::Or(words)]);
        let mut answer = Answer::new(self, &query, Context::Line)?;
        answer.sort(&super::Sort::Relevance, COMPARED)?;
        let mut alike = Vec::new();
        for at in 0..answer.total().min(COMPARED) {
            let hit = answer.hit(at)?;
            let found = pairs(hit.text.as_deref().unwrap_or_default());
            let shared = wanted.intersection(&found).count() as f64;
            let all = (wanted.len() + found.len()) as f64 - shared;
            if all > 0.0 && shared / all >= ALIKE {
                alike.push((shared / all, hit));
            }
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.address.cmp(&b.1.address)));
        Ok(alike)
    }

    /// The words of `text` that stand in the fewest units.
    fn rarest(&self, text: &str) -> Result<Vec<String>, Error> {
        let searcher = self.searcher()?;
        let words: BTreeSet<String> = tokens(text).into_iter().map(|token| token.word).collect();
        let mut counted = Vec::new();
        for word in words {
            let term = tantivy::Term::from_field_text(self.fields.exact, &word);
            let count = searcher.doc_freq(&term).map_err(|error| broken(&self.path, &error))?;
            counted.push((count, word));
        }
        counted.sort_unstable();
        Ok(counted
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(_, word)| word)
            .take(SOUGHT)
            .collect())
    }
}

/// The pairs of words that stand beside each other, by their stems; numbers are all the same.
fn pairs(text: &str) -> BTreeSet<(String, String)> {
    let plain = |word: &str| match word.bytes().any(|byte| byte.is_ascii_digit()) {
        true => "0".to_owned(),
        false => stem(word),
    };
    let words: Vec<String> = tokens(text).iter().map(|token| plain(&token.word)).collect();
    words.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_inflections_do_not_part_clauses() {
        assert_eq!(pairs("att anta budgeten för 2014"), pairs("att anta budget för 2015"));
        assert!(pairs("att anta budgeten").is_disjoint(&pairs("avslå motionen")));
    }
}
