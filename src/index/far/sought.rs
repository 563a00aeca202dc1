//! A [`Request`] → what is to be looked up of its words, and the [`Condition`] that every unit meets which it finds.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::needle::spellings;
use super::super::parts::{self, Compounds};
use super::super::query::{Field, Query, QueryError, Refusal, Vocabulary, nearest};
use super::super::search::{Request, wanted};
use super::super::stem::stem;
use super::super::{Error, UnitKind, broken};
use super::condition::Condition;
use super::learned::{Learned, Lookup, Noting, Statistics};

/// A whole value of more bytes some engines do not index.
const MOST_WHOLE: usize = 255;

/// A beginning that more words have is refused.
const MOST_WORDS: usize = 60_000;

/// A request to an index that stands elsewhere.
#[derive(Debug, Clone)]
pub struct Sought {
    pub(super) query: Query,
    pub(super) request: Request,
    pub(super) statistics: Statistics,
    pub(super) learned: Learned,
    pub(super) compounds: Compounds,
}

/// A condition, and whether it is met by what the query finds alone.
struct Met {
    condition: Condition,
    exactly: bool,
}

impl Sought {
    /// Understands a request to an index with these statistics.
    ///
    /// # Errors
    ///
    /// When the query is not understood.
    pub fn new(request: &Request, statistics: Statistics) -> Result<Self, Error> {
        let query = wanted(request)?;
        let learned = Learned::default();
        let compounds = Compounds::new();
        Ok(Self { query, request: request.clone(), statistics, learned, compounds })
    }

    /// Takes over what was looked up.
    pub fn learn(&mut self, lookup: Lookup, found: Vec<(String, u64)>) {
        self.learned.learn(lookup, found);
    }

    /// What is still to be looked up: to be asked until there is no more.
    ///
    /// # Errors
    ///
    /// When a name of the query is none, or too many words begin so.
    pub fn lacking(&mut self) -> Result<Vec<Lookup>, Error> {
        let noting = Noting::new(&self.learned);
        let compounds =
            parts::compounds(&noting, &self.query, &|_| None).map_err(|error| in_memory(&error))?;
        look_up(&noting, &self.query)?;
        let lacking = noting.lacking();
        if lacking.is_empty() {
            self.compounds = compounds;
        }
        Ok(lacking)
    }

    /// What every unit meets that the query finds; of everything that is to be looked up once it is.
    pub fn condition(&self) -> Condition {
        self.met(&self.query).condition
    }

    fn met(&self, query: &Query) -> Met {
        let exactly = |condition| Met { condition, exactly: true };
        let one_of = |field, words| exactly(Condition::OneOf(field, words));
        match query {
            Query::Word(words) => match &words[..] {
                [word] => exactly(self.word(word)),
                _ => exactly(spelled(words)),
            },
            Query::Phrase(words) => exactly(spelled(words)),
            Query::Number(digits) => exactly(spelled(std::slice::from_ref(digits))),
            Query::Near(words, slop) => {
                // What others take for so near may be less than what we do.
                let moved = slop.saturating_mul(words.len().saturating_sub(1) as u32);
                Met { condition: Condition::Row("exact", words.clone(), moved), exactly: false }
            }
            Query::Prefix(prefix) => {
                let found = self.learned.found(&beginning(prefix)).unwrap_or_default().iter();
                let words =
                    found.map(|(word, _)| word).filter(|word| word.starts_with(prefix.as_str()));
                one_of("exact", words.cloned().collect())
            }
            Query::Field(field) => self.field(field),
            Query::Not(inner) => match self.met(inner) {
                Met { condition, exactly: true } => exactly(Condition::Not(Box::new(condition))),
                Met { .. } => Met { condition: Condition::All, exactly: false },
            },
            Query::And(parts) => self.both(parts, Condition::all_of),
            Query::Or(parts) => self.both(parts, Condition::any_of),
        }
    }

    fn both(&self, parts: &[Query], join: fn(Vec<Condition>) -> Condition) -> Met {
        let parts: Vec<Met> = parts.iter().map(|part| self.met(part)).collect();
        let exactly = parts.iter().all(|part| part.exactly);
        let condition = join(parts.into_iter().map(|part| part.condition).collect());
        Met { condition, exactly }
    }

    /// A word in any inflection, and in its compounds.
    fn word(&self, word: &str) -> Condition {
        let own = stem(word);
        let compounds = self.compounds.get(&own).map(Arc::clone).unwrap_or_default();
        let stems: Vec<String> = std::iter::once(own).chain(compounds.iter().cloned()).collect();
        let mut exact = stems.clone();
        exact.push(word.to_owned());
        exact.sort_unstable();
        exact.dedup();
        Condition::Or(vec![Condition::OneOf("exact", exact), Condition::OneOf("stem", stems)])
    }

