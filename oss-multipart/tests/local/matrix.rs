//! Every kind of fault at every call of an upload, alone: the object is exact, or the error says
//! what stands; and another run, if something was kept for one, sends only what is missing.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::{BoxFuture, join_all};
use futures_util::{FutureExt, StreamExt, stream};
use local_cloud::{Etag, Fault, FaultKind, LocalCloud, Policy};
use oss_multipart::{
    Bucket, Credentials, CredentialsError, CredentialsProvider, Error, ErrorKind, FileCheckpoints,
    RetryPolicy, Source, UploadOutcome, Uploader, http_client,
};
use tempfile::TempDir;

use crate::cloud::{PART, data};
use crate::truth::{Held, calls, check, check_budget};

const SIZE: u64 = 2 * PART + 12_345;
pub(crate) const TRIES: usize = 6;
/// How often one request may be sent that meets one fault: once more because of it, and once more
/// on a busy machine, or because what it did was undone.
const BUDGET: usize = 3;
const TOKEN: &str = "matrix-token";

/// Where the bytes come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum From {
    File,
    Bytes,
    Reader,
}

pub(crate) const FROM: [From; 3] = [From::File, From::Bytes, From::Reader];

/// A cloud with STS keys, and what uploads to it.
pub(crate) struct Stage {
    pub(crate) cloud: LocalCloud,
    bucket: Bucket,
    folder: TempDir,
    pub(crate) data: Bytes,
}

impl Stage {
    pub(crate) fn new(size: u64, policy: Policy) -> Self {
        let cloud = LocalCloud::builder()
            .etag(Etag::Crc)
            .security_token(TOKEN)
            .account_policy(policy)
            .start()
            .unwrap();
        let account = Credentials::new(cloud.access_key_id(), cloud.access_key_secret());
        // Long enough for a busy machine, shorter than the faults that test it.
        let patience = Duration::from_millis(1500);
        let policy = RetryPolicy::default()
            .tries(Some(TRIES as u32))
            .pauses(Duration::from_millis(1), Duration::from_millis(5));
        let bucket = Bucket::builder(&format!("http://{}", cloud.oss_endpoint()), cloud.bucket())
            .region(cloud.region())
            .credentials_provider(Arc::new(Vault(account.with_security_token(TOKEN))))
            .http_client(http_client().build().unwrap())
            .retry(policy)
            .stall_timeout(patience)
            .answer_timeout(patience)
            .build()
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let data = Bytes::from(data(size));
        std::fs::write(folder.path().join("source"), &data).unwrap();
        Self { cloud, bucket, folder, data }
    }

    pub(crate) fn uploader(&self, noted: bool) -> Uploader {
        let uploader = Uploader::new(self.bucket.clone()).part_size(Some(PART)).parallel(2);
        match noted {
            true => uploader.checkpoints(Arc::new(FileCheckpoints::new(self.notes()))),
            false => uploader,
        }
    }

    pub(crate) fn source(&self, from: From) -> Source {
        match from {
            From::File => Source::file(self.folder.path().join("source")).unwrap(),
            From::Bytes => Source::bytes(self.data.clone()),
            From::Reader => Source::reader(std::io::Cursor::new(self.data.clone())),
        }
    }

    /// Uploads, and compares what is said of it with what the cloud holds.
    pub(crate) async fn run(
        &self,
        key: &str,
        from: From,
        noted: bool,
    ) -> Result<UploadOutcome, Error> {
        let mut before = Held::of(&self.cloud, key);
        if noted {
            before.uploads.clear();
        }
        let result = self.uploader(noted).upload(self.source(from), key).await;
        check(&self.cloud, key, &self.data, &before, &result);
        result
    }

    /// Goes on with an upload that was kept, now that nothing goes wrong.
    pub(crate) async fn go_on(&self, key: &str, from: From, error: &Error) {
        let held = Held::of(&self.cloud, key);
        let good = held.good(error.upload_id().unwrap_or_default(), &self.data);
        let outcome = self.run(key, from, true).await.unwrap();
        assert!(outcome.reused >= good, "{} of {good} bytes were used again", outcome.reused);
        assert!(outcome.verified);
    }

