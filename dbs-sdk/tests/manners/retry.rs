//! Each rule of trying again, by what arrives at the server.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use dbs_sdk::v2019_03_06::DescribeRegions;
use dbs_sdk::{Call, Client, Credentials, Error, ErrorKind, RetryPolicy, SignatureVersion};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use time::format_description::well_known::Rfc2822;
use time::{OffsetDateTime, UtcOffset};

use crate::wire::{Deed, Wire, answer, good, quick, refusal};

/// A call that must not be made twice without need.
fn once() -> Call {
    Call::new("StartSomething", "2019-03-06")
}

async fn outcome(wire: &Wire, call: Call) -> (Result<(), Error>, usize) {
    let result = wire.client().call(&call).await.map(drop);
    (result, wire.asked().len())
}

#[tokio::test]
async fn what_was_refused_for_now_is_tried_again_whatever_the_call_and_the_status() {
    for deed in [
        refusal(400, "Throttling.User"),
        refusal(503, "Throttling"),
        refusal(403, "Throttling.Api"),
        refusal(429, "TooMany"),
        answer(200, r#"{"Success":false,"ErrCode":"Throttling.User"}"#),
        answer(429, "<html>too many</html>"),
    ] {
        let wire = Wire::playing([deed.clone(), deed.clone()]);
        let (result, asked) = outcome(&wire, once()).await;
        assert!(result.is_ok() && asked == 3, "{deed:?}: {result:?} after {asked}");
    }
}

#[tokio::test]
async fn what_may_have_been_carried_out_is_repeated_only_if_that_does_no_harm() {
    for deed in [
        Deed::Close,
        Deed::Cut,
        refusal(500, "InternalError"),
        refusal(503, "ServiceUnavailable"),
        refusal(400, "SignatureNonceUsed"),
        answer(200, r#"{"Success":false,"ErrCode":"DBS.InternalError","HttpStatusCode":500}"#),
        answer(502, "<html>a proxy's page</html>"),
    ] {
        let wire = Wire::playing([deed.clone(), deed.clone()]);
        let (result, asked) = outcome(&wire, once().idempotent()).await;
        assert!(result.is_ok() && asked == 3, "{deed:?}: {result:?} after {asked}");

        let wire = Wire::playing([deed.clone(), deed.clone()]);
        let (result, asked) = outcome(&wire, once()).await;
        let error = result.expect_err("a failure");
        assert!(error.may_have_taken_effect() && asked == 1, "{deed:?}: {error:?} after {asked}");
    }
}

#[tokio::test]
async fn what_was_refused_for_good_is_not_tried_again() {
    for (deed, kind) in [
        (refusal(400, "InvalidParameter"), ErrorKind::Refused),
        (refusal(404, "InvalidApi.NotFound"), ErrorKind::Refused),
        (refusal(403, "Request.Forbidden"), ErrorKind::Forbidden),
        (refusal(400, "SignatureDoesNotMatch"), ErrorKind::Refused),
        (refusal(400, "IdempotentParameterMismatch"), ErrorKind::Refused),
        (answer(200, r#"{"Success":"false","ErrCode":"Param.NotFound"}"#), ErrorKind::Refused),
    ] {
        let wire = Wire::playing([deed.clone()]);
        let (result, asked) = outcome(&wire, once().idempotent()).await;
        let error = result.expect_err("a failure");
        assert_eq!((error.kind(), asked), (kind, 1), "{deed:?}");
        assert!(!error.may_have_taken_effect() && !error.is_retryable());
    }
}

#[tokio::test]
async fn a_refusal_after_a_lost_answer_does_not_make_that_undone() {
    let wire = Wire::playing([Deed::Close, refusal(400, "InvalidParameter")]);
    let (result, asked) = outcome(&wire, once().idempotent()).await;
    assert!(result.expect_err("a failure").may_have_taken_effect() && asked == 2);
}

#[tokio::test]
async fn the_service_says_how_long_to_wait() {
    for header in ["x-acs-retry-after: 300", "X-Acs-Retry-After: 300\r\nretry-after: 0"] {
        let wire = Wire::playing([refusal(400, "Throttling.User").with_header(header)]);
        let begun = Instant::now();
        let (result, asked) = outcome(&wire, once()).await;
        assert!(result.is_ok() && asked == 2);
        assert!(begun.elapsed() >= Duration::from_millis(300), "{:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn a_wait_beyond_the_budget_ends_the_call_at_once() {
    let deed = refusal(400, "Throttling.User").with_header("retry-after: 3600");
    let wire = Wire::playing([deed]);
    let begun = Instant::now();
    let (result, asked) = outcome(&wire, once()).await;
    assert!(result.expect_err("throttled").is_retryable() && asked == 1);
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn tries_and_time_are_limits_and_one_try_is_one_request() {
    let throttled = || vec![refusal(400, "Throttling.User"); 50];
    let tries = |attempts| {
        let mut policy = quick();
        policy.attempts = attempts;
        policy
    };
    for (policy, expected) in [(tries(3), 3), (tries(1), 1), (RetryPolicy::never(), 1)] {
        let wire = Wire::playing(throttled());
        let client = wire.builder().retry(policy).build().expect("a client");
        client.call(&once()).await.expect_err("throttled");
        assert_eq!(wire.asked().len(), expected);
    }
    let mut brief = tries(1000);
    (brief.base, brief.cap) = (Duration::from_millis(40), Duration::from_millis(40));
    brief.total = Duration::from_millis(200);
    let wire = Wire::playing(vec![refusal(400, "Throttling.User"); 500]);
    let client = wire.builder().retry(brief).build().expect("a client");
    let begun = Instant::now();
    client.call(&once()).await.expect_err("throttled");
    assert!(wire.asked().len() > 1 && begun.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn each_try_has_its_own_nonce_and_time_and_the_same_client_token() {
    let script = vec![refusal(400, "Throttling.User").with_header("x-acs-retry-after: 1100"); 2];
    let wire = Wire::playing(script);
    let call = once().query(serde_json::json!({"ClientToken": "t-1"}));
    wire.client().call(&call).await.expect("an answer");
    let asked = wire.asked();
    let distinct = |name| asked.iter().map(|one| one.header(name)).collect::<HashSet<_>>().len();
    assert_eq!(asked.len(), 3);
    assert_eq!(distinct("x-acs-signature-nonce"), 3);
    assert_eq!(distinct("x-acs-date"), 3);
    assert_eq!(distinct("authorization"), 3);
    assert!(asked.iter().all(|one| one.target == "/?ClientToken=t-1"), "{asked:?}");
}

#[allow(clippy::disallowed_methods, reason = "the server's clock")]
fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// The header `Date` of a clock that is so far ahead.
fn date(ahead: time::Duration) -> String {
    let then = (now() + ahead).to_offset(UtcOffset::UTC);
    format!("date: {}", then.format(&Rfc2822).expect("a date").replace("+0000", "GMT"))
}

/// The time that a request carried, as the server's clock sees it.
fn off(wire: &Wire, request: usize, ahead: time::Duration) -> time::Duration {
    let asked = wire.asked();
    let sent = asked[request].header("x-acs-date").expect("a time");
    let sent = OffsetDateTime::parse(sent, &time::format_description::well_known::Rfc3339);
    sent.expect("a time") - (now() + ahead)
}

#[tokio::test]
async fn a_wrong_clock_is_corrected_by_the_services_once() {
    for ahead in [time::Duration::hours(3), time::Duration::days(-400)] {
        let wrong = refusal(400, "InvalidTimeStamp.Expired").with_header(&date(ahead));
        let wire = Wire::playing([wrong]);
        let client = wire.client();
        client.call(&once()).await.expect("an answer");
        assert!(off(&wire, 1, ahead).abs() < time::Duration::seconds(30));
        // The next call knows it from the beginning, and so does a clone.
        client.clone().call(&once()).await.expect("an answer");
        assert_eq!(wire.asked().len(), 3);
        assert!(off(&wire, 2, ahead).abs() < time::Duration::seconds(30));
    }
}

#[tokio::test]
async fn a_clock_that_correcting_does_not_help_ends_the_call() {
    let hour = time::Duration::hours(1);
    let wrong = |ahead| refusal(400, "InvalidTimeStamp.Expired").with_header(&date(ahead));
    let wire = Wire::playing([wrong(hour), wrong(-hour), good()]);
    let (result, asked) = outcome(&wire, once()).await;
    let error = result.expect_err("a failure");
    assert!(error.to_string().ends_with("; check this machine's clock") && asked == 2, "{error}");

    let no_help = [
        wrong(time::Duration::ZERO),
        refusal(400, "InvalidTimeStamp.Expired").with_header("date: x"),
    ];
    for deed in no_help {
        let wire = Wire::playing([deed]);
        assert_eq!(outcome(&wire, once()).await.1, 1);
    }
}

/// Hands out `STS.0`, `STS.1`, … or always the same.
#[derive(Debug, Default)]
struct Numbered {
    given: std::sync::atomic::AtomicU32,
    always_the_same: bool,
}

impl dbs_sdk::CredentialsProvider for Numbered {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, dbs_sdk::CredentialsError>> {
        let number = self.given.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let number = if self.always_the_same { 0 } else { number };
        let keys = Credentials::new(format!("STS.{number}"), "s3cret")
            .with_security_token(format!("token{number}"));
        async { Ok(keys) }.boxed()
    }
}

fn with_provider(wire: &Wire, provider: Numbered) -> Client {
    let endpoint = format!("http://{}", wire.address);
    Client::builder(endpoint, provider).retry(quick()).build().expect("a client")
}

#[tokio::test]
async fn keys_that_are_refused_are_replaced_once() {
    let expired = || refusal(400, "InvalidSecurityToken.Expired");
    let wire = Wire::playing([expired()]);
    let client = with_provider(&wire, Numbered::default());
    client.call(&once()).await.expect("an answer");
    let tokens: Vec<_> = wire
        .asked()
        .iter()
        .map(|one| one.header("x-acs-security-token").map(str::to_owned))
        .collect();
    assert_eq!(tokens, [Some("token0".to_owned()), Some("token1".to_owned())]);

    let wire = Wire::playing([expired(), expired(), good()]);
    let client = with_provider(&wire, Numbered::default());
    let error = client.call(&once()).await.expect_err("refused twice");
    assert_eq!((error.kind(), wire.asked().len()), (ErrorKind::Refused, 2));

    let wire = Wire::playing([expired()]);
    let provider = Numbered { always_the_same: true, ..Numbered::default() };
    with_provider(&wire, provider).call(&once()).await.expect_err("no other keys");
    assert_eq!(wire.asked().len(), 1);

    // With one try only, the next call has the other keys all the same.
    let wire = Wire::playing([expired()]);
    let endpoint = format!("http://{}", wire.address);
    let client = Client::builder(endpoint, Numbered::default()).retry(RetryPolicy::never());
    let client = client.build().expect("a client");
    client.call(&once()).await.expect_err("tried once");
    client.call(&once()).await.expect("other keys");
    assert_eq!(wire.asked()[1].header("x-acs-security-token"), Some("token1"));

    let wire = Wire::playing([refusal(404, "InvalidAccessKeyId.NotFound")]);
    wire.client().call(&once()).await.expect_err("a permanent key has no successor");
    assert_eq!(wire.asked().len(), 1);
}

#[tokio::test]
async fn both_signatures_try_again() {
    for version in [SignatureVersion::Acs3, SignatureVersion::HmacSha1] {
        let wire = Wire::playing([refusal(503, "ServiceUnavailable"), Deed::Close]);
        let client = wire.builder().signature_version(version).build().expect("a client");
        client.send(&DescribeRegions::default()).await.expect("an answer");
        assert_eq!(wire.asked().len(), 3);
    }
}
