//! How like Swedish text some letters are.
//!
//! Three signs, none of which needs a list of words: whether each word is spelled as Swedish words are, letter by letter;
//! the share of the small words that every text has; and the share of å, ä and ö.

use std::sync::LazyLock;

use crate::model::{Quality, QualityLevel};

/// Fewer small-letter words than this tell nothing.
const FEWEST_WORDS: usize = 40;

/// Fewer letters than this tell nothing.
const FEWEST_LETTERS: usize = 200;

/// Words without a space between them are longer than this in the mean.
const LONGEST_MEAN: usize = 15;

/// Which letters, and `^` for the word's end, may follow each letter, and `^` its beginning: all that follow it more
/// often than once in 256, counted in the corpus' papers. Of q, w and z there are too few to tell.
const FOLLOWS: [(char, &str); 30] = [
    ('^', "abdefghijklmnoprstuvyåäö"),
    ('a', "dfgklmnprstuv^"),
    ('b', "abeijloruyåäö^"),
    ('c', "aehiky"),
    ('d', "abdefgiklnorsö^"),
    ('e', "bcdfghklmnrstvx^"),
    ('f', "aefijlortuyåäö^"),
    ('g', "adeghilnorstuåäö^"),
    ('h', "aeloruyåäö^"),
    ('i', "acdefgklmnorstv^"),
    ('j', "adegnopsuäö^"),
    ('k', "aehilnorstuvyäö^"),
    ('l', "abdefgijklmnostuvyåäö^"),
    ('m', "abefhikmnoprstuvyåäö^"),
    ('n', "adefghiklmnorstuvyä^"),
    ('o', "bcdfgjklmnprstv^"),
    ('p', "adefghilmnoprstuå^"),
    ('q', "abcdefghijklmnopqrstuvwxyzåäö^"),
    ('r', "abdeghiklmnorstuvyåäö^"),
    ('s', "abcdefgijklmnoprstuvyäö^"),
    ('t', "abdefgijklnorstuvyåäö^"),
    ('u', "adgklmnprstv"),
    ('v', "aefgiknorstvåä^"),
    ('w', "abcdefghijklmnopqrstuvwxyzåäö^"),
    ('x', "aenpt^"),
    ('y', "abcdfghklmnrst^"),
    ('z', "abcdefghijklmnopqrstuvwxyzåäö^"),
    ('å', "deghklnrst^"),
    ('ä', "cdgklmnrstv"),
    ('ö', "bdghjklmnprstv^"),
];

const FUNCTION_WORDS: [&str; 34] = [
    "och", "att", "i", "för", "som", "av", "på", "med", "till", "den", "det", "är", "en", "ett",
    "har", "de", "inte", "om", "vid", "kan", "ska", "från", "enligt", "eller", "inom", "under",
    "även", "samt", "mot", "skall", "har", "var", "efter", "sig",
];

/// True for signs that stand round a word.
fn is_round(letter: char) -> bool {
    match letter {
        '0'..='9' | 'A'..='Z' | 'a'..='z' => false,
        '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '"' | '\'' => true,
        '-' | '*' | '|' | '_' | '/' => true,
        letter => {
            matches!(letter, '”' | '“' | '’' | '»' | '«' | '•' | '–' | '—' | '…' | '§')
        }
    }
}

