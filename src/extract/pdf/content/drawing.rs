//! Numbers and an operator that builds a path, read without tokens: drawings are most of what content streams hold.

use super::{ENDS, KINDS, NUMERIC, SPACE, Tokens, number};

/// Numbers beyond these bytes are read as tokens.
const LONGEST: usize = 1_024;
/// Bytes that are looked at together.
const CHUNK: usize = 16;

/// An operator that builds a path, with its operands as they are written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Drawing<'a> {
    /// Numbers and white space.
    operands: &'a [u8],
    /// What it does.
    pub(in super::super) step: Step,
}

/// How a path goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Step {
    /// `m`
    Start,
    /// `l`
    Line,
    /// `c`, `v`, `y`
    Curve,
    /// `h`
    Close,
    /// `re`
    Rectangle,
}

impl Step {
    /// What `operator` does to a path.
    pub(in super::super) fn of_operator(operator: &[u8]) -> Option<Self> {
        Some(match operator {
            b"m" => Self::Start,
            b"l" => Self::Line,
            b"c" | b"v" | b"y" => Self::Curve,
            b"h" => Self::Close,
            b"re" => Self::Rectangle,
            _ => return None,
        })
    }
}

impl<'a> Tokens<'a> {
    /// The next operator when it builds a path and only numbers stand before it; else nothing is read.
    #[inline]
    pub(in super::super) fn drawing(&mut self) -> Option<Drawing<'a>> {
        let rest = self.bytes.get(self.at..)?;
        let start = numbers_end(&rest[..rest.len().min(LONGEST)]);
        let length = if rest.get(start) == Some(&b'r') { 2 } else { 1 };
        let end = start + length;
        let step = Step::of_operator(rest.get(start..end)?)?;
        if rest.get(end).is_some_and(|&byte| KINDS[usize::from(byte)] & ENDS == 0) {
            return None;
        }
        self.at += end;
        Some(Drawing { operands: &rest[..start], step })
    }
}

impl Drawing<'_> {
    /// The last `N` operands.
    pub(in super::super) fn numbers<const N: usize>(&self) -> Option<[f32; N]> {
        let mut numbers = [0.0; N];
        let mut rest = self.operands;
        for found in numbers.iter_mut().rev() {
            let belongs = |&byte: &u8| KINDS[usize::from(byte)] & NUMERIC != 0;
            let end = rest.iter().rposition(belongs)? + 1;
            let start = rest[..end].iter().rposition(|byte| !belongs(byte)).map_or(0, |at| at + 1);
            *found = number(&rest[start..end]);
            rest = &rest[..start];
        }
        Some(numbers)
    }
}

/// Where something else than numbers and white space begins.
fn numbers_end(bytes: &[u8]) -> usize {
    let mut at = 0;
    for chunk in bytes.chunks(CHUNK) {
        let is_usual = |&byte: &u8| {
            byte.wrapping_sub(b'0') < 10 || matches!(byte, b' ' | b'.' | b'-' | b'\n' | b'\r')
        };
        // Without a way out of the loop, so that the bytes are compared together.
        let usual = chunk.iter().fold(true, |all, byte| all & is_usual(byte));
        if !(usual && chunk.len() == CHUNK) {
            let is_other = |&byte: &u8| KINDS[usize::from(byte)] & (NUMERIC | SPACE) == 0;
            if let Some(end) = chunk.iter().position(is_other) {
                return at + end;
            }
        }
        at += chunk.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read without tokens, and what stands after it.
    #[track_caller]
    fn check(content: &str, operator: &str, last: Option<[f32; 2]>, rest: &str) {
        let mut tokens = Tokens::new(content.as_bytes());
        let drawing = tokens.drawing();
        let step = drawing.map(|drawing| drawing.step);
        assert_eq!(step, Step::of_operator(operator.as_bytes()));
        assert_eq!(drawing.and_then(|drawing| drawing.numbers()), last);
        assert_eq!(&content[tokens.at..], rest);
    }

    #[test]
    fn reads_paths_by_their_last_numbers() {
        check("1 2 3 4 5.5 -6 c\n7 8 l", "c", Some([5.5, -6.0]), "\n7 8 l");
        check("\n 7 +8l/F1", "l", Some([7.0, 8.0]), "/F1");
        check("1 2 30 40.25 re W n", "re", Some([30.0, 40.25]), " W n");
        check("100000.125 200000.25 300000.5 400000.75 y", "y", Some([300_000.5, 400_000.75]), "");
        check("h", "h", None, "");
        check("5 m", "m", None, "");
    }

    #[test]
    fn leaves_what_is_no_path() {
        for content in
            ["1 0 0 1 5 6 cm", "1 2 %m\nm", "/m 2 l", "1 (a) m", "1 2 my", "1 2 ]m", "1 2", ""]
        {
            check(content, "", None, content);
        }
    }
}
