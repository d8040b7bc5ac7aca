//! A run that ends anywhere, and the one after it.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;

use dbs_sdk::{Event, RegisteredBackupSet, Registration, RetryPolicy, Stage};
use local_cloud::{Fault, FaultKind, LocalCloud, Policy};

use crate::night::{Night, SIZE};

/// Runs until the flow tells an event that `ends` it; then nothing more of it is done.
async fn run_until(
    night: &Night,
    registration: Registration,
    ends: impl Fn(&Event) -> bool + Send + Sync + 'static,
) -> Option<RegisteredBackupSet> {
    let ended = Arc::new(AtomicBool::new(false));
    let heard = Arc::clone(&ended);
    let registration = registration.on_event(move |event| {
        if ends(event) {
            heard.store(true, Ordering::Relaxed);
        }
    });
    let client = night.client();
    let mut run = pin!(client.register(&registration));
    poll_fn(|context| {
        if ended.load(Ordering::Relaxed) {
            return Poll::Ready(None);
        }
        run.as_mut().poll(context).map(|done| Some(done.expect("a backup set")))
    })
    .await
}

/// Names each event that occurs but for progress.
fn label(event: &Event) -> String {
    match event {
        Event::Stage(stage) => format!("stage {stage}"),
        Event::Uploaded { parts_confirmed, .. } => format!("part {parts_confirmed}"),
        Event::Journal { .. } => "journal".to_owned(),
        Event::Registered { .. } => "registered".to_owned(),
        Event::Uploading { .. } => "uploading".to_owned(),
        Event::UploadBegan { .. } => "began".to_owned(),
        Event::Verified { .. } => "verified".to_owned(),
        other => format!("{other:?}"),
    }
}

const ENDS: [&str; 15] = [
    "stage preflight",
    "journal",
    "stage register",
    "registered",
    "stage access",
    "stage upload",
    "uploading",
    "began",
    "part 0",
    "part 1",
    "part 2",
    "part 3",
    "part 4",
    "verified",
    "stage confirm",
];

#[tokio::test]
async fn after_an_end_at_any_step_the_next_run_goes_on_once() {
    for end in ENDS {
        let night = Night::new();
        let cut = run_until(&night, night.resumable(), move |event| label(event) == end).await;
        assert!(cut.is_none(), "{end}: it never came");
        let done = night.client().register(&night.resumable()).await;
        let done = done.unwrap_or_else(|error| panic!("{end}: {error:#}"));
        night.assert_once(&done, end);
        assert!(night.parts_sent() <= 4 + 1, "{end}: {} parts for 4", night.parts_sent());
    }
}

/// At any point where it waits for anything, whatever that is.
#[tokio::test]
async fn after_an_end_at_any_wait_the_next_run_goes_on_once() {
    for polls in (1..).step_by(4) {
        let night = Night::new();
        let (client, registration) = (night.client(), night.resumable());
        let mut count = 0;
        let first = {
            let mut run = pin!(client.register(&registration));
            poll_fn(|context| {
                count += 1;
                if count > polls {
                    return Poll::Ready(None);
                }
                run.as_mut().poll(context).map(Some)
            })
            .await
        };
        let when = format!("after {polls} polls");
        let done = client.register(&registration).await;
        let done = done.unwrap_or_else(|error| panic!("{when}: {error:#}"));
        night.assert_once(&done, &when);
        if let Some(first) = first {
            assert_eq!(first.expect("a backup set"), done, "{when}");
            return;
        }
    }
}

#[tokio::test]
async fn what_an_answer_lost_to_the_last_try_did_is_not_done_twice() {
    for (operation, skip) in [
        ("ConfigureBackupSetInfo", 0),
        ("ConfigureBackupSetInfo", 1),
        ("DescribeBakDataSourceStorageAccessInfo", 0),
        ("InitiateMultipartUpload", 0),
        ("UploadPart", 0),
        ("UploadPart", 3),
        ("CompleteMultipartUpload", 0),
    ] {
        let night = Night::new();
        night.cloud.inject(Fault::new(operation, FaultKind::LostAnswer).skip(skip));
        let client = night.builder().retry(RetryPolicy::never()).build().expect("a client");
        let when = format!("{operation} after {skip}");
        let cut = client.register(&night.resumable()).await;
        let done = match cut {
            Ok(done) => done,
            Err(error) => {
                assert!(error.place().expect("a place").journal.is_some(), "{when}");
                client.register(&night.resumable()).await.expect("a backup set")
            }
        };
        night.assert_once(&done, &when);
    }
}

