//! How far an upload is.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// A moment of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Bytes of the source.
    pub total: u64,
    /// Bytes handed to the network; goes back when a part has to be sent again.
    pub sent: u64,
    /// Bytes of the parts that the service confirmed.
    pub confirmed: u64,
    /// Parts of the plan.
    pub parts: u32,
    /// Parts that the service confirmed.
    pub parts_confirmed: u32,
    /// Failed tries of parts.
    pub retries: u32,
}

/// Who is told.
pub(crate) type Listener = Arc<dyn Fn(Progress) + Send + Sync>;

/// Counts for all parts of an upload.
pub(crate) struct Tally {
    total: u64,
    parts: u32,
    sent: AtomicU64,
    confirmed: AtomicU64,
    parts_confirmed: AtomicU32,
    retries: AtomicU32,
    listener: Option<Listener>,
}

impl Tally {
    pub(crate) fn new(total: u64, parts: u32, listener: Option<Listener>) -> Self {
        Self {
            total,
            parts,
            sent: AtomicU64::new(0),
            confirmed: AtomicU64::new(0),
            parts_confirmed: AtomicU32::new(0),
            retries: AtomicU32::new(0),
            listener,
        }
    }

    pub(crate) fn sent(&self, bytes: u64) {
        self.sent.fetch_add(bytes, Ordering::Relaxed);
        self.tell();
    }

    /// A try failed: what it sent counts no more.
    pub(crate) fn failed(&self, bytes: u64) {
        self.sent.fetch_sub(bytes, Ordering::Relaxed);
        self.retries.fetch_add(1, Ordering::Relaxed);
        self.tell();
    }

    pub(crate) fn confirmed(&self, bytes: u64) {
        self.confirmed.fetch_add(bytes, Ordering::Relaxed);
        self.parts_confirmed.fetch_add(1, Ordering::Relaxed);
        self.tell();
    }

    fn tell(&self) {
        if let Some(listener) = &self.listener {
            listener(Progress {
                total: self.total,
                sent: self.sent.load(Ordering::Relaxed),
                confirmed: self.confirmed.load(Ordering::Relaxed),
                parts: self.parts,
                parts_confirmed: self.parts_confirmed.load(Ordering::Relaxed),
                retries: self.retries.load(Ordering::Relaxed),
            });
        }
    }
}

impl fmt::Debug for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Tally").field("total", &self.total).finish_non_exhaustive()
    }
}