    /// Panics if notes are left of uploads that are over.
    pub(crate) fn assert_no_notes(&self) {
        let Ok(notes) = std::fs::read_dir(self.notes()) else { return };
        let left: Vec<_> = notes.map(|note| note.unwrap().file_name()).collect();
        assert!(left.is_empty(), "{left:?}");
    }

    fn notes(&self) -> std::path::PathBuf {
        self.folder.path().join("notes")
    }
}

#[derive(Debug)]
struct Vault(Credentials);

impl CredentialsProvider for Vault {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        std::future::ready(Ok(self.0.clone())).boxed()
    }
}

/// Every kind that the service knows; what waits does so longer than the uploads have patience.
pub(crate) fn kinds() -> Vec<FaultKind> {
    let mut kinds = FaultKind::of_oss();
    for kind in &mut kinds {
        match kind {
            FaultKind::Stall { seconds } => *seconds = 2,
            FaultKind::StallInBody { milliseconds } | FaultKind::LateAnswer { milliseconds } => {
                *milliseconds = 2000;
            }
            _ => {}
        }
    }
    kinds
}

/// Runs a test for each kind, each source, with and without notes; a failure says which.
async fn each_kind<F>(test: impl Fn(Arc<Stage>, FaultKind, From, bool, String) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let test = &test;
    let kinds = stream::iter(kinds()).map(|kind| async move {
        let stage = Arc::new(Stage::new(SIZE, Policy::default()));
        let cases = FROM.iter().flat_map(|from| [(*from, true), (*from, false)]);
        let cases = cases.map(|(from, noted)| {
            let about = format!("{kind:?} {from:?} noted={noted}");
            let key = format!("{from:?}/{noted}");
            let case = test(Arc::clone(&stage), kind.clone(), from, noted, key);
            // Each on a task of its own, so that the panic of one says which it was.
            let case = tokio::spawn(case);
            async move {
                if let Err(error) = case.await {
                    panic!("{about}: {error}");
                }
            }
        });
        join_all(cases).await;
        stage.assert_no_notes();
    });
    // Most of them wait for something.
    kinds.buffer_unordered(4).collect::<()>().await;
}

/// First, middle and last part, and the calls around them.
const PLACES: [(&str, Option<&str>); 5] = [
    ("InitiateMultipartUpload", None),
    ("UploadPart", Some("1")),
    ("UploadPart", Some("2")),
    ("UploadPart", Some("3")),
    ("CompleteMultipartUpload", None),
];

