//! A speed limit over all parts of an upload, changed while it runs.

use std::num::NonZeroU64;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::Bytes;
use local_cloud::{Etag, LocalCloud};
use oss_multipart::{Event, RateLimit, Source};

use crate::cloud::{KEY, assert_exact, builder, data, uploader};
use crate::many;

const SLOW: u64 = 4_000_000;
const FAST: u64 = 10_000_000;
/// Bytes that may pass at once after a pause, and those on their way when the limit changes.
const LEEWAY: Duration = Duration::from_millis(200);

/// `RATE_SECONDS` says for how long each of the two is measured.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_limit_is_held_and_may_be_changed_meanwhile() {
    let seconds = u64::from(many("RATE_SECONDS", 2));
    let time = Duration::from_secs(seconds);
    let cloud = LocalCloud::builder().etag(Etag::Crc).start().unwrap();
    let data = Bytes::from(data((SLOW + FAST) * seconds));
    let limit = RateLimit::bytes_per_second(NonZeroU64::new(SLOW).unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&seen);
    let uploader = uploader(builder(&cloud).build().unwrap())
        .part_size(Some(1 << 20))
        .parallel(4)
        .rate_limit(limit.clone())
        .on_event(move |event| {
            if let Event::Progress(progress) = event {
                listener.lock().unwrap().push((Instant::now(), progress.sent));
            }
        });
    let begun = Instant::now();
    let change = tokio::spawn(async move {
        tokio::time::sleep(time).await;
        limit.set(NonZeroU64::new(FAST));
        Instant::now()
    });
    let outcome = uploader.upload(Source::bytes(data.clone()), KEY).await.unwrap();
    let ended = Instant::now();
    let changed = change.await.unwrap();
    assert_exact(&cloud, &outcome, KEY, &data);

    let seen = seen.lock().unwrap();
    let speed = |from: Instant, to: Instant| {
        let until = |end| seen.iter().filter(|(at, _)| *at <= end).map(|(_, sent)| *sent).max();
        let bytes = until(to).unwrap_or(0) - until(from).unwrap_or(0);
        bytes as f64 / (to - from).as_secs_f64()
    };
    let slow = speed(begun + LEEWAY, changed);
    let fast = speed(changed + LEEWAY, ended - LEEWAY);
    println!(
        "{:.2} MB/s of {:.0}, then {:.2} of {:.0}",
        slow / 1e6,
        SLOW as f64 / 1e6,
        fast / 1e6,
        FAST as f64 / 1e6
    );
    for (speed, limit) in [(slow, SLOW as f64), (fast, FAST as f64)] {
        assert!(speed <= limit * 1.05, "{speed:.0} B/s where {limit} are allowed");
        // A machine that is busy with other things falls behind, and may not catch up.
        assert!(speed >= limit * 0.75, "{speed:.0} B/s where {limit} are allowed");
    }
}
