//! "§ 45 Title" → items: the paragraphs of a protokoll.

mod marks;

use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

use super::Agenda;
use super::title::{Style, title};
use crate::model::AgendaItem;
use crate::parts::outline::{Row, Section};
use crate::parts::{dnr, organ};
use marks::{Mark, bare_numbers, coded, of_body, signed};

/// What is taken for a paper's paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// A single paragraph is enough (an extract).
    Any,
    /// At least two that follow on each other.
    Chain,
}

/// Reads the paragraphs.
pub(super) fn agenda(rows: &[Row], strictness: Strictness) -> Agenda {
    let marks = kept(rows, signed(rows));
    let marks = if marks.is_empty() { kept(rows, of_body(rows)) } else { marks };
    let marks = if marks.is_empty() { kept(rows, coded(rows)) } else { marks };
    let marks = if marks.is_empty() { bare_numbers(rows) } else { marks };
    if strictness == Strictness::Chain && marks.len() < 2 {
        return Agenda::default();
    }
    if marks.is_empty() {
        return unnumbered(rows);
    }
    let width = running_width(rows);
    let mut agenda = Agenda::default();
    for (at, mark) in marks.iter().enumerate() {
        let stop = marks.get(at + 1).map_or(rows.len(), |next| next.row);
        let title = title(rows, mark.row, mark.rest, Style::Section { width }, stop);
        agenda.starts.push((mark.row, agenda.items.len()));
        agenda.items.push(AgendaItem {
            number: Some(mark.number.clone()),
            title: title.text,
            dnr: title.dnr.or_else(|| dnr_above(rows, mark.row)),
            span: title.span,
        });
    }
    agenda
}

/// A registry number that stands alone on the row above the paragraph's number.
fn dnr_above(rows: &[Row], row: usize) -> Option<String> {
    let above = rows[row.checked_sub(1)?].text();
    let found = dnr::find(above).filter(|_| rows[row].line.gap == 0 && dnr::is_dnr_line(above))?;
    Some(above[found.number].to_owned())
}

/// Several lists of paragraphs may stand in one paper: its contents, the paragraphs, those of a contract enclosed.
///
/// Kept are the runs that have decisions under them; a run without any only where no other has its numbers.
fn kept(rows: &[Row], marks: Vec<Mark>) -> Vec<Mark> {
    let runs = runs(&marks);
    let ends: Vec<usize> =
        runs.iter().map(|run| marks.get(run.end).map_or(rows.len(), |next| next.row)).collect();
    let decides = |run: &Range<usize>, end: usize| {
        rows[marks[run.start].row..end]
            .iter()
            .filter(|row| row.section == Some(Section::Beslut))
            .count()
    };
    let counts: Vec<usize> = runs.iter().zip(&ends).map(|(run, &end)| decides(run, end)).collect();
    let any_decides = counts.iter().any(|&count| count > 0);
    let mut kept: Vec<Range<usize>> = Vec::new();
    for (run, &count) in runs.iter().zip(&counts) {
        if !any_decides || count > 0 {
            kept.push(run.clone());
        }
    }
    if !any_decides {
        // The longest run stands for the paper's own; one that repeats its numbers later is the text itself.
        kept.sort_by_key(|run| std::cmp::Reverse(run.len()));
        let mut own: Vec<Range<usize>> = Vec::new();
        // For each number, the runs among them that go over it.
        let mut over: HashMap<u32, Vec<usize>> = HashMap::new();
        for run in kept {
            let overlapping = numbers(&marks, &run).filter_map(|number| over.get(&number));
            let at = match overlapping.flatten().copied().min() {
                Some(at) if own[at].start < run.start && own[at].len() <= run.len() + 2 => {
                    for number in numbers(&marks, &own[at]) {
                        over.entry(number).or_default().retain(|other| *other != at);
                    }
                    own[at] = run.clone();
                    at
                }
                Some(_) => continue,
                None => {
                    own.push(run.clone());
                    own.len() - 1
                }
            };
            for number in numbers(&marks, &run) {
                over.entry(number).or_default().push(at);
            }
        }
        own.sort_by_key(|run| run.start);
        kept = own;
    }
    kept.into_iter().flat_map(|run| marks[run].to_vec()).collect()
}

/// The numbers that `run` goes over.
fn numbers(marks: &[Mark], run: &Range<usize>) -> RangeInclusive<u32> {
    marks[run.start].value..=marks[run.end - 1].value
}

