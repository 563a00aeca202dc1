//! One paper in many forms: as its text, with its indents, each page on one line, with letters misread.
//!
//! Clauses are counted as found when they are much the same: a misread letter is no fault of the reader.

use std::fmt::Write as _;

use attsats::model::Text;

use super::gold::Gold;
use super::score;
use super::tally::Tally;
use super::tell;
use crate::papers::{self, files_below, has_suffix, name, root};

/// A way to write a paper's text, and the least F1 of its clauses.
struct Form {
    name: &'static str,
    write: fn(&Text) -> String,
    floor: f64,
}

const FORMS: [Form; 4] = [
    Form { name: "plain text", write: plain, floor: 0.97 },
    Form { name: "text with its indents", write: laid_out, floor: 0.97 },
    Form { name: "each page on one line", write: flattened, floor: 0.92 },
    Form { name: "one letter in a hundred misread", write: misread, floor: 0.90 },
];

const LAYER: &str = "clauses, relaxed text";

#[test]
fn forms_of_a_paper_lose_little() {
    let papers = papers::corpus();
    let gold: Vec<(Gold, &std::path::Path)> = files_below(&root().join("corpus/papers"))
        .iter()
        .filter(|path| has_suffix(path, "json"))
        .map(|path| Gold::open(path))
        .filter(|gold| !gold.decision_clauses.is_empty())
        .filter_map(|gold| {
            let paper = papers.iter().find(|path| name(path) == gold.paper())?;
            Some((gold, paper.as_path()))
        })
        .collect();
    assert!(gold.len() > 20, "the corpus has gold: {}", gold.len());
    let texts = papers::on_threads(&gold, |(_, path)| {
        papers::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).text
    });
    let mut below = String::new();
    for form in &FORMS {
        let value = value(form, &gold, &texts);
        tell(&format!("{:34} {value:.3}\n", form.name));
        if value < form.floor {
            writeln!(below, "{}: {value:.3} < {}", form.name, form.floor).expect("it is a string");
        }
    }
    assert!(below.is_empty(), "\n{below}");
}

/// F1 of the clauses, over all papers written in a form.
fn value(form: &Form, gold: &[(Gold, &std::path::Path)], texts: &[Text]) -> f64 {
    let written: Vec<(String, String)> = gold
        .iter()
        .zip(texts)
        .map(|((gold, _), text)| (format!("{}.txt", gold.paper()), (form.write)(text)))
        .collect();
    let records = papers::on_threads(&written, |(name, text)| {
        let reading = papers::read_bytes(name, text.clone().into_bytes());
        reading.unwrap_or_else(|error| panic!("{name}: {error}")).record
    });
    let mut tally = Tally::default();
    for ((gold, _), record) in gold.iter().zip(&records) {
        score::score(gold.paper(), gold, record, &mut tally);
    }
    let figures = tally.figures();
    figures.iter().find(|figure| figure.layer == LAYER).map_or(0.0, |figure| figure.value)
}

fn plain(text: &Text) -> String {
    text.content.clone()
}

fn laid_out(text: &Text) -> String {
    pages(text, |lines| {
        let line = |line: &&attsats::model::Line| {
            let gap = "\n".repeat(line.gap.min(3) as usize);
            format!(
                "{gap}{}{}",
                " ".repeat(line.indent.min(80) as usize),
                line.text.replace('\n', " ")
            )
        };
        lines.iter().map(line).collect::<Vec<_>>().join("\n")
    })
}

fn flattened(text: &Text) -> String {
    let page = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
    text.content.split('\u{c}').map(page).collect::<Vec<_>>().join("\n\n")
}

/// The text of each page, as `write` has it, with form feeds between.
fn pages(text: &Text, write: impl Fn(&[&attsats::model::Line]) -> String) -> String {
    let mut pages: Vec<Vec<&attsats::model::Line>> = Vec::new();
    let mut last = None;
    for line in &text.lines {
        if last != Some(line.page) {
            pages.push(Vec::new());
            last = Some(line.page);
        }
        pages.last_mut().expect("a page was begun").push(line);
    }
    pages.iter().map(|lines| write(lines)).collect::<Vec<_>>().join("\n\u{c}")
}

/// Every hundredth letter, more or less, is another; the same ones each time.
fn misread(text: &Text) -> String {
    const LETTERS: [char; 8] = ['e', 'c', 'l', 'i', 'n', 'r', 'a', 'o'];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    text.content
        .chars()
        .map(|letter| {
            let is_misread = letter.is_alphabetic() && next() % 100 == 0;
            if is_misread { LETTERS[(next() % 8) as usize] } else { letter }
        })
        .collect()
}
