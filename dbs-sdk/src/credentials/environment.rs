//! Keys in variables of the environment.

use futures_util::FutureExt as _;
use futures_util::future::{self, BoxFuture};

use super::{Credentials, CredentialsError, CredentialsProvider, Surroundings};

const ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
const SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

/// Keys in `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, and
/// `ALIBABA_CLOUD_SECURITY_TOKEN` if they are temporary (names: alibabacloud-credentials 1.0.12 for
/// Python, `utils/auth_util.py`). One of the first two without the other is an error.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    surroundings: Surroundings,
}

impl Environment {
    /// The variables of this process.
    pub fn new() -> Self {
        Self::default()
    }

    /// Other surroundings than those of the process.
    #[must_use]
    pub fn within(mut self, surroundings: Surroundings) -> Self {
        self.surroundings = surroundings;
        self
    }

    fn keys(&self) -> Result<Credentials, CredentialsError> {
        let variable = |name| self.surroundings.variable(name);
        let credentials = match (variable(ID), variable(SECRET)) {
            (Some(id), Some(secret)) => Credentials::new(id, secret),
            (None, None) => {
                let message = format!("environment: {ID} and {SECRET} are not set");
                return Err(CredentialsError::absent(message));
            }
            (id, _) => {
                let (set, missing) = if id.is_some() { (ID, SECRET) } else { (SECRET, ID) };
                let message = format!("environment: {set} is set and {missing} is not");
                return Err(CredentialsError::fatal(message));
            }
        };
        Ok(match variable(TOKEN) {
            Some(token) => credentials.with_security_token(token),
            None => credentials,
        })
    }
}

impl CredentialsProvider for Environment {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        future::ready(self.keys()).boxed()
    }
}
