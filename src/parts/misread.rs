//! Words of formulas and headings with a letter misread → the words meant.
//!
//! A scanned page reads "Direktioien beslutar" and "Samlanfattning". What is mended here tells what a row opens; it
//! never becomes the text of anything.

use std::sync::LazyLock;

/// Words that may be misread in one letter, or in two when they are long.
const WORDS: [&str; 62] = [
    "beslutar",
    "besluta",
    "beslutade",
    "föreslår",
    "föreslås",
    "förslag",
    "förslaget",
    "fullmäktige",
    "fullmäktiges",
    "kommunfullmäktige",
    "kommunfullmäktiges",
    "kommunstyrelsen",
    "kommunstyrelsens",
    "direktionen",
    "direktionens",
    "arbetsutskottet",
    "arbetsutskottets",
    "socialnämnden",
    "socialnämndens",
    "styrelsen",
    "styrelsens",
    "nämnden",
    "nämndens",
    "medlemskommunernas",
    "förbundsfullmäktige",
    "förbundsstyrelsen",
    "förbundsstyrelsens",
    "förvaltningens",
    "kontorets",
    "regionstyrelsen",
    "regionstyrelsens",
    "regionfullmäktige",
    "stadsstyrelsen",
    "byggnadsnämnden",
    "byggnadsnämndens",
    "utbildningsnämnden",
    "utbildningsnämndens",
    "förbundsdirektionen",
    "kommundirektören",
    "kommundirektörens",
    "sammanfattning",
    "beslutsunderlag",
    "ärendebeskrivning",
    "bakgrund",
    "beskrivning",
    "bedömning",
    "handlingar",
    "propositionsordning",
    "beslutsgång",
    "omröstning",
    "reservation",
    "reservationer",
    "expedieras",
    "protokollsutdrag",
    "protokollsanteckning",
    "beslutsförslag",
    "yrkanden",
    "föreslås:",
    "beslutar:",
    "besluta:",
    "förslag:",
    "bakgrund:",
];
/// No word has more letters than this.
const LONGEST: usize = 24;
/// Letters of a word that is told though one is misread.
const LETTERS: usize = 7;
/// Letters of a word that is told though two are.
const MANY_LETTERS: usize = 10;
/// A row of more words is no heading and no formula alone.
const MOST_WORDS: usize = 8;

/// `text` with its misread words as they were meant; `None` when no word of it is.
pub(crate) fn mended(text: &str) -> Option<String> {
    let opens = text.starts_with(char::is_alphabetic) && !text.ends_with('.');
    if !opens || text.len() > 100 || text.split(' ').count() > MOST_WORDS {
        return None;
    }
    let first = text.split(' ').position(|word| meant(word).is_some())?;
    let mend = |(at, word): (usize, &str)| {
        let meant = meant(word).filter(|_| at >= first);
        meant.map_or_else(|| word.to_owned(), |meant| with_case_of(word, meant))
    };
    Some(text.split(' ').enumerate().map(mend).collect::<Vec<String>>().join(" "))
}

/// A word and its letters.
type Spelt = (&'static str, Vec<char>);

/// The words, by how many letters they have.
static BY_LENGTH: LazyLock<Vec<Vec<Spelt>>> = LazyLock::new(|| {
    let mut by_length: Vec<Vec<Spelt>> = Vec::new();
    for word in WORDS {
        let letters: Vec<char> = word.chars().collect();
        let at = letters.len();
        by_length.resize_with(by_length.len().max(at + 1), Vec::new);
        by_length[at].push((word, letters));
    }
    by_length
});

/// The word that `word` is, but for a letter.
fn meant(word: &str) -> Option<&'static str> {
    let n_letters = word.chars().count();
    let known = BY_LENGTH.get(n_letters).filter(|_| n_letters >= LETTERS)?;
    if known.is_empty() {
        return None;
    }
    let may_differ = if n_letters >= MANY_LETTERS { 2 } else { 1 };
    let mut lower = ['\0'; LONGEST];
    lower.iter_mut().zip(word.chars().flat_map(char::to_lowercase)).for_each(|(to, c)| *to = c);
    let differing = |letters: &[char]| {
        lower.iter().zip(letters).filter(|(a, b)| a != b).take(may_differ + 1).count()
    };
    let (known, n) = known
        .iter()
        .map(|(known, letters)| (*known, differing(letters)))
        .min_by_key(|(_, n)| *n)?;
    // One that is a word already, or another form of one, is none.
    let keeps_ending = n < 2 || word.ends_with(&known[known.len() - 1..]);
    ((1..=may_differ).contains(&n) && keeps_ending && !is_word(word)).then_some(known)
}

/// Words that differ from those above in a letter and are no misreadings.
fn is_word(word: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "besluten",
        "beslutat",
        "beslutas",
        "beslutad",
        "föreslog",
        "nämnder",
        "nämndes",
        "yrkandet",
        "föreslå",
        "bedömningar",
        "beskrivningar",
        "förslagen",
    ];
    let lower = word.to_lowercase();
    OTHERS.contains(&lower.trim_end_matches(':'))
}

fn with_case_of(word: &str, meant: &str) -> String {
    let n_large = word.chars().filter(|letter| letter.is_uppercase()).count();
    if n_large > 2 {
        return meant.to_uppercase();
    }
    // The first letter may be the one misread.
    let mut letters = meant.chars();
    match letters.next() {
        Some(first) if word.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => meant.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(mended(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn words_of_formulas_and_headings_are_mended() {
        check("Direktioien beslutar", Some("Direktionen beslutar"));
        check("Direktionen foreslås besluta", Some("Direktionen föreslås besluta"));
        check(
            "Kommulstyrelsens förslag till komnnnfullmäktige",
            Some("Kommunstyrelsens förslag till kommunfullmäktige"),
        );
        check("Samlanfattning", Some("Sammanfattning"));
        check("DIREKTIOOEN BESLUTAR", Some("DIREKTIONEN BESLUTAR"));
    }

    #[test]
    fn other_words_stay() {
        check("Direktionen beslutar", None);
        check("Besluten", None);
        check("Yrkandet", None);
        check("Ärenden", None);
        check("Direktioien beslutar om taxan.", None);
        check("Bostadsnämnden", None);
        check("Benämning", None);
    }
}
