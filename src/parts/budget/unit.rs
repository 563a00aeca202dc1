//! Words and sums → the unit a table's numbers are in.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::swedish::Pattern;

use crate::model::{Row, RowRole, Table, Text};
use crate::swedish::numbers::{amounts, cell_number};

/// The unit that `words` name: "belopp i tkr", "Utfall (mnkr)", "5,7%".
pub(super) fn unit_in(words: &str) -> Option<String> {
    static UNIT: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)\b(?P<tkr>tkr|kkr|tsek|ksek|tusental kronor|tusen kronor|tusentals kronor|tusen kr)\b|\b(?P<mnkr>mnkr|mkr|msek|mnsek|miljoner kronor|miljoner kr|milj\.? ?kr)\b|\b(?P<kr>kr|kronor|sek)\b|(?P<many>(?:\b(?:tusental|tusen|miljoner|milj\.?|1 ?000|t|m|k) ?(?:euro|eur)\b))|(?P<euro>\b(?:euro|eur)\b|€)|(?P<percent>%|\bprocent\b)")
            .expect("the pattern is well formed")
    });
    let mut found: Option<&str> = None;
    for captures in UNIT.captures_iter(words) {
        // Thousands of euro have no name of their own here: no unit.
        let unit = ["tkr", "mnkr", "kr", "euro", "%"]
            .into_iter()
            .zip(["tkr", "mnkr", "kr", "euro", "percent"])
            .find(|(_, group)| captures.name(group).is_some())?
            .0;
        // Money beside a share: the table is in money. Two kinds of money: no one unit.
        found = match found {
            None | Some("%") => Some(unit),
            Some(known) if unit == "%" || unit == known => Some(known),
            Some(_) => return None,
        };
    }
    found.map(str::to_owned)
}

/// Finds the unit of tables that do not print one: by arithmetic, by what the paper says of all its
/// amounts, and by the amounts in the text that are totals of the table.
pub(super) fn infer(text: &Text, tables: &mut [Table]) {
    if tables.iter().all(|table| table.unit.is_some()) {
        return;
    }
    let stated = stated_for_all(text);
    let told = told_amounts(text);
    for table in tables.iter_mut().filter(|table| table.unit.is_none()) {
        let unit = unit_by_product(table).or_else(|| unit_by_amounts(table, &told)).or_else(|| {
            stated.clone().filter(|_| {
                table.rows.iter().all(|row| !row.cells.iter().any(|cell| cell.contains('%')))
            })
        });
        table.unit_inferred = unit.is_some();
        table.unit = unit;
    }
}

/// "Medlemsavgifter 28 kr * 266 000": 7 448 000 kr, so a 7 450 beside it is in tkr.
fn unit_by_product(table: &Table) -> Option<String> {
    static PRODUCT: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)(\d[\d ]*(?:,\d+)?) ?(?:kr|kronor|:-)[a-zåäö/ .]{0,20}? ?[*x×] ?(\d{1,3}(?: \d{3})+|\d+)|(\d{1,3}(?: \d{3})+|\d+) ?(?:st|inv|invånare|personer|elever)?\.? ?[*x×à] ?(\d[\d ]*(?:,\d+)?) ?(?:kr\b|kronor|:-)")
            .expect("the pattern is well formed")
    });
    table.rows.iter().find_map(|row| {
        let label = row.cells.first()?;
        let captures = PRODUCT.captures(label)?;
        let mut factors =
            captures.iter().skip(1).flatten().map(|group| cell_number(group.as_str().trim()));
        let product = factors.next()?? * factors.next()??;
        row.numbers.iter().flatten().find_map(|number| unit_between(product, *number))
    })
}

/// The unit in which `number` is about `sek` kronor.
fn unit_between(sek: f64, number: f64) -> Option<String> {
    let near = |factor: f64| sek > 0.0 && (number.abs() * factor / sek - 1.0).abs() < 0.005;
    [("kr", 1.0), ("tkr", 1e3), ("mnkr", 1e6)]
        .into_iter()
        .find(|(_, factor)| near(*factor))
        .map(|(unit, _)| unit.to_owned())
}

