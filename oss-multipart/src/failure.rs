//! One failed try: what is told to the caller if it was the last, and what decides whether it is.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::answer::text_of;
use crate::body::Meter;
use crate::call::Call;
use crate::credentials::CredentialsError;
use crate::error::{Error, ErrorKind, Fault};
use crate::redact::Redaction;
use crate::retry::Cause;
use crate::xml::{self, Refusal};

/// What is kept of each thing that the service says; its own sentences are much shorter.
const LONGEST_WORDS: usize = 1000;

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

    fn repeatable(call: &Call<'_>, cause: Cause, error: Error) -> Self {
        let error = error.retryable().of_upload(call.upload_id, call.part);
        Self { error, cause, hint: None, server_time: None }
    }

    pub(crate) fn no_credentials(call: &Call<'_>, error: CredentialsError) -> Self {
        let retryable = error.is_retryable();
        let what = match call.link {
            Some(_) => "has no link that is still good",
            None => "has no credentials to be signed with",
        };
        let message = format!("{} {what}", call.subject());
        let error = Error::new(ErrorKind::Credentials, message).caused_by(error);
        if retryable {
            Self::repeatable(call, Cause::Passing, error)
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
        Self::repeatable(call, Cause::Broken, error)
    }

    /// Nothing moved for longer than is allowed.
    pub(crate) fn of_silence(call: &Call<'_>, meter: &Meter) -> Self {
        let silent = meter.idle().as_secs();
        let what = format!("stalled: nothing moved for {silent} s; check the network");
        let message = format!("{} {what}", call.subject());
        Self::repeatable(
            call,
            Cause::Broken,
            Error::new(ErrorKind::Network, message).possibly_done(true),
        )
    }

    /// A success that cannot be one.
    pub(crate) fn of_nonsense(call: &Call<'_>, what: &str) -> Self {
        let doubt = match call.link {
            Some(_) => "is the link one to a file?",
            None => "is the endpoint really OSS?",
        };
        let message = format!("{} {what}; {doubt}", call.subject());
        Self::repeatable(
            call,
            Cause::Broken,
            Error::new(ErrorKind::Service, message).possibly_done(true),
        )
    }

    pub(crate) fn of_corruption(call: &Call<'_>, ours: u64, theirs: u64) -> Self {
        let message = format!(
            "{} arrived with CRC-64 {theirs} instead of {ours}: it was damaged on the way",
            call.subject()
        );
        Self::repeatable(
            call,
            Cause::Broken,
            Error::new(ErrorKind::Integrity, message).possibly_done(true),
        )
    }

    /// The service refused or failed. `secrets` are struck out of its words.
    pub(crate) fn of_answer(
        call: &Call<'_>,
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
        secrets: &[&str],
    ) -> Self {
        let redaction = Redaction::new(secrets);
        let told = |text: String| bearable(redaction.of(text));
        let header = |name| text_of(headers, name).map(str::to_owned);
        let Refused { refusal, details } = refusal(headers, body);
        let fault = Fault {
            status: status.as_u16(),
            code: told(refusal.code),
            message: told(refusal.message),
            request_id: refusal.request_id.or_else(|| header("x-oss-request-id")).map(told),
            ec: refusal.ec.or_else(|| header("x-oss-ec")).map(told),
            details: few(details.into_iter().map(|(name, text)| (name, told(text)))),
            headers: few(harmless(headers).map(|(name, text)| (name, told(text)))),
        };
        let server_time =
            refusal.server_time.and_then(|time| OffsetDateTime::parse(&time, &Rfc3339).ok());

        let hint = hint(headers);
        let cause = match (call.link, status.as_u16()) {
            // Whatever a server says of it: another link may be good.
            (Some(_), 401 | 403) => Cause::KeyRefused,
            _ => cause(&fault, hint.is_some()),
        };
        let kind = kind(&fault, cause);
        let may_be_done = match kind {
            ErrorKind::Callback => true,
            ErrorKind::Service => status != StatusCode::TOO_MANY_REQUESTS,
            _ => false,
        };
        let mut error = Error::new(kind, sentence(call, &fault))
            .of_upload(call.upload_id, call.part)
            .possibly_done(may_be_done)
            .with_fault(fault);
        if kind == ErrorKind::Service {
            error = error.retryable();
        }
        Self { error, cause, hint, server_time }
    }
}

