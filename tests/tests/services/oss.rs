//! What OSS promises and refuses.

use crate::client::{
    Key, access, begin, bytes, complete, crc_of, crc64, element, http, oss, oss_as, oss_signed,
    part, refusal,
};
use local_cloud::LocalCloud;
use reqwest::Method;

const KEY: &str = "ds/ee/全量 备份.tar.gz";

#[tokio::test]
async fn parts_in_any_order_become_one_object() {
    let cloud = LocalCloud::start().unwrap();
    let whole = bytes(300_000);
    let id = begin(&cloud, KEY).await;
    let third = part(&cloud, KEY, &id, 9, &whole[250_000..]).await;
    let first = part(&cloud, KEY, &id, 1, b"replaced").await;
    let second = part(&cloud, KEY, &id, 3, &whole[120_000..250_000]).await;
    let again = part(&cloud, KEY, &id, 1, &whole[..120_000]).await;
    assert_ne!(first, again);
    let numbers: Vec<u32> = cloud.uploads()[0].parts.iter().map(|part| part.number).collect();
    assert_eq!(numbers, [1, 3, 9]);

    let answer = complete(&cloud, KEY, &id, &[(1, &again), (3, &second), (9, &third)]).await;
    assert_eq!(crc_of(&answer), Some(crc64(&whole)));
    let etag = element(&answer.text().await.unwrap(), "ETag").unwrap().replace("&quot;", "");
    assert!(etag.ends_with("-3"), "{etag}");
    assert_eq!(cloud.uploads(), []);
    assert_eq!((cloud.objects()[0].size, cloud.objects()[0].parts), (300_000, 3));
    let path = cloud.object_path(cloud.bucket(), KEY).unwrap().unwrap();
    assert!(std::fs::read(path).unwrap() == whole);
    let read = oss(&cloud, Method::GET, KEY, "").header("range", "bytes=119990-250009");
    let read = read.send().await.unwrap();
    assert_eq!(read.status(), 206);
    assert!(read.bytes().await.unwrap() == whole[119_990..250_010]);
    // Files of parts that were replaced or joined are gone.
    assert_eq!(std::fs::read_dir(cloud.storage_dir()).unwrap().count(), 2);
}

#[tokio::test]
async fn complete_checks_its_list() {
    let cloud = LocalCloud::start().unwrap();
    let id = begin(&cloud, KEY).await;
    let small = part(&cloud, KEY, &id, 1, &bytes(100)).await;
    let large = part(&cloud, KEY, &id, 2, &bytes(200_000)).await;
    for (parts, code) in [
        (&[(2, large.as_str()), (1, small.as_str())][..], "InvalidPartOrder"),
        (&[(1, &small), (1, &small)], "InvalidPartOrder"),
        (&[(1, &small), (3, &large)], "InvalidPart"),
        (&[(1, &large), (2, &large)], "InvalidPart"),
        (&[(1, &small), (2, &large)], "EntityTooSmall"),
        (&[], "MalformedXML"),
    ] {
        let answer = complete(&cloud, KEY, &id, parts).await;
        assert_eq!(refusal(answer).await, (400, code.to_owned()));
    }
    assert_eq!(cloud.objects(), []);
    assert_eq!(complete(&cloud, KEY, &id, &[(2, &large)]).await.status(), 200);
    let answer = complete(&cloud, KEY, &id, &[(2, &large)]).await;
    assert_eq!(refusal(answer).await, (404, "NoSuchUpload".to_owned()));
}

#[tokio::test]
async fn complete_all_takes_what_there_is() {
    let cloud = LocalCloud::start().unwrap();
    let id = begin(&cloud, KEY).await;
    part(&cloud, KEY, &id, 4, &bytes(150_000)).await;
    part(&cloud, KEY, &id, 7, b"end").await;
    let query = format!("uploadId={id}");
    let all = [("x-oss-complete-all", "yes")];
    let request = || oss_signed(&cloud, &Key::of(&cloud), Method::POST, KEY, &query, &all);
    let answer = request().body("<CompleteMultipartUpload/>").send().await.unwrap();
    assert_eq!(refusal(answer).await, (400, "InvalidRequest".to_owned()));
    assert_eq!(request().send().await.unwrap().status(), 200);
    assert_eq!(cloud.objects()[0].size, 150_003);
}

#[tokio::test]
async fn lists_of_parts_come_in_pages() {
    let cloud = LocalCloud::start().unwrap();
    let id = begin(&cloud, KEY).await;
    for number in [1, 2, 5, 10_000] {
        part(&cloud, KEY, &id, number, &bytes(number as usize)).await;
    }
    let mut marker = String::new();
    let mut pages = Vec::new();
    loop {
        // Paging is no part of what V1 signs.
        let signed = oss(&cloud, Method::GET, KEY, &format!("uploadId={id}"));
        let page = [("max-parts", "3"), ("part-number-marker", &marker), ("encoding-type", "url")];
        let xml = signed.query(&page).send().await.unwrap().text().await.unwrap();
        assert_eq!(
            element(&xml, "Key").as_deref(),
            Some("ds%2Fee%2F%E5%85%A8%E9%87%8F%20%E5%A4%87%E4%BB%BD.tar.gz")
        );
        pages.push(xml.matches("<PartNumber>").count());
        marker = element(&xml, "NextPartNumberMarker").unwrap();
        if element(&xml, "IsTruncated").as_deref() == Some("false") {
            let crc = crc64(&bytes(10_000)).to_string();
            assert_eq!(element(&xml, "HashCrc64ecma"), Some(crc));
            break;
        }
    }
    assert_eq!(pages, [3, 1]);
    let signed = oss(&cloud, Method::GET, KEY, &format!("uploadId={id}"));
    let answer = signed.query(&[("max-parts", "1001")]).send().await.unwrap();
    assert_eq!(refusal(answer).await, (400, "InvalidArgument".to_owned()));
}

