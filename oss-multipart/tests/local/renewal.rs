//! Keys that run out, clocks that are off and lines that stall, each as the caller hears of it.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use local_cloud::{Etag, Fault, FaultKind, Limits, LocalCloud};
use oss_multipart::{
    Credentials, CredentialsError, CredentialsProvider, ErrorKind, Event, RateLimit, Remains,
    Source, UploadOutcome,
};
use time::OffsetDateTime;

use crate::cloud::{
    KEY, SIZE, account, assert_exact, builder, count, data, heard, policy, source, uploader,
};

const TOKEN: &str = "renewed-token";

/// Hands out the account's key with a short life; fails now and then.
#[derive(Debug)]
struct Vault {
    credentials: Credentials,
    life: Duration,
    asked: AtomicU32,
    /// How many of the calls after the first fail.
    failures: u32,
}

impl CredentialsProvider for Vault {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        async {
            let asked = self.asked.fetch_add(1, Ordering::SeqCst);
            if (1..=self.failures).contains(&asked) {
                return Err(CredentialsError::retryable("the vault is busy"));
            }
            Ok(self.credentials.clone().with_expiry(now() + self.life))
        }
        .boxed()
    }
}

#[expect(clippy::disallowed_methods, reason = "keys that run out have a time")]
fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

fn cloud() -> LocalCloud {
    LocalCloud::builder().security_token(TOKEN).start().unwrap()
}

fn vault(cloud: &LocalCloud, life: Duration, failures: u32) -> Arc<Vault> {
    let credentials = account(cloud).with_security_token(TOKEN);
    Arc::new(Vault { credentials, life, asked: AtomicU32::new(0), failures })
}

fn times(heard: &Mutex<Vec<Event>>, which: impl Fn(&Event) -> bool) -> usize {
    heard.lock().unwrap().iter().filter(|event| which(event)).count()
}

fn assert_right(cloud: &LocalCloud, outcome: &UploadOutcome) {
    assert_exact(cloud, outcome, KEY, &data(SIZE));
    assert!(outcome.verified && cloud.uploads().is_empty());
}

#[tokio::test]
async fn keys_are_renewed_before_they_run_out_also_if_the_provider_fails_meanwhile() {
    let cloud = cloud();
    let vault = vault(&cloud, Duration::from_millis(250), 1);
    let bucket = builder(&cloud).credentials_provider(vault.clone()).build().unwrap();
    let limit = std::num::NonZeroU64::new(SIZE).unwrap();
    // For about a second: four lives.
    let uploader = uploader(bucket).rate_limit(RateLimit::bytes_per_second(limit));
    let (uploader, heard) = heard(uploader);

    assert_right(&cloud, &uploader.upload(source(), KEY).await.unwrap());

    let asked = vault.asked.load(Ordering::SeqCst);
    assert!((3..=10).contains(&asked), "asked {asked} times");
    assert_eq!(times(&heard, |event| *event == Event::KeysRefused), 0);
    assert!(cloud.calls().iter().all(|call| call.status == Some(200)));
}

#[tokio::test]
async fn a_refused_key_is_told_and_replaced_though_the_provider_fails_at_first() {
    let cloud = cloud();
    let vault = vault(&cloud, Duration::from_secs(3600), 2);
    let bucket = builder(&cloud).credentials_provider(vault.clone()).build().unwrap();
    let (uploader, heard) = heard(uploader(bucket).parallel(1));
    cloud.inject(Fault::new("UploadPart", FaultKind::ExpiredToken).skip(2));

    assert_right(&cloud, &uploader.upload(source(), KEY).await.unwrap());

    assert_eq!(times(&heard, |event| *event == Event::KeysRefused), 1);
    let busy = |event: &Event| {
        let Event::Retry { kind, part_number, .. } = event else { return false };
        (*kind, *part_number) == (ErrorKind::Credentials, Some(3))
    };
    assert_eq!(times(&heard, busy), 2);
    assert_eq!(vault.asked.load(Ordering::SeqCst), 4);
    assert_eq!(count(&cloud, "UploadPart"), 6);
}

#[tokio::test]
async fn a_clock_that_goes_wrong_in_the_middle_is_corrected_and_told() {
    let cloud = LocalCloud::start().unwrap();
    let (uploader, heard) = heard(uploader(builder(&cloud).build().unwrap()).parallel(1));
    cloud.inject(Fault::new("UploadPart", FaultKind::SkewedClock).skip(1));
    assert_right(&cloud, &uploader.upload(source(), KEY).await.unwrap());
    assert_eq!(times(&heard, |event| *event == Event::ClockCorrected), 1);
    let skewed = |event: &Event| {
        let Event::Retry { code, after, .. } = event else { return false };
        code.as_deref() == Some("RequestTimeTooSkewed") && after.is_zero()
    };
    assert_eq!(times(&heard, skewed), 1);
}

