//! How well a figure is proven, told by word, shape and colour.

use maud::{Markup, html};

use crate::web::words::{Lang, words};

words! {
    title: "Bevis", "Proof";
    proven: "bevisad av summor", "proven by sums";
    mended: "felläst tal, rättat av summor", "number misread, mended by sums";
    unproven: "ingen summa att pröva mot", "no sum to try it by";
    failed: "stämmer inte med summan", "does not agree with the sum";
}

/// Class, shape and word of each proof, in the order of [`crate::survey::budget::PROOFS`].
fn told(words: &'static Words, proof: usize) -> (&'static str, &'static str, &'static str) {
    match proof {
        0 => ("proof-proven", "✓", words.proven),
        1 => ("proof-mended", "✎", words.mended),
        3 => ("proof-failed", "✕", words.failed),
        _ => ("proof-unproven", "○", words.unproven),
    }
}

/// The shape alone, for tables; its word is there for those who do not see it.
pub(super) fn shape(lang: Lang, proof: usize) -> Markup {
    let (class, shape, says) = told(Words::of(lang), proof);
    html! { span.proof-mark.(class) title=(says) { span aria-hidden="true" { (shape) } span.hidden { (says) } } }
}

/// Shape and word.
pub(super) fn mark(lang: Lang, proof: usize) -> Markup {
    let (class, shape, says) = told(Words::of(lang), proof);
    html! { span.proof-mark.(class) { span aria-hidden="true" { (shape) } " " (says) } }
}

/// What the shapes mean.
pub(super) fn legend(lang: Lang) -> Markup {
    let words = Words::of(lang);
    html! {
        ul.legend aria-label=(words.title) { @for proof in 0..4 { li { (mark(lang, proof)) } } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::budget::PROOFS;

    #[test]
    fn each_proof_has_its_own_word_shape_and_colour() {
        let words = Words::of(Lang::Sv);
        let all: Vec<_> = (0..PROOFS.len()).map(|proof| told(words, proof)).collect();
        for (at, (class, shape, says)) in all.iter().enumerate() {
            assert_eq!(*class, format!("proof-{}", PROOFS[at]));
            let others = all.iter().filter(|other| other.1 == *shape || other.2 == *says);
            assert_eq!(others.count(), 1, "{shape} {says}");
        }
    }
}
