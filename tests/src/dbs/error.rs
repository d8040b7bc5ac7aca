//! The two ways to say no: the gateway's, with an HTTP error, and DBS's own, with HTTP 200.
//!
//! Codes and statuses of the gateway: help.aliyun.com/document_detail/48054.html.

use hyper::StatusCode;
use serde_json::{Value, json};

use crate::fault::FaultKind;

/// Why a call was not carried out.
#[derive(Debug)]
pub(super) enum Failure {
    /// By the gateway.
    Gateway(GatewayError),
    /// By DBS: HTTP 200, `Success` false.
    Refused { code: String, message: String },
}

/// An error of the gateway.
#[derive(Debug)]
pub(super) struct GatewayError {
    pub(super) status: StatusCode,
    pub(super) code: String,
    pub(super) message: String,
}

impl From<GatewayError> for Failure {
    fn from(error: GatewayError) -> Self {
        Self::Gateway(error)
    }
}

impl Failure {
    pub(super) fn refused(code: &str, message: &str) -> Self {
        Self::Refused { code: code.to_owned(), message: message.to_owned() }
    }

    /// A parameter with a value that DBS does not take.
    pub(super) fn invalid(param: &str) -> Self {
        let message = format!("The specified parameter {param} value is not valid.");
        Self::refused("DBS.ParamIsInValid", &message)
    }

    /// The failure that a fault asks for, if it asks for one.
    pub(super) fn of_fault(kind: &FaultKind) -> Option<Self> {
        let gateway = |status: StatusCode, code: &str, message: &str| {
            Some(Self::Gateway(GatewayError::new(status, code, message)))
        };
        match kind {
            FaultKind::Status { status, code, message } => {
                let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_GATEWAY);
                gateway(status, code, message)
            }
            FaultKind::Throttle => gateway(
                StatusCode::BAD_REQUEST,
                "Throttling.User",
                "Request was denied due to user flow control.",
            ),
            FaultKind::ExpiredToken => gateway(
                StatusCode::BAD_REQUEST,
                "InvalidSecurityToken.Expired",
                "Specified SecurityToken is expired.",
            ),
            FaultKind::SkewedClock => Some(GatewayError::timestamp_expired().into()),
            FaultKind::SuccessFalse { code, message } => Some(Self::refused(code, message)),
            _ => None,
        }
    }
}

impl GatewayError {
    pub(super) fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Self { status, code: code.to_owned(), message: message.to_owned() }
    }

    pub(super) fn bad_request(code: &str, message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    pub(super) fn missing(param: &str) -> Self {
        let message = format!("{param} is mandatory for this action.");
        Self::bad_request(&format!("Missing{param}"), &message)
    }

    pub(super) fn invalid_version() -> Self {
        Self::bad_request("InvalidVersion", "Specified parameter Version is not valid.")
    }

    pub(super) fn unknown_action() -> Self {
        let message = "Specified api is not found, please check your url and method.";
        Self::new(StatusCode::NOT_FOUND, "InvalidApi.NotFound", message)
    }

    pub(super) fn timestamp_expired() -> Self {
        let message = "Specified time stamp or date value is expired.";
        Self::bad_request("InvalidTimeStamp.Expired", message)
    }

    /// The body, but for the request id.
    pub(super) fn document(&self, host: &str) -> Value {
        let recommend = format!("https://api.aliyun.com/troubleshoot?q={}&product=Dbs", self.code);
        json!({
            "HostId": host,
            "Code": self.code,
            "Message": self.message,
            "Recommend": recommend,
        })
    }
}
