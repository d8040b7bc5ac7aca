//! Nothing secret is told: not in logs of any level, errors, their sources, or `Debug`.

use std::error::Error as _;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use local_cloud::{Fault, FaultKind, LocalCloud};
use oss_multipart::{Bucket, Downloader, Error, Link, SignatureVersion, Source};
use reqwest::Method;
use tracing_subscriber::fmt::MakeWriter;

use crate::cloud::{KEY, account, builder, policy, source, uploader};
use crate::plain::{Offer, Plain};

const SECRET: &str = "planted-key-secret-0123456789";
const PASSWORD: &str = "planted-proxy-password";
/// `user:` and the password, as a proxy is sent it.
const PASSWORD_ENCODED: &str = "dXNlcjpwbGFudGVkLXByb3h5LXBhc3N3b3Jk";
const TOKEN: &str = "CAIS+planted/security/token==";
const SIGNATURE: &str = "planted-signature-0123456789";
const TOKEN_ENCODED: &str = "CAIS%2Bplanted%2Fsecurity%2Ftoken";

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn secrets_are_told_nowhere() {
    let log = Log::default();
    // Of all crates, through `log` too, and everything they have to say.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(log.clone())
        .init();

    let mut told = String::new();
    for version in [SignatureVersion::V4, SignatureVersion::V1] {
        for fault in faults() {
            let cloud = LocalCloud::builder()
                .access_key("LTAIplanted", SECRET)
                .security_token(TOKEN)
                .start()
                .unwrap();
            let credentials = account(&cloud).with_security_token(TOKEN);
            let builder = builder(&cloud).credentials(credentials).signature_version(version);
            told.push_str(&format!("{builder:?}\n"));
            let bucket = builder.build().unwrap();
            let uploader = uploader(bucket.clone());
            told.push_str(&format!("{bucket:?} {uploader:?} {:?}\n", source()));
            if let Some(fault) = fault {
                cloud.inject(fault);
            }
            match uploader.upload(source(), KEY).await {
                Ok(outcome) => told.push_str(&format!("{outcome:?}\n")),
                Err(error) => tell(&mut told, &error),
            }
        }
        let wrong = wrong_keys(version).await;
        tell(&mut told, &wrong);
        assert_eq!(wrong.fault().unwrap().code, "SignatureDoesNotMatch");
        tell(&mut told, &behind_a_proxy(version).await);
        links(&mut told, version).await;
    }
    assert!(told.contains("Request has expired: /a/file.tar?[redacted]"), "{told}");
    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(log.contains("oss_multipart") && log.contains("trying again"), "nothing was logged");
    assert!(told.contains("AccessDenied") && told.contains("NoSuchUpload"));
    for text in [&told, &log] {
        for secret in [
            PASSWORD,
            PASSWORD_ENCODED,
            SECRET,
            TOKEN,
            TOKEN_ENCODED,
            SIGNATURE,
            "Signature=",
            "x-oss-signature",
            "OSS LTAI",
            "OSS4-HMAC",
        ] {
            if let Some(at) = text.find(secret) {
                let around = text[at.saturating_sub(300)..].chars().take(600).collect::<String>();
                panic!("{secret} was told: {around}");
            }
        }
    }
}

fn faults() -> Vec<Option<Fault>> {
    let status = |status, code: &str| FaultKind::Status {
        status,
        code: code.to_owned(),
        // As if the service repeated what it was sent.
        message: format!("with {TOKEN} and {SECRET}"),
    };
    vec![
        None,
        Some(Fault::new("InitiateMultipartUpload", FaultKind::LostAnswer).count(100)),
        Some(Fault::new("UploadPart", status(403, "AccessDenied"))),
        Some(Fault::new("UploadPart", status(500, "InternalError")).count(100)),
        Some(Fault::new("UploadPart", FaultKind::Reset { after_commit: false }).count(100)),
        Some(Fault::new("UploadPart", FaultKind::ExpiredToken)),
        Some(Fault::new("UploadPart", FaultKind::CorruptedAtRest)),
        Some(Fault::new("CompleteMultipartUpload", status(404, "NoSuchUpload")).count(2)),
        Some(Fault::new("CompleteMultipartUpload", FaultKind::TruncatedAnswer).count(100)),
    ]
}

async fn wrong_keys(version: SignatureVersion) -> Error {
    let cloud = LocalCloud::builder().security_token(TOKEN).start().unwrap();
    let wrong = oss_multipart::Credentials::new(cloud.access_key_id(), SECRET);
    let bucket: Bucket = builder(&cloud)
        .credentials(wrong.with_security_token(TOKEN))
        .signature_version(version)
        .build()
        .unwrap();
    uploader(bucket).upload(Source::bytes("x"), KEY).await.unwrap_err()
}

/// A proxy that is not there, for an endpoint that nobody must ask.
async fn behind_a_proxy(version: SignatureVersion) -> Error {
    let cloud = LocalCloud::start().unwrap();
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let bucket = builder(&cloud)
        .signature_version(version)
        .proxy(&format!("http://user:{PASSWORD}@{closed}"))
        .build()
        .unwrap();
    let error = bucket.head_object(KEY).await.unwrap_err();
    assert_eq!((error.kind(), cloud.calls().len()), (oss_multipart::ErrorKind::Network, 0));
    error
}

/// Downloads through signed URLs: what succeeds, what has expired, what repeats what it was asked.
async fn links(told: &mut String, version: SignatureVersion) {
    let cloud = LocalCloud::builder()
        .access_key("LTAIplanted", SECRET)
        .security_token(TOKEN)
        .start()
        .unwrap();
    let credentials = account(&cloud).with_security_token(TOKEN);
    let bucket = builder(&cloud).credentials(credentials).signature_version(version);
    let bucket = bucket.build().unwrap();
    uploader(bucket.clone()).upload(source(), KEY).await.unwrap();
    let url = bucket.presign_url(Method::GET, KEY, Duration::from_secs(60)).await.unwrap();
    let repeating = Plain::start(Offer::of(b"x".to_vec()));
    let query = format!("Signature={SIGNATURE}&security-token={TOKEN_ENCODED}");
    let repeated = repeating.url().replace("pass=1", &query);
    let nowhere = format!("http://127.0.0.1:9/a?{query}");
    for (expired, url) in
        [(false, url.expose()), (true, url.expose()), (true, &repeated), (true, &nowhere)]
    {
        cloud.set_clock_offset(if expired { 3600 } else { 0 });
        let builder = Link::builder(url).retry(policy(2));
        told.push_str(&format!("{builder:?}\n"));
        let downloader = Downloader::new(builder.build().unwrap());
        told.push_str(&format!("{downloader:?}\n"));
        let folder = tempfile::tempdir().unwrap();
        match downloader.download(folder.path().join("file")).await {
            Ok(outcome) => told.push_str(&format!("{outcome:?}\n")),
            Err(error) => tell(told, &error),
        }
    }
}

fn tell(told: &mut String, error: &Error) {
    told.push_str(&format!("{error} {error:?} {:?}\n", error.fault()));
    let mut next = error.source();
    while let Some(error) = next {
        told.push_str(&format!("{error} {error:?}\n"));
        next = error.source();
    }
}
