//! Fields of a form that no appearance was drawn for: their values, set in their boxes.

use lopdf::{Dictionary, Object};

use super::super::content::{Token, Tokens};
use super::super::document::Document;
use super::super::font::standard_width;
use super::super::marks::text_string;
use super::super::objects;
use super::super::words::{Glyph, Style};
use super::Interpreter;

/// Fields within fields.
const DEEPEST: usize = 16;
/// Lines of a list.
const MOST_CHOICES: usize = 200;
/// The largest letters of a value whose size the field leaves open.
const LARGEST: f32 = 12.0;

/// True when the appearances that a file holds may be older than its values.
pub(super) fn needs_appearances(doc: &Document) -> bool {
    let told = || {
        let root = objects::dict(doc, &doc.trailer, b"Root")?;
        let form = objects::dict(doc, root, b"AcroForm")?;
        objects::get(doc, form, b"NeedAppearances")?.as_bool().ok()
    };
    told() == Some(true)
}

/// What a field of text or choice was filled in with.
pub(super) fn value(doc: &Document, field: &Dictionary) -> Option<String> {
    let kind = inherited(doc, field, b"FT")?.as_name().ok()?;
    if !matches!(kind, b"Tx" | b"Ch") {
        return None;
    }
    if kind == b"Ch"
        && let Some(choices) = choices(doc, field)
    {
        return Some(choices);
    }
    let value = match inherited(doc, field, b"V")? {
        Object::Array(chosen) => objects::resolve(doc, chosen.first()?),
        value => value,
    };
    let text = text_string(value.as_str().ok()?);
    (!text.trim().is_empty()).then_some(text)
}

/// The text that was typed onto a page, unless it cannot be seen through.
pub(super) fn typed(doc: &Document, annotation: &Dictionary) -> Option<String> {
    if objects::number(doc, annotation, b"CA") == Some(0.0) {
        return None;
    }
    let text = text_string(objects::get(doc, annotation, b"Contents")?.as_str().ok()?);
    (!text.trim().is_empty()).then_some(text)
}

/// What a list lets be chosen from, a line each; `None` for a field that shows its value alone.
fn choices(doc: &Document, field: &Dictionary) -> Option<String> {
    const COMBO: i64 = 1 << 17;
    let flags = inherited(doc, field, b"Ff").and_then(|flags| flags.as_i64().ok());
    if flags.unwrap_or(0) & COMBO != 0 {
        return None;
    }
    let choices = inherited(doc, field, b"Opt")?.as_array().ok()?;
    let shown = |choice: &Object| match objects::resolve(doc, choice) {
        // What is sent, and what is shown for it.
        Object::Array(pair) => objects::resolve(doc, pair.get(1)?).as_str().map(text_string).ok(),
        choice => choice.as_str().map(text_string).ok(),
    };
    let lines: Vec<String> = choices.iter().take(MOST_CHOICES).filter_map(shown).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The value of `key`, of the field or of those that it belongs to.
fn inherited<'a>(doc: &'a Document<'a>, field: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut field = Some(field);
    for _ in 0..DEEPEST {
        if let Some(value) = objects::get(doc, field?, key) {
            return Some(value);
        }
        field = objects::dict(doc, field?, b"Parent");
    }
    None
}

/// The letters' size that a default appearance (`/Helv 12 Tf`) sets; 0 leaves it open.
fn size(appearance: &[u8]) -> f32 {
    let (mut tokens, mut scratch) = (Tokens::new(appearance), Vec::new());
    let mut number = 0.0;
    while let Some(token) = tokens.next(&mut scratch) {
        match token {
            Token::Number(found) => number = found,
            Token::Operator(b"Tf") => return number,
            _ => {}
        }
    }
    0.0
}

