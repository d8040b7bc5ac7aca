//! What it costs to sign one request, from parameters to signature: `cargo bench -p dbs-sdk`.
//!
//! The request is the first of the official client's in `tests/vectors`, a `ConfigureBackupSetInfo`
//! with its `ExtraMeta`, and the signature must be the one noted there. Medians of many passes;
//! `tests/bench/sign.py` has the official client sign the same beside it.

#![allow(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::hint::black_box;
use std::time::Instant;

use dbs_sdk::signature::{acs3, rpc};
use serde_json::Value;

const PASSES: usize = 101;
const REQUESTS: u32 = 500;

fn main() {
    let vector = first(include_str!("../tests/vectors/openapi_acs3.json"));
    let (query, mut headers) =
        (pairs(&vector["request"]["query"]), pairs(&vector["request"]["headers"]));
    let (id, secret) = keys(&vector);
    let signed = headers.iter().position(|(name, _)| name == "Authorization").expect("a signature");
    let expected = headers.remove(signed).1;
    report("ACS3-HMAC-SHA256", &expected, || {
        // The header that carries it is made first.
        black_box(acs3::body_hash(b""));
        let request = acs3::Request {
            method: "POST",
            path: "/",
            query: &query,
            headers: &headers,
            body: b"",
        };
        acs3::sign(&request, id, secret).authorization
    });

    let vector = first(include_str!("../tests/vectors/openapi_rpc_v1.json"));
    let mut parameters = pairs(&vector["request"]["query"]);
    let (_, secret) = keys(&vector);
    let signed = parameters.iter().position(|(name, _)| name == "Signature").expect("a signature");
    let expected = parameters.remove(signed).1;
    report("HMAC-SHA1", &expected, || rpc::sign("POST", &parameters, secret).signature);
}

/// Prints the median time of one signature, which must be the expected one.
fn report(name: &str, expected: &str, sign: impl Fn() -> String) {
    assert_eq!(sign(), expected, "{name}");
    let mut seconds: Vec<f64> = (0..PASSES)
        .map(|_| {
            let begun = Instant::now();
            for _ in 0..REQUESTS {
                black_box(black_box(&sign)());
            }
            begun.elapsed().as_secs_f64() / f64::from(REQUESTS)
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    println!("{name:20}{:8.2} µs", seconds[PASSES / 2] * 1e6);
}

fn first(vectors: &str) -> Value {
    let mut vectors: Value = serde_json::from_str(vectors).expect("JSON");
    vectors["vectors"][0].take()
}

fn pairs(object: &Value) -> Vec<(String, String)> {
    let object = object.as_object().expect("an object");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    object.iter().map(|(name, value)| (name.clone(), text(value))).collect()
}

fn keys(vector: &Value) -> (&str, &str) {
    let key = |name: &str| vector["input"][name].as_str().expect("a key");
    (key("access_key_id"), key("access_key_secret"))
}
