//! The low floor: one call of the service each.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Method;
use serde::de::DeserializeOwned;

use crate::body::{Pool, Slice};
use crate::builder::{BucketBuilder, SignatureVersion};
use crate::call::{Answer, Call, Payload, crc64_of, text_of};
use crate::clock::Skew;
use crate::endpoint::Place;
use crate::error::{Error, ErrorKind};
use crate::failure::Failure;
use crate::object::{Object, ObjectHeaders, ObjectInfo};
use crate::origin::Origin;
use crate::plan::MAX_PARTS;
use crate::retry::RetryPolicy;
use crate::source::{Kind, Source};
use crate::token::Keys;
use crate::watch::Watch;
use crate::xml;

/// One bucket, and whoever may use it. Cheap to clone; clones share connections and credentials.
///
/// Each method is one call of the service, repeated as the [`RetryPolicy`] says, signed anew each
/// time. They clean nothing up: that is what [`Uploader`](crate::Uploader) does on top of them.
#[derive(Clone)]
pub struct Bucket {
    inner: Arc<Inner>,
    /// The upload that these calls are made for.
    pub(crate) watch: Option<Arc<Watch>>,
}

pub(crate) struct Inner {
    pub(crate) place: Place,
    pub(crate) region: String,
    pub(crate) signing: SignatureVersion,
    pub(crate) keys: Keys,
    pub(crate) client: reqwest::Client,
    pub(crate) retry: RetryPolicy,
    pub(crate) skew: Skew,
    pub(crate) pool: Pool,
    pub(crate) stall_timeout: Duration,
    pub(crate) answer_timeout: Duration,
}

/// A multipart upload that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InitiatedUpload {
    /// The service's name for the upload.
    pub upload_id: String,
    /// The request's id.
    pub request_id: Option<String>,
}

/// A part that the service has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadedPart {
    /// 1 to 10,000.
    pub number: u32,
    /// Without quotes.
    pub etag: String,
    /// Bytes.
    pub size: u64,
    /// CRC-64/XZ of the bytes that were read.
    pub crc64: u64,
    /// Whether the service confirmed that value.
    pub verified: bool,
    /// The service asks for fewer requests at a time, and for this pause before more are sent.
    pub slow_down: Option<Duration>,
}

/// One page of the parts that the service has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PartsPage {
    /// In ascending order.
    pub parts: Vec<ListedPart>,
    /// What to pass as `marker` for the next page, if there is one.
    pub next_marker: Option<u32>,
}

/// A part as the service lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListedPart {
    /// 1 to 10,000.
    pub number: u32,
    /// Without quotes.
    pub etag: String,
    /// Bytes.
    pub size: u64,
    /// CRC-64/XZ, if the service tells it.
    pub crc64: Option<u64>,
}

/// An upload that became an object.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompletedUpload {
    /// The object's, without quotes.
    pub etag: String,
    /// CRC-64/XZ of the whole object, if the service tells it.
    pub crc64: Option<u64>,
    /// The request's id.
    pub request_id: Option<String>,
}

impl Bucket {
    /// Settings for the bucket of this name.
    ///
    /// `endpoint` is a host with an optional port, such as `oss-cn-hangzhou.aliyuncs.com`, which
    /// means HTTPS, or a URL of one.
    pub fn builder(endpoint: &str, bucket: &str) -> BucketBuilder {
        BucketBuilder::new(endpoint, bucket)
    }

    /// The bucket's name.
    pub fn name(&self) -> &str {
        self.inner.place.bucket()
    }

    /// InitiateMultipartUpload: begins an upload that is to become the object `key`.
    ///
    /// If an answer is lost or cannot be read, the request is repeated. The upload whose id never
    /// arrived then stays on the server, without parts, and nobody here can know of it: list and
    /// abort such uploads from time to time, or let a lifecycle rule do it.
    ///
    /// # Errors
    /// Any [`ErrorKind`] but `Source` and `Integrity`.
    pub async fn initiate_multipart_upload(
        &self,
        key: &str,
        headers: &ObjectHeaders,
    ) -> Result<InitiatedUpload, Error> {
        let mut call = Call::new("InitiateMultipartUpload", Method::POST, key).query("uploads", "");
        call.headers = headers.pairs();
        self.ask(&call, |answer| {
            let initiated: xml::Initiated = parsed(&answer)?;
            let upload_id = initiated.upload_id;
            if upload_id.is_empty() {
                return Err("was confirmed without an upload id");
            }
            Ok(InitiatedUpload { upload_id, request_id: request_id(&answer) })
        })
        .await
    }

