//! Sends parts, as many at a time as the line is worth.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use futures_util::stream::{FuturesUnordered, StreamExt};

use crate::bucket::Bucket;
use crate::checkpoint::RecordedPart;
use crate::error::Error;
use crate::feed::{Fed, Feed, Piece};
use crate::multipart::UploadedPart;
use crate::notes::Notes;
use crate::watch::{Event, Watch};
use crate::window::Window;

/// What the service has of an upload, by part number.
pub(crate) type Parts = BTreeMap<u32, RecordedPart>;

/// The parts of one upload on their way.
pub(crate) struct Transfer<'a> {
    /// Reports to `watch`.
    pub(crate) bucket: &'a Bucket,
    pub(crate) watch: &'a Arc<Watch>,
    pub(crate) key: &'a str,
    pub(crate) upload_id: &'a str,
    pub(crate) window: &'a Mutex<Window>,
    pub(crate) notes: &'a Notes,
}

impl Transfer<'_> {
    /// Sends all that the feed has, and adds it to `parts`. Gives the bytes that were kept.
    pub(crate) async fn run(&self, mut feed: Feed, parts: &mut Parts) -> Result<u64, Error> {
        let mut flying = FuturesUnordered::new();
        let (mut fed, mut throttled) = (false, self.watch.times_throttled());
        let mut kept = 0;
        loop {
            let room = !fed && flying.len() < self.window().limit();
            tokio::select! {
                Some(sent) = flying.next() => {
                    let sent: RecordedPart = sent?;
                    self.adapt(sent.size, &mut throttled);
                    self.notes.part(&sent);
                    parts.insert(sent.number, sent);
                }
                next = feed.next(), if room => match next? {
                    Some(Fed::Send(piece)) => flying.push(self.send(piece)),
                    Some(Fed::Kept(part)) => {
                        kept += part.size;
                        parts.insert(part.number, part);
                    }
                    None => fed = true,
                },
                else => return Ok(kept),
            }
        }
    }

    async fn send(&self, piece: Piece) -> Result<RecordedPart, Error> {
        let Piece { number, origin, range } = piece;
        let sent = self.bucket.send_part(self.key, self.upload_id, number, &origin, range).await?;
        let UploadedPart { number, etag, size, crc64, .. } = sent;
        Ok(RecordedPart { number, size, etag, crc64 })
    }

    /// One more part arrived: what does that say of the line?
    fn adapt(&self, bytes: u64, throttled: &mut u32) {
        let mut window = self.window();
        let (now, before) = (Instant::now(), window.limit());
        let times = self.watch.times_throttled();
        for _ in *throttled..times {
            window.throttled(now);
        }
        *throttled = times;
        window.confirmed(bytes, now);
        let limit = window.limit();
        drop(window);
        if limit != before {
            tracing::debug!(limit, "changed the number of parts in flight");
            self.watch.tell(&Event::InFlight(limit));
        }
    }

    fn window(&self) -> std::sync::MutexGuard<'_, Window> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
