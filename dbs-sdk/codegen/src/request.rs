//! The struct of a request and what makes it an action.

use crate::doc;
use crate::model::{Action, Api, Kind, Member};
use crate::names::snake;
use crate::words::Words;

/// The type of a field that is given.
pub(crate) fn given(kind: &Kind) -> String {
    match kind {
        Kind::Text => "String".to_owned(),
        Kind::Secret => "SecretString".to_owned(),
        Kind::I32 => "i32".to_owned(),
        Kind::I64 => "i64".to_owned(),
        Kind::Bool => "bool".to_owned(),
        Kind::Enum(name) | Kind::Object(name) | Kind::JsonObject(name) => name.clone(),
        Kind::List(item, _) | Kind::Commas(item) => format!("Vec<{}>", given(item)),
        Kind::JsonList(name) => format!("Vec<{name}>"),
    }
}

/// The type of a field that may be missing.
pub(crate) fn optional(kind: &Kind) -> String {
    match kind {
        Kind::List(..) | Kind::Commas(_) | Kind::JsonList(_) => given(kind),
        _ => format!("Option<{}>", given(kind)),
    }
}

/// Everything about the request.
pub(crate) fn write(action: &Action, api: &Api, words: &Words) -> Result<String, String> {
    let name = action.name();
    let required = || action.members.iter().filter(|member| member.facts.required);
    let others = || action.members.iter().filter(|member| !member.facts.required);
    let hides = action.members.iter().any(|member| member.kind == Kind::Secret);
    let mut derived = vec!["Debug", "Clone"];
    if required().next().is_none() {
        derived.push("Default");
    }
    if !hides {
        derived.extend(["PartialEq", "Eq"]);
    }
    let mut text = doc::comment(&doc::action(action, words)?, 0);
    text.push_str(&format!(
        "#[derive({})]\n#[non_exhaustive]\npub struct {name} {{\n",
        derived.join(", ")
    ));
    for member in required().chain(others()) {
        text.push_str(&doc::comment(&doc::member(member, api, words)?, 4));
        let ty = if member.facts.required { given(&member.kind) } else { optional(&member.kind) };
        text.push_str(&format!("    pub {}: {ty},\n", member.name));
    }
    text.push_str("}\n\n");
    if required().next().is_some() {
        text.push_str(&constructor(name, &required().collect::<Vec<_>>(), others()));
    }
    text.push_str(&implementation(action, words)?);
    if action.paging().is_some() {
        text.push_str(&paging(action)?);
    }
    Ok(text)
}

fn constructor<'a>(
    name: &str,
    required: &[&Member],
    others: impl Iterator<Item = &'a Member>,
) -> String {
    let mut arguments = String::new();
    let mut fields = String::new();
    for member in required {
        let name = &member.name;
        let (ty, field) = match &member.kind {
            Kind::Text | Kind::Enum(_) => {
                (format!("impl Into<{}>", given(&member.kind)), format!("{name}: {name}.into()"))
            }
            kind => (given(kind), name.clone()),
        };
        arguments.push_str(&format!("{name}: {ty}, "));
        fields.push_str(&format!("{field}, "));
    }
    for member in others {
        let nothing = if optional(&member.kind).starts_with("Vec") { "Vec::new()" } else { "None" };
        fields.push_str(&format!("{}: {nothing}, ", member.name));
    }
    let lint = match required.len() {
        8.. => "#[allow(clippy::too_many_arguments, reason = \"the service demands that many\")]\n",
        _ => "",
    };
    format!(
        "impl {name} {{
    /// A request with the fields that the service demands.
    {lint}pub fn new({arguments}) -> Self {{
        Self {{ {fields} }}
    }}
}}

"
    )
}

