//! Records → Popolo: organizations, persons, memberships, events, motions and vote events of a whole archive.
//!
//! The names are those of the Popolo specification (<http://www.popoloproject.com/specs/>); agendas and all that it
//! has no name for stand as in Open Civic Data, in `agenda` and `extras`.
//! Lists are written one after another, and each reads the records anew: only names and keys are held in memory.

mod events;
mod ids;
mod motions;
mod people;

use std::io::Write;

use serde_json::{Value, json};

use super::Error;
use crate::record::v1::{Record, Span};

use events::Meetings;
use people::People;

/// Reads the record with an id.
type Read<'a, E> = &'a mut dyn FnMut(&str) -> Result<Record, E>;

/// Writes the documents `ids`, which `read` gives, as one object.
///
/// # Errors
///
/// When `read` fails, or it cannot be written.
pub fn popolo<E: From<Error>>(
    ids: &[String],
    read: &mut dyn FnMut(&str) -> Result<Record, E>,
    out: &mut dyn Write,
) -> Result<(), E> {
    let (mut people, mut meetings) = (People::default(), Meetings::default());
    for (at, id) in ids.iter().enumerate() {
        let record = read(id)?;
        people.add(&record);
        meetings.add(at, &record);
    }
    let mut lists = Lists { out, is_first: true };
    lists.list::<E>("organizations", |each| people.organizations().try_for_each(each))?;
    lists.list::<E>("persons", |each| people.persons().try_for_each(each))?;
    lists.list::<E>("memberships", |each| people.memberships().try_for_each(each))?;
    lists.list::<E>("events", |each| meetings.try_each(ids, read, each))?;
    lists.list::<E>("motions", |each| {
        ids.iter()
            .try_for_each(|id| motions::motions(&read(id)?).into_iter().try_for_each(&mut *each))
    })?;
    lists.list::<E>("vote_events", |each| {
        ids.iter().try_for_each(|id| {
            motions::vote_events(&read(id)?).into_iter().try_for_each(&mut *each)
        })
    })?;
    Ok(lists.end()?)
}

/// The object, list by list.
struct Lists<'a> {
    out: &'a mut dyn Write,
    is_first: bool,
}

impl Lists<'_> {
    /// A list with what `give` gives, one a line.
    fn list<E: From<Error>>(
        &mut self,
        name: &str,
        give: impl FnOnce(&mut dyn FnMut(Value) -> Result<(), E>) -> Result<(), E>,
    ) -> Result<(), E> {
        let opening = if std::mem::take(&mut self.is_first) { "{" } else { "," };
        let out = &mut *self.out;
        write!(out, "{opening}\n\"{name}\": [").map_err(Error::from)?;
        let mut is_first = true;
        give(&mut |value| {
            let parting = if std::mem::take(&mut is_first) { "\n" } else { ",\n" };
            out.write_all(parting.as_bytes()).map_err(Error::from)?;
            serde_json::to_writer(&mut *out, &value)
                .map_err(|error| Error::from(std::io::Error::from(error)))?;
            Ok(())
        })?;
        write!(self.out, "\n]").map_err(Error::from)?;
        Ok(())
    }

    fn end(self) -> Result<(), Error> {
        Ok(self.out.write_all(b"\n}\n")?)
    }
}

/// The document that something is told by, and where.
fn source(record: &Record, span: Option<&Span>) -> Value {
    let place = span.map(|span| format!(", page {}, line {}", span.page, span.line));
    let note = record.source.name.clone() + &place.unwrap_or_default();
    json!({ "url": format!("urn:sha256:{}", record.id), "note": note })
}

/// The word that a value of a closed vocabulary has in the record.
fn word(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

#[cfg(test)]
mod tests;
