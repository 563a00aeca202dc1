//! Where a pattern wants word boundaries (`\b`), and what stands for them.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

/// What comes behind the letters of Latin script.
const LATIN_END: char = '\u{250}';

/// Where a pattern wants word boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Boundaries {
    Nowhere,
    /// Before each match when `start`, or before some; behind some; nowhere else.
    AtEnds {
        start: bool,
    },
    Inside,
}

pub(super) fn boundaries(pattern: &Hir) -> Boundaries {
    if !pattern.properties().look_set().contains_word() {
        Boundaries::Nowhere
    } else if are_at_ends(pattern, true, true) {
        Boundaries::AtEnds { start: begins_at_boundary(pattern) }
    } else {
        Boundaries::Inside
    }
}

/// True when `part` wants word boundaries only where it begins, if that is the pattern's start, or where it ends.
fn are_at_ends(part: &Hir, at_start: bool, at_end: bool) -> bool {
    match part.kind() {
        HirKind::Look(Look::WordUnicode) => at_start || at_end,
        HirKind::Concat(parts) => {
            let last = parts.len() - 1;
            let ends = |at: usize| (at_start && at == 0, at_end && at == last);
            parts.iter().enumerate().all(|(at, part)| are_at_ends(part, ends(at).0, ends(at).1))
        }
        HirKind::Alternation(choices) => {
            choices.iter().all(|choice| are_at_ends(choice, at_start, at_end))
        }
        HirKind::Capture(capture) => are_at_ends(&capture.sub, at_start, at_end),
        _ => !part.properties().look_set().contains_word(),
    }
}

/// True when each match of `part` begins at a word boundary.
fn begins_at_boundary(part: &Hir) -> bool {
    match part.kind() {
        HirKind::Look(look) => *look == Look::WordUnicode,
        HirKind::Concat(parts) => parts.first().is_some_and(begins_at_boundary),
        HirKind::Alternation(choices) => choices.iter().all(begins_at_boundary),
        HirKind::Capture(capture) => begins_at_boundary(&capture.sub),
        _ => false,
    }
}

/// `part` without word boundaries, but where one opens the pattern it takes the letter before.
pub(super) fn with_letter_before(part: &Hir, at_start: bool) -> Hir {
    match part.kind() {
        HirKind::Look(Look::WordUnicode) => Hir::empty(),
        HirKind::Concat(parts) => {
            let mut made: Vec<Hir> = parts
                .iter()
                .enumerate()
                .map(|(at, part)| with_letter_before(part, at_start && at == 0))
                .collect();
            let opens = *parts[0].kind() == HirKind::Look(Look::WordUnicode);
            if at_start && opens && parts.get(1).is_some_and(begins_with_letter) {
                let other = Hir::class(Class::Unicode(others()));
                made[0] = Hir::alternation(vec![Hir::look(Look::Start), other]);
            }
            Hir::concat(made)
        }
        HirKind::Alternation(choices) => Hir::alternation(
            choices.iter().map(|choice| with_letter_before(choice, at_start)).collect(),
        ),
        HirKind::Capture(capture) => with_letter_before(&capture.sub, at_start),
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            sub: Box::new(with_letter_before(&repetition.sub, false)),
            ..repetition.clone()
        }),
        _ => part.clone(),
    }
}

/// All but the letters and digits of Latin script.
fn others() -> ClassUnicode {
    let is_word = |letter: &char| regex_syntax::try_is_word_character(*letter).unwrap_or(true);
    let letters = ('\0'..LATIN_END).filter(is_word).map(|c| ClassUnicodeRange::new(c, c));
    let mut class = ClassUnicode::new(letters);
    class.negate();
    class
}

/// True when each match of `part` begins with a letter or digit.
fn begins_with_letter(part: &Hir) -> bool {
    let is_word = |c: char| regex_syntax::try_is_word_character(c).unwrap_or(false);
    match part.kind() {
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0)
            .is_ok_and(|text| text.chars().next().is_some_and(is_word)),
        HirKind::Class(Class::Unicode(class)) => class
            .iter()
            .all(|range| range.end() < LATIN_END && (range.start()..=range.end()).all(is_word)),
        HirKind::Capture(capture) => begins_with_letter(&capture.sub),
        HirKind::Repetition(repetition) => {
            repetition.min > 0 && begins_with_letter(&repetition.sub)
        }
        HirKind::Concat(parts) => parts.first().is_some_and(begins_with_letter),
        HirKind::Alternation(choices) => choices.iter().all(begins_with_letter),
        _ => false,
    }
}

/// True between a letter, digit or mark and what is none.
pub(super) fn is_boundary(text: &str, at: usize) -> bool {
    let is_word = |letter: char| {
        if letter.is_ascii() {
            letter.is_ascii_alphanumeric() || letter == '_'
        } else {
            regex_syntax::try_is_word_character(letter).unwrap_or_else(|_| letter.is_alphanumeric())
        }
    };
    let before = text[..at].chars().next_back().is_some_and(is_word);
    let after = text[at..].chars().next().is_some_and(is_word);
    before != after
}
