//! Each kind of fault does what it says, and nothing else.

use std::time::{Duration, Instant};

use crate::client::{
    access, begin, bytes, complete, crc_of, crc64, dbs, document, element, oss, oss_as, part,
    refusal, registration,
};
use local_cloud::{Fault, FaultKind, LocalCloud};
use reqwest::Method;

const KEY: &str = "a/b";

fn put(cloud: &LocalCloud, body: Vec<u8>) -> reqwest::RequestBuilder {
    oss(cloud, Method::PUT, KEY, "").body(body)
}

fn cloud_with(fault: Fault) -> LocalCloud {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(fault);
    cloud
}

#[tokio::test]
async fn status_is_answered_and_nothing_stored() {
    let (code, message) = ("Busy".to_owned(), "later".to_owned());
    let kind = FaultKind::Status { status: 503, code, message };
    let cloud = cloud_with(Fault::new("PutObject", kind));
    let answer = put(&cloud, bytes(1 << 20)).send().await.unwrap();
    assert_eq!(refusal(answer).await, (503, "Busy".to_owned()));
    assert_eq!(cloud.objects(), []);
    assert_eq!(cloud.calls()[0].bytes_received, 1 << 20);
    assert_eq!(cloud.calls()[0].fault.as_deref(), Some("status"));
    assert_eq!(cloud.faults()[0].count, 0);
    assert_eq!(put(&cloud, bytes(10)).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn throttle_speaks_each_services_language() {
    let cloud = cloud_with(Fault::new("*", FaultKind::Throttle).count(3));
    let answer = put(&cloud, bytes(10)).send().await.unwrap();
    assert_eq!(refusal(answer).await, (503, "UploadTrafficRateLimitExceeded".to_owned()));
    let answer = oss(&cloud, Method::GET, KEY, "").send().await.unwrap();
    assert_eq!(refusal(answer).await, (503, "TotalQpsLimitExceeded".to_owned()));
    let params = registration(&cloud, "WaitingUpload");
    let answer = document(dbs(&cloud, "ConfigureBackupSetInfo", &params)).await;
    assert_eq!(answer["Code"], "Throttling.User");
    assert_eq!(cloud.backup_sets(), []);
}

#[tokio::test]
async fn reset_before_and_after_the_commit() {
    for (after_commit, stored) in [(false, 0), (true, 1)] {
        let cloud = cloud_with(Fault::new("PutObject", FaultKind::Reset { after_commit }));
        let error = put(&cloud, bytes(4 << 20)).send().await.unwrap_err();
        assert!(is_reset(&error), "{error:?}");
        assert_eq!(cloud.objects().len(), stored);
        let call = &cloud.calls()[0];
        assert_eq!(call.status, None);
        assert_eq!(call.bytes_received == 4 << 20, after_commit, "{}", call.bytes_received);
    }
}

/// A client that is still writing may see the broken pipe first.
fn is_reset(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut source = Some(error);
    while let Some(error) = source {
        if let Some(error) = error.downcast_ref::<std::io::Error>() {
            use std::io::ErrorKind::{BrokenPipe, ConnectionReset};
            return matches!(error.kind(), ConnectionReset | BrokenPipe);
        }
        source = error.source();
    }
    false
}

#[tokio::test]
async fn lost_answer_is_committed() {
    let cloud = cloud_with(Fault::new("PutObject", FaultKind::LostAnswer));
    let error = put(&cloud, bytes(1000)).send().await.unwrap_err();
    assert!(error.is_request(), "{error:?}");
    assert_eq!(cloud.objects()[0].crc64, crc64(&bytes(1000)));
}

#[tokio::test]
async fn lost_answer_of_dbs_is_registered() {
    let cloud = cloud_with(
        Fault::new("ConfigureBackupSetInfo", FaultKind::LostAnswer)
            .matching("UploadStatus", "WaitingUpload"),
    );
    let params = registration(&cloud, "WaitingUpload");
    dbs(&cloud, "ConfigureBackupSetInfo", &params).send().await.unwrap_err();
    assert_eq!(cloud.backup_sets().len(), 1);
    assert_eq!(cloud.calls()[0].status, None);
}

#[tokio::test]
async fn truncated_answer_is_shorter_than_announced() {
    let cloud = cloud_with(Fault::new("CompleteMultipartUpload", FaultKind::TruncatedAnswer));
    let id = begin(&cloud, KEY).await;
    let etag = part(&cloud, KEY, &id, 1, b"x").await;
    let answer = complete(&cloud, KEY, &id, &[(1, &etag)]).await;
    assert_eq!(answer.status(), 200);
    answer.text().await.unwrap_err();
    assert_eq!(cloud.objects().len(), 1);
}

#[tokio::test]
async fn slow_reads_at_the_speed_given() {
    let kind = FaultKind::Slow { bytes_per_second: 100_000 };
    let cloud = cloud_with(Fault::new("PutObject", kind));
    let started = Instant::now();
    assert_eq!(put(&cloud, bytes(50_000)).send().await.unwrap().status(), 200);
    assert!(started.elapsed() >= Duration::from_millis(500));
    assert_eq!(cloud.objects()[0].size, 50_000);
}

#[tokio::test]
async fn stall_answers_late() {
    let cloud = cloud_with(Fault::new("PutObject", FaultKind::Stall { seconds: 1 }));
    let started = Instant::now();
    assert_eq!(put(&cloud, bytes(10)).send().await.unwrap().status(), 200);
    assert!(started.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn expired_token() {
    let cloud = cloud_with(Fault::new("*", FaultKind::ExpiredToken).count(2));
    let answer = put(&cloud, bytes(10)).send().await.unwrap();
    assert_eq!(refusal(answer).await, (403, "SecurityTokenExpired".to_owned()));
    let params = registration(&cloud, "WaitingUpload");
    let answer = document(dbs(&cloud, "ConfigureBackupSetInfo", &params)).await;
    assert_eq!(answer["Code"], "InvalidSecurityToken.Expired");
}

#[tokio::test]
async fn skewed_clock_tells_the_servers_time() {
    let cloud = cloud_with(Fault::new("*", FaultKind::SkewedClock).count(2));
    let answer = put(&cloud, bytes(10)).send().await.unwrap();
    assert_eq!(answer.status(), 403);
    let xml = answer.text().await.unwrap();
    assert_eq!(element(&xml, "Code").as_deref(), Some("RequestTimeTooSkewed"));
    assert_eq!(element(&xml, "MaxAllowedSkewMilliseconds").as_deref(), Some("900000"));
    assert!(element(&xml, "ServerTime").unwrap().ends_with(".000Z"), "{xml}");
    let params = registration(&cloud, "WaitingUpload");
    let answer = document(dbs(&cloud, "ConfigureBackupSetInfo", &params)).await;
    assert_eq!(answer["Code"], "InvalidTimeStamp.Expired");
}

#[tokio::test]
async fn corrupted_part_answers_for_the_flipped_bytes() {
    let cloud = cloud_with(Fault::new("PutObject", FaultKind::CorruptedPart));
    let answer = put(&cloud, bytes(300_000)).send().await.unwrap();
    let mut flipped = bytes(300_000);
    flipped[0] ^= 1;
    assert_eq!(crc_of(&answer), Some(crc64(&flipped)));
    let path = cloud.object_path(cloud.bucket(), KEY).unwrap().unwrap();
    assert_eq!(std::fs::read(path).unwrap(), flipped);
}

#[tokio::test]
async fn corrupted_at_rest_shows_in_the_object_alone() {
    let cloud = cloud_with(
        Fault::new("UploadPart", FaultKind::CorruptedAtRest).matching("partNumber", "2"),
    );
    let (first, second) = (bytes(200_000), bytes(100));
    let id = begin(&cloud, KEY).await;
    let one = part(&cloud, KEY, &id, 1, &first).await;
    let query = format!("partNumber=2&uploadId={id}");
    let request = oss(&cloud, Method::PUT, KEY, &query).body(second.clone());
    let answer = request.send().await.unwrap();
    assert_eq!(crc_of(&answer), Some(crc64(&second)), "the part's answer is right");
    let two = answer.headers()["etag"].to_str().unwrap().trim_matches('"').to_owned();

    let mut stored = [first, second].concat();
    stored[200_000] ^= 1;
    let answer = complete(&cloud, KEY, &id, &[(1, &one), (2, &two)]).await;
    assert_eq!(crc_of(&answer), Some(crc64(&stored)), "the object's answer tells");
    let read = oss(&cloud, Method::GET, KEY, "").send().await.unwrap().bytes().await.unwrap();
    assert!(read == stored, "what is read is what was stored");
}

#[tokio::test]
async fn crc_headers_wrong_and_missing() {
    let cloud = cloud_with(Fault::new("PutObject", FaultKind::WrongCrcHeader));
    cloud.inject(Fault::new("PutObject", FaultKind::MissingCrcHeader));
    let right = crc64(&bytes(10));
    let wrong = put(&cloud, bytes(10)).send().await.unwrap();
    assert!(crc_of(&wrong).is_some_and(|crc| crc != right));
    assert_eq!(crc_of(&put(&cloud, bytes(10)).send().await.unwrap()), None);
    assert_eq!(crc_of(&put(&cloud, bytes(10)).send().await.unwrap()), Some(right));
    assert_eq!(cloud.objects()[0].crc64, right);
}

#[tokio::test]
async fn success_false_comes_with_http_200() {
    let (code, message) = ("DBS.InternalError".to_owned(), "no".to_owned());
    let kind = FaultKind::SuccessFalse { code, message };
    let cloud = cloud_with(Fault::new("ConfigureBackupSetInfo", kind));
    let params = registration(&cloud, "WaitingUpload");
    let answer = dbs(&cloud, "ConfigureBackupSetInfo", &params).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let answer: serde_json::Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    assert_eq!(answer["Success"], "false");
    assert_eq!(answer["ErrCode"], "DBS.InternalError");
    assert_eq!(cloud.backup_sets(), []);
    assert_eq!(cloud.calls()[0].code.as_deref(), Some("DBS.InternalError"));
}

#[tokio::test]
async fn faults_match_skip_count_and_can_be_cleared() {
    let cloud = cloud_with(
        Fault::new("UploadPart", FaultKind::LostAnswer)
            .matching("partNumber", "2")
            .skip(1)
            .count(9),
    );
    let id = begin(&cloud, KEY).await;
    part(&cloud, KEY, &id, 1, b"x").await;
    part(&cloud, KEY, &id, 2, b"x").await;
    let query = format!("partNumber=2&uploadId={id}");
    oss(&cloud, Method::PUT, KEY, &query).send().await.unwrap_err();
    assert_eq!((cloud.faults()[0].skip, cloud.faults()[0].count), (0, 8));
    cloud.clear_faults();
    part(&cloud, KEY, &id, 2, b"x").await;
}

#[tokio::test]
async fn tokens_expire_by_time_and_by_command() {
    let cloud = LocalCloud::builder().sts_seconds(60).start().unwrap();
    let (id, object_key, key) = access(&cloud).await;
    let put =
        |key: &crate::client::Key| oss_as(&cloud, key, Method::PUT, &object_key, "").body("x");
    assert_eq!(put(&key).send().await.unwrap().status(), 200);
    cloud.expire_sts();
    let expired = (403, "SecurityTokenExpired".to_owned());
    assert_eq!(refusal(put(&key).send().await.unwrap()).await, expired);
    let (_, fresh) = crate::client::access_to(&cloud, &id).await;
    assert_eq!(put(&fresh).send().await.unwrap().status(), 200);
    cloud.set_clock_offset(61);
    assert_eq!(refusal(put(&fresh).send().await.unwrap()).await, expired);
}
