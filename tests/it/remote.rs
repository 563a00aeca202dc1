//! The index in a search engine: what is lost on the way is sent again, and the answers are those of the index here.
//!
//! With PyPI's `osmem-server` where Python has it, and says so where it does not; `ATTSATS_OSMEM=1` demands it.

mod engine;
mod quickwit;
mod refused;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use attsats::archive::Archive;
use attsats::index::{Context, Facet, Filters, Hit, Index, Request};
use attsats::remote::{Found, Name, Remote};
use serde_json::{Value, json};

use crate::env::Env;
use crate::serve::Server;
use engine::{Engine, Proxy, Reply, binary};

/// An archive of the corpus' papers and of others.
fn archive(n_papers: usize) -> (Env, Index) {
    let env = Env::new();
    env.papers("in", n_papers);
    let papers = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/papers");
    env.expect(0, &["ingest", papers, "in", "--archive", "a", "--quiet", "--ocr", "off"]);
    let index = Archive::index(&env.path("a")).expect("it was made");
    (env, index)
}

fn name() -> Name {
    "attsats".parse().expect("a name")
}

fn open(url: &str) -> Remote {
    Remote::open(url, &name(), None).unwrap_or_else(|error| panic!("{error}"))
}

fn request(query: &str, sort: &str) -> Request {
    let sort = sort.parse().expect("an order");
    Request { query: query.to_owned(), limit: usize::MAX, sort, ..Request::default() }
}

fn hits(found: Found<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let told: Result<(), attsats::remote::Error> = found.hits(&mut |hit| {
        hits.push(hit);
        Ok(())
    });
    told.unwrap_or_else(|error| panic!("{error}"));
    hits
}

/// The same hits with the same scores in the same order, in as many documents, and counted the same by everything.
#[track_caller]
fn same(index: &Index, remote: &Remote, request: &Request) -> usize {
    let here = index.search(request).unwrap_or_else(|error| panic!("{request:?}: {error}"));
    let answer = index.answer(request).expect("it was answered");
    let found = remote.search(request, &Facet::ALL, &[&[Facet::Year, Facet::Status]]);
    let found = found.unwrap_or_else(|error| panic!("{request:?}: {error}"));
    assert_eq!(found.total(), here.total, "{request:?}");
    assert_eq!(found.documents(), answer.documents().expect("readable"), "{request:?}");
    for facet in Facet::ALL {
        let (here, there) = (answer.counts(facet).expect("readable"), found.counts(facet));
        assert_eq!(here, there.expect("it answers"), "{request:?} by {facet:?}");
    }
    let there = hits(found);
    for (here, there) in here.hits.iter().zip(&there) {
        assert_eq!(here, there, "{request:?}");
    }
    assert_eq!(here.hits.len(), there.len(), "{request:?}");
    here.total
}

/// Queries of every sort.
const QUERIES: [&str; 62] = [
    "budget",
    "budgeten",
    "kommun",
    "kommunen beslutar",
    "plan",
    "skola",
    "mottagning",
    "nämnd",
    "avgift",
    "protokoll",
    "hamn",
    "motion",
    "\"att anta\"",
    "\"beslutar att\"",
    "\"föreslås besluta\"",
    "\"Direktionen föreslås besluta\"",
    "\"kommunstyrelsen beslutar att godkänna\"",
    "\"samt att uppdra åt\"",
    "\"att\"",
    "\"kommunstyrelsen att\"~3",
    "\"beslutar godkänna ansökan\"~5",
    "\"att kommunen\"~20",
    "-\"att kommunen\"~4 enhet:clause",
    "kom*",
    "före*",
    "be* -beslut*",
    "nummer1*",
    "organ:kommunstyrelsen",
    "organ:direktionen besluta",
    "organ:styrelsen OR hamn",
    "-organ:kommunstyrelsen budget",
    "organisation:kommun",
    "organisation:exempelbyns enhet:clause",
    "typ:protokoll",
    "typ:kallelse enhet:agenda",
    "status:beslut",
    "status:förslag OR status:noterat",
    "utfall:bifall",
    "åtgärd:godkänna",
    "åtgärd:avslå OR åtgärd:uppdra",
    "år:2014",
    "år:2010..2016 budget",
    "år:..2000",
    "år:2020..",
    "datum:2014-03",
    "datum:2014-03-01..2014-03-07 enhet:clause",
    "belopp:1250000",
    "belopp:>1mkr",
    "belopp:..500tkr",
    "belopp:<=2mkr enhet:clause",
    "formel:beslutar",
    "formel:\"kommunstyrelsen beslutar\"",
    "-formel:\"kommunstyrelsen beslutar\" enhet:clause",
    "1250000",
    "1 250 000",
    "\"ansökan om 1 250 000 kronor\"",
    "dnr:KS/2014",
    "dnr:KS/2014:7",
    "paragraf:3",
    "fil:papper",
    "kvalitet:god enhet:table",
    "(budget OR plan) -(protokoll \"att anta\") enhet:text",
];

