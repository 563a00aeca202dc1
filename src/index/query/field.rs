//! The fields of the query language, and what they may hold.

use super::value::{amounts, dates, kind, outcome, quality, status, unit, years};
use super::{QueryError, Refusal, Vocabulary, nearest};
use crate::index::unit::UnitKind;
use crate::swedish::tokens::{fold_all, tokens};

/// A condition on a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// *Organ*: words of the name of a body, folded, and the column where they stand.
    Body(String, usize),
    /// Words of the name of an organization, folded, and the column.
    Organization(String, usize),
    /// *Åtgärd*: a canonical verb, folded, and the column.
    Action(String, usize),
    /// The whole name of a body, an organization or an action, folded; where nothing has it, words of names.
    Called(Vocabulary, String),
    /// *Typ*: a word of the record's vocabulary of kinds.
    Kind(String),
    /// A word of the record's vocabulary of statuses.
    Status(String),
    /// *Textkvalitet*: how like Swedish text the page is.
    Quality(String),
    /// *Enhet*.
    Unit(UnitKind),
    /// *År*, *datum*.
    Days(Days),
    /// *Utfall*: what became of a matter.
    Outcome(String),
    /// *Belopp*, of clauses.
    Amount(Amounts),
    /// *Formel*: words of the formula that opens a decision, as meant or as printed.
    Formula(Vec<String>),
    /// *Paragraf*: the number of an agenda item, folded.
    Item(String),
    /// *Diarienummer*, its words.
    Dnr(Vec<String>),
    /// *Fil*: words of the file's name.
    File(Vec<String>),
}

/// Days, from and to, both included; year, month and day as one number, 20140501.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: u64,
    /// The last.
    pub to: u64,
}

/// Whole kronor, from and to, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amounts {
    /// The least.
    pub from: i64,
    /// The most.
    pub to: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Body,
    Organization,
    Kind,
    Status,
    Quality,
    Amount,
    Formula,
    Year,
    Date,
    Outcome,
    Action,
    Item,
    Dnr,
    Unit,
    File,
}

/// Every name of a field; the first of each field is the one we suggest.
const NAMES: [(&str, Name); 30] = [
    ("organ", Name::Body),
    ("body", Name::Body),
    ("organisation", Name::Organization),
    ("organization", Name::Organization),
    ("typ", Name::Kind),
    ("kind", Name::Kind),
    ("status", Name::Status),
    ("år", Name::Year),
    ("year", Name::Year),
    ("ar", Name::Year),
    ("datum", Name::Date),
    ("date", Name::Date),
    ("utfall", Name::Outcome),
    ("outcome", Name::Outcome),
    ("åtgärd", Name::Action),
    ("action", Name::Action),
    ("atgard", Name::Action),
    ("paragraf", Name::Item),
    ("item", Name::Item),
    ("dnr", Name::Dnr),
    ("enhet", Name::Unit),
    ("unit", Name::Unit),
    ("belopp", Name::Amount),
    ("amount", Name::Amount),
    ("formel", Name::Formula),
    ("formula", Name::Formula),
    ("kvalitet", Name::Quality),
    ("quality", Name::Quality),
    ("fil", Name::File),
    ("file", Name::File),
];

/// The condition that `name` holds `value`; both with the columns they stand at.
pub(super) fn field(name: (&str, usize), value: (&str, usize)) -> Result<Field, QueryError> {
    let (value, column) = value;
    let folded = fold_all(value);
    if folded.is_empty() && !value.contains("..") {
        return Err(QueryError::new(column, Refusal::FieldWithoutValue(name.0.to_owned())));
    }
    let words = || tokens(value).into_iter().map(|token| token.word).collect();
    Ok(match named(name)? {
        Name::Body => Field::Body(folded, column),
        Name::Organization => Field::Organization(folded, column),
        Name::Action => Field::Action(folded, column),
        Name::Kind => Field::Kind(kind(value).map_err(|error| error.at(column))?),
        Name::Status => Field::Status(status(value).map_err(|error| error.at(column))?),
        Name::Amount => Field::Amount(amounts(value).map_err(|error| error.at(column))?),
        Name::Formula => Field::Formula(words()),
        Name::Quality => Field::Quality(quality(value).map_err(|error| error.at(column))?),
        Name::Unit => Field::Unit(unit(value).map_err(|error| error.at(column))?),
        Name::Year => Field::Days(years(value).map_err(|error| error.at(column))?),
        Name::Date => Field::Days(dates(value).map_err(|error| error.at(column))?),
        Name::Outcome => Field::Outcome(outcome(value).map_err(|error| error.at(column))?),
        Name::Item => Field::Item(fold_all(value.trim_start_matches(['§', ' ']))),
        Name::Dnr => Field::Dnr(words()),
        Name::File => Field::File(words()),
    })
}

fn named((name, column): (&str, usize)) -> Result<Name, QueryError> {
    let name = name.to_lowercase();
    if let Some((_, field)) = NAMES.iter().find(|(word, _)| *word == name) {
        return Ok(*field);
    }
    let suggestion = nearest(&name, NAMES.iter().map(|(word, _)| *word));
    let suggestion = suggestion.map(str::to_owned);
    Err(QueryError::new(column, Refusal::UnknownField(name)).suggesting(suggestion))
}
