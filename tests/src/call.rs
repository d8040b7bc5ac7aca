//! The log of calls.

use std::collections::BTreeMap;

use serde::Serialize;

/// One call as it arrived, in the order of arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Call {
    /// `dbs` or `oss`.
    pub service: &'static str,
    /// The service's name of the operation: `UploadPart`, `ConfigureBackupSetInfo`, …
    pub operation: String,
    /// Decoded parameters without signatures and tokens; for OSS `bucket` and `key` too.
    pub params: BTreeMap<String, String>,
    /// `content-type`, `content-md5`, `range`, `user-agent` and `x-oss-*` headers, the token
    /// not among them.
    pub headers: BTreeMap<String, String>,
    /// HTTP status answered; none while the call runs, and where no answer was given.
    pub status: Option<u16>,
    /// The service's error code; for DBS also that of a refusal with HTTP 200.
    pub code: Option<String>,
    /// `rpc-v1`, `acs3`, `oss-v1`, `oss-v4` or `none`.
    pub signature: &'static str,
    /// The access key id given.
    pub access_key_id: Option<String>,
    /// `http` or `https`.
    pub scheme: &'static str,
    /// Bytes of body received.
    pub bytes_received: u64,
    /// The request id answered.
    pub request_id: String,
    /// The type of the fault that was applied, as in its JSON.
    pub fault: Option<String>,
}

/// Parameters that are secret or tell nothing.
const UNLOGGED: &[&str] =
    &["Signature", "SecurityToken", "security-token", "x-oss-signature", "x-oss-security-token"];

/// The parameters worth logging.
pub(crate) fn params(pairs: &[(String, String)]) -> BTreeMap<String, String> {
    pairs.iter().filter(|(name, _)| !UNLOGGED.contains(&name.as_str())).cloned().collect()
}

/// The headers worth logging.
pub(crate) fn headers(pairs: &[(String, String)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.clone()))
        .filter(|(name, _)| {
            matches!(name.as_str(), "content-type" | "content-md5" | "range" | "user-agent")
                || (name.starts_with("x-oss-") && !name.ends_with("security-token"))
        })
        .collect()
}
