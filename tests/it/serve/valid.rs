//! A value against a schema: as much of JSON Schema as the description uses.

use std::sync::LazyLock;

use serde_json::Value;

/// What tells something and asks for nothing.
const TOLD: [&str; 7] =
    ["description", "title", "examples", "default", "format", "$schema", "example"];

static HEX: LazyLock<regex::Regex> =
    LazyLock::new(|| regex::Regex::new("^[0-9a-f]{64}$").expect("a pattern"));

/// What is wrong of `value`, with its place; references are looked up in `whole`.
pub(super) fn wrong(whole: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let Some(rules) = schema.as_object() else {
        return if *schema == Value::Bool(true) {
            Vec::new()
        } else {
            vec![format!("{at}: may not be")]
        };
    };
    let mut wrong = Vec::new();
    for (rule, told) in rules {
        let says = |says: &str| vec![format!("{at}: {says} ({value})")];
        let holds = |is: bool| if is { Vec::new() } else { says(&format!("{rule} {told}")) };
        let among = |all: &Value| -> usize {
            let all = all.as_array().expect("schemas");
            all.iter().filter(|one| self::wrong(whole, one, value, at).is_empty()).count()
        };
        let number = |value: &Value| value.as_f64();
        wrong.extend(match rule.as_str() {
            rule if TOLD.contains(&rule) => Vec::new(),
            "$ref" => {
                let to = told.as_str().and_then(|to| to.strip_prefix('#')).expect("within");
                let schema = whole.pointer(to).unwrap_or_else(|| panic!("{to} is there"));
                self::wrong(whole, schema, value, at)
            }
            "type" => {
                let types = told.as_array().cloned().unwrap_or_else(|| vec![told.clone()]);
                holds(types.iter().any(|one| is_of(one.as_str().expect("a type"), value)))
            }
            "enum" => holds(told.as_array().expect("values").contains(value)),
            "const" => holds(told == value),
            "anyOf" => holds(among(told) > 0),
            "oneOf" => holds(among(told) == 1),
            "pattern" => {
                assert_eq!(told.as_str(), Some(HEX.as_str()), "another pattern");
                holds(value.as_str().is_none_or(|text| HEX.is_match(text)))
            }
            "minimum" => holds(number(value).is_none_or(|number| Some(number) >= told.as_f64())),
            "maximum" => holds(number(value).is_none_or(|number| Some(number) <= told.as_f64())),
            "minItems" => holds(value.as_array().is_none_or(|all| all.len() as u64 >= count(told))),
            "maxItems" => holds(value.as_array().is_none_or(|all| all.len() as u64 <= count(told))),
            "maxLength" => {
                holds(value.as_str().is_none_or(|text| text.chars().count() as u64 <= count(told)))
            }
            "items" => value.as_array().map_or_else(Vec::new, |all| {
                let each = all.iter().enumerate();
                each.flat_map(|(n, one)| self::wrong(whole, told, one, &format!("{at}/{n}")))
                    .collect()
            }),
            "required" => {
                let names = told.as_array().expect("names").iter().filter_map(Value::as_str);
                let missing = names.filter(|name| value.is_object() && value.get(name).is_none());
                missing.map(|name| format!("{at}: no {name}")).collect()
            }
            "properties" => fields(value, |name, field| {
                let schema = told.get(name)?;
                Some(self::wrong(whole, schema, field, &format!("{at}/{name}")))
            }),
            "additionalProperties" => fields(value, |name, field| {
                let is_named =
                    rules.get("properties").is_some_and(|named| named.get(name).is_some());
                (!is_named).then(|| self::wrong(whole, told, field, &format!("{at}/{name}")))
            }),
            "propertyNames" => fields(value, |name, _| {
                Some(self::wrong(whole, told, &Value::from(name), &format!("{at}/{name}")))
            }),
            rule => panic!("{at}: the rule {rule} is not known here"),
        });
    }
    wrong
}

fn count(told: &Value) -> u64 {
    told.as_u64().expect("a count")
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("{other} is no type"),
    }
}

fn fields(value: &Value, each: impl Fn(&str, &Value) -> Option<Vec<String>>) -> Vec<String> {
    let all = value.as_object().into_iter().flatten();
    all.filter_map(|(name, field)| each(name, field)).flatten().collect()
}

#[test]
fn what_does_not_hold_is_told() {
    let whole = serde_json::json!({ "a": { "type": "integer", "minimum": 1 } });
    let schema = serde_json::json!({
        "type": "object", "properties": { "n": { "$ref": "#/a" }, "all": { "items": { "enum": ["x", null] } } },
        "required": ["n"], "additionalProperties": false,
    });
    let check = |value: Value| wrong(&whole, &schema, &value, "").len();
    assert_eq!(check(serde_json::json!({ "n": 1, "all": ["x", null] })), 0);
    for (value, count) in [
        (serde_json::json!({ "n": 0 }), 1),
        (serde_json::json!({ "n": "1" }), 1),
        (serde_json::json!({}), 1),
        (serde_json::json!({ "n": 1, "m": 1 }), 1),
        (serde_json::json!({ "n": 1, "all": ["y", 2] }), 2),
        (serde_json::json!([]), 1),
    ] {
        assert_eq!(check(value.clone()), count, "{value}");
    }
}
