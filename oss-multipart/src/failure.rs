//! One failed try: what is told to the caller if it was the last, and what decides whether it is.

use std::error::Error as StdError;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::body::Meter;
use crate::call::{Call, text_of};
use crate::credentials::CredentialsError;
use crate::error::{Error, ErrorKind, Fault};
use crate::retry::Cause;
use crate::xml::{self, Refusal};

#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: Error,
    cause: Cause,
    /// How long the service asks to wait.
    pub(crate) hint: Option<Duration>,
    /// With a clock too far off: the service's.
    pub(crate) server_time: Option<OffsetDateTime>,
}

impl Failure {
    /// What it is to the retry table; keys that cannot be renewed stay refused.
    pub(crate) fn cause(&self, renewable: bool) -> Cause {
        match self.cause {
            Cause::KeyRefused if !renewable => Cause::Lasting,
            Cause::Skewed if self.server_time.is_none() => Cause::Lasting,
            cause => cause,
        }
    }

    pub(crate) fn lasting(error: Error) -> Self {
        Self { error, cause: Cause::Lasting, hint: None, server_time: None }
    }

    fn passing(call: &Call<'_>, error: Error) -> Self {
        let error = error.retryable().of_upload(call.upload_id, call.part);
        Self { error, cause: Cause::Passing, hint: None, server_time: None }
    }

    pub(crate) fn no_credentials(call: &Call<'_>, error: CredentialsError) -> Self {
        let retryable = error.is_retryable();
        let message = format!("{} has no credentials to be signed with", call.subject());
        let error = Error::new(ErrorKind::Credentials, message).caused_by(error);
        if retryable {
            Self::passing(call, error)
        } else {
            Self::lasting(error.of_upload(call.upload_id, call.part))
        }
    }

    pub(crate) fn of_transport(call: &Call<'_>, meter: &Meter, error: reqwest::Error) -> Self {
        if let Some(trouble) = meter.source_error() {
            let message = format!("{}: the source cannot be read: {trouble}", call.subject());
            let error = Error::new(ErrorKind::Source, message);
            return Self::lasting(error.of_upload(call.upload_id, call.part));
        }
        // Bytes can only have left once there was a connection.
        let may_be_done = !error.is_connect();
        let untrusted = is_untrusted(&error);
        let what = match (untrusted, may_be_done) {
            (true, _) => {
                "found a server whose certificate is not trusted; check the endpoint, or \
                          give the client the server's CA"
            }
            (_, false) => "could not connect; check the endpoint and the network",
            (_, true) => "got no whole answer; check the network",
        };
        let message = format!("{} {what}", call.subject());
        let error = Error::new(ErrorKind::Network, message)
            .caused_by(error.without_url())
            .possibly_done(may_be_done);
        if untrusted {
            return Self::lasting(error.of_upload(call.upload_id, call.part));
        }
        Self::passing(call, error)
    }

    /// Nothing moved for longer than is allowed.
    pub(crate) fn of_silence(call: &Call<'_>, meter: &Meter) -> Self {
        let silent = meter.idle().as_secs();
        let what = format!("stalled: nothing moved for {silent} s; check the network");
        let message = format!("{} {what}", call.subject());
        Self::passing(call, Error::new(ErrorKind::Network, message).possibly_done(true))
    }

    /// A success that cannot be one.
    pub(crate) fn of_nonsense(call: &Call<'_>, what: &str) -> Self {
        let message = format!("{} {what}; is the endpoint really OSS?", call.subject());
        Self::passing(call, Error::new(ErrorKind::Service, message).possibly_done(true))
    }

    pub(crate) fn of_corruption(call: &Call<'_>, ours: u64, theirs: u64) -> Self {
        let message = format!(
            "{} arrived with CRC-64 {theirs} instead of {ours}: it was damaged on the way",
            call.subject()
        );
        Self::passing(call, Error::new(ErrorKind::Integrity, message).possibly_done(true))
    }

    /// The service refused or failed. `secrets` are struck out of its words.
    pub(crate) fn of_answer(
        call: &Call<'_>,
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
        secrets: &[&str],
    ) -> Self {
        let refusal = refusal(headers, body);
        let fault = Fault {
            status: status.as_u16(),
            code: redacted(refusal.code, secrets),
            message: redacted(refusal.message, secrets),
            request_id: refusal
                .request_id
                .or_else(|| text_of(headers, "x-oss-request-id").map(str::to_owned)),
            ec: refusal.ec.or_else(|| text_of(headers, "x-oss-ec").map(str::to_owned)),
        };
        let cause = cause(&fault);
        let server_time =
            refusal.server_time.and_then(|time| OffsetDateTime::parse(&time, &Rfc3339).ok());

        let again = matches!(cause, Cause::Passing | Cause::Throttled);
        let kind = if again { ErrorKind::Service } else { ErrorKind::Refused };
        let mut error = Error::new(kind, sentence(call, &fault))
            .of_upload(call.upload_id, call.part)
            .possibly_done(status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT)
            .with_fault(fault);
        if again {
            error = error.retryable();
        }
        Self { error, cause, hint: hint(headers), server_time }
    }
}

/// `UploadPart of part 3 of upload ABC was refused: 403 AccessDenied, …; request id …`.
fn sentence(call: &Call<'_>, fault: &Fault) -> String {
    let mut sentence = format!("{} was refused: {}", call.subject(), fault.status);
    if !fault.code.is_empty() {
        sentence.push_str(&format!(" {}", fault.code));
    }
    if !fault.message.is_empty() {
        sentence.push_str(&format!(", {}", fault.message.trim_end_matches('.')));
    }
    if let Some(id) = &fault.request_id {
        sentence.push_str(&format!("; request id {id}"));
    }
    if let Some(ec) = fault.ec.as_ref().filter(|ec| !ec.is_empty()) {
        sentence.push_str(&format!("; EC {ec}"));
    }
    sentence
}

