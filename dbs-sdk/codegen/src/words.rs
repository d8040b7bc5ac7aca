//! What is written by hand beside the facts: `words.json`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Descriptions, names and kinds. A key is a wire name, or a path such as `Action.Data.Field` where
/// one place differs from the rest; parameters of a request begin with `>`.
#[derive(Deserialize)]
pub(crate) struct Words {
    /// By action.
    pub(crate) actions: BTreeMap<String, ActionWords>,
    /// What a field is.
    pub(crate) fields: BTreeMap<String, String>,
    /// What a field is for Python's readers, where that is another thing; by wire name.
    pub(crate) python: BTreeMap<String, String>,
    /// The facts' notes, as users should read them; empty for those that say nothing to users.
    pub(crate) notes: BTreeMap<String, String>,
    /// Conditions under which a parameter must be given, or a field comes.
    pub(crate) conditions: BTreeMap<String, String>,
    /// Kinds other than those the facts lead to: `text`, `i32`, `i64`, `bool`, `secret`, `commas`.
    pub(crate) kinds: BTreeMap<String, String>,
    /// Names of nested structs.
    pub(crate) types: BTreeMap<String, String>,
    /// By API version.
    pub(crate) enums: BTreeMap<String, EnumWords>,
}

/// About one action.
#[derive(Deserialize)]
pub(crate) struct ActionWords {
    /// What it does.
    pub(crate) doc: String,
    /// Parameters of which one must be given to make repeating it harmless; `["*"]` if it always
    /// is, empty if it never is.
    pub(crate) repeatable: Vec<String>,
    /// Why, where that is not plain.
    pub(crate) why: Option<String>,
}

/// About the enums of one API version.
#[derive(Deserialize)]
pub(crate) struct EnumWords {
    /// The enum of a field, where it is not called like the field.
    pub(crate) of: BTreeMap<String, String>,
    /// What an enum is.
    pub(crate) doc: BTreeMap<String, String>,
    /// Variants, by `Enum.value`: the name and what it means.
    pub(crate) variants: BTreeMap<String, (String, String)>,
}

impl Words {
    /// What is said about a field: of this very place first, then of its name.
    pub(crate) fn of<'a, T>(
        map: &'a BTreeMap<String, T>,
        path: &str,
        wire_name: &str,
    ) -> Option<&'a T> {
        map.get(path).or_else(|| map.get(wire_name))
    }
}
