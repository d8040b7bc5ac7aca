//! A policy that allows PutObject alone: nobody may list, look, abort or remove.

use std::path::Path;
use std::sync::Arc;

use local_cloud::{Fault, FaultKind, LocalCloud, Policy};
use oss_multipart::{FileCheckpoints, Remains, Source, Uploader};

use crate::cloud::{KEY, PART, SIZE, assert_exact, builder, count, data, policy, source, uploader};

fn cloud() -> LocalCloud {
    LocalCloud::builder().account_policy(Policy::only(["PutObject"])).start().unwrap()
}

fn refused() -> Fault {
    Fault::new("UploadPart", FaultKind::AccessDenied).matching("partNumber", "4")
}

/// One part after the other.
fn one_by_one(cloud: &LocalCloud) -> Uploader {
    uploader(builder(cloud).retry(policy(2)).build().unwrap()).parallel(1)
}

fn noting(cloud: &LocalCloud, folder: &Path) -> Uploader {
    one_by_one(cloud).checkpoints(Arc::new(FileCheckpoints::new(folder)))
}

#[tokio::test]
async fn an_upload_completes_verified_by_the_answer_to_its_completion() {
    let cloud = cloud();
    let outcome = one_by_one(&cloud).upload(source(), KEY).await.unwrap();
    assert!(outcome.verified);
    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert!(cloud.calls().iter().all(|call| call.status == Some(200)), "something was denied");
}

#[tokio::test]
async fn without_a_crc_it_completes_and_says_why_nothing_is_verified() {
    let cloud = LocalCloud::builder()
        .account_policy(Policy::only(["PutObject"]))
        .crc_header(false)
        .start()
        .unwrap();
    let outcome = one_by_one(&cloud).upload(source(), KEY).await.unwrap();
    assert!(!outcome.verified);
    let doubt = outcome.doubt.clone().unwrap();
    assert!(doubt.contains("HeadObject was refused: 403 AccessDenied"), "{doubt}");
    assert_exact(&cloud, &outcome, KEY, &data(SIZE));

    let demanding = one_by_one(&cloud).require_verified(true);
    let error = demanding.upload(source(), KEY).await.unwrap_err();
    assert_eq!(error.remains(), Some(Remains::Unverified), "{error}");
}

#[tokio::test]
async fn what_was_noted_before_a_crash_is_gone_on_with() {
    let cloud = cloud();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.tar");
    std::fs::write(&file, data(SIZE)).unwrap();
    let notes = folder.path().join("notes");
    cloud.inject(refused());
    let error = noting(&cloud, &notes).upload(Source::file(&file).unwrap(), KEY).await.unwrap_err();
    assert_eq!(error.remains(), Some(Remains::Upload));
    let before = count(&cloud, "UploadPart");

    let source = Source::file(&file).unwrap();
    let outcome = noting(&cloud, &notes).upload(source, KEY).await.unwrap();

    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert_eq!((outcome.reused, outcome.verified), (3 * PART, true));
    assert_eq!(count(&cloud, "UploadPart") - before, 2);
}

/// Only sending a part tells that the upload has been forgotten.
#[tokio::test]
async fn a_forgotten_upload_is_found_while_going_on() {
    let cloud = cloud();
    let folder = tempfile::tempdir().unwrap();
    cloud.inject(refused());
    noting(&cloud, folder.path()).upload(source(), KEY).await.unwrap_err();
    cloud.inject(Fault::new("ListParts", FaultKind::VanishedUpload));
    cloud.inject(Fault::new("UploadPart", FaultKind::VanishedUpload));

    let outcome = noting(&cloud, folder.path()).upload(source(), KEY).await.unwrap();

    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert_eq!((outcome.reused, cloud.uploads().len()), (0, 0));
}

/// What passes once cannot be sent again in the same run, but must be in the next.
#[tokio::test]
async fn a_reader_s_part_that_the_service_lost_is_not_noted_for_ever() {
    let cloud = cloud();
    let folder = tempfile::tempdir().unwrap();
    let reader = || Source::reader(std::io::Cursor::new(data(SIZE)));
    let lost = FaultKind::VanishedPart { number: 2 };
    cloud.inject(Fault::new("CompleteMultipartUpload", lost));
    let error = noting(&cloud, folder.path()).upload(reader(), KEY).await.unwrap_err();
    assert_eq!(error.fault().unwrap().code, "InvalidPart");
    assert_eq!(error.remains(), Some(Remains::Upload));

    let outcome = noting(&cloud, folder.path()).upload(reader(), KEY).await.unwrap();
    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert_eq!((outcome.reused, cloud.uploads().len()), (0, 0));
}

#[tokio::test]
async fn a_failed_upload_says_that_it_stands() {
    let cloud = cloud();
    cloud.inject(refused());
    let error = one_by_one(&cloud).upload(source(), KEY).await.unwrap_err();
    assert_eq!((error.remains(), error.part_number()), (Some(Remains::Upload), Some(4)));
    assert_eq!(error.upload_id(), Some(cloud.uploads()[0].upload_id.as_str()));
}

#[tokio::test]
async fn a_wrong_object_says_that_it_stands() {
    let cloud = cloud();
    cloud.inject(Fault::new("UploadPart", FaultKind::CorruptedAtRest));
    let error = one_by_one(&cloud).upload(source(), KEY).await.unwrap_err();
    assert_eq!(error.remains(), Some(Remains::Object), "{error}");
    assert_eq!(cloud.objects().len(), 1);
}

#[tokio::test]
async fn a_lost_answer_to_the_completion_is_unknown_until_the_next_run() {
    let cloud = cloud();
    let folder = tempfile::tempdir().unwrap();
    cloud.inject(Fault::new("CompleteMultipartUpload", FaultKind::LostAnswer));
    let error = noting(&cloud, folder.path()).upload(source(), KEY).await.unwrap_err();
    assert_eq!(error.remains(), Some(Remains::Unknown), "{error}");
    assert!(error.may_have_taken_effect());

    // Which cannot find out either, and sends it all again.
    let outcome = noting(&cloud, folder.path()).upload(source(), KEY).await.unwrap();
    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert!(outcome.verified && cloud.uploads().is_empty());
}

/// Perhaps the earlier run was completed, perhaps not: a refusal now proves neither.
#[tokio::test]
async fn what_an_earlier_run_may_have_completed_is_not_said_to_stand() {
    let cloud = cloud();
    let folder = tempfile::tempdir().unwrap();
    cloud.inject(Fault::new("CompleteMultipartUpload", FaultKind::LostAnswer));
    noting(&cloud, folder.path()).upload(source(), KEY).await.unwrap_err();
    cloud.inject(Fault::new("CompleteMultipartUpload", FaultKind::AccessDenied));
    let error = noting(&cloud, folder.path()).upload(source(), KEY).await.unwrap_err();
    assert_eq!(error.fault().unwrap().code, "AccessDenied");
    assert_eq!(error.remains(), Some(Remains::Unknown), "{error}");
    assert!(error.may_have_taken_effect());
}
