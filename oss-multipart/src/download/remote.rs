//! Where the bytes of a download come from.

use std::ops::Range;
use std::sync::Arc;

use crate::bucket::Bucket;
use crate::error::{Error, ErrorKind};
use crate::link::{Found, Link};
use crate::object::{Object, ObjectInfo};
use crate::retry::RetryPolicy;
use crate::watch::Watch;

/// What is downloaded.
pub(super) enum Remote<'a> {
    Object { bucket: &'a Bucket, key: &'a str },
    Link(&'a Link),
}

impl Remote<'_> {
    /// What it is now.
    pub(super) async fn find(&self) -> Result<Found, Error> {
        match self {
            Self::Object { bucket, key } => {
                Ok(Found { info: bucket.head_object(key).await?, whole: None })
            }
            Self::Link(link) => link.find(None).await,
        }
    }

    /// A range of it, or all of it, if it still is what it was.
    pub(super) async fn open(
        &self,
        range: Option<Range<u64>>,
        then: &ObjectInfo,
        watch: &Arc<Watch>,
    ) -> Result<Object, Error> {
        let etag = then.etag.as_deref();
        let opened = match (self, range) {
            (Self::Object { bucket, key }, range) => {
                bucket.watched_by(watch).get_object(key, range, etag).await
            }
            (Self::Link(link), Some(range)) => link.range(&range, etag, Some(watch)).await,
            (Self::Link(link), None) => link.whole(Some(watch)).await,
        };
        let cause = match opened {
            Ok(object) if is_same(then, object.info()) => return Ok(object),
            // Not every server heeds the condition.
            Ok(_) => None,
            Err(error) if error.fault().is_some_and(|fault| fault.status == 412) => Some(error),
            Err(error) => return Err(error),
        };
        let message = format!("{} changed while it was downloaded; download it again", self.told());
        let changed = Error::new(ErrorKind::Source, message);
        Err(match cause {
            Some(cause) => changed.caused_by(cause),
            None => changed,
        })
    }

    pub(super) fn retry(&self) -> &RetryPolicy {
        match self {
            Self::Object { bucket, .. } => &bucket.inner().wire.retry,
            Self::Link(link) => &link.wire().retry,
        }
    }

    /// The name of the request that gives the bytes.
    pub(super) fn operation(&self) -> &'static str {
        match self {
            Self::Object { .. } => "GetObject",
            Self::Link(_) => "GET",
        }
    }

    /// Its bucket and key, as notes have them. A link has no bucket.
    pub(super) fn place(&self) -> (&str, &str) {
        match self {
            Self::Object { bucket, key } => (bucket.name(), key),
            Self::Link(link) => ("", link.name()),
        }
    }

    /// `the object a/b`, for sentences.
    pub(super) fn told(&self) -> String {
        match self {
            Self::Object { key, .. } => format!("the object {key}"),
            Self::Link(link) => format!("the file behind {}", link.name()),
        }
    }
}

/// As far as both answers tell.
fn is_same(then: &ObjectInfo, now: &ObjectInfo) -> bool {
    let same_etag = match (&then.etag, &now.etag) {
        (Some(then), Some(now)) => then == now,
        _ => true,
    };
    same_etag && now.size == then.size
}
