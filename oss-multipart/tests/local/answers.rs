//! Answers that the stand-in of the service has no fault for, and the connections they come over.

use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use oss_multipart::{
    Body, Bucket, Callback, Credentials, ErrorKind, Event, ObjectHeaders, Source, Uploader,
};

use crate::scripted::{SECRET, Scripted, TOKEN, answer};

const KEY: &str = "k";

fn initiated() -> String {
    answer(
        "200 OK",
        "<InitiateMultipartUploadResult><UploadId>U1</UploadId></InitiateMultipartUploadResult>",
    )
}

/// An answer to UploadPart of these bytes.
fn stored(bytes: &str, more: &str) -> String {
    let crc64 = crc64(bytes);
    answer(&format!("200 OK\r\nETag: \"E1\"\r\nx-oss-hash-crc64ecma: {crc64}{more}"), "")
}

fn crc64(bytes: &str) -> u64 {
    crc_fast::checksum(crc_fast::CrcAlgorithm::Crc64Xz, bytes.as_bytes())
}

fn refused(status: &str, code: &str) -> String {
    answer(status, &format!("<Error><Code>{code}</Code><Message>no</Message></Error>"))
}

#[tokio::test]
async fn an_unreadable_answer_is_asked_for_again() {
    let server = Scripted::start(&[
        answer("200 OK", "<html>welcome"),
        answer(
            "200 OK",
            "<InitiateMultipartUploadResult><UploadId></UploadId></InitiateMultipartUploadResult>",
        ),
        initiated(),
    ]);
    let bucket = server.bucket();
    let upload = bucket.initiate_multipart_upload(KEY, &ObjectHeaders::new()).await.unwrap();
    assert_eq!((upload.upload_id.as_str(), server.asked().len()), ("U1", 3));
}

#[tokio::test]
async fn an_error_in_a_success_is_that_error() {
    let headers = ObjectHeaders::new();
    let server = Scripted::start(&[refused("200 OK", "InternalError"), initiated()]);
    server.bucket().initiate_multipart_upload(KEY, &headers).await.unwrap();
    assert_eq!(server.asked().len(), 2);

    let server = Scripted::start(&[refused("200 OK", "AccessDenied")]);
    let error = server.bucket().initiate_multipart_upload(KEY, &headers).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert_eq!(error.fault().unwrap().code, "AccessDenied");

    let server = Scripted::start(&[refused("409 Conflict", "FileAlreadyExists")]);
    let error = server.bucket().put_object(KEY, Body::bytes("x"), &headers).await.unwrap_err();
    assert_eq!((error.kind(), error.may_have_taken_effect()), (ErrorKind::AlreadyExists, false));
}

