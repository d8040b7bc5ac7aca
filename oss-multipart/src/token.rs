//! Keeps the credentials: one fetch at a time, before they run out and after a refusal.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use time::{Duration, OffsetDateTime};
use tokio::sync::Mutex;

use crate::credentials::{Credentials, CredentialsError, CredentialsProvider};
use crate::sign_v4::DayKey;

/// Part of a key's life after which the provider is asked for the next one.
const RENEW_AT: f64 = 0.8;
/// How long a provider that failed is left alone while the key it gave is still good.
const PAUSE: Duration = Duration::seconds(30);

/// The credentials of a bucket.
pub(crate) enum Keys {
    Static(Arc<Held>),
    Renewed {
        provider: Arc<dyn CredentialsProvider>,
        held: RwLock<Option<Arc<Held>>>,
        /// Held by whoever is asking the provider; why the last one got nothing.
        flight: Mutex<Option<CredentialsError>>,
        /// How many got nothing.
        failures: AtomicU64,
    },
}

/// One set of credentials and what was worked out for it.
pub(crate) struct Held {
    pub(crate) credentials: Arc<Credentials>,
    renew_at: Option<OffsetDateTime>,
    day_key: RwLock<Option<Arc<DayKey>>>,
}

impl Keys {
    pub(crate) fn fixed(credentials: Credentials) -> Self {
        Self::Static(Arc::new(Held::new(Arc::new(credentials), None)))
    }

    /// Of a bucket that needs none.
    pub(crate) fn none() -> Self {
        Self::fixed(Credentials::new("", ""))
    }

    pub(crate) fn renewed(provider: Arc<dyn CredentialsProvider>) -> Self {
        Self::Renewed {
            provider,
            held: RwLock::default(),
            flight: Mutex::default(),
            failures: AtomicU64::new(0),
        }
    }

    pub(crate) fn can_renew(&self) -> bool {
        matches!(self, Self::Renewed { .. })
    }

    /// Credentials good at `now`, the service's time; calls `fetched` if they were fetched for it.
    pub(crate) async fn current(
        &self,
        now: OffsetDateTime,
        fetched: impl FnOnce(),
    ) -> Result<Arc<Held>, CredentialsError> {
        let (provider, held, flight, failures) = match self {
            Self::Static(held) => return Ok(Arc::clone(held)),
            Self::Renewed { provider, held, flight, failures } => {
                (provider, held, flight, failures)
            }
        };
        let failed_before = failures.load(Ordering::Acquire);
        let known = read(held);
        let mut flying = match known {
            Some(known) if !known.is_due(now) => return Ok(known),
            // Somebody is renewing them: these will do until then.
            Some(known) if known.is_valid(now) => match flight.try_lock() {
                Ok(guard) => guard,
                Err(_) => return Ok(known),
            },
            _ => flight.lock().await,
        };
        // Once more, now that nobody else is asking.
        let known = read(held);
        if let Some(known) = &known
            && !known.is_due(now)
        {
            return Ok(Arc::clone(known));
        }
        // Who waited for others takes their failure for an answer, or all would ask one by one.
        if let Some(error) = &*flying
            && failures.load(Ordering::Acquire) != failed_before
        {
            return Err(error.clone());
        }
        let is_held = |known: &Held| {
            read(held).is_some_and(|held| Arc::ptr_eq(&held.credentials, &known.credentials))
        };
        let next = match (provider.fetch().await, known) {
            (Ok(credentials), _) => {
                tracing::debug!(access_key_id = credentials.access_key_id(), "fetched credentials");
                fetched();
                let renew_at = renewal(now, credentials.expiry());
                Arc::new(Held::new(Arc::new(credentials), renew_at))
            }
            // Unless they were refused meanwhile.
            (Err(_), Some(known)) if known.is_valid(now) && is_held(&known) => {
                tracing::warn!("credentials could not be renewed; the old ones are still good");
                Arc::new(Held::new(known.credentials.clone(), Some(now + PAUSE)))
            }
            (Err(error), _) => {
                *flying = Some(error.clone());
                failures.fetch_add(1, Ordering::Release);
                return Err(error);
            }
        };
        *held.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&next));
        Ok(next)
    }

    /// Forgets these, which the service refused, unless others have taken their place already.
    pub(crate) fn refuse(&self, refused: &Arc<Held>) {
        if let Self::Renewed { held, .. } = self {
            let mut held = held.write().unwrap_or_else(PoisonError::into_inner);
            let is_it = |held: &Arc<Held>| Arc::ptr_eq(&held.credentials, &refused.credentials);
            if held.as_ref().is_some_and(is_it) {
                *held = None;
            }
        }
    }
}

impl Held {
    fn new(credentials: Arc<Credentials>, renew_at: Option<OffsetDateTime>) -> Self {
        Self { credentials, renew_at, day_key: RwLock::default() }
    }

    fn is_due(&self, now: OffsetDateTime) -> bool {
        self.renew_at.is_some_and(|at| at <= now)
    }

    fn is_valid(&self, now: OffsetDateTime) -> bool {
        self.credentials.expiry().is_none_or(|expiry| now < expiry)
    }

