//! What the official Python SDKs computed, byte for byte.
//!
//! The folder comes from `SIGNING_VECTORS_DIR`; by default it is the copy beside this file.

use std::path::PathBuf;

use dbs_sdk::signature::flatten;
use dbs_sdk::signature::{acs3, rpc};
use serde_json::{Map, Value};

fn vectors(family: &str) -> Vec<Value> {
    #[allow(clippy::disallowed_methods, reason = "a test takes its data from where it is told to")]
    let folder = std::env::var_os("SIGNING_VECTORS_DIR").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors"),
        PathBuf::from,
    );
    let path = folder.join(format!("{family}.json"));
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(document["family"], family);
    let vectors: Vec<Value> = serde_json::from_value(document["vectors"].take()).expect("a list");
    assert!(!vectors.is_empty(), "{}: no vectors", path.display());
    vectors
}

fn text<'a>(value: &'a Value, what: &str) -> &'a str {
    value.as_str().unwrap_or_else(|| panic!("{what} is no text"))
}

fn pairs(object: &Value) -> Vec<(String, String)> {
    let object = object.as_object().expect("an object");
    object.iter().map(|(name, value)| (name.clone(), text(value, name).to_owned())).collect()
}

/// JSON has no bytes and no tuples; the vectors write them as objects with one marked key.
fn plain(value: &Value) -> Value {
    use base64::Engine as _;
    match value {
        Value::Object(fields) => {
            if let Some(bytes) = fields.get("$bytes_base64") {
                let bytes = base64::engine::general_purpose::STANDARD
                    .decode(text(bytes, "bytes"))
                    .expect("base64");
                return Value::String(String::from_utf8(bytes).expect("UTF-8"));
            }
            if let Some(items) = fields.get("$tuple") {
                return plain(items);
            }
            Value::Object(
                fields
                    .iter()
                    .map(|(name, value)| (name.clone(), plain(value)))
                    .collect::<Map<_, _>>(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(plain).collect()),
        other => other.clone(),
    }
}

#[test]
fn flattening_vectors() {
    for vector in vectors("openapi_flatten") {
        let id = text(&vector["id"], "id");
        let mut ours = flatten(&plain(&vector["input"]));
        let mut theirs = pairs(&vector["output"]);
        ours.sort();
        theirs.sort();
        assert_eq!(ours, theirs, "{id}");
        // As a form body; a call sends it so.
        assert_eq!(dbs_sdk::signature::form_body(&ours), text(&vector["form"], "form"), "{id}");
    }
}

#[test]
fn rpc_signature_vectors() {
    let mut compared = 0;
    for vector in vectors("openapi_rpc_v1") {
        let id = text(&vector["id"], "id");
        if is_unknown_quirk(&vector) {
            continue;
        }
        let input = &vector["input"];
        let parameters = pairs(&vector["signed_params"]);
        let ours = rpc::sign(
            text(&input["method"], "method"),
            &parameters,
            text(&input["access_key_secret"], "secret"),
        );
        assert_eq!(ours.string_to_sign, text(&vector["string_to_sign"], "string_to_sign"), "{id}");
        assert_eq!(ours.signature, text(&vector["signature"], "signature"), "{id}");
        compared += 1;
    }
    assert!(compared > 0, "nothing but quirks");
}

#[test]
fn acs3_signature_vectors() {
    let mut compared = 0;
    for vector in vectors("openapi_acs3") {
        let id = text(&vector["id"], "id");
        let input = &vector["input"];
        let request = &vector["request"];
        let query = pairs(&request["query"]);
        let headers = pairs(&request["headers"]);
        // The SDKs sign user-agent and accept too; whatever headers are given are signed.
        let signed = signed_headers(text(&vector["authorization"], "authorization"));
        let headers: Vec<_> = headers
            .into_iter()
            .filter(|(name, _)| signed.contains(&name.to_ascii_lowercase()))
            .collect();
        let body = request["body"].as_str().unwrap_or_default();
        let ours = acs3::sign(
            &acs3::Request {
                method: text(&input["method"], "method"),
                path: "/",
                query: &query,
                headers: &headers,
                body: body.as_bytes(),
            },
            text(&input["access_key_id"], "id"),
            text(&input["access_key_secret"], "secret"),
        );
        if is_name_quirk(&vector) {
            the_specification_wins(id, &ours, &vector);
            continue;
        }
        if is_unknown_quirk(&vector) {
            continue;
        }
        assert_eq!(
            ours.canonical_request,
            text(&vector["canonical_request"], "canonical_request"),
            "{id}"
        );
        assert_eq!(ours.string_to_sign, text(&vector["string_to_sign"], "string_to_sign"), "{id}");
        assert_eq!(ours.signature, text(&vector["signature"], "signature"), "{id}");
        compared += 1;
        assert_eq!(ours.authorization, text(&vector["authorization"], "authorization"), "{id}");
        if let Some(published) = vector["published_signature"].as_str() {
            assert_eq!(ours.signature, published, "{id}: the worked example of the documentation");
        }
    }
    assert!(compared > 0, "nothing but quirks");
}

fn signed_headers(authorization: &str) -> Vec<String> {
    let (_, rest) = authorization.split_once("SignedHeaders=").expect("SignedHeaders");
    let (names, _) = rest.split_once(',').expect("a comma");
    names.split(';').map(str::to_owned).collect()
}

fn is_name_quirk(vector: &Value) -> bool {
    vector["quirk"].as_str().is_some_and(|quirk| quirk.contains("percent-encode parameter NAMES"))
}

/// Where the SDK departs from the specification in a way that nobody here has looked at, there is
/// nothing to compare with; it is told, so that somebody looks.
#[allow(clippy::print_stderr, reason = "a test's word to whoever runs it")]
fn is_unknown_quirk(vector: &Value) -> bool {
    if let Some(quirk) = vector["quirk"].as_str() {
        eprintln!("not compared: {}: {quirk}", vector["id"]);
    }
    vector["quirk"].is_string()
}

/// The one known quirk: the official SDK leaves parameter names unescaped in the canonical query,
/// the published specification escapes them. Ours follows the specification, so the canonical query
/// must differ from the SDK's in nothing else.
fn the_specification_wins(id: &str, ours: &acs3::Signature, vector: &Value) {
    let theirs = text(&vector["canonical_request"], "canonical_request");
    let (our_lines, their_lines): (Vec<_>, Vec<_>) =
        (ours.canonical_request.lines().collect(), theirs.lines().collect());
    assert_ne!(our_lines[2], their_lines[2], "{id}");
    let decode = |query: &str| {
        percent_encoding::percent_decode_str(query).decode_utf8().expect("UTF-8").into_owned()
    };
    assert_eq!(decode(our_lines[2]), decode(their_lines[2]), "{id}");
    assert_eq!(our_lines[..2], their_lines[..2], "{id}");
    assert_eq!(our_lines[3..], their_lines[3..], "{id}");
    assert!(
        our_lines[2].bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~%&=".contains(&byte)),
        "{id}"
    );
}
