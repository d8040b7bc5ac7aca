//! The HTTP client used when the caller brings none.

use std::error::Error as StdError;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fmt, io};

use reqwest::header::HeaderValue;
use reqwest::{Certificate, Client, ClientBuilder, Proxy};
use secrecy::{ExposeSecret as _, SecretString};

use crate::error::{Error, ErrorKind};

/// The content type of a form body.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

const USER_AGENT: &str = concat!("dbs-sdk-rust/", env!("CARGO_PKG_VERSION"));

/// Settings that suit this client: no redirects (a signature holds for one host), no repetitions
/// of its own, ten seconds to connect, this machine's trusted certificates (`SSL_CERT_FILE` names
/// others) and proxy variables. Add a proxy or a certificate and hand the result to
/// [`ClientBuilder::http_client`](crate::ClientBuilder::http_client).
///
/// TLS is rustls. If the process has chosen no rustls provider yet, ring becomes its default, since
/// reqwest panics without one.
pub fn http_client() -> ClientBuilder {
    settings().user_agent(USER_AGENT)
}

/// Uploads go through the same client.
#[cfg(feature = "upload")]
fn settings() -> ClientBuilder {
    oss_multipart::http_client()
}

#[cfg(not(feature = "upload"))]
fn settings() -> ClientBuilder {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Another thread may have been faster; then its choice stands.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .tcp_nodelay(true)
        .connect_timeout(Duration::from_secs(10))
}

/// What the caller sets of the network. `Debug` shows no proxy: it may hold a password.
#[derive(Default)]
pub(crate) struct Network {
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) proxy: Option<SecretString>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) user_agent_suffix: Option<String>,
}

impl Network {
    pub(crate) fn is_default(&self) -> bool {
        let Self { ca_file, proxy, connect_timeout, user_agent_suffix } = self;
        ca_file.is_none()
            && proxy.is_none()
            && connect_timeout.is_none()
            && user_agent_suffix.is_none()
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network")
            .field("ca_file", &self.ca_file)
            .field("proxy", &self.proxy.is_some())
            .field("connect_timeout", &self.connect_timeout)
            .field("user_agent_suffix", &self.user_agent_suffix)
            .finish()
    }
}

/// A client of these settings. It asks no proxy for this machine itself, unless one is given.
pub(crate) fn client(network: &Network, loopback: bool) -> Result<Client, Error> {
    let mut builder = http_client();
    if let Some(product) = &network.user_agent_suffix {
        let agent = HeaderValue::from_str(&format!("{USER_AGENT} {product}")).map_err(|_| {
            let message =
                "the suffix of the user agent holds characters that no HTTP header can carry";
            Error::new(ErrorKind::Config, message)
        })?;
        builder = builder.user_agent(agent);
    }
    if let Some(timeout) = network.connect_timeout {
        builder = builder.connect_timeout(timeout);
    }
    builder = match &network.proxy {
        Some(url) if url.expose_secret().is_empty() => builder.no_proxy(),
        Some(url) => builder.proxy(proxy(url)?),
        None if loopback => builder.no_proxy(),
        None => builder,
    };
    if let Some(path) = &network.ca_file {
        builder = builder.tls_certs_merge(certificates(path)?);
    }
    builder.build().map_err(|error| {
        let message = "no HTTPS client can be made: check this machine's trusted certificates, \
                       SSL_CERT_FILE and the CA file";
        Error::new(ErrorKind::Config, message).because(error.without_url())
    })
}

fn proxy(url: &SecretString) -> Result<Proxy, Error> {
    // The error of the parser may quote the URL.
    Proxy::all(url.expose_secret()).map_err(|_| {
        let message = "the proxy is no URL: write it as http://proxy.example:3128, with \
                       http, https or socks5";
        Error::new(ErrorKind::Config, message)
    })
}

fn certificates(pem_file: &Path) -> Result<Vec<Certificate>, Error> {
    let wrong =
        |what: &str| Error::new(ErrorKind::Config, format!("{} {what}", pem_file.display()));
    let pem = std::fs::read(pem_file).map_err(|error| wrong("cannot be read").because(error))?;
    match Certificate::from_pem_bundle(&pem) {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => Err(wrong("holds no PEM certificate")),
    }
}

/// Whether the connection ended because nobody here vouches for the server's certificate, which
/// trying again does not mend.
pub(crate) fn is_untrusted(error: &reqwest::Error) -> bool {
    let mut next: Option<&(dyn StdError + 'static)> = error.source();
    while let Some(error) = next {
        if let Some(rustls::Error::InvalidCertificate(_)) = error.downcast_ref() {
            return true;
        }
        // `source` of an I/O error passes over the error it wraps.
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        };
    }
    false
}
