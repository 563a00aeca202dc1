//! Letters that spell nothing: a font whose codes are told as other letters than it draws.

use std::sync::LazyLock;

use unicode_normalization::char::decompose_canonical;

/// Fewer letters tell nothing.
const FEWEST: usize = 200;

/// How often each letter of the Latin alphabet stands in running text, in hundredths of a per cent: the mean of
/// Swedish, English, German, French, Finnish and Spanish.
const OFTEN: [u16; 26] = [
    890, 140, 230, 420, 1_240, 160, 200, 300, 720, 60, 190, 490, 290, 790, 590, 220, 30, 660, 660,
    730, 360, 160, 70, 20, 120, 40,
];

/// The bits that each letter takes.
static BITS: LazyLock<[f32; 26]> =
    LazyLock::new(|| OFTEN.map(|often| -(f32::from(often) / 10_000.0).log2()));

/// Bits that a letter takes when it is written by [`OFTEN`]: running text and tables of names stay below 4.7, text
/// with its letters exchanged takes 5 and more.
const MOST_BITS: f32 = 4.85;

/// Why `text`, of a page or of a font, cannot be what is shown.
pub(super) fn spells_nothing(text: &str) -> Option<&'static str> {
    let (mut n_latin, mut n_marked, mut n_private, mut bits) = (0usize, 0usize, 0usize, 0f32);
    let mut scripts = [0usize; 6];
    for letter in text.chars() {
        if ('\u{e000}'..='\u{f8ff}').contains(&letter) {
            n_private += 1;
        }
        let Some(script) = script(letter) else { continue };
        scripts[script] += 1;
        if script > 0 {
            continue;
        }
        n_latin += 1;
        n_marked += usize::from(!letter.is_ascii());
        let mut base = letter;
        if !letter.is_ascii() {
            decompose_canonical(letter, |part| {
                if part.is_ascii_alphabetic() {
                    base = part;
                }
            });
        }
        bits += match base.to_ascii_lowercase() {
            base @ 'a'..='z' => BITS[base as usize - 97],
            _ => 10.0,
        };
    }
    let n_letters: usize = scripts.iter().sum();
    if n_private >= FEWEST / 10 && n_private * 5 > n_letters {
        return Some("many signs have no meaning outside their font");
    }
    if n_letters < FEWEST {
        return None;
    }
    if scripts.iter().filter(|&&n| n * 10 > n_letters).count() > 3 {
        return Some("the letters are of many scripts at once");
    }
    if n_latin * 2 < n_letters || n_latin < FEWEST {
        return None;
    }
    let says_nothing = bits / n_latin as f32 > MOST_BITS || n_marked * 5 > n_latin * 2;
    says_nothing.then_some("the letters spell no words of any language known")
}

/// Latin, Greek, Cyrillic, Hebrew and Arabic, East Asian, others.
fn script(letter: char) -> Option<usize> {
    if !letter.is_alphabetic() {
        return None;
    }
    Some(match u32::from(letter) {
        0..0x250 | 0x1e00..0x1f00 => 0,
        0x370..0x400 | 0x1f00..0x2000 => 1,
        0x400..0x530 => 2,
        0x590..0x780 | 0xfb1d..0xfe00 | 0xfe70..0xff00 => 3,
        0x2e80..0xa000 | 0xac00..0xd7b0 | 0xf900..0xfb00 | 0xff00..0xfff0 | 0x20000..0x40000 => 4,
        _ => 5,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SWEDISH: &str = "Kommunstyrelsen beslutar att godkänna förslaget till budget för år 2025 och att överlämna \
        ärendet till kommunfullmäktige för beslut. Ledamöterna reserverar sig mot beslutet till förmån för eget \
        förslag. Paragrafen förklaras omedelbart justerad. Tjänsteskrivelsen är daterad den 14 mars.";

    #[track_caller]
    fn check(text: &str, expected: bool) {
        let told = spells_nothing(text);
        assert_eq!(told.is_some(), expected, "{told:?}");
    }

    /// Each small letter as the one so many places after it.
    fn shifted(by: u8) -> String {
        let shift = |letter: char| match letter {
            'a'..='z' => char::from((letter as u8 - b'a' + by) % 26 + b'a'),
            letter => letter,
        };
        SWEDISH.to_lowercase().chars().map(shift).collect()
    }

    #[test]
    fn text_and_tables_are_fine() {
        check(SWEDISH, false);
        check(&SWEDISH.to_uppercase(), false);
        check(&"Andersson Bettan V, Blixt Jessica D, Wiking Axel M, Åberg Åsa Ö ".repeat(5), false);
        check(&"1 250 000 kr 98,5 % ".repeat(40), false);
        check(&"Συνάντηση του δημοτικού συμβουλίου ".repeat(9), false);
        check(
            &"Zasedání zastupitelstva města proběhlo včera večer za účasti veřejnosti ".repeat(5),
            false,
        );
    }

    #[test]
    fn exchanged_letters_are_told() {
        for by in [1, 3, 13, 22] {
            check(&shifted(by), true);
        }
    }

    #[test]
    fn signs_of_no_meaning_are_told() {
        check(&"\u{f041}\u{f042}\u{f043} ".repeat(20), true);
        check(&"ÄÖåé ÏîÝÞ üûÊ ".repeat(40), true);
        check(&"aαбא語ก ".repeat(60), true);
        check("\u{f0b7} en punkt", false);
    }
}
