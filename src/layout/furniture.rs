//! Running heads and feet → [`LineRole::Furniture`].
//!
//! Some lines are furniture wherever they stand (page numbers, signature lines of minutes); others are learnt:
//! they recur at the head or foot of page after page, word for word but for the page's number.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::Pattern;
use crate::swedish::numbers::cell_number;

use crate::model::{LineRole, Text};

/// Lines at the head and foot of a page that may be furniture.
const ZONE: usize = 6;

/// Marks furniture.
pub(super) fn set_aside(text: &mut Text) {
    let pages = pages(text);
    for line in &mut text.lines {
        if line.role == LineRole::Body && is_always_furniture(&line.text) {
            line.role = LineRole::Furniture;
        }
    }
    if pages.len() >= 3 {
        learnt(text, &pages);
    }
    numbered_heads(text);
    lone_numbers(text, &pages);
}

/// The lines of each page, as indices.
fn pages(text: &Text) -> Vec<Range<usize>> {
    let mut pages: Vec<Range<usize>> = Vec::new();
    for (idx, line) in text.lines.iter().enumerate() {
        match pages.last_mut() {
            Some(page) if text.lines[page.start].page == line.page => page.end = idx + 1,
            _ => pages.push(idx..idx + 1),
        }
    }
    pages
}

/// "3 (74)", "Sida 2 av 14", "Justerandes sign   Utdragsbestyrkande".
fn is_always_furniture(line: &str) -> bool {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"(?ix)^(?:
                (?:sid(?:a|an|nr)?\.?\s*:?\s*)?\d{1,4}\s?\(\s?\d{1,4}\s?\)
              | (?:sid(?:a|an)?|page)\.?\s*:?\s*\d{1,4}(?:\s*(?:av|/|of)\s*\d{1,4})?
              | -\s?\d{1,4}\s?-
              | (?:(?:justera(?:ndes?|rens?|rnas?|t)|ordförandens?|sekreterarens?|protokollförarens?|utdrags?)?[\s-]*
                   (?:sign(?:atur(?:er)?)?|bestyrkande?|bestyrkes)\b[\s.:_/,…]*){1,6}
            )$",
        )
        .expect("a constant pattern")
    });
    line.len() < 160 && PATTERN.is_match(line)
}

/// A line that ends in "4 (7)", set apart, is the head of page 4 also where no page break tells; so are lines below
/// it that stand below another such head as well.
fn numbered_heads(text: &mut Text) {
    static NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?:\s{3,}|\t)(\d{1,3})\s?\(\s?(\d{1,3})\s?\)$").expect("a constant pattern")
    });
    let is_head = |line: &crate::model::Line| {
        let is_short = line.text.len() < 160 && line.text.ends_with(')');
        let Some(found) = NUMBER.captures(&line.text).filter(|_| is_short) else { return false };
        let page = |group: usize| found[group].parse::<u32>().unwrap_or_default();
        // Beside other numbers it is the last cell of a row: "50 (23)" is 50 and -23.
        let mut before = line.text[..found.get(0).map_or(0, |whole| whole.start())].split('\t');
        page(1) <= page(2) && !before.any(|cell| cell_number(cell).is_some())
    };
    let heads: Vec<usize> =
        (0..text.lines.len()).filter(|&idx| is_head(&text.lines[idx])).collect();
    let mut below: HashMap<String, usize> = HashMap::new();
    for &head in &heads {
        for line in text.lines[head + 1..].iter().take(2) {
            *below.entry(line.text.clone()).or_insert(0) += 1;
        }
    }
    for &head in &heads {
        let is_first =
            NUMBER.captures(&text.lines[head].text).is_some_and(|found| &found[1] == "1");
        if is_first {
            continue;
        }
        text.lines[head].role = LineRole::Furniture;
        for line in text.lines[head + 1..].iter_mut().take(2).take_while(|line| line.gap == 0) {
            if line.role == LineRole::Body
                && below.get(&line.text).is_some_and(|&n_heads| n_heads >= 2)
            {
                line.role = LineRole::Furniture;
            }
        }
    }
}

