//! The whole job, and where it can fail.

use std::sync::{Arc, Mutex};

use dbs_sdk::{ErrorKind, Event, Registration, RetryPolicy, Stage};
use local_cloud::{Fault, FaultKind, LocalCloud};

use crate::night::{Night, SIZE, meta};

fn status(status: u16, code: &str) -> FaultKind {
    FaultKind::Status { status, code: code.to_owned(), message: "made to fail".to_owned() }
}

#[tokio::test]
async fn a_backup_ends_registered_and_byte_exact() {
    let night = Night::new();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&heard);
    let registration = night
        .registration()
        .on_event(move |event| listener.lock().expect("events").push(event.clone()));
    let done = night.client().register(&registration).await.expect("a backup set");

    let [object] = night.cloud.objects().try_into().expect("one object");
    assert_eq!((&done.bucket, &done.object_key), (&object.bucket, &object.key));
    night.assert_stored(&done);
    assert_eq!(
        (done.size, done.parts, done.crc64, done.verified),
        (SIZE as u64, 4, object.crc64, true)
    );

    let [set] = night.cloud.backup_sets().try_into().expect("one backup set");
    assert_eq!(set.backup_set_id, done.backup_set_id);
    assert_eq!(set.name, "backup.tar.gz");
    assert_eq!(set.extra_meta, Some(meta().to_json()));
    assert_eq!(night.history(), ["WaitingUpload", "UploadSuccess"]);
    assert!(night.cloud.uploads().is_empty());
    assert_eq!(
        night.calls(),
        [
            "ConfigureBackupSetInfo",
            "DescribeBakDataSourceStorageAccessInfo",
            "InitiateMultipartUpload",
            "UploadPart",
            "CompleteMultipartUpload",
            "ConfigureBackupSetInfo"
        ]
    );
    assert!(night.cloud.calls().iter().all(|call| call.scheme == "https"));

    let heard = heard.lock().expect("events");
    let stages: Vec<_> = heard
        .iter()
        .filter_map(|event| match event {
            Event::Stage(stage) => Some(*stage),
            _ => None,
        })
        .collect();
    assert_eq!(
        stages,
        [Stage::Preflight, Stage::Register, Stage::Access, Stage::Upload, Stage::Confirm]
    );
    assert!(matches!(heard.iter().rev().find(|event| matches!(event, Event::Uploaded { .. })),
        Some(Event::Uploaded { bytes, size, .. }) if *size == Some(*bytes) && *bytes == SIZE as u64));
}

#[tokio::test]
async fn a_lost_answer_at_any_call_makes_no_second_set_and_no_second_object() {
    for operation in [
        "ConfigureBackupSetInfo",
        "DescribeBakDataSourceStorageAccessInfo",
        "UploadPart",
        "CompleteMultipartUpload",
    ] {
        for skip in [0, 1] {
            let night = Night::new();
            night.cloud.inject(Fault::new(operation, FaultKind::LostAnswer).skip(skip));
            let done = night.client().register(&night.registration()).await;
            let done = done.unwrap_or_else(|error| panic!("{operation}: {error:?}"));
            assert!(done.verified);
            assert_eq!(night.cloud.objects().len(), 1, "{operation}");
            assert_eq!(night.history(), ["WaitingUpload", "UploadSuccess"], "{operation}");
        }
    }
}

