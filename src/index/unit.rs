//! [`Record`] and [`StoredText`] → [`Unit`]s: what is found by itself.
//!
//! A unit is a clause, an agenda item, a table, or a stretch of the text.
//! The stretches cover everything, so a clause stands in the index twice: by itself, and in its text.
//! Each finer unit therefore names the texts it stands in, and each such text is indexed once more without it;
//! a search can then leave out the texts that only repeat a finer hit.

mod finer;
mod stretch;

use serde::{Deserialize, Serialize};

use crate::record::StoredText;
use crate::record::v1::{Kind, QualityLevel, Record, Status};
use crate::swedish::tokens::Token;

/// What sort of unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitKind {
    /// A decision clause, with the formula that opens its decision.
    Clause,
    /// An entry of an agenda.
    Agenda,
    /// A table.
    Table,
    /// A stretch of running text.
    Text,
}

impl UnitKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Clause, Self::Agenda, Self::Table, Self::Text];

    /// The word in queries and hits.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Agenda => "agenda",
            Self::Table => "table",
            Self::Text => "text",
        }
    }
}

/// What is stored with a unit, so that a hit can be shown without the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Shown {
    pub(super) doc: String,
    pub(super) unit: UnitKind,
    pub(super) kind: Kind,
    pub(super) file: String,
    pub(super) title: Option<String>,
    pub(super) organization: Option<String>,
    pub(super) body: Option<String>,
    pub(super) date: Option<String>,
    pub(super) item: Option<String>,
    pub(super) heading: Option<String>,
    pub(super) dnr: Option<String>,
    pub(super) status: Option<Status>,
    pub(super) actions: Vec<String>,
    pub(super) page: u32,
    pub(super) line: u32,
    pub(super) start: u64,
    pub(super) end: u64,
    /// Of a clause: the formula, which is searched together with it.
    pub(super) formula: Option<String>,
    /// The unit's text. Of a stretch: the text as extracted.
    pub(super) text: String,
    /// Of a stretch: byte ranges of `text` that are not running text.
    pub(super) aside: Vec<(usize, usize)>,
    /// Of a stretch over a page break: the page and byte of `text` where the new page starts.
    pub(super) turns: Vec<(u32, usize)>,
    /// What stands before and after a clause.
    pub(super) before: String,
    pub(super) after: String,
}

impl Shown {
    /// The text that is searched.
    pub(super) fn searched(&self) -> String {
        match &self.formula {
            Some(formula) => format!("{formula} {}", self.text),
            None => self.text.clone(),
        }
    }
}

/// One entry of the index.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) shown: Shown,
    pub(super) tokens: Vec<Token>,
    /// Of a stretch with finer units in it: the tokens outside them, with their positions.
    pub(super) rest: Option<Vec<(usize, Token)>>,
    /// True for the text over a page break, which is only ever shown for what crosses it.
    pub(super) seam: bool,
    pub(super) kinds: Vec<Kind>,
    pub(super) bodies: Vec<String>,
    pub(super) year: Option<u64>,
    /// Of a clause: the amounts it names, in whole kronor.
    pub(super) amounts: Vec<i64>,
    /// Of a clause: the formula meant.
    pub(super) formula_meant: Option<String>,
    /// Of the page it begins on.
    pub(super) quality: Option<QualityLevel>,
    pub(super) key: u64,
    /// The keys of the texts it stands in.
    pub(super) parents: Vec<u64>,
    /// Of a finer unit: the bytes of the document it and its formula stand on.
    pub(super) places: Vec<(u64, u64)>,
}

/// Everything of one document that can be found.
pub(super) fn units(record: &Record, text: &StoredText) -> Vec<Unit> {
    let mut units = finer::units(record, text);
    let stretches = stretch::stretches(record, text, &mut units);
    units.extend(stretches);
    for unit in &mut units {
        let page = unit.shown.page.saturating_sub(1) as usize;
        unit.quality = record.source.text_quality.get(page).copied().flatten();
    }
    if units.is_empty() {
        // A paper without a letter is found by what is known of it.
        units.push(base(record, UnitKind::Text));
    }
    units
}

/// The date to show and search by: when the body met, or the date of issue.
fn date_of(record: &Record) -> Option<String> {
    let met = record.meetings.first().and_then(|meeting| meeting.date.clone());
    met.or_else(|| record.date.clone())
}

fn year_of(date: Option<&str>) -> Option<u64> {
    date?.get(..4)?.parse().ok()
}

/// What every unit of a document shares.
fn base(record: &Record, unit: UnitKind) -> Unit {
    let date = date_of(record);
    let meeting = record.meetings.first();
    let body = record.body.clone().or_else(|| meeting.and_then(|meeting| meeting.body.clone()));
    let organization = record
        .organization
        .clone()
        .or_else(|| meeting.and_then(|meeting| meeting.organization.clone()));
    Unit {
        year: year_of(date.as_deref()),
        amounts: Vec::new(),
        formula_meant: None,
        quality: None,
        bodies: body.iter().cloned().collect(),
        kinds: vec![record.kind],
        shown: Shown {
            doc: record.id.clone(),
            unit,
            kind: record.kind,
            file: record.source.name.clone(),
            title: record.title.clone(),
            organization,
            body,
            date,
            item: None,
            heading: None,
            dnr: None,
            status: None,
            actions: Vec::new(),
            page: 1,
            line: 1,
            start: 0,
            end: 0,
            formula: None,
            text: String::new(),
            aside: Vec::new(),
            turns: Vec::new(),
            before: String::new(),
            after: String::new(),
        },
        tokens: Vec::new(),
        rest: None,
        seam: false,
        key: 0,
        parents: Vec::new(),
        places: Vec::new(),
    }
}

/// A number for the document, from its id.
pub(super) fn order_of(id: &str) -> u64 {
    id.get(..16).and_then(|head| u64::from_str_radix(head, 16).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests;
