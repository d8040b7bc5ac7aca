//! The link that is good now: one fetch at a time, after a refusal.

use std::borrow::Cow;
use std::sync::{Arc, PoisonError, RwLock};

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;
use tokio::sync::Mutex;
use url::Url;

use super::{Inner, LinkProvider, parse};
use crate::body::Meter;
use crate::call::{Call, Secrets, Sender, Wire};
use crate::credentials::CredentialsError;
use crate::error::{Error, ErrorKind};

/// The links of one file, one after the other.
pub(super) struct Passes {
    provider: Option<Arc<dyn LinkProvider>>,
    allow_http: bool,
    /// None after a refusal.
    held: RwLock<Option<Pass>>,
    /// Held by whoever is asking the provider.
    flight: Mutex<()>,
}

/// A link that was checked.
pub(crate) type Pass = Arc<SecretString>;

impl Passes {
    pub(super) fn new(
        url: &Url,
        provider: Option<Arc<dyn LinkProvider>>,
        allow_http: bool,
    ) -> Self {
        let held = RwLock::new(Some(pass(url)));
        Self { provider, allow_http, held, flight: Mutex::default() }
    }

    fn known(&self) -> Option<Pass> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, next: Option<Pass>) {
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = next;
    }
}

fn pass(url: &Url) -> Pass {
    Arc::new(SecretString::from(url.as_str()))
}

impl Sender for Inner {
    type Pass = Pass;

    fn wire(&self) -> &Wire {
        &self.wire
    }

    async fn pass(&self, fetched: impl FnOnce() + Send) -> Result<Pass, CredentialsError> {
        let passes = &self.passes;
        if let Some(known) = passes.known() {
            return Ok(known);
        }
        let _flying = passes.flight.lock().await;
        // Once more, now that nobody else is asking.
        if let Some(known) = passes.known() {
            return Ok(known);
        }
        let Some(provider) = &passes.provider else {
            return Err(CredentialsError::fatal("the link was refused, and nobody gives another"));
        };
        let next = provider.fetch().await?;
        let url = parse(&next, passes.allow_http).map_err(CredentialsError::fatal)?;
        tracing::debug!(link = self.name, "fetched a link");
        fetched();
        let next = pass(&url);
        passes.set(Some(Arc::clone(&next)));
        Ok(next)
    }

    fn request<'a>(
        &self,
        call: &Call<'_>,
        pass: &'a Pass,
        _: &Arc<Meter>,
    ) -> Result<(reqwest::Request, Secrets<'a>), Error> {
        let url = Url::parse(pass.expose_secret())
            .map_err(|_| Error::new(ErrorKind::Config, "the link is no URL"))?;
        let secrets = secrets(&url).into_iter().map(Cow::Owned).collect();
        let mut request = reqwest::Request::new(call.method.clone(), url);
        for (name, value) in &call.headers {
            call.put_header(&mut request, name, value, false)?;
        }
        Ok((request, secrets))
    }

    fn can_renew(&self) -> bool {
        self.passes.provider.is_some()
    }

    fn refuse(&self, pass: &Pass) {
        // Unless another one has taken its place already.
        if self.passes.known().is_some_and(|known| Arc::ptr_eq(&known, pass)) {
            self.passes.set(None);
        }
    }

    /// A link is signed by a clock that is none of ours.
    fn learn(&self, _: OffsetDateTime) {}
}

/// What must not be repeated: the query, what is in it, and a password. A value of a few letters is
/// in any text by chance; no signature and no token is one.
fn secrets(url: &Url) -> Vec<String> {
    let values = url.query_pairs().map(|(_, value)| value.into_owned());
    let mut secrets: Vec<String> = values.filter(|value| value.len() >= SHORTEST).collect();
    secrets.extend(url.query().map(str::to_owned));
    secrets.extend(url.password().map(str::to_owned));
    secrets
}

const SHORTEST: usize = 12;

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::FutureExt;
    use futures_util::future::BoxFuture;

    use super::*;
    use crate::link::Link;

    #[derive(Debug, Default)]
    struct Numbered(AtomicUsize);

    impl LinkProvider for Numbered {
        fn fetch(&self) -> BoxFuture<'_, Result<SecretString, CredentialsError>> {
            async {
                let number = self.0.fetch_add(1, Ordering::SeqCst) + 1;
                Ok(format!("https://h/k?{number}").into())
            }
            .boxed()
        }
    }

    #[tokio::test]
    async fn a_late_refusal_of_the_old_link_leaves_the_new_one() {
        let link = Link::builder("https://h/k?0").provider(Arc::new(Numbered::default()));
        let inner = link.build().unwrap().0;
        let old = inner.pass(|| {}).await.unwrap();
        inner.refuse(&old);
        let new = inner.pass(|| {}).await.unwrap();
        inner.refuse(&old);
        let still = inner.pass(|| {}).await.unwrap();
        assert_eq!(still.expose_secret(), "https://h/k?1");
        assert!(Arc::ptr_eq(&new, &still));
    }

    #[test]
    fn what_a_link_holds_must_not_be_repeated() {
        let url = "https://u:p%20w@h/k?Expires=1795000000&Signature=a%2Bb%3D34567890&x=short";
        let secrets = secrets(&Url::parse(url).unwrap());
        let query = "Expires=1795000000&Signature=a%2Bb%3D34567890&x=short";
        assert_eq!(secrets, ["a+b=34567890", query, "p%20w"]);
    }
}
