//! From JSON to the flat parameters of an RPC-style request.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Number, Value};

/// Flattens `parameters` as the official Python client does (alibabacloud-openapi-util 0.2.4,
/// `Client.query`): `{"List": ["a", {"Key": 1}]}` becomes `List.1=a`, `List.2.Key=1`. Positions
/// count from 1; `null`, empty lists and empty objects vanish, but a `null` keeps its place in the
/// count; booleans are `True` and `False`; numbers have Python's text form.
///
/// A value that is no object has no names and gives no parameters.
pub fn flatten(parameters: &Value) -> Vec<(String, String)> {
    let mut flat = Vec::new();
    if parameters.is_object() {
        descend("", parameters, &mut flat);
    }
    flat
}

fn descend(name: &str, value: &Value, flat: &mut Vec<(String, String)>) {
    let below = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (key, value) in fields {
                descend(&below(key), value, flat);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                descend(&below(&(index + 1).to_string()), value, flat);
            }
        }
        Value::Bool(true) => flat.push((name.to_owned(), "True".to_owned())),
        Value::Bool(false) => flat.push((name.to_owned(), "False".to_owned())),
        Value::Number(number) => flat.push((name.to_owned(), python_number(number))),
        Value::String(text) => flat.push((name.to_owned(), text.clone())),
    }
}

/// The text that Python's `str` gives for a number: the shortest digits that read back equal, in
/// plain form for exponents from -4 to 15, else as `1e+16`.
fn python_number(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => {
            let scientific = format!("{float:e}");
            let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
            match exponent.parse::<i32>() {
                Ok(exponent) if !(-4..16).contains(&exponent) => {
                    let sign = if exponent < 0 { '-' } else { '+' };
                    format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
                }
                _ => format!("{float:?}"),
            }
        }
        _ => number.to_string(),
    }
}

/// The body of a form post of `parameters`: sorted by name, a space as `+`, as the official client
/// writes it (`to_form` of the same package).
pub fn form_body(parameters: &[(String, String)]) -> String {
    /// What Python's `quote_plus` leaves alone, and the space, which becomes `+` below.
    const RESERVED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b' ');
    let encode = |text| utf8_percent_encode(text, RESERVED).to_string().replace(' ', "+");
    let mut sorted: Vec<_> = parameters.iter().collect();
    sorted.sort();
    let pairs: Vec<_> =
        sorted.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.join("&")
}
