//! The low floor: one call of the service each.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::Method;

use crate::answer::NO_ETAG;
use crate::body::Pool;
use crate::builder::{BucketBuilder, SignatureVersion};
use crate::call::{Call, Wire};
use crate::clock::Skew;
use crate::credentials::Credentials;
use crate::endpoint::{Network, Place};
use crate::error::{Error, ErrorKind};
use crate::headers::ObjectHeaders;
use crate::object::{self, Object, ObjectInfo};
use crate::payload::Body;
use crate::rate::RateLimit;
use crate::token::Keys;
use crate::watch::{Event, Listener, Watch};

/// One bucket, and whoever may use it. Cheap to clone; clones share connections and credentials.
///
/// Each method is one call of the service, repeated as its [policy](crate::RetryPolicy) says, signed
/// anew each time. They clean nothing up: that is what [`Uploader`](crate::Uploader) does on top of them.
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
    pub(crate) wire: Arc<Wire>,
    pub(crate) skew: Arc<Skew>,
    pub(crate) pool: Pool,
    /// Bits per second.
    pub(crate) traffic_limit: Option<u64>,
}

/// An object that was put in one request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PutOutcome {
    /// The object's, without quotes.
    pub etag: String,
    /// Bytes.
    pub size: u64,
    /// CRC-64/XZ of the bytes that were read.
    pub crc64: u64,
    /// Whether the service confirmed that value.
    pub verified: bool,
    /// The request's id.
    pub request_id: Option<String>,
    /// With a [`Callback`](crate::Callback): what its server answered.
    pub callback_answer: Option<Bytes>,
}

impl Bucket {
    /// Settings for the bucket of this name.
    ///
    /// `endpoint` is a host with an optional port, such as `oss-cn-hangzhou.aliyuncs.com`, which
    /// means HTTPS, or a URL of one.
    pub fn builder(endpoint: &str, bucket: &str) -> BucketBuilder {
        BucketBuilder::new(endpoint, bucket)
    }

    /// Settings for the bucket of this name in a region of the service, such as `cn-hangzhou`,
    /// which also is the one that V4 signatures name.
    pub fn in_region(region: &str, network: Network, bucket: &str) -> BucketBuilder {
        BucketBuilder::new(&network.host(region), bucket).region(region)
    }

    /// The bucket's name.
    pub fn name(&self) -> &str {
        self.inner.place.bucket()
    }

    /// PutObject: writes an object of up to 5 GiB in one request, replacing what has that name.
    ///
    /// The service's CRC-64 of it is compared with ours. If they differ every time, or the answer
    /// is lost, an object may be there that is not what was sent.
    ///
    /// ```no_run
    /// use oss_multipart::{Body, Bucket, Credentials, Network, ObjectHeaders, StorageClass};
    ///
    /// # async fn put() -> Result<(), oss_multipart::Error> {
    /// let bucket = Bucket::in_region("cn-hangzhou", Network::Internal, "my-backups")
    ///     .credentials(Credentials::new("LTAI…", "…"))
    ///     .build()?;
    /// let headers = ObjectHeaders::new()
    ///     .storage_class(StorageClass::InfrequentAccess)
    ///     .tag("server", "db-1")
    ///     .forbid_overwrite(true);
    /// bucket.put_object("mysql/checksums.txt", Body::bytes("…"), &headers).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Input`] for what cannot be sent, `Source`, `Credentials`, `Refused`, `Service`,
    /// `Network`; `Integrity` if the service read something else every time, `AlreadyExists` with
    /// forbid-overwrite, `Callback` with a callback.
    pub async fn put_object(
        &self,
        key: &str,
        body: Body,
        headers: &ObjectHeaders,
    ) -> Result<PutOutcome, Error> {
        let size = body.len();
        let mut call = Call::new("PutObject", Method::PUT, key);
        call.headers = headers.of_put()?;
        call.headers.extend(self.traffic_limit());
        call.payload = body.payload(&self.inner.pool, None)?;
        self.ask(&call, |answer| {
            Ok(PutOutcome {
                etag: answer.etag().ok_or(NO_ETAG)?,
                size,
                // Always there after something was sent.
                crc64: answer.crc64.unwrap_or_default(),
                verified: answer.told_crc64().is_some(),
                request_id: answer.request_id(),
                callback_answer: call.has_callback().then(|| answer.body.clone()),
            })
        })
        .await
    }

    /// HeadObject: what the service says of an object.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] for what cannot be sent, `Credentials`, `Service`, `Network`; `Refused` with status 404 if there is none.
    pub async fn head_object(&self, key: &str) -> Result<ObjectInfo, Error> {
        let call = Call::new("HeadObject", Method::HEAD, key);
        self.ask(&call, |answer| ObjectInfo::of(&answer.headers, None)).await
    }

    /// GetObject: an object's bytes, whole or a range of them, as they come; with `if_match` only
    /// those of the object that has this ETag.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] for what cannot be sent, `Credentials`, `Service`, `Network`; `Refused` with status 412 if the ETag is
    /// another one, with status 416 if the object ends before the range begins.
    pub async fn get_object(
        &self,
        key: &str,
        range: Option<Range<u64>>,
        if_match: Option<&str>,
    ) -> Result<Object, Error> {
        let mut call = Call::new("GetObject", Method::GET, key);
        if let Some(range) = &range {
            if range.is_empty() {
                let message = format!("the range {range:?} is empty");
                return Err(Error::new(ErrorKind::Input, message));
            }
            call.headers.push(object::range(range));
            // Without it the service sends the whole object if the range exceeds it.
            call.headers.push(("x-oss-range-behavior".into(), "standard".to_owned()));
        }
        if let Some(etag) = if_match {
            call.headers.push(object::if_match(etag));
        }
        call.streams = true;
        let stall_timeout = self.inner.wire.stall_timeout;
        self.ask(&call, |answer| Object::of(answer, range.as_ref(), None, stall_timeout)).await
    }

    /// DeleteObject: removes an object; no error if there is none.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] for what cannot be sent, `Credentials`, `Refused`, `Service`, `Network`.
    pub async fn delete_object(&self, key: &str) -> Result<(), Error> {
        self.run(&Call::new("DeleteObject", Method::DELETE, key)).await.map(drop)
    }

    /// The same bucket over the same connections, signed for with other credentials.
    pub fn with_credentials(&self, credentials: Credentials) -> Self {
        let inner = &self.inner;
        let keys = match inner.signing {
            SignatureVersion::Unsigned => Keys::none(),
            _ => Keys::fixed(credentials),
        };
        let inner = Inner {
            place: inner.place.clone(),
            region: inner.region.clone(),
            signing: inner.signing,
            keys,
            wire: Arc::clone(&inner.wire),
            skew: Arc::clone(&inner.skew),
            pool: inner.pool.clone(),
            traffic_limit: inner.traffic_limit,
        };
        Self { inner: Arc::new(inner), watch: self.watch.clone() }
    }

    /// The same bucket, whose calls tell what happens: progress after every 64 KiB of a
    /// [`Body`] in memory or of a file, repetitions, keys. Called from the threads that send: it
    /// must return soon, and not panic.
    pub fn on_event(&self, listener: impl Fn(&Event) + Send + Sync + 'static) -> Self {
        let listener: Listener = Arc::new(listener);
        let watch = Watch::new(None, None, RateLimit::unlimited(), Some(listener));
        self.watched_by(&Arc::new(watch))
    }

    pub(crate) fn traffic_limit(&self) -> Option<(Cow<'static, str>, String)> {
        let limit = self.inner.traffic_limit?;
        Some(("x-oss-traffic-limit".into(), limit.to_string()))
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
