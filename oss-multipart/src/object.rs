//! Objects as the service has them.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::time::Duration;

use bytes::Bytes;
use reqwest::Response;
use reqwest::header::HeaderMap;

use crate::answer::{Answer, Senseless, crc64_of, text_of, unquoted};
use crate::error::{Error, ErrorKind};

/// What the service says of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ObjectInfo {
    /// Bytes of the whole object.
    pub size: u64,
    /// Without quotes.
    pub etag: Option<String>,
    /// CRC-64/XZ of the whole object, if the service tells it.
    pub crc64: Option<u64>,
    /// The request's id.
    pub request_id: Option<String>,
}

impl ObjectInfo {
    /// As an answer's headers tell; `size` if they do not tell that.
    pub(crate) fn of(headers: &HeaderMap, size: Option<u64>) -> Result<Self, Senseless> {
        let range_total =
            text_of(headers, "content-range").and_then(|range| range.split('/').nth(1));
        let told = range_total.or_else(|| text_of(headers, "content-length"));
        let told = told.and_then(|size| size.parse().ok());
        let size = told.or(size).ok_or("was answered without the object's length")?;
        Ok(Self {
            size,
            etag: text_of(headers, "etag").map(unquoted),
            crc64: crc64_of(headers),
            request_id: text_of(headers, "x-oss-request-id").map(str::to_owned),
        })
    }
}

/// The range that an answer holds, if it says that it holds one.
fn given(headers: &HeaderMap) -> Option<Range<u64>> {
    let range = text_of(headers, "content-range")?.strip_prefix("bytes ")?;
    let (first, last) = range.split('/').next()?.split_once('-')?;
    let (first, last): (u64, u64) = (first.parse().ok()?, last.parse().ok()?);
    (first <= last).then_some(first..last.checked_add(1)?)
}

/// The header that asks for a range, which must not be empty.
pub(crate) fn range(range: &Range<u64>) -> (Cow<'static, str>, String) {
    ("range".into(), format!("bytes={}-{}", range.start, range.end - 1))
}

/// The header that asks for the object of this ETag alone.
pub(crate) fn if_match(etag: &str) -> (Cow<'static, str>, String) {
    ("if-match".into(), format!("\"{etag}\""))
}

/// An object that is being read. Dropping it ends the reading.
pub struct Object {
    info: ObjectInfo,
    stream: Response,
    /// Bytes that are still to come.
    left: u64,
    stall_timeout: Duration,
}

impl Object {
    /// What was asked for: all, or a range of it. `size` if the answer does not tell that.
    pub(crate) fn of(
        answer: Answer,
        range: Option<&Range<u64>>,
        size: Option<u64>,
        stall_timeout: Duration,
    ) -> Result<Self, Senseless> {
        let info = ObjectInfo::of(&answer.headers, size)?;
        let all = 0..info.size;
        let (expected, given) = match (range, given(&answer.headers)) {
            // The service sends what there is of it.
            (Some(range), given) => (range.start..range.end.min(info.size), given),
            (None, given) => (all.clone(), given.or(Some(all))),
        };
        if given.as_ref() != Some(&expected) {
            return Err("was answered with other bytes than those asked for");
        }
        let stream = answer.stream.ok_or("was answered without a body")?;
        Ok(Self { info, stream, left: expected.end - expected.start, stall_timeout })
    }

    /// What the service says of it.
    pub fn info(&self) -> &ObjectInfo {
        &self.info
    }

    /// The next bytes, or `None` when all of the object or the range have come. What was read
    /// before an error is good.
    ///
    /// # Errors
    /// [`ErrorKind::Network`] if the connection broke, nothing came for the stall timeout, or the
    /// answer held fewer bytes or more than it said.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        let failed = |what| Error::new(ErrorKind::Network, format!("GetObject {what}")).retryable();
        match tokio::time::timeout(self.stall_timeout, self.stream.chunk()).await {
            Ok(Ok(Some(chunk))) if chunk.len() as u64 > self.left => {
                Err(failed("gave more bytes than it said; check the network"))
            }
            Ok(Ok(None)) if self.left > 0 => {
                Err(failed("ended before its time; check the network"))
            }
            Ok(Ok(chunk)) => {
                self.left -= chunk.as_ref().map_or(0, |chunk| chunk.len() as u64);
                Ok(chunk)
            }
            Ok(Err(error)) => {
                Err(failed("broke off before the end").caused_by(error.without_url()))
            }
            Err(_) => Err(failed("stalled: nothing came for too long")),
        }
    }
}

impl fmt::Debug for Object {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Object").field(&self.info).finish()
    }
}
