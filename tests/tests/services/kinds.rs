//! Every kind of fault in every call, and what the newer ones do.

use std::time::{Duration, Instant};

use crate::client::{begin, bytes, complete, crc_of, crc64, element, oss, part, refusal};
use local_cloud::{Fault, FaultKind, LocalCloud};
use reqwest::{Method, RequestBuilder};

const KEY: &str = "k";

fn put(cloud: &LocalCloud) -> RequestBuilder {
    oss(cloud, Method::PUT, KEY, "").body(bytes(1000))
}

/// Refused, or carried out; nothing in between, whatever the call is.
#[tokio::test]
async fn every_kind_is_played_in_every_call() {
    let cloud = LocalCloud::start().unwrap();
    for kind in FaultKind::of_oss() {
        // Each is slow on its own; `slow_kinds_take_their_time` looks at them.
        if matches!(
            kind,
            FaultKind::Stall { .. } | FaultKind::StallInBody { .. } | FaultKind::LateAnswer { .. }
        ) {
            continue;
        }
        put(&cloud).send().await.unwrap();
        let id = begin(&cloud, KEY).await;
        part(&cloud, KEY, &id, 1, b"x").await;
        let upload = format!("uploadId={id}");
        for (operation, method, query) in [
            ("UploadPart", Method::PUT, &format!("partNumber=1&{upload}")),
            ("ListParts", Method::GET, &upload),
            ("CompleteMultipartUpload", Method::POST, &upload),
            ("AbortMultipartUpload", Method::DELETE, &upload),
            ("InitiateMultipartUpload", Method::POST, &"uploads".to_owned()),
            ("ListMultipartUploads", Method::GET, &"uploads".to_owned()),
            ("PutObject", Method::PUT, &String::new()),
            ("HeadObject", Method::HEAD, &String::new()),
            ("GetObject", Method::GET, &String::new()),
            ("DeleteObject", Method::DELETE, &String::new()),
        ] {
            let body = match operation {
                "UploadPart" | "PutObject" => bytes(1000),
                _ => Vec::new(),
            };
            let key = match operation {
                "ListMultipartUploads" => "",
                _ => KEY,
            };
            cloud.inject(Fault::new(operation, kind.clone()));
            let sent = oss(&cloud, method, key, query).body(body).send().await;
            let status = sent.map(|answer| answer.status().as_u16());
            let call = cloud.calls().pop().unwrap();
            assert_eq!(call.operation, operation, "{kind:?}");
            assert!(call.fault.is_some(), "{kind:?} in {operation}");
            match &kind {
                FaultKind::Status { status: given, .. } => assert_eq!(status.unwrap(), *given),
                FaultKind::BadGateway => assert_eq!(status.unwrap(), 502),
                FaultKind::Throttle | FaultKind::ThrottleFor { .. } => {
                    assert_eq!(status.unwrap(), 503);
                }
                FaultKind::ExpiredToken
                | FaultKind::InvalidToken
                | FaultKind::InvalidAccessKeyId
                | FaultKind::AccessDenied
                | FaultKind::SkewedClock => assert_eq!(status.unwrap(), 403),
                FaultKind::ResetBeforeBody
                | FaultKind::Reset { .. }
                | FaultKind::ResetAfterBody
                | FaultKind::LostAnswer => {
                    assert!(status.is_err(), "{kind:?} in {operation}: {status:?}");
                }
                _ => assert!(status.is_ok(), "{kind:?} in {operation}: {status:?}"),
            }
        }
        assert!(cloud.faults().iter().all(|fault| fault.count == 0));
        cloud.clear_faults();
    }
}

#[tokio::test]
async fn slow_kinds_take_their_time() {
    for (kind, carried_out_at_once) in [
        (FaultKind::StallInBody { milliseconds: 300 }, false),
        (FaultKind::LateAnswer { milliseconds: 300 }, true),
    ] {
        let cloud = LocalCloud::start().unwrap();
        cloud.inject(Fault::new("PutObject", kind.clone()));
        let started = Instant::now();
        let (answer, stored) = tokio::join!(put(&cloud).send(), async {
            tokio::time::sleep(Duration::from_millis(150)).await;
            cloud.objects().len() == 1
        });
        assert_eq!(answer.unwrap().status(), 200);
        assert!(started.elapsed() >= Duration::from_millis(300));
        assert_eq!(stored, carried_out_at_once, "{kind:?}");
    }
}

#[tokio::test]
async fn a_truncated_object_still_announces_its_length() {
    let cloud = LocalCloud::start().unwrap();
    put(&cloud).send().await.unwrap();
    cloud.inject(Fault::new("*", FaultKind::TruncatedAnswer).count(2));
    let mut answer = oss(&cloud, Method::GET, KEY, "").send().await.unwrap();
    assert_eq!(answer.content_length(), Some(1000));
    let mut read = 0;
    while let Ok(Some(piece)) = answer.chunk().await {
        read += piece.len();
    }
    assert_eq!(read, 500);
    let head = oss(&cloud, Method::HEAD, KEY, "").send().await.unwrap();
    assert_eq!(head.headers()["content-length"], "1000");
}

