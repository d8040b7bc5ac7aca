//! The classes of requests, and of the objects in them.

use super::about;
use super::text::{class, docstring, pair, texts};
use crate::doc;
use crate::model::{Action, Api, Kind, Member, Struct};
use crate::names::snake;
use crate::words::Words;

/// An action.
pub(super) fn action(action: &Action, api: &Api, words: &Words) -> Result<String, String> {
    let name = action.name();
    let members = ordered(&action.members);
    let arguments = documented(&members, api, words)?;
    let base = match action.paging() {
        Some(_) => format!("Paged[\"{name}Response\", \"{}\"]", item(action)?),
        None => format!("Action[\"{name}Response\"]"),
    };
    let mut text = format!(
        "\n\n{}{}\n    ACTION = \"{name}\"\n    VERSION = VERSION\n    \
         RAM_ACTION = \"{}\"\n",
        class(name, &base),
        docstring(&doc::action(action, words)?, &arguments, 4),
        action.facts.ram.action,
    );
    if let Some(paging) = action.paging() {
        text.push_str(&format!(
            "    FIRST_PAGE = {}\n    _PAGE = \"{}\"\n    _SIZE = \"{}\"\n",
            paging.first_page,
            snake(&paging.page_param),
            snake(&paging.size_param)
        ));
    }
    text.push_str(&fields(&action.members, &members)?);
    text.push_str(&idempotent(action, words)?);
    text.push_str(&format!(
        "\n    @staticmethod\n    def answer(wire: object) -> {name}Response:\n        \
         return {name}Response(wire)\n",
    ));
    if action.paging().is_some() {
        text.push_str(&page(action)?);
    }
    Ok(text)
}

/// An object of a JSON parameter.
pub(super) fn object(structure: &Struct, api: &Api, words: &Words) -> Result<String, String> {
    let what = words
        .fields
        .get(&structure.name)
        .ok_or_else(|| format!("words.json says nothing about {}", structure.name))?;
    let members = ordered(&structure.members);
    let arguments = documented(&members, api, words)?;
    Ok(format!(
        "\n\nclass {}(Object):\n{}\n{}",
        structure.name,
        docstring(&[format!("{what}.")], &arguments, 4),
        fields(&structure.members, &members)?.trim_start_matches('\n'),
    ))
}

/// What is held before what holds it, as a class has to be known where it is named.
pub(super) fn bottom_up(objects: &[Struct]) -> Vec<&Struct> {
    let mut ordered: Vec<&Struct> = Vec::new();
    while ordered.len() < objects.len() {
        let before = ordered.len();
        for structure in objects {
            let known = |name: &str| {
                ordered.iter().any(|known| known.name == name)
                    || !objects.iter().any(|object| object.name == name)
            };
            let ready = structure.members.iter().all(|member| match &member.kind {
                Kind::List(item, _) => match &**item {
                    Kind::Object(name) => known(name),
                    _ => true,
                },
                _ => true,
            });
            if ready && !ordered.iter().any(|known| known.name == structure.name) {
                ordered.push(structure);
            }
        }
        if ordered.len() == before {
            // A circle: nothing of the facts has one.
            break;
        }
    }
    ordered
}

/// Those that must be given first.
fn ordered(members: &[Member]) -> Vec<&Member> {
    let required = members.iter().filter(|member| member.facts.required);
    required.chain(members.iter().filter(|member| !member.facts.required)).collect()
}

fn documented(
    members: &[&Member],
    api: &Api,
    words: &Words,
) -> Result<Vec<(String, String)>, String> {
    let about = |member: &&Member| Ok((member.name.clone(), about(member, api, words)?.join(" ")));
    members.iter().map(about).collect()
}

/// The table of fields, their types, and the constructor.
fn fields(by_wire: &[Member], members: &[&Member]) -> Result<String, String> {
    let mut text = String::new();
    let needed: Vec<&str> = members
        .iter()
        .filter(|member| member.facts.required)
        .map(|member| member.name.as_str())
        .collect();
    let secrets: Vec<&str> = members
        .iter()
        .filter(|member| member.kind == Kind::Secret)
        .map(|member| member.name.as_str())
        .collect();
    if !needed.is_empty() {
        text.push_str(&texts("_NEEDED", &needed));
    }
    if !secrets.is_empty() {
        text.push_str(&texts("_SECRETS", &secrets));
    }
    if members.is_empty() {
        text.push_str("    _FIELDS = {}\n\n    def __init__(self) -> None:\n        pass\n");
        return Ok(text);
    }
    text.push_str("    _FIELDS = {\n");
    for member in by_wire {
        text.push_str(&pair(&member.name, &member.facts.wire_name, &checked(&member.kind)?));
    }
    text.push_str("    }\n\n");
    for member in members {
        let ty = match (held(&member.kind)?, member.facts.required) {
            (Held::One(ty), true) => ty,
            (Held::One(ty), false) => format!("{ty} | None"),
            (Held::Many(ty), _) => format!("tuple[{ty}, ...]"),
        };
        text.push_str(&format!("    {}: {ty}\n", member.name));
    }
    text.push_str("\n    def __init__(\n        self,\n        *,\n");
    for member in members {
        let ty = match (held(&member.kind)?, member.facts.required) {
            (Held::One(ty), true) => ty,
            (Held::One(ty), false) => format!("{ty} | None = None"),
            (Held::Many(ty), true) => format!("Sequence[{ty}]"),
            (Held::Many(ty), false) => format!("Sequence[{ty}] = ()"),
        };
        text.push_str(&format!("        {}: {ty},\n", member.name));
    }
    text.push_str("    ) -> None:\n        self._keep(\n");
    for member in members {
        text.push_str(&format!("            {0}={0},\n", member.name));
    }
    text.push_str("        )\n");
    Ok(text)
}

