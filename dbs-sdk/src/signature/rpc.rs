//! Signature version 1.0: `HMAC-SHA1` over the parameters
//! (<https://help.aliyun.com/zh/sdk/product-overview/rpc-mechanism>).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{canonical_query, hmac_sha1, percent_encode};

/// The signature and the text that was signed.
///
/// The text holds the security token when there is one, hence no `Debug`: print its parts with care.
#[allow(missing_debug_implementations, reason = "holds the signature, and the token in clear")]
#[non_exhaustive]
pub struct Signature {
    /// `METHOD&%2F&…`, what a `SignatureDoesNotMatch` answer shows of its own side.
    pub string_to_sign: String,
    /// Base64; goes into the parameter `Signature`.
    pub signature: String,
}

/// Signs `parameters`: all of the request's, from the query and from a form body, decoded, the
/// common ones (`AccessKeyId`, `SignatureMethod`, `SignatureNonce`, …) included, `Signature` not.
///
/// `method` is `GET` or `POST`, in capitals.
pub fn sign(method: &str, parameters: &[(String, String)], access_key_secret: &str) -> Signature {
    let query = canonical_query(parameters);
    let string_to_sign = format!("{method}&%2F&{}", percent_encode(&query));
    let key = format!("{access_key_secret}&");
    let signature = STANDARD.encode(hmac_sha1(key.as_bytes(), string_to_sign.as_bytes()));
    Signature { string_to_sign, signature }
}
