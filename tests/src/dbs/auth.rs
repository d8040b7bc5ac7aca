//! The gateway's checks: key, token, time, signature, nonce.

use hyper::StatusCode;
use secrecy::ExposeSecret as _;

use super::Enquiry;
use super::error::GatewayError;
use crate::clock::{self, ALLOWED_SKEW};
use crate::signature::{acs3, rpc1, sha256_hex};
use crate::state::Shared;

/// What a request says about itself and its signature.
pub(super) enum Claim {
    /// HMAC-SHA1, everything in parameters.
    Rpc1(Common),
    /// ACS3-HMAC-SHA256, everything in headers.
    Acs3(Common, acs3::Authorization),
    /// No signature that can be read.
    Nothing(Common),
}

/// What both kinds say.
pub(super) struct Common {
    action: String,
    version: String,
    access_key_id: Option<String>,
    token: Option<String>,
    time: String,
    nonce: String,
    signature: String,
}

impl Claim {
    pub(super) fn read(request: &Enquiry<'_>) -> Self {
        let authorization = request.head.header("authorization").unwrap_or_default();
        if authorization.starts_with("ACS3-") {
            let header = |name: &str| request.head.header(name).map(str::to_owned);
            let parsed = acs3::Authorization::parse(authorization);
            let common = Common {
                action: header("x-acs-action").unwrap_or_default(),
                version: header("x-acs-version").unwrap_or_default(),
                access_key_id: parsed.as_ref().map(|parsed| parsed.access_key_id.clone()),
                token: header("x-acs-security-token"),
                time: header("x-acs-date").unwrap_or_default(),
                nonce: header("x-acs-signature-nonce").unwrap_or_default(),
                signature: parsed.as_ref().map(|it| it.signature.clone()).unwrap_or_default(),
            };
            return match parsed {
                Some(parsed) => Self::Acs3(common, parsed),
                None => Self::Nothing(common),
            };
        }
        let param = |name: &str| {
            request.params.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone())
        };
        let signature = param("Signature");
        let signed = signature.is_some();
        let common = Common {
            action: param("Action").unwrap_or_default(),
            version: param("Version").unwrap_or_default(),
            access_key_id: param("AccessKeyId"),
            token: param("SecurityToken"),
            time: param("Timestamp").unwrap_or_default(),
            nonce: param("SignatureNonce").unwrap_or_default(),
            signature: signature.unwrap_or_default(),
        };
        match signed {
            true => Self::Rpc1(common),
            false => Self::Nothing(common),
        }
    }

    fn common(&self) -> &Common {
        match self {
            Self::Rpc1(common) | Self::Acs3(common, _) | Self::Nothing(common) => common,
        }
    }

    /// The kind, for the log.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Rpc1(_) => "rpc-v1",
            Self::Acs3(..) => "acs3",
            Self::Nothing(_) => "none",
        }
    }

    pub(super) fn action(&self) -> String {
        self.common().action.clone()
    }

    pub(super) fn version(&self) -> &str {
        &self.common().version
    }

    pub(super) fn access_key_id(&self) -> Option<String> {
        self.common().access_key_id.clone()
    }
}

/// Lets a request pass or says why not. A nonce counts as used once its signature was right.
pub(super) fn authenticate(
    shared: &Shared,
    request: &Enquiry<'_>,
    claim: &Claim,
) -> Result<(), GatewayError> {
    let common = claim.common();
    let settings = &shared.settings;
    let Some(access_key_id) = &common.access_key_id else {
        return Err(GatewayError::missing("AccessKeyId"));
    };
    if *access_key_id != settings.access_key_id {
        let message = "Specified access key is not found.";
        return Err(GatewayError::new(
            StatusCode::NOT_FOUND,
            "InvalidAccessKeyId.NotFound",
            message,
        ));
    }
    let token = settings.security_token.as_ref().map(|token| token.expose_secret());
    if common.token.as_deref() != token {
        let message = "Specified SecurityToken is malformed.";
        return Err(GatewayError::bad_request("InvalidSecurityToken.Malformed", message));
    }
    if common.nonce.is_empty() {
        return Err(GatewayError::missing("SignatureNonce"));
    }
    check_time(&common.time, shared.clock.now())?;
    check_signature(request, claim, settings.access_key_secret.expose_secret())?;
    match shared.state().nonces.insert(common.nonce.clone()) {
        true => Ok(()),
        false => {
            let message = "Specified signature nonce was used already.";
            Err(GatewayError::bad_request("SignatureNonceUsed", message))
        }
    }
}

fn check_time(time: &str, now: i64) -> Result<(), GatewayError> {
    match clock::parse(time, clock::ISO) {
        None if time.is_empty() => Err(GatewayError::missing("Timestamp")),
        None => {
            let message = "Specified time stamp or date value is not well formatted.";
            Err(GatewayError::bad_request("InvalidTimeStamp.Format", message))
        }
        Some(time) if time.abs_diff(now) > ALLOWED_SKEW.unsigned_abs() => {
            Err(GatewayError::timestamp_expired())
        }
        Some(_) => Ok(()),
    }
}

pub(super) fn check_signature(
    request: &Enquiry<'_>,
    claim: &Claim,
    secret: &str,
) -> Result<(), GatewayError> {
    let head = request.head;
    let (string_to_sign, expected) = match claim {
        Claim::Nothing(_) => return Err(GatewayError::missing("Signature")),
        Claim::Rpc1(_) => {
            let param = |name: &str| {
                request.params.iter().find(|(given, _)| given == name).map(|(_, value)| value)
            };
            let right = [("SignatureMethod", "HMAC-SHA1"), ("SignatureVersion", "1.0")];
            for (name, value) in right {
                if param(name).is_none_or(|given| given != value) {
                    let message = format!("Specified parameter {name} is not valid.");
                    let code = format!("Invalid{name}");
                    return Err(GatewayError::bad_request(&code, &message));
                }
            }
            rpc1::signature(&head.method, &request.params, secret)
        }
        Claim::Acs3(_, authorization) => {
            check_signed_headers(request, authorization)?;
            let path = head.path.as_deref().unwrap_or("/");
            acs3::signature(head.as_signed(), path, &authorization.signed_headers, secret)
        }
    };
    if expected == claim.common().signature {
        return Ok(());
    }
    let message = format!(
        "Specified signature does not match our calculation. server string to sign is:\
         {string_to_sign}"
    );
    Err(GatewayError::bad_request("SignatureDoesNotMatch", &message))
}

/// `host` and each `x-acs-*` header must be signed, and the body's hash must be right.
fn check_signed_headers(
    request: &Enquiry<'_>,
    authorization: &acs3::Authorization,
) -> Result<(), GatewayError> {
    let signed = &authorization.signed_headers;
    let must = |name: &str| name == "host" || name.starts_with("x-acs-");
    let unsigned =
        request.head.headers.iter().find(|(name, _)| must(name) && !signed.contains(name));
    if let Some((name, _)) = unsigned {
        let message = format!("The header {name} must be signed.");
        return Err(GatewayError::bad_request("InvalidSignedHeaders", &message));
    }
    let hash = request.head.header("x-acs-content-sha256").unwrap_or_default();
    if hash != sha256_hex(request.body) {
        let message = "x-acs-content-sha256 is not the hash of the body.";
        return Err(GatewayError::bad_request("InvalidContentSha256", message));
    }
    Ok(())
}