#[tokio::test]
async fn an_object_that_was_completed_unheard_is_not_sent_again() {
    for forbidden in ["", "ListParts", "GetObject"] {
        let night = Night::with(LocalCloud::builder().sts_policy(match forbidden {
            "" => Policy::default(),
            name => Policy::default().without(name),
        }));
        let cut = run_until(&night, night.resumable(), |event| label(event) == "verified").await;
        assert!(cut.is_none());
        let sent = night.parts_sent();
        let done = night.client().register(&night.resumable()).await.expect("a backup set");
        night.assert_once(&done, forbidden);
        assert_eq!(night.parts_sent(), sent, "{forbidden}");
    }
}

#[tokio::test]
async fn with_nothing_but_the_journal_it_goes_on() {
    for name in ["ListParts", "GetObject", "AbortMultipartUpload"] {
        let night = Night::with(LocalCloud::builder().sts_policy(Policy::default().without(name)));
        let cut = run_until(&night, night.resumable(), |event| label(event) == "part 2").await;
        assert!(cut.is_none());
        let done = night.client().register(&night.resumable()).await.expect("a backup set");
        night.assert_once(&done, name);
        assert!(night.parts_sent() <= 4 + 1, "{name}: {} parts for 4", night.parts_sent());
    }
}

#[tokio::test]
async fn an_upload_that_the_service_forgot_is_begun_anew() {
    let night = Night::new();
    let cut = run_until(&night, night.resumable(), |event| label(event) == "part 2").await;
    assert!(cut.is_none());
    night.cloud.inject(Fault::new("ListParts", FaultKind::VanishedUpload));
    let done = night.client().register(&night.resumable()).await.expect("a backup set");
    night.assert_once(&done, "forgotten");
}

#[tokio::test]
async fn an_object_that_was_lost_between_the_runs_is_sent_again() {
    let night = Night::new();
    night.cloud.inject(
        Fault::new("ConfigureBackupSetInfo", FaultKind::status(403, "Request.Forbidden"))
            .matching("UploadStatus", "UploadSuccess"),
    );
    let error = night.client().register(&night.resumable()).await.expect_err("a refusal");
    assert_eq!(error.place().expect("a place").stage, Stage::Confirm);
    let [object] = night.cloud.objects().try_into().expect("an object");
    let bucket = bucket(&night);
    bucket.delete_object(&object.key).await.expect("deleted");

    let done = night.client().register(&night.resumable()).await.expect("a backup set");
    night.assert_once(&done, "lost");
    assert_eq!(night.parts_sent(), 8);
}

#[tokio::test]
async fn a_backup_that_is_registered_is_given_back_without_a_request() {
    let night = Night::new();
    let first = night.client().register(&night.resumable()).await.expect("a backup set");
    let calls = night.cloud.calls().len();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&heard);
    let again = night
        .resumable()
        .on_event(move |event| listener.lock().expect("events").push(event.clone()));
    let second = night.client().register(&again).await.expect("the same");
    assert_eq!((second.clone(), night.cloud.calls().len()), (first, calls));
    assert!(heard.lock().expect("events").contains(&Event::AlreadyRegistered(second.clone())));
    let [finished] = night.state().finished().try_into().expect("one finished");
    assert_eq!(finished.backup_set, second);
    assert_eq!(finished.span_ms, Some((1_727_257_202_000, 1_727_257_618_000)));
}

