//! [`Record`] and [`StoredText`] → [`Unit`]s: what is found by itself.
//!
//! A unit is a clause, an agenda item, a table, or a stretch of the text.
//! The stretches cover everything, so a clause stands in the index twice: by itself, and in its text.
//! Each finer unit therefore names the texts it stands in, and each such text which of its words stand in finer units;
//! a search can then leave out the texts that only repeat a finer hit.

mod finer;
mod stretch;

use serde::{Deserialize, Serialize};

use crate::record::StoredText;
use crate::record::v1::{Kind, Outcome, QualityLevel, Record, Status};
use crate::swedish::tokens::{Token, tokens};

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

/// What is kept of a unit, so that a hit can be shown without the record.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    pub(super) unit: UnitKind,
    pub(super) kind: Kind,
    pub(super) title: Option<String>,
    pub(super) organization: Option<String>,
    pub(super) body: Option<String>,
    pub(super) date: Option<String>,
    pub(super) item: Option<String>,
    pub(super) heading: Option<String>,
    pub(super) dnr: Option<String>,
    pub(super) status: Option<Status>,
    pub(super) outcome: Option<Outcome>,
    pub(super) actions: Vec<String>,
    pub(super) page: u32,
    pub(super) line: u32,
    pub(super) start: u64,
    pub(super) end: u64,
    /// Of a clause: the formula, which is searched together with it, and the byte where it begins.
    pub(super) formula: Option<(String, u64)>,
    /// The unit's text; `None` of a stretch, whose text stands between its places.
    pub(super) text: Option<String>,
}

impl Shown {
    /// The text that is searched.
    pub(super) fn searched(&self, text: &StoredText) -> String {
        match (&self.formula, &self.text) {
            (Some((formula, _)), Some(own)) => format!("{formula} {own}"),
            (_, Some(own)) => own.clone(),
            _ => {
                let range = self.start as usize..self.end as usize;
                text.content.get(range).unwrap_or_default().to_owned()
            }
        }
    }
}

/// One entry of the index.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) shown: Shown,
    pub(super) tokens: Vec<Token>,
    /// Of a stretch: the tokens that stand in finer units, first and end.
    pub(super) covered: Vec<(u32, u32)>,
    /// True for the text over a page break, which is only ever shown for what crosses it.
    pub(super) seam: bool,
    pub(super) kinds: Vec<Kind>,
    pub(super) bodies: Vec<String>,
    /// Year, month and day as one number.
    pub(super) day: Option<u64>,
    /// Of a clause: the amounts it names, in whole kronor.
    pub(super) amounts: Vec<i64>,
    /// Of a clause: the formula meant.
    pub(super) formula_meant: Option<String>,
    /// Of the page it begins on.
    pub(super) quality: Option<QualityLevel>,
    /// The texts it stands in, by their place among the units.
    pub(super) parents: Vec<usize>,
    /// Of a finer unit: the bytes of the document it and its formula stand on.
    pub(super) places: Vec<(u64, u64)>,
}

/// Everything of one document that can be found, in the order of the places.
pub(super) fn units(record: &Record, text: &StoredText) -> Vec<Unit> {
    let mut units = finer::units(record);
    for unit in &mut units {
        unit.tokens = tokens(&unit.shown.searched(text));
    }
    stretch::add_stretches(record, text, &mut units);
    if units.is_empty() {
        // A paper without a letter is found by what is known of it.
        units.push(base(record, UnitKind::Text));
    }
    for unit in &mut units {
        let page = unit.shown.page.saturating_sub(1) as usize;
        unit.quality = record.source.text_quality.get(page).copied().flatten();
    }
    in_order(units)
}

fn in_order(units: Vec<Unit>) -> Vec<Unit> {
    let mut sorted: Vec<(usize, Unit)> = units.into_iter().enumerate().collect();
    sorted.sort_by_key(|(nth, unit)| (unit.shown.start, unit.shown.unit, unit.seam, *nth));
    let mut places = vec![0; sorted.len()];
    for (place, (nth, _)) in sorted.iter().enumerate() {
        places[*nth] = place;
    }
    let moved = |(_, mut unit): (usize, Unit)| {
        unit.parents.iter_mut().for_each(|parent| *parent = places[*parent]);
        unit
    };
    sorted.into_iter().map(moved).collect()
}

/// The date to show and search by: when the body met, or the date of issue.
fn date_of(record: &Record) -> Option<String> {
    let met = record.meetings.first().and_then(|meeting| meeting.date.clone());
    met.or_else(|| record.date.clone())
}

/// "2014-05-01" as 20140501; a part that is not known is 0.
fn day_of(date: Option<&str>) -> Option<u64> {
    let mut parts = date?.splitn(3, '-');
    let mut next = || parts.next().map_or(Some(0), |part| part.parse::<u64>().ok());
    let (year, month, day) = (next()?, next()?, next()?);
    Some(year * 10_000 + month * 100 + day)
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
        day: day_of(date.as_deref()),
        amounts: Vec::new(),
        formula_meant: None,
        quality: None,
        bodies: body.iter().cloned().collect(),
        kinds: vec![record.kind],
        shown: Shown {
            unit,
            kind: record.kind,
            title: record.title.clone(),
            organization,
            body,
            date,
            item: None,
            heading: None,
            dnr: None,
            status: None,
            outcome: None,
            actions: Vec::new(),
            page: 1,
            line: 1,
            start: 0,
            end: 0,
            formula: None,
            text: None,
        },
        tokens: Vec::new(),
        covered: Vec::new(),
        seam: false,
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