#[tokio::test]
async fn a_stall_in_the_middle_of_a_part_ends_that_try_alone() {
    // Half of a part is more than the sockets between usually hold, so that it is the
    // sending that stalls, not the answer that is late.
    const LONG: u64 = 56 * 1024 * 1024;
    let cloud = LocalCloud::builder().etag(Etag::Crc).start().unwrap();
    let bucket = builder(&cloud).stall_timeout(Duration::from_millis(1000)).build().unwrap();
    let (uploader, heard) = heard(uploader(bucket).part_size(Some(LONG / 2)).parallel(1));
    let stall = FaultKind::StallInBody { milliseconds: 60_000 };
    cloud.inject(Fault::new("UploadPart", stall).matching("partNumber", "2"));

    let begun = Instant::now();
    let bytes = Bytes::from(vec![7; LONG as usize]);
    let outcome = uploader.upload(Source::bytes(bytes.clone()), KEY).await.unwrap();

    assert!(begun.elapsed() < Duration::from_secs(40), "{:?}", begun.elapsed());
    assert_exact(&cloud, &outcome, KEY, &bytes);
    assert_eq!(count(&cloud, "UploadPart"), 3);
    let stalled = |event: &Event| {
        let Event::Retry { kind, part_number, .. } = event else { return false };
        (*kind, *part_number) == (ErrorKind::Network, Some(2))
    };
    assert_eq!(times(&heard, stalled), 1);
}

#[tokio::test]
async fn a_slow_but_moving_line_is_no_stall() {
    const LONG: u64 = 24 * 1024 * 1024;
    let limits = Limits { total_bytes_per_second: Some(8_000_000), ..Limits::default() };
    let cloud = LocalCloud::builder().etag(Etag::Crc).limits(limits).start().unwrap();
    let bucket = builder(&cloud).stall_timeout(Duration::from_millis(1000)).build().unwrap();
    let (uploader, heard) = heard(uploader(bucket).part_size(Some(LONG)));
    let bytes = Bytes::from(vec![7; LONG as usize]);
    let begun = Instant::now();
    let outcome = uploader.upload(Source::bytes(bytes.clone()), KEY).await.unwrap();
    assert!(begun.elapsed() > Duration::from_millis(2500), "{:?}", begun.elapsed());
    assert_exact(&cloud, &outcome, KEY, &bytes);
    assert_eq!(times(&heard, |event| matches!(event, Event::Retry { .. })), 0);
}

#[tokio::test]
async fn resets_are_told_with_the_pause_before_the_next_try() {
    let cloud = LocalCloud::start().unwrap();
    let (uploader, heard) = heard(uploader(builder(&cloud).build().unwrap()));
    for kind in [
        FaultKind::ResetBeforeBody,
        FaultKind::Reset { after_commit: false },
        FaultKind::ResetAfterBody,
        FaultKind::Reset { after_commit: true },
    ] {
        cloud.inject(Fault::new("UploadPart", kind).matching("partNumber", "2"));
    }
    assert_right(&cloud, &uploader.upload(source(), KEY).await.unwrap());
    let reset = |event: &Event| {
        let Event::Retry { operation, part_number, kind, code: None, after, .. } = event else {
            return false;
        };
        (*operation, *part_number, *kind) == ("UploadPart", Some(2), ErrorKind::Network)
            && *after <= Duration::from_millis(5)
    };
    assert_eq!(times(&heard, reset), 4);
}

/// Keys that nobody renews: what was sent is kept for a run with better ones.
#[tokio::test]
async fn a_night_without_keys_leaves_what_was_sent_to_the_next_run() {
    let cloud = cloud();
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(oss_multipart::FileCheckpoints::new(folder.path()));
    let run = |failures| {
        let vault = vault(&cloud, Duration::from_secs(3600), failures);
        let bucket = builder(&cloud).retry(policy(3)).credentials_provider(vault).build().unwrap();
        uploader(bucket).parallel(1).checkpoints(store.clone())
    };
    cloud.inject(Fault::new("UploadPart", FaultKind::ExpiredToken).skip(3));
    let error = run(u32::MAX).upload(source(), KEY).await.unwrap_err();
    assert_eq!((error.kind(), error.remains()), (ErrorKind::Credentials, Some(Remains::Upload)));

    let outcome = run(0).upload(source(), KEY).await.unwrap();
    assert_right(&cloud, &outcome);
    assert_eq!(outcome.reused, 3 * crate::cloud::PART);
}
