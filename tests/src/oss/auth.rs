//! Who asks, and what they may do.

use hyper::StatusCode;
use secrecy::{ExposeSecret as _, SecretString};

use super::error::Refusal;
use super::route::{Operation, Target};
use crate::clock::{self, ALLOWED_SKEW};
use crate::head::Head;
use crate::signature::{oss1, oss4};
use crate::state::Shared;

/// What a request says about its signature.
pub(super) enum Claim {
    /// V1 in the `Authorization` header.
    Header1 { access_key_id: String, signature: String },
    /// V1 in the URL, with `Expires`.
    Url1 { access_key_id: String, signature: String, expires: String },
    /// V4 in the `Authorization` header.
    Header4(oss4::Authorization),
    /// V4 in the URL.
    Url4(oss4::Authorization),
    /// Nothing that can be read.
    Nothing,
}

impl Claim {
    pub(super) fn read(head: &Head) -> Self {
        let header = head.header("authorization").unwrap_or_default();
        if let Some((access_key_id, signature)) =
            header.strip_prefix("OSS ").and_then(|claim| claim.split_once(':'))
        {
            let (access_key_id, signature) = (access_key_id.to_owned(), signature.to_owned());
            return Self::Header1 { access_key_id, signature };
        }
        if let Some(claim) = oss4::Authorization::from_header(header) {
            return Self::Header4(claim);
        }
        if head.param("x-oss-signature-version") == Some("OSS4-HMAC-SHA256") {
            return oss4::Authorization::from_query(&head.query).map_or(Self::Nothing, Self::Url4);
        }
        let param = |name: &str| head.param(name).map(str::to_owned);
        match (param("OSSAccessKeyId"), param("Signature"), param("Expires")) {
            (Some(access_key_id), Some(signature), Some(expires)) => {
                Self::Url1 { access_key_id, signature, expires }
            }
            _ => Self::Nothing,
        }
    }

    /// The kind, for the log.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Header1 { .. } | Self::Url1 { .. } => "oss-v1",
            Self::Header4(_) | Self::Url4(_) => "oss-v4",
            Self::Nothing => "none",
        }
    }

    pub(super) fn access_key_id(&self) -> Option<&str> {
        match self {
            Self::Header1 { access_key_id, .. } | Self::Url1 { access_key_id, .. } => {
                Some(access_key_id)
            }
            Self::Header4(claim) | Self::Url4(claim) => Some(&claim.access_key_id),
            Self::Nothing => None,
        }
    }

    fn signature(&self) -> &str {
        match self {
            Self::Header1 { signature, .. } | Self::Url1 { signature, .. } => signature,
            Self::Header4(claim) | Self::Url4(claim) => &claim.signature,
            Self::Nothing => "",
        }
    }
}

/// Whose key signed a request.
pub(super) enum Identity {
    /// The account's own key.
    Account,
    /// A temporary key, good for one object.
    Temporary { object_key: String },
}

/// Checks key, token, signature and time, in this order.
pub(super) fn authenticate(
    shared: &Shared,
    head: &Head,
    target: &Target,
    claim: &Claim,
) -> Result<Identity, Refusal> {
    let Some(access_key_id) = claim.access_key_id() else {
        return Err(Refusal::access_denied("Anonymous access is forbidden for this operation."));
    };
    let token = head
        .header("x-oss-security-token")
        .or_else(|| head.header("security-token"))
        .or_else(|| head.param("x-oss-security-token"))
        .or_else(|| head.param("security-token"));
    let (identity, secret) = identify(shared, access_key_id, token)?;
    check_signature(head, target, claim, secret.expose_secret())?;
    check_scope(shared, claim)?;
    check_time(head, claim, shared.clock.now())?;
    Ok(identity)
}

/// Keys do what their policy allows, temporary ones with their one object alone.
pub(super) fn authorize(
    shared: &Shared,
    target: &Target,
    identity: &Identity,
) -> Result<(), Refusal> {
    let (call, action) = (target.operation.name(), target.operation.action());
    let state = shared.state();
    let allowed = match identity {
        Identity::Account => state.account_policy.allows(call, action),
        Identity::Temporary { object_key } => {
            target.key == *object_key
                && target.operation != Operation::Unknown
                && state.sts_policy.allows(call, action)
        }
    };
    match allowed {
        true => Ok(()),
        false => Err(Refusal::access_denied("You have no right to access this object.")),
    }
}

