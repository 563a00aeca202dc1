//! Words of Hebrew and Arabic, drawn from left to right → their letters as they are read.

/// True for letters that are read from right to left.
pub(super) fn is_leftwards(letters: &str) -> bool {
    // Every one of them takes a first byte of at least 0xd6; most letters never get past this.
    letters.bytes().any(|byte| byte >= 0xd6) && letters.chars().any(is_leftward)
}

fn is_leftward(letter: char) -> bool {
    matches!(u32::from(letter), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x10800..=0x10fff)
        && !is_digit(letter)
}

/// Arabic digits are read from left to right.
fn is_digit(letter: char) -> bool {
    letter.is_numeric()
}

/// Turns the word that ends `text`, whose glyphs begin at `starts`; numbers and Latin letters keep their way.
pub(super) fn turn(text: &mut String, starts: &[usize]) {
    let Some(&begin) = starts.first() else { return };
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let glyphs: Vec<&str> =
        starts.iter().zip(ends).filter_map(|(&from, to)| text.get(from..to)).collect();
    let mut turned = String::with_capacity(text.len() - begin);
    let mut rest = glyphs.as_slice();
    while let Some((last, before)) = rest.split_last() {
        if !keeps_way(last) {
            turned.push_str(last);
            rest = before;
            continue;
        }
        let run = rest.iter().rev().take_while(|glyph| keeps_way(glyph)).count();
        let (before, run) = rest.split_at(rest.len() - run);
        turned.extend(run.iter().copied());
        rest = before;
    }
    text.truncate(begin);
    text.push_str(&turned);
}

fn keeps_way(glyph: &str) -> bool {
    glyph.chars().any(|letter| letter.is_alphanumeric() && !is_leftward(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(glyphs: &[&str], expected: &str) {
        let mut text = "förut ".to_owned();
        let mut starts = Vec::new();
        for glyph in glyphs {
            starts.push(text.len());
            text.push_str(glyph);
        }
        turn(&mut text, &starts);
        assert_eq!(text, format!("förut {expected}"));
    }

    #[test]
    fn turns_words_but_neither_numbers_nor_ligatures() {
        check(&["ם", "ו", "ל", "ש"], "שלום");
        check(&["ب", "لا"], "لاب");
        check(&["1", "2", "-", "ב"], "ב-12");
        check(&["a", "b"], "ab");
    }

    #[test]
    fn tells_which_letters_are_read_leftwards() {
        assert!(is_leftwards("ש") && is_leftwards("ﻼ"));
        assert!(
            !is_leftwards("å") && !is_leftwards("語") && !is_leftwards("٣") && !is_leftwards("")
        );
    }
}
