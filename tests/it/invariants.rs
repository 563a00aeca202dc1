//! What holds of every reading, whatever was read.

use attsats::model::Text;
use attsats::pipeline::Reading;
use attsats::record::v1::{Clause, Decision};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// What does not hold of `reading`.
pub(crate) fn broken(reading: &Reading) -> Vec<String> {
    let record = serde_json::to_value(&reading.record).expect("plain data");
    let mut broken = Vec::new();
    spans(&record, "record", &reading.text, &mut broken);
    for decision in &reading.record.decisions {
        clauses_within(decision, &mut broken);
        let clauses = decision.clauses.iter();
        broken.extend(clauses.filter_map(|clause| misquoted(&reading.text, clause)));
    }
    clauses_apart(reading, &mut broken);
    broken
}

/// Looks at every span of the record, wherever it stands in it.
fn spans(value: &Value, place: &str, text: &Text, broken: &mut Vec<String>) {
    match value {
        Value::Array(values) => {
            for (idx, value) in values.iter().enumerate() {
                spans(value, &format!("{place}[{idx}]"), text, broken);
            }
        }
        Value::Object(fields) => {
            let number = |key| fields.get(key).and_then(Value::as_u64);
            if let (Some(start), Some(end), Some(line), Some(page)) =
                (number("start"), number("end"), number("line"), number("page"))
            {
                let (start, end) = (start as usize, end as usize);
                let is_place = text.content.get(start..end).is_some();
                // Pages without text all begin at the same byte.
                let is_on_page = start == end || u64::from(text.page_at(start)) == page;
                let is_told = is_place && u64::from(text.line_at(start)) == line && is_on_page;
                if !is_told {
                    broken.push(format!("{place}: {start}..{end} on line {line}, page {page}"));
                }
            }
            for (key, value) in fields {
                spans(value, &format!("{place}.{key}"), text, broken);
            }
        }
        _ => {}
    }
}

fn clauses_within(decision: &Decision, broken: &mut Vec<String>) {
    let whole = &decision.span;
    for Clause { span, text, .. } in &decision.clauses {
        if span.start < whole.start || span.end > whole.end {
            broken.push(format!("a clause stands outside its decision: {text}"));
        }
    }
}

fn clauses_apart(reading: &Reading, broken: &mut Vec<String>) {
    let decisions = reading.record.decisions.iter();
    let mut clauses: Vec<&Clause> = decisions.flat_map(|decision| &decision.clauses).collect();
    clauses.sort_by_key(|clause| (clause.span.start, clause.span.end));
    for pair in clauses.windows(2) {
        if pair[0].span.end > pair[1].span.start {
            broken.push(format!("clauses overlap: {} | {}", pair[0].text, pair[1].text));
        }
    }
}

/// The clause's letters stand in its span in this order; a plainly printed clause is its span.
fn misquoted(text: &Text, clause: &Clause) -> Option<String> {
    let printed = text.content.get(clause.span.start as usize..clause.span.end as usize)?;
    let printed: String = printed.nfc().collect();
    let is_quoted = if is_printed_plainly(text, clause) {
        folded(&printed) == folded(&clause.text)
    } else {
        let mut letters = printed.chars().filter(|letter| letter.is_alphanumeric());
        let wanted = clause.text.chars().filter(|letter| letter.is_alphanumeric());
        wanted.into_iter().all(|wanted| letters.any(|letter| letter == wanted))
    };
    (!is_quoted).then(|| format!("{:?} is read of {printed:?}", clause.text))
}

/// True when nothing in the clause's span is to be mended: no cut words, markup, cells or page foot.
pub(crate) fn is_printed_plainly(text: &Text, clause: &Clause) -> bool {
    let (start, end) = (clause.span.start as usize, clause.span.end as usize);
    let Some(printed) = text.content.get(start..end) else { return false };
    let has_mark = printed.contains(['\u{ad}', '*', '_', '<', '>', '&', '|', '\\', '#', '\u{c}']);
    let has_cut = printed.lines().any(|line| line.trim_end().ends_with(['-', '‐', '–', '¬']));
    let is_aside = |line: &&attsats::model::Line| {
        !line.is_body() && line.span.start < end && line.span.end > start
    };
    !has_mark && !has_cut && text.lines.iter().find(is_aside).is_none()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
