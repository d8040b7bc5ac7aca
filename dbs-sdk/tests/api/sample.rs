//! Answers made from the facts.

use serde_json::{Map, Value};

use crate::facts::{list, text};

/// A value of an answer, and the ways in which `Debug` may show it.
pub(crate) struct Leaf {
    pub(crate) path: String,
    pub(crate) shown: Vec<String>,
}

/// An answer in which each value tells its place.
pub(crate) fn marked(action: &Value) -> (Value, Vec<Leaf>) {
    let mut leaves = Vec::new();
    let mut answer = object(&action["response"]["fields"], "", &mut leaves);
    answer["Success"] = match &answer["Success"] {
        Value::String(_) => Value::from("True"),
        _ => Value::from(true),
    };
    (answer, leaves)
}

/// An answer of the published examples, and how many values have none.
pub(crate) fn published(action: &Value) -> (Value, usize) {
    let mut missing = 0;
    let mut answer = examples(&action["response"]["fields"], &mut missing);
    answer["Success"] = Value::from("true");
    (answer, missing)
}

fn object(fields: &Value, path: &str, leaves: &mut Vec<Leaf>) -> Value {
    let mut made = Map::new();
    for field in list(fields) {
        let name = text(&field["wire_name"]);
        made.insert(name.to_owned(), value(field, name, &format!("{path}.{name}"), leaves));
    }
    Value::Object(made)
}

fn value(field: &Value, name: &str, path: &str, leaves: &mut Vec<Leaf>) -> Value {
    // Far from the numbers of any other place.
    let number = 1_000_000 + leaves.len() as i64;
    let mut leaf = |shown: &[String]| {
        let name = snake(name);
        let shown = shown.iter().map(|shown| format!("{name}: {shown}")).collect();
        leaves.push(Leaf { path: path.to_owned(), shown });
    };
    match text(&field["type"]) {
        "integer" => {
            leaf(&[format!("Some({number})"), format!("Some(\"{number}\")")]);
            Value::from(number)
        }
        "boolean" => {
            leaf(&["Some(true)".to_owned()]);
            Value::from(true)
        }
        "object" => object(&field["fields"], path, leaves),
        "array" if field["items"]["fields"].is_null() => {
            let items = [format!("{path} 0"), format!("{path} 1")];
            let outer = path.rsplit('.').nth(1).unwrap_or_default();
            let shown = format!("{}: {items:?}", snake(outer));
            leaves.push(Leaf { path: path.to_owned(), shown: vec![shown] });
            Value::from(items.to_vec())
        }
        "array" => Value::Array(vec![object(&field["items"]["fields"], path, leaves)]),
        _ if !field["json_fields"].is_null() => {
            Value::from(json(&field["json_fields"], path, leaves).to_string())
        }
        _ if is_secret(field, name) => {
            let redacted = "SecretBox<str>([REDACTED])";
            leaf(&[format!("Some({redacted})"), redacted.to_owned()]);
            Value::from("planted")
        }
        _ if is_truth(field) => {
            leaf(&["Some(true)".to_owned(), "Some(\"true\")".to_owned()]);
            Value::from("true")
        }
        _ if is_number(field) => {
            leaf(&[format!("Some({number})"), format!("Some(\"{number}\")")]);
            Value::from(number.to_string())
        }
        _ => {
            leaf(&[
                format!("Some(\"{path}\")"),
                format!("Some(Unlisted(\"{path}\"))"),
                format!("[Unlisted(\"{path}\")]"),
            ]);
            Value::from(path)
        }
    }
}

/// The document inside a text, from the facts' short form of it.
fn json(shape: &Value, path: &str, leaves: &mut Vec<Leaf>) -> Value {
    let described = |key: &str, text: &str, leaves: &mut Vec<Leaf>| {
        let kind = if text.starts_with("int") { "integer" } else { "string" };
        let field = serde_json::json!({"type": kind});
        value(&field, key, &format!("{path}.{key}"), leaves)
    };
    let mut made = Map::new();
    match shape {
        Value::Array(names) => {
            for name in names {
                made.insert(text(name).to_owned(), described(text(name), "string", leaves));
            }
        }
        shape => {
            for (key, nested) in shape.as_object().expect("a shape") {
                match nested {
                    Value::String(text) => {
                        made.insert(key.clone(), described(key, text, leaves));
                    }
                    nested => {
                        let key = key.trim_end_matches("[]");
                        let item = json(nested, &format!("{path}.{key}"), leaves);
                        made.insert(key.to_owned(), Value::Array(vec![item]));
                    }
                }
            }
        }
    }
    Value::Object(made)
}

fn examples(fields: &Value, missing: &mut usize) -> Value {
    let mut made = Map::new();
    for field in list(fields) {
        let name = text(&field["wire_name"]).to_owned();
        let example = text(&field["example"]);
        let value = match text(&field["type"]) {
            "object" => examples(&field["fields"], missing),
            "array" if field["items"]["fields"].is_null() => Value::Array(Vec::new()),
            "array" => Value::Array(vec![examples(&field["items"]["fields"], missing)]),
            // No example is a whole document.
            _ if !field["json_fields"].is_null() => {
                *missing += usize::from(field["json_fields"].is_object());
                continue;
            }
            _ if example.is_empty() => {
                // Keys are empty and lists have no items where there are none; every answer here succeeds.
                let there = field["secret"] == true || name == "BackupPeriod" || name == "Success";
                *missing += usize::from(!there);
                continue;
            }
            "integer" => example.parse::<i64>().map_or(Value::from(example), Value::from),
            "boolean" => Value::from(example == "true"),
            _ => Value::from(example),
        };
        made.insert(name, value);
    }
    Value::Object(made)
}

fn is_secret(field: &Value, name: &str) -> bool {
    field["secret"] == true || name.ends_with("URL") || name.ends_with("Url")
}

fn is_truth(field: &Value) -> bool {
    field["enum"] == serde_json::json!(["true", "false"]) || text(&field["example"]) == "true"
}

fn is_number(field: &Value) -> bool {
    let digits = text(&field["example"]).parse::<i64>().is_ok();
    digits || text(&field["format"]).contains("milliseconds")
}

/// The Rust name of a wire name, made in another way than the generator makes it.
fn snake(wire_name: &str) -> String {
    let known = [
        ("OSS", "Oss"),
        ("DBS", "Dbs"),
        ("InternetIPs", "InternetIps"),
        ("IntranetIPs", "IntranetIps"),
        ("IP", "Ip"),
        ("SID", "Sid"),
        ("ID", "Id"),
        ("URL", "Url"),
        ("IpPort", "IpPort"),
    ];
    let mut name = wire_name.to_owned();
    for (upper, mixed) in known {
        name = name.replace(upper, mixed);
    }
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
