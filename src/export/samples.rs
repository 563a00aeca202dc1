//! Records for tests.

use serde_json::{Value, json};

use crate::record::v1::Record;

/// A place in `content`, where `part` stands.
pub(super) fn span(content: &str, part: &str) -> Value {
    let start = content.find(part).expect("it is there");
    json!({ "page": 1, "line": 1, "start": start, "end": start + part.len() })
}

/// A clause with the words `text`, at their place in `content`.
pub(super) fn clause(content: &str, text: &str, status: &str, actions: &[&str]) -> Value {
    json!({
        "text": text, "status": status, "surface_status": status, "rule": "att-clause",
        "actions": actions, "amounts": [], "dates": [], "span": span(content, text),
    })
}

/// A decision with clauses and votes.
pub(super) fn decision(body: &str, clauses: Vec<Value>, votes: Vec<Value>) -> Value {
    let span = clauses[0]["span"].clone();
    json!({
        "body": body, "addressee": null, "chain": [], "formula": null, "agenda_item": "4",
        "segment": 0, "outcome": "bifall", "clauses": clauses, "votes": votes,
        "reservations": [], "span": span,
    })
}

/// A name of a roster; its party and role may be empty.
pub(super) fn present(content: &str, name: &str, party: &str, role: &str) -> Value {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    json!({
        "name": name, "party": some(party), "role": some(role), "present": true,
        "span": span(content, name),
    })
}

/// A record of `kind`, from the file "ID.txt"; `fields` stand over those of an empty one.
pub(super) fn record(id: &str, kind: &str, fields: Value) -> Record {
    let mut record = json!({
        "schema": "attsats/record/1.0", "id": id, "kind": kind, "basis": [], "title": "Protokoll",
        "source": {
            "name": format!("{id}.txt"), "media_type": "text/plain", "bytes": 1, "pages": null,
            "text_layer": "native",
        },
        "organization": "Ekby kommun", "body": "Kommunstyrelsen", "date": "2024-03-05",
        "segments": [], "meetings": [], "agenda": [], "decisions": [], "tables": [], "notes": [],
    });
    for (name, value) in fields.as_object().expect("an object") {
        record[name] = value.clone();
    }
    serde_json::from_value(record).expect("a record")
}

/// The meeting of the paper, with these names.
pub(super) fn meeting(content: &str, attendance: Vec<Value>) -> Value {
    json!({
        "organization": "Ekby kommun", "body": "Kommunstyrelsen", "date": "2024-03-05",
        "date_inferred": false, "start": "13:00", "end": null, "place": "Ekby", "chair": "Karin Lind",
        "secretary": null, "adjusters": [], "attendance": attendance, "span": span(content, &content[..1]),
    })
}