impl Interpreter<'_, '_> {
    /// Sets `value` into the box of `field`, line by line from the top.
    pub(super) fn field(&mut self, field: &Dictionary, value: &str) {
        let doc = self.shared.doc;
        let Some([x0, y0, x1, y1]) = objects::numbers::<4>(doc, field, b"Rect") else { return };
        let (left, low, high) = (x0.min(x1), y0.min(y1), y0.max(y1));
        let told = inherited(doc, field, b"DA").and_then(|appearance| appearance.as_str().ok());
        let told = told.map(size).filter(|size| *size > 0.0);
        let size = told.unwrap_or(((high - low) * 0.7).clamp(1.0, LARGEST));
        let lines: Vec<&str> = value.split(['\n', '\r']).filter(|line| !line.is_empty()).collect();
        let first = if lines.len() > 1 { high - size } else { (low + high) / 2.0 - 0.3 * size };
        for (line, at) in lines.into_iter().zip(0u16..) {
            self.field_line(line, (left + 2.0, first - f32::from(at) * 1.15 * size), size);
            self.words.close();
        }
    }

    fn field_line(&mut self, line: &str, (mut x, y): (f32, f32), size: f32) {
        let matrix = self.state.matrix;
        let style = Style {
            size: size * matrix.scale(),
            ascent: 0.8,
            descent: 0.2,
            bold: false,
            italic: false,
            visible: true,
            mark: None,
            artifact: false,
        };
        let mut letters = [0; 4];
        for letter in line.chars() {
            let end = x + standard_width("Helvetica", letter) / 1_000.0 * size;
            let (from, to) = (matrix.point(x, y), matrix.point(end, y));
            let length = (to.0 - from.0).hypot(to.1 - from.1).max(1e-6);
            let along = ((to.0 - from.0) / length, (to.1 - from.1) / length);
            let letter = if letter.is_control() { ' ' } else { letter };
            let letters = letter.encode_utf8(&mut letters);
            self.tally.glyphs += 1;
            let (start, space) = (from, 0.2);
            self.words.push(&Glyph { letters, start, end: to, along, style, space, bare: false });
            x = end;
        }
        if self.words.page.text.len() > self.shared.limits.page_letters {
            self.reach("letters of one page", true);
        }
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn values_are_inherited() {
        let mut doc = Document::new();
        let text = Object::string_literal(&b"\xc5sa"[..]);
        doc.insert((1, 0), dictionary! { "FT" => "Tx", "V" => text }.into());
        let kid = dictionary! { "Parent" => Object::Reference((1, 0)) };
        assert_eq!(value(&doc, &kid).as_deref(), Some("Åsa"));
        let button = dictionary! { "FT" => "Btn", "V" => "Yes" };
        assert_eq!(value(&doc, &button), None);
    }

    #[test]
    fn a_list_shows_what_it_lets_be_chosen_from() {
        let doc = Document::new();
        let pair = vec![Object::string_literal("2"), Object::string_literal("Nej")];
        let choices = vec![Object::string_literal("Ja"), pair.into()];
        let list =
            dictionary! { "FT" => "Ch", "Opt" => choices, "V" => Object::string_literal("Ja") };
        assert_eq!(value(&doc, &list).as_deref(), Some("Ja\nNej"));
        let mut combo = list;
        combo.set("Ff", 1 << 17);
        assert_eq!(value(&doc, &combo).as_deref(), Some("Ja"));
    }

    #[test]
    fn text_typed_onto_a_page_is_seen_unless_it_is_clear() {
        let doc = Document::new();
        let mut note = dictionary! { "Contents" => Object::string_literal("Inkom") };
        assert_eq!(typed(&doc, &note).as_deref(), Some("Inkom"));
        note.set("CA", 0);
        assert_eq!(typed(&doc, &note), None);
    }

    #[test]
    fn a_field_that_is_its_own_parent_ends() {
        let mut doc = Document::new();
        let looped = dictionary! { "Parent" => Object::Reference((1, 0)) };
        doc.insert((1, 0), looped.clone().into());
        assert_eq!(value(&doc, &looped), None);
    }

    #[test]
    fn reads_the_size_of_a_default_appearance() {
        assert_eq!(size(b"0 g /Helv 9.5 Tf"), 9.5);
        assert_eq!(size(b"/Helv 0 Tf"), 0.0);
        assert_eq!(size(b""), 0.0);
    }
}
