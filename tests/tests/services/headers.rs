//! Headers that objects keep, and those that bind a request.

use std::time::{Duration, Instant};

use crate::client::{Key, bytes, oss, oss_signed, refusal};
use local_cloud::LocalCloud;
use reqwest::Method;

const KEY: &str = "k";

#[tokio::test]
async fn an_object_gives_its_headers_back() {
    let cloud = LocalCloud::start().unwrap();
    let signed = [
        ("x-oss-meta-backup-set", "b-1"),
        ("x-oss-object-acl", "private"),
        ("x-oss-server-side-encryption", "KMS"),
        ("x-oss-server-side-encryption-key-id", "key-1"),
        ("x-oss-storage-class", "IA"),
        ("x-oss-tagging", "a=1&b=2"),
    ];
    let free = [
        ("cache-control", "no-cache"),
        ("content-disposition", "attachment"),
        ("content-encoding", "gzip"),
        ("expires", "Wed, 25 Sep 2030 09:47:01 GMT"),
    ];
    let put = oss_signed(&cloud, &Key::of(&cloud), Method::PUT, KEY, "", &signed).body("x");
    let put = free.iter().fold(put, |put, (name, value)| put.header(*name, *value));
    assert_eq!(put.send().await.unwrap().status(), 200);
    let kept = &cloud.objects()[0].headers;
    for method in [Method::HEAD, Method::GET] {
        let answer = oss(&cloud, method, KEY, "").send().await.unwrap();
        for (name, value) in signed.iter().chain(&free) {
            assert_eq!(kept[*name], *value);
            match *name {
                "x-oss-object-acl" | "x-oss-tagging" => {
                    assert!(!answer.headers().contains_key(*name))
                }
                _ => assert_eq!(answer.headers()[*name], *value, "{name}"),
            }
        }
        assert_eq!(answer.headers()["x-oss-tagging-count"], "2");
    }
}

#[tokio::test]
async fn conditions_hold_or_refuse() {
    let cloud = LocalCloud::start().unwrap();
    oss(&cloud, Method::PUT, KEY, "").body("x").send().await.unwrap();
    let etag = format!("\"{}\"", cloud.objects()[0].etag);
    let get = |name: &str, value: &str| oss(&cloud, Method::GET, KEY, "").header(name, value);
    let status = async |name, value| get(name, value).send().await.unwrap().status().as_u16();
    assert_eq!(status("if-match", &etag).await, 200);
    assert_eq!(status("if-none-match", "\"other\"").await, 200);
    assert_eq!(status("if-none-match", &etag).await, 304);
    let answer = get("if-match", "\"other\"").send().await.unwrap();
    assert_eq!(refusal(answer).await, (412, "PreconditionFailed".to_owned()));
    let head = oss(&cloud, Method::HEAD, KEY, "").header("if-match", "\"other\"");
    assert_eq!(head.send().await.unwrap().status(), 412);
}

#[tokio::test]
async fn a_traffic_limit_holds_within_its_bounds() {
    let cloud = LocalCloud::start().unwrap();
    let put = |limit| {
        let headers = [("x-oss-traffic-limit", limit)];
        oss_signed(&cloud, &Key::of(&cloud), Method::PUT, KEY, "", &headers)
    };
    for limit in ["819199", "838860801", "fast"] {
        let answer = put(limit).body("x").send().await.unwrap();
        assert_eq!(refusal(answer).await, (400, "InvalidArgument".to_owned()));
    }
    let started = Instant::now();
    // 102,400 bytes a second.
    assert_eq!(put("819200").body(bytes(51_200)).send().await.unwrap().status(), 200);
    assert!(started.elapsed() >= Duration::from_millis(480), "{:?}", started.elapsed());
    assert_eq!(cloud.calls()[3].headers["x-oss-traffic-limit"], "819200");
}