#[tokio::test]
async fn the_callback_s_own_answer_is_no_error_of_the_service() {
    let body = "<Error>of the callback's own</Error>";
    let server = Scripted::start(&[answer("200 OK\r\nETag: \"E1\"", body)]);
    let headers = ObjectHeaders::new().callback(Callback::new("https://a.com", "b"));
    let done = server.bucket().complete_all_parts(KEY, "U1", &headers).await.unwrap();
    assert_eq!(done.etag, "E1");
    assert_eq!(done.callback_answer.as_deref(), Some(body.as_bytes()));

    let server = Scripted::start(&[refused("203 Non-Authoritative", "CallbackFailed")]);
    let error = server.bucket().complete_all_parts(KEY, "U1", &headers).await.unwrap_err();
    assert_eq!((error.kind(), error.may_have_taken_effect()), (ErrorKind::Callback, true));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_success_may_ask_to_slow_down() {
    let server = Scripted::start(&[stored("x", "\r\nx-oss-qos-delay-time: 141")]);
    let part = server.bucket().upload_part(KEY, "U1", 1, Body::bytes("x")).await.unwrap();
    assert_eq!(part.slow_down, Some(std::time::Duration::from_millis(141)));
    assert!(part.verified);
}

#[tokio::test]
async fn a_proxy_of_one_s_own_is_asked_for_everything() {
    let proxy = Scripted::start(&[stored("x", "")]);
    let bucket = Bucket::builder("http://oss.example.com", "backups")
        .allow_http(true)
        .region("cn-hangzhou")
        .credentials(Credentials::new("LTAI1", SECRET))
        .proxy(&format!("http://user:pass@{}", proxy.address()))
        .build()
        .unwrap();
    bucket.put_object(KEY, Body::bytes("x"), &ObjectHeaders::new()).await.unwrap();
    let head = &proxy.asked()[0].head;
    assert!(head.starts_with("put http://backups.oss.example.com/k http/1.1"), "{head}");
    assert!(head.contains("proxy-authorization: basic dxnlcjpwyxnz"), "{head}");
}

#[tokio::test]
async fn a_part_that_is_sent_twice_counts_once() {
    let completed =
        "<CompleteMultipartUploadResult><ETag>\"E\"</ETag></CompleteMultipartUploadResult>";
    let server = Scripted::start(&[
        initiated(),
        answer("200 OK", ""),
        stored("x", ""),
        answer(&format!("200 OK\r\nx-oss-hash-crc64ecma: {}", crc64("x")), completed),
    ]);
    let last = Arc::new(Mutex::new(None));
    let kept = Arc::clone(&last);
    let uploader = Uploader::new(server.bucket()).on_event(move |event| {
        if let Event::Progress(progress) = event {
            *kept.lock().unwrap() = Some(*progress);
        }
    });
    uploader.upload(Source::bytes("x"), KEY).await.unwrap();
    let progress = last.lock().unwrap().unwrap();
    let counts = (progress.sent, progress.confirmed, progress.parts_confirmed, progress.retries);
    assert_eq!(counts, (1, 1, 1, 1));
}

/// Two parts, the first of which is damaged on the way: the connection of each request, and
/// whether it was asked to close.
async fn after_damage(own_client: bool) -> Vec<(usize, bool)> {
    let server = Scripted::start(&[stored("y", ""), stored("x", ""), stored("x", "")]);
    let mut builder = server.builder();
    if own_client {
        let client = oss_multipart::http_client().no_proxy().build().unwrap();
        builder = builder.http_client(client);
    }
    let bucket = builder.build().unwrap();
    for number in [1, 2] {
        bucket.upload_part(KEY, "U1", number, Body::bytes("x")).await.unwrap();
    }
    let asked = server.asked();
    asked.iter().map(|it| (it.connection, it.head.contains("connection: close"))).collect()
}

#[tokio::test]
async fn what_damaged_a_part_carries_nothing_more() {
    assert_eq!(after_damage(false).await, [(0, false), (1, true), (2, false)]);
}

#[tokio::test]
async fn with_a_client_of_one_s_own_it_carries_at_most_one_more_try() {
    assert_eq!(after_damage(true).await, [(0, false), (0, true), (1, false)]);
}

#[tokio::test]
async fn a_connection_that_broke_is_not_used_again_and_one_that_carried_a_5xx_is() {
    let server = Scripted::start(&[
        String::new(),
        stored("x", ""),
        refused("503 Service Unavailable", "ServiceUnavailable"),
        stored("x", ""),
    ]);
    let bucket = server.bucket();
    for number in [1, 2] {
        bucket.upload_part(KEY, "U1", number, Body::bytes("x")).await.unwrap();
    }
    let connections: Vec<_> = server.asked().iter().map(|it| it.connection).collect();
    // The second one was closed after its request, the third one is kept.
    assert_eq!(connections, [0, 1, 2, 2]);
}

#[tokio::test]
async fn a_stream_is_sent_again_only_if_nothing_of_it_was_taken() {
    let server = Scripted::start(&[refused("500 Internal", "InternalError"), stored("xy", "")]);
    let chunks = ["x", "y"].map(|text| Ok::<_, std::io::Error>(text.into()));
    let body = Body::stream(2, futures_util::stream::iter(chunks));
    let error = server.bucket().upload_part(KEY, "U1", 1, body).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn a_range_that_was_not_asked_for_is_no_answer() {
    let other = answer("206 Partial\r\nContent-Range: bytes 0-1/9\r\nETag: \"E1\"", "ab");
    let whole = answer("200 OK\r\nETag: \"E1\"", "abcdefghi");
    let right = answer("206 Partial\r\nContent-Range: bytes 5-6/9\r\nETag: \"E1\"", "fg");
    let server = Scripted::start(&[other, whole, right]);
    let mut object = server.bucket().get_object(KEY, Some(5..7), Some("E1")).await.unwrap();
    assert_eq!(object.chunk().await.unwrap().unwrap(), "fg");
    assert_eq!(object.info().size, 9);
    let asked = server.asked();
    assert_eq!(asked.len(), 3);
    assert!(asked[0].head.contains("if-match: \"e1\"") && asked[0].head.contains("bytes=5-6"));
}

#[tokio::test]
async fn what_the_server_repeats_of_the_keys_is_not_told() {
    let escaped = TOKEN.replace('&', "&amp;");
    let encoded =
        TOKEN.replace('+', "%2B").replace('/', "%2F").replace('&', "%26").replace('=', "%3D");
    let packed = STANDARD.encode(format!("string to sign: {TOKEN}\n{SECRET}"));
    let document = format!(
        "<Error><Code>{escaped}</Code><Message>{escaped} {encoded} {packed} {SECRET}</Message>\
         <RequestId>{escaped}</RequestId><HostId>{escaped}</HostId><EC>{escaped}</EC>\
         <SecurityToken>{escaped}</SecurityToken><StringToSign>{escaped}</StringToSign></Error>"
    );
    let head = |status: &str| format!("{status}\r\nx-oss-request-id: {TOKEN}\r\nx-oss-ec: {TOKEN}");
    let unreadable =
        format!("<ListPartsResult><IsTruncated>{escaped}</IsTruncated></ListPartsResult>");
    for answer in [
        answer(&head("403 Forbidden"), &document),
        answer(&head("200 OK"), &document),
        answer(&head("403 Forbidden"), ""),
        answer("200 OK", &unreadable),
    ] {
        let server = Scripted::start(&[answer.clone(), answer.clone(), answer]);
        let error = server.bucket().list_parts(KEY, "U1", None, None).await.unwrap_err();
        let mut told = format!("{error} {error:?}");
        let mut next = std::error::Error::source(&error);
        while let Some(source) = next {
            told.push_str(&format!("{source} {source:?}"));
            next = source.source();
        }
        for secret in ["planted/", "planted%2F", "planted-key", &packed[24..40]] {
            assert!(!told.contains(secret), "{secret} was told: {told}");
        }
    }
}
