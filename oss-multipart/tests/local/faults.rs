//! Faults whose outcome is told exactly: what is sent again, what is called lost, what is left.

use std::time::Duration;

use local_cloud::{Fault, FaultKind, LocalCloud};
use oss_multipart::{Bucket, Error, ErrorKind, OnFailure, Remains, Source, UploadOutcome};

use crate::cloud::{KEY, SIZE, assert_exact, builder, count, data, policy, source, uploader};

const INITIATE: &str = "InitiateMultipartUpload";
const UPLOAD: &str = "UploadPart";
const COMPLETE: &str = "CompleteMultipartUpload";
const ABORT: &str = "AbortMultipartUpload";
const TRIES: u32 = 4;

/// Patience is short where a fault tests it.
fn bucket(cloud: &LocalCloud) -> Bucket {
    let patience = Duration::from_millis(400);
    let builder = builder(cloud).retry(policy(TRIES));
    builder.stall_timeout(patience).answer_timeout(patience).build().unwrap()
}

async fn upload(cloud: &LocalCloud) -> Result<UploadOutcome, Error> {
    uploader(bucket(cloud)).upload(source(), KEY).await
}

fn status(status: u16, code: &str) -> FaultKind {
    FaultKind::Status { status, code: code.to_owned(), message: "as injected".to_owned() }
}

/// First, middle and last part, and the calls around them.
fn places() -> Vec<Fault> {
    let part = |number: u32| {
        Fault::new(UPLOAD, FaultKind::LostAnswer).matching("partNumber", number.to_string())
    };
    let call = |operation| Fault::new(operation, FaultKind::LostAnswer);
    vec![call(INITIATE), part(1), part(3), part(5), call(COMPLETE)]
}

fn at(place: &Fault, kind: FaultKind) -> Fault {
    let mut fault = place.clone();
    fault.kind = kind;
    fault
}

#[tokio::test]
async fn a_refusal_at_any_call_is_told_and_nothing_is_left() {
    for place in places() {
        let cloud = LocalCloud::start().unwrap();
        cloud.inject(at(&place, status(403, "AccessDenied")));
        let error = upload(&cloud).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Refused, "{place:?}");
        assert_eq!(error.fault().unwrap().code, "AccessDenied");
        assert!(error.fault().unwrap().request_id.is_some());
        assert_eq!(error.remains(), Some(Remains::Nothing));
        let part = place.matching.get("partNumber").map(|number| number.parse().unwrap());
        assert_eq!(error.part_number(), part);
        assert_eq!(error.upload_id().is_some(), place.operation != INITIATE);
        assert!(!error.may_have_taken_effect() && !error.is_retryable());
        assert_eq!((cloud.uploads().len(), cloud.objects().len()), (0, 0), "{place:?}");
    }
}

#[tokio::test]
async fn a_fault_that_does_not_go_by_ends_within_the_tries() {
    for (kind, expected) in [
        (status(500, "InternalError"), ErrorKind::Service),
        (FaultKind::Throttle, ErrorKind::Service),
        (FaultKind::Reset { after_commit: false }, ErrorKind::Network),
    ] {
        for place in places() {
            let cloud = LocalCloud::start().unwrap();
            cloud.inject(at(&place, kind.clone()).count(1000));
            let error = upload(&cloud).await.unwrap_err();
            assert_eq!(error.kind(), expected, "{place:?}");
            assert!(error.is_retryable() && error.may_have_taken_effect());
            assert_eq!(error.remains(), Some(Remains::Nothing), "{kind:?} {place:?}");
            let harmed = 1000 - cloud.faults()[0].count;
            assert_eq!(harmed, TRIES, "{kind:?} {place:?}");
            assert_eq!((cloud.uploads().len(), cloud.objects().len()), (0, 0), "{place:?}");
        }
    }
}

#[tokio::test]
async fn a_damaged_part_is_sent_again() {
    for number in ["1", "3", "5"] {
        let cloud = LocalCloud::start().unwrap();
        let fault = Fault::new(UPLOAD, FaultKind::CorruptedPart).matching("partNumber", number);
        cloud.inject(fault);
        let outcome = upload(&cloud).await.unwrap();
        assert_exact(&cloud, &outcome, KEY, &data(SIZE));
        assert_eq!(count(&cloud, UPLOAD), 6);
    }
}

