//! Who hands out keys.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::{self, BoxFuture};

use super::Credentials;
use crate::error::Error;

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
#[derive(Debug, Clone)]
pub struct CredentialsError {
    source: Arc<dyn StdError + Send + Sync>,
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
        Self { source: Arc::from(source.into()), reason: Reason::Absent }
    }

    /// This source is set up, and asking it again would not help.
    pub fn fatal(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { source: Arc::from(source.into()), reason: Reason::Fatal }
    }

    /// This source is set up, and asking it again may help; it is done as often as the client's
    /// [`RetryPolicy`](crate::RetryPolicy) says.
    pub fn retryable(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { source: Arc::from(source.into()), reason: Reason::Retryable }
    }

    /// The same, with the place it happened at before it.
    pub(super) fn at(self, place: impl fmt::Display) -> Self {
        let source = Placed { place: place.to_string(), error: self.source };
        Self { source: Arc::new(source), reason: self.reason }
    }

    /// Of a source that was chosen, so that no other may be asked in its place.
    pub(super) fn decided(self) -> Self {
        let reason = if self.is_absent() { Reason::Fatal } else { self.reason };
        Self { reason, ..self }
    }

    /// Of a source that had keys before.
    pub(super) fn lost(self) -> Self {
        let reason = if self.is_absent() { Reason::Retryable } else { self.reason };
        Self { reason, ..self }
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

/// A call for keys that failed.
impl From<Error> for CredentialsError {
    fn from(error: Error) -> Self {
        if error.is_retryable() { Self::retryable(error) } else { Self::fatal(error) }
    }
}

#[derive(Debug)]
struct Placed {
    place: String,
    error: Arc<dyn StdError + Send + Sync>,
}

impl fmt::Display for Placed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.error)
    }
}

impl StdError for Placed {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}
