//! What differs between engines: addresses, configurations, generations.

use serde_json::{Value as Json, json};

use super::Error;
use super::http::{Body, Http};
use crate::index::far::{FieldKind, layout, shape};

/// An engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Elasticsearch, OpenSearch and what speaks like them.
    Elasticsearch,
    /// Quickwit.
    Quickwit,
}

impl std::str::FromStr for Engine {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "elasticsearch" | "opensearch" => Ok(Self::Elasticsearch),
            "quickwit" => Ok(Self::Quickwit),
            _ => Err("an engine is quickwit, elasticsearch or opensearch".to_owned()),
        }
    }
}

/// What the generations of an index are called by: `NAME-g1`, `NAME-g2`, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl std::str::FromStr for Name {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let is_plain =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        let is_name = (1..=100).contains(&name.len())
            && name.starts_with(|letter: char| letter.is_ascii_lowercase())
            && name.chars().all(is_plain);
        if is_name {
            return Ok(Self(name.to_owned()));
        }
        Err("the name of an index is small letters a to z, digits and hyphens, and begins with a letter".to_owned())
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A number of a generation, from 1.
pub type Generation = u32;

impl Name {
    /// The index of a generation.
    pub fn index(&self, generation: Generation) -> String {
        format!("{}-g{generation}", self.0)
    }

    fn generation(&self, index: &str) -> Option<Generation> {
        let number = index.strip_prefix(&self.0)?.strip_prefix("-g")?;
        let is_plain = !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
        number.parse().ok().filter(|_| is_plain)
    }
}

/// Letters of a whole value that Lucene can hold, whatever they are.
const MOST_LETTERS: usize = 8_191;

impl Engine {
    /// The engine that answers there.
    pub(super) fn at(http: &Http) -> Result<Self, Error> {
        let answer = http.ask("GET", "/api/v1/version", Body::None)?;
        let json: Json = serde_json::from_str(&answer.body).unwrap_or_default();
        let is_quickwit = answer.is_good() && json["build"].is_object();
        Ok(if is_quickwit { Self::Quickwit } else { Self::Elasticsearch })
    }