/// A site over the index there answers as one over the archive does, and has no documents.
fn served(env: &Env, engine: &Engine) {
    let here = Server::over(env, &["--archive", "a", "--rate", "100000"]);
    let there = Server::over(env, &["--remote", &engine.url(), "--rate", "100000"]);
    assert_eq!(there.json("/api/v1/status")["documents"], here.json("/api/v1/status")["documents"]);
    for address in [
        "search?q=budget",
        "search?q=%22att+anta%22&sort=newest&sida=2&limit=3",
        "search?q=plan&typ=protokoll&fran=2010",
        "counts?q=budget&by=organization,year,status,unit",
        "compare?q=enhet:clause&by=organization,action,year",
    ] {
        let [mut here, there] =
            [&here, &there].map(|site| site.json(&format!("/api/v1/{address}")));
        let hits = here.get_mut("hits").and_then(Value::as_array_mut);
        for hit in hits.into_iter().flatten() {
            hit.as_object_mut().expect("a hit").remove("link");
        }
        assert_eq!(there, here, "{address}");
    }
    let rows = |site: &Server| site.get("/api/v1/hits.csv?q=budget").text().lines().count();
    assert_eq!(rows(&there), rows(&here));
    for path in [
        "/",
        "/en",
        "/sok?q=budget",
        "/en/sok?q=plan&typ=protokoll",
        "/sok.atom?q=plan",
        "/hjalp",
        "/om",
    ] {
        assert_eq!(there.get(path).status, 200, "{path}");
    }
    assert!(there.get("/sok?q=budget").text().contains("<mark>"));
    assert_eq!(there.get("/sok?q=(budget").status, 400);
    for path in [
        "/moten",
        "/jamfor",
        "/dokument/0123456789abcdef",
        "/api/v1/documents",
        "/api/v1/tables/cells.csv",
    ] {
        assert_eq!(there.get(path).status, 404, "{path}");
    }
    // What an engine has not cannot be hidden.
    let open = ["serve", "--remote", &engine.url(), "--address", "0.0.0.0:0"];
    assert!(env.expect(2, &open).err.contains("cannot be hidden"));
}

