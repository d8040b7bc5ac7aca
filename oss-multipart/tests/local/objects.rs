//! Objects put in one request, with all that they are to have besides their bytes.

use std::time::Duration;

use futures_util::stream;
use local_cloud::{Fault, FaultKind, LocalCloud};
use oss_multipart::{
    Body, Callback, Encryption, ErrorKind, ObjectHeaders, SignatureVersion, Source, StorageClass,
    Uploader, http_client,
};
use reqwest::Method;

use crate::cloud::{
    KEY, PART, SIZE, account, assert_exact, builder, count, data, source, uploader,
};

fn full() -> ObjectHeaders {
    ObjectHeaders::new()
        .content_type("application/x-tar")
        .content_disposition("attachment")
        .storage_class(StorageClass::InfrequentAccess)
        .encryption(Encryption::Aes256)
        .tag("env", "a&b 备")
        .metadata("Server", "db-1")
}

const FULL: [(&str, &str); 6] = [
    ("content-disposition", "attachment"),
    ("content-type", "application/x-tar"),
    ("x-oss-meta-server", "db-1"),
    ("x-oss-server-side-encryption", "AES256"),
    ("x-oss-storage-class", "IA"),
    ("x-oss-tagging", "env=a%26b%20%E5%A4%87"),
];

#[tokio::test]
async fn objects_get_their_headers_both_ways() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    let put = bucket.put_object("目录/put +1", Body::bytes("x"), &full()).await.unwrap();
    assert!(put.verified && put.size == 1);
    uploader(bucket.clone()).headers(full()).upload(source(), KEY).await.unwrap();
    for key in ["目录/put +1", KEY] {
        let objects = cloud.objects();
        let object = objects.iter().find(|object| object.key == key).unwrap();
        for (name, value) in FULL {
            assert_eq!(object.headers.get(name).map(String::as_str), Some(value), "{key} {name}");
        }
    }
    assert_eq!(bucket.head_object("目录/put +1").await.unwrap().crc64, Some(put.crc64));
}

#[tokio::test]
async fn all_kinds_of_bodies_make_the_same_object() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    let headers = ObjectHeaders::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("f");
    std::fs::write(&path, [b"before".as_slice(), &data(SIZE), b"after"].concat()).unwrap();
    let file = Source::file(&path).unwrap();
    let chunks: Vec<_> = data(SIZE)
        .chunks(70_001)
        .map(|chunk| Ok::<_, std::io::Error>(chunk.to_vec().into()))
        .collect();
    for body in [
        Body::bytes(data(SIZE)),
        Body::range(&file, 6..6 + SIZE).unwrap(),
        Body::stream(SIZE, stream::iter(chunks)),
    ] {
        let put = bucket.put_object(KEY, body, &headers).await.unwrap();
        let path = cloud.object_path(cloud.bucket(), KEY).unwrap().unwrap();
        assert!(std::fs::read(path).unwrap() == data(SIZE) && put.verified);
    }
}

#[tokio::test]
async fn no_bytes_are_an_object_too() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    let headers = ObjectHeaders::new();
    let put = bucket.put_object(KEY, Body::bytes(""), &headers).await.unwrap();
    assert_eq!((put.size, put.crc64, put.verified), (0, 0, true));
    let none = stream::empty::<std::io::Result<bytes::Bytes>>();
    bucket.put_object(KEY, Body::stream(0, none), &headers).await.unwrap();
    let mut object = bucket.get_object(KEY, None, Some(&put.etag)).await.unwrap();
    assert_eq!(object.chunk().await.unwrap(), None);

    let id = bucket.initiate_multipart_upload("empty", &headers).await.unwrap().upload_id;
    bucket.upload_part("empty", &id, 1, Body::bytes("")).await.unwrap();
    bucket.complete_all_parts("empty", &id, &headers).await.unwrap();
    assert_eq!(bucket.head_object("empty").await.unwrap().size, 0);
}

#[tokio::test]
async fn damaged_and_lost_puts_are_sent_again() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    for kind in [
        FaultKind::CorruptedPart,
        FaultKind::LostAnswer,
        FaultKind::Throttle,
        FaultKind::Reset { after_commit: false },
    ] {
        cloud.inject(Fault::new("PutObject", kind));
        let put = bucket.put_object(KEY, Body::bytes(data(SIZE)), &ObjectHeaders::new()).await;
        assert!(put.unwrap().verified);
        let path = cloud.object_path(cloud.bucket(), KEY).unwrap().unwrap();
        assert!(std::fs::read(path).unwrap() == data(SIZE));
    }
    assert_eq!(count(&cloud, "PutObject"), 8);
}

