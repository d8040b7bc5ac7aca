//! A bare client of both services for these tests, with signers of its own.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use local_cloud::LocalCloud;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Method, RequestBuilder, Response};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use time::macros::format_description;

const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A key of one of the services.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) token: Option<String>,
}

impl Key {
    pub(crate) fn of(cloud: &LocalCloud) -> Self {
        let (id, secret) = (cloud.access_key_id(), cloud.access_key_secret());
        Self { id: id.to_owned(), secret: secret.to_owned(), token: None }
    }
}

/// Trusts the cloud's authority alone; finds the services' own names on loopback.
pub(crate) fn http(cloud: &LocalCloud) -> reqwest::Client {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(cloud.ca_pem().as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let (bucket, region) = (cloud.bucket(), cloud.region());
    let address = cloud.oss_endpoint().parse().unwrap();
    let client = reqwest::Client::builder().tls_backend_preconfigured(tls).no_proxy();
    [
        format!("oss-{region}.aliyuncs.com"),
        format!("{bucket}.oss-{region}.aliyuncs.com"),
        format!("{bucket}.{region}.oss.aliyuncs.com"),
        "backup.example.com".to_owned(),
        "other.example.com".to_owned(),
    ]
    .iter()
    .fold(client, |client, host| client.resolve(host, address))
    .build()
    .unwrap()
}

/// An OSS request to `http://address/bucket/key?query`, signed with V1 for the next minute.
/// `query` holds sub-resources alone, sorted: `partNumber=1&uploadId=U`, and no signed header.
pub(crate) fn oss(cloud: &LocalCloud, method: Method, key: &str, query: &str) -> RequestBuilder {
    oss_as(cloud, &Key::of(cloud), method, key, query)
}

/// The same with another key.
pub(crate) fn oss_as(
    cloud: &LocalCloud,
    with: &Key,
    method: Method,
    key: &str,
    query: &str,
) -> RequestBuilder {
    oss_signed(cloud, with, method, key, query, &[])
}

/// The same with headers that V1 signs: sorted, lower case.
pub(crate) fn oss_signed(
    cloud: &LocalCloud,
    with: &Key,
    method: Method,
    key: &str,
    query: &str,
    headers: &[(&str, &str)],
) -> RequestBuilder {
    let expires = now().unix_timestamp() + 60;
    let mut resources: Vec<String> =
        query.split('&').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    resources.extend(with.token.iter().map(|token| format!("security-token={token}")));
    resources.sort();
    let resource = match resources.is_empty() {
        true => String::new(),
        false => format!("?{}", resources.join("&")),
    };
    let lines: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let bucket = cloud.bucket();
    let text = format!("{method}\n\n\n{expires}\n{lines}/{bucket}/{key}{resource}");
    let signature = encode(&hmac(&with.secret, &text));
    let token = with.token.iter().map(|token| format!("&security-token={}", encode(token))).next();
    let url = format!(
        "http://{}/{bucket}/{}?{query}&OSSAccessKeyId={}&Expires={expires}&Signature={signature}{}",
        cloud.oss_endpoint(),
        encode(key),
        with.id,
        token.unwrap_or_default(),
    );
    let request = http(cloud).request(method, url);
    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
}

/// The query of an OSS request for the bucket's `key`, signed with V4 for the next minute.
pub(crate) fn oss4_query(cloud: &LocalCloud, method: &Method, key: &str) -> String {
    let (region, bucket) = (cloud.region(), cloud.bucket());
    let time = now().format(format_description!("[year][month][day]T[hour][minute][second]Z"));
    let time = time.unwrap();
    let scope = format!("{}/{region}/oss/aliyun_v4_request", &time[..8]);
    let credential = encode(&format!("{}/{scope}", cloud.access_key_id()));
    let query = format!(
        "x-oss-credential={credential}&x-oss-date={time}&x-oss-expires=60\
         &x-oss-signature-version=OSS4-HMAC-SHA256"
    );
    let canonical = format!("{method}\n/{bucket}/{}\n{query}\n\n\nUNSIGNED-PAYLOAD", encode(key));
    let hash = hex(&Sha256::digest(canonical));
    let text = format!("OSS4-HMAC-SHA256\n{time}\n{scope}\n{hash}");
    let first = format!("aliyun_v4{}", cloud.access_key_secret()).into_bytes();
    let signing_key = scope.split('/').fold(first, |key, part| hmac256(&key, part));
    format!("{query}&x-oss-signature={}", hex(&hmac256(&signing_key, &text)))
}

/// A DBS request with these parameters in a form, signed with HMAC-SHA1.
pub(crate) fn dbs(cloud: &LocalCloud, action: &str, params: &[(&str, &str)]) -> RequestBuilder {
    let nonce = uuid::Uuid::new_v4().to_string();
    let signed = dbs_params(cloud, "POST", action, &nonce, params);
    http(cloud)
        .post(format!("https://{}/", cloud.dbs_endpoint()))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(signed)
}

/// All parameters of a call, encoded and signed.
pub(crate) fn dbs_params(
    cloud: &LocalCloud,
    method: &str,
    action: &str,
    nonce: &str,
    params: &[(&str, &str)],
) -> String {
    let form = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
    let time = now().format(form).unwrap();
    let mut pairs = vec![
        ("AccessKeyId", cloud.access_key_id()),
        ("Action", action),
        ("Format", "json"),
        ("SignatureMethod", "HMAC-SHA1"),
        ("SignatureNonce", nonce),
        ("SignatureVersion", "1.0"),
        ("Timestamp", &time),
        ("Version", "2021-01-01"),
    ];
    pairs.extend(params);
    pairs.sort_unstable();
    let pairs: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    let query = pairs.join("&");
    let text = format!("{method}&%2F&{}", encode(&query));
    let signature = hmac(&format!("{}&", cloud.access_key_secret()), &text);
    format!("{query}&Signature={}", encode(&signature))
}

/// The parameters of `ConfigureBackupSetInfo`.
pub(crate) fn registration<'a>(cloud: &'a LocalCloud, status: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("BackupMethod", "Physical"),
        ("BackupMode", "Automated"),
        ("BackupSetName", "backup.tar.gz"),
        ("BackupType", "FullBackup"),
        ("DataSourceId", cloud.data_source_id()),
        ("ExtraMeta", "{\"dataBegin\": 1}"),
        ("RegionCode", cloud.region()),
        ("UploadStatus", status),
    ]
}

