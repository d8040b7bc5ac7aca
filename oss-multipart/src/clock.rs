//! The only place of this crate that reads the clock, and how far the service's is from it.

use std::sync::atomic::{AtomicI64, Ordering};

use time::{Duration, OffsetDateTime};

/// This machine's time, which may be wrong.
#[allow(clippy::disallowed_methods)]
pub(crate) fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// The service's clock minus this machine's, learned from its refusals.
#[derive(Debug, Default)]
pub(crate) struct Skew(AtomicI64);

impl Skew {
    pub(crate) fn learn(&self, ahead: Duration) {
        let seconds = ahead.whole_seconds();
        tracing::warn!(seconds, "this machine's clock is off; using the service's");
        self.0.store(seconds, Ordering::Relaxed);
    }

    pub(crate) fn service_time(&self) -> OffsetDateTime {
        now() + Duration::seconds(self.0.load(Ordering::Relaxed))
    }
}
