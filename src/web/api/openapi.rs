//! All that is there, described for programs: OpenAPI 3.1.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::param::{Holds, Param};
use super::routes::{Gives, ROUTES, Route};
use super::take;
use crate::record::{self, Column};

pub(super) const TYPE: &str = "application/vnd.oai.openapi+json;version=3.1";

/// What the answers hold, but for the record, which has a schema of its own.
const SCHEMAS: &str = include_str!("schemas.json");

static TEXT: LazyLock<String> = LazyLock::new(|| {
    let described = describe();
    serde_json::to_string_pretty(&described).unwrap_or_else(|_| described.to_string()) + "\n"
});

/// The description.
pub(super) fn text() -> &'static str {
    &TEXT
}

fn describe() -> Value {
    let mut paths = Map::new();
    for route in ROUTES {
        paths.insert(route.path.to_owned(), json!({ "get": operation(route) }));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "attsats",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "An archive of Swedish municipal papers: search, records, places, comparisons and files. \
                            Only GET and HEAD; no keys. Texts were read by a machine and may hold errors. \
                            Where personal data are hidden (see /api/v1/status), they are hidden in every answer.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": schemas(), "responses": responses() },
    })
}

fn operation(route: &Route) -> Value {
    let places = route.places.iter().map(|param| parameter(param, "path"));
    let queries = route.params.iter().copied().flatten().map(|param| parameter(param, "query"));
    let parameters: Vec<Value> = places.chain(queries).collect();
    let mut responses = Map::new();
    responses.insert("200".to_owned(), found(route));
    responses.insert("304".to_owned(), json!({ "$ref": "#/components/responses/Unchanged" }));
    let mut refusals = vec!["400", "429", "503"];
    if !route.places.is_empty() {
        refusals.push("404");
    }
    if may_be_masked(route) {
        refusals.push("403");
    }
    refusals.sort_unstable();
    for status in refusals {
        let named = format!("#/components/responses/Refused{status}");
        responses.insert(status.to_owned(), json!({ "$ref": named }));
    }
    json!({
        "operationId": route.name, "summary": route.says, "parameters": parameters, "responses": responses,
    })
}

/// True where a query or a file may be refused because personal data are hidden.
fn may_be_masked(route: &Route) -> bool {
    let asks = |name: &str| route.params.iter().copied().flatten().any(|param| param.name == name);
    matches!(route.gives, Gives::Original) || asks("q") || asks("dnr")
}

fn parameter(param: &Param, place: &str) -> Value {
    let one_of = |words: &[&str]| json!({ "type": "string", "enum": words });
    let schema = match param.holds {
        Holds::Text if param.name == "q" => {
            json!({ "type": "string", "maxLength": crate::index::query::MAX_LETTERS })
        }
        Holds::Text => json!({ "type": "string", "maxLength": 200 }),
        Holds::OneOf(words) | Holds::Known(words) => one_of(words),
        Holds::Some(words) => json!({ "type": "array", "items": one_of(words), "minItems": 1 }),
        Holds::Number { from, to, by_itself } => {
            json!({ "type": "integer", "minimum": from, "maximum": to, "default": by_itself })
        }
    };
    let is_path = place == "path";
    let mut told = json!({
        "name": param.name, "in": place, "description": param.says, "schema": schema,
        "required": is_path || matches!(param.name, "by" | "dnr"),
    });
    if matches!(param.holds, Holds::Some(_)) {
        told["style"] = "form".into();
        told["explode"] = false.into();
        told["example"] = param.example.split(',').collect();
    } else if let Holds::Number { .. } = param.holds {
        told["example"] = param.example.parse::<u32>().unwrap_or_default().into();
    } else if !param.example.is_empty() {
        told["example"] = param.example.into();
    }
    told
}

