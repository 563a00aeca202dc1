//! The verdicts, on single texts and on the corpus with every damage that is known.

use std::path::Path;

use super::*;

const TEXT: &str = "Kommunstyrelsen beslutar att godkänna förslaget till budget för år 2025 och att överlämna \
    ärendet till kommunfullmäktige för beslut. Ledamöterna reserverar sig mot beslutet till förmån för eget \
    förslag. Paragrafen förklaras omedelbart justerad. Tjänsteskrivelsen är daterad den 14 mars. Nämnden har i \
    sitt yttrande framhållit att kostnaderna för den nya skolan inte ryms inom ramen, och att en ny prövning \
    därför måste göras innan upphandlingen kan påbörjas. Dnr KS/2024:117, e-post kansli@exempelbyn.example.";

#[track_caller]
fn check(text: &str, expected: Option<QualityLevel>) {
    assert_eq!(quality(text).map(|quality| quality.level), expected, "{:?}", quality(text));
}

/// Every `nth` letter as the one that a scanner takes it for.
fn confused(nth: usize) -> String {
    let pairs = [
        ('m', "rn"),
        ('l', "1"),
        ('e', "c"),
        ('n', "u"),
        ('t', "f"),
        ('å', "a"),
        ('d', "cl"),
        ('o', "0"),
    ];
    let mut seen = 0;
    let other = |letter: char| {
        let wrong = pairs.iter().find(|(from, _)| *from == letter).map(|(_, to)| (*to).to_owned());
        seen += usize::from(wrong.is_some());
        wrong.filter(|_| seen % nth == 0).unwrap_or_else(|| letter.to_string())
    };
    TEXT.chars().map(other).collect()
}

#[test]
fn printed_text_is_good() {
    check(TEXT, Some(QualityLevel::Good));
}

#[test]
fn names_and_numbers_cannot_be_judged() {
    check(&"Andersson Bettan V, Blixt Jessica D, Wiking Axel M, Åberg Åsa Ö ".repeat(9), None);
    check(&"1 250 000 kr 98,5 % ".repeat(40), None);
    check("En kort sida.", None);
}

#[test]
fn confused_letters_are_told() {
    check(&confused(9), Some(QualityLevel::Good));
    let some = quality(&confused(4)).expect("enough").plausible;
    let many = quality(&confused(2)).expect("enough").plausible;
    assert!(many < some && some < 0.9, "{many} {some}");
    check(&confused(1), Some(QualityLevel::Bad));
}

#[test]
fn broken_text_is_bad() {
    let bad = Some(QualityLevel::Bad);
    let plain = |letter| match letter {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        letter => letter,
    };
    check(&TEXT.chars().map(plain).collect::<String>(), bad);
    check(&TEXT.chars().rev().collect::<String>(), bad);
    check(&TEXT.replace(' ', ""), bad);
    check(&TEXT.chars().flat_map(|letter| [letter, ' ']).collect::<String>(), bad);
    let latin1: String = TEXT.bytes().map(char::from).collect();
    check(&latin1, bad);
}

/// The corpus' papers in pieces as long as a page.
fn pages() -> Vec<String> {
    let mut pages = Vec::new();
    for folder in ["corpus/papers", "tests/press/papers"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in folder.read_dir().expect("it is there") {
            let path = entry.expect("readable").path();
            if path.extension().is_none_or(|suffix| suffix != "txt") {
                continue;
            }
            let Ok(text) = std::fs::read_to_string(path) else { continue };
            let mut page = String::new();
            for line in text.lines() {
                page.push_str(line);
                page.push('\n');
                if page.len() > 2_000 {
                    pages.push(std::mem::take(&mut page));
                }
            }
        }
    }
    assert!(pages.len() > 30, "there is something to judge");
    pages
}

/// Of `pages` damaged by `damage`, the share that is not good, of those that can be judged.
fn caught(pages: &[String], damage: impl Fn(&str) -> String) -> f32 {
    let verdicts: Vec<Quality> = pages.iter().filter_map(|page| quality(&damage(page))).collect();
    assert!(verdicts.len() * 2 > pages.len(), "{} of {}", verdicts.len(), pages.len());
    let caught = verdicts.iter().filter(|quality| quality.level > QualityLevel::Good).count();
    caught as f32 / verdicts.len() as f32
}

/// Each letter, one in `one_in`, as another.
fn noisy(text: &str, one_in: u32) -> String {
    const OTHERS: [char; 16] =
        ['e', 'i', 'l', 'c', 'b', 'x', 'f', 'T', 'E', '1', '0', '|', '!', ';', 'v', 'j'];
    let mut seed = text.len() as u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed >> 16
    };
    let other = |letter: char| {
        let is_wrong = !letter.is_whitespace() && next() % one_in == 0;
        if is_wrong { OTHERS[next() as usize % OTHERS.len()] } else { letter }
    };
    text.chars().map(other).collect()
}

#[test]
fn damage_is_told_and_print_is_not_taken_for_damage() {
    let pages = pages();
    let rates = [
        ("print", caught(&pages, str::to_owned), 0.0..=0.01),
        ("one letter in 10", caught(&pages, |page| noisy(page, 10)), 0.95..=1.0),
        ("one letter in 4", caught(&pages, |page| noisy(page, 4)), 0.95..=1.0),
        (
            "UTF-8 as Latin-1",
            caught(&pages, |page| page.bytes().map(char::from).collect()),
            0.95..=1.0,
        ),
        (
            "no å, ä and ö",
            caught(&pages, |page| page.replace(['å', 'ä'], "a").replace('ö', "o")),
            0.95..=1.0,
        ),
        ("backwards", caught(&pages, |page| page.chars().rev().collect()), 0.95..=1.0),
        ("no spaces", caught(&pages, |page| page.replace(' ', "")), 0.95..=1.0),
        (
            "letters apart",
            caught(&pages, |page| page.chars().flat_map(|letter| [letter, ' ']).collect()),
            0.95..=1.0,
        ),
    ];
    let broken: Vec<_> = rates.iter().filter(|(_, rate, asked)| !asked.contains(rate)).collect();
    assert!(broken.is_empty(), "{broken:?}");
}