fn implementation(action: &Action, words: &Words) -> Result<String, String> {
    let name = action.name();
    let said = words.actions.get(name).ok_or_else(|| format!("{name} is not in words.json"))?;
    let mut parameters = String::new();
    for member in &action.members {
        let how = match member.kind {
            Kind::Secret => "hide",
            Kind::JsonList(_) | Kind::JsonObject(_) => "json",
            _ => "set",
        };
        parameters.push_str(&format!(
            "parameters.{how}(\"{}\", &self.{});\n",
            member.facts.wire_name, member.name
        ));
    }
    let body = match action.members.is_empty() {
        true => "Parameters::default()".to_owned(),
        false => format!("let mut parameters = Parameters::default();\n{parameters}parameters"),
    };
    let repeatable: Vec<_> = said
        .repeatable
        .iter()
        .map(|parameter| match parameter.as_str() {
            "*" => "true".to_owned(),
            given => format!("self.{}.is_some()", snake(given)),
        })
        .collect();
    let repeatable =
        if repeatable.is_empty() { "false".to_owned() } else { repeatable.join(" || ") };
    let why = said.why.iter().map(|why| doc::comment(std::slice::from_ref(why), 4));
    Ok(format!(
        "impl Action for {name} {{
    const ACTION: &'static str = \"{name}\";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = \"{}\";
    type Response = {name}Response;

    fn parameters(&self) -> Parameters {{
        {body}
    }}

{}    fn is_idempotent(&self) -> bool {{
        {repeatable}
    }}
}}

",
        action.facts.ram.action,
        why.collect::<String>(),
    ))
}

fn paging(action: &Action) -> Result<String, String> {
    let (Some(paging), Some(answer)) = (action.paging(), action.response.first()) else {
        return Err(format!("{} has no pages", action.name()));
    };
    let name = action.name();
    let item = item(action, &paging.items)
        .ok_or_else(|| format!("{name}: no list at {}", paging.items))?;
    let page = snake(&paging.page_param);
    let size = snake(&paging.size_param);
    let steps = |path: &str| -> Vec<String> {
        path.split('.').map(|step| snake(step.trim_end_matches("[]"))).collect()
    };
    let items = match steps(&paging.items).as_slice() {
        // `Items.BackupPlanDetail[]` is one list here.
        [first, _] if first == "items" => "&response.items".to_owned(),
        [data, content, ..] => {
            format!("response.{data}.as_ref().map_or(&[], |{data}| &{data}.{content})")
        }
        _ => return Err(format!("{name}: no list at {}", paging.items)),
    };
    let answered_size = |of: &str| {
        let known = ["PageSize", "size"];
        let found = known.into_iter().find(|size| {
            action.response.iter().filter(|structure| structure.name == of).any(|structure| {
                structure.members.iter().any(|member| member.facts.wire_name == *size)
            })
        });
        found.map(snake)
    };
    let (total, answered) = match steps(&paging.total).as_slice() {
        [total] => {
            let size = answered_size(&answer.name).ok_or_else(|| format!("{name}: no size"))?;
            (format!("response.{total}.map(i64::from)"), format!("response.{size}.map(i64::from)"))
        }
        [data, total] => {
            let size =
                answered_size(&format!("{name}Data")).ok_or_else(|| format!("{name}: no size"))?;
            (
                format!("response.{data}.as_ref()?.{total}"),
                format!("response.{data}.as_ref()?.{size}"),
            )
        }
        _ => return Err(format!("{name}: no total at {}", paging.total)),
    };
    Ok(format!(
        "impl Paged for {name} {{
    type Item = {item};
    const FIRST_PAGE: i32 = {};

    fn page(&self) -> Option<i32> {{ self.{page} }}
    fn set_page(&mut self, page: i32) {{ self.{page} = Some(page); }}
    fn page_size(&self) -> Option<i32> {{ self.{size} }}
    fn items(response: &Self::Response) -> &[Self::Item] {{ {items} }}
    fn total(response: &Self::Response) -> Option<i64> {{ {total} }}
    fn answered_size(response: &Self::Response) -> Option<i64> {{ {answered} }}
}}

",
        paging.first_page
    ))
}

/// The struct of a page's items.
pub(crate) fn item(action: &Action, path: &str) -> Option<String> {
    let last = path.trim_end_matches("[]").rsplit('.').next()?;
    let members = action.response.iter().flat_map(|structure| &structure.members);
    let mut lists = members.filter_map(|member| match &member.kind {
        Kind::List(item, wrapped) => {
            let name = wrapped.as_deref().unwrap_or(&member.facts.wire_name);
            match &**item {
                Kind::Object(item) if name == last => Some(item.clone()),
                _ => None,
            }
        }
        _ => None,
    });
    lists.next()
}