fn identify(
    shared: &Shared,
    access_key_id: &str,
    token: Option<&str>,
) -> Result<(Identity, SecretString), Refusal> {
    let settings = &shared.settings;
    let own_token = settings.security_token.as_ref().map(|token| token.expose_secret());
    if access_key_id == settings.access_key_id && token == own_token {
        return Ok((Identity::Account, settings.access_key_secret.clone()));
    }
    let known = shared.state().tokens.find(access_key_id).cloned();
    match (known, token) {
        (Some(known), Some(token)) if known.security_token.expose_secret() != token => {
            Err(Refusal::token_invalid(token))
        }
        (Some(known), Some(token)) if known.expires <= shared.clock.now() => {
            Err(Refusal::token_expired(token))
        }
        (Some(known), Some(_)) => {
            let identity = Identity::Temporary { object_key: known.object_key };
            Ok((identity, known.access_key_secret))
        }
        _ => Err(Refusal::key_unknown(access_key_id)),
    }
}

pub(super) fn check_signature(
    head: &Head,
    target: &Target,
    claim: &Claim,
    secret: &str,
) -> Result<(), Refusal> {
    let (bucket, key) = (target.bucket.as_str(), target.key.as_str());
    let signed = head.as_signed();
    let (string_to_sign, expected) = match claim {
        Claim::Header1 { .. } => oss1::signature(signed, bucket, key, header_date(head), secret),
        Claim::Url1 { expires, .. } => oss1::signature(signed, bucket, key, expires, secret),
        Claim::Header4(claim) => {
            if head.header("x-oss-content-sha256").is_none() {
                return Err(Refusal::bad_argument("x-oss-content-sha256 is missing."));
            }
            oss4::signature(signed, bucket, key, header_date(head), claim, secret)
        }
        Claim::Url4(claim) => {
            let date = head.param("x-oss-date").unwrap_or_default();
            oss4::signature(signed, bucket, key, date, claim, secret)
        }
        Claim::Nothing => return Err(Refusal::access_denied("The signature is missing.")),
    };
    if expected == claim.signature() {
        return Ok(());
    }
    let message = "The request signature we calculated does not match the signature you provided. \
                   Check your key and signing method.";
    let refusal =
        Refusal::new(StatusCode::FORBIDDEN, "SignatureDoesNotMatch", "0002-00000040", message);
    Err(refusal
        .with("OSSAccessKeyId", claim.access_key_id().unwrap_or_default())
        .with("SignatureProvided", claim.signature())
        .with("StringToSign", string_to_sign))
}

fn check_scope(shared: &Shared, claim: &Claim) -> Result<(), Refusal> {
    let (Claim::Header4(claim) | Claim::Url4(claim)) = claim else { return Ok(()) };
    match claim.scope_parts() {
        Some([_, region, "oss"]) if region == shared.settings.region => Ok(()),
        Some([_, _, "oss"]) => {
            Err(Refusal::bad_argument("Invalid signing region in Authorization header."))
        }
        _ => Err(Refusal::bad_argument("Invalid credential in Authorization header.")),
    }
}

fn check_time(head: &Head, claim: &Claim, now: i64) -> Result<(), Refusal> {
    let url_expired = || {
        Refusal::new(StatusCode::FORBIDDEN, "AccessDenied", "0002-00000069", "Request has expired.")
    };
    match claim {
        Claim::Header1 { .. } | Claim::Header4(_) => {
            let asked = header_date(head);
            let time = match claim {
                Claim::Header1 { .. } => clock::parse(asked, clock::HTTP),
                _ => clock::parse(asked, clock::ISO_BASIC),
            };
            match time {
                None => {
                    let message = "The request needs a date: Date under V1, x-oss-date under V4.";
                    Err(Refusal::access_denied(message))
                }
                Some(time) if time.abs_diff(now) > ALLOWED_SKEW.unsigned_abs() => {
                    Err(Refusal::skewed(asked, now))
                }
                Some(_) => Ok(()),
            }
        }
        Claim::Url1 { expires, .. } => match expires.parse::<i64>() {
            Ok(expires) if expires >= now => Ok(()),
            _ => Err(url_expired()),
        },
        Claim::Url4(_) => {
            let date = clock::parse(head.param("x-oss-date").unwrap_or_default(), clock::ISO_BASIC);
            let life = head.param("x-oss-expires").and_then(|life| life.parse::<i64>().ok());
            match (date, life) {
                (Some(date), Some(life)) if date.saturating_add(life) >= now => Ok(()),
                _ => Err(url_expired()),
            }
        }
        Claim::Nothing => Ok(()),
    }
}

/// `x-oss-date` stands for `Date`, which some clients cannot set.
fn header_date(head: &Head) -> &str {
    head.header("x-oss-date").or_else(|| head.header("date")).unwrap_or_default()
}
