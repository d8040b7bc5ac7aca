//! Callbacks, and what they answer.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::client::{
    Key, begin, complete_with, crc_of, crc64, document, element, oss_signed, part, refusal,
};
use local_cloud::{Fault, FaultKind, LocalCloud};
use reqwest::{Method, RequestBuilder};
use serde_json::json;

const KEY: &str = "k";

fn put(cloud: &LocalCloud, callback: &str, variables: &str) -> RequestBuilder {
    let headers = [("x-oss-callback", callback), ("x-oss-callback-var", variables)];
    oss_signed(cloud, &Key::of(cloud), Method::PUT, KEY, "", &headers).body("123456789")
}

fn callback() -> String {
    let body = "${bucket} ${object} ${size} ${x:set}";
    STANDARD.encode(json!({"callbackUrl": "127.0.0.1/c", "callbackBody": body}).to_string())
}

fn variables() -> String {
    STANDARD.encode(json!({"x:set": "b-1"}).to_string())
}

#[tokio::test]
async fn the_callbacks_answer_stands_in_place_of_the_usual_one() {
    let cloud = LocalCloud::start().unwrap();
    let said = document(put(&cloud, &callback(), &variables())).await;
    let body = format!("{} {KEY} 9 b-1", cloud.bucket());
    assert_eq!(said, json!({"Status": "OK", "callbackBody": body}));

    let id = begin(&cloud, KEY).await;
    let etag = part(&cloud, KEY, &id, 1, b"123456789").await;
    let headers = [("x-oss-callback", callback()), ("x-oss-callback-var", variables())];
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    let answer = complete_with(&cloud, KEY, &id, &[(1, &etag)], &headers).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/json");
    assert_eq!(crc_of(&answer), Some(crc64(b"123456789")));
    assert!(answer.headers()["etag"].to_str().unwrap().ends_with("-1\""));
    assert_eq!(answer.text().await.unwrap(), said.to_string());
}

#[tokio::test]
async fn a_callback_that_fails_leaves_the_object() {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new("*", FaultKind::CallbackFailed).count(2));
    let answer = put(&cloud, &callback(), &variables()).send().await.unwrap();
    assert_eq!(refusal(answer).await, (203, "CallbackFailed".to_owned()));
    assert_eq!(cloud.objects()[0].size, 9);
    // Without a callback nothing fails.
    let plain = oss_signed(&cloud, &Key::of(&cloud), Method::PUT, KEY, "", &[]).body("x");
    assert_eq!(plain.send().await.unwrap().status(), 200);
    assert_eq!(cloud.faults()[0].count, 0);
}

#[tokio::test]
async fn callbacks_that_cannot_be_read_store_nothing() {
    let cloud = LocalCloud::start().unwrap();
    let empty = STANDARD.encode(json!({"callbackUrl": "u", "callbackBody": ""}).to_string());
    for (callback, variables, ec) in [
        ("x123-*&", variables(), "0007-00000002"),
        (&empty, variables(), "0007-00000011"),
        (&callback(), "{}".to_owned(), "0007-00000002"),
    ] {
        let answer = put(&cloud, callback, &variables).send().await.unwrap();
        assert_eq!(answer.status(), 400);
        assert_eq!(element(&answer.text().await.unwrap(), "EC").as_deref(), Some(ec));
    }
    assert_eq!(cloud.objects(), []);
}
