//! The rows of a delegationslista → [`Decision`]s taken by officials and reported.

use std::sync::LazyLock;

use regex::Regex;

use super::Context;
use super::block::{self, Opener};
use super::clause::{clause, drafts};
use super::{formulas, reader};
use crate::model::{Decision, Status};
use crate::parts::outline::{Row, Section};

/// Reads the list: each entry that does something is a decision.
pub(super) fn decisions(rows: &[Row], context: Context<'_>) -> Vec<Decision> {
    let mut found = Vec::new();
    // What the body is asked to do with the list stands under a heading or behind a formula, as elsewhere.
    found.extend(reader::decisions(rows, context, &mut Vec::new()));
    let running = rows.iter().position(|row| begins_list(row.text())).map_or(0, |at| at + 1);
    for item in block::items(&rows[running..], 100) {
        let row = &rows[running + item.rows.start];
        if row.section.is_some_and(|section| section != Section::Beslut)
            || found.iter().any(|decision| decision.span.contains(row.line.span))
        {
            continue;
        }
        let text = &item.folded.text[item.marker..];
        let entry = item.opener != Opener::Text || has_number(text) || text.contains('\t');
        if !entry || formulas::actions(text).is_empty() {
            continue;
        }
        for draft in drafts(&item, item.marker) {
            let clause = clause(&item, &draft, Status::Delegated, Status::Delegated, context.year);
            found.push(Decision {
                agenda_item: context.agenda_item.map(str::to_owned),
                segment: Some(context.segment),
                span: clause.span,
                outcome: formulas::reading(&clause.text).outcome,
                clauses: vec![clause],
                ..Decision::default()
            });
        }
    }
    found
}

fn begins_list(text: &str) -> bool {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:(?:anmälan av )?deleg(?:ations|erings|erade )beslut|delegationslista|datum\s+(?:dnr|nr|ärende))").expect("a constant pattern")
    });
    PATTERN.is_match(text)
}

fn has_number(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_digit())
        || crate::parts::dnr::find(text).is_some()
}
