//! The structs of an answer, and of JSON parameters.

use crate::doc;
use crate::model::{Action, Api, Kind, Member, Struct};
use crate::request::optional;
use crate::words::Words;

/// The answer and all that is nested in it.
pub(crate) fn write(action: &Action, api: &Api, words: &Words) -> Result<String, String> {
    let mut text = String::new();
    for structure in &action.response {
        let place = structure.path.split_once('.').map_or("", |(_, place)| place);
        let what = match place {
            "" => format!("The answer to [`{}`].", action.name()),
            place => format!("`{place}` of [`{}Response`].", action.name()),
        };
        text.push_str(&doc::comment(&[what], 0));
        text.push_str(&fields(structure, api, words, "Debug, Clone, Default")?);
        let reads: String = structure.members.iter().map(read).collect();
        text.push_str(&format!(
            "impl FromAnswer for {} {{
    fn from_answer(mut fields: Fields) -> Self {{
        Self {{ {reads} }}
    }}
}}

",
            structure.name
        ));
    }
    Ok(text)
}

/// A struct of a JSON parameter.
pub(crate) fn object(structure: &Struct, api: &Api, words: &Words) -> Result<String, String> {
    let what = words
        .fields
        .get(&structure.name)
        .ok_or_else(|| format!("words.json says nothing about {}", structure.name))?;
    let mut text = doc::comment(&[format!("{what}.")], 0);
    text.push_str(&fields(structure, api, words, "Debug, Clone, Default, PartialEq, Eq")?);
    let puts: String = structure
        .members
        .iter()
        .map(|member| {
            format!("object.put(\"{}\", &self.{});\n", member.facts.wire_name, member.name)
        })
        .collect();
    text.push_str(&format!(
        "impl ToJson for {} {{
    fn to_json(&self) -> Option<Value> {{
        let mut object = Object::default();
        {puts}object.into_json()
    }}
}}

",
        structure.name
    ));
    Ok(text)
}

fn fields(structure: &Struct, api: &Api, words: &Words, derived: &str) -> Result<String, String> {
    let mut text =
        format!("#[derive({derived})]\n#[non_exhaustive]\npub struct {} {{\n", structure.name);
    for member in &structure.members {
        text.push_str(&doc::comment(&doc::member(member, api, words)?, 4));
        let ty = match is_key(member) {
            true => "SecretString".to_owned(),
            false => optional(&member.kind),
        };
        text.push_str(&format!("    pub {}: {ty},\n", member.name));
    }
    text.push_str("}\n\n");
    Ok(text)
}

/// Keys are there or the answer is of no use; an absent one is empty.
pub(crate) fn is_key(member: &Member) -> bool {
    member.kind == Kind::Secret && member.facts.secret
}

fn read(member: &Member) -> String {
    let wire_name = &member.facts.wire_name;
    let how = match &member.kind {
        Kind::Secret if is_key(member) => format!("secret(\"{wire_name}\")"),
        Kind::List(_, Some(inner)) => format!("wrapped(\"{wire_name}\", \"{inner}\")"),
        Kind::List(_, None) => format!("list(\"{wire_name}\")"),
        Kind::Commas(_) => format!("commas(\"{wire_name}\")"),
        Kind::JsonObject(_) => format!("json(\"{wire_name}\")"),
        Kind::JsonList(_) => format!("json_list(\"{wire_name}\")"),
        _ => format!("get(\"{wire_name}\")"),
    };
    format!("{}: fields.{how},\n", member.name)
}
