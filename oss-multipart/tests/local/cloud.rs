//! A running cloud and a bucket on it.

use std::fs;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use local_cloud::LocalCloud;
use oss_multipart::{
    Bucket, BucketBuilder, Credentials, Event, RetryPolicy, Source, UploadOutcome, Uploader,
};

pub(crate) const KEY: &str = "ds-1/ee-1/2026-11-22_12-00-00.tar.gz";
pub(crate) const PART: u64 = 100 * 1024;
/// Five parts, the last one shorter.
pub(crate) const SIZE: u64 = 4 * PART + 12_345;

/// Keys of the account; short pauses, so that a test does not wait for the next try.
pub(crate) fn builder(cloud: &LocalCloud) -> BucketBuilder {
    Bucket::builder(&format!("http://{}", cloud.oss_endpoint()), cloud.bucket())
        .region(cloud.region())
        .credentials(account(cloud))
        .retry(policy(6))
}

pub(crate) fn account(cloud: &LocalCloud) -> Credentials {
    Credentials::new(cloud.access_key_id(), cloud.access_key_secret())
}

pub(crate) fn policy(tries: u32) -> RetryPolicy {
    let pauses = (Duration::from_millis(1), Duration::from_millis(5));
    RetryPolicy::default().tries(Some(tries)).pauses(pauses.0, pauses.1)
}

pub(crate) fn uploader(bucket: Bucket) -> Uploader {
    Uploader::new(bucket).part_size(Some(PART)).parallel(2)
}

/// Hears all but progress.
pub(crate) fn heard(uploader: Uploader) -> (Uploader, Arc<Mutex<Vec<Event>>>) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&heard);
    let uploader = uploader.on_event(move |event| {
        if !matches!(event, Event::Progress(_)) {
            listener.lock().unwrap().push(event.clone());
        }
    });
    (uploader, heard)
}

/// Bytes that differ from part to part and from offset to offset.
pub(crate) fn data(size: u64) -> Vec<u8> {
    (0..size).map(|at| (at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as u8).collect()
}

pub(crate) fn source() -> Source {
    Source::bytes(data(SIZE))
}

/// The object is there, and exact.
pub(crate) fn assert_exact(cloud: &LocalCloud, outcome: &UploadOutcome, key: &str, data: &[u8]) {
    let path = cloud.object_path(cloud.bucket(), key).unwrap().expect("the object is missing");
    assert!(fs::read(path).unwrap() == data, "the object differs from what was uploaded");
    assert_eq!(outcome.size, data.len() as u64);
    let objects = cloud.objects();
    let object = objects.iter().find(|object| object.key == key).unwrap();
    assert_eq!(object.crc64, outcome.crc64);
}

/// How many calls of an operation arrived.
pub(crate) fn count(cloud: &LocalCloud, operation: &str) -> usize {
    cloud.calls().iter().filter(|call| call.operation == operation).count()
}
