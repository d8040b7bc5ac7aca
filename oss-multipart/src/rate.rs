//! How fast the caller's own machine may send: one token bucket for whatever holds a clone of it.

use std::num::NonZeroU64;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

/// How often who waits says so, and looks whether the limit has changed.
const TICK: Duration = Duration::from_millis(50);
/// What may be sent at once after a silence: so much time's worth, but at least one frame.
const BURST: Duration = Duration::from_millis(50);
const FRAME: f64 = 64.0 * 1024.0;

/// A limit in bytes per second over all parts of all uploads and downloads that hold a clone.
/// Clones share it; [`set`](Self::set) changes it for all of them, also while they run.
///
/// ```
/// use std::num::NonZeroU64;
/// use oss_multipart::RateLimit;
///
/// let limit = RateLimit::unlimited();
/// let office_hours = NonZeroU64::new(20_000_000);
/// limit.set(office_hours);
/// assert_eq!(limit.clone().get(), office_hours);
/// ```
#[derive(Clone, Debug)]
pub struct RateLimit(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// Bytes per second; 0 for no limit.
    rate: AtomicU64,
    /// Its queue is the queue of those who wait, first come first served.
    bucket: Mutex<Bucket>,
}

#[derive(Debug)]
struct Bucket {
    /// Bytes that may be sent now.
    level: f64,
    filled: Option<Instant>,
}

impl RateLimit {
    /// No limit, until [`set`](Self::set) sets one.
    pub fn unlimited() -> Self {
        Self::new(0)
    }

    /// So many bytes per second.
    pub fn bytes_per_second(rate: NonZeroU64) -> Self {
        Self::new(rate.get())
    }

    /// Changes the limit; `None` lifts it. Who waits hears it within a tenth of a second.
    pub fn set(&self, rate: Option<NonZeroU64>) {
        self.0.rate.store(rate.map_or(0, NonZeroU64::get), Ordering::Relaxed);
    }

    /// The limit as it is now.
    pub fn get(&self) -> Option<NonZeroU64> {
        NonZeroU64::new(self.0.rate.load(Ordering::Relaxed))
    }

    fn new(rate: u64) -> Self {
        let bucket = Mutex::new(Bucket { level: 0.0, filled: None });
        Self(Arc::new(Shared { rate: AtomicU64::new(rate), bucket }))
    }

    /// Waits until so many bytes may be sent; calls `alive` at least every 100 ms meanwhile. What
    /// is dropped before it ends has taken nothing.
    pub(crate) async fn take(&self, bytes: usize, mut alive: impl FnMut()) {
        if self.get().is_none() {
            return;
        }
        let turn = self.0.bucket.lock();
        tokio::pin!(turn);
        let mut bucket = loop {
            match tokio::time::timeout(TICK, &mut turn).await {
                Ok(bucket) => break bucket,
                Err(_) => alive(),
            }
        };
        while let Some(rate) = self.get() {
            match bucket.take(bytes as f64, rate.get() as f64, Instant::now()) {
                None => return,
                Some(wait) => tokio::time::sleep(wait.min(TICK)).await,
            }
            alive();
        }
    }
}

