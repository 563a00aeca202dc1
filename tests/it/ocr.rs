//! Scanned pages: read from their picture, judged, noted, and completed later.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use attsats::ingest;
use attsats::pipeline::{self, Limits, Reading};
use attsats::record::v1::{QualityLevel, TextLayer};

use crate::env::Env;
use crate::scan::{self, Sheet};

/// True when there is something to read pictures with; says so when there is not.
fn can_read() -> bool {
    let can = pipeline::can_read_pictures();
    if !can {
        eprintln!("skipped: tesseract with the model Latin is not installed");
    }
    can
}

fn paper(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/papers").join(name)
}

fn read_within(bytes: Vec<u8>, limits: &Limits) -> Reading {
    let source = ingest::from_bytes("skannat.pdf".to_owned(), bytes).expect("it is a PDF");
    let reading = pipeline::read(&source, limits).expect("it can be read");
    let broken = crate::invariants::broken(&reading);
    assert!(broken.is_empty(), "{broken:?}");
    reading
}

fn read(sheets: &[Sheet]) -> Reading {
    read_within(scan::pdf(sheets), &Limits { pictures: 9, ..Limits::default() })
}

fn printed(name: &str) -> Reading {
    read_within(std::fs::read(paper(name)).expect("it is there"), &Limits::default())
}

