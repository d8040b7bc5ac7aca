//! Faults: what goes wrong, in which call, how often.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One thing that goes wrong. The first fault that matches a call and has neither skips nor an
/// empty count left is applied to it, in the order of injection; one call suffers one fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Fault {
    /// `UploadPart`, `ConfigureBackupSetInfo`, …; `*` for each.
    pub operation: String,
    /// Parameters that the call must have, each with this value: those of
    /// [`Call::params`](crate::Call::params), such as `partNumber` or `UploadStatus`.
    #[serde(default)]
    pub matching: BTreeMap<String, String>,
    /// So many matching calls pass unharmed first.
    #[serde(default)]
    pub skip: u32,
    /// So many matching calls are harmed.
    #[serde(default = "once")]
    pub count: u32,
    /// What goes wrong.
    pub kind: FaultKind,
}

fn once() -> u32 {
    1
}

impl Fault {
    /// A fault of the first call of `operation`.
    pub fn new(operation: impl Into<String>, kind: FaultKind) -> Self {
        let operation = operation.into();
        Self { operation, matching: BTreeMap::new(), skip: 0, count: 1, kind }
    }

    /// Only calls with this parameter.
    #[must_use]
    pub fn matching(mut self, param: impl Into<String>, value: impl Into<String>) -> Self {
        self.matching.insert(param.into(), value.into());
        self
    }

    /// Lets `calls` matching calls pass first.
    #[must_use]
    pub fn skip(mut self, calls: u32) -> Self {
        self.skip = calls;
        self
    }

    /// Harms `calls` matching calls.
    #[must_use]
    pub fn count(mut self, calls: u32) -> Self {
        self.count = calls;
        self
    }

    fn matches(&self, operation: &str, params: &BTreeMap<String, String>) -> bool {
        (self.operation == "*" || self.operation == operation)
            && self.matching.iter().all(|(name, value)| params.get(name) == Some(value))
    }
}

/// What goes wrong. In JSON: `{"type": "slow", "bytes_per_second": 1000}`.
///
/// Where a kind means nothing to a call (a CRC header to DBS, say), the fault is counted and the
/// call passes unharmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum FaultKind {
    /// This error instead of an answer; nothing is carried out.
    Status {
        /// HTTP status.
        status: u16,
        /// The service's code.
        code: String,
        /// The service's message.
        #[serde(default)]
        message: String,
    },
    /// DBS: 400 `Throttling.User`. OSS: 503 `UploadTrafficRateLimitExceeded` for calls with a
    /// body, else 503 `TotalQpsLimitExceeded`.
    Throttle,
    /// The connection is reset: with half of the body read, or with everything carried out.
    Reset {
        /// Carry the call out first.
        #[serde(default)]
        after_commit: bool,
    },
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
    /// Everything is carried out; the connection closes without a byte of answer.
    LostAnswer,
    /// Everything is carried out; the answer is shorter than its `Content-Length`.
    TruncatedAnswer,
    /// OSS: 403 `SecurityTokenExpired`. DBS: 400 `InvalidSecurityToken.Expired`.
    ExpiredToken,
    /// The part or object is stored with one bit flipped; the answer's CRC and `ETag` are those
    /// of the flipped bytes.
    CorruptedPart,
    /// The answer is right, but what is stored holds a flipped bit: the CRC of the object tells.
    CorruptedAtRest,
    /// The answer's CRC header is wrong, what is stored is right.
    WrongCrcHeader,
    /// The answer has no CRC header.
    MissingCrcHeader,
    /// OSS: 403 `RequestTimeTooSkewed` with the true `ServerTime`. DBS: 400
    /// `InvalidTimeStamp.Expired`.
    SkewedClock,
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
    /// The `type` of its JSON.
    pub(crate) fn name(&self) -> String {
        let json = serde_json::to_value(self).unwrap_or_default();
        json["type"].as_str().unwrap_or_default().to_owned()
    }
}

/// The fault that this call suffers; counts it.
pub(crate) fn take(
    faults: &mut [Fault],
    operation: &str,
    params: &BTreeMap<String, String>,
) -> Option<FaultKind> {
    for fault in faults.iter_mut() {
        if fault.count == 0 || !fault.matches(operation, params) {
            continue;
        }
        if fault.skip > 0 {
            fault.skip -= 1;
            continue;
        }
        fault.count -= 1;
        return Some(fault.kind.clone());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_skips_and_matches() {
        let fault = Fault::new("UploadPart", FaultKind::LostAnswer).matching("partNumber", "2");
        let mut faults = [fault.skip(1).count(2)];
        let second = BTreeMap::from([("partNumber".to_owned(), "2".to_owned())]);
        let third = BTreeMap::from([("partNumber".to_owned(), "3".to_owned())]);
        let fired: Vec<bool> = [&second, &third, &second, &second, &second]
            .map(|params| take(&mut faults, "UploadPart", params).is_some())
            .into();
        assert_eq!(fired, [false, false, true, true, false]);
        assert_eq!(take(&mut faults, "PutObject", &second), None);
        assert_eq!(faults[0].count, 0);
    }

    #[test]
    fn reads_json() {
        let text = r#"{"operation":"*","kind":{"type":"reset"}}"#;
        let fault: Fault = serde_json::from_str(text).unwrap();
        assert_eq!(fault, Fault::new("*", FaultKind::Reset { after_commit: false }));
    }
}
