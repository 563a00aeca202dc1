//! A grid with the columns *Ärende* and *Förslag*, or *Ärende* and *Beslut* → items.

use std::sync::LazyLock;

use regex::Regex;

use super::Agenda;
use crate::model::{AgendaItem, Grid, GridRow, Line, Text};
use crate::parts::outline::Row;
use crate::parts::{dnr, fold};

/// Which column holds what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Columns {
    /// The number, when it has a column of its own.
    pub(crate) number: Option<usize>,
    /// The title.
    pub(crate) title: usize,
    /// The registry number.
    pub(crate) dnr: Option<usize>,
    /// What is proposed or decided.
    pub(crate) decision: Option<usize>,
    /// True when the last column holds decisions taken, not proposals.
    pub(crate) decided: bool,
}

/// Reads the items of all agenda grids among `rows`.
pub(super) fn agenda(text: &Text, rows: &[Row]) -> Agenda {
    let mut agenda = Agenda::default();
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return agenda };
    let within = first.index..last.index + 1;
    let mut known = None;
    for grid in text.grids.iter().filter(|grid| within.contains(&grid.lines.start)) {
        let Some((columns, n_headers)) =
            columns(text, grid).or_else(|| known.filter(|_| goes_on(grid, known)))
        else {
            continue;
        };
        known = Some((columns, 0));
        for row in &grid.rows[n_headers..] {
            let Some(item) = item(row, columns) else { continue };
            let begins_at = rows.partition_point(|this| this.index < row.line);
            agenda.starts.push((begins_at, agenda.items.len()));
            agenda.items.push(item);
        }
    }
    agenda.starts.dedup_by_key(|(row, _)| *row);
    agenda
}

/// The columns of an agenda grid, and how many of its rows are headers.
pub(crate) fn columns(text: &Text, grid: &Grid) -> Option<(Columns, usize)> {
    for (n, row) in grid.rows.iter().take(2).enumerate() {
        let heads: Vec<&str> = row.cells.iter().map(|cell| cell.text().trim()).collect();
        if let Some(columns) = named(&heads) {
            return Some((columns, n + 1));
        }
    }
    // The heads may have come loose and stand above, a line each.
    let n_columns = grid.rows.first()?.cells.len();
    let above: Vec<&Line> = text.lines[..grid.lines.start]
        .iter()
        .rev()
        .filter(|line| line.is_body())
        .take(n_columns)
        .collect();
    let heads: Vec<&str> = above.iter().rev().map(|line| line.text.as_str()).collect();
    named(&heads).filter(|_| heads.len() == n_columns && n_columns >= 2).map(|columns| (columns, 0))
}

/// The columns that `heads` name.
fn named(heads: &[&str]) -> Option<Columns> {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:ärende(?:n|t|mening|rubrik)?|rubrik|punkt|fråga|dagordningspunkt)$")
            .expect("a constant pattern")
    });
    static DNR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:beteckning|dnr|diarienr|diarienummer|ärendenummer|ärendenr)\.?$")
            .expect("a constant pattern")
    });
    static DECISION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:förslag(?: till beslut)?|beslutsförslag|beslut(?:/åtgärd)?|beslut / åtgärd|åtgärd)$").expect("a constant pattern")
    });
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:nr|§|punkt|ärende nr|nummer|)\.?$").expect("a constant pattern")
    });
    let find = |pattern: &Regex| heads.iter().position(|head| pattern.is_match(head));
    let (title, decision, dnr) = (find(&TITLE)?, find(&DECISION), find(&DNR));
    let number = (0..title).find(|&at| NUMBER.is_match(heads[at]));
    // A number and a registry number are an agenda's as well: "Nr | Ärende | Diarienummer".
    if decision.is_none() && (number.is_none() || dnr.is_none()) {
        return None;
    }
    let decided = decision.is_some_and(|at| !heads[at].to_lowercase().contains("förslag"));
    Some(Columns { number, title, dnr, decision, decided })
}

/// A grid that goes on on the next page has no header but the same number of columns.
fn goes_on(grid: &Grid, known: Option<(Columns, usize)>) -> bool {
    let (Some((columns, _)), Some(row)) = (known, grid.rows.first()) else { return false };
    let n_columns =
        columns.decision.map_or(columns.title, |decision| decision.max(columns.title)) + 1;
    row.cells.len() == n_columns && row.cells[columns.title].text().chars().any(char::is_alphabetic)
}

fn item(row: &GridRow, columns: Columns) -> Option<AgendaItem> {
    let cell = &row.cells.get(columns.title)?.line;
    let title = fold::join(cell.pieces().iter().map(|piece| piece.text.as_str()));
    let printed = columns.number.map_or("", |at| row.cells[at].text().trim());
    let (number, title) = match split_number(&title) {
        Some((number, rest)) if printed.is_empty() => (Some(number.to_owned()), rest.to_owned()),
        _ => (
            Some(printed.trim_matches(['.', '§', ' ']).to_owned())
                .filter(|number| !number.is_empty()),
            title.clone(),
        ),
    };
    if !title.chars().any(char::is_alphabetic) {
        return None;
    }
    let in_column =
        columns.dnr.and_then(|at| row.cells.get(at)).map(|cell| cell.text().trim().to_owned());
    let (title, in_title) = dnr::taken_from(&without_category(&title));
    Some(AgendaItem {
        number,
        title,
        dnr: in_column.filter(|text| !text.is_empty()).or(in_title),
        span: cell.span,
    })
}

fn split_number(title: &str) -> Option<(&str, &str)> {
    let bare = title.trim_start_matches(['§', ' ']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let rest = bare[digits..].strip_prefix('.').unwrap_or(&bare[digits..]);
    (digits > 0 && digits <= 3 && rest.starts_with(' '))
        .then(|| (&bare[..digits], rest.trim_start()))
}

/// "RAPPORT Remissyttrande" → "Remissyttrande": words in capitals before the title say what sort of item it is.
fn without_category(title: &str) -> String {
    let shouted: usize = title
        .split_inclusive(' ')
        .take_while(|word| {
            let letters = word.trim();
            letters.chars().count() > 4
                && letters.chars().all(|letter| letter.is_uppercase() || letter == ':')
        })
        .map(str::len)
        .sum();
    let rest = title[shouted..].trim();
    if rest.is_empty() || !rest.chars().any(char::is_lowercase) {
        title.to_owned()
    } else {
        rest.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_in_capitals_go() {
        assert_eq!(without_category("RAPPORT Remissyttrande till VGR"), "Remissyttrande till VGR");
        assert_eq!(without_category("INFÖR DIREKTIONSMÖTE TC Sjumilen"), "TC Sjumilen");
        assert_eq!(without_category("BUDGET 2025"), "BUDGET 2025");
        assert_eq!(without_category("GR Utbildning informerar"), "GR Utbildning informerar");
    }

    #[test]
    fn numbers_in_the_title_are_taken() {
        assert_eq!(split_number("4. Taxa för vatten"), Some(("4", "Taxa för vatten")));
        assert_eq!(split_number("§ 12 Taxa"), Some(("12", "Taxa")));
        assert_eq!(split_number("2025 års budget"), None);
    }
}
