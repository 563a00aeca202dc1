//! "1. Title", "2. Title", … → items: the list of a kallelse.

use std::sync::LazyLock;

use crate::swedish::Pattern;

use super::Agenda;
use super::title::{Style, body_acts, title};
use crate::model::AgendaItem;
use crate::parts::outline::Row;

/// A numbered row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Numbered {
    row: usize,
    value: u32,
    rest: usize,
    indent: u32,
}

/// Reads the list that stands behind a heading such as "Ärenden", or the longest that begins with 1.
pub(super) fn agenda(rows: &[Row]) -> Agenda {
    let numbered = numbered(rows);
    let heading = rows.iter().position(|row| is_list_heading(row.text()));
    let mut best: Vec<Numbered> = Vec::new();
    let mut best_weight = 0;
    for (at, first) in numbered.iter().enumerate() {
        let opens = first.value == 1
            || heading.is_some_and(|heading| first.row > heading && first.row <= heading + 2);
        if !opens {
            continue;
        }
        let chain = chain(&numbered[at..]);
        let after_heading =
            heading.is_some_and(|heading| first.row > heading && first.row <= heading + 6);
        // A list behind the heading is the agenda, and of two alike the first.
        let weight = chain.len() * if after_heading { 100 } else { 2 };
        if chain.len() >= 2 && weight > best_weight {
            (best, best_weight) = (chain, weight);
        }
    }
    if best.len() < 3 && best_weight < 100 {
        return Agenda::default();
    }
    items(rows, &best)
}

/// Reads numbered headings of notes: each stands by itself, with text under it.
pub(super) fn headings(rows: &[Row]) -> Agenda {
    let numbered: Vec<Numbered> = numbered(rows)
        .into_iter()
        .filter(|item| rows[item.row].line.gap > 0 || rows[item.row].line.bold)
        .collect();
    let Some(first) = numbered.iter().position(|item| item.value == 1) else {
        return Agenda::default();
    };
    let chain = chain(&numbered[first..]);
    if chain.len() < 2 { Agenda::default() } else { items(rows, &chain) }
}

fn items(rows: &[Row], chain: &[Numbered]) -> Agenda {
    let mut agenda = Agenda::default();
    let width = width(rows, chain);
    for (at, item) in chain.iter().enumerate() {
        let stop = chain.get(at + 1).map_or(rows.len(), |next| next.row);
        let style = Style::Entry { indent: item.indent, width };
        let title = title(rows, item.row, item.rest, style, stop);
        agenda.starts.push((item.row, agenda.items.len()));
        // The number of an entry may stand further down, among what is said of it.
        let below = rows[title.end..stop.min(title.end + 3)]
            .iter()
            .find(|row| crate::parts::dnr::is_dnr_line(row.text()));
        let below = below.and_then(|row| {
            crate::parts::dnr::find(row.text()).map(|dnr| row.text()[dnr.number].to_owned())
        });
        agenda.items.push(AgendaItem {
            number: Some(item.value.to_string()),
            title: title.text,
            dnr: title.dnr.or(below),
            span: title.span,
        });
    }
    agenda
}

/// Rows behind the list that begin with an item's number and title again: its text follows there.
pub(super) fn repeated(rows: &[Row], agenda: &Agenda) -> Vec<(usize, usize)> {
    let items = &agenda.items;
    let Some(last) = agenda.starts.last().map(|(row, _)| *row).filter(|&last| last < rows.len())
    else {
        return Vec::new();
    };
    let behind = numbered(&rows[last + 1..]).into_iter().map(|item| (item.row + last + 1, item));
    let mut next = 0;
    let mut found = Vec::new();
    for (row, item) in behind {
        let words = |text: &str| -> String {
            text.chars()
                .filter(|letter| letter.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect()
        };
        let said = words(&rows[row].text()[item.rest..]);
        let number = item.value.to_string();
        // In the order of the list.
        let again = items.iter().enumerate().skip(next).find(|(_, of_list)| {
            let title = words(&of_list.title);
            of_list.number.as_deref() == Some(&number)
                && said.len() >= 4
                && (title.starts_with(&said) || said.starts_with(&title) && !title.is_empty())
        });
        if let Some((at, _)) = again {
            found.push((row, at));
            next = at + 1;
        }
    }
    found
}

/// The widest line of the list's titles: of the entries' own lines and those right below.
fn width(rows: &[Row], chain: &[Numbered]) -> usize {
    let lines = chain.iter().flat_map(|item| &rows[item.row..rows.len().min(item.row + 2)]);
    let width = |row: &Row| row.line.indent as usize + row.text().chars().count();
    lines.filter(|row| !row.line.inner).map(width).filter(|&width| width < 140).max().unwrap_or(80)
}

/// The items that follow on each other by one, at one indent, from the first of `numbered`.
fn chain(numbered: &[Numbered]) -> Vec<Numbered> {
    let mut chain = vec![numbered[0]];
    let mut at = 1;
    while at < numbered.len() {
        let last = chain[chain.len() - 1];
        let next = &numbered[at..];
        let stop = next
            .iter()
            .position(|item| item.value == 1 && item.indent <= last.indent)
            .unwrap_or(next.len());
        let alike = |item: &&Numbered| {
            item.value == last.value + 1 && item.indent.abs_diff(last.indent) <= 2
        };
        let Some(found) = next[..stop].iter().position(|item| alike(&item)) else {
            // A list inside an item counts from one: look behind it.
            let inner = next[stop..].iter().take(LONGEST_INNER + 1);
            match inner.clone().position(|item| alike(&item)) {
                Some(behind) => at += stop + behind,
                None => break,
            }
            chain.push(numbered[at]);
            at += 1;
            continue;
        };
        chain.push(next[found]);
        at += found + 1;
    }
    chain
}

/// Points of a list inside an item, at most.
const LONGEST_INNER: usize = 12;

fn numbered(rows: &[Row]) -> Vec<Numbered> {
    static NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:(?:Ärende|Punkt|Nr|Pkt)\s+)?(\d{1,3})(?:[.):]|\s|$)[\s.]*")
            .expect("a constant pattern")
    });
    let mut found = Vec::new();
    for (row, this) in rows.iter().enumerate() {
        let Some(captures) = NUMBER.captures(this.text()) else { continue };
        let (Some(whole), Some(number)) = (captures.get(0), captures.get(1)) else { continue };
        let rest = &this.text()[whole.end()..];
        let opens = rest.chars().next().is_none_or(|letter| {
            letter.is_uppercase() || letter.is_ascii_digit() || "\"”(".contains(letter)
        });
        let is_cells = rest.contains('\t') && crate::parts::dnr::find(rest).is_none();
        if !opens || is_cells || is_amount_or_date(this.text()) || body_acts(rest) {
            continue;
        }
        if let Ok(value) = number.as_str().parse() {
            found.push(Numbered { row, value, rest: whole.end(), indent: this.line.indent });
        }
    }
    found
}