#[tokio::test]
async fn a_part_that_is_always_damaged_is_told() {
    let cloud = LocalCloud::start().unwrap();
    let fault = Fault::new(UPLOAD, FaultKind::CorruptedPart).matching("partNumber", "3");
    cloud.inject(fault.count(1000));
    let error = upload(&cloud).await.unwrap_err();
    assert_eq!((error.kind(), error.part_number()), (ErrorKind::Integrity, Some(3)));
    assert_eq!(error.remains(), Some(Remains::Nothing));
    assert_eq!((cloud.uploads().len(), cloud.objects().len()), (0, 0));
}

#[tokio::test]
async fn an_object_damaged_at_rest_is_found_and_deleted() {
    for number in ["1", "3", "5"] {
        let cloud = LocalCloud::start().unwrap();
        let fault = Fault::new(UPLOAD, FaultKind::CorruptedAtRest);
        cloud.inject(fault.matching("partNumber", number));
        let error = upload(&cloud).await.unwrap_err();
        assert_eq!((error.kind(), error.part_number()), (ErrorKind::Integrity, None));
        assert_eq!(error.remains(), Some(Remains::Nothing));
        assert_eq!((cloud.uploads().len(), cloud.objects().len()), (0, 0));
    }
}

#[tokio::test]
async fn a_wrong_object_that_may_not_be_deleted_is_said_to_be_there() {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new(UPLOAD, FaultKind::CorruptedAtRest));
    cloud.inject(Fault::new("DeleteObject", status(403, "AccessDenied")));
    let error = upload(&cloud).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Integrity);
    assert_eq!(error.remains(), Some(Remains::Object));
    assert!(error.to_string().ends_with("; the wrong object stands"), "{error}");
    assert_eq!(cloud.objects().len(), 1);
}

#[tokio::test]
async fn a_lost_completion_is_settled_by_the_object() {
    for kind in [FaultKind::LostAnswer, FaultKind::Reset { after_commit: true }] {
        let cloud = LocalCloud::start().unwrap();
        cloud.inject(Fault::new(COMPLETE, kind));
        let outcome = upload(&cloud).await.unwrap();
        assert!(outcome.verified);
        assert_exact(&cloud, &outcome, KEY, &data(SIZE));
        // The repetition met NoSuchUpload.
        let codes: Vec<_> = cloud.calls().into_iter().filter_map(|call| call.code).collect();
        assert_eq!(codes, ["NoSuchUpload"]);
        assert_eq!(count(&cloud, "HeadObject"), 1);
        assert_eq!(count(&cloud, ABORT), 0);
    }
}

#[tokio::test]
async fn a_lost_completion_that_nobody_may_look_at_is_not_called_a_success() {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new(COMPLETE, FaultKind::LostAnswer));
    cloud.inject(Fault::new("HeadObject", status(403, "AccessDenied")).count(1000));
    let error = upload(&cloud).await.unwrap_err();
    assert!(error.may_have_taken_effect());
    assert_eq!(error.remains(), Some(Remains::Unknown));
    let id = error.upload_id().unwrap();
    let end = format!("; whether upload {id} was completed is unknown");
    assert!(error.to_string().ends_with(&end), "{error}");
    assert_eq!(cloud.objects().len(), 1);
}

#[tokio::test]
async fn an_older_object_is_not_taken_for_a_lost_completion() {
    let cloud = LocalCloud::start().unwrap();
    let mut older = data(SIZE);
    older[7] ^= 1;
    uploader(bucket(&cloud)).upload(Source::bytes(older.clone()), KEY).await.unwrap();
    cloud.inject(Fault::new(COMPLETE, FaultKind::Reset { after_commit: false }).count(1000));
    let error = upload(&cloud).await.unwrap_err();
    assert_eq!((error.kind(), error.remains()), (ErrorKind::Network, Some(Remains::Nothing)));
    assert_eq!(cloud.uploads().len(), 0);
    let path = cloud.object_path(cloud.bucket(), KEY).unwrap().unwrap();
    assert!(std::fs::read(path).unwrap() == older);
}

/// The same backup twice under one name: what is there already proves nothing.
#[tokio::test]
async fn an_older_object_with_the_same_bytes_is_no_completion_either() {
    let cloud = LocalCloud::start().unwrap();
    upload(&cloud).await.unwrap();
    cloud.inject(Fault::new(COMPLETE, FaultKind::ResetAfterBody).count(1000));
    let error = upload(&cloud).await.unwrap_err();
    assert_eq!((error.kind(), error.remains()), (ErrorKind::Network, Some(Remains::Nothing)));
    assert_eq!(cloud.uploads().len(), 0);
    // Where nobody may list, the object has to do.
    cloud.clear_faults();
    cloud.inject(Fault::new("ListParts", FaultKind::AccessDenied));
    cloud.inject(Fault::new(COMPLETE, FaultKind::Reset { after_commit: true }).count(TRIES));
    cloud.inject(Fault::new("HeadObject", FaultKind::status(500, "InternalError")));
    assert!(upload(&cloud).await.unwrap().verified);
}

