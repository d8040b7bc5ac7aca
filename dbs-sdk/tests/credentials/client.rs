//! Sources at work in a client: kept, renewed in time and after a refusal, one fetch at a time.

use std::sync::Arc;
use std::time::Duration as Pause;

use dbs_sdk::{
    Call, Chain, Client, Credentials, CredentialsProvider, CredentialsUri, EcsRole, ErrorKind,
    OidcRole, RamRole, RetryPolicy,
};
use futures_util::future::join_all;
use time::Duration;

use crate::home::Home;
use crate::server::{Reply, Server};
use crate::stand::{self, signer};

fn call() -> Call {
    Call::new("DescribeRegions", "2019-03-06").idempotent()
}

fn client(dbs: &Server, source: impl CredentialsProvider + 'static) -> Client {
    let mut policy = RetryPolicy::default();
    policy.base = Pause::from_millis(1);
    Client::builder(dbs.url(), source).retry(policy).build().expect("a client")
}

fn signers(dbs: &Server) -> Vec<String> {
    dbs.asked().iter().map(signer).collect()
}

#[tokio::test]
async fn every_renewable_source_is_asked_again_after_a_refusal() {
    let (sts, metadata) = (stand::sts(), stand::metadata("host"));
    let mut given = 0;
    let uri = Server::new(move |_| {
        given += 1;
        stand::handed(&format!("STS.uri.{given}"), Duration::hours(1))
    });
    let home = Home::new().sts(&sts).metadata(&metadata).file("token", "eyJ.x");
    let here = home.around();
    let oidc = OidcRole::new()
        .role_arn("acs:ram::1:role/pod")
        .provider_arn("acs:ram::1:oidc-provider/x")
        .token_file(home.path("token"));
    let role = RamRole::new(Credentials::new("LTAI", "s"), "acs:ram::1:role/role");
    let sources: [(Arc<dyn CredentialsProvider>, [&str; 2]); 5] = [
        (Arc::new(role.within(here.clone())), ["STS.role.1", "STS.role.2"]),
        (Arc::new(oidc.within(here.clone())), ["STS.pod.3", "STS.pod.4"]),
        (Arc::new(EcsRole::new().within(here.clone())), ["STS.ecs.1", "STS.ecs.2"]),
        (Arc::new(Chain::within(here.clone())), ["STS.ecs.3", "STS.ecs.4"]),
        (
            Arc::new(CredentialsUri::new().within(here.clone()).uri(uri.url())),
            ["STS.uri.1", "STS.uri.2"],
        ),
    ];
    for (source, [first, second]) in sources {
        let good = second.to_owned();
        let dbs = stand::dbs(move |id| id == good);
        client(&dbs, source).call(&call()).await.expect("an answer");
        assert_eq!(signers(&dbs), [first, second]);
        let asked = dbs.asked();
        let token = asked[1].header("x-acs-security-token");
        assert_eq!(token, Some(format!("plantedTokenOf/{second}").as_str()));
    }
}

#[tokio::test]
async fn twenty_calls_at_once_ask_once() {
    let mut given = 0;
    let uri = Server::new(move |_| {
        given += 1;
        stand::handed(&format!("STS.uri.{given}"), Duration::hours(1)).after(0.3)
    });
    let dbs = stand::dbs(|_| true);
    let source = CredentialsUri::new().within(Home::new().around()).uri(uri.url());
    let client = client(&dbs, source);
    let call = call();
    let all = join_all((0..20).map(|_| client.call(&call))).await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(uri.asked().len(), 1);
    assert_eq!(signers(&dbs), vec!["STS.uri.1"; 20]);
}

#[tokio::test]
async fn keys_are_renewed_before_they_run_out() {
    let mut given = 0;
    let uri = Server::new(move |_| {
        given += 1;
        stand::handed(&format!("STS.uri.{given}"), Duration::seconds(4))
    });
    let dbs = stand::dbs(|_| true);
    let source = CredentialsUri::new().within(Home::new().around()).uri(uri.url());
    let client = client(&dbs, source);
    client.call(&call()).await.expect("an answer");
    // So short a life counts as due when half of it is over.
    tokio::time::sleep(Pause::from_millis(2100)).await;
    client.call(&call()).await.expect("an answer");
    assert_eq!(signers(&dbs), ["STS.uri.1", "STS.uri.2"]);
}

#[tokio::test]
async fn a_source_that_fails_for_a_while_is_asked_again() {
    let mut tries = 0;
    let uri = Server::new(move |_| {
        tries += 1;
        if tries < 3 {
            return Reply::new(503, "busy");
        }
        stand::handed("STS.uri", Duration::hours(1))
    });
    let dbs = stand::dbs(|_| true);
    let source = CredentialsUri::new().within(Home::new().around()).uri(uri.url());
    client(&dbs, source).call(&call()).await.expect("an answer");
    assert_eq!((uri.asked().len(), dbs.asked().len()), (3, 1));
}

#[tokio::test]
async fn without_keys_nothing_is_sent_and_the_error_says_what_to_do() {
    let dbs = stand::dbs(|_| true);
    let chain = Chain::within(Home::new().around());
    let error = client(&dbs, chain).call(&call()).await.expect_err("no keys");
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(!error.is_retryable());
    let text = format!("{error:#}");
    assert!(
        text.starts_with("there are no keys to sign with: no source of keys is set up: (1) "),
        "{text}"
    );
    assert!(dbs.asked().is_empty());
}
