//! Keeps the keys: one fetch at a time, before they run out and after a refusal.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use secrecy::ExposeSecret as _;
use time::{Duration, OffsetDateTime};
use tokio::sync::Mutex;

use super::{Credentials, CredentialsError, CredentialsProvider};

/// How long before its end a key is replaced.
const EARLY: Duration = Duration::minutes(15);
/// How long a provider that failed is left alone while the key it gave is still good.
const PAUSE: Duration = Duration::seconds(30);

/// The keys of a client.
pub(crate) struct Keeper {
    provider: Arc<dyn CredentialsProvider>,
    held: RwLock<Option<Held>>,
    /// Held by whoever is asking the provider; why the last one got nothing.
    flight: Mutex<Option<CredentialsError>>,
    /// How many got nothing.
    failures: AtomicU64,
}

#[derive(Clone)]
struct Held {
    credentials: Arc<Credentials>,
    renew_at: Option<OffsetDateTime>,
}

impl Keeper {
    pub(crate) fn new(provider: Arc<dyn CredentialsProvider>) -> Self {
        Self {
            provider,
            held: RwLock::default(),
            flight: Mutex::default(),
            failures: AtomicU64::new(0),
        }
    }

    /// Keys good at `now`, the service's time.
    pub(crate) async fn current(
        &self,
        now: OffsetDateTime,
    ) -> Result<Arc<Credentials>, CredentialsError> {
        let failures = self.failures.load(Ordering::Acquire);
        let known = self.held();
        let mut flight = match known {
            Some(known) if !known.is_due(now) => return Ok(known.credentials),
            // Somebody is renewing them: these will do until then.
            Some(known) if known.is_valid(now) => match self.flight.try_lock() {
                Ok(guard) => guard,
                Err(_) => return Ok(known.credentials),
            },
            _ => self.flight.lock().await,
        };
        // Once more, now that nobody else is asking.
        let known = self.held();
        if let Some(known) = &known
            && !known.is_due(now)
        {
            return Ok(Arc::clone(&known.credentials));
        }
        // Who waited for others takes their failure for an answer, or all would ask one by one.
        if let Some(error) = &*flight
            && self.failures.load(Ordering::Acquire) != failures
        {
            return Err(error.clone());
        }
        let next = match (self.provider.fetch().await, known) {
            (Ok(credentials), _) => {
                let access_key_id = credentials.access_key_id();
                tracing::debug!(access_key_id, expiry = ?credentials.expiry(), "fetched keys");
                let renew_at = renewal(now, credentials.expiry());
                Held { credentials: Arc::new(credentials), renew_at }
            }
            // Unless they were refused meanwhile.
            (Err(error), Some(known)) if known.is_valid(now) && self.holds(&known.credentials) => {
                tracing::warn!(%error, "the keys could not be renewed; the old ones are still good");
                Held { renew_at: Some(now + PAUSE), ..known }
            }
            (Err(error), _) => {
                *flight = Some(error.clone());
                self.failures.fetch_add(1, Ordering::Release);
                return Err(error);
            }
        };
        self.hold(Some(next.clone()));
        Ok(next.credentials)
    }

    /// Forgets these, which the service refused, unless others have taken their place already.
    pub(crate) fn refuse(&self, refused: &Arc<Credentials>) {
        if self.holds(refused) {
            self.hold(None);
        }
    }

    /// Whether there are others now in place of these, which the service refused.
    pub(crate) async fn has_others(
        &self,
        refused: &Credentials,
        now: OffsetDateTime,
    ) -> Result<bool, CredentialsError> {
        Ok(!is_same(&*self.current(now).await?, refused))
    }

    fn holds(&self, credentials: &Arc<Credentials>) -> bool {
        self.held().is_some_and(|held| Arc::ptr_eq(&held.credentials, credentials))
    }

    fn held(&self) -> Option<Held> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn hold(&self, next: Option<Held>) {
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = next;
    }
}

impl Held {
    fn is_due(&self, now: OffsetDateTime) -> bool {
        self.renew_at.is_some_and(|at| at <= now)
    }

    fn is_valid(&self, now: OffsetDateTime) -> bool {
        self.credentials.expiry().is_none_or(|expiry| now < expiry)
    }
}

impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.provider.fmt(f)
    }
}

fn is_same(one: &Credentials, other: &Credentials) -> bool {
    let token = |credentials: &Credentials| {
        credentials.security_token().map(|token| token.expose_secret().to_owned())
    };
    one.access_key_id() == other.access_key_id() && token(one) == token(other)
}