/// A number alone at the head or foot of a page is its number.
fn lone_numbers(text: &mut Text, pages: &[Range<usize>]) {
    if pages.len() < 2 {
        return;
    }
    for page in pages {
        let ends = [first_body(text, page.clone()), first_body(text, page.clone().rev())];
        for idx in ends.into_iter().flatten() {
            let line = &mut text.lines[idx];
            let is_number =
                line.text.len() <= 4 && line.text.bytes().all(|byte| byte.is_ascii_digit());
            if is_number {
                line.role = LineRole::Furniture;
            }
        }
    }
}

fn first_body(text: &Text, mut lines: impl Iterator<Item = usize>) -> Option<usize> {
    lines.find(|&idx| text.lines[idx].is_body())
}

/// What recurs from page to page.
fn learnt(text: &mut Text, pages: &[Range<usize>]) {
    let heads = recurring(text, pages, |page| zone(text, page.clone()));
    let feet = recurring(text, pages, |page| zone(text, page.rev()));
    let enough = (pages.len() / 10).max(3);
    let elsewhere = inside(text, pages);
    let recurs = |idx: usize, seen: &HashMap<(String, i64), usize>| {
        text.lines[idx].role == LineRole::Furniture
            || keys(text, idx).iter().any(|key| {
                let n_pages = seen.get(key).copied().unwrap_or(0);
                let n_inside = elsewhere.get(&key.0).copied().unwrap_or(0);
                n_pages >= enough && n_inside * 4 < n_pages
            })
    };
    let mut found = Vec::new();
    for (n_page, page) in pages.iter().enumerate() {
        // The first page's head is the paper's own.
        let head = if n_page > 0 {
            run(zone(text, page.clone()), page, |idx| recurs(idx, &heads))
        } else {
            Vec::new()
        };
        let foot = run(zone(text, page.clone().rev()), page, |idx| recurs(idx, &feet));
        found.extend(head.into_iter().chain(foot));
    }
    for idx in found {
        text.lines[idx].role = LineRole::Furniture;
    }
}

/// How often each line stands inside pages, away from head and foot: headings do, running heads do not.
fn inside(text: &Text, pages: &[Range<usize>]) -> HashMap<String, usize> {
    let mut seen = HashMap::new();
    for page in pages.iter().filter(|page| page.len() > 2 * ZONE) {
        for line in &text.lines[page.start + ZONE..page.end - ZONE] {
            if line.text.len() <= 60 {
                *seen.entry(line.text.clone()).or_insert(0) += 1;
            }
        }
    }
    seen
}

/// The lines at one end of a page, from the edge inwards.
fn zone(text: &Text, lines: impl Iterator<Item = usize>) -> Vec<usize> {
    lines.filter(|&idx| text.lines[idx].role != LineRole::Noise).take(ZONE).collect()
}

/// How often each line stands in the zones: its words, and how far its first number is from the page's.
fn recurring(
    text: &Text,
    pages: &[Range<usize>],
    zone: impl Fn(Range<usize>) -> Vec<usize>,
) -> HashMap<(String, i64), usize> {
    let mut seen = HashMap::new();
    for page in pages {
        for idx in zone(page.clone()) {
            for key in keys(text, idx) {
                *seen.entry(key).or_insert(0) += 1;
            }
        }
    }
    seen
}

/// The line word for word, and the line with its page number taken out.
fn keys(text: &Text, idx: usize) -> Vec<(String, i64)> {
    const WORD_FOR_WORD: i64 = i64::MIN;
    let line = &text.lines[idx];
    let folded = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    // A numbered paragraph is no head, and what ends as a sentence is no head or foot.
    if folded.len() > 200 || folded.starts_with('§') || is_sentence(&folded) {
        return Vec::new();
    }
    let mut keys = Vec::new();
    let mut at = 0;
    // The page number is the last number, or the one before the number of pages.
    while let Some(start) =
        folded[at..].find(|letter: char| letter.is_ascii_digit()).map(|found| at + found)
    {
        let digits = folded[start..].bytes().take_while(u8::is_ascii_digit).count();
        if let Ok(number) = folded[start..start + digits].parse::<i64>()
            && digits <= 4
        {
            let masked = format!("{}#{}", &folded[..start], &folded[start + digits..]);
            keys.push((masked, number - i64::from(line.page)));
        }
        at = start + digits;
    }
    keys.push((folded, WORD_FOR_WORD));
    keys
}

