//! What is not whole is an error with its reason, and never a smaller answer.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::engine::{Engine, Proxy, Reply, binary};
use crate::env::Env;

/// Sends a small archive to a new engine.
fn sent(binary: &str) -> (Env, Engine) {
    let env = Env::new();
    env.papers("in", 12);
    env.expect(0, &["ingest", "in", "--archive", "a", "--quiet"]);
    let engine = Engine::start(binary);
    env.expect(0, &["export", "--archive", "a", "--to", "elasticsearch", &engine.url()]);
    (env, engine)
}

/// Something changed in an answer of the engine.
type Change = fn(&mut Value);

/// Wrong answers, and what is said of each.
const WRONG: [(Change, &str); 8] = [
    (|json| json["_shards"] = json!({ "failed": 1, "total": 3 }), "1 of 3 shards failed"),
    (|json| json["timed_out"] = json!(true), "took too long there"),
    (|json| json["hits"]["total"]["relation"] = json!("gte"), "does not say how much it found"),
    (|json| json["hits"]["total"] = json!(null), "does not say how much it found"),
    (|json| json["hits"]["hits"] = json!(null), "no list of what it found"),
    (|json| pop(json), "entries came"),
    (|json| first(json)["_source"] = json!(null), "an entry without its fields"),
    (|json| first(json)["_source"]["seq"] = json!("x"), "an entry without its place"),
];

fn pop(json: &mut Value) {
    json["hits"]["hits"].as_array_mut().map(Vec::pop);
}

fn first(json: &mut Value) -> &mut Value {
    &mut json["hits"]["hits"][0]
}

#[test]
fn half_an_answer_is_an_error() {
    let Some(binary) = binary() else { return };
    let (env, engine) = sent(&binary);
    let port = engine.port;
    let change: Arc<Mutex<Option<Change>>> = Arc::default();
    let current = Arc::clone(&change);
    let proxy = Proxy::new(move |request| {
        let reply = request.pass(port);
        // Of what may match, and of nothing before it.
        let is_asked = request.is_search() && request.body.contains("{\"value\":\"unit\"}");
        match *current.lock().expect("nobody panics") {
            Some(change) if is_asked => reply.changed(change),
            _ => reply,
        }
    });
    let search = ["search", "ansökan", "--count", "--remote", &proxy.url()];
    let count = env.expect(0, &search).out;
    assert!(count.trim().parse::<usize>().is_ok_and(|count| count > 20), "{count}");
    for (wrong, said) in WRONG {
        *change.lock().expect("nobody panics") = Some(wrong);
        let refused = env.expect(2, &search);
        assert!(
            refused.err.contains("gave no whole answer") && refused.err.contains(said),
            "{refused:?}"
        );
        assert_eq!(refused.out, "", "{said}");
    }
}

#[test]
fn engines_that_do_not_answer_or_refuse_are_told_of() {
    let Some(binary) = binary() else { return };
    let (env, mut engine) = sent(&binary);
    let port = engine.port;
    let (passed, mut n_asked) = (port, 0);
    // Busy, and an answer that is lost: asked once more.
    let tired = Proxy::new(move |request| {
        n_asked += 1;
        match n_asked % 3 {
            0 => Reply::None,
            1 => Reply::json(503, &json!({})),
            _ => request.pass(passed),
        }
    });
    let here = env.expect(0, &["search", "ansökan", "--archive", "a"]).out;
    assert_eq!(env.expect(0, &["search", "ansökan", "--remote", &tired.url()]).out, here);
    let closed = Proxy::new(|_| {
        Reply::json(
            401,
            &json!({ "error": { "type": "security", "reason": "missing\nauthentication" } }),
        )
    });
    let secret = closed.url().replace("//", "//anna:hemligt@");
    let refused = env.expect(2, &["search", "ansökan", "--remote", &secret]).err;
    assert!(refused.contains("refused: 401 (missing authentication)"), "{refused}");
    assert!(!refused.contains("hemligt") && !refused.contains("anna:"), "{refused}");

    // Entries that are refused for good end an export.
    let strict = Proxy::new(move |request| {
        let reply = request.pass(port);
        if !request.is_bulk() {
            return reply;
        }
        reply.changed(|json| {
            json["items"][3]["index"] =
                json!({ "status": 400, "error": { "reason": "no such field" } });
        })
    });
    let url = strict.url();
    let refused = env.expect(2, &["export", "--archive", "a", "--to", "elasticsearch", &url]).err;
    assert!(refused.contains("entry 3 was refused: 400, no such field"), "{refused}");
    // What was begun is not answered from, and is made anew.
    let search = ["search", "ansökan", "--count", "--remote", &engine.url()];
    let missing = env.expect(2, &[&search[..], &["--generation", "2"]].concat()).err;
    assert!(missing.contains("no complete generation of \"attsats\" of that number"), "{missing}");
    let count = env.expect(0, &search).out;
    let to = ["export", "--archive", "a", "--to", "elasticsearch", &engine.url()];
    let again = env.expect(0, &[&to[..], &["--generation", "2"]].concat());
    assert!(again.err.contains("attsats-g2 was begun and never completed"), "{again:?}");
    assert!(
        again.err.contains("standing there still, and no longer asked: attsats-g1"),
        "{again:?}"
    );
    assert_eq!(
        engine.ask("GET", "/_alias/attsats", "").as_object().map(serde_json::Map::len),
        Some(1)
    );
    assert_eq!(env.expect(0, &search).out, count);
    assert_eq!(env.expect(0, &[&search[..], &["--generation", "1"]].concat()).out, count);
    let taken = env.expect(2, &[&to[..], &["--generation", "2"]].concat()).err;
    assert!(taken.contains("holds \"attsats-g2\" already"), "{taken}");

    engine.stop();
    let gone = env.expect(2, &search).err;
    assert!(gone.contains("does not answer"), "{gone}");
    let never = env.expect(2, &[&search[..5], &["--index", "Å/../x"]].concat()).err;
    assert!(never.contains("small letters a to z"), "{never}");
}

#[test]
fn configurations_are_printed_without_an_engine() {
    let env = Env::new();
    for (engine, index) in [("elasticsearch", Value::Null), ("quickwit", json!("papper-g4"))] {
        let args =
            ["export", "--to", engine, "--print-config", "--index", "papper", "--generation", "4"];
        let printed: Value = serde_json::from_str(&env.expect(0, &args).out).expect("JSON");
        assert_eq!(printed["index_id"], index);
    }
    let wrong = env.expect(2, &["export", "--to", "solr", "--print-config"]).err;
    assert!(wrong.contains("an engine is quickwit, elasticsearch or opensearch"), "{wrong}");
    let wrong = env.expect(2, &["export", "--to", "quickwit"]).err;
    assert!(wrong.contains("--archive"), "{wrong}");
}
