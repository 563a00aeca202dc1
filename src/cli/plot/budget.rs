//! An account of one organisation by year, as its tables tell it.

use std::collections::BTreeMap;

use super::super::args::Plot;
use super::{Found, capital, folded};
use crate::plot::{self, Drawing, Picture};
use crate::survey::budget::{Account, Chosen, columns};

/// The kinds of columns as the legend names them.
const KINDS: [&str; 6] = ["bokslut", "utfall", "prognos", "budget", "plan", "slag framgår inte"];

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
    let chosen = of.chosen();
    let columns = columns(&chosen, &capital(account), "År", KINDS);
    let whose = if of.name().is_empty() { String::new() } else { format!(", {}", of.name()) };
    let title = format!("{} per år{whose}", capital(account));
    Picture { title, notes: notes(of, &chosen), drawing: Drawing::Columns(columns) }
}

fn notes(of: &Account, chosen: &Chosen<'_>) -> Vec<String> {
    let number = |n: usize| plot::number(n as f64, 0);
    let n_proven = chosen.values().filter(|(_, printed)| printed.proof < 2).count();
    let mut notes = vec![format!(
        "{} värden ur {} dokument; tabellernas summor bevisar {}.",
        number(chosen.len()),
        of.n_documents,
        number(n_proven)
    )];
    if of.n_several() > 0 {
        notes.push(format!(
            "{} av dem är tryckta med olika belopp på olika ställen, kanske för delar av verksamheten; \
             här visas det bäst bevisade, i andra hand det största.",
            number(of.n_several())
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
    fn what_is_not_shown_is_told() {
        let of = Account { undated: 1, unitless: 2, ..Account::default() };
        let picture = drawn(&of, "resultat");
        assert_eq!(picture.title, "Resultat per år");
        assert!(picture.notes[0].starts_with("0 värden"), "{:?}", picture.notes);
        assert_eq!(picture.notes[1], "1 värde utan år visas inte.");
        assert_eq!(picture.notes[2], "2 värden utan känd enhet i kronor visas inte.");
    }
}
