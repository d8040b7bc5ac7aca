//! When to look again, decided without a clock.

use std::time::Duration;

/// How often and how long a task is looked at.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct WaitPolicy {
    /// The pause after the first look.
    pub first: Duration,
    /// What each pause is longer by than the one before: 1.5 makes it half as long again.
    pub growth: f64,
    /// The longest pause.
    pub cap: Duration,
    /// How long a task may stand still in a state that it leaves only when somebody acts, such as
    /// paused; not at once, since the service shows a start late. A task that is not listed yet has
    /// this long to appear.
    pub rest: Duration,
    /// How long to wait in all, and up to ten seconds more for the last look. The task goes on at the
    /// service after that.
    pub deadline: Duration,
}

impl Default for WaitPolicy {
    /// Pauses of 2, 3, 4.5 … up to 30 seconds, a rest of 30 seconds, and one day in all.
    fn default() -> Self {
        Self {
            first: Duration::from_secs(2),
            growth: 1.5,
            cap: Duration::from_secs(30),
            rest: Duration::from_secs(30),
            deadline: Duration::from_secs(24 * 60 * 60),
        }
    }
}

/// No service is to be asked without a pause.
const LEAST: Duration = Duration::from_millis(1);

/// What a look says of the way that the task goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Done,
    /// It goes on by itself, or could not be seen.
    Going,
    /// It goes on only if somebody acts, or if the service shows late that somebody did.
    Resting,
    Failed,
}

/// How far the waiting has come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spent {
    /// Looks made so far, the last one included.
    pub(super) looks: u32,
    /// Time since the waiting began.
    pub(super) elapsed: Duration,
    /// Time since the task was first seen resting, without being seen otherwise since.
    pub(super) rested: Duration,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Done,
    Failed,
    /// It has rested for as long as it may.
    Still,
    /// The deadline is here.
    Late,
    LookAfter(Duration),
}

/// The last look is at the deadline itself.
pub(super) fn next(policy: &WaitPolicy, standing: Standing, spent: Spent) -> Next {
    match standing {
        Standing::Done => return Next::Done,
        Standing::Failed => return Next::Failed,
        Standing::Resting if spent.rested >= policy.rest => return Next::Still,
        Standing::Resting | Standing::Going => {}
    }
    let left = policy.deadline.saturating_sub(spent.elapsed);
    if left.is_zero() {
        return Next::Late;
    }
    let grown = policy.growth.max(1.0).powi(spent.looks.saturating_sub(1).min(1000) as i32);
    let pause = Duration::try_from_secs_f64(policy.first.as_secs_f64() * grown);
    let pause = pause.map_or(policy.cap, |pause| pause.min(policy.cap)).max(LEAST).min(left);
    Next::LookAfter(match standing {
        Standing::Resting => pause.min(policy.rest.saturating_sub(spent.rested)),
        _ => pause,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn going(looks: u32, elapsed: u64) -> Next {
        let spent = Spent { looks, elapsed: seconds(elapsed), rested: Duration::ZERO };
        next(&WaitPolicy::default(), Standing::Going, spent)
    }

    #[test]
    fn pauses_grow_up_to_the_cap_and_the_last_look_is_at_the_deadline() {
        assert_eq!(going(1, 0), Next::LookAfter(seconds(2)));
        assert_eq!(going(2, 2), Next::LookAfter(seconds(3)));
        assert_eq!(going(3, 5), Next::LookAfter(Duration::from_millis(4500)));
        assert_eq!(going(8, 100), Next::LookAfter(seconds(30)));
        assert_eq!(going(u32::MAX, 100), Next::LookAfter(seconds(30)));
        assert_eq!(going(9, 86_399), Next::LookAfter(seconds(1)));
        assert_eq!(going(9, 86_400), Next::Late);
    }

    #[test]
    fn a_task_may_rest_for_a_while_only() {
        let rested = |rested| {
            let spent = Spent { looks: 9, elapsed: seconds(100), rested: seconds(rested) };
            next(&WaitPolicy::default(), Standing::Resting, spent)
        };
        assert_eq!(rested(0), Next::LookAfter(seconds(30)));
        assert_eq!(rested(29), Next::LookAfter(seconds(1)));
        assert_eq!(rested(30), Next::Still);
    }

    #[test]
    fn an_end_ends_even_after_the_deadline() {
        let spent = Spent { looks: 1, elapsed: seconds(90_000), rested: Duration::ZERO };
        assert_eq!(next(&WaitPolicy::default(), Standing::Done, spent), Next::Done);
        assert_eq!(next(&WaitPolicy::default(), Standing::Failed, spent), Next::Failed);
    }

    #[test]
    fn no_setting_makes_it_panic_or_shrinks_the_pauses() {
        for growth in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -2.0, 0.0, 0.5, 1e300] {
            let policy = WaitPolicy { growth, ..WaitPolicy::default() };
            let spent = Spent { looks: 5, elapsed: seconds(9), rested: Duration::ZERO };
            let Next::LookAfter(pause) = next(&policy, Standing::Going, spent) else {
                panic!("{growth}: an end");
            };
            assert!(pause >= seconds(2) && pause <= seconds(30), "{growth}: {pause:?}");
        }
    }
}
