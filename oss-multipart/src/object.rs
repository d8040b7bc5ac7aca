//! Objects as the service has them.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::Response;
use reqwest::header::HeaderMap;

use crate::answer::{crc64_of, text_of, unquoted};
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
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let range_total =
            text_of(headers, "content-range").and_then(|range| range.split('/').nth(1));
        let size = range_total.or_else(|| text_of(headers, "content-length"))?.parse().ok()?;
        Some(Self {
            size,
            etag: text_of(headers, "etag").map(unquoted),
            crc64: crc64_of(headers),
            request_id: text_of(headers, "x-oss-request-id").map(str::to_owned),
        })
    }
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
    /// `len` bytes of it.
    pub(crate) fn new(
        info: ObjectInfo,
        stream: Response,
        len: u64,
        stall_timeout: Duration,
    ) -> Self {
        Self { info, stream, left: len, stall_timeout }
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
