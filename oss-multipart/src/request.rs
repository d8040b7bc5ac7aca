//! Any call of the service: for what the other methods of [`Bucket`] do not send or tell.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Method, Response, StatusCode};

use crate::answer::Answer;
use crate::bucket::Bucket;
use crate::call::Call;
use crate::crc64::Crc64;
use crate::error::{Error, ErrorKind};
use crate::headers::{Pairs, checked};
use crate::payload::{Body, Payload};

/// A request with parameters and headers of the caller's; sent by [`Bucket::send`] or
/// [`Bucket::open`], signed by [`Bucket::presign`].
///
/// ```no_run
/// use oss_multipart::{Bucket, Request};
///
/// # async fn tag(bucket: &Bucket) -> Result<(), oss_multipart::Error> {
/// let request = Request::new("GetObjectTagging", "GET".try_into().unwrap())
///     .key("full.tar.gz")
///     .query("tagging", "");
/// let reply = bucket.send(request).await?;
/// println!("{} {}", reply.status, String::from_utf8_lossy(&reply.body));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Request {
    operation: &'static str,
    method: Method,
    key: Option<String>,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Content,
}

#[derive(Debug)]
enum Content {
    Nothing,
    Text(String),
    Bytes(Body),
}

/// A whole answer that was a success.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reply {
    /// HTTP status, 200 to 299.
    pub status: u16,
    /// All of them.
    pub headers: HeaderMap,
    /// Up to 8 MiB.
    pub body: Bytes,
    /// CRC-64/XZ of the bytes that were sent by [`Request::body`]. The service's own, if the
    /// answer tells one, equals it.
    pub crc64: Option<u64>,
}

/// A successful answer whose body is still to come. Dropping it ends the reading.
pub struct Incoming {
    status: StatusCode,
    headers: HeaderMap,
    stream: Response,
    crc64: Crc64,
    stall_timeout: Duration,
}

impl Request {
    /// A request about the bucket. `operation` is the service's name for it, such as
    /// `GetBucketInfo`, for errors and logs.
    pub fn new(operation: &'static str, method: Method) -> Self {
        Self {
            operation,
            method,
            key: None,
            query: Vec::new(),
            headers: Vec::new(),
            body: Content::Nothing,
        }
    }

    /// About this object.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// One more parameter; an empty value leaves its name alone.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// One more header. Those that sign a request or say how long it is, are not the caller's.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Content, whose CRC-64 is compared with the service's if that tells one.
    pub fn body(mut self, body: Body) -> Self {
        self.body = Content::Bytes(body);
        self
    }

    /// A document, such as XML.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.body = Content::Text(text.into());
        self
    }

    fn call<'a>(&'a self) -> Result<Call<'a>, Error> {
        let mut call = Call::of_bucket(self.operation, self.method.clone());
        call.key = self.key.as_deref();
        for (name, value) in &self.query {
            call.query.push((name.clone().into(), value.clone()));
            match name.as_str() {
                "uploadId" => call.upload_id = Some(value),
                "partNumber" => call.part = value.parse().ok(),
                _ => {}
            }
        }
        call.headers = self.checked_headers()?;
        // The service joins up to 10,000 parts meanwhile.
        if self.method == Method::POST && call.upload_id.is_some() {
            call.patience = 5;
        }
        Ok(call)
    }

    pub(crate) fn checked_headers(&self) -> Result<Pairs, Error> {
        let mut pairs = Pairs::with_capacity(self.headers.len());
        for (name, value) in &self.headers {
            let name = name.to_ascii_lowercase();
            if OURS.contains(&name.as_str()) {
                let message = format!("the header {name} is set by the client itself");
                return Err(Error::new(ErrorKind::Input, message));
            }
            let value = match value.is_empty() {
                true => String::new(),
                false => checked(&name, value)?,
            };
            pairs.push((Cow::Owned(name), value));
        }
        Ok(pairs)
    }

    pub(crate) fn parts(&self) -> (&Method, Option<&str>, &[(String, String)]) {
        (&self.method, self.key.as_deref(), &self.query)
    }
}