/// The stage, the kind and the standing that an error names are what the cloud shows.
#[tokio::test]
async fn an_error_says_its_stage_and_what_stands() {
    let forbidden = || status(403, "Request.Forbidden");
    let cases = [
        (
            Fault::new("ConfigureBackupSetInfo", forbidden()),
            Stage::Register,
            "nothing stands on the service",
        ),
        (
            Fault::new("DescribeBakDataSourceStorageAccessInfo", forbidden()),
            Stage::Access,
            "without bytes",
        ),
        (
            Fault::new("InitiateMultipartUpload", status(403, "AccessDenied")),
            Stage::Upload,
            "stands as WaitingUpload",
        ),
        (
            Fault::new("UploadPart", status(403, "AccessDenied")),
            Stage::Upload,
            "stands as WaitingUpload",
        ),
        (
            Fault::new("CompleteMultipartUpload", status(403, "AccessDenied")),
            Stage::Upload,
            "stands as WaitingUpload",
        ),
        (
            Fault::new("ConfigureBackupSetInfo", forbidden())
                .matching("UploadStatus", "UploadSuccess"),
            Stage::Confirm,
            "is complete; backup set",
        ),
    ];
    for (fault, stage, standing) in cases {
        let night = Night::new();
        let operation = fault.operation.clone();
        night.cloud.inject(fault.count(100));
        let error = night.client().register(&night.registration()).await.expect_err("a failure");
        assert_eq!(error.kind(), ErrorKind::Forbidden, "{operation}: {error:?}");
        let place = error.place().expect("a place");
        assert_eq!(place.stage, stage, "{operation}");
        assert!(error.to_string().contains(standing), "{operation}: {error}");

        let sets = night.cloud.backup_sets();
        assert_eq!(
            place.backup_set_id.as_deref(),
            sets.first().map(|set| set.backup_set_id.as_str()),
            "{operation}"
        );
        assert!(sets.iter().all(|set| set.status == "WaitingUpload"), "{operation}");
        assert_eq!(
            night.cloud.objects().len(),
            usize::from(stage == Stage::Confirm),
            "{operation}"
        );
        assert!(night.cloud.uploads().is_empty(), "{operation}: a failed upload is aborted");
    }
}

#[tokio::test]
async fn damaged_bytes_are_never_confirmed() {
    let night = Night::new();
    night
        .cloud
        .inject(Fault::new("UploadPart", FaultKind::CorruptedAtRest).matching("partNumber", "2"));
    let error = night.client().register(&night.registration()).await.expect_err("damage");
    assert_eq!(error.kind(), ErrorKind::Integrity, "{error:?}");
    assert_eq!(night.history(), ["WaitingUpload"]);
}

#[tokio::test]
async fn a_part_damaged_on_the_way_is_sent_again() {
    let night = Night::new();
    night
        .cloud
        .inject(Fault::new("UploadPart", FaultKind::CorruptedPart).matching("partNumber", "2"));
    let done = night.client().register(&night.registration()).await.expect("a backup set");
    night.assert_stored(&done);
}

#[tokio::test]
async fn without_checksums_nothing_is_confirmed_unless_that_is_allowed() {
    let night = Night::with(LocalCloud::builder().crc_header(false));
    let error = night.client().register(&night.registration()).await.expect_err("no checksum");
    assert_eq!(error.kind(), ErrorKind::Integrity, "{error:?}");
    assert_eq!(night.history(), ["WaitingUpload"]);

    let night = Night::with(LocalCloud::builder().crc_header(false));
    let registration = night.registration().require_verified(false);
    let done = night.client().register(&registration).await.expect("a backup set");
    assert!(!done.verified);
}

#[tokio::test]
async fn bad_files_are_found_before_anything_is_sent() {
    let night = Night::new();
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("empty.tar.gz");
    std::fs::write(&empty, "").expect("a file");
    for (path, words) in [
        (folder.path().join("missing.tar.gz"), "cannot be uploaded"),
        (folder.path().to_owned(), "cannot be uploaded"),
        (empty, "is empty"),
    ] {
        let registration =
            Registration::new("cn-hangzhou", night.cloud.data_source_id(), &path, meta());
        let error = night.client().register(&registration).await.expect_err("a bad file");
        assert_eq!(error.kind(), ErrorKind::Input);
        assert_eq!(error.place().expect("a place").stage, Stage::Preflight);
        assert!(error.to_string().contains(words), "{error}");
    }
    assert!(night.cloud.calls().is_empty());
}

#[tokio::test]
async fn an_unknown_data_source_is_refused_by_the_service() {
    let night = Night::new();
    let registration = Registration::new("cn-hangzhou", "ds-unknown", night.file(), meta());
    let client = night.builder().retry(RetryPolicy::never()).build().expect("a client");
    let error = client.register(&registration).await.expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert_eq!(error.fault().expect("a fault").status, 200);
    assert!(night.cloud.backup_sets().is_empty());
}

#[tokio::test]
async fn dropping_the_future_stops_and_confirms_nothing() {
    let night = Night::new();
    night.cloud.inject(Fault::new("UploadPart", FaultKind::Stall { seconds: 30 }).count(100));
    let client = night.client();
    let registration = night.registration();
    let cut =
        tokio::time::timeout(std::time::Duration::from_secs(2), client.register(&registration))
            .await;
    assert!(cut.is_err());
    assert_eq!(night.history(), ["WaitingUpload"]);
}
