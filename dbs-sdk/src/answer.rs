//! What came back: success told from failure, secrets kept out of sight.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::fmt;
use std::time::Duration;

use reqwest::header::HeaderMap;
use serde_json::Value;
use time::OffsetDateTime;

use crate::denied::{self, AccessDenied};
use crate::error::{Error, ErrorKind, Fault};
use crate::retry::Failure;
use crate::sign::Prepared;

/// The answer to an untyped call.
///
/// Some answers hold keys (`AccessKeySecret`, `SecurityToken`) and signed links in clear, so `Debug` shows the shape
/// with such values masked; [`into_value`](Self::into_value) gives everything.
#[derive(Clone)]
pub struct Answer {
    body: Value,
    status: u16,
    headers: HeaderMap,
}

impl Answer {
    /// The value at a JSON pointer, such as `/Data/BackupSetId`.
    pub fn pointer(&self, pointer: &str) -> Option<&Value> {
        self.body.pointer(pointer)
    }

    /// The HTTP status: 200, or another of success.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The HTTP headers, names in lower case; those that are no text are left out.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        self.body.get("RequestId")?.as_str()
    }

    /// The whole document as the service sent it, secrets included.
    pub fn into_value(self) -> Value {
        self.body
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = self.body.clone();
        mask(&mut shown);
        write!(f, "{shown}")
    }
}

