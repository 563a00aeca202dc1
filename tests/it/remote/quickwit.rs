//! What Quickwit says and does, of an engine that is none: other addresses and configurations, entries without an id, so
//! that what is sent twice stands there twice, answers that tell of no entry, no names for indexes.

use serde_json::{Value, json};

use super::engine::{Reply, Request, forward};

/// Answers a request in Quickwit's way.
pub(super) fn answer(request: &Request, port: u16) -> Reply {
    let ask =
        |method: &str, path: &str, body: &str| match forward(port, method, path, body.as_bytes()) {
            Ok((status, body)) => Reply::Of(status, body),
            Err(_) => Reply::None,
        };
    let (method, path) = (request.method.as_str(), request.path.as_str());
    if path == "/api/v1/version" {
        return Reply::json(200, &json!({ "build": { "version": "0.9.0" }, "runtime": {} }));
    }
    if path == "/api/v1/indexes" {
        let configuration: Value = serde_json::from_str(&request.body).expect("JSON");
        let index = configuration["index_id"].as_str().expect("a name");
        return ask("PUT", &format!("/{index}"), &mapping(&configuration).to_string());
    }
    if let Some(index) = path.strip_prefix("/api/v1/indexes/") {
        return match ask(method, &format!("/{index}"), "") {
            Reply::Of(200, _) => {
                Reply::json(200, &json!({ "index_config": { "index_id": index } }))
            }
            other => other,
        };
    }
    let Some(path) = path.strip_prefix("/api/v1/_elastic") else {
        return Reply::json(404, &json!({ "message": "Route not found" }));
    };
    if path.ends_with("/_bulk") {
        assert!(!request.body.contains("\"_id\""), "it would be passed over");
        let reply = ask(method, path, &request.body);
        ask("POST", &path.replace("_bulk", "_refresh"), "");
        return reply.changed(|json| {
            assert_eq!(json["errors"], false, "{json}");
            *json = json!({ "took": 1, "errors": false });
        });
    }
    ask(method, path, &request.body)
}

/// The same fields as another engine has them.
fn mapping(configuration: &Value) -> Value {
    let mut properties = serde_json::Map::new();
    let fields = configuration["doc_mapping"]["field_mappings"].as_array().expect("a list");
    for field in fields {
        let mapping = match (field["type"].as_str(), field["tokenizer"].as_str()) {
            (Some("text" | "array<text>"), Some("raw")) => json!({ "type": "keyword" }),
            (Some("text"), Some("whitespace")) => {
                json!({ "type": "text", "analyzer": "whitespace" })
            }
            (Some("text"), None) => {
                json!({ "type": "keyword", "index": false, "doc_values": false })
            }
            (Some("i64" | "array<i64>"), None) => json!({ "type": "long" }),
            other => panic!("{other:?}"),
        };
        properties.insert(field["name"].as_str().expect("a name").to_owned(), mapping);
    }
    json!({ "mappings": { "dynamic": "strict", "properties": properties } })
}
