use serde_json::Value;

use crate::env::{Env, paper};

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
}

#[test]
fn read_prints_records_in_the_order_of_the_arguments() {
    let env = Env::new();
    env.papers("in", 20);
    let names: Vec<String> =
        (0..20).rev().map(|number| format!("in/papper_{number:04}.txt")).collect();
    let mut args = vec!["read", "--threads", "4"];
    args.extend(names.iter().map(String::as_str));
    let ran = env.expect(0, &args);
    let records = lines(&ran.out);
    let read: Vec<&str> =
        records.iter().map(|record| record["source"]["name"].as_str().expect("a name")).collect();
    let expected: Vec<&str> = names.iter().map(|name| &name[3..]).collect();
    assert_eq!(read, expected);
    assert!(records.iter().all(|record| record["schema"] == "attsats/record/1.0"));
}

#[test]
fn read_gives_the_text_as_it_stands() {
    let env = Env::new();
    let text = "Kallelse\r\n\r\n  Åtgärder – ärenden\n";
    env.write("a.txt", text);
    assert_eq!(env.expect(0, &["read", "--text", "a.txt"]).out, text);
    let from_stdin = env.run_with_input(&["read", "--text", "-"], text.as_bytes());
    assert_eq!((from_stdin.code, from_stdin.out.as_str()), (0, text));
    let pretty = env.expect(0, &["read", "--pretty", "a.txt"]).out;
    assert!(pretty.lines().count() > 5 && serde_json::from_str::<Value>(&pretty).is_ok());
}

#[test]
fn read_goes_on_after_a_file_that_cannot_be_read() {
    let env = Env::new();
    env.write("a.txt", paper(1));
    env.write("tom.txt", "");
    let ran = env.expect(1, &["read", "saknas.pdf", "tom.txt", "a.txt"]);
    assert_eq!(lines(&ran.out).len(), 1);
    assert!(
        ran.err.contains("saknas.pdf") && ran.err.contains("tom.txt: the file is empty"),
        "{ran:?}"
    );
}

#[test]
fn ingest_twice_reads_once() {
    let env = Env::new();
    env.papers("in", 12);
    let first = env.expect(0, &["ingest", "in", "--archive", "archive"]);
    assert!(first.err.contains("read 12 documents"), "{first:?}");
    let export = env.expect(0, &["export", "--archive", "archive"]).out;
    let second = env.expect(0, &["ingest", "in", "--archive", "archive"]);
    assert!(second.err.contains("read 0 documents, kept 12"), "{second:?}");
    assert_eq!(env.expect(0, &["export", "--archive", "archive"]).out, export);
    let ledger = std::fs::read_to_string(env.path("archive/ledger.jsonl")).expect("it is there");
    assert_eq!(ledger.lines().count(), 12);

    env.papers("in", 15);
    let third = env.expect(0, &["ingest", "in", "--archive", "archive"]);
    assert!(third.err.contains("read 3 documents, kept 12"), "{third:?}");
    assert_eq!(env.expect(0, &["ingest", "-q", "in", "--archive", "archive"]).err, "");
}

#[test]
fn the_same_bytes_under_two_names_are_one_document_in_two_places() {
    let env = Env::new();
    env.write("in/b.txt", paper(1));
    env.write("in/c/a.txt", paper(1));
    env.expect(0, &["ingest", "in", "--archive", "archive"]);
    let records = lines(&env.expect(0, &["export", "--archive", "archive"]).out);
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["source"]["name"], "a.txt");
    let id = records[0]["id"].as_str().expect("an id");
    let shown = env.expect(0, &["show", &id[..10], "--archive", "archive"]).out;
    assert!(shown.contains("in/b.txt") && shown.contains("in/c/a.txt"), "{shown}");
    let hits = env.expect(0, &["search", "nummer1", "--count", "--archive", "archive"]).out;
    assert_eq!(hits, "1\n");
}

#[test]
fn an_archive_among_its_papers_is_not_read() {
    let env = Env::new();
    env.papers("in", 2);
    for expected in ["read 2 documents", "read 0 documents, kept 2"] {
        let ran = env.expect(0, &["ingest", ".", "--archive", "in/archive"]);
        assert!(ran.err.contains(expected) && !ran.err.contains("skipped"), "{ran:?}");
    }
}

