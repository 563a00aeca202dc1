//! [`Condition`] → the JSON that both engines read. No word of a person or a paper stands in it but as a JSON string.

use serde_json::{Value as Json, json};

use crate::index::far::Condition;

/// Engines refuse more words at once.
const MOST_AT_ONCE: usize = 10_000;

/// The condition.
pub(super) fn query(condition: &Condition) -> Json {
    let all = |parts: &[Condition]| parts.iter().map(query).collect::<Vec<Json>>();
    match condition {
        Condition::All => json!({ "match_all": {} }),
        Condition::Nothing => json!({ "match_none": {} }),
        Condition::OneOf(field, words) => one_of(field, words),
        Condition::Row(field, words, moved) => {
            json!({ "match_phrase": { *field: { "query": words.join(" "), "slop": moved } } })
        }
        Condition::Between(field, from, to) => {
            let mut ends = serde_json::Map::new();
            // What has no end needs none.
            if *from > i64::MIN {
                ends.insert("gte".to_owned(), json!(from));
            }
            if *to < i64::MAX {
                ends.insert("lte".to_owned(), json!(to));
            }
            json!({ "range": { *field: ends } })
        }
        Condition::Not(inner) => {
            json!({ "bool": { "must": [{ "match_all": {} }], "must_not": [query(inner)] } })
        }
        Condition::And(parts) => json!({ "bool": { "filter": all(parts) } }),
        Condition::Or(parts) => json!({ "bool": { "should": all(parts) } }),
    }
}

fn one_of(field: &str, words: &[String]) -> Json {
    match words {
        [] => json!({ "match_none": {} }),
        [word] => json!({ "term": { field: { "value": word } } }),
        _ if words.len() <= MOST_AT_ONCE => json!({ "terms": { field: words } }),
        _ => {
            let parts: Vec<Json> =
                words.chunks(MOST_AT_ONCE).map(|words| one_of(field, words)).collect();
            json!({ "bool": { "should": parts } })
        }
    }
}

/// Entries of a sort that meet all of these.
pub(super) fn entries(sort: &str, conditions: &[Json]) -> Json {
    let mut all = vec![json!({ "term": { "entry": { "value": sort } } })];
    all.extend_from_slice(conditions);
    json!({ "bool": { "filter": all } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_strings_and_nothing_else() {
        let words = vec!["a\"}}".to_owned(), "\\".to_owned()];
        let json = query(&Condition::OneOf("exact", words.clone())).to_string();
        let read: Json = serde_json::from_str(&json).expect("JSON");
        assert_eq!(read["terms"]["exact"], json!(words));
        let row = query(&Condition::Row("exact", words, 2));
        assert_eq!(row["match_phrase"]["exact"]["query"], "a\"}} \\");
    }

    #[test]
    fn ends_that_are_open_are_left_out() {
        let query = query(&Condition::Between("day", 20_140_101, i64::MAX));
        assert_eq!(query, json!({ "range": { "day": { "gte": 20_140_101 } } }));
    }
}