fn found(route: &Route) -> Value {
    let any = json!({});
    let text = json!({ "type": "string" });
    let content = match route.gives {
        Gives::Json(_, name) => {
            let named = format!("#/components/schemas/{name}");
            json!({ "application/json": { "schema": { "$ref": named } } })
        }
        Gives::Text(_) => json!({ "text/plain": { "schema": text } }),
        Gives::Original => json!({
            "application/pdf": { "schema": any },
            "text/plain": { "schema": text },
        }),
        Gives::Contract => {
            json!({ "application/vnd.oai.openapi+json": { "schema": { "type": "object" } } })
        }
        Gives::File(_) => {
            let row = if route.places.is_empty() {
                json!({ "$ref": "#/components/schemas/HitRow" })
            } else {
                json!({ "type": "object" })
            };
            let media_types = [
                (".csv", "text/csv", &text),
                (".jsonl", "application/jsonl", &row),
                (".parquet", "application/vnd.apache.parquet", &any),
            ];
            let of_it = media_types.into_iter().filter(|(suffix, ..)| {
                route.path.ends_with(suffix) || route.path.ends_with(".{format}")
            });
            let content: Map<String, Value> = of_it
                .map(|(_, media_type, schema)| (media_type.to_owned(), json!({ "schema": schema })))
                .collect();
            Value::Object(content)
        }
    };
    let mut headers = json!({
        "ETag": { "description": "Names this state of the answer, for If-None-Match.", "schema": { "type": "string" } },
    });
    if matches!(route.gives, Gives::File(_) | Gives::Original) {
        headers["Content-Disposition"] = json!({ "description": "The name of the file (RFC 6266).", "schema": { "type": "string" } });
    }
    json!({ "description": route.says, "headers": headers, "content": content })
}

/// The refusals, each with an example.
fn responses() -> Value {
    let refused = |says: &str, code: &str, message: &str, again: bool| {
        let mut told = json!({
            "description": says,
            "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Error" },
                "example": { "error": { "code": code, "message": message } },
            } },
        });
        if again {
            told["headers"] = json!({ "Retry-After": {
                "description": "Seconds after which to ask again.", "schema": { "type": "integer" },
            } });
        }
        told
    };
    json!({
        "Unchanged": { "description": "The client has this state already." },
        "Refused400": refused(
            "The query or a parameter cannot be understood.",
            "unknown-parameter", "there is no parameter \"organisatoin\"", false),
        "Refused403": refused(
            "What is asked for is hidden here.", "masked", "the files hold the personal data that are hidden here", false),
        "Refused404": refused(
            "Nothing stands there.", "no-document", "no document of the archive has this id", false),
        "Refused429": refused(
            "One address asks too often.", "too-many-requests", "too many requests", true),
        "Refused503": refused("Too much is asked for right now.", "busy", "too much is asked for right now", true),
    })
}

/// The schemas of the answers, with the record's own among them.
fn schemas() -> Value {
    let read = |text: &str| serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
    let mut schemas = read(SCHEMAS);
    schemas.insert("HitRow".to_owned(), row_schema(take::COLUMNS));
    let mut record = read(&record::v1::schema());
    let mut parts = match record.remove("$defs") {
        Some(Value::Object(parts)) => parts,
        _ => Map::new(),
    };
    record.remove("$schema");
    parts.insert("Record".to_owned(), Value::Object(record));
    for (name, mut part) in parts {
        move_references(&mut part);
        schemas.insert(name, part);
    }
    Value::Object(schemas)
}

/// References into the schema of the record → references into this description.
fn move_references(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(to) if name == "$ref" => {
                        *to = to.replace("#/$defs/", "#/components/schemas/");
                    }
                    value => move_references(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(move_references),
        _ => {}
    }
}

/// What a row of JSON Lines is.
fn row_schema(columns: &[Column]) -> Value {
    use crate::record::Holds as H;
    let of = |column: &Column| match column.holds {
        H::Text => json!({ "type": "string" }),
        H::Integer => json!({ "type": ["integer", "null"] }),
        H::Number => json!({ "type": ["number", "null"] }),
        H::Date => json!({ "type": ["string", "null"], "format": "date" }),
        H::Truth => json!({ "type": ["boolean", "null"] }),
    };
    let properties: Map<String, Value> =
        columns.iter().map(|column| (column.name.to_owned(), of(column))).collect();
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    json!({
        "type": "object", "description": "A hit as a row.", "properties": properties, "required": names,
        "additionalProperties": false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_that_is_named_is_there() {
        let described: Value = serde_json::from_str(text()).expect("JSON");
        let mut stack = vec![&described];
        let mut n_references = 0;
        while let Some(value) = stack.pop() {
            match value {
                Value::Object(fields) => {
                    if let Some(Value::String(to)) = fields.get("$ref") {
                        n_references += 1;
                        let to = to.strip_prefix('#').expect("within");
                        assert!(described.pointer(to).is_some(), "{to}");
                    }
                    stack.extend(fields.values());
                }
                Value::Array(values) => stack.extend(values),
                _ => {}
            }
        }
        assert!(n_references > 100, "{n_references}");
    }
}
