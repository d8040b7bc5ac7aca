//! Who hands out keys.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::{self, BoxFuture};

use super::Credentials;

/// Whoever can obtain keys: [`Credentials`] themselves, which give what they are, the sources of
/// this crate, or one of the caller's own.
///
/// The client keeps the keys, asks again in time and after a refusal, and never twice at once: an
/// implementation fetches and nothing else.
pub trait CredentialsProvider: fmt::Debug + Send + Sync {
    /// Obtains keys that are valid for a while. It is waited for as long as it takes: give it a time
    /// limit of its own.
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>>;
}

impl CredentialsProvider for Credentials {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        future::ready(Ok(self.clone())).boxed()
    }
}

impl CredentialsProvider for Arc<dyn CredentialsProvider> {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        self.as_ref().fetch()
    }
}

/// Why a [`CredentialsProvider`] has no keys. No secret is in it.
#[derive(Debug)]
pub struct CredentialsError {
    source: Box<dyn StdError + Send + Sync>,
    reason: Reason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    Absent,
    Fatal,
    Retryable,
}

impl CredentialsError {
    /// This source is not set up here, so that another one may be asked. Say what would set it up.
    pub fn absent(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { source: source.into(), reason: Reason::Absent }
    }

    /// This source is set up, and asking it again would not help.
    pub fn fatal(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { source: source.into(), reason: Reason::Fatal }
    }

    /// This source is set up, and asking it again may help; it is done as often as the client's
    /// [`RetryPolicy`](crate::RetryPolicy) says.
    pub fn retryable(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { source: source.into(), reason: Reason::Retryable }
    }

    /// Whether this source is not set up here.
    pub fn is_absent(&self) -> bool {
        self.reason == Reason::Absent
    }

    /// Whether asking again may help.
    pub fn is_retryable(&self) -> bool {
        self.reason == Reason::Retryable
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

impl StdError for CredentialsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.source()
    }
}
