//! Lists of parts and of uploads, and the end of old ones.

use std::time::Duration;

use local_cloud::{Fault, FaultKind, LocalCloud};
use oss_multipart::{Body, ObjectHeaders, SignatureVersion};

use crate::cloud::{KEY, builder, count};
use crate::scripted::{Scripted, answer};

/// Page `at` of ten, as the service writes it.
fn page(at: u32) -> String {
    let parts: String = (at * 1000 + 1..=at * 1000 + 1000)
        .map(|number| {
            format!(
                "<Part><PartNumber>{number}</PartNumber>\
                 <LastModified>2026-11-22T12:00:00.000Z</LastModified>\
                 <ETag>&quot;{number:032X}&quot;</ETag>\
                 <HashCrc64ecma>{number}</HashCrc64ecma><Size>102400</Size></Part>"
            )
        })
        .collect();
    let (next, more) = ((at + 1) * 1000, at < 9);
    answer(
        "200 OK",
        &format!(
            "<ListPartsResult><Key>k</Key><NextPartNumberMarker>{next}</NextPartNumberMarker>\
             <MaxParts>1000</MaxParts><IsTruncated>{more}</IsTruncated>{parts}</ListPartsResult>"
        ),
    )
}

#[tokio::test]
async fn ten_thousand_parts_are_listed_page_by_page() {
    let server = Scripted::start(&(0..10).map(page).collect::<Vec<_>>());
    let (bucket, mut parts, mut marker) = (server.bucket(), Vec::new(), None);
    loop {
        let page = bucket.list_parts(KEY, "U1", marker, None).await.unwrap();
        parts.extend(page.parts);
        marker = page.next_marker;
        if marker.is_none() {
            break;
        }
    }
    assert!(parts.iter().map(|part| part.number).eq(1..=10_000));
    assert!(parts.iter().all(|part| part.crc64 == Some(part.number.into())));
    let asked = server.asked();
    assert_eq!(asked.len(), 10);
    assert!(!asked[0].head.contains("part-number-marker"));
    assert!(asked[9].head.contains("part-number-marker=9000"));
}

#[tokio::test]
async fn pages_of_parts_are_as_long_as_asked_for() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    let upload = bucket.initiate_multipart_upload(KEY, &ObjectHeaders::new()).await.unwrap();
    let id = &upload.upload_id;
    let numbers: Vec<u32> = (1..=25).map(|number| number * 400).collect();
    for number in &numbers {
        bucket.upload_part(KEY, id, *number, Body::bytes("x")).await.unwrap();
    }
    for (max_parts, pages) in [(None, 1), (Some(10), 3), (Some(25), 1), (Some(24), 2)] {
        let (mut listed, mut marker, mut seen) = (Vec::new(), None, 0);
        loop {
            let page = bucket.list_parts(KEY, id, marker, max_parts).await.unwrap();
            listed.extend(page.parts.iter().map(|part| part.number));
            seen += 1;
            marker = page.next_marker;
            if marker.is_none() {
                break;
            }
        }
        assert_eq!((&listed, seen), (&numbers, pages));
    }
}

#[tokio::test]
async fn uploads_are_listed_with_any_key_and_old_ones_are_aborted() {
    let cloud = LocalCloud::start().unwrap();
    let bucket = builder(&cloud).build().unwrap();
    let headers = ObjectHeaders::new();
    let keys = ["p/a b+c&d=1", "p/\u{1}<x>", "p/备份/%41", "p/备份/%41", "q"];
    for key in keys {
        bucket.initiate_multipart_upload(key, &headers).await.unwrap();
    }

    let (mut listed, mut marker) = (Vec::new(), None);
    loop {
        let page = bucket.list_multipart_uploads("p/", marker.as_ref(), Some(1)).await.unwrap();
        listed.extend(page.uploads.into_iter().map(|upload| upload.key));
        marker = page.next_marker;
        if marker.is_none() {
            break;
        }
    }
    let mut expected = keys[..4].to_vec();
    expected.sort_unstable();
    assert_eq!(listed, expected);

    let v1 = builder(&cloud).signature_version(SignatureVersion::V1).build().unwrap();
    let page = v1.list_multipart_uploads("q", None, None).await.unwrap();
    assert_eq!((page.uploads.len(), page.next_marker), (1, None));

    let day = Duration::from_secs(24 * 3600);
    assert_eq!(bucket.orphans("p/", day).await.unwrap(), []);
    // Two days later, as the service's clock says when it refuses the first request.
    cloud.set_clock_offset(2 * 24 * 3600);
    cloud.inject(Fault::new("AbortMultipartUpload", FaultKind::AccessDenied));
    let outcome = bucket.abort_orphans("p/", day).await.unwrap();
    assert_eq!((outcome.aborted.len(), outcome.kept.len()), (3, 1));
    let (kept, error) = &outcome.kept[0];
    assert_eq!((kept.key.as_str(), error.fault().unwrap().status), (expected[0], 403));
    let mut left: Vec<_> = cloud.uploads().into_iter().map(|upload| upload.key).collect();
    left.sort_unstable();
    assert_eq!(left, [expected[0], "q"]);
    // The first one was refused for the clock, the second one by the policy.
    assert_eq!(count(&cloud, "AbortMultipartUpload"), 4);
}
