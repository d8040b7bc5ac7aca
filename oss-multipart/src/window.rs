//! How many parts may be in flight: found by trying, since nobody knows the line beforehand.
//!
//! One more part is tried while that makes the whole faster; when one more brought nothing it is
//! taken back. Now and then one more and one fewer are tried again, each time after a longer
//! while, because lines get free and get busy. A service that throttles halves the number, and
//! what it refused is not tried again soon.

use std::time::{Duration, Instant};

/// Shorter measurements say more about the scheduler than about the line.
const SHORTEST_EPOCH: Duration = Duration::from_millis(50);
/// A gain or loss below this is noise; with many parts in flight, half of what one part is.
const NOTABLE: f64 = 0.05;
/// How much of a new measurement goes into the known throughput.
const FRESH: f64 = 0.25;
/// Epochs between attempts that brought nothing: doubled each time, from the first to the last.
const WAITS: (u32, u32) = (4, 64);
/// Epochs before each step up after the service throttled.
const SLOW: u32 = 4;
/// Epochs before as many parts as the service refused are tried again: doubled each time.
const REFUSED_WAITS: (u32, u32) = (64, 512);

/// The number of parts that may be in flight, adapted to what is told to it.
#[derive(Debug)]
pub(crate) struct Window {
    limit: usize,
    most: usize,
    /// Parts to let pass before measuring, since they were begun under another limit.
    passing: usize,
    /// Being measured, as soon as those have passed.
    epoch: Option<Epoch>,
    /// Bytes per second at the limit from which the next attempt starts.
    known: Option<f64>,
    attempt: Option<Attempt>,
    /// What to try next, and in how many epochs.
    next: Attempt,
    pause: u32,
    wait: u32,
    /// The first attempt that brought nothing is over: there is time to measure better.
    settled: bool,
    refused: Option<Refused>,
    refused_wait: u32,
}

#[derive(Clone, Copy, Debug)]
struct Epoch {
    begun: Instant,
    bytes: u64,
    parts: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Attempt {
    More,
    Fewer,
}

/// What the service did not take.
#[derive(Clone, Copy, Debug)]
struct Refused {
    limit: usize,
    /// Reports still to come of parts that were in flight then, and how long they are due.
    reports: usize,
    until: Instant,
}

impl Window {
    /// `start` parts at first, never more than `most`; at least one of each.
    pub(crate) fn new(start: usize, most: usize) -> Self {
        let most = most.max(1);
        let limit = start.clamp(1, most);
        Self {
            limit,
            most,
            // Connections are set up and warm when the first parts are over.
            passing: limit,
            epoch: None,
            known: None,
            attempt: None,
            next: Attempt::More,
            pause: 0,
            wait: WAITS.0,
            settled: false,
            refused: None,
            refused_wait: REFUSED_WAITS.0,
        }
    }

    /// How many parts may be in flight now.
    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    /// A whole part was confirmed.
    pub(crate) fn confirmed(&mut self, bytes: u64, now: Instant) {
        self.hear();
        if self.passing > 0 {
            self.passing -= 1;
            self.epoch = (self.passing == 0).then_some(Epoch { begun: now, bytes: 0, parts: 0 });
            return;
        }
        let Some(epoch) = &mut self.epoch else { return };
        epoch.bytes += bytes;
        epoch.parts += 1;
        let enough = if self.settled { 2 * self.limit } else { self.limit };
        let taken = now.saturating_duration_since(epoch.begun);
        if epoch.parts >= enough && taken >= SHORTEST_EPOCH {
            let throughput = epoch.bytes as f64 / taken.as_secs_f64();
            self.epoch = Some(Epoch { begun: now, bytes: 0, parts: 0 });
            self.judge(throughput);
        }
    }

    /// The service asked for fewer requests.
    pub(crate) fn throttled(&mut self, now: Instant) {
        if self.refused.is_some_and(|refused| refused.reports > 0 || now < refused.until) {
            self.hear();
            return;
        }
        if self.refused.is_some_and(|refused| refused.limit <= self.limit) {
            self.refused_wait = (self.refused_wait * 2).min(REFUSED_WAITS.1);
        }
        let until = now + SHORTEST_EPOCH;
        // This report is one of them.
        self.refused = Some(Refused { limit: self.limit, reports: self.limit - 1, until });
        self.limit = (self.limit / 2).max(1);
        self.attempt = None;
        self.next = Attempt::More;
        self.pause = self.pause_below_refused();
        self.changed();
        self.known = None;
    }

    /// One of the parts in flight when the service throttled has reported.
    fn hear(&mut self) {
        if let Some(refused) = &mut self.refused {
            refused.reports = refused.reports.saturating_sub(1);
        }
    }

