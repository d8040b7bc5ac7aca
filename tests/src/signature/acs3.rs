//! OpenAPI `ACS3-HMAC-SHA256`: the signature of a header that names which headers it covers.
//!
//! Source: help.aliyun.com, "Request syntax and signature method V3".

use super::{Signed, hmac_sha256, sha256_hex};
use crate::encoding::hex;

/// The parts of an `Authorization` header of this kind.
pub(crate) struct Authorization {
    /// The access key id.
    pub(crate) access_key_id: String,
    /// Lower-case names, in the order given.
    pub(crate) signed_headers: Vec<String>,
    /// Lower-case hexadecimal.
    pub(crate) signature: String,
}

impl Authorization {
    /// Reads `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…`.
    pub(crate) fn parse(header: &str) -> Option<Self> {
        let fields = header.strip_prefix("ACS3-HMAC-SHA256 ")?;
        let field = |name: &str| {
            fields.split(',').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='))
        };
        Some(Self {
            access_key_id: field("Credential")?.to_owned(),
            signed_headers: field("SignedHeaders")?.split(';').map(str::to_owned).collect(),
            signature: field("Signature")?.to_owned(),
        })
    }
}

/// String to sign and signature of a request whose body hashes to `x-acs-content-sha256`.
pub(crate) fn signature(
    request: Signed<'_>,
    path: &str,
    signed_headers: &[String],
    secret: &str,
) -> (String, String) {
    let headers: String = signed_headers
        .iter()
        .map(|name| format!("{name}:{}\n", request.header(name).trim()))
        .collect();
    let canonical = format!(
        "{}\n{path}\n{}\n{headers}\n{}\n{}",
        request.method,
        request.canonical_query(false, ""),
        signed_headers.join(";"),
        request.header("x-acs-content-sha256"),
    );
    let string_to_sign = format!("ACS3-HMAC-SHA256\n{}", sha256_hex(canonical.as_bytes()));
    let signature = hex(&hmac_sha256(secret.as_bytes(), &string_to_sign));
    (string_to_sign, signature)
}
