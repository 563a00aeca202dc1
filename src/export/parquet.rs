//! Rows → Parquet, column by column, in groups.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::{Error, Rows};
use crate::record::{Column, Holds};

/// Rows of one group.
const GROUP: usize = 32_768;

pub(super) struct Parquet<'a> {
    columns: &'a [Column],
    writer: SerializedFileWriter<&'a mut (dyn Write + Send)>,
    /// The values of each column, of the group that is gathered.
    group: Vec<Vec<String>>,
}

impl<'a> Parquet<'a> {
    pub(super) fn new(
        columns: &'a [Column],
        out: &'a mut (dyn Write + Send),
    ) -> Result<Self, Error> {
        let fields: Result<Vec<TypePtr>, ParquetError> =
            columns.iter().map(|column| field(column).map(Arc::new)).collect();
        let schema = Type::group_type_builder("row").with_fields(fields.map_err(wrong)?).build();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("attsats ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let schema = Arc::new(schema.map_err(wrong)?);
        let writer = SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(wrong)?;
        Ok(Self { columns, writer, group: vec![Vec::new(); columns.len()] })
    }

    fn write_group(&mut self) -> Result<(), Error> {
        if self.group.first().is_none_or(Vec::is_empty) {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(wrong)?;
        for (column, values) in self.columns.iter().zip(&mut self.group) {
            let values = std::mem::take(values);
            let Some(mut writer) = group.next_column().map_err(wrong)? else { break };
            write_column(writer.untyped(), column.holds, &values).map_err(wrong)?;
            writer.close().map_err(wrong)?;
        }
        group.close().map_err(wrong)?;
        Ok(())
    }
}

impl Rows for Parquet<'_> {
    fn row(&mut self, row: Vec<String>) -> Result<(), Error> {
        for (values, cell) in self.group.iter_mut().zip(row) {
            values.push(cell);
        }
        if self.group.first().is_some_and(|values| values.len() >= GROUP) {
            self.write_group()?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> Result<(), Error> {
        self.write_group()?;
        self.writer.close().map_err(wrong)?;
        Ok(())
    }
}

fn field(column: &Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match column.holds {
        Holds::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Holds::Integer => (Physical::INT64, None),
        Holds::Number => (Physical::DOUBLE, None),
        Holds::Date => (Physical::INT32, Some(LogicalType::Date)),
        Holds::Truth => (Physical::BOOLEAN, None),
    };
    Type::primitive_type_builder(column.name, physical)
        .with_logical_type(logical)
        .with_repetition(Repetition::OPTIONAL)
        .build()
}

/// Writes the values that are there; a level tells for each row whether there is one.
fn write_column(
    writer: &mut ColumnWriter<'_>,
    holds: Holds,
    values: &[String],
) -> Result<(), ParquetError> {
    match writer {
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            let read = |cell: &String| Some(ByteArray::from(cell.as_bytes().to_vec()));
            let (values, levels) = split(values, read);
            writer.write_batch(&values, Some(&levels), None)?;
        }
        ColumnWriter::Int64ColumnWriter(writer) => {
            let (values, levels) = split(values, |cell| cell.parse().ok());
            writer.write_batch(&values, Some(&levels), None)?;
        }
        ColumnWriter::DoubleColumnWriter(writer) => {
            let (values, levels) = split(values, |cell| cell.parse().ok());
            writer.write_batch(&values, Some(&levels), None)?;
        }
        ColumnWriter::BoolColumnWriter(writer) => {
            let (values, levels) = split(values, |cell| cell.parse().ok());
            writer.write_batch(&values, Some(&levels), None)?;
        }
        ColumnWriter::Int32ColumnWriter(writer) => {
            let (values, levels) = split(values, |cell| days(cell));
            writer.write_batch(&values, Some(&levels), None)?;
        }
        _ => return Err(ParquetError::General(format!("no column for {holds:?}"))),
    }
    Ok(())
}

/// The values that are there, and for each cell 1 where there is one; an empty cell has none.
fn split<T>(cells: &[String], read: impl Fn(&String) -> Option<T>) -> (Vec<T>, Vec<i16>) {
    let mut values = Vec::with_capacity(cells.len());
    let mut levels = Vec::with_capacity(cells.len());
    for cell in cells {
        let value = if cell.is_empty() { None } else { read(cell) };
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    (values, levels)
}

/// Days from 1970-01-01 to an ISO date (Hinnant's civil calendar).
fn days(date: &str) -> Option<i32> {
    let mut parts = date.splitn(3, '-').map(str::parse::<i32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let is_date =
        (1..=9_999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !is_date {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year / 400;
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

fn wrong(error: ParquetError) -> Error {
    match error {
        ParquetError::External(error) => match error.downcast::<std::io::Error>() {
            Ok(error) => Error::Io(*error),
            Err(error) => Error::Format(error.to_string()),
        },
        error => Error::Format(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar() {
        assert_eq!(days("1970-01-01"), Some(0));
        assert_eq!(days("2000-03-01"), Some(11_017));
        assert_eq!(days("1969-12-31"), Some(-1));
        assert_eq!(days("2024-02-29"), Some(19_782));
        for wrong in ["", "2024", "2024-13-01", "2024-01-32", "x-y-z"] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }
}