    /// What stands before the addresses that both engines have.
    fn root(self) -> &'static str {
        match self {
            Self::Elasticsearch => "",
            Self::Quickwit => "/api/v1/_elastic",
        }
    }

    /// Where entries are sent.
    pub(super) fn bulk(self, index: &str) -> String {
        format!("{}/{index}/_bulk", self.root())
    }

    /// Where is asked, for these fields of what is found.
    pub(super) fn search(self, index: &str, fields: &str) -> String {
        let fields =
            if fields.is_empty() { String::new() } else { format!("&_source_includes={fields}") };
        format!("{}/{index}/_search?allow_partial_search_results=false{fields}", self.root())
    }

    /// The line that stands before an entry.
    ///
    /// Elasticsearch puts an entry in the place of one with the same id, so that it may be sent twice.
    pub(super) fn action(self, place: u64) -> String {
        match self {
            Self::Elasticsearch => format!("{{\"index\":{{\"_id\":\"{place}\"}}}}\n"),
            Self::Quickwit => "{\"create\":{}}\n".to_owned(),
        }
    }

    /// True where the same entry, sent twice, stands there once.
    pub(super) fn replaces(self) -> bool {
        self == Self::Elasticsearch
    }

    /// The configuration of an index, made of our own schema.
    pub fn configuration(self, index: &str) -> Json {
        match self {
            Self::Elasticsearch => elasticsearch(),
            Self::Quickwit => quickwit(index),
        }
    }

    /// Makes the index.
    pub(super) fn create(self, http: &Http, index: &str) -> Result<(), Error> {
        let configuration = self.configuration(index).to_string();
        let (method, path) = match self {
            Self::Elasticsearch => ("PUT", format!("/{index}")),
            Self::Quickwit => ("POST", "/api/v1/indexes".to_owned()),
        };
        let answer = http.ask(method, &path, Body::Json(&configuration))?;
        // Whose answer was lost may have made it.
        if answer.is_good() || (answer.status == 400 && self.stands(http, index)?) {
            return Ok(());
        }
        Err(http.refused(&answer))
    }

    /// Removes the index, if it is there.
    pub(super) fn remove(self, http: &Http, index: &str) -> Result<(), Error> {
        let path = match self {
            Self::Elasticsearch => format!("/{index}"),
            Self::Quickwit => format!("/api/v1/indexes/{index}"),
        };
        let answer = http.ask("DELETE", &path, Body::None)?;
        if answer.is_good() || answer.status == 404 { Ok(()) } else { Err(http.refused(&answer)) }
    }

    /// True when the index stands there as it was configured: an engine that lost it may have made another of what it
    /// was sent.
    pub(super) fn stands(self, http: &Http, index: &str) -> Result<bool, Error> {
        let path = match self {
            Self::Elasticsearch => format!("/{index}/_mapping"),
            Self::Quickwit => format!("/api/v1/indexes/{index}"),
        };
        let answer = http.ask("GET", &path, Body::None)?;
        if answer.status == 404 {
            return Ok(false);
        }
        if !answer.is_good() {
            return Err(http.refused(&answer));
        }
        let json: Json = serde_json::from_str(&answer.body).unwrap_or_default();
        Ok(match self {
            Self::Elasticsearch => json[index]["mappings"]["_meta"]["attsats"] == layout().as_str(),
            Self::Quickwit => json["index_config"]["index_id"] == index,
        })
    }

    /// Makes what was sent findable, where the engine can be told to.
    pub(super) fn refresh(self, http: &Http, index: &str) -> Result<(), Error> {
        if self == Self::Elasticsearch {
            let answer = http.ask("POST", &format!("/{index}/_refresh"), Body::None)?;
            if !answer.is_good() && answer.status != 404 {
                return Err(http.refused(&answer));
            }
        }
        Ok(())
    }

    /// The generations that stand there, the newest first.
    pub(super) fn generations(self, http: &Http, name: &Name) -> Result<Vec<Generation>, Error> {
        let path = format!("{}/_cat/indices/{name}-g*?format=json", self.root());
        let answer = http.ask("GET", &path, Body::None)?;
        if answer.status == 404 {
            return Ok(Vec::new());
        }
        if !answer.is_good() {
            return Err(http.refused(&answer));
        }
        let listed: Vec<Json> = serde_json::from_str(&answer.body)
            .map_err(|_| http.partial("its list of indexes cannot be read"))?;
        let mut found: Vec<Generation> =
            listed.iter().filter_map(|one| name.generation(one["index"].as_str()?)).collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        Ok(found)
    }

    /// The generation that is answered from by name; none where the engine has no such names.
    pub(super) fn named(self, http: &Http, name: &Name) -> Result<Vec<String>, Error> {
        if self == Self::Quickwit {
            return Ok(Vec::new());
        }
        let answer = http.ask("GET", &format!("/_alias/{name}"), Body::None)?;
        if answer.status == 404 {
            return Ok(Vec::new());
        }
        if !answer.is_good() {
            return Err(http.refused(&answer));
        }
        let json: Json = serde_json::from_str(&answer.body)
            .map_err(|_| http.partial("its list of names cannot be read"))?;
        Ok(json.as_object().map(|found| found.keys().cloned().collect()).unwrap_or_default())
    }

    /// Gives the name to `index` alone, all at once.
    pub(super) fn switch(self, http: &Http, name: &Name, index: &str) -> Result<(), Error> {
        if self == Self::Quickwit {
            return Ok(());
        }
        let others = self.named(http, name)?.into_iter().filter(|other| other != index);
        let name = name.to_string();
        let mut actions: Vec<Json> =
            others.map(|other| json!({ "remove": { "index": other, "alias": name } })).collect();
        actions.push(json!({ "add": { "index": index, "alias": name } }));
        let body = json!({ "actions": actions }).to_string();
        http.good("POST", "/_aliases", Body::Json(&body)).map(|_| ())
    }
}

