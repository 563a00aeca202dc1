//! Where a sentence begins and ends.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A sentence is not followed further than this, in bytes, to either side.
const FAR: usize = 2_000;

/// A full stop after these does not end a sentence.
const SHORTENED: [&str; 34] = [
    "bl.a", "t.ex", "m.m", "m.fl", "s.k", "p.g.a", "fr.o.m", "t.o.m", "o.s.v", "d.v.s", "kl", "nr",
    "dnr", "kap", "st", "ca", "c:a", "resp", "inkl", "exkl", "dvs", "osv", "etc", "ordf", "v.ordf",
    "sekr", "avs", "mom", "jfr", "tel", "prop", "ev", "forts", "sid",
];

/// The sentence around the bytes `range` of `text`; a blank line ends it too.
pub fn around(text: &str, range: Range<usize>) -> Range<usize> {
    let from = text.ceil_char_boundary(range.start.saturating_sub(FAR));
    let to = text.floor_char_boundary((range.end + FAR).min(text.len())).max(range.end);
    let Some(window) = text.get(from..to) else { return range };
    let flat = flat(window);
    let (mut start, mut end) = (0, flat.len());
    let inside = range.start - from..range.end - from;
    let mut runs_on = false;
    for (at, sentence) in flat.split_sentence_bound_indices() {
        if at <= inside.start && !runs_on {
            start = at;
        }
        let stops = at + sentence.len();
        runs_on = is_shortened(sentence);
        if stops >= inside.end && stops > inside.start && !runs_on {
            end = stops;
            break;
        }
    }
    let sentence = &flat[start..end];
    let lead = sentence.len() - sentence.trim_start().len();
    let tail = sentence.len() - sentence.trim_end().len();
    (from + start + lead).min(range.start)..(from + end - tail).max(range.end)
}

/// The same bytes, where a line that runs on does not end.
fn flat(window: &str) -> String {
    let mut flat = String::with_capacity(window.len());
    let mut lines = window.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let is_blank = |line: &str| line.trim().is_empty();
        let ends = is_blank(line) || lines.peek().is_none_or(|next| is_blank(next));
        match line.strip_suffix('\n') {
            Some(line) if !ends => {
                flat.push_str(line);
                flat.push(' ');
            }
            _ => flat.push_str(line),
        }
    }
    flat
}

/// "… bl.a.", "… A."
fn is_shortened(sentence: &str) -> bool {
    let Some(word) = sentence.trim_end_matches([' ', '\u{a0}']).strip_suffix('.') else {
        return false;
    };
    let word = word.rsplit([' ', '\u{a0}', '(', '\n']).next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    is_initial || SHORTENED.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, word: &str, expected: &str) {
        let at = text.find(word).expect("it is there");
        assert_eq!(&text[around(text, at..at + word.len())], expected);
    }

    #[test]
    fn sentences() {
        let text =
            "Först detta. Sedan beslutar nämnden\natt anta planen. Till sist.\n\nRubrik\n\nNästa";
        check(text, "nämnden", "Sedan beslutar nämnden\natt anta planen.");
        check(text, "Först", "Först detta.");
        check(text, "Rubrik", "Rubrik");
        check(text, "sist", "Till sist.");
    }

    #[test]
    fn shortened_words_end_nothing() {
        let text = "Se bl.a. Bilaga 3 och kl. 09.00. Nytt.";
        check(text, "Bilaga", "Se bl.a. Bilaga 3 och kl. 09.00.");
        check(
            "Frågan väcktes av B. Karlsson i går. Slut.",
            "Karlsson",
            "Frågan väcktes av B. Karlsson i går.",
        );
    }

    #[test]
    fn what_has_no_end_is_cut() {
        let text = "ord ".repeat(5_000);
        let found = around(&text, 10_000..10_003);
        assert!(found.len() < 3 * FAR && found.contains(&10_001));
        assert_eq!(around("", 0..0), 0..0);
    }
}