#[tokio::test]
async fn part_numbers_end_at_ten_thousand() {
    let cloud = LocalCloud::start().unwrap();
    let id = begin(&cloud, KEY).await;
    for number in ["0", "10001", "x"] {
        let query = format!("partNumber={number}&uploadId={id}");
        let answer = oss(&cloud, Method::PUT, KEY, &query).body("x").send().await.unwrap();
        assert_eq!(refusal(answer).await, (400, "InvalidArgument".to_owned()));
    }
}

#[tokio::test]
async fn overwriting_can_be_forbidden() {
    let cloud = LocalCloud::start().unwrap();
    let forbid = [("x-oss-forbid-overwrite", "true")];
    let put = || oss_signed(&cloud, &Key::of(&cloud), Method::PUT, KEY, "", &forbid).body("x");
    let upload = oss_signed(&cloud, &Key::of(&cloud), Method::POST, KEY, "uploads", &forbid);
    let id = element(&upload.send().await.unwrap().text().await.unwrap(), "UploadId").unwrap();
    assert_eq!(put().send().await.unwrap().status(), 200);
    let exists = (409, "FileAlreadyExists".to_owned());
    assert_eq!(refusal(put().send().await.unwrap()).await, exists);
    let etag = part(&cloud, KEY, &id, 1, b"y").await;
    assert_eq!(refusal(complete(&cloud, KEY, &id, &[(1, &etag)]).await).await, exists);
}

#[tokio::test]
async fn wrong_keys_are_told_apart() {
    let cloud = LocalCloud::start().unwrap();
    let mut wrong = Key::of(&cloud);
    wrong.secret.push('x');
    let answer = oss_as(&cloud, &wrong, Method::PUT, KEY, "").body("x").send().await.unwrap();
    assert_eq!(refusal(answer).await, (403, "SignatureDoesNotMatch".to_owned()));
    let nobody = Key { id: "nobody".to_owned(), ..wrong };
    let answer = oss_as(&cloud, &nobody, Method::PUT, KEY, "").body("x").send().await.unwrap();
    assert_eq!(refusal(answer).await, (403, "InvalidAccessKeyId".to_owned()));
    let unsigned = format!("http://{}/{}/k", cloud.oss_endpoint(), cloud.bucket());
    let answer = http(&cloud).get(unsigned).send().await.unwrap();
    assert_eq!(refusal(answer).await, (403, "AccessDenied".to_owned()));
    assert_eq!(cloud.objects(), []);
    let ids: Vec<Option<String>> =
        cloud.calls().into_iter().map(|call| call.access_key_id).collect();
    assert_eq!(ids, [Some(cloud.access_key_id().to_owned()), Some("nobody".to_owned()), None]);
}

#[tokio::test]
async fn a_temporary_key_needs_its_token() {
    let cloud = LocalCloud::start().unwrap();
    let (_, object_key, key) = access(&cloud).await;
    let without = Key { token: None, ..key.clone() };
    let put = |key: &Key, object: &str| oss_as(&cloud, key, Method::PUT, object, "").body("x");
    let answer = put(&without, &object_key).send().await.unwrap();
    assert_eq!(refusal(answer).await, (403, "InvalidAccessKeyId".to_owned()));
    let answer = put(&key, "another").send().await.unwrap();
    assert_eq!(refusal(answer).await, (403, "AccessDenied".to_owned()));
    assert_eq!(put(&key, &object_key).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn the_services_own_host_names_work_over_tls() {
    let cloud = LocalCloud::start().unwrap();
    let port = cloud.oss_endpoint().rsplit_once(':').unwrap().1.to_owned();
    // The signature covers the bucket, wherever the request names it.
    let path_style = oss(&cloud, Method::PUT, "k", "").build().unwrap();
    let (bucket, region) = (cloud.bucket(), cloud.region());
    let query = path_style.url().query().unwrap();
    let url = format!("https://{bucket}.oss-{region}.aliyuncs.com:{port}/k?{query}");
    assert_eq!(http(&cloud).put(url).body("x").send().await.unwrap().status(), 200);
    let call = &cloud.calls()[0];
    assert_eq!((call.scheme, call.signature), ("https", "oss-v1"));
    assert_eq!(call.params["bucket"], cloud.bucket());
}

#[tokio::test]
async fn an_upload_that_is_cut_short_is_not_stored() {
    use tokio::io::AsyncWriteExt as _;

    let cloud = LocalCloud::start().unwrap();
    let request = oss(&cloud, Method::PUT, "k", "").build().unwrap();
    let target = &request.url()[url::Position::BeforePath..];
    let head = format!("PUT {target} HTTP/1.1\r\nHost: {}\r\n", cloud.oss_endpoint());
    let mut socket = tokio::net::TcpStream::connect(cloud.oss_endpoint()).await.unwrap();
    socket.write_all(format!("{head}Content-Length: 100\r\n\r\nhalf").as_bytes()).await.unwrap();
    socket.shutdown().await.unwrap();
    drop(socket);
    while cloud.calls().first().is_none_or(|call| call.bytes_received == 0) {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    assert_eq!(cloud.calls()[0].status, None);
    assert_eq!(cloud.objects(), []);
    assert_eq!(std::fs::read_dir(cloud.storage_dir()).unwrap().count(), 1);
}
