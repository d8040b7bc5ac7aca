//! The classes of answers, and of what is nested in them.

use super::about;
use super::text::{call, docstring, method, texts};
use crate::model::{Action, Api, Kind, Member};
use crate::response::is_key;
use crate::words::Words;

/// The answer and all that is nested in it.
pub(super) fn write(action: &Action, api: &Api, words: &Words) -> Result<String, String> {
    let mut text = String::new();
    for structure in &action.response {
        let place = structure.path.split_once('.').map_or("", |(_, place)| place);
        let what = match place {
            "" => format!("The answer to `{}`.", action.name()),
            place => format!("`{place}` of `{}Response`.", action.name()),
        };
        text.push_str(&format!(
            "\n\nclass {}(Answer):\n{}",
            structure.name,
            docstring(&[what], &[], 4)
        ));
        let secrets: Vec<&str> = structure
            .members
            .iter()
            .filter(|member| member.kind == Kind::Secret)
            .map(|member| member.name.as_str())
            .collect();
        if !secrets.is_empty() {
            text.push('\n');
            text.push_str(&texts("_SECRETS", &secrets));
        }
        for member in &structure.members {
            text.push_str("\n    @property\n");
            text.push_str(&method(&member.name, &returned(member)));
            text.push_str(&docstring(&about(member, api, words)?, &[], 8));
            text.push_str(&read(member));
        }
    }
    Ok(text)
}

fn returned(member: &Member) -> String {
    match &member.kind {
        Kind::List(item, _) | Kind::Commas(item) => format!("list[{}]", one(item)),
        Kind::JsonList(name) => format!("list[{name}]"),
        _ if is_key(member) => "str".to_owned(),
        kind => format!("{} | None", one(kind)),
    }
}

fn one(kind: &Kind) -> &str {
    match kind {
        Kind::Text | Kind::Secret | Kind::Enum(_) => "str",
        Kind::I32 | Kind::I64 => "int",
        Kind::Bool => "bool",
        Kind::Object(name) | Kind::JsonObject(name) | Kind::JsonList(name) => name,
        Kind::List(item, _) | Kind::Commas(item) => one(item),
    }
}

fn read(member: &Member) -> String {
    let wire_name = format!("\"{}\"", member.facts.wire_name);
    let reader = reader(&member.kind);
    match &member.kind {
        _ if is_key(member) => format!("        return self._one({wire_name}, {reader}) or \"\"\n"),
        Kind::List(_, Some(inner)) => {
            call("return self._wrapped", &[wire_name, format!("\"{inner}\""), reader])
        }
        Kind::List(_, None) => call("return self._list", &[wire_name, reader]),
        Kind::Commas(_) => call("return self._commas", &[wire_name, reader]),
        Kind::JsonObject(_) => call("return self._json", &[wire_name, reader]),
        Kind::JsonList(_) => call("return self._json_list", &[wire_name, reader]),
        _ => call("return self._one", &[wire_name, reader]),
    }
}

/// What makes a value of the wire's.
fn reader(kind: &Kind) -> String {
    match kind {
        Kind::Text | Kind::Secret => "text".to_owned(),
        Kind::I32 | Kind::I64 => "integer".to_owned(),
        Kind::Bool => "truth".to_owned(),
        Kind::Enum(name) | Kind::Object(name) | Kind::JsonObject(name) | Kind::JsonList(name) => {
            format!("{name}._read")
        }
        Kind::List(item, _) | Kind::Commas(item) => reader(item),
    }
}
