//! `attsats export --format bagit`.

use std::collections::BTreeSet;
use std::path::Path;

use attsats::ingest::sha256;
use serde_json::Value;

use crate::env::{Env, paper};
use crate::papers::files_below;

const EXPORT: [&str; 5] = ["export", "--archive", "archive", "--format", "bagit"];

fn packed(env: &Env, code: i32, to: &str) -> String {
    env.expect(code, &[&EXPORT[..], &["--output", to]].concat()).err
}

/// The files that a manifest names, each as it says.
fn manifest(bag: &Path, name: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(bag.join(name)).expect("it is there");
    let named = text.lines().map(|line| {
        let (sum, file) = line.split_once("  ").expect("a sum and a name");
        assert_eq!(sum, sha256(&std::fs::read(bag.join(file)).expect("it is there")), "{file}");
        file.to_owned()
    });
    named.collect()
}

#[test]
fn a_package_holds_everything_and_says_so() {
    let env = Env::new();
    env.papers("in", 3);
    env.write("in/bilaga.txt", paper(1));
    env.write("in/tom.txt", "");
    env.expect(1, &["ingest", "-q", "in", "--archive", "archive"]);
    packed(&env, 0, "paket");
    let bag = env.path("paket");

    let payload = manifest(&bag, "manifest-sha256.txt");
    let there: BTreeSet<String> = files_below(&bag.join("data"))
        .iter()
        .map(|path| path.strip_prefix(&bag).expect("below").to_str().expect("ASCII").to_owned())
        .collect();
    assert_eq!(payload, there);
    assert_eq!(payload.len(), 3 * 4 + 2);
    assert_eq!(manifest(&bag, "tagmanifest-sha256.txt").len(), 3);
    let n_bytes: u64 = files_below(&bag.join("data"))
        .iter()
        .map(|path| path.metadata().expect("it is there").len())
        .sum();
    let info = std::fs::read_to_string(bag.join("bag-info.txt")).expect("it is there");
    assert!(info.contains(&format!("Payload-Oxum: {n_bytes}.{}\n", payload.len())), "{info}");

    let id = sha256(paper(1).as_bytes());
    let source = std::fs::read(bag.join(format!("data/sources/{id}.txt"))).expect("it is there");
    assert_eq!(source, paper(1).as_bytes());
    let core = std::fs::read_to_string(bag.join(format!("data/dublin-core/{id}.xml")));
    let core = core.expect("it is there");
    for element in [
        "<dc:publisher>Exempelbyns kommun</dc:publisher>",
        "<dc:creator>Kommunstyrelsen</dc:creator>",
        "<dc:date>2014-03-02</dc:date>",
        "<dc:type>protokollsutdrag</dc:type>",
    ] {
        assert!(core.contains(element), "{core}");
    }
    let events = std::fs::read_to_string(bag.join("data/events.jsonl")).expect("it is there");
    let events: Vec<Value> =
        events.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let of = |kind: &str| {
        events.iter().filter(|event| event["object"] == id && event["type"] == kind).count()
    };
    // Two files hold its bytes.
    assert_eq!((of("ingestion"), of("text extraction"), of("fixity check")), (2, 1, 1));
    for event in &events {
        assert!(event["agent"].as_str().is_some_and(|agent| agent.starts_with("attsats ")));
        assert!(event["time"].as_str().is_some_and(|time| time.ends_with('Z')), "{event}");
    }
    let files = std::fs::read_to_string(bag.join("data/files.jsonl")).expect("it is there");
    assert_eq!(files.lines().count(), 5, "the quarantined file is named too");
}

#[test]
fn a_source_that_is_gone_or_changed_is_told() {
    let env = Env::new();
    env.papers("in", 3);
    env.expect(0, &["ingest", "-q", "in", "--archive", "archive"]);
    std::fs::remove_file(env.path("in/papper_0000.txt")).expect("it was there");
    env.write("in/papper_0001.txt", paper(9));
    let told = packed(&env, 1, "paket");
    assert_eq!(told.matches("without its source").count(), 2, "{told}");
    let bag = env.path("paket");
    assert_eq!(manifest(&bag, "manifest-sha256.txt").len(), 3 * 3 + 1 + 2);
    let events = std::fs::read_to_string(bag.join("data/events.jsonl")).expect("it is there");
    assert_eq!(events.matches("\"outcome\":\"failure\"").count(), 2);
}

#[test]
fn nothing_is_written_over_and_nothing_is_masked() {
    let env = Env::new();
    env.papers("in", 1);
    env.expect(0, &["ingest", "-q", "in", "--archive", "archive"]);
    env.write("paket/eget.txt", "mitt");
    assert!(packed(&env, 2, "paket").contains("paket is there already"));
    env.expect(2, &EXPORT);
    env.expect(2, &[&EXPORT[..], &["--public", "--output", "annat"]].concat());
    env.expect(2, &[&EXPORT[..], &["--query", "bidrag", "--output", "annat"]].concat());
    env.expect(2, &[&EXPORT[..], &["--csvw", "--output", "annat"]].concat());
    assert!(!env.path("annat").exists() && !env.path("annat.part").exists());
}