#[tokio::test]
async fn a_source_that_changed_is_another_backup_and_the_first_is_given_up() {
    let night = Night::new();
    let cut = run_until(&night, night.resumable(), |event| label(event) == "part 2").await;
    assert!(cut.is_none());
    std::fs::write(night.file(), vec![7; SIZE]).expect("another backup");
    let superseded = Arc::new(Mutex::new(None));
    let listener = Arc::clone(&superseded);
    let registration = night.resumable().on_event(move |event| {
        if let Event::Superseded { backup_set_id, upload, .. } = event {
            *listener.lock().expect("news") = Some((backup_set_id.clone(), upload.clone()));
        }
    });
    let done = night.client().register(&registration).await.expect("a backup set");
    let sets = night.cloud.backup_sets();
    assert_eq!(sets.len(), 2);
    assert_eq!(
        (sets[0].status.as_str(), sets[1].status.as_str()),
        ("WaitingUpload", "UploadSuccess")
    );
    assert_eq!(sets[1].backup_set_id, done.backup_set_id);
    assert_eq!(night.cloud.objects().len(), 1);
    assert_eq!(night.cloud.uploads(), []);
    assert_eq!(night.state().unfinished().expect("the state"), []);
    let (id, upload) = superseded.lock().expect("news").clone().expect("an event");
    assert_eq!(id, Some(sets[0].backup_set_id.clone()));
    assert!(upload.ends_with("is gone with all its parts"), "{upload}");
}

#[tokio::test]
async fn a_complete_object_is_confirmed_though_its_source_changed_since() {
    let night = Night::new();
    let cut = run_until(&night, night.resumable(), |event| label(event) == "verified").await;
    assert!(cut.is_none());
    std::fs::write(night.file(), vec![7; SIZE]).expect("another backup");
    night.client().register(&night.resumable()).await.expect("a backup set");
    let sets = night.cloud.backup_sets();
    assert_eq!(
        sets.iter().map(|set| set.status.as_str()).collect::<Vec<_>>(),
        ["UploadSuccess"; 2]
    );
    assert_eq!(night.cloud.objects().len(), 2);
    assert_eq!(night.state().finished().len(), 2);
}

/// Nor does it block the next night for ever.
#[tokio::test]
async fn a_complete_object_that_was_lost_is_given_up_when_its_source_changed_too() {
    let night = Night::new();
    let cut = run_until(&night, night.resumable(), |event| label(event) == "verified").await;
    assert!(cut.is_none());
    let [object] = night.cloud.objects().try_into().expect("an object");
    bucket(&night).delete_object(&object.key).await.expect("deleted");
    std::fs::write(night.file(), vec![7; SIZE]).expect("another backup");
    night.client().register(&night.resumable()).await.expect("a backup set");
    let sets = night.cloud.backup_sets();
    let statuses: Vec<_> = sets.iter().map(|set| set.status.as_str()).collect();
    assert_eq!(statuses, ["WaitingUpload", "UploadSuccess"]);
    assert_eq!(night.state().unfinished().expect("the state"), []);
}

#[tokio::test]
async fn what_could_not_be_given_up_is_tried_again_by_the_next_backup() {
    let night = Night::new();
    let cut = run_until(&night, night.resumable(), |event| label(event) == "part 2").await;
    assert!(cut.is_none());
    std::fs::write(night.file(), vec![7; SIZE]).expect("another backup");
    night.cloud.inject(Fault::new("AbortMultipartUpload", FaultKind::status(400, "BadLuck")));
    night.client().register(&night.resumable()).await.expect("a backup set");
    let [left] = night.state().unfinished().expect("the state").try_into().expect("one");
    assert_eq!((left.parts, left.running), (2, false));
    assert_eq!(night.cloud.uploads().len(), 1);

    std::fs::write(night.file(), vec![8; SIZE]).expect("a third backup");
    night.client().register(&night.resumable()).await.expect("a backup set");
    assert_eq!(night.cloud.uploads(), []);
    assert_eq!(night.state().unfinished().expect("the state"), []);
}

fn bucket(night: &Night) -> oss_multipart::Bucket {
    let cloud = &night.cloud;
    oss_multipart::Bucket::builder(&cloud.oss_endpoint(), cloud.bucket())
        .region(cloud.region())
        .credentials(oss_multipart::Credentials::new(
            cloud.access_key_id(),
            cloud.access_key_secret(),
        ))
        .ca_file(cloud.ca_file())
        .build()
        .expect("the bucket")
}