#[tokio::test]
async fn an_object_that_is_there_is_not_overwritten() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    let headers = ObjectHeaders::new().forbid_overwrite(true);
    bucket.put_object(KEY, Body::bytes("first"), &headers).await.unwrap();

    let error = bucket.put_object(KEY, Body::bytes("x"), &headers).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists);
    let uploads = Uploader::new(bucket.clone()).part_size(Some(PART)).headers(headers.clone());
    let error = uploads.upload(source(), KEY).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists);

    // It appears between the beginning of an upload and its end.
    let id = bucket.initiate_multipart_upload("late", &headers).await.unwrap().upload_id;
    let part = bucket.upload_part("late", &id, 1, Body::bytes("x")).await.unwrap();
    bucket.put_object("late", Body::bytes("other"), &headers).await.unwrap();
    let parts = [(1, part.etag.as_str())];
    let error = bucket.complete_multipart_upload("late", &id, parts, &headers).await.unwrap_err();
    assert_eq!((error.kind(), error.may_have_taken_effect()), (ErrorKind::AlreadyExists, false));
    for (key, size) in [(KEY, 5), ("late", 5)] {
        assert_eq!(bucket.head_object(key).await.unwrap().size, size);
    }
}

#[tokio::test]
async fn a_callback_answers_for_the_service_or_fails_beside_the_object() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    let callback =
        Callback::new("https://a.com/done", "size=${size}&v=${x:v}").variable("x:v", "1");
    let headers = ObjectHeaders::new().callback(callback);

    let put = bucket.put_object(KEY, Body::bytes("abc"), &headers).await.unwrap();
    let said = String::from_utf8(put.callback_answer.unwrap().to_vec()).unwrap();
    assert!(said.contains("size=3&v=1") && put.verified, "{said}");

    let outcome = uploader(bucket.clone()).headers(headers.clone()).upload(source(), KEY).await;
    assert_exact(&cloud, &outcome.unwrap(), KEY, &data(SIZE));

    for operation in ["PutObject", "CompleteMultipartUpload"] {
        cloud.inject(Fault::new(operation, FaultKind::CallbackFailed));
    }
    let error = bucket.put_object("failed", Body::bytes("abc"), &headers).await.unwrap_err();
    assert_eq!((error.kind(), error.may_have_taken_effect()), (ErrorKind::Callback, true));
    assert_eq!(bucket.head_object("failed").await.unwrap().size, 3);
    let error = uploader(bucket.clone()).headers(headers).upload(source(), KEY).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Callback);
    assert_eq!(bucket.head_object(KEY).await.unwrap().size, SIZE);
    assert_eq!(cloud.uploads().len(), 0);
}

#[tokio::test]
async fn only_the_object_that_was_meant_is_read() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    let put = bucket.put_object(KEY, Body::bytes("abc"), &ObjectHeaders::new()).await.unwrap();
    assert!(bucket.get_object(KEY, Some(1..2), Some(&put.etag)).await.is_ok());
    let error = bucket.get_object(KEY, Some(3..4), None).await.unwrap_err();
    assert_eq!(error.fault().unwrap().status, 416);
}

#[tokio::test]
async fn a_limit_of_traffic_is_sent_with_bytes_alone() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).traffic_limit(Some(819_200)).build().unwrap();
    bucket.put_object(KEY, Body::bytes("abc"), &ObjectHeaders::new()).await.unwrap();
    uploader(bucket).upload(Source::bytes("abc"), KEY).await.unwrap();
    for call in cloud.calls() {
        let limit = call.headers.get("x-oss-traffic-limit").map(String::as_str);
        let sends = matches!(call.operation.as_str(), "PutObject" | "UploadPart");
        assert_eq!(limit, sends.then_some("819200"), "{}", call.operation);
    }
}

#[tokio::test]
async fn a_ca_file_is_enough_for_a_server_of_one_s_own() {
    let cloud = LocalCloud::start().unwrap();
    let https = |builder: oss_multipart::BucketBuilder| {
        let port = cloud.oss_endpoint().rsplit(':').next().unwrap().to_owned();
        builder.endpoint(&format!("https://localhost:{port}"))
    };
    let bucket = https(builder(&cloud)).ca_file(cloud.ca_file()).build().unwrap();
    bucket.put_object(KEY, Body::bytes("abc"), &ObjectHeaders::new()).await.unwrap();
    let stranger = https(builder(&cloud)).build().unwrap();
    let error = stranger.head_object(KEY).await.unwrap_err();
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Network, false));
}

#[tokio::test]
async fn a_url_signed_with_an_sts_key_writes_and_reads() {
    let cloud = LocalCloud::builder().security_token("to+k/en==").start().unwrap();
    let client = http_client().no_proxy().build().unwrap();
    for version in [SignatureVersion::V4, SignatureVersion::V1] {
        let credentials = account(&cloud).with_security_token("to+k/en==");
        let builder = builder(&cloud).credentials(credentials).signature_version(version);
        let bucket = builder.build().unwrap();
        let minute = Duration::from_secs(60);
        let put = bucket.presign_url(Method::PUT, "a b/备", minute).await.unwrap();
        let answer = client.put(put.expose()).body("abc").send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let get = bucket.presign_url(Method::GET, "a b/备", minute).await.unwrap();
        let answer = client.get(get.expose()).send().await.unwrap();
        assert_eq!(answer.text().await.unwrap(), "abc");
        // What reads does not write.
        assert_eq!(client.put(get.expose()).send().await.unwrap().status(), 403);
        bucket.delete_object("a b/备").await.unwrap();
    }
}
