//! What an upload tells while it runs, and the counts behind it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use crate::error::{Error, ErrorKind};
use crate::rate::RateLimit;

/// Something that happened during an upload.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// The service opened an upload, or one that an earlier run left is gone on with.
    #[non_exhaustive]
    Began {
        /// The service's name for the upload.
        upload_id: String,
        /// Whether an earlier run began it.
        resumed: bool,
    },
    /// More bytes moved, or parts were confirmed. By far the most frequent one.
    Progress(Progress),
    /// A request failed and is sent again.
    #[non_exhaustive]
    Retry {
        /// The service's name for the request, such as `UploadPart`.
        operation: &'static str,
        /// The part's number, if it is about one.
        part_number: Option<u32>,
        /// What kind of failure it was.
        kind: ErrorKind,
        /// The service's code, such as `InternalError`, if it answered with one.
        code: Option<String>,
        /// The pause before the next try.
        after: Duration,
    },
    /// The provider gave keys: the first ones, or new ones before the old ran out or after they were
    /// refused. Of a [`Link`](crate::Link): another one.
    KeysFetched,
    /// The service refused the keys, or the link, and the provider is asked for new ones.
    KeysRefused,
    /// An upload that an earlier run left was given up, since its source or its headers have
    /// changed, or the service has forgotten it.
    #[non_exhaustive]
    Abandoned {
        /// The service's name for the upload.
        upload_id: String,
        /// Whether it is gone from the service; if not, its parts stay and are billed.
        gone: bool,
    },
    /// The service's clock was taken over from its refusal.
    ClockCorrected,
    /// The service asked for fewer requests.
    Throttled,
    /// How many parts may be in flight from now on.
    InFlight(usize),
}

/// A moment of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Bytes of the source; `None` of a reader.
    pub total: Option<u64>,
    /// Bytes handed to the network, and those an earlier run had uploaded already; goes back when
    /// a part has to be sent again.
    pub sent: u64,
    /// Bytes of the parts that the service confirmed.
    pub confirmed: u64,
    /// Parts of the plan; `None` of a reader.
    pub parts: Option<u32>,
    /// Parts that the service confirmed.
    pub parts_confirmed: u32,
    /// Failed tries of parts.
    pub retries: u32,
}

/// Who is told.
pub(crate) type Listener = Arc<dyn Fn(&Event) + Send + Sync>;

/// The counts of one upload, kept by all its parts at once, and whoever listens.
pub(crate) struct Watch {
    total: Option<u64>,
    parts: Option<u32>,
    sent: AtomicU64,
    confirmed: AtomicU64,
    parts_confirmed: AtomicU32,
    retries: AtomicU32,
    throttled: AtomicU32,
    pub(crate) rate_limit: RateLimit,
    listener: Option<Listener>,
}

impl Watch {
    pub(crate) fn new(
        total: Option<u64>,
        parts: Option<u32>,
        rate_limit: RateLimit,
        listener: Option<Listener>,
    ) -> Self {
        Self {
            total,
            parts,
            sent: AtomicU64::new(0),
            confirmed: AtomicU64::new(0),
            parts_confirmed: AtomicU32::new(0),
            retries: AtomicU32::new(0),
            throttled: AtomicU32::new(0),
            rate_limit,
            listener,
        }
    }

    pub(crate) fn sent(&self, bytes: u64) {
        self.sent.fetch_add(bytes, Ordering::Relaxed);
        self.progress();
    }

    /// A try of a part failed: what it sent counts no more.
    pub(crate) fn failed(&self, bytes: u64) {
        self.sent.fetch_sub(bytes, Ordering::Relaxed);
        self.retries.fetch_add(1, Ordering::Relaxed);
        self.progress();
    }

    pub(crate) fn confirmed(&self, bytes: u64) {
        self.confirmed.fetch_add(bytes, Ordering::Relaxed);
        self.parts_confirmed.fetch_add(1, Ordering::Relaxed);
        self.progress();
    }

    /// A part that an earlier run sent need not be sent again.
    pub(crate) fn kept(&self, bytes: u64) {
        self.sent.fetch_add(bytes, Ordering::Relaxed);
        self.confirmed(bytes);
    }

    /// Parts that were confirmed are not there.
    pub(crate) fn lost(&self, bytes: u64, parts: u32) {
        self.sent.fetch_sub(bytes, Ordering::Relaxed);
        self.confirmed.fetch_sub(bytes, Ordering::Relaxed);
        self.parts_confirmed.fetch_sub(parts, Ordering::Relaxed);
        self.progress();
    }

    /// A request is about to be sent again.
    pub(crate) fn retry(
        &self,
        operation: &'static str,
        part_number: Option<u32>,
        error: &Error,
        after: Duration,
    ) {
        let code = error.fault().map(|fault| fault.code.clone()).filter(|code| !code.is_empty());
        self.tell(&Event::Retry { operation, part_number, kind: error.kind(), code, after });
    }

    /// The service asked for fewer requests.
    pub(crate) fn throttled(&self) {
        self.throttled.fetch_add(1, Ordering::Relaxed);
        self.tell(&Event::Throttled);
    }

    /// How often the service has asked for fewer requests so far.
    pub(crate) fn times_throttled(&self) -> u32 {
        self.throttled.load(Ordering::Relaxed)
    }

    pub(crate) fn tell(&self, event: &Event) {
        if let Some(listener) = &self.listener {
            listener(event);
        }
    }

    fn progress(&self) {
        if let Some(listener) = &self.listener {
            listener(&Event::Progress(Progress {
                total: self.total,
                sent: self.sent.load(Ordering::Relaxed),
                confirmed: self.confirmed.load(Ordering::Relaxed),
                parts: self.parts,
                parts_confirmed: self.parts_confirmed.load(Ordering::Relaxed),
                retries: self.retries.load(Ordering::Relaxed),
            }));
        }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Watch").field("total", &self.total).finish_non_exhaustive()
    }
}
