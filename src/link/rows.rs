//! [`Link`] → rows: one for each clause at each meeting.

use serde::Serialize;

use super::{Link, Pair, Step};
use crate::record::v1::Amount;
use crate::record::{Column, columns};

/// The columns.
pub const COLUMNS: &[Column] = columns![
    "proposal_id" Text, "proposal_file" Text, "organization" Text, "proposal_body" Text,
    "proposal_date" Date, "proposal_item" Text, "title" Text, "dnr" Text, "step" Integer,
    "decision_id" Text, "decision_file" Text, "decision_body" Text, "decision_date" Date,
    "decision_item" Text, "verdict" Text, "end" Text, "handed_on" Text, "score" Number, "signs" Text,
    "change" Text, "proposed" Text, "decided" Text, "amounts_before_sek" Text,
    "amounts_after_sek" Text, "lacking" Text,
];

/// The rows of `link`, each with as many values as there are columns.
pub fn rows(link: &Link) -> Vec<Vec<String>> {
    if link.steps.is_empty() {
        let clauses = link.clauses.iter();
        return clauses.map(|clause| row(link, None, None, clause)).collect();
    }
    let mut rows = Vec::new();
    for (idx, step) in link.steps.iter().enumerate() {
        for pair in &step.clauses {
            rows.push(row(link, Some((idx + 1, step)), Some(pair), ""));
        }
    }
    rows
}

fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn sums(amounts: &[Amount]) -> String {
    let sums = amounts.iter().filter_map(|amount| amount.sek).map(|sek| sek.to_string());
    sums.collect::<Vec<_>>().join("; ")
}

fn row(
    link: &Link,
    step: Option<(usize, &Step)>,
    pair: Option<&Pair>,
    clause: &str,
) -> Vec<String> {
    let from = &link.proposal;
    let to = step.map(|(_, step)| &step.decision);
    let of_step =
        |told: &dyn Fn(&Step) -> String| step.map(|(_, step)| told(step)).unwrap_or_default();
    let signs = |step: &Step| {
        let signs = step.signs.iter().map(|sign| format!("{} {}", word(&sign.sign), sign.points));
        signs.collect::<Vec<_>>().join("; ")
    };
    let proposed = pair.map_or_else(|| clause.to_owned(), |pair| text(pair.proposed.as_ref()));
    vec![
        from.id.clone(),
        from.file.clone(),
        text(from.organization.as_ref()),
        text(from.body.as_ref()),
        text(from.date.as_ref()),
        text(from.agenda_item.as_ref()),
        text(from.title.as_ref()),
        text(from.dnr.as_ref()),
        step.map(|(number, _)| number.to_string()).unwrap_or_default(),
        text(to.map(|paper| &paper.id)),
        text(to.map(|paper| &paper.file)),
        text(to.and_then(|paper| paper.body.as_ref())),
        text(to.and_then(|paper| paper.date.as_ref())),
        text(to.and_then(|paper| paper.agenda_item.as_ref())),
        step.map_or_else(|| word(&link.verdict), |(_, step)| word(&step.verdict)),
        word(&link.end),
        of_step(&|step| step.handed_on.to_string()),
        of_step(&|step| step.score.to_string()),
        of_step(&signs),
        pair.map(|pair| word(&pair.change)).unwrap_or_default(),
        proposed,
        text(pair.and_then(|pair| pair.decided.as_ref())),
        pair.map(|pair| sums(&pair.amounts_before)).unwrap_or_default(),
        pair.map(|pair| sums(&pair.amounts_after)).unwrap_or_default(),
        link.lacking.as_ref().map(|lacking| lacking.says.clone()).unwrap_or_default(),
    ]
}
