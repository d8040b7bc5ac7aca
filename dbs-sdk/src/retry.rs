//! When to send a request again, decided without a clock and without randomness of its own.

use std::time::Duration;

/// How often and how long a call is tried again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// Tries in all, the first one included; 1 turns retries off.
    pub attempts: u32,
    /// The longest first pause; it doubles with each try.
    pub base: Duration,
    /// The longest pause.
    pub cap: Duration,
    /// No new try begins later than this after the first began.
    pub total: Duration,
}

impl Default for RetryPolicy {
    /// Five tries within two minutes, pauses of up to 0.3, 0.6, 1.2, 2.4 seconds.
    fn default() -> Self {
        Self {
            attempts: 5,
            base: Duration::from_millis(300),
            cap: Duration::from_secs(10),
            total: Duration::from_secs(120),
        }
    }
}

impl RetryPolicy {
    /// Every call is tried once.
    pub fn never() -> Self {
        Self { attempts: 1, ..Self::default() }
    }
}

/// Why a try failed, as far as trying again goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Nothing was sent: no connection came about.
    NotSent,
    /// Something was sent and no full answer came back, or a 5xx that does not say what was done.
    Unclear,
    /// The service said no before doing anything, and may say yes later: throttling, a used nonce.
    Later,
    /// The service said no for the time that the request carried.
    Clock,
    /// The service said no to temporary keys, or to keys that may be.
    Keys,
    /// The service said no for a reason on this side, which has been set right since.
    Mended,
    /// The service said no.
    Final,
}

/// How far the call has come.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spent {
    /// Tries made so far, the failed one included.
    pub(crate) attempts: u32,
    /// Time since the first try began.
    pub(crate) elapsed: Duration,
}

/// The pause before the next try, or `None` when there is none. `jitter` is in 0..1; the pause is
/// full jitter, and never shorter than the service asked for (`wait`).
pub(crate) fn next_try(
    policy: &RetryPolicy,
    failure: Failure,
    idempotent: bool,
    spent: Spent,
    wait: Option<Duration>,
    jitter: f64,
) -> Option<Duration> {
    let allowed = match failure {
        Failure::NotSent | Failure::Later | Failure::Mended => true,
        Failure::Unclear => idempotent,
        Failure::Clock | Failure::Keys | Failure::Final => false,
    };
    if !allowed || spent.attempts >= policy.attempts {
        return None;
    }
    let doublings = spent.attempts.saturating_sub(1).min(30);
    let longest = policy.base.saturating_mul(1 << doublings).min(policy.cap);
    let pause = match failure {
        // Nothing to wait for.
        Failure::Mended => Duration::ZERO,
        _ => longest.mul_f64(jitter.clamp(0.0, 1.0)).max(wait.unwrap_or_default()),
    };
    (spent.elapsed.saturating_add(pause) < policy.total).then_some(pause)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Spent = Spent { attempts: 1, elapsed: Duration::ZERO };

    fn decide(failure: Failure, idempotent: bool, spent: Spent) -> Option<Duration> {
        next_try(&RetryPolicy::default(), failure, idempotent, spent, None, 1.0)
    }

    #[test]
    fn a_lost_answer_is_asked_again_only_for_idempotent_calls() {
        assert_eq!(decide(Failure::Unclear, true, FIRST), Some(Duration::from_millis(300)));
        assert_eq!(decide(Failure::Unclear, false, FIRST), None);
        assert!(decide(Failure::NotSent, false, FIRST).is_some());
        assert!(decide(Failure::Later, false, FIRST).is_some());
        assert_eq!(decide(Failure::Final, true, FIRST), None);
    }

    #[test]
    fn pauses_double_up_to_the_cap_and_the_budget_ends_them() {
        let policy = RetryPolicy { attempts: 100, ..RetryPolicy::default() };
        let pause = |attempts, seconds| {
            let spent = Spent { attempts, elapsed: Duration::from_secs(seconds) };
            next_try(&policy, Failure::Later, true, spent, None, 1.0)
        };
        assert_eq!(pause(2, 0), Some(Duration::from_millis(600)));
        assert_eq!(pause(50, 0), Some(Duration::from_secs(10)));
        assert_eq!(pause(50, 111), None);
        assert_eq!(pause(100, 0), None);
    }

    #[test]
    fn the_services_own_wait_is_kept() {
        let wait = Some(Duration::from_secs(7));
        let pause = next_try(&RetryPolicy::default(), Failure::Later, true, FIRST, wait, 0.0);
        assert_eq!(pause, wait);
    }

    #[test]
    fn what_was_set_right_is_tried_again_at_once_and_nothing_else_of_its_kind() {
        assert_eq!(decide(Failure::Mended, false, FIRST), Some(Duration::ZERO));
        assert_eq!(decide(Failure::Clock, true, FIRST), None);
        assert_eq!(decide(Failure::Keys, true, FIRST), None);
        let last = Spent { attempts: 5, ..FIRST };
        assert_eq!(decide(Failure::Mended, true, last), None);
    }

    #[test]
    fn never_means_one_try() {
        assert_eq!(next_try(&RetryPolicy::never(), Failure::NotSent, true, FIRST, None, 0.0), None);
    }
}
