//! OSS signature V4 (`OSS4-HMAC-SHA256`), in a header and in a URL.
//!
//! Source: alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4.

use super::{Signed, hmac_sha256, sha256_hex};
use crate::encoding::{encode_path, hex};

/// What a request says about its signature, wherever it says so.
pub(crate) struct Authorization {
    /// The access key id.
    pub(crate) access_key_id: String,
    /// `20240925/cn-hangzhou/oss/aliyun_v4_request`.
    pub(crate) scope: String,
    /// Lower-case names of headers signed besides those that always are.
    pub(crate) additional_headers: Vec<String>,
    /// Lower-case hexadecimal.
    pub(crate) signature: String,
}

impl Authorization {
    /// Reads `OSS4-HMAC-SHA256 Credential=…[,AdditionalHeaders=…],Signature=…`.
    pub(crate) fn from_header(header: &str) -> Option<Self> {
        let fields = header.strip_prefix("OSS4-HMAC-SHA256 ")?;
        let field = |name: &str| {
            fields.split(',').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='))
        };
        Self::new(field("Credential")?, field("AdditionalHeaders"), field("Signature")?)
    }

    /// Reads `x-oss-credential`, `x-oss-additional-headers` and `x-oss-signature` of a URL.
    pub(crate) fn from_query(query: &[(String, String)]) -> Option<Self> {
        let field = |name: &str| {
            query.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
        };
        Self::new(
            field("x-oss-credential")?,
            field("x-oss-additional-headers"),
            field("x-oss-signature")?,
        )
    }

    fn new(credential: &str, additional: Option<&str>, signature: &str) -> Option<Self> {
        let (access_key_id, scope) = credential.split_once('/')?;
        // An empty list is an error of its own (EC 0002-00000209).
        if additional == Some("") {
            return None;
        }
        Some(Self {
            access_key_id: access_key_id.to_owned(),
            scope: scope.to_owned(),
            additional_headers: additional
                .map(|names| names.split(';').map(str::to_ascii_lowercase).collect())
                .unwrap_or_default(),
            signature: signature.to_owned(),
        })
    }

    /// Date, region and product of the scope; `None` when it is none.
    pub(crate) fn scope_parts(&self) -> Option<[&str; 3]> {
        let mut parts = self.scope.split('/');
        let scope = [parts.next()?, parts.next()?, parts.next()?];
        (parts.next() == Some("aliyun_v4_request") && parts.next().is_none()).then_some(scope)
    }
}

/// String to sign and signature. `date` is `x-oss-date`, basic ISO form.
pub(crate) fn signature(
    request: Signed<'_>,
    bucket: &str,
    key: &str,
    date: &str,
    authorization: &Authorization,
    secret: &str,
) -> (String, String) {
    let canonical = canonical_request(request, bucket, key, &authorization.additional_headers);
    let string_to_sign = format!(
        "OSS4-HMAC-SHA256\n{date}\n{}\n{}",
        authorization.scope,
        sha256_hex(canonical.as_bytes())
    );
    let key = authorization
        .scope
        .split('/')
        .fold(format!("aliyun_v4{secret}").into_bytes(), |key, part| hmac_sha256(&key, part));
    let signature = hex(&hmac_sha256(&key, &string_to_sign));
    (string_to_sign, signature)
}

fn canonical_request(
    request: Signed<'_>,
    bucket: &str,
    key: &str,
    additional: &[String],
) -> String {
    let mut headers: Vec<(String, &str)> = request
        .headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim()))
        .filter(|(name, _)| {
            name.starts_with("x-oss-")
                || matches!(name.as_str(), "content-type" | "content-md5")
                || additional.contains(name)
        })
        .collect();
    headers.sort();
    let headers: String =
        headers.into_iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let path = match bucket.is_empty() {
        true => "/".to_owned(),
        false => encode_path(&format!("/{bucket}/{key}")),
    };
    let payload = match request.header("x-oss-content-sha256") {
        "" => "UNSIGNED-PAYLOAD",
        hash => hash,
    };
    format!(
        "{}\n{path}\n{}\n{}\n{}\n{payload}",
        request.method,
        request.canonical_query(true, "x-oss-signature"),
        headers,
        additional.join(";"),
    )
}
