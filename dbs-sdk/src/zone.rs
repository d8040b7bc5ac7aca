//! From a clock's reading to moments.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use time::PrimitiveDateTime;

use crate::error::{Error, ErrorKind};

/// The time zone in which the clock ran that a log's times were read from. Logs before xtrabackup
/// 8.0.28 and all info files carry none.
#[derive(Clone)]
pub struct Zone {
    rules: TimeZone,
    name: String,
}

impl Zone {
    /// This machine's zone: `TZ`, else `/etc/localtime`, else UTC, as the C library does.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if `TZ` names a zone that nobody knows. (The C library would take UTC.)
    pub fn system() -> Result<Self, Error> {
        #[allow(
            clippy::disallowed_methods,
            reason = "the zone of this machine is what is asked for"
        )]
        let named = std::env::var("TZ").ok().filter(|zone| !zone.is_empty());
        let rules = match (TimeZone::try_system(), named) {
            (Ok(rules), _) => rules,
            (Err(_), None) => TimeZone::UTC,
            (Err(error), Some(zone)) => {
                let message = format!("TZ={zone} names no time zone: set it, or give the zone");
                return Err(Error::new(ErrorKind::Input, message).because(error));
            }
        };
        let name = rules.iana_name().unwrap_or("this machine's zone").to_owned();
        Ok(Self { rules, name })
    }

    /// The earliest and the latest moment at which a clock in this zone shows `reading`. They differ
    /// in the one hour a year that passes twice.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] for a reading that the zone's clocks skip: the zone is the wrong one.
    pub(crate) fn moments(&self, reading: PrimitiveDateTime) -> Result<Moments, Error> {
        let date = civil_reading(reading);
        let skipped = || {
            Error::new(
                ErrorKind::Input,
                format!(
                    "no clock in {} ever showed {reading}: give the zone of the machine that made the backup",
                    self.name
                ),
            )
        };
        let date = date.ok_or_else(skipped)?;
        let at = |offset: Offset| {
            offset.to_timestamp(date).map(|moment| moment.as_millisecond()).map_err(|_| skipped())
        };
        match self.rules.to_ambiguous_timestamp(date).offset() {
            AmbiguousOffset::Unambiguous { offset } => {
                Ok(Moments { earliest_ms: at(offset)?, latest_ms: at(offset)? })
            }
            AmbiguousOffset::Fold { before, after } => {
                Ok(Moments { earliest_ms: at(before)?, latest_ms: at(after)? })
            }
            AmbiguousOffset::Gap { .. } => Err(skipped()),
        }
    }
}

/// Epoch milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moments {
    pub(crate) earliest_ms: i64,
    pub(crate) latest_ms: i64,
}

fn civil_reading(reading: PrimitiveDateTime) -> Option<civil::DateTime> {
    let (year, month, day) = reading.to_calendar_date();
    let (hour, minute, second, nanosecond) = reading.as_hms_nano();
    civil::DateTime::new(
        i16::try_from(year).ok()?,
        i8::try_from(u8::from(month)).ok()?,
        i8::try_from(day).ok()?,
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second).ok()?,
        i32::try_from(nanosecond).ok()?,
    )
    .ok()
}

impl FromStr for Zone {
    type Err = Error;

    /// An IANA name such as `Asia/Shanghai`, or an offset: `+08:00`, `+0800`, `+8`, `Z`, `UTC`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let given = text.trim();
        let rules = match given.as_bytes().first() {
            Some(b'+' | b'-') => offset(given).map(TimeZone::fixed),
            _ if given.eq_ignore_ascii_case("z") || given.eq_ignore_ascii_case("utc") => {
                Some(TimeZone::UTC)
            }
            _ => TimeZone::get(given).ok(),
        };
        let rules = rules.ok_or_else(|| {
            Error::new(
                ErrorKind::Input,
                format!("the time zone {text:?} is not known: give an IANA name such as Asia/Shanghai, or an offset such as +08:00"),
            )
        })?;
        Ok(Self { rules, name: given.to_owned() })
    }
}

/// `±h`, `±hh`, `±hhmm`, `±hh:mm`, up to 14 hours as zones have them.
fn offset(text: &str) -> Option<Offset> {
    let (sign, digits) = (if text.starts_with('-') { -1 } else { 1 }, text.get(1..)?);
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) if hours.len() <= 2 && minutes.len() == 2 => (hours, minutes),
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None if digits.len() <= 2 => (digits, "0"),
        _ => return None,
    };
    let number = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i32>().ok())?
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    fn moments(zone: &str, reading: PrimitiveDateTime) -> Result<Moments, Error> {
        zone.parse::<Zone>().expect(zone).moments(reading)
    }

    #[test]
    fn a_plain_reading_is_one_moment() {
        // 2024-09-25 09:40:02 UTC, as the service's own guide computes it for Shanghai.
        let expected = Moments { earliest_ms: 1_727_286_002_000, latest_ms: 1_727_286_002_000 };
        for (zone, reading) in [
            ("Asia/Shanghai", datetime!(2024-09-26 01:40:02)),
            ("+08:00", datetime!(2024-09-26 01:40:02)),
            ("+0800", datetime!(2024-09-26 01:40:02)),
            ("+8", datetime!(2024-09-26 01:40:02)),
            ("UTC", datetime!(2024-09-25 17:40:02)),
            ("-03:30", datetime!(2024-09-25 14:10:02)),
        ] {
            assert_eq!(moments(zone, reading).expect(zone), expected, "{zone}");
        }
    }

    #[test]
    fn the_hour_that_passes_twice_has_two_moments() {
        let twice = moments("Europe/Berlin", datetime!(2024-10-27 02:30:00)).expect("a fold");
        assert_eq!(twice.latest_ms - twice.earliest_ms, 3_600_000);
    }

    #[test]
    fn the_hour_that_never_was_is_refused() {
        let error = moments("Europe/Berlin", datetime!(2024-03-31 02:30:00)).expect_err("a gap");
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.to_string().contains("Europe/Berlin"), "{error}");
    }

    #[test]
    fn what_is_no_zone_is_refused() {
        for text in [
            "",
            "Mars/Olympus",
            "+",
            "+25",
            "+08:0",
            "+8:00:00",
            "08:00",
            "+1:2:3",
            "+08:60",
            "--8",
            "+-8",
        ] {
            assert!(text.parse::<Zone>().is_err(), "{text:?}");
        }
    }
}