/// What an upload must come to that meets this fault: anything but a success is a kind of error.
fn expected(kind: &FaultKind, operation: &str, from: From) -> Result<(), ErrorKind> {
    let uploads = operation == "UploadPart";
    let completes = operation == "CompleteMultipartUpload";
    match kind {
        FaultKind::AccessDenied => Err(ErrorKind::Refused),
        FaultKind::Status { code, .. } if code == "InvalidPart" => Err(ErrorKind::Refused),
        FaultKind::CorruptedAtRest if uploads || completes => Err(ErrorKind::Integrity),
        // What passes once cannot begin anew.
        FaultKind::VanishedUpload | FaultKind::VanishedPart { .. }
            if from == From::Reader && completes =>
        {
            Err(ErrorKind::Refused)
        }
        FaultKind::VanishedUpload if from == From::Reader && uploads => Err(ErrorKind::Refused),
        _ => Ok(()),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_fault_at_any_call_of_an_upload() {
    each_kind(|stage, kind, from, noted, key| async move {
        let places = PLACES.iter().map(|(operation, part)| async {
            let (operation, part) = (*operation, *part);
            let key = format!("{key}/{operation}{}", part.unwrap_or_default());
            let mut fault = Fault::new(operation, kind.clone()).matching("key", &key);
            if let Some(part) = part {
                fault = fault.matching("partNumber", part);
            }
            stage.cloud.inject(fault);
            let result = stage.run(&key, from, noted).await;
            check_budget(&stage.cloud, &key, BUDGET);
            match (&result, expected(&kind, operation, from)) {
                (Ok(outcome), Ok(())) => assert!(outcome.verified, "{operation}"),
                // Whether part 1 was there already when it vanished is a matter of time.
                (_, Ok(())) if matches!(kind, FaultKind::VanishedPart { .. }) => {}
                (Err(error), Err(expected)) => assert_eq!(error.kind(), expected, "{operation}"),
                // Unless a busy machine lost patience with the answer that said so, and asked again.
                (Ok(_), Err(_)) => {
                    let asked = calls(&stage.cloud, &key, |call| call == (operation, part));
                    assert!(asked > 1, "{operation}{part:?} must not succeed");
                }
                (Err(error), Ok(())) => panic!("{operation}{part:?}: {error}"),
            }
            if let (Err(error), true) = (&result, noted) {
                stage.go_on(&key, from, error).await;
            }
        });
        join_all(places).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_fault_at_the_listing_of_what_was_kept() {
    each_kind(|stage, kind, from, noted, key| async move {
        if !noted {
            return;
        }
        let refused = Fault::new("UploadPart", FaultKind::AccessDenied).matching("key", &key);
        stage.cloud.inject(refused.matching("partNumber", "3"));
        let error = stage.run(&key, from, noted).await.unwrap_err();
        let upload_id = error.upload_id().unwrap().to_owned();
        let good = Held::of(&stage.cloud, &key).good(&upload_id, &stage.data);
        stage.cloud.inject(Fault::new("ListParts", kind.clone()).matching("key", &key));
        let outcome = stage.run(&key, from, noted).await.unwrap();
        check_budget(&stage.cloud, &key, BUDGET);
        match kind {
            FaultKind::VanishedUpload => assert_ne!(outcome.upload_id, upload_id),
            FaultKind::VanishedPart { .. } => assert_eq!(outcome.upload_id, upload_id),
            _ => {
                assert_eq!(outcome.upload_id, upload_id);
                // Without a listing, nobody knows of the part that was in flight beside part 3.
                assert!(outcome.reused + PART >= good, "{} of {good} bytes", outcome.reused);
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_fault_at_the_look_at_an_object_whose_completion_got_lost() {
    each_kind(|stage, kind, from, noted, key| async move {
        let lost = Fault::new("CompleteMultipartUpload", FaultKind::LostAnswer);
        stage.cloud.inject(lost.matching("key", &key));
        stage.cloud.inject(Fault::new("HeadObject", kind.clone()).matching("key", &key));
        let result = stage.run(&key, from, noted).await;
        check_budget(&stage.cloud, &key, BUDGET);
        if let (Err(error), true) = (&result, noted) {
            stage.go_on(&key, from, error).await;
        }
        let silent = match &kind {
            FaultKind::AccessDenied | FaultKind::MissingCrcHeader => true,
            // It looks like an older object, and the upload is gone: what can be sent again is.
            FaultKind::WrongCrcHeader => from == From::Reader,
            FaultKind::Status { code, .. } => code == "InvalidPart",
            _ => false,
        };
        assert_eq!(result.is_err(), silent, "{:?}", result.err().map(|error| error.to_string()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_fault_at_the_abort_of_what_failed() {
    each_kind(|stage, kind, from, noted, key| async move {
        if noted {
            return;
        }
        let refused = Fault::new("UploadPart", FaultKind::AccessDenied).matching("key", &key);
        stage.cloud.inject(refused.matching("partNumber", "2"));
        stage.cloud.inject(Fault::new("AbortMultipartUpload", kind).matching("key", &key));
        let error = stage.run(&key, from, noted).await.unwrap_err();
        assert_eq!((error.kind(), error.part_number()), (ErrorKind::Refused, Some(2)));
        check_budget(&stage.cloud, &key, BUDGET);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_fault_at_the_removal_of_a_wrong_object() {
    each_kind(|stage, kind, from, noted, key| async move {
        let rotten = Fault::new("UploadPart", FaultKind::CorruptedAtRest).matching("key", &key);
        // Also if it is sent again for another reason.
        stage.cloud.inject(rotten.matching("partNumber", "2").count(TRIES as u32));
        stage.cloud.inject(Fault::new("DeleteObject", kind).matching("key", &key));
        let error = stage.run(&key, from, noted).await.unwrap_err();
        assert_eq!((error.kind(), error.part_number()), (ErrorKind::Integrity, None));
        check_budget(&stage.cloud, &key, BUDGET);
    })
    .await;
}
