//! Where paragraphs begin and end.

use std::ops::Range;

use crate::export::xml;
use crate::record::StoredText;

/// The paragraphs of a region, in order: lines between empty lines and lines set aside.
///
/// None ends within one of `wholes`; one that a page's end cuts goes on where the next page begins with a small letter.
pub(super) fn paragraphs(
    text: &StoredText,
    region: Range<usize>,
    wholes: &[Range<usize>],
) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    // What has stood between the last paragraph and here.
    let (mut is_parted, mut is_cut) = (true, false);
    let mut start = region.start;
    for line in text.content.get(region).unwrap_or_default().split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        if line.trim().is_empty() {
            is_parted = true;
            continue;
        }
        let before = line.len() - line.trim_start_matches(xml::SPACE).len();
        let after = line.trim_end_matches(xml::SPACE).len();
        let body = range.start + before..range.start + after;
        if is_aside(text, &body) {
            (is_parted, is_cut) = (true, true);
            continue;
        }
        let is_small = line.trim_start().starts_with(char::is_lowercase);
        let goes_on = !is_parted || (is_cut && is_small);
        match all.last_mut() {
            Some(last) if goes_on || holds_both(wholes, last.end, body.start) => {
                last.end = body.end;
            }
            _ => all.push(body),
        }
        (is_parted, is_cut) = (false, false);
    }
    all
}

/// True where one of `wholes` begins before `end` and goes on at `start`.
fn holds_both(wholes: &[Range<usize>], end: usize, start: usize) -> bool {
    let at = wholes.partition_point(|whole| whole.end <= start);
    wholes.get(at).is_some_and(|whole| whole.start < end)
}

fn is_aside(text: &StoredText, range: &Range<usize>) -> bool {
    let at = text.aside.partition_point(|(_, end)| *end <= range.start);
    text.aside.get(at).is_some_and(|(start, end)| *start <= range.start && range.end <= *end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: &str, aside: &[&str], wholes: &[&str], expected: &[&str]) {
        let range = |part: &&str| {
            let start = content.find(part).expect("it is there");
            start..start + part.len()
        };
        let text = StoredText {
            content: content.to_owned(),
            aside: aside.iter().map(range).map(|range| (range.start, range.end)).collect(),
            ..StoredText::default()
        };
        let wholes: Vec<Range<usize>> = wholes.iter().map(range).collect();
        let found = paragraphs(&text, 0..content.len(), &wholes);
        let found: Vec<&str> = found.into_iter().map(|range| &content[range]).collect();
        assert_eq!(found, expected, "{content:?}");
    }

    #[test]
    fn empty_lines_part_and_clauses_hold() {
        check("\n  Ett\ntvå \n\n tre\n", &[], &[], &["Ett\ntvå", "tre"]);
        check("Att a\n\natt b\n", &[], &["Att a\n\natt b"], &["Att a\n\natt b"]);
        check("Att a\n\natt b\n", &[], &["Att a"], &["Att a", "att b"]);
    }

    #[test]
    fn a_page_that_ends_may_cut_a_paragraph() {
        check("Det är\nSida 2\n\nbra.\n", &["Sida 2"], &[], &["Det är\nSida 2\n\nbra."]);
        check("Det är.\nSida 2\nBra.\n", &["Sida 2"], &[], &["Det är.", "Bra."]);
        check("Det är.\n\nbra.\n", &["Sida 2"; 0], &[], &["Det är.", "bra."]);
    }
}
