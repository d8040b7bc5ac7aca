//! The ways to name a bucket.

use crate::client::{http, oss4_query, refusal};
use local_cloud::LocalCloud;
use reqwest::Method;

#[tokio::test]
async fn every_way_to_name_the_bucket_is_signed_with_it() {
    let cloud = LocalCloud::builder().cname("backup.example.com").start().unwrap();
    let port = cloud.oss_endpoint().rsplit_once(':').unwrap().1.to_owned();
    let (bucket, region) = (cloud.bucket(), cloud.region());
    let query = oss4_query(&cloud, &Method::PUT, "k");
    for base in [
        format!("http://127.0.0.1:{port}/{bucket}"),
        format!("http://oss-{region}.aliyuncs.com:{port}/{bucket}"),
        format!("http://{bucket}.oss-{region}.aliyuncs.com:{port}"),
        format!("http://{bucket}.{region}.oss.aliyuncs.com:{port}"),
        format!("http://backup.example.com:{port}"),
    ] {
        let put = http(&cloud).put(format!("{base}/k?{query}")).body("x");
        assert_eq!(put.send().await.unwrap().status(), 200, "{base}");
        let call = cloud.calls().pop().unwrap();
        assert_eq!((call.signature, call.params["bucket"].as_str()), ("oss-v4", bucket), "{base}");
    }
    let unknown = format!("http://other.example.com:{port}/k?{query}");
    let answer = http(&cloud).put(unknown).body("x").send().await.unwrap();
    assert_eq!(refusal(answer).await, (404, "NoSuchBucket".to_owned()));
    let another = oss4_query(&cloud, &Method::PUT, "another");
    let url = format!("http://backup.example.com:{port}/k?{another}");
    let answer = http(&cloud).put(url).body("x").send().await.unwrap();
    assert_eq!(refusal(answer).await, (403, "SignatureDoesNotMatch".to_owned()));
}
