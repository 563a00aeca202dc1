//! What an archivist points the program at: ZIP files, lists of files, the same paper many times.

use std::io::Write;

use rawzip::{CompressionMethod, ZipArchiveWriter};
use serde_json::Value;

use crate::env::{Env, paper};

/// A ZIP of these files.
fn zip(files: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut out);
    for (name, bytes) in files {
        let path = rawzip::path::EntryPath::verbatim(name.to_vec());
        let builder = archive.new_file(path).compression_method(CompressionMethod::STORE);
        let (mut entry, config) = builder.start().expect("a new file");
        let mut writer = config.wrap(&mut entry);
        writer.write_all(bytes).expect("room");
        let (_, descriptor) = writer.finish().expect("room");
        entry.finish(descriptor).expect("room");
    }
    archive.finish().expect("room");
    out
}

/// The report's files, by place.
fn files(env: &Env) -> Vec<(String, String, String)> {
    let ran = env.run(&["report", "--archive", "archive", "--format", "json"]);
    let report: Value = serde_json::from_str(&ran.out).expect("one object");
    let word = |file: &Value, key: &str| file[key].as_str().unwrap_or_default().to_owned();
    let place = |file: &Value| match file["member"].as_str() {
        Some(member) => format!("{}: {member}", word(file, "path")),
        None => word(file, "path"),
    };
    let files = report["files"].as_array().expect("a list").iter();
    files.map(|file| (place(file), word(file, "status"), word(file, "reason"))).collect()
}

#[test]
fn the_papers_in_a_zip_are_read_and_kept_where_they_are() {
    let env = Env::new();
    let (one, two) = (paper(1), paper(2));
    let inner = zip(&[(b"x.txt", paper(3).as_bytes())]);
    env.write(
        "in/papper.zip",
        zip(&[
            (b"m\x94te/ett.txt", one.as_bytes()),
            ("möte/två.txt".as_bytes(), two.as_bytes()),
            ("möte/två.txt".as_bytes(), paper(4).as_bytes()),
            (b"../ut.txt", paper(5).as_bytes()),
            (b"inre.zip", &inner),
            (b"bild.png", b"\x89PNG\r\n\x1a\n"),
        ]),
    );
    env.write("in/ett igen.txt", &one);
    for told in ["read 4 documents", "read 0 documents, kept 4"] {
        let ran = env.expect(1, &["ingest", "in", "--archive", "archive"]);
        assert!(ran.err.contains(told), "{ran:?}");
    }
    let expected = [
        ("in/ett igen.txt", "ok", ""),
        ("in/papper.zip", "skipped", "a ZIP; its files have lines of their own"),
        ("in/papper.zip: ../ut.txt", "failed", "its name leads out of the ZIP"),
        ("in/papper.zip: bild.png", "skipped", "a PNG file, neither PDF nor text"),
        ("in/papper.zip: inre.zip", "failed", "a ZIP in a ZIP is not opened"),
        ("in/papper.zip: möte/ett.txt", "ok", ""),
        ("in/papper.zip: möte/två.txt", "ok", ""),
        ("in/papper.zip: möte/två.txt", "ok", ""),
    ];
    let found = files(&env);
    let found: Vec<(&str, &str, &str)> =
        found.iter().map(|(place, status, reason)| (&**place, &**status, &**reason)).collect();
    assert_eq!(found, expected);
    let export = env.expect(0, &["export", "--archive", "archive"]).out;
    assert_eq!(export.lines().count(), 3, "the same bytes are one document");
    let ran = env.expect(0, &["verify", "--archive", "archive"]);
    assert!(ran.err.contains("4 sources as they were"), "{ran:?}");
    assert!(!env.path("ut.txt").exists() && !env.path("in/ut.txt").exists());
}

#[test]
fn a_damaged_zip_is_quarantined_and_an_office_document_is_not() {
    let env = Env::new();
    let whole = zip(&[(b"ett.txt", paper(1).as_bytes())]);
    env.write("in/kapad.zip", &whole[..whole.len() / 2]);
    env.write("in/brev.docx", zip(&[(b"[Content_Types].xml", b"<x/>")]));
    env.expect(1, &["ingest", "in", "--archive", "archive"]);
    let found = files(&env);
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("in/brev.docx", "skipped"));
    assert_eq!((found[1].0.as_str(), found[1].1.as_str()), ("in/kapad.zip", "failed"));
    assert!(found[1].2.starts_with("a damaged ZIP"), "{found:?}");
    // Once it has come whole.
    env.write("in/kapad.zip", &whole);
    let ran = env.expect(0, &["ingest", "in", "--archive", "archive"]);
    assert!(ran.err.contains("read 1 documents"), "{ran:?}");
}

