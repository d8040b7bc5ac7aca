//! Uploads whose completion calls another server.

use local_cloud::{Fault, FaultKind, LocalCloud, Policy};
use oss_multipart::{Callback, Error, ErrorKind, ObjectHeaders, Remains, UploadOutcome};

use crate::cloud::{KEY, SIZE, assert_exact, builder, data, source, uploader};

const COMPLETE: &str = "CompleteMultipartUpload";

async fn upload(cloud: &LocalCloud) -> Result<UploadOutcome, Error> {
    let callback = Callback::new("https://backup.example.com/done", "key=${object}");
    let uploader = uploader(builder(cloud).build().unwrap());
    uploader.headers(ObjectHeaders::new().callback(callback)).upload(source(), KEY).await
}

#[tokio::test]
async fn what_the_callback_was_answered_is_told() {
    let cloud = LocalCloud::start().unwrap();
    let outcome = upload(&cloud).await.unwrap();
    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    let answer = outcome.callback_answer.unwrap();
    assert!(String::from_utf8_lossy(&answer).contains(KEY), "{answer:?}");
}

#[tokio::test]
async fn a_callback_that_failed_or_whose_answer_is_lost_leaves_the_whole_object() {
    for kind in [FaultKind::CallbackFailed, FaultKind::LostAnswer] {
        let cloud = LocalCloud::start().unwrap();
        cloud.inject(Fault::new(COMPLETE, kind));
        let error = upload(&cloud).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Callback, "{error}");
        assert_eq!(error.remains(), Some(Remains::Whole));
        assert_eq!(cloud.objects()[0].size, SIZE);
    }
}

#[tokio::test]
async fn the_object_of_a_failed_callback_is_whole_only_if_the_service_says_so() {
    let cloud = LocalCloud::start().unwrap();
    cloud.set_account_policy(Policy::only(["PutObject"]));
    cloud.inject(Fault::new(COMPLETE, FaultKind::CallbackFailed));
    let error = upload(&cloud).await.unwrap_err();
    assert_eq!((error.kind(), error.remains()), (ErrorKind::Callback, Some(Remains::Unverified)));
}
