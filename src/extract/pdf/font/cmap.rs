//! CMap bytes → [`CMap`]: how a string is cut into codes, and what each code stands for.

use super::super::content::{Token, Tokens};

/// The most ranges kept of one CMap.
const MOST_RANGES: usize = 200_000;

/// A code's meaning: letters (in a ToUnicode CMap) or a glyph's number (in an encoding).
#[derive(Debug, Clone, Default)]
pub(super) struct CMap {
    spaces: Vec<CodeSpace>,
    /// Sorted by first code once finished.
    ranges: Vec<Mapped>,
    letters: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct CodeSpace {
    length: usize,
    first: u32,
    last: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Mapped {
    first: u32,
    last: u32,
    to: To,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum To {
    /// Bytes of the letters.
    Letters { start: u32, length: u32 },
    /// Counts upwards from this for the first code.
    Counting(u32),
}

/// What a code stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Found<'a> {
    /// Letters as written.
    Letters(&'a str),
    /// A letter by number, or a glyph.
    Number(u32),
}

impl CMap {
    /// Two bytes a code, each code its own glyph.
    pub(super) fn identity() -> Self {
        let all = Mapped { first: 0, last: 0xffff, to: To::Counting(0) };
        let spaces = vec![CodeSpace { length: 2, first: 0, last: 0xffff }];
        Self { spaces, ranges: vec![all], letters: String::new() }
    }

    /// Reads a CMap; what cannot be read is left out.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        Self::parse_over(Self::default(), bytes)
    }

    /// Reads a CMap that builds on `base`.
    pub(super) fn parse_over(base: Self, bytes: &[u8]) -> Self {
        let mut cmap = base;
        let (mut scratch, mut operands) = (Vec::new(), Vec::new());
        let mut tokens = Tokens::new(bytes);
        while let Some(token) = tokens.next(&mut scratch) {
            let Token::Operator(operator) = token else {
                if operands.len() < MOST_RANGES * 3 {
                    operands.push(token);
                }
                continue;
            };
            match operator {
                b"endcodespacerange" => cmap.code_spaces(&operands, &scratch),
                b"endbfchar" => cmap.letters_of_codes(&operands, &scratch),
                b"endbfrange" => cmap.letters_of_ranges(&operands, &scratch),
                b"endcidchar" => cmap.glyphs_of_codes(&operands, &scratch),
                b"endcidrange" => cmap.glyphs_of_ranges(&operands, &scratch),
                b"usecmap" if matches!(operands.last(), Some(Token::Name(name)) if name.starts_with(b"Identity")) =>
                {
                    cmap = Self::identity();
                }
                _ => {}
            }
            operands.clear();
            scratch.clear();
        }
        cmap.ranges.sort_by_key(|range| range.first);
        cmap
    }

    /// True when no code means anything.
    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The first code of `bytes` and its length; at least one byte is taken.
    pub(super) fn code(&self, bytes: &[u8]) -> (u32, usize) {
        let mut code = 0;
        for (at, &byte) in bytes.iter().take(4).enumerate() {
            code = code << 8 | u32::from(byte);
            let fits = |space: &&CodeSpace| space.length == at + 1 && space.holds(code);
            if self.spaces.iter().find(fits).is_some() {
                return (code, at + 1);
            }
        }
        // Outside every code space: as long as the shortest code.
        let shortest = self.spaces.iter().map(|space| space.length).min().unwrap_or(2);
        let length = shortest.min(bytes.len()).max(1);
        let code = bytes[..length].iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
        (code, length)
    }

    /// What `code` stands for.
    pub(super) fn get(&self, code: u32) -> Option<Found<'_>> {
        let after = self.ranges.partition_point(|range| range.first <= code);
        let near = &self.ranges[after.saturating_sub(8)..after];
        let range = near.iter().rev().find(|range| code <= range.last)?;
        Some(match range.to {
            To::Counting(first) => Found::Number(first.saturating_add(code - range.first)),
            To::Letters { start, length } => {
                let (start, end) = (start as usize, (start + length) as usize);
                Found::Letters(self.letters.get(start..end)?)
            }
        })
    }

    fn code_spaces(&mut self, operands: &[Token<'_>], scratch: &[u8]) {
        for pair in operands.chunks_exact(2) {
            let [Token::Text(low), Token::Text(high)] = pair else { continue };
            let length = low.len();
            if (1..=4).contains(&length) && self.spaces.len() < 256 {
                let (first, last) = (code(&scratch[low.clone()]), code(&scratch[high.clone()]));
                self.spaces.push(CodeSpace { length, first, last });
            }
        }
    }

    fn letters_of_codes(&mut self, operands: &[Token<'_>], scratch: &[u8]) {
        for pair in operands.chunks_exact(2) {
            let Token::Text(source) = &pair[0] else { continue };
            let source = code(&scratch[source.clone()]);
            match &pair[1] {
                Token::Text(target) => self.push_letters(source, source, &scratch[target.clone()]),
                Token::Name(name) => {
                    if let Some(letters) = super::names::letters(name) {
                        self.push_str(source, &letters);
                    }
                }
                _ => {}
            }
        }
    }

    fn letters_of_ranges(&mut self, operands: &[Token<'_>], scratch: &[u8]) {
        let mut rest = operands;
        while let [Token::Text(low), Token::Text(high), target, after @ ..] = rest {
            let (first, last) = (code(&scratch[low.clone()]), code(&scratch[high.clone()]));
            rest = after;
            match target {
                Token::Text(target) => self.push_letters(first, last, &scratch[target.clone()]),
                Token::Open => {
                    let length = after.iter().position(|token| *token == Token::Close);
                    let (items, after) = after.split_at(length.unwrap_or(after.len()));
                    for (source, item) in (first..=last).zip(items) {
                        if let Token::Text(target) = item {
                            self.push_letters(source, source, &scratch[target.clone()]);
                        }
                    }
                    rest = after.get(1..).unwrap_or(&[]);
                }
                _ => {}
            }
        }
    }

    fn glyphs_of_codes(&mut self, operands: &[Token<'_>], scratch: &[u8]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::Text(source), Token::Number(glyph)] = pair {
                let source = code(&scratch[source.clone()]);
                self.push(source, source, To::Counting(*glyph as u32));
            }
        }
    }

    fn glyphs_of_ranges(&mut self, operands: &[Token<'_>], scratch: &[u8]) {
        for triple in operands.chunks_exact(3) {
            if let [Token::Text(low), Token::Text(high), Token::Number(glyph)] = triple {
                let (first, last) = (code(&scratch[low.clone()]), code(&scratch[high.clone()]));
                self.push(first, last, To::Counting(*glyph as u32));
            }
        }
    }

    fn push(&mut self, first: u32, last: u32, to: To) {
        if first <= last && self.ranges.len() < MOST_RANGES {
            self.ranges.push(Mapped { first, last, to });
        }
    }

    fn push_str(&mut self, code: u32, letters: &str) {
        let start = self.letters.len() as u32;
        self.letters.push_str(letters);
        self.push(code, code, To::Letters { start, length: letters.len() as u32 });
    }

    /// UTF-16 `target` for `first`; the last letter counts upwards through a range.
    fn push_letters(&mut self, first: u32, last: u32, target: &[u8]) {
        let letters = utf_16(target);
        let mut chars = letters.chars();
        match (chars.next_back(), chars.as_str()) {
            (None, _) => {}
            (Some(only), "") => self.push(first, last, To::Counting(only as u32)),
            (Some(_), _) if first == last => self.push_str(first, &letters),
            (Some(end), begin) => {
                for (step, source) in (first..=last).take(256).enumerate() {
                    if let Some(end) = char::from_u32(end as u32 + step as u32) {
                        self.push_str(source, &format!("{begin}{end}"));
                    }
                }
            }
        }
    }
}

impl CodeSpace {
    /// Each byte of a code lies within its own bounds.
    fn holds(&self, code: u32) -> bool {
        (0..self.length).all(|at| {
            let byte = |number: u32| number >> (8 * at) & 0xff;
            (byte(self.first)..=byte(self.last)).contains(&byte(code))
        })
    }
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, &byte| code << 8 | u32::from(byte))
}

/// At most 32 units; one byte alone is a letter of Latin-1.
fn utf_16(bytes: &[u8]) -> String {
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units = bytes.chunks_exact(2).take(32).map(|two| u16::from_be_bytes([two[0], two[1]]));
    char::decode_utf16(units).filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cmap: &str, code: u32, expected: Option<&str>) {
        let cmap = CMap::parse(cmap.as_bytes());
        let found = cmap.get(code).map(|found| match found {
            Found::Letters(letters) => letters.to_owned(),
            Found::Number(number) => char::from_u32(number).unwrap().to_string(),
        });
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn reads_letters_of_codes_and_ranges() {
        check("1 beginbfchar <01> <00E5> endbfchar", 1, Some("å"));
        check("1 beginbfchar <01> <00660066> endbfchar", 1, Some("ff"));
        check("1 beginbfchar <0003> /adieresis endbfchar", 3, Some("ä"));
        check("1 beginbfrange <10> <20> <0041> endbfrange", 0x12, Some("C"));
        check("1 beginbfrange <10> <20> <0041> endbfrange", 0x21, None);
        check("1 beginbfrange <10> <12> [<0041> <00F6> <0043>] endbfrange", 0x11, Some("ö"));
        check("1 beginbfrange <10> <12> <00660069> endbfrange", 0x11, Some("fj"));
        check("1 beginbfchar <05> <D83DDE00> endbfchar", 5, Some("😀"));
    }

    #[test]
    fn a_range_of_four_milliards_is_one_range() {
        check("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange", 2, Some("C"));
    }

    #[test]
    fn cuts_strings_by_code_space() {
        let cmap = CMap::parse(
            b"2 begincodespacerange <00> <7F> <8140> <9FFC> endcodespacerange
              1 begincidrange <20> <7e> 1 endcidrange",
        );
        assert_eq!(cmap.code(b"A\x81\x40"), (0x41, 1));
        assert_eq!(cmap.code(b"\x81\x40A"), (0x8140, 2));
        assert_eq!(cmap.code(b"\xffA"), (0xff, 1));
        assert_eq!(cmap.get(0x21), Some(Found::Number(2)));
        assert_eq!(CMap::identity().code(b"\x01"), (1, 1));
        assert_eq!(CMap::identity().get(77), Some(Found::Number(77)));
    }
}
