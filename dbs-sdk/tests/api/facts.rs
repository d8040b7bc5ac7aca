//! The facts, read here without the generator's help.

use serde_json::Value;

/// The actions of one API version.
pub(crate) fn actions(version: &str) -> Vec<Value> {
    let text = match version {
        "2019-03-06" => include_str!("../../api/dbs-2019-03-06.json"),
        "2021-01-01" => include_str!("../../api/dbs-2021-01-01.json"),
        other => panic!("no facts about {other}"),
    };
    let facts: Value = serde_json::from_str(text).expect("JSON");
    facts["actions"].as_array().expect("actions").clone()
}

/// What a request with every parameter set sends: query and body, sorted. Each value tells which
/// parameter it belongs to, by the rules that the tests' requests are made by too.
pub(crate) fn expected(action: &Value) -> [Vec<(String, String)>; 2] {
    let [mut query, mut form] = [Vec::new(), Vec::new()];
    for (index, parameter) in list(&action["params"]).iter().enumerate() {
        let name = text(&parameter["wire_name"]).to_owned();
        let place = if parameter["secret"] == true { &mut form } else { &mut query };
        place.push((name, value(parameter, index)));
    }
    query.sort();
    form.sort();
    [query, form]
}

fn value(parameter: &Value, index: usize) -> String {
    let name = text(&parameter["wire_name"]);
    let shape = &parameter["shape"];
    if parameter["type"] == "array" {
        return Value::from(vec![object(&parameter["items"]["fields"])]).to_string();
    }
    if shape.is_array() {
        return spelled(shape).to_string();
    }
    let words: Vec<_> = list(&parameter["enum"]).iter().filter_map(Value::as_str).collect();
    let example = text(&parameter["example"]);
    let format = text(&parameter["format"]);
    let numeric = parameter["type"] == "integer"
        || format.contains("milliseconds")
        || words.iter().any(|word| word.parse::<i32>().is_ok())
        || text(&parameter["note"]).contains("sent as string")
        || ["Duration", "BakSetSize"].contains(&name);
    if parameter["type"] == "boolean" || format.starts_with("boolean") {
        return index.is_multiple_of(2).to_string();
    }
    if numeric {
        return (1000 + index).to_string();
    }
    match (parameter["multi"] == "comma separated", words.as_slice()) {
        (true, [first, second, ..]) => format!("{first},{second}"),
        (true, _) => format!("{name} 1,{name} 2"),
        // A list of regions is no closed one, and a list of one word is a text here.
        (false, [_, .., last]) if !example.starts_with("cn-") => (*last).to_owned(),
        _ => format!("{name} &=+/€"),
    }
}

/// An object inside a JSON parameter.
fn object(fields: &Value) -> Value {
    let fields = list(fields).iter().enumerate().map(|(index, field)| {
        let name = text(&field["wire_name"]);
        let value = match text(&field["type"]) {
            "integer" => Value::from(1000 + index),
            "boolean" => Value::from(index.is_multiple_of(2)),
            _ => match list(&field["enum"]).last() {
                Some(word) => word.clone(),
                None => Value::from(format!("{name} &=+/€")),
            },
        };
        (name.to_owned(), value)
    });
    Value::Object(fields.collect())
}

/// A shape with each text replaced by one that tells its key.
fn spelled(shape: &Value) -> Value {
    match shape {
        Value::Array(items) => Value::Array(items.iter().map(spelled).collect()),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(key, value)| match value {
                    Value::String(_) => (key.clone(), Value::from(format!("{key} &=+/€"))),
                    nested => (key.clone(), spelled(nested)),
                })
                .collect(),
        ),
        other => panic!("no shape: {other}"),
    }
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
