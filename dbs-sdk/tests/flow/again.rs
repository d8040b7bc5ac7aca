//! What a later run makes of what an earlier one could not know.

use dbs_sdk::{Credentials, ErrorKind, RetryPolicy};
use local_cloud::{Fault, FaultKind};

use crate::night::Night;

const CONFIGURE: &str = "ConfigureBackupSetInfo";
const ACCESS: &str = "DescribeBakDataSourceStorageAccessInfo";

fn refusal(code: &str) -> FaultKind {
    FaultKind::SuccessFalse { code: code.to_owned(), message: "as injected".to_owned() }
}

#[tokio::test]
async fn what_was_refused_at_registration_can_be_corrected() {
    let night = Night::new();
    night.cloud.inject(Fault::new(CONFIGURE, refusal("InvalidParameter")));
    let error = night.client().register(&night.resumable()).await.expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert_eq!(night.state().unfinished().expect("the state"), []);
    let corrected = night.resumable().name("another name.tar.gz");
    night.client().register(&corrected).await.expect("a backup set");
    let [set] = night.cloud.backup_sets().try_into().expect("one backup set");
    assert_eq!((set.name.as_str(), set.status.as_str()), ("another name.tar.gz", "UploadSuccess"));
}

#[tokio::test]
async fn a_backup_set_that_somebody_removed_is_begun_anew() {
    let night = Night::new();
    night
        .cloud
        .inject(Fault::new("CompleteMultipartUpload", FaultKind::status(400, "Made")).count(9));
    let error = night.client().register(&night.resumable()).await.expect_err("a failure");
    let removed = error.place().and_then(|place| place.backup_set_id.clone()).expect("a set");
    night.cloud.clear_faults();
    // Asked for by the run itself and, once it is given up, for its upload.
    night.cloud.inject(
        Fault::new(ACCESS, refusal("Param.NotFound")).matching("BackupSetId", &removed).count(9),
    );
    let done = night.client().register(&night.resumable()).await.expect("a backup set");
    assert_ne!(done.backup_set_id, removed);
    night.assert_stored(&done);
    assert_eq!(night.state().unfinished().expect("the state"), []);
}

#[tokio::test]
async fn wrong_keys_for_one_night_cost_no_complete_backup() {
    let night = Night::new();
    let unheard = Fault::new(CONFIGURE, FaultKind::status(503, "ServiceUnavailable"));
    night.cloud.inject(unheard.matching("UploadStatus", "UploadSuccess").count(99));
    let client = night.builder().retry(RetryPolicy::never()).build().expect("a client");
    client.register(&night.resumable()).await.expect_err("not confirmed");
    night.cloud.clear_faults();

    let mut changed = std::fs::read(night.file()).expect("the backup");
    changed.extend_from_slice(b"of another night");
    std::fs::write(night.file(), &changed).expect("another backup");
    let wrong = Credentials::new(night.cloud.access_key_id(), "wrong");
    let client = night.builder_with(wrong).build().expect("a client");
    let error = client.register(&night.resumable()).await.expect_err("wrong keys");
    assert_eq!(error.kind(), ErrorKind::Refused);

    night.client().register(&night.resumable()).await.expect("a backup set");
    let sets = night.cloud.backup_sets();
    assert_eq!(sets.len(), 2);
    assert!(sets.iter().all(|set| set.status == "UploadSuccess"), "{sets:?}");
    assert_eq!(night.cloud.objects().len(), 2);
}

#[tokio::test]
async fn a_stream_with_the_metadata_of_an_earlier_night_is_not_taken_for_done() {
    let night = Night::new();
    let registration = || {
        let bytes = std::fs::read(night.file()).expect("the backup");
        let (region, source) = (night.cloud.region(), night.cloud.data_source_id());
        let bytes = std::io::Cursor::new(bytes);
        dbs_sdk::Registration::of_reader(region, source, "night.tar.gz", bytes, log_meta())
            .state_dir(night.state())
    };
    let done = night.client().register(&registration()).await.expect("a backup set");
    let error = night.client().register(&registration()).await.expect_err("last night's metadata");
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().contains(&done.backup_set_id), "{error}");
    assert_eq!(night.cloud.backup_sets().len(), 1);
}

/// The bytes are no archive, which only a full backup must be.
fn log_meta() -> dbs_sdk::ExtraMeta {
    let zone = "UTC".parse().expect("a zone");
    dbs_sdk::ExtraMeta::log_backup("2026-11-22 01:00:00", "2026-11-22 02:00:00", &zone)
        .expect("times")
}
