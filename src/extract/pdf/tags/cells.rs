//! Which row and column a cell of a tagged table stands in.

use lopdf::Dictionary;

use super::super::document::Document;
use super::super::objects;
use crate::model::TagCell;

/// No table has more columns.
const MOST_COLUMNS: u32 = 1_000;

/// The tables so far.
#[derive(Debug, Default)]
pub(super) struct Tables(Vec<Table>);

#[derive(Debug, Default)]
struct Table {
    /// Rows so far.
    rows: u32,
    /// The next free column.
    column: u32,
    /// For each column: how many more rows a cell from above takes.
    taken: Vec<u32>,
}

impl Tables {
    /// Begins a table.
    pub(super) fn open(&mut self) -> u32 {
        self.0.push(Table::default());
        self.0.len() as u32 - 1
    }

    /// Begins a row.
    pub(super) fn row(&mut self, table: Option<u32>) {
        let Some(table) = table.and_then(|table| self.0.get_mut(table as usize)) else { return };
        table.rows += 1;
        table.column = 0;
    }

    /// Where the next cell stands.
    pub(super) fn cell(
        &mut self,
        doc: &Document,
        dict: &Dictionary,
        table: Option<u32>,
        head: bool,
    ) -> Option<TagCell> {
        let number = table?;
        let table = self.0.get_mut(number as usize)?;
        let row = table.rows.checked_sub(1)?;
        let spans = |key| span(doc, dict, key).clamp(1, MOST_COLUMNS);
        let (down, across) = (spans(b"RowSpan"), spans(b"ColSpan"));
        while let Some(left) = table.taken.get_mut(table.column as usize).filter(|left| **left > 0)
        {
            *left -= 1;
            table.column += 1;
        }
        let column = table.column;
        if column + across > MOST_COLUMNS {
            return None;
        }
        table.column += across;
        let (from, to) = (column as usize, table.column as usize);
        table.taken.resize(to.max(table.taken.len()), 0);
        table.taken[from..to].fill(down - 1);
        Some(TagCell { table: number, row, column, head })
    }
}

/// A span, among the attributes of the table's owner or any other's.
fn span(doc: &Document, dict: &Dictionary, key: &[u8]) -> u32 {
    let own = |dict: &Dictionary| objects::number(doc, dict, key).map(|span| span as u32);
    let attributes = objects::get(doc, dict, b"A");
    let found = match attributes {
        Some(lopdf::Object::Array(all)) => all
            .iter()
            .take(16)
            .find_map(|each| objects::as_dict(objects::resolve(doc, each)).and_then(own)),
        Some(other) => objects::as_dict(other).and_then(own),
        None => None,
    };
    found.unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn spans_move_what_follows() {
        let doc = Document::new();
        let mut tables = Tables::default();
        let table = Some(tables.open());
        let cell = |tables: &mut Tables, dict: Dictionary| {
            tables.cell(&doc, &dict, table, false).map(|cell| (cell.row, cell.column))
        };
        tables.row(table);
        let tall = dictionary! { "A" => dictionary! { "RowSpan" => 2 } };
        let wide = dictionary! { "A" => vec![dictionary! { "ColSpan" => 2 }.into()] };
        assert_eq!(cell(&mut tables, tall), Some((0, 0)));
        assert_eq!(cell(&mut tables, wide), Some((0, 1)));
        assert_eq!(cell(&mut tables, dictionary! {}), Some((0, 3)));
        tables.row(table);
        assert_eq!(cell(&mut tables, dictionary! {}), Some((1, 1)));
    }

    #[test]
    fn a_cell_outside_a_row_is_none() {
        let doc = Document::new();
        let mut tables = Tables::default();
        let table = Some(tables.open());
        assert_eq!(tables.cell(&doc, &dictionary! {}, table, false), None);
        assert_eq!(tables.cell(&doc, &dictionary! {}, None, false), None);
    }
}