#[tokio::test]
async fn a_body_is_damaged_on_the_way_back() {
    let cloud = LocalCloud::start().unwrap();
    put(&cloud).send().await.unwrap();
    cloud.inject(Fault::new("GetObject", FaultKind::CorruptedPart));
    let answer = oss(&cloud, Method::GET, KEY, "").send().await.unwrap();
    assert_eq!(crc_of(&answer), Some(crc64(&bytes(1000))));
    let mut flipped = bytes(1000);
    flipped[0] ^= 1;
    assert_eq!(answer.bytes().await.unwrap(), flipped);
    let again = oss(&cloud, Method::GET, KEY, "").send().await.unwrap();
    assert_eq!(again.bytes().await.unwrap(), bytes(1000));
}

#[tokio::test]
async fn a_reset_after_the_body_carries_nothing_out() {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new("PutObject", FaultKind::ResetAfterBody));
    put(&cloud).send().await.unwrap_err();
    assert_eq!(cloud.calls()[0].bytes_received, 1000);
    assert_eq!(cloud.objects(), []);
    cloud.inject(Fault::new("PutObject", FaultKind::ResetBeforeBody));
    put(&cloud).send().await.unwrap_err();
    assert_eq!(cloud.calls()[1].bytes_received, 0);
}

#[tokio::test]
async fn refusals_carry_what_the_services_carry() {
    let cloud = LocalCloud::start().unwrap();
    for (kind, code, ec) in [
        (FaultKind::InvalidToken, "InvalidSecurityToken", Some("0002-00000006")),
        (FaultKind::InvalidAccessKeyId, "InvalidAccessKeyId", Some("0002-00000002")),
        (FaultKind::AccessDenied, "AccessDenied", Some("0003-00000001")),
        (FaultKind::status(200, "InternalError"), "InternalError", None),
    ] {
        cloud.inject(Fault::new("PutObject", kind));
        let xml = put(&cloud).send().await.unwrap().text().await.unwrap();
        assert_eq!(element(&xml, "Code").as_deref(), Some(code));
        assert_eq!(element(&xml, "EC").as_deref(), ec);
    }
    cloud.inject(Fault::new("PutObject", FaultKind::ThrottleFor { milliseconds: 700 }));
    let answer = put(&cloud).send().await.unwrap();
    assert_eq!(answer.headers()["x-oss-qos-delay-time"], "700");
    assert_eq!(refusal(answer).await, (503, "UploadTrafficRateLimitExceeded".to_owned()));
    cloud.inject(Fault::new("PutObject", FaultKind::BadGateway));
    let answer = put(&cloud).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/html");
    assert!(!answer.headers().contains_key("x-oss-request-id"));
    assert_eq!(cloud.objects(), []);
}

#[tokio::test]
async fn an_answer_without_etag_hides_nothing_else() {
    let cloud = LocalCloud::start().unwrap();
    let id = begin(&cloud, KEY).await;
    let etag = part(&cloud, KEY, &id, 1, b"x").await;
    cloud.inject(Fault::new("CompleteMultipartUpload", FaultKind::MissingEtag));
    let answer = complete(&cloud, KEY, &id, &[(1, &etag)]).await;
    assert_eq!((answer.status().as_u16(), crc_of(&answer)), (200, Some(crc64(b"x"))));
    assert!(!answer.headers().contains_key("etag"));
    assert_eq!(element(&answer.text().await.unwrap(), "ETag"), None);
    assert_eq!(cloud.objects().len(), 1);
}

#[tokio::test]
async fn an_object_damaged_at_completion_says_so() {
    for discard in [false, true] {
        let cloud = LocalCloud::builder().discard(discard).start().unwrap();
        let id = begin(&cloud, KEY).await;
        let one = part(&cloud, KEY, &id, 1, &bytes(200_000)).await;
        let two = part(&cloud, KEY, &id, 2, b"end").await;
        cloud.inject(Fault::new("CompleteMultipartUpload", FaultKind::CorruptedAtRest));
        let answer = complete(&cloud, KEY, &id, &[(1, &one), (2, &two)]).await;
        let mut stored = [bytes(200_000), b"end".to_vec()].concat();
        stored[0] ^= 1;
        assert_eq!(crc_of(&answer), Some(crc64(&stored)));
        if !discard {
            let path = cloud.object_path(cloud.bucket(), KEY).unwrap().unwrap();
            assert!(std::fs::read(path).unwrap() == stored);
        }
    }
}

#[tokio::test]
async fn uploads_and_parts_vanish() {
    let cloud = LocalCloud::start().unwrap();
    let id = begin(&cloud, KEY).await;
    let etag = part(&cloud, KEY, &id, 1, b"x").await;
    cloud.inject(Fault::new("CompleteMultipartUpload", FaultKind::VanishedPart { number: 1 }));
    let answer = complete(&cloud, KEY, &id, &[(1, &etag)]).await;
    assert_eq!(refusal(answer).await, (400, "InvalidPart".to_owned()));
    assert_eq!(cloud.uploads()[0].parts, []);
    cloud.inject(Fault::new("UploadPart", FaultKind::VanishedUpload));
    let query = format!("partNumber=1&uploadId={id}");
    let answer = oss(&cloud, Method::PUT, KEY, &query).body("x").send().await.unwrap();
    assert_eq!(refusal(answer).await, (404, "NoSuchUpload".to_owned()));
    assert_eq!(cloud.uploads(), []);
}
