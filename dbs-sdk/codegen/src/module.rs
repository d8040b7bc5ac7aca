//! One API version: its module, its enums, its shared structs, a file for each action.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Action, Api, Kind};
use crate::names::{module, snake};
use crate::words::Words;
use crate::{cases, doc, request, response};

/// Files by path below `dbs-sdk`, not formatted yet.
pub(crate) fn write(api: &Api, words: &Words) -> Result<BTreeMap<String, String>, String> {
    let module = module(&api.version);
    let mut files = BTreeMap::new();
    let shared = shared(api);
    for action in &api.actions {
        let text = self::action(action, api, &shared, words)?;
        files.insert(format!("src/{module}/{}.rs", snake(action.name())), text);
    }
    files.insert(format!("src/{module}/enums.rs"), enums(api, words)?);
    files.insert(format!("src/{module}/objects.rs"), objects(api, &shared, words)?);
    files.insert(format!("src/{module}.rs"), root(api));
    files.insert(format!("tests/api/{module}.rs"), cases::write(api, &module)?);
    Ok(files)
}

/// Names that live in `enums` and `objects`.
fn shared(api: &Api) -> BTreeMap<String, &'static str> {
    let enums = api.enums.iter().map(|of| (of.name.clone(), "enums"));
    enums.chain(api.objects.iter().map(|of| (of.name.clone(), "objects"))).collect()
}

/// The last line of a file's own comment.
const MARK: &str = "//!\n//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.";

fn action(
    action: &Action,
    api: &Api,
    shared: &BTreeMap<String, &'static str>,
    words: &Words,
) -> Result<String, String> {
    let kinds = || {
        let answered = action.response.iter().flat_map(|structure| &structure.members);
        action.members.iter().chain(answered).map(|member| &member.kind)
    };
    let hides = kinds().any(|kind| *kind == Kind::Secret);
    let mut used: BTreeSet<String> = BTreeSet::new();
    for kind in kinds() {
        used.extend(names(kind).filter_map(|name| {
            shared.get(name).map(|file| format!("use super::{file}::{name};\n"))
        }));
    }
    let paged = if action.paging().is_some() { "use crate::pages::Paged;\n" } else { "" };
    Ok(format!(
        "//! `{}`.\n{MARK}\n\n{}use super::VERSION;\n{}use crate::action::Action;\n\
         use crate::fields::{{Fields, FromAnswer}};\n{paged}use crate::parameters::Parameters;\n\n{}{}",
        action.name(),
        if hides { "use secrecy::SecretString;\n\n" } else { "" },
        used.into_iter().collect::<String>(),
        request::write(action, api, words)?,
        response::write(action, api, words)?,
    ))
}

/// The named type in a kind, if there is one.
fn names(kind: &Kind) -> impl Iterator<Item = &str> {
    let name = match kind {
        Kind::Enum(name) | Kind::Object(name) | Kind::JsonObject(name) | Kind::JsonList(name) => {
            Some(name.as_str())
        }
        Kind::List(item, _) | Kind::Commas(item) => match &**item {
            Kind::Enum(name) | Kind::Object(name) => Some(name.as_str()),
            _ => None,
        },
        _ => None,
    };
    name.into_iter()
}

fn enums(api: &Api, words: &Words) -> Result<String, String> {
    let mut text = format!(
        "//! The words that version {} publishes for its fields, each list open.\n{MARK}\n\n\
         use crate::word::open_enum;\n\n",
        api.version
    );
    for of in &api.enums {
        let said = words.enums.get(&api.version).and_then(|enums| enums.doc.get(&of.name));
        let said = said.ok_or_else(|| format!("words.json says nothing about {}", of.name))?;
        text.push_str("open_enum! {\n");
        text.push_str(&doc::comment(&[format!("{said}.")], 4));
        text.push_str(&format!("    {} {{\n", of.name));
        for value in &of.values {
            let (variant, said) = doc::variant(&api.version, of, value, words);
            text.push_str(&doc::comment(&[said], 8));
            text.push_str(&format!("        {variant} = \"{value}\",\n"));
        }
        text.push_str("    }\n}\n\n");
    }
    Ok(text)
}

fn objects(
    api: &Api,
    shared: &BTreeMap<String, &'static str>,
    words: &Words,
) -> Result<String, String> {
    let members = api.objects.iter().flat_map(|structure| &structure.members);
    let used: BTreeSet<_> = members
        .flat_map(|member| names(&member.kind))
        .filter(|name| shared.get(*name) == Some(&"enums"))
        .collect();
    let used = match used.is_empty() {
        true => String::new(),
        false => {
            format!("use super::enums::{{{}}};\n", used.into_iter().collect::<Vec<_>>().join(", "))
        }
    };
    let mut text = format!(
        "//! What version {} takes as JSON in one parameter.\n{MARK}\n\n\
         use serde_json::Value;\n\n{used}use crate::parameters::{{Object, ToJson}};\n\n",
        api.version
    );
    for structure in &api.objects {
        text.push_str(&response::object(structure, api, words)?);
    }
    Ok(text)
}

fn root(api: &Api) -> String {
    let mut modules: Vec<_> =
        api.actions.iter().map(|action| format!("mod {};\n", snake(action.name()))).collect();
    modules.extend(["mod enums;\n".to_owned(), "mod objects;\n".to_owned()]);
    modules.sort();
    let list = |names: Vec<&str>| names.join(", ");
    let mut exports = String::new();
    for action in &api.actions {
        let mut names = vec![action.name()];
        names.extend(action.response.iter().map(|structure| structure.name.as_str()));
        exports.push_str(&format!("pub use {}::{{{}}};\n", snake(action.name()), list(names)));
    }
    let enums = list(api.enums.iter().map(|of| of.name.as_str()).collect());
    let objects = list(api.objects.iter().map(|of| of.name.as_str()).collect());
    format!(
        "//! API version {}: all of its {} actions, one struct an action, one file a struct.
{MARK}

{}
{exports}pub use enums::{{{enums}}};
pub use objects::{{{objects}}};

/// The API version of this module's actions.
const VERSION: &str = \"{}\";
",
        api.version,
        api.actions.len(),
        modules.concat(),
        api.version,
    )
}
