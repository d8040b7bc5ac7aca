//! The journal itself: one process, nothing secret, nothing taken for granted.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dbs_sdk::{CancellationToken, ErrorKind, Event, ExtraMeta, Stage};
use local_cloud::{Fault, FaultKind, LocalCloud};

use crate::night::Night;

/// All files in a folder and below, as text.
fn texts(folder: PathBuf) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(texts(path));
        } else {
            let text = String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned();
            found.push((path, text));
        }
    }
    found
}

fn stalled(night: &Night) {
    night.cloud.inject(Fault::new("UploadPart", FaultKind::Stall { seconds: 30 }).skip(2).count(9));
}

#[tokio::test]
async fn no_file_holds_a_secret() {
    let (secret, sts, token) = ("plantedKeySecret0001", "plantedStsSecret0002", "CAISplanted0003");
    let builder =
        LocalCloud::builder().access_key("LTAIplanted", secret).sts_secret(sts).sts_token(token);
    let night = Night::with(builder);
    stalled(&night);
    let (client, registration) = (night.client(), night.resumable());
    let run = tokio::time::timeout(Duration::from_secs(2), client.register(&registration));
    assert!(run.await.is_err());
    let mut written = texts(night.state().path().to_owned());
    night.cloud.clear_faults();
    night.client().register(&night.resumable()).await.expect("a backup set");
    written.extend(texts(night.state().path().to_owned()));
    assert!(written.iter().any(|(_, text)| text.contains("ee-")));
    for (path, text) in written {
        for planted in [secret, sts, token] {
            assert!(!text.contains(planted), "{} holds {planted}", path.display());
        }
    }
}

#[tokio::test]
async fn a_second_run_at_the_same_time_is_refused_and_names_the_first() {
    let night = Night::new();
    stalled(&night);
    let (client, registration) = (night.client(), night.resumable());
    let first = tokio::spawn({
        let (client, registration) = (client.clone(), registration.clone());
        async move { client.register(&registration).await }
    });
    while night.parts_sent() < 2 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let error = client.register(&registration).await.expect_err("in use");
    assert_eq!(error.kind(), ErrorKind::InUse, "{error:?}");
    assert!(error.to_string().contains(&format!("process {}", std::process::id())), "{error}");
    let [unfinished] = night.state().unfinished().expect("the state").try_into().expect("one");
    assert_eq!((unfinished.running, unfinished.pid), (true, Some(std::process::id())));
    assert_eq!(unfinished.stage, Stage::Upload);
    first.abort();
    let _ = first.await;
    night.cloud.clear_faults();
    let done = client.register(&registration).await.expect("a backup set");
    night.assert_once(&done, "after the first");
}

#[tokio::test]
async fn a_damaged_journal_is_an_error_and_never_a_second_backup_set() {
    let night = Night::new();
    stalled(&night);
    let (client, registration) = (night.client(), night.resumable());
    let run = tokio::time::timeout(Duration::from_secs(2), client.register(&registration));
    assert!(run.await.is_err());
    let [unfinished] = night.state().unfinished().expect("the state").try_into().expect("one");
    let whole = fs::read(&unfinished.journal).expect("the journal");
    let calls = night.cloud.calls().len();
    for damaged in [&whole[..whole.len() / 2], b"", b"{\"dbs_sdk_journal\":9}\n", b"\xff\xfe"] {
        fs::write(&unfinished.journal, damaged).expect("damage");
        let error = client.register(&registration).await.expect_err("damage");
        assert_eq!(error.kind(), ErrorKind::Journal, "{error:?}");
        assert!(error.to_string().contains(unfinished.journal.to_str().expect("a path")));
        assert_eq!(night.state().unfinished().expect_err("damage").kind(), ErrorKind::Journal);
    }
    assert_eq!(night.cloud.calls().len(), calls);
    fs::write(&unfinished.journal, whole).expect("mended");
    night.cloud.clear_faults();
    let done = client.register(&registration).await.expect("a backup set");
    night.assert_once(&done, "mended");
}

