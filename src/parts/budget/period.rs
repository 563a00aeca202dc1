//! Column heads → [`Period`]s: the year, and what was planned or came about.

use crate::model::{ColumnKind, Period};

/// What a column under `head` is of.
pub(super) fn period(head: &str) -> Period {
    let kind = kind(head);
    Period { year: year(head).or_else(|| kind.and_then(|_| closing_month(head))), kind }
}

/// The first year that `head` prints: "Budget 2024", "2024-12-31", "201007", "1101-1107".
fn year(head: &str) -> Option<i32> {
    let runs = head.split(|letter: char| !letter.is_ascii_digit()).filter(|run| !run.is_empty());
    let century = |run: &str| {
        let year: i32 = run.get(..4)?.parse().ok()?;
        let month = run.get(4..6).and_then(|month| month.parse::<u32>().ok());
        let is_date = match run.len() {
            4 => true,
            6..=8 => month.is_some_and(|month| (1..=12).contains(&month)),
            _ => false,
        };
        (is_date && (1900..2100).contains(&year)).then_some(year)
    };
    runs.clone().find_map(century).or_else(|| months(&runs.collect::<Vec<_>>()))
}

/// The year of two months of one year, "1101-1107".
fn months(runs: &[&str]) -> Option<i32> {
    let [from, to] = runs else { return None };
    let month = |run: &str| -> Option<(i32, u32)> {
        let (year, month) = (run.get(..2)?.parse().ok()?, run.get(2..)?.parse().ok()?);
        (run.len() == 4 && (1..=12).contains(&month)).then_some((year, month))
    };
    let (from, to) = (month(from)?, month(to)?);
    (from.0 == to.0 && from.1 <= to.1).then_some(2000 + from.0)
}

/// The year of the month that an account or a forecast runs to: "Utfall 1308".
fn closing_month(head: &str) -> Option<i32> {
    let mut runs =
        head.split(|letter: char| !letter.is_ascii_digit()).filter(|run| !run.is_empty());
    let run = runs.next().filter(|run| run.len() == 4)?;
    let (year, month): (i32, u32) = (run[..2].parse().ok()?, run[2..].parse().ok()?);
    (runs.next().is_none() && (1..=12).contains(&month) && year < 50).then_some(2000 + year)
}

/// What `head` calls its column; a difference of two kinds is a difference.
fn kind(head: &str) -> Option<ColumnKind> {
    const WORDS: &[(&str, ColumnKind)] = &[
        ("avvik", ColumnKind::Avvikelse),
        ("differens", ColumnKind::Avvikelse),
        ("diff", ColumnKind::Avvikelse),
        ("förändring", ColumnKind::Avvikelse),
        ("andel", ColumnKind::Andel),
        ("prognos", ColumnKind::Prognos),
        ("bokslut", ColumnKind::Bokslut),
        ("utfall", ColumnKind::Utfall),
        ("redovisat", ColumnKind::Utfall),
        ("plan", ColumnKind::Plan),
        ("budget", ColumnKind::Budget),
        ("ram", ColumnKind::Budget),
        ("anslag", ColumnKind::Budget),
    ];
    let head = head.to_lowercase();
    let words =
        || head.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    if matches!(words().collect::<Vec<_>>().as_slice(), ["not" | "noter"]) {
        return Some(ColumnKind::Not);
    }
    let told = |(word, kind): &(&str, ColumnKind)| {
        let is_told = |printed: &str| match *word {
            // "Plan" is no "plansch", and "ram" no "rampolitik".
            "plan" | "ram" | "diff" => printed == *word || printed.strip_suffix("en") == Some(word),
            "avvik" | "budget" | "bokslut" => printed.contains(word),
            word => printed.starts_with(word),
        };
        words().any(is_told).then_some(*kind)
    };
    let is_share = head.trim() == "%" || head.trim() == "procent";
    WORDS.iter().find_map(told).or(is_share.then_some(ColumnKind::Andel))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, year: Option<i32>, kind: Option<ColumnKind>) {
        assert_eq!(period(head), Period { year, kind }, "{head}");
    }

    #[test]
    fn heads_tell_year_and_kind() {
        check("Bokslut 2022", Some(2022), Some(ColumnKind::Bokslut));
        check("Plan 2024-2025", Some(2024), Some(ColumnKind::Plan));
        check("Helårsbudget 2024", Some(2024), Some(ColumnKind::Budget));
        check("Utfall 1101-1107", Some(2011), Some(ColumnKind::Utfall));
        check("Utfall 1308", Some(2013), Some(ColumnKind::Utfall));
        check("201007", Some(2010), None);
        check("2023-12-31", Some(2023), None);
        check("Prognos aug", None, Some(ColumnKind::Prognos));
        check("Avvikelse budget/prognos", None, Some(ColumnKind::Avvikelse));
        check("Budgetavvikelse", None, Some(ColumnKind::Avvikelse));
        check("Not", None, Some(ColumnKind::Not));
        check("Andel %", None, Some(ColumnKind::Andel));
    }

    #[test]
    fn other_words_tell_nothing() {
        check("Antal tjänster", None, None);
        check("Planerad åtgärd", None, None);
        check("1234", None, None);
        check("Rum 1308", None, None);
        check("Budget 1350", None, Some(ColumnKind::Budget));
        check("Noteringar", None, None);
    }
}
