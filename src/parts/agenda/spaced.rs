//! "Nr   Ärende   Dnr" over entries set in columns by wide gaps → items.

use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::Pattern;

use super::Agenda;
use crate::model::{AgendaItem, Span};
use crate::parts::columns::columns;
use crate::parts::outline::Row;
use crate::parts::{dnr, fold};

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Pattern> =
            LazyLock::new(|| Pattern::new($pattern).expect("the pattern is fixed"));
    };
}

pattern!(TITLE, r"(?i)^(?:ärende(?:n|mening|rubrik)?|rubrik|punkt)$");
pattern!(
    DNR,
    r"(?i)^(?:dnr|diarienr|diarienummer|diarienummer/beteckning|ärendenummer|ärendenr|beteckning)\.?$"
);
pattern!(
    OTHER,
    r"(?i)^(?:föredragande|föredras av|handläggare|handlingar|handling|bilag(?:a|or)|tid|klockslag|sid(?:a|nr)?|kommentar|anteckning(?:ar)?|ansvarig|beslut|typ)\.?:?$"
);
pattern!(NUMBER, r"^(?:§ ?)?(\d{1,3})[.)]?(?:\s+|$)");

/// How far left of its head a cell may begin, in letters.
const SLACK: usize = 3;

/// Where the columns begin, in letters from the margin.
struct Heads {
    row: usize,
    title: usize,
    /// The column behind the title, and whether it holds the registry number.
    behind: Vec<(usize, bool)>,
}

/// Reads the list under the first row that heads its columns.
pub(super) fn agenda(rows: &[Row]) -> Agenda {
    let found = rows.iter().enumerate().find_map(|(at, row)| heads(at, row));
    let Some(heads) = found else { return Agenda::default() };
    let mut agenda = Agenda::default();
    let mut entry: Option<Entry> = None;
    for (at, row) in rows.iter().enumerate().skip(heads.row + 1) {
        let cells = cells(row, &heads);
        let last = entry.as_ref().map_or(0, |entry| entry.value);
        if let Some(next) = opened(row, at, &cells, last) {
            agenda.close(entry.replace(next));
        } else if is_category(row.text()) {
            continue;
        } else if let Some(entry) =
            entry.as_mut().filter(|_| row.line.gap == 0 && cells.number.is_none())
        {
            entry.take(row, &cells);
        } else if entry.is_some() {
            break;
        }
    }
    agenda.close(entry);
    if agenda.items.len() < 2 { Agenda::default() } else { agenda }
}

fn heads(at: usize, row: &Row) -> Option<Heads> {
    let text = row.text();
    if text.contains('\t') || text.len() > 200 {
        return None;
    }
    let columns = columns(&row.line);
    let name = |at: usize| &text[columns[at].range.clone()];
    let title = (0..columns.len()).find(|&at| TITLE.is_match(name(at)))?;
    let is_known = |at: usize| DNR.is_match(name(at)) || OTHER.is_match(name(at));
    let behind: Vec<(usize, bool)> = (title + 1..columns.len())
        .filter(|&at| is_known(at))
        .map(|at| (columns[at].at, DNR.is_match(name(at))))
        .collect();
    (!behind.is_empty()).then(|| Heads { row: at, title: columns[title].at, behind })
}

/// "BESLUTSÄRENDEN" between the entries.
fn is_category(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    !text.contains(char::is_lowercase) && text.contains(char::is_alphabetic)
        || !text.contains(' ') && text.ends_with("ärenden")
}

/// The cells of a row, as bytes in its text.
#[derive(Default)]
struct Cells {
    number: Option<Range<usize>>,
    title: Option<Range<usize>>,
    dnr: Option<Range<usize>>,
}

