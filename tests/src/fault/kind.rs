//! What can go wrong.

use serde::{Deserialize, Serialize};

/// What goes wrong. In JSON: `{"type": "slow", "bytes_per_second": 1000}`.
///
/// Where a kind means nothing to a call (a CRC header to DBS, say), the fault is counted and the
/// call passes unharmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum FaultKind {
    /// This error instead of an answer; nothing is carried out. With status 200 it is a success
    /// whose body is an error document.
    Status {
        /// HTTP status.
        status: u16,
        /// The service's code.
        code: String,
        /// The service's message.
        #[serde(default)]
        message: String,
    },
    /// 502 with a page that is not the service's, as from a proxy; nothing is carried out.
    BadGateway,
    /// DBS: 400 `Throttling.User`. OSS: 503 `UploadTrafficRateLimitExceeded` for calls with a
    /// body, else 503 `TotalQpsLimitExceeded`.
    Throttle,
    /// OSS: 503 `UploadTrafficRateLimitExceeded` with this `x-oss-qos-delay-time`.
    ThrottleFor {
        /// The delay asked for.
        milliseconds: u64,
    },
    /// The connection is reset before a byte of body is read.
    ResetBeforeBody,
    /// The connection is reset: with half of the body read, or with everything carried out.
    Reset {
        /// Carry the call out first.
        #[serde(default)]
        after_commit: bool,
    },
    /// The connection is reset with the whole body read and nothing carried out.
    ResetAfterBody,
    /// OSS: the body is read at this speed. Socket buffers hide the first MiB or so.
    Slow {
        /// Speed.
        bytes_per_second: u64,
    },
    /// Nothing is read nor answered for so long; then the call goes on.
    Stall {
        /// Duration.
        seconds: u64,
    },
    /// Half of the body is read, then nothing for so long; then the call goes on.
    StallInBody {
        /// Duration.
        milliseconds: u64,
    },
    /// Everything is carried out; the answer comes so much later.
    LateAnswer {
        /// Duration.
        milliseconds: u64,
    },
    /// Everything is carried out; the connection closes without a byte of answer.
    LostAnswer,
    /// Everything is carried out; the answer is shorter than its `Content-Length`.
    TruncatedAnswer,
    /// OSS: 403 `SecurityTokenExpired`. DBS: 400 `InvalidSecurityToken.Expired`.
    ExpiredToken,
    /// OSS: 403 `InvalidSecurityToken`, with the token in the body.
    InvalidToken,
    /// OSS: 403 `InvalidAccessKeyId`.
    InvalidAccessKeyId,
    /// OSS: 403 `AccessDenied`.
    AccessDenied,
    /// OSS: 403 `RequestTimeTooSkewed` with the true `ServerTime`. DBS: 400
    /// `InvalidTimeStamp.Expired`.
    SkewedClock,
    /// The part or object is stored with one bit flipped; the answer's CRC and `ETag` are those
    /// of the flipped bytes. At `GetObject` the bit flips in the answer's body alone.
    CorruptedPart,
    /// The answer is right, but what is stored holds a flipped bit: the CRC of the object tells.
    /// At `CompleteMultipartUpload` it is the object that is stored so.
    CorruptedAtRest,
    /// The answer's CRC header is wrong, what is stored is right.
    WrongCrcHeader,
    /// The answer has no CRC header.
    MissingCrcHeader,
    /// Everything is carried out; the answer names no `ETag`, in header or body.
    MissingEtag,
    /// OSS: the upload is gone before the call is carried out, hence 404 `NoSuchUpload`.
    VanishedUpload,
    /// OSS: this part is gone before the call is carried out; `CompleteMultipartUpload` answers
    /// 400 `InvalidPart`.
    VanishedPart {
        /// 1 to 10,000.
        number: u32,
    },
    /// OSS: the object is made, its callback fails: 203 `CallbackFailed`. Means nothing to a
    /// call that asks for no callback.
    CallbackFailed,
    /// DBS only: HTTP 200 with `Success` false; nothing is carried out.
    SuccessFalse {
        /// `ErrCode`.
        code: String,
        /// `ErrMessage`.
        #[serde(default)]
        message: String,
    },
}

impl FaultKind {
    /// An error with this status and code, and nothing carried out.
    pub fn status(status: u16, code: impl Into<String>) -> Self {
        Self::Status { status, code: code.into(), message: "as injected".to_owned() }
    }

    /// Every kind that OSS knows, with values that suit a test on loopback: pauses are half a
    /// second, statuses those that its pages list.
    #[must_use]
    pub fn of_oss() -> Vec<Self> {
        let mut kinds: Vec<Self> =
            STATUSES.iter().map(|(status, code)| Self::status(*status, *code)).collect();
        kinds.extend([
            Self::BadGateway,
            Self::Throttle,
            Self::ThrottleFor { milliseconds: 20 },
            Self::ResetBeforeBody,
            Self::Reset { after_commit: false },
            Self::ResetAfterBody,
            Self::Reset { after_commit: true },
            Self::Slow { bytes_per_second: 1_000_000 },
            Self::Stall { seconds: 1 },
            Self::StallInBody { milliseconds: 500 },
            Self::LateAnswer { milliseconds: 500 },
            Self::LostAnswer,
            Self::TruncatedAnswer,
            Self::ExpiredToken,
            Self::InvalidToken,
            Self::InvalidAccessKeyId,
            Self::AccessDenied,
            Self::SkewedClock,
            Self::CorruptedPart,
            Self::CorruptedAtRest,
            Self::WrongCrcHeader,
            Self::MissingCrcHeader,
            Self::MissingEtag,
            Self::VanishedUpload,
            Self::VanishedPart { number: 1 },
            Self::CallbackFailed,
        ]);
        kinds
    }

    /// The `type` of its JSON.
    pub(crate) fn name(&self) -> String {
        let json = serde_json::to_value(self).unwrap_or_default();
        json["type"].as_str().unwrap_or_default().to_owned()
    }
}

/// Errors of OSS that are told by status and code alone. Sources: pages "HTTP status code 503",
/// "429 error", document_detail/32141 (`RequestTimeout`); 200 with an error is none of its own,
/// but one that S3 services have.
const STATUSES: &[(u16, &str)] = &[
    (200, "InternalError"),
    (400, "InvalidPart"),
    (400, "RequestTimeout"),
    (408, "RequestTimeout"),
    (429, "QpsLimitExceeded"),
    (500, "InternalError"),
    (503, "ActiveRequestLimitExceeded"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
];
