//! Rows → a SQLite file that Datasette opens as it is.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::Error;
use crate::record::{Column, Holds};

/// Columns that are indexed, where a table has them.
const SOUGHT: [&str; 5] = ["id", "organization", "body", "date", "status"];

/// A database in the making.
#[derive(Debug)]
pub struct Database {
    connection: Connection,
}

impl Database {
    /// A new database in `path`, where nothing stands.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let connection = Connection::open(path).map_err(wrong)?;
        // It is made whole or not at all by who names the file; no journal is needed.
        connection
            .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
            .map_err(wrong)?;
        Ok(Self { connection })
    }

    /// Adds a table, with the rows that `each` gives.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or `each` fails.
    pub fn table<E: From<Error>>(
        &mut self,
        name: &str,
        columns: &[Column],
        each: impl FnOnce(&mut dyn FnMut(Vec<String>) -> Result<(), E>) -> Result<(), E>,
    ) -> Result<(), E> {
        let fields: Vec<String> = columns
            .iter()
            .map(|column| format!("\"{}\" {}", column.name, type_of(column)))
            .collect();
        let made = format!("CREATE TABLE \"{name}\" ({})", fields.join(", "));
        self.connection.execute_batch(&made).map_err(wrong)?;
        let marks = vec!["?"; columns.len()].join(", ");
        let insert = format!("INSERT INTO \"{name}\" VALUES ({marks})");
        {
            let mut insert = self.connection.prepare(&insert).map_err(wrong)?;
            each(&mut |row| {
                let values = columns.iter().zip(row).map(|(column, cell)| value(column, cell));
                insert.execute(params_from_iter(values)).map_err(wrong)?;
                Ok(())
            })?;
        }
        let is_sought = |column: &&Column| SOUGHT.contains(&column.name);
        for Column { name: column, .. } in columns.iter().filter(is_sought) {
            let index = format!("CREATE INDEX \"{name}_{column}\" ON \"{name}\" (\"{column}\")");
            self.connection.execute_batch(&index).map_err(wrong)?;
        }
        Ok(())
    }

    /// Adds a full-text table over a column of a table.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn full_text(&mut self, table: &str, column: &str) -> Result<(), Error> {
        let made = format!(
            "CREATE VIRTUAL TABLE \"{table}_fts\" USING fts5(\"{column}\", content=\"{table}\", \
             tokenize=\"unicode61 remove_diacritics 0\"); \
             INSERT INTO \"{table}_fts\" (rowid, \"{column}\") SELECT rowid, \"{column}\" FROM \"{table}\";"
        );
        self.connection.execute_batch(&made).map_err(wrong)
    }

    /// Writes what is left.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn end(self) -> Result<(), Error> {
        self.connection.execute_batch("COMMIT;").map_err(wrong)?;
        self.connection.close().map_err(|(_, error)| wrong(error))
    }
}

fn type_of(column: &Column) -> &'static str {
    match column.holds {
        Holds::Text | Holds::Date => "TEXT",
        Holds::Integer | Holds::Truth => "INTEGER",
        Holds::Number => "REAL",
    }
}

fn value(column: &Column, cell: String) -> Value {
    let read = match column.holds {
        _ if cell.is_empty() => None,
        Holds::Text | Holds::Date => Some(Value::Text(cell)),
        Holds::Integer => cell.parse().ok().map(Value::Integer),
        Holds::Truth => cell.parse::<bool>().ok().map(|truth| Value::Integer(truth.into())),
        Holds::Number => cell.parse().ok().map(Value::Real),
    };
    read.unwrap_or(Value::Null)
}

fn wrong(error: rusqlite::Error) -> Error {
    Error::Format(error.to_string())
}
