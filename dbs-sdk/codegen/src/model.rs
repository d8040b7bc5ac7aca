//! From facts to what is written down: names and kinds decided, nothing left to look up.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::facts::{self, Paging};
use crate::names::{pascal, snake};
use crate::words::Words;

/// One API version.
pub(crate) struct Api {
    pub(crate) version: String,
    pub(crate) actions: Vec<Action>,
    pub(crate) enums: Vec<Enum>,
    /// Structs of JSON parameters, which several actions share.
    pub(crate) objects: Vec<Struct>,
}

/// One action.
pub(crate) struct Action {
    pub(crate) facts: facts::Action,
    pub(crate) members: Vec<Member>,
    /// The answer first, then what is nested in it.
    pub(crate) response: Vec<Struct>,
}

impl Action {
    pub(crate) fn name(&self) -> &str {
        &self.facts.action
    }

    pub(crate) fn paging(&self) -> Option<&Paging> {
        self.facts.paging.as_ref()
    }
}

/// A struct of fields.
pub(crate) struct Struct {
    pub(crate) name: String,
    /// Where it lies in the answer; empty for the answer itself.
    pub(crate) path: String,
    pub(crate) members: Vec<Member>,
}

/// A field.
pub(crate) struct Member {
    pub(crate) facts: facts::Field,
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) kind: Kind,
}

/// What a field holds.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Secret,
    I32,
    I64,
    Bool,
    Enum(String),
    Object(String),
    /// A list; the wrapping object's only key, if there is one.
    List(Box<Self>, Option<String>),
    /// A list in one text, with commas.
    Commas(Box<Self>),
    /// A text that holds a JSON object.
    JsonObject(String),
    /// A text that holds a JSON list.
    JsonList(String),
}

/// An open list of words.
pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) values: Vec<String>,
}

/// Decides everything about one API version.
pub(crate) fn build(api: facts::Api, words: &Words) -> Result<Api, String> {
    let mut builder = Builder { version: api.version.clone(), words, enums: Vec::new() };
    let mut objects = Vec::new();
    let mut actions = Vec::new();
    // Requests first: their spelling is the one that is sent.
    for action in api.actions {
        let path = format!(">{}", action.action);
        let members = builder.members(&action.params, &path, &mut objects)?;
        actions.push(Action { facts: action, members, response: Vec::new() });
    }
    for action in &mut actions {
        let name = format!("{}Response", action.name());
        let mut nested = Vec::new();
        let members = builder.members(&action.facts.response.fields, action.name(), &mut nested)?;
        action.response = vec![Struct { name, path: String::new(), members }];
        action.response.append(&mut nested);
    }
    builder.enums.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Api { version: api.version, actions, enums: builder.enums, objects: distinct(objects)? })
}

struct Builder<'a> {
    version: String,
    words: &'a Words,
    enums: Vec<Enum>,
}

