//! The settings of a client.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use crate::client::Client;
use crate::clock::Skew;
use crate::credentials::{CredentialsProvider, Keeper};
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};
use crate::http::{self, Network};
use crate::region;
use crate::retry::RetryPolicy;
use crate::sign::SignatureVersion;

/// Where the API is, as the caller says it.
pub(crate) enum Address {
    Endpoint(String),
    Region(String),
}

/// Settings of a [`Client`] to be.
pub struct ClientBuilder {
    address: Address,
    vpc: bool,
    provider: Arc<dyn CredentialsProvider>,
    signature_version: SignatureVersion,
    allow_http: bool,
    http_client: Option<reqwest::Client>,
    network: Network,
    retry: RetryPolicy,
    timeout: Duration,
}

impl fmt::Debug for ClientBuilder {
    /// Without the endpoint: not looked at yet, it may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.provider)
            .field("vpc", &self.vpc)
            .field("signature_version", &self.signature_version)
            .field("allow_http", &self.allow_http)
            .field("network", &self.network)
            .field("retry", &self.retry)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

impl ClientBuilder {
    pub(crate) fn new(address: Address, provider: Arc<dyn CredentialsProvider>) -> Self {
        Self {
            address,
            vpc: false,
            provider,
            signature_version: SignatureVersion::default(),
            allow_http: false,
            http_client: None,
            network: Network::default(),
            retry: RetryPolicy::default(),
            timeout: Duration::from_secs(30),
        }
    }

    /// An endpoint in place of the region's; it wins over [`vpc`](Self::vpc) too.
    #[must_use]
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.address = Address::Endpoint(endpoint.into());
        self
    }

    /// Reaches the region through Alibaba Cloud's own network, from a machine inside of it.
    #[must_use]
    pub fn vpc(mut self, vpc: bool) -> Self {
        self.vpc = vpc;
        self
    }

    /// Which signature is sent; [`SignatureVersion::Acs3`] unless said otherwise.
    #[must_use]
    pub fn signature_version(mut self, version: SignatureVersion) -> Self {
        self.signature_version = version;
        self
    }

    /// Lets an `http://` endpoint be another machine than this one. Keys are not sent over it, but
    /// the answers hold temporary ones in clear.
    #[must_use]
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Brings an HTTP client of your own: proxy, certificates, pool. It is used for uploads to OSS
    /// too. It should follow no redirects, since a signature holds for one host.
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Trusts the certificates of a PEM file too, beside this machine's; for uploads to OSS as well.
    #[must_use]
    pub fn ca_file(mut self, pem_file: impl Into<PathBuf>) -> Self {
        self.network.ca_file = Some(pem_file.into());
        self
    }

    /// Goes through this proxy, `http://`, `https://` or `socks5://`, in place of the one that the
    /// environment names; for uploads to OSS as well, but not for a source of keys, which has
    /// [`Surroundings::http_client`](crate::Surroundings::http_client). A password in it is shown
    /// nowhere. An empty text means no proxy at all.
    #[must_use]
    pub fn proxy(mut self, url: impl Into<SecretString>) -> Self {
        self.network.proxy = Some(url.into());
        self
    }

    /// How long a connection may take to come about; 10 s by default.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.network.connect_timeout = Some(timeout);
        self
    }

    /// How long one try may take from connecting to the last byte of the answer; 30 s by default. A
    /// call with all of its tries ends at the latest so long after [`RetryPolicy::total`], the time that
    /// a [`CredentialsProvider`] takes apart.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Adds the name of the program, such as `nightly-backup/2.1`, to the `User-Agent` of every
    /// request.
    #[must_use]
    pub fn user_agent_suffix(mut self, product: impl Into<String>) -> Self {
        self.network.user_agent_suffix = Some(product.into());
        self
    }

    /// How often and how long calls are tried again.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Checks the settings. Nothing is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if the endpoint is no host or URL, or plain HTTP to another machine, if
    /// the region is none, if the CA file holds no certificate, if the proxy is no URL, or if there
    /// are settings for the network beside an HTTP client of your own.
    pub fn build(self) -> Result<Client, Error> {
        let endpoint = endpoint(&self.address, self.vpc, self.allow_http)?;
        let http_client = match self.http_client {
            Some(_) if !self.network.is_default() => {
                let message = "an HTTP client of your own has its certificates, proxy, connect timeout \
                               and user agent already: set them there, and not here";
                return Err(Error::new(ErrorKind::Config, message));
            }
            Some(client) => client,
            None => http::client(&self.network, endpoint.is_loopback())?,
        };
        Ok(Client {
            endpoint,
            keeper: Arc::new(Keeper::new(self.provider)),
            skew: Arc::new(Skew::default()),
            signature_version: self.signature_version,
            #[cfg(feature = "upload")]
            allow_http: self.allow_http,
            http_client,
            retry: self.retry,
            timeout: self.timeout,
        })
    }
}

fn endpoint(address: &Address, vpc: bool, allow_http: bool) -> Result<Endpoint, Error> {
    match address {
        Address::Endpoint(text) => Endpoint::parse(text, allow_http),
        Address::Region(region) => {
            let host = region::host(region, vpc).ok_or_else(|| {
                let message = format!("{region:?} is no region: write it as cn-hangzhou");
                Error::new(ErrorKind::Config, message)
            })?;
            Endpoint::parse(&host, allow_http)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Credentials;

    fn host(builder: ClientBuilder) -> String {
        builder.build().expect("a client").endpoint.host()
    }

    fn in_region(region: &str) -> ClientBuilder {
        Client::in_region(region, Credentials::new("id", "s"))
    }

    #[test]
    fn an_explicit_endpoint_always_wins() {
        assert_eq!(host(in_region("cn-chengdu")), "dbs-api.cn-chengdu.aliyuncs.com");
        assert_eq!(host(in_region("cn-chengdu").vpc(true)), "dbs-api-vpc.cn-chengdu.aliyuncs.com");
        assert_eq!(
            host(in_region("cn-chengdu").vpc(true).endpoint("dbs.internal")),
            "dbs.internal"
        );
        assert_eq!(host(in_region("no region").endpoint("dbs.internal")), "dbs.internal");
        let error = in_region("no region").build().expect_err("no region");
        assert_eq!(error.to_string(), "\"no region\" is no region: write it as cn-hangzhou");
    }

    #[test]
    fn a_client_of_ones_own_takes_no_other_settings() {
        let own =
            || in_region("cn-hangzhou").http_client(http::http_client().build().expect("one"));
        assert!(own().build().is_ok());
        for builder in [
            own().ca_file("ca.pem"),
            own().proxy("http://proxy:3128"),
            own().connect_timeout(Duration::from_secs(1)),
            own().user_agent_suffix("tool/1"),
        ] {
            assert_eq!(builder.build().expect_err("both").kind(), ErrorKind::Config);
        }
    }

    #[test]
    fn the_proxys_password_is_shown_nowhere() {
        for url in ["http://user:pr0xypw@proxy:3128", "no://user:pr0xypw@proxy", "user:pr0xypw@"] {
            let builder = in_region("cn-hangzhou").proxy(url);
            assert!(!format!("{builder:?}").contains("pr0xypw"));
            match builder.build() {
                Ok(client) => assert!(!format!("{client:?}").contains("pr0xypw")),
                Err(error) => assert!(!format!("{error:?} {error:#}").contains("pr0xypw")),
            }
        }
    }
}