    /// UploadPart: sends a range of the source as part `number`. Sent again, it replaces the
    /// part of that number.
    ///
    /// # Errors
    /// Any [`ErrorKind`] but `Config`; `Integrity` if the service read something else every time.
    pub async fn upload_part(
        &self,
        key: &str,
        upload_id: &str,
        number: u32,
        source: &Source,
        range: Range<u64>,
    ) -> Result<UploadedPart, Error> {
        let Kind::Known(origin) = &source.0 else {
            let message = "a reader has no ranges that can be sent as parts";
            return Err(Error::new(ErrorKind::Input, message));
        };
        self.send_part(key, upload_id, number, origin, range).await
    }

    pub(crate) async fn send_part(
        &self,
        key: &str,
        upload_id: &str,
        number: u32,
        origin: &Origin,
        range: Range<u64>,
    ) -> Result<UploadedPart, Error> {
        if number == 0 || u64::from(number) > MAX_PARTS {
            let message = format!("there is no part {number}: parts count from 1 to {MAX_PARTS}");
            return Err(Error::new(ErrorKind::Input, message));
        }
        if range.start > range.end || range.end > origin.len() {
            let message = format!("the source has no bytes {range:?}");
            return Err(Error::new(ErrorKind::Input, message));
        }
        let size = range.end - range.start;
        let mut call = Call::new("UploadPart", Method::PUT, key)
            .query("partNumber", number.to_string())
            .upload(upload_id);
        call.part = Some(number);
        let (origin, pool) = (origin.clone(), self.inner.pool.clone());
        call.payload = Payload::Part(Slice { origin, range, pool, watch: self.watch.clone() });
        let answer = self.run(&call).await?;
        Ok(UploadedPart {
            number,
            etag: etag_of(&call, &answer)?,
            size,
            // Always there after a part was sent.
            crc64: answer.crc64.unwrap_or_default(),
            verified: crc64_of(&answer.headers).is_some(),
            slow_down: answer.slow_down,
        })
    }

    /// ListParts: up to 1,000 parts with numbers above `marker`.
    ///
    /// # Errors
    /// Any [`ErrorKind`] but `Source` and `Integrity`.
    pub async fn list_parts(
        &self,
        key: &str,
        upload_id: &str,
        marker: Option<u32>,
    ) -> Result<PartsPage, Error> {
        let mut call = Call::new("ListParts", Method::GET, key).upload(upload_id);
        if let Some(marker) = marker {
            call = call.query("part-number-marker", marker.to_string());
        }
        let page: xml::Parts = self.ask(&call, |answer| parsed(&answer)).await?;
        let parts = page.parts.into_iter().map(|part| ListedPart {
            number: part.part_number,
            etag: unquoted(&part.etag),
            size: part.size,
            crc64: part.crc64,
        });
        Ok(PartsPage {
            parts: parts.collect(),
            next_marker: page.next_part_number_marker.filter(|_| page.is_truncated),
        })
    }

    /// CompleteMultipartUpload: joins these parts, by number and ETag in ascending order, into the
    /// object.
    ///
    /// The service goes on working when the connection breaks. An error for which
    /// [`may_have_taken_effect`](Error::may_have_taken_effect) holds leaves open whether the object
    /// is there: `NoSuchUpload` is then how the service answers the repetition of a success.
    ///
    /// # Errors
    /// Any [`ErrorKind`] but `Source` and `Integrity`.
    pub async fn complete_multipart_upload<'a>(
        &self,
        key: &str,
        upload_id: &str,
        parts: impl IntoIterator<Item = (u32, &'a str)>,
    ) -> Result<CompletedUpload, Error> {
        let mut call = Call::new("CompleteMultipartUpload", Method::POST, key).upload(upload_id);
        call.headers.push(("content-type", "application/xml".to_owned()));
        call.payload = Payload::Text(xml::part_list(parts));
        call.patience = 5;
        self.ask(&call, |answer| {
            let completed: xml::Completed = parsed(&answer)?;
            Ok(CompletedUpload {
                etag: unquoted(&completed.etag),
                crc64: crc64_of(&answer.headers),
                request_id: request_id(&answer),
            })
        })
        .await
    }

