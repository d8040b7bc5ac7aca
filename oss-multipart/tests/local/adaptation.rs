//! How many parts are in flight follows what the line and the service take.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::Bytes;
use local_cloud::{Etag, Fault, FaultKind, Limits, LocalCloud};
use oss_multipart::{Event, Source};

use crate::cloud::{KEY, PART, SIZE, assert_exact, builder, count, data, policy, source, uploader};

async fn seconds(cloud: &LocalCloud, parallel: usize, data: &Bytes) -> f64 {
    let uploader = uploader(builder(cloud).build().unwrap()).parallel(parallel);
    let begun = Instant::now();
    let outcome = uploader.upload(Source::bytes(data.clone()), KEY).await.unwrap();
    let taken = begun.elapsed().as_secs_f64();
    assert_exact(cloud, &outcome, KEY, data);
    taken
}

/// A line whose connections are slow, each: more of them are faster.
#[tokio::test]
async fn sixteen_parts_are_faster_than_two_where_connections_are_slow() {
    let limits = Limits { connection_bytes_per_second: Some(1_000_000), ..Limits::default() };
    let cloud = LocalCloud::builder().limits(limits).etag(Etag::Crc).start().unwrap();
    let data = Bytes::from(data(100 * PART));
    let two = seconds(&cloud, 2, &data).await;
    let sixteen = seconds(&cloud, 16, &data).await;
    println!("2 parts: {two:.2} s, up to 16: {sixteen:.2} s, {:.1} times as fast", two / sixteen);
    assert!(two / sixteen >= 2.0, "{two:.2} s and {sixteen:.2} s");
}

/// A service that takes three parts at once and refuses more.
#[tokio::test]
async fn a_service_that_takes_few_parts_is_not_asked_for_more_again_and_again() {
    const TAKES: u32 = 3;
    let limits = Limits {
        parts_in_flight: Some(TAKES),
        connection_bytes_per_second: Some(10_000_000),
        ..Limits::default()
    };
    let cloud = LocalCloud::builder().limits(limits).etag(Etag::Crc).start().unwrap();
    let data = Bytes::from(data(200 * PART));
    let allowed = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&allowed);
    let uploader = uploader(builder(&cloud).retry(policy(50)).build().unwrap())
        .parallel(16)
        .on_event(move |event| {
            if let Event::InFlight(limit) = event {
                listener.lock().unwrap().push(*limit);
            }
        });
    let outcome = uploader.upload(Source::bytes(data.clone()), KEY).await.unwrap();
    assert_exact(&cloud, &outcome, KEY, &data);
    assert!(cloud.most_parts_in_flight() <= TAKES);

    let refused: Vec<bool> = cloud
        .calls()
        .iter()
        .filter(|call| call.operation == "UploadPart")
        .map(|call| call.status == Some(503))
        .collect();
    let (early, late) = refused.split_at(refused.len() / 2);
    let count = |half: &[bool]| half.iter().filter(|refused| **refused).count();
    let allowed = allowed.lock().unwrap();
    println!("{} refusals, then {}; in flight {allowed:?}", count(early), count(late));
    assert!(!allowed.is_empty(), "nothing was adapted");
    assert!(count(late) * 10 <= late.len(), "{} of {} refused", count(late), late.len());
}

#[tokio::test]
async fn the_delay_that_the_service_asks_for_is_waited_for_and_told() {
    let cloud = LocalCloud::start().unwrap();
    let delay = Duration::from_millis(300);
    let throttle = FaultKind::ThrottleFor { milliseconds: 300 };
    cloud.inject(Fault::new("UploadPart", throttle).matching("partNumber", "2"));
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&heard);
    // Its own pauses are a few milliseconds.
    let uploader = uploader(builder(&cloud).build().unwrap()).on_event(move |event| {
        if matches!(event, Event::Retry { .. } | Event::Throttled) {
            listener.lock().unwrap().push(event.clone());
        }
    });
    let begun = Instant::now();
    let outcome = uploader.upload(source(), KEY).await.unwrap();
    assert!(begun.elapsed() >= delay, "{:?}", begun.elapsed());
    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert_eq!(count(&cloud, "UploadPart"), 6);
    let heard = heard.lock().unwrap();
    let [Event::Retry { code, after, part_number: Some(2), .. }, Event::Throttled] = &heard[..]
    else {
        panic!("{heard:?}");
    };
    assert_eq!((code.as_deref(), *after), (Some("UploadTrafficRateLimitExceeded"), delay));
}
