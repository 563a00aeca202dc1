//! What is shown of a paper ⇄ bytes, once for all its units: the text and the facts of each.
//!
//! The facts stand column by column as numbers, and what is printed more than once stands once.

use std::collections::HashMap;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use serde::de::{DeserializeOwned, IntoDeserializer, value};
use serde::{Deserialize, Serialize};

use super::unit::Shown;
use super::write::word_of;
use crate::record::StoredText;

/// A paper, as its hits show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Paper {
    /// The text, with the document's id.
    pub(super) text: StoredText,
    /// The file's name.
    pub(super) file: String,
    /// What is printed of the units.
    names: Vec<String>,
    /// Of each unit a number in each column, but for the last, which holds the actions of all.
    columns: Vec<Vec<i64>>,
}

/// Numbers of each unit. Its actions stand in a column of their own, and how many they are in the last of these.
const FIXED: usize = 19;

/// The columns that say how much further on a unit begins than the one before it, in lines and bytes.
const LINE: usize = 13;
const START: usize = 14;

/// The column that says how many actions a unit has.
const ACTIONS: usize = FIXED - 1;

/// How hard it is packed: the harder, the smaller by a little and the slower by much.
const PACKED: Compression = Compression::new(3);

/// Stands for a text that is the letters at its place, white space folded.
const AS_PRINTED: i64 = -1;

impl Paper {
    /// A paper with these units, in the order of their numbers.
    pub(super) fn new(text: StoredText, file: String, units: &[Shown]) -> Self {
        let mut names = Names::default();
        let mut columns: Vec<Vec<i64>> =
            (0..FIXED).map(|_| Vec::with_capacity(units.len())).collect();
        let mut actions = Vec::new();
        let mut before = (0, 0);
        for unit in units {
            for (column, number) in columns.iter_mut().zip(row(unit, before, &text, &mut names)) {
                column.push(number);
            }
            actions.extend(unit.actions.iter().map(|action| names.number(action)));
            before = (unit.start, unit.line);
        }
        columns.push(actions);
        Self { text, file, names: names.list, columns }
    }

    pub(super) fn pack(&self) -> Vec<u8> {
        let json = serde_json::to_vec(self).expect("plain data");
        let mut bytes = ZlibEncoder::new(Vec::with_capacity(json.len() / 3), PACKED);
        bytes.write_all(&json).and_then(|()| bytes.finish()).expect("memory takes all")
    }

    /// `None` when these are no such bytes.
    pub(super) fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut json = Vec::with_capacity(bytes.len() * 4);
        ZlibDecoder::new(bytes).read_to_end(&mut json).ok()?;
        let paper: Self = serde_json::from_slice(&json).ok()?;
        (paper.columns.len() == FIXED + 1).then_some(paper)
    }

    /// The unit with this number; `None` when there is none.
    pub(super) fn unit(&self, nth: usize) -> Option<Shown> {
        let (actions, columns) = self.columns.split_last()?;
        let row: Option<Vec<i64>> = columns.iter().map(|column| column.get(nth).copied()).collect();
        let row = row?;
        let before = |column: usize| -> Option<i64> {
            columns[column][..nth].iter().try_fold(0_i64, |sum, by| sum.checked_add(*by))
        };
        let place = (before(START)?, before(LINE)?);
        let n_before = usize::try_from(before(ACTIONS)?).ok()?;
        let own = actions.get(n_before..)?.get(..usize::try_from(row[ACTIONS]).ok()?)?;
        shown(&row, own, place, &self.text, &self.names)
    }
}

/// Each name once; the first has the number 1, and 0 says that there is none.
#[derive(Default)]
struct Names {
    list: Vec<String>,
    numbers: HashMap<String, i64>,
}

impl Names {
    fn number(&mut self, name: &str) -> i64 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        self.list.push(name.to_owned());
        let number = self.list.len() as i64;
        self.numbers.insert(name.to_owned(), number);
        number
    }

    fn optional(&mut self, name: Option<&String>) -> i64 {
        name.map_or(0, |name| self.number(name))
    }
}

