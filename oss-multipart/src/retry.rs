//! What to do after a request failed: one pure function and the table it follows.
//!
//! | what happened | how often | after how long | what changes |
//! |---|---|---|---|
//! | connection lost, stall, timeout, answer without sense, CRC-64 of the answer differs | tries and total time | full jitter | another connection |
//! | 5xx, 408, `RequestTimeout`, `InternalError` also in a 200 | the same | the same, at least what the service asks for | nothing |
//! | 429, a `…LimitExceeded` code, a 5xx with `x-oss-qos-delay-time` or `Retry-After` | the same | twice as long, at least what the service asks for | fewer parts in flight |
//! | credentials provider failed, and says it may help | the same | full jitter | nothing |
//! | STS key expired or unknown | once in a row, uncounted | at once | fresh keys |
//! | clock too far off | once in a row, uncounted | at once | the service's time |
//! | server's certificate not trusted | not | | |
//! | anything else | not | | |
//!
//! Every try is signed anew.

use std::time::Duration;

/// How often and how long a request is repeated.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryPolicy {
    tries: Option<u32>,
    total: Option<Duration>,
    base: Duration,
    cap: Duration,
}

impl Default for RetryPolicy {
    /// 10 tries of each request, the pause before each up to 0.2 s, 0.4 s, … 20 s, without a
    /// limit in total time.
    fn default() -> Self {
        Self {
            tries: Some(10),
            total: None,
            base: Duration::from_millis(200),
            cap: Duration::from_secs(20),
        }
    }
}

impl RetryPolicy {
    /// How many times one request is sent, the first included; `None` for no limit. A repetition
    /// with fresh keys or a corrected clock is not counted.
    pub fn tries(mut self, tries: Option<u32>) -> Self {
        self.tries = tries;
        self
    }

    /// How long after its first try a request may still be repeated; `None` for no limit.
    pub fn total(mut self, total: Option<Duration>) -> Self {
        self.total = total;
        self
    }

    /// The longest pause before the first repetition, doubled for each further one, and the
    /// longest of all. Pauses are drawn evenly from zero to that (full jitter), so that uploads
    /// which failed together do not come back together.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.base = first;
        self.cap = longest;
        self
    }
}

/// Why one try failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Transport, stall, an answer that makes no sense, a damaged part: the connection is to blame.
    Broken,
    /// The service, or whoever gives the credentials, failed for a while.
    Passing,
    /// The service asks for fewer requests.
    Throttled,
    /// The service does not take the key (any more).
    KeyRefused,
    /// The service's clock says something else.
    Skewed,
    /// Nothing that repeating would mend.
    Lasting,
}

impl Cause {
    /// Whether a failure uses up one of the tries.
    pub(crate) fn is_counted(self) -> bool {
        !matches!(self, Self::KeyRefused | Self::Skewed)
    }
}

/// Where a request stands after a failed try.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    /// Failed tries that count, this one included.
    pub(crate) failures: u32,
    /// Since the first try.
    pub(crate) elapsed: Duration,
    /// Fresh keys were taken since the last failure that counts.
    pub(crate) renewed: bool,
    /// The clock was corrected since the last failure that counts.
    pub(crate) corrected: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Retry { after: Duration, change: Change },
    Stop,
}

/// What is different in the next try, besides its signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Nothing,
    Keys,
    Clock,
    /// It goes over another connection, and no later request over that one.
    Connection,
    /// The uploader is to have fewer parts in flight; the request stays as it is.
    FewerParts,
}

