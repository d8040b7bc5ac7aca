//! Refusals as OSS words them.
//!
//! Codes, statuses and EC numbers: help.aliyun.com/en/oss/support and the pages it links.

use hyper::StatusCode;

use super::xml::element;
use crate::clock::{self, ALLOWED_SKEW};
use crate::fault::FaultKind;
use crate::head::Head;
use crate::state::Shared;

/// An error answer.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) code: String,
    pub(super) message: String,
    /// The finer code; empty where none is known.
    pub(super) ec: &'static str,
    /// `x-oss-qos-delay-time`, milliseconds.
    pub(super) delay: Option<u64>,
    /// Further elements of the body.
    pub(super) details: Vec<(&'static str, String)>,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, code: &str, ec: &'static str, message: &str) -> Self {
        let (code, message) = (code.to_owned(), message.to_owned());
        Self { status, code, message, ec, delay: None, details: Vec::new() }
    }

    pub(super) fn with(mut self, element: &'static str, text: impl Into<String>) -> Self {
        self.details.push((element, text.into()));
        self
    }

    /// The refusal that a fault asks for, if it asks for one.
    pub(super) fn of_fault(kind: &FaultKind, shared: &Shared, head: &Head) -> Option<Self> {
        match kind {
            FaultKind::Status { status, code, message } => {
                let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_GATEWAY);
                Some(Self::new(status, code, "", message))
            }
            FaultKind::Throttle if head.method == "PUT" => Some(Self::too_much_traffic()),
            FaultKind::ThrottleFor { milliseconds } => {
                Some(Self { delay: Some(*milliseconds), ..Self::too_much_traffic() })
            }
            FaultKind::Throttle => Some(Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "TotalQpsLimitExceeded",
                "",
                "Requests of the account are over their limit.",
            )),
            FaultKind::ExpiredToken => {
                let token = head.header("x-oss-security-token").unwrap_or_default();
                Some(Self::token_expired(token))
            }
            FaultKind::InvalidToken => {
                let token = head.header("x-oss-security-token").unwrap_or_default();
                Some(Self::token_invalid(token))
            }
            FaultKind::InvalidAccessKeyId => Some(Self::key_unknown("as injected")),
            FaultKind::AccessDenied => {
                Some(Self::access_denied("You have no right to access this object."))
            }
            FaultKind::SkewedClock => {
                let asked = head.header("x-oss-date").or_else(|| head.header("date"));
                Some(Self::skewed(asked.unwrap_or_default(), shared.clock.now()))
            }
            _ => None,
        }
    }

    pub(super) fn access_denied(message: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "AccessDenied", "0003-00000001", message)
    }

    pub(super) fn bad_argument(message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "InvalidArgument", "", message)
    }

    pub(super) fn internal(error: &std::io::Error) -> Self {
        let message = format!("The stand-in cannot store or read: {error}.");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalError", "", &message)
    }

    pub(super) fn not_implemented() -> Self {
        let message = "This stand-in does not know the operation.";
        Self::new(StatusCode::NOT_IMPLEMENTED, "NotImplemented", "", message)
    }

    pub(super) fn no_such_bucket(bucket: &str) -> Self {
        let message = "The specified bucket does not exist.";
        Self::new(StatusCode::NOT_FOUND, "NoSuchBucket", "0015-00000101", message)
            .with("BucketName", bucket)
    }

    pub(super) fn no_such_key(key: &str) -> Self {
        let message = "The specified key does not exist.";
        Self::new(StatusCode::NOT_FOUND, "NoSuchKey", "0026-00000001", message).with("Key", key)
    }

    pub(super) fn no_such_upload(upload_id: &str) -> Self {
        let message = "The specified upload does not exist: it may have been aborted or completed.";
        Self::new(StatusCode::NOT_FOUND, "NoSuchUpload", "0042-00000203", message)
            .with("UploadId", upload_id)
    }

    pub(super) fn already_exists() -> Self {
        let message = "The object you specified already exists and can not be overwritten.";
        Self::new(StatusCode::CONFLICT, "FileAlreadyExists", "0042-00000214", message)
    }

    fn too_much_traffic() -> Self {
        let message = "Upload traffic of the account is over its limit.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "UploadTrafficRateLimitExceeded", "", message)
    }

    pub(super) fn too_many_at_once() -> Self {
        let message = "Requests of the account that are under way are over their limit.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "ActiveRequestLimitExceeded", "", message)
    }

    pub(super) fn key_unknown(access_key_id: &str) -> Self {
        let message = "The OSS Access Key Id you provided does not exist in our records.";
        Self::new(StatusCode::FORBIDDEN, "InvalidAccessKeyId", "0002-00000002", message)
            .with("OSSAccessKeyId", access_key_id)
    }

    pub(super) fn token_invalid(token: &str) -> Self {
        let message = "The security token you provided is invalid.";
        Self::new(StatusCode::FORBIDDEN, "InvalidSecurityToken", "0002-00000006", message)
            .with("SecurityToken", token)
    }

    pub(super) fn token_expired(token: &str) -> Self {
        let message = "The security token you provided has expired.";
        Self::new(StatusCode::FORBIDDEN, "SecurityTokenExpired", "0002-00000007", message)
            .with("SecurityToken", token)
    }

    pub(super) fn skewed(asked: &str, now: i64) -> Self {
        let message = "The difference between the request time and the current time is too large.";
        Self::new(StatusCode::FORBIDDEN, "RequestTimeTooSkewed", "0002-00000504", message)
            .with("MaxAllowedSkewMilliseconds", (ALLOWED_SKEW * 1000).to_string())
            .with("RequestTime", asked)
            .with("ServerTime", clock::render(now, clock::ISO_MILLIS))
    }

    /// The body.
    pub(super) fn xml(&self, request_id: &str, host: &str) -> String {
        let mut inside = element("Code", &self.code);
        inside += &element("Message", &self.message);
        inside += &element("RequestId", request_id);
        inside += &element("HostId", host);
        for (name, text) in &self.details {
            inside += &element(name, text);
        }
        if !self.ec.is_empty() {
            inside += &element("EC", self.ec);
            let page = format!("https://api.alibabacloud.com/troubleshoot?q={}", self.ec);
            inside += &element("RecommendDoc", &page);
        }
        super::xml::document("Error", &inside)
    }
}
