//! PDF papers cut short: page by page the text is a beginning of the whole's, or the notes say that it is partial.

use attsats::extract::{self, Drawn, Extracted, Limits};
use attsats::ingest;
use attsats::model::NoteCode;

use crate::papers::{corpus, has_suffix, name, on_threads};

/// Each paper is cut after so many parts of this many.
const PARTS: usize = 10;

/// The words of each page, and whether a note says that something is missing; `None` for a file that is refused.
fn words(name: &str, bytes: Vec<u8>) -> Option<(Vec<Vec<String>>, bool)> {
    let source = ingest::from_bytes(name.to_owned(), bytes).ok()?;
    let Extracted { drawn, notes, .. } = extract::extract(&source, &Limits::default()).ok()?;
    let Drawn::Pages(pages) = drawn else { return None };
    let is_partial = notes.iter().any(|note| {
        use NoteCode::{Damaged, LimitReached, PageWithoutText};
        matches!(note.code, Damaged | LimitReached | PageWithoutText)
    });
    let words = |page: &attsats::model::Page| {
        page.words.iter().map(|word| page.letters(word).to_owned()).collect()
    };
    Some((pages.iter().map(words).collect(), is_partial))
}

/// True when each page of `part` begins as the same page of `whole`, and there are as many.
fn begins(part: &[Vec<String>], whole: &[Vec<String>]) -> bool {
    part.len() == whole.len() && part.iter().zip(whole).all(|(part, whole)| whole.starts_with(part))
}

#[test]
fn what_is_left_of_a_paper_is_its_beginning_or_is_told_to_be_partial() {
    let papers: Vec<_> = corpus().into_iter().filter(|path| has_suffix(path, "pdf")).collect();
    assert!(papers.len() > 5, "{papers:?}");
    let outcomes = on_threads(&papers, |path| {
        let bytes = std::fs::read(path).expect("it is there");
        let name = name(path);
        let (whole, is_partial) = words(&name, bytes.clone()).expect("the whole can be read");
        let mut wrong: Vec<String> = Vec::new();
        if is_partial {
            wrong.push(format!("{name}: the whole is told to be partial"));
        }
        let mut n_read = 0;
        for part in 1..PARTS {
            let Some((left, is_told)) = words(&name, bytes[..bytes.len() * part / PARTS].to_vec())
            else {
                continue;
            };
            n_read += usize::from(left.iter().any(|page| !page.is_empty()));
            if !is_told && !begins(&left, &whole) {
                wrong.push(format!(
                    "{name} after {part} of {PARTS} parts: nothing tells of the cut"
                ));
            }
        }
        (n_read, wrong)
    });
    let n_read: usize = outcomes.iter().map(|(n_read, _)| n_read).sum();
    assert!(n_read > papers.len(), "{n_read} cut papers gave words");
    let wrong: Vec<String> = outcomes.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn tells_a_beginning_from_something_else() {
    let pages = |pages: &[&str]| -> Vec<Vec<String>> {
        pages.iter().map(|page| page.split_whitespace().map(str::to_owned).collect()).collect()
    };
    let whole = pages(&["ett två tre", "fyra"]);
    assert!(begins(&pages(&["ett två", ""]), &whole));
    assert!(!begins(&pages(&["två", ""]), &whole) && !begins(&pages(&["ett"]), &whole));
}
