//! The golden vectors of OSS, read as requests that come in.

use serde_json::Value;

use super::auth::{Claim, check_signature};
use super::route::Target;
use crate::head::Head;
use crate::settings::Settings;
use crate::vectors::{load, received, text};

#[test]
fn vector_v1_header() {
    passes_with_its_key_alone("oss_v1_header", "oss-v1");
}

#[test]
fn vector_v1_url() {
    passes_with_its_key_alone("oss_v1_url", "oss-v1");
}

#[test]
fn vector_v4_header() {
    passes_with_its_key_alone("oss_v4_header", "oss-v4");
}

#[test]
fn vector_v4_url() {
    passes_with_its_key_alone("oss_v4_url", "oss-v4");
}

fn passes_with_its_key_alone(family: &str, kind: &str) {
    for vector in load(family) {
        let (id, input) = (text(&vector["id"]), &vector["input"]);
        let headers = match &vector["headers"] {
            Value::Null => &input["headers"],
            sent => sent,
        };
        let head = Head::read(&received(text(&input["method"]), text(&vector["url"]), headers));
        let bucket = text(&input["bucket"]).to_owned();
        let cnames = vec!["example.test".to_owned()];
        let target = Target::read(&head, &Settings { bucket, cnames, ..Settings::default() });
        assert_eq!(target.bucket, text(&input["bucket"]), "{id}");
        assert_eq!(target.key, input["key"].as_str().unwrap_or_default(), "{id}");
        let claim = Claim::read(&head);
        assert_eq!(claim.kind(), kind, "{id}");
        assert_eq!(claim.access_key_id(), input["access_key_id"].as_str(), "{id}");

        let right = check_signature(&head, &target, &claim, text(&input["access_key_secret"]));
        right.unwrap_or_else(|refusal| panic!("{id}: {refusal:?}"));
        let refusal = check_signature(&head, &target, &claim, "another").unwrap_err();
        assert_eq!(refusal.code, "SignatureDoesNotMatch", "{id}");
        let echoed = refusal.details.iter().find(|(name, _)| *name == "StringToSign").unwrap();
        assert_eq!(echoed.1, text(&vector["string_to_sign"]), "{id}");
    }
}