/// "12 000 kronor", "1 januari", "3.2 Mål".
fn is_amount_or_date(text: &str) -> bool {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)^\d{1,3}(?:[.,]\d|\s\d{3}\b|\s(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|kr|tkr|mnkr|mkr|%)\b|\s?\(\d)").expect("a constant pattern")
    });
    PATTERN.is_match(text)
}

/// "Förslag till dagordning:", "Ärenden", "Föredragningslista".
fn is_list_heading(text: &str) -> bool {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)^(?:förslag till )?(?:(?:dagordning|föredragningslista|ärendelista|ärendeförteckning|ärenden|ärende|lista över ärenden)(?: att behandla| vid sammanträdet| till sammanträdet)?|följande ärenden.{0,40})(?:\s.{0,30})?:?$").expect("a constant pattern")
    });
    text.len() < 90 && PATTERN.is_match(text)
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
    fn reads_the_list_behind_its_heading() {
        check(
            "KALLELSE\n\nFörslag till dagordning:\n\n1. Val av justerare\n2. Ansökan om medel gällande utveckling\n   av modellen\n3. Övriga frågor\n\n\
             Kontakt\n1. Namn: Anna Ek\n2. Namn: Bo Al",
            &[
                ("1", "Val av justerare", None),
                ("2", "Ansökan om medel gällande utveckling av modellen", None),
                ("3", "Övriga frågor", None),
            ],
        );
    }

    #[test]
    fn an_item_goes_on_where_its_heading_is_repeated() {
        let rows = rows(
            "Ärenden\n1. Upprop\n2. Taxa – ändring\n3. Avslutning\n\n2. Taxa – ändring\nDnr 2024/5\n\nFörslag till beslut\n1. Taxan antas.\n\n3. Avslutning\n",
        );
        let mut agenda = agenda(&rows);
        agenda.starts.extend(repeated(&rows, &agenda));
        assert_eq!(agenda.items.len(), 3);
        let starts: Vec<_> =
            agenda.starts.iter().map(|&(row, item)| (rows[row].text(), item)).collect();
        assert_eq!(starts[3..], [("2. Taxa – ändring", 1), ("3. Avslutning", 2)],);
    }

    #[test]
    fn what_is_said_of_an_item_is_not_its_title() {
        check(
            "Direktionen kallas\n\n1. Upprop\n2. Val av ersättare\n   Dnr 2023-000185\n   Direktionen föreslås besluta\n\n   att utse Anna Ek (C).\n\n3. Taxa\n   Dnr 2023-000168\n",
            &[
                ("1", "Upprop", None),
                ("2", "Val av ersättare", Some("2023-000185")),
                ("3", "Taxa", Some("2023-000168")),
            ],
        );
    }

    #[test]
    fn a_title_goes_on_beside_its_number() {
        check(
            "Ärenden\n1.   Upprop\n2.   Medborgarförslag om väg till                Dnr 2018/00217\n     Järvträsk\n3.   Taxa för bygglov                            Dnr 2019/00301\n     Ställd av Anna Ek (S)\n     Kommunstyrelsens förslag: Taxan fastställs.\n",
            &[
                ("1", "Upprop", None),
                ("2", "Medborgarförslag om väg till Järvträsk", Some("2018/00217")),
                ("3", "Taxa för bygglov", Some("2019/00301")),
            ],
        );
    }

    #[test]
    fn a_list_inside_an_item_is_stepped_over() {
        check(
            "Ärenden\n1. Upprop\n2. Plan\n   1. Planen antas.\n   2. Nämnden får i uppdrag att följa upp.\n3. Avslutning\n",
            &[("1", "Upprop", None), ("2", "Plan", None), ("3", "Avslutning", None)],
        );
    }

    #[test]
    fn points_that_a_body_is_to_decide_are_no_items() {
        check(
            "Ärenden\n1 Upprop\n2 Val\nKommunfullmäktiges förslag till beslut\n1 Kommunfullmäktige väljer revisorer.\n2 Kommunfullmäktige utser ombud.\n3 Kommunfullmäktiges budget\n",
            &[("1", "Upprop", None), ("2", "Val", None), ("3", "Kommunfullmäktiges budget", None)],
        );
    }

    #[test]
    fn sums_and_dates_are_no_items() {
        check("1 januari 2024\n2 000 kr\n3.1 Mål\n", &[]);
    }
}
