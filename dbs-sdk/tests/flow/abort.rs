//! A backup that is given up, at any stage.

use dbs_sdk::{Aborted, AbortedUpload, CancellationToken, Event, Stage, Unfinished};
use local_cloud::{Fault, FaultKind, LocalCloud, Policy};

use crate::night::Night;

/// Cancels the run at this event.
async fn leave(night: &Night, at: impl Fn(&Event) -> bool + Send + Sync + 'static) -> Unfinished {
    let token = CancellationToken::new();
    let cancel = token.clone();
    let registration = night.resumable().cancel(token).on_event(move |event| {
        if at(event) {
            cancel.cancel();
        }
    });
    night.client().register(&registration).await.expect_err("cancelled");
    let [unfinished] = night.state().unfinished().expect("the state").try_into().expect("one");
    unfinished
}

async fn abort(night: &Night, unfinished: &Unfinished) -> Aborted {
    let aborted = night.client().abort(&night.state(), unfinished, false).await.expect("aborted");
    assert_eq!(night.state().unfinished().expect("the state"), []);
    aborted
}

fn second_part(event: &Event) -> bool {
    matches!(event, Event::Uploaded { parts_confirmed: 2, .. })
}

#[tokio::test]
async fn at_each_stage_nothing_is_left_but_what_cannot_be_taken_back() {
    for stage in [Stage::Register, Stage::Access, Stage::Upload] {
        let night = Night::new();
        let unfinished = leave(&night, move |event| *event == Event::Stage(stage)).await;
        let aborted = abort(&night, &unfinished).await;
        assert_eq!(night.cloud.uploads(), [], "{stage}");
        assert_eq!(aborted.backup_set_id, unfinished.backup_set_id, "{stage}");
        night.client().register(&night.resumable()).await.expect("begun anew");
        let expected = if aborted.backup_set_id.is_some() { 2 } else { 1 };
        assert_eq!(night.cloud.backup_sets().len(), expected, "{stage}");
    }
}

#[tokio::test]
async fn an_upload_is_ended_with_its_parts() {
    let night = Night::new();
    let unfinished = leave(&night, second_part).await;
    assert_eq!((unfinished.parts, unfinished.bytes), (2, 2 << 20));
    assert_eq!(unfinished.upload_id, Some(night.cloud.uploads()[0].upload_id.clone()));
    let aborted = abort(&night, &unfinished).await;
    assert!(matches!(aborted.upload, AbortedUpload::Gone { .. }), "{aborted:?}");
    let id = unfinished.backup_set_id.expect("an id");
    assert!(
        aborted.to_string().ends_with(&format!(
            "is gone with all its parts; backup set {id} stays as WaitingUpload, since a \
             registration cannot be taken back"
        )),
        "{aborted}"
    );
    assert_eq!(night.cloud.uploads(), []);
}

#[tokio::test]
async fn an_upload_that_is_gone_already_is_no_error() {
    let night = Night::new();
    let unfinished = leave(&night, second_part).await;
    night.cloud.inject(Fault::new("AbortMultipartUpload", FaultKind::VanishedUpload));
    let aborted = abort(&night, &unfinished).await;
    assert!(matches!(aborted.upload, AbortedUpload::Gone { .. }), "{aborted:?}");
}

#[tokio::test]
async fn keys_that_may_not_end_it_leave_what_is_said() {
    let policy = Policy::default().without("AbortMultipartUpload");
    let night = Night::with(LocalCloud::builder().sts_policy(policy));
    let unfinished = leave(&night, second_part).await;
    let aborted = abort(&night, &unfinished).await;
    let [upload] = night.cloud.uploads().try_into().expect("one upload");
    assert!(aborted.to_string().starts_with(&format!("the parts of upload {}", upload.upload_id)));
    assert!(aborted.to_string().contains("lifecycle rule"), "{aborted}");
}

#[tokio::test]
async fn a_failure_of_the_service_keeps_the_notes_for_another_try() {
    let night = Night::new();
    let unfinished = leave(&night, second_part).await;
    let fault = FaultKind::status(500, "InternalError");
    night.cloud.inject(Fault::new("DescribeBakDataSourceStorageAccessInfo", fault).count(100));
    let client = night.builder().retry(dbs_sdk::RetryPolicy::never()).build().expect("a client");
    client.abort(&night.state(), &unfinished, false).await.expect_err("a failure");
    assert_eq!(night.state().unfinished().expect("the state").len(), 1);
    night.cloud.clear_faults();
    abort(&night, &unfinished).await;
    assert_eq!(night.cloud.uploads(), []);
}
