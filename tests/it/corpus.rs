//! The papers of the corpus: what we say of some, and what must hold of all.
//!
//! A snapshot is what we say; gold is what is true.
//! `INSTA_UPDATE=always cargo test corpus` accepts what is said now; the difference is the argument.

mod view;

use crate::env::Env;
use crate::invariants;
use crate::papers::{corpus, has_suffix, name, on_threads, read, root};

#[track_caller]
fn check(id: &str) {
    let reading = read(&root().join(format!("corpus/papers/{id}.txt"))).expect("it can be read");
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(id, view::of(&reading.record));
    });
}

#[test]
fn kallelse() {
    check("vsb_kallelse_2019-10-17");
}

#[test]
fn protokoll() {
    check("trt_protokoll_2023-09-15");
}

#[test]
fn protokoll_of_fullmaktige_with_votes() {
    check("stv_kf_protokoll_2022-05-19");
}

#[test]
fn old_minutes_of_a_stamma() {
    check("ler_stamma_1932-03-28");
}

#[test]
fn delegationslista() {
    check("asm_delegationslista_2022-10");
}

#[test]
fn delarsrapport() {
    check("mfj_delarsrapport_2014");
}

#[test]
fn verksamhetsplan() {
    check("trt_verksamhetsplan_2025");
}

#[test]
fn a_scrape_with_digits_lost() {
    check("ekh_docplayer_samverkan_2016");
}

#[test]
fn what_must_hold_of_every_reading_holds_of_the_corpus() {
    let papers = corpus();
    let readings = on_threads(&papers, |path| (read(path), read(path)));
    let mut broken = Vec::new();
    let (mut n_clauses, mut n_letter_by_letter) = (0, 0);
    for (path, (once, twice)) in papers.iter().zip(readings) {
        let name = name(path);
        let (Ok(once), Ok(twice)) = (once, twice) else {
            broken.push(format!("{name}: cannot be read"));
            continue;
        };
        let bytes = |record| serde_json::to_vec(record).expect("plain data");
        if bytes(&once.record) != bytes(&twice.record) {
            broken.push(format!("{name}: read twice, it says two things"));
        }
        broken.extend(invariants::broken(&once).into_iter().map(|what| format!("{name}: {what}")));
        let clauses = once.record.decisions.iter().flat_map(|decision| &decision.clauses);
        n_clauses += clauses.clone().count();
        n_letter_by_letter +=
            clauses.filter(|clause| invariants::is_printed_plainly(&once.text, clause)).count();
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
    let is_telling = n_letter_by_letter * 3 > n_clauses * 2;
    assert!(is_telling, "{n_letter_by_letter} of {n_clauses} clauses compared to the letter");
}

#[test]
fn the_text_of_a_text_file_is_the_file() {
    let mut papers = corpus();
    papers.retain(|path| has_suffix(path, "txt"));
    let files: Vec<&str> = papers.iter().filter_map(|path| path.to_str()).collect();
    let printed = Env::new().expect(0, &[&["read", "--text"], files.as_slice()].concat()).out;
    let mut rest = printed.as_str();
    for path in &papers {
        let decoded = decoded(&std::fs::read(path).expect("it is there"));
        rest = rest.strip_prefix(&decoded).unwrap_or_else(|| panic!("not {}", path.display()));
    }
    assert_eq!(rest, "");
}

/// The encodings that the corpus has.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).expect("UTF-8"),
        _ => String::from_utf8(bytes.to_vec())
            .unwrap_or_else(|_| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()),
    }
}
