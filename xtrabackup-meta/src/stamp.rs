use time::{Date, Month, PrimitiveDateTime, Time, UtcOffset};

/// A moment as a file states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The clock's reading, without conversion. Two-digit years are 20yy.
    pub civil: PrimitiveDateTime,
    /// Offset from UTC; `None` where the file carries none, as all do before 8.0.28.
    pub offset: Option<UtcOffset>,
    /// Line it stands on, counted from 1.
    pub line: u64,
}

impl Stamp {
    /// Reads `yymmdd hh:mm:ss`, `yyyy-mm-dd hh:mm:ss` or `yyyy-mm-ddThh:mm:ss[.f](±hh:mm|Z)`.
    pub(crate) fn parse(text: &[u8], line: u64) -> Option<Self> {
        let (date, rest) = if text.get(4)? == &b'-' { long_date(text)? } else { short_date(text)? };
        let (mark, rest) = rest.split_first()?;
        let (clock, rest) = rest.split_at_checked(8)?;
        let (micro, offset) = match (mark, text.len()) {
            (b'T', _) => {
                let (micro, rest) = fraction(rest)?;
                (micro, Some(utc_offset(rest)?))
            }
            (b' ', 15 | 19) => (0, None),
            _ => return None,
        };
        if clock[2] != b':' || clock[5] != b':' {
            return None;
        }
        let [hour, minute, second] =
            [two_digits(&clock[..2])?, two_digits(&clock[3..5])?, two_digits(&clock[6..])?];
        let time = Time::from_hms_micro(hour, minute, second, micro).ok()?;
        Some(Self { civil: PrimitiveDateTime::new(date, time), offset, line })
    }
}

fn long_date(text: &[u8]) -> Option<(Date, &[u8])> {
    let (day, rest) = text.split_at_checked(10)?;
    if day[7] != b'-' {
        return None;
    }
    let (century, year) = (two_digits(&day[..2])?, two_digits(&day[2..4])?);
    let year = i32::from(century) * 100 + i32::from(year);
    Some((date(year, &day[5..7], &day[8..])?, rest))
}

fn short_date(text: &[u8]) -> Option<(Date, &[u8])> {
    let (day, rest) = text.split_at_checked(6)?;
    Some((date(2000 + i32::from(two_digits(&day[..2])?), &day[2..4], &day[4..])?, rest))
}

fn date(year: i32, month: &[u8], day: &[u8]) -> Option<Date> {
    let month = Month::try_from(two_digits(month)?).ok()?;
    Date::from_calendar_date(year, month, two_digits(day)?).ok()
}

/// Microseconds of an optional `.ffffff`; further digits are dropped.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let Some(text) = text.strip_prefix(b".") else { return Some((0, text)) };
    let length = text.iter().take_while(|b| b.is_ascii_digit()).count();
    if length == 0 {
        return None;
    }
    let micro = (0..6).fold(0, |sum, at| {
        let digit = if at < length { text[at] - b'0' } else { 0 };
        sum * 10 + u32::from(digit)
    });
    Some((micro, &text[length..]))
}

/// `Z`, `+hh:mm` or `-hh:mm`; `-00:00` is UTC (RFC 3339, section 4.3).
fn utc_offset(text: &[u8]) -> Option<UtcOffset> {
    let (sign, rest) = match text {
        b"Z" => return Some(UtcOffset::UTC),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let &[_, _, b':', _, _] = rest else { return None };
    let hours = i8::try_from(two_digits(&rest[..2])?).ok()?;
    let minutes = i8::try_from(two_digits(&rest[3..])?).ok()?;
    UtcOffset::from_hms(sign * hours, sign * minutes, 0).ok()
}

fn two_digits(text: &[u8]) -> Option<u8> {
    match text {
        [a @ b'0'..=b'9', b @ b'0'..=b'9'] => Some((a - b'0') * 10 + (b - b'0')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{datetime, offset};

    #[test]
    fn three_spellings() {
        let short = Stamp::parse(b"240925 17:46:58", 3).unwrap();
        assert_eq!(short, Stamp { civil: datetime!(2024-09-25 17:46:58), offset: None, line: 3 });
        let long = Stamp::parse(b"2024-09-25 17:46:58", 3).unwrap();
        assert_eq!(long, short);
        let iso = Stamp::parse(b"2024-09-25T17:46:58.1234567+05:30", 3).unwrap();
        assert_eq!(iso.civil, datetime!(2024-09-25 17:46:58.123456));
        assert_eq!(iso.offset, Some(offset!(+5:30)));
    }

    #[test]
    fn utc_has_three_spellings() {
        for zone in ["Z", "+00:00", "-00:00"] {
            let text = format!("2022-05-25T00:48:26.5{zone}");
            assert_eq!(Stamp::parse(text.as_bytes(), 1).unwrap().offset, Some(UtcOffset::UTC));
        }
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "",
            "240925",
            "241325 00:00:00",
            "240925 24:00:00",
            "240925 17:46:58 ",
            "240925T17:46:58",
            "2024-09-25 17:46:5",
            "2024-09-25T17:46:58",
            "2024-09-25T17:46:58.+08:00",
            "2024-02-30 00:00:00",
            "2024-09-25 17:46:58+08:00",
        ] {
            assert_eq!(Stamp::parse(text.as_bytes(), 1), None, "{text}");
        }
    }
}
