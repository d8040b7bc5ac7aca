//! Roles that the token of an OIDC provider takes on.

use std::time::Duration;

use dbs_sdk::OidcRole;
use serde_json::json;

use crate::home::{Home, absent, fatal, id, retryable};
use crate::server::{Reply, Server};
use crate::stand;

const PROVIDER: &str = "acs:ram::1:oidc-provider/ack";

fn pod(sts: &Server) -> Home {
    let home = Home::new().sts(sts).file("token", "eyJ.first\n");
    let token = home.path("token").to_str().expect("a path").to_owned();
    home.set("ROLE_ARN", "acs:ram::1:role/pod")
        .set("OIDC_PROVIDER_ARN", PROVIDER)
        .set("OIDC_TOKEN_FILE", token)
}

#[tokio::test]
async fn the_token_is_sent_in_the_body_unsigned_and_read_anew_each_time() {
    let sts = stand::sts();
    let home = pod(&sts);
    let source = OidcRole::new().within(home.around()).duration(Duration::from_secs(900));
    assert_eq!(id(&source).await, "STS.pod.1");
    home.write("token", "eyJ.second");
    assert_eq!(id(&source).await, "STS.pod.2");
    for (asked, token) in sts.asked().iter().zip(["eyJ.first", "eyJ.second"]) {
        assert_eq!(asked.method, "POST");
        assert_eq!(asked.header("authorization"), None);
        assert!(asked.body.contains(token));
        for (name, value) in [
            ("Action", "AssumeRoleWithOIDC"),
            ("Version", "2015-04-01"),
            ("Format", "JSON"),
            ("RoleArn", "acs:ram::1:role/pod"),
            ("OIDCProviderArn", PROVIDER),
            ("OIDCToken", token),
            ("RoleSessionName", "dbs-sdk"),
            ("DurationSeconds", "900"),
        ] {
            assert_eq!(asked.parameter(name), Some(value), "{name}");
        }
        assert!(asked.parameter("Timestamp").expect("a time").ends_with('Z'));
    }
}

#[tokio::test]
async fn what_is_said_wins_over_variables() {
    let sts = stand::sts();
    let home = pod(&sts).file("other", "eyJ.other");
    let source = OidcRole::new()
        .within(home.around())
        .role_arn("acs:ram::1:role/other")
        .provider_arn("acs:ram::1:oidc-provider/other")
        .token_file(home.path("other"))
        .session_name("nightly")
        .policy("{}");
    assert_eq!(id(&source).await, "STS.other.1");
    let asked = sts.asked().remove(0);
    assert_eq!(asked.parameter("OIDCProviderArn"), Some("acs:ram::1:oidc-provider/other"));
    assert_eq!(asked.parameter("OIDCToken"), Some("eyJ.other"));
    assert_eq!(asked.parameter("RoleSessionName"), Some("nightly"));
    assert_eq!(asked.parameter("Policy"), Some("{}"));
}

#[tokio::test]
async fn the_role_alone_is_absent_and_two_of_three_are_wrong() {
    let home = Home::new().set("ROLE_ARN", "acs:ram::1:role/pod");
    assert_eq!(
        absent(&OidcRole::new().within(home.around())).await,
        "OIDC role: ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE not set"
    );
    let home = home.set("OIDC_TOKEN_FILE", "/nowhere");
    assert_eq!(
        fatal(&OidcRole::new().within(home.around())).await,
        "OIDC role: ALIBABA_CLOUD_OIDC_PROVIDER_ARN not set"
    );
}

#[tokio::test]
async fn a_token_that_is_not_there_or_refused_is_told() {
    let body =
        json!({"Code": "AuthenticationFail.OIDCToken.Expired", "Message": "eyJ.first has expired"});
    let sts = Server::saying(Reply::new(400, body.to_string()));
    let home = pod(&sts);
    let source = OidcRole::new().within(home.around());
    assert_eq!(
        fatal(&source).await,
        "OIDC role acs:ram::1:role/pod: AssumeRoleWithOIDC was not carried out: *** has expired \
         (AuthenticationFail.OIDCToken.Expired; HTTP 400, request id none)"
    );
    home.write("token", " \n");
    let text = fatal(&source).await;
    assert!(text.contains("there is no token in "), "{text}");
}

#[tokio::test]
async fn a_busy_sts_may_have_keys_later() {
    let sts = Server::saying(Reply::new(503, "busy"));
    let home = pod(&sts);
    retryable(&OidcRole::new().within(home.around())).await;
    let gone = home.around().sts_endpoint("http://127.0.0.1:1");
    retryable(&OidcRole::new().within(gone)).await;
}
