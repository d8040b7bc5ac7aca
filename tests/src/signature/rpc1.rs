//! OpenAPI RPC, signature version 1.0: HMAC-SHA1 over all parameters.
//!
//! Source: help.aliyun.com, "Request syntax and signature method V2 (RPC)".

use super::{Signed, hmac_sha1};
use crate::encoding::encode;

/// What the parameters should have been signed with. `params` are those of the query and of
/// the form body together, `Signature` among them or not.
pub(crate) fn signature(
    method: &str,
    params: &[(String, String)],
    secret: &str,
) -> (String, String) {
    let query = Signed { method, query: params, headers: &[] }.canonical_query(false, "Signature");
    let string_to_sign = format!("{method}&%2F&{}", encode(&query));
    let signature = hmac_sha1(format!("{secret}&").as_bytes(), &string_to_sign);
    (string_to_sign, signature)
}
