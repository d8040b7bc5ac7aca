//! One request of the service: signed anew at each try, watched while it moves, repeated as
//! `retry` decides.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use reqwest::header::{CONNECTION, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Response, StatusCode};

use crate::answer::{Answer, Senseless, crc64_of, text_of};
use crate::body::{Meter, Slice};
use crate::bucket::{Bucket, Inner};
use crate::builder::SignatureVersion;
use crate::error::{Error, ErrorKind};
use crate::failure::{self, Failure};
use crate::headers::Pairs;
use crate::payload::Payload;
use crate::redact::Redaction;
use crate::retry::{self, Cause, Change, Decision, History};
use crate::sign::{Signature, ToSign};
use crate::token::Held;
use crate::watch::{Event, Watch};
use crate::{clock, sign_v1, sign_v4, xml};

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
    /// `None` if it is about the bucket.
    pub(crate) key: Option<&'a str>,
    pub(crate) query: Vec<(&'static str, String)>,
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
        self.query.push((name, value.into()));
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
        format!("{}{part}{upload}", self.operation)
    }
}

impl Bucket {
    /// Sends a request until it succeeds or the policy gives up.
    pub(crate) async fn run(&self, call: &Call<'_>) -> Result<Answer, Error> {
        self.ask(call, Ok).await
    }

    /// The same; an answer that `read` cannot make sense of, for the reason it gives, is a failed
    /// try.
    pub(crate) async fn ask<T>(
        &self,
        call: &Call<'_>,
        read: impl Fn(Answer) -> Result<T, Senseless>,
    ) -> Result<T, Error> {
        let inner = self.inner();
        let read = |answer: Answer| {
            if let (Some(_), Some(watch)) = (answer.slow_down, &self.watch) {
                watch.throttled();
            }
            read(answer)
        };
        let begun = Instant::now();
        let mut history = History::default();
        let mut repeated = false;
        let mut last_change = Change::Nothing;
        loop {
            let (held, failure) =
                match inner.attempt(call, self.watch.as_deref(), last_change, &read).await {
                    Ok(read) => return Ok(read),
                    Err(failed) => failed,
                };
            repeated |= failure.error.may_have_taken_effect();
            history.elapsed = begun.elapsed();
            let renewable = inner.keys.can_renew();
            let cause = match call.payload.is_spent() {
                true => Cause::Lasting,
                false => failure.cause(renewable),
            };
            if cause.is_counted() {
                history = History {
                    failures: history.failures + 1,
                    elapsed: history.elapsed,
                    ..History::default()
                };
            }
            let decision =
                retry::decide(cause, &history, failure.hint, &inner.retry, fastrand::f64());
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
            if let Some(watch) = &self.watch {
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
                inner.line.renew();
            }
            match (change, &held, failure.server_time) {
                (Change::Keys, Some(held), _) => {
                    inner.keys.refuse(held);
                    history.renewed = true;
                }
                (Change::Clock, _, Some(server_time)) => {
                    inner.skew.learn(server_time - clock::now());
                    history.corrected = true;
                }
                _ => {}
            }
            last_change = change;
            tokio::time::sleep(after).await;
        }
    }
}

type Attempt<T> = Result<T, (Option<Arc<Held>>, Failure)>;

impl Inner {
    /// Sends it once. A failure comes with the keys that signed it.
    async fn attempt<T>(
        &self,
        call: &Call<'_>,
        watch: Option<&Watch>,
        change: Change,
        read: impl Fn(Answer) -> Result<T, Senseless>,
    ) -> Attempt<T> {
        let fetched = || {
            if let Some(watch) = watch {
                watch.tell(&Event::KeysFetched);
            }
        };
        let held = match self.keys.current(self.skew.service_time(), fetched).await {
            Ok(held) => held,
            Err(error) => return Err((None, Failure::no_credentials(call, error))),
        };
        let meter = Arc::new(Meter::new());
        let sent = self.send(call, change, &held, &meter).await;
        let outcome =
            sent.and_then(|answer| read(answer).map_err(|what| Failure::of_nonsense(call, what)));
        if let Payload::Slice(Slice { watch: Some(watch), .. }) = &call.payload {
            match &outcome {
                Ok(_) => watch.confirmed(call.payload.len()),
                Err(_) => watch.failed(meter.bytes_sent()),
            }
        }
        outcome.map_err(|failure| (Some(held), failure))
    }

