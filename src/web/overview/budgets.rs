//! The accounts of each organization by year.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::record::v1::Record;
use crate::survey::budget::{Account, Figure, figures};
use crate::swedish::order;
use crate::swedish::tokens::fold_all;

/// Figures that are kept, 150 bytes each at the most; no more are taken, and the page says so.
const MOST: usize = 500_000;

/// The organizations that have tables with accounts, by their folded names.
#[derive(Debug, Default, Clone)]
pub(in crate::web) struct Budgets {
    of: BTreeMap<String, Arc<Budget>>,
    n_figures: usize,
}

/// The accounts of an organization, by their names in the vocabulary.
#[derive(Debug, Default, Clone)]
pub(in crate::web) struct Budget {
    pub(in crate::web) name: Option<String>,
    pub(in crate::web) n_documents: usize,
    pub(in crate::web) accounts: BTreeMap<String, Account>,
}

impl Budgets {
    pub(super) fn put(&mut self, record: &Record) {
        if self.is_full() {
            return;
        }
        let figures = figures(record);
        let mut by_account: BTreeMap<&str, Vec<&Figure>> = BTreeMap::new();
        for figure in &figures {
            by_account.entry(&figure.account).or_default().push(figure);
        }
        if by_account.is_empty() {
            return;
        }
        self.n_figures += figures.len();
        let name = record.organization.as_deref();
        let of = self.of.entry(fold_all(name.unwrap_or_default())).or_default();
        let of = Arc::make_mut(of);
        of.name = of.name.take().or_else(|| record.organization.clone());
        of.n_documents += 1;
        for (account, figures) in by_account {
            let known = of.accounts.entry(account.to_owned()).or_default();
            known.add_figures(&figures, name);
        }
    }

    /// True when there were more figures than are kept.
    pub(in crate::web) fn is_full(&self) -> bool {
        self.n_figures >= MOST
    }

    /// Those with an account by year, in the order of a dictionary; those without a name last.
    pub(in crate::web) fn all(&self) -> Vec<&Budget> {
        let has_values = |of: &&Budget| of.accounts.values().any(|known| !known.values.is_empty());
        let mut all: Vec<&Budget> =
            self.of.values().map(AsRef::as_ref).filter(has_values).collect();
        all.sort_by_cached_key(|of| {
            (of.name.is_none(), order::key(of.name.as_deref().unwrap_or_default()))
        });
        all
    }

    pub(in crate::web) fn organization(&self, name: &str) -> Option<&Budget> {
        self.of.get(&fold_all(name)).map(AsRef::as_ref)
    }
}

impl Budget {
    /// The first year and the last.
    pub(in crate::web) fn years(&self) -> Option<(i32, i32)> {
        let years =
            || self.accounts.values().flat_map(|of| of.values.keys().map(|(year, _)| *year));
        Some((years().min()?, years().max()?))
    }
}
