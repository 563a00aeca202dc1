//! Numbers as Swedish prints them, and how much room words take.

/// A number with a thin line's minus, spaces between thousands and a decimal comma: "−12 345,6".
pub fn number(value: f64, decimals: usize) -> String {
    if value.abs() >= 1e16 {
        return format!("{value:.1e}").replace('.', ",").replace('-', "\u{2212}");
    }
    let told = format!("{:.decimals$}", value.abs());
    let (whole, part) = told.split_once('.').unwrap_or((&told, ""));
    let is_zero = told.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let mut number = String::new();
    if value < 0.0 && !is_zero {
        number.push('\u{2212}');
    }
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            number.push('\u{a0}');
        }
        number.push(digit);
    }
    if !part.is_empty() {
        number.push(',');
        number.push_str(part);
    }
    number
}

/// How many decimals tell values up to `highest` apart.
pub(super) fn decimals(values: impl Iterator<Item = f64>) -> usize {
    let (mut highest, mut is_whole) = (0.0_f64, true);
    for value in values {
        highest = highest.max(value.abs());
        is_whole &= value.fract() == 0.0;
    }
    match highest {
        _ if is_whole => 0,
        high if high >= 1_000.0 => 0,
        high if high >= 10.0 => 1,
        _ => 2,
    }
}

/// About how wide `text` is, set at `size`: as wide as in Noto Sans or a little more.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let of = |letter: char| match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')' | '['
        | ']' | ' ' | '\u{a0}' | '-' | 'f' | 't' | 'r' => 0.37,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' => 0.95,
        letter if letter.is_uppercase() => 0.7,
        _ => 0.59,
    };
    text.chars().map(of).sum::<f64>() * size
}

/// `text` on lines no wider than `room`; a word that is wider is cut.
pub(super) fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word = shorten(word, size, room);
        match lines.last_mut() {
            Some(line) if width(line, size) + width(&word, size) + 0.37 * size <= room => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// `text`, or its beginning and "…" where it has not the room.
pub(super) fn shorten(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        if width(&short, size) + width("…", size) + width(letter.encode_utf8(&mut [0; 4]), size)
            > room
        {
            break;
        }
        short.push(letter);
    }
    short.trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_swedish_has_them() {
        let told = [
            number(1_234_567.0, 0),
            number(-12.5, 1),
            number(0.0, 0),
            number(-0.01, 1),
            number(999.0, 0),
            number(12_345.678, 2),
            number(-1e18, 0),
        ];
        let expected = [
            "1\u{a0}234\u{a0}567",
            "\u{2212}12,5",
            "0",
            "0,0",
            "999",
            "12\u{a0}345,68",
            "\u{2212}1,0e18",
        ];
        assert_eq!(told, expected.map(str::to_owned));
    }

    #[test]
    fn decimals_are_as_many_as_tell_something() {
        assert_eq!(decimals([1.0, 250.0].into_iter()), 0);
        assert_eq!(decimals([1.5, 2_500.0].into_iter()), 0);
        assert_eq!(decimals([1.5, 25.0].into_iter()), 1);
        assert_eq!(decimals([0.25].into_iter()), 2);
        assert_eq!(decimals(std::iter::empty()), 0);
    }

    #[test]
    fn words_have_room() {
        let lines = wrap("Källa: arkivet med ett mycket långt namn och en sökning", 11.0, 120.0);
        assert!(
            lines.len() > 2 && lines.iter().all(|line| width(line, 11.0) <= 120.0),
            "{lines:?}"
        );
        assert_eq!(lines.join(" "), "Källa: arkivet med ett mycket långt namn och en sökning");
        let short = shorten("Räddningstjänstförbundet Mellersta Åsmarken", 12.0, 100.0);
        assert!(short.ends_with('…') && width(&short, 12.0) <= 100.0, "{short}");
        assert_eq!(shorten("Ekby", 12.0, 100.0), "Ekby");
        assert!(wrap(&"å".repeat(500), 11.0, 120.0)[0].ends_with('…'));
    }
}
