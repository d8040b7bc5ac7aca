//! Doc comments: what the facts say, as sentences of at most 100 columns.

use serde_json::Value;

use crate::facts;
use crate::model::{Action, Api, Enum, Kind, Member};
use crate::names::pascal;
use crate::words::Words;

const WIDTH: usize = 100;

/// Writes paragraphs as a doc comment, `indent` columns in.
pub(crate) fn comment(paragraphs: &[String], indent: usize) -> String {
    let mut text = String::new();
    let margin = " ".repeat(indent);
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if index > 0 {
            text.push_str(&format!("{margin}///\n"));
        }
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let length = |text: &str| text.chars().count();
            if !line.is_empty() && indent + 5 + length(&line) + length(word) > WIDTH {
                text.push_str(&format!("{margin}///{line}\n"));
                line.clear();
            }
            line.push(' ');
            line.push_str(word);
        }
        text.push_str(&format!("{margin}///{line}\n"));
    }
    text
}

/// What an action does, for whom, and where that is written.
pub(crate) fn action(action: &Action, words: &Words) -> Result<Vec<String>, String> {
    let facts = &action.facts;
    let said = words
        .actions
        .get(action.name())
        .ok_or_else(|| format!("words.json says nothing about {}", action.name()))?;
    let mut paragraphs = vec![said.doc.clone()];
    let mut more = Vec::new();
    if let Some(engines) = &facts.applies_to {
        more.push(format!("For {engines}."));
    }
    if facts.access.is_some() {
        more.push("Open to accounts that the service has admitted on request.".to_owned());
    }
    if facts.billing {
        more.push("It places an order, which costs money.".to_owned());
    }
    for fault in &facts.errors {
        if let Some(when) = &fault.when {
            more.push(format!("Fails with `{}` for an {when}.", fault.code));
        }
    }
    if !more.is_empty() {
        paragraphs.push(more.join(" "));
    }
    let source = match &facts.docs {
        Some(page) => format!("Documented at <{page}>; "),
        None => "Without a page of its own in the service's documentation; ".to_owned(),
    };
    paragraphs.push(format!("{source}in the official Python package since {}.", facts.since_sdk));
    Ok(paragraphs)
}

/// What a field is.
pub(crate) fn member(member: &Member, api: &Api, words: &Words) -> Result<Vec<String>, String> {
    let facts = &member.facts;
    let mut wire_name = format!("`{}`", facts.wire_name);
    if let Kind::List(_, Some(inner)) = &member.kind {
        wire_name = format!("`{}.{inner}`", facts.wire_name);
    }
    let said = Words::of(&words.fields, &member.path, &facts.wire_name)
        .ok_or_else(|| format!("words.json says nothing about {}", member.path))?;
    let mut first = match said.as_str() {
        "" => wire_name,
        said => format!("{wire_name}: {said}"),
    };
    for more in [unit(facts), format(facts)].into_iter().flatten() {
        first.push_str(", ");
        first.push_str(&more);
    }
    let mut sentences = vec![first];
    sentences.extend(values(member, api));
    sentences.extend(bounds(facts));
    sentences.extend(conditions(facts, words)?);
    if let Some(note) = &facts.note {
        let said = words
            .notes
            .get(note)
            .ok_or_else(|| format!("words.json does not put this note into words: {note}"))?;
        sentences.extend((!said.is_empty()).then(|| said.clone()));
    }
    if let Some(since) = &facts.since_sdk {
        sentences.push(format!("New in {since} of the official package"));
    }
    Ok(vec![format!("{}.", sentences.join(". "))])
}

fn unit(facts: &facts::Field) -> Option<String> {
    let unit = facts.unit.as_deref()?;
    Some(match unit.strip_suffix(" (inferred)") {
        Some(unit) => format!("presumably in {unit}"),
        None => format!("in {unit}"),
    })
}

