//! `ACS3-HMAC-SHA256`
//! (<https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature>).

use super::{canonical_query, hex, hmac_sha256, sha256_hex};

/// What is signed.
#[allow(missing_debug_implementations, reason = "its headers may hold the security token")]
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// `GET` or `POST`, in capitals.
    pub method: &'a str,
    /// The path, percent-encoded; `/` for every RPC-style action.
    pub path: &'a str,
    /// The query, decoded.
    pub query: &'a [(String, String)],
    /// The headers to sign, in any order and case: `host`, `content-type` if there is a body, and
    /// every `x-acs-*` header. All that are given are signed.
    pub headers: &'a [(String, String)],
    /// The body; empty when there is none. Its SHA-256 also stands in `x-acs-content-sha256`.
    pub body: &'a [u8],
}

/// The signature and the two texts on the way to it.
#[allow(missing_debug_implementations, reason = "holds the signature, and the token in clear")]
#[non_exhaustive]
pub struct Signature {
    /// The request in the form that is hashed.
    pub canonical_request: String,
    /// The algorithm's name and the hash of the canonical request.
    pub string_to_sign: String,
    /// Lower-case hexadecimal.
    pub signature: String,
    /// The value of the header `Authorization`.
    pub authorization: String,
}

/// Signs `request`.
pub fn sign(request: &Request<'_>, access_key_id: &str, access_key_secret: &str) -> Signature {
    let mut headers: Vec<_> = request
        .headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim()))
        .collect();
    headers.sort();
    let signed_headers: Vec<_> = headers.iter().map(|(name, _)| name.as_str()).collect();
    let signed_headers = signed_headers.join(";");
    let header_lines: String =
        headers.iter().flat_map(|(name, value)| [name.as_str(), ":", value, "\n"]).collect();

    let canonical_request = format!(
        "{}\n{}\n{}\n{header_lines}\n{signed_headers}\n{}",
        request.method,
        request.path,
        canonical_query(request.query),
        body_hash(request.body),
    );
    let string_to_sign = format!("ACS3-HMAC-SHA256\n{}", sha256_hex(canonical_request.as_bytes()));
    let signature = hex(&hmac_sha256(access_key_secret.as_bytes(), string_to_sign.as_bytes()));
    let authorization = format!(
        "ACS3-HMAC-SHA256 Credential={access_key_id},SignedHeaders={signed_headers},Signature={signature}"
    );
    Signature { canonical_request, string_to_sign, signature, authorization }
}

/// The value of `x-acs-content-sha256` for `body`: SHA-256 in lower-case hexadecimal.
pub fn body_hash(body: &[u8]) -> String {
    sha256_hex(body)
}