impl Bucket {
    /// Takes the bytes, or says after how long there may be enough.
    fn take(&mut self, bytes: f64, rate: f64, now: Instant) -> Option<Duration> {
        let most = (rate * BURST.as_secs_f64()).max(FRAME);
        let passed = self.filled.map_or(Duration::ZERO, |filled| now - filled);
        self.filled = Some(now);
        self.level = (self.level + rate * passed.as_secs_f64()).min(most);
        // More than the bucket ever holds is lent, and the next one waits for it.
        let missing = bytes.min(most) - self.level;
        if missing <= 0.0 {
            self.level -= bytes;
            return None;
        }
        // Rounded up: a wait of nothing would turn around at once, and again.
        Some(Duration::from_secs_f64(missing / rate) + Duration::from_micros(1))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use futures_util::future::join_all;

    use super::*;

    fn limit(rate: u64) -> RateLimit {
        RateLimit::bytes_per_second(NonZeroU64::new(rate).unwrap())
    }

    /// What each of so many takers got, frame by frame, in so many seconds.
    async fn taken(limit: &RateLimit, takers: usize, frame: usize, seconds: u64) -> Vec<u64> {
        let end = Instant::now() + Duration::from_secs(seconds);
        let taker = || async {
            let mut taken = 0;
            while tokio::time::timeout_at(end, limit.take(frame, || {})).await.is_ok()
                && Instant::now() < end
            {
                taken += frame as u64;
            }
            taken
        };
        join_all((0..takers).map(|_| taker())).await
    }

    #[tokio::test(start_paused = true)]
    async fn the_rate_is_held_and_nobody_starves() {
        for (rate, seconds) in [(2_000_000, 10), (50_000_000, 10), (1_000_000_000, 1)] {
            for takers in [1, 4, 64] {
                let taken = taken(&limit(rate), takers, 65_536, seconds).await;
                let per_second = taken.iter().sum::<u64>() as f64 / seconds as f64;
                let off = per_second / rate as f64 - 1.0;
                assert!(off.abs() < 0.05, "{rate} with {takers}: {per_second}");
                let (least, most) = (taken.iter().min().unwrap(), taken.iter().max().unwrap());
                assert!(most - least <= 2 * 65_536, "{rate} with {takers}: {taken:?}");
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_silence_saves_up_no_more_than_a_moment_s_worth() {
        let limit = limit(10_000_000);
        limit.take(65_536, || {}).await;
        tokio::time::sleep(Duration::from_secs(60)).await;
        let first_second: u64 = taken(&limit, 4, 65_536, 1).await.iter().sum();
        assert!((9_900_000..=10_500_000).contains(&first_second), "{first_second}");
    }

    #[tokio::test(start_paused = true)]
    async fn frames_larger_than_the_bucket_are_held_too() {
        let per_second: u64 = taken(&limit(1_000_000), 3, 512 * 1024, 60).await.iter().sum();
        assert!((950_000..=1_050_000).contains(&(per_second / 60)), "{per_second}");
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_is_alive_and_hears_of_a_change() {
        let limit = limit(1);
        let beats = AtomicUsize::new(0);
        let waiting = async {
            let all =
                (0..8).map(|_| limit.take(65_536, || _ = beats.fetch_add(1, Ordering::Relaxed)));
            join_all(all).await;
            Instant::now()
        };
        let changing = async {
            tokio::time::sleep(Duration::from_secs(10)).await;
            assert!(beats.load(Ordering::Relaxed) >= 8 * 99, "{beats:?}");
            limit.set(NonZeroU64::new(10_000_000));
            tokio::time::sleep(Duration::from_secs(1)).await;
            Instant::now() - Duration::from_secs(1)
        };
        let (ended, changed) = tokio::join!(waiting, changing);
        assert!(ended - changed <= Duration::from_millis(100), "{:?}", ended - changed);
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_can_be_lifted_and_one_that_is_not_there_takes_no_time() {
        let limit = limit(1);
        let begun = Instant::now();
        let lifted = async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            limit.set(None);
        };
        tokio::join!(limit.take(1 << 30, || {}), limit.take(1 << 30, || {}), lifted);
        assert!(begun.elapsed() <= Duration::from_millis(1100));
        let begun = Instant::now();
        RateLimit::unlimited().take(usize::MAX, || panic!("it waited")).await;
        assert_eq!(begun.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_dropped_takes_nothing() {
        let limit = limit(1_000_000);
        for _ in 0..5 {
            let short = Duration::from_millis(10);
            let big = limit.take(64 * 1024 * 1024, || {});
            assert!(tokio::time::timeout(short, big).await.is_err());
        }
        let begun = Instant::now();
        limit.take(65_536, || {}).await;
        assert!(begun.elapsed() <= Duration::from_millis(20), "{:?}", begun.elapsed());
    }
}