fn elasticsearch() -> Json {
    let mut properties = serde_json::Map::new();
    for field in shape() {
        let mapping = match field.kind {
            FieldKind::Whole => json!({ "type": "keyword", "ignore_above": MOST_LETTERS }),
            FieldKind::Words => {
                json!({ "type": "text", "analyzer": "words", "index_options": "positions", "norms": false })
            }
            FieldKind::Number => json!({ "type": "long" }),
            FieldKind::Kept => json!({ "type": "keyword", "index": false, "doc_values": false }),
        };
        properties.insert(field.name, mapping);
    }
    json!({
        "settings": { "analysis": { "analyzer": { "words": { "type": "custom", "tokenizer": "whitespace" } } } },
        "mappings": { "dynamic": "strict", "_meta": { "attsats": layout() }, "properties": properties },
    })
}

fn quickwit(index: &str) -> Json {
    let fields: Vec<Json> = shape()
        .into_iter()
        .map(|field| {
            let of = |one: &str| if field.many { format!("array<{one}>") } else { one.to_owned() };
            let name = &field.name;
            match field.kind {
                FieldKind::Whole => {
                    json!({ "name": name, "type": of("text"), "tokenizer": "raw", "record": "basic", "fast": true })
                }
                FieldKind::Words => {
                    json!({ "name": name, "type": "text", "tokenizer": "whitespace", "record": "position" })
                }
                FieldKind::Number => json!({ "name": name, "type": of("i64"), "fast": true }),
                FieldKind::Kept => json!({ "name": name, "type": "text", "indexed": false }),
            }
        })
        .collect();
    json!({
        "version": "0.8",
        "index_id": index,
        "doc_mapping": { "mode": "strict", "field_mappings": fields },
        "indexing_settings": { "commit_timeout_secs": 10 },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_in_addresses() {
        for good in ["a", "attsats", "sveriges-kommuner-2"] {
            assert!(good.parse::<Name>().is_ok(), "{good}");
        }
        for wrong in ["", "A", "-a", "a/b", "a_b", "å", "a b", "a*", "..", &"a".repeat(101)] {
            assert!(wrong.parse::<Name>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn generations_are_told_from_other_indexes() {
        let name: Name = "papper".parse().expect("a name");
        assert_eq!(name.generation(&name.index(12)), Some(12));
        for other in [
            "papper",
            "papper-g",
            "papper-g01",
            "papper-g1x",
            "papper-gamla",
            "annat-g1",
            "papper-g-1",
        ] {
            assert_eq!(name.generation(other), None, "{other}");
        }
    }

    #[test]
    fn configurations_hold_the_fields_of_our_index() {
        let elasticsearch = Engine::Elasticsearch.configuration("a-g1");
        let properties = &elasticsearch["mappings"]["properties"];
        assert_eq!(properties["exact"]["analyzer"], "words");
        assert_eq!(properties["organization"]["type"], "keyword");
        assert_eq!(properties["day"]["type"], "long");
        assert_eq!(properties["data"]["index"], false);
        assert!(properties["paper"].is_null(), "it is sent in parts");
        let quickwit = Engine::Quickwit.configuration("a-g1");
        let fields = quickwit["doc_mapping"]["field_mappings"].as_array().expect("a list");
        let field =
            |name: &str| fields.iter().find(|field| field["name"] == name).expect("it is there");
        assert_eq!(field("stem")["tokenizer"], "whitespace");
        assert_eq!(field("parent")["type"], "array<i64>");
        assert_eq!(field("seq")["type"], "i64");
        assert_eq!(fields.len(), properties.as_object().expect("a map").len());
    }
}