/// Headers that a request gets when it is signed and sent.
const OURS: [&str; 8] = [
    "authorization",
    "connection",
    "content-length",
    "date",
    "host",
    "transfer-encoding",
    "x-oss-content-sha256",
    "x-oss-security-token",
];

impl Bucket {
    /// Sends a request and reads its answer.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] for what cannot be sent, `Source`, `Credentials`, `Refused`, `Service`,
    /// `Network`; `Integrity` if the service read something else every time, `AlreadyExists` with
    /// forbid-overwrite, `Callback` with a callback.
    pub async fn send(&self, mut request: Request) -> Result<Reply, Error> {
        let payload = self.payload(&mut request)?;
        let mut call = request.call()?;
        call.payload = payload;
        self.ask(&call, |answer: Answer| {
            Ok(Reply {
                status: answer.status.as_u16(),
                headers: answer.headers,
                body: answer.body,
                crc64: answer.crc64,
            })
        })
        .await
    }

    /// Sends a request and leaves the body of its answer to be read as it comes.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn open(&self, mut request: Request) -> Result<Incoming, Error> {
        let payload = self.payload(&mut request)?;
        let mut call = request.call()?;
        call.payload = payload;
        call.streams = true;
        let stall_timeout = self.inner().wire.stall_timeout;
        self.ask(&call, |answer: Answer| {
            let (status, headers) = (answer.status, answer.headers);
            let stream = answer.stream.ok_or("was answered without a body")?;
            Ok(Incoming { status, headers, stream, crc64: Crc64::new(), stall_timeout })
        })
        .await
    }

    fn payload(&self, request: &mut Request) -> Result<Payload, Error> {
        match std::mem::replace(&mut request.body, Content::Nothing) {
            Content::Nothing => Ok(Payload::Nothing),
            Content::Text(text) => Ok(Payload::Text(text)),
            Content::Bytes(body) => body.payload(&self.inner().pool, self.watch.as_ref()),
        }
    }
}

impl Incoming {
    /// HTTP status, 200 to 299.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// All of them.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// CRC-64/XZ of the bytes that have come so far.
    pub fn crc64(&self) -> u64 {
        self.crc64.value()
    }

    /// The next bytes, or `None` when all have come. What was read before an error is good.
    ///
    /// # Errors
    /// [`ErrorKind::Network`] if the connection broke, or nothing came for the stall timeout.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        let failed =
            |what| Error::new(ErrorKind::Network, format!("the answer {what}")).retryable();
        match tokio::time::timeout(self.stall_timeout, self.stream.chunk()).await {
            Ok(Ok(chunk)) => {
                self.crc64.update(chunk.as_deref().unwrap_or_default());
                Ok(chunk)
            }
            Ok(Err(error)) => {
                Err(failed("broke off before its end").caused_by(error.without_url()))
            }
            Err(_) => Err(failed("stalled: nothing came for too long")),
        }
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Incoming").field("status", &self.status).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_the_client_s_own_are_refused() {
        let refused = |name: &str, value: &str| {
            let request = Request::new("PutObject", Method::PUT).header(name, value);
            request.checked_headers().unwrap_err().to_string()
        };
        assert_eq!(
            refused("Authorization", "OSS a:b"),
            "the header authorization is set by the client itself"
        );
        assert_eq!(
            refused("x-oss-meta-a", "a\nb"),
            "the header x-oss-meta-a has a control character in its value"
        );
        let request = Request::new("PutObject", Method::PUT).header("X-OSS-Meta-A", "");
        assert_eq!(request.checked_headers().unwrap(), [("x-oss-meta-a".into(), String::new())]);
    }

    #[test]
    fn a_request_is_told_by_its_upload_and_part() {
        let request = Request::new("UploadPart", Method::PUT).query("uploadId", "U1");
        let request = request.query("partNumber", "3").key("k");
        let call = request.call().unwrap();
        assert_eq!(call.subject(), "UploadPart of part 3 of upload U1");
    }
}
