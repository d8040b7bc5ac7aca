//! A successful answer, and what the calls read out of it.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;

use crate::xml;

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The answer itself if the call streams, with its body unread.
    pub(crate) stream: Option<Response>,
    /// CRC-64 of what was sent.
    pub(crate) crc64: Option<u64>,
    /// The service carried it out, but asks for fewer requests: how long it would have one wait.
    pub(crate) slow_down: Option<Duration>,
}

/// Why an answer makes no sense, to go after the name of the call.
pub(crate) type Senseless = &'static str;

pub(crate) const NO_ETAG: Senseless = "was confirmed without an ETag";

impl Answer {
    /// The document in it. What the parser says of one it cannot read may repeat what is in it,
    /// so that is told to nobody.
    pub(crate) fn document<T: DeserializeOwned>(&self) -> Result<T, Senseless> {
        xml::parse(&self.body).map_err(|_| "got an answer that cannot be read")
    }

    pub(crate) fn etag(&self) -> Option<String> {
        text_of(&self.headers, "etag").map(unquoted).filter(|etag| !etag.is_empty())
    }

    pub(crate) fn request_id(&self) -> Option<String> {
        text_of(&self.headers, "x-oss-request-id").map(str::to_owned)
    }

    /// What the service has of the bytes that were sent or asked for.
    pub(crate) fn told_crc64(&self) -> Option<u64> {
        crc64_of(&self.headers)
    }
}

pub(crate) fn crc64_of(headers: &HeaderMap) -> Option<u64> {
    text_of(headers, "x-oss-hash-crc64ecma")?.parse().ok()
}

pub(crate) fn text_of<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

pub(crate) fn unquoted(etag: &str) -> String {
    etag.trim_matches('"').to_owned()
}
