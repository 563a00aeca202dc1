//! A record → Dublin Core, in the XML of OAI (`oai_dc`).

use crate::record::v1::Record;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
"#;

/// The description of a document.
pub(super) fn core(record: &Record) -> String {
    let kind = serde_json::to_value(record.kind).unwrap_or_default();
    let pages = record.source.pages.map(|pages| format!("{pages} sidor"));
    let elements = [
        ("identifier", Some(format!("urn:sha256:{}", record.id))),
        ("identifier", record.dnr.clone()),
        ("title", Some(record.title.clone().unwrap_or_else(|| record.source.name.clone()))),
        ("creator", record.body.clone()),
        ("publisher", record.organization.clone()),
        ("date", record.date.clone()),
        ("type", kind.as_str().map(ToOwned::to_owned)),
        ("format", Some(record.source.media_type.clone())),
        ("format", pages),
        ("source", Some(record.source.name.clone())),
        ("language", Some("sv".to_owned())),
    ];
    let mut xml = HEAD.to_owned();
    for (name, value) in elements {
        if let Some(value) = value {
            xml.push_str(&format!("  <dc:{name}>{}</dc:{name}>\n", escaped(&value)));
        }
    }
    xml.push_str("</oai_dc:dc>\n");
    xml
}

/// Text as it may stand in XML 1.0; letters that may not are U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' => escaped.push(letter),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
                escaped.push('\u{fffd}');
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_xml_forbids_or_uses() {
        assert_eq!(escaped("a < b & c\u{1}\u{fffe}\n§"), "a &lt; b &amp; c\u{fffd}\u{fffd}\n§");
    }
}
