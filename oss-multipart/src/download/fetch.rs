//! One range of an object on its way into the file.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::remote::Remote;
use super::target::Target;
use crate::crc64::Crc64;
use crate::error::{Error, ErrorKind};
use crate::object::{Object, ObjectInfo};
use crate::retry::{self, Cause, Decision, History};
use crate::watch::Watch;

/// What is written at once: small enough to be nothing in memory, large enough to be worth the
/// change of threads.
const STRETCH: usize = 256 * 1024;

/// What all ranges of a download share.
pub(super) struct Fetch<'a> {
    pub(super) remote: &'a Remote<'a>,
    pub(super) info: &'a ObjectInfo,
    pub(super) target: &'a Target,
    pub(super) watch: &'a Arc<Watch>,
    /// There are no ranges, but one answer after the other that begins with the first byte.
    pub(super) whole: bool,
    /// The first of these, if it is there already.
    pub(super) first: Mutex<Option<Object>>,
}

/// How far a range is.
struct Reached {
    at: u64,
    /// Of the bytes before that.
    crc: Crc64,
}

impl Fetch<'_> {
    /// Brings a range into the file: its CRC-64. A connection that breaks is one failed try, and
    /// all that came before it is kept, and the count begins anew when bytes have come. Without
    /// ranges nothing can be kept.
    pub(super) async fn range(&self, number: u32, range: Range<u64>) -> Result<u64, Error> {
        let begun = Instant::now();
        let mut reached = Reached { at: range.start, crc: Crc64::new() };
        let mut failures = 0;
        while reached.at < range.end {
            let from = reached.at;
            let broken = self.go_on(&mut reached, range.end).await?;
            let Some(error) = broken.filter(|_| reached.at < range.end) else { break };
            failures = if reached.at > from && !self.whole { 1 } else { failures + 1 };
            let history = History { failures, elapsed: begun.elapsed(), ..History::default() };
            let policy = self.remote.retry();
            let decision = retry::decide(Cause::Broken, &history, None, policy, fastrand::f64());
            let Decision::Retry { after, .. } = decision else { return Err(error) };
            let mut lost = 0;
            if self.whole {
                lost = reached.at - range.start;
                reached = Reached { at: range.start, crc: Crc64::new() };
            }
            tracing::warn!(
                operation = self.remote.operation(),
                part = number,
                at = reached.at,
                failures,
                after_ms = after.as_millis() as u64,
                "trying again where it broke off"
            );
            self.watch.failed(lost);
            self.watch.retry(self.remote.operation(), Some(number), &error, after);
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

    async fn open(&self, range: Range<u64>) -> Result<Object, Error> {
        let first = self.first.lock().unwrap_or_else(PoisonError::into_inner).take();
        match (first, self.whole) {
            (Some(first), _) => Ok(first),
            (None, true) => self.remote.open(None, self.info, self.watch).await,
            (None, false) => self.remote.open(Some(range), self.info, self.watch).await,
        }
    }

    fn broken(&self, what: &str) -> Error {
        let (operation, (_, key)) = (self.remote.operation(), self.remote.place());
        let message = format!("{operation} of {key} {what}; check the network");
        Error::new(ErrorKind::Network, message).retryable()
    }
}