/// A type, of which there is one or are many.
enum Held {
    One(String),
    Many(String),
}

fn held(kind: &Kind) -> Result<Held, String> {
    let one = |ty: &str| Ok(Held::One(ty.to_owned()));
    match kind {
        Kind::Text | Kind::Secret | Kind::Enum(_) => one("str"),
        Kind::I32 | Kind::I64 => one("int"),
        Kind::Bool => one("bool"),
        Kind::Object(name) => one(name),
        Kind::JsonList(name) => Ok(Held::Many(name.clone())),
        Kind::List(item, None) | Kind::Commas(item) => match held(item)? {
            Held::One(ty) => Ok(Held::Many(ty)),
            Held::Many(_) => Err("a list of lists was not seen before".to_owned()),
        },
        Kind::List(..) | Kind::JsonObject(_) => Err("no such parameter was seen before".to_owned()),
    }
}

/// What a value is compared with when it is given.
fn checked(kind: &Kind) -> Result<String, String> {
    Ok(match kind {
        Kind::Enum(name) => name.clone(),
        Kind::I32 => "I32".to_owned(),
        Kind::List(item, _) | Kind::Commas(item) => format!("[{}]", checked(item)?),
        kind => match held(kind)? {
            Held::One(ty) => ty,
            Held::Many(ty) => format!("[{ty}]"),
        },
    })
}

fn idempotent(action: &Action, words: &Words) -> Result<String, String> {
    let name = action.name();
    let said = words.actions.get(name).ok_or_else(|| format!("{name} is not in words.json"))?;
    let repeatable: Vec<_> = said
        .repeatable
        .iter()
        .map(|parameter| match parameter.as_str() {
            "*" => "True".to_owned(),
            given => format!("self.{} is not None", snake(given)),
        })
        .collect();
    let repeatable =
        if repeatable.is_empty() { "False".to_owned() } else { repeatable.join(" or ") };
    let why = said.why.iter().map(|why| docstring(std::slice::from_ref(why), &[], 8));
    Ok(format!(
        "\n    def idempotent(self) -> bool:\n{}        return {repeatable}\n",
        why.collect::<String>()
    ))
}

/// What a page of a list holds.
fn page(action: &Action) -> Result<String, String> {
    let paging = action.paging().ok_or_else(|| format!("{} has no pages", action.name()))?;
    let name = action.name();
    let steps = |path: &str| -> Vec<String> {
        path.split('.').map(|step| snake(step.trim_end_matches("[]"))).collect()
    };
    let size = |of: &str| {
        let members = action.response.iter().filter(|structure| structure.name == of);
        let mut members = members.flat_map(|structure| &structure.members);
        members
            .find(|member| ["PageSize", "size"].contains(&member.facts.wire_name.as_str()))
            .map(|member| member.name.clone())
            .ok_or_else(|| format!("{name}: no size"))
    };
    let (items, total, size) = match (&*steps(&paging.items), &*steps(&paging.total)) {
        // `Items.BackupPlanDetail[]` is one list here.
        ([first, _], [total]) => (
            format!("response.{first}"),
            format!("response.{total}"),
            format!("response.{}", size(&format!("{name}Response"))?),
        ),
        ([data, content, ..], [also, total]) if data == also => {
            let size = size(&format!("{name}Data"))?;
            let of = |field: &str, none: &str| {
                format!("response.{data}.{field} if response.{data} else {none}")
            };
            (of(content, "[]"), of(total, "None"), of(&size, "None"))
        }
        _ => return Err(format!("{name}: no list at {}", paging.items)),
    };
    let item = item(action)?;
    let head = |method: &str, returned: &str| {
        let line = format!("    def {method}(response: {name}Response) -> {returned}:\n");
        match line.len() <= 101 {
            true => line,
            false => format!(
                "    def {method}(\n        response: {name}Response,\n    ) -> {returned}:\n"
            ),
        }
    };
    Ok(format!(
        "\n    @staticmethod\n{}        return {items}\n\n    @staticmethod\n{}        \
         return {total}\n\n    @staticmethod\n{}        return {size}\n",
        head("items", &format!("list[{item}]")),
        head("_total", "int | None"),
        head("_answered_size", "int | None"),
    ))
}

/// The class of a page's items.
fn item(action: &Action) -> Result<String, String> {
    let paging = action.paging().ok_or_else(|| format!("{} has no pages", action.name()))?;
    crate::request::item(action, &paging.items)
        .ok_or_else(|| format!("{}: no list at {}", action.name(), paging.items))
}
