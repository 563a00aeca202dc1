//! The elements of SVG, written.

use std::fmt::Write as _;

use super::ink::{self, Ground, Tone};

/// A drawing in the making.
#[derive(Debug)]
pub(super) struct Svg {
    out: String,
    ground: Ground,
}

/// How a text stands to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Face {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) colour: Tone,
}

impl Svg {
    pub(super) fn on(ground: Ground) -> Self {
        Self { out: String::new(), ground }
    }

    pub(super) fn text(&mut self, at: (f64, f64), anchor: Anchor, face: Face, text: &str) {
        self.letters(at, anchor, face, "", text);
    }

    /// A text with the ground around its letters, where lines may stand behind.
    pub(super) fn text_over(&mut self, at: (f64, f64), anchor: Anchor, face: Face, text: &str) {
        let paper = ink::PAPER.on(self.ground);
        let around = format!(" stroke=\"{paper}\" stroke-width=\"3\" paint-order=\"stroke\"");
        self.letters(at, anchor, face, &around, text);
    }

    fn letters(&mut self, at: (f64, f64), anchor: Anchor, face: Face, more: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if face.bold { " font-weight=\"700\"" } else { "" };
        let _ = writeln!(
            self.out,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{anchor}{weight}{more}>{}</text>",
            place(at.0),
            place(at.1),
            place(face.size),
            face.colour.on(self.ground),
            escaped(text)
        );
    }

    /// A filled rectangle; `told` is shown by whoever points to it.
    pub(super) fn rect(&mut self, [x, y, width, height]: [f64; 4], fill: &str, told: &str) {
        let told = if told.is_empty() {
            String::new()
        } else {
            format!("<title>{}</title>", escaped(told))
        };
        let edge = if told.is_empty() {
            String::new()
        } else {
            format!(" stroke=\"{}\" stroke-width=\"0.6\"", ink::EDGE.on(self.ground))
        };
        let _ = writeln!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"{edge}>{told}</rect>",
            place(x),
            place(y),
            place(width),
            place(height)
        );
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: Tone) {
        let _ = writeln!(
            self.out,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"1\"/>",
            place(from.0),
            place(from.1),
            place(to.0),
            place(to.1),
            colour.on(self.ground)
        );
    }

    pub(super) fn end(self) -> String {
        self.out
    }
}

/// A coordinate, to the hundredth.
fn place(at: f64) -> String {
    let told = format!("{at:.2}");
    let told = told.trim_end_matches('0').trim_end_matches('.');
    if told == "-0" { "0".to_owned() } else { told.to_owned() }
}

/// Text as it may stand in an element; letters that drive a terminal or turn a line are U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{fffe}'
            | '\u{ffff}' => escaped.push('\u{fffd}'),
            letter if letter.is_control() => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_as_they_may_stand() {
        assert_eq!(
            [place(12.0), place(0.126), place(-0.001)],
            ["12", "0.13", "0"].map(str::to_owned)
        );
        assert_eq!(escaped("<b>&\u{1b}\u{202e}\n"), "&lt;b&gt;&amp;\u{fffd}\u{fffd} ");
    }
}