fn cells(row: &Row, heads: &Heads) -> Cells {
    let mut cells = Cells::default();
    for column in columns(&row.line) {
        let behind = heads.behind.iter().rev().find(|(at, _)| column.at + SLACK >= *at);
        match behind {
            Some((_, true)) => cells.dnr = cells.dnr.or(Some(column.range)),
            Some(_) => {}
            None if column.at + SLACK < heads.title => {
                cells.number = cells.number.or(Some(column.range))
            }
            None => {
                let start = cells.title.map_or(column.range.start, |title| title.start);
                cells.title = Some(start..column.range.end);
            }
        }
    }
    cells
}

/// An item under way.
struct Entry {
    row: usize,
    value: u32,
    title: Vec<String>,
    dnr: Option<String>,
    span: Span,
}

impl Entry {
    fn take(&mut self, row: &Row, cells: &Cells) {
        if let Some(title) = cells.title.clone() {
            let piece = row.line.piece(title);
            self.span = self.span.to(piece.span);
            self.title.push(piece.text);
        }
        if let Some(dnr) = cells.dnr.clone().filter(|_| self.dnr.is_none()) {
            self.dnr = Some(row.text()[dnr].to_owned());
        }
    }
}

/// The entry that a row opens with the number behind `last`.
fn opened(row: &Row, at: usize, cells: &Cells, last: u32) -> Option<Entry> {
    let from = cells.number.as_ref().or(cells.title.as_ref())?.start;
    let found = NUMBER.captures(&row.text()[from..])?;
    let value: u32 = found[1].parse().ok()?;
    if last > 0 && value != last + 1 {
        return None;
    }
    // "10 Title" with one space between is one cell.
    let start = from + found.get(0)?.end();
    let end = cells.title.as_ref().or(cells.number.as_ref())?.end;
    let title = start..end.max(start);
    let mut entry = Entry {
        row: at,
        value,
        title: Vec::new(),
        dnr: None,
        span: row.line.piece(from..end).span,
    };
    let taken = Cells { number: None, title: Some(title), dnr: cells.dnr.clone() };
    entry.take(row, &taken);
    Some(entry)
}

impl Agenda {
    fn close(&mut self, entry: Option<Entry>) {
        let Some(entry) = entry else { return };
        let folded = fold::join(entry.title.iter().map(String::as_str));
        let (title, in_title) = dnr::taken_from(&folded);
        let in_column = entry.dnr.map(|printed| match dnr::find(&printed) {
            Some(found) => printed[found.number].to_owned(),
            None => printed,
        });
        self.starts.push((entry.row, self.items.len()));
        self.items.push(AgendaItem {
            number: Some(entry.value.to_string()),
            title: if in_column.is_some() { folded } else { title },
            dnr: in_column.or(in_title),
            span: entry.span,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::tests::rows;

    #[track_caller]
    fn check(content: &str, expected: &[(&str, &str, Option<&str>)]) {
        let agenda = agenda(&rows(content));
        assert_eq!(super::super::told(&agenda), expected);
    }

    #[test]
    fn entries_stand_under_their_heads() {
        check(
            "Nr     Ärende                                  Dnr              Föredragande\n\n\
             1      Upprop\n\
             2      Årsredovisning för kommunstyrelsen      KS 2020/112      Anna Ek\n\
             3      Ansökan om utökad borgensram – AB       KS 2019/908\n       Bybergsbyggen\n\
             INFORMATIONSÄRENDEN\n             4      Delegationsbeslut\n\nEva Od\nOrdförande",
            &[
                ("1", "Upprop", None),
                ("2", "Årsredovisning för kommunstyrelsen", Some("KS 2020/112")),
                ("3", "Ansökan om utökad borgensram – AB Bybergsbyggen", Some("KS 2019/908")),
                ("4", "Delegationsbeslut", None),
            ],
        );
    }

    #[test]
    fn other_columns_are_no_agenda() {
        check("Konto    Utfall    Budget\n1    Lön     200\n2    Resor    300\n", &[]);
        check("Ärende        Dnr\nUpprop\nVal\n", &[]);
    }
}
