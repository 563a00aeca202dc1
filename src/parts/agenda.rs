//! Numbered items, §, dnr → [`AgendaItem`]s, and where each begins.

mod list;
mod sections;
mod spaced;
mod table;
mod title;

pub(crate) use table::{Columns, columns};

use crate::model::{AgendaItem, DocumentKind, Text};
use crate::parts::outline::Row;

/// The items of a meeting, and the row each begins at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agenda {
    /// The items.
    pub items: Vec<AgendaItem>,
    /// For each item that has text of its own under it, the row it begins at and its index; in order of rows.
    pub starts: Vec<(usize, usize)>,
}

impl Agenda {
    /// The item that row `row` belongs to.
    pub fn item_at(&self, row: usize) -> Option<usize> {
        let at = self.starts.partition_point(|(start, _)| *start <= row);
        at.checked_sub(1).map(|at| self.starts[at].1)
    }

    /// True when an item begins at `row`.
    pub fn begins_at(&self, row: usize) -> bool {
        self.starts.binary_search_by_key(&row, |(start, _)| *start).is_ok()
    }
}

/// Reads the items of a paper, or part of one, of sort `kind`.
pub fn agenda(text: &Text, rows: &[Row], kind: DocumentKind) -> Agenda {
    use DocumentKind as K;
    match kind {
        K::Kallelse | K::Foredragningslista | K::Kungorelse => {
            let mut found = first_of([
                table::agenda(text, rows),
                spaced::agenda(rows),
                list::agenda(rows),
                sections::agenda(rows, sections::Strictness::Chain),
            ]);
            let again = list::repeated(rows, &found);
            found.starts.extend(again);
            found
        }
        K::Protokoll | K::Protokollsutdrag => sections::agenda(rows, sections::Strictness::Any),
        K::Minnesanteckningar => first_of([
            table::agenda(text, rows),
            sections::agenda(rows, sections::Strictness::Any),
            list::headings(rows),
        ]),
        _ => Agenda::default(),
    }
}

fn first_of<const N: usize>(found: [Agenda; N]) -> Agenda {
    let most = found.iter().map(|agenda| agenda.items.len()).max().unwrap_or(0);
    // An earlier way of reading wins unless another finds clearly more.
    found.into_iter().find(|agenda| agenda.items.len() * 2 > most).unwrap_or_default()
}

/// Number, title and registry number of each item, for tests.
#[cfg(test)]
fn told(agenda: &Agenda) -> Vec<(&str, &str, Option<&str>)> {
    let items = agenda.items.iter();
    items
        .map(|item| {
            (item.number.as_deref().unwrap_or(""), item.title.as_str(), item.dnr.as_deref())
        })
        .collect()
}