#[test]
fn search_finds_phrases_with_their_place() {
    let env = Env::new();
    env.papers("in", 5);
    env.expect(0, &["ingest", "in", "--archive", "archive"]);
    let search = |query: &str| env.run(&["search", query, "--json", "--archive", "archive"]);
    for query in ["\"Kommunstyrelsen beslutar\"", "1250000", "verksamhet", "förvalt*"] {
        let ran = search(query);
        let hits = lines(&ran.out);
        assert_eq!(ran.code, 0, "{query}");
        let mut ids: Vec<&str> =
            hits.iter().map(|hit| hit["id"].as_str().expect("an id")).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 5, "{query}: {ran:?}");
        assert!(hits.iter().all(|hit| hit["kwic"]["match"] != "" && hit["span"]["line"].is_u64()));
    }
    let hits = lines(&search("\"rapport3\"").out);
    assert_eq!(hits[0]["file"], "papper_0003.txt");
    assert_eq!(hits[0]["span"]["page"], 1);
    let people = env.expect(0, &["search", "\"rapport3\"", "--archive", "archive"]).out;
    assert!(
        people.contains("[rapport3]") && people.contains("papper_0003.txt, page 1, line"),
        "{people}"
    );
    assert!(!people.contains('\u{1b}'));
}

#[test]
fn search_tells_nothing_found_from_a_bad_query() {
    let env = Env::new();
    env.papers("in", 2);
    env.expect(0, &["ingest", "in", "--archive", "archive"]);
    let search = |args: &[&str]| env.run(&[&["search", "--archive", "archive"], args].concat());
    let none = search(&["zebra"]);
    assert_eq!((none.code, none.out.as_str(), none.err.as_str()), (1, "", "nothing found\n"));
    for (query, told) in [
        ("\"oavslutad", "column 1: this quote is never closed"),
        ("orgna:x", "did you mean \"organ\"?"),
        ("(a", "column 1: this parenthesis is never closed"),
        ("status:beslutt", "did you mean"),
    ] {
        let ran = search(&[query]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{query}");
        assert!(ran.err.contains(told), "{query}: {}", ran.err);
    }
    for filter in ["--kind", "--status", "--unit", "--year", "--body", "--organization"] {
        assert_eq!(search(&["bidrag", filter, "finnsinte"]).code, 2, "{filter}");
    }
    assert_eq!(search(&["bidrag", "--unit", "text"]).code, 0);
    assert_eq!(search(&["-zebra bidrag", "--json"]).code, 0);
    assert_eq!(search(&["--count", "zebra"]).code, 1);
}

#[test]
fn export_gives_rows() {
    let env = Env::new();
    env.papers("in", 3);
    env.expect(0, &["ingest", "in", "--archive", "archive"]);
    for table in ["documents", "agenda", "clauses", "cells", "notes"] {
        let args = ["export", "--archive", "archive", "--format", "csv", "--table", table];
        let csv = env.expect(0, &args).out;
        assert!(csv.starts_with("id,file,") && csv.ends_with("\r\n"), "{table}: {csv}");
        let args = ["export", "--archive", "archive", "--table", table];
        let n_rows = lines(&env.expect(0, &args).out).len();
        assert_eq!(csv::Reader::from_reader(csv.as_bytes()).records().count(), n_rows);
    }
    let whole = env.expect(0, &["export", "--archive", "archive"]).out;
    assert_eq!(env.expect(0, &["export", "--archive", "archive", "-o", "ut.jsonl"]).out, "");
    assert_eq!(std::fs::read_to_string(env.path("ut.jsonl")).expect("it is there"), whole);
    let nowhere = env.expect(2, &["export", "--archive", "archive", "-o", "finns/inte.jsonl"]);
    assert!(nowhere.err.contains("finns/inte.jsonl"), "{nowhere:?}");
}

#[test]
fn verify_tells_what_does_not_hold() {
    let env = Env::new();
    env.papers("in", 3);
    env.expect(0, &["ingest", "in", "--archive", "archive"]);
    assert_eq!(env.expect(0, &["verify", "--archive", "archive"]).out, "");
    env.write("in/papper_0001.txt", "annat");
    std::fs::remove_file(env.path("in/papper_0002.txt")).expect("it is there");
    let ran = env.expect(1, &["verify", "--archive", "archive"]);
    assert_eq!(ran.out, "in/papper_0001.txt: changed since it was read\n");
    assert!(ran.err.contains("1 no longer where they were"), "{ran:?}");
    let texts = env.path("archive/segments/000001/texts.jsonl.gz");
    let mut packed = std::fs::read(&texts).expect("it is there");
    packed[40] ^= 1;
    std::fs::write(&texts, packed).expect("room");
    let ran = env.expect(1, &["verify", "--archive", "archive"]);
    assert!(
        ran.out.contains("segments/000001/texts.jsonl.gz: the checksum does not hold"),
        "{ran:?}"
    );
}

#[test]
fn the_index_is_made_anew_from_the_records() {
    let env = Env::new();
    env.papers("in", 3);
    env.expect(0, &["ingest", "in", "--archive", "archive"]);
    let search = ["search", "bidrag", "--json", "--archive", "archive"];
    let before = env.expect(0, &search).out;
    std::fs::remove_dir_all(env.path("in")).expect("it is there");
    std::fs::remove_dir_all(env.path("archive/index")).expect("it is there");
    let ran = env.expect(2, &search);
    assert!(ran.err.contains("attsats reindex"), "{ran:?}");
    env.expect(0, &["reindex", "--archive", "archive"]);
    assert_eq!(env.expect(0, &search).out, before);
}

#[test]
fn show_gives_record_and_text() {
    let env = Env::new();
    env.write("in/a.txt", paper(7));
    env.expect(0, &["ingest", "in", "--archive", "archive"]);
    let record = env.expect(0, &["export", "--archive", "archive"]).out;
    let id = lines(&record)[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(env.expect(0, &["show", &id, "--json", "--archive", "archive"]).out, record);
    assert_eq!(env.expect(0, &["show", &id, "--text", "--archive", "archive"]).out, paper(7));
    assert!(env.expect(0, &["show", &id[..6], "--archive", "archive"]).out.contains(&id));
    env.expect(2, &["show", "ffffffffffff", "--archive", "archive"]);
}

#[test]
fn explain_shows_every_stage() {
    let env = Env::new();
    env.write("a.txt", paper(7));
    for stage in ["pages", "text", "kinds", "document"] {
        assert!(!env.expect(0, &["explain", "a.txt", "--stage", stage]).out.is_empty());
    }
    env.expect(2, &["explain", "saknas.txt"]);
}

#[test]
fn a_wrong_call_is_told() {
    let env = Env::new();
    env.expect(2, &[]);
    env.expect(2, &["läs"]);
    env.expect(2, &["read"]);
    env.expect(2, &["search", "ord"]);
    env.expect(2, &["ingest", "finnsinte", "--archive", "archive"]);
    assert!(!env.path("archive").exists());
    for command in ["verify", "reindex", "export"] {
        let ran = env.expect(2, &[command, "--archive", "archive"]);
        assert!(ran.err.contains("no archive in archive"), "{ran:?}");
    }
    env.write("brev/a.txt", "hej");
    let ran = env.expect(2, &["ingest", "brev", "--archive", "brev"]);
    assert!(ran.err.contains("brev is not empty and not an archive"), "{ran:?}");
    for shell in ["bash", "zsh", "fish"] {
        assert!(env.expect(0, &["completions", shell]).out.contains("attsats"));
    }
    env.expect(0, &["--help"]);
    env.expect(0, &["search", "--help"]);
}

#[test]
#[cfg(unix)]
fn a_reader_who_has_seen_enough_is_no_failure() {
    use std::process::Stdio;
    let env = Env::new();
    env.papers("in", 400);
    env.expect(0, &["ingest", "-q", "in", "--archive", "archive"]);
    let mut command = env.command(["export", "--archive", "archive"]);
    let mut child = command.stdout(Stdio::piped()).spawn().expect("the program was built");
    drop(child.stdout.take());
    assert!(child.wait().expect("it ends").success());
}
