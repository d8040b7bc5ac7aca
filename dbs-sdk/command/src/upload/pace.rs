//! How fast it goes, and how long it still takes.

use std::time::{Duration, Instant};

/// What is older than this counts little.
const MEMORY: Duration = Duration::from_secs(15);

/// The rate of something that grows, smoothed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pace {
    last: Option<(Instant, u64)>,
    /// Per second; and how much time it was seen over.
    rate: f64,
    seen: Duration,
}

impl Pace {
    /// Takes in that so many bytes are done now. What goes back, since it is done again, counts as a
    /// standstill.
    pub(crate) fn see(&mut self, bytes: u64, now: Instant) {
        let Some((at, before)) = self.last else {
            self.last = Some((now, bytes));
            return;
        };
        let passed = now.saturating_duration_since(at);
        // Too soon to tell; what came since is in the next look.
        if passed < Duration::from_millis(200) {
            return;
        }
        let rate = bytes.saturating_sub(before) as f64 / passed.as_secs_f64();
        self.seen += passed;
        // At first the plain mean: an average of nothing would begin at nothing.
        let weight = passed.as_secs_f64() / self.seen.min(MEMORY).as_secs_f64();
        self.rate += (rate - self.rate) * weight.min(1.0);
        self.last = Some((now, bytes));
    }

    /// Bytes per second, once there is something to tell.
    pub(crate) fn rate(&self) -> Option<f64> {
        (!self.seen.is_zero()).then_some(self.rate)
    }

    /// How long what is left will take.
    pub(crate) fn left(&self, bytes: u64, total: u64) -> Option<Duration> {
        let seconds = total.saturating_sub(bytes) as f64 / self.rate()?;
        Duration::try_from_secs_f64(seconds)
            .ok()
            .filter(|left| *left < Duration::from_secs(10 << 20))
    }
}

/// For people: 45 s, 12 min, 3 h 20 min.
pub(crate) fn show(time: Duration) -> String {
    let seconds = time.as_secs_f64().round() as u64;
    match seconds {
        0..100 => format!("{seconds} s"),
        100..6000 => format!("{} min", (seconds + 30) / 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A second for each number of bytes.
    fn pace(bytes: &[u64]) -> Pace {
        let begin = Instant::now();
        let mut pace = Pace::default();
        for (second, bytes) in bytes.iter().enumerate() {
            pace.see(*bytes, begin + Duration::from_secs(second as u64));
        }
        pace
    }

    #[test]
    fn a_steady_pace_is_found_at_once_and_kept() {
        assert_eq!(pace(&[0]).rate(), None);
        assert_eq!(pace(&[50, 150]).rate(), Some(100.0));
        let steady: Vec<u64> = (0..100).map(|second| second * 100).collect();
        assert!((pace(&steady).rate().expect("a rate") - 100.0).abs() < 1e-9);
        assert_eq!(pace(&steady).left(9900, 10_900), Some(Duration::from_secs(10)));
    }

    #[test]
    fn a_change_shows_within_half_a_minute() {
        let mut bytes: Vec<u64> = (0..60).map(|second| second * 1000).collect();
        bytes.extend((1..=30).map(|second| 59_000 + second * 100));
        let rate = pace(&bytes).rate().expect("a rate");
        assert!((100.0..300.0).contains(&rate), "{rate}");
    }

    #[test]
    fn a_standstill_has_no_end() {
        assert_eq!(pace(&[5, 5, 5]).left(5, 10), None);
        assert_eq!(pace(&[0, 1000, 10]).left(10, 10), Some(Duration::ZERO));
    }

    #[test]
    fn what_comes_too_soon_waits_for_the_next_look() {
        let begin = Instant::now();
        let mut pace = Pace::default();
        for millis in 0..=1000 {
            pace.see(millis, begin + Duration::from_millis(millis));
        }
        assert!((pace.rate().expect("a rate") - 1000.0).abs() < 1.0);
    }

    #[test]
    fn times_are_short() {
        for (seconds, expected) in
            [(0, "0 s"), (99, "99 s"), (100, "2 min"), (5999, "100 min"), (12_000, "3 h 20 min")]
        {
            assert_eq!(show(Duration::from_secs(seconds)), expected);
        }
    }
}
