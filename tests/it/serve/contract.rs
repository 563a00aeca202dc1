//! The description of the interface against the interface.

use serde_json::Value;

use super::valid::wrong;
use super::{Server, coded, corpus};

/// What stands in the places of paths.
struct Places {
    id: String,
    place: String,
}

/// The addresses of a path of the description, its places filled, and what has to stand after "?".
fn addresses(path: &str, operation: &Value, places: &Places) -> Vec<String> {
    let mut addresses = vec![path.to_owned()];
    for parameter in parameters(operation).filter(|parameter| parameter["in"] == "path") {
        let name = parameter["name"].as_str().expect("a name");
        let values: Vec<String> = match (name, parameter["schema"]["enum"].as_array()) {
            ("id", _) => vec![places.id.clone(), places.id[..16].to_owned()],
            ("place", _) => vec![places.place.clone()],
            (_, Some(words)) => {
                words.iter().map(|word| word.as_str().expect("a word").to_owned()).collect()
            }
            (name, None) => panic!("{name} has no values"),
        };
        addresses = addresses
            .iter()
            .flat_map(|path| {
                values.iter().map(move |value| path.replace(&format!("{{{name}}}"), value))
            })
            .collect();
    }
    addresses
}

fn parameters(operation: &Value) -> impl Iterator<Item = &Value> {
    operation["parameters"].as_array().expect("parameters").iter()
}

/// The values that a parameter is tried with: its example, each of its words, its bounds.
fn values(parameter: &Value) -> Vec<String> {
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let schema = &parameter["schema"];
    let mut values: Vec<String> = match &parameter["example"] {
        Value::Array(all) => vec![all.iter().map(plain).collect::<Vec<_>>().join(",")],
        Value::Null => Vec::new(),
        example => vec![plain(example)],
    };
    for words in [&schema["enum"], &schema["items"]["enum"]] {
        values.extend(words.as_array().into_iter().flatten().map(plain));
    }
    values.extend(["minimum", "default"].iter().filter_map(|name| schema.get(name)).map(plain));
    assert!(!values.is_empty(), "{parameter}");
    values
}

/// What the answer may be by the description, and is.
fn check(whole: &Value, operation: &Value, server: &Server, address: &str) {
    let answer = server.get(address);
    assert_eq!(answer.status, 200, "{address}: {}", answer.text());
    let media_type = answer.header("content-type").expect("a media type");
    let bare = media_type.split(';').next().unwrap_or_default();
    let content = &operation["responses"]["200"]["content"][bare];
    assert!(content.is_object(), "{address}: {bare} is not described");
    for (name, _) in operation["responses"]["200"]["headers"].as_object().expect("headers") {
        assert!(answer.header(&name.to_lowercase()).is_some(), "{address}: no {name}");
    }
    let values: Vec<Value> = match bare {
        "application/json" | "application/vnd.oai.openapi+json" => vec![answer.json()],
        "application/jsonl" => {
            answer.text().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
        }
        _ => Vec::new(),
    };
    for value in values {
        let wrong = wrong(whole, &content["schema"], &value, "");
        assert!(wrong.is_empty(), "{address}: {wrong:#?}");
    }
}

#[test]
fn all_that_is_described_is_there_and_is_so() {
    let env = corpus();
    let server = Server::whole(&env, &[]);
    let whole = server.json("/api/v1/openapi.json");
    assert_eq!(whole["openapi"], "3.1.0");
    let found = server.json("/api/v1/search?q=plan&enhet=clause&limit=1");
    let address = found["hits"][0]["address"].as_str().expect("an address");
    let (id, place) = address.split_once('#').expect("a place");
    let places = Places { id: id.to_owned(), place: place.to_owned() };

    let paths = whole["paths"].as_object().expect("paths");
    assert!(paths.len() >= 18, "{}", paths.len());
    let mut n_asked = 0;
    for (path, item) in paths {
        let operation = &item["get"];
        let needed: Vec<String> = parameters(operation)
            .filter(|parameter| parameter["in"] == "query" && parameter["required"] == true)
            .map(|parameter| {
                format!(
                    "{}={}",
                    parameter["name"].as_str().expect("a name"),
                    coded(&values(parameter)[0])
                )
            })
            .collect();
        let asks = parameters(operation).any(|parameter| parameter["name"] == "q");
        let query = needed
            .into_iter()
            .chain(asks.then(|| "q=plan".to_owned()))
            .collect::<Vec<_>>()
            .join("&");
        for address in addresses(path, operation, &places) {
            check(&whole, operation, &server, &format!("{address}?{query}"));
            n_asked += 1;
        }
        let Some(address) = addresses(path, operation, &places).into_iter().next() else {
            continue;
        };
        for parameter in parameters(operation).filter(|parameter| parameter["in"] == "query") {
            let name = parameter["name"].as_str().expect("a name");
            let others = query.split('&').filter(|pair| !pair.starts_with(&format!("{name}=")));
            let others: Vec<&str> = others.filter(|pair| !pair.is_empty()).collect();
            for value in values(parameter) {
                let own = format!("{name}={}", coded(&value));
                let query = [&others[..], &[&own]].concat().join("&");
                check(&whole, operation, &server, &format!("{address}?{query}"));
                n_asked += 1;
            }
        }
        // What is not described is not taken.
        let joint = if query.is_empty() { "" } else { "&" };
        let refused = server.get(&format!("{address}?{query}{joint}nonsens=1"));
        if path != "/api/v1/openapi.json" {
            assert_eq!(
                (refused.status, refused.code().as_str()),
                (400, "unknown-parameter"),
                "{path}"
            );
        }
    }
    assert!(n_asked > 300, "{n_asked}");
    refusals_are_as_described(&whole, &server, &places);
}