fn is_marked(letter: char) -> bool {
    matches!(letter, 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö')
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// In small letters.
    Small,
    /// With a capital first, or all in capitals.
    Name,
    /// Letters mixed with figures, signs or stray capitals.
    Odd,
    /// A number, an address, a reference.
    Other,
}

/// What was counted on a page.
#[derive(Debug, Default)]
struct Count {
    letters: usize,
    /// å, ä and ö among them.
    marked: usize,
    words: usize,
    small: usize,
    unlike: usize,
    odd: usize,
    single: usize,
    function: usize,
}

/// How like text `text` is; `None` when there is too little of it to tell.
pub fn quality(text: &str) -> Option<Quality> {
    let mut count = Count::default();
    for word in text.split_whitespace().flat_map(|word| word.split(['-', '–', '/'])) {
        take(word.trim_matches(is_round), &mut count);
    }
    let n_letters = count.letters;
    if n_letters < FEWEST_LETTERS {
        return None;
    }
    let share = |some: usize, all: usize| some as f32 / all.max(1) as f32;
    let spelled = count.small + count.odd;
    let is_run_together = n_letters > LONGEST_MEAN * count.words;
    let is_spread = count.single * 5 > count.words * 2;
    let is_odd = count.odd * 5 > count.words;
    if count.small < FEWEST_WORDS && !is_odd && !is_run_together && !is_spread {
        return None;
    }
    let plausible = 1.0 - share(count.unlike + count.odd, spelled);
    let function_words = share(count.function, count.words);
    let marked_letters = share(count.marked, n_letters);
    let is_no_text = is_run_together || is_spread || function_words < 0.10 || marked_letters < 0.02;
    let level = match plausible {
        _ if is_no_text => QualityLevel::Bad,
        0.80.. => QualityLevel::Good,
        0.72.. => QualityLevel::Review,
        0.60.. => QualityLevel::Suspect,
        _ => QualityLevel::Bad,
    };
    Some(Quality { level, plausible, function_words, marked_letters })
}

/// What one look at a word's letters tells.
#[derive(Debug)]
struct Word {
    signs: usize,
    letters: usize,
    marked: usize,
    capitals: usize,
    /// All its signs are letters of Swedish names.
    is_latin: bool,
    /// Each letter may follow the one before it.
    is_spelled: bool,
}

impl Word {
    fn of(word: &str) -> Self {
        let followers = &*FOLLOWERS;
        let mut seen =
            Self { signs: 0, letters: 0, marked: 0, capitals: 0, is_latin: true, is_spelled: true };
        let mut before = number('^');
        let mut follows = |letter: char| {
            let then = number(letter);
            let first = std::mem::replace(&mut before, then);
            first.zip(then).is_some_and(|(first, then)| followers[first] & (1 << then) != 0)
        };
        for letter in word.chars() {
            let (is_marked, is_other) =
                (is_marked(letter), matches!(letter, 'é' | 'ü' | 'É' | 'Ü'));
            let is_latin = letter.is_ascii_alphabetic() || is_marked || is_other;
            seen.signs += 1;
            seen.letters += usize::from(is_latin || letter.is_alphabetic());
            seen.marked += usize::from(is_marked);
            seen.is_latin &= is_latin;
            seen.capitals += usize::from(letter.is_uppercase());
            seen.is_spelled = seen.is_spelled
                && follows(match letter {
                    'é' => 'e',
                    'ü' => 'y',
                    letter => letter,
                });
        }
        seen.is_spelled = seen.is_spelled && follows('^');
        seen
    }
}

fn take(word: &str, count: &mut Count) {
    let seen = Word::of(word);
    if seen.letters == 0 {
        return;
    }
    count.letters += seen.letters;
    count.marked += seen.marked;
    count.words += 1;
    count.single += usize::from(seen.signs == 1);
    let shape = shape(word, &seen);
    if shape != Shape::Odd && is_function_word(word) {
        count.function += 1;
    }
    match shape {
        Shape::Small if seen.letters >= 3 => {
            count.small += 1;
            count.unlike += usize::from(!seen.is_spelled || seen.letters > 40);
        }
        Shape::Odd => count.odd += 1,
        Shape::Small | Shape::Name | Shape::Other => {}
    }
}

fn shape(word: &str, seen: &Word) -> Shape {
    if seen.is_latin {
        return match seen.capitals {
            0 => Shape::Small,
            1 if word.starts_with(char::is_uppercase) => Shape::Name,
            n if n == seen.letters => Shape::Name,
            _ if seen.letters < 3 => Shape::Other,
            _ => Shape::Odd,
        };
    }
    let is_reference = word.contains(['@', ':'])
        || word.contains('.') && !word.contains("..")
        || word.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_digit));
    if seen.letters < 3 || is_reference && word.is_ascii() { Shape::Other } else { Shape::Odd }
}

fn is_function_word(word: &str) -> bool {
    /// Of "enligt", in bytes.
    const LONGEST: usize = 6;
    if word.len() > LONGEST {
        return false;
    }
    if word.chars().all(char::is_lowercase) {
        return FUNCTION_WORDS.contains(&word);
    }
    FUNCTION_WORDS.contains(&word.to_lowercase().as_str())
}

/// [`FOLLOWS`] by the letters' numbers: a bit for each letter that may follow.
static FOLLOWERS: LazyLock<[u32; 30]> = LazyLock::new(|| {
    let mut followers = [0; 30];
    for (first, letters) in FOLLOWS {
        for then in letters.chars().filter_map(number) {
            if let Some(first) = number(first) {
                followers[first] |= 1 << then;
            }
        }
    }
    followers
});

/// a to z, å, ä, ö, and `^`, from 0.
fn number(letter: char) -> Option<usize> {
    match letter {
        'a'..='z' => Some(letter as usize - 'a' as usize),
        'å' => Some(26),
        'ä' => Some(27),
        'ö' => Some(28),
        '^' => Some(29),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
