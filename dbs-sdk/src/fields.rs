//! Reads answers leniently: a field that is absent, null or of an odd type is missing itself and
//! takes nothing else with it.

use std::fmt;

use secrecy::SecretString;
use serde_json::{Map, Value};

/// An answer that is made from its fields.
pub trait FromAnswer: Sized {
    /// Takes what it knows; whatever is missing stays empty.
    fn from_answer(fields: Fields) -> Self;
}

/// The fields of an answer, or of an object in it, by wire name.
///
/// `Debug` shows the names alone: answers hold keys and signed links.
pub struct Fields(Map<String, Value>);

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Fields").field(&self.0.keys().collect::<Vec<_>>()).finish()
    }
}

impl Fields {
    /// Those of `value`; none if it is no object.
    pub(crate) fn of(value: Value) -> Self {
        match value {
            Value::Object(fields) => Self(fields),
            _ => Self(Map::new()),
        }
    }

    /// Takes a field out; `None` if it is absent or null.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name).filter(|value| !value.is_null())
    }

    pub(crate) fn get<T: FromValue>(&mut self, name: &str) -> Option<T> {
        T::from_value(self.take(name)?)
    }

    /// A list; items that cannot be read are left out.
    pub(crate) fn list<T: FromValue>(&mut self, name: &str) -> Vec<T> {
        self.take(name).map(items).unwrap_or_default()
    }

    /// A list inside an object that holds nothing else; a bare list is taken too.
    pub(crate) fn wrapped<T: FromValue>(&mut self, name: &str, inner: &str) -> Vec<T> {
        match self.take(name) {
            Some(Value::Object(mut object)) => object.remove(inner).map(items).unwrap_or_default(),
            Some(bare) => items(bare),
            None => Vec::new(),
        }
    }

    /// A list in one text, with commas; a list is taken too.
    pub(crate) fn commas<T: FromValue>(&mut self, name: &str) -> Vec<T> {
        match self.take(name) {
            Some(Value::String(text)) => {
                let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
                words.filter_map(|word| T::from_value(Value::from(word))).collect()
            }
            Some(other) => items(other),
            None => Vec::new(),
        }
    }

    /// An object, or JSON of one in a text.
    pub(crate) fn json<T: FromAnswer>(&mut self, name: &str) -> Option<T> {
        T::from_value(unpacked(self.take(name)?))
    }

    /// A list or its only item, or JSON of either in a text.
    pub(crate) fn json_list<T: FromAnswer>(&mut self, name: &str) -> Vec<T> {
        self.take(name).map(|value| items(unpacked(value))).unwrap_or_default()
    }

    /// A key; the empty one if there is none.
    pub(crate) fn secret(&mut self, name: &str) -> SecretString {
        self.get(name).unwrap_or_default()
    }
}

/// The value that a text may hold as JSON.
fn unpacked(value: Value) -> Value {
    match value {
        Value::String(text) => serde_json::from_str(&text).unwrap_or(Value::Null),
        value => value,
    }
}

fn items<T: FromValue>(value: Value) -> Vec<T> {
    match value {
        Value::Array(items) => items.into_iter().filter_map(T::from_value).collect(),
        Value::Null => Vec::new(),
        only => T::from_value(only).into_iter().collect(),
    }
}

/// A field's value; `None` if it cannot be read as such.
pub(crate) trait FromValue: Sized {
    fn from_value(value: Value) -> Option<Self>;
}

impl<T: FromAnswer> FromValue for T {
    fn from_value(value: Value) -> Option<Self> {
        value.is_object().then(|| Self::from_answer(Fields::of(value)))
    }
}

/// Numbers and booleans become their text, lists and objects their JSON.
impl FromValue for String {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Null => None,
            Value::String(text) => Some(text),
            other => Some(other.to_string()),
        }
    }
}

impl FromValue for SecretString {
    fn from_value(value: Value) -> Option<Self> {
        String::from_value(value).map(Self::from)
    }
}

/// Numbers come as texts too, and whole ones with a point.
impl FromValue for i64 {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Number(number) => number.as_i64().or_else(|| whole(number.as_f64()?)),
            Value::String(text) => {
                let text = text.trim();
                text.parse().ok().or_else(|| whole(text.parse().ok()?))
            }
            _ => None,
        }
    }
}

/// A float that is a whole number, as far as floats tell whole numbers apart.
fn whole(float: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (float.fract() == 0.0 && float.abs() <= EXACT).then_some(float as i64)
}

impl FromValue for i32 {
    fn from_value(value: Value) -> Option<Self> {
        Self::try_from(i64::from_value(value)?).ok()
    }
}

/// `true` and `false` come as words in any case and as 1 and 0 too.
impl FromValue for bool {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Bool(truth) => Some(truth),
            Value::String(word) if word.eq_ignore_ascii_case("true") => Some(true),
            Value::String(word) if word.eq_ignore_ascii_case("false") => Some(false),
            value => match i64::from_value(value)? {
                1 => Some(true),
                0 => Some(false),
                _ => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn get<T: FromValue>(value: Value) -> Option<T> {
        Fields::of(json!({"Field": value})).get("Field")
    }

    #[test]
    fn truth_has_many_forms() {
        for (value, truth) in [
            (json!(true), Some(true)),
            (json!("True"), Some(true)),
            (json!("false"), Some(false)),
            (json!(1), Some(true)),
            (json!("0"), Some(false)),
            (json!("maybe"), None),
            (json!({}), None),
            (Value::Null, None),
        ] {
            assert_eq!(get::<bool>(value.clone()), truth, "{value}");
        }
    }

    #[test]
    fn numbers_come_as_texts_and_texts_as_numbers() {
        assert_eq!(get::<i64>(json!("1661373070000")), Some(1_661_373_070_000));
        assert_eq!(get::<i64>(json!(20.0)), Some(20));
        assert_eq!(get::<i64>(json!("20.5")), None);
        assert_eq!(get::<i64>(json!(1e300)), None);
        assert_eq!(get::<i32>(json!(3_000_000_000_i64)), None);
        assert_eq!(get::<String>(json!(216)), Some("216".to_owned()));
        assert_eq!(get::<String>(json!([1])), Some("[1]".to_owned()));
    }

    #[test]
    fn lists_come_wrapped_bare_alone_and_with_commas() {
        let mut fields = Fields::of(json!({
            "A": {"X": ["1", 2, null]}, "B": ["1"], "C": {"X": "1"}, "D": "Monday, Tuesday,", "E": ""}));
        assert_eq!(fields.wrapped::<String>("A", "X"), ["1", "2"]);
        assert_eq!(fields.wrapped::<String>("B", "X"), ["1"]);
        assert_eq!(fields.wrapped::<String>("C", "X"), ["1"]);
        assert_eq!(fields.commas::<String>("D"), ["Monday", "Tuesday"]);
        assert!(fields.commas::<String>("E").is_empty());
        assert!(fields.list::<String>("absent").is_empty());
    }

    #[test]
    fn debug_shows_no_value() {
        assert_eq!(format!("{:?}", Fields::of(json!({"Key": "s3cret"}))), r#"Fields(["Key"])"#);
    }
}
