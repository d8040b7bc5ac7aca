//! Callbacks asked for with an upload. Nobody is called: the answer tells what would have been said.
//!
//! Source: page "Callback" (help.aliyun.com/en/oss/developer-reference/callback), error codes
//! 0007-00000002 and 0007-00000011.

use std::collections::BTreeMap;

use base64::Engine as _;
use hyper::{Response, StatusCode};
use serde::Deserialize;
use serde_json::json;

use super::error::Refusal;
use super::store::Object;
use super::{Exchange, set};
use crate::answer::{self, Body};
use crate::fault::FaultKind;

/// A callback that can be read.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Callback {
    callback_url: String,
    callback_body: String,
    #[serde(skip)]
    variables: BTreeMap<String, String>,
}

impl Callback {
    /// The callback that a request asks for, in headers or in a signed URL.
    pub(super) fn read(exchange: &Exchange<'_>) -> Result<Option<Self>, Refusal> {
        let head = exchange.head;
        let asked = head.header("x-oss-callback").or_else(|| head.param("callback"));
        let Some(asked) = asked else { return Ok(None) };
        let mut callback: Self = decoded(asked).ok_or_else(malformed)?;
        if callback.callback_url.is_empty() || callback.callback_body.is_empty() {
            let message = "The callback needs a callbackUrl and a callbackBody.";
            let status = StatusCode::BAD_REQUEST;
            return Err(Refusal::new(status, "InvalidArgument", "0007-00000011", message));
        }
        let variables = head.header("x-oss-callback-var").or_else(|| head.param("callback-var"));
        if let Some(variables) = variables {
            callback.variables = decoded(variables).ok_or_else(malformed)?;
        }
        Ok(Some(callback))
    }

    /// The answer of an upload that is done: `usual`, with another body.
    pub(super) fn answer(
        &self,
        exchange: &Exchange<'_>,
        object: &Object,
        mut usual: Response<Body>,
    ) -> Result<Response<Body>, Refusal> {
        if exchange.fault == Some(&FaultKind::CallbackFailed) {
            let status = StatusCode::NON_AUTHORITATIVE_INFORMATION;
            return Err(Refusal::new(status, "CallbackFailed", "", "Error status : 502."));
        }
        let said = json!({"Status": "OK", "callbackBody": self.filled(object)});
        *usual.body_mut() = answer::full(said.to_string());
        set(&mut usual, "content-type", "application/json");
        Ok(usual)
    }

    /// The body with its variables replaced.
    fn filled(&self, object: &Object) -> String {
        let kind = object.headers.get("content-type").map_or("", String::as_str);
        let size = object.size.to_string();
        let known = [
            ("bucket", object.bucket.as_str()),
            ("object", &object.key),
            ("etag", &object.etag),
            ("size", &size),
            ("mimeType", kind),
        ];
        let own = self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        known.into_iter().chain(own).fold(self.callback_body.clone(), |body, (name, value)| {
            body.replace(&format!("${{{name}}}"), value)
        })
    }
}

fn decoded<T: for<'a> Deserialize<'a>>(text: &str) -> Option<T> {
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn malformed() -> Refusal {
    let message = "The callback configuration is not base64 encoded JSON.";
    Refusal::new(StatusCode::BAD_REQUEST, "InvalidArgument", "0007-00000002", message)
}