/// The numbers of a unit; `before` is the first byte and the line of the one before it.
fn row(unit: &Shown, before: (u64, u32), text: &StoredText, names: &mut Names) -> [i64; FIXED] {
    let as_printed = printed(text, unit.start, unit.end);
    let own_text = match &unit.text {
        None => 0,
        Some(own) if *own == as_printed => AS_PRINTED,
        Some(own) => names.number(own),
    };
    let formula = unit.formula.as_ref();
    [
        names.number(&word_of(&unit.unit)),
        names.number(&word_of(&unit.kind)),
        names.optional(unit.title.as_ref()),
        names.optional(unit.organization.as_ref()),
        names.optional(unit.body.as_ref()),
        names.optional(unit.date.as_ref()),
        names.optional(unit.item.as_ref()),
        names.optional(unit.heading.as_ref()),
        names.optional(unit.dnr.as_ref()),
        names.optional(unit.status.as_ref().map(word_of).as_ref()),
        names.optional(unit.outcome.as_ref().map(word_of).as_ref()),
        names.optional(formula.map(|(formula, _)| formula)),
        formula.map_or(0, |(_, start)| unit.start as i64 - *start as i64),
        i64::from(unit.line) - i64::from(before.1),
        unit.start as i64 - before.0 as i64,
        unit.end as i64 - unit.start as i64,
        i64::from(unit.page),
        own_text,
        unit.actions.len() as i64,
    ]
}

fn shown(
    row: &[i64],
    actions: &[i64],
    before: (i64, i64),
    text: &StoredText,
    names: &[String],
) -> Option<Shown> {
    let name = |number: i64| names.get(usize::try_from(number).ok()?.checked_sub(1)?);
    let text_of = |at: usize| name(row[at]).cloned();
    let start = u64::try_from(before.0.checked_add(row[START])?).ok()?;
    let end = start.checked_add_signed(row[15])?;
    Some(Shown {
        unit: word(name(row[0])?)?,
        kind: word(name(row[1])?)?,
        title: text_of(2),
        organization: text_of(3),
        body: text_of(4),
        date: text_of(5),
        item: text_of(6),
        heading: text_of(7),
        dnr: text_of(8),
        status: name(row[9]).and_then(|status| word(status)),
        outcome: name(row[10]).and_then(|outcome| word(outcome)),
        formula: text_of(11).zip(row[12].checked_neg().and_then(|by| start.checked_add_signed(by))),
        line: u32::try_from(before.1.checked_add(row[LINE])?).ok()?,
        start,
        end,
        page: u32::try_from(row[16]).ok()?,
        text: if row[17] == AS_PRINTED { Some(printed(text, start, end)) } else { text_of(17) },
        actions: actions.iter().filter_map(|&action| name(action).cloned()).collect(),
    })
}

/// A value of a closed vocabulary.
fn word<T: DeserializeOwned>(name: &str) -> Option<T> {
    let name: value::StrDeserializer<'_, value::Error> = name.into_deserializer();
    T::deserialize(name).ok()
}

/// The letters at a place, white space folded.
fn printed(text: &StoredText, start: u64, end: u64) -> String {
    let letters = text.content.get(start as usize..end as usize).unwrap_or_default();
    letters.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::samples::{paper, text_of};
    use crate::index::unit::units;

    #[test]
    fn what_is_packed_comes_out() {
        let samples = [
            paper(
                "Kallelse\nDirektionen föreslås besluta\natt anta\nplanen, samt\natt lägga den åt sidan\n",
            ),
            text_of("bara text\n"),
            text_of(""),
        ];
        for (record, text) in samples {
            let units: Vec<Shown> =
                units(&record, &text).into_iter().map(|unit| unit.shown).collect();
            let paper = Paper::new(text, record.source.name.clone(), &units);
            let unpacked = Paper::unpack(&paper.pack()).expect("it was packed");
            assert_eq!(unpacked, paper);
            for (nth, unit) in units.iter().enumerate() {
                assert_eq!(unpacked.unit(nth).as_ref(), Some(unit));
            }
            assert_eq!(unpacked.unit(units.len()), None);
        }
    }

    #[test]
    fn other_bytes_are_no_paper() {
        assert_eq!(Paper::unpack(b""), None);
        assert_eq!(Paper::unpack(b"{}"), None);
        let (record, text) = paper("Nämnden beslutar\natt anta planen\n");
        let units: Vec<Shown> = units(&record, &text).into_iter().map(|unit| unit.shown).collect();
        let packed = Paper::new(text, record.source.name, &units).pack();
        for at in 0..packed.len() {
            let mut damaged = packed.clone();
            damaged[at] ^= 0x55;
            let _ = Paper::unpack(&damaged).map(|paper| paper.unit(0));
            assert_eq!(Paper::unpack(&packed[..at]), None);
        }
    }
}