fn mask(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let name = name.to_ascii_lowercase();
                if ["secret", "token", "password", "accesskey", "signature", "url"]
                    .iter()
                    .any(|word| name.contains(word))
                {
                    *value = Value::from("***");
                } else {
                    mask(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(mask),
        // Some answers hold JSON in a text.
        Value::String(text) if text.trim_start().starts_with(['{', '[']) => {
            if let Ok(mut inner) = serde_json::from_str(text) {
                mask(&mut inner);
                *text = inner.to_string();
            }
        }
        _ => {}
    }
}

/// An answer of the wire, before anyone looked at it.
#[allow(missing_debug_implementations, reason = "its body may hold keys in clear")]
pub(crate) struct Raw {
    pub(crate) status: u16,
    /// What `x-acs-retry-after` or `retry-after` ask for.
    pub(crate) wait: Option<Duration>,
    /// The service's clock.
    pub(crate) date: Option<OffsetDateTime>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// What a call gave that did not succeed.
pub(crate) struct Refusal {
    pub(crate) failure: Failure,
    pub(crate) error: Error,
}

/// Tells success from failure. HTTP 200 with `Success` false, in any spelling, is a failure.
///
/// `secrets` are what this side signed with; the service may echo them in its message.
pub(crate) fn judge(
    raw: &Raw,
    prepared: &Prepared<'_>,
    secrets: &[&str],
) -> Result<Answer, Refusal> {
    let action = prepared.action;
    let ok = (200..300).contains(&raw.status);
    let body = match serde_json::from_slice::<Value>(&raw.body) {
        Ok(body @ Value::Object(_)) => body,
        _ => return Err(unreadable(raw, action)),
    };
    let success = match body.get("Success") {
        Some(Value::Bool(success)) => *success,
        Some(Value::String(success)) => {
            matches!(success.trim().to_ascii_lowercase().as_str(), "true" | "1")
        }
        Some(Value::Number(success)) => success.as_i64() != Some(0),
        _ => ok,
    };
    if ok && success {
        return Ok(Answer { body, status: raw.status, headers: raw.headers.clone() });
    }

    let text = |names: &[&str]| {
        let mut found = names.iter().filter_map(|name| match body.get(name)? {
            Value::String(text) => Some(redact(text, secrets)),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        });
        // Some examples carry ErrCode or Code "Success" beside a failure.
        found.find(|text| !text.is_empty() && !text.eq_ignore_ascii_case("success"))
    };
    let fault = Fault {
        status: raw.status,
        code: text(&["ErrCode", "Code"]).unwrap_or_else(|| "(no code)".to_owned()),
        message: text(&["ErrMessage", "Message"]).unwrap_or_else(|| "(no message)".to_owned()),
        request_id: text(&["RequestId"]),
        recommend: text(&["Recommend"]),
        access_denied: body
            .get("AccessDeniedDetail")
            .map(|detail| AccessDenied::read(detail, |text| redact(text, secrets))),
    };
    // A failure of the service may come in HTTP 200, with its own status in the body.
    let told = body.get("HttpStatusCode").and_then(Value::as_u64);
    let status = told.and_then(|told| u16::try_from(told).ok()).unwrap_or(0).max(raw.status);
    let (kind, failure) = classify(status, &fault);
    let message = format!(
        "{action} was not carried out: {fault}{}",
        advice(kind, &fault, &prepared.ram_action)
    );
    let error = Error::new(kind, message)
        .with_fault(fault)
        .with_effect(failure == Failure::Unclear)
        .with_retryable(matches!(failure, Failure::Later | Failure::Unclear));
    Err(Refusal { failure, error })
}

/// Codes and what to do about them: `common_errors` of the API's facts, from
/// <https://help.aliyun.com/document_detail/48054.html>.
fn classify(status: u16, fault: &Fault) -> (ErrorKind, Failure) {
    let code = fault.code.as_str();
    if code.starts_with("Throttling") || status == 429 {
        return (ErrorKind::Service, Failure::Later);
    }
    // Each try has its own nonce: somebody on the way sent this one twice, and the first may have been
    // carried out.
    if code == "SignatureNonceUsed" {
        return (ErrorKind::Refused, Failure::Unclear);
    }
    let failed = code.ends_with("InternalError") || code.ends_with("ServiceUnavailable");
    if status >= 500 || status == 408 || failed {
        return (ErrorKind::Service, Failure::Unclear);
    }
    if code.starts_with("InvalidTimeStamp") {
        return (ErrorKind::Refused, Failure::Clock);
    }
    if code.starts_with("InvalidSecurityToken") || code.starts_with("InvalidAccessKeyId") {
        return (ErrorKind::Refused, Failure::Keys);
    }
    if denied::is_permission(fault) {
        return (ErrorKind::Forbidden, Failure::Final);
    }
    (ErrorKind::Refused, Failure::Final)
}

/// What to do about codes that this side can mend.
fn advice(kind: ErrorKind, fault: &Fault, ram_action: &str) -> Cow<'static, str> {
    if kind == ErrorKind::Forbidden {
        let told = fault.access_denied.as_ref().and_then(|detail| detail.auth_action.as_deref());
        let missing = told.unwrap_or(ram_action);
        return format!("; the keys' RAM policy must allow {missing}").into();
    }
    Cow::Borrowed(match fault.code.as_str() {
        "SignatureDoesNotMatch" => "; check the access key secret",
        code if code.starts_with("InvalidAccessKeyId") => "; check the access key id",
        code if code.starts_with("InvalidSecurityToken") => {
            "; check the security token, or fetch a new one with its key"
        }
        code if code.starts_with("InvalidTimeStamp") => "; check this machine's clock",
        _ => "",
    })
}

fn unreadable(raw: &Raw, action: &str) -> Refusal {
    let message = format!(
        "{action} got an answer that is no JSON object (HTTP {}, {} bytes): check that the endpoint is \
         the DBS API and that no proxy answers in its place",
        raw.status,
        raw.body.len()
    );
    let (kind, failure) = match raw.status {
        429 => (ErrorKind::Service, Failure::Later),
        408 | 500.. => (ErrorKind::Service, Failure::Unclear),
        // A cut answer may hide a call that was carried out.
        ..300 => (ErrorKind::Answer, Failure::Unclear),
        _ => (ErrorKind::Answer, Failure::Final),
    };
    let error = Error::new(kind, message)
        .with_effect(failure == Failure::Unclear)
        .with_retryable(failure != Failure::Final);
    Refusal { failure, error }
}

/// The longest text of the service that is passed on.
const LONGEST: usize = 1000;

/// A gateway that finds a signature wrong echoes what it signed itself, escaped once or twice, over
/// several lines.
pub(crate) fn redact(text: &str, secrets: &[&str]) -> String {
    let mut clean = text.to_owned();
    let mut secrets: Vec<_> = secrets.iter().filter(|secret| !secret.is_empty()).collect();
    // One may begin with another.
    secrets.sort_by_key(|secret| Reverse(secret.len()));
    for secret in secrets {
        let once = crate::signature::percent_encode(secret);
        let twice = crate::signature::percent_encode(&once);
        let json = Value::from(*secret).to_string();
        for form in [
            &*twice,
            &lower_escapes(&twice),
            &once,
            &lower_escapes(&once),
            &once.replace("%20", "+"),
            &secret.replace('&', "&amp;"),
            json.trim_matches('"'),
            secret,
        ] {
            clean = clean.replace(form, "***");
        }
    }
    // In one line, and without what a terminal would obey.
    let words = clean.split(|c: char| c.is_whitespace() || c.is_control());
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line,
    }
}

