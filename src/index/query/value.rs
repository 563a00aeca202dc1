//! What fields may hold: words of vocabularies, days, amounts.

use super::field::{Amounts, Days};
use super::{QueryError, nearest};
use crate::index::unit::UnitKind;
use crate::index::write::word_of;
use crate::record::v1::{Kind, Outcome, QualityLevel, Status};

/// A word of the record's vocabulary of kinds.
///
/// # Errors
///
/// When it is none, with the nearest that is.
pub fn kind(value: &str) -> Result<String, QueryError> {
    one_of("kind of document", value, &kinds())
}

/// A word of the record's vocabulary of statuses; the Swedish word is accepted too.
///
/// # Errors
///
/// When it is none, with the nearest that is.
pub fn status(value: &str) -> Result<String, QueryError> {
    let swedish = [
        ("förslag", Status::Proposal),
        ("beslut", Status::Decision),
        ("noterat", Status::Noted),
        ("delegation", Status::Delegated),
        ("återgivet", Status::Reported),
    ];
    let typed = value.to_lowercase();
    if let Some((_, status)) = swedish.iter().find(|(word, _)| *word == typed) {
        return Ok(word_of(status));
    }
    use Status as S;
    let all = [S::Proposal, S::Decision, S::Noted, S::Delegated, S::Reported];
    let words = all.map(|status| word_of(&status));
    one_of("status", value, &words).map_err(|error| {
        let swedish = nearest(&typed, swedish.map(|(word, _)| word)).map(str::to_owned);
        let suggestion = error.suggestion.clone().or(swedish);
        error.suggesting(suggestion)
    })
}

/// A word of the record's vocabulary of text quality; the Swedish word is accepted too.
///
/// # Errors
///
/// When it is none, with the nearest that is.
pub fn quality(value: &str) -> Result<String, QueryError> {
    use QualityLevel as Q;
    let swedish =
        [("god", Q::Good), ("granska", Q::Review), ("tveksam", Q::Suspect), ("dålig", Q::Bad)];
    let typed = value.to_lowercase();
    if let Some((_, level)) = swedish.iter().find(|(word, _)| *word == typed) {
        return Ok(word_of(level));
    }
    one_of("text quality", value, &swedish.map(|(_, level)| word_of(&level)))
}

/// A kind of unit.
///
/// # Errors
///
/// When it is none, with the nearest that is.
pub fn unit(value: &str) -> Result<UnitKind, QueryError> {
    let words = UnitKind::ALL.map(|unit| unit.as_str().to_owned());
    let word = one_of("unit", value, &words)?;
    Ok(UnitKind::ALL.into_iter().find(|unit| unit.as_str() == word).unwrap_or(UnitKind::Text))
}

/// A year, or a range of years: "2014", "2011..2014", "2011..", "..2014".
///
/// # Errors
///
/// When it is neither.
pub fn years(value: &str) -> Result<Days, QueryError> {
    let wrong = || QueryError::new(1, format!("\"{value}\" is no year; write 2014 or 2011..2014"));
    let year = |text: &str| {
        let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_year { text.parse::<u64>().map_err(|_| wrong()) } else { Err(wrong()) }
    };
    let (from, to) = match value.split_once("..").or_else(|| value.split_once(['-', '–'])) {
        None => (year(value)?, year(value)?),
        Some(("", "")) => return Err(wrong()),
        Some(("", to)) => (0, year(to)?),
        Some((from, "")) => (year(from)?, 9_999),
        Some((from, to)) => (year(from)?, year(to)?),
    };
    if from > to {
        let reason = format!("the years {from}..{to} end before they begin");
        return Err(QueryError::new(1, reason).suggesting(Some(format!("{to}..{from}"))));
    }
    Ok(Days { from: from * 10_000, to: to * 10_000 + 9_999 })
}

/// A date, a month, a year, or a range of them: "2014-05-01", "2014-05", "2014-05-01..2014-06".
pub(super) fn dates(value: &str) -> Result<Days, QueryError> {
    let wrong = || {
        let reason =
            format!("\"{value}\" is no date; write 2014-05-01, 2014-05 or 2014-05-01..2014-06");
        QueryError::new(1, reason)
    };
    let one = |text: &str| date(text).ok_or_else(wrong);
    let days = match value.split_once("..") {
        None => one(value)?,
        Some(("", "")) => return Err(wrong()),
        Some(("", to)) => Days { from: 0, to: one(to)?.to },
        Some((from, "")) => Days { from: one(from)?.from, to: u64::MAX },
        Some((from, to)) => Days { from: one(from)?.from, to: one(to)?.to },
    };
    if days.from > days.to { Err(wrong()) } else { Ok(days) }
}

/// The days of "2014-05-01", of "2014-05", of "2014".
fn date(text: &str) -> Option<Days> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, length: usize, to: u64| {
        let is_plain = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u64>().ok().filter(|number| is_plain && (1..=to).contains(number))
    };
    let year = number(parts.first()?, 4, 9_999)? * 10_000;
    let month = parts.get(1).map(|part| number(part, 2, 12));
    let day = parts.get(2).map(|part| number(part, 2, 31));
    match (parts.len(), month, day) {
        (1, ..) => Some(Days { from: year, to: year + 9_999 }),
        (2, Some(Some(month)), _) => {
            let from = year + month * 100;
            Some(Days { from, to: from + 99 })
        }
        (3, Some(Some(month)), Some(Some(day))) => {
            let day = year + month * 100 + day;
            Some(Days { from: day, to: day })
        }
        _ => None,
    }
}

