//! OSS signature version 4, `OSS4-HMAC-SHA256`, as pure functions.
//!
//! Source: alibabacloud.com, "Recommended: use the V4 signature algorithm" (headers) and "Include
//! a V4 signature in a URL".

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

use crate::credentials::Credentials;
use crate::encode;
use crate::sign::{Signature, ToSign};

const ALGORITHM: &str = "OSS4-HMAC-SHA256";
const PAYLOAD_HASH: &str = "UNSIGNED-PAYLOAD";
const DATE: &[BorrowedFormatItem<'_>] = format_description!("[year][month][day]");
const TIMESTAMP: &[BorrowedFormatItem<'_>] =
    format_description!("[year][month][day]T[hour][minute][second]Z");

/// The key derived for one day and region, good for every request of that day.
#[derive(Clone)]
pub(crate) struct DayKey {
    scope: String,
    key: [u8; 32],
}

impl DayKey {
    pub(crate) fn new(credentials: &Credentials, region: &str, time: OffsetDateTime) -> Self {
        let date = date(time);
        let secret = format!("aliyun_v4{}", credentials.secret());
        let key = hmac(secret.as_bytes(), date.as_bytes());
        let key = hmac(&key, region.as_bytes());
        let key = hmac(&key, b"oss");
        let key = hmac(&key, b"aliyun_v4_request");
        Self { scope: scope(region, time), key }
    }

    pub(crate) fn is_for(&self, region: &str, time: OffsetDateTime) -> bool {
        self.scope == scope(region, time)
    }
}

/// The headers that carry the signature. `additional` names further headers to sign.
pub(crate) fn headers(
    request: &ToSign<'_>,
    additional: &[&str],
    credentials: &Credentials,
    key: &DayKey,
    time: OffsetDateTime,
) -> Signature {
    let stamp = timestamp(time);
    let mut added = vec![("x-oss-date", stamp), ("x-oss-content-sha256", PAYLOAD_HASH.to_owned())];
    if let Some(token) = credentials.token() {
        added.push(("x-oss-security-token", token.to_owned()));
    }

    let additional = additional_names(request, additional);
    let headers = signed_headers(request, &added, &additional);
    let query = encode::sorted_query(request.query.iter().copied());
    let canonical_request = canonical_request(request, &query, &headers, &additional);
    let (string_to_sign, signature) = sign(&canonical_request, key, time);

    let mut authorization =
        format!("{ALGORITHM} Credential={}/{}", credentials.access_key_id(), key.scope);
    if !additional.is_empty() {
        // An empty field is an error (EC 0002-00000209).
        authorization.push_str(&format!(",AdditionalHeaders={additional}"));
    }
    authorization.push_str(&format!(",Signature={signature}"));
    added.push(("authorization", authorization));
    Signature { canonical_request, string_to_sign, signature, added }
}

/// The query parameters that carry the signature of a URL valid for `expires_s` seconds.
pub(crate) fn url(
    request: &ToSign<'_>,
    additional: &[&str],
    credentials: &Credentials,
    key: &DayKey,
    time: OffsetDateTime,
    expires_s: u64,
) -> Signature {
    let credential = format!("{}/{}", credentials.access_key_id(), key.scope);
    let mut added = vec![
        ("x-oss-signature-version", ALGORITHM.to_owned()),
        ("x-oss-date", timestamp(time)),
        ("x-oss-expires", expires_s.to_string()),
        ("x-oss-credential", credential),
    ];
    if let Some(token) = credentials.token() {
        added.push(("x-oss-security-token", token.to_owned()));
    }
    let additional = additional_names(request, additional);
    if !additional.is_empty() {
        added.push(("x-oss-additional-headers", additional.clone()));
    }

    let pairs = added.iter().map(|(name, value)| (*name, value.as_str()));
    let query = encode::sorted_query(request.query.iter().copied().chain(pairs));
    let headers = signed_headers(request, &[], &additional);
    let canonical_request = canonical_request(request, &query, &headers, &additional);
    let (string_to_sign, signature) = sign(&canonical_request, key, time);
    added.push(("x-oss-signature", signature.clone()));
    Signature { canonical_request, string_to_sign, signature, added }
}

fn canonical_request(
    request: &ToSign<'_>,
    query: &str,
    headers: &BTreeMap<String, &str>,
    additional: &str,
) -> String {
    let headers: String =
        headers.iter().map(|(name, value)| format!("{name}:{}\n", value.trim())).collect();
    // The bucket stands in the path in every way of addressing.
    let path = encode::path(&format!("/{}/{}", request.bucket, request.key));
    format!("{}\n{path}\n{query}\n{headers}\n{additional}\n{PAYLOAD_HASH}", request.method)
}

/// Names in lower case, sorted, joined by `;`: those present and not signed anyway.
fn additional_names(request: &ToSign<'_>, additional: &[&str]) -> String {
    let mut names: Vec<String> = additional.iter().map(|name| name.to_ascii_lowercase()).collect();
    names.retain(|name| {
        !always_signed(name)
            && request.headers.iter().any(|(present, _)| present.eq_ignore_ascii_case(name))
    });
    names.sort();
    names.dedup();
    names.join(";")
}

fn signed_headers<'a>(
    request: &ToSign<'a>,
    added: &'a [(&str, String)],
    additional: &str,
) -> BTreeMap<String, &'a str> {
    let given = request.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), *value));
    let added = added.iter().map(|(name, value)| ((*name).to_owned(), value.as_str()));
    given
        .chain(added)
        .filter(|(name, _)| always_signed(name) || additional.split(';').any(|it| it == name))
        .collect()
}

fn always_signed(name: &str) -> bool {
    name == "content-type" || name == "content-md5" || name.starts_with("x-oss-")
}

fn sign(canonical_request: &str, key: &DayKey, time: OffsetDateTime) -> (String, String) {
    let hash = hex(&Sha256::digest(canonical_request.as_bytes()));
    let string_to_sign = format!("{ALGORITHM}\n{}\n{}\n{hash}", timestamp(time), key.scope);
    let signature = hex(&hmac(&key.key, string_to_sign.as_bytes()));
    (string_to_sign, signature)
}

fn scope(region: &str, time: OffsetDateTime) -> String {
    format!("{}/{region}/oss/aliyun_v4_request", date(time))
}

fn date(time: OffsetDateTime) -> String {
    formatted(time, DATE)
}

fn timestamp(time: OffsetDateTime) -> String {
    formatted(time, TIMESTAMP)
}

fn formatted(time: OffsetDateTime, format: &[BorrowedFormatItem<'_>]) -> String {
    // Fails only for components that a full date and time does not have.
    time.to_offset(time::UtcOffset::UTC).format(format).unwrap_or_default()
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    // HMAC takes keys of any length, so the empty key never stands in.
    let mut mac = Hmac::<Sha256>::new_from_slice(key)
        .unwrap_or_else(|_| Hmac::<Sha256>::new(&Default::default()));
    mac.update(message);
    mac.finalize().into_bytes().into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
