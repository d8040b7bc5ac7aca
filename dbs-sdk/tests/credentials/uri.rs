//! Credentials URIs.

use std::time::Instant;

use dbs_sdk::CredentialsUri;
use serde_json::json;
use time::Duration;

use crate::home::{Home, absent, fatal, id, retryable};
use crate::server::{Reply, Server};
use crate::stand;

#[tokio::test]
async fn the_variable_and_the_argument_name_it() {
    let server = Server::saying(stand::handed("STS.uri", Duration::hours(1)));
    let home = Home::new().set("CREDENTIALS_URI", format!("{}/a/b?c=d%20e", server.url()));
    assert_eq!(id(&CredentialsUri::new().within(home.around())).await, "STS.uri");
    let asked = server.asked().remove(0);
    assert_eq!((asked.method.as_str(), asked.path.as_str()), ("GET", "/a/b"));
    assert_eq!(asked.parameter("c"), Some("d e"));
    let source = CredentialsUri::new().within(Home::new().around());
    assert_eq!(id(&source.clone().uri(server.url())).await, "STS.uri");
    assert_eq!(absent(&source).await, "credentials URI: ALIBABA_CLOUD_CREDENTIALS_URI is not set");
}

#[tokio::test]
async fn keys_do_not_cross_a_network_in_clear_unless_that_is_allowed() {
    let source = |uri: &str| CredentialsUri::new().within(Home::new().around()).uri(uri);
    assert_eq!(
        fatal(&source("http://keys.internal/s3cret-path?token=s3cret")).await,
        "the credentials URI at keys.internal would send keys in clear over the network: make it \
         https://, or allow HTTP"
    );
    for uri in ["ftp://127.0.0.1/x", "keys.internal/x", ""] {
        fatal(&source(uri)).await;
    }
}

#[tokio::test]
async fn broken_answers_are_told_by_the_host_alone() {
    for (reply, text) in [
        (Reply::json(json!({"Code": "Fail"})), "answered without Code Success"),
        (Reply::new(200, "{"), "answered something that is no JSON"),
        (Reply::new(302, ""), "answered HTTP 302"),
        (
            Reply::json(json!({"Code": "Success", "Expiration": "2026-11-22T23:00:00Z",
                "AccessKeyId": "STS.x"})),
            "answered without AccessKeySecret",
        ),
    ] {
        let server = Server::saying(reply);
        let home = Home::new().set("CREDENTIALS_URI", format!("{}/p4th", server.url()));
        let told = fatal(&CredentialsUri::new().within(home.around())).await;
        assert_eq!(told, format!("the credentials URI at 127.0.0.1 {text}"));
    }
    let busy = Server::saying(Reply::new(429, ""));
    let source = CredentialsUri::new().within(Home::new().around());
    retryable(&source.clone().uri(busy.url())).await;
    retryable(&source.uri("http://127.0.0.1:1")).await;
}

#[tokio::test]
async fn a_slow_answer_is_not_waited_for() {
    let server = Server::saying(stand::handed("STS.uri", Duration::hours(1)).after(30.0));
    let begun = Instant::now();
    let source = CredentialsUri::new().within(Home::new().around()).uri(server.url());
    let told = retryable(&source).await;
    assert!(told.contains("no full answer came in time"), "{told}");
    assert!(begun.elapsed().as_secs_f64() < 20.0, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn keys_that_have_run_out_already_are_left_to_the_service() {
    let server = Server::saying(stand::handed("STS.old", -Duration::hours(1)));
    let source = CredentialsUri::new().within(Home::new().around()).uri(server.url());
    assert_eq!(id(&source).await, "STS.old");
}