#[test]
fn what_is_found_there_is_what_is_found_here() {
    let Some(binary) = binary() else { return };
    let engine = Engine::start(&binary);
    let (env, index) = archive(120);
    let sent = env.expect(0, &["export", "--archive", "a", "--to", "elasticsearch", &engine.url()]);
    assert!(sent.out.starts_with("attsats-g1: ") && sent.out.contains("; 0 were sent"), "{sent:?}");
    let remote = open(&engine.url());

    let mut n_found = 0;
    let mut queries: Vec<String> = QUERIES.iter().map(|query| (*query).to_owned()).collect();
    // Words that stand beside each other, from all over the papers.
    let all = remote
        .search(&request("enhet:text -fil:papper", "oldest"), &[], &[])
        .expect("a good query");
    let all = hits(all);
    for (nth, hit) in all.iter().step_by(all.len() / 30 + 1).enumerate() {
        let words: Vec<&str> = hit.kwic.right.split_whitespace().collect();
        let plain = |word: &&&str| word.chars().all(char::is_alphanumeric);
        let words: Vec<&str> = words.iter().filter(plain).copied().skip(nth % 3).take(3).collect();
        if words.len() == 3 {
            queries.push(format!("\"{}\"", words.join(" ")));
            queries.push(words.join(" "));
            queries.push(format!("-{}", words[1]));
        }
    }
    let queries: BTreeSet<String> = queries.into_iter().collect();
    for query in &queries {
        // Nearly everything is found: the first of it will do.
        let limit = if query.starts_with('-') { 40 } else { usize::MAX };
        let request = Request { limit, ..request(query, "relevance") };
        n_found += usize::from(same(&index, &remote, &request) > 0);
    }
    assert!(queries.len() > 90 && n_found > 80, "{n_found} of {}", queries.len());

    for sort in ["oldest", "newest", "organization", "1R,2R", "2L"] {
        same(&index, &remote, &request("beslutar enhet:clause", sort));
        let first = Request { limit: 7, ..request("budget OR plan OR ansökan", sort) };
        same(&index, &remote, &first);
    }
    for context in [Context::Sentence, Context::Unit, Context::Words(3)] {
        same(&index, &remote, &Request { context, ..request("\"att anta\"", "newest") });
    }
    let body = Some("kommunstyrelsen".to_owned());
    let filters = Filters { body, year: Some("2014".to_owned()), ..Filters::default() };
    same(&index, &remote, &Request { filters, ..request("", "relevance") });

    // What is refused here is refused there, with the same words.
    for wrong in ["organ:kommunstyrelzen", "åtgärd:bifallla x", "år:x", "budget (", "\"a\"~99"] {
        let here = index.search(&request(wrong, "relevance")).expect_err(wrong).to_string();
        let there =
            remote.search(&request(wrong, "relevance"), &[], &[]).expect_err(wrong).to_string();
        assert_eq!(here, there);
    }
    // The program prints the same.
    for args in [
        vec!["search", "budget"],
        vec!["search", "plan -budget", "--json", "--all", "--sort", "newest"],
        vec!["search", "\"att anta\"", "--count"],
        vec!["search", "enhet:clause", "--by", "year,organization,action,unit"],
        vec!["search", "kommun*", "--by", "year", "--json", "--year", "2014"],
        vec!["search", "xyzzyx"],
    ] {
        let here = env.run(&[&args[..], &["--archive", "a"]].concat());
        let there = env.run(&[&args[..], &["--remote", &engine.url()]].concat());
        assert_eq!((here.code, here.out), (there.code, there.out), "{args:?}");
        assert_eq!(here.err.lines().next(), there.err.lines().next(), "{args:?}");
    }
    served(&env, &engine);
}

/// Faults, one after the other, of the first bulks that come.
fn fault(nth: usize, request: &engine::Request, engine: &mut Engine) -> Reply {
    let entries = request.entries();
    let taken = |index: usize| json!({ "index": { "_id": index.to_string(), "status": 201 } });
    let busy = json!({ "index": { "status": 429, "error": { "reason": "queue is full" } } });
    match nth {
        // Carried out, and the answer lost.
        2 | 3 => {
            request.pass(engine.port);
            Reply::None
        }
        4 => Reply::json(503, &json!({ "error": { "reason": "not now" } })),
        5 => Reply::json(429, &json!({})),
        // Never carried out.
        6 => Reply::None,
        // Half of the entries are refused for now.
        7 => {
            let kept: Vec<String> = entries.iter().step_by(2).cloned().collect();
            let part = engine::Request { body: kept.concat(), ..copy(request) };
            part.pass(engine.port);
            let item = |nth| if nth % 2 == 0 { taken(nth) } else { busy.clone() };
            let items: Vec<Value> = (0..entries.len()).map(item).collect();
            Reply::json(200, &json!({ "errors": true, "items": items }))
        }
        // Some are lost, and all acknowledged.
        9 | 10 => {
            let kept: Vec<String> = entries.iter().skip(100).cloned().collect();
            let part = engine::Request { body: kept.concat(), ..copy(request) };
            part.pass(engine.port);
            let items: Vec<Value> = (0..entries.len()).map(taken).collect();
            Reply::json(200, &json!({ "errors": false, "items": items }))
        }
        _ => request.pass(engine.port),
    }
}