/// Codes by what they call for; source: help.aliyun.com, "OSS error responses" and the pages of
/// the EC numbers 0002-00000002, -04, -06, -07 and -504.
fn cause(fault: &Fault) -> Cause {
    match (fault.status, fault.code.as_str()) {
        (_, "SecurityTokenExpired" | "InvalidSecurityToken" | "InvalidAccessKeyId") => {
            Cause::KeyRefused
        }
        (_, "RequestTimeTooSkewed") => Cause::Skewed,
        (429, _) => Cause::Throttled,
        (503, code) if code.ends_with("LimitExceeded") || code.ends_with("LimitExceed") => {
            Cause::Throttled
        }
        (500.., _) | (408, _) | (_, "RequestTimeout") => Cause::Passing,
        _ => Cause::Lasting,
    }
}

fn refusal(headers: &HeaderMap, body: &[u8]) -> Refusal {
    if !body.is_empty() {
        return xml::parse(body).unwrap_or_default();
    }
    // The answer to HEAD has no body; the service puts the document into a header.
    let packed = text_of(headers, "x-oss-err").and_then(|text| STANDARD.decode(text).ok());
    packed.and_then(|document| xml::parse(&document).ok()).unwrap_or_default()
}

fn redacted(text: String, secrets: &[&str]) -> String {
    let secrets = secrets.iter().filter(|secret| !secret.is_empty());
    secrets.fold(text, |text, secret| text.replace(secret, "[redacted]"))
}

/// `x-oss-qos-delay-time` is in milliseconds, `Retry-After` in seconds.
fn hint(headers: &HeaderMap) -> Option<Duration> {
    let number = |name| text_of(headers, name)?.trim().parse::<u64>().ok();
    let asked = number("x-oss-qos-delay-time").map(Duration::from_millis);
    let asked = asked.or_else(|| number("retry-after").map(Duration::from_secs));
    // A server must not be able to stop an upload by one number.
    asked.map(|asked| asked.min(Duration::from_secs(300)))
}

/// Whether TLS refused the server's certificate, which repeating does not mend.
fn is_untrusted(error: &reqwest::Error) -> bool {
    let mut next: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(error) = next {
        if let Some(rustls::Error::InvalidCertificate(_)) = error.downcast_ref() {
            return true;
        }
        // What an I/O error wraps is not its source, but the source's predecessor.
        next = match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use reqwest::Method;

    use super::*;

    fn answer(status: u16, body: &str) -> Failure {
        let mut call = Call::new("UploadPart", Method::PUT, "k").upload("U1");
        call.part = Some(3);
        let status = StatusCode::from_u16(status).unwrap();
        Failure::of_answer(&call, status, &HeaderMap::new(), body.as_bytes(), &["s3cret", ""])
    }

    fn body(code: &str) -> String {
        format!("<Error><Code>{code}</Code><Message>no.</Message></Error>")
    }

    #[test]
    fn the_sentence_says_what_where_and_which_request() {
        let failure = answer(
            403,
            "<Error><Code>AccessDenied</Code><Message>Not with s3cret.</Message>\
             <RequestId>R1</RequestId><EC>0003-00000001</EC></Error>",
        );
        assert_eq!(
            failure.error.to_string(),
            "UploadPart of part 3 of upload U1 was refused: 403 AccessDenied, Not with \
             [redacted]; request id R1; EC 0003-00000001"
        );
        assert_eq!(failure.error.kind(), ErrorKind::Refused);
        assert!(!failure.error.may_have_taken_effect() && !failure.error.is_retryable());
    }

    #[test]
    fn each_code_has_its_cause() {
        for (status, code, cause) in [
            (403, "SecurityTokenExpired", Cause::KeyRefused),
            (403, "InvalidSecurityToken", Cause::KeyRefused),
            (403, "InvalidAccessKeyId", Cause::KeyRefused),
            (403, "AccessDenied", Cause::Lasting),
            (403, "SignatureDoesNotMatch", Cause::Lasting),
            (404, "NoSuchUpload", Cause::Lasting),
            (400, "RequestTimeout", Cause::Passing),
            (408, "", Cause::Passing),
            (429, "QpsLimitExceeded", Cause::Throttled),
            (500, "InternalError", Cause::Passing),
            (503, "ServiceUnavailable", Cause::Passing),
            (503, "UploadTrafficRateLimitExceeded", Cause::Throttled),
            (504, "", Cause::Passing),
        ] {
            assert_eq!(answer(status, &body(code)).cause(true), cause, "{status} {code}");
        }
        assert_eq!(answer(403, &body("InvalidAccessKeyId")).cause(false), Cause::Lasting);
        // Without the service's time there is nothing to correct.
        assert_eq!(answer(403, &body("RequestTimeTooSkewed")).cause(true), Cause::Lasting);
    }

    #[test]
    fn an_answer_that_is_no_xml_still_counts_by_its_status() {
        let failure = answer(502, "<html>Bad Gateway");
        assert_eq!(failure.cause(true), Cause::Passing);
        assert_eq!(failure.error.to_string(), "UploadPart of part 3 of upload U1 was refused: 502");
    }

    #[test]
    fn the_service_s_wish_to_wait_is_read_and_bounded() {
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", "4000".parse().unwrap());
        assert_eq!(hint(&headers), Some(Duration::from_secs(300)));
        headers.insert("x-oss-qos-delay-time", "141".parse().unwrap());
        assert_eq!(hint(&headers), Some(Duration::from_millis(141)));
    }
}
