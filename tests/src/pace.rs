//! Bytes held to a speed.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// How much of a pause that came out too long may be made good: timers are no finer than 1 ms.
const SLACK: Duration = Duration::from_millis(5);

/// A line that carries one piece after the other; connections may share it.
#[derive(Debug)]
pub(crate) struct Pace {
    free: Mutex<Instant>,
}

impl Default for Pace {
    fn default() -> Self {
        Self { free: Mutex::new(Instant::now()) }
    }
}

impl Pace {
    /// Waits until `bytes` have passed at this speed, behind all that came before.
    pub(crate) async fn pass(&self, bytes: usize, bytes_per_second: u64) {
        let until = {
            let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
            let now = Instant::now();
            let seconds = bytes as f64 / bytes_per_second.max(1) as f64;
            *free = (*free).max(now.checked_sub(SLACK).unwrap_or(now))
                + Duration::from_secs_f64(seconds);
            *free
        };
        tokio::time::sleep_until(until).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn two_share_a_line() {
        let (pace, started) = (Pace::default(), Instant::now());
        let pieces = || async {
            for _ in 0..50 {
                pace.pass(1000, 1_000_000).await;
            }
        };
        tokio::join!(pieces(), pieces());
        let elapsed = started.elapsed();
        assert!(elapsed >= Duration::from_millis(94), "{elapsed:?}");
        assert!(elapsed < Duration::from_millis(300), "{elapsed:?}");
    }
}
