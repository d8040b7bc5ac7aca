//! Planted secrets are looked for in everything that the library says.

use std::error::Error as _;
use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex};

use dbs_sdk::v2021_01_01::DescribeBakDataSourceStorageAccessInfo;
use dbs_sdk::{Call, Credentials, Error, RetryPolicy, SignatureVersion};
use local_cloud::{Fault, FaultKind, LocalCloud};
use serde_json::json;
use tracing_subscriber::EnvFilter;

use crate::night::Night;

const KEY_SECRET: &str = "plantedKeySecret/+0001";
const STS_SECRET: &str = "plantedStsSecret/+0002";
const TOKEN: &str = "CAISplantedToken/+==0003";

/// Collects every line that is logged, at the finest level, of every crate.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn planted() -> Night {
    let builder = LocalCloud::builder()
        .access_key("LTAIplanted", KEY_SECRET)
        .sts_secret(STS_SECRET)
        .sts_token(TOKEN);
    Night::with(builder)
}

fn chain(error: &Error) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}\n");
    let mut next = error.source();
    while let Some(source) = next {
        let _ = writeln!(text, "{source} {source:?}");
        next = source.source();
    }
    text
}

/// Fails if `text` holds a planted secret in any escaping, or a signature.
fn assert_clean(text: &str, what: &str) {
    for secret in [KEY_SECRET, STS_SECRET, TOKEN] {
        let once = secret.replace('/', "%2F").replace('+', "%2B").replace('=', "%3D");
        let twice = once.replace('%', "%25");
        for form in [secret, &once, &twice] {
            assert!(!text.contains(form), "{what}: {form} shows in:\n{text}");
        }
    }
    for mark in ["Signature=", "ACS3-HMAC-SHA256 Credential", "OSS4-HMAC-SHA256 Credential"] {
        assert!(!text.contains(mark), "{what}: {mark} shows in:\n{text}");
    }
}

#[test]
fn neither_success_nor_any_failure_tells_a_secret() {
    let log = Log::default();
    let sink = log.clone();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("trace"))
        .with_writer(move || sink.clone())
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(everything());
    let log = String::from_utf8_lossy(&log.0.lock().expect("the log")).into_owned();
    assert!(log.contains("UploadPart") || log.contains("part"), "the log heard nothing");
    assert_clean(&log, "the log");
}

async fn everything() {
    let operations = [
        "ConfigureBackupSetInfo",
        "DescribeBakDataSourceStorageAccessInfo",
        "InitiateMultipartUpload",
        "UploadPart",
        "CompleteMultipartUpload",
    ];
    let faults = [
        FaultKind::Status {
            status: 403,
            code: "AccessDenied".to_owned(),
            message: "no".to_owned(),
        },
        FaultKind::Status {
            status: 500,
            code: "InternalError".to_owned(),
            message: "no".to_owned(),
        },
        FaultKind::Reset { after_commit: false },
        FaultKind::TruncatedAnswer,
        FaultKind::ExpiredToken,
        FaultKind::SkewedClock,
        FaultKind::CorruptedPart,
    ];
    let mut policy = RetryPolicy::default();
    policy.attempts = 2;
    policy.base = std::time::Duration::from_millis(1);
    for version in [SignatureVersion::Acs3, SignatureVersion::HmacSha1] {
        let night = planted();
        let client = night.builder().signature_version(version).build().expect("a client");
        let done = client.register(&night.registration()).await.expect("a backup set");
        assert_clean(&format!("{client:?} {:?} {done:?}", night.registration()), "success");
    }
    for operation in operations {
        for kind in &faults {
            // Refused keys are asked for once more; one refusal each is enough to see the error.
            let night = planted();
            night.cloud.inject(Fault::new(operation, kind.clone()));
            let client = night.builder().retry(RetryPolicy::never()).build().expect("a client");
            if let Err(error) = client.register(&night.registration()).await {
                assert_clean(&chain(&error), &format!("{operation} {kind:?}"));
            }
        }
    }
    echoes(policy).await;
    answers().await;
}

/// A gateway that finds a signature wrong echoes what it would have signed, token included.
async fn echoes(policy: RetryPolicy) {
    let night = planted();
    let request =
        DescribeBakDataSourceStorageAccessInfo::new("ee-1", "FullBackup", "ds-1", "cn-hangzhou");
    for version in [SignatureVersion::Acs3, SignatureVersion::HmacSha1] {
        for credentials in [
            Credentials::new("LTAIplanted", STS_SECRET).with_security_token(TOKEN),
            Credentials::new("LTAIplanted", KEY_SECRET).with_security_token(TOKEN),
            Credentials::new("LTAIother", KEY_SECRET),
        ] {
            assert_clean(&format!("{credentials:?}"), "credentials");
            let client = night
                .builder_with(credentials)
                .signature_version(version)
                .retry(policy.clone())
                .build()
                .expect("a client");
            if let Err(error) = client.send(&request).await {
                assert_clean(&chain(&error), "an echo");
            }
        }
    }
}

async fn answers() {
    let night = planted();
    let client = night.client();
    let done = client.register(&night.registration()).await.expect("a backup set");
    let parameters = json!({"BackupSetId": done.backup_set_id, "BackupType": "LogBackup",
        "DataSourceId": night.cloud.data_source_id(), "RegionCode": night.cloud.region()});
    let call = Call::new("DescribeBakDataSourceStorageAccessInfo", "2021-01-01").query(parameters);
    let answer = client.call(&call).await.expect("an answer");
    assert_clean(&format!("{call:?} {answer:?}"), "an untyped answer");
    let secret =
        answer.pointer("/Data/OssAccessInfo/AccessKeySecret").and_then(|secret| secret.as_str());
    assert_eq!(secret, Some(STS_SECRET), "the planted secret is what the service hands out");
    let typed = DescribeBakDataSourceStorageAccessInfo::new(
        done.backup_set_id,
        "LogBackup",
        night.cloud.data_source_id(),
        night.cloud.region(),
    );
    let typed = client.send(&typed).await.expect("an answer");
    assert_clean(&format!("{typed:?}"), "a typed answer");
}
