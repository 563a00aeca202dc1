//! What a PDF says of itself: title, dates, programs, the level of PDF/A.

use lopdf::Dictionary;

use super::document::Document;
use super::marks::text_string;
use super::navigation;
use super::objects;
use super::pages::PageNode;
use super::stream::Budget;
use crate::model::Metadata;

/// Longer values are cut.
const LONGEST: usize = 1_000;

/// Reads what the document says of itself; `nodes` are its pages.
pub(super) fn metadata(doc: &Document, nodes: &[PageNode<'_>], budget: &Budget<'_>) -> Metadata {
    let empty = Dictionary::new();
    let info = objects::dict(doc, &doc.trailer, b"Info").unwrap_or(&empty);
    let root = objects::dict(doc, &doc.trailer, b"Root").unwrap_or(&empty);
    let date = |key: &[u8]| date(&string(doc, info, key)?);
    let packet = objects::stream(doc, root, b"Metadata").map(|stream| budget.decode(stream));
    Metadata {
        title: string(doc, info, b"Title"),
        creator: string(doc, info, b"Creator"),
        producer: string(doc, info, b"Producer"),
        created: date(b"CreationDate"),
        modified: date(b"ModDate"),
        conformance: packet.and_then(|packet| conformance(&String::from_utf8_lossy(&packet))),
        page_labels: navigation::page_labels(doc, root, nodes.len()),
        outline: navigation::outline(doc, root, nodes),
    }
}

/// The text under `key`, in one line; `None` when it says nothing.
pub(super) fn string(doc: &Document, dict: &Dictionary, key: &[u8]) -> Option<String> {
    let text = text_string(objects::get(doc, dict, key)?.as_str().ok()?);
    let plain: String = text
        .chars()
        .take(LONGEST)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// `D:20240314101500+01'00'` as `2024-03-14T10:15:00+01:00`; as much of it as is there.
fn date(told: &str) -> Option<String> {
    let told = told.strip_prefix("D:").unwrap_or(told);
    let n_digits = told.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, zone) = told.split_at(n_digits);
    let part = |from: usize, low: u32, high: u32| -> Option<&str> {
        let part = digits.get(from..from + 2)?;
        (low..=high).contains(&part.parse().ok()?).then_some(part)
    };
    let mut date = digits.get(..4)?.to_owned();
    let Some(month) = part(4, 1, 12) else { return Some(date) };
    date = format!("{date}-{month}");
    let Some(day) = part(6, 1, 31) else { return Some(date) };
    date = format!("{date}-{day}");
    let (Some(hour), Some(minute)) = (part(8, 0, 23), part(10, 0, 59)) else { return Some(date) };
    let second = part(12, 0, 59).unwrap_or("00");
    Some(format!("{date}T{hour}:{minute}:{second}{}", self::zone(zone)))
}

/// `+01'00'` as `+01:00`; nothing when it cannot be told.
fn zone(told: &str) -> String {
    let digits: String = told.chars().filter(char::is_ascii_digit).take(4).collect();
    match (told.chars().next(), digits.len()) {
        (Some('Z'), _) => "Z".to_owned(),
        (Some(sign @ ('+' | '-')), 2) => format!("{sign}{digits}:00"),
        (Some(sign @ ('+' | '-')), 4) => format!("{sign}{}:{}", &digits[..2], &digits[2..]),
        _ => String::new(),
    }
}

/// The level of PDF/A that a packet of metadata claims.
fn conformance(packet: &str) -> Option<String> {
    let value = |name: &str| -> Option<&str> {
        let (_, after) = packet.split_once(&format!("pdfaid:{name}"))?;
        let after = after.trim_start().trim_start_matches(['=', '>', '"', '\'', ' ']);
        let end = after.find(|letter: char| !letter.is_ascii_alphanumeric())?;
        Some(&after[..end]).filter(|value| (1..=2).contains(&value.len()))
    };
    let part = value("part").filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(format!("PDF/A-{part}{}", value("conformance").unwrap_or_default().to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_date(told: &str, expected: Option<&str>) {
        assert_eq!(date(told).as_deref(), expected);
    }

    #[test]
    fn reads_dates_as_far_as_they_go() {
        check_date("D:20240314101500+01'00'", Some("2024-03-14T10:15:00+01:00"));
        check_date("D:20240314101500Z", Some("2024-03-14T10:15:00Z"));
        check_date("D:202403141015", Some("2024-03-14T10:15:00"));
        check_date("20240314", Some("2024-03-14"));
        check_date("D:20249914", Some("2024"));
        check_date("D:2024å", Some("2024"));
        check_date("igår", None);
    }

    #[test]
    fn reads_the_level_that_is_claimed() {
        let attributes = r#"<rdf:Description pdfaid:part="2" pdfaid:conformance="B"/>"#;
        assert_eq!(conformance(attributes).as_deref(), Some("PDF/A-2b"));
        let elements = "<pdfaid:part>1</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>";
        assert_eq!(conformance(elements).as_deref(), Some("PDF/A-1a"));
        assert_eq!(conformance(r#"pdfaid:part="4""#).as_deref(), Some("PDF/A-4"));
        assert_eq!(conformance("pdfaid:part"), None);
        assert_eq!(conformance("<pdfaid:part>x"), None);
    }
}
