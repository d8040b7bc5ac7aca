//! Single calls: signatures, answers, refusals, retries.

use std::time::Duration;

use dbs_sdk::v2021_01_01::{ConfigureBackupSetInfo, DescribeBakDataSourceStorageAccessInfo};
use dbs_sdk::{Action as _, Call, Client, Credentials, ErrorKind, RetryPolicy, SignatureVersion};
use local_cloud::{Fault, FaultKind};
use serde_json::json;

use crate::night::Night;

const CONFIGURE: &str = ConfigureBackupSetInfo::ACTION;

fn waiting(night: &Night) -> ConfigureBackupSetInfo {
    let mut request = ConfigureBackupSetInfo::new(
        "Physical",
        "Automated",
        "全量 backup+&=~*.tar.gz",
        "FullBackup",
        night.cloud.data_source_id(),
        night.cloud.region(),
        "WaitingUpload",
    );
    request.client_token = Some("token-1".to_owned());
    request.extra_meta = Some(r#"{"dataBegin": 1}"#.to_owned());
    request
}

fn quick() -> RetryPolicy {
    let mut policy = RetryPolicy::default();
    policy.base = Duration::from_millis(1);
    policy
}

#[tokio::test]
async fn both_signatures_are_accepted_over_https_and_http() {
    for (version, name) in
        [(SignatureVersion::Acs3, "acs3"), (SignatureVersion::HmacSha1, "rpc-v1")]
    {
        for scheme in ["https", "http"] {
            let night = Night::new();
            let endpoint = format!("{scheme}://{}", night.cloud.dbs_endpoint());
            let client = match scheme {
                "https" => night.builder(),
                _ => Client::builder(
                    endpoint,
                    Credentials::new(night.cloud.access_key_id(), night.cloud.access_key_secret()),
                ),
            };
            let client = client.signature_version(version).build().expect("a client");
            let answer = client.send(&waiting(&night)).await.expect("an answer");
            assert_eq!(answer.success, Some(true));
            let [set] = night.cloud.backup_sets().try_into().expect("one backup set");
            assert_eq!(answer.data.and_then(|data| data.backup_set_id), Some(set.backup_set_id));
            assert_eq!(set.name, "全量 backup+&=~*.tar.gz");
            assert_eq!(set.extra_meta.as_deref(), Some(r#"{"dataBegin": 1}"#));
            let [call] = night.cloud.calls().try_into().expect("one call");
            assert_eq!((call.signature, call.scheme), (name, scheme));
        }
    }
}

#[tokio::test]
async fn a_call_by_name_sends_query_and_form() {
    for version in [SignatureVersion::Acs3, SignatureVersion::HmacSha1] {
        let night = Night::new();
        let client = night.builder().signature_version(version).build().expect("a client");
        let call = Call::new(CONFIGURE, "2021-01-01")
            .query(json!({"BackupMethod": "Physical", "BackupMode": "Automated", "BackupType": "FullBackup",
                "DataSourceId": night.cloud.data_source_id(), "RegionCode": "cn-hangzhou"}))
            .form(json!({"BackupSetName": "form value +&=", "UploadStatus": "WaitingUpload"}));
        let answer = client.call(&call).await.expect("an answer");
        assert!(answer.pointer("/Data/BackupSetId").is_some_and(|id| id.is_string()), "{answer:?}");
        assert_eq!(night.cloud.backup_sets()[0].name, "form value +&=");
    }
}

#[tokio::test]
async fn a_wrong_key_is_refused_with_the_services_code() {
    let night = Night::new();
    let wrong_secret = Credentials::new(night.cloud.access_key_id(), "wrong");
    let wrong_id = Credentials::new("LTAIunknown", night.cloud.access_key_secret());
    for version in [SignatureVersion::Acs3, SignatureVersion::HmacSha1] {
        for (credentials, code) in [
            (wrong_secret.clone(), "SignatureDoesNotMatch"),
            (wrong_id.clone(), "InvalidAccessKeyId.NotFound"),
        ] {
            let client = night
                .builder_with(credentials)
                .signature_version(version)
                .build()
                .expect("a client");
            let error = client.send(&waiting(&night)).await.expect_err("a refusal");
            assert_eq!(error.kind(), ErrorKind::Refused);
            assert_eq!(error.fault().expect("a fault").code, code);
            assert!(!error.is_retryable() && !error.may_have_taken_effect());
        }
    }
    assert_eq!(night.cloud.calls().len(), 4, "a refusal is final");
    assert!(night.cloud.backup_sets().is_empty());
}

#[tokio::test]
async fn success_false_in_http_200_is_an_error() {
    let night = Night::new();
    let kind = FaultKind::SuccessFalse {
        code: "Param.NotFound".to_owned(),
        message: "no such thing".to_owned(),
    };
    night.cloud.inject(Fault::new(CONFIGURE, kind));
    let error = night.client().send(&waiting(&night)).await.expect_err("a failure");
    let fault = error.fault().expect("a fault");
    assert_eq!(
        (fault.status, fault.code.as_str(), fault.message.as_str()),
        (200, "Param.NotFound", "no such thing")
    );
    assert!(fault.request_id.as_ref().is_some_and(|id| !id.is_empty()));
}

#[tokio::test]
async fn what_passes_is_tried_again_with_a_new_nonce_and_the_same_token() {
    let faults = [
        FaultKind::Throttle,
        FaultKind::Status {
            status: 503,
            code: "ServiceUnavailable".to_owned(),
            message: String::new(),
        },
        FaultKind::Reset { after_commit: false },
        FaultKind::Reset { after_commit: true },
        FaultKind::LostAnswer,
        FaultKind::TruncatedAnswer,
    ];
    for version in [SignatureVersion::Acs3, SignatureVersion::HmacSha1] {
        for kind in &faults {
            let night = Night::new();
            night.cloud.inject(Fault::new(CONFIGURE, kind.clone()).count(2));
            let client = night
                .builder()
                .signature_version(version)
                .retry(quick())
                .build()
                .expect("a client");
            client
                .send(&waiting(&night))
                .await
                .unwrap_or_else(|error| panic!("{kind:?}: {error:?}"));
            assert_eq!(night.cloud.calls().len(), 3, "{kind:?}");
            assert_eq!(night.cloud.backup_sets().len(), 1, "{kind:?}: registered once");
        }
    }
}

#[tokio::test]
async fn a_call_that_is_not_idempotent_is_not_repeated_after_a_lost_answer() {
    let night = Night::new();
    night.cloud.inject(Fault::new(CONFIGURE, FaultKind::LostAnswer));
    let client = night.builder().retry(quick()).build().expect("a client");
    let mut request = waiting(&night);
    request.client_token = None;
    let error = client.send(&request).await.expect_err("no answer");
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(error.may_have_taken_effect());
    assert_eq!(night.cloud.calls().len(), 1);
}

#[tokio::test]
async fn retries_end() {
    let night = Night::new();
    night.cloud.inject(Fault::new(CONFIGURE, FaultKind::Throttle).count(100));
    let client = night.builder().retry(quick()).build().expect("a client");
    let error = client.send(&waiting(&night)).await.expect_err("throttled");
    assert_eq!(error.kind(), ErrorKind::Service);
    assert!(error.is_retryable());
    assert_eq!(night.cloud.calls().len(), 5);
}

#[tokio::test]
async fn nobody_listening_is_a_network_error() {
    let night = Night::new();
    let endpoint = night.cloud.dbs_endpoint();
    let request =
        DescribeBakDataSourceStorageAccessInfo::new("ee-1", "FullBackup", "ds-1", "cn-hangzhou");
    drop(night);
    let client = Client::builder(endpoint, Credentials::new("id", "secret"))
        .retry(quick())
        .build()
        .expect("a client");
    let error = client.send(&request).await.expect_err("no connection");
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(!error.may_have_taken_effect());
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_is_refused() {
    let night = Night::new();
    let credentials =
        Credentials::new(night.cloud.access_key_id(), night.cloud.access_key_secret());
    let client = Client::builder(night.cloud.dbs_endpoint(), credentials)
        .retry(quick())
        .build()
        .expect("a client");
    let error = client.send(&waiting(&night)).await.expect_err("an unknown authority");
    assert_eq!(error.kind(), ErrorKind::Network);
    assert!(error.to_string().contains("certificate is not trusted"), "{error}");
    assert!(night.cloud.calls().is_empty());
}