/// `%2F` as `%2f`, also where the percent sign itself is escaped.
fn lower_escapes(text: &str) -> String {
    let mut pieces = text.split('%');
    let mut lower = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let escaped = if piece.starts_with("25") { 4 } else { 2 };
        let (escape, rest) = piece.split_at_checked(escaped).unwrap_or((piece, ""));
        lower.extend(["%", &escape.to_ascii_lowercase(), rest]);
    }
    lower
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn prepared() -> Prepared<'static> {
        Prepared {
            action: "ConfigureBackupSetInfo",
            version: "2021-01-01",
            ram_action: "dbs:ConfigureBackupSetInfo".into(),
            query: Vec::new(),
            form: Vec::new(),
            idempotent: false,
        }
    }

    fn judged(status: u16, body: Value) -> Result<Answer, Refusal> {
        let raw = Raw {
            status,
            wait: None,
            date: None,
            headers: HeaderMap::new(),
            body: body.to_string().into_bytes(),
        };
        judge(&raw, &prepared(), &["to/ken+", "s3cret"])
    }

    fn refused(status: u16, body: Value) -> Refusal {
        judged(status, body).expect_err("a refusal")
    }

    #[test]
    fn success_is_a_word_or_a_boolean() {
        for success in [json!("true"), json!("True"), json!(true)] {
            assert!(judged(200, json!({"Success": success, "Data": {}})).is_ok());
        }
        for success in [json!("false"), json!(false), json!("")] {
            assert!(judged(200, json!({"Success": success})).is_err());
        }
    }

    #[test]
    fn a_business_failure_in_http_200_keeps_code_message_and_request_id() {
        let body = json!({"Success": "false", "Code": "Success", "ErrCode": "Param.NotFound",
            "ErrMessage": "no such data source", "RequestId": "R-1"});
        let error = refused(200, body).error;
        assert_eq!(error.kind(), ErrorKind::Refused);
        let fault = error.fault().expect("a fault");
        assert_eq!((fault.code.as_str(), fault.status), ("Param.NotFound", 200));
        assert_eq!(fault.request_id.as_deref(), Some("R-1"));
        assert_eq!(
            error.to_string(),
            "ConfigureBackupSetInfo was not carried out: no such data source (Param.NotFound; HTTP 200, request id R-1)"
        );
    }

    #[test]
    fn throttling_is_told_by_its_code_whatever_the_status() {
        let refusal = refused(400, json!({"Code": "Throttling.User", "Message": "slow down"}));
        assert_eq!(refusal.failure, Failure::Later);
        assert_eq!(refusal.error.kind(), ErrorKind::Service);
        assert!(!refusal.error.may_have_taken_effect());
    }

    #[test]
    fn a_server_error_may_have_taken_effect() {
        let refusal = refused(500, json!({"Code": "InternalError", "Message": "?"}));
        assert_eq!(refusal.failure, Failure::Unclear);
        assert!(refusal.error.may_have_taken_effect());
    }

    #[test]
    fn an_echo_of_what_was_signed_loses_the_secrets_in_every_escaping() {
        let echo = "server string is to/ken+ to%2Fken%2B to%252Fken%252B to%2fken%2b to%252fken%252b s3cret";
        let error = refused(400, json!({"Code": "SignatureDoesNotMatch", "Message": echo})).error;
        assert!(
            error.to_string().contains("server string is *** *** *** *** *** *** ("),
            "{error}"
        );
    }

    #[test]
    fn a_secret_that_begins_with_another_leaves_nothing_behind() {
        assert_eq!(
            redact("see s3cretlonger and s3cret", &["s3cret", "s3cretlonger"]),
            "see *** and ***"
        );
    }

    #[test]
    fn a_password_with_blanks_and_quotes_is_kept_out_however_it_is_echoed() {
        let password = "two  blanks\t\"&\" ";
        for echo in [
            password.to_owned(),
            Value::from(password).to_string(),
            crate::signature::percent_encode(password).replace("%20", "+"),
            password.replace('&', "&amp;"),
        ] {
            let shown = redact(&format!("wrong: {echo}!"), &[password]);
            assert!(shown.contains("***") && !shown.contains("blanks"), "{shown}");
        }
    }

    #[test]
    fn the_services_words_are_one_line_of_bearable_length() {
        let shown = redact(&format!("a\u{1b}[2J\r\nb {}", "é".repeat(5000)), &[]);
        assert!(shown.starts_with("a [2J b é") && shown.ends_with("é …"), "{shown}");
        assert_eq!(shown.chars().count(), LONGEST + 2);
    }

    #[test]
    fn a_failure_of_the_service_may_come_in_http_200() {
        for body in [
            json!({"Success": false, "HttpStatusCode": 500, "ErrCode": "X"}),
            json!({"Success": "false", "Code": "DBS.InternalError"}),
        ] {
            let refusal = refused(200, body);
            assert_eq!(refusal.failure, Failure::Unclear);
            assert_eq!(refusal.error.kind(), ErrorKind::Service);
        }
    }

    #[test]
    fn a_busy_gateway_that_speaks_no_json_is_asked_later() {
        let raw = |status| Raw {
            status,
            wait: None,
            date: None,
            headers: HeaderMap::new(),
            body: b"<html>".to_vec(),
        };
        let failure = |status| judge(&raw(status), &prepared(), &[]).expect_err("no JSON").failure;
        assert_eq!(failure(429), Failure::Later);
        assert_eq!(failure(408), Failure::Unclear);
        assert_eq!(failure(502), Failure::Unclear);
        assert_eq!(failure(404), Failure::Final);
    }

    #[test]
    fn success_is_told_in_words_truths_and_numbers() {
        for (success, expected) in [
            (json!(true), true),
            (json!("True "), true),
            (json!(1), true),
            (json!(false), false),
            (json!("false"), false),
            (json!(""), false),
            (json!(0), false),
        ] {
            let judged = judged(200, json!({"Success": success}));
            assert_eq!(judged.is_ok(), expected, "{success}");
        }
        assert!(judged(200, json!({"RequestId": "R-1"})).is_ok(), "not every answer has it");
        let error = refused(200, json!({"Success": false, "Code": 403})).error;
        assert_eq!(error.fault().map(|fault| fault.code.as_str()), Some("403"));
    }

    #[test]
    fn an_answer_that_is_no_json_says_so() {
        let body = b"{\"Success\": \"tr".to_vec();
        let raw = Raw { status: 200, wait: None, date: None, headers: HeaderMap::new(), body };
        let refusal = judge(&raw, &prepared(), &[]).expect_err("a refusal");
        assert_eq!(refusal.error.kind(), ErrorKind::Answer);
        assert_eq!(refusal.failure, Failure::Unclear);
    }

    #[test]
    fn debug_masks_keys_at_any_depth() {
        let answer = |body| judged(200, body).ok().expect("an answer");
        let told = answer(json!({"Data": [{"OssAccessInfo": {"AccessKeySecret": "s3cret",
            "SecurityToken": "to/ken+", "BucketName": "b"}}]}));
        let inner = json!({"Data": "[{\"Password\": \"s3cret\", \"User\": \"u\"}]"});
        let inner = format!("{:?}", answer(inner));
        assert!(inner.contains("User") && !inner.contains("s3cret"), "{inner}");
        let shown = format!("{told:?}");
        assert!(
            shown.contains("\"BucketName\":\"b\"")
                && !shown.contains("s3cret")
                && !shown.contains("to/ken")
        );
    }
}
