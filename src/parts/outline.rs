//! [`Text`] → [`Row`]s: the lines to read, cut where a heading or an item begins inside a line.
//!
//! Papers that were flattened hold whole pages on one line: "Förslag till beslut Nämnden godkänner … Sammanfattning
//! Nämnden har …". Here each heading and each item of a list gets a row of its own, so that the parts that read rows
//! read a flattened paper as they read a printed one.

mod cut;
mod heading;
mod printed;
mod run;

use std::ops::Range;

pub use heading::{Section, heading, paragraph_of_meeting};
pub use printed::{Printed, printed};

use crate::model::{Line, LineRole, Text};
use crate::parts::misread;

/// One line, or a piece of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The letters and their place.
    pub line: Line,
    /// What the row opens, when it is a heading.
    pub section: Option<Section>,
    /// The line it came from, an index into [`Text::lines`].
    pub index: usize,
}

impl Row {
    /// The row's letters.
    pub fn text(&self) -> &str {
        &self.line.text
    }
}

/// The rows of `lines`, furniture and noise left out.
pub fn rows(text: &Text, lines: Range<usize>) -> Vec<Row> {
    let mut rows = Vec::new();
    for index in lines {
        let line = &text.lines[index];
        if line.role == LineRole::Body {
            push(line, index, &mut rows);
        }
    }
    rows
}

/// The rows of one cell of a grid, which stands at line `index`.
pub fn cell_rows(cell: &Line, index: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for mut piece in cell.pieces() {
        piece.grid = None;
        piece.inner = false;
        push(&piece, index, &mut rows);
    }
    rows
}