    /// The V4 key of that day, worked out once.
    pub(crate) fn day_key(&self, region: &str, time: OffsetDateTime) -> Arc<DayKey> {
        if let Some(key) = read(&self.day_key)
            && key.is_for(region, time)
        {
            return key;
        }
        let key = Arc::new(DayKey::new(&self.credentials, region, time));
        *self.day_key.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&key));
        key
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Static(held) => held.credentials.fmt(out),
            Self::Renewed { provider, .. } => provider.fmt(out),
        }
    }
}

fn read<T>(lock: &RwLock<Option<Arc<T>>>) -> Option<Arc<T>> {
    lock.read().unwrap_or_else(PoisonError::into_inner).clone()
}

/// When to ask for the successor of a key fetched at `now`. A key that seems to have run out
/// already is used until the service refuses it: the clock that says so may be wrong.
fn renewal(now: OffsetDateTime, expiry: Option<OffsetDateTime>) -> Option<OffsetDateTime> {
    let life = expiry? - now;
    life.is_positive().then(|| now + life * RENEW_AT)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU32;

    use futures_util::FutureExt;
    use futures_util::future::{BoxFuture, join_all};
    use time::macros::datetime;

    use super::*;

    const START: OffsetDateTime = datetime!(2026-11-22 12:00 UTC);

    #[derive(Debug, Default)]
    struct Counting {
        fetched: AtomicU32,
        failing: std::sync::atomic::AtomicBool,
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
                let credentials = Credentials::new(format!("STS.{number}"), "secret");
                Ok(match self.expiry {
                    Some(expiry) => credentials.with_expiry(expiry),
                    None => credentials,
                })
            }
            .boxed()
        }
    }

    fn provider(expiry: Option<OffsetDateTime>) -> (Arc<Counting>, Keys) {
        let provider = Arc::new(Counting { expiry, ..Counting::default() });
        (Arc::clone(&provider), Keys::renewed(provider))
    }

    fn id(held: &Held) -> &str {
        held.credentials.access_key_id()
    }

    #[tokio::test]
    async fn many_at_once_fetch_once() {
        let (provider, keys) = provider(None);
        let all = join_all((0..16).map(|_| keys.current(START, || {}))).await;
        assert!(all.into_iter().all(|held| id(&held.unwrap()) == "STS.0"));
        assert_eq!(provider.fetched.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn renews_when_four_fifths_of_the_life_are_over() {
        let (_, keys) = provider(Some(START + Duration::seconds(100)));
        assert_eq!(id(&keys.current(START, || {}).await.unwrap()), "STS.0");
        assert_eq!(id(&keys.current(START + Duration::seconds(79), || {}).await.unwrap()), "STS.0");
        assert_eq!(id(&keys.current(START + Duration::seconds(80), || {}).await.unwrap()), "STS.1");
    }

    #[tokio::test]
    async fn a_refused_key_is_replaced_once_however_many_report_it() {
        let (provider, keys) = provider(None);
        let refused = keys.current(START, || {}).await.unwrap();
        for _ in 0..4 {
            keys.refuse(&refused);
            assert_eq!(id(&keys.current(START, || {}).await.unwrap()), "STS.1");
        }
        assert_eq!(provider.fetched.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn a_failing_provider_is_forgiven_until_the_key_runs_out() {
        let (provider, keys) = provider(Some(START + Duration::seconds(100)));
        keys.current(START, || {}).await.unwrap();
        provider.failing.store(true, Ordering::SeqCst);
        assert_eq!(id(&keys.current(START + Duration::seconds(80), || {}).await.unwrap()), "STS.0");
        assert_eq!(id(&keys.current(START + Duration::seconds(99), || {}).await.unwrap()), "STS.0");
        assert_eq!(provider.fetched.load(Ordering::SeqCst), 2);
        let error =
            keys.current(START + Duration::seconds(110), || {}).await.map(drop).unwrap_err();
        assert!(error.is_retryable());
    }

    #[tokio::test]
    async fn many_at_once_share_a_failure_and_the_next_one_asks_again() {
        let (provider, keys) = provider(None);
        provider.failing.store(true, Ordering::SeqCst);
        let all = join_all((0..16).map(|_| keys.current(START, || {}))).await;
        assert!(all.into_iter().all(|held| held.is_err()));
        assert_eq!(provider.fetched.load(Ordering::SeqCst), 1);
        provider.failing.store(false, Ordering::SeqCst);
        assert_eq!(id(&keys.current(START, || {}).await.unwrap()), "STS.1");
    }

    #[tokio::test]
    async fn a_key_refused_during_its_renewal_does_not_come_back() {
        let (provider, keys) = provider(Some(START + Duration::seconds(100)));
        let refused = keys.current(START, || {}).await.unwrap();
        provider.failing.store(true, Ordering::SeqCst);
        let later = START + Duration::seconds(90);
        let refusal = async { keys.refuse(&refused) };
        let (renewed, ()) = futures_util::future::join(keys.current(later, || {}), refusal).await;
        assert!(renewed.is_err());
    }

    #[tokio::test]
    async fn a_key_that_looks_expired_is_left_to_the_service() {
        let (provider, keys) = provider(Some(START - Duration::hours(1)));
        keys.current(START, || {}).await.unwrap();
        keys.current(START, || {}).await.unwrap();
        assert_eq!(provider.fetched.load(Ordering::SeqCst), 1);
    }
}
