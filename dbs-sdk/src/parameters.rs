//! The parameters of a request, and how each kind of value is written.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};

/// The parameters of a request by wire name: most of them in the query, secrets in the body.
///
/// `Debug` shows no values of the body.
#[derive(Clone, Default)]
pub struct Parameters {
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
}

impl Parameters {
    /// Adds one to the query.
    pub fn query(&mut self, name: &str, value: impl Into<String>) {
        self.query.push((name.to_owned(), value.into()));
    }

    /// Adds one to the body, where no log of addresses finds it.
    pub fn form(&mut self, name: &str, value: impl Into<String>) {
        self.form.push((name.to_owned(), value.into()));
    }

    /// Adds a field to the query, if it is given.
    pub(crate) fn set(&mut self, name: &str, value: &impl ToText) {
        if let Some(text) = value.to_text() {
            self.query(name, text);
        }
    }

    /// Adds a secret to the body, if it is given.
    pub(crate) fn hide(&mut self, name: &str, value: &Option<SecretString>) {
        if let Some(secret) = value {
            self.form(name, secret.expose_secret());
        }
    }

    /// Adds a field to the query as JSON in one text, if it is given.
    pub(crate) fn json(&mut self, name: &str, value: &impl ToJson) {
        if let Some(json) = value.to_json() {
            self.query(name, json.to_string());
        }
    }
}

impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.form.iter().map(|(name, _)| name).collect();
        f.debug_struct("Parameters").field("query", &self.query).field("form", &names).finish()
    }
}

/// A value as the text of one parameter; `None` leaves the parameter out.
pub(crate) trait ToText {
    fn to_text(&self) -> Option<String>;
}

impl ToText for String {
    fn to_text(&self) -> Option<String> {
        Some(self.clone())
    }
}

impl ToText for i32 {
    fn to_text(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl ToText for i64 {
    fn to_text(&self) -> Option<String> {
        Some(self.to_string())
    }
}

/// `true` and `false`, as all official packages but Python's write them; parameters that are
/// declared as texts have no other spelling.
impl ToText for bool {
    fn to_text(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl<T: ToText> ToText for Option<T> {
    fn to_text(&self) -> Option<String> {
        self.as_ref()?.to_text()
    }
}

/// With commas between the items; an empty list is left out.
impl<T: ToText> ToText for Vec<T> {
    fn to_text(&self) -> Option<String> {
        let items: Vec<_> = self.iter().filter_map(ToText::to_text).collect();
        (!items.is_empty()).then(|| items.join(","))
    }
}

/// A value inside a JSON parameter; `None` leaves the key out.
pub(crate) trait ToJson {
    fn to_json(&self) -> Option<Value>;
}

impl ToJson for String {
    fn to_json(&self) -> Option<Value> {
        Some(Value::from(self.as_str()))
    }
}

impl ToJson for i64 {
    fn to_json(&self) -> Option<Value> {
        Some(Value::from(*self))
    }
}

impl ToJson for bool {
    fn to_json(&self) -> Option<Value> {
        Some(Value::from(*self))
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> Option<Value> {
        self.as_ref()?.to_json()
    }
}

/// An empty list is left out.
impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> Option<Value> {
        let items: Vec<_> = self.iter().filter_map(ToJson::to_json).collect();
        (!items.is_empty()).then_some(Value::Array(items))
    }
}

/// A JSON object in the making.
#[derive(Default)]
pub(crate) struct Object(Map<String, Value>);

impl Object {
    pub(crate) fn put(&mut self, name: &str, value: &impl ToJson) {
        if let Some(json) = value.to_json() {
            self.0.insert(name.to_owned(), json);
        }
    }

    pub(crate) fn into_json(self) -> Option<Value> {
        Some(Value::Object(self.0))
    }
}