/// "Alla belopp anges i tkr" somewhere outside the tables.
fn stated_for_all(text: &Text) -> Option<String> {
    static STATED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)\b(?:(?:alla|samtliga) (?:belopp|siffror|tabeller)|belopp(?:en)? (?:anges|redovisas|är|uttrycks))\b[^.]{0,60}")
            .expect("the pattern is well formed")
    });
    let lines = text.lines.iter().filter(|line| line.is_body() && line.grid.is_none());
    lines.filter_map(|line| STATED.find(&line.text)).find_map(|found| unit_in(found.as_str()))
}

/// The sums in kronor that the running text names with their unit.
fn told_amounts(text: &Text) -> BTreeSet<i64> {
    let lines = text.lines.iter().filter(|line| line.is_body());
    lines.flat_map(|line| amounts(&line.text)).filter_map(|(_, sek)| sek).map(i64::abs).collect()
}

/// The unit in which totals of the table, or else several of its numbers, are sums that the text names.
fn unit_by_amounts(table: &Table, told: &BTreeSet<i64>) -> Option<String> {
    if table.rows.iter().any(counts_no_money) {
        return None;
    }
    let totals = table.rows.iter().filter(|row| row.role == RowRole::Total);
    tied(&numbers(totals), told, 1).or_else(|| tied(&numbers(table.rows.iter()), told, 2))
}

/// A share or a count among the rows.
fn counts_no_money(row: &Row) -> bool {
    let label = row.cells.first().map_or(String::new(), |label| label.to_lowercase());
    label.starts_with("antal") || row.cells.iter().any(|cell| cell.contains('%'))
}

fn numbers<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<f64> {
    rows.flat_map(|row| row.numbers.iter().flatten().copied()).collect()
}

/// The one unit in which `numbers` meet the sums `told` most often: `least` times, or once with a telling number.
fn tied(numbers: &[f64], told: &BTreeSet<i64>, least: usize) -> Option<String> {
    let weigh = |factor: f64| {
        let mut met: BTreeSet<i64> = BTreeSet::new();
        let mut telling = false;
        for number in numbers.iter().map(|number| number.abs()) {
            let sek = (number * factor).round() as i64;
            let says = digits(number);
            // A round number meets a sum by chance, unless it is the very sum in kronor.
            let is_round = says < 2 && (factor > 1.0 || number < 10_000.0);
            if sek < 1_000 || is_round || !told.contains(&sek) {
                continue;
            }
            met.insert(sek);
            telling |= says >= 3 || number >= 10_000.0;
        }
        if met.len() >= least.max(2) || telling { met.len() } else { 0 }
    };
    let weights = [("kr", weigh(1.0)), ("tkr", weigh(1e3)), ("mnkr", weigh(1e6))];
    let (unit, most) = weights.iter().max_by_key(|(_, n)| *n)?;
    let is_alone = weights.iter().filter(|(_, n)| n == most).count() == 1;
    (*most > 0 && is_alone).then(|| (*unit).to_owned())
}

/// How many digits of `number` say something: 820 000 two, 6,9 two.
fn digits(number: f64) -> usize {
    let printed = format!("{}", number.abs());
    printed.trim_start_matches(['0', '.']).replace('.', "").trim_end_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: Option<&str>) {
        assert_eq!(unit_in(words).as_deref(), expected, "{words}");
    }

    #[test]
    fn units_are_named_many_ways() {
        check("Belopp i tusental kronor", Some("tkr"));
        check("Utfall, milj. kr", Some("mnkr"));
        check("Andel i procent, tkr", Some("tkr"));
        check("Euro", Some("euro"));
        check("Pris (€)", Some("euro"));
    }

    #[test]
    fn two_units_and_no_unit_are_none() {
        check("Kronor, tkr", None);
        check("Belopp i 1 000 euro", None);
        check("Tusen euro", None);
        check("Europa 2024", None);
    }
}
