//! Clauses and what they do.

use super::{FORMULAS, actions, is_noting, outcome, reading};
use crate::model::Outcome;

#[track_caller]
fn check(clause: &str, expected: &[&str]) {
    assert_eq!(actions(clause), expected, "{clause}");
}

#[test]
fn a_formula_is_its_own_test() {
    let mut wrong = Vec::new();
    for formula in &FORMULAS {
        let hits = formula.hits.iter().filter(|hit| actions(hit).first() != Some(&formula.action));
        wrong.extend(hits.map(|hit| (formula.action, "does not hit", *hit, actions(hit))));
        let misses = formula.misses.iter().filter(|miss| actions(miss).contains(&formula.action));
        wrong.extend(misses.map(|miss| (formula.action, "does not miss", *miss, actions(miss))));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
