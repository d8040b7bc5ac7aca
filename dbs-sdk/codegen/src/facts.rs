//! The facts as they lie in `dbs-sdk/api`: what the generator reads of them.

use serde::Deserialize;
use serde_json::Value;

/// One API version.
#[derive(Deserialize)]
pub(crate) struct Api {
    pub(crate) version: String,
    pub(crate) actions: Vec<Action>,
}

/// One action.
#[derive(Deserialize)]
pub(crate) struct Action {
    pub(crate) action: String,
    pub(crate) params: Vec<Field>,
    pub(crate) response: Response,
    pub(crate) ram: Ram,
    pub(crate) paging: Option<Paging>,
    pub(crate) docs: Option<String>,
    pub(crate) access: Option<String>,
    pub(crate) applies_to: Option<String>,
    #[serde(default)]
    pub(crate) billing: bool,
    pub(crate) since_sdk: String,
    #[serde(default)]
    pub(crate) errors: Vec<Fault>,
}

/// The fields of an answer.
#[derive(Deserialize)]
pub(crate) struct Response {
    pub(crate) fields: Vec<Field>,
}

/// The permission.
#[derive(Deserialize)]
pub(crate) struct Ram {
    pub(crate) action: String,
}

/// An error that an action is known to give.
#[derive(Deserialize)]
pub(crate) struct Fault {
    pub(crate) code: String,
    pub(crate) when: Option<String>,
}

/// How a list is read page by page.
#[derive(Deserialize)]
pub(crate) struct Paging {
    pub(crate) page_param: String,
    pub(crate) first_page: i32,
    pub(crate) size_param: String,
    pub(crate) items: String,
    pub(crate) total: String,
}

/// A parameter, or a field of an answer.
#[derive(Deserialize, Clone, Default)]
pub(crate) struct Field {
    /// Items of a list have none.
    #[serde(default)]
    pub(crate) wire_name: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) required: bool,
    #[serde(default)]
    pub(crate) secret: bool,
    pub(crate) int_format: Option<String>,
    pub(crate) format: Option<String>,
    #[serde(default, rename = "enum")]
    pub(crate) values: Vec<Value>,
    #[serde(default)]
    pub(crate) enum_partial: Vec<String>,
    #[serde(default)]
    pub(crate) enum_seen: Vec<String>,
    pub(crate) default: Option<Value>,
    pub(crate) min: Option<Value>,
    pub(crate) max: Option<Value>,
    pub(crate) max_length: Option<u32>,
    pub(crate) unit: Option<String>,
    pub(crate) required_if: Option<String>,
    pub(crate) returned_if: Option<String>,
    pub(crate) exclusive_with: Option<String>,
    pub(crate) less_than: Option<String>,
    pub(crate) multi: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) since_sdk: Option<String>,
    pub(crate) fields: Option<Vec<Self>>,
    pub(crate) items: Option<Box<Self>>,
    /// Keys of a JSON text in an answer.
    pub(crate) json_fields: Option<Value>,
    /// Keys of a JSON text in a request.
    pub(crate) shape: Option<Value>,
    pub(crate) wire_encoding: Option<String>,
}
