//! What a source of keys finds around it.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::process;
use crate::error::Error;
use crate::http::{self, Network};

type Variables = dyn Fn(&str) -> Option<String> + Send + Sync;

/// What a source of keys finds around it: variables, the home folder, and how to reach whoever hands
/// out keys. A source made by `new` takes those [of the process](Self::of_process).
#[derive(Clone)]
pub struct Surroundings {
    variables: Arc<Variables>,
    sts_endpoint: Option<String>,
    metadata_endpoint: Option<String>,
    http_client: Option<reqwest::Client>,
    allow_http: bool,
}

impl Surroundings {
    /// The environment of this process, read each time that keys are fetched.
    pub fn of_process() -> Self {
        Self::new(process::variable)
    }

    /// Other variables than the process has. `HOME` among them is the home folder.
    pub fn new(variables: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self {
            variables: Arc::new(variables),
            sts_endpoint: None,
            metadata_endpoint: None,
            http_client: None,
            allow_http: false,
        }
    }

    /// Where STS is, in place of what region and VPC say: a host, or a URL as
    /// [`Client::builder`](crate::Client::builder) takes it.
    #[must_use]
    pub fn sts_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.sts_endpoint = Some(endpoint.into());
        self
    }

    /// Where the metadata service of ECS is, in place of `http://100.100.100.200`.
    #[must_use]
    pub fn metadata_endpoint(mut self, url: impl Into<String>) -> Self {
        self.metadata_endpoint = Some(url.into());
        self
    }

    /// The HTTP client for STS, CloudSSO and credentials URIs: proxy, certificates, pool. The
    /// metadata service of ECS is asked without it, since no proxy leads there.
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Lets a credentials URI be `http://` to another machine, so that keys cross the network in
    /// clear. Without it, that is for loopback and link-local addresses.
    #[must_use]
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// A variable; an empty one is as good as none. What is pasted ends with a line break at times.
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        let value = (self.variables)(name)?;
        Some(value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        self.variable(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// A path in the home folder; `None` if there is no home.
    pub(super) fn in_home(&self, path: &str) -> Option<PathBuf> {
        Some(PathBuf::from(self.variable("HOME")?).join(path))
    }

    pub(super) fn given_sts(&self) -> Option<&str> {
        self.sts_endpoint.as_deref()
    }

    pub(super) fn metadata(&self) -> &str {
        self.metadata_endpoint.as_deref().unwrap_or("http://100.100.100.200")
    }

    pub(super) fn allows_http(&self) -> bool {
        self.allow_http
    }

    pub(super) fn given_client(&self) -> Option<&reqwest::Client> {
        self.http_client.as_ref()
    }

    /// The caller's client, or one that asks no proxy for this machine itself.
    pub(super) fn client(&self, loopback: bool) -> Result<reqwest::Client, Error> {
        match &self.http_client {
            Some(client) => Ok(client.clone()),
            None => http::client(&Network::default(), loopback),
        }
    }
}

impl Default for Surroundings {
    fn default() -> Self {
        Self::of_process()
    }
}

impl fmt::Debug for Surroundings {
    /// Without variables and endpoints: they may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Surroundings").finish_non_exhaustive()
    }
}
