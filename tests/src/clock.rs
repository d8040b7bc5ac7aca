//! The services' clock: the machine's, shifted by an offset that tests choose.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use time::OffsetDateTime;
use time::format_description::{BorrowedFormatItem, StaticFormatDescription};
use time::macros::format_description;

/// How far a request's time may be from the service's clock, seconds.
///
/// Source: `MaxAllowedSkewMilliseconds` 900000 in OSS errors; "more than 15 minutes" in the
/// OpenAPI gateway's list of common errors (help.aliyun.com/document_detail/48054.html).
pub(crate) const ALLOWED_SKEW: i64 = 900;

/// `2024-09-25T09:47:01Z`, the form of `ExpiredTime`, `Timestamp` and `x-acs-date`.
pub(crate) const ISO: StaticFormatDescription =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
/// `2024-09-25T09:47:01.000Z`, the form of times in OSS bodies.
pub(crate) const ISO_MILLIS: StaticFormatDescription =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");
/// `20240925T094701Z`, the form of `x-oss-date` under V4.
pub(crate) const ISO_BASIC: StaticFormatDescription =
    format_description!("[year][month][day]T[hour][minute][second]Z");
/// `Wed, 25 Sep 2024 09:47:01 GMT`, the form of `Date`.
pub(crate) const HTTP: StaticFormatDescription = format_description!(
    "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
);

/// Epoch seconds, shifted.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset: AtomicI64,
}

impl Clock {
    /// Shifts the clock by `seconds` from the machine's.
    pub(crate) fn shift(&self, seconds: i64) {
        self.offset.store(seconds, Ordering::Relaxed);
    }

    /// Now, in epoch seconds.
    pub(crate) fn now(&self) -> i64 {
        #[expect(clippy::disallowed_methods, reason = "this is the module that reads the clock")]
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let seconds = i64::try_from(since_epoch.as_secs()).unwrap_or(i64::MAX / 2);
        seconds.saturating_add(self.offset.load(Ordering::Relaxed))
    }
}

/// Epoch seconds as text; the epoch itself where the number is no date.
pub(crate) fn render(epoch: i64, form: &[BorrowedFormatItem<'_>]) -> String {
    let when = OffsetDateTime::from_unix_timestamp(epoch).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    when.format(form).unwrap_or_default()
}

/// Text as epoch seconds, UTC.
pub(crate) fn parse(text: &str, form: &[BorrowedFormatItem<'_>]) -> Option<i64> {
    let civil = time::PrimitiveDateTime::parse(text, form).ok()?;
    Some(civil.assume_utc().unix_timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_reads_what_it_writes() {
        for (form, text) in [
            (ISO, "2024-09-25T09:47:01Z"),
            (ISO_MILLIS, "2024-09-25T09:47:01.000Z"),
            (ISO_BASIC, "20240925T094701Z"),
            (HTTP, "Wed, 25 Sep 2024 09:47:01 GMT"),
        ] {
            assert_eq!(render(1_727_257_621, form), text);
            assert_eq!(parse(text, form), Some(1_727_257_621));
        }
    }
}
