//! An embedded font program → what its glyphs mean, for fonts that say it nowhere else.

use std::collections::HashMap;

use skrifa::raw::TableProvider;
use skrifa::raw::ps::cff::CffFontRef;
use skrifa::raw::ps::type1::Type1Font;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::names;

/// Stands where a glyph has no letter; no font says it.
const NONE: char = char::MAX;

/// What glyphs mean, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// One letter each.
    single: Vec<char>,
    /// By their names.
    named: HashMap<u32, String>,
}

impl Letters {
    /// What `glyph` means, written to `out`.
    pub(super) fn get<'a>(&'a self, glyph: u32, out: &'a mut [u8; 4]) -> Option<&'a str> {
        match self.single.get(glyph as usize) {
            Some(letter) if *letter != NONE => Some(letter.encode_utf8(out)),
            _ => self.named.get(&glyph).map(String::as_str),
        }
    }

    fn is_empty(&self) -> bool {
        self.single.is_empty() && self.named.is_empty()
    }

    fn has(&self, glyph: u32) -> bool {
        let is_single = self.single.get(glyph as usize).is_some_and(|letter| *letter != NONE);
        is_single || self.named.contains_key(&glyph)
    }

    /// The first letter that is told of a glyph is its own.
    fn tell(&mut self, glyph: u32, letter: char) {
        let at = glyph as usize;
        if at >= MOST {
            return;
        }
        if at >= self.single.len() {
            self.single.resize(at + 1, NONE);
        }
        if self.single[at] == NONE {
            self.single[at] = letter;
        }
    }
}

/// The most glyphs or mappings read of one font.
const MOST: usize = 70_000;

/// Letters by glyph number.
pub(super) fn letters_by_glyph(program: &[u8]) -> Letters {
    let mut letters = Letters::default();
    if let Ok(font) = FontRef::new(program) {
        of_opentype(&font, &mut letters);
    } else if let Ok(font) = CffFontRef::new(program, 0, None) {
        of_cff(&font, &mut letters);
    }
    letters
}

fn of_opentype(font: &FontRef<'_>, letters: &mut Letters) {
    for (code, glyph) in font.charmap().mappings().take(MOST) {
        let private = (0xe000..0xf900).contains(&code);
        if let (false, Some(letter)) = (private, char::from_u32(code)) {
            letters.tell(glyph.to_u32(), letter);
        }
    }
    let glyph_names = font.glyph_names();
    for (glyph, name) in glyph_names.iter().take(MOST) {
        if name.is_synthesized() || letters.has(glyph.to_u32()) {
            continue;
        }
        if let Some(known) = names::letters(name.as_str().as_bytes()) {
            letters.named.insert(glyph.to_u32(), known);
        }
    }
    if letters.is_empty()
        && let Ok(cff) = font.cff()
        && let Ok(cff) = CffFontRef::new(cff.offset_data().as_bytes(), 0, None)
    {
        of_cff(&cff, letters);
    }
}

fn of_cff(font: &CffFontRef<'_>, letters: &mut Letters) {
    let Some(charset) = font.charset() else { return };
    if font.is_cid() {
        return;
    }
    for (glyph, sid) in charset.iter().take(MOST) {
        if let Some(known) = font.string(sid).and_then(names::letters) {
            letters.named.insert(glyph.to_u32(), known);
        }
    }
}

/// Letters of a simple font's 256 codes, by the encoding inside the program.
pub(super) fn letters_by_code(program: &[u8]) -> Vec<Option<String>> {
    if let Ok(font) = FontRef::new(program) {
        return codes_of_opentype(&font, program);
    }
    if let Ok(font) = CffFontRef::new(program, 0, None) {
        return codes_of_cff(&font);
    }
    if let Ok(font) = Type1Font::new(program)
        && let Some(encoding) = font.encoding()
    {
        return (0..=255u8)
            .map(|code| names::letters(encoding.glyph_name(code)?.as_bytes()))
            .collect();
    }
    Vec::new()
}

fn codes_of_cff(font: &CffFontRef<'_>) -> Vec<Option<String>> {
    let (Some(encoding), Some(charset)) = (font.encoding(), font.charset()) else {
        return Vec::new();
    };
    let letters = |code| names::letters(font.string(charset.string_id(encoding.map(code)?)?)?);
    (0..=255u8).map(letters).collect()
}

/// Codes go to glyphs by the font's symbol or Macintosh table, glyphs to letters by its Unicode table and names.
fn codes_of_opentype(font: &FontRef<'_>, program: &[u8]) -> Vec<Option<String>> {
    let letters = letters_by_glyph(program);
    let Ok(cmap) = font.cmap() else {
        return font.cff().map_or_else(
            |_| Vec::new(),
            |cff| {
                CffFontRef::new(cff.offset_data().as_bytes(), 0, None)
                    .map_or_else(|_| Vec::new(), |cff| codes_of_cff(&cff))
            },
        );
    };
    let tables: Vec<_> = cmap
        .encoding_records()
        .iter()
        .take(16)
        .filter_map(|record| record.subtable(cmap.offset_data()).ok())
        .collect();
    let glyph = |code: u8| -> Option<GlyphId> {
        let code = u32::from(code);
        [0xf000 + code, code, 0xf100 + code].into_iter().find_map(|code| {
            tables
                .iter()
                .find_map(|table| table.map_codepoint(code).filter(|glyph| glyph.to_u32() != 0))
        })
    };
    (0..=255u8)
        .map(|code| letters.get(glyph(code)?.to_u32(), &mut [0; 4]).map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rubbish_has_no_letters() {
        for program in [&b""[..], b"%!PS-AdobeFont-1.0", b"\0\x01\0\0\0\xff\0\0", b"\x01\0\x04\x04"]
        {
            assert!(letters_by_glyph(program).is_empty());
            assert!(letters_by_code(program).iter().all(Option::is_none));
        }
    }
}
