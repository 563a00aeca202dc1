//! Shards: what a unit of work leaves, and what is made of many.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::env::{Env, paper};
use crate::papers::files_below;

/// Every export that there is of the documents of an archive.
pub(crate) fn exports(env: &Env, archive: &str) -> BTreeMap<String, Vec<u8>> {
    const TABLES: [&str; 11] = [
        "documents",
        "meetings",
        "agenda",
        "decisions",
        "clauses",
        "votes",
        "ballots",
        "attendance",
        "cells",
        "notes",
        "links",
    ];
    let mut all = BTreeMap::new();
    let mut export = |name: String, args: &[&str]| {
        let path = env.path("export.out");
        let args = [&["export", "--archive", archive, "-o", "export.out"], args].concat();
        env.expect(0, &args);
        all.insert(name, std::fs::read(&path).expect("it was written"));
        std::fs::remove_file(&path).expect("ours");
    };
    export("records".to_owned(), &["--format", "jsonl"]);
    export("database".to_owned(), &["--format", "sqlite"]);
    for table in TABLES {
        for format in ["csv", "parquet", "jsonl"] {
            export(format!("{table}.{format}"), &["--format", format, "--table", table]);
        }
    }
    all
}

/// What the ledger says of every file, but for when.
pub(crate) fn ledger(env: &Env, archive: &str) -> Vec<Value> {
    let ran = env.run(&["report", "--archive", archive, "--format", "json"]);
    let report: Value = serde_json::from_str(&ran.out).expect("one object");
    let mut files = report["files"].as_array().cloned().expect("a list");
    for file in &mut files {
        file.as_object_mut().expect("an object").remove("time");
    }
    files
}

/// What a search finds, without scores: these count what was taken out of an index until tantivy next tidies it.
fn hits(env: &Env, archive: &str) -> Vec<Value> {
    let query = ["search", "bidrag OR kommun*", "--all", "--sort", "oldest", "--archive", archive];
    let ran = env.expect(0, &[&query[..], &["--json"]].concat());
    let hit = |line: &str| {
        let mut hit: Value = serde_json::from_str(line).expect("one object a line");
        hit.as_object_mut().expect("an object").remove("score");
        hit
    };
    ran.out.lines().map(hit).collect()
}

/// One archive is as good as the other.
#[track_caller]
pub(crate) fn same(env: &Env, one: &str, other: &str) {
    let (one_exports, other_exports) = (exports(env, one), exports(env, other));
    for (name, bytes) in &one_exports {
        assert!(other_exports.get(name) == Some(bytes), "{name} differs");
    }
    assert!(one_exports["records"].len() > 10_000, "there is something to compare");
    assert_eq!(ledger(env, one), ledger(env, other));
    assert_eq!(hits(env, one), hits(env, other));
    env.expect(0, &["verify", "--archive", one]);
    env.expect(0, &["verify", "--archive", other]);
}

/// Writes the list of the files below `folder`.
pub(crate) fn list(env: &Env, name: &str, folder: &str) -> usize {
    let files = files_below(&env.path(folder));
    let base = env.path("");
    let paths = files.iter().map(|path| path.strip_prefix(&base).expect("within").display());
    env.write(name, paths.map(|path| format!("{path}\n")).collect::<String>());
    files.len()
}

/// The files of a folder, by name.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = files_below(folder).into_iter();
    let name = |path: &Path| path.strip_prefix(folder).expect("within").display().to_string();
    files.map(|path| (name(&path), std::fs::read(&path).expect("readable"))).collect()
}

fn manifest(env: &Env, shard: &str) -> Value {
    let bytes = std::fs::read(env.path(shard).join("manifest.json")).expect("it is finished");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn read<'a>(list: &'a str, out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["read", "--manifest", list, "--out", out], more].concat()
}

