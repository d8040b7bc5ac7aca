//! OSS signature version 1, HMAC-SHA1, as pure functions, for buckets and gateways that know no
//! other. New accounts refuse it.
//!
//! Source: alibabacloud.com, "Include a V1 signature in the Authorization header" and "Add
//! signatures to URLs".

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

use crate::credentials::Credentials;
use crate::sign::{Signature, ToSign};

const HTTP_DATE: &[BorrowedFormatItem<'_>] = format_description!(
    "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
);

/// The query parameters that are part of the resource and so of the signature, besides all
/// whose name begins with `x-oss-`. Sorted.
const SIGNED_PARAMETERS: &[&str] = &[
    "accessPoint",
    "accessPointPolicy",
    "acl",
    "append",
    "asyncFetch",
    "bucketArchiveDirectRead",
    "bucketInfo",
    "callback",
    "callback-var",
    "cname",
    "comp",
    "continuation-token",
    "cors",
    "delete",
    "encryption",
    "endTime",
    "group",
    "httpsConfig",
    "img",
    "inventory",
    "inventoryId",
    "lifecycle",
    "link",
    "live",
    "location",
    "logging",
    "metaQuery",
    "objectInfo",
    "objectMeta",
    "partNumber",
    "policy",
    "policyStatus",
    "position",
    "processConfiguration",
    "publicAccessBlock",
    "qos",
    "qosInfo",
    "qosRequester",
    "referer",
    "regionList",
    "replication",
    "replicationLocation",
    "replicationProgress",
    "requestPayment",
    "requesterQosInfo",
    "resourceGroup",
    "resourcePool",
    "resourcePoolBuckets",
    "resourcePoolInfo",
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
    "restore",
    "rtc",
    "security-token",
    "sequential",
    "startTime",
    "stat",
    "status",
    "style",
    "styleName",
    "symlink",
    "tagging",
    "transferAcceleration",
    "uploadId",
    "uploads",
    "versionId",
    "versioning",
    "versions",
    "vod",
    "website",
    "worm",
    "wormExtend",
    "wormId",
];

/// The headers that carry the signature.
pub(crate) fn headers(
    request: &ToSign<'_>,
    credentials: &Credentials,
    time: OffsetDateTime,
) -> Signature {
    let date = http_date(time);
    let mut added = vec![("date", date.clone())];
    if let Some(token) = credentials.token() {
        added.push(("x-oss-security-token", token.to_owned()));
    }
    let string_to_sign = string_to_sign(request, &date, &added, &[]);
    let signature = sign(&string_to_sign, credentials);
    let authorization = format!("OSS {}:{signature}", credentials.access_key_id());
    added.push(("authorization", authorization));
    Signature { canonical_request: String::new(), string_to_sign, signature, added }
}

/// The query parameters that carry the signature of a URL valid until `expires_at`.
pub(crate) fn url(
    request: &ToSign<'_>,
    credentials: &Credentials,
    expires_at: OffsetDateTime,
) -> Signature {
    let expires = expires_at.unix_timestamp().to_string();
    let mut added = Vec::new();
    if let Some(token) = credentials.token() {
        added.push(("security-token", token.to_owned()));
    }
    let string_to_sign = string_to_sign(request, &expires, &[], &added);
    let signature = sign(&string_to_sign, credentials);
    added.push(("OSSAccessKeyId", credentials.access_key_id().to_owned()));
    added.push(("Expires", expires));
    added.push(("Signature", signature.clone()));
    Signature { canonical_request: String::new(), string_to_sign, signature, added }
}

fn string_to_sign(
    request: &ToSign<'_>,
    date_or_expires: &str,
    added_headers: &[(&str, String)],
    added_query: &[(&str, String)],
) -> String {
    let given = request.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), *value));
    let added = added_headers.iter().map(|(name, value)| ((*name).to_owned(), value.as_str()));
    let headers: BTreeMap<String, &str> = given.chain(added).collect();
    let header = |name: &str| headers.get(name).copied().unwrap_or_default().trim();
    let oss_headers: String = headers
        .iter()
        .filter(|(name, _)| name.starts_with("x-oss-"))
        .map(|(name, value)| format!("{name}:{}\n", value.trim()))
        .collect();
    format!(
        "{}\n{}\n{}\n{date_or_expires}\n{oss_headers}{}",
        request.method,
        header("content-md5"),
        header("content-type"),
        resource(request, added_query),
    )
}

/// `/bucket/key?a=1&b`: nothing encoded, signed parameters alone, sorted.
fn resource(request: &ToSign<'_>, added_query: &[(&str, String)]) -> String {
    let added = added_query.iter().map(|(name, value)| (*name, value.as_str()));
    let mut pairs: Vec<(&str, &str)> =
        request.query.iter().copied().chain(added).filter(|(name, _)| is_signed(name)).collect();
    pairs.sort_unstable();
    let pairs: Vec<String> = pairs
        .into_iter()
        .map(
            |(name, value)| {
                if value.is_empty() { name.to_owned() } else { format!("{name}={value}") }
            },
        )
        .collect();
    let mark = if pairs.is_empty() { "" } else { "?" };
    format!("/{}/{}{mark}{}", request.bucket, request.key, pairs.join("&"))
}

fn is_signed(name: &str) -> bool {
    name.starts_with("x-oss-") || SIGNED_PARAMETERS.binary_search(&name).is_ok()
}

fn sign(string_to_sign: &str, credentials: &Credentials) -> String {
    // HMAC takes keys of any length, so the empty key never stands in.
    let mut mac = Hmac::<Sha1>::new_from_slice(credentials.secret().as_bytes())
        .unwrap_or_else(|_| Hmac::<Sha1>::new(&Default::default()));
    mac.update(string_to_sign.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

pub(crate) fn http_date(time: OffsetDateTime) -> String {
    // Fails only for components that a full date and time does not have.
    time.to_offset(time::UtcOffset::UTC).format(HTTP_DATE).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parameter_list_can_be_searched() {
        assert!(SIGNED_PARAMETERS.is_sorted());
    }
}