#[test]
fn files_are_listed_on_standard_input() {
    let env = Env::new();
    env.papers("in", 4);
    let list = b"in/papper_0001.txt\nin/papper_0002.txt\nin/saknas.txt\n";
    let ran = env.run_with_input(&["ingest", "-", "--archive", "archive"], list);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("read 2 documents") && ran.err.contains("in/saknas.txt"), "{ran:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_list_by_zero_bytes_names_anything() {
    let env = Env::new();
    let odd = ["in/två\nrader.txt", "in/\u{202e}txt.bakvänd.txt", "in/o\u{308}.txt", "in/-rf"];
    for (number, name) in odd.iter().enumerate() {
        env.write(name, paper(number));
    }
    let list = odd.join("\0");
    let args = ["ingest", "-", "-0", "--archive", "archive"];
    let ran = env.run_with_input(&args, list.as_bytes());
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = env.expect(0, &["verify", "--archive", "archive"]);
    assert!(ran.err.contains("4 sources as they were"), "{ran:?}");
}

#[test]
fn versions_of_a_paper_are_told_and_both_kept() {
    let env = Env::new();
    let sentence = |n: usize| format!("Stycke {n} handlar om verksamheten i by nummer {n}.\n");
    let text: String = (0..60).map(sentence).collect();
    env.write("in/a.txt", format!("Årsbokslut 2022\n\n{text}Resultatet blev 1 250 tkr.\n"));
    env.write("in/b.txt", format!("Årsbokslut 2022\n\n{text}Resultatet blev 1 350 tkr.\n"));
    env.write("in/c/a.txt", format!("Årsbokslut 2022\n\n{text}Resultatet blev 1 250 tkr.\n"));
    env.write(
        "in/d.txt",
        (100..160).map(sentence).map(|s| s.replace(' ', " x ")).collect::<String>(),
    );
    env.expect(0, &["ingest", "-q", "in", "--archive", "archive"]);
    let report = env.expect(0, &["report", "--archive", "archive"]).out;
    let same = report.split("in several places").nth(1).expect("some are the same");
    let (same, alike) = same.split_once("Almost the same").expect("some are almost");
    assert!(same.contains("in/a.txt") && same.contains("in/c/a.txt"), "{report}");
    assert!(alike.contains("a.txt") && alike.contains("b.txt"), "{report}");
    assert!(!alike.contains("d.txt"), "{report}");
    assert_eq!(env.expect(0, &["export", "--archive", "archive"]).out.lines().count(), 3);
}

#[test]
fn the_report_names_every_file_in_every_format() {
    let env = Env::new();
    env.papers("in", 2);
    env.write("in/tom.pdf", "");
    env.write("in/bild.png", b"\x89PNG\r\n\x1a\n");
    env.expect(1, &["ingest", "-q", "in", "--archive", "archive"]);
    let text = env.expect(1, &["report", "--archive", "archive"]).out;
    assert!(text.starts_with("4 files: 1 failed, 1 skipped, 2 ok\n2 documents\n"), "{text}");
    assert!(text.contains("the file is empty\n          in/tom.pdf\n"), "{text}");
    let rows = env.expect(1, &["report", "--archive", "archive", "--format", "csv"]).out;
    assert_eq!(rows.lines().count(), 5);
    let failed = ["report", "--archive", "archive", "--format", "csv", "--status", "failed"];
    let row = env.expect(1, &failed).out.lines().nth(1).map(str::to_owned).expect("one row");
    assert!(row.starts_with("in/tom.pdf,,failed,the file is empty,,0,"), "{row}");
    assert!(row.contains("attsats 0."), "{row}");
    assert_eq!(files(&env).len(), 4);
}

#[test]
fn what_is_there_is_read_again_when_told_to() {
    let env = Env::new();
    env.papers("in", 3);
    env.expect(0, &["ingest", "-q", "in", "--archive", "archive"]);
    let before = env.expect(0, &["export", "--archive", "archive"]).out;
    let told = |args: &[&str]| {
        env.expect(0, &[&["ingest", "in", "--archive", "archive"], args].concat()).err
    };
    assert!(told(&["--reread"]).contains("read 0 documents, kept 3"));
    assert!(told(&["--reread=all"]).contains("read 3 documents"));
    // As though an older version had read them.
    let contents = "archive/segments/000001/contents.json";
    let text = std::fs::read_to_string(env.path(contents)).expect("it is there");
    let second = text.replace("\"reader\":", "\"reader\":0,\"was\":");
    for number in ["000001", "000002"] {
        env.write(format!("archive/segments/{number}/contents.json"), &second);
    }
    assert!(told(&[]).contains("older readings    3"));
    assert!(told(&["--reread"]).contains("read 3 documents"));
    assert!(!told(&[]).contains("older readings"));
    assert_eq!(env.expect(0, &["export", "--archive", "archive"]).out, before);
}