fn format(facts: &facts::Field) -> Option<String> {
    let format = facts.format.as_deref()?;
    let said = match format {
        _ if format.contains("unit unclear") || format.contains("by magnitude") => {
            "since 1970; whether in seconds or in milliseconds is not settled: the page's examples \
             have the size of seconds, while other actions count milliseconds"
        }
        _ if format.contains("milliseconds") => "in milliseconds since 1970",
        "unix epoch seconds" => "in seconds since 1970",
        "PEM certificate text" => "a PEM text",
        "ASCII, client generated, unique per request" | "region id" => return None,
        _ if format.starts_with("boolean as string") || format.contains("JSON") => return None,
        _ if format.contains("prefix") || format.contains("declared string") => return None,
        "done/total tables; 0/0 while preparing" | "done/total tables" => {
            "tables done and tables in all, as `3/10`; `0/0` at first"
        }
        "7 chars of 0/1, Monday first" => "seven digits 0 or 1, Monday first",
        _ => {
            return Some(format!(
                "`{}`",
                format.replace(" (UTC)", "").replace(" (example 17:00Z)", "")
            ))
            .map(|shape| if format.contains("UTC") { format!("{shape} in UTC") } else { shape });
        }
    };
    Some(said.to_owned())
}

/// The allowed values, where the type does not tell them.
fn values(member: &Member, api: &Api) -> Option<String> {
    let facts = &member.facts;
    let shown = |value: &Value| match value.as_str() {
        Some(text) => format!("`{text}`"),
        None => format!("`{value}`"),
    };
    let kind = match &member.kind {
        Kind::Commas(kind) => kind,
        kind => kind,
    };
    let all: Vec<_> = facts.values.iter().map(shown).collect();
    if let Kind::Enum(name) = kind {
        let listed = api.enums.iter().find(|known| known.name == *name)?;
        let narrower = !all.is_empty() && all.len() < listed.values.len();
        return narrower.then(|| format!("Published here: {}", all.join(", ")));
    }
    if *kind == Kind::Bool {
        return None;
    }
    let seen: Vec<_> = facts.enum_seen.iter().map(|value| format!("`{value}`")).collect();
    match (all.as_slice(), seen.as_slice()) {
        ([], []) => None,
        ([], [one]) => Some(format!("{one} is the only value seen")),
        ([], several) => Some(format!("Seen: {}", several.join(", "))),
        ([one], _) => Some(format!("{one} is the only value published")),
        (several, _) => Some(format!("Published: {}", several.join(", "))),
    }
}

fn bounds(facts: &facts::Field) -> Vec<String> {
    let number = |value: &Option<Value>| value.as_ref().and_then(Value::as_i64);
    let mut sentences = Vec::new();
    match (number(&facts.min), number(&facts.max)) {
        (Some(min), Some(max)) if max < i64::from(i32::MAX) => {
            sentences.push(format!("From {min} to {max}"));
        }
        (Some(min), _) => sentences.push(format!("At least {min}")),
        _ => {}
    }
    if let Some(Value::String(max)) = &facts.max {
        sentences.push(format!("At most {}", max.replace(" (as published)", "")));
    }
    if let Some(length) = facts.max_length {
        sentences.push(format!("At most {length} characters"));
    }
    if let Some(limit) = &facts.less_than {
        sentences.push(format!("Less than `{limit}`"));
    }
    match &facts.default {
        Some(Value::String(text)) if text.is_empty() => {}
        Some(Value::String(text)) if text.contains(' ') => {
            sentences.push(format!("By default {text}"));
        }
        Some(Value::String(text)) => sentences.push(format!("`{text}` by default")),
        Some(value) => sentences.push(format!("`{value}` by default")),
        None => {}
    }
    sentences
}

fn conditions(facts: &facts::Field, words: &Words) -> Result<Vec<String>, String> {
    let said = |condition: &String| {
        let said = words.conditions.get(condition).cloned();
        said.ok_or_else(|| format!("words.json does not put into words: {condition}"))
    };
    let mut sentences = Vec::new();
    if let Some(condition) = &facts.required_if {
        sentences.push(format!("Must be given {}", said(condition)?));
    }
    if let Some(condition) = &facts.returned_if {
        sentences.push(format!("Comes {}", said(condition)?));
    }
    if let Some(other) = &facts.exclusive_with {
        sentences.push(format!("Not together with `{other}`"));
    }
    Ok(sentences)
}

/// The variant of a published value, and what it means.
pub(crate) fn variant(version: &str, of: &Enum, value: &str, words: &Words) -> (String, String) {
    let said = words
        .enums
        .get(version)
        .and_then(|enums| enums.variants.get(&format!("{}.{value}", of.name)));
    match said {
        Some((name, doc)) if doc.is_empty() => (name.clone(), format!("`{value}`.")),
        Some((name, doc)) => (name.clone(), format!("`{value}`: {doc}.")),
        None => (pascal(value), format!("`{value}`.")),
    }
}
