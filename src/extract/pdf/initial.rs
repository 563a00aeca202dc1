//! A large letter at the beginning of a paragraph (an initial, *anfang*) → joined with the word that it begins.

use crate::model::{Page, Turn, Word};

/// An initial is so much larger than its word; a letter with an index beside it is not.
const LARGER: f32 = 1.8;
/// White between an initial and its word, in ems of the word.
const FARTHEST: f32 = 0.7;
/// The same for letters that are words by themselves.
const NEAREST: f32 = 0.15;
/// Height of capitals, in ems.
const CAPITALS: f32 = 0.7;

/// Joins initials with their words; they stand where the words stand.
pub(super) fn join(page: &mut Page) {
    let mut at = 0;
    while at + 1 < page.words.len() {
        if begins(page, &page.words[at], &page.words[at + 1]) {
            let initial = page.words.remove(at);
            let word = &mut page.words[at];
            word.text.start = initial.text.start;
            word.rect.x0 = initial.rect.x0;
            word.spaced = initial.spaced;
        }
        at += 1;
    }
}

fn begins(page: &Page, initial: &Word, word: &Word) -> bool {
    if initial.size < LARGER * word.size {
        return false;
    }
    let stand_alike = initial.turn == Turn::Upright
        && word.turn == Turn::Upright
        && initial.visible == word.visible
        && initial.text.end == word.text.start;
    let letters = page.letters(initial);
    let goes_on = page.letters(word).starts_with(char::is_lowercase);
    let mut chars = letters.chars();
    let is_capital = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    if !stand_alike || !is_capital || !goes_on {
        return false;
    }
    // *I*, *Å* and *Ö* are words.
    let farthest = if matches!(letters, "I" | "Å" | "Ö") { NEAREST } else { FARTHEST };
    let white = (word.rect.x0 - initial.rect.x1) / word.size.max(0.1);
    let is_beside = (-0.3..farthest).contains(&white);
    // The tops of both are at one height, or both stand on one line.
    let hangs = initial.baseline - word.baseline;
    let tops = hangs - CAPITALS * (initial.size - word.size);
    let is_hanging = hangs > 0.5 * word.size;
    is_beside && (hangs.abs() < 0.1 * word.size || (is_hanging && tops.abs() < 0.5 * word.size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rect;

    /// Words as (letters, left edge, baseline, size), half an em a letter, drawn one after the other.
    #[track_caller]
    fn check(words: &[(&str, f32, f32, f32)], expected: &[(&str, f32)]) {
        let mut page = Page::default();
        for &(letters, x, baseline, size) in words {
            let start = page.text.len() as u32;
            page.text.push_str(letters);
            let width = 0.5 * size * letters.chars().count() as f32;
            page.words.push(Word::plain(
                start..page.text.len() as u32,
                Rect { x0: x, y0: baseline - 0.8 * size, x1: x + width, y1: baseline },
                baseline,
                size,
            ));
        }
        join(&mut page);
        let told = page.words.iter().map(|word| (page.letters(word), word.baseline));
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_initial_belongs_to_its_word() {
        // Three lines high.
        let hanging = [("K", 10.0, 124.0, 44.0), ("ommunen", 34.0, 100.0, 10.0)];
        check(&hanging, &[("Kommunen", 100.0)]);
        // On the line itself.
        check(&[("D", 10.0, 100.0, 20.0), ("en", 21.0, 100.0, 10.0)], &[("Den", 100.0)]);
        check(&[("I", 10.0, 100.0, 20.0), ("nom", 20.5, 100.0, 10.0)], &[("Inom", 100.0)]);
    }

    #[test]
    fn other_letters_stand_alone() {
        let alone = |words: &[(&str, f32, f32, f32)]| {
            let as_they_are: Vec<_> = words.iter().map(|word| (word.0, word.2)).collect();
            check(words, &as_they_are);
        };
        // Of one size; too far; a word by itself; more than a letter; a heading above; a name; an index; a digit.
        alone(&[("S", 10.0, 100.0, 10.0), ("yrkar", 16.0, 100.0, 10.0)]);
        alone(&[("B", 10.0, 100.0, 20.0), ("bilaga", 40.0, 100.0, 10.0)]);
        alone(&[("I", 10.0, 124.0, 44.0), ("kommunen", 36.0, 100.0, 10.0)]);
        alone(&[("KS", 10.0, 100.0, 20.0), ("den", 31.0, 100.0, 10.0)]);
        alone(&[("A", 10.0, 80.0, 20.0), ("den", 21.0, 100.0, 10.0)]);
        alone(&[("A", 10.0, 100.0, 20.0), ("Andersson", 21.0, 100.0, 10.0)]);
        alone(&[("Z", 10.0, 100.0, 10.0), ("α", 15.0, 100.5, 6.5)]);
        alone(&[("1", 10.0, 100.0, 20.0), ("ex", 21.0, 100.0, 10.0)]);
    }
}
