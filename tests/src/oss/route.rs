//! Which operation on which object a request asks for.

use std::net::Ipv4Addr;

use crate::head::Head;
use crate::settings::Settings;

/// The operations that this stand-in knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    PutObject,
    GetObject,
    HeadObject,
    GetObjectMeta,
    DeleteObject,
    InitiateMultipartUpload,
    UploadPart,
    CompleteMultipartUpload,
    AbortMultipartUpload,
    ListParts,
    ListMultipartUploads,
    GetBucketLocation,
    GetBucketInfo,
    Unknown,
}

impl Operation {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::PutObject => "PutObject",
            Self::GetObject => "GetObject",
            Self::HeadObject => "HeadObject",
            Self::GetObjectMeta => "GetObjectMeta",
            Self::DeleteObject => "DeleteObject",
            Self::InitiateMultipartUpload => "InitiateMultipartUpload",
            Self::UploadPart => "UploadPart",
            Self::CompleteMultipartUpload => "CompleteMultipartUpload",
            Self::AbortMultipartUpload => "AbortMultipartUpload",
            Self::ListParts => "ListParts",
            Self::ListMultipartUploads => "ListMultipartUploads",
            Self::GetBucketLocation => "GetBucketLocation",
            Self::GetBucketInfo => "GetBucketInfo",
            Self::Unknown => "Unknown",
        }
    }

    /// The action that a policy must allow.
    pub(super) fn action(self) -> &'static str {
        match self {
            Self::InitiateMultipartUpload | Self::UploadPart | Self::CompleteMultipartUpload => {
                "PutObject"
            }
            Self::HeadObject | Self::GetObjectMeta => "GetObject",
            other => other.name(),
        }
    }

    fn of(head: &Head, key: &str) -> Self {
        let has = |name: &str| head.param(name).is_some();
        let copies = head.header("x-oss-copy-source").is_some();
        match (head.method.as_str(), key.is_empty()) {
            ("GET", true) if has("uploads") => Self::ListMultipartUploads,
            ("GET", true) if has("location") => Self::GetBucketLocation,
            ("GET", true) if has("bucketInfo") => Self::GetBucketInfo,
            (_, true) => Self::Unknown,
            ("PUT", false) if copies || has("acl") || has("tagging") => Self::Unknown,
            ("PUT", false) if has("uploadId") => Self::UploadPart,
            ("PUT", false) => Self::PutObject,
            ("POST", false) if has("uploads") => Self::InitiateMultipartUpload,
            ("POST", false) if has("uploadId") => Self::CompleteMultipartUpload,
            ("GET", false) if has("uploadId") => Self::ListParts,
            ("GET", false) if has("acl") || has("tagging") => Self::Unknown,
            ("GET", false) => Self::GetObject,
            ("HEAD", false) if has("objectMeta") => Self::GetObjectMeta,
            ("HEAD", false) => Self::HeadObject,
            ("DELETE", false) if has("uploadId") => Self::AbortMultipartUpload,
            ("DELETE", false) => Self::DeleteObject,
            _ => Self::Unknown,
        }
    }
}

/// Bucket, object and operation of a request.
#[derive(Debug)]
pub(super) struct Target {
    /// Empty when the request names none.
    pub(super) bucket: String,
    /// Empty when the request is about the bucket.
    pub(super) key: String,
    pub(super) operation: Operation,
}

impl Target {
    pub(super) fn read(head: &Head, settings: &Settings) -> Self {
        let path = head.path.as_deref().unwrap_or_default();
        let path = path.strip_prefix('/').unwrap_or(path);
        let (bucket, key) = match bucket_of_host(&head.host, settings) {
            Some(bucket) => (bucket, path),
            None => {
                let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
                (bucket.to_owned(), key)
            }
        };
        let operation = match head.path {
            Some(_) => Operation::of(head, key),
            None => Operation::Unknown,
        };
        Self { bucket, key: key.to_owned(), operation }
    }
}

/// The bucket that a host name stands for; `None` for addresses and bare endpoints, where the
/// path begins with the bucket.
fn bucket_of_host(host: &str, settings: &Settings) -> Option<String> {
    if host.parse::<Ipv4Addr>().is_ok() || host == "localhost" || is_endpoint(host) {
        return None;
    }
    if settings.cnames.iter().any(|cname| cname == host) {
        return Some(settings.bucket.clone());
    }
    match host.split_once('.') {
        Some((bucket, endpoint)) if is_endpoint(endpoint) => Some(bucket.to_owned()),
        // A name that nobody mapped to a bucket.
        _ => Some(host.to_owned()),
    }
}

/// `oss-cn-hangzhou.aliyuncs.com` and its kind, or dual stack: `cn-hangzhou.oss.aliyuncs.com`.
fn is_endpoint(host: &str) -> bool {
    host.starts_with("oss-") || host.split('.').nth(1) == Some("oss")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_endpoints_buckets_and_cnames() {
        let (bucket, cnames) = ("mine".to_owned(), vec!["backup.example.com".to_owned()]);
        let settings = Settings { bucket, cnames, ..Settings::default() };
        for (host, bucket) in [
            ("127.0.0.1", None),
            ("localhost", None),
            ("oss-cn-hangzhou.localhost", None),
            ("b.oss-cn-hangzhou.localhost", Some("b")),
            ("b.oss-cn-hangzhou-internal.aliyuncs.com", Some("b")),
            ("oss-accelerate.aliyuncs.com", None),
            ("b.oss-accelerate-overseas.aliyuncs.com", Some("b")),
            ("cn-hangzhou.oss.aliyuncs.com", None),
            ("b.cn-hangzhou.oss.aliyuncs.com", Some("b")),
            ("backup.example.com", Some("mine")),
            ("other.example.com", Some("other.example.com")),
        ] {
            assert_eq!(bucket_of_host(host, &settings).as_deref(), bucket, "{host}");
        }
    }
}
