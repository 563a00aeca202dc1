//! The entries of a delegationslista → [`Decision`]s taken by officials and reported.

use std::sync::LazyLock;

use regex::Regex;

use super::block::{Item, Opener};
use super::clause::{Draft, clause};
use super::{Context, formulas, reader};
use crate::model::{Decision, Line, Status};
use crate::parts::fold::Folded;
use crate::parts::outline::Row;

/// Reads the list, and what the body is asked to do with it.
pub(super) fn decisions(rows: &[Row], context: Context<'_>) -> Vec<Decision> {
    // What the body is asked to do stands under a heading or behind a formula, as elsewhere.
    let mut found = reader::decisions(rows, context, &mut Vec::new());
    let asked: Vec<_> = found.iter().map(|decision| decision.span).collect();
    for row in rows {
        if row.section.is_some() || asked.iter().any(|span| span.contains(row.line.span)) {
            continue;
        }
        if let Some(line) = entry(&row.line) {
            found.push(decision(&line, context));
        }
    }
    found
}

/// The words of an entry that say what was decided: the cell of the row that begins with a verb.
fn entry(line: &Line) -> Option<Line> {
    static GAP: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\t|\n|\s{2,}|\s*\|\s*").expect("a constant pattern"));
    static LEADING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\d{4}-\d\d-\d\d (?:(?:[Dd]nr|[Ll]öpnr) \S*\d\S* |\p{Lu}{2,5}[ -]\d\S* )?")
            .expect("a constant pattern")
    });
    let mut cells = Vec::new();
    let mut start = 0;
    for gap in GAP.find_iter(&line.text) {
        cells.push(start..gap.start());
        start = gap.end();
    }
    cells.push(start..line.text.len());
    // "2022-10-11 Dnr 2022-318 Beviljar …", where the gaps were lost.
    if let [whole] = cells.as_slice()
        && let Some(found) = LEADING.find(&line.text)
    {
        cells = vec![whole.start..found.end(), found.end()..whole.end];
    }
    let listed = cells.len() > 1
        || crate::parts::dnr::find(&line.text).is_some()
        || begins_with_date(&line.text);
    let cell = cells.into_iter().find(|cell| listed && decides(&line.text[cell.clone()]))?;
    Some(line.piece(cell))
}

fn begins_with_date(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() >= 4
}

/// "Beviljar tillstånd …", "Ansökan avslås".
fn decides(cell: &str) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\p{Lu}\p{Ll}{2,}(?:ar|er|år|ör|ger|ser) \p{L}").expect("a constant pattern")
    });
    let n_words = cell.split_whitespace().count();
    n_words >= 2 && (VERB.is_match(cell) || !formulas::actions(cell).is_empty())
}

fn decision(line: &Line, context: Context<'_>) -> Decision {
    let item = Item {
        opener: Opener::Text,
        folded: Folded::new([line]),
        marker: 0,
        rows: 0..0,
        gap: 0,
        indent: 0,
        introduces: false,
    };
    let draft = Draft { range: 0..item.folded.text.len(), rule: "delegated-entry" };
    let reading = formulas::reading(&item.folded.text);
    let clause = clause(&item, &draft, reading.actions, [Status::Delegated; 2], context.year);
    Decision {
        agenda_item: context.agenda_item.map(str::to_owned),
        segment: Some(context.segment),
        outcome: reading.outcome,
        span: clause.span,
        clauses: vec![clause],
        ..Decision::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[track_caller]
    fn check(row: &str, expected: Option<&str>) {
        let line = Line::new(row.to_owned(), Span::new(0..row.len()), None);
        assert_eq!(entry(&line).map(|line| line.text).as_deref(), expected);
    }

    #[test]
    fn the_cell_with_the_verb_is_the_decision() {
        check(
            "2022-10-04   Dnr 2022-000311   Beviljar tillstånd, Sjö Drivmedel AB",
            Some("Beviljar tillstånd, Sjö Drivmedel AB"),
        );
        check(
            "2022-08-19\tKS 2022-185\tAnställer en kommunjurist\tKommundirektör",
            Some("Anställer en kommunjurist"),
        );
        check("2022-10-11 Löpnr 15/22 Beviljar tjänstledighet", Some("Beviljar tjänstledighet"));
        check("2022-10-11 Sammanträde med nämnden", None);
        check("Punkt 3.4  Tillsyn, förelägganden", None);
        check("Delegat: brandinspektör Lo Kärn", None);
        check("Enligt lagen ska beslut som fattats på delegation anmälas.", None);
    }
}
