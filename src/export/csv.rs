//! Rows → CSV, and what a reader should know of the columns: CSV on the Web (W3C, 2015).

use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};
use serde_json::{Value, json};

use super::{Error, Rows};
use crate::record::{Column, Holds};

/// How CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// RFC 4180: comma, points in numbers.
    Plain,
    /// The same, with an apostrophe before what a spreadsheet would take for a formula.
    Disarmed,
    /// What a Swedish Excel opens by a double click: a byte order mark, semicolons, commas in numbers; disarmed.
    ExcelSv,
}

pub(super) struct Csv<'a> {
    dialect: Dialect,
    columns: &'a [Column],
    writer: Writer<&'a mut (dyn Write + Send)>,
}

impl<'a> Csv<'a> {
    pub(super) fn new(
        dialect: Dialect,
        columns: &'a [Column],
        out: &'a mut (dyn Write + Send),
    ) -> Result<Self, Error> {
        if dialect == Dialect::ExcelSv {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let delimiter = if dialect == Dialect::ExcelSv { b';' } else { b',' };
        let mut writer =
            WriterBuilder::new().terminator(Terminator::CRLF).delimiter(delimiter).from_writer(out);
        writer.write_record(columns.iter().map(|column| column.name)).map_err(io)?;
        Ok(Self { dialect, columns, writer })
    }

    fn cell(&self, column: &Column, cell: String) -> String {
        match self.dialect {
            Dialect::Plain => cell,
            Dialect::ExcelSv if column.holds == Holds::Number => cell.replace('.', ","),
            Dialect::Disarmed | Dialect::ExcelSv => disarmed(cell),
        }
    }
}

impl Rows for Csv<'_> {
    fn row(&mut self, row: Vec<String>) -> Result<(), Error> {
        let cells = self.columns.iter().zip(row).map(|(column, cell)| self.cell(column, cell));
        let cells: Vec<String> = cells.collect();
        self.writer.write_record(cells).map_err(io)
    }

    fn end(mut self: Box<Self>) -> Result<(), Error> {
        Ok(self.writer.flush()?)
    }
}

fn io(error: csv::Error) -> Error {
    let told = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::Io(error),
        _ => Error::Format(told),
    }
}

/// A spreadsheet takes a cell that begins so for a formula.
fn disarmed(cell: String) -> String {
    let is_number = cell.parse::<f64>().is_ok();
    // Spreadsheets of Eastern Asia take the wide letters as well.
    const FIRST: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if cell.starts_with(FIRST) && !is_number { format!("'{cell}") } else { cell }
}

/// What stands beside `file`, a CSV of these columns: "clauses.csv" has "clauses.csv-metadata.json".
pub fn csvw(file: &str, columns: &[Column], dialect: Dialect) -> Value {
    let column = |column: &Column| {
        let datatype = match column.holds {
            Holds::Text => json!("string"),
            Holds::Integer => json!("integer"),
            Holds::Number if dialect == Dialect::ExcelSv => {
                json!({ "base": "number", "format": { "decimalChar": "," } })
            }
            Holds::Number => json!("number"),
            Holds::Date => json!("date"),
            Holds::Truth => json!("boolean"),
        };
        json!({ "name": column.name, "titles": column.name, "datatype": datatype, "null": "" })
    };
    let delimiter = if dialect == Dialect::ExcelSv { ";" } else { "," };
    json!({
        "@context": ["http://www.w3.org/ns/csvw", { "language": "sv" }],
        "url": file,
        "dialect": { "delimiter": delimiter, "encoding": "utf-8", "header": true },
        "tableSchema": { "columns": columns.iter().map(column).collect::<Vec<_>>() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        assert_eq!(disarmed("=HYPERLINK(1)".to_owned()), "'=HYPERLINK(1)");
        assert_eq!(disarmed("- att anta".to_owned()), "'- att anta");
        assert_eq!(disarmed("＝1+1".to_owned()), "'＝1+1");
        assert_eq!(disarmed("-12.5".to_owned()), "-12.5");
    }
}