/// A word of the record's vocabulary of outcomes.
pub fn outcome(value: &str) -> Result<String, QueryError> {
    use Outcome as O;
    let all = [
        O::Bifall,
        O::Avslag,
        O::Aterremiss,
        O::Bordlaggning,
        O::Utgar,
        O::Noterat,
        O::Andrat,
        O::Val,
        O::Besvarad,
        O::Overlamnat,
        O::Uppdrag,
    ];
    one_of("outcome", value, &all.map(|outcome| word_of(&outcome)))
}

/// Amounts: "1mkr", ">1mkr", "<=500tkr", "100000..2mnkr".
pub(super) fn amounts(value: &str) -> Result<Amounts, QueryError> {
    let wrong = || {
        let reason =
            format!("\"{value}\" is no amount; write 250000, >1mkr, <=500tkr or 1mkr..2mkr");
        QueryError::new(1, reason)
    };
    if let Some((from, to)) = value.split_once("..") {
        let end = |text: &str, open| if text.is_empty() { Some(open) } else { kronor(text) };
        let (from, to) = (end(from, 0).ok_or_else(wrong)?, end(to, i64::MAX).ok_or_else(wrong)?);
        return if from <= to { Ok(Amounts { from, to }) } else { Err(wrong()) };
    }
    type Made = fn(i64) -> Amounts;
    let signs: [(&str, Made); 5] = [
        (">=", |from| Amounts { from, to: i64::MAX }),
        ("<=", |to| Amounts { from: 0, to }),
        (">", |above| Amounts { from: above.saturating_add(1), to: i64::MAX }),
        ("<", |below| Amounts { from: 0, to: below - 1 }),
        ("", |just| Amounts { from: just, to: just }),
    ];
    let read = signs.iter().find_map(|(sign, made)| Some((value.strip_prefix(sign)?, made)));
    let (number, made) = read.ok_or_else(wrong)?;
    kronor(number).map(made).ok_or_else(wrong)
}

/// "250 000", "1,5mkr", "500tkr", in whole kronor.
fn kronor(text: &str) -> Option<i64> {
    /// More than any public purse holds.
    const MOST: f64 = 1e15;
    let text = text.trim().to_lowercase();
    let digits = text.find(|letter: char| letter.is_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let times = match unit.trim() {
        "" | "kr" | "sek" | "kronor" => 1.0,
        "tkr" | "ksek" => 1e3,
        "mkr" | "mnkr" | "msek" | "miljoner" => 1e6,
        "mdkr" | "mdr" | "miljarder" => 1e9,
        _ => return None,
    };
    let number: String = number.chars().filter(|letter| !letter.is_whitespace()).collect();
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    let number: f64 = number.replace(',', ".").parse().ok().filter(|_| is_plain)?;
    let kronor = (number * times).round();
    (kronor <= MOST).then_some(kronor as i64)
}

fn one_of(what: &str, value: &str, words: &[String]) -> Result<String, QueryError> {
    let typed = value.to_lowercase();
    if words.contains(&typed) {
        return Ok(typed);
    }
    // Typed without dots and rings.
    let plain = |word: &str| word.replace(['å', 'ä'], "a").replace('ö', "o");
    if let Some(word) = words.iter().find(|word| plain(word) == typed) {
        return Ok(word.clone());
    }
    let suggestion = nearest(&typed, words.iter().map(String::as_str)).map(str::to_owned);
    let listed =
        if suggestion.is_none() { format!(" ({})", words.join(", ")) } else { String::new() };
    let reason = format!("\"{value}\" is no {what}{listed}");
    Err(QueryError::new(1, reason).suggesting(suggestion))
}

fn kinds() -> Vec<String> {
    use Kind as K;
    [
        K::Kallelse,
        K::Foredragningslista,
        K::Kungorelse,
        K::Protokoll,
        K::Protokollsutdrag,
        K::Anslagsbevis,
        K::Tjansteskrivelse,
        K::Bilaga,
        K::Ansokan,
        K::Avtal,
        K::Yttrande,
        K::Minnesanteckningar,
        K::Delarsrapport,
        K::Arsredovisning,
        K::Verksamhetsplan,
        K::Budget,
        K::Nyhetsbrev,
        K::Delegationslista,
        K::Revisionsrapport,
        K::Revisionsberattelse,
        K::Interpellation,
        K::Valarende,
        K::Ovrigt,
        K::Okand,
    ]
    .map(|kind| word_of(&kind))
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_write_them() {
        let check = |value: &str, from, to| {
            assert_eq!(amounts(value), Ok(Amounts { from, to }), "{value}");
        };
        check("250000", 250_000, 250_000);
        check("250 000 kr", 250_000, 250_000);
        check(">1mkr", 1_000_001, i64::MAX);
        check(">=1,5mnkr", 1_500_000, i64::MAX);
        check("<500tkr", 0, 499_999);
        check("<=500TKR", 0, 500_000);
        check("100000..2mkr", 100_000, 2_000_000);
        check("..2mkr", 0, 2_000_000);
        for wrong in ["", "mkr", ">", "1 apelsin", "2mkr..1mkr", "1.2.3", "-5", "9999999999mdkr"] {
            assert!(amounts(wrong).is_err(), "{wrong}");
        }
    }
}
