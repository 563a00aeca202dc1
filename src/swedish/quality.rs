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

/// [`char::is_alphabetic`], which takes long for å, ä and ö.
fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic() || is_marked(letter) || letter.is_alphabetic()
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
    words: usize,
    small: usize,
    unlike: usize,
    odd: usize,
    single: usize,
    function: usize,
}

/// How like text `text` is; `None` when there is too little of it to tell.
pub fn quality(text: &str) -> Option<Quality> {
    let n_letters = text.chars().filter(|letter| is_letter(*letter)).count();
    if n_letters < FEWEST_LETTERS {
        return None;
    }
    let mut count = Count::default();
    for word in text.split_whitespace().flat_map(|word| word.split(['-', '–', '/'])) {
        take(word.trim_matches(is_round), &mut count);
    }
    let share = |some: usize, all: usize| some as f32 / all.max(1) as f32;
    let marked = text.chars().filter(|letter| is_marked(*letter)).count();
    let spelled = count.small + count.odd;
    let is_run_together = n_letters > LONGEST_MEAN * count.words;
    let is_spread = count.single * 5 > count.words * 2;
    let is_odd = count.odd * 5 > count.words;
    if count.small < FEWEST_WORDS && !is_odd && !is_run_together && !is_spread {
        return None;
    }
    let plausible = 1.0 - share(count.unlike + count.odd, spelled);
    let function_words = share(count.function, count.words);
    let marked_letters = share(marked, n_letters);
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

fn take(word: &str, count: &mut Count) {
    let n_letters = word.chars().filter(|letter| is_letter(*letter)).count();
    if n_letters == 0 {
        return;
    }
    count.words += 1;
    count.single += usize::from(n_letters == 1 && word.chars().count() == 1);
    let shape = shape(word, n_letters);
    if shape != Shape::Odd && is_function_word(word) {
        count.function += 1;
    }
    match shape {
        Shape::Small if n_letters >= 3 => {
            count.small += 1;
            count.unlike += usize::from(!is_spelled(word) || n_letters > 40);
        }
        Shape::Odd => count.odd += 1,
        Shape::Small | Shape::Name | Shape::Other => {}
    }
}

fn shape(word: &str, n_letters: usize) -> Shape {
    let is_latin = |letter: char| {
        letter.is_ascii_alphabetic() || is_marked(letter) || matches!(letter, 'é' | 'ü' | 'É' | 'Ü')
    };
    if word.chars().all(is_latin) {
        let n_capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
        let begins = word.starts_with(char::is_uppercase);
        return match n_capitals {
            0 => Shape::Small,
            1 if begins => Shape::Name,
            n if n == n_letters => Shape::Name,
            _ if n_letters < 3 => Shape::Other,
            _ => Shape::Odd,
        };
    }
    let is_reference = word.contains(['@', ':'])
        || word.contains('.') && !word.contains("..")
        || word.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_digit));
    if n_letters < 3 || is_reference && word.is_ascii() { Shape::Other } else { Shape::Odd }
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

/// True when each letter of the small-letter `word` may follow the one before it.
fn is_spelled(word: &str) -> bool {
    let mut before = number('^');
    word.chars().chain(['^']).all(|letter| {
        let letter = match letter {
            'é' => 'e',
            'ü' => 'y',
            letter => letter,
        };
        let (first, then) = (before, number(letter));
        before = then;
        first.zip(then).is_some_and(|(first, then)| FOLLOWERS[first] & (1 << then) != 0)
    })
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
