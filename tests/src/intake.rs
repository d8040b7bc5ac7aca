//! A request's body on its way in.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Incoming};

use crate::pace::Pace;
use crate::state::Slot;
use crate::wire::Cut;

/// A body, counted and, where somebody wants it, slowed down.
#[derive(Debug)]
pub(crate) struct Intake {
    body: Incoming,
    received: u64,
    slot: Option<Slot>,
    /// Lines that the body passes through, each with its speed.
    lines: Vec<(Arc<Pace>, u64)>,
    /// Bytes after which nothing is read for a while.
    stall: Option<(u64, Duration)>,
}

impl Intake {
    pub(crate) fn new(body: Incoming) -> Self {
        Self { body, received: 0, slot: None, lines: Vec::new(), stall: None }
    }

    /// Notes the bytes received with this call.
    pub(crate) fn log_to(&mut self, slot: Slot) {
        self.slot = Some(slot);
    }

    /// Reads no faster than this, whatever other bodies do.
    pub(crate) fn slow_down(&mut self, bytes_per_second: u64) {
        self.share(Arc::default(), bytes_per_second);
    }

    /// Reads no faster than this together with all others that share the line.
    pub(crate) fn share(&mut self, line: Arc<Pace>, bytes_per_second: u64) {
        self.lines.push((line, bytes_per_second));
    }

    /// Reads nothing for a while, once half of the body is there.
    pub(crate) fn stall_half_way(&mut self, pause: Duration) {
        self.stall = Some((self.announced().unwrap_or(0) / 2, pause));
    }

    /// The length that the client announced, as far as it is still to come.
    pub(crate) fn announced(&self) -> Option<u64> {
        self.body.size_hint().exact()
    }

    /// The next piece; `None` at the end. A client that goes away is a [`Cut`].
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, Cut> {
        if let Some((_, pause)) = self.stall.take_if(|(from, _)| self.received >= *from) {
            tokio::time::sleep(pause).await;
        }
        while let Some(frame) = self.body.frame().await {
            let Ok(piece) = frame.map_err(|_| Cut)?.into_data() else { continue };
            self.received += piece.len() as u64;
            for (line, bytes_per_second) in &self.lines {
                line.pass(piece.len(), *bytes_per_second).await;
            }
            return Ok(Some(piece));
        }
        Ok(None)
    }

    /// Reads and forgets what is left, so that the client can read its answer.
    pub(crate) async fn drain(&mut self) -> Result<(), Cut> {
        while self.next().await?.is_some() {}
        Ok(())
    }

    /// Reads half of what is left.
    pub(crate) async fn drain_half(&mut self) -> Result<(), Cut> {
        let half = self.announced().unwrap_or(0) / 2;
        while self.received < half && self.next().await?.is_some() {}
        Ok(())
    }

    /// The whole body, if it is no longer than `limit`.
    pub(crate) async fn collect(&mut self, limit: usize) -> Result<Option<Vec<u8>>, Cut> {
        let mut whole = Vec::new();
        while let Some(piece) = self.next().await? {
            if whole.len() + piece.len() > limit {
                self.drain().await?;
                return Ok(None);
            }
            whole.extend_from_slice(&piece);
        }
        Ok(Some(whole))
    }
}

impl Drop for Intake {
    fn drop(&mut self) {
        if let Some(slot) = &self.slot {
            slot.note(|call| call.bytes_received = self.received);
        }
    }
}