/// `UploadPart of part 3 of upload ABC was refused: 403 AccessDenied, …; request id …`.
fn sentence(call: &Call<'_>, fault: &Fault) -> String {
    let outcome = match is_callback(fault) {
        true => "was carried out, but its callback failed",
        false => "was refused",
    };
    let mut sentence = format!("{} {outcome}: {}", call.subject(), fault.status);
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

fn kind(fault: &Fault, cause: Cause) -> ErrorKind {
    match cause {
        Cause::Passing | Cause::Throttled | Cause::Broken => ErrorKind::Service,
        _ if is_callback(fault) => ErrorKind::Callback,
        _ if fault.code == "FileAlreadyExists" => ErrorKind::AlreadyExists,
        _ => ErrorKind::Refused,
    }
}

/// 203 says that the object is there, and that the server named by the callback did not answer
/// as it should (help.aliyun.com, "Callback").
fn is_callback(fault: &Fault) -> bool {
    fault.status == 203 || fault.code == "CallbackFailed"
}

/// Codes by what they call for, whatever status they come with: the body of a 200 can hold one
/// too. `slow_down`: the answer says how long to wait.
///
/// Source: help.aliyun.com, "OSS error responses", "429 error", "HTTP status code 503" and the
/// pages of the EC numbers 0002-00000002, -04, -06, -07, -504 and 0042-00000214.
fn cause(fault: &Fault, slow_down: bool) -> Cause {
    match (fault.status, fault.code.as_str()) {
        _ if is_callback(fault) => Cause::Lasting,
        (_, "SecurityTokenExpired" | "InvalidSecurityToken" | "InvalidAccessKeyId") => {
            Cause::KeyRefused
        }
        (_, "RequestTimeTooSkewed") => Cause::Skewed,
        (429, _) => Cause::Throttled,
        (200..300 | 500.., code)
            if code.ends_with("LimitExceeded") || code.ends_with("LimitExceed") =>
        {
            Cause::Throttled
        }
        // What a service does not know it will not know a moment later.
        (501, _) => Cause::Lasting,
        (500.., _) if slow_down => Cause::Throttled,
        (500.., _) | (408, _) => Cause::Passing,
        (_, "InternalError" | "ServiceUnavailable" | "RequestTimeout") => Cause::Passing,
        _ => Cause::Lasting,
    }
}

/// What the document of a refusal says.
#[derive(Default)]
struct Refused {
    refusal: Refusal,
    /// The rest of it, if it is as flat as the service's own are.
    details: BTreeMap<String, String>,
}

fn refusal(headers: &HeaderMap, body: &[u8]) -> Refused {
    // The answer to HEAD has no body; the service puts the document into a header.
    let packed = || text_of(headers, PACKED).and_then(|text| STANDARD.decode(text).ok());
    let document = match body.is_empty() {
        true => packed().unwrap_or_default(),
        false => body.to_owned(),
    };
    let mut details: BTreeMap<String, String> = xml::parse(&document).unwrap_or_default();
    details.retain(|name, _| !is_of_signature(name) && !HAVE_FIELDS.contains(&name.as_str()));
    Refused { refusal: xml::parse(&document).unwrap_or_default(), details }
}

const PACKED: &str = "x-oss-err";

const HAVE_FIELDS: [&str; 4] = ["Code", "Message", "RequestId", "EC"];

/// `StringToSign`, `CanonicalRequest` and the like hold what was signed, also as hexadecimal
/// bytes, in which nothing could be found that must be struck out.
fn is_of_signature(name: &str) -> bool {
    ["Sign", "Canonical", "Token"].iter().any(|word| name.contains(word))
}

fn harmless(headers: &HeaderMap) -> impl Iterator<Item = (String, String)> {
    headers.iter().filter(|(name, _)| *name != PACKED).filter_map(|(name, value)| {
        let text = value.to_str().ok()?;
        Some((name.as_str().to_owned(), text.to_owned()))
    })
}

/// Those that fit.
fn few(pairs: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut left = 2 * LONGEST_WORDS;
    let fits = move |(name, text): &(String, String)| {
        let len = name.len() + text.len();
        let fits = len <= left && !name.chars().any(char::is_control);
        left -= if fits { len } else { 0 };
        fits
    };
    pairs.filter(fits).collect()
}

/// What a person can read, and a log can take, in one line.
fn bearable(text: String) -> String {
    let is_harmless = |letter: char| !letter.is_control();
    if text.len() <= LONGEST_WORDS && text.chars().all(is_harmless) {
        return text;
    }
    let letters = text.chars().map(|letter| if is_harmless(letter) { letter } else { ' ' });
    let mut short: String = letters.take(LONGEST_WORDS).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// How long the service asks to wait: `x-oss-qos-delay-time` is in milliseconds, `Retry-After` in
/// seconds.
fn hint(headers: &HeaderMap) -> Option<Duration> {
    let seconds = || number(headers, "retry-after").map(Duration::from_secs).map(bounded);
    qos_delay(headers).or_else(seconds)
}

/// The one of the two that successes carry too.
pub(crate) fn qos_delay(headers: &HeaderMap) -> Option<Duration> {
    number(headers, "x-oss-qos-delay-time").map(Duration::from_millis).map(bounded)
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    text_of(headers, name)?.trim().parse().ok()
}

/// A server must not be able to stop an upload by one number.
fn bounded(delay: Duration) -> Duration {
    delay.min(Duration::from_secs(300))
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
    fn what_else_the_document_says_is_kept_without_the_signature() {
        let failure = answer(
            403,
            "<Error><Code>SignatureDoesNotMatch</Code><Message>no.</Message><HostId>h</HostId>\
             <SignatureProvided>abc</SignatureProvided><StringToSign>PUT</StringToSign>\
             <StringToSignBytes>50 55 54</StringToSignBytes><Key>s3cret</Key></Error>",
        );
        let details = &failure.error.fault().unwrap().details;
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(*details, [pair("HostId", "h"), pair("Key", "[redacted]")]);
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
            (409, "FileAlreadyExists", Cause::Lasting),
            (203, "CallbackFailed", Cause::Lasting),
            (200, "InternalError", Cause::Passing),
            (200, "UploadTrafficRateLimitExceeded", Cause::Throttled),
            (200, "AccessDenied", Cause::Lasting),
            (429, "QpsLimitExceeded", Cause::Throttled),
            (500, "InternalError", Cause::Passing),
            (503, "ServiceUnavailable", Cause::Passing),
            (503, "UploadTrafficRateLimitExceeded", Cause::Throttled),
            (503, "TotalQpsLimitExceeded", Cause::Throttled),
            (504, "", Cause::Passing),
            (501, "NotImplemented", Cause::Lasting),
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
    fn what_ends_an_upload_is_told_by_its_kind() {
        for (status, code, kind, done) in [
            (409, "FileAlreadyExists", ErrorKind::AlreadyExists, false),
            (203, "CallbackFailed", ErrorKind::Callback, true),
            (403, "AccessDenied", ErrorKind::Refused, false),
            (404, "NoSuchUpload", ErrorKind::Refused, false),
            (429, "QpsLimitExceeded", ErrorKind::Service, false),
            (500, "InternalError", ErrorKind::Service, true),
            (200, "InternalError", ErrorKind::Service, true),
            (200, "EntityTooSmall", ErrorKind::Refused, false),
        ] {
            let error = answer(status, &body(code)).error;
            assert_eq!((error.kind(), error.may_have_taken_effect()), (kind, done), "{code}");
        }
        let callback = answer(203, &body("CallbackFailed")).error;
        assert_eq!(
            callback.to_string(),
            "UploadPart of part 3 of upload U1 was carried out, but its callback failed: 203 \
             CallbackFailed, no"
        );
    }

    #[test]
    fn a_server_error_that_asks_to_wait_asks_for_less() {
        let call = Call::new("UploadPart", Method::PUT, "k");
        let mut headers = HeaderMap::new();
        headers.insert("x-oss-qos-delay-time", "141".parse().unwrap());
        let failure =
            Failure::of_answer(&call, StatusCode::SERVICE_UNAVAILABLE, &headers, b"", &[]);
        assert_eq!(failure.cause(true), Cause::Throttled);
        assert_eq!(failure.hint, Some(Duration::from_millis(141)));
    }

    #[test]
    fn a_secret_is_struck_out_of_everything_that_is_kept() {
        let call = Call::new("UploadPart", Method::PUT, "k");
        let mut headers = HeaderMap::new();
        headers.insert("x-oss-ec", "t0ken+planted".parse().unwrap());
        let body = "<Error><Code>t0ken%2Bplanted</Code><Message>t0ken+planted \
                    dDBrZW4rcGxhbnRlZA==</Message><RequestId>t0ken+planted</RequestId>\
                    <HostId>t0ken+planted</HostId></Error>";
        let secrets = ["t0ken+planted"];
        let failure =
            Failure::of_answer(&call, StatusCode::FORBIDDEN, &headers, body.as_bytes(), &secrets);
        let told = format!("{} {:?}", failure.error, failure);
        assert!(!told.contains("planted") && !told.contains("dDBrZW4"), "{told}");
        assert_eq!(failure.error.fault().unwrap().code, "[redacted]");
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