/// Of the words of `expected`, the share that `text` has too; bullets and kinds of dash aside.
fn recall(expected: &str, text: &str) -> f32 {
    let words = |text: &str| -> Vec<String> {
        let text = text.replace('–', "-").replace('§', " § ").replace('•', " ");
        text.split_whitespace().map(str::to_owned).collect()
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for word in words(text) {
        *counts.entry(word).or_default() += 1;
    }
    let expected = words(expected);
    let found = expected.iter().filter(|word| {
        let left = counts.get_mut(*word).filter(|left| **left > 0);
        left.is_some_and(|left| {
            *left -= 1;
            true
        })
    });
    found.count() as f32 / expected.len() as f32
}

/// The clauses, each with the middle of its first box.
fn clauses(reading: &Reading) -> Vec<(String, f32, f32)> {
    let clauses = reading.record.decisions.iter().flat_map(|decision| &decision.clauses);
    let place =
        |boxes: &[[f32; 4]]| boxes.first().map_or((0.0, 0.0), |b| (b[0], (b[1] + b[3]) / 2.0));
    clauses
        .map(|clause| {
            let (x, y) = place(&clause.span.boxes);
            (clause.text.clone(), x, y)
        })
        .collect()
}

#[test]
fn a_scan_reads_as_its_print_does() {
    if !can_read() {
        return;
    }
    let name = "asm_protokollsutdrag_2025-03-06_8.pdf";
    let print = printed(name);
    let sheets = scan::sheets(&paper(name));
    let askew: Vec<Sheet> = sheets.iter().map(|sheet| sheet.askew(2.0)).collect();
    let specked: Vec<Sheet> = sheets.iter().map(|sheet| sheet.specked(60)).collect();
    for (how, sheets, off) in
        [("level", &sheets, 3.0), ("askew", &askew, 15.0), ("specked", &specked, 3.0)]
    {
        let scan = read(sheets);
        let share = recall(&print.text.content, &scan.text.content);
        assert!(share > 0.95, "{how}: {share} of the words in {}", scan.text.content);
        assert_eq!(scan.record.source.text_layer, TextLayer::Ocr);
        let page = &scan.record.source.scans[0];
        let ocr = page.ocr.as_ref().expect("it was read");
        assert!(
            ocr.confidence > 80.0 && ocr.dpi == if how == "specked" { 200 } else { 300 },
            "{how}: {ocr:?}"
        );
        assert_eq!(ocr.denoised, how == "specked");
        assert!((ocr.skew - if how == "askew" { 2.0 } else { 0.0 }).abs() < 0.3, "{how}: {ocr:?}");
        assert_eq!(page.quality.as_ref().map(|quality| quality.level), Some(QualityLevel::Good));
        assert!(scan.record.notes.iter().all(|note| note.code != "page-without-text"));

        let (expected, found) = (clauses(&print), clauses(&scan));
        assert_eq!(found.len(), expected.len(), "{how}: {found:?}");
        for (expected, found) in expected.iter().zip(&found) {
            let (x, y) = (found.1 - expected.1, found.2 - expected.2);
            assert!(x.abs() < off && y.abs() < off, "{how}: {expected:?} {found:?}");
        }
    }
}

#[test]
fn a_sheet_on_its_side_is_read() {
    if !can_read() {
        return;
    }
    let name = "asm_protokollsutdrag_2025-03-06_8.pdf";
    let print = printed(name);
    let sheet = scan::sheets(&paper(name))[0].on_its_side();
    let scan = read(std::slice::from_ref(&sheet));
    let share = recall(&print.text.content, &scan.text.content);
    assert!(share > 0.95, "{share} of the words in {}", scan.text.content);
    let width = sheet.width as f32 * 72.0 / 200.0;
    for (expected, found) in clauses(&print).iter().zip(clauses(&scan)) {
        assert!((found.1 - (width - expected.2)).abs() < 15.0, "{expected:?} {found:?}");
    }
}

#[test]
fn a_layer_is_kept_when_it_is_good() {
    let name = "asm_protokollsutdrag_2025-03-06_8.pdf";
    let mut sheets = scan::sheets(&paper(name));
    sheets[0].hidden = printed(name).text.content;
    let kept = read(&sheets);
    let page = &kept.record.source.scans[0];
    assert_eq!((page.text_layer, &page.ocr), (TextLayer::Ocr, &None));
    assert_eq!(page.quality.as_ref().map(|quality| quality.level), Some(QualityLevel::Good));
    if !can_read() {
        return;
    }

    // As a program reads that knows no Swedish.
    let plain = |letter: char| match letter {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        letter => letter,
    };
    sheets[0].hidden = sheets[0].hidden.chars().map(plain).collect();
    let redone = read(&sheets);
    let page = &redone.record.source.scans[0];
    assert!(page.ocr.is_some(), "{page:?}");
    assert!(recall(&printed(name).text.content, &redone.text.content) > 0.95);
}

#[test]
fn what_a_limit_stops_is_noted() {
    if !can_read() {
        return;
    }
    let bytes = scan::pdf(&scan::sheets(&paper("asm_protokollsutdrag_2025-03-06_8.pdf")));
    let some = Limits { pictures: 9, ..Limits::default() };
    for limits in [
        Limits { picture_time: Duration::from_millis(20), ..some.clone() },
        Limits { picture_pixels: 10_000, ..some.clone() },
        Limits { pictures_time: Duration::ZERO, ..some },
    ] {
        let reading = read_within(bytes.clone(), &limits);
        let codes: Vec<&str> = reading.record.notes.iter().map(|note| note.code.as_str()).collect();
        assert_eq!(codes, ["page-without-text", "limit-reached"], "{limits:?}");
        assert!(!reading.record.source.scans[0].awaits_ocr);
    }
}

#[test]
fn a_later_run_completes_what_awaited_ocr() {
    let env = Env::new();
    let sheets = scan::sheets(&paper("asm_protokollsutdrag_2025-03-06_8.pdf"));
    env.write("in/skannat.pdf", scan::pdf(&sheets));
    let ingest = ["ingest", "in", "--archive", "arkiv"];
    let status = || {
        let ledger = std::fs::read_to_string(env.path("arkiv/ledger.jsonl")).expect("it is there");
        let last = ledger.lines().last().map(str::to_owned).unwrap_or_default();
        let line: serde_json::Value = serde_json::from_str(&last).expect("a line of JSON");
        line["status"].as_str().map(str::to_owned).expect("a status")
    };
    let without = env.command(ingest).env("PATH", "").output().expect("the program was built");
    assert!(without.status.success(), "{without:?}");
    assert_eq!(status(), "partial");
    let off = env.expect(0, &["ingest", "in", "--archive", "arkiv", "--ocr", "off"]);
    assert!(off.err.contains("kept 1"), "{off:?}");
    assert_eq!(status(), "partial");
    let read = env.expect(0, &["read", "--ocr", "off", "in/skannat.pdf"]);
    assert!(read.out.contains("\"awaits_ocr\":true"), "{read:?}");
    if !can_read() {
        return;
    }

    let completed = env.expect(0, &ingest);
    assert!(completed.err.contains("read 1"), "{completed:?}");
    assert_eq!(status(), "ok");
    env.expect(0, &["search", "direktionen", "--archive", "arkiv"]);
    let again = env.expect(0, &ingest);
    assert!(again.err.contains("kept 1"), "{again:?}");
}