    async fn send(
        &self,
        call: &Call<'_>,
        change: Change,
        held: &Held,
        meter: &Arc<Meter>,
    ) -> Result<Answer, Failure> {
        let (mut request, signature) = self.request(call, held, meter).map_err(Failure::lasting)?;
        if change == Change::Connection {
            // A client of the caller's may choose the same connection once more, but not twice.
            request.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        let secrets =
            [held.credentials.secret(), held.credentials.token().unwrap_or_default(), &signature];
        let response = self.line.client().execute(request);
        let response = match self.watched(call, meter, response).await {
            Some(Ok(response)) => response,
            Some(Err(error)) => return Err(Failure::of_transport(call, meter, error)),
            None => return Err(Failure::of_silence(call, meter)),
        };
        let status = response.status();
        let headers = response.headers().clone();
        let slow_down = failure::qos_delay(&headers);
        let repeated = Redaction::new(&secrets[1..]);
        if ["etag", "x-oss-request-id"]
            .into_iter()
            .filter_map(|name| text_of(&headers, name))
            .any(|text| status.is_success() && repeated.finds(text))
        {
            return Err(Failure::of_nonsense(call, KEYS_TOLD));
        }
        if status.is_success() && call.streams {
            let (body, crc64) = (Bytes::new(), None);
            return Ok(Answer { headers, body, stream: Some(response), crc64, slow_down });
        }
        let body = match self.watched(call, meter, collect(response)).await {
            Some(Ok(body)) => body,
            Some(Err(error)) => return Err(Failure::of_transport(call, meter, error)),
            None => return Err(Failure::of_silence(call, meter)),
        };
        let carried_out =
            status.is_success() && status != StatusCode::NON_AUTHORITATIVE_INFORMATION;
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
        Ok(Answer { headers, body, stream: None, crc64, slow_down })
    }

    /// The signed request, and the signature, which must not be told to anybody.
    fn request(
        &self,
        call: &Call<'_>,
        held: &Held,
        meter: &Arc<Meter>,
    ) -> Result<(reqwest::Request, String), Error> {
        let query: Vec<_> =
            call.query.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let url = self.place.url(call.key, &query)?;
        let headers: Vec<_> =
            call.headers.iter().map(|(name, value)| (name.as_ref(), value.as_str())).collect();
        let to_sign = ToSign {
            method: call.method.as_str(),
            bucket: self.place.bucket(),
            key: call.key.unwrap_or_default(),
            query: &query,
            headers: &headers,
        };
        let Signature { added, signature, .. } = self.sign(&to_sign, held);

        let mut request = reqwest::Request::new(call.method.clone(), url);
        let given = headers.iter().map(|(name, value)| (*name, *value, false));
        // The token and the authorization are the secret ones of what signing adds.
        let added = added.iter().map(|(name, value)| (*name, value.as_str(), true));
        for (name, value, sensitive) in given.chain(added) {
            let refused = || {
                let message = format!("{} cannot carry the header {name}", call.operation);
                Error::new(ErrorKind::Input, message)
            };
            let mut value = HeaderValue::from_str(value).map_err(|_| refused())?;
            value.set_sensitive(sensitive);
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused())?;
            request.headers_mut().insert(name, value);
        }
        if !matches!(call.method, Method::GET | Method::HEAD | Method::DELETE) {
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(call.payload.len()));
        }
        *request.body_mut() = call.payload.body(meter);
        Ok((request, signature))
    }

    fn sign(&self, request: &ToSign<'_>, held: &Held) -> Signature {
        let time = self.skew.service_time();
        match &self.signing {
            SignatureVersion::V4 => {
                let key = held.day_key(&self.region, time);
                sign_v4::headers(request, &[], &held.credentials, &key, time)
            }
            SignatureVersion::V1 => sign_v1::headers(request, &held.credentials, time),
        }
    }

    /// Waits for `step`, but not longer than the network may be silent: `None`.
    async fn watched<T>(
        &self,
        call: &Call<'_>,
        meter: &Meter,
        step: impl Future<Output = T>,
    ) -> Option<T> {
        let sends = call.payload.is_content();
        let answer = self.answer_timeout * call.patience;
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
