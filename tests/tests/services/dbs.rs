//! What DBS promises and refuses.

use crate::client::{access, dbs, dbs_params, document, http, oss, oss_as, registration};
use local_cloud::LocalCloud;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn upload_success_waits_for_the_object() {
    let cloud = LocalCloud::start().unwrap();
    let (id, object_key, key) = access(&cloud).await;
    let mut params = registration(&cloud, "UploadSuccess");
    params.push(("BackupSetId", &id));
    let done = || document(dbs(&cloud, "ConfigureBackupSetInfo", &params));
    let refused = done().await;
    assert_eq!(refused["Success"], "false");
    assert_eq!(refused["ErrCode"], "BackupSet.ObjectNotFound");
    assert_eq!(cloud.backup_sets()[0].status, "WaitingUpload");

    let put = oss_as(&cloud, &key, Method::PUT, &object_key, "").body("x");
    assert_eq!(put.send().await.unwrap().status(), 200);
    let answer = done().await;
    assert_eq!(answer["Success"], "true");
    assert_eq!(answer["Code"], "Success");
    assert_eq!(answer["Data"], json!({"BackupSetId": id}));
    let [set] = &cloud.backup_sets()[..] else { panic!("one backup set") };
    assert_eq!(set.status, "UploadSuccess");
    assert_eq!(set.extra_meta.as_deref(), Some("{\"dataBegin\": 1}"));
    let history: Vec<&str> = set.history.iter().map(|change| change.status.as_str()).collect();
    assert_eq!(history, ["WaitingUpload", "UploadSuccess"]);
}

#[tokio::test]
async fn a_client_token_registers_once() {
    let cloud = LocalCloud::start().unwrap();
    let mut params = registration(&cloud, "WaitingUpload");
    params.push(("ClientToken", "t"));
    let first = document(dbs(&cloud, "ConfigureBackupSetInfo", &params)).await;
    let again = document(dbs(&cloud, "ConfigureBackupSetInfo", &params)).await;
    assert_eq!(first["Data"], again["Data"]);
    params.retain(|(name, _)| *name != "BackupSetName");
    params.push(("BackupSetName", "other"));
    let other = document(dbs(&cloud, "ConfigureBackupSetInfo", &params)).await;
    assert_eq!(other["Code"], "IdempotentParameterMismatch");
    assert_eq!(cloud.backup_sets().len(), 1);
    assert_eq!(cloud.backup_sets()[0].history.len(), 1);
}

#[tokio::test]
async fn a_nonce_is_good_once() {
    let cloud = LocalCloud::start().unwrap();
    let params = registration(&cloud, "WaitingUpload");
    let query = dbs_params(&cloud, "GET", "ConfigureBackupSetInfo", "nonce", &params);
    let url = format!("http://{}/?{query}", cloud.dbs_endpoint());
    let first = document(http(&cloud).get(&url)).await;
    assert_eq!(first["Success"], "true");
    let second = http(&cloud).get(&url).send().await.unwrap();
    assert_eq!(second.status(), 400);
    let text = second.text().await.unwrap();
    let second: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(second["Code"], "SignatureNonceUsed");
    assert_eq!(second["HostId"], "127.0.0.1");
    let mut fields: Vec<&String> = second.as_object().unwrap().keys().collect();
    fields.sort();
    assert_eq!(fields, ["Code", "HostId", "Message", "Recommend", "RequestId"]);
    assert_eq!(cloud.backup_sets().len(), 1);
}

#[tokio::test]
async fn the_gateway_names_what_is_wrong() {
    let cloud = LocalCloud::start().unwrap();
    let params = registration(&cloud, "WaitingUpload");
    for missing in [
        "BackupMethod",
        "BackupMode",
        "BackupSetName",
        "BackupType",
        "DataSourceId",
        "RegionCode",
        "UploadStatus",
    ] {
        let mut params = params.clone();
        params.retain(|(name, _)| *name != missing);
        let answer = document(dbs(&cloud, "ConfigureBackupSetInfo", &params)).await;
        assert_eq!(answer["Code"], format!("Missing{missing}"));
    }
    let answer = dbs(&cloud, "DescribeNothing", &params).send().await.unwrap();
    assert_eq!(answer.status(), 404);
    assert!(answer.text().await.unwrap().contains("InvalidApi.NotFound"));
    cloud.set_clock_offset(901);
    let answer = document(dbs(&cloud, "ConfigureBackupSetInfo", &params)).await;
    assert_eq!(answer["Code"], "InvalidTimeStamp.Expired");
    cloud.set_clock_offset(0);
    let tampered = dbs_params(&cloud, "GET", "ConfigureBackupSetInfo", "n", &params)
        .replace("Automated", "Manual");
    let url = format!("http://{}/?{tampered}", cloud.dbs_endpoint());
    let answer = document(http(&cloud).get(url)).await;
    assert_eq!(answer["Code"], "SignatureDoesNotMatch");
    assert_eq!(cloud.backup_sets(), []);
}

#[tokio::test]
async fn access_tells_where_and_for_how_long() {
    let cloud = LocalCloud::builder()
        .sts_seconds(1800)
        .sts_secret("planted-secret")
        .sts_token("planted-token")
        .oss_endpoint("https://127.0.0.1:{port}")
        .start()
        .unwrap();
    let (id, object_key, key) = access(&cloud).await;
    assert_eq!(
        (key.secret.as_str(), key.token.as_deref()),
        ("planted-secret", Some("planted-token"))
    );
    assert_eq!(object_key, cloud.backup_sets()[0].object_key);
    let mut params = vec![
        ("BackupSetId", id.as_str()),
        ("BackupType", "FullBackup"),
        ("DataSourceId", cloud.data_source_id()),
        ("RegionCode", cloud.region()),
    ];
    let ask =
        |params: &[_]| document(dbs(&cloud, "DescribeBakDataSourceStorageAccessInfo", params));
    let info = ask(&params).await["Data"]["OssAccessInfo"].clone();
    assert_eq!(info["OssEndpoint"], format!("https://{}", cloud.oss_endpoint()));
    assert_eq!(info["OssRegion"], cloud.region());
    assert_eq!(info["BucketName"], cloud.bucket());
    assert!(info["ExpiredTime"].as_str().is_some_and(|time| time.len() == 20), "{info}");
    params.push(("DurationSeconds", "899"));
    assert_eq!(ask(&params).await["ErrCode"], "DBS.ParamIsInValid");
}

#[tokio::test]
async fn the_account_key_reads_what_was_uploaded() {
    let cloud = LocalCloud::start().unwrap();
    let (_, object_key, key) = access(&cloud).await;
    oss_as(&cloud, &key, Method::PUT, &object_key, "").body("bytes").send().await.unwrap();
    let read = oss(&cloud, Method::GET, &object_key, "").send().await.unwrap();
    assert_eq!(read.text().await.unwrap(), "bytes");
    let services: Vec<&str> = cloud.calls().iter().map(|call| call.service).collect();
    assert_eq!(services, ["dbs", "dbs", "oss", "oss"]);
}

#[test]
fn debug_prints_no_secret() {
    let builder = LocalCloud::builder()
        .access_key("planted-id", "planted-secret")
        .security_token("planted-secret")
        .sts_secret("planted-secret")
        .sts_token("planted-secret");
    let settings = format!("{builder:?}");
    let printed = format!("{settings} {:?}", builder.start().unwrap());
    assert!(printed.contains("planted-id"), "{printed}");
    assert!(!printed.contains("planted-secret"), "{printed}");
}
