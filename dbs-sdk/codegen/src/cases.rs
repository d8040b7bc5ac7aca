//! Each request with every parameter set, for the tests of the wire form.

use std::collections::BTreeMap;

use crate::model::{Action, Api, Kind, Member, Struct};
use crate::names::snake;

/// One function that hands every request to a stage.
pub(crate) fn write(api: &Api, module: &str) -> Result<String, String> {
    let mut text = format!(
        "//! Every request of version {} with every parameter set.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use dbs_sdk::{module}::*;

use crate::stage::Stage;

/// Plays each action.
pub(crate) async fn every(stage: &Stage) {{
",
        api.version
    );
    for action in &api.actions {
        text.push_str(&format!("    stage.play({}()).await;\n", function(action)));
    }
    text.push_str("}\n\n");
    let objects = api.objects.iter().map(|of| (of.name.as_str(), of)).collect();
    for action in &api.actions {
        text.push_str(&case(action, &objects)?);
    }
    Ok(text)
}

fn function(action: &Action) -> String {
    snake(action.name())
}

fn case(action: &Action, objects: &BTreeMap<&str, &Struct>) -> Result<String, String> {
    let name = action.name();
    let mut required = Vec::new();
    let mut others = String::new();
    for (index, member) in action.members.iter().enumerate() {
        let value = value(member, index, objects)?;
        if member.facts.required {
            required.push(value);
            continue;
        }
        let value = match member.kind {
            Kind::Commas(_) | Kind::JsonList(_) => value,
            _ => format!("Some({value})"),
        };
        others.push_str(&format!("request.{} = {value};\n", member.name));
    }
    let made = match required.is_empty() {
        true => format!("{name}::default()"),
        false => format!("{name}::new({})", required.join(", ")),
    };
    let body = match others.is_empty() {
        true => made,
        false => format!("let mut request = {made};\n{others}request"),
    };
    Ok(format!("fn {}() -> {name} {{\n{body}\n}}\n\n", function(action)))
}

/// A value that tells which parameter it belongs to.
fn value(
    member: &Member,
    index: usize,
    objects: &BTreeMap<&str, &Struct>,
) -> Result<String, String> {
    let wire_name = &member.facts.wire_name;
    let published: Vec<&str> =
        member.facts.values.iter().filter_map(serde_json::Value::as_str).collect();
    let word = |name: &str, index: usize| {
        let word = published.get(index).ok_or_else(|| format!("{wire_name}: no value"))?;
        Ok::<_, String>(format!("{name}::from(\"{word}\")"))
    };
    let last = published.len().saturating_sub(1);
    Ok(match &member.kind {
        Kind::Text => format!("\"{wire_name} &=+/€\".to_owned()"),
        Kind::Secret => format!("\"{wire_name} &=+/€\".to_owned().into()"),
        Kind::I32 | Kind::I64 => format!("{}", 1000 + index),
        Kind::Bool => format!("{}", index.is_multiple_of(2)),
        Kind::Enum(name) => word(name, last)?,
        Kind::Commas(kind) => match &**kind {
            Kind::Enum(name) => format!("vec![{}, {}]", word(name, 0)?, word(name, 1)?),
            _ => format!("vec![\"{wire_name} 1\".to_owned(), \"{wire_name} 2\".to_owned()]"),
        },
        Kind::JsonList(name) => format!("vec![{}]", object(name, objects)?),
        _ => return Err(format!("{wire_name}: no such parameter was seen before")),
    })
}

fn object(name: &str, objects: &BTreeMap<&str, &Struct>) -> Result<String, String> {
    let structure = objects.get(name).ok_or_else(|| format!("{name} is not known"))?;
    let mut text = format!("{{ let mut object = {name}::default();\n");
    for (index, member) in structure.members.iter().enumerate() {
        let value = match &member.kind {
            Kind::List(item, None) => match &**item {
                Kind::Object(name) => format!("vec![{}]", object(name, objects)?),
                _ => return Err(format!("{name}: no such list was seen before")),
            },
            _ => format!("Some({})", value(member, index, objects)?),
        };
        text.push_str(&format!("object.{} = {value};\n", member.name));
    }
    text.push_str("object }");
    Ok(text)
}