#[test]
fn a_shard_is_the_same_bytes_whoever_reads_it() {
    let env = Env::new();
    env.papers("in", 40);
    env.write("in/tom.pdf", "");
    env.write("in/bilaga/samma.txt", paper(3));
    list(&env, "list", "in");
    for (out, threads) in [("a", "1"), ("b", "4")] {
        env.expect(1, &read("list", out, &["--threads", threads, "--shard", "3/3"]));
    }
    let (one, other) = (tree(&env.path("a")), tree(&env.path("b")));
    assert_eq!(one, other);
    let names: Vec<&str> =
        one.keys().map(|name| name.strip_prefix("00003-of-00003/").expect("its folder")).collect();
    for name in ["manifest.json", "records.jsonl.gz", "texts.jsonl.gz", "clauses.parquet"] {
        assert!(names.contains(&name), "{names:?}");
    }
    let told = manifest(&env, "a/00003-of-00003");
    assert_eq!(told["counts"]["documents"], 13, "{told}");
    assert!(told["sources"].as_array().expect("a list").iter().all(|line| line["time"].is_null()));
}

#[test]
fn a_finished_shard_is_passed_over_until_something_is_other() {
    let env = Env::new();
    env.papers("in", 6);
    list(&env, "list", "in");
    let told = |args: &[&str]| env.expect(0, &read("list", "out", args)).err;
    assert!(told(&[]).contains("shard 1/1 written: 6 documents of 6 sources, 0 quarantined"));
    assert!(told(&[]).contains("stands there already"));
    env.write("in/papper_0002.txt", paper(77));
    assert!(told(&[]).contains("written"), "its bytes are others");
    assert!(told(&[]).contains("stands there already"));
    assert!(told(&["--memory", "700"]).contains("written"), "its limits are others");
    env.write("out/00001-of-00001/clauses.parquet", "half");
    assert!(told(&["--memory", "700"]).contains("written"), "it was damaged");
    env.write("list", "in/papper_0001.txt\n");
    assert!(told(&[]).contains("written: 1 documents"), "the list is another");
    // What was killed in the middle leaves a folder that nobody holds.
    env.write("out/.00001-of-00001.0123456789abcdef.tmp/lock", "");
    env.write("list", "in/papper_0000.txt\n");
    told(&["-q"]);
    let names: Vec<_> = std::fs::read_dir(env.path("out")).expect("there").flatten().collect();
    assert_eq!(names.len(), 1, "{names:?}");
}

#[test]
fn merged_shards_are_the_archive_of_one_machine() {
    let env = Env::new();
    env.papers("in", 90);
    env.write("in/a_samma.txt", paper(5));
    env.write("in/z/samma.txt", paper(5));
    env.write("in/papper_0005b.txt", paper(5));
    env.write("in/bild.png", b"\x89PNG\r\n\x1a\n");
    env.write("in/tom.pdf", "");
    list(&env, "list", "in");
    env.expect(1, &["ingest", "-q", "in", "--archive", "one"]);
    for shard in ["3/4", "1/4", "4/4", "2/4"] {
        env.run(&read("list", "out", &["-q", "--shard", shard]));
    }
    let ran = env.expect(0, &["merge", "out", "--archive", "many"]);
    assert!(ran.err.contains("merged 4 shards"), "{ran:?}");
    assert!(ran.err.contains("90 documents, 2 that were there"), "{ran:?}");
    same(&env, "one", "many");
    // Once more, and shard by shard into what is half there.
    let ran = env.expect(0, &["merge", "out", "--archive", "many"]);
    assert!(ran.err.contains("0 documents, 92 that were there"), "{ran:?}");
    assert!(ran.err.contains("indexed again     0"), "{ran:?}");
    same(&env, "one", "many");
    env.expect(0, &["ingest", "-q", "in/z", "in/papper_0007.txt", "--archive", "half"]);
    for shard in ["00004-of-00004", "00002-of-00004", "00001-of-00004", "00003-of-00004"] {
        env.run(&["merge", "-q", &format!("out/{shard}"), "--archive", "half"]);
    }
    same(&env, "one", "half");
    // And what is read later is told apart from what is there.
    let ran = env.expect(1, &["ingest", "in", "--archive", "many"]);
    assert!(ran.err.contains("read 0 documents, kept 93"), "{ran:?}");
}