/// Registers a backup set and asks for access: its id, its object key, a temporary key.
pub(crate) async fn access(cloud: &LocalCloud) -> (String, String, Key) {
    let params = registration(cloud, "WaitingUpload");
    let registered = document(dbs(cloud, "ConfigureBackupSetInfo", &params)).await;
    let id = registered["Data"]["BackupSetId"].as_str().unwrap().to_owned();
    let (object_key, key) = access_to(cloud, &id).await;
    (id, object_key, key)
}

/// A temporary key for a registered set, and its object key.
pub(crate) async fn access_to(cloud: &LocalCloud, backup_set_id: &str) -> (String, Key) {
    let params = [
        ("BackupSetId", backup_set_id),
        ("BackupType", "FullBackup"),
        ("DataSourceId", cloud.data_source_id()),
        ("RegionCode", cloud.region()),
    ];
    let told = document(dbs(cloud, "DescribeBakDataSourceStorageAccessInfo", &params)).await;
    let info = &told["Data"]["OssAccessInfo"];
    let field = |name: &str| info[name].as_str().unwrap().to_owned();
    let (id, secret) = (field("AccessKeyId"), field("AccessKeySecret"));
    (field("ObjectKey"), Key { id, secret, token: Some(field("SecurityToken")) })
}

/// Sends and reads JSON.
pub(crate) async fn document(request: RequestBuilder) -> serde_json::Value {
    let text = request.send().await.unwrap().text().await.unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Begins a multipart upload: its id.
pub(crate) async fn begin(cloud: &LocalCloud, key: &str) -> String {
    let answer = oss(cloud, Method::POST, key, "uploads").send().await.unwrap();
    element(&answer.text().await.unwrap(), "UploadId").unwrap()
}

/// Sends a part: its `ETag` without quotes.
pub(crate) async fn part(
    cloud: &LocalCloud,
    key: &str,
    id: &str,
    number: u32,
    body: &[u8],
) -> String {
    let query = format!("partNumber={number}&uploadId={id}");
    let answer = oss(cloud, Method::PUT, key, &query).body(body.to_vec()).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    answer.headers()["etag"].to_str().unwrap().trim_matches('"').to_owned()
}

/// Completes an upload from numbers and `ETag`s.
pub(crate) async fn complete(
    cloud: &LocalCloud,
    key: &str,
    id: &str,
    parts: &[(u32, &str)],
) -> Response {
    complete_with(cloud, key, id, parts, &[]).await
}

/// The same with headers that V1 signs.
pub(crate) async fn complete_with(
    cloud: &LocalCloud,
    key: &str,
    id: &str,
    parts: &[(u32, &str)],
    headers: &[(&str, &str)],
) -> Response {
    let parts: String = parts
        .iter()
        .map(|(number, etag)| {
            format!("<Part><PartNumber>{number}</PartNumber><ETag>\"{etag}\"</ETag></Part>")
        })
        .collect();
    let body = format!("<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>");
    let query = format!("uploadId={id}");
    let request = oss_signed(cloud, &Key::of(cloud), Method::POST, key, &query, headers);
    request.body(body).send().await.unwrap()
}

/// Status and error code of an OSS answer.
pub(crate) async fn refusal(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    (status, element(&answer.text().await.unwrap(), "Code").unwrap_or_default())
}

/// The text of the first element of this name.
pub(crate) fn element(xml: &str, name: &str) -> Option<String> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    rest.split_once(&format!("</{name}>")).map(|(text, _)| text.to_owned())
}

/// CRC-64/XZ.
pub(crate) fn crc64(bytes: &[u8]) -> u64 {
    crc_fast::checksum(crc_fast::CrcAlgorithm::Crc64Xz, bytes)
}

/// The CRC header of an answer.
pub(crate) fn crc_of(answer: &Response) -> Option<u64> {
    answer.headers().get("x-oss-hash-crc64ecma")?.to_str().ok()?.parse().ok()
}

/// Bytes that are not all alike.
pub(crate) fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i / 7 % 251) as u8).collect()
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

fn hmac(secret: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

fn hmac256(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn now() -> OffsetDateTime {
    #[expect(clippy::disallowed_methods, reason = "a client needs the time")]
    OffsetDateTime::now_utc()
}
