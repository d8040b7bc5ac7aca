//! One request: permitted anew at each try, watched while it moves, repeated as `retry` decides.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use reqwest::header::{CONNECTION, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Response, StatusCode};
use time::OffsetDateTime;

use crate::answer::{Answer, Senseless, crc64_of, text_of};
use crate::body::{Meter, Slice};
use crate::credentials::CredentialsError;
use crate::error::{Error, ErrorKind};
use crate::failure::{self, Failure};
use crate::headers::Pairs;
use crate::http::Line;
use crate::payload::Payload;
use crate::redact::Redaction;
use crate::retry::{self, Cause, Change, Decision, History, RetryPolicy};
use crate::watch::{Event, Watch};
use crate::xml;

/// No answer of the multipart calls is longer: 1,000 parts of a listing make 250 KB.
const LONGEST_ANSWER: usize = 8 * 1024 * 1024;

/// What such an answer says would be noted, logged and told: the id of an upload, an ETag.
const KEYS_TOLD: Senseless = "was answered with the token or the signature it was sent";

/// A request before it is signed.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    /// The service's name for it, such as `UploadPart`.
    pub(crate) operation: &'static str,
    pub(crate) method: Method,
    /// What is told of the link that it follows, if it is no call of the service.
    pub(crate) link: Option<&'a str>,
    /// `None` if it is about the bucket.
    pub(crate) key: Option<&'a str>,
    pub(crate) query: Vec<(Cow<'static, str>, String)>,
    pub(crate) headers: Pairs,
    pub(crate) payload: Payload,
    pub(crate) upload_id: Option<&'a str>,
    pub(crate) part: Option<u32>,
    /// Times the usual wait for an answer.
    pub(crate) patience: u32,
    /// Whether the answer's body is left to the caller.
    pub(crate) streams: bool,
}

impl<'a> Call<'a> {
    pub(crate) fn new(operation: &'static str, method: Method, key: &'a str) -> Self {
        Self { key: Some(key), ..Self::of_bucket(operation, method) }
    }

    pub(crate) fn of_bucket(operation: &'static str, method: Method) -> Self {
        Self {
            operation,
            method,
            link: None,
            key: None,
            query: Vec::new(),
            headers: Vec::new(),
            payload: Payload::Nothing,
            upload_id: None,
            part: None,
            patience: 1,
            streams: false,
        }
    }

    pub(crate) fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    pub(crate) fn upload(mut self, upload_id: &'a str) -> Self {
        self.upload_id = Some(upload_id);
        self.query("uploadId", upload_id)
    }

    /// Whether the answer's body is that of another server, whom the service calls.
    pub(crate) fn has_callback(&self) -> bool {
        self.headers.iter().any(|(name, _)| name == "x-oss-callback")
    }

    /// `UploadPart of part 3 of upload ABC`, for sentences.
    pub(crate) fn subject(&self) -> String {
        let part = self.part.map(|part| format!(" of part {part}")).unwrap_or_default();
        let upload = self.upload_id.map(|id| format!(" of upload {id}")).unwrap_or_default();
        let link = self.link.map(|link| format!(" of {link}")).unwrap_or_default();
        format!("{}{part}{upload}{link}", self.operation)
    }

    /// Puts a header of the caller's or of this crate's into the request.
    pub(crate) fn put_header(
        &self,
        request: &mut reqwest::Request,
        name: &str,
        value: &str,
        sensitive: bool,
    ) -> Result<(), Error> {
        let refused = || {
            let message = format!("{} cannot carry the header {name}", self.operation);
            Error::new(ErrorKind::Input, message)
        };
        let mut value = HeaderValue::from_str(value).map_err(|_| refused())?;
        value.set_sensitive(sensitive);
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused())?;
        request.headers_mut().insert(name, value);
        Ok(())
    }
}

/// How requests leave, whoever permits them.
pub(crate) struct Wire {
    pub(crate) line: Line,
    pub(crate) retry: RetryPolicy,
    pub(crate) stall_timeout: Duration,
    pub(crate) answer_timeout: Duration,
}

/// Whoever makes a request that the other side will take: with keys that sign it, or with a link.
pub(crate) trait Sender: Sync {
    /// What permits it.
    type Pass: Send + Sync;

    fn wire(&self) -> &Wire;

    /// What permits a request now; calls `fetched` if it was fetched for it.
    fn pass(
        &self,
        fetched: impl FnOnce() + Send,
    ) -> impl Future<Output = Result<Self::Pass, CredentialsError>> + Send;