#[test]
fn a_shard_that_is_not_whole_is_refused_by_name_and_the_others_are_not() {
    let env = Env::new();
    env.papers("in", 50);
    list(&env, "list", "in");
    for shard in 1..=5 {
        env.expect(0, &read("list", "out", &["-q", "--shard", &format!("{shard}/6")]));
    }
    let shard = |nth: usize, name: &str| env.path(format!("out/0000{nth}-of-00006/{name}"));
    std::fs::remove_file(shard(1, "manifest.json")).expect("it was there");
    let mut bytes = std::fs::read(shard(2, "records.jsonl.gz")).expect("it is there");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(shard(2, "records.jsonl.gz"), bytes).expect("room");
    std::fs::remove_file(shard(4, "texts.jsonl.gz")).expect("it was there");
    let ran = env.expect(1, &["merge", "out", "--archive", "many"]);
    for told in [
        "00001-of-00006 cannot be used: it has no manifest.json; it was never finished",
        "00002-of-00006 cannot be used: its records.jsonl.gz is not as it was written",
        "00004-of-00006 cannot be used: its texts.jsonl.gz is missing",
        "out/00006-of-00006 is not there",
        "merged 2 shards",
        "refused shards    4",
    ] {
        assert!(ran.err.contains(told), "{told}: {ran:?}");
    }
    env.expect(0, &["verify", "--archive", "many"]);
    for shard in 1..=6 {
        env.expect(0, &read("list", "out", &["-q", "--shard", &format!("{shard}/6")]));
    }
    env.expect(0, &["merge", "-q", "out", "--archive", "many"]);
    env.expect(0, &["ingest", "-q", "in", "--archive", "one"]);
    same(&env, "one", "many");
}

#[test]
fn a_list_may_name_and_prove_its_sources() {
    let env = Env::new();
    let sum = |number: usize| attsats::ingest::sha256(paper(number).as_bytes());
    for (name, number) in [("x/00", 0), ("x/01", 1), ("med mellanslag.txt", 2)] {
        env.write(name, paper(number));
    }
    let row = |source: &str, name: &str, sum: &str| {
        format!("{{\"source\": \"{source}\", \"name\": \"{name}\", \"sha256\": \"{sum}\"}}\n")
    };
    let spaced = env.path("med mellanslag.txt").display().to_string().replace(' ', "%20");
    let list = [
        row("x/00", "ett protokoll.txt", &sum(0)),
        row("x/01", "ett annat.txt", &sum(9)),
        format!("file://{spaced}\nsaknas.txt\n"),
    ];
    env.write("list", list.concat());
    env.expect(1, &read("list", "out", &[]));
    let told = manifest(&env, "out/00001-of-00001");
    let word = |idx: usize, key: &str| told["sources"][idx][key].as_str().unwrap_or("").to_owned();
    assert_eq!((word(0, "path").as_str(), word(0, "status").as_str()), ("x/00", "ok"));
    assert!(word(1, "reason").starts_with("not the bytes that the list names"), "{told}");
    assert_eq!((word(2, "status").as_str(), word(3, "status").as_str()), ("ok", "failed"));
    env.expect(0, &["merge", "-q", "out", "--archive", "archive"]);
    let records = env.expect(0, &["export", "--archive", "archive"]).out;
    assert!(records.contains("\"name\":\"ett protokoll.txt\""), "{records}");
    let ran = env.expect(0, &["verify", "--archive", "archive"]);
    assert!(ran.err.contains("2 sources as they were"), "{ran:?}");
    env.write("wrong", "x/00\n{\"sauce\": \"x\"}\n");
    let ran = env.expect(2, &read("wrong", "out", &[]));
    assert!(ran.err.contains("line 2 of the list: not an object with source"), "{ran:?}");
    let ran = env.expect(2, &["read", "x/00", "--memory", "500"]);
    assert!(ran.err.contains("--manifest"), "{ran:?}");
}
