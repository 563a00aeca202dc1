//! An account of one organisation by year, as its tables tell it.

use std::collections::BTreeMap;

use super::super::args::Plot;
use super::{Found, capital, folded};
use crate::plot::{self, Columns, Drawing, Picture, Series};
use crate::record::RowKind;
use crate::record::v1::Record;

/// What a column of a budget may be of, in the order of the legend; the last where its head does not tell.
const KINDS: [(&str, &str); 6] = [
    ("bokslut", "bokslut"),
    ("utfall", "utfall"),
    ("prognos", "prognos"),
    ("budget", "budget"),
    ("plan", "plan"),
    ("", "slag framgår inte"),
];

/// How well a value is proven, the best first.
const PROOFS: [&str; 4] = ["proven", "mended", "unproven", "failed"];

/// The account of one organisation.
#[derive(Debug, Default)]
struct Account {
    names: BTreeMap<String, u32>,
    n_documents: u32,
    /// For each year and kind: each value printed, with its best proof and how often it is printed.
    values: BTreeMap<(i32, usize), BTreeMap<i64, (usize, u32)>>,
    /// Values without a year, and values that count no kronor that are known.
    undated: u32,
    unitless: u32,
}

impl Account {
    fn add(&mut self, record: &Record, account: &str) {
        let columns = RowKind::Cells.columns();
        let at = |name: &str| columns.iter().position(|column| column.name == name);
        let mut is_here = false;
        for row in RowKind::Cells.rows(record) {
            let cell = |name: &str| at(name).and_then(|at| row.get(at)).map_or("", String::as_str);
            let kind = KINDS.iter().position(|(kind, _)| *kind == cell("kind"));
            let is_asked = cell("account") == account && !cell("number").is_empty();
            let (Some(kind), true) = (kind, is_asked) else { continue };
            let proof = PROOFS.iter().position(|proof| *proof == cell("proof"));
            match (cell("year").parse::<i32>(), cell("sek").parse::<f64>()) {
                (_, Err(_)) => self.unitless += 1,
                (Err(_), _) => self.undated += 1,
                (Ok(year), Ok(sek)) => {
                    is_here = true;
                    let told = self.values.entry((year, kind)).or_default();
                    let told = told.entry(sek as i64).or_insert((PROOFS.len(), 0));
                    told.0 = told.0.min(proof.unwrap_or(PROOFS.len()));
                    told.1 += 1;
                }
            }
        }
        if is_here {
            self.n_documents += 1;
            *self.names.entry(record.organization.clone().unwrap_or_default()).or_default() += 1;
        }
    }

    fn name(&self) -> &str {
        let often = self.names.iter().rev().max_by_key(|(_, count)| **count);
        often.map_or("", |(name, _)| name.as_str())
    }
}

/// Of several values the best proven; of these the largest, which is the whole where others are of its parts.
fn best(values: &BTreeMap<i64, (usize, u32)>) -> Option<(i64, usize)> {
    let rank = |(value, (proof, count)): &(&i64, &(usize, u32))| {
        (std::cmp::Reverse(*proof), value.unsigned_abs(), *count)
    };
    values.iter().max_by_key(rank).map(|(value, (proof, _))| (*value, *proof))
}

pub(super) fn picture(found: &Found<'_>, args: &Plot) -> anyhow::Result<Picture> {
    let account = folded(&args.account);
    let mut all: BTreeMap<String, Account> = BTreeMap::new();
    found.try_each(&mut |record| {
        let organization = folded(record.organization.as_deref().unwrap_or_default());
        if args.organization.as_ref().is_none_or(|asked| organization == folded(asked)) {
            all.entry(organization).or_default().add(record, &account);
        }
        Ok(())
    })?;
    let n_unitless: u32 = all.values().map(|account| account.unitless).sum();
    all.retain(|_, account| !account.values.is_empty());
    anyhow::ensure!(
        all.len() < 2,
        "several have the account {account}; --organization is to name one of them: {}",
        all.values().map(Account::name).collect::<Vec<_>>().join("; ")
    );
    let of =
        all.into_values().next().unwrap_or(Account { unitless: n_unitless, ..Account::default() });
    Ok(drawn(&of, &account))
}

