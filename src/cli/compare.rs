//! `attsats compare`: who decides what, when.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use super::args::{Compare, TableFormat};
use super::term::tell;
use super::{End, coverage};
use crate::archive::Archive;
use crate::export::{Dialect, Form, rows};
use crate::index::{Facet, Request};
use crate::record::{Column, Holds};

/// Counts by the values that stand beside and across each other.
type Crossed = BTreeMap<Vec<Option<String>>, u64>;

pub(super) fn run(args: &Compare, out: &mut (dyn Write + Send)) -> anyhow::Result<End> {
    let facets = &args.by;
    let index = Archive::index(&args.archive)?;
    let answer = index.answer(&Request { query: args.query.clone(), ..Request::default() })?;
    let crossed = answer.cross(facets)?;
    let names: Vec<&str> = facets.iter().map(|facet| facet.name()).collect();
    match args.format {
        TableFormat::Text => text(&crossed, &names, out)?,
        format => {
            let count = Column { name: "hits", holds: Holds::Integer };
            let columns: Vec<Column> = facets.iter().map(column).chain([count]).collect();
            let form =
                if format == TableFormat::Csv { Form::Csv(Dialect::Plain) } else { Form::Jsonl };
            let mut rows = rows(form, &columns, out)?;
            for (values, count) in &crossed {
                let values = values.iter().map(|value| value.clone().unwrap_or_default());
                rows.row(values.chain([count.to_string()]).collect())?;
            }
            rows.end()?;
        }
    }
    out.flush()?;
    tell(&format!("{} hits in {} documents", answer.total(), answer.documents()?));
    Ok(End::lacking_if(answer.total() == 0))
}

fn column(facet: &Facet) -> Column {
    let holds = if *facet == Facet::Year { Holds::Integer } else { Holds::Text };
    Column { name: facet.name(), holds }
}

/// The last facet stands across, the others before it.
fn text(crossed: &Crossed, names: &[&str], out: &mut dyn Write) -> std::io::Result<()> {
    let mut across: BTreeSet<(bool, &Option<String>)> = BTreeSet::new();
    let mut rows: BTreeMap<&[Option<String>], BTreeMap<&Option<String>, u64>> = BTreeMap::new();
    for (values, count) in crossed {
        let Some((last, row)) = values.split_last() else { continue };
        across.insert((last.is_none(), last));
        rows.entry(row).or_default().insert(last, *count);
    }
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    let mut table: Vec<Vec<String>> = Vec::new();
    let heads = names[..names.len() - 1].iter().map(|&name| name.to_owned());
    let columns = across.iter().map(|(_, value)| shown(value));
    table.push(heads.chain(columns).chain(["all".to_owned()]).collect());
    for (row, counts) in &rows {
        let cells = across
            .iter()
            .map(|(_, value)| counts.get(*value).map(u64::to_string).unwrap_or_default());
        let all = counts.values().sum::<u64>().to_string();
        table.push(row.iter().map(shown).chain(cells).chain([all]).collect());
    }
    coverage::table(&table, names.len() - 1, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_stands_across() {
        let value = |text: &str| Some(text.to_owned());
        let crossed = Crossed::from([
            (vec![value("A"), value("2014")], 2),
            (vec![value("A"), None], 1),
            (vec![value("B"), value("2015")], 3),
        ]);
        let mut out = Vec::new();
        text(&crossed, &["organization", "year"], &mut out).expect("memory");
        let expected = "organization  2014  2015  –  all\nA                2        1    3\nB                      3       3\n";
        assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
    }
}
