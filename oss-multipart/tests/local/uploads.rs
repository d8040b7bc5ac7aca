//! What is uploaded is what is stored, whatever its size, name and way.

use std::sync::{Arc, Mutex};

use local_cloud::LocalCloud;
use oss_multipart::{
    Addressing, Body, Bucket, ErrorKind, Event, ObjectHeaders, SignatureVersion, Source, Uploader,
    http_client,
};

use crate::cloud::{
    KEY, PART, SIZE, account, assert_exact, builder, count, data, source, uploader,
};

#[tokio::test]
async fn every_size_around_the_edges_of_parts() {
    let cloud = LocalCloud::start().unwrap();
    let uploader = uploader(builder(&cloud).build().unwrap());
    for size in [0, 1, PART - 1, PART, PART + 1, 2 * PART, 7 * PART + 1] {
        let key = format!("size/{size}");
        let data = data(size);
        let outcome = uploader.upload(Source::bytes(data.clone()), &key).await.unwrap();
        assert!(outcome.verified);
        assert_eq!(u64::from(outcome.parts), size.div_ceil(PART).max(1));
        assert_exact(&cloud, &outcome, &key, &data);
    }
    assert_eq!(cloud.uploads().len(), 0);
}

#[tokio::test]
async fn the_calls_are_those_of_the_documented_flow_also_for_nothing() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    let outcome = Uploader::new(bucket).upload(Source::bytes(""), KEY).await.unwrap();
    let operations: Vec<_> = cloud.calls().into_iter().map(|call| call.operation).collect();
    assert_eq!(operations, ["InitiateMultipartUpload", "UploadPart", "CompleteMultipartUpload"]);
    assert_eq!((outcome.size, outcome.parts, outcome.crc64), (0, 1, 0));
}

#[tokio::test]
async fn a_file_larger_than_the_chunks_it_is_read_in() {
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.tar");
    let data = data(5 * 512 * 1024 + 77);
    std::fs::write(&path, &data).unwrap();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&seen);
    let uploader = Uploader::new(builder(&cloud).build().unwrap())
        .part_size(Some(1024 * 1024))
        .on_event(move |event| {
            if let Event::Progress(progress) = event {
                listener.lock().unwrap().push(*progress);
            }
        });

    let outcome = uploader.upload(Source::file(&path).unwrap(), KEY).await.unwrap();

    assert_exact(&cloud, &outcome, KEY, &data);
    let last = *seen.lock().unwrap().last().unwrap();
    let size = data.len() as u64;
    assert_eq!((last.total, last.sent, last.confirmed), (Some(size), size, size));
    assert_eq!((last.parts, last.parts_confirmed, last.retries), (Some(3), 3, 0));
}

#[tokio::test]
async fn a_file_that_changes_meanwhile_is_not_completed() {
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.tar");
    std::fs::write(&path, data(SIZE)).unwrap();
    let changed = path.clone();
    let uploader = uploader(builder(&cloud).build().unwrap()).on_event(move |event| {
        if matches!(event, Event::Progress(progress) if progress.parts_confirmed == 1) {
            let file = std::fs::File::options().append(true).open(&changed).unwrap();
            std::io::Write::write_all(&mut &file, b"more").unwrap();
        }
    });

    let error = uploader.upload(Source::file(&path).unwrap(), KEY).await.unwrap_err();

    assert_eq!(error.kind(), ErrorKind::Source);
    assert_eq!(count(&cloud, "CompleteMultipartUpload"), 0);
    assert_eq!((cloud.uploads().len(), cloud.objects().len()), (0, 0));
}

#[tokio::test]
async fn a_file_that_shrinks_is_the_source_s_fault_and_not_retried() {
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.tar");
    std::fs::write(&path, data(SIZE)).unwrap();
    let source = Source::file(&path).unwrap();
    std::fs::File::options().write(true).open(&path).unwrap().set_len(10).unwrap();

    let error = uploader(builder(&cloud).build().unwrap()).upload(source, KEY).await.unwrap_err();

    assert_eq!(error.kind(), ErrorKind::Source, "{error}");
    assert!(count(&cloud, "UploadPart") <= 2);
    assert_eq!(cloud.uploads().len(), 0);
}

#[tokio::test]
async fn over_https_with_the_authority_s_certificate_and_both_signatures() {
    let cloud = LocalCloud::start().unwrap();
    let authority = reqwest::Certificate::from_pem(cloud.ca_pem().as_bytes()).unwrap();
    let client = http_client().tls_certs_merge([authority]).build().unwrap();
    for version in [SignatureVersion::V4, SignatureVersion::V1] {
        // A bare endpoint means HTTPS.
        let bucket = Bucket::builder(&cloud.oss_endpoint(), cloud.bucket())
            .region(cloud.region())
            .credentials(account(&cloud))
            .signature_version(version)
            .http_client(client.clone())
            .build()
            .unwrap();
        let outcome = uploader(bucket).upload(source(), KEY).await.unwrap();
        assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    }
    assert!(cloud.calls().iter().all(|call| call.scheme == "https"));
    let signatures: Vec<_> = cloud.calls().iter().map(|call| call.signature).collect();
    assert!(signatures.contains(&"oss-v4") && signatures.contains(&"oss-v1"));
}

#[tokio::test]
async fn an_untrusted_certificate_is_said_and_not_retried() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = Bucket::builder(&cloud.oss_endpoint(), cloud.bucket())
        .region(cloud.region())
        .credentials(account(&cloud))
        .build()
        .unwrap();
    let error = uploader(bucket).upload(source(), KEY).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "InitiateMultipartUpload found a server whose certificate is not trusted; check the \
         endpoint, or give the client the server's CA"
    );
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(!error.may_have_taken_effect());
}