fn drawn(of: &Account, account: &str) -> Picture {
    let chosen: BTreeMap<(i32, usize), (i64, usize)> =
        of.values.iter().filter_map(|(at, values)| Some((*at, best(values)?))).collect();
    let highest = chosen.values().map(|(value, _)| value.unsigned_abs()).max().unwrap_or(0);
    let (unit, factor) = match highest {
        10_000_000.. => ("mnkr", 1e6),
        10_000.. => ("tkr", 1e3),
        _ => ("kr", 1.0),
    };
    let first = chosen.keys().map(|(year, _)| *year).min().unwrap_or(0);
    let last = chosen.keys().map(|(year, _)| *year).max().unwrap_or(-1);
    // A year misread as 201 or 20244 must not make thousands of empty places.
    let years: Vec<i32> = if last - first < 200 {
        (first..=last).collect()
    } else {
        let mut years: Vec<i32> = chosen.keys().map(|(year, _)| *year).collect();
        years.dedup();
        years
    };
    let there = (0..KINDS.len()).filter(|kind| chosen.keys().any(|(_, told)| told == kind));
    let series = there.map(|kind| {
        let value = |year: &i32| chosen.get(&(*year, kind)).map(|(sek, _)| *sek as f64 / factor);
        Series { name: KINDS[kind].1.to_owned(), values: years.iter().map(value).collect() }
    });
    let columns = Columns {
        measure: format!("{}, {unit}", capital(account)),
        along: "År".to_owned(),
        series: series.collect(),
        places: years.iter().map(ToString::to_string).collect(),
        stacked: false,
    };
    let whose = if of.name().is_empty() { String::new() } else { format!(", {}", of.name()) };
    let title = format!("{} per år{whose}", capital(account));
    Picture { title, notes: notes(of, &chosen), drawing: Drawing::Columns(columns) }
}

fn notes(of: &Account, chosen: &BTreeMap<(i32, usize), (i64, usize)>) -> Vec<String> {
    let number = |n: usize| plot::number(n as f64, 0);
    let n_proven = chosen.values().filter(|(_, proof)| *proof < 2).count();
    let mut notes = vec![format!(
        "{} värden ur {} dokument; tabellernas summor bevisar {}.",
        number(chosen.len()),
        of.n_documents,
        number(n_proven)
    )];
    let n_several = of.values.values().filter(|values| values.len() > 1).count();
    if n_several > 0 {
        notes.push(format!(
            "{} av dem är tryckta med olika belopp på olika ställen, kanske för delar av verksamheten; \
             här visas det bäst bevisade, i andra hand det största.",
            number(n_several)
        ));
    }
    let left_out = [(of.undated, "utan år"), (of.unitless, "utan känd enhet i kronor")];
    for (n, what) in left_out {
        if n > 0 {
            let values = if n == 1 { "värde" } else { "värden" };
            notes.push(format!("{n} {values} {what} visas inte."));
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_values_the_best_proven_is_drawn() {
        let values = |told: &[(i64, usize, u32)]| {
            told.iter().map(|(value, proof, count)| (*value, (*proof, *count))).collect()
        };
        assert_eq!(best(&values(&[(100, 0, 1), (200, 2, 9)])), Some((100, 0)));
        assert_eq!(
            best(&values(&[(100, 0, 3), (200, 0, 1)])),
            Some((200, 0)),
            "parts and the whole"
        );
        assert_eq!(best(&values(&[(-300, 2, 1), (200, 2, 1)])), Some((-300, 2)));
        assert_eq!(best(&values(&[])), None);
    }

    #[test]
    fn the_unit_is_as_large_as_the_sums() {
        let mut of = Account::default();
        for (year, kind, value) in [(2022, 0, -4_500_000), (2024, 3, 12_000_000)] {
            of.values.insert((year, kind), [(value, (0, 1))].into_iter().collect());
        }
        let picture = drawn(&of, "resultat");
        let Drawing::Columns(columns) = picture.drawing else { panic!("columns") };
        assert_eq!(columns.measure, "Resultat, mnkr");
        assert_eq!(columns.places, ["2022", "2023", "2024"]);
        assert_eq!(columns.series[0].values, [Some(-4.5), None, None]);
        assert_eq!(columns.series[1].name, "budget");
        assert!(drawn(&Account::default(), "resultat").notes[0].starts_with("0 värden"));
    }
}
