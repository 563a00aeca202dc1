//! text → [Line]s (broken to a measure, hyphenated where the style allows)

use super::face::{Faces, Weight};

/// One line of a paragraph.
pub(crate) struct Line {
    /// Its text, the inserted hyphen included.
    pub(crate) text: String,
    /// Whether it ends in an inserted hyphen.
    pub(crate) hyphen: bool,
    /// Whether it ends the paragraph.
    pub(crate) last: bool,
}

/// How lines are filled.
#[derive(Clone, Copy)]
pub(crate) struct Fill<'a> {
    /// The fonts to measure with.
    pub(crate) faces: &'a Faces,
    /// The weight to measure with.
    pub(crate) weight: Weight,
    /// The size to measure with.
    pub(crate) size: f32,
    /// Whether words may be hyphenated to fill a line.
    pub(crate) hyphenate: bool,
}

/// A piece of text that a line may end after.
struct Piece {
    text: String,
    /// Whether a space stands before it.
    apart: bool,
}

impl Fill<'_> {
    /// Breaks a text to a measure.
    pub(crate) fn lines(&self, text: &str, measure: f32) -> Vec<Line> {
        let space = self.width(" ");
        let mut pieces = pieces(text);
        pieces.reverse();
        let mut done: Vec<Line> = Vec::new();
        let mut line = String::new();
        let mut used = 0.0;
        while let Some(piece) = pieces.pop() {
            let gap = if piece.apart && !line.is_empty() { space } else { 0.0 };
            let width = self.width(&piece.text);
            if used + gap + width <= measure + 0.01 {
                line.push_str(if gap > 0.0 { " " } else { "" });
                line.push_str(&piece.text);
                used += gap + width;
                continue;
            }
            let must = line.is_empty();
            let room = measure - used - gap;
            let split = (must || self.hyphenate)
                .then(|| self.split(&piece.text, room))
                .flatten()
                .or_else(|| must.then(|| self.chop(&piece.text, room)));
            let Some((head, tail, hyphen)) = split else {
                done.push(Line { text: std::mem::take(&mut line), hyphen: false, last: false });
                used = 0.0;
                pieces.push(piece);
                continue;
            };
            line.push_str(if gap > 0.0 { " " } else { "" });
            line.push_str(&head);
            done.push(Line { text: std::mem::take(&mut line), hyphen, last: false });
            used = 0.0;
            pieces.push(Piece { text: tail, apart: false });
        }
        if !line.is_empty() || done.is_empty() {
            done.push(Line { text: line, hyphen: false, last: false });
        }
        if let Some(end) = done.last_mut() {
            end.last = true;
        }
        done
    }

    /// The widest piece of a text that cannot be broken without a hyphen.
    pub(crate) fn widest(&self, text: &str) -> f32 {
        pieces(text).iter().map(|piece| self.width(&piece.text)).fold(0.0, f32::max)
    }

    /// The width of a text in points.
    pub(crate) fn width(&self, text: &str) -> f32 {
        self.faces.width(text, self.weight, self.size)
    }

    /// Splits a word at the last hyphenation point that fits.
    fn split(&self, word: &str, room: f32) -> Option<(String, String, bool)> {
        points(word).into_iter().rev().find_map(|at| {
            let head = format!("{}-", &word[..at]);
            (self.width(&head) <= room).then(|| (head, word[at..].to_owned(), true))
        })
    }

    /// Cuts a word that has no hyphenation point where the room ends.
    fn chop(&self, word: &str, room: f32) -> (String, String, bool) {
        let ends = word.char_indices().map(|(at, letter)| at + letter.len_utf8());
        let fits = ends.clone().take_while(|end| self.width(&word[..*end]) <= room).last();
        let at = fits.or_else(|| ends.clone().next()).unwrap_or(word.len());
        (word[..at].to_owned(), word[at..].to_owned(), false)
    }
}

/// Cuts a text at spaces, and after a hyphen or slash between letters.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let letters = word.char_indices().collect::<Vec<_>>();
        let mut start = 0;
        for trio in letters.windows(3) {
            let [(_, before), (at, joint), (next, after)] = *trio else { continue };
            let joins = before.is_alphabetic() && after.is_alphabetic() && "-/–".contains(joint);
            if joins && at - start > 2 && word.len() - next > 2 {
                let text = word[start..next].to_owned();
                pieces.push(Piece { text, apart: start == 0 });
                start = next;
            }
        }
        pieces.push(Piece { text: word[start..].to_owned(), apart: start == 0 });
    }
    pieces
}

/// The byte offsets where a word may be hyphenated, by the rule that one consonant goes with the
/// vowel after it.
fn points(word: &str) -> Vec<usize> {
    let letters = word.char_indices().collect::<Vec<_>>();
    let vowel = |letter: char| "aeiouyåäöéAEIOUYÅÄÖÉ".contains(letter);
    let plain =
        |part: &[(usize, char)]| part.len() >= 3 && part.iter().any(|(_, letter)| vowel(*letter));
    let first = letters.iter().take_while(|(_, letter)| !letter.is_alphabetic()).count();
    let whole = letters[first..].iter().take_while(|(_, letter)| letter.is_alphabetic()).count();
    let core = &letters[first..first + whole];
    if whole < 7 || letters[first + whole..].iter().any(|(_, letter)| letter.is_alphanumeric()) {
        return Vec::new();
    }
    let fits = |at: &usize| {
        let (before, here, after) = (core[at - 1].1, core[*at].1, core[at + 1].1);
        let knit = matches!((before, here), ('c', 'k' | 'h') | ('s', 'j' | 'h') | ('t' | 'k', 'j'));
        !vowel(here) && vowel(after) && !knit && plain(&core[..*at]) && plain(&core[*at..])
    };
    (1..whole - 1).filter(fits).map(|at| core[at].0).collect()
}