impl Builder<'_> {
    fn members(
        &mut self,
        fields: &[facts::Field],
        path: &str,
        structs: &mut Vec<Struct>,
    ) -> Result<Vec<Member>, String> {
        let mut members = Vec::new();
        for field in fields {
            let path = format!("{path}.{}", field.wire_name);
            members.push(Member {
                kind: self.kind(field, &path, structs)?,
                name: snake(&field.wire_name),
                facts: field.clone(),
                path,
            });
        }
        Ok(members)
    }

    fn kind(
        &mut self,
        field: &facts::Field,
        path: &str,
        structs: &mut Vec<Struct>,
    ) -> Result<Kind, String> {
        if let Some(kind) = Words::of(&self.words.kinds, path, &field.wire_name) {
            return match kind.as_str() {
                "text" => Ok(Kind::Text),
                "secret" => Ok(Kind::Secret),
                "i32" => Ok(Kind::I32),
                "i64" => Ok(Kind::I64),
                "bool" => Ok(Kind::Bool),
                "commas" => match self.text(field, path, structs)? {
                    Kind::Commas(kind) => Ok(Kind::Commas(kind)),
                    kind => Ok(Kind::Commas(Box::new(kind))),
                },
                other => Err(format!("{path}: words.json names the unknown kind {other}")),
            };
        }
        match field.kind.as_str() {
            _ if field.secret => Ok(Kind::Secret),
            "boolean" => Ok(Kind::Bool),
            "integer" if field.int_format.as_deref() == Some("int64") => Ok(Kind::I64),
            "integer" => Ok(Kind::I32),
            "string" => self.text(field, path, structs),
            "object" => self.object(field, path, structs),
            "array" => {
                let items = field.items.as_deref().ok_or_else(|| format!("{path}: no items"))?;
                match &items.fields {
                    None => Ok(Kind::List(Box::new(Kind::Text), None)),
                    Some(fields) => {
                        let name = self.structure(fields, path, structs)?;
                        Ok(match field.wire_encoding {
                            Some(_) => Kind::JsonList(name),
                            None => Kind::List(Box::new(Kind::Object(name)), None),
                        })
                    }
                }
            }
            other => Err(format!("{path}: the facts name the unknown type {other}")),
        }
    }

    fn text(
        &mut self,
        field: &facts::Field,
        path: &str,
        structs: &mut Vec<Struct>,
    ) -> Result<Kind, String> {
        if let Some(shape) = field.shape.as_ref().and_then(Value::as_array) {
            let fields = shape.first().map(described).unwrap_or_default();
            return Ok(Kind::JsonList(self.structure(&fields, path, structs)?));
        }
        match &field.json_fields {
            Some(Value::Array(names)) => {
                let fields: Vec<_> =
                    names.iter().filter_map(Value::as_str).map(|name| plain(name, "")).collect();
                return Ok(Kind::JsonList(self.structure(&fields, path, structs)?));
            }
            Some(shape) => {
                return Ok(Kind::JsonObject(self.structure(&described(shape), path, structs)?));
            }
            None => {}
        }
        let format = field.format.as_deref().unwrap_or_default();
        if format.contains("milliseconds") {
            return Ok(Kind::I64);
        }
        if format.starts_with("boolean as string") {
            return Ok(Kind::Bool);
        }
        let values: Vec<&str> = field
            .values
            .iter()
            .filter_map(Value::as_str)
            .chain(field.enum_partial.iter().map(String::as_str))
            .collect();
        if values == ["true", "false"] {
            return Ok(Kind::Bool);
        }
        if !values.is_empty() && values.iter().all(|value| value.parse::<i32>().is_ok()) {
            return Ok(Kind::I32);
        }
        let kind = match values.len() {
            0 | 1 => Kind::Text,
            _ => Kind::Enum(self.enumerate(field, path, &values)),
        };
        let commas = field.multi.as_deref() == Some("comma separated");
        Ok(if commas { Kind::Commas(Box::new(kind)) } else { kind })
    }

    /// The enum of a field. Lists of one name are one enum, told apart without case, so that what
    /// was answered can be asked.
    fn enumerate(&mut self, field: &facts::Field, path: &str, values: &[&str]) -> String {
        let of = self.words.enums.get(&self.version).map(|words| &words.of);
        let name = of
            .and_then(|of| Words::of(of, path, &field.wire_name).cloned())
            .unwrap_or_else(|| pascal(&field.wire_name));
        let index = self.enums.iter().position(|known| known.name == name).unwrap_or_else(|| {
            self.enums.push(Enum { name: name.clone(), values: Vec::new() });
            self.enums.len() - 1
        });
        for value in values {
            let known = &mut self.enums[index].values;
            if !known.iter().any(|known| known.eq_ignore_ascii_case(value)) {
                known.push((*value).to_owned());
            }
        }
        name
    }

    /// 2019-03-06 puts each list into an object of its own: `Items.BackupPlanDetail[]`.
    fn object(
        &mut self,
        field: &facts::Field,
        path: &str,
        structs: &mut Vec<Struct>,
    ) -> Result<Kind, String> {
        let fields = field.fields.as_deref().unwrap_or_default();
        if let [only] = fields
            && only.kind == "array"
        {
            let path = format!("{path}.{}", only.wire_name);
            return match self.kind(only, &path, structs)? {
                Kind::List(item, _) => Ok(Kind::List(item, Some(only.wire_name.clone()))),
                _ => Err(format!("{path}: no list")),
            };
        }
        Ok(Kind::Object(self.structure(fields, path, structs)?))
    }

    fn structure(
        &mut self,
        fields: &[facts::Field],
        path: &str,
        structs: &mut Vec<Struct>,
    ) -> Result<String, String> {
        let last = path.rsplit('.').next().unwrap_or_default();
        let action = path.trim_start_matches('>').split('.').next().unwrap_or_default();
        let name = Words::of(&self.words.types, path, last)
            .cloned()
            .unwrap_or_else(|| format!("{action}{}", pascal(last)));
        let index = structs.len();
        structs.push(Struct { name: name.clone(), path: path.to_owned(), members: Vec::new() });
        let members = self.members(fields, path, structs)?;
        structs[index].members = members;
        Ok(name)
    }
}

/// Fields that the facts describe by an object of texts: `{"size": "int", "content[]": {…}}`.
fn described(shape: &Value) -> Vec<facts::Field> {
    let fields = shape.as_object().into_iter().flatten();
    fields
        .map(|(key, value)| match value {
            Value::String(text) => plain(key, text),
            Value::Array(items) => list(key, items.first().map(described).unwrap_or_default()),
            nested => list(key.trim_end_matches("[]"), described(nested)),
        })
        .collect()
}

fn plain(wire_name: &str, described: &str) -> facts::Field {
    let integer = described.starts_with("int");
    let words: Vec<&str> = described.split('|').filter(|_| described.contains('|')).collect();
    facts::Field {
        wire_name: wire_name.to_owned(),
        kind: if integer { "integer" } else { "string" }.to_owned(),
        int_format: integer.then(|| "int64".to_owned()),
        format: described.starts_with("yyyy").then(|| described.to_owned()),
        values: words
            .into_iter()
            .map(|word| Value::from(word.split(' ').next().unwrap_or_default()))
            .collect(),
        ..facts::Field::default()
    }
}

fn list(wire_name: &str, fields: Vec<facts::Field>) -> facts::Field {
    let items = facts::Field { fields: Some(fields), ..facts::Field::default() };
    facts::Field {
        wire_name: wire_name.to_owned(),
        kind: "array".to_owned(),
        items: Some(Box::new(items)),
        ..facts::Field::default()
    }
}

/// One struct a name; those of one name must be alike.
fn distinct(structs: Vec<Struct>) -> Result<Vec<Struct>, String> {
    let mut by_name: BTreeMap<String, Struct> = BTreeMap::new();
    for structure in structs {
        let names = |of: &Struct| of.members.iter().map(|m| m.name.clone()).collect::<Vec<_>>();
        match by_name.get(&structure.name) {
            Some(known) if names(known) != names(&structure) => {
                return Err(format!("{} has two shapes: name one in words.json", structure.name));
            }
            Some(_) => {}
            None => {
                by_name.insert(structure.name.clone(), structure);
            }
        }
    }
    Ok(by_name.into_values().collect())
}
