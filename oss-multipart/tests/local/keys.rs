//! STS keys: renewed in time and after a refusal, once for all parts in flight.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use local_cloud::{Fault, FaultKind, LocalCloud};
use oss_multipart::{
    Credentials, CredentialsError, CredentialsProvider, ErrorKind, Event, Remains,
};

use crate::cloud::{KEY, SIZE, account, assert_exact, builder, count, data, source, uploader};

#[derive(Debug)]
struct Provider {
    credentials: Credentials,
    fetched: AtomicU32,
    /// Fetches that succeed before all others fail.
    good: u32,
    retryable: bool,
}

impl Provider {
    fn new(cloud: &LocalCloud) -> Self {
        let credentials = account(cloud).with_security_token("token");
        Self { credentials, fetched: AtomicU32::new(0), good: u32::MAX, retryable: false }
    }
}

impl CredentialsProvider for Provider {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        async {
            if self.fetched.fetch_add(1, Ordering::SeqCst) < self.good {
                return Ok(self.credentials.clone());
            }
            Err(match self.retryable {
                true => CredentialsError::retryable("the vault is busy"),
                false => CredentialsError::fatal("the vault is closed"),
            })
        }
        .boxed()
    }
}

fn cloud() -> LocalCloud {
    LocalCloud::builder().security_token("token").start().unwrap()
}

#[tokio::test]
async fn a_key_that_runs_out_in_the_middle_is_renewed_and_the_part_sent_again() {
    let cloud = cloud();
    let provider = Arc::new(Provider::new(&cloud));
    let bucket = builder(&cloud).credentials_provider(provider.clone()).build().unwrap();
    for operation in ["InitiateMultipartUpload", "CompleteMultipartUpload"] {
        cloud.inject(Fault::new(operation, FaultKind::ExpiredToken));
    }
    cloud.inject(Fault::new("UploadPart", FaultKind::ExpiredToken).skip(2));

    let told = Arc::new(Mutex::new((0, 0)));
    let listener = Arc::clone(&told);
    let uploader = uploader(bucket).on_event(move |event| match event {
        Event::KeysFetched => listener.lock().unwrap().0 += 1,
        Event::KeysRefused => listener.lock().unwrap().1 += 1,
        _ => {}
    });

    let outcome = uploader.upload(source(), KEY).await.unwrap();

    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert_eq!(provider.fetched.load(Ordering::SeqCst), 4);
    assert_eq!(*told.lock().unwrap(), (4, 3));
    assert_eq!(count(&cloud, "UploadPart"), 6);
    assert_eq!(count(&cloud, "AbortMultipartUpload"), 0);
}

#[tokio::test]
async fn a_key_that_stays_refused_is_renewed_once_and_told() {
    let cloud = cloud();
    let provider = Arc::new(Provider::new(&cloud));
    let bucket = builder(&cloud).credentials_provider(provider.clone()).build().unwrap();
    cloud.inject(Fault::new("InitiateMultipartUpload", FaultKind::ExpiredToken).count(99));

    let error = uploader(bucket).upload(source(), KEY).await.unwrap_err();

    assert_eq!(error.fault().unwrap().code, "SecurityTokenExpired");
    assert_eq!((error.kind(), error.remains()), (ErrorKind::Refused, Some(Remains::Nothing)));
    assert_eq!(provider.fetched.load(Ordering::SeqCst), 2);
    assert_eq!(count(&cloud, "InitiateMultipartUpload"), 2);
}

#[tokio::test]
async fn fixed_keys_are_not_tried_again() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    cloud.inject(Fault::new("InitiateMultipartUpload", FaultKind::ExpiredToken));
    let error = uploader(bucket).upload(source(), KEY).await.unwrap_err();
    assert_eq!(error.fault().unwrap().code, "SecurityTokenExpired");
    assert_eq!(count(&cloud, "InitiateMultipartUpload"), 1);
}

#[tokio::test]
async fn the_provider_s_own_error_is_the_source_and_the_upload_is_not_forgotten() {
    let cloud = cloud();
    let provider = Provider { good: 1, ..Provider::new(&cloud) };
    let bucket = builder(&cloud).credentials_provider(Arc::new(provider)).build().unwrap();
    cloud.inject(Fault::new("UploadPart", FaultKind::ExpiredToken).skip(1));

    let error = uploader(bucket).upload(source(), KEY).await.unwrap_err();

    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.upload_id().is_some());
    // Nobody may abort it without keys, and that is what it says.
    assert_eq!(error.remains(), Some(Remains::Upload));
    assert_eq!(cloud.uploads().len(), 1);
    let mut chain = String::new();
    let mut next: Option<&dyn std::error::Error> = Some(&error);
    while let Some(error) = next {
        chain.push_str(&format!("{error}\n"));
        next = error.source();
    }
    assert!(chain.ends_with("the credentials provider failed\nthe vault is closed\n"), "{chain}");
}

#[tokio::test]
async fn a_provider_that_fails_for_a_while_is_asked_again() {
    let cloud = cloud();
    let provider = Arc::new(Provider { good: 0, retryable: true, ..Provider::new(&cloud) });
    let bucket = builder(&cloud).credentials_provider(provider.clone()).build().unwrap();
    let error = uploader(bucket).upload(source(), KEY).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.is_retryable());
    assert_eq!(provider.fetched.load(Ordering::SeqCst), 6);
    assert_eq!(cloud.calls().len(), 0);
}

#[tokio::test]
async fn a_clock_that_is_off_is_corrected_by_the_service_s() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    for offset in [7200, -86_400] {
        cloud.set_clock_offset(offset);
        let outcome = uploader(bucket.clone()).upload(source(), KEY).await.unwrap();
        assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    }
    // One refusal for each change, not one for each request.
    let refused = cloud.calls().iter().filter(|call| call.status == Some(403)).count();
    assert_eq!(refused, 2);
}
