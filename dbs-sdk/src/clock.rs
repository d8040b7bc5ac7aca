//! The one place that reads the clock.

use time::OffsetDateTime;

#[allow(clippy::disallowed_methods, reason = "this module is the one that may")]
pub(crate) fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}