#[tokio::test]
async fn a_cancelled_run_ends_within_half_a_second_at_any_stage() {
    for (operation, stage) in [
        ("ConfigureBackupSetInfo", Stage::Register),
        ("DescribeBakDataSourceStorageAccessInfo", Stage::Access),
        ("InitiateMultipartUpload", Stage::Upload),
        ("UploadPart", Stage::Upload),
        ("CompleteMultipartUpload", Stage::Upload),
    ] {
        let night = Night::new();
        night.cloud.inject(Fault::new(operation, FaultKind::Stall { seconds: 3 }));
        let token = CancellationToken::new();
        let registration = night.resumable().cancel(token.clone());
        let cancel = async {
            while !night.cloud.calls().iter().any(|call| call.operation == operation) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            token.cancel();
            Instant::now()
        };
        let client = night.client();
        let (ended, cancelled) =
            tokio::join!(async { (client.register(&registration).await, Instant::now()) }, cancel);
        let (ended, at) = ended;
        let error = ended.expect_err("cancelled");
        assert_eq!(error.kind(), ErrorKind::Cancelled, "{operation}: {error:?}");
        assert!(error.to_string().contains("run the same again to go on"), "{error}");
        assert_eq!(error.place().expect("a place").stage, stage, "{operation}");
        let took = at - cancelled;
        assert!(took < Duration::from_millis(500), "{operation}: {took:?}");
        assert_eq!(night.state().unfinished().expect("the state").len(), 1, "{operation}");
        let done = client.register(&night.resumable()).await.expect("a backup set");
        night.assert_once(&done, operation);
    }
}

#[tokio::test]
async fn a_plan_sends_and_writes_nothing() {
    let night = Night::new();
    let registration = night.resumable();
    let plan = night.client().plan(&registration).await.expect("a plan");
    assert_eq!((plan.name.as_str(), plan.parts), ("backup.tar.gz", Some(4)));
    assert!(plan.parameters.contains(&("UploadStatus".to_owned(), "WaitingUpload".to_owned())));
    assert!(plan.parameters.iter().all(|(name, _)| name != "ClientToken"));
    assert_eq!((plan.unfinished, plan.registered), (None, None));
    assert!(!night.state().path().exists());
    assert_eq!(night.cloud.calls(), []);
    let done = night.client().register(&registration).await.expect("a backup set");
    let plan = night.client().plan(&registration).await.expect("a plan");
    assert_eq!(plan.registered, Some(done));
}

#[tokio::test]
async fn corrected_metadata_are_confirmed_and_other_metadata_of_what_is_done_are_refused() {
    let night = Night::new();
    stalled(&night);
    let (client, registration) = (night.client(), night.resumable());
    let run = tokio::time::timeout(Duration::from_secs(2), client.register(&registration));
    assert!(run.await.is_err());
    night.cloud.clear_faults();
    let zone = "UTC".parse().expect("a zone");
    let meta = ExtraMeta::log_backup("2024-09-25 17:40:02", "2024-09-25 17:46:58", &zone);
    let meta = meta.expect("times");
    let corrected = dbs_sdk::Registration::new(
        night.cloud.region(),
        night.cloud.data_source_id(),
        night.file(),
        meta.clone(),
    )
    .state_dir(night.state());
    let heard = Arc::new(Mutex::new(false));
    let listener = Arc::clone(&heard);
    let corrected = corrected.on_event(move |event| {
        *listener.lock().expect("news") |= matches!(event, Event::Resumed { .. });
    });
    client.register(&corrected).await.expect("a backup set");
    assert!(*heard.lock().expect("news"));
    let [set] = night.cloud.backup_sets().try_into().expect("one backup set");
    assert_eq!(set.extra_meta, Some(meta.to_json()));

    let error = client.register(&night.resumable()).await.expect_err("other metadata");
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().contains("is registered already as ee-"), "{error}");
}
