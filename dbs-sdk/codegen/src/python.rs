//! One API version as a Python module: its words, its shared objects, a class for each request and
//! answer.

mod request;
mod response;
mod text;

use crate::doc;
use crate::model::{Action, Api, Enum, Kind, Member};
use crate::names::{module, snake};
use crate::words::Words;
use text::docstring;

/// The module's path below `dbs-sdk`, and its text as `ruff format` leaves it.
pub(crate) fn write(api: &Api, words: &Words) -> Result<(String, String), String> {
    let mut text = head(api);
    for of in &api.enums {
        text.push_str(&word_list(of, api, words)?);
    }
    for structure in request::bottom_up(&api.objects) {
        text.push_str(&request::object(structure, api, words)?);
    }
    for action in &api.actions {
        text.push_str(&request::action(action, api, words)?);
        text.push_str(&response::write(action, api, words)?);
    }
    Ok((format!("../py-bindings/python/dbs_sdk/{}.py", module(&api.version)), text))
}

fn head(api: &Api) -> String {
    let mut names: Vec<&str> = api.enums.iter().map(|of| of.name.as_str()).collect();
    names.extend(api.objects.iter().map(|of| of.name.as_str()));
    for action in &api.actions {
        names.push(action.name());
        names.extend(action.response.iter().map(|structure| structure.name.as_str()));
    }
    names.sort_unstable();
    let names: String = names.into_iter().map(|name| format!("    \"{name}\",\n")).collect();
    let paged = api.actions.iter().any(|action| action.paging().is_some());
    format!(
        r#""""Version {version} of the API: each of its {count} actions as a class, with a class for its answer.

``Client.send`` takes an action and gives its answer::

    from dbs_sdk import {module} as dbs

    answer = client.send(dbs.{example}(...))

An action and what it holds cannot be changed after it was made. An answer reads its fields when they
are asked for: one that is absent, or is of an odd type, is ``None`` and takes nothing else with it;
``wire`` is the whole of it as the service sent it. What must not be seen is ``***`` in every ``repr``.

Written by ``dbs-sdk/codegen`` from the facts in ``dbs-sdk/api``.
"""

# What overrides is described where it is from; tables are for nobody to change; `check_pass` is a state.
# ruff: noqa: D102, RUF012, S105

from __future__ import annotations

from ._action import I32, Action, Answer, Object, {paged}Words, integer, text, truth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
{names}]

VERSION = "{version}"
"""The API version of this module's actions."""
"#,
        version = api.version,
        count = api.actions.len(),
        module = module(&api.version),
        example = api.actions.first().map_or("", Action::name),
        paged = if paged { "Paged, " } else { "" },
    )
}

/// A class of published words, which are plain texts.
fn word_list(of: &Enum, api: &Api, words: &Words) -> Result<String, String> {
    let said = words.enums.get(&api.version).and_then(|enums| enums.doc.get(&of.name));
    let said = said.ok_or_else(|| format!("words.json says nothing about {}", of.name))?;
    let mut constants = String::new();
    let mut meanings = Vec::new();
    for value in &of.values {
        let (variant, said) = doc::variant(&api.version, of, value, words);
        constants.push_str(&format!("    {} = \"{value}\"\n", snake(&variant).to_uppercase()));
        if said.contains(": ") {
            constants.push_str(&docstring(std::slice::from_ref(&said), &[], 4));
            meanings.push(said);
        }
    }
    let mut paragraphs = vec![format!("{said}.")];
    if !meanings.is_empty() {
        paragraphs.push(meanings.join(" "));
    }
    Ok(format!("\n\nclass {}(Words):\n{}\n{constants}", of.name, docstring(&paragraphs, &[], 4)))
}

/// What a field is, and which words it may hold.
fn about(member: &Member, api: &Api, words: &Words) -> Result<Vec<String>, String> {
    let said = words.python.get(&member.facts.wire_name).cloned();
    let mut paragraphs = match said {
        Some(said) => vec![said],
        None => doc::member(member, api, words)?,
    };
    let listed = match &member.kind {
        Kind::Enum(name) => Some(format!(" A word of `{name}`.")),
        Kind::Commas(kind) => match &**kind {
            Kind::Enum(name) => Some(format!(" Words of `{name}`.")),
            _ => None,
        },
        _ => None,
    };
    if let (Some(listed), Some(last)) = (listed, paragraphs.last_mut()) {
        last.push_str(&listed);
    }
    Ok(paragraphs)
}