#[tokio::test]
async fn keys_with_every_kind_of_character_in_both_signatures() {
    let cloud = LocalCloud::start().unwrap();
    for version in [SignatureVersion::V4, SignatureVersion::V1] {
        let bucket = builder(&cloud).signature_version(version).build().unwrap();
        for key in ["目录/全量 备份+1&2=3~.tar", "%41/'()*!;:@$,[]", "a//b?c#d", "😀é"] {
            let outcome = uploader(bucket.clone()).upload(source(), key).await.unwrap();
            assert_exact(&cloud, &outcome, key, &data(SIZE));
        }
    }
}

#[tokio::test]
async fn the_low_floor_lists_reads_and_aborts() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).addressing(Addressing::Path).build().unwrap();
    let headers = ObjectHeaders::new().content_type("application/x-tar");
    let upload = bucket.initiate_multipart_upload(KEY, &headers).await.unwrap();
    let id = &upload.upload_id;
    let source = source();
    let first =
        bucket.upload_part(KEY, id, 1, Body::range(&source, 0..PART).unwrap()).await.unwrap();
    let third =
        bucket.upload_part(KEY, id, 3, Body::range(&source, PART..SIZE).unwrap()).await.unwrap();
    assert!(first.verified && third.verified);

    let page = bucket.list_parts(KEY, id, None, None).await.unwrap();
    let listed: Vec<_> = page.parts.iter().map(|p| (p.number, p.size, p.crc64)).collect();
    let sent = [&first, &third].map(|p| (p.number, p.size, Some(p.crc64)));
    assert_eq!((listed, page.next_marker), (sent.to_vec(), None));
    let page = bucket.list_parts(KEY, id, Some(1), None).await.unwrap();
    assert_eq!(page.parts.len(), 1);

    let list = [&first, &third].map(|part| (part.number, part.etag.as_str()));
    let completed = bucket.complete_multipart_upload(KEY, id, list, &headers).await.unwrap();
    let info = bucket.head_object(KEY).await.unwrap();
    assert_eq!((info.size, info.crc64), (SIZE, completed.crc64));
    assert_eq!(info.etag.as_deref(), Some(completed.etag.as_str()));

    for (range, expected) in
        [(None, data(SIZE)), (Some(5..PART + 5), data(SIZE)[5..][..PART as usize].to_vec())]
    {
        let mut object = bucket.get_object(KEY, range, None).await.unwrap();
        assert_eq!(object.info().size, SIZE);
        let mut bytes = Vec::new();
        while let Some(chunk) = object.chunk().await.unwrap() {
            bytes.extend_from_slice(&chunk);
        }
        assert!(bytes == expected);
    }

    let other = bucket.initiate_multipart_upload("other", &headers).await.unwrap();
    bucket.abort_multipart_upload("other", &other.upload_id).await.unwrap();
    assert_eq!(cloud.uploads().len(), 0);
    bucket.delete_object(KEY).await.unwrap();
    let error = bucket.head_object(KEY).await.unwrap_err();
    assert_eq!((error.kind(), error.fault().unwrap().status), (ErrorKind::Refused, 404));
    assert_eq!(error.fault().unwrap().code, "NoSuchKey");
}

#[tokio::test]
async fn a_signed_url_needs_no_key() {
    let cloud = LocalCloud::start().unwrap();
    for version in [SignatureVersion::V4, SignatureVersion::V1] {
        let bucket = builder(&cloud).signature_version(version).build().unwrap();
        let key = "a b/备份.tar";
        uploader(bucket.clone()).upload(source(), key).await.unwrap();
        let valid = std::time::Duration::from_secs(60);
        let url = bucket.presign_url(reqwest::Method::GET, key, valid).await.unwrap();
        let client = http_client().build().unwrap();
        let answer = client.get(url.expose()).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert!(answer.bytes().await.unwrap() == data(SIZE));
        let forged = url.expose().replace("a%20b", "a%20c");
        assert_eq!(client.get(forged).send().await.unwrap().status(), 403);
        let longer = bucket.presign_url(reqwest::Method::GET, key, valid * 60 * 24 * 8).await;
        match version {
            SignatureVersion::V4 => assert_eq!(longer.unwrap_err().kind(), ErrorKind::Input),
            _ => assert!(longer.is_ok()),
        }
    }
}

#[tokio::test]
async fn parts_and_ranges_that_cannot_be_are_refused_before_anything_is_sent() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    let source = source();
    for (number, range) in [(0, 0..1), (10_001, 0..1), (1, 0..SIZE + 1), (1, SIZE + 1..SIZE + 2)] {
        let outcome = match Body::range(&source, range) {
            Ok(body) => bucket.upload_part(KEY, "U", number, body).await.map(drop),
            Err(error) => Err(error),
        };
        assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Input);
    }
    assert_eq!(
        bucket.get_object(KEY, Some(5..5), None).await.unwrap_err().kind(),
        ErrorKind::Input
    );
    let error = uploader(bucket).upload(source, "../key").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert_eq!(cloud.calls().len(), 0);
}

#[tokio::test]
async fn an_upload_may_run_on_a_task_of_its_own() {
    let cloud = LocalCloud::start().unwrap();
    let uploader = uploader(builder(&cloud).build().unwrap());
    let outcome = tokio::spawn(async move { uploader.upload(source(), KEY).await }).await.unwrap();
    assert_exact(&cloud, &outcome.unwrap(), KEY, &data(SIZE));
}
