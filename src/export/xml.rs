//! Text as it may stand in XML 1.0.

/// Adds `text`; what XML 1.0 cannot hold stands as its picture (U+2400 and on), or as U+FFFD.
pub(super) fn push(xml: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\t' | '\n' => xml.push(letter),
            // A parser would make a line break of it.
            '\r' => xml.push_str("&#13;"),
            _ if substitute(letter) != letter => xml.push(substitute(letter)),
            _ if is_unseen(letter) => xml.push_str(&format!("&#x{:X};", u32::from(letter))),
            _ => xml.push(letter),
        }
    }
}

/// The value of an attribute; line breaks and tabs stay what they are.
pub(super) fn attribute(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    push(&mut xml, text);
    xml.replace('\n', "&#10;").replace('\t', "&#9;")
}

/// An element that holds `text` alone, with `attributes` as they are to stand; nothing for no text.
pub(super) fn element(name: &str, attributes: &str, text: Option<&str>) -> String {
    let Some(text) = text else { return String::new() };
    let space = if attributes.is_empty() { "" } else { " " };
    let mut xml = format!("<{name}{space}{attributes}>");
    push(&mut xml, text);
    xml + &format!("</{name}>\n")
}

/// True for what XML takes for the space between elements.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim_matches(SPACE).is_empty()
}

/// The letters that are space in XML.
pub(super) const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// The letter itself, or what stands for one that XML 1.0 cannot hold.
pub(super) fn substitute(letter: char) -> char {
    match letter {
        '\t' | '\n' | '\r' => letter,
        '\u{0}'..='\u{1f}' => {
            char::from_u32(0x2400 + u32::from(letter)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        _ => letter,
    }
}

/// Letters that are allowed and change what a person sees of the file: they are written by number.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_xml_uses_forbids_or_hides() {
        let mut xml = String::new();
        push(&mut xml, "<b>\"&\"]]>\r\n\u{0}\u{1b}\u{c}\u{ffff}\u{202e}\u{85}§å");
        assert_eq!(
            xml,
            "&lt;b&gt;&quot;&amp;&quot;]]&gt;&#13;\n\u{2400}\u{241b}\u{240c}\u{fffd}&#x202E;&#x85;§å"
        );
        assert_eq!(attribute("a\n\"b\""), "a&#10;&quot;b&quot;");
        assert_eq!(element("title", "level=\"a\"", Some("<")), "<title level=\"a\">&lt;</title>\n");
        assert_eq!(element("title", "", None), "");
    }
}
