//! Bytes → objects, for files that keep to the letter of the format: anything else is not read at all.

use lopdf::{Dictionary, Object, ObjectId, StringFormat};

use crate::extract::pdf::escape::escaped;

/// Objects within objects, and brackets within strings.
const DEEPEST: usize = 60;

/// A place among bytes that hold objects.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parser<'b> {
    pub(super) bytes: &'b [u8],
    pub(super) at: usize,
}

impl<'b> Parser<'b> {
    /// Stands at `at`; `None` outside the bytes.
    pub(super) fn new(bytes: &'b [u8], at: usize) -> Option<Self> {
        (at <= bytes.len()).then_some(Self { bytes, at })
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'b [u8] {
        &self.bytes[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Moves past `word`, when it stands here.
    pub(super) fn take(&mut self, word: &[u8]) -> Option<()> {
        self.rest().starts_with(word).then(|| self.at += word.len())
    }

    /// Moves past a line's end, when there is one.
    pub(super) fn line_end(&mut self) -> Option<()> {
        self.take(b"\r\n").or_else(|| self.take(b"\n")).or_else(|| self.take(b"\r"))
    }

    /// Moves past white space and comments.
    pub(super) fn space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0 | 0x0c => self.at += 1,
                b'%' => {
                    let rest = self.rest();
                    let Some(end) = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'))
                    else {
                        return;
                    };
                    self.at += end;
                }
                _ => return,
            }
        }
    }

    /// Digits as a number.
    pub(super) fn whole(&mut self) -> Option<u32> {
        let start = self.at;
        let mut value = 0u32;
        while let Some(byte @ b'0'..=b'9') = self.peek() {
            value = value.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
            self.at += 1;
        }
        (self.at > start).then_some(value)
    }

    /// `12 0 obj`
    pub(super) fn head(&mut self) -> Option<ObjectId> {
        self.space();
        let id = self.id()?;
        self.take(b"obj")?;
        self.space();
        Some(id)
    }

    fn id(&mut self) -> Option<ObjectId> {
        let number = self.whole()?;
        self.space();
        let generation = u16::try_from(self.whole()?).ok()?;
        self.space();
        Some((number, generation))
    }

    /// An object that is no stream.
    pub(super) fn object(&mut self) -> Option<Object> {
        self.object_at(0)
    }

    fn object_at(&mut self, depth: usize) -> Option<Object> {
        if depth > DEEPEST {
            return None;
        }
        Some(match self.peek()? {
            b'/' => Object::Name(self.name()?),
            b'0'..=b'9' => match self.reference() {
                Some(id) => Object::Reference(id),
                None => self.number()?,
            },
            b'+' | b'-' | b'.' => self.number()?,
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                Object::Dictionary(self.dict_at(depth)?)
            }
            b'<' => Object::String(self.hex()?, StringFormat::Hexadecimal),
            b'(' => Object::String(self.literal()?, StringFormat::Literal),
            b'[' => Object::Array(self.array(depth)?),
            b'n' => self.take(b"null").map(|()| Object::Null)?,
            b't' => self.take(b"true").map(|()| Object::Boolean(true))?,
            b'f' => self.take(b"false").map(|()| Object::Boolean(false))?,
            _ => return None,
        })
    }

    /// `<< … >>`
    pub(super) fn dict(&mut self) -> Option<Dictionary> {
        self.dict_at(0)
    }

    fn dict_at(&mut self, depth: usize) -> Option<Dictionary> {
        self.take(b"<<")?;
        self.space();
        let mut dict = Dictionary::new();
        while self.peek()? == b'/' {
            let key = self.name()?;
            self.space();
            let value = self.object_at(depth + 1)?;
            self.space();
            dict.set(key, value);
        }
        self.take(b">>")?;
        Some(dict)
    }

    fn array(&mut self, depth: usize) -> Option<Vec<Object>> {
        self.at += 1;
        self.space();
        let mut all = Vec::new();
        while self.peek()? != b']' {
            all.push(self.object_at(depth + 1)?);
            self.space();
        }
        self.at += 1;
        Some(all)
    }

    fn reference(&mut self) -> Option<ObjectId> {
        let mut ahead = *self;
        let id = ahead.id()?;
        ahead.take(b"R")?;
        *self = ahead;
        Some(id)
    }

    fn number(&mut self) -> Option<Object> {
        let rest = self.rest();
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'+' | b'-');
        let length = rest.iter().position(|byte| !is_part(byte)).unwrap_or(rest.len());
        let written = std::str::from_utf8(&rest[..length]).ok()?;
        let digits = written.strip_prefix(['+', '-']).unwrap_or(written);
        let has_odd_sign = digits.contains(['+', '-']);
        let n_points = digits.bytes().filter(|byte| *byte == b'.').count();
        if has_odd_sign || n_points > 1 || digits.len() == n_points {
            return None;
        }
        self.at += length;
        Some(match n_points {
            0 => Object::Integer(written.parse().ok()?),
            _ => Object::Real(written.parse().ok()?),
        })
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        self.take(b"/")?;
        let rest = self.rest();
        let length = rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len());
        self.at += length;
        let raw = &rest[..length];
        if !raw.contains(&b'#') {
            return Some(raw.to_vec());
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut bytes = raw.iter();
        while let Some(&byte) = bytes.next() {
            name.push(match byte {
                b'#' => digit(*bytes.next()?)? << 4 | digit(*bytes.next()?)?,
                byte => byte,
            });
        }
        Some(name)
    }

    fn hex(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let mut out = Vec::new();
        let mut half = None;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'>' => break,
                b' ' | b'\t' | b'\n' | b'\r' | 0 | 0x0c => {}
                byte => {
                    let digit = digit(byte)?;
                    half = match half {
                        None => Some(digit),
                        Some(high) => {
                            out.push(high << 4 | digit);
                            None
                        }
                    };
                }
            }
        }
        out.extend(half.map(|high| high << 4));
        Some(out)
    }

    fn literal(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let mut out = Vec::new();
        let mut depth = 0;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b')' if depth == 0 => return Some(out),
                b')' => depth -= 1,
                b'(' if depth == DEEPEST => return None,
                b'(' => depth += 1,
                b'\\' => {
                    out.extend(self.escape()?);
                    continue;
                }
                b'\r' => {
                    self.at += usize::from(self.peek() == Some(b'\n'));
                    out.push(b'\n');
                    continue;
                }
                _ => {}
            }
            out.push(byte);
        }
    }

    /// What stands after a backslash; `Some(None)` for a line that goes on.
    fn escape(&mut self) -> Option<Option<u8>> {
        self.peek()?;
        Some(escaped(self.bytes, &mut self.at))
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        b' ' | b'\t'
            | b'\n'
            | b'\r'
            | 0
            | 0x0c
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b'%'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: Option<Object>) {
        let mut parser = Parser::new(written.as_bytes(), 0).expect("it begins");
        assert_eq!(parser.object(), expected);
    }

    #[test]
    fn reads_what_stands_for_itself() {
        check("12 ", Some(Object::Integer(12)));
        check("-.5]", Some(Object::Real(-0.5)));
        check("12 0 R", Some(Object::Reference((12, 0))));
        check("/A#20B/C", Some(Object::Name(b"A B".to_vec())));
        check("<48 656>", Some(Object::String(b"He`".to_vec(), StringFormat::Hexadecimal)));
        let text = Object::String(b"a(b)\n\x0cA\n)".to_vec(), StringFormat::Literal);
        check("(a(b)\\n\\f\\101\r\n\\\n\\))", Some(text));
    }

    #[test]
    fn reads_what_holds_others() {
        let array = Object::Array(vec![Object::Integer(1), Object::Reference((2, 0)), 3.into()]);
        check("[1 2 0 R %so\n 3]", Some(array.clone()));
        let mut dict = Dictionary::new();
        dict.set("K", array);
        dict.set("L", Object::Null);
        check("<</K[1 2 0 R 3]/L null>>", Some(dict.into()));
    }

    #[test]
    fn what_is_not_to_the_letter_is_not_read() {
        for odd in ["1-2", "1.2.3", "/A#2", "<4x>", "(open", "[1 2", "<</K 1", "<</K>>", "+", "R"] {
            check(odd, None);
        }
        check(&"[".repeat(1_000), None);
        check("99999999999999999999", None);
    }
}
