//! Temporary keys that run out on the way.

use dbs_sdk::ErrorKind;
use local_cloud::{Fault, FaultKind, LocalCloud};

use crate::night::Night;

const ACCESS: &str = "DescribeBakDataSourceStorageAccessInfo";

fn fetched(night: &Night) -> usize {
    night.calls().iter().filter(|name| *name == ACCESS).count()
}

#[tokio::test]
async fn keys_refused_as_expired_are_fetched_again_and_the_part_is_resent() {
    for part in ["1", "3", "4"] {
        let night = Night::new();
        night
            .cloud
            .inject(Fault::new("UploadPart", FaultKind::ExpiredToken).matching("partNumber", part));
        let done = night.client().register(&night.registration()).await.expect("a backup set");
        night.assert_stored(&done);
        assert_eq!(fetched(&night), 2);
        let sent = night.cloud.calls().iter().filter(|call| call.operation == "UploadPart").count();
        assert!(sent <= 4 + 2, "{sent} parts sent for 4: only those in flight may be sent again");
    }
}

#[tokio::test]
async fn keys_are_renewed_before_they_run_out() {
    let night = Night::with(LocalCloud::builder().sts_seconds(6));
    // Seven parts of a second each, so that the upload outlives the keys.
    night.cloud.inject(Fault::new("UploadPart", FaultKind::Stall { seconds: 1 }).count(100));
    let registration = night.registration().part_size(1 << 19).parallel(1);
    let done = night.client().register(&registration).await.expect("a backup set");
    assert!(done.verified);
    assert!(fetched(&night) > 1);
    let refused = night
        .cloud
        .calls()
        .iter()
        .filter(|call| call.code.as_deref() == Some("SecurityTokenExpired"))
        .count();
    assert_eq!(refused, 0, "renewed too late");
}

#[tokio::test]
async fn when_no_new_keys_are_to_be_had_the_reason_is_told() {
    let night = Night::new();
    night.cloud.inject(Fault::new("UploadPart", FaultKind::ExpiredToken).count(100));
    let forbidden = FaultKind::Status {
        status: 403,
        code: "Request.Forbidden".to_owned(),
        message: "no more".to_owned(),
    };
    night.cloud.inject(Fault::new(ACCESS, forbidden).skip(1).count(100));
    let error = night.client().register(&night.registration()).await.expect_err("no keys");
    assert_eq!(error.kind(), ErrorKind::Forbidden, "{error:?}");
    assert!(format!("{error:?}").contains("no more"), "{error:?}");
    assert_eq!(night.history(), ["WaitingUpload"]);
}
