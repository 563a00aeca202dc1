//! Rows → JSON Lines: numbers as numbers, and null where there is none.

use std::io::Write;

use serde_json::{Map, Value};

use super::{Error, Rows};
use crate::record::{Column, Holds};

pub(super) struct Jsonl<'a> {
    columns: &'a [Column],
    out: &'a mut (dyn Write + Send),
}

impl<'a> Jsonl<'a> {
    pub(super) fn new(columns: &'a [Column], out: &'a mut (dyn Write + Send)) -> Self {
        Self { columns, out }
    }
}

impl Rows for Jsonl<'_> {
    fn row(&mut self, row: Vec<String>) -> Result<(), Error> {
        let pairs = self.columns.iter().zip(row);
        let object: Map<String, Value> =
            pairs.map(|(column, cell)| (column.name.to_owned(), value(column, cell))).collect();
        serde_json::to_writer(&mut *self.out, &object).map_err(std::io::Error::from)?;
        Ok(writeln!(self.out)?)
    }

    fn end(self: Box<Self>) -> Result<(), Error> {
        Ok(self.out.flush()?)
    }
}

fn value(column: &Column, cell: String) -> Value {
    match column.holds {
        Holds::Text => Value::String(cell),
        Holds::Date if cell.is_empty() => Value::Null,
        Holds::Date => Value::String(cell),
        Holds::Truth => cell.parse::<bool>().map_or(Value::Null, Value::Bool),
        Holds::Integer => cell.parse::<i64>().map_or(Value::Null, Value::from),
        Holds::Number => match (cell.parse::<i64>(), cell.parse::<f64>()) {
            (Ok(whole), _) => whole.into(),
            (_, Ok(number)) => number.into(),
            _ => Value::Null,
        },
    }
}
