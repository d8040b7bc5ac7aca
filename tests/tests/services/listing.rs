//! Lists of unfinished uploads.

use crate::client::{begin, element, oss, refusal};
use local_cloud::LocalCloud;
use reqwest::Method;

async fn list(cloud: &LocalCloud, params: &[(&str, &str)]) -> String {
    // Paging is no part of what V1 signs.
    let request = oss(cloud, Method::GET, "", "uploads").query(params);
    request.send().await.unwrap().text().await.unwrap()
}

fn all(xml: &str, name: &str) -> Vec<String> {
    let uploads = xml.split("<Upload>").skip(1);
    uploads.map(|upload| element(upload, name).unwrap()).collect()
}

#[tokio::test]
async fn uploads_come_in_pages() {
    let cloud = LocalCloud::start().unwrap();
    let mut ids = Vec::new();
    for key in ["a/1", "a/1", "a/2", "b/全"] {
        ids.push(begin(&cloud, key).await);
    }
    ids[..2].sort();
    let (mut key, mut id, mut seen) = (String::new(), String::new(), Vec::new());
    loop {
        let markers = [("key-marker", key.as_str()), ("upload-id-marker", &id)];
        let xml = list(&cloud, &[&markers[..], &[("max-uploads", "1")]].concat()).await;
        seen.extend(all(&xml, "UploadId"));
        (key, id) =
            (element(&xml, "NextKeyMarker").unwrap(), element(&xml, "NextUploadIdMarker").unwrap());
        if element(&xml, "IsTruncated").as_deref() == Some("false") {
            break;
        }
    }
    assert_eq!(seen, ids);
    // A key alone leaves out all uploads of that key.
    let xml = list(&cloud, &[("key-marker", "a/1"), ("prefix", "a/")]).await;
    assert_eq!(all(&xml, "UploadId"), ids[2..3]);
    assert!(all(&xml, "Initiated")[0].ends_with(".000Z"), "{xml}");
    let xml = list(&cloud, &[("encoding-type", "url"), ("prefix", "b/")]).await;
    assert_eq!(all(&xml, "Key"), ["b%2F%E5%85%A8"]);
    let request = oss(&cloud, Method::GET, "", "uploads").query(&[("max-uploads", "0")]);
    let answer = request.send().await.unwrap();
    assert_eq!(refusal(answer).await, (400, "InvalidArgument".to_owned()));
}
