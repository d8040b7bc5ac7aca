//! The golden vectors, for the tests of this crate.

use std::path::{Path, PathBuf};

use hyper::http::request::Parts;
use hyper::{Request, http};
use serde_json::Value;

/// The vectors of a family; a missing or empty one is a failure.
pub(crate) fn load(family: &str) -> Vec<Value> {
    #[expect(clippy::disallowed_methods, reason = "tests are told by the environment")]
    let folder = std::env::var_os("SIGNING_VECTORS_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors"), PathBuf::from);
    let path = folder.join(format!("{family}.json"));
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let document: Value = serde_json::from_str(&text).unwrap();
    let vectors = document["vectors"].as_array().cloned().unwrap_or_default();
    assert!(!vectors.is_empty(), "{} holds no vector", path.display());
    vectors
}

/// The head of a request as a server receives it.
pub(crate) fn received(method: &str, url: &str, headers: &Value) -> Parts {
    let url: http::Uri = url.parse().unwrap_or_else(|error| panic!("{url}: {error}"));
    let path = url.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers.as_object().into_iter().flatten() {
        request = request.header(name, text(value));
    }
    let mut parts = request.body(()).unwrap().into_parts().0;
    if !parts.headers.contains_key("host") {
        parts.headers.insert("host", url.host().unwrap().parse().unwrap());
    }
    parts
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}