/// When to ask for the successor of a key fetched at `now`: fifteen minutes before its end, or after
/// half of its life if that is short. A key that seems to have run out already is used until the
/// service refuses it: the clock that says so may be wrong.
fn renewal(now: OffsetDateTime, expiry: Option<OffsetDateTime>) -> Option<OffsetDateTime> {
    let expiry = expiry?;
    let life = expiry - now;
    life.is_positive().then(|| expiry - EARLY.min(life / 2))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicU32};

    use futures_util::FutureExt as _;
    use futures_util::future::{BoxFuture, join_all};
    use time::macros::datetime;

    use super::*;

    const START: OffsetDateTime = datetime!(2026-11-22 12:00 UTC);

    #[derive(Debug, Default)]
    struct Counting {
        fetched: AtomicU32,
        failing: AtomicBool,
        expiry: Option<OffsetDateTime>,
    }

    impl CredentialsProvider for Counting {
        fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
            async {
                tokio::task::yield_now().await;
                let number = self.fetched.fetch_add(1, Ordering::SeqCst);
                if self.failing.load(Ordering::SeqCst) {
                    return Err(CredentialsError::retryable("no connection"));
                }
                let credentials =
                    Credentials::new(format!("STS.{number}"), "s").with_security_token("t");
                Ok(match self.expiry {
                    Some(expiry) => credentials.with_expiry(expiry),
                    None => credentials,
                })
            }
            .boxed()
        }
    }

    fn keeper(expiry: Option<OffsetDateTime>) -> (Arc<Counting>, Keeper) {
        let provider = Arc::new(Counting { expiry, ..Counting::default() });
        (Arc::clone(&provider), Keeper::new(provider))
    }

    async fn id_at(keeper: &Keeper, after: Duration) -> String {
        let held = keeper.current(START + after).await.expect("keys");
        held.access_key_id().to_owned()
    }

    #[tokio::test]
    async fn many_at_once_fetch_once() {
        let (provider, keeper) = keeper(None);
        let all = join_all((0..16).map(|_| keeper.current(START))).await;
        assert!(all.into_iter().all(|held| held.expect("keys").access_key_id() == "STS.0"));
        assert_eq!(provider.fetched.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn keys_are_renewed_fifteen_minutes_early() {
        let (_, keeper) = keeper(Some(START + Duration::hours(1)));
        assert_eq!(id_at(&keeper, Duration::ZERO).await, "STS.0");
        assert_eq!(id_at(&keeper, Duration::seconds(45 * 60 - 1)).await, "STS.0");
        assert_eq!(id_at(&keeper, Duration::minutes(45)).await, "STS.1");
    }

    #[tokio::test]
    async fn short_lived_keys_are_used_for_half_of_their_life() {
        let (_, keeper) = keeper(Some(START + Duration::minutes(15)));
        assert_eq!(id_at(&keeper, Duration::ZERO).await, "STS.0");
        assert_eq!(id_at(&keeper, Duration::minutes(7)).await, "STS.0");
        assert_eq!(id_at(&keeper, Duration::seconds(450)).await, "STS.1");
    }

    #[tokio::test]
    async fn refused_keys_are_replaced_once_however_many_report_them() {
        let (provider, keeper) = keeper(None);
        let refused = keeper.current(START).await.expect("keys");
        for _ in 0..4 {
            keeper.refuse(&refused);
            assert!(keeper.has_others(&refused, START).await.expect("keys"));
            assert_eq!(id_at(&keeper, Duration::ZERO).await, "STS.1");
        }
        assert_eq!(provider.fetched.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn keys_that_cannot_change_have_no_others() {
        for fixed in
            [Credentials::new("id", "s"), Credentials::new("id", "s").with_security_token("t")]
        {
            let keeper = Keeper::new(Arc::new(fixed));
            let refused = keeper.current(START).await.expect("keys");
            keeper.refuse(&refused);
            assert!(!keeper.has_others(&refused, START).await.expect("keys"));
        }
    }

    #[tokio::test]
    async fn many_at_once_share_a_failure_and_the_next_one_asks_again() {
        let (provider, keeper) = keeper(None);
        provider.failing.store(true, Ordering::SeqCst);
        let all = join_all((0..16).map(|_| keeper.current(START))).await;
        assert!(all.into_iter().all(|held| held.is_err()));
        assert_eq!(provider.fetched.load(Ordering::SeqCst), 1);
        provider.failing.store(false, Ordering::SeqCst);
        assert_eq!(id_at(&keeper, Duration::ZERO).await, "STS.1");
    }

    #[tokio::test]
    async fn keys_refused_during_their_renewal_do_not_come_back() {
        let (provider, keeper) = keeper(Some(START + Duration::hours(1)));
        let refused = keeper.current(START).await.expect("keys");
        provider.failing.store(true, Ordering::SeqCst);
        let renewal = keeper.current(START + Duration::minutes(50));
        let refusal = async { keeper.refuse(&refused) };
        let (renewed, ()) = futures_util::future::join(renewal, refusal).await;
        assert!(renewed.is_err());
        assert!(keeper.current(START + Duration::minutes(50)).await.is_err());
    }

    #[tokio::test]
    async fn a_failing_provider_is_forgiven_until_the_keys_run_out() {
        let (provider, keeper) = keeper(Some(START + Duration::hours(1)));
        id_at(&keeper, Duration::ZERO).await;
        provider.failing.store(true, Ordering::SeqCst);
        assert_eq!(id_at(&keeper, Duration::minutes(50)).await, "STS.0");
        assert_eq!(id_at(&keeper, Duration::seconds(50 * 60 + 29)).await, "STS.0");
        assert_eq!(provider.fetched.load(Ordering::SeqCst), 2);
        assert_eq!(id_at(&keeper, Duration::minutes(59)).await, "STS.0");
        let error = keeper.current(START + Duration::minutes(60)).await.expect_err("no keys");
        assert!(error.is_retryable());
    }

    #[tokio::test]
    async fn keys_that_look_expired_are_left_to_the_service() {
        let (provider, keeper) = keeper(Some(START - Duration::hours(1)));
        id_at(&keeper, Duration::ZERO).await;
        id_at(&keeper, Duration::ZERO).await;
        assert_eq!(provider.fetched.load(Ordering::SeqCst), 1);
    }
}
