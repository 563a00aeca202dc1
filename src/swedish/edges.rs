//! Bytes that a regular expression cannot do without: the first, the last, a digit.
//!
//! A heading's pattern (`^(?:beslut|förslag):?$`) is tried on every line; most lines begin with another letter.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// Some of all bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Bytes([u64; 4]);

impl Bytes {
    fn add(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1
    }
}

/// What a text must have at its ends, or in it, for one pattern to match.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edges {
    /// Of a pattern that matches at a text's start only.
    first: Option<Bytes>,
    /// Of a pattern that matches at a text's end only.
    last: Option<Bytes>,
    has_digit: bool,
}

impl Edges {
    pub(super) fn of(pattern: &Hir) -> Self {
        let looks = pattern.properties();
        let edge = |is_at_edge: bool, edge: Edge| {
            let mut bytes = Bytes::default();
            (is_at_edge && !add(pattern, edge, &mut bytes)).then_some(bytes)
        };
        Self {
            first: edge(looks.look_set_prefix().contains(Look::Start), Edge::First),
            last: edge(looks.look_set_suffix().contains(Look::End), Edge::Last),
            has_digit: has_digit(pattern),
        }
    }

    /// False when the pattern cannot match in `text` from byte `start` on.
    pub(super) fn may_match(&self, text: &str, start: usize) -> bool {
        let bytes = text.as_bytes();
        if let Some(first) = &self.first
            && !(start == 0 && bytes.first().is_some_and(|&byte| first.has(byte)))
        {
            return false;
        }
        if let Some(last) = &self.last
            && !bytes.last().is_some_and(|&byte| last.has(byte))
        {
            return false;
        }
        !self.has_digit || bytes[start..].iter().any(u8::is_ascii_digit)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    First,
    Last,
}

/// Adds the bytes that a match of `part` may have at `edge`; true when a match may be empty.
fn add(part: &Hir, edge: Edge, bytes: &mut Bytes) -> bool {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => {
            let byte = if edge == Edge::First { literal.0.first() } else { literal.0.last() };
            byte.iter().for_each(|&&byte| bytes.add(byte));
            byte.is_none()
        }
        HirKind::Class(class) => {
            add_class(class, edge, bytes);
            false
        }
        HirKind::Repetition(repetition) => add(&repetition.sub, edge, bytes) || repetition.min == 0,
        HirKind::Capture(capture) => add(&capture.sub, edge, bytes),
        HirKind::Concat(parts) if edge == Edge::First => {
            parts.iter().all(|part| add(part, edge, bytes))
        }
        HirKind::Concat(parts) => parts.iter().rev().all(|part| add(part, edge, bytes)),
        HirKind::Alternation(choices) => {
            let n_empty = choices.iter().filter(|choice| add(choice, edge, bytes)).count();
            n_empty > 0
        }
    }
}

fn add_class(class: &Class, edge: Edge, bytes: &mut Bytes) {
    match class {
        Class::Bytes(class) => {
            class.iter().for_each(|range| {
                (range.start()..=range.end()).for_each(|byte| bytes.add(byte));
            });
        }
        Class::Unicode(class) => {
            for range in class.iter() {
                add_letters(range.start(), range.end(), edge, bytes);
            }
        }
    }
}

fn add_letters(first: char, last: char, edge: Edge, bytes: &mut Bytes) {
    let lead = |letter: char| letter.encode_utf8(&mut [0; 4]).as_bytes()[0];
    if edge == Edge::First {
        (lead(first)..=lead(last)).for_each(|byte| bytes.add(byte));
        return;
    }
    (first..=last.min('\x7f')).for_each(|letter| bytes.add(lead(letter)));
    if !last.is_ascii() {
        (0x80..=0xBF).for_each(|byte| bytes.add(byte));
    }
}

/// True when each match of `part` holds a digit.
fn has_digit(part: &Hir) -> bool {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => false,
        HirKind::Literal(literal) => literal.0.iter().any(u8::is_ascii_digit),
        HirKind::Class(Class::Unicode(class)) => {
            let is_digits = |first: char, last: char| first >= '0' && last <= '9';
            class.iter().all(|range| is_digits(range.start(), range.end()))
        }
        HirKind::Repetition(repetition) => repetition.min > 0 && has_digit(&repetition.sub),
        HirKind::Capture(capture) => has_digit(&capture.sub),
        HirKind::Concat(parts) => parts.iter().any(has_digit),
        HirKind::Alternation(choices) => choices.iter().all(has_digit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, fits: &[&str], misses: &[&str]) {
        let edges = Edges::of(&regex_syntax::parse(pattern).unwrap());
        fits.iter().for_each(|text| assert!(edges.may_match(text, 0), "{pattern}: {text:?}"));
        misses.iter().for_each(|text| assert!(!edges.may_match(text, 0), "{pattern}: {text:?}"));
    }

    #[test]
    fn the_first_letter_tells() {
        check("(?i)^(?:ärende|punkt)s?", &["Ärendet", "ärende", "punkt", "PLATS"], &["Datum", ""]);
        check(r"^(?:- )?att\b", &["- att", "att", "avslå"], &["samt att"]);
        check(r"^\s*$|^nej", &["", " ", "nu"], &[]);
        check("^[^a-f]x", &["gx", "åx", "0"], &["ax", ""]);
        check("(?:^|,)att", &["x, att"], &[]);
    }

    #[test]
    fn the_last_letter_tells() {
        check(r"(?i)beslut\s*:?$", &["Beslut:", "beslut ", "BESLUT"], &["beslutar", ""]);
        check("[^a-z]$", &["Å", "å", "1"], &["a"]);
        check("beslut:?(?:$|,)", &["besluta"], &[]);
    }

    #[test]
    fn a_digit_is_wanted() {
        check(r"§\s?[0-9]{1,4}|sid 1", &["§ 3", "1"], &["§", "sid"]);
        check(r"[0-9]*:|[0-9a]", &["", "x"], &[]);
    }

    #[test]
    fn nothing_begins_further_on() {
        let edges = Edges::of(&regex_syntax::parse("^att").unwrap());
        assert!(edges.may_match("att att", 0) && !edges.may_match("att att", 4));
    }
}
