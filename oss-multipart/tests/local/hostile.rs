//! Servers and proxies that answer what no honest one would, and others that write the same object.

use std::time::Duration;

use oss_multipart::{ErrorKind, ObjectHeaders, Remains, Source, Uploader};

use crate::scripted::{Scripted, TOKEN, answer};

const KEY: &str = "k";

fn initiated() -> String {
    answer("200 OK", "<R><UploadId>U1</UploadId></R>")
}

fn stored() -> String {
    answer("200 OK\r\nETag: \"E1\"", "")
}

fn refused(status: &str, code: &str) -> String {
    answer(status, &format!("<Error><Code>{code}</Code></Error>"))
}

/// Three times, as often as it is asked.
fn always(answer: &str) -> Vec<String> {
    vec![answer.to_owned(); 3]
}

fn methods(server: &Scripted) -> Vec<String> {
    let asked = server.asked();
    asked.iter().map(|asked| asked.head.split(' ').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_part_of_an_object_is_not_taken_for_the_whole() {
    let some = answer("206 Partial\r\nContent-Range: bytes 0-1/9\r\nETag: \"E1\"", "ab");
    let server = Scripted::start(&always(&some));
    let error = server.bucket().get_object(KEY, None, None).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);

    let fewer = answer("206 Partial\r\nContent-Range: bytes 2-3/9\r\nETag: \"E1\"", "cd");
    let server = Scripted::start(&always(&fewer));
    let error = server.bucket().get_object(KEY, Some(2..6), None).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);

    let to_the_end = answer("206 Partial\r\nContent-Range: bytes 7-8/9\r\nETag: \"E1\"", "hi");
    let server = Scripted::start(&[to_the_end]);
    let mut object = server.bucket().get_object(KEY, Some(7..100), None).await.unwrap();
    assert_eq!(object.chunk().await.unwrap().unwrap(), "hi");
    assert_eq!(object.chunk().await.unwrap(), None);
}

#[tokio::test]
async fn a_body_of_another_length_than_was_said_is_an_error() {
    let head = "HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-3/9\r\nTransfer-Encoding: chunked";
    for (chunks, good) in [
        ("2\r\nab\r\n0\r\n\r\n", "ab"),
        ("2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n", "ab"),
        ("4\r\nabcd\r\n1\r\ne\r\n0\r\n\r\n", "abcd"),
    ] {
        let server = Scripted::start(&[format!("{head}\r\n\r\n{chunks}")]);
        let mut object = server.bucket().get_object(KEY, Some(0..4), None).await.unwrap();
        let mut got = Vec::new();
        let error = loop {
            match object.chunk().await {
                Ok(Some(chunk)) => got.extend_from_slice(&chunk),
                Ok(None) => panic!("{chunks:?} was taken for the whole"),
                Err(error) => break error,
            }
        };
        assert_eq!((error.kind(), got.as_slice()), (ErrorKind::Network, good.as_bytes()));
    }
}

#[tokio::test]
async fn a_listing_that_goes_in_circles_ends_with_an_error() {
    for next in ["5", "4", "0", "4294967295"] {
        let page = format!(
            "<R><IsTruncated>true</IsTruncated><NextPartNumberMarker>{next}</NextPartNumberMarker></R>"
        );
        let server = Scripted::start(&always(&answer("200 OK", &page)));
        let error = server.bucket().list_parts(KEY, "U1", Some(5), None).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Service, "{next}");
    }

    let page = |key: &str, id: &str| {
        let body = format!(
            "<R><IsTruncated>true</IsTruncated><NextKeyMarker>{key}</NextKeyMarker>\
             <NextUploadIdMarker>{id}</NextUploadIdMarker></R>"
        );
        answer("200 OK", &body)
    };
    for (key, id) in [("b", "1"), ("b", "2"), ("a", "9")] {
        let mut answers = vec![page("b", "2")];
        answers.extend(always(&page(key, id)));
        let server = Scripted::start(&answers);
        let error = server.bucket().orphans("", Duration::ZERO).await.unwrap_err();
        assert_eq!((error.kind(), server.asked().len()), (ErrorKind::Service, 4), "{key} {id}");
    }
}

#[tokio::test]
async fn what_a_server_says_is_one_line_of_a_bearable_length() {
    let long = "x".repeat(1 << 20);
    let body = format!(
        "<Error><Code>{long}</Code><Message>a\n\u{1b}[2Jb{long}</Message>\
         <RequestId>{long}</RequestId><EC>{long}</EC></Error>"
    );
    let server = Scripted::start(&[answer("403 Forbidden", &body)]);
    let error = server.bucket().head_object(KEY).await.map(drop);
    assert!(error.is_err());
    let server = Scripted::start(&[answer("403 Forbidden", &body)]);
    let error = server.bucket().list_parts(KEY, "U1", None, None).await.unwrap_err();
    let told = format!("{error} {:?}", error.fault().unwrap());
    assert!(told.len() < 10_000, "{} bytes", told.len());
    assert!(!told.chars().any(char::is_control), "{told:?}");
}

#[tokio::test]
async fn keys_that_a_success_repeats_are_not_told() {
    let escaped = TOKEN.replace('&', "&amp;");
    let echo = format!("<R><UploadId>{escaped}</UploadId></R>");
    let server = Scripted::start(&always(&answer("200 OK", &echo)));
    let headers = ObjectHeaders::new();
    let error = server.bucket().initiate_multipart_upload(KEY, &headers).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert!(!format!("{error:?}").contains("planted"));

    for name in ["ETag", "x-oss-request-id"] {
        let head = format!("200 OK\r\nETag: \"E1\"\r\n{name}: {TOKEN}");
        let server = Scripted::start(&always(&answer(&head, "")));
        match server.bucket().head_object(KEY).await {
            Ok(info) => assert!(!format!("{info:?}").contains("planted"), "{info:?}"),
            Err(error) => assert!(!format!("{error:?}").contains("planted"), "{error:?}"),
        }
    }
}

#[tokio::test]
async fn the_object_of_another_writer_is_not_deleted() {
    for told in ["", "\r\nx-oss-hash-crc64ecma: 7"] {
        let completed = answer(&format!("200 OK{told}"), "<R><ETag>\"MINE\"</ETag></R>");
        let theirs = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nETag: \"THEIRS\"\r\n\
                      x-oss-hash-crc64ecma: 12345\r\n\r\n";
        let gone = answer("204 No Content", "");
        let server = Scripted::start(&[initiated(), stored(), completed, theirs.to_owned(), gone]);
        let uploader = Uploader::new(server.bucket());
        let error = uploader.upload(Source::bytes("x"), KEY).await.unwrap_err();
        assert_eq!(methods(&server), ["post", "put", "post", "head"], "{error}");
        assert_eq!(error.kind(), ErrorKind::Integrity);
        assert!(error.may_have_taken_effect());
    }
}

#[tokio::test]
async fn a_completion_that_was_carried_out_late_is_not_called_nothing() {
    let lost = String::new();
    let absent = answer("404 Not Found", "");
    let mut answers = vec![initiated(), stored()];
    answers.extend(always(&lost));
    answers.extend([absent, refused("404 Not Found", "NoSuchUpload")]);
    let server = Scripted::start(&answers);
    let uploader = Uploader::new(server.bucket());
    let error = uploader.upload(Source::bytes("x"), KEY).await.unwrap_err();
    assert_eq!(methods(&server).last().unwrap(), "delete");
    assert_eq!(error.remains(), Some(Remains::Unknown), "{error}");
}
