//! The keys that sign a request, and who hands them out.
//!
//! Each source is a file of its own. None is reqsign's (reqsign-aliyun-oss 3.2.0), which has most of
//! them: it asks in an order of its own (an assumed role first, OIDC last), reads no roles, OIDC,
//! ECS or URI profiles out of `config.json` and `credentials.ini` but passes over them, passes over
//! files that cannot be read, quotes URIs and answers in its errors and a part of the keys in
//! `Debug`, and brings an HTTP, file and environment abstraction of its own with some twenty crates.

mod ask;
#[cfg(feature = "upload")]
mod bucket;
mod chain;
mod cli;
mod ecs;
mod environment;
mod file;
mod ini;
mod keeper;
mod oidc;
mod process;
mod profile;
mod provider;
mod role;
mod sso;
mod sts;
mod surroundings;
mod temporary;
mod uri;

use std::fmt;

use secrecy::SecretString;
use time::OffsetDateTime;

#[cfg(feature = "upload")]
pub use bucket::BucketCredentials;
pub use chain::Chain;
pub use cli::CliProfile;
pub use ecs::EcsRole;
pub use environment::Environment;
pub(crate) use keeper::Keeper;
pub use oidc::OidcRole;
pub use profile::IniProfile;
pub use provider::{CredentialsError, CredentialsProvider};
pub use role::RamRole;
pub use surroundings::Surroundings;
pub use uri::CredentialsUri;

/// An access key, with the security token that belongs to it when the key is temporary (STS).
///
/// `Debug` shows the access key id alone; there is no `Display` and no serialisation.
#[derive(Clone)]
pub struct Credentials {
    access_key_id: String,
    access_key_secret: SecretString,
    security_token: Option<SecretString>,
    expiry: Option<OffsetDateTime>,
}

impl Credentials {
    /// A permanent access key, as the console shows it under AccessKey management.
    pub fn new(access_key_id: impl Into<String>, access_key_secret: impl Into<String>) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            access_key_secret: SecretString::from(access_key_secret.into()),
            security_token: None,
            expiry: None,
        }
    }

    /// Makes it a temporary key: STS hands out id, secret and token together.
    #[must_use]
    pub fn with_security_token(mut self, token: impl Into<String>) -> Self {
        self.security_token = Some(SecretString::from(token.into()));
        self
    }

    /// When a temporary key runs out. Its provider is asked for the next one fifteen minutes earlier;
    /// without it, only when the service refuses the key.
    #[must_use]
    pub fn with_expiry(mut self, expiry: OffsetDateTime) -> Self {
        self.expiry = Some(expiry);
        self
    }

    /// The id of the key, which is no secret: it is sent in clear with every request.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    pub(crate) fn access_key_secret(&self) -> &SecretString {
        &self.access_key_secret
    }

    pub(crate) fn security_token(&self) -> Option<&SecretString> {
        self.security_token.as_ref()
    }

    pub(crate) fn expiry(&self) -> Option<OffsetDateTime> {
        self.expiry
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id)
            .field("temporary", &self.security_token.is_some())
            .field("expiry", &self.expiry)
            .finish_non_exhaustive()
    }
}