    /// The request, and what of it must not be told to anybody.
    fn request<'a>(
        &self,
        call: &Call<'_>,
        pass: &'a Self::Pass,
        meter: &Arc<Meter>,
    ) -> Result<(reqwest::Request, Secrets<'a>), Error>;

    /// Whether another pass may be had after a refusal.
    fn can_renew(&self) -> bool;

    /// The other side does not take this one any more.
    fn refuse(&self, pass: &Self::Pass);

    /// The other side's clock.
    fn learn(&self, time: OffsetDateTime);
}

/// What a request holds that an answer must not repeat.
pub(crate) type Secrets<'a> = Vec<Cow<'a, str>>;

/// Sends a request until it succeeds, with an answer that `read` can make sense of, or the policy
/// gives up. An answer without sense, for the reason `read` gives, is a failed try.
pub(crate) async fn ask<S: Sender, T>(
    sender: &S,
    call: &Call<'_>,
    watch: Option<&Watch>,
    read: impl Fn(Answer) -> Result<T, Senseless>,
) -> Result<T, Error> {
    let read = |answer: Answer| {
        if let (Some(_), Some(watch)) = (answer.slow_down, watch) {
            watch.throttled();
        }
        read(answer)
    };
    let wire = sender.wire();
    let begun = Instant::now();
    let mut history = History::default();
    let mut repeated = false;
    let mut last_change = Change::Nothing;
    loop {
        let (pass, failure) = match attempt(sender, call, watch, last_change, &read).await {
            Ok(read) => return Ok(read),
            Err(failed) => failed,
        };
        repeated |= failure.error.may_have_taken_effect();
        history.elapsed = begun.elapsed();
        let cause = match call.payload.is_spent() {
            true => Cause::Lasting,
            false => failure.cause(sender.can_renew()),
        };
        if cause.is_counted() {
            history = History {
                failures: history.failures + 1,
                elapsed: history.elapsed,
                ..History::default()
            };
        }
        let decision = retry::decide(cause, &history, failure.hint, &wire.retry, fastrand::f64());
        let Decision::Retry { after, change } = decision else {
            tracing::debug!(
                operation = call.operation,
                upload_id = call.upload_id,
                part = call.part,
                failures = history.failures,
                kind = ?failure.error.kind(),
                "gave up"
            );
            return Err(failure.error.possibly_done(repeated));
        };
        tracing::warn!(
            operation = call.operation,
            upload_id = call.upload_id,
            part = call.part,
            failures = history.failures,
            kind = ?failure.error.kind(),
            code = failure.error.fault().map(|fault| fault.code.as_str()),
            after_ms = after.as_millis() as u64,
            ?change,
            "trying again"
        );
        if let Some(watch) = watch {
            watch.retry(call.operation, call.part, &failure.error, after);
            match change {
                Change::Keys => watch.tell(&Event::KeysRefused),
                Change::Clock => watch.tell(&Event::ClockCorrected),
                Change::FewerParts => watch.throttled(),
                Change::Nothing | Change::Connection => {}
            }
        }
        // What broke is gone from the pool by itself, but not what damaged bytes or made no sense.
        if change == Change::Connection && failure.error.kind() != ErrorKind::Network {
            wire.line.renew();
        }
        match (change, &pass, failure.server_time) {
            (Change::Keys, Some(pass), _) => {
                sender.refuse(pass);
                history.renewed = true;
            }
            (Change::Clock, _, Some(server_time)) => {
                sender.learn(server_time);
                history.corrected = true;
            }
            _ => {}
        }
        last_change = change;
        tokio::time::sleep(after).await;
    }
}

/// Sends it once. A failure comes with what permitted it.
async fn attempt<S: Sender, T>(
    sender: &S,
    call: &Call<'_>,
    watch: Option<&Watch>,
    change: Change,
    read: impl Fn(Answer) -> Result<T, Senseless>,
) -> Result<T, (Option<S::Pass>, Failure)> {
    let fetched = || {
        if let Some(watch) = watch {
            watch.tell(&Event::KeysFetched);
        }
    };
    let pass = match sender.pass(fetched).await {
        Ok(pass) => pass,
        Err(error) => return Err((None, Failure::no_credentials(call, error))),
    };
    let meter = Arc::new(Meter::new());
    let sent = send(sender, call, change, &pass, &meter).await;
    let outcome =
        sent.and_then(|answer| read(answer).map_err(|what| Failure::of_nonsense(call, what)));
    if let Payload::Slice(Slice { watch: Some(watch), .. }) = &call.payload {
        match &outcome {
            Ok(_) => watch.confirmed(call.payload.len()),
            Err(_) => watch.failed(meter.bytes_sent()),
        }
    }
    outcome.map_err(|failure| (Some(pass), failure))
}