/// "Rapporten läggs till handlingarna."
fn is_sentence(folded: &str) -> bool {
    let last = folded.strip_suffix('.').and_then(|text| text.rsplit(' ').next());
    let n_words = folded.split(' ').count();
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    last.is_some_and(|word| {
        n_words >= 3 && word.len() > 3 && word.chars().all(char::is_lowercase)
            || n_words >= 5 && is_year(word)
    })
}

/// The run of recurring lines from the page's edge inwards; one other line may stand between two of them.
fn run(zone: Vec<usize>, page: &Range<usize>, recurs: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    let mut skipped = false;
    for (n, &idx) in zone.iter().enumerate() {
        if recurs(idx) {
            found.push(idx);
        } else if !skipped && n > 0 && zone.get(n + 1).is_some_and(|&next| recurs(next)) {
            skipped = true;
        } else {
            break;
        }
    }
    // A page that would vanish whole says the same as others: keep it.
    if found.len() == page.len() { Vec::new() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(content: &str, expected: &[&str]) {
        let mut text = crate::layout::plain::text(content.to_owned());
        set_aside(&mut text);
        let body: Vec<_> = text
            .lines
            .iter()
            .filter(|line| line.is_body())
            .map(|line| line.text.as_str())
            .collect();
        assert_eq!(body, expected);
    }

    #[test]
    fn page_numbers_and_signature_lines() {
        for line in [
            "3 (74)",
            "Sida 2 av 14",
            "Sid 5",
            "- 12 -",
            "Justerandes sign   Utdragsbestyrkande",
            "Justerandes signatur",
            "Ordförandens sign   Justerandes sign",
            "SIDA 2(6)",
        ] {
            assert!(is_always_furniture(line), "{line}");
        }
        for line in [
            "3 (74 procent)",
            "Signaturer krävs av två personer",
            "12",
            "Utdrag ur protokoll",
            "§ 3 (4)",
            "",
        ] {
            assert!(!is_always_furniture(line), "{line}");
        }
    }

    #[test]
    fn heads_that_recur_are_learnt_but_not_the_first() {
        check(
            "Nämnden\nProtokoll nr 7\n\nBeslut ett\n\u{0c}Nämnden\nProtokoll nr 7\n\nBeslut två\n\u{0c}Nämnden\nProtokoll nr 7\n\nBeslut tre",
            &["Nämnden", "Protokoll nr 7", "Beslut ett", "Beslut två", "Beslut tre"],
        );
    }

    #[test]
    fn a_head_with_the_pages_number_is_learnt() {
        check(
            "X kommun 4 (9)\nA\n\u{0c}X kommun 5 (9)\nB\n\u{0c}X kommun 6 (9)\nC\n\u{0c}X kommun 7 (9)\nD",
            &["X kommun 4 (9)", "A", "B", "C", "D"],
        );
    }

    #[test]
    fn numbered_items_at_the_head_of_pages_stay() {
        check(
            "§ 11 Val\nA\n\u{0c}§ 14 Taxa\nB\n\u{0c}§ 15 Plan\nC",
            &["§ 11 Val", "A", "§ 14 Taxa", "B", "§ 15 Plan", "C"],
        );
    }

    #[test]
    fn sentences_and_paragraph_signs_at_the_ends_of_pages_stay() {
        check(
            "§1\nA\nRapporten läggs till handlingarna.\n\u{0c}§2\nB\nRapporten läggs till handlingarna.\n\u{0c}§3\nC\nRapporten läggs till handlingarna.",
            &[
                "§1",
                "A",
                "Rapporten läggs till handlingarna.",
                "§2",
                "B",
                "Rapporten läggs till handlingarna.",
                "§3",
                "C",
                "Rapporten läggs till handlingarna.",
            ],
        );
    }

    #[test]
    fn a_number_alone_at_the_foot_goes() {
        check("A\n1\n\u{0c}B\n2", &["A", "B"]);
    }
}
