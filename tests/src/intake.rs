//! A request's body on its way in.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Incoming};

use crate::state::Slot;
use crate::wire::Cut;

/// A body, counted and, where a fault wants it, slowed down.
#[derive(Debug)]
pub(crate) struct Intake {
    body: Incoming,
    received: u64,
    slot: Option<Slot>,
    bytes_per_second: Option<u64>,
}

impl Intake {
    pub(crate) fn new(body: Incoming) -> Self {
        Self { body, received: 0, slot: None, bytes_per_second: None }
    }

    /// Notes the bytes received with this call.
    pub(crate) fn log_to(&mut self, slot: Slot) {
        self.slot = Some(slot);
    }

    pub(crate) fn slow_down(&mut self, bytes_per_second: u64) {
        self.bytes_per_second = Some(bytes_per_second.max(1));
    }

    /// The length that the client announced, as far as it is still to come.
    pub(crate) fn announced(&self) -> Option<u64> {
        self.body.size_hint().exact()
    }

    /// The next piece; `None` at the end. A client that goes away is a [`Cut`].
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, Cut> {
        while let Some(frame) = self.body.frame().await {
            let Ok(piece) = frame.map_err(|_| Cut)?.into_data() else { continue };
            self.received += piece.len() as u64;
            if let Some(speed) = self.bytes_per_second {
                let seconds = piece.len() as f64 / speed as f64;
                tokio::time::sleep(Duration::from_secs_f64(seconds)).await;
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