    fn judge(&mut self, throughput: f64) {
        let known = self.known.unwrap_or(throughput);
        let notable = NOTABLE.min(0.5 / self.limit as f64);
        match self.attempt.take() {
            None => {
                self.known = Some(known + FRESH * (throughput - known));
                if self.pause > 0 {
                    self.pause -= 1;
                } else {
                    self.try_next();
                }
            }
            Some(Attempt::More) if throughput >= known * (1.0 + notable) => {
                self.known = Some(throughput);
                if self.refused.is_some_and(|refused| self.limit >= refused.limit) {
                    self.refused = None;
                    self.refused_wait = REFUSED_WAITS.0;
                }
                self.wait = WAITS.0;
                self.pause = if self.refused.is_some() { self.pause_below_refused() } else { 0 };
                if self.pause == 0 {
                    self.try_next();
                }
            }
            Some(Attempt::Fewer) if throughput >= known * (1.0 - notable) => {
                // Fewer do as well, and perhaps fewer still; the throughput to keep is the old one.
                self.wait = WAITS.0;
                self.try_next();
            }
            Some(Attempt::More) => self.take_back(self.limit - 1, Attempt::Fewer),
            Some(Attempt::Fewer) => self.take_back(self.limit + 1, Attempt::More),
        }
    }

    /// Back to where the attempt came from, for a while.
    fn take_back(&mut self, limit: usize, next: Attempt) {
        self.limit = limit;
        self.changed();
        self.settle(next);
    }

    fn settle(&mut self, next: Attempt) {
        self.settled = true;
        self.next = next;
        self.pause = self.wait;
        self.wait = (self.wait * 2).min(WAITS.1);
        if next == Attempt::More && self.refused.is_some() {
            self.pause = self.pause.max(self.pause_below_refused());
        }
    }

    fn try_next(&mut self) {
        match self.next {
            Attempt::More if self.limit < self.most => self.limit += 1,
            Attempt::Fewer if self.limit > 1 => self.limit -= 1,
            Attempt::More => return self.settle(Attempt::Fewer),
            Attempt::Fewer => return self.settle(Attempt::More),
        }
        self.attempt = Some(self.next);
        self.changed();
    }

    fn changed(&mut self) {
        self.passing = self.limit;
        self.epoch = None;
    }

