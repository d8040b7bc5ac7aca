//! The one place that reads the clock, and how far the service's is from it.

use std::sync::atomic::{AtomicI64, Ordering};

use time::{Duration, OffsetDateTime};

/// This machine's time, which may be wrong.
#[allow(clippy::disallowed_methods, reason = "this module is the one that may")]
pub(crate) fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// The service takes times up to fifteen minutes off; what is nearer than this was not refused for
/// its time.
const LEAST: Duration = Duration::minutes(1);
/// No clock is further off: a machine without one believes in 1970.
const MOST: Duration = Duration::days(100 * 365);

/// The service's clock minus this machine's, learned from its refusals.
#[derive(Debug, Default)]
pub(crate) struct Skew(AtomicI64);

impl Skew {
    /// The service's time, as far as it is known.
    pub(crate) fn service_time(&self) -> OffsetDateTime {
        now().saturating_add(Duration::seconds(self.0.load(Ordering::Relaxed)))
    }

    /// Takes over the time that the service told. `false` if that changes nothing, so that a request
    /// with the time `sent` would be refused again.
    pub(crate) fn learn(&self, service: OffsetDateTime, sent: OffsetDateTime) -> bool {
        let ahead = service - now();
        let seconds = ahead.whole_seconds();
        if (service - sent).abs() < LEAST || ahead.abs() > MOST {
            return false;
        }
        tracing::warn!(seconds, "this machine's clock is off; using the service's");
        self.0.store(seconds, Ordering::Relaxed);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_off_is_corrected() {
        for off in [Duration::minutes(20), Duration::minutes(-20), Duration::days(56 * 365)] {
            let skew = Skew::default();
            assert!(skew.learn(now() + off, now()));
            assert!((skew.service_time() - now() - off).abs() < Duration::seconds(2));
        }
    }

    #[test]
    fn a_time_that_changes_nothing_or_cannot_be_is_not_taken_over() {
        let skew = Skew::default();
        assert!(!skew.learn(now() + Duration::seconds(30), now()));
        assert!(!skew.learn(now() + Duration::days(150 * 365), now()));
        assert!(!skew.learn(now() - Duration::days(150 * 365), now()));
        assert!((skew.service_time() - now()).abs() < Duration::seconds(2));
    }
}