fn refusals_are_as_described(whole: &Value, server: &Server, places: &Places) {
    let schema = &whole["components"]["schemas"]["Error"];
    let nothing = "0".repeat(64);
    for (address, status, code) in [
        ("/api/v1/search?q=%22".to_owned(), 400, "invalid-query"),
        ("/api/v1/search".to_owned(), 400, "invalid-query"),
        ("/api/v1/search?q=a&typ=protokol".to_owned(), 400, "invalid-value"),
        ("/api/v1/search?q=a&fran=x".to_owned(), 400, "invalid-value"),
        ("/api/v1/search?q=a&sida=101&limit=100".to_owned(), 400, "too-deep"),
        ("/api/v1/counts?q=a".to_owned(), 400, "missing-parameter"),
        ("/api/v1/compare?q=a&by=year,unit,status,kind,body".to_owned(), 400, "too-many"),
        ("/api/v1/follow".to_owned(), 400, "missing-parameter"),
        (format!("/api/v1/documents/{nothing}"), 404, "no-document"),
        (format!("/api/v1/documents/{}", &places.id[..7]), 404, "no-document"),
        (format!("/api/v1/places/{}/c-999999999", places.id), 404, "no-place"),
        (format!("/api/v1/similar/{}/x-1", places.id), 404, "no-clause"),
        ("/api/v1/tables/people.csv".to_owned(), 404, "no-table"),
        ("/api/v1/tables/clauses.xlsx".to_owned(), 404, "no-form"),
        ("/api/v1/nothing".to_owned(), 404, "not-found"),
        ("/api/v2/status".to_owned(), 404, "not-found"),
        ("/api".to_owned(), 404, "not-found"),
    ] {
        let answer = server.get(&address);
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{address}");
        let wrong = wrong(whole, schema, &answer.json(), "");
        assert!(wrong.is_empty(), "{address}: {wrong:?}");
    }
    let near = server.get("/api/v1/search?q=a&typ=protokol").json();
    assert_eq!(near["error"]["suggestion"], "protokoll");
    let place = server.get("/api/v1/search?q=plan+%22a").json();
    assert_eq!(place["error"]["column"], 6, "{place}");
}

#[test]
fn the_examples_are_valid() {
    let env = crate::env::Env::new();
    env.papers("in", 1);
    env.expect(0, &["ingest", "in", "--archive", "a", "--quiet"]);
    let server = Server::start(&env, &[]);
    let whole = server.json("/api/v1/openapi.json");
    let mut n_examples = 0;
    for (name, schema) in whole["components"]["schemas"].as_object().expect("schemas") {
        for example in schema["examples"].as_array().into_iter().flatten() {
            let wrong = wrong(&whole, schema, example, "");
            assert!(wrong.is_empty(), "{name}: {wrong:?}");
            n_examples += 1;
        }
    }
    for (name, response) in whole["components"]["responses"].as_object().expect("responses") {
        let content = &response["content"]["application/json"];
        if let Some(example) = content.get("example") {
            let wrong = wrong(&whole, &content["schema"], example, "");
            assert!(wrong.is_empty(), "{name}: {wrong:?}");
            n_examples += 1;
        }
    }
    assert!(n_examples > 8, "{n_examples}");
}