    /// AbortMultipartUpload: drops an upload and its parts. A part that is being sent meanwhile
    /// may be kept, so end those first.
    ///
    /// # Errors
    /// Any [`ErrorKind`] but `Source` and `Integrity`.
    pub async fn abort_multipart_upload(&self, key: &str, upload_id: &str) -> Result<(), Error> {
        let call = Call::new("AbortMultipartUpload", Method::DELETE, key).upload(upload_id);
        match self.run(&call).await {
            // The answer to the first try was lost.
            Err(error) if error.may_have_taken_effect() && error.has_code("NoSuchUpload") => Ok(()),
            outcome => outcome.map(drop),
        }
    }

    /// HeadObject: what the service says of an object.
    ///
    /// # Errors
    /// Any [`ErrorKind`] but `Source` and `Integrity`; `Refused` with status 404 if there is none.
    pub async fn head_object(&self, key: &str) -> Result<ObjectInfo, Error> {
        let call = Call::new("HeadObject", Method::HEAD, key);
        let answer = self.run(&call).await?;
        ObjectInfo::of(&answer.headers).ok_or_else(|| senseless(&call, "has no length"))
    }

    /// GetObject: an object's bytes, whole or a range of them, as they come.
    ///
    /// # Errors
    /// Any [`ErrorKind`] but `Source` and `Integrity`.
    pub async fn get_object(&self, key: &str, range: Option<Range<u64>>) -> Result<Object, Error> {
        let mut call = Call::new("GetObject", Method::GET, key);
        if let Some(range) = range {
            if range.is_empty() {
                let message = format!("the range {range:?} is empty");
                return Err(Error::new(ErrorKind::Input, message));
            }
            let range = format!("bytes={}-{}", range.start, range.end - 1);
            call.headers.push(("range", range));
            // Without it the service sends the whole object if the range exceeds it.
            call.headers.push(("x-oss-range-behavior", "standard".to_owned()));
        }
        call.streams = true;
        let answer = self.run(&call).await?;
        let info = ObjectInfo::of(&answer.headers);
        match (info, answer.stream) {
            (Some(info), Some(stream)) => Ok(Object::new(info, stream, self.inner.stall_timeout)),
            _ => Err(senseless(&call, "has no length")),
        }
    }

    /// DeleteObject: removes an object; no error if there is none.
    ///
    /// # Errors
    /// Any [`ErrorKind`] but `Source` and `Integrity`.
    pub async fn delete_object(&self, key: &str) -> Result<(), Error> {
        self.run(&Call::new("DeleteObject", Method::DELETE, key)).await.map(drop)
    }

    pub(crate) fn new(inner: Inner) -> Self {
        Self { inner: Arc::new(inner), watch: None }
    }

    /// The same bucket, whose calls report to an upload.
    pub(crate) fn watched_by(&self, watch: &Arc<Watch>) -> Self {
        Self { inner: Arc::clone(&self.inner), watch: Some(Arc::clone(watch)) }
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }
}

impl fmt::Debug for Bucket {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(out)
    }
}

impl fmt::Debug for Inner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Bucket")
            .field("place", &self.place)
            .field("region", &self.region)
            .field("signature_version", &self.signing)
            .field("keys", &self.keys)
            .finish_non_exhaustive()
    }
}

fn etag_of(call: &Call<'_>, answer: &Answer) -> Result<String, Error> {
    let etag = text_of(&answer.headers, "etag").map(unquoted);
    etag.ok_or_else(|| senseless(call, "was confirmed without an ETag"))
}

pub(crate) fn unquoted(etag: &str) -> String {
    etag.trim_matches('"').to_owned()
}

fn request_id(answer: &Answer) -> Option<String> {
    text_of(&answer.headers, "x-oss-request-id").map(str::to_owned)
}

/// The document in an answer. What the parser says of one it cannot read may repeat what is in it,
/// so that is told to nobody.
fn parsed<T: DeserializeOwned>(answer: &Answer) -> Result<T, &'static str> {
    xml::parse(&answer.body).map_err(|_| "got an answer that cannot be read")
}

fn senseless(call: &Call<'_>, what: &str) -> Error {
    Failure::of_nonsense(call, what).error
}
