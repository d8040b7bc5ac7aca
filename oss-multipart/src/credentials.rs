//! Access keys, and who hands out fresh ones.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

/// An access key, permanent or from STS. `Debug` shows the key id alone.
#[derive(Clone)]
pub struct Credentials {
    access_key_id: String,
    access_key_secret: SecretString,
    security_token: Option<SecretString>,
    expiry: Option<OffsetDateTime>,
}

impl Credentials {
    /// A permanent key.
    pub fn new(
        access_key_id: impl Into<String>,
        access_key_secret: impl Into<SecretString>,
    ) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            access_key_secret: access_key_secret.into(),
            security_token: None,
            expiry: None,
        }
    }

    /// Makes it an STS key, valid with this token alone.
    pub fn with_security_token(mut self, token: impl Into<SecretString>) -> Self {
        self.security_token = Some(token.into());
        self
    }

    /// When the STS key runs out. The provider is asked again when 80 % of the time between now
    /// and then are over; without it, only when the service refuses the key.
    pub fn with_expiry(mut self, expiry: OffsetDateTime) -> Self {
        self.expiry = Some(expiry);
        self
    }

    /// The public half of the key.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    pub(crate) fn secret(&self) -> &str {
        self.access_key_secret.expose_secret()
    }

    pub(crate) fn token(&self) -> Option<&str> {
        self.security_token.as_ref().map(|token| token.expose_secret())
    }

    pub(crate) fn expiry(&self) -> Option<OffsetDateTime> {
        self.expiry
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id)
            .field("access_key_secret", &"[redacted]")
            .field("security_token", &self.security_token.as_ref().map(|_| "[redacted]"))
            .field("expiry", &self.expiry)
            .finish()
    }
}

/// Whoever can obtain fresh STS keys.
///
/// The bucket keeps the keys, asks again in time and after a refusal, and never twice at once:
/// an implementation fetches and nothing else.
pub trait CredentialsProvider: fmt::Debug + Send + Sync {
    /// Obtains keys that were not handed out before, or at least are valid for a while. It is waited
    /// for as long as it takes: give it a time limit of its own.
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>>;
}

/// Why a [`CredentialsProvider`] has no keys. The caller's own error is the
/// [`source`](StdError::source).
#[derive(Clone, Debug)]
pub struct CredentialsError {
    source: Arc<dyn StdError + Send + Sync>,
    retryable: bool,
}

impl CredentialsError {
    /// Asking again would not help.
    pub fn fatal(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { source: Arc::from(source.into()), retryable: false }
    }

    /// Asking again may help; it is done as often as the bucket's
    /// [`RetryPolicy`](crate::RetryPolicy) says.
    pub fn retryable(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { source: Arc::from(source.into()), retryable: true }
    }

    pub(crate) fn is_retryable(&self) -> bool {
        self.retryable
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the credentials provider failed")
    }
}

impl StdError for CredentialsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
