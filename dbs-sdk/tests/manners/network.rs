//! Timeouts, proxy, user agent, a client of the caller's.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use dbs_sdk::v2019_03_06::DescribeRegions;
use dbs_sdk::{Client, Credentials, ErrorKind, RetryPolicy};

use crate::wire::{Deed, Wire};

#[tokio::test]
async fn a_service_that_keeps_silent_is_left_in_time() {
    let wire = Wire::playing([Deed::Silence]);
    let builder = wire.builder().retry(RetryPolicy::never()).timeout(Duration::from_millis(200));
    let client = builder.build().expect("a client");
    let begun = Instant::now();
    let error = client.send(&DescribeRegions::default()).await.expect_err("silence");
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(error.to_string().contains("no full answer came in time"), "{error}");
    assert!(error.may_have_taken_effect() && error.is_retryable());
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn a_connection_that_does_not_come_about_is_left_in_time_and_nothing_was_sent() {
    // A listener whose queue is full takes no more.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let mut waiting = Vec::new();
    while let Ok(stream) =
        std::net::TcpStream::connect_timeout(&address, Duration::from_millis(300))
    {
        waiting.push(stream);
    }
    let client = Client::builder(format!("http://{address}"), Credentials::new("id", "s3cret"))
        .connect_timeout(Duration::from_millis(200))
        .retry(RetryPolicy::never())
        .build()
        .expect("a client");
    let begun = Instant::now();
    let error = client.send(&DescribeRegions::default()).await.expect_err("no connection");
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(!error.may_have_taken_effect() && error.is_retryable(), "{error:?}");
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn requests_go_through_the_proxy_and_name_the_program() {
    let proxy = Wire::playing([]);
    let client = Client::builder("http://dbs.example", Credentials::new("id", "s3cret"))
        .allow_http(true)
        .proxy(format!("http://user:pw@{}", proxy.address))
        .user_agent_suffix("nightly-backup/2.1")
        .build()
        .expect("a client");
    client.send(&DescribeRegions::default()).await.expect("an answer");
    let [asked] = proxy.asked().try_into().expect("one request");
    assert!(asked.target.starts_with("http://dbs.example/"), "{asked:?}");
    assert_eq!(asked.header("host"), Some("dbs.example"));
    assert!(asked.header("proxy-authorization").is_some());
    let agent = asked.header("user-agent").expect("a user agent");
    assert!(
        agent.starts_with("dbs-sdk-rust/") && agent.ends_with(" nightly-backup/2.1"),
        "{agent}"
    );
}

#[tokio::test]
async fn a_client_of_ones_own_is_used() {
    let wire = Wire::playing([]);
    let own = dbs_sdk::http_client().user_agent("mine").build().expect("a client");
    let client = wire.builder().http_client(own).build().expect("a client");
    client.send(&DescribeRegions::default()).await.expect("an answer");
    assert_eq!(wire.asked()[0].header("user-agent"), Some("mine"));
}
