//! `attsats export --format popolo`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::env::{Env, paper};
use crate::papers::root;

const EXPORT: [&str; 5] = ["export", "--archive", "a", "--format", "popolo"];

fn popolo(env: &Env, more: &[&str]) -> Value {
    let ran = env.expect(0, &[&EXPORT[..], more].concat());
    serde_json::from_str(&ran.out).expect("one object")
}

fn list<'v>(whole: &'v Value, name: &str) -> &'v Vec<Value> {
    whole[name].as_array().expect("a list")
}

#[test]
fn the_corpus_in_popolo() {
    let env = Env::new();
    let papers = root().join("corpus/papers");
    env.expect(0, &["ingest", &papers.to_string_lossy(), "--archive", "a", "--quiet"]);
    let whole = popolo(&env, &[]);

    // As many as the tables have.
    let rows = |table: &str| {
        let args = ["export", "--archive", "a", "--format", "jsonl", "--table", table];
        env.expect(0, &args).out.lines().count()
    };
    assert_eq!(list(&whole, "motions").len(), rows("decisions"));
    assert_eq!(list(&whole, "vote_events").len(), rows("votes"));
    let votes = list(&whole, "vote_events").iter().map(|event| list(event, "votes").len());
    assert_eq!(votes.sum::<usize>(), rows("ballots"));
    let clauses = list(&whole, "motions").iter().map(|motion| list(&motion["extras"], "clauses"));
    assert_eq!(clauses.map(Vec::len).sum::<usize>(), rows("clauses"));

    // Notice and minutes tell of one meeting.
    let id = "event/kommunalförbundet-västersjöbygden/direktionen/2019-10-17";
    let events = list(&whole, "events");
    let event = events.iter().find(|event| event["id"] == id).expect("it was held");
    assert!(list(event, "sources").len() >= 2, "{event}");
    assert_eq!(list(event, "attendees").len(), 17);
    assert_eq!(list(event, "agenda")[4]["extras"]["number"], "47");

    let known: BTreeSet<&str> = whole
        .as_object()
        .expect("an object")
        .values()
        .flat_map(|list| list.as_array().expect("a list"))
        .filter_map(|row| row["id"].as_str())
        .collect();
    for motion in list(&whole, "motions") {
        for name in ["organization_id", "legislative_session_id", "creator_id"] {
            let target = motion[name].as_str();
            assert!(target.is_none_or(|target| known.contains(target)), "{name}: {motion}");
        }
    }

    let again = env.expect(0, &[&EXPORT[..], &["--output", "p.json"]].concat());
    assert_eq!(again.out, "");
    let file = std::fs::read_to_string(env.path("p.json")).expect("it was written");
    assert_eq!(file, env.expect(0, &EXPORT).out, "the same bytes each time");
}

#[test]
fn only_what_is_sought_and_may_be_seen() {
    let env = Env::new();
    env.papers("in", 3);
    env.write("in/privat.txt", paper(7).replace("rapport7", "Ulla Ek, 811228-9874"));
    env.expect(0, &["ingest", "in", "--archive", "a", "--quiet"]);
    assert_eq!(list(&popolo(&env, &[]), "motions").len(), 4);
    let found = popolo(&env, &["--query", "nummer2"]);
    assert_eq!(list(&found, "motions").len(), 1);
    assert_eq!(list(&found, "events")[0]["start_date"], "2014-03-03");
    assert!(popolo(&env, &[]).to_string().contains("811228-9874"));
    let public = popolo(&env, &["--public"]).to_string();
    assert!(public.contains("[personnummer]") && !public.contains("9874"), "{public}");
    let ran = env.expect(2, &[&EXPORT[..], &["--table", "votes"]].concat());
    assert!(ran.err.contains("not a table"), "{ran:?}");
}
