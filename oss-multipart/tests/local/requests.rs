//! Calls of the service that have no method of their own, and what is told of every answer.

use std::sync::{Arc, Mutex};

use local_cloud::LocalCloud;
use oss_multipart::{
    Body, Bucket, Credentials, ErrorKind, Event, Method, ObjectHeaders, Request, SignatureVersion,
    joined_crc64,
};

use crate::cloud::{KEY, PART, SIZE, account, builder, data};

fn request(operation: &'static str, method: Method) -> Request {
    Request::new(operation, method).key(KEY)
}

#[tokio::test]
async fn parameters_and_headers_of_the_caller_arrive() {
    let cloud = LocalCloud::start().unwrap();
    for version in [SignatureVersion::V4, SignatureVersion::V1] {
        let bucket = builder(&cloud).signature_version(version).build().unwrap();
        let put = request("PutObject", Method::PUT)
            .header("X-OSS-Meta-A", "b c")
            .header("Content-Type", "application/x-tar")
            .body(Body::bytes(data(SIZE)));
        let put = bucket.send(put).await.unwrap();
        assert_eq!(put.status, 200);
        assert_eq!(put.headers["x-oss-hash-crc64ecma"], put.crc64.unwrap().to_string());
        let head = bucket.send(request("HeadObject", Method::HEAD)).await.unwrap();
        assert_eq!(head.headers["x-oss-meta-a"], "b c");
        assert_eq!(head.headers["content-length"], SIZE.to_string());
        let location = Request::new("GetBucketLocation", Method::GET).query("location", "");
        let location = bucket.send(location).await.unwrap();
        assert!(String::from_utf8_lossy(&location.body).contains(cloud.region()));
    }
}

#[tokio::test]
async fn a_body_is_read_as_it_comes() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    bucket.put_object(KEY, Body::bytes(data(SIZE)), &ObjectHeaders::new()).await.unwrap();
    let get = request("GetObject", Method::GET).header("range", "bytes=10-99");
    let mut incoming = bucket.open(get).await.unwrap();
    assert_eq!(
        (incoming.status(), &incoming.headers()["content-length"]),
        (206, &"90".parse().unwrap())
    );
    let mut read = Vec::new();
    while let Some(chunk) = incoming.chunk().await.unwrap() {
        read.extend_from_slice(&chunk);
    }
    assert!(read == data(SIZE)[10..100]);
    assert_eq!(incoming.crc64(), bucket_crc64(&bucket, &read).await);
}

async fn bucket_crc64(bucket: &Bucket, bytes: &[u8]) -> u64 {
    let body = Body::bytes(bytes.to_vec());
    bucket.put_object("other", body, &ObjectHeaders::new()).await.unwrap().crc64
}

#[tokio::test]
async fn an_upload_by_hand_tells_how_far_it_is() {
    let cloud = LocalCloud::start().unwrap();
    let told = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&told);
    let bucket = builder(&cloud).build().unwrap().on_event(move |event| {
        if let Event::Progress(progress) = event {
            listener.lock().unwrap().push(progress.sent);
        }
    });
    let begun = bucket.initiate_multipart_upload(KEY, &ObjectHeaders::new()).await.unwrap();
    let mut pieces = Vec::new();
    for (number, piece) in (1..).zip(data(SIZE).chunks(PART as usize)) {
        let part = request("UploadPart", Method::PUT)
            .query("uploadId", begun.upload_id.as_str())
            .query("partNumber", number.to_string())
            .body(Body::bytes(piece.to_vec()));
        pieces.push((bucket.send(part).await.unwrap().crc64.unwrap(), piece.len() as u64));
    }
    let done =
        bucket.complete_all_parts(KEY, &begun.upload_id, &ObjectHeaders::new()).await.unwrap();
    assert_eq!(done.crc64, Some(joined_crc64(pieces)));
    assert_eq!(told.lock().unwrap().last(), Some(&SIZE));
}

#[tokio::test]
async fn a_refusal_tells_all_that_it_said() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    for method in [Method::GET, Method::HEAD] {
        let error = bucket.send(request("GetObject", method)).await.unwrap_err();
        let fault = error.fault().unwrap();
        assert_eq!((fault.status, fault.code.as_str()), (404, "NoSuchKey"));
        assert!(fault.details.iter().any(|(name, _)| name == "HostId"), "{fault:?}");
        let id = fault.headers.iter().find(|(name, _)| name == "x-oss-request-id");
        assert_eq!(id.map(|(_, id)| id), fault.request_id.as_ref());
        assert!(!fault.headers.iter().any(|(name, _)| name == "x-oss-err"));
    }
}

#[tokio::test]
async fn other_credentials_sign_over_the_same_bucket() {
    let cloud = LocalCloud::start().unwrap();
    let wrong = builder(&cloud).credentials(Credentials::new("nobody", "s3cret")).build().unwrap();
    let location = || Request::new("GetBucketLocation", Method::GET).query("location", "");
    assert_eq!(wrong.send(location()).await.unwrap_err().kind(), ErrorKind::Refused);
    let right = wrong.with_credentials(account(&cloud));
    assert_eq!(right.send(location()).await.unwrap().status, 200);
}

#[tokio::test]
async fn nobody_s_requests_carry_no_signature() {
    let cloud = LocalCloud::start().unwrap();
    let anybody = builder(&cloud).signature_version(SignatureVersion::Unsigned).build().unwrap();
    let error = anybody.head_object(KEY).await.unwrap_err();
    assert_eq!(error.fault().map(|fault| fault.status), Some(403));
    assert!(cloud.calls().iter().all(|call| call.access_key_id.is_none()));
}

#[tokio::test]
async fn the_user_agent_is_the_caller_s() {
    let cloud = LocalCloud::start().unwrap();
    let error = builder(&cloud).user_agent("a\nb").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    let bucket = builder(&cloud).user_agent("backup/1.0").build().unwrap();
    bucket.put_object(KEY, Body::bytes("x"), &ObjectHeaders::new()).await.unwrap();
    assert_eq!(cloud.calls()[0].headers["user-agent"], "backup/1.0");
}
