//! Sources one after the other.

use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::{
    CliProfile, Credentials, CredentialsError, CredentialsProvider, CredentialsUri, EcsRole,
    Environment, IniProfile, OidcRole, Surroundings,
};

/// The first of several sources that is set up. [`Chain::new`] asks those of the official clients, in
/// their order (alibabacloud-credentials 1.0.12, `provider/default.py`; credentials-go,
/// `credentials/providers/default.go`): [`Environment`], [`OidcRole`], [`CliProfile`],
/// [`IniProfile`], [`EcsRole`], [`CredentialsUri`].
///
/// A source that is not set up is passed over. One that is set up and fails ends the chain with its
/// error: the next one may be another identity, whose backups land in another account. The official
/// clients go on silently. Whichever source gave keys once is asked for all later ones, for the same
/// reason.
#[derive(Debug)]
pub struct Chain {
    sources: Vec<Arc<dyn CredentialsProvider>>,
    chosen: OnceLock<Arc<dyn CredentialsProvider>>,
}

impl Chain {
    /// The official order, in the surroundings of this process.
    pub fn new() -> Self {
        Self::within(Surroundings::of_process())
    }

    /// The official order, in other surroundings.
    pub fn within(surroundings: Surroundings) -> Self {
        let here = || surroundings.clone();
        Self::of([
            Arc::new(Environment::new().within(here())) as Arc<dyn CredentialsProvider>,
            Arc::new(OidcRole::new().within(here())),
            Arc::new(CliProfile::new().within(here())),
            Arc::new(IniProfile::new().within(here())),
            Arc::new(EcsRole::new().within(here()).optional()),
            Arc::new(CredentialsUri::new().within(here())),
        ])
    }

    /// Sources of your own choice, in this order.
    pub fn of(sources: impl IntoIterator<Item = Arc<dyn CredentialsProvider>>) -> Self {
        Self { sources: sources.into_iter().collect(), chosen: OnceLock::new() }
    }

    async fn walk(&self) -> Result<Credentials, CredentialsError> {
        if let Some(chosen) = self.chosen.get() {
            return chosen.fetch().await.map_err(CredentialsError::lost);
        }
        let mut message = "no source of keys is set up".to_owned();
        for (index, source) in self.sources.iter().enumerate() {
            match source.fetch().await {
                Ok(credentials) => {
                    let chosen = self.chosen.get_or_init(|| Arc::clone(source));
                    if Arc::ptr_eq(chosen, source) {
                        tracing::debug!(?source, "this source has the keys");
                        return Ok(credentials);
                    }
                    // Somebody who walked at the same time came to another one.
                    return chosen.fetch().await.map_err(CredentialsError::lost);
                }
                Err(error) if error.is_absent() => {
                    let mark = if index == 0 { ':' } else { ';' };
                    let _ = write!(message, "{mark} ({}) {error}", index + 1);
                }
                Err(error) => return Err(error),
            }
        }
        Err(CredentialsError::absent(message))
    }
}

impl CredentialsProvider for Chain {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        self.walk().boxed()
    }
}

impl Default for Chain {
    fn default() -> Self {
        Self::new()
    }
}