    /// Short while well below what was refused, long when the next step would be just that.
    fn pause_below_refused(&self) -> u32 {
        match self.refused {
            Some(refused) if self.limit + 1 >= refused.limit => self.refused_wait,
            _ => SLOW,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A line on which each connection gets `each` and all together `total` bytes per second,
    /// and a service that throttles more than `taken` parts in flight.
    struct Line {
        each: f64,
        total: f64,
        taken: usize,
        /// Parts differ in speed by up to this factor.
        noise: f64,
        random: fastrand::Rng,
    }

    const PART: f64 = 8e6;

    impl Line {
        fn new(each: f64, total: f64) -> Self {
            let random = fastrand::Rng::with_seed(1);
            Self { each, total, taken: usize::MAX, noise: 0.0, random }
        }
    }

    struct Run {
        window: Window,
        start: Instant,
        clock: f64,
        /// What is left of each part in flight, and how fast it is.
        flying: Vec<(f64, f64)>,
        throttles: usize,
        limits: Vec<usize>,
    }

    impl Run {
        fn new(start: usize, most: usize) -> Self {
            Self {
                window: Window::new(start, most),
                start: Instant::now(),
                clock: 0.0,
                flying: Vec::new(),
                throttles: 0,
                limits: Vec::new(),
            }
        }

        /// The limits while so many parts are confirmed.
        fn send(&mut self, line: &mut Line, parts: usize) -> &[usize] {
            self.limits.clear();
            while self.limits.len() < parts {
                let now = self.start + Duration::from_secs_f64(self.clock);
                while self.flying.len() < self.window.limit() {
                    if self.flying.len() >= line.taken {
                        self.throttles += 1;
                        self.window.throttled(now);
                        break;
                    }
                    let speed = 1.0 + line.noise * (2.0 * line.random.f64() - 1.0);
                    self.flying.push((PART, speed));
                }
                let share = line.each.min(line.total / self.flying.len() as f64);
                let first = self.flying.iter().map(|(left, speed)| left / (share * speed));
                let step = first.fold(f64::INFINITY, f64::min);
                self.clock += step;
                let now = self.start + Duration::from_secs_f64(self.clock);
                for (left, speed) in &mut self.flying {
                    *left -= share * *speed * step;
                }
                let before = self.flying.len();
                self.flying.retain(|(left, _)| *left > 1e-3);
                for _ in self.flying.len()..before {
                    self.window.confirmed(PART as u64, now);
                    self.limits.push(self.window.limit());
                }
            }
            &self.limits
        }
    }

    fn mean(limits: &[usize]) -> f64 {
        limits.iter().sum::<usize>() as f64 / limits.len() as f64
    }

    fn assert_about(limits: &[usize], wanted: usize) {
        let near = limits.iter().filter(|limit| limit.abs_diff(wanted) <= 1).count();
        assert!(near * 20 >= limits.len() * 19, "not about {wanted}: {limits:?}");
    }

    #[test]
    fn finds_what_fills_the_line_and_stays() {
        for (wanted, each) in [(1, 10e6), (2, 10e6), (6, 10e6), (10, 100e6), (14, 1e6)] {
            let mut line = Line::new(each, wanted as f64 * each);
            let mut run = Run::new(4, 16);
            run.send(&mut line, 400);
            assert_about(run.send(&mut line, 2000), wanted);
        }
    }

    #[test]
    fn takes_all_it_may_have_where_nothing_limits_but_soon() {
        let mut line = Line::new(10e6, f64::INFINITY);
        let mut run = Run::new(4, 16);
        run.send(&mut line, 350);
        assert_eq!(run.window.limit(), 16);
        assert_about(run.send(&mut line, 1000), 16);
    }

    #[test]
    fn follows_a_line_that_gets_faster_and_slower() {
        let mut line = Line::new(10e6, 40e6);
        let mut run = Run::new(4, 16);
        assert_about(&run.send(&mut line, 1000)[500..], 4);
        line.total = 100e6;
        assert_about(&run.send(&mut line, 3000)[2000..], 10);
        line.total = 50e6;
        assert_about(&run.send(&mut line, 6000)[4000..], 5);
        line.each = 5e6;
        assert_about(&run.send(&mut line, 4000)[2000..], 10);
    }

    #[test]
    fn stays_below_what_is_throttled() {
        for taken in [1, 3, 8, 12] {
            let mut line = Line { taken, ..Line::new(10e6, f64::INFINITY) };
            let mut run = Run::new(4, 16);
            run.send(&mut line, 500);
            let before = run.throttles;
            let limits = run.send(&mut line, 5000);
            assert!(mean(limits) >= 0.85 * taken as f64, "{taken}: {}", mean(limits));
            assert!(limits.iter().all(|limit| *limit <= taken + 1), "{taken}");
            assert!(run.throttles - before <= 50, "{taken}: {}", run.throttles - before);
        }
    }

    #[test]
    fn a_storm_of_reports_halves_once() {
        let mut window = Window::new(16, 16);
        let start = Instant::now();
        for report in 0..16 {
            window.throttled(start + Duration::from_millis(report));
        }
        assert_eq!(window.limit(), 8);
        // These are new requests.
        window.throttled(start + Duration::from_secs(1));
        assert_eq!(window.limit(), 4);
    }

    #[test]
    fn what_was_refused_long_ago_is_tried_again() {
        let mut line = Line { taken: 4, ..Line::new(10e6, f64::INFINITY) };
        let mut run = Run::new(8, 16);
        run.send(&mut line, 1000);
        line.taken = usize::MAX;
        run.send(&mut line, 6000);
        assert!(run.window.limit() >= 15, "{}", run.window.limit());
    }

    #[test]
    fn noise_does_not_carry_it_away() {
        for seed in 0..20 {
            let mut line = Line::new(10e6, 60e6);
            line.noise = 0.3;
            line.random = fastrand::Rng::with_seed(seed);
            let mut run = Run::new(4, 16);
            run.send(&mut line, 500);
            let mean = mean(run.send(&mut line, 5000));
            assert!((5.0..=8.5).contains(&mean), "seed {seed}: {mean}");
        }
    }

    proptest! {
        #[test]
        fn the_limit_is_always_one_to_most(
            start in 0usize..40,
            most in 0usize..40,
            events in proptest::collection::vec((any::<bool>(), 0u64..10_000_000, 0u64..500), 0..400),
        ) {
            let mut window = Window::new(start, most);
            let mut now = Instant::now();
            for (throttled, bytes, after) in events {
                now += Duration::from_millis(after);
                if throttled && bytes % 4 == 0 {
                    window.throttled(now);
                } else {
                    window.confirmed(bytes, now);
                }
                prop_assert!((1..=most.max(1)).contains(&window.limit()));
            }
        }
    }
}
