//! How fast it may send, by time of day.

use std::num::NonZeroU64;
use std::ops::Range;
use std::str::FromStr;
use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Time;

use super::amount;

/// Minutes.
const DAY: u16 = 24 * 60;

/// Bytes per second at each minute of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rates {
    /// A minute is in one row at most; in none, nothing limits.
    rows: Vec<(Range<u16>, Option<NonZeroU64>)>,
}

impl Rates {
    /// The limit when this machine's clock shows `time`.
    pub(crate) fn at(&self, time: Time) -> Option<NonZeroU64> {
        let minute =
            u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs());
        self.rows.iter().find(|(minutes, _)| minutes.contains(&minute)).and_then(|(_, rate)| *rate)
    }

    /// Calls `set` with the limit of now, and again whenever it changes, without an end. The clock is
    /// asked each time: it may be set, and summer time begins at night.
    pub(crate) async fn follow(self, set: impl Fn(Option<NonZeroU64>)) {
        let mut known = None;
        loop {
            let rate = self.at(Zoned::now().time());
            if known != Some(rate) {
                known = Some(rate);
                set(rate);
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

impl FromStr for Rates {
    type Err = String;

    /// One rate, or rows `08:00-20:00=20MiB` with commas between; 0 is no limit.
    fn from_str(text: &str) -> Result<Self, String> {
        if !text.contains('=') {
            return Ok(Self { rows: vec![(0..DAY, rate(text)?)] });
        }
        let mut rows: Vec<(Range<u16>, Option<NonZeroU64>)> = Vec::new();
        for row in text.split(',') {
            let (span, limit) = row.split_once('=').ok_or_else(|| wrong(row))?;
            let limit = rate(limit)?;
            let (begin, end) = span.split_once('-').ok_or_else(|| wrong(row))?;
            for minutes in minutes(minute(begin, row)?, minute(end, row)?) {
                if rows
                    .iter()
                    .any(|(other, _)| other.start < minutes.end && minutes.start < other.end)
                {
                    return Err(format!("{row:?} overlaps another row: each minute has one rate"));
                }
                rows.push((minutes, limit));
            }
        }
        Ok(Self { rows })
    }
}

/// From one time to the other, over midnight if need be.
fn minutes(begin: u16, end: u16) -> impl Iterator<Item = Range<u16>> {
    let (first, second) = if begin < end { (begin..end, 0..0) } else { (begin..DAY, 0..end) };
    [first, second].into_iter().filter(|minutes| !minutes.is_empty())
}

fn rate(text: &str) -> Result<Option<NonZeroU64>, String> {
    let text = text.trim();
    amount::bytes(text.strip_suffix("/s").unwrap_or(text)).map(NonZeroU64::new)
}

fn minute(text: &str, row: &str) -> Result<u16, String> {
    let number = |digits: &str| match digits.len() {
        2 => digits.parse::<u16>().ok(),
        _ => None,
    };
    let (hour, minute) = text.trim().split_once(':').ok_or_else(|| wrong(row))?;
    match (number(hour), number(minute)) {
        (Some(24), Some(0)) => Ok(DAY),
        (Some(hour @ 0..=23), Some(minute @ 0..=59)) => Ok(hour * 60 + minute),
        _ => Err(wrong(row)),
    }
}

fn wrong(row: &str) -> String {
    format!("{row:?} is no row of a rate table: write it as 08:00-20:00=20MiB")
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    fn at(rates: &str, hour: i8, minute: i8) -> u64 {
        let rates: Rates = rates.parse().expect(rates);
        rates.at(time(hour, minute, 59, 0)).map_or(0, NonZeroU64::get)
    }

    #[test]
    fn one_rate_holds_all_day() {
        assert_eq!(at("20MiB", 0, 0), 20 << 20);
        assert_eq!(at("20MiB/s", 23, 59), 20 << 20);
        assert_eq!(at("0", 12, 0), 0);
    }

    #[test]
    fn a_table_changes_at_the_minute() {
        let table = "08:00-20:00=20MiB, 22:30-06:00=1kB";
        for (hour, minute, rate) in [
            (7, 59, 0),
            (8, 0, 20 << 20),
            (19, 59, 20 << 20),
            (20, 0, 0),
            (22, 29, 0),
            (22, 30, 1000),
            (23, 59, 1000),
            (0, 0, 1000),
            (5, 59, 1000),
            (6, 0, 0),
        ] {
            assert_eq!(at(table, hour, minute), rate, "{hour}:{minute}");
        }
        assert_eq!(at("20:00-24:00=5", 23, 59), 5);
        assert_eq!(at("08:00-20:00=20MiB,20:00-08:00=0", 3, 0), 0);
        assert_eq!(at("09:00-09:00=5", 9, 0), 5, "once around the clock");
    }

    #[test]
    fn a_wrong_table_is_refused_in_words() {
        for (text, words) in [
            ("fast", "no amount"),
            ("08:00-20:00", "no amount"),
            ("08:00-20:00=20MiB,fast", "no row"),
            ("8-20=5", "no row"),
            ("8:00-20:00=5", "no row"),
            ("08:00-24:01=5", "no row"),
            ("08:60-09:00=5", "no row"),
            ("08:00-20:00=fast", "no amount"),
            ("08:00-20:00=5,19:00-21:00=6", "overlaps"),
            ("22:00-06:00=5,05:59-07:00=6", "overlaps"),
        ] {
            let error = text.parse::<Rates>().expect_err(text);
            assert!(error.contains(words), "{text}: {error}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_limit_of_now_is_set_at_once() {
        let rates: Rates = "7kB".parse().expect("a rate");
        let set = std::sync::Mutex::new(Vec::new());
        let follow = rates.follow(|rate| set.lock().expect("a list").push(rate));
        assert!(tokio::time::timeout(Duration::from_secs(60), follow).await.is_err());
        assert_eq!(*set.lock().expect("a list"), [NonZeroU64::new(7000)]);
    }
}
