//! One range of an object on its way into the file.

use std::ops::Range;
use std::time::Instant;

use super::target::Target;
use crate::bucket::Bucket;
use crate::crc64::Crc64;
use crate::error::{Error, ErrorKind};
use crate::object::{Object, ObjectInfo};
use crate::retry::{self, Cause, Decision, History};
use crate::watch::Watch;

/// What is written at once: small enough to be nothing in memory, large enough to be worth the
/// change of threads.
const STRETCH: usize = 256 * 1024;
const OPERATION: &str = "GetObject";

/// What all ranges of a download share.
pub(super) struct Fetch<'a> {
    pub(super) bucket: &'a Bucket,
    pub(super) key: &'a str,
    pub(super) info: &'a ObjectInfo,
    pub(super) target: &'a Target,
    pub(super) watch: &'a Watch,
}

/// How far a range is.
struct Reached {
    at: u64,
    /// Of the bytes before that.
    crc: Crc64,
}

impl Fetch<'_> {
    /// Brings a range into the file: its CRC-64. A connection that breaks is one failed try, and
    /// all that came before it is kept; the count begins anew when bytes have come.
    pub(super) async fn range(&self, number: u32, range: Range<u64>) -> Result<u64, Error> {
        let begun = Instant::now();
        let mut reached = Reached { at: range.start, crc: Crc64::new() };
        let mut failures = 0;
        while reached.at < range.end {
            let from = reached.at;
            let broken = self.go_on(&mut reached, range.end).await?;
            let Some(error) = broken.filter(|_| reached.at < range.end) else { break };
            failures = if reached.at > from { 1 } else { failures + 1 };
            let history = History { failures, elapsed: begun.elapsed(), ..History::default() };
            let policy = &self.bucket.inner().retry;
            let decision = retry::decide(Cause::Broken, &history, None, policy, fastrand::f64());
            let Decision::Retry { after, .. } = decision else { return Err(error) };
            tracing::warn!(
                operation = OPERATION,
                part = number,
                at = reached.at,
                failures,
                after_ms = after.as_millis() as u64,
                "trying again where it broke off"
            );
            // What came is kept.
            self.watch.failed(0);
            self.watch.retry(OPERATION, Some(number), &error, after);
            tokio::time::sleep(after).await;
        }
        Ok(reached.crc.value())
    }

    /// From where it is to the end, unless the answer breaks off: why.
    async fn go_on(&self, reached: &mut Reached, end: u64) -> Result<Option<Error>, Error> {
        let mut object = self.open(reached.at..end).await?;
        let mut broken = None;
        while reached.at < end && broken.is_none() {
            let mut stretch = Vec::new();
            let mut len = 0;
            while len < STRETCH && broken.is_none() {
                match object.chunk().await {
                    Ok(Some(chunk)) if chunk.len() as u64 <= end - reached.at - len as u64 => {
                        self.watch.rate_limit.take(chunk.len(), || {}).await;
                        self.watch.sent(chunk.len() as u64);
                        len += chunk.len();
                        stretch.push(chunk);
                    }
                    Ok(Some(_)) => {
                        broken = Some(self.broken("gave more bytes than were asked for"))
                    }
                    Ok(None) if reached.at + len as u64 == end => break,
                    Ok(None) => broken = Some(self.broken("ended before its time")),
                    Err(error) => broken = Some(error),
                }
            }
            for chunk in &stretch {
                reached.crc.update(chunk);
            }
            self.target.write(stretch, reached.at).await?;
            reached.at += len as u64;
        }
        Ok(broken)
    }

    /// The answer that holds this range of the object that was looked at in the beginning.
    async fn open(&self, range: Range<u64>) -> Result<Object, Error> {
        let etag = self.info.etag.as_deref();
        let cause = match self.bucket.get_object(self.key, Some(range), etag).await {
            Ok(object) if self.is_same(object.info()) => return Ok(object),
            // Not every gateway heeds the condition.
            Ok(_) => None,
            Err(error) if error.fault().is_some_and(|fault| fault.status == 412) => Some(error),
            Err(error) => return Err(error),
        };
        let message =
            format!("the object {} changed while it was downloaded; download it again", self.key);
        let changed = Error::new(ErrorKind::Source, message);
        Err(match cause {
            Some(cause) => changed.caused_by(cause),
            None => changed,
        })
    }

    /// As far as both answers tell.
    fn is_same(&self, now: &ObjectInfo) -> bool {
        let same_etag = match (&self.info.etag, &now.etag) {
            (Some(then), Some(now)) => then == now,
            _ => true,
        };
        same_etag && now.size == self.info.size
    }

    fn broken(&self, what: &str) -> Error {
        let message = format!("{OPERATION} of {} {what}; check the network", self.key);
        Error::new(ErrorKind::Network, message).retryable()
    }
}
