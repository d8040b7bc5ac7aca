//! How much the service takes at once.

use std::time::{Duration, Instant};

use crate::client::{begin, bytes, oss, refusal};
use local_cloud::{Limits, LocalCloud};
use reqwest::Method;

#[tokio::test]
async fn bandwidth_is_held_on_a_connection_and_on_all() {
    let body = bytes(400_000);
    let per_connection =
        Limits { connection_bytes_per_second: Some(1_000_000), ..Limits::default() };
    let in_total = Limits { total_bytes_per_second: Some(1_000_000), ..Limits::default() };
    for (limits, seconds) in [(per_connection, 0.4), (in_total, 0.8)] {
        let cloud = LocalCloud::builder().limits(limits).start().unwrap();
        let put = |key| oss(&cloud, Method::PUT, key, "").body(body.clone()).send();
        let started = Instant::now();
        let (one, two) = tokio::join!(put("1"), put("2"));
        assert_eq!(
            (one.unwrap().status(), two.unwrap().status()),
            (200.try_into().unwrap(), 200.try_into().unwrap())
        );
        let elapsed = started.elapsed().as_secs_f64();
        assert!((seconds - 0.02..seconds * 1.9).contains(&elapsed), "{limits:?}: {elapsed} s");
    }
}

#[tokio::test]
async fn parts_over_the_limit_are_refused() {
    let limits = Limits {
        connection_bytes_per_second: Some(200_000),
        parts_in_flight: Some(1),
        ..Limits::default()
    };
    let cloud = LocalCloud::builder().limits(limits).start().unwrap();
    let id = begin(&cloud, "k").await;
    let part = |number: u32| {
        let query = format!("partNumber={number}&uploadId={id}");
        oss(&cloud, Method::PUT, "k", &query).body(bytes(100_000)).send()
    };
    let late = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        part(2).await
    };
    let (first, second) = tokio::join!(part(1), late);
    assert_eq!(first.unwrap().status(), 200);
    assert_eq!(refusal(second.unwrap()).await, (503, "ActiveRequestLimitExceeded".to_owned()));
    assert_eq!(cloud.most_parts_in_flight(), 1);
    cloud.set_limits(Limits::default());
    let (first, second) = tokio::join!(part(1), part(2));
    assert_eq!(first.unwrap().status(), second.unwrap().status());
    assert_eq!(cloud.uploads()[0].parts.len(), 2);
}