async fn send<S: Sender>(
    sender: &S,
    call: &Call<'_>,
    change: Change,
    pass: &S::Pass,
    meter: &Arc<Meter>,
) -> Result<Answer, Failure> {
    let (mut request, secrets) = sender.request(call, pass, meter).map_err(Failure::lasting)?;
    let secrets: Vec<&str> = secrets.iter().map(AsRef::as_ref).collect();
    if change == Change::Connection {
        // A client of the caller's may choose the same connection once more, but not twice.
        request.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    let wire = sender.wire();
    let response = wire.line.client().execute(request);
    let response = match wire.watched(call, meter, response).await {
        Some(Ok(response)) => response,
        Some(Err(error)) => return Err(Failure::of_transport(call, meter, error)),
        None => return Err(Failure::of_silence(call, meter)),
    };
    let status = response.status();
    let headers = response.headers().clone();
    let slow_down = failure::qos_delay(&headers);
    let repeated = Redaction::new(&secrets);
    if ["etag", "x-oss-request-id"]
        .into_iter()
        .filter_map(|name| text_of(&headers, name))
        .any(|text| status.is_success() && repeated.finds(text))
    {
        return Err(Failure::of_nonsense(call, KEYS_TOLD));
    }
    if status.is_success() && call.streams {
        let (body, crc64) = (Bytes::new(), None);
        return Ok(Answer { status, headers, body, stream: Some(response), crc64, slow_down });
    }
    let body = match wire.watched(call, meter, collect(response)).await {
        Some(Ok(body)) => body,
        Some(Err(error)) => return Err(Failure::of_transport(call, meter, error)),
        None => return Err(Failure::of_silence(call, meter)),
    };
    let carried_out = status.is_success() && status != StatusCode::NON_AUTHORITATIVE_INFORMATION;
    if !carried_out || (!call.has_callback() && xml::is_refusal(&body)) {
        return Err(Failure::of_answer(call, status, &headers, &body, &secrets));
    }
    if !call.has_callback() && repeated.finds(&String::from_utf8_lossy(&body)) {
        return Err(Failure::of_nonsense(call, KEYS_TOLD));
    }
    let crc64 = match call.payload.is_content() {
        true => Some(checked(call, meter, &headers)?),
        false => None,
    };
    Ok(Answer { status, headers, body, stream: None, crc64, slow_down })
}

impl Wire {
    /// Waits for `step`, but not longer than the network may be silent: `None`.
    async fn watched<T>(
        &self,
        call: &Call<'_>,
        meter: &Meter,
        step: impl Future<Output = T>,
    ) -> Option<T> {
        let sends = call.payload.is_content();
        let answer = self.answer_timeout.saturating_mul(call.patience);
        tokio::pin!(step);
        loop {
            let limit = if sends && !meter.has_ended() { self.stall_timeout } else { answer };
            let left = limit.saturating_sub(meter.idle());
            if left.is_zero() {
                return None;
            }
            // Not shorter than a moment, since the limit changes when the last byte is sent.
            let pause = left.max(Duration::from_millis(1));
            if let Ok(outcome) = tokio::time::timeout(pause, &mut step).await {
                return Some(outcome);
            }
        }
    }
}

/// The CRC-64 of what was sent, compared with the service's if that has one.
fn checked(call: &Call<'_>, meter: &Meter, headers: &HeaderMap) -> Result<u64, Failure> {
    let Some(ours) = meter.crc64() else {
        return Err(Failure::of_nonsense(call, "was confirmed before all of it was sent"));
    };
    if let Some(theirs) = crc64_of(headers).filter(|theirs| *theirs != ours) {
        return Err(Failure::of_corruption(call, ours, theirs));
    }
    if let Payload::Slice(slice) = &call.payload {
        slice.forget(meter);
    }
    Ok(ours)
}

async fn collect(mut response: Response) -> Result<Bytes, reqwest::Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > LONGEST_ANSWER {
            break;
        }
    }
    Ok(body.into())
}