/// Stretches of marks whose numbers rise by small steps.
fn runs(marks: &[Mark]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        match runs.last_mut() {
            Some(run)
                if (1..=8)
                    .contains(&(i64::from(mark.value) - i64::from(marks[run.end - 1].value))) =>
            {
                run.end = at + 1
            }
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// An extract whose number was lost: the words before its only heading "Beslut", behind the letterhead.
fn unnumbered(rows: &[Row]) -> Agenda {
    let mut decisions =
        rows.iter().enumerate().filter(|(_, row)| row.section == Some(Section::Beslut));
    let (Some((heading, _)), None) = (decisions.next(), decisions.next()) else {
        return Agenda::default();
    };
    let Some(row) = heading.checked_sub(1).map(|before| &rows[before].line) else {
        return Agenda::default();
    };
    let letterhead = organ::organs(&row.text).last().map_or(0, |body| body.end);
    let title = row.piece(letterhead..row.text.len());
    let is_title = (3..=30).contains(&title.text.split_whitespace().count())
        && !title.text.ends_with(['.', ':', ',']);
    if !is_title || heading > 12 {
        return Agenda::default();
    }
    let (text, dnr) = dnr::taken_from(&title.text);
    let item = AgendaItem { number: None, title: text, dnr, span: title.span };
    Agenda { items: vec![item], starts: vec![(heading - 1, 0)] }
}

/// The widest line of running text, in letters: few lines are wider.
fn running_width(rows: &[Row]) -> usize {
    let is_running = |row: &&Row| !row.line.inner && row.text().split_whitespace().nth(5).is_some();
    let mut widths: Vec<usize> = rows
        .iter()
        .filter(is_running)
        .map(|row| row.text().chars().count())
        .filter(|&width| width < 140)
        .collect();
    widths.sort_unstable();
    widths.get(widths.len() * 95 / 100).copied().unwrap_or(80).max(50)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::tests::rows;

    #[track_caller]
    fn check(content: &str, expected: &[(&str, &str, Option<&str>)]) {
        let agenda = agenda(&rows(content), Strictness::Any);
        assert_eq!(super::super::told(&agenda), expected);
    }

    #[test]
    fn reads_number_dnr_and_title() {
        check(
            "§ 301 Ärendenummer SLK-2024-00078\nBestämmande av tid för justering\nBeslut\n\nX justerar.\n\n\
             § 302 Ärendenummer SLK-2024-00009:30\n\nAvsägelse från uppdraget som\nersättare\nBeslut\nAvsägelsen godkänns.",
            &[
                ("301", "Bestämmande av tid för justering", Some("SLK-2024-00078")),
                ("302", "Avsägelse från uppdraget som ersättare", Some("SLK-2024-00009:30")),
            ],
        );
        check(
            "§ 45 Delårsrapport\nDnr KS/2014:417\n\nBeslut\nRapporten godkänns.",
            &[("45", "Delårsrapport", Some("KS/2014:417"))],
        );
        check("§45\tVal av ombud\nBeslut\nAnna Ek utses.", &[("45", "Val av ombud", None)]);
    }

    #[test]
    fn the_body_may_stand_before_the_sign() {
        check(
            "NVK Direktionen § 54          Dnr: NVK 2017-000087\n\nBudget 2018\n\nBeslut\nBudgeten antas.\n\nNVK Direktionen § 55\n\nFirmatecknare\n\nBeslut\nAnna Ek utses.\n",
            &[("54", "Budget 2018", Some("NVK 2017-000087")), ("55", "Firmatecknare", None)],
        );
        check("Taxa\nBeslut\nTaxan antas.\nHandlingar\nKommunfullmäktige § 93\n", &[]);
    }

    #[test]
    fn a_dash_may_stand_before_the_title() {
        check(
            "§ 140 - Val av justerare\nBeslut\nX utses.\n\n§ 141 – Taxa 2018\nBeslut\nTaxan antas.",
            &[("140", "Val av justerare", None), ("141", "Taxa 2018", None)],
        );
        check("Taxa\nBeslut\nTaxan antas.\nSe vidare\n§ 140 - och följande", &[]);
    }

    #[test]
    fn the_short_name_of_who_meets_may_stand_for_the_sign() {
        check(
            "KS 305 Beslutförhet\nBeslut:\nEnligt förslag.\n\nKS 306 Budget 2018\nBeslut:\nEnligt förslag.\n\nKS 307 Taxa\nBeslut:\nEnligt förslag.",
            &[("305", "Beslutförhet", None), ("306", "Budget 2018", None), ("307", "Taxa", None)],
        );
        check("HD 3 Dom\nEU 14 Stadga\nKS 7 Taxa\n", &[]);
        check("Bilaga 1 Karta\nBilaga 2 Taxa\nBilaga 3 Plan\n", &[]);
    }

    #[test]
    fn a_number_told_twice_is_one_paragraph() {
        check(
            "140 § BUDGET 2017\n\nKst § 140\nBeslut:\nAntecknas.\n\n141 § Taxa\n\nKst § 141\nBeslut:\nTaxan antas.",
            &[("140", "BUDGET 2017", None), ("141", "Taxa", None)],
        );
    }

    #[test]
    fn what_the_minutes_tell_is_no_title() {
        check(
            "§ 2 Justerare\nAtt jämte ordföranden justera utsågs Anna Ek.\n\n§ 6 Nästa möte\nNästa möte äger rum i Byberga.\n\n§ 7 Begäran från\nLänsstyrelsen om dammar enligt 11 kap.",
            &[
                ("2", "Justerare", None),
                ("6", "Nästa möte", None),
                ("7", "Begäran från Länsstyrelsen om dammar enligt 11 kap.", None),
            ],
        );
    }

    #[test]
    fn the_year_may_stand_behind_the_number() {
        check(
            "KS 107/16   Strategisk plan              4\nKS 108/16   Taxa                         6\n\nKS 107/16\nStrategisk plan\nKS2016.0123\n\nBeslut\nPlanen antas.\n\nKS 108/16\nTaxa\nKS2016.0181\n\nBeslut\nTaxan antas.",
            &[
                ("107/16", "Strategisk plan", Some("KS2016.0123")),
                ("108/16", "Taxa", Some("KS2016.0181")),
            ],
        );
        check(
            "§ 7 Strategisk plan              4\n§ 8 Taxa för år 2019             6",
            &[("7", "Strategisk plan", None), ("8", "Taxa för år 2019", None)],
        );
    }

    #[test]
    fn the_registry_number_may_stand_above() {
        check(
            "KSKF/2014:1\n§ 235\nVal\nBeslut\nX utses.\n\nKSKF/2014:215\n§ 236\nTaxa\nBeslut\nTaxan antas.",
            &[("235", "Val", Some("KSKF/2014:1")), ("236", "Taxa", Some("KSKF/2014:215"))],
        );
    }

    #[test]
    fn contents_are_not_read_twice() {
        check(
            "§ 1 Val ........ 3\n§ 2 Taxa ....... 4\n\n§ 1 Val\nBeslut\nX utses.\n\n§ 2 Taxa\nBeslut\nTaxan antas.",
            &[("1", "Val", None), ("2", "Taxa", None)],
        );
    }

    #[test]
    fn the_papers_of_a_matter_are_no_paragraphs() {
        check(
            "Vattenavtal\nBeslut\nAvtalet godkänns.\nHandlingar\n1. Avtal\n2. Karta\n3. Tjänsteskrivelse\n4. Kalkyl",
            &[],
        );
        check(
            "58 Dagordning\nBeslut\nDen godkänns.\n59 Avtal\nHandlingar\n1. Karta\n2. Kalkyl\n60 Taxa\nBeslut\nDen antas.",
            &[("58", "Dagordning", None), ("59", "Avtal", None), ("60", "Taxa", None)],
        );
    }

    #[test]
    fn references_are_no_paragraphs() {
        check(
            "§ 4 Taxa\nBeslut\nTaxan antas.\nBordlagt den 23 november 2023,\n§ 68, den 7 december 2023 och den 3 maj,\n§ 102 Plan",
            &[("4", "Taxa", None)],
        );
    }

    #[test]
    fn a_reference_at_the_head_of_a_line_is_no_paragraph() {
        check(
            "§ 289 Justering\nFullmäktige beslutade att byte fick ske under behandlingen\nav § 294.\n\n§ 290 Anmälan\nSe § 12\nBeslut\nAntecknas.",
            &[("289", "Justering", None), ("290", "Anmälan", None)],
        );
    }

    #[test]
    fn a_title_below_its_number_may_have_a_column_beside_it() {
        check(
            "§ 112\nInförande av e-förslag samt avskaffande av medborgarförslag        Dnr 2016/123\n\nBeslut\nFörslaget antas.",
            &[(
                "112",
                "Införande av e-förslag samt avskaffande av medborgarförslag",
                Some("2016/123"),
            )],
        );
    }

    #[test]
    fn running_text_ends_a_title() {
        check(
            "§ 7 Ny ersättare i fullmäktige\nLänsstyrelsen har den 26 juni 2024 beslutat utse en ny ersättare i fullmäktige till och med.\nBeslut\nAntecknas.",
            &[("7", "Ny ersättare i fullmäktige", None)],
        );
    }
}
