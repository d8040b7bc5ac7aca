//! Roles that other keys take on.

use std::time::Duration;

use dbs_sdk::{Credentials, EcsRole, Environment, RamRole};
use serde_json::json;

use crate::home::{Home, absent, error, fatal, id, retryable};
use crate::server::{Reply, Server};
use crate::stand::{self, signer};

const ARN: &str = "acs:ram::1:role/backup";

fn permanent() -> Credentials {
    Credentials::new("LTAIsource", "s3cret")
}

#[tokio::test]
async fn a_role_is_taken_on_with_everything_that_was_said() {
    let sts = stand::sts();
    let home = Home::new().sts(&sts).set("ROLE_SESSION_NAME", "nightly");
    let source = Credentials::new("STS.source", "s3cret").with_security_token("tok3n");
    let role = RamRole::new(source, ARN)
        .within(home.around())
        .duration(Duration::from_secs(1800))
        .policy("{\"Version\": \"1\"}")
        .external_id("abcd-1234");
    assert_eq!(id(&role).await, "STS.backup.1");
    let asked = sts.asked().remove(0);
    assert_eq!(asked.header("x-acs-version"), Some("2015-04-01"));
    assert_eq!(signer(&asked), "STS.source");
    assert_eq!(asked.header("x-acs-security-token"), Some("tok3n"));
    for (name, value) in [
        ("RoleArn", ARN),
        ("RoleSessionName", "nightly"),
        ("DurationSeconds", "1800"),
        ("Policy", "{\"Version\": \"1\"}"),
        ("ExternalId", "abcd-1234"),
    ] {
        assert_eq!(asked.parameter(name), Some(value), "{name}");
    }
    assert!(asked.body.contains("abcd-1234"), "the external id is in the body");
}

#[tokio::test]
async fn nothing_but_the_role_need_be_said() {
    let sts = stand::sts();
    let role = RamRole::new(permanent(), ARN).within(Home::new().sts(&sts).around());
    assert_eq!(id(&role).await, "STS.backup.1");
    let asked = sts.asked().remove(0);
    assert_eq!(asked.parameter("RoleSessionName"), Some("dbs-sdk"));
    assert_eq!(asked.parameter("DurationSeconds"), Some("3600"));
    assert_eq!((asked.parameter("Policy"), asked.parameter("ExternalId")), (None, None));
}

#[tokio::test]
async fn roles_are_chained_two_deep() {
    let (sts, metadata) = (stand::sts(), stand::metadata("host"));
    let home = Home::new().sts(&sts).metadata(&metadata);
    let host = EcsRole::new().within(home.around());
    let first = RamRole::new(host, "acs:ram::1:role/first").within(home.around());
    let second = RamRole::new(first, "acs:ram::2:role/second").within(home.around());
    assert_eq!(id(&second).await, "STS.second.2");
    let signers: Vec<_> = sts.asked().iter().map(signer).collect();
    assert_eq!(signers, ["STS.ecs.1", "STS.first.1"]);
}

#[tokio::test]
async fn a_busy_sts_is_asked_again_with_another_nonce() {
    let mut tries = 0;
    let sts = Server::new(move |asked| {
        tries += 1;
        match tries {
            1 => Reply::new(503, "busy"),
            2 => Reply::new(400, json!({"Code": "Throttling.User", "Message": "slow"}).to_string()),
            _ => stand::assumed(asked, "1"),
        }
    });
    let role = RamRole::new(permanent(), ARN).within(Home::new().sts(&sts).around());
    assert_eq!(id(&role).await, "STS.backup.1");
    let mut nonces: Vec<_> = sts
        .asked()
        .iter()
        .map(|asked| asked.header("x-acs-signature-nonce").expect("a nonce").to_owned())
        .collect();
    nonces.dedup();
    assert_eq!(nonces.len(), 3);
}

#[tokio::test]
async fn an_sts_that_stays_away_may_come_back() {
    for (sts, times) in [(None, 0), (Some(Server::saying(Reply::new(500, "no"))), 3)] {
        let home = Home::new();
        let home = sts.iter().fold(home, |home, sts| home.sts(sts));
        let role = RamRole::new(permanent(), ARN).within(home.around());
        assert!(retryable(&role).await.starts_with("role acs:ram::1:role/backup: AssumeRole"));
        assert_eq!(sts.map_or(0, |sts| sts.asked().len()), times);
    }
}

#[tokio::test]
async fn a_refusal_names_the_permission() {
    let body =
        json!({"Code": "NoPermission", "Message": "You are not authorized.", "RequestId": "R-9"});
    let sts = Server::saying(Reply::new(403, body.to_string()));
    let role = RamRole::new(permanent(), ARN).within(Home::new().sts(&sts).around());
    assert_eq!(
        fatal(&role).await,
        "role acs:ram::1:role/backup: AssumeRole was not carried out: You are not authorized. \
         (NoPermission; HTTP 403, request id R-9); the keys' RAM policy must allow sts:AssumeRole"
    );
    assert_eq!(sts.asked().len(), 1);
}

#[tokio::test]
async fn broken_answers_and_settings_are_told() {
    let empty = Server::saying(Reply::json(json!({"RequestId": "R-1"})));
    let role = RamRole::new(permanent(), ARN).within(Home::new().sts(&empty).around());
    assert_eq!(fatal(&role).await, "role acs:ram::1:role/backup: STS answered without Expiration");
    let role = RamRole::new(permanent(), ARN).within(Home::new().around());
    let text = fatal(&role.duration(Duration::from_secs(60))).await;
    assert!(text.contains("keys for a role live 900 s at least, not 60 s"), "{text}");
    let elsewhere = Home::new().around().sts_endpoint("http://sts.example");
    let text = fatal(&RamRole::new(permanent(), ARN).within(elsewhere)).await;
    assert!(text.contains("asks for HTTP without encryption"), "{text}");
}

#[tokio::test]
async fn a_role_without_its_source_is_what_the_source_is() {
    let home = Home::new();
    let none = RamRole::new(Environment::new().within(home.around()), ARN).within(home.around());
    assert!(absent(&none).await.starts_with("role acs:ram::1:role/backup: environment: "));
    let half = Home::new().set("ACCESS_KEY_ID", "LTAI");
    let half = RamRole::new(Environment::new().within(half.around()), ARN).within(home.around());
    assert!(!error(&half).await.is_absent());
}
