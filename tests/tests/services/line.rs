//! A line with a round trip.

use std::time::{Duration, Instant};

use crate::client::{bytes, crc64, http, oss};
use local_cloud::{Fault, FaultKind, LocalCloud};
use reqwest::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const ROUND_TRIP: Duration = Duration::from_millis(60);

fn far_away() -> LocalCloud {
    LocalCloud::builder().round_trip(ROUND_TRIP).start().unwrap()
}

#[tokio::test]
async fn a_connection_costs_one_round_trip_and_each_call_another() {
    let cloud = far_away();
    let mut socket = TcpStream::connect(cloud.oss_endpoint()).await.unwrap();
    let started = Instant::now();
    for calls in 1..=2 {
        socket.write_all(b"GET /b/k HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"</Error>") {
            assert_ne!(socket.read_buf(&mut answer).await.unwrap(), 0);
        }
        let elapsed = started.elapsed();
        assert!(elapsed >= ROUND_TRIP * (calls + 1), "{calls}: {elapsed:?}");
        assert!(elapsed < ROUND_TRIP * (calls + 2), "{elapsed:?}");
    }
    // The end arrives half a round trip later at the other side, and comes back.
    socket.shutdown().await.unwrap();
    assert_eq!(socket.read(&mut [0]).await.unwrap(), 0);
    assert!(started.elapsed() >= ROUND_TRIP * 4);
}

#[tokio::test]
async fn a_window_is_all_that_a_round_trip_carries() {
    let window = 256 << 10;
    let cloud = LocalCloud::builder().round_trip(ROUND_TRIP).window(window).start().unwrap();
    let body = bytes(4 * window);
    let put = oss(&cloud, Method::PUT, "k", "").body(body.clone());
    let started = Instant::now();
    assert_eq!(put.send().await.unwrap().status(), 200);
    // One for the handshake, one for the answer, three between four windows.
    let elapsed = started.elapsed();
    assert!(elapsed >= ROUND_TRIP * 5 - Duration::from_millis(5), "{elapsed:?}");
    assert!(elapsed < ROUND_TRIP * 8, "{elapsed:?}");
    let answer = oss(&cloud, Method::GET, "k", "").send().await.unwrap();
    assert_eq!(crc64(&answer.bytes().await.unwrap()), crc64(&body));
}

#[tokio::test]
async fn resets_and_tls_pass_through() {
    let cloud = far_away();
    cloud.inject(Fault::new("PutObject", FaultKind::Reset { after_commit: true }));
    let put = oss(&cloud, Method::PUT, "k", "").body(bytes(1 << 20));
    put.send().await.unwrap_err();
    assert_eq!(cloud.objects().len(), 1);
    let url = format!("https://{}/", cloud.dbs_endpoint());
    let started = Instant::now();
    assert_eq!(http(&cloud).get(url).send().await.unwrap().status(), 400);
    assert!(started.elapsed() >= ROUND_TRIP * 3, "handshakes of TCP and TLS, and the call");
}