    fn field(&self, field: &Field) -> Met {
        let exactly = |condition| Met { condition, exactly: true };
        let one = |name, word: &str| whole(name, vec![word.to_owned()]);
        match field {
            Field::Kind(word) => one("kind", word),
            Field::Status(word) => one("status", word),
            Field::Outcome(word) => one("outcome", word),
            Field::Quality(word) => one("quality", word),
            Field::Item(number) => one("item", number),
            Field::Unit(UnitKind::Text) => {
                whole("unit", [UnitKind::Text.as_str(), "seam"].map(str::to_owned).to_vec())
            }
            Field::Unit(unit) => one("unit", unit.as_str()),
            Field::Days(days) => {
                let end = |day: u64| i64::try_from(day).unwrap_or(i64::MAX);
                exactly(Condition::Between("day", end(days.from), end(days.to)))
            }
            Field::Amount(amounts) => {
                exactly(Condition::Between("amount", amounts.from, amounts.to))
            }
            // To others a row of words may go from the formula meant into the one printed.
            Field::Formula(words) => {
                Met { condition: Condition::row("formula", words), exactly: words.len() < 2 }
            }
            Field::Dnr(words) => exactly(Condition::row("dnr", words)),
            Field::File(words) => exactly(Condition::row("file", words)),
            Field::Body(value, _) => self.named(Vocabulary::Body, value, false),
            Field::Organization(value, _) => self.named(Vocabulary::Organization, value, false),
            Field::Action(value, _) => self.named(Vocabulary::Action, value, false),
            Field::Called(what, value) => self.named(*what, value, true),
        }
    }

    /// The names that hold `value`; where it is meant whole and something is called so, that alone.
    fn named(&self, what: Vocabulary, value: &str, is_whole: bool) -> Met {
        let list = list_of(what);
        let lookup = Lookup::Holding { list, value: value.to_owned() };
        let found = self.learned.found(&lookup).unwrap_or_default();
        let is_known = found.iter().any(|(name, _)| name == value);
        let is_alone = is_whole && is_known;
        whole(list, if is_alone { vec![value.to_owned()] } else { holding(found, value) })
    }
}

/// One of these values; anything, where one of them may not be found.
fn whole(field: &'static str, values: Vec<String>) -> Met {
    if values.iter().any(|value| value.len() > MOST_WHOLE) {
        return Met { condition: Condition::All, exactly: false };
    }
    Met { condition: Condition::OneOf(field, values), exactly: true }
}

/// The words in a row, in every way that their numbers may be printed.
fn spelled(words: &[String]) -> Condition {
    let ways = spellings(words);
    Condition::any_of(ways.iter().map(|words| Condition::row("exact", words)).collect())
}

fn beginning(prefix: &str) -> Lookup {
    Lookup::Beginning { list: "exact", head: super::entry::head(prefix), most: MOST_WORDS }
}

/// Notes what is to be looked up of `query`, beside its compounds.
fn look_up(noting: &Noting<'_>, query: &Query) -> Result<(), Error> {
    let counts = |words: &[String]| {
        for word in words.iter().collect::<BTreeSet<_>>() {
            noting.count("exact", word);
        }
    };
    match query {
        Query::Word(words) if words.len() == 1 => {
            let stem = stem(&words[0]);
            for word in [&words[0], &stem] {
                noting.count("exact", word);
            }
            noting.count("stem", &stem);
        }
        Query::Word(words) | Query::Phrase(words) => {
            spellings(words).iter().for_each(|words| counts(words));
        }
        Query::Number(digits) => {
            let ways = spellings(std::slice::from_ref(digits));
            ways.iter().for_each(|words| counts(words));
        }
        Query::Near(words, _) => counts(words),
        Query::Prefix(prefix) => {
            let found = noting.found(beginning(prefix));
            if found.is_some_and(|found| found.len() >= MOST_WORDS) {
                let reason = Refusal::TooManyWords { prefix: prefix.clone(), most: MOST_WORDS };
                return Err(QueryError::refused(reason).into());
            }
        }
        Query::Field(Field::Body(value, column)) => name(noting, Vocabulary::Body, value, *column)?,
        Query::Field(Field::Action(value, column)) => {
            name(noting, Vocabulary::Action, value, *column)?;
        }
        Query::Field(Field::Organization(value, column)) => {
            name(noting, Vocabulary::Organization, value, *column)?;
        }
        Query::Field(Field::Called(what, value)) => name(noting, *what, value, 0)?,
        Query::Field(_) => {}
        Query::Not(inner) => look_up(noting, inner)?,
        Query::And(parts) | Query::Or(parts) => {
            parts.iter().try_for_each(|part| look_up(noting, part))?;
        }
    }
    Ok(())
}

/// The names among `found` that hold `value` as whole words in a row.
fn holding(found: &[(String, u64)], value: &str) -> Vec<String> {
    let wanted = format!(" {value} ");
    let names = found.iter().map(|(name, _)| name);
    names.filter(|name| format!(" {name} ").contains(&wanted)).cloned().collect()
}

/// The field that the names of a vocabulary stand in.
pub(super) fn list_of(what: Vocabulary) -> &'static str {
    match what {
        Vocabulary::Body => "body",
        Vocabulary::Action => "action",
        _ => "organization",
    }
}

/// Refuses a name that nothing has, with the nearest that something has.
fn name(noting: &Noting<'_>, what: Vocabulary, value: &str, column: usize) -> Result<(), Error> {
    let list = list_of(what);
    let lookup = Lookup::Holding { list, value: value.to_owned() };
    let Some(found) = noting.found(lookup) else { return Ok(()) };
    if !holding(found, value).is_empty() {
        return Ok(());
    }
    let Some(names) = noting.found(Lookup::Names { list }) else { return Ok(()) };
    let nearest = nearest(value, names.iter().map(|(name, _)| name.as_str())).map(str::to_owned);
    let reason = Refusal::NoSuchName { what, value: value.to_owned() };
    Err(QueryError::new(column, reason).suggesting(nearest).into())
}

pub(super) fn in_memory(error: &tantivy::TantivyError) -> Error {
    broken(std::path::Path::new("memory"), error)
}