#[tokio::test]
async fn a_confirmed_completion_without_an_object_is_no_success() {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new(COMPLETE, FaultKind::MissingCrcHeader));
    cloud.inject(Fault::new("HeadObject", status(404, "NoSuchKey")));
    let error = upload(&cloud).await.unwrap_err();
    assert_eq!((error.kind(), error.remains()), (ErrorKind::Service, Some(Remains::Unknown)));
    assert!(error.may_have_taken_effect());
    let id = error.upload_id().unwrap();
    assert_eq!(
        error.to_string(),
        format!(
            "the service confirmed the completion of upload {id}, but says that there is no object \
             {KEY}; upload it again; whether upload {id} was completed is unknown"
        )
    );
}

#[tokio::test]
async fn parts_that_are_gone_with_their_upload_are_sent_to_another_one() {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new(COMPLETE, FaultKind::VanishedPart { number: 2 }));
    cloud.inject(Fault::new("ListParts", FaultKind::VanishedUpload));
    let outcome = upload(&cloud).await.unwrap();
    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert_eq!((count(&cloud, INITIATE), count(&cloud, UPLOAD)), (2, 10));
    assert_eq!(cloud.uploads().len(), 0);
}

#[tokio::test]
async fn an_upload_that_is_gone_is_begun_anew_once() {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new(COMPLETE, status(404, "NoSuchUpload")));
    let outcome = upload(&cloud).await.unwrap();
    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert_eq!((count(&cloud, "InitiateMultipartUpload"), cloud.uploads().len()), (2, 0));

    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new(COMPLETE, status(404, "NoSuchUpload")).count(2));
    let error = upload(&cloud).await.unwrap_err();
    assert_eq!(error.fault().unwrap().code, "NoSuchUpload");
    assert_eq!((error.remains(), cloud.uploads().len()), (Some(Remains::Nothing), 0));
}

#[tokio::test]
async fn without_checksums_of_the_service_it_is_said_that_nothing_is_verified() {
    let cloud = LocalCloud::builder().crc_header(false).start().unwrap();
    let outcome = upload(&cloud).await.unwrap();
    assert!(!outcome.verified);
    assert_exact(&cloud, &outcome, KEY, &data(SIZE));

    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new(COMPLETE, FaultKind::MissingCrcHeader));
    cloud.inject(Fault::new("HeadObject", status(403, "AccessDenied")));
    assert!(!upload(&cloud).await.unwrap().verified);
}

#[tokio::test]
async fn an_abort_that_fails_is_said() {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new(UPLOAD, status(403, "AccessDenied")));
    cloud.inject(Fault::new(ABORT, status(403, "AccessDenied")));
    let error = upload(&cloud).await.unwrap_err();
    assert_eq!(error.remains(), Some(Remains::Upload));
    let id = error.upload_id().unwrap().to_owned();
    let end = format!("; upload {id} and its parts still stand on the server");
    assert!(error.to_string().ends_with(&end), "{error}");
    assert_eq!(cloud.uploads()[0].upload_id, id);
}

#[tokio::test]
async fn a_lost_answer_to_the_abort_is_no_failure_of_it() {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new(UPLOAD, status(403, "AccessDenied")));
    cloud.inject(Fault::new(ABORT, FaultKind::LostAnswer));
    let error = upload(&cloud).await.unwrap_err();
    assert_eq!((error.remains(), cloud.uploads().len()), (Some(Remains::Nothing), 0));
}

#[tokio::test]
async fn an_upload_that_is_to_be_kept_is_kept() {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new(UPLOAD, status(403, "AccessDenied")).matching("partNumber", "5"));
    let uploader = uploader(bucket(&cloud)).on_failure(OnFailure::Keep);
    let error = uploader.upload(source(), KEY).await.unwrap_err();
    assert_eq!(error.remains(), Some(Remains::Upload));
    assert_eq!(cloud.uploads()[0].upload_id, error.upload_id().unwrap());
    assert_eq!(count(&cloud, ABORT), 0);
}

#[tokio::test]
async fn an_upload_that_is_dropped_sends_nothing_more() {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new(UPLOAD, FaultKind::Stall { seconds: 5 }).count(1000));
    let upload = upload(&cloud);
    assert!(tokio::time::timeout(Duration::from_millis(300), upload).await.is_err());
    let calls = cloud.calls().len();
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(cloud.calls().len(), calls);
    assert_eq!(cloud.uploads().len(), 1);
}
