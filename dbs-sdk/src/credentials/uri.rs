//! Keys at a URI.

use std::fmt;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use url::{Host, Url};

use super::ask::{ask, silent};
use super::sts;
use super::temporary::temporary;
use super::{Credentials, CredentialsError, CredentialsProvider, Surroundings};

const URI: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";

/// Temporary keys that an HTTP server hands out, in JSON with `Code` `Success`, `AccessKeyId`,
/// `AccessKeySecret`, `SecurityToken` and `Expiration` (alibabacloud-credentials 1.0.12,
/// `provider/uri.py`). What is not said comes from `ALIBABA_CLOUD_CREDENTIALS_URI`.
///
/// The official clients take any `http://` address. Here, that is for loopback and link-local ones
/// alone, unless [`Surroundings::allow_http`] says otherwise: whoever reads the answer has the keys.
/// Of the URI, its host alone is ever shown.
#[derive(Clone, Default)]
pub struct CredentialsUri {
    surroundings: Surroundings,
    uri: Option<SecretString>,
}

impl CredentialsUri {
    /// The one that the variable names.
    pub fn new() -> Self {
        Self::default()
    }

    /// Other surroundings than those of the process.
    #[must_use]
    pub fn within(mut self, surroundings: Surroundings) -> Self {
        self.surroundings = surroundings;
        self
    }

    /// Another one.
    #[must_use]
    pub fn uri(mut self, uri: impl Into<SecretString>) -> Self {
        self.uri = Some(uri.into());
        self
    }

    async fn ask(&self) -> Result<Credentials, CredentialsError> {
        let given = self.uri.as_ref().map(|uri| uri.expose_secret().to_owned());
        let Some(given) = given.or_else(|| self.surroundings.variable(URI)) else {
            return Err(CredentialsError::absent(format!("credentials URI: {URI} is not set")));
        };
        let wrong = |what: &str| CredentialsError::fatal(format!("the credentials URI {what}"));
        let url = Url::parse(given.trim()).map_err(|_| wrong("is no URL"))?;
        let host = url.host().ok_or_else(|| wrong("names no host"))?;
        let who = format!("the credentials URI at {host}");
        let near = is_near(&host);
        match url.scheme() {
            "https" => {}
            "http" if near || self.surroundings.allows_http() => {}
            "http" => {
                let what = format!(
                    "at {host} would send keys in clear over the network: make it https://, or allow \
                     HTTP"
                );
                return Err(wrong(&what));
            }
            _ => return Err(wrong("begins with neither https:// nor http://")),
        }
        let client = self.surroundings.client(near)?;
        let reply = ask(client.get(url), sts::PATIENCE).await;
        let document = reply.map_err(|error| silent(error, &who))?.document(&who)?;
        if document.get("Code").and_then(Value::as_str) != Some("Success") {
            let message = format!("{who} answered without Code Success");
            return Err(CredentialsError::fatal(message));
        }
        temporary(&document, &who)
    }
}

impl CredentialsProvider for CredentialsUri {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        self.ask().boxed()
    }
}

impl fmt::Debug for CredentialsUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialsUri").finish_non_exhaustive()
    }
}

/// Whether what is sent there stays on this machine or its own link.
pub(super) fn is_near(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => name.eq_ignore_ascii_case("localhost"),
        Host::Ipv4(address) => address.is_loopback() || address.is_link_local(),
        Host::Ipv6(address) => address.is_loopback() || address.is_unicast_link_local(),
    }
}