fn copy(request: &engine::Request) -> engine::Request {
    let engine::Request { method, path, body } = request;
    engine::Request { method: method.clone(), path: path.clone(), body: body.clone() }
}

#[test]
fn what_is_lost_on_the_way_is_sent_again() {
    let Some(binary) = binary() else { return };
    let (env, index) = archive(60);
    for restarts in [false, true] {
        let engine = Arc::new(Mutex::new(Engine::start(&binary)));
        let url = engine.lock().expect("nobody panics").url();
        let (behind, mut n_bulks) = (Arc::clone(&engine), 0);
        let proxy = Proxy::new(move |request| {
            let mut engine = behind.lock().expect("nobody panics");
            n_bulks += usize::from(request.is_bulk());
            if request.is_bulk() && restarts && n_bulks == 12 {
                engine.restart();
            }
            let nth = if request.is_bulk() { n_bulks } else { 0 };
            fault(nth, request, &mut engine)
        });
        let args = ["export", "--archive", "a", "--to", "opensearch", &proxy.url()];
        let sent = env.expect(0, &args);
        assert!(!sent.out.contains("; 0 were sent again"), "{sent:?}");
        assert_eq!(sent.err.contains("was lost; it is made anew"), restarts, "{sent:?}");

        let n_entries: u64 = {
            let before = sent.out.split(" entries").next().and_then(|told| told.rsplit(' ').next());
            before.and_then(|number| number.parse().ok()).expect("a number")
        };
        let engine = engine.lock().expect("nobody panics");
        let counted = engine.ask("GET", "/attsats-g1/_count", "");
        assert_eq!(counted["count"], n_entries + 1, "each once, and the head");
        let remote = open(&url);
        for query in QUERIES.iter().step_by(4) {
            same(&index, &remote, &request(query, "relevance"));
        }
    }
}

#[test]
fn an_engine_that_replaces_nothing_holds_all() {
    let Some(binary) = binary() else { return };
    let (env, index) = archive(60);
    let engine = Arc::new(Mutex::new(Engine::start(&binary)));
    let (behind, mut n_bulks) = (Arc::clone(&engine), 0);
    let proxy = Proxy::new(move |request| {
        let port = behind.lock().expect("nobody panics").port;
        n_bulks += usize::from(request.is_bulk());
        match n_bulks {
            2 | 5 if request.is_bulk() => {
                // Taken, in whole or but for some, and the answer lost.
                let kept = request.entries();
                let kept: Vec<String> =
                    kept.into_iter().skip(if n_bulks == 2 { 0 } else { 40 }).collect();
                quickwit::answer(&engine::Request { body: kept.concat(), ..copy(request) }, port);
                Reply::None
            }
            3 if request.is_bulk() => Reply::json(429, &json!({ "message": "too many requests" })),
            7 if request.is_bulk() => {
                // Taken twice.
                quickwit::answer(request, port);
                quickwit::answer(request, port)
            }
            _ => quickwit::answer(request, port),
        }
    });
    let sent = env.expect(0, &["export", "--archive", "a", "--to", "quickwit", &proxy.url()]);
    assert!(sent.out.contains("; 40 were sent again"), "{sent:?}");
    let remote = open(&proxy.url());
    for query in QUERIES.iter().step_by(3) {
        same(&index, &remote, &request(query, "oldest"));
    }
    // The newest generation that is complete answers.
    env.expect(0, &["export", "--archive", "a", "--to", "quickwit", &proxy.url()]);
    assert_eq!(open(&proxy.url()).index(), "attsats-g2");
    let begun = r#"{"mappings":{"properties":{"entry":{"type":"keyword"},"seq":{"type":"long"}}}}"#;
    engine.lock().expect("nobody panics").ask("PUT", "/attsats-g3", begun);
    assert_eq!(open(&proxy.url()).index(), "attsats-g2");
}
