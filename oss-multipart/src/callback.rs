//! Whom the service tells when an object is there.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::error::{Error, ErrorKind};
use crate::headers::Pairs;

/// A POST request that the service sends to a server of the caller's when an object is there. That
/// server's answer becomes the answer of the call. If it fails, so does the call, with
/// [`ErrorKind::Callback`], although the object is there.
///
/// Source: help.aliyun.com, "Callback".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callback {
    fields: Fields,
    variables: BTreeMap<String, String>,
}

/// As the service reads them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Fields {
    callback_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_host: Option<String>,
    callback_body: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_body_type: Option<&'static str>,
    #[serde(rename = "callbackSNI", skip_serializing_if = "Option::is_none")]
    callback_sni: Option<bool>,
}

/// How the service fills the values into a callback's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackBodyType {
    /// `application/x-www-form-urlencoded`, which is the service's default: values are
    /// percent-encoded.
    Form,
    /// `application/json`.
    Json,
}

impl Callback {
    /// To this URL, or up to five with `;` between them, of which the first that answers counts;
    /// percent-encoded. `body` may hold `${bucket}`, `${object}`, `${etag}`, `${size}`,
    /// `${mimeType}` and further names of the service's, and `${x:name}` for variables.
    pub fn new(url: impl Into<String>, body: impl Into<String>) -> Self {
        let fields = Fields {
            callback_url: url.into(),
            callback_host: None,
            callback_body: body.into(),
            callback_body_type: None,
            callback_sni: None,
        };
        Self { fields, variables: BTreeMap::new() }
    }

    /// The `Host` of the request, if it is not the URL's.
    pub fn host(mut self, host: impl Into<String>) -> Self {
        self.fields.callback_host = Some(host.into());
        self
    }

    /// How values are filled into the body.
    pub fn body_type(mut self, body_type: CallbackBodyType) -> Self {
        self.fields.callback_body_type = Some(match body_type {
            CallbackBodyType::Form => "application/x-www-form-urlencoded",
            CallbackBodyType::Json => "application/json",
        });
        self
    }

    /// Whether the service names the host when it begins TLS.
    pub fn sni(mut self, sni: bool) -> Self {
        self.fields.callback_sni = Some(sni);
        self
    }

    /// One more variable for the body. Its name begins with `x:` and has no upper-case letters.
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.insert(name.into(), value.into());
        self
    }

    pub(crate) fn pairs(&self) -> Result<Pairs, Error> {
        let refused = |message| Err(Error::new(ErrorKind::Input, message));
        if self.fields.callback_url.is_empty() || self.fields.callback_body.is_empty() {
            return refused("a callback needs a URL and a body".to_owned());
        }
        let is_variable = |name: &str| {
            name.strip_prefix("x:").is_some_and(|rest| !rest.is_empty())
                && !name.bytes().any(|byte| byte.is_ascii_uppercase())
        };
        if let Some(name) = self.variables.keys().find(|name| !is_variable(name)) {
            let what = "is no callback variable: x: and a name in lower case";
            return refused(format!("{name:?} {what}"));
        }
        let mut pairs = vec![("x-oss-callback".into(), packed(&self.fields)?)];
        if !self.variables.is_empty() {
            pairs.push(("x-oss-callback-var".into(), packed(&self.variables)?));
        }
        Ok(pairs)
    }
}

/// JSON as base64.
fn packed(value: &impl Serialize) -> Result<String, Error> {
    let json = serde_json::to_vec(value).map_err(|error| {
        Error::new(ErrorKind::Input, "the callback cannot be written as JSON").caused_by(error)
    })?;
    Ok(STANDARD.encode(json))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(pairs: &Pairs, at: usize) -> String {
        String::from_utf8(STANDARD.decode(&pairs[at].1).unwrap()).unwrap()
    }

    #[test]
    fn the_headers_hold_json() {
        let pairs = Callback::new("https://a.com/?a=1", "{\"k\":${object}}").pairs().unwrap();
        assert_eq!(pairs.len(), 1);
        assert_eq!(
            unpacked(&pairs, 0),
            r#"{"callbackUrl":"https://a.com/?a=1","callbackBody":"{\"k\":${object}}"}"#
        );

        let pairs = Callback::new("https://a.com", "v=${x:v}&键")
            .host("b.com")
            .body_type(CallbackBodyType::Json)
            .sni(true)
            .variable("x:v", "值")
            .pairs()
            .unwrap();
        assert_eq!(
            (pairs[0].0.as_ref(), pairs[1].0.as_ref()),
            ("x-oss-callback", "x-oss-callback-var")
        );
        assert_eq!(
            unpacked(&pairs, 0),
            r#"{"callbackUrl":"https://a.com","callbackHost":"b.com","callbackBody":"v=${x:v}&键","callbackBodyType":"application/json","callbackSNI":true}"#
        );
        assert_eq!(unpacked(&pairs, 1), r#"{"x:v":"值"}"#);
    }

    #[test]
    fn what_the_service_would_refuse_is_refused() {
        let new = || Callback::new("https://a.com", "b");
        for callback in [
            Callback::new("", "b"),
            Callback::new("https://a.com", ""),
            new().variable("v", "1"),
            new().variable("x:", "1"),
            new().variable("x:V", "1"),
        ] {
            assert_eq!(callback.pairs().unwrap_err().kind(), ErrorKind::Input);
        }
    }
}