fn push(line: &Line, index: usize, rows: &mut Vec<Row>) {
    let misread = || misread::mended(&line.text).and_then(|mended| heading(&mended));
    if let Some(section) = heading(&line.text).or_else(misread) {
        rows.push(Row { line: line.clone(), section: Some(section), index });
        return;
    }
    let cuts = cut::cuts(line);
    if cuts.is_empty() {
        rows.push(Row { line: line.clone(), section: None, index });
        return;
    }
    let mut start = 0;
    for end in cuts.into_iter().chain([line.text.len()]) {
        let piece = line.piece(start..end);
        if !piece.text.is_empty() {
            let section = heading(&piece.text);
            rows.push(Row { line: piece, section, index });
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let line = Line::new(line.to_owned(), Span::new(0..line.len()), None);
        let text = Text { lines: vec![line], ..Text::default() };
        let texts: Vec<_> = rows(&text, 0..1).into_iter().map(|row| row.line.text).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_heading_with_a_letter_misread_opens_what_it_was() {
        let section = |line: &str| crate::parts::tests::rows(line)[0].section;
        assert_eq!(section("Samlanfattning"), Some(Section::Bakgrund));
        assert_eq!(
            section("Kommulstyrelsens förslag till kommunfullmäktige"),
            Some(Section::Forslag)
        );
        assert_eq!(section("Samlarförening"), None);
    }

    #[test]
    fn a_printed_line_is_one_row() {
        check("Direktionen föreslås besluta", &["Direktionen föreslås besluta"]);
        check("Beslut har fattats om förvaltningen.", &["Beslut har fattats om förvaltningen."]);
        check(
            "Handlingar som rör ärendet finns på kansliet.",
            &["Handlingar som rör ärendet finns på kansliet."],
        );
    }

    #[test]
    fn a_heading_at_the_head_of_a_line_is_cut() {
        check("Beslut Styrelsen beslutar:", &["Beslut", "Styrelsen beslutar:"]);
        check("Handling Tjänsteutlåtande den 5 maj", &["Handling", "Tjänsteutlåtande den 5 maj"]);
        check(
            "Förslag till beslut I kommunstyrelsen och kommunfullmäktige:",
            &["Förslag till beslut I kommunstyrelsen och kommunfullmäktige:"],
        );
        check(
            "Sammanfattning Nämnden har tagit fram en plan.",
            &["Sammanfattning", "Nämnden har tagit fram en plan."],
        );
        check(
            "Protokollsanteckning/ar Anna Ek (S) lämnar ett yttrande.",
            &["Protokollsanteckning/ar", "Anna Ek (S) lämnar ett yttrande."],
        );
        check(
            "Beskrivning av ärendet och kontorets bedömning Nämnden har tagit fram en plan.",
            &["Beskrivning av ärendet och kontorets bedömning", "Nämnden har tagit fram en plan."],
        );
        check("Bolagets bedömning Planen är bra.", &["Bolagets bedömning", "Planen är bra."]);
    }

    #[test]
    fn a_flattened_page_is_cut_at_its_headings() {
        check(
            "Sida Socialnämndens arbetsutskott Överenskommelse om vattenvård (SN ) Arbetsutskottets beslut Socialnämnden \
             godkänner planen. Ärendet i korthet Kommunen ges möjlighet att delta. Handlingar 1. Plan 2. Budget",
            &[
                "Sida Socialnämndens arbetsutskott Överenskommelse om vattenvård (SN )",
                "Arbetsutskottets beslut",
                "Socialnämnden godkänner planen.",
                "Ärendet i korthet",
                "Kommunen ges möjlighet att delta.",
                "Handlingar",
                "1. Plan",
                "2. Budget",
            ],
        );
    }

    #[test]
    fn a_page_is_cut_at_its_paragraphs() {
        let told = "Förbundet redovisar ett överskott mot budget och avvikelsen beror på vakanta tjänster under våren. ".repeat(6);
        check(
            &format!(
                "{told}§ 45 Dagordning Styrelsen beslutar att godkänna dagordningen. Frågan togs upp enligt § 4 Stadgan i maj. § 46 Taxa Beslut Taxan antas."
            ),
            &[
                told.trim_end(),
                "§ 45 Dagordning",
                "Styrelsen beslutar att godkänna dagordningen.",
                "Frågan togs upp enligt § 4 Stadgan i maj.",
                "§ 46 Taxa",
                "Beslut",
                "Taxan antas.",
            ],
        );
    }

    #[test]
    fn a_list_that_goes_on_is_cut_too() {
        check(
            "9. Till ledamot i nämnden för tiden intill slutet av 2025 utse Anna Ek (S). 10. Till ersättare i nämnden för samma tid utse Bo Al (M).",
            &[
                "9. Till ledamot i nämnden för tiden intill slutet av 2025 utse Anna Ek (S).",
                "10. Till ersättare i nämnden för samma tid utse Bo Al (M).",
            ],
        );
        check(
            "1. avstyrker förslaget att utreda ledsagning oavsett ålder. 2. översänder utlåtandet som eget yttrande till kontoret.",
            &[
                "1. avstyrker förslaget att utreda ledsagning oavsett ålder.",
                "2. översänder utlåtandet som eget yttrande till kontoret.",
            ],
        );
        check(
            "Beslut 1.          Nämnden godkänner årsrapporten för det gångna året i sin helhet. 2.          Nämnden överlämnar rapporten till revisorerna.",
            &[
                "Beslut",
                "1.          Nämnden godkänner årsrapporten för det gångna året i sin helhet.",
                "2.          Nämnden överlämnar rapporten till revisorerna.",
            ],
        );
        check(
            "Förslag till beslut i kommunfullmäktige: Nämnden får i uppdrag att ta fram en plan.",
            &[
                "Förslag till beslut i kommunfullmäktige:",
                "Nämnden får i uppdrag att ta fram en plan.",
            ],
        );
    }

    #[test]
    fn a_flattened_list_is_cut_at_its_numbers() {
        check(
            "Valberedningen föreslår att kommunfullmäktige med godkännande av avsägelserna beslutar: 1. Till nämndeman \
             utse Anna Ek. 2. Till ersättare utse Bo Al (M) 3. Till ledamot den 1. mars utse Eva Od.",
            &[
                "Valberedningen föreslår att kommunfullmäktige med godkännande av avsägelserna beslutar:",
                "1. Till nämndeman utse Anna Ek.",
                "2. Till ersättare utse Bo Al (M)",
                "3. Till ledamot den 1. mars utse Eva Od.",
            ],
        );
    }
}
