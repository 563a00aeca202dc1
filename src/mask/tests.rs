//! What is hidden in a document, and what is kept.

use serde_json::json;

use super::Masker;
use crate::record::StoredText;
use crate::record::v1::Record;

fn record(kind: &str, cells: &[&str]) -> Record {
    let span = json!({"page": 1, "line": 1, "start": 0, "end": 1});
    let numbers: Vec<Option<f64>> =
        cells.iter().map(|cell| cell.replace('-', "").parse().ok()).collect();
    let row = json!({"role": "body", "cells": cells, "numbers": numbers, "span": span});
    serde_json::from_value(json!({
        "schema": "attsats/record/1.0", "id": "0".repeat(64),
        "source": {"name": "Anna Berg 811228-9874.txt", "media_type": "text/plain", "bytes": 1,
                   "text_layer": "native"},
        "kind": kind, "basis": [], "segments": [], "agenda": [], "decisions": [], "notes": [],
        "meetings": [{"date_inferred": false, "adjusters": [], "span": span, "attendance":
            [{"name": "Karin Ek", "party": null, "role": null, "present": true, "span": span}]}],
        "tables": [{"unit_inferred": false, "columns": [], "rows": [row], "checks": [], "span": span}]
    }))
    .unwrap()
}

fn masked(kind: &str, content: &str) -> String {
    let text = StoredText { content: content.to_owned(), ..StoredText::default() };
    Masker::of(&record(kind, &[]), Some(&text)).text(content).into_owned()
}

#[test]
fn private_persons_are_hidden_wherever_they_stand() {
    assert_eq!(
        masked(
            "protokoll",
            "Anna Berg, 811228-9874, ansöker. Bidrag till Anna Bergs\nbåt. Anna\nBerg hördes."
        ),
        "[namn], [personnummer], ansöker. Bidrag till [namn]\nbåt. [namn] hördes."
    );
    assert_eq!(
        masked("protokoll", "Medborgarförslag från Ulla Tjärnberg om bad. Ulla Tjärnberg talar."),
        "Medborgarförslag från [namn] om bad. [namn] talar."
    );
    assert_eq!(masked("protokoll", "Sökande: Bengt-Åke Rot"), "Sökande: [namn]");
    assert_eq!(
        masked("ansökan", "Kontaktperson: Eva Lund\n070-123 45 67"),
        "Kontaktperson: [namn]\n[telefon]"
    );
}

#[test]
fn the_elected_and_officials_are_kept() {
    for text in [
        "Skrivelse från Anna Berg (S) om bad",
        "Medborgarförslag från Karin Ek om bad",
        "Yttrande av Anna Berg, kommunchef",
        "Skrivelse från Anna Berg\nOrdförande",
        "Ansökan från Ekhamns Film",
        "Ansökan från Lerbro kommun",
        "Ansökan från Maria Bygg AB",
        "Anna Berg frågar om gatubelysningen",
        "Kontaktperson: Eva Lund",
    ] {
        assert_eq!(masked("protokoll", text), text);
    }
}

#[test]
fn all_strings_of_a_record_are_masked() {
    let before = record("protokoll", &["Anna", "811228-9874", "1200"]);
    let after = Masker::of(&before, None).record(&before);
    assert_eq!(after.source.name, "[namn] [personnummer].txt");
    let told = serde_json::to_string(&after).unwrap();
    assert!(!told.contains("9874"), "{told}");
    assert!(told.contains("Karin Ek"), "{told}");
    assert_eq!(after.id, before.id);
    // The number in a table's cell is hidden with its print; another is kept.
    assert_eq!(after.tables[0].rows[0].cells, ["Anna", "[personnummer]", "1200"]);
    assert_eq!(after.tables[0].rows[0].numbers, [None, None, Some(1200.0)]);
}

#[test]
fn an_excerpt_shows_no_part_of_what_is_hidden() {
    let content = "Till nämnden skriver Anna Berg, 811228-9874, på eva.ek@ekby.se om bad";
    let text = StoredText { content: content.to_owned(), ..StoredText::default() };
    let masker = Masker::of(&record("protokoll", &[]), Some(&text));
    assert_eq!(
        masker.excerpt(["…8-9874, på ", "eva", ".ek@ekby.se om bad"]),
        ["…[personnummer], på ", "[e-post]", " om bad"]
    );
    assert_eq!(
        masker.excerpt(["nämnden skriver ", "Anna Berg", ", 8112…"]),
        ["nämnden skriver ", "[namn]", ", [personnummer]…"]
    );
    assert_eq!(masker.excerpt(["om ", "bad", ""]), ["om ", "bad", ""]);
}
