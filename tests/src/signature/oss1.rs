//! OSS signature V1, in a header and in a URL: HMAC-SHA1 over a few headers and the resource.
//!
//! Source: help.aliyun.com, OSS API reference, "Signature version 1"; the list of sub-resources
//! as oss2 2.19.1 and alibabacloud-oss-v2 1.4.1 send them.

use super::{Signed, hmac_sha1};

/// Query parameters that are part of the signed resource, as far as this stand-in serves them,
/// and those that change an answer's headers.
const SUB_RESOURCES: &[&str] = &[
    "acl",
    "append",
    "bucketInfo",
    "callback",
    "callback-var",
    "location",
    "objectMeta",
    "partNumber",
    "position",
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
    "security-token",
    "sequential",
    "stat",
    "tagging",
    "uploadId",
    "uploads",
    "versionId",
    "versions",
    "x-oss-process",
    "x-oss-request-payer",
    "x-oss-traffic-limit",
];

/// String to sign and signature. `date` is the `Date` header, or `Expires` of a signed URL.
pub(crate) fn signature(
    request: Signed<'_>,
    bucket: &str,
    key: &str,
    date: &str,
    secret: &str,
) -> (String, String) {
    let string_to_sign = format!(
        "{}\n{}\n{}\n{date}\n{}{}",
        request.method,
        request.header("content-md5"),
        request.header("content-type"),
        headers(request),
        resource(request, bucket, key),
    );
    let signature = hmac_sha1(secret.as_bytes(), &string_to_sign);
    (string_to_sign, signature)
}

fn headers(request: Signed<'_>) -> String {
    let mut headers: Vec<(String, &str)> = request
        .headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim()))
        .filter(|(name, _)| name.starts_with("x-oss-"))
        .collect();
    headers.sort();
    headers.into_iter().map(|(name, value)| format!("{name}:{value}\n")).collect()
}

fn resource(request: Signed<'_>, bucket: &str, key: &str) -> String {
    let mut pairs: Vec<&(String, String)> =
        request.query.iter().filter(|(name, _)| SUB_RESOURCES.contains(&name.as_str())).collect();
    pairs.sort();
    let pairs: Vec<String> = pairs
        .into_iter()
        .map(|(name, value)| match value.is_empty() {
            true => name.clone(),
            false => format!("{name}={value}"),
        })
        .collect();
    let path = match bucket.is_empty() {
        true => "/".to_owned(),
        false => format!("/{bucket}/{key}"),
    };
    match pairs.is_empty() {
        true => path,
        false => format!("{path}?{}", pairs.join("&")),
    }
}
