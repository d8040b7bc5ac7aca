//! The head of a request, decoded once.

use hyper::http::request::Parts;

use crate::encoding::{decode_path, decode_query};
use crate::signature::Signed;

/// Method, host, path, query and headers of a request.
pub(crate) struct Head {
    pub(crate) method: String,
    /// Without the port.
    pub(crate) host: String,
    /// Decoded; `None` when it is no UTF-8.
    pub(crate) path: Option<String>,
    /// Decoded.
    pub(crate) query: Vec<(String, String)>,
    /// Lower-case names.
    pub(crate) headers: Vec<(String, String)>,
}

impl Head {
    pub(crate) fn read(parts: &Parts) -> Self {
        let headers: Vec<(String, String)> = parts
            .headers
            .iter()
            .map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        let host = headers.iter().find(|(name, _)| name == "host").map_or("", |(_, host)| host);
        let host = host.rsplit_once(':').map_or(host, |(name, _)| name).to_owned();
        Self {
            method: parts.method.as_str().to_owned(),
            host,
            path: decode_path(parts.uri.path()),
            query: decode_query(parts.uri.query().unwrap_or_default()),
            headers,
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn as_signed(&self) -> Signed<'_> {
        Signed { method: &self.method, query: &self.query, headers: &self.headers }
    }
}
