//! A comparison as CSV: a line a row and column, with its hits and how many there are for each million words.

use super::crossed::Crossed;
use super::{Comparison, Words};
use crate::export::{Dialect, Form, rows};
use crate::record::{Column, Holds};
use crate::web::visit::{Fault, Visit};

pub(in crate::web) fn sheet(visit: &Visit) -> Result<Vec<u8>, Fault> {
    let words = Words::of(visit.lang);
    let of = Comparison::of(visit);
    let crossed = of.crossed(visit)?;
    let text = |name| Column { name, holds: Holds::Text };
    let columns = [
        text(of.row.name()),
        text(of.column.name()),
        Column { name: "hits", holds: Holds::Integer },
        Column { name: "per_million_words", holds: Holds::Number },
    ];
    let mut out = Vec::new();
    let broken = |error: crate::export::Error| Fault::Broken(error.to_string());
    let mut lines = rows(Form::Csv(Dialect::Plain), &columns, &mut out).map_err(broken)?;
    for line in lines_of(&crossed, words.others) {
        lines.row(line).map_err(broken)?;
    }
    lines.end().map_err(broken)?;
    Ok(out)
}

/// What has no hits has no line; what is lumped has the name of the rest.
fn lines_of(crossed: &Crossed, others: &str) -> Vec<Vec<String>> {
    let named = |values: &[Option<String>], at: usize, is_rest: bool| match &values[at] {
        _ if is_rest => others.to_owned(),
        value => value.clone().unwrap_or_default(),
    };
    let there = crossed.combinations().filter(|(_, _, n)| *n > 0);
    let lines = there.map(|(row, column, n)| {
        let rate = crossed.rate(Some(row), Some(column));
        vec![
            named(crossed.rows(), row, crossed.is_rest_row(row)),
            named(crossed.columns(), column, crossed.is_rest_column(column)),
            n.to_string(),
            rate.map(|rate| format!("{rate:.3}")).unwrap_or_default(),
        ]
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::samples::site;
    use crate::web::words::Lang;

    #[test]
    fn the_lines_come_to_the_sum_of_the_table() {
        let query = Some("status=decision&rad=organization&kolumn=year");
        let visit = Visit::new(site(), Lang::Sv, "/jamfor.csv", query, Vec::new());
        let sheet = String::from_utf8(sheet(&visit).expect("it is there")).expect("UTF-8");
        let mut lines = sheet.lines();
        assert!(
            lines.next().is_some_and(|head| head.contains("organization,year,hits")),
            "{sheet}"
        );
        let hits = lines.map(|line| {
            line.split(',').nth_back(1).and_then(|n| n.parse::<u64>().ok()).unwrap_or(0)
        });
        let crossed = Comparison::of(&visit).crossed(&visit).expect("it is there");
        assert_eq!(hits.sum::<u64>(), crossed.sum());
    }
}