/// `hint` is what the service asked to wait; `random` is even in 0..1.
pub(crate) fn decide(
    cause: Cause,
    history: &History,
    hint: Option<Duration>,
    policy: &RetryPolicy,
    random: f64,
) -> Decision {
    let at_once = |change| Decision::Retry { after: Duration::ZERO, change };
    match cause {
        Cause::Lasting => return Decision::Stop,
        Cause::KeyRefused if history.renewed => return Decision::Stop,
        Cause::KeyRefused => return at_once(Change::Keys),
        Cause::Skewed if history.corrected => return Decision::Stop,
        Cause::Skewed => return at_once(Change::Clock),
        Cause::Broken | Cause::Passing | Cause::Throttled => {}
    }
    if policy.tries.is_some_and(|tries| history.failures >= tries) {
        return Decision::Stop;
    }
    // A service that throttles is left alone for twice as long.
    let doublings = history.failures.saturating_sub(u32::from(cause != Cause::Throttled)).min(31);
    let longest = policy.base.saturating_mul(1 << doublings).min(policy.cap);
    let after = longest.mul_f64(random.clamp(0.0, 1.0)).max(hint.unwrap_or_default());
    if policy.total.is_some_and(|total| history.elapsed + after > total) {
        return Decision::Stop;
    }
    let change = match cause {
        Cause::Broken => Change::Connection,
        Cause::Throttled => Change::FewerParts,
        _ => Change::Nothing,
    };
    Decision::Retry { after, change }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after_failures(failures: u32) -> History {
        History { failures, ..History::default() }
    }

    fn pause(cause: Cause, failures: u32, random: f64) -> Option<Duration> {
        let policy = RetryPolicy::default();
        match decide(cause, &after_failures(failures), None, &policy, random) {
            Decision::Retry { after, .. } => Some(after),
            Decision::Stop => None,
        }
    }

    #[test]
    fn pauses_double_up_to_the_cap_and_end_with_the_tries() {
        let longest: Vec<_> = (1..=10).map(|n| pause(Cause::Passing, n, 1.0)).collect();
        let expected = [200, 400, 800, 1600, 3200, 6400, 12_800, 20_000, 20_000];
        let expected = expected.map(|ms| Some(Duration::from_millis(ms)));
        assert_eq!(longest[..9], expected);
        assert_eq!(longest[9], None);
    }

    #[test]
    fn pauses_are_drawn_from_zero() {
        assert_eq!(pause(Cause::Passing, 1, 0.0), Some(Duration::ZERO));
        assert_eq!(pause(Cause::Passing, 1, 0.5), Some(Duration::from_millis(100)));
        assert_eq!(pause(Cause::Throttled, 1, 0.5), Some(Duration::from_millis(200)));
    }

    #[test]
    fn the_service_may_ask_for_more() {
        let hint = Some(Duration::from_secs(7));
        let policy = RetryPolicy::default();
        let decision = decide(Cause::Throttled, &after_failures(1), hint, &policy, 0.5);
        let after = Duration::from_secs(7);
        assert_eq!(decision, Decision::Retry { after, change: Change::FewerParts });
    }

    /// The table above, row by row: decision after the first and the second failure in a row.
    #[test]
    fn each_row_of_the_table() {
        let ms = Duration::from_millis;
        let again = |after, change| Decision::Retry { after: ms(after), change };
        let rows = [
            (Cause::Broken, again(200, Change::Connection), again(400, Change::Connection)),
            (Cause::Passing, again(200, Change::Nothing), again(400, Change::Nothing)),
            (Cause::Throttled, again(400, Change::FewerParts), again(800, Change::FewerParts)),
            (Cause::KeyRefused, again(0, Change::Keys), Decision::Stop),
            (Cause::Skewed, again(0, Change::Clock), Decision::Stop),
            (Cause::Lasting, Decision::Stop, Decision::Stop),
        ];
        for (cause, first, second) in rows {
            let policy = RetryPolicy::default();
            assert_eq!(decide(cause, &after_failures(1), None, &policy, 1.0), first, "{cause:?}");
            let again =
                History { failures: 2, renewed: true, corrected: true, ..History::default() };
            assert_eq!(decide(cause, &again, None, &policy, 1.0), second, "{cause:?}");
        }
    }

    #[test]
    fn without_limits_it_goes_on_for_nights() {
        let policy = RetryPolicy::default().tries(None).total(None);
        let elapsed = Duration::from_secs(30 * 24 * 3600);
        let history = History { failures: u32::MAX, elapsed, ..History::default() };
        for cause in [Cause::Broken, Cause::Passing, Cause::Throttled] {
            let decision = decide(cause, &history, None, &policy, 1.0);
            let Decision::Retry { after, .. } = decision else { panic!("{cause:?}") };
            assert_eq!(after, Duration::from_secs(20));
        }
    }

    #[test]
    fn total_time_ends_it_before_a_pause_that_would_exceed_it() {
        let policy = RetryPolicy::default().tries(None).total(Some(Duration::from_secs(60)));
        let mut history = after_failures(1000);
        history.elapsed = Duration::from_secs(39);
        let decision = decide(Cause::Passing, &history, None, &policy, 1.0);
        assert!(matches!(decision, Decision::Retry { .. }));
        history.elapsed = Duration::from_secs(41);
        assert_eq!(decide(Cause::Passing, &history, None, &policy, 1.0), Decision::Stop);
    }

    #[test]
    fn keys_and_clock_are_changed_once_in_a_row_and_not_counted() {
        let policy = RetryPolicy::default().tries(Some(1));
        let mut history = after_failures(5);
        let at_once = |change| Decision::Retry { after: Duration::ZERO, change };
        let decide = |cause, history: &History| decide(cause, history, None, &policy, 0.5);
        assert_eq!(decide(Cause::KeyRefused, &history), at_once(Change::Keys));
        assert_eq!(decide(Cause::Skewed, &history), at_once(Change::Clock));
        history.renewed = true;
        assert_eq!(decide(Cause::KeyRefused, &history), Decision::Stop);
        assert_eq!(decide(Cause::Skewed, &history), at_once(Change::Clock));
        history.corrected = true;
        assert_eq!(decide(Cause::Skewed, &history), Decision::Stop);
    }

    #[test]
    fn what_lasts_is_not_repeated() {
        let decision =
            decide(Cause::Lasting, &after_failures(1), None, &RetryPolicy::default(), 0.0);
        assert_eq!(decision, Decision::Stop);
    }
}
