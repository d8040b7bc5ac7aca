//! The only place of this crate that reads the clock, and how far the service's is from it.

use std::sync::atomic::{AtomicI64, Ordering};

use time::{Duration, OffsetDateTime};

/// This machine's time, which may be wrong.
#[allow(clippy::disallowed_methods)]
pub(crate) fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// No clock is further off: a machine without one believes in 1970. A server that claims more could
/// bring the time to its end.
const MOST: Duration = Duration::days(100 * 365);

/// The service's clock minus this machine's, learned from its refusals.
#[derive(Debug, Default)]
pub(crate) struct Skew(AtomicI64);

impl Skew {
    pub(crate) fn learn(&self, ahead: Duration) {
        let seconds = ahead.whole_seconds();
        if ahead.abs() > MOST {
            tracing::warn!(seconds, "the service's clock cannot be right; not using it");
            return;
        }
        tracing::warn!(seconds, "this machine's clock is off; using the service's");
        self.0.store(seconds, Ordering::Relaxed);
    }

    pub(crate) fn service_time(&self) -> OffsetDateTime {
        now() + Duration::seconds(self.0.load(Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_cannot_be_is_not_taken_over() {
        let skew = Skew::default();
        for years in [-9_000, -150, 150, 7_973] {
            skew.learn(Duration::days(years * 366));
            assert!((skew.service_time() - now()).abs() < Duration::minutes(1));
        }
        // A machine that believes in 1970.
        skew.learn(Duration::days(57 * 365));
        assert!(skew.service_time() - now() > Duration::days(56 * 365));
    }
}
