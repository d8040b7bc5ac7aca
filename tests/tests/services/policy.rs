//! Keys that may do some things and not others.

use base64::Engine as _;

use crate::client::{Key, access, element, http, oss, oss_as, refusal};
use local_cloud::{LocalCloud, Policy};
use reqwest::Method;

#[tokio::test]
async fn put_object_alone_completes_an_upload_and_nothing_else() {
    let cloud = LocalCloud::builder().sts_policy(Policy::only(["PutObject"])).start().unwrap();
    let (_, object, key) = access(&cloud).await;
    let call = |method, query: &str| oss_as(&cloud, &key, method, &object, query);
    let begun = call(Method::POST, "uploads").send().await.unwrap().text().await.unwrap();
    let id = element(&begun, "UploadId").unwrap();
    let part = call(Method::PUT, &format!("partNumber=1&uploadId={id}")).body("x");
    let etag = part.send().await.unwrap().headers()["etag"].to_str().unwrap().to_owned();

    let upload = format!("uploadId={id}");
    let denied = (403, "AccessDenied".to_owned());
    for (method, query) in
        [(Method::GET, upload.as_str()), (Method::DELETE, &upload), (Method::GET, "")]
    {
        let answer = call(method.clone(), query).send().await.unwrap();
        assert_eq!(refusal(answer).await, denied, "{method} {query}");
    }
    let head = call(Method::HEAD, "").send().await.unwrap();
    assert_eq!(head.status(), 403);
    assert_eq!(head.headers()["x-oss-ec"], "0003-00000001");
    let packed = head.headers()["x-oss-err"].to_str().unwrap().to_owned();
    let xml = base64::engine::general_purpose::STANDARD.decode(packed).unwrap();
    let xml = String::from_utf8(xml).unwrap();
    assert_eq!(element(&xml, "Code").as_deref(), Some("AccessDenied"));
    let request_id = head.headers()["x-oss-request-id"].to_str().unwrap();
    assert_eq!(element(&xml, "RequestId").as_deref(), Some(request_id));

    let list = format!(
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{etag}</ETag></Part>\
         </CompleteMultipartUpload>"
    );
    assert_eq!(call(Method::POST, &upload).body(list).send().await.unwrap().status(), 200);
    let answer = call(Method::DELETE, "").send().await.unwrap();
    assert_eq!(refusal(answer).await, denied);
    assert_eq!(cloud.objects().len(), 1);
}

#[tokio::test]
async fn policies_change_while_the_cloud_runs() {
    let cloud = LocalCloud::start().unwrap();
    let (_, object, key) = access(&cloud).await;
    let put = async |key: &Key| {
        let put = oss_as(&cloud, key, Method::PUT, &object, "").body("x");
        put.send().await.unwrap().status().as_u16()
    };
    assert_eq!(put(&key).await, 200);
    cloud.set_sts_policy(Policy::default().without("PutObject"));
    assert_eq!(put(&key).await, 403);
    assert_eq!(put(&Key::of(&cloud)).await, 200);
    cloud.set_account_policy(Policy::only(["ListMultipartUploads", "DeleteObject"]));
    assert_eq!(put(&Key::of(&cloud)).await, 403);
    let list = oss(&cloud, Method::GET, "", "uploads").send().await.unwrap();
    assert_eq!(list.status(), 200);
    let answer = http(&cloud)
        .post(format!("{}/policy/sts", cloud.admin_url()))
        .body(r#"{"allow": ["PutObject"]}"#)
        .send();
    assert_eq!(answer.await.unwrap().status(), 204);
    assert_eq!(put(&key).await, 200);
}
